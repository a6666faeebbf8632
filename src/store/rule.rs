//! Versions of the calendar, the limits and the ladders. Rows are only added; approval is the one thing that comes later.

use diesel::prelude::*;
use jiff::Timestamp;
use serde::Serialize;

use super::schema::rules::rule_versions::{self, dsl};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::calendar::china;
use crate::domain::calendar::document::CalendarDocument;
use crate::domain::ids::PersonId;
use crate::domain::ladder;
use crate::domain::limit_policy::LimitPolicy;
use crate::domain::rule::RuleKind;

/// A version as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRow {
    /// Of which rules.
    pub kind: RuleKind,
    /// Its number, from 1 within its kind.
    pub version: i64,
    /// From when on it is in effect, once approved.
    pub effective_from: Timestamp,
    /// It was made to reach back, on purpose.
    pub retroactive: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it; none for the built-in one.
    pub created_by: Option<PersonId>,
    /// When it was approved; until then it has no effect.
    pub approved_at: Option<Timestamp>,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// Why it was made.
    pub note: String,
    /// The rules as JSON.
    pub body: String,
}

type Columns = (String, i64, DbTime, bool, DbTime, Option<i64>, Option<DbTime>, Option<i64>, String, String);

fn row(columns: Columns) -> Result<RuleRow, StoreError> {
    let (kind, version, from, retroactive, created_at, created_by, approved_at, approved_by, note, body) =
        columns;
    Ok(RuleRow {
        kind: kind.parse()?,
        version,
        effective_from: from.at(),
        retroactive,
        created_at: created_at.at(),
        created_by: created_by.map(PersonId),
        approved_at: approved_at.map(DbTime::at),
        approved_by: approved_by.map(PersonId),
        note,
        body,
    })
}

/// Every version of a kind, the oldest first.
pub fn list(conn: &mut Conn, kind: RuleKind) -> Result<Vec<RuleRow>, StoreError> {
    let rows: Vec<Columns> =
        rule_versions::table.filter(dsl::kind.eq(kind.code())).order(dsl::version).load(conn)?;
    rows.into_iter().map(row).collect()
}

/// A version by its number.
pub fn find(conn: &mut Conn, kind: RuleKind, version: i64) -> Result<Option<RuleRow>, StoreError> {
    let found: Option<Columns> = rule_versions::table.find((kind.code(), version)).first(conn).optional()?;
    found.map(row).transpose()
}

/// The number of the version made last; 0 before the first.
pub fn last_version(conn: &mut Conn, kind: RuleKind) -> Result<i64, StoreError> {
    let last: Option<i64> = rule_versions::table
        .filter(dsl::kind.eq(kind.code()))
        .order(dsl::version.desc())
        .select(dsl::version)
        .first(conn)
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// Adds a version. `Conflict` when somebody else took the number meanwhile.
pub fn insert(tx: &mut Tx<'_>, new: &RuleRow) -> Result<(), StoreError> {
    diesel::insert_into(rule_versions::table)
        .values((
            dsl::kind.eq(new.kind.code()),
            dsl::version.eq(new.version),
            dsl::effective_from.eq(DbTime::from(new.effective_from)),
            dsl::retroactive.eq(new.retroactive),
            dsl::created_at.eq(DbTime::from(new.created_at)),
            dsl::created_by.eq(new.created_by.map(|p| p.0)),
            dsl::approved_at.eq(new.approved_at.map(DbTime::from)),
            dsl::approved_by.eq(new.approved_by.map(|p| p.0)),
            dsl::note.eq(&new.note),
            dsl::body.eq(&new.body),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Approves a version from an instant on; false when it was approved before.
pub fn approve(
    tx: &mut Tx<'_>,
    (kind, version): (RuleKind, i64),
    effective_from: Timestamp,
    (by, now): (PersonId, Timestamp),
) -> Result<bool, StoreError> {
    let waiting = rule_versions::table.find((kind.code(), version)).filter(dsl::approved_at.is_null());
    let changed = diesel::update(waiting)
        .set((
            dsl::effective_from.eq(DbTime::from(effective_from)),
            dsl::approved_at.eq(DbTime::from(now)),
            dsl::approved_by.eq(by.0),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Installs the built-in rules as version 1 of each kind where there is none; true when it did. They are in effect since
/// ever, so that imported histories find them too.
pub fn install_built_in_rules(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    let flawed = |error: &dyn std::error::Error| StoreError::Corrupt(format!("the built-in rules: {error}"));
    let calendar = CalendarDocument::from(&china().map_err(|error| flawed(&error))?);
    let ladders = ladder::built_in().map_err(|error| flawed(&error))?;
    let mut done = install(tx, RuleKind::Calendar, &calendar)?;
    done |= install(tx, RuleKind::Limits, &LimitPolicy::built_in())?;
    done |= install(tx, RuleKind::Ladders, &ladders)?;
    if done {
        super::config_version::raise(tx)?;
    }
    Ok(done)
}

fn install(tx: &mut Tx<'_>, kind: RuleKind, rules: &impl Serialize) -> Result<bool, StoreError> {
    if last_version(tx, kind)? > 0 {
        return Ok(false);
    }
    let body = serde_json::to_string(rules).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let new = RuleRow {
        kind,
        version: 1,
        effective_from: Timestamp::UNIX_EPOCH,
        retroactive: false,
        created_at: Timestamp::UNIX_EPOCH,
        created_by: None,
        approved_at: Some(Timestamp::UNIX_EPOCH),
        approved_by: None,
        note: "系统内置".to_owned(),
        body,
    };
    insert(tx, &new)?;
    Ok(true)
}
