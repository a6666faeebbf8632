//! Handling units: departments, community desks, teams, committees, bodies outside.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::foundation::units;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::codes::UnitKind;
use crate::domain::ids::{AreaId, UnitId};

/// A unit as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The id.
    pub id: UnitId,
    /// The stable code.
    pub code: String,
    /// What it is.
    pub kind: UnitKind,
    /// Where it works, with everything below.
    pub area: AreaId,
    /// The Chinese name.
    pub name_zh: String,
    /// The English name.
    pub name_en: String,
    /// The first instant at which it exists.
    pub valid_from: Timestamp,
    /// The first instant at which it no longer exists.
    pub valid_to: Option<Timestamp>,
    /// Raised with every change.
    pub version: i64,
}

impl UnitRow {
    /// Whether the unit exists at an instant.
    pub fn exists_at(&self, at: Timestamp) -> bool {
        self.valid_from <= at && self.valid_to.is_none_or(|end| at < end)
    }
}

type Columns = (i64, String, String, i64, String, String, DbTime, Option<DbTime>, i64);

fn row(columns: Columns) -> Result<UnitRow, StoreError> {
    let (id, code, kind, area, name_zh, name_en, from, to, version) = columns;
    Ok(UnitRow {
        id: UnitId(id),
        code,
        kind: kind.parse()?,
        area: AreaId(area),
        name_zh,
        name_en,
        valid_from: from.at(),
        valid_to: to.map(DbTime::at),
        version,
    })
}

/// What a new unit is made of.
#[derive(Debug, Clone)]
pub struct NewUnit {
    /// The stable code.
    pub code: String,
    /// What it is.
    pub kind: UnitKind,
    /// Where it works.
    pub area: AreaId,
    /// The Chinese name.
    pub name_zh: String,
    /// The English name.
    pub name_en: String,
    /// The first instant at which it exists.
    pub valid_from: Timestamp,
}

/// Enters a unit.
pub fn insert(tx: &mut Tx<'_>, new: &NewUnit) -> Result<UnitRow, StoreError> {
    let columns: Columns = diesel::insert_into(units::table)
        .values((
            units::code.eq(&new.code),
            units::kind.eq(new.kind.code()),
            units::area_id.eq(new.area.0),
            units::name_zh.eq(&new.name_zh),
            units::name_en.eq(&new.name_en),
            units::valid_from.eq(DbTime::from(new.valid_from)),
            units::version.eq(1),
        ))
        .returning(units::all_columns)
        .get_result(&mut **tx)?;
    row(columns)
}

/// A unit by id.
pub fn find(conn: &mut Conn, id: UnitId) -> Result<Option<UnitRow>, StoreError> {
    units::table.find(id.0).get_result::<Columns>(conn).optional()?.map(row).transpose()
}

/// A unit by its code.
pub fn find_by_code(conn: &mut Conn, code: &str) -> Result<Option<UnitRow>, StoreError> {
    units::table.filter(units::code.eq(code)).get_result::<Columns>(conn).optional()?.map(row).transpose()
}

/// Changes names and end of a unit, if the row still has `version`.
pub fn update(tx: &mut Tx<'_>, changed: &UnitRow, version: i64) -> Result<bool, StoreError> {
    let count = diesel::update(units::table.find(changed.id.0).filter(units::version.eq(version)))
        .set((
            units::name_zh.eq(&changed.name_zh),
            units::name_en.eq(&changed.name_en),
            units::valid_to.eq(changed.valid_to.map(DbTime::from)),
            units::version.eq(units::version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(count == 1)
}

/// What a list of units is asked for.
#[derive(Debug, Clone, Default)]
pub struct UnitFilter {
    /// Of this kind.
    pub kind: Option<UnitKind>,
    /// In one of these areas.
    pub areas: Option<Vec<i64>>,
    /// Existing at this instant.
    pub at: Option<Timestamp>,
    /// With an id above this one.
    pub after: i64,
}

/// A page of units, by id.
pub fn list(conn: &mut Conn, filter: &UnitFilter, limit: i64) -> Result<Vec<UnitRow>, StoreError> {
    let mut query = units::table.filter(units::id.gt(filter.after)).into_boxed();
    if let Some(kind) = filter.kind {
        query = query.filter(units::kind.eq(kind.code()));
    }
    if let Some(areas) = &filter.areas {
        query = query.filter(units::area_id.eq_any(areas));
    }
    if let Some(at) = filter.at.map(DbTime::from) {
        query = query
            .filter(units::valid_from.le(at))
            .filter(units::valid_to.is_null().or(units::valid_to.assume_not_null().gt(at)));
    }
    let rows: Vec<Columns> = query.order(units::id).limit(limit).load(conn)?;
    rows.into_iter().map(row).collect()
}
