//! The version of what is remembered of people and sessions. Whoever changes a grant, a person or the end of a session raises
//! it in the same transaction; every node asks for it at least once a second.

use diesel::prelude::*;

use super::schema::access::access_version::dsl;
use super::{Conn, StoreError, Tx};

/// The version now.
pub fn get(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(dsl::access_version.find(1_i64).select(dsl::version).get_result(conn)?)
}

/// Raises the version.
pub fn raise(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    diesel::update(dsl::access_version.find(1_i64))
        .set(dsl::version.eq(dsl::version + 1))
        .execute(&mut **tx)?;
    Ok(())
}
