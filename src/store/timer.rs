//! Armed timers: one row an open case.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use jiff::Timestamp;

use super::schema::timers;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::CaseId;

/// The timers that were not set aside: after five failures one blocks nobody any more and is named by `doctor`. In the very words
/// of the partial index, since a bound number would hide the index from SQLite.
pub(super) fn alive() -> SqlLiteral<Bool> {
    sql("timers.failures < 5")
}

/// Cases whose timers are due, the longest due first.
pub fn list_due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = timers::table
        .filter(alive())
        .filter(timers::fire_at.le(DbTime::from(now)))
        .order(timers::fire_at)
        .limit(limit)
        .select(timers::case_id)
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// Takes due timers in hand, the longest due first: those of other nodes are passed over. Nobody waits for anybody here, so
/// the order of locks does not matter.
pub fn claim_due(tx: &mut Tx<'_>, now: Timestamp, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    super::dialect::claim_timer_rows(tx, now.into(), limit)
}

/// When the next timer is due.
pub fn find_next_at(conn: &mut Conn) -> Result<Option<Timestamp>, StoreError> {
    let next: Option<DbTime> = timers::table
        .filter(alive())
        .order(timers::fire_at)
        .select(timers::fire_at)
        .first(conn)
        .optional()?;
    Ok(next.map(DbTime::at))
}

/// Counts a failure of a timer.
pub fn count_failure(tx: &mut Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    diesel::update(timers::table.find(case.0))
        .set(timers::failures.eq(timers::failures + 1))
        .execute(&mut **tx)?;
    Ok(())
}

/// Timers that are late by more than a while, and those that were set aside: for `doctor`.
pub fn list_late(
    conn: &mut Conn,
    before: Timestamp,
    limit: i64,
) -> Result<Vec<(CaseId, Timestamp, i64)>, StoreError> {
    let rows: Vec<(i64, DbTime, i64)> = timers::table
        .filter(timers::fire_at.lt(DbTime::from(before)))
        .order(timers::fire_at)
        .limit(limit)
        .select((timers::case_id, timers::fire_at, timers::failures))
        .load(conn)?;
    Ok(rows.into_iter().map(|(case, at, failures)| (CaseId(case), at.at(), failures)).collect())
}
