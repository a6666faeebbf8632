//! The smallest question to the database: is it there, and is it ours?

use diesel::prelude::*;

use crate::store::schema::foundation::config_version;
use crate::store::{Conn, StoreError};

/// The version of the configuration, raised by every change of areas, catalogue or grants. It fails on a database that
/// was not migrated.
pub fn get_config_version(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(config_version::table.select(config_version::version).first(conn)?)
}
