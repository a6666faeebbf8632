//! Who holds a role where, or works for a unit: asked when a message is planned.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::foundation::{grants, people};
use super::{Conn, DbTime, StoreError};
use crate::domain::codes::Role;
use crate::domain::ids::{AreaId, PersonId, UnitId};

/// Where a role must be held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Where<'a> {
    /// In one of these areas.
    Areas(&'a [AreaId]),
    /// For this unit.
    Unit(UnitId),
    /// Anywhere.
    Anywhere,
}

/// The active people who hold one of the roles there at `now`, each once, by id.
pub fn list_holders(
    conn: &mut Conn,
    roles: &[Role],
    place: &Where<'_>,
    now: Timestamp,
) -> Result<Vec<PersonId>, StoreError> {
    let at = DbTime::from(now);
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    let mut query = grants::table
        .inner_join(people::table.on(people::id.eq(grants::person_id)))
        .filter(people::active.eq(true))
        .filter(grants::role.eq_any(codes))
        .filter(grants::valid_from.le(at))
        .filter(grants::valid_to.is_null().or(grants::valid_to.assume_not_null().gt(at)))
        .into_boxed();
    match place {
        Where::Areas(areas) => {
            let ids: Vec<i64> = areas.iter().map(|area| area.0).collect();
            query = query.filter(grants::area_id.eq_any(ids));
        }
        Where::Unit(unit) => query = query.filter(grants::unit_id.eq(unit.0)),
        Where::Anywhere => {}
    }
    let ids: Vec<i64> = query.select(grants::person_id).distinct().order(grants::person_id).load(conn)?;
    Ok(ids.into_iter().map(PersonId).collect())
}
