//! The timer poller. It asks at least once a second, so that a timer is late by two seconds at most, and goes on without a
//! pause while more is due. Several nodes may run it: a case that one of them has locked is passed over by the others.

use std::time::Duration;

use super::{Stop, rounds};
use crate::service::core::Core;
use crate::service::timer::fire_due;

/// How long nothing happens between two polls.
const PAUSE: Duration = Duration::from_secs(1);

/// Polls until it is told to stop.
pub async fn run(core: Core, stop: Stop) {
    rounds(stop, PAUSE, "timers cannot be fired now", async || Ok(fire_due(&core).await?.more)).await;
}
