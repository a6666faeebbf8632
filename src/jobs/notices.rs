//! Messages: what events owe is planned within about a second. Several nodes may run it: a row that one of them has locked is
//! passed over by the others.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::notice::plan::plan_due;

/// How long nothing happens between two rounds.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Goes round until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        let pause = match round(&core).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "notices cannot be delivered now");
                PAUSE_AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        if *stop.borrow() {
            return;
        }
    }
}

/// One round; true when more is waiting.
async fn round(core: &Core) -> Result<bool, ServiceError> {
    Ok(plan_due(core).await?.more)
}
