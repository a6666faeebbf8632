//! Sealed contact details, and the log of who saw what. What is stored here is ciphertext; only the service holds the key.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::access::{access_log, contacts};
use super::schema::case_contacts;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::account::{AccessAct, ContactKind};
use crate::domain::ids::{CaseId, PersonId};

/// The sealed details of a person.
pub fn list(conn: &mut Conn, person: PersonId) -> Result<Vec<(ContactKind, Vec<u8>)>, StoreError> {
    let rows: Vec<(String, Vec<u8>)> = contacts::table
        .filter(contacts::person_id.eq(person.0))
        .order(contacts::kind)
        .select((contacts::kind, contacts::sealed))
        .load(conn)?;
    rows.into_iter().map(|(kind, sealed)| Ok((kind.parse()?, sealed))).collect()
}

/// Sets or removes one detail.
pub fn replace(
    tx: &mut Tx<'_>,
    person: PersonId,
    kind: ContactKind,
    sealed: Option<&[u8]>,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::delete(contacts::table.find((person.0, kind.code()))).execute(&mut **tx)?;
    if let Some(sealed) = sealed {
        diesel::insert_into(contacts::table)
            .values((
                contacts::person_id.eq(person.0),
                contacts::kind.eq(kind.code()),
                contacts::sealed.eq(sealed),
                contacts::updated_at.eq(DbTime::from(now)),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Keeps what the reporter of a case left, who has no account.
pub fn insert_of_case(tx: &mut Tx<'_>, case: CaseId, sealed: &[u8]) -> Result<(), StoreError> {
    diesel::insert_into(case_contacts::table)
        .values((case_contacts::case_id.eq(case.0), case_contacts::sealed.eq(sealed)))
        .execute(&mut **tx)?;
    Ok(())
}

/// What the reporter of a case left, sealed.
pub fn find_of_case(conn: &mut Conn, case: CaseId) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(case_contacts::table.find(case.0).select(case_contacts::sealed).first(conn).optional()?)
}

/// What is written down about an access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessEntry {
    /// What was done.
    pub act: AccessAct,
    /// Who did it; none for the system and for strangers.
    pub actor: Option<PersonId>,
    /// About whom.
    pub person: Option<PersonId>,
    /// About which case.
    pub case: Option<CaseId>,
    /// Why, in the words of the actor or of the office.
    pub reason: String,
}

/// Writes an entry.
pub fn log(tx: &mut Tx<'_>, entry: &AccessEntry, now: Timestamp) -> Result<(), StoreError> {
    diesel::insert_into(access_log::table)
        .values((
            access_log::at.eq(DbTime::from(now)),
            access_log::actor_id.eq(entry.actor.map(|p| p.0)),
            access_log::person_id.eq(entry.person.map(|p| p.0)),
            access_log::case_id.eq(entry.case.map(|c| c.0)),
            access_log::act.eq(entry.act.code()),
            access_log::reason.eq(&entry.reason),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A page of the log about one person, the newest first, below `before`.
pub fn list_log(
    conn: &mut Conn,
    person: PersonId,
    before: i64,
    limit: i64,
) -> Result<Vec<(i64, Timestamp, AccessEntry)>, StoreError> {
    type Columns = (i64, DbTime, Option<i64>, Option<i64>, Option<i64>, String, String);
    let rows: Vec<Columns> = access_log::table
        .filter(access_log::person_id.eq(person.0))
        .filter(access_log::id.lt(before))
        .order(access_log::id.desc())
        .limit(limit)
        .load(conn)?;
    rows.into_iter()
        .map(|(id, at, actor, person, case, act, reason)| {
            let act = act.parse()?;
            let (actor, person) = (actor.map(PersonId), person.map(PersonId));
            Ok((id, at.at(), AccessEntry { act, actor, person, case: case.map(CaseId), reason }))
        })
        .collect()
}
