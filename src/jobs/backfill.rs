//! Cases from before there were numbers are counted, a portion at a time, without a pause while there are more.

use std::cell::Cell;
use std::time::Duration;

use super::{Stop, rounds};
use crate::domain::ids::CaseId;
use crate::service::core::Core;
use crate::service::report::backfill::count_some;

/// When those that could not be counted are tried again.
const PAUSE: Duration = Duration::from_hours(1);

/// Counts until it is told to stop.
pub async fn run(core: Core, stop: Stop) {
    let after = Cell::new(CaseId(0));
    rounds(stop, PAUSE, "cases cannot be brought into the numbers now", async || {
        let last = count_some(&core, after.get()).await?;
        after.set(last.unwrap_or(CaseId(0)));
        Ok(last.is_some())
    })
    .await;
}
