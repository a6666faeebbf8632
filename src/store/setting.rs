//! What an office has set for its areas. The domain knows what can be set; here are names and numbers, and who set them when.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{setting_changes, settings};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::setting::Setting;

/// Everything that is set.
pub fn list_settings(conn: &mut Conn) -> Result<Vec<(AreaId, Setting, i64)>, StoreError> {
    let rows: Vec<(i64, String, String)> = settings::table.load(conn)?;
    rows.into_iter()
        .map(|(area, name, value)| {
            let value = value.parse().map_err(|_| StoreError::Corrupt(format!("setting {name}: {value}")))?;
            Ok((AreaId(area), name.parse()?, value))
        })
        .collect()
}

/// Sets a value for an area, or takes it away, and keeps who did so.
pub fn put_setting(
    tx: &mut Tx<'_>,
    (area, setting): (AreaId, Setting),
    value: Option<i64>,
    by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::delete(settings::table.find((area.0, setting.code()))).execute(&mut **tx)?;
    let value = value.map(|value| value.to_string());
    if let Some(value) = &value {
        let row = (
            settings::area_id.eq(area.0),
            settings::name.eq(setting.code()),
            settings::value.eq(value.as_str()),
        );
        diesel::insert_into(settings::table).values(row).execute(&mut **tx)?;
    }
    let change = (
        setting_changes::area_id.eq(area.0),
        setting_changes::name.eq(setting.code()),
        setting_changes::value.eq(value),
        setting_changes::at.eq(DbTime::from(now)),
        setting_changes::person_id.eq(by.map(|p| p.0)),
    );
    diesel::insert_into(setting_changes::table).values(change).execute(&mut **tx)?;
    Ok(())
}

/// A change of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// What.
    pub setting: Setting,
    /// The value from then on; none where the area follows those above it again.
    pub value: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// Who; none for the system.
    pub by: Option<PersonId>,
}

/// The changes that an area has made, the newest first, at most `limit`.
pub fn list_setting_changes(
    conn: &mut Conn,
    area: AreaId,
    limit: i64,
) -> Result<Vec<SettingChange>, StoreError> {
    let rows: Vec<(String, Option<String>, DbTime, Option<i64>)> = setting_changes::table
        .filter(setting_changes::area_id.eq(area.0))
        .order(setting_changes::id.desc())
        .limit(limit)
        .select((
            setting_changes::name,
            setting_changes::value,
            setting_changes::at,
            setting_changes::person_id,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(name, value, at, by)| {
            let value = value.map(|value| value.parse()).transpose();
            let value = value.map_err(|_| StoreError::Corrupt(format!("a change of setting {name}")))?;
            Ok(SettingChange { setting: name.parse()?, value, at: at.at(), by: by.map(PersonId) })
        })
        .collect()
}
