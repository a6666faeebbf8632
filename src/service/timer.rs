//! What time does: due timers are fired in short transactions of their own, each with its effect and the arming of the next
//! one together. Nothing outside the database happens in them.

use futures_util::future::join_all;
use jiff::Timestamp;

use crate::domain::case::Case;
use crate::domain::case::fire::fire;
use crate::domain::ids::CaseId;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::{Given, append};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::{rearm_timer, try_lock_case};
use crate::store::timer::{self as store};
use crate::store::{Lane, StoreError, Tx};

/// Timers of one transaction: few enough to keep it short, many enough to share its commit and its look at the rules.
const CHUNK: i64 = 25;
/// Transactions of one go.
const CHUNKS: usize = 4;
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

/// What a transaction has done.
struct Chunk {
    events: usize,
    /// Whether it took as many timers as it may, so that there may be more.
    full: bool,
}

/// Fires what is due, up to a few transactions' worth.
pub async fn fire_due(core: &Core) -> Result<Fired, ServiceError> {
    let now = core.clock.now();
    // An idle poll is one look at the head of an index, without a transaction.
    if core
        .db
        .read(move |conn| Ok::<_, ServiceError>(store::find_next_at(conn)?))
        .await?
        .is_none_or(|at| at > now)
    {
        return Ok(Fired::default());
    }
    let outcomes = join_all((0..CHUNKS).map(|_| fire_chunk(core, now))).await;
    let (mut fired, mut poisoned) = (Fired::default(), false);
    for outcome in outcomes {
        match outcome {
            Ok(chunk) => {
                fired.events += chunk.events;
                fired.more |= chunk.full;
            }
            // The database cannot serve: that is nobody's poison, and the next poll tries again.
            Err(error) if error.is_unavailable() => return Err(error),
            Err(_) => poisoned = true,
        }
    }
    if poisoned {
        // One of them fails and has undone its neighbours' work. Each gets a transaction of its own.
        let singly = fire_singly(core, now).await?;
        fired.events += singly.events;
        fired.failed += singly.failed;
        fired.more |= singly.events > 0;
    }
    Ok(fired)
}

/// Fires timers in one transaction: whichever are due and nobody else has in hand, on this node or another.
async fn fire_chunk(core: &Core, now: Timestamp) -> Result<Chunk, ServiceError> {
    let rooms = core.clone();
    core.db
        .write(Lane::Background, move |tx| {
            let due = store::claim_due(tx, now, CHUNK)?;
            let full = i64::try_from(due.len()).is_ok_and(|count| count == CHUNK);
            let mut chunk = Chunk { events: 0, full };
            if due.is_empty() {
                return Ok(chunk);
            }
            let office = rooms.office(tx)?;
            for case in due {
                chunk.events += fire_in(&office, tx, case, now)?;
            }
            Ok::<_, ServiceError>(chunk)
        })
        .await
}

/// Fires timers one by one.
async fn fire_singly(core: &Core, now: Timestamp) -> Result<Fired, ServiceError> {
    let due = core.db.read(move |conn| Ok::<_, ServiceError>(store::list_due(conn, now, CHUNK)?)).await?;
    let mut fired = Fired::default();
    for case in due {
        match fire_one(core, case, now).await {
            Ok(events) => fired.events += events,
            Err(error) if error.is_unavailable() => return Err(error),
            Err(_) => fired.failed += 1,
        }
    }
    Ok(fired)
}

/// Fires one case's timer. Its failure is counted and logged, and concerns no other case.
async fn fire_one(core: &Core, case: CaseId, now: Timestamp) -> Result<usize, ServiceError> {
    let rooms = core.clone();
    let fire = move |tx: &mut Tx<'_>| fire_in(&rooms.office(tx)?, tx, case, now);
    let outcome = core.db.write(Lane::Background, fire).await;
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

/// Everything that is due of a case, one thing after the other, and the next timer armed.
fn fire_in(office: &Office, tx: &mut Tx<'_>, case: CaseId, now: Timestamp) -> Result<usize, ServiceError> {
    // Another node has it, or somebody is changing the case: then it is looked at again at the next poll.
    let Some(mut stored) = try_lock_case(tx, case)? else { return Ok(0) };
    let rules = office.rules();
    let ctx = office.ctx(&rules, &stored.case.areas, now, Named::default());
    let nothing_said = Given::default().salted();
    let mut events = 0;
    for _ in 0..PER_CASE {
        let Some(fired) = fire(&stored.case, &ctx) else {
            if events == 0 {
                settle(tx, &stored.case, now)?;
            }
            return Ok(events);
        };
        events += fired.events.len();
        let key = format!("{case}:{}", fired.cause);
        append(tx, &mut stored, fired.events, &nothing_said, Some(key), &office.calendar, now)?;
    }
    Err(StoreError::Corrupt(format!("the timer of case {case} fires without end")).into())
}

/// A timer that was due while nothing of its case is: it is armed for what comes, so that it does not come up again at every
/// poll. Where something should have happened and did not, that is a failure like any other.
fn settle(tx: &mut Tx<'_>, case: &Case, now: Timestamp) -> Result<(), ServiceError> {
    match case.next_alarm() {
        Some(alarm) if alarm.at <= now => {
            let id = case.id;
            Err(StoreError::Corrupt(format!("{} of case {id} is due and cannot happen", alarm.kind)).into())
        }
        _ => Ok(rearm_timer(tx, case)?),
    }
}
