//! What survival reads: how long the cases that were filed in a period lasted, and since when those are open that are.

use diesel::prelude::*;
use jiff::Timestamp;

use super::read::{Selection, of_facts, of_open};
use crate::domain::report::stage::Stage;
use crate::store::schema::cases;
use crate::store::schema::reports::report_facts;
use crate::store::{Conn, DbTime, StoreError};

/// The ends of a selection's cases, by the day of their filing: which end, and after how many seconds; at most `limit`.
pub fn list_ended(
    conn: &mut Conn,
    selection: &Selection,
    limit: i64,
) -> Result<Vec<(Stage, i64)>, StoreError> {
    let stages: Vec<_> = selection.stages.iter().map(|stage| stage.code()).collect();
    let (first, last) = selection.days;
    let mut rows = report_facts::table
        .filter(report_facts::stage.eq_any(stages))
        .filter(report_facts::filed_day.between(first, last))
        .into_boxed();
    for condition in of_facts(selection) {
        rows = rows.filter(condition);
    }
    let rows: Vec<(String, i64)> =
        rows.select((report_facts::stage, report_facts::wall_s)).limit(limit).load(conn)?;
    rows.into_iter().map(|(stage, seconds)| Ok((stage.parse::<Stage>()?, seconds))).collect()
}

/// When those of the open cases were filed that were filed from one instant on and before another; at most `limit`.
pub fn list_open_since(
    conn: &mut Conn,
    selection: &Selection,
    (from, to): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<Timestamp>, StoreError> {
    let mut rows = cases::table
        .filter(cases::filed_at.ge(DbTime::from(from)))
        .filter(cases::filed_at.lt(DbTime::from(to)))
        .into_boxed();
    for condition in of_open(selection) {
        rows = rows.filter(condition);
    }
    let rows: Vec<DbTime> = rows.select(cases::filed_at).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(DbTime::at).collect())
}
