//! What reports read of the cases that are open now: how many there are, who has them, and which press most.

use diesel::dsl::count_star;
use diesel::prelude::*;
use jiff::Timestamp;

use super::read::{Selection, of_open};
use crate::domain::case::Holder;
use crate::domain::codes::{Level, State};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::report::holder::Keeper;
use crate::store::schema::cases;
use crate::store::{Conn, DbTime, StoreError};

/// When the cases are due that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Whenever, or never.
    Any,
    /// Before an instant.
    Before(Timestamp),
    /// From one instant on and before another.
    Within(Timestamp, Timestamp),
}

/// Open cases in one state, with one who has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Where they stand.
    pub state: State,
    /// Who has them.
    pub keeper: Keeper,
    /// How many.
    pub count: i64,
}

/// An open case and its due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pressing {
    /// The case.
    pub case: CaseId,
    /// Where it stands.
    pub state: State,
    /// Who has it.
    pub keeper: Keeper,
    /// When it is, or was, due.
    pub due_at: Timestamp,
}

type HolderColumns = (String, Option<String>, Option<i64>, String, Option<i64>);

/// The holder as its columns give it. They do not say for which unit a person works: at work it is the one that leads.
fn keeper((state, kind, id, level, lead): HolderColumns) -> Result<(State, Keeper), StoreError> {
    let state = state.parse::<State>()?;
    let missing = || StoreError::Corrupt("an open case without a holder".to_owned());
    let holder = match kind.as_deref() {
        Some("desk") => Holder::Desk { level: level.parse::<Level>()?, area: id.map(AreaId) },
        Some("unit") => Holder::Unit { unit: UnitId(id.ok_or_else(missing)?) },
        Some("person") => {
            Holder::Person { person: PersonId(id.ok_or_else(missing)?), unit: lead.map(UnitId) }
        }
        _ => return Err(missing()),
    };
    Ok((state, Keeper::of(state, holder)))
}

macro_rules! holder_columns {
    () => {
        (cases::state, cases::holder_kind, cases::holder_id, cases::level, cases::unit_id)
    };
}

/// The open cases of a selection by state and holder.
pub fn count_held(conn: &mut Conn, selection: &Selection, due: Due) -> Result<Vec<Held>, StoreError> {
    let mut rows =
        cases::table.group_by(holder_columns!()).select((holder_columns!(), count_star())).into_boxed();
    match due {
        Due::Any => {}
        Due::Before(at) => rows = rows.filter(cases::due_at.lt(DbTime::from(at))),
        Due::Within(from, to) => {
            rows =
                rows.filter(cases::due_at.ge(DbTime::from(from))).filter(cases::due_at.lt(DbTime::from(to)));
        }
    }
    for condition in of_open(selection) {
        rows = rows.filter(condition);
    }
    let rows: Vec<(HolderColumns, i64)> = rows.load(conn)?;
    rows.into_iter()
        .map(|(columns, count)| keeper(columns).map(|(state, keeper)| Held { state, keeper, count }))
        .collect()
}

/// The open cases of a selection that are due from one instant on and before another, those that are due first before the others.
pub fn list_pressing(
    conn: &mut Conn,
    selection: &Selection,
    (from, to): (Option<Timestamp>, Timestamp),
    limit: i64,
) -> Result<Vec<Pressing>, StoreError> {
    let mut rows = cases::table.filter(cases::due_at.lt(DbTime::from(to))).into_boxed();
    if let Some(from) = from {
        rows = rows.filter(cases::due_at.ge(DbTime::from(from)));
    }
    for condition in of_open(selection) {
        rows = rows.filter(condition);
    }
    let rows: Vec<(i64, Option<DbTime>, HolderColumns)> = rows
        .order((cases::due_at, cases::id))
        .limit(limit)
        .select((cases::id, cases::due_at, holder_columns!()))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(id, due_at, columns)| due_at.map(|due_at| (id, due_at, columns)))
        .map(|(id, due_at, columns)| {
            let (state, keeper) = keeper(columns)?;
            Ok(Pressing { case: CaseId(id), state, keeper, due_at: due_at.at() })
        })
        .collect()
}

/// The open cases of a selection in the order of their filing, after `after`, at most `limit`.
pub fn list_open_cases(
    conn: &mut Conn,
    selection: &Selection,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>, StoreError> {
    let mut rows = cases::table.filter(cases::id.gt(after.map_or(0, |id| id.0))).into_boxed();
    for condition in of_open(selection) {
        rows = rows.filter(condition);
    }
    let ids: Vec<i64> = rows.order(cases::id).limit(limit.into()).select(cases::id).load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}
