//! What waits for a second person: kept beside the case, so that whoever decides has a list to work from.

use diesel::prelude::*;

use super::case::{CaseColumns, StoredCase, stored};
use super::schema::cases;
use super::schema::requests::case_requests;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::case::Case;
use crate::domain::ids::PersonId;

/// The pseudo-request of a second return: the leader decides.
pub const ARBITRATE: &str = "arbitrate";

/// Brings the requests of a case in step with its projection. Called when they have changed.
pub fn replace_requests(tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
    diesel::delete(case_requests::table.filter(case_requests::case_id.eq(case.id.0))).execute(&mut **tx)?;
    let asked = case.requests.iter().map(|r| (r.kind.code(), r.by, r.person, r.at));
    let returned = case.needs_arbitration().then_some((ARBITRATE, None, None, case.changed_at));
    for (kind, by, to, at) in asked.chain(returned) {
        diesel::insert_into(case_requests::table)
            .values((
                case_requests::case_id.eq(case.id.0),
                case_requests::kind.eq(kind),
                case_requests::asked_by.eq(by.map(|p: PersonId| p.0)),
                case_requests::asked_to.eq(to.map(|p: PersonId| p.0)),
                case_requests::asked_at.eq(DbTime::from(at)),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// The cases with something to decide, the longest waiting first, at most `limit`; `to`: only what is asked of this person
/// by name. Access is for the caller to check.
pub fn list_requested(
    conn: &mut Conn,
    to: Option<PersonId>,
    limit: i64,
) -> Result<Vec<(String, StoredCase)>, StoreError> {
    let mut query = case_requests::table
        .inner_join(cases::table.on(cases::id.eq(case_requests::case_id)))
        .order((case_requests::asked_at, case_requests::case_id))
        .limit(limit)
        .select((case_requests::kind, (cases::detail, cases::chain_head, cases::lon, cases::lat)))
        .into_boxed();
    if let Some(person) = to {
        query = query.filter(case_requests::asked_to.eq(person.0));
    }
    let rows: Vec<(String, CaseColumns)> = query.load(conn)?;
    rows.into_iter().map(|(kind, columns)| Ok((kind, stored(columns)?))).collect()
}
