//! Areas: the dated tree with its shapes.

use std::str::FromStr;

use diesel::prelude::*;

use super::schema::{area_shapes, areas};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::area::{Area, AreaKind};
use crate::domain::codes::Level;
use crate::domain::ids::AreaId;

/// An area as its row holds it.
#[derive(Debug, Queryable)]
struct AreaRow {
    id: i64,
    code: String,
    level: String,
    parent_id: Option<i64>,
    kind: String,
    name_zh: String,
    name_en: String,
    fictitious: bool,
    valid_from: DbTime,
    valid_to: Option<DbTime>,
}

impl TryFrom<AreaRow> for Area {
    type Error = StoreError;

    fn try_from(row: AreaRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: AreaId(row.id),
            code: row.code,
            level: Level::from_str(&row.level)?,
            parent: row.parent_id.map(AreaId),
            kind: AreaKind::from_str(&row.kind)?,
            name_zh: row.name_zh,
            name_en: row.name_en,
            fictitious: row.fictitious,
            valid_from: row.valid_from.at(),
            valid_to: row.valid_to.map(DbTime::at),
        })
    }
}

/// Every area that is or was, with its shape as GeoJSON text where it has one.
pub fn list_areas(conn: &mut Conn) -> Result<Vec<(Area, Option<String>)>, StoreError> {
    let rows: Vec<(AreaRow, Option<String>)> = areas::table
        .left_join(area_shapes::table.on(area_shapes::area_id.eq(areas::id)))
        .order(areas::id)
        .select((areas::all_columns, area_shapes::geojson.nullable()))
        .load(conn)?;
    rows.into_iter().map(|(row, shape)| Ok((row.try_into()?, shape))).collect()
}

/// Opens an area; `area.id` is not looked at. The shape is GeoJSON in WGS-84.
pub fn insert_area(tx: &mut Tx<'_>, area: &Area, shape: Option<&str>) -> Result<AreaId, StoreError> {
    let id: i64 = diesel::insert_into(areas::table)
        .values((
            areas::code.eq(&area.code),
            areas::level.eq(area.level.code()),
            areas::parent_id.eq(area.parent.map(|parent| parent.0)),
            areas::kind.eq(area.kind.code()),
            areas::name_zh.eq(&area.name_zh),
            areas::name_en.eq(&area.name_en),
            areas::fictitious.eq(area.fictitious),
            areas::valid_from.eq(DbTime::from(area.valid_from)),
            areas::valid_to.eq(area.valid_to.map(DbTime::from)),
        ))
        .returning(areas::id)
        .get_result(&mut **tx)?;
    if let Some(geojson) = shape {
        diesel::insert_into(area_shapes::table)
            .values((area_shapes::area_id.eq(id), area_shapes::geojson.eq(geojson)))
            .execute(&mut **tx)?;
    }
    Ok(AreaId(id))
}

/// Ends an area at an instant.
pub fn end_area(tx: &mut Tx<'_>, area: AreaId, at: jiff::Timestamp) -> Result<(), StoreError> {
    diesel::update(areas::table.find(area.0)).set(areas::valid_to.eq(DbTime::from(at))).execute(&mut **tx)?;
    Ok(())
}
