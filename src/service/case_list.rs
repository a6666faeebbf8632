//! Lists of cases: the queues, the history, what one has reported, and exports. What a row may show is asked of the policy
//! row by row, by the same scope that chose the rows.

use crate::domain::case::Case;
use crate::domain::case::fire::NextStep;
use crate::domain::codes::Right;
use crate::domain::geo::Point;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::ladder::LadderBook;
use crate::domain::policy::{Actor, Form, Room, Scope, may_somewhere, visible_scope};
use crate::domain::queue::QueueCode;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case_list as store;
use crate::store::{Conn, Lane};

pub use crate::store::case_list::{CaseFilter, DueKey, FiledOrder};

/// Counts go no further: nobody works from the exact number of a long list.
pub const COUNT_CAP: u32 = 1000;

/// Rows of an export that are read at a time.
pub const EXPORT_BATCH: u32 = 500;

/// A row of a list, with how much of it may be shown.
#[derive(Debug, Clone)]
pub struct ListedCase {
    /// The case.
    pub case: Case,
    /// Where it lies.
    pub place: Option<Point>,
    /// What may be shown.
    pub form: Form,
    /// What happens next to it; the office alone is told.
    pub next: Option<NextStep>,
}

/// What a list is about.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Ordinary cases, or sealed ones.
    pub room: Room,
    /// What is asked for.
    pub filter: CaseFilter,
    /// A group of the catalogue; its categories are looked up.
    pub group: Option<String>,
}

fn query(
    core: &Core,
    conn: &mut Conn,
    actor: &Actor,
    wanted: Wanted,
) -> Result<store::CaseQuery, ServiceError> {
    let mut filter = wanted.filter;
    if let Some(group) = wanted.group {
        let catalogue = core.catalogue(conn)?;
        let in_group =
            catalogue.lists().categories.iter().filter(|c| c.group_code == group).map(|c| c.code.clone());
        let listed = filter.categories.take();
        let both = in_group.filter(|code| listed.as_ref().is_none_or(|l| l.contains(code))).collect();
        filter.categories = Some(both);
    }
    let scope = told(visible_scope(actor, wanted.room), &filter);
    Ok(store::CaseQuery { scope, filter, seats: Vec::new(), now: core.clock.now() })
}

/// Asking by what a row may not show would tell it: such questions reach only the rows that show it.
fn told(mut scope: Scope, filter: &CaseFilter) -> Scope {
    if filter.handler.is_some() || filter.text.is_some() {
        scope.clauses.retain(|clause| clause.form >= Form::Ordinary);
    }
    let office_only = filter.unit.is_some() || filter.level.is_some();
    if office_only || !filter.sources.is_empty() || !filter.priorities.is_empty() {
        scope.clauses.retain(|clause| clause.form >= Form::Masked);
    }
    if filter.area.is_some() || filter.bbox.is_some() {
        scope.clauses.retain(|clause| clause.form >= Form::Short);
    }
    scope
}

fn shown(rows: Vec<store::ListedCase>, scope: &Scope, ladders: &LadderBook) -> Vec<ListedCase> {
    rows.into_iter()
        .filter_map(|row| {
            let form = scope.form(&row.case.target())?;
            let next = row.case.next_step(ladders).filter(|_| form >= Form::Masked);
            Some(ListedCase { case: row.case, place: row.place, form, next })
        })
        .collect()
}

/// The cases that an actor may view, in the order of filing.
pub async fn list_cases(
    core: &Core,
    actor: Actor,
    wanted: Wanted,
    order: FiledOrder,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<ListedCase>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let query = query(&rooms, conn, &actor, wanted)?;
            let rows = store::list_cases(conn, &query, order, after, limit)?;
            Ok::<_, ServiceError>(shown(rows, &query.scope, &*rooms.ladder_book(conn)?))
        })
        .await
}

/// How many those are, counting no further than [`COUNT_CAP`] and one.
pub async fn count_cases(core: &Core, actor: Actor, wanted: Wanted) -> Result<u32, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let query = query(&rooms, conn, &actor, wanted)?;
            Ok::<_, ServiceError>(store::count_cases(conn, &query, COUNT_CAP + 1)?)
        })
        .await
}

/// A queue, the most urgent first.
pub async fn list_queue(
    core: &Core,
    actor: Actor,
    queue: QueueCode,
    wanted: Wanted,
    after: Option<DueKey>,
    limit: u32,
) -> Result<Vec<ListedCase>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let mut query = query(&rooms, conn, &actor, wanted)?;
            query.seats = queue.seats(&actor);
            let rows = store::list_queue(conn, &query, &queue.streams(&actor), after, limit)?;
            Ok::<_, ServiceError>(shown(rows, &query.scope, &*rooms.ladder_book(conn)?))
        })
        .await
}

/// How many cases stand in each queue, counting no further than [`COUNT_CAP`] and one.
pub async fn count_queues(
    core: &Core,
    actor: Actor,
    room: Room,
) -> Result<Vec<(QueueCode, u32)>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let wanted = Wanted { room, filter: CaseFilter::default(), group: None };
            let mut query = query(&rooms, conn, &actor, wanted)?;
            let mut counts = Vec::with_capacity(QueueCode::ALL.len());
            for queue in QueueCode::ALL {
                query.seats = queue.seats(&actor);
                let count = store::count_queue(conn, &query, &queue.streams(&actor), COUNT_CAP + 1)?;
                counts.push((*queue, count));
            }
            Ok::<_, ServiceError>(counts)
        })
        .await
}

/// What a person has reported or filed for another, the newest first: the reporter's receipts.
pub async fn list_reported(
    core: &Core,
    person: PersonId,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<Case>, ServiceError> {
    core.db.read(move |conn| Ok::<_, ServiceError>(store::list_reported(conn, person, after, limit)?)).await
}

/// Records that somebody takes rows out of the house; nothing may leave before.
pub async fn begin_export(
    core: &Core,
    person: PersonId,
    actor: &Actor,
    format: &'static str,
    filter: String,
) -> Result<(), ServiceError> {
    may_somewhere(actor, Right::Export)?;
    let now = core.clock.now();
    core.db
        .write(Lane::Interactive, move |tx| {
            Ok::<_, ServiceError>(store::insert_export(tx, person, format, &filter, now)?)
        })
        .await
}
