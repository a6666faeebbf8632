//! The inbox in the application: one row a message and person.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::notices::inbox;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::NoticeCode;

/// A message in somebody's inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Its id.
    pub id: i64,
    /// The case that it is about.
    pub case: Option<CaseId>,
    /// What is said.
    pub code: NoticeCode,
    /// When it came.
    pub arrived_at: Timestamp,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// Puts a message into an inbox; false when it lies there already.
pub fn insert(
    tx: &mut Tx<'_>,
    dedupe: &str,
    person: PersonId,
    (case, code): (Option<CaseId>, NoticeCode),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let known: i64 = inbox::table.filter(inbox::dedupe.eq(dedupe)).count().get_result(&mut **tx)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(inbox::table)
        .values((
            inbox::dedupe.eq(dedupe),
            inbox::person_id.eq(person.0),
            inbox::case_id.eq(case.map(|id| id.0)),
            inbox::notice.eq(code.code()),
            inbox::arrived_at.eq(DbTime::from(now)),
        ))
        .execute(&mut **tx)?;
    Ok(true)
}

/// A page of an inbox, the newest first, below `before`.
pub fn list(
    conn: &mut Conn,
    person: PersonId,
    unread: bool,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<InboxRow>, StoreError> {
    type Columns = (i64, Option<i64>, String, DbTime, Option<DbTime>);
    let mut query = inbox::table
        .filter(inbox::person_id.eq(person.0))
        .filter(inbox::id.lt(before.unwrap_or(i64::MAX)))
        .into_boxed();
    if unread {
        query = query.filter(inbox::read_at.is_null());
    }
    let rows: Vec<Columns> = query
        .order(inbox::id.desc())
        .limit(limit)
        .select((inbox::id, inbox::case_id, inbox::notice, inbox::arrived_at, inbox::read_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, case, notice, arrived, read)| {
            Ok(InboxRow {
                id,
                case: case.map(CaseId),
                code: notice.parse()?,
                arrived_at: arrived.at(),
                read_at: read.map(DbTime::at),
            })
        })
        .collect()
}

/// How many messages a person has not read.
pub fn count_unread(conn: &mut Conn, person: PersonId) -> Result<i64, StoreError> {
    let unread = inbox::table.filter(inbox::person_id.eq(person.0)).filter(inbox::read_at.is_null());
    Ok(unread.count().get_result(conn)?)
}

/// Marks one message as read; false when it is not in this person's inbox.
pub fn mark_read(tx: &mut Tx<'_>, person: PersonId, id: i64, now: Timestamp) -> Result<bool, StoreError> {
    let own = inbox::table.find(id).filter(inbox::person_id.eq(person.0));
    let found: i64 = own.count().get_result(&mut **tx)?;
    diesel::update(own.filter(inbox::read_at.is_null()))
        .set(inbox::read_at.eq(DbTime::from(now)))
        .execute(&mut **tx)?;
    Ok(found == 1)
}

/// Marks everything up to a message as read; answers how many were not.
pub fn mark_all_read(
    tx: &mut Tx<'_>,
    person: PersonId,
    up_to: i64,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let unread = inbox::table
        .filter(inbox::person_id.eq(person.0))
        .filter(inbox::id.le(up_to))
        .filter(inbox::read_at.is_null());
    Ok(diesel::update(unread).set(inbox::read_at.eq(DbTime::from(now))).execute(&mut **tx)?)
}

/// Forgets at most `limit` messages that were read before an instant.
pub fn prune_read(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = inbox::table
        .filter(inbox::read_at.assume_not_null().lt(DbTime::from(before)))
        .order(inbox::id)
        .limit(limit)
        .select(inbox::id)
        .load(&mut **tx)?;
    delete(tx, ids)
}

/// Forgets at most `limit` messages that came before an instant, read or not.
pub fn prune_arrived(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = inbox::table
        .filter(inbox::arrived_at.lt(DbTime::from(before)))
        .order(inbox::id)
        .limit(limit)
        .select(inbox::id)
        .load(&mut **tx)?;
    delete(tx, ids)
}

fn delete(tx: &mut Tx<'_>, ids: Vec<i64>) -> Result<usize, StoreError> {
    Ok(diesel::delete(inbox::table.filter(inbox::id.eq_any(ids))).execute(&mut **tx)?)
}
