//! Who held the clock, and the paths that cases took: counted from the events of the cases that were closed in the period, or of those
//! that are open now. What is asked of more cases than a person waits for is refused.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::name::{Named, names_of};
use super::question::{Question, ReportFilter};
use crate::domain::ids::CaseId;
use crate::domain::policy::Actor;
use crate::domain::report::dimension::Dimension;
use crate::domain::report::holder::Keeper;
use crate::domain::report::holding::{History, Holdings, Step};
use crate::domain::report::paths::Paths;
use crate::domain::report::period::Period;
use crate::domain::report::stage::Stage;
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::report::open::list_open_cases;
use crate::store::report::read::list_cases_behind;
use crate::store::timeline::list_histories;
use crate::store::{Conn, StoreError};

/// Cases whose events one report reads at most.
pub const MOST_CASES: u32 = 10_000;

/// Cases whose events are read at a time, so that no connection is kept from others for long.
const PORTION: usize = 250;

/// Which cases are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that were closed in the period.
    Closed,
    /// Those that are open now, whenever they were filed.
    Open,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct AskedHistories {
    /// Which cases.
    pub which: Which,
    /// When they were closed.
    pub period: Period,
    /// What it is narrowed to.
    pub filter: ReportFilter,
}

/// Who held the clock.
#[derive(Debug, Clone)]
pub struct HoldingReport {
    /// The instant of asking.
    pub as_of: Timestamp,
    /// The spells, by keeper and stand.
    pub holdings: Holdings,
    /// Names of units by id.
    pub units: Named,
    /// Names of areas by id.
    pub areas: Named,
}

/// The paths.
#[derive(Debug, Clone)]
pub struct PathsReport {
    /// The instant of asking.
    pub as_of: Timestamp,
    /// The paths, by the events that brought cases into another state; times in seconds.
    pub paths: Paths<Step>,
}

/// Tells who held the clock.
pub async fn holding(
    core: &Core,
    actor: Actor,
    asked: AskedHistories,
) -> Result<HoldingReport, ServiceError> {
    let as_of = core.clock.now();
    let mut holdings = Holdings::default();
    each_history(core, actor, asked, as_of, |history| holdings.add(history)).await?;
    let keepers: Vec<Keeper> = holdings.rows().iter().map(|row| row.keeper).collect();
    let rooms = core.clone();
    let (units, areas) = core.db.read(move |conn| names_of_keepers(&rooms, conn, &keepers)).await?;
    Ok(HoldingReport { as_of, holdings, units, areas })
}

/// Tells the paths.
pub async fn paths(core: &Core, actor: Actor, asked: AskedHistories) -> Result<PathsReport, ServiceError> {
    let as_of = core.clock.now();
    let mut paths = Paths::default();
    each_history(core, actor, asked, as_of, |history| paths.add(&history.steps)).await?;
    Ok(PathsReport { as_of, paths })
}

/// The cases that the two reports tell of, in the order of their filing, after `after`, at most `limit`.
pub async fn cases_told(
    core: &Core,
    actor: Actor,
    asked: AskedHistories,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>, ServiceError> {
    let rooms = core.clone();
    core.db.read(move |conn| selected(&rooms, conn, &actor, asked, after, limit)).await
}

/// The names of units and areas by id.
pub(super) fn names_of_keepers(
    core: &Core,
    conn: &mut Conn,
    keepers: &[Keeper],
) -> Result<(Named, Named), ServiceError> {
    let ids = |desks: bool| -> BTreeSet<String> {
        let of_kind = keepers.iter().filter(|keeper| matches!(keeper, Keeper::Desk(..)) == desks);
        of_kind.filter_map(|keeper| keeper.id()).map(|id| id.to_string()).collect()
    };
    let units = names_of(core, conn, Dimension::Unit, &ids(false))?;
    Ok((units, names_of(core, conn, Dimension::Street, &ids(true))?))
}

fn selected(
    core: &Core,
    conn: &mut Conn,
    actor: &Actor,
    asked: AskedHistories,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>, ServiceError> {
    let question = Question::new(core, conn, actor, asked.filter, vec![Stage::Close], None)?;
    let selection = question.over(asked.period);
    Ok(match asked.which {
        Which::Closed => list_cases_behind(conn, &selection, after, limit)?,
        Which::Open => list_open_cases(conn, &selection, after, limit)?,
    })
}

fn too_many() -> ServiceError {
    let words = Words::made(
        format!("涉及的案件超过 {MOST_CASES} 个，请缩短时段或加上类别、区域、单位等条件。"),
        format!(
            "holds more than {MOST_CASES} cases: take a shorter period, or a category, an area or a unit."
        ),
    );
    ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/period", words)])
}

async fn each_history(
    core: &Core,
    actor: Actor,
    asked: AskedHistories,
    until: Timestamp,
    mut each: impl FnMut(&History),
) -> Result<(), ServiceError> {
    let cases = cases_told(core, actor, asked, None, MOST_CASES + 1).await?;
    if cases.len() > usize::try_from(MOST_CASES).unwrap_or(usize::MAX) {
        return Err(too_many());
    }
    for portion in cases.chunks(PORTION) {
        let (rooms, ids) = (core.clone(), portion.to_vec());
        let read = core.db.read(move |conn| {
            let calendar = rooms.calendar_in(conn)?;
            let histories = list_histories(conn, &ids)?.into_iter().map(|(id, events)| {
                History::replay(id, &events, &calendar, until)
                    .map_err(|broken| StoreError::Corrupt(broken.to_string()))
            });
            Ok::<_, ServiceError>(histories.collect::<Result<Vec<_>, _>>()?)
        });
        read.await?.iter().for_each(&mut each);
    }
    Ok(())
}
