//! Rows of clocks, inserted by the way that each engine likes best.

use diesel::prelude::*;

use super::Conn;
use crate::store::clock::{ClockRow, SegmentRow};
use crate::store::error::StoreError;
use crate::store::schema::clocks::{case_clocks, clock_segments};

/// Inserts the rows of clocks: one statement on PostgreSQL, where each costs a round trip; one row after the other on SQLite,
/// where the prepared statement of one row is kept and that of many is not.
pub(in crate::store) fn insert_clock_rows(conn: &mut Conn, rows: &[ClockRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    match conn {
        Conn::Postgres(pg) => {
            diesel::insert_into(case_clocks::table).values(rows).execute(pg)?;
        }
        Conn::Sqlite(sqlite) => {
            for row in rows {
                diesel::insert_into(case_clocks::table).values(row).execute(sqlite)?;
            }
        }
    }
    Ok(())
}

/// Inserts the rows of segments, in the same way.
pub(in crate::store) fn insert_segment_rows(conn: &mut Conn, rows: &[SegmentRow]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    match conn {
        Conn::Postgres(pg) => {
            diesel::insert_into(clock_segments::table).values(rows).execute(pg)?;
        }
        Conn::Sqlite(sqlite) => {
            for row in rows {
                diesel::insert_into(clock_segments::table).values(row).execute(sqlite)?;
            }
        }
    }
    Ok(())
}
