//! Versions of the rules on their way to the open cases: a portion at a time, without a pause while there is more. Several nodes
//! may run it: each case is reached once whoever comes first.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::rule::recount_due;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Looks until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        let pause = match recount_due(&core).await {
            Ok(done) if done.more => Duration::ZERO,
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "deadlines cannot be counted anew now");
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
