//! People: who somebody is to the office.

use diesel::prelude::*;
use jiff::Timestamp;

use super::grant::PeopleReach;
use super::schema::access::accounts;
use super::schema::foundation::{grants, people};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::codes::Lang;
use crate::domain::ids::{PersonId, UnitId};

/// A person as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The language of notices.
    pub lang: Lang,
    /// Whether the person takes part at all.
    pub active: bool,
    /// When the person was entered.
    pub created_at: Timestamp,
    /// Raised with every change.
    pub version: i64,
}

type Columns = (i64, String, String, bool, DbTime, i64);

fn row((id, name, lang, active, created_at, version): Columns) -> PersonRow {
    let lang = if lang == Lang::En.tag() { Lang::En } else { Lang::Zh };
    PersonRow { id: PersonId(id), name, lang, active, created_at: created_at.at(), version }
}

/// Enters a person.
pub fn insert(tx: &mut Tx<'_>, name: &str, lang: Lang, now: Timestamp) -> Result<PersonRow, StoreError> {
    let columns: Columns = diesel::insert_into(people::table)
        .values((
            people::name.eq(name),
            people::lang.eq(lang.tag()),
            people::active.eq(true),
            people::created_at.eq(DbTime::from(now)),
            people::version.eq(1),
        ))
        .returning(people::all_columns)
        .get_result(&mut **tx)?;
    Ok(row(columns))
}

/// A person by id.
pub fn find(conn: &mut Conn, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    Ok(people::table.find(id.0).get_result::<Columns>(conn).optional()?.map(row))
}

/// Changes a person, if the row still has `version`.
pub fn update(tx: &mut Tx<'_>, changed: &PersonRow, version: i64) -> Result<bool, StoreError> {
    let count = diesel::update(people::table.find(changed.id.0).filter(people::version.eq(version)))
        .set((
            people::name.eq(&changed.name),
            people::lang.eq(changed.lang.tag()),
            people::active.eq(changed.active),
            people::version.eq(people::version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(count == 1)
}

/// What a list of people is asked for.
#[derive(Debug, Clone, Default)]
pub struct PersonFilter {
    /// The name begins with this.
    pub name: Option<String>,
    /// Holding this role, by its code.
    pub role: Option<&'static str>,
    /// With a grant in one of these areas.
    pub areas: Option<Vec<i64>>,
    /// With a grant for this unit.
    pub unit: Option<UnitId>,
    /// Taking part or not.
    pub active: Option<bool>,
    /// With an id above this one.
    pub after: i64,
}

/// A page of people within a reach, by id. Grants count while they are valid at `now`.
pub fn list(
    conn: &mut Conn,
    reach: &PeopleReach,
    filter: &PersonFilter,
    (now, limit): (Timestamp, i64),
) -> Result<Vec<PersonRow>, StoreError> {
    let now = DbTime::from(now);
    let valid = || {
        grants::table
            .filter(grants::person_id.eq(people::id))
            .filter(grants::valid_from.le(now))
            .filter(grants::valid_to.is_null().or(grants::valid_to.assume_not_null().gt(now)))
    };
    let reached = valid().filter(
        grants::area_id.eq_any(&reach.areas).or(grants::unit_id.assume_not_null().eq_any(&reach.units)),
    );
    let unassigned = diesel::dsl::not(diesel::dsl::exists(valid()));
    let mut query = people::table.filter(people::id.gt(filter.after)).into_boxed();
    query = if reach.unassigned {
        query.filter(diesel::dsl::exists(reached).or(unassigned))
    } else {
        query.filter(diesel::dsl::exists(reached))
    };
    if let Some(name) = &filter.name {
        query =
            query.filter(people::name.ge(name.clone())).filter(people::name.lt(format!("{name}\u{10FFFF}")));
    }
    if let Some(role) = filter.role {
        query = query.filter(diesel::dsl::exists(valid().filter(grants::role.eq(role))));
    }
    if let Some(areas) = &filter.areas {
        query = query.filter(diesel::dsl::exists(valid().filter(grants::area_id.eq_any(areas.clone()))));
    }
    if let Some(unit) = filter.unit {
        query = query.filter(diesel::dsl::exists(valid().filter(grants::unit_id.eq(unit.0))));
    }
    if let Some(active) = filter.active {
        query = query.filter(people::active.eq(active));
    }
    let rows: Vec<Columns> = query.order(people::id).limit(limit).load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// The logins of some people.
pub fn list_logins(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<(PersonId, String)>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> = accounts::table
        .filter(accounts::person_id.eq_any(ids))
        .select((accounts::person_id, accounts::login))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, login)| (PersonId(id), login)).collect())
}

/// The names of some people, for timelines and lists.
pub fn list_names(conn: &mut Conn, ids: &[PersonId]) -> Result<Vec<(PersonId, String)>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> =
        people::table.filter(people::id.eq_any(ids)).select((people::id, people::name)).load(conn)?;
    Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
}
