//! The timer poller. It asks at least once a second, so that a timer is late by two seconds at most, and goes on without a
//! pause while more is due. Several nodes may run it: a case that one of them has locked is passed over by the others.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::timer::fire_due;

/// How long nothing happens between two polls.
const PAUSE: Duration = Duration::from_secs(1);
/// How long it waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Polls until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        let pause = match fire_due(&core).await {
            Ok(fired) if fired.more => Duration::ZERO,
            Ok(_) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "timers cannot be fired now");
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
