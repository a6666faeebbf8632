//! The rollups of the reports: what was appended with the events is added up within about a second.

use std::time::Duration;

use super::{Stop, rounds};
use crate::service::core::Core;
use crate::service::report::fold::fold_some;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Folds until it is told to stop.
pub async fn run(core: Core, stop: Stop) {
    rounds(stop, PAUSE, "the numbers of the reports cannot be added up now", async || fold_some(&core).await)
        .await;
}
