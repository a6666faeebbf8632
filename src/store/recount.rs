//! Versions of the rules on their way to the open cases, and the cases that each may reach.

use diesel::dsl::exists;
use diesel::prelude::*;
use jiff::Timestamp;

use super::case::{CaseColumns, StoredCase, stored};
use super::schema::clocks::case_clocks;
use super::schema::rules::recounts;
use super::schema::{case_events, cases, timers};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::CaseId;
use crate::domain::rule::RuleKind;

/// How far a version has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecountRow {
    /// Of which rules.
    pub kind: RuleKind,
    /// Its number.
    pub version: i64,
    /// When it sets out.
    pub begins_at: Timestamp,
    /// The case behind which it goes on.
    pub after: CaseId,
    /// Open cases that it has looked at.
    pub seen: i64,
    /// Cases that it has moved.
    pub moved: i64,
    /// When it had seen them all.
    pub done_at: Option<Timestamp>,
}

type Columns = (String, i64, DbTime, i64, i64, i64, Option<DbTime>);

fn row((kind, version, begins, after, seen, moved, done): Columns) -> Result<RecountRow, StoreError> {
    Ok(RecountRow {
        kind: kind.parse()?,
        version,
        begins_at: begins.at(),
        after: CaseId(after),
        seen,
        moved,
        done_at: done.map(DbTime::at),
    })
}

/// Sends a version on its way.
pub fn insert(
    tx: &mut Tx<'_>,
    (kind, version): (RuleKind, i64),
    begins_at: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(recounts::table)
        .values((
            recounts::kind.eq(kind.code()),
            recounts::version.eq(version),
            recounts::begins_at.eq(DbTime::from(begins_at)),
            recounts::after_case.eq(0_i64),
            recounts::seen.eq(0_i64),
            recounts::moved.eq(0_i64),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// The version that is to go on now: the one that set out first.
pub fn find_due(conn: &mut Conn, now: Timestamp) -> Result<Option<RecountRow>, StoreError> {
    let found: Option<Columns> = recounts::table
        .filter(recounts::done_at.is_null())
        .filter(recounts::begins_at.le(DbTime::from(now)))
        .order((recounts::begins_at, recounts::kind, recounts::version))
        .first(conn)
        .optional()?;
    found.map(row).transpose()
}

/// The versions that set out before an instant and have not seen every case: for `doctor`.
pub fn list_late(conn: &mut Conn, before: Timestamp) -> Result<Vec<RecountRow>, StoreError> {
    let rows: Vec<Columns> = recounts::table
        .filter(recounts::done_at.is_null())
        .filter(recounts::begins_at.lt(DbTime::from(before)))
        .order((recounts::begins_at, recounts::kind, recounts::version))
        .load(conn)?;
    rows.into_iter().map(row).collect()
}

/// Every version of a kind that was sent, with how far it has come.
pub fn list(conn: &mut Conn, kind: RuleKind) -> Result<Vec<RecountRow>, StoreError> {
    let rows: Vec<Columns> =
        recounts::table.filter(recounts::kind.eq(kind.code())).order(recounts::version).load(conn)?;
    rows.into_iter().map(row).collect()
}

/// Notes how far it has come, unless another node did meanwhile.
pub fn advance(
    tx: &mut Tx<'_>,
    from: &RecountRow,
    (to, seen, moved): (CaseId, i64, i64),
) -> Result<bool, StoreError> {
    let here = recounts::table
        .find((from.kind.code(), from.version))
        .filter(recounts::after_case.eq(from.after.0))
        .filter(recounts::done_at.is_null());
    let changed = diesel::update(here)
        .set((
            recounts::after_case.eq(to.0),
            recounts::seen.eq(recounts::seen + seen),
            recounts::moved.eq(recounts::moved + moved),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Notes that it has seen every case.
pub fn finish(tx: &mut Tx<'_>, of: &RecountRow, now: Timestamp) -> Result<(), StoreError> {
    diesel::update(recounts::table.find((of.kind.code(), of.version)))
        .set(recounts::done_at.eq(DbTime::from(now)))
        .execute(&mut **tx)?;
    Ok(())
}

/// The next open cases behind one, by their ids. Open is what has a timer, so that the history costs nothing.
pub fn list_open(conn: &mut Conn, after: CaseId, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = timers::table
        .filter(timers::case_id.gt(after.0))
        .order(timers::case_id)
        .limit(limit)
        .select(timers::case_id)
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// A case, as far as its row is understood.
pub type Read = (CaseId, Result<StoredCase, StoreError>);

/// Those of the cases that have an open clock due at or after an instant, in the order of their ids, each as far as it is understood:
/// one broken row hides no other.
pub fn list_due_after(conn: &mut Conn, ids: &[CaseId], due_from: Timestamp) -> Result<Vec<Read>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let clock = case_clocks::table
        .filter(case_clocks::case_id.eq(cases::id))
        .filter(case_clocks::ended_at.is_null())
        .filter(case_clocks::due_at.assume_not_null().ge(DbTime::from(due_from)));
    let rows: Vec<(i64, CaseColumns)> = cases::table
        .filter(cases::id.eq_any(ids))
        .filter(exists(clock))
        .order(cases::id)
        .select((cases::id, (cases::detail, cases::chain_head, cases::lon, cases::lat)))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, columns)| (CaseId(id), stored(columns))).collect())
}

/// Whether an event of this cause has been written.
pub fn has_happened(conn: &mut Conn, cause: &str) -> Result<bool, StoreError> {
    Ok(diesel::select(exists(case_events::table.filter(case_events::cause.eq(cause)))).get_result(conn)?)
}
