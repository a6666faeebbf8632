//! The change feed: the one truth behind live streams, synchronisation and webhooks. A row says that something changed, not
//! how; readers look at it under their own rights.

use diesel::prelude::*;
use jiff::Timestamp;

use super::dialect::fixed::fixed;
use super::schema::changes;
use super::{DbTime, StoreError, Tx};

/// Records that a case has changed.
pub fn record_case_change(
    tx: &mut Tx<'_>,
    case: i64,
    kind: &str,
    version: i64,
    now: Timestamp,
) -> Result<(), StoreError> {
    let statement = diesel::insert_into(changes::table).values((
        changes::subject.eq("case"),
        changes::subject_id.eq(case),
        changes::kind.eq(kind),
        changes::version.eq(version),
        changes::recorded_at.eq(DbTime::from(now)),
    ));
    fixed!(tx, execute, statement)?;
    Ok(())
}
