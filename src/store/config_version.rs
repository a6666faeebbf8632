//! The version of everything that is cached: areas, units, catalogue, grants, revocations. Whoever changes one of them raises
//! it in the same transaction; a cache is asked with it on the reader's own connection.

use diesel::prelude::*;

use super::schema::foundation::config_version::dsl;
use super::{Conn, StoreError, Tx};

/// The version now. It fails on a database that was not migrated.
pub fn get(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(dsl::config_version.find(1_i64).select(dsl::version).get_result(conn)?)
}

/// Raises the version, by a random step: a number that was rolled back does not come again for another content.
pub fn raise(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    let step = 1 + i64::from(rand::random::<u32>());
    diesel::update(dsl::config_version.find(1_i64))
        .set(dsl::version.eq(dsl::version + step))
        .execute(&mut **tx)?;
    Ok(())
}
