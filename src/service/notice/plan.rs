//! Planning: what an event owes to an abstract recipient becomes a message to each person, in short transactions of its own.
//! Whoever may not see the case hears nothing of it, whatever hat he was found under, and whoever wears two hats hears once.

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::domain::case::Case;
use crate::domain::codes::Right;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::{NoticeCode, Owed};
use crate::domain::policy::{Actor, DatedGrant, permit};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::recipients::resolve;
use crate::store::case::find_case;
use crate::store::person::PersonRow;
use crate::store::{Lane, StoreError, Tx, grant, inbox, outbox, person};

/// Rows looked at in one go.
const BATCH: i64 = 100;
/// Rows planned in one transaction: the background lane may hold the writer for a few milliseconds only.
const PER_TRANSACTION: usize = 10;
/// A row that could not be planned is tried again after so long.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);

/// What a go has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Planned {
    /// Rows that are done with.
    pub rows: usize,
    /// Rows that failed and will be tried again, or were set aside.
    pub failed: usize,
    /// Whether as many again may be waiting.
    pub more: bool,
}

/// Plans what waits, up to one batch.
pub async fn plan_due(core: &Core) -> Result<Planned, ServiceError> {
    let now = core.clock.now();
    let waiting =
        core.db.read(move |conn| Ok::<_, ServiceError>(outbox::list_waiting(conn, now, BATCH)?)).await?;
    let more = i64::try_from(waiting.len()).is_ok_and(|count| count == BATCH);
    let portions = waiting.chunks(PER_TRANSACTION).map(|ids| plan_portion(core, ids.to_vec(), now));
    let mut planned = Planned { more, ..Planned::default() };
    for outcome in join_all(portions).await {
        let (rows, failed) = outcome?;
        planned.rows += rows;
        planned.failed += failed;
    }
    Ok(planned)
}

/// Plans some rows together. If one of them fails, each is planned alone, so that it fails alone.
async fn plan_portion(core: &Core, ids: Vec<i64>, now: Timestamp) -> Result<(usize, usize), ServiceError> {
    match plan_together(core, ids.clone(), now).await {
        Ok(rows) => return Ok((rows, 0)),
        Err(error) if error.is_unavailable() => return Err(error),
        Err(error) => tracing::debug!(%error, "some notices are planned one by one"),
    }
    let (mut rows, mut failed) = (0, 0);
    for id in ids {
        match plan_together(core, vec![id], now).await {
            Ok(done) => rows += done,
            Err(error) if error.is_unavailable() => return Err(error),
            Err(error) => {
                tracing::error!(id, %error, "a notice cannot be planned");
                failed += 1;
                let next = now + AGAIN;
                core.db
                    .write(Lane::Background, move |tx| {
                        Ok::<_, ServiceError>(outbox::count_failure(tx, id, next)?)
                    })
                    .await?;
            }
        }
    }
    Ok((rows, failed))
}

async fn plan_together(core: &Core, ids: Vec<i64>, now: Timestamp) -> Result<usize, ServiceError> {
    let rooms = core.clone();
    core.db
        .write(Lane::Background, move |tx| {
            let mut rows = 0;
            for id in &ids {
                rows += usize::from(plan_in(&rooms, tx, *id, now)?);
            }
            Ok::<_, ServiceError>(rows)
        })
        .await
}

/// Plans one row; false when another node has it or has done it.
fn plan_in(core: &Core, tx: &mut Tx<'_>, id: i64, now: Timestamp) -> Result<bool, ServiceError> {
    let Some(row) = outbox::try_lock(tx, id)? else { return Ok(false) };
    let said: NoticeCode = row.notice.parse().map_err(StoreError::from)?;
    let owed: Owed =
        serde_json::from_str(&row.payload).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    if let Some(stored) = row.case_id.map(|id| find_case(tx, CaseId(id))).transpose()?.flatten() {
        let mut people = resolve(core, tx, &owed.to, now)?;
        people.retain(|person| owed.by != Some(*person));
        let event = row.cause.rsplit_once(':').map_or(row.cause.as_str(), |(event, _)| event);
        for person in entitled(tx, &stored.case, &people, now)? {
            let dedupe = format!("{event}:{said}:{}", person.id);
            inbox::insert(tx, &dedupe, person.id, (Some(stored.case.id), said), now)?;
        }
    }
    outbox::mark_planned(tx, id)?;
    Ok(true)
}

/// Those of the people who are still here and may see the case now.
fn entitled(
    tx: &mut Tx<'_>,
    case: &Case,
    people: &[PersonId],
    now: Timestamp,
) -> Result<Vec<PersonRow>, ServiceError> {
    let grants = grant::list_of_people(tx, people)?;
    let mut entitled = Vec::with_capacity(people.len());
    for id in people {
        let held: Vec<DatedGrant> =
            grants.iter().filter(|row| row.person == *id).map(|row| row.dated).collect();
        let actor = Actor::at(*id, &held, now);
        if permit(&actor, Right::View, &case.target_for(&actor, now)).is_ok()
            && let Some(row) = person::find(tx, *id)?.filter(|row| row.active)
        {
            entitled.push(row);
        }
    }
    Ok(entitled)
}
