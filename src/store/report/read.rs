//! What reports read: sums with what waits to be folded, facts, and the cases behind a number. Every question is cut to what
//! its asker may see, in the query.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

use super::fact::FactRow;
use super::rollup::{self, DeltaRow};
use crate::domain::codes::{Level, State};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::policy::statistics::StatisticsScope;
use crate::domain::report::cube::{Cell, Cube, Delta, Key, Span};
use crate::domain::report::fact::{Counted, Traits};
use crate::domain::report::stage::Stage;
use crate::store::dialect::MultiBackend;
use crate::store::schema::cases;
use crate::store::schema::reports::{report_deltas, report_facts, report_rollups};
use crate::store::{Conn, StoreError};

/// Which facts a number rests on.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// The stages.
    pub stages: Vec<Stage>,
    /// The first and the last day on which they ended, counted from 1970-01-01.
    pub days: (i64, i64),
    /// Codes of categories, any of which will do.
    pub categories: Option<Vec<String>>,
    /// The area with everything below.
    pub area: Option<(Level, AreaId)>,
    /// The unit that did it.
    pub unit: Option<UnitId>,
    /// The person who did it.
    pub person: Option<PersonId>,
    /// Codes of priorities.
    pub priorities: Vec<&'static str>,
    /// Codes of sources.
    pub sources: Vec<&'static str>,
    /// What the asker may see.
    pub scope: StatisticsScope,
    /// Without what volunteers did: where rows of people are told.
    pub no_volunteers: bool,
}

type Condition<T> = Box<dyn BoxableExpression<T, MultiBackend, SqlType = Nullable<Bool>>>;

/// The conditions of a selection on the columns that all three tables have.
macro_rules! conditions {
    ($table:ident, $selection:expr, $nowhere:expr, $person:expr) => {{
        let selection: &Selection = $selection;
        let mut all: Vec<Condition<$table::table>> = Vec::new();
        if let Some(categories) = &selection.categories {
            all.push(Box::new($table::category.eq_any(categories.clone()).nullable()));
        }
        if let Some((level, area)) = selection.area {
            all.push(match level {
                Level::Grid => Box::new($table::grid_id.eq(area.0).nullable()),
                Level::Community => Box::new($table::community_id.eq(area.0).nullable()),
                Level::Street => Box::new($table::street_id.eq(area.0).nullable()),
                Level::District => Box::new($table::district_id.eq(area.0).nullable()),
            });
        }
        if let Some(unit) = selection.unit {
            all.push(Box::new($table::unit_id.eq(unit.0).nullable()));
        }
        if !selection.priorities.is_empty() {
            all.push(Box::new($table::priority.eq_any(selection.priorities.clone()).nullable()));
        }
        if !selection.sources.is_empty() {
            all.push(Box::new($table::source.eq_any(selection.sources.clone()).nullable()));
        }
        let areas: Vec<i64> = selection.scope.areas.iter().map(|area| area.0).collect();
        let units: Vec<i64> = selection.scope.units.iter().map(|unit| unit.0).collect();
        let mut seen: Vec<Condition<$table::table>> = Vec::new();
        if !areas.is_empty() {
            seen.push(Box::new($table::district_id.eq_any(areas.clone()).nullable()));
            seen.push(Box::new($table::street_id.eq_any(areas.clone()).nullable()));
            seen.push(Box::new($table::community_id.eq_any(areas.clone()).nullable()));
            seen.push(Box::new($table::grid_id.eq_any(areas).nullable()));
        }
        if selection.scope.unlocated {
            seen.push($nowhere);
        }
        if !units.is_empty() {
            seen.push(Box::new($table::unit_id.eq_any(units).nullable()));
        }
        seen.extend(selection.scope.person.and_then($person));
        let nothing: Condition<$table::table> = Box::new(sql::<Nullable<Bool>>("1 = 0"));
        all.push(seen.into_iter().reduce(|a, b| Box::new(a.or(b))).unwrap_or(nothing));
        all
    }};
}

fn codes(stages: &[Stage]) -> Vec<&'static str> {
    stages.iter().map(|stage| stage.code()).collect()
}

fn of_rollups(selection: &Selection) -> Vec<Condition<report_rollups::table>> {
    conditions!(report_rollups, selection, Box::new(report_rollups::street_id.eq(0).nullable()), |_| None)
}

fn of_deltas(selection: &Selection) -> Vec<Condition<report_deltas::table>> {
    conditions!(report_deltas, selection, Box::new(report_deltas::street_id.is_null().nullable()), |_| None)
}

/// The conditions of a selection on facts.
pub(super) fn of_facts(selection: &Selection) -> Vec<Condition<report_facts::table>> {
    let own = |person: PersonId| -> Option<Condition<report_facts::table>> {
        Some(Box::new(report_facts::person_id.eq(person.0)))
    };
    let mut all =
        conditions!(report_facts, selection, Box::new(report_facts::street_id.is_null().nullable()), own);
    if let Some(person) = selection.person {
        all.push(Box::new(report_facts::person_id.eq(person.0)));
    }
    if selection.no_volunteers {
        all.push(Box::new(report_facts::volunteer.eq(false).nullable()));
    }
    all
}

/// Sums by key, and the deltas that are not in them yet.
pub type Sums = (Vec<(Key, Cell)>, Vec<Delta>);

/// The sums of a selection over spans (day or month, the first and the last number), with what waits to be folded.
pub fn list_sums(
    conn: &mut Conn,
    selection: &Selection,
    cube: Cube,
    spans: &[(Span, i64, i64)],
) -> Result<Sums, StoreError> {
    conn.snapshot(|conn| {
        let mut sums = Vec::new();
        for (span, first, last) in spans {
            let rows = report_rollups::table
                .filter(report_rollups::cube.eq(cube.code()))
                .filter(report_rollups::stage.eq_any(codes(&selection.stages)))
                .filter(report_rollups::span.eq(span.code()))
                .filter(report_rollups::number.between(*first, *last))
                .into_boxed();
            let rows = of_rollups(selection).into_iter().fold(rows, QueryDsl::filter);
            sums.extend(rollup::load(conn, rows)?);
        }
        let (first, last) = selection.days;
        let rows = report_deltas::table
            .filter(report_deltas::stage.eq_any(codes(&selection.stages)))
            .filter(report_deltas::day.between(first, last))
            .into_boxed();
        let rows: Vec<DeltaRow> = of_deltas(selection).into_iter().fold(rows, QueryDsl::filter).load(conn)?;
        let waiting = rows.into_iter().map(DeltaRow::delta).collect::<Result<_, _>>()?;
        Ok((sums, waiting))
    })
}

type Facts = report_facts::BoxedQuery<'static, MultiBackend>;

fn facts(selection: &Selection, (first, last): (i64, i64)) -> Facts {
    let rows = report_facts::table
        .filter(report_facts::stage.eq_any(codes(&selection.stages)))
        .filter(report_facts::day.between(first, last))
        .into_boxed();
    of_facts(selection).into_iter().fold(rows, QueryDsl::filter)
}

/// The facts of a selection that ended on these days.
pub fn list_selected(
    conn: &mut Conn,
    selection: &Selection,
    days: (i64, i64),
) -> Result<Vec<(Traits, Counted)>, StoreError> {
    let rows: Vec<FactRow> = facts(selection, days).load(conn)?;
    rows.into_iter().map(FactRow::stored).collect()
}

/// The cases behind a selection, in the order of their filing, after `after`, at most `limit`.
pub fn list_cases_behind(
    conn: &mut Conn,
    selection: &Selection,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>, StoreError> {
    let rows = facts(selection, selection.days).filter(report_facts::case_id.gt(after.map_or(0, |id| id.0)));
    let ids: Vec<i64> = rows
        .select(report_facts::case_id)
        .distinct()
        .order(report_facts::case_id)
        .limit(limit.into())
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// Cases of a selection that are open now, whenever they were filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCases {
    /// All of them.
    pub open: i64,
    /// Of these waiting for a date.
    pub waiting: i64,
    /// Of these suspended.
    pub suspended: i64,
}

/// The conditions of a selection on the cases that are open now.
pub(super) fn of_open(selection: &Selection) -> Vec<Condition<cases::table>> {
    let own = |person: PersonId| -> Option<Condition<cases::table>> {
        Some(Box::new(cases::handler_id.eq(person.0)))
    };
    let mut all = conditions!(cases, selection, Box::new(cases::street_id.is_null().nullable()), own);
    all.push(Box::new(cases::holder_kind.is_not_null().nullable()));
    all.push(Box::new(cases::sensitive.eq(false).nullable()));
    all.extend(selection.person.and_then(own));
    all
}

/// Counts the open cases of a selection, which no time of a closed one tells of.
pub fn count_open(conn: &mut Conn, selection: &Selection) -> Result<OpenCases, StoreError> {
    let mut count = |state: Option<State>| -> Result<i64, StoreError> {
        let mut rows = cases::table.into_boxed::<MultiBackend>();
        if let Some(state) = state {
            rows = rows.filter(cases::state.eq(state.code()));
        }
        Ok(of_open(selection).into_iter().fold(rows, QueryDsl::filter).count().get_result(conn)?)
    };
    Ok(OpenCases {
        open: count(None)?,
        waiting: count(Some(State::Paused))?,
        suspended: count(Some(State::Suspended))?,
    })
}
