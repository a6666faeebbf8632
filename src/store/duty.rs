//! Work that somebody may take: open check orders near an actor's grids, and offers that stand.

use diesel::prelude::*;

use super::case::{CaseColumns, StoredCase, stored};
use super::schema::cases;
use super::{Conn, StoreError};
use crate::domain::codes::State;
use crate::domain::ids::{AreaId, PersonId};

/// The open cases in these states that lie in one of the areas, the most urgent first. Whose duty each is, the domain says.
pub fn list_in_areas(
    conn: &mut Conn,
    states: &[State],
    communities: &[AreaId],
    limit: i64,
) -> Result<Vec<StoredCase>, StoreError> {
    let states: Vec<&str> = states.iter().map(|s| s.code()).collect();
    let areas: Vec<i64> = communities.iter().map(|a| a.0).collect();
    let rows: Vec<CaseColumns> = cases::table
        .filter(cases::holder_kind.is_not_null())
        .filter(cases::state.eq_any(states))
        .filter(cases::community_id.eq_any(areas))
        .order((cases::due_at, cases::id))
        .limit(limit)
        .select((cases::detail, cases::chain_head, cases::lon, cases::lat))
        .load(conn)?;
    rows.into_iter().map(stored).collect()
}

/// The open cases in these states that a person holds, the most urgent first.
pub fn list_held(
    conn: &mut Conn,
    states: &[State],
    person: PersonId,
    limit: i64,
) -> Result<Vec<StoredCase>, StoreError> {
    let states: Vec<&str> = states.iter().map(|s| s.code()).collect();
    let rows: Vec<CaseColumns> = cases::table
        .filter(cases::holder_kind.eq("person"))
        .filter(cases::holder_id.eq(person.0))
        .filter(cases::state.eq_any(states))
        .order((cases::due_at, cases::id))
        .limit(limit)
        .select((cases::detail, cases::chain_head, cases::lon, cases::lat))
        .load(conn)?;
    rows.into_iter().map(stored).collect()
}

/// The cases that stand offered, the most urgent first. To whom each is offered, the domain says.
pub fn list_offered(conn: &mut Conn, limit: i64) -> Result<Vec<StoredCase>, StoreError> {
    let rows: Vec<CaseColumns> = cases::table
        .filter(cases::holder_kind.is_not_null())
        .filter(cases::state.eq(State::Offered.code()))
        .order((cases::due_at, cases::id))
        .limit(limit)
        .select((cases::detail, cases::chain_head, cases::lon, cases::lat))
        .load(conn)?;
    rows.into_iter().map(stored).collect()
}
