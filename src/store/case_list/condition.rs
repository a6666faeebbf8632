//! Conditions on rows of `cases`: the policy's scope, and what a list asks for. The scope means what
//! `domain::policy::Scope::form` means; a test compares both over random cases.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};

use super::CaseFilter;
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::{Clause, Desk, Reach, Room, Scope};
use crate::domain::queue::{Seat, Stream};
use crate::store::dialect::{Engine, MultiBackend};
use crate::store::schema::{case_people, case_units, cases};
use crate::store::{DbTime, search};

/// A condition on a row of `cases`; unknown counts as no.
pub(super) type Condition = Box<dyn BoxableExpression<cases::table, MultiBackend, SqlType = Nullable<Bool>>>;

fn boxed<E>(condition: E) -> Condition
where
    E: BoxableExpression<cases::table, MultiBackend, SqlType = Nullable<Bool>> + 'static,
{
    Box::new(condition)
}

fn never() -> Condition {
    Box::new(sql::<Nullable<Bool>>("1 = 0"))
}

fn any(conditions: impl IntoIterator<Item = Condition>) -> Condition {
    conditions.into_iter().reduce(|a, b| boxed(a.or(b))).unwrap_or_else(never)
}

fn both(a: Condition, b: Condition) -> Condition {
    boxed(a.and(b))
}

/// A way in which a row may be seen: a conjunction. A row may be seen in several.
pub(super) struct Way {
    /// What holds of its rows.
    pub(super) conditions: Vec<Condition>,
    /// Whether it leads through one person or unit, or through the sealed cases. Its own index finds few rows then, and no other
    /// column may tempt the engine away from it.
    pub(super) narrow: bool,
}

/// What the actor may see, as one way.
pub(super) fn visible(scope: &Scope) -> Way {
    let clauses = scope.clauses.iter().map(|clause| guarded(clause, reached(clause.reach)));
    Way { conditions: vec![in_room(scope.room), any(clauses)], narrow: scope.room == Room::Sealed }
}

/// What the actor may see, as ways that one index each can serve in order. Whoever may look at an area sees most of what any
/// order brings, so that one way is enough; whoever sees only what is his or his unit's sees little of it, and an OR over
/// people and units cannot be read in order.
pub(super) fn ways(scope: &Scope) -> Vec<Way> {
    if scope.clauses.iter().any(|clause| is_wide(clause.reach)) {
        return vec![visible(scope)];
    }
    let parts = scope
        .clauses
        .iter()
        .flat_map(|clause| parts(clause.reach).into_iter().map(move |part| guarded(clause, part)));
    parts.map(|part| Way { conditions: vec![in_room(scope.room), part], narrow: true }).collect()
}

const fn is_wide(reach: Reach) -> bool {
    matches!(reach, Reach::Grid(_) | Reach::Area(_) | Reach::Office(_))
}

/// Written as the column itself: sealed cases have a partial index, which a bound value would not find.
fn in_room(room: Room) -> Condition {
    match room {
        Room::Sealed => boxed(cases::sensitive.nullable()),
        Room::Ordinary => boxed(diesel::dsl::not(cases::sensitive).nullable()),
    }
}

fn guarded(clause: &Clause, reached: Condition) -> Condition {
    let mut condition = reached;
    if clause.open_only {
        condition = both(condition, boxed(cases::holder_kind.is_not_null().nullable()));
    }
    match clause.desk {
        None => condition,
        Some(desk) => both(condition, at_desk(desk)),
    }
}

/// Reported by the person, or filed by him for another.
pub(super) fn reported_by(person: PersonId) -> Condition {
    reached(Reach::Reported(person))
}

fn reached(reach: Reach) -> Condition {
    any(parts(reach))
}

/// The conditions of which one must hold; each of a person or a unit is found by an index of its own.
fn parts(reach: Reach) -> Vec<Condition> {
    let reports = |person: PersonId| boxed(cases::reporter_id.eq(person.0));
    let handles = |person: PersonId| boxed(cases::handler_id.eq(person.0));
    let leads = |unit: UnitId| boxed(cases::unit_id.eq(unit.0));
    match reach {
        Reach::Reported(person) => vec![reports(person), has_person(person, &["proxy"])],
        Reach::Handles(person) => vec![handles(person)],
        Reach::Works(person) => vec![handles(person), has_person(person, &["worked", "checker"])],
        Reach::Concerned(person) => vec![
            reports(person),
            handles(person),
            has_person(person, &["proxy", "worked", "checker", "claimant", "offered"]),
        ],
        Reach::Grid(area) => vec![boxed(cases::grid_id.eq(area.0))],
        Reach::Area(area) => vec![within(area)],
        Reach::Office(area) => vec![within(area), unlocated()],
        Reach::UnitLeads(unit) => vec![leads(unit)],
        Reach::UnitHolds(unit) => vec![leads(unit), has_unit(unit, &["helps"])],
        Reach::UnitWorked(unit) => vec![leads(unit), has_unit(unit, &["helps", "worked"])],
    }
}

fn has_person(person: PersonId, parts: &[&'static str]) -> Condition {
    let found = case_people::table
        .filter(case_people::person_id.eq(person.0))
        .filter(case_people::part.eq_any(parts.to_vec()))
        .select(case_people::case_id);
    boxed(cases::id.eq_any(found).nullable())
}

fn has_unit(unit: UnitId, parts: &[&'static str]) -> Condition {
    let found = case_units::table
        .filter(case_units::unit_id.eq(unit.0))
        .filter(case_units::part.eq_any(parts.to_vec()))
        .select(case_units::case_id);
    boxed(cases::id.eq_any(found).nullable())
}

fn within(area: AreaId) -> Condition {
    any([
        boxed(cases::grid_id.eq(area.0)),
        boxed(cases::community_id.eq(area.0)),
        boxed(cases::street_id.eq(area.0)),
        boxed(cases::district_id.eq(area.0)),
    ])
}

fn unlocated() -> Condition {
    let nowhere = cases::grid_id.is_null().and(cases::community_id.is_null()).and(cases::street_id.is_null());
    boxed(nowhere.nullable())
}

fn at_desk(desk: Desk) -> Condition {
    let local = cases::level.eq_any(["grid", "community"]).and(cases::community_id.is_not_null());
    match desk {
        Desk::Community => boxed(local.nullable()),
        Desk::Street => boxed(diesel::dsl::not(local).nullable()),
    }
}

/// The work of these desks; all if there are none.
pub(super) fn at_seats(seats: &[Seat]) -> Option<Condition> {
    let seats = seats.iter().map(|seat| {
        let reach = match seat.desk {
            Desk::Community => Reach::Area(seat.area),
            Desk::Street => Reach::Office(seat.area),
        };
        both(at_desk(seat.desk), reached(reach))
    });
    seats.reduce(|a, b| boxed(a.or(b)))
}

/// The state as a value that no index of it serves: for rows that another index finds better.
fn state_unindexed() -> SqlLiteral<Text> {
    sql::<Text>("(cases.state || '')")
}

/// The rows of one stream of a queue, in terms of the columns of one index.
pub(super) fn in_stream(stream: Stream, now: DbTime, narrow: bool) -> Vec<Condition> {
    let open = boxed(cases::holder_kind.is_not_null().nullable());
    match stream {
        Stream::State(state) if narrow => vec![open, boxed(state_unindexed().eq(state.code()).nullable())],
        Stream::State(state) => vec![open, boxed(cases::state.eq(state.code()).nullable())],
        Stream::HeldByPerson(person) => {
            vec![open, boxed(cases::holder_id.eq(person.0)), boxed(cases::holder_kind.eq("person"))]
        }
        Stream::HeldByUnit(unit) => {
            vec![open, boxed(cases::holder_id.eq(unit.0)), boxed(cases::holder_kind.eq("unit"))]
        }
        Stream::Late => vec![open, boxed(cases::due_at.lt(now))],
    }
}

/// What the list asks for.
pub(super) fn asked(filter: &CaseFilter, engine: Engine, narrow: bool) -> Vec<Condition> {
    let mut all = Vec::new();
    let codes = |codes: &[&'static str]| codes.to_vec();
    if !filter.states.is_empty() {
        let states = codes(&filter.states);
        all.push(if narrow {
            boxed(state_unindexed().eq_any(states).nullable())
        } else {
            boxed(cases::state.eq_any(states).nullable())
        });
    }
    if !filter.priorities.is_empty() {
        all.push(boxed(cases::priority.eq_any(codes(&filter.priorities)).nullable()));
    }
    if !filter.sources.is_empty() {
        all.push(boxed(cases::source.eq_any(codes(&filter.sources)).nullable()));
    }
    if let Some(level) = filter.level {
        all.push(boxed(cases::level.eq(level.code()).nullable()));
    }
    if let Some(categories) = &filter.categories {
        all.push(boxed(cases::category.eq_any(categories.clone())));
    }
    all.extend(filter.area.map(within));
    all.extend(filter.unit.map(|unit| boxed(cases::unit_id.eq(unit.0))));
    all.extend(filter.handler.map(|person| boxed(cases::handler_id.eq(person.0))));
    all.extend(filter.filed_from.map(|at| boxed(cases::filed_at.ge(DbTime::from(at)).nullable())));
    all.extend(filter.filed_to.map(|at| boxed(cases::filed_at.lt(DbTime::from(at)).nullable())));
    all.extend(filter.due_before.map(|at| boxed(cases::due_at.lt(DbTime::from(at)))));
    all.extend(filter.open.map(|open| {
        if open {
            boxed(cases::holder_kind.is_not_null().nullable())
        } else {
            boxed(cases::holder_kind.is_null().nullable())
        }
    }));
    if let Some([west, south, east, north]) = filter.bbox {
        all.push(boxed(cases::lat.between(south, north)));
        all.push(boxed(cases::lon.between(west, east)));
    }
    if let Some(query) = &filter.text {
        all.push(boxed(search::found(engine, query).nullable()));
    }
    all
}
