//! The access log and the log of exports, as auditors read them: what concerns the areas that they look after.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};
use jiff::Timestamp;

use super::contact::AccessEntry;
use super::dialect::MultiBackend;
use super::schema::access::access_log;
use super::schema::{cases, exports, grants};
use super::{Conn, DbTime, StoreError};
use crate::domain::account::AccessAct;
use crate::domain::ids::{AreaId, CaseId, PersonId};

/// What of a log is asked for.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Done by this person.
    pub actor: Option<PersonId>,
    /// About this person.
    pub person: Option<PersonId>,
    /// About this case.
    pub case: Option<CaseId>,
    /// Of this kind.
    pub act: Option<AccessAct>,
    /// At or after.
    pub from: Option<Timestamp>,
    /// Before.
    pub to: Option<Timestamp>,
}

/// An entry of the access log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessRow {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who did what to whom, and why.
    pub entry: AccessEntry,
}

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    /// Its number.
    pub id: i64,
    /// Who took the rows.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// As what.
    pub format: String,
    /// Which rows: the query string.
    pub filter: String,
}

/// Who acted or was acted on holds or held a role in these areas, or the case lies in them.
fn concerns(
    areas: &[AreaId],
) -> Box<dyn BoxableExpression<access_log::table, MultiBackend, SqlType = Nullable<Bool>>> {
    let ids: Vec<i64> = areas.iter().map(|area| area.0).collect();
    let people = |ids: &[i64]| {
        grants::table.filter(grants::area_id.eq_any(ids.to_vec())).select(grants::person_id.nullable())
    };
    let lies_in = cases::grid_id
        .eq_any(ids.clone())
        .or(cases::community_id.eq_any(ids.clone()))
        .or(cases::street_id.eq_any(ids.clone()))
        .or(cases::district_id.eq_any(ids.clone()));
    let found = cases::table.filter(lies_in).select(cases::id.nullable());
    Box::new(
        access_log::actor_id
            .eq_any(people(&ids))
            .or(access_log::person_id.eq_any(people(&ids)))
            .or(access_log::case_id.eq_any(found)),
    )
}

type LogColumns = (i64, DbTime, Option<i64>, Option<i64>, Option<i64>, String, String);

/// Entries of the access log below `before`, the newest first, at most `limit`, as far as they concern the areas.
pub fn list_access(
    conn: &mut Conn,
    areas: &[AreaId],
    filter: &LogFilter,
    before: i64,
    limit: i64,
) -> Result<Vec<AccessRow>, StoreError> {
    let mut rows = access_log::table.filter(access_log::id.lt(before)).filter(concerns(areas)).into_boxed();
    if let Some(actor) = filter.actor {
        rows = rows.filter(access_log::actor_id.eq(actor.0));
    }
    if let Some(person) = filter.person {
        rows = rows.filter(access_log::person_id.eq(person.0));
    }
    if let Some(case) = filter.case {
        rows = rows.filter(access_log::case_id.eq(case.0));
    }
    if let Some(act) = filter.act {
        rows = rows.filter(access_log::act.eq(act.code()));
    }
    if let Some(from) = filter.from {
        rows = rows.filter(access_log::at.ge(DbTime::from(from)));
    }
    if let Some(to) = filter.to {
        rows = rows.filter(access_log::at.lt(DbTime::from(to)));
    }
    let rows: Vec<LogColumns> = rows.order(access_log::id.desc()).limit(limit).load(conn)?;
    rows.into_iter()
        .map(|(id, at, actor, person, case, act, reason)| {
            let entry = AccessEntry {
                act: act.parse()?,
                actor: actor.map(PersonId),
                person: person.map(PersonId),
                case: case.map(CaseId),
                reason,
            };
            Ok(AccessRow { id, at: at.at(), entry })
        })
        .collect()
}

/// Exports below `before`, the newest first, at most `limit`, by people of the areas.
pub fn list_exports(
    conn: &mut Conn,
    areas: &[AreaId],
    person: Option<PersonId>,
    before: i64,
    limit: i64,
) -> Result<Vec<ExportRow>, StoreError> {
    let ids: Vec<i64> = areas.iter().map(|area| area.0).collect();
    let people = grants::table.filter(grants::area_id.eq_any(ids)).select(grants::person_id);
    let mut rows =
        exports::table.filter(exports::id.lt(before)).filter(exports::person_id.eq_any(people)).into_boxed();
    if let Some(person) = person {
        rows = rows.filter(exports::person_id.eq(person.0));
    }
    let rows: Vec<(i64, i64, DbTime, String, String)> =
        rows.order(exports::id.desc()).limit(limit).load(conn)?;
    let row = |(id, person, at, format, filter): (i64, i64, DbTime, String, String)| ExportRow {
        id,
        person: PersonId(person),
        at: at.at(),
        format,
        filter,
    };
    Ok(rows.into_iter().map(row).collect())
}
