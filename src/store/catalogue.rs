//! The catalogue's versions and rows. A version is made once; its rows are those that began with or before it and have
//! not ended by it.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{catalogue_entries, catalogue_versions};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::catalogue::{Change, Entry, Lists, Part, built_in, changes};
use crate::domain::ids::PersonId;

/// A version of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = catalogue_versions)]
pub struct CatalogueVersionRow {
    /// Its number.
    pub id: i64,
    /// When it takes effect.
    pub effective_from: DbTime,
    /// When it was made.
    pub created_at: DbTime,
    /// Who made it; none for the built-in one.
    pub created_by: Option<i64>,
    /// Why it was made.
    pub note: String,
}

#[derive(Insertable)]
#[diesel(table_name = catalogue_entries)]
struct NewEntry<'a> {
    part: &'a str,
    key: &'a str,
    position: i64,
    body: String,
    from_version: i64,
}

/// The version in effect at an instant.
pub fn find_catalogue_version_at(
    conn: &mut Conn,
    at: Timestamp,
) -> Result<Option<CatalogueVersionRow>, StoreError> {
    Ok(catalogue_versions::table
        .filter(catalogue_versions::effective_from.le(DbTime::from(at)))
        .order(catalogue_versions::id.desc())
        .first(conn)
        .optional()?)
}

/// The version made last, in effect or not.
pub fn find_last_catalogue_version(conn: &mut Conn) -> Result<Option<CatalogueVersionRow>, StoreError> {
    Ok(catalogue_versions::table.order(catalogue_versions::id.desc()).first(conn).optional()?)
}

/// A version by its number.
pub fn find_catalogue_version(conn: &mut Conn, id: i64) -> Result<Option<CatalogueVersionRow>, StoreError> {
    Ok(catalogue_versions::table.find(id).first(conn).optional()?)
}

/// The versions that come after `after`, in order.
pub fn list_catalogue_versions(conn: &mut Conn, after: i64) -> Result<Vec<CatalogueVersionRow>, StoreError> {
    Ok(catalogue_versions::table
        .filter(catalogue_versions::id.gt(after))
        .order(catalogue_versions::id)
        .load(conn)?)
}

/// The rows of a version.
pub fn get_catalogue_lists(conn: &mut Conn, version: i64) -> Result<Lists, StoreError> {
    use catalogue_entries::{body, from_version, id, position, to_version};
    let bodies: Vec<String> = catalogue_entries::table
        .filter(from_version.le(version))
        .filter(to_version.is_null().or(to_version.gt(version)))
        .order((position, id))
        .select(body)
        .load(conn)?;
    let mut lists = Lists::default();
    for text in bodies {
        match serde_json::from_str::<Entry>(&text) {
            Ok(entry) => lists.push(entry),
            Err(error) => return Err(StoreError::Corrupt(format!("a row of the catalogue: {error}"))),
        }
    }
    Ok(lists)
}

/// What a new version is.
#[derive(Debug, Clone)]
pub struct NewCatalogueVersion {
    /// Its number, one more than the last one's. `Conflict` when somebody else made it meanwhile.
    pub id: i64,
    /// When it takes effect; not before the last one.
    pub effective_from: Timestamp,
    /// Now.
    pub created_at: Timestamp,
    /// Who makes it.
    pub created_by: Option<PersonId>,
    /// Why.
    pub note: String,
}

/// Makes a version out of the one before it and what changes.
pub fn insert_catalogue_version(
    tx: &mut Tx<'_>,
    version: &NewCatalogueVersion,
    changes: &[Change],
) -> Result<(), StoreError> {
    let row = CatalogueVersionRow {
        id: version.id,
        effective_from: version.effective_from.into(),
        created_at: version.created_at.into(),
        created_by: version.created_by.map(|person| person.0),
        note: version.note.clone(),
    };
    diesel::insert_into(catalogue_versions::table).values(&row).execute(&mut **tx)?;
    for change in changes {
        let place = end_entry(tx, change.part, &change.key, version.id)?;
        let Some(entry) = &change.entry else { continue };
        let body = match serde_json::to_string(entry) {
            Ok(body) => body,
            Err(error) => return Err(StoreError::Corrupt(error.to_string())),
        };
        let position = place.unwrap_or(change.position);
        let (part, key) = (change.part.code(), change.key.as_str());
        let row = NewEntry { part, key, position, body, from_version: version.id };
        diesel::insert_into(catalogue_entries::table).values(&row).execute(&mut **tx)?;
    }
    Ok(())
}

/// Ends the standing row of a key, if there is one, and answers the place it had.
fn end_entry(tx: &mut Tx<'_>, part: Part, key: &str, version: i64) -> Result<Option<i64>, StoreError> {
    let standing: Option<(i64, i64)> = catalogue_entries::table
        .filter(catalogue_entries::part.eq(part.code()).and(catalogue_entries::key.eq(key)))
        .filter(catalogue_entries::to_version.is_null())
        .select((catalogue_entries::id, catalogue_entries::position))
        .first(&mut **tx)
        .optional()?;
    let Some((id, position)) = standing else { return Ok(None) };
    diesel::update(catalogue_entries::table.find(id))
        .set(catalogue_entries::to_version.eq(version))
        .execute(&mut **tx)?;
    Ok(Some(position))
}

/// Installs the built-in catalogue as version 1 if there is none; true when it did. It is in effect since ever, so that
/// imported histories find it too.
pub fn install_built_in_catalogue(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    if find_last_catalogue_version(tx)?.is_some() {
        return Ok(false);
    }
    let catalogue = match built_in(1) {
        Ok(catalogue) => catalogue,
        Err(flaws) => return Err(StoreError::Corrupt(format!("the built-in catalogue: {flaws:?}"))),
    };
    let version = NewCatalogueVersion {
        id: catalogue.version(),
        effective_from: Timestamp::UNIX_EPOCH,
        created_at: Timestamp::UNIX_EPOCH,
        created_by: None,
        note: "内置默认目录 / built-in default".to_owned(),
    };
    insert_catalogue_version(tx, &version, &changes(&Lists::default(), catalogue.lists()))?;
    super::config_version::raise(tx)?;
    Ok(true)
}
