//! Who stands in for whom, and who is on duty where.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::foundation::people;
use super::schema::rules::{duty_shifts, stand_ins};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::{AreaId, PersonId, ShiftId, StandInId};

/// A span of time in which somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// One person standing in for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandIn {
    /// Its id.
    pub id: StandInId,
    /// Who is away.
    pub person: PersonId,
    /// Who stands in.
    pub stand_in: PersonId,
    /// When.
    pub span: Span,
    /// Who entered it.
    pub created_by: PersonId,
}

/// One person on duty in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// Its id.
    pub id: ShiftId,
    /// Where.
    pub area: AreaId,
    /// Who.
    pub person: PersonId,
    /// When.
    pub span: Span,
    /// Who entered it.
    pub created_by: PersonId,
}

type Columns = (i64, i64, i64, DbTime, DbTime, DbTime, i64);

fn stand_in(columns: Columns) -> StandIn {
    let (id, person, other, from, to, _, by) = columns;
    StandIn {
        id: StandInId(id),
        person: PersonId(person),
        stand_in: PersonId(other),
        span: Span { from: from.at(), to: to.at() },
        created_by: PersonId(by),
    }
}

fn shift(columns: Columns) -> Shift {
    let (id, area, person, from, to, _, by) = columns;
    Shift {
        id: ShiftId(id),
        area: AreaId(area),
        person: PersonId(person),
        span: Span { from: from.at(), to: to.at() },
        created_by: PersonId(by),
    }
}

/// Enters a stand-in.
pub fn insert_stand_in(
    tx: &mut Tx<'_>,
    (person, stands_in): (PersonId, PersonId),
    span: Span,
    (by, now): (PersonId, Timestamp),
) -> Result<StandIn, StoreError> {
    let columns: Columns = diesel::insert_into(stand_ins::table)
        .values((
            stand_ins::person_id.eq(person.0),
            stand_ins::stand_in_id.eq(stands_in.0),
            stand_ins::valid_from.eq(DbTime::from(span.from)),
            stand_ins::valid_to.eq(DbTime::from(span.to)),
            stand_ins::created_at.eq(DbTime::from(now)),
            stand_ins::created_by.eq(by.0),
        ))
        .returning(stand_ins::all_columns)
        .get_result(&mut **tx)?;
    Ok(stand_in(columns))
}

/// A stand-in by its id.
pub fn find_stand_in(conn: &mut Conn, id: StandInId) -> Result<Option<StandIn>, StoreError> {
    Ok(stand_ins::table.find(id.0).first::<Columns>(conn).optional()?.map(stand_in))
}

/// Ends a stand-in: at an instant, or, where it had not begun, altogether.
pub fn end_stand_in(tx: &mut Tx<'_>, id: StandInId, now: Timestamp) -> Result<(), StoreError> {
    let at = DbTime::from(now);
    diesel::delete(stand_ins::table.find(id.0).filter(stand_ins::valid_from.ge(at))).execute(&mut **tx)?;
    diesel::update(stand_ins::table.find(id.0).filter(stand_ins::valid_to.gt(at)))
        .set(stand_ins::valid_to.eq(at))
        .execute(&mut **tx)?;
    Ok(())
}

/// Stand-ins that have not ended by an instant, of everybody, by id.
pub fn list_stand_ins(
    conn: &mut Conn,
    ends_after: Timestamp,
    after: i64,
    limit: i64,
) -> Result<Vec<StandIn>, StoreError> {
    let rows: Vec<Columns> = stand_ins::table
        .filter(stand_ins::valid_to.gt(DbTime::from(ends_after)))
        .filter(stand_ins::id.gt(after))
        .order(stand_ins::id)
        .limit(limit)
        .load(conn)?;
    Ok(rows.into_iter().map(stand_in).collect())
}

/// The active people who stand in for any of some persons at an instant, each once, by id.
pub fn list_standing_in(
    conn: &mut Conn,
    persons: &[PersonId],
    at: Timestamp,
) -> Result<Vec<PersonId>, StoreError> {
    let (ids, at): (Vec<i64>, DbTime) = (persons.iter().map(|p| p.0).collect(), at.into());
    let found: Vec<i64> = stand_ins::table
        .inner_join(people::table.on(people::id.eq(stand_ins::stand_in_id)))
        .filter(people::active.eq(true))
        .filter(stand_ins::person_id.eq_any(ids))
        .filter(stand_ins::valid_from.le(at))
        .filter(stand_ins::valid_to.gt(at))
        .select(stand_ins::stand_in_id)
        .distinct()
        .order(stand_ins::stand_in_id)
        .load(conn)?;
    Ok(found.into_iter().map(PersonId).collect())
}

/// Enters a shift.
pub fn insert_shift(
    tx: &mut Tx<'_>,
    (area, person): (AreaId, PersonId),
    span: Span,
    (by, now): (PersonId, Timestamp),
) -> Result<Shift, StoreError> {
    let columns: Columns = diesel::insert_into(duty_shifts::table)
        .values((
            duty_shifts::area_id.eq(area.0),
            duty_shifts::person_id.eq(person.0),
            duty_shifts::valid_from.eq(DbTime::from(span.from)),
            duty_shifts::valid_to.eq(DbTime::from(span.to)),
            duty_shifts::created_at.eq(DbTime::from(now)),
            duty_shifts::created_by.eq(by.0),
        ))
        .returning(duty_shifts::all_columns)
        .get_result(&mut **tx)?;
    Ok(shift(columns))
}

/// A shift by its id.
pub fn find_shift(conn: &mut Conn, id: ShiftId) -> Result<Option<Shift>, StoreError> {
    Ok(duty_shifts::table.find(id.0).first::<Columns>(conn).optional()?.map(shift))
}

/// Ends a shift: at an instant, or, where it had not begun, altogether.
pub fn end_shift(tx: &mut Tx<'_>, id: ShiftId, now: Timestamp) -> Result<(), StoreError> {
    let at = DbTime::from(now);
    diesel::delete(duty_shifts::table.find(id.0).filter(duty_shifts::valid_from.ge(at)))
        .execute(&mut **tx)?;
    diesel::update(duty_shifts::table.find(id.0).filter(duty_shifts::valid_to.gt(at)))
        .set(duty_shifts::valid_to.eq(at))
        .execute(&mut **tx)?;
    Ok(())
}

/// Shifts that touch a span of time, by id; in some areas only, if they are named.
pub fn list_shifts(
    conn: &mut Conn,
    areas: Option<&[i64]>,
    span: Span,
    after: i64,
    limit: i64,
) -> Result<Vec<Shift>, StoreError> {
    let mut query = duty_shifts::table
        .filter(duty_shifts::valid_to.gt(DbTime::from(span.from)))
        .filter(duty_shifts::valid_from.lt(DbTime::from(span.to)))
        .filter(duty_shifts::id.gt(after))
        .into_boxed();
    if let Some(areas) = areas {
        query = query.filter(duty_shifts::area_id.eq_any(areas));
    }
    let rows: Vec<Columns> = query.order(duty_shifts::id).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(shift).collect())
}

/// The active people who are on duty in an area at an instant, each once, by id.
pub fn list_on_duty(conn: &mut Conn, area: AreaId, at: Timestamp) -> Result<Vec<PersonId>, StoreError> {
    let at = DbTime::from(at);
    let found: Vec<i64> = duty_shifts::table
        .inner_join(people::table.on(people::id.eq(duty_shifts::person_id)))
        .filter(people::active.eq(true))
        .filter(duty_shifts::area_id.eq(area.0))
        .filter(duty_shifts::valid_from.le(at))
        .filter(duty_shifts::valid_to.gt(at))
        .select(duty_shifts::person_id)
        .distinct()
        .order(duty_shifts::person_id)
        .load(conn)?;
    Ok(found.into_iter().map(PersonId).collect())
}
