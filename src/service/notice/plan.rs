//! Planning: what an event owes to an abstract recipient becomes a message to each person, in short transactions of its own.
//! Whoever may not see the case hears nothing of it, whatever hat he was found under, and whoever wears two hats hears once.

use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use super::delivery::address;
use super::{entitled, stranger};
use crate::domain::case::Case;
use crate::domain::feed::PersonEvent;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::channel::{CAP_WINDOW, Channel, Mode, Route, STORM_WINDOW, route};
use crate::domain::notice::{NoticeCode, Owed, Recipient};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::recipients::resolve;
use crate::store::case::find_case;
use crate::store::delivery::{self as deliveries, DIGEST, NewDelivery};
use crate::store::{Conn, Lane, StoreError, Tx, feed, inbox, outbox, preference};

/// Rows looked at in one go.
const BATCH: i64 = 100;
/// Rows planned in one transaction: the background lane may hold the writer for a few milliseconds only.
const PER_TRANSACTION: usize = 10;
/// A row that could not be planned is tried again after so long.
const AGAIN: SignedDuration = SignedDuration::from_mins(1);
/// Whoever comes too late for a digest leaves so much later.
const NEXT_DIGEST: SignedDuration = SignedDuration::from_mins(15);

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
        let event = row.cause.rsplit_once(':').map_or(row.cause.as_str(), |(event, _)| event);
        if owed.to == Recipient::JoinedReporters {
            for (reporter, joined) in joined_reporters(tx, &stored.case, now)? {
                if owed.by != Some(reporter) {
                    tell(core, tx, (event, said), &joined, &[reporter], now)?;
                }
            }
        } else {
            let mut people = resolve(core, tx, &owed.to, now)?;
            people.retain(|person| owed.by != Some(*person));
            if owed.to == (Recipient::Reporter { person: None }) {
                stranger::send_out(core, tx, event, (said, &stored.case), now)?;
            }
            tell(core, tx, (event, said), &stored.case, &people, now)?;
        }
    }
    outbox::mark_planned(tx, id)?;
    Ok(true)
}

/// Writes a message about a case to those of the people who may see it: each hears of one event once.
fn tell(
    core: &Core,
    tx: &mut Tx<'_>,
    (event, said): (&str, NoticeCode),
    case: &Case,
    people: &[PersonId],
    now: Timestamp,
) -> Result<(), ServiceError> {
    for person in entitled(tx, case, people, now)? {
        let dedupe = format!("{event}:{said}:{}", person.id);
        if inbox::insert(tx, &dedupe, person.id, (Some(case.id), said), now)? {
            feed::record_person_event(tx, person.id, PersonEvent::InboxNew, now)?;
            send_out(core, tx, &dedupe, person.id, (said, case), now)?;
        }
    }
    Ok(())
}

/// Who reported what was merged into a case, or into what was merged into it, each with his own report. Whoever sees the case
/// itself follows it, and has been told of it as such.
fn joined_reporters(
    conn: &mut Conn,
    case: &Case,
    now: Timestamp,
) -> Result<Vec<(PersonId, Case)>, ServiceError> {
    let (mut left, mut found) = (case.children.clone(), Vec::new());
    while let Some(id) = left.pop() {
        let Some(stored) = find_case(conn, id)? else { continue };
        left.extend(&stored.case.children);
        if let Some(reporter) = stored.case.reporter
            && Some(reporter) != case.reporter
            && entitled(conn, case, &[reporter], now)?.is_empty()
        {
            found.push((reporter, stored.case));
        }
    }
    Ok(found)
}

/// Plans what goes out of the house to one reader: by each channel that is set up, that the reader wants and that has an address.
fn send_out(
    core: &Core,
    tx: &mut Tx<'_>,
    dedupe: &str,
    reader: PersonId,
    (said, case): (NoticeCode, &Case),
    now: Timestamp,
) -> Result<(), ServiceError> {
    let ways: Vec<Channel> =
        Channel::PERSONAL.into_iter().filter(|way| core.notices.channels.contains(way)).collect();
    if ways.is_empty() {
        return Ok(());
    }
    let chosen = preference::find(tx, reader)?;
    let calendar = core.calendar()?;
    for way in ways {
        if chosen.mode(said.class(), way) == Mode::Off || address(core, tx, reader, way)?.is_err() {
            continue;
        }
        let since = (now - STORM_WINDOW, now - CAP_WINDOW);
        let load = deliveries::find_load(tx, (reader, way), said.code(), since)?;
        let (next_at, digest) =
            match route(&chosen, (said.class(), way), said.is_urgent(case), load, &calendar, now) {
                Route::None => continue,
                Route::Alone(at) => (at, None),
                Route::Together(at) => (at, Some(join_digest(tx, (reader, way), at, now)?)),
            };
        let new = NewDelivery {
            dedupe: format!("{dedupe}:{way}"),
            person: Some(reader),
            case: Some(case.id),
            channel: way,
            notice: said.code().to_owned(),
            next_at,
            digest,
            webhook: None,
        };
        deliveries::insert(tx, &new, now)?;
    }
    Ok(())
}

/// The digest of a reader and a channel that leaves at an instant: one, whoever joins it first. If it is on its way already, the
/// next one.
fn join_digest(
    tx: &mut Tx<'_>,
    (reader, way): (PersonId, Channel),
    at: Timestamp,
    now: Timestamp,
) -> Result<i64, ServiceError> {
    let mut at = at;
    loop {
        let key = format!("digest:{reader}:{way}:{}", at.as_microsecond());
        match deliveries::lock_digest(tx, &key)? {
            Some(Some(id)) => return Ok(id),
            Some(None) => at += NEXT_DIGEST,
            None => {
                let new = NewDelivery {
                    dedupe: key,
                    person: Some(reader),
                    case: None,
                    channel: way,
                    notice: DIGEST.to_owned(),
                    next_at: at,
                    digest: None,
                    webhook: None,
                };
                if let Some(id) = deliveries::insert(tx, &new, now)? {
                    return Ok(id);
                }
            }
        }
    }
}
