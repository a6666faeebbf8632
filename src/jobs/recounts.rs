//! Versions of the rules on their way to the open cases: a portion at a time, without a pause while there is more. Several nodes
//! may run it: each case is reached once whoever comes first.

use std::time::Duration;

use super::{Stop, rounds};
use crate::service::core::Core;
use crate::service::rule::recount_due;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Looks until it is told to stop.
pub async fn run(core: Core, stop: Stop) {
    rounds(stop, PAUSE, "deadlines cannot be counted anew now", async || Ok(recount_due(&core).await?.more))
        .await;
}
