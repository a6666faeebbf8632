//! Counting what was there before numbers were written with the events: some cases at a time, each from its events and under its
//! lock. Whoever is stopped goes on where the last transaction ended, since a case leaves the list as it is counted.

use crate::domain::case::Event;
use crate::domain::ids::CaseId;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::report::record;
use crate::store::case::lock_case;
use crate::store::report::uncounted::{list_uncounted, settle};
use crate::store::timeline::list_timeline;
use crate::store::{Lane, Tx};

/// Cases that one transaction counts: each is replayed, and the writer should be free again after some milliseconds.
const PORTION: i64 = 20;

/// Counts the next cases behind one; answers the last that was looked at, none when there was none. A case that cannot be
/// counted is told in the log, stays on the list and stops nobody.
pub async fn count_some(core: &Core, after: CaseId) -> Result<Option<CaseId>, ServiceError> {
    let ids = core.db.read(move |conn| Ok::<_, ServiceError>(list_uncounted(conn, after, PORTION)?)).await?;
    let Some(last) = ids.last().copied() else { return Ok(None) };
    match count_together(core, ids.clone()).await {
        Ok(()) => return Ok(Some(last)),
        Err(error) if error.is_unavailable() => return Err(error),
        Err(error) => tracing::debug!(%error, "some cases are counted one by one"),
    }
    for id in ids {
        match count_together(core, vec![id]).await {
            Err(error) if error.is_unavailable() => return Err(error),
            Err(error) => tracing::error!(case = %id, %error, "a case cannot be counted"),
            Ok(()) => {}
        }
    }
    Ok(Some(last))
}

async fn count_together(core: &Core, ids: Vec<CaseId>) -> Result<(), ServiceError> {
    let rooms = core.clone();
    core.db.write(Lane::Background, move |tx| ids.iter().try_for_each(|id| count_case(&rooms, tx, *id))).await
}

fn count_case(core: &Core, tx: &mut Tx<'_>, id: CaseId) -> Result<(), ServiceError> {
    let Some(stored) = lock_case(tx, id)? else { return Ok(()) };
    // Another node may have been here first.
    if !settle(tx, id)? {
        return Ok(());
    }
    let calendar = core.calendar_in(tx)?;
    let events: Vec<Event> = list_timeline(tx, id)?.into_iter().map(|row| row.event).collect();
    record::opened(tx, &stored.case, &events, &calendar)
}
