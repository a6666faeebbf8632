//! The rollups of the reports: what was appended with the events is added up within about a second.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::report::fold::fold_some;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Folds until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        let pause = match fold_some(&core).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "the numbers of the reports cannot be added up now");
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
