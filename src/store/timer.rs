//! Armed timers: one row an open case.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::timers;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::CaseId;

/// A timer that failed so often is set aside: it blocks nobody and is named by `doctor`. The partial index knows the number.
pub const FAILURES_MAX: i64 = 5;

/// Cases whose timers are due, the longest due first.
pub fn list_due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = timers::table
        .filter(timers::failures.lt(FAILURES_MAX))
        .filter(timers::fire_at.le(DbTime::from(now)))
        .order(timers::fire_at)
        .limit(limit)
        .select(timers::case_id)
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// When the next timer is due.
pub fn find_next_at(conn: &mut Conn) -> Result<Option<Timestamp>, StoreError> {
    let next: Option<DbTime> = timers::table
        .filter(timers::failures.lt(FAILURES_MAX))
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
