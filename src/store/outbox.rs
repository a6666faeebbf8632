//! What events owe, one row a cause and abstract recipient, written with what caused it. It waits here until it is planned:
//! until people and channels are known. Read by state, never by a cursor over ids, which would skip late commits.

use diesel::prelude::*;
use jiff::Timestamp;

use super::dialect::together::put;
use super::schema::outbox;
use super::{Conn, DbTime, StoreError, Tx};

/// A row that failed so often to be planned is set aside: it blocks nobody and is named by `doctor`.
pub const FAILURES_MAX: i64 = 5;

/// Something owed, as it is queued.
#[derive(Debug, Clone, PartialEq, Eq, Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub struct NewNotice {
    /// What makes it unique: the event and its place among the event's notices. A second row of the same cause is refused by
    /// the database.
    pub cause: String,
    /// The case that it is about.
    pub case_id: Option<i64>,
    /// The code of the message.
    pub notice: String,
    /// The recipient, and whose click it was, as JSON. No personal text.
    pub payload: String,
    /// `waiting`.
    pub state: String,
    /// When it may be planned first.
    pub next_at: DbTime,
    /// Times that planning it failed.
    pub failures: i64,
    /// When it was written.
    pub created_at: DbTime,
}

/// Something owed, as it waits.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct QueuedNotice {
    /// Its id.
    pub id: i64,
    /// The event and the place among its notices.
    pub cause: String,
    /// The case that it is about.
    pub case_id: Option<i64>,
    /// The code of the message.
    pub notice: String,
    /// The recipient, and whose click it was, as JSON.
    pub payload: String,
    /// Times that planning it failed.
    pub failures: i64,
    /// When it was written.
    pub created_at: DbTime,
}

/// Queues something owed.
pub fn insert_notice(tx: &mut Tx<'_>, notice: NewNotice) -> Result<(), StoreError> {
    put!(tx, diesel::insert_into(outbox::table).values(notice))?;
    Ok(())
}

/// Rows that may be planned at `now`, the oldest first, at most `limit`.
pub fn list_waiting(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<i64>, StoreError> {
    Ok(outbox::table
        .filter(outbox::state.eq("waiting"))
        .filter(outbox::next_at.le(DbTime::from(now)))
        .order((outbox::next_at, outbox::id))
        .limit(limit)
        .select(outbox::id)
        .load(conn)?)
}

/// A waiting row, locked until the transaction ends; none when another node has it or has planned it.
pub fn try_lock(tx: &mut Tx<'_>, id: i64) -> Result<Option<QueuedNotice>, StoreError> {
    if !super::dialect::try_lock_outbox_row(tx, id)? {
        return Ok(None);
    }
    Ok(outbox::table
        .find(id)
        .filter(outbox::state.eq("waiting"))
        .select(QueuedNotice::as_select())
        .first(&mut **tx)
        .optional()?)
}

/// Marks a row as planned.
pub fn mark_planned(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    diesel::update(outbox::table.find(id)).set(outbox::state.eq("planned")).execute(&mut **tx)?;
    Ok(())
}

/// Counts a failure: the row is tried again at `next_at`, or set aside.
pub fn count_failure(tx: &mut Tx<'_>, id: i64, next_at: Timestamp) -> Result<(), StoreError> {
    diesel::update(outbox::table.find(id).filter(outbox::state.eq("waiting")))
        .set((outbox::failures.eq(outbox::failures + 1), outbox::next_at.eq(DbTime::from(next_at))))
        .execute(&mut **tx)?;
    diesel::update(outbox::table.find(id).filter(outbox::failures.ge(FAILURES_MAX)))
        .set(outbox::state.eq("set_aside"))
        .execute(&mut **tx)?;
    Ok(())
}

/// How many wait, since when the oldest does, and how many were set aside.
pub fn find_backlog(conn: &mut Conn) -> Result<(i64, Option<Timestamp>, i64), StoreError> {
    let waiting = outbox::table.filter(outbox::state.eq("waiting"));
    let count = waiting.count().get_result(conn)?;
    let oldest: Option<DbTime> = waiting.select(diesel::dsl::min(outbox::next_at)).first(conn)?;
    let aside = outbox::table.filter(outbox::state.eq("set_aside")).count().get_result(conn)?;
    Ok((count, oldest.map(DbTime::at), aside))
}

/// Forgets what was planned before an instant.
pub fn prune(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> Result<usize, StoreError> {
    let ids: Vec<i64> = outbox::table
        .filter(outbox::state.eq("planned"))
        .filter(outbox::created_at.lt(DbTime::from(before)))
        .order(outbox::id)
        .limit(limit)
        .select(outbox::id)
        .load(&mut **tx)?;
    Ok(diesel::delete(outbox::table.filter(outbox::id.eq_any(ids))).execute(&mut **tx)?)
}
