//! What time does: due timers are fired in short transactions of their own, each with its effect and the arming of the next
//! one together. Nothing outside the database happens in them.

use futures_util::future::join_all;
use jiff::Timestamp;

use crate::domain::case::fire::fire;
use crate::domain::ids::CaseId;
use crate::service::case::office::Named;
use crate::service::case::write::{Given, append};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::try_lock_case;
use crate::store::timer::{self as store};
use crate::store::{Lane, StoreError, Tx};

/// Timers fired in one go; their transactions share commits.
const BATCH: i64 = 100;
/// What one case may have due at once: more is a loop, and is set aside like any other failure.
const PER_CASE: usize = 20;

/// What a go has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fired {
    /// Events that were written.
    pub events: usize,
    /// Timers that failed and will be tried again, or were set aside.
    pub failed: usize,
    /// Whether as many again may be waiting.
    pub more: bool,
}

/// Fires what is due, up to one batch.
pub async fn fire_due(core: &Core) -> Result<Fired, ServiceError> {
    let now = core.clock.now();
    let due = core.db.read(move |conn| Ok::<_, ServiceError>(store::list_due(conn, now, BATCH)?)).await?;
    let more = i64::try_from(due.len()).is_ok_and(|count| count == BATCH);
    let outcomes = join_all(due.into_iter().map(|case| fire_one(core, case, now))).await;
    let mut fired = Fired { more, ..Fired::default() };
    for outcome in outcomes {
        match outcome {
            Ok(events) => fired.events += events,
            // The database cannot serve: that is nobody's poison, and the next poll tries again.
            Err(error) if error.is_unavailable() => return Err(error),
            Err(_) => fired.failed += 1,
        }
    }
    Ok(fired)
}

/// Fires one case's timer. Its failure is counted and logged, and concerns no other case.
async fn fire_one(core: &Core, case: CaseId, now: Timestamp) -> Result<usize, ServiceError> {
    let rooms = core.clone();
    let outcome = core.db.write(Lane::Background, move |tx| fire_in(&rooms, tx, case, now)).await;
    if let Err(error) = &outcome
        && !error.is_unavailable()
    {
        tracing::error!(%case, %error, "a timer failed");
        core.db
            .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::count_failure(tx, case)?))
            .await?;
    }
    outcome
}

/// The transaction: everything that is due of this case, one event after the other, and the next timer armed.
fn fire_in(core: &Core, tx: &mut Tx<'_>, case: CaseId, now: Timestamp) -> Result<usize, ServiceError> {
    // Another node has it, or somebody is changing the case: then it is looked at again at the next poll.
    let Some(mut stored) = try_lock_case(tx, case)? else { return Ok(0) };
    let office = core.office(tx)?;
    let rules = office.rules();
    let ctx = office.ctx(&rules, &stored.case.areas, now, Named::default());
    let nothing_said = Given::default().salted();
    for events in 0..PER_CASE {
        let Some(fired) = fire(&stored.case, &ctx) else { return Ok(events) };
        let key = format!("{case}:{}", fired.cause);
        append(tx, &mut stored, vec![fired.event], &nothing_said, Some(key), now)?;
    }
    Err(StoreError::Corrupt(format!("the timer of case {case} fires without end")).into())
}
