//! What auditors read: who saw what is sealed and did what to accounts, and who took which rows out of the house.

use crate::domain::codes::Right;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::policy::{Actor, Target, permit};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::audit as store;

pub use crate::store::audit::{AccessRow, ExportRow, LogFilter};

/// The areas whose log the actor may read: those of the grants that give the right, with everything below. The log is about
/// people and accounts, so the target names no case; who may audit cases only gets in nowhere here.
fn audited(core: &Core, conn: &mut Conn, actor: &Actor) -> Result<Vec<AreaId>, ServiceError> {
    let book = core.areas(conn)?;
    permit(actor, Right::ViewAudit, &Target::default())?;
    let may = |area: AreaId| {
        let target = Target { areas: book.ancestors(area), ..Target::default() };
        permit(actor, Right::ViewAudit, &target).is_ok()
    };
    let roots = actor.grants.iter().map(|grant| grant.area).filter(|area| may(*area));
    Ok(roots.flat_map(|root| book.subtree(root)).collect())
}

/// The access log, the newest first, below the entry `before`.
pub async fn list_access(
    core: &Core,
    actor: Actor,
    filter: LogFilter,
    before: i64,
    limit: u32,
) -> Result<Vec<AccessRow>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let areas = audited(&rooms, conn, &actor)?;
            Ok(store::list_access(conn, &areas, &filter, before, limit.into())?)
        })
        .await
}

/// The exports, the newest first, below the entry `before`.
pub async fn list_exports(
    core: &Core,
    actor: Actor,
    person: Option<PersonId>,
    before: i64,
    limit: u32,
) -> Result<Vec<ExportRow>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let areas = audited(&rooms, conn, &actor)?;
            Ok(store::list_exports(conn, &areas, person, before, limit.into())?)
        })
        .await
}
