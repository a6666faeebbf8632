//! The mark by which a database says that it is the demonstration.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::demonstration::demonstration::dsl;
use super::{Conn, DbTime, StoreError, Tx};

/// When the demonstration was built here; none in a database of a real office.
pub fn find_mark(conn: &mut Conn) -> Result<Option<Timestamp>, StoreError> {
    let built: Option<DbTime> = dsl::demonstration.select(dsl::built_at).first(conn).optional()?;
    Ok(built.map(DbTime::at))
}

/// Marks the database as the demonstration.
pub fn set_mark(tx: &mut Tx<'_>, now: Timestamp) -> Result<(), StoreError> {
    diesel::insert_into(dsl::demonstration)
        .values((dsl::id.eq(1_i64), dsl::built_at.eq(DbTime::from(now))))
        .execute(&mut **tx)?;
    Ok(())
}
