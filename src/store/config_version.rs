//! The version of everything that is cached: areas, units, catalogue, grants, revocations. Whoever changes one of them raises
//! it in the same transaction; every node asks for it at least once a second.

use diesel::prelude::*;

use super::schema::foundation::config_version::dsl;
use super::{Conn, StoreError, Tx};

/// The version now.
pub fn get(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(dsl::config_version.find(1_i64).select(dsl::version).get_result(conn)?)
}

/// Raises the version.
pub fn raise(tx: &mut Tx<'_>) -> Result<(), StoreError> {
    diesel::update(dsl::config_version.find(1_i64))
        .set(dsl::version.eq(dsl::version + 1))
        .execute(&mut **tx)?;
    Ok(())
}
