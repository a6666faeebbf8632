//! Settings, scoped by area. Values are JSON.

use diesel::prelude::*;

use super::schema::settings;
use super::{Conn, StoreError, Tx};
use crate::domain::ids::AreaId;

/// Sets a value for an area that has none yet.
pub fn insert(tx: &mut Tx<'_>, area: AreaId, name: &str, value: &str) -> Result<(), StoreError> {
    diesel::insert_into(settings::table)
        .values((settings::area_id.eq(area.0), settings::name.eq(name), settings::value.eq(value)))
        .execute(&mut **tx)?;
    Ok(())
}

/// The value that any area has under a name: for what concerns the whole database.
pub fn find_anywhere(conn: &mut Conn, name: &str) -> Result<Option<String>, StoreError> {
    Ok(settings::table
        .filter(settings::name.eq(name))
        .order(settings::area_id)
        .select(settings::value)
        .first(conn)
        .optional()?)
}
