//! The tree of areas as access needs it inside a transaction: the way up from an area, and everything below one.

use diesel::prelude::*;

use super::schema::foundation::areas::dsl;
use super::{Conn, StoreError};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::Level;
use crate::domain::ids::AreaId;

/// The way from an area up to its district, or none when there is no such area.
pub fn find_path(conn: &mut Conn, area: AreaId) -> Result<Option<AreaPath>, StoreError> {
    let mut path = AreaPath::default();
    let mut next = Some(area.0);
    while let Some(id) = next {
        let row: Option<(String, Option<i64>)> =
            dsl::areas.find(id).select((dsl::level, dsl::parent_id)).get_result(conn).optional()?;
        let Some((level, parent)) = row else { return Ok(None) };
        let slot = match level.parse()? {
            Level::Grid => &mut path.grid,
            Level::Community => &mut path.community,
            Level::Street => &mut path.street,
            Level::District => &mut path.district,
        };
        // Each level occurs once on a way up; a second time would be a ring.
        if slot.replace(AreaId(id)).is_some() {
            return Err(StoreError::Corrupt(format!("area {id} lies in a ring")));
        }
        next = parent;
    }
    Ok(Some(path))
}

/// The areas and everything below them.
pub fn list_below(conn: &mut Conn, roots: &[AreaId]) -> Result<Vec<i64>, StoreError> {
    let mut found: Vec<i64> = roots.iter().map(|area| area.0).collect();
    let mut layer = found.clone();
    for _ in 1..Level::ALL.len() {
        layer = dsl::areas.filter(dsl::parent_id.eq_any(layer)).select(dsl::id).load(conn)?;
        if layer.is_empty() {
            break;
        }
        found.extend(&layer);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
