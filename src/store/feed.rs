//! The change feed: the one truth behind live streams, synchronisation and webhooks. A row says that something changed, not
//! how; readers look at it under their own rights.
//!
//! Rows get their numbers before they are committed, so on PostgreSQL a reader who went by the number alone would pass over a
//! late one for ever. It is therefore read in the order of transactions, and only below the oldest one that still runs.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use jiff::Timestamp;

use super::dialect::together::put;
use super::schema::{cases, changes};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::case::Case;
use crate::domain::feed::{Cursor, PersonEvent, Sight};
use crate::domain::ids::{CaseId, PersonId};

/// Whom or what a change is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// A case.
    Case {
        /// Which.
        case: CaseId,
        /// The code of the last of the events that changed it.
        kind: String,
        /// What the policy saw of it before, where that has changed.
        former: Option<Box<Sight>>,
    },
    /// Something of a person's own.
    Person {
        /// Whose.
        person: PersonId,
        /// What.
        event: PersonEvent,
    },
}

/// A row of the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it stands.
    pub cursor: Cursor,
    /// What has changed.
    pub what: Changed,
}

/// Records that a case has changed, and what the policy saw of it before, if that is not what it sees now.
pub fn record_case_change(
    tx: &mut Tx<'_>,
    case: &Case,
    kind: &str,
    former: Option<&Sight>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let former = former
        .map(serde_json::to_string)
        .transpose()
        .map_err(|error| StoreError::Corrupt(error.to_string()))?;
    insert(tx, ("case", case.id.0), kind, (case.version, former), now)
}

/// Records that something of a person's own has changed: his streams are told, on every node, once this is committed.
pub fn record_person_event(
    tx: &mut Tx<'_>,
    person: PersonId,
    event: PersonEvent,
    now: Timestamp,
) -> Result<(), StoreError> {
    insert(tx, ("person", person.0), event.code(), (0, None), now)
}

fn insert(
    tx: &mut Tx<'_>,
    (subject, id): (&'static str, i64),
    kind: &str,
    (version, former): (i64, Option<String>),
    now: Timestamp,
) -> Result<(), StoreError> {
    let statement = diesel::insert_into(changes::table).values((
        changes::subject.eq(subject),
        changes::subject_id.eq(id),
        changes::kind.eq(kind.to_owned()),
        changes::version.eq(version),
        changes::recorded_at.eq(DbTime::from(now)),
        changes::former.eq(former),
    ));
    put!(tx, statement)?;
    Ok(())
}

type Columns = (i64, i64, String, i64, String, Option<String>);

fn change((xid, id, subject, subject_id, kind, former): Columns) -> Result<Change, StoreError> {
    let what = match subject.as_str() {
        "case" => {
            let former = former
                .map(|text| serde_json::from_str(&text))
                .transpose()
                .map_err(|error| StoreError::Corrupt(format!("change {id}: {error}")))?;
            Changed::Case { case: CaseId(subject_id), kind, former }
        }
        "person" => Changed::Person { person: PersonId(subject_id), event: kind.parse()? },
        other => return Err(StoreError::Corrupt(format!("change {id} is about a {other}"))),
    };
    Ok(Change { cursor: Cursor { xid, id }, what })
}

/// The changes after a position that are final, in their order, at most `limit`.
pub fn list_changes(conn: &mut Conn, after: Cursor, limit: i64) -> Result<Vec<Change>, StoreError> {
    // Asked first: what was final at this question is visible to the next.
    let horizon = conn.oldest_running()?;
    let rows: Vec<Columns> = changes::table
        .filter(changes::xid.lt(horizon))
        .filter(changes::xid.ge(after.xid))
        .filter(changes::xid.gt(after.xid).or(changes::id.gt(after.id)))
        .order((changes::xid.asc(), changes::id.asc()))
        .limit(limit)
        .select((
            changes::xid,
            changes::id,
            changes::subject,
            changes::subject_id,
            changes::kind,
            changes::former,
        ))
        .load(conn)?;
    rows.into_iter().map(change).collect()
}

/// The end of the feed: the last change that is final.
pub fn find_head(conn: &mut Conn) -> Result<Cursor, StoreError> {
    let horizon = conn.oldest_running()?;
    let last: Option<(i64, i64)> = changes::table
        .filter(changes::xid.lt(horizon))
        .order((changes::xid.desc(), changes::id.desc()))
        .select((changes::xid, changes::id))
        .first(conn)
        .optional()?;
    Ok(last.map_or_else(Cursor::default, |(xid, id)| Cursor { xid, id }))
}

/// The oldest change that is kept.
pub fn find_oldest(conn: &mut Conn) -> Result<Option<Cursor>, StoreError> {
    let first: Option<(i64, i64)> = changes::table
        .order((changes::xid.asc(), changes::id.asc()))
        .select((changes::xid, changes::id))
        .first(conn)
        .optional()?;
    Ok(first.map(|(xid, id)| Cursor { xid, id }))
}

/// The cases of some changes, as they are now.
pub fn list_cases(conn: &mut Conn, ids: &BTreeSet<CaseId>) -> Result<HashMap<CaseId, Case>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String)> =
        cases::table.filter(cases::id.eq_any(ids)).select((cases::id, cases::detail)).load(conn)?;
    rows.into_iter()
        .map(|(id, detail)| {
            let case = serde_json::from_str(&detail).map_err(|e| StoreError::Corrupt(e.to_string()))?;
            Ok((CaseId(id), case))
        })
        .collect()
}

/// Forgets changes from before `horizon`, at most `limit` of them; answers how many went. The last one stays, so that
/// numbers never begin anew. Changes that a restored copy brought along from another server have numbers of transactions that
/// this one has not reached: no reader could ever come past them, and they go too.
pub fn prune_changes(tx: &mut Tx<'_>, horizon: Timestamp, limit: i64) -> Result<usize, StoreError> {
    let foreign = tx.delete_foreign_changes()?;
    let last = find_head(tx)?;
    let old: Vec<i64> = changes::table
        .filter(changes::xid.lt(last.xid).or(changes::id.lt(last.id)))
        .filter(changes::recorded_at.lt(DbTime::from(horizon)))
        .order((changes::xid.asc(), changes::id.asc()))
        .limit(limit)
        .select(changes::id)
        .load(&mut **tx)?;
    Ok(foreign + diesel::delete(changes::table.filter(changes::id.eq_any(old))).execute(&mut **tx)?)
}
