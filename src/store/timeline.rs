//! The events of a case with the words beside them, as its timeline shows them.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::{case_events, case_texts, cases, timers, units};
use super::{Conn, DbTime, StoreError};
use crate::domain::case::Event;
use crate::domain::chain::Digest;
use crate::domain::ids::{CaseId, UnitId};

/// An event with its words.
#[derive(Debug, Clone)]
pub struct TimelineRow {
    /// Its number in the case.
    pub seq: i64,
    /// What happened.
    pub event: Event,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Its hash in the chain.
    pub hash: Digest,
    /// What was said with it.
    pub body: Option<String>,
    /// The reply to the reporter.
    pub reply: Option<String>,
}

type Columns = (i64, DbTime, String, Vec<u8>, Option<(Option<String>, Option<String>)>);

/// The events of a case, in order.
pub fn list_timeline(conn: &mut Conn, case: CaseId) -> Result<Vec<TimelineRow>, StoreError> {
    let beside = case_texts::case_id.eq(case_events::case_id).and(case_texts::seq.eq(case_events::seq));
    let rows: Vec<Columns> = case_events::table
        .left_join(case_texts::table.on(beside))
        .filter(case_events::case_id.eq(case.0))
        .order(case_events::seq)
        .select((
            case_events::seq,
            case_events::recorded_at,
            case_events::body,
            case_events::hash,
            (case_texts::body, case_texts::reply).nullable(),
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(seq, recorded_at, body, hash, words)| {
            let event = parse_event(case, seq, &body)?;
            let (body, reply) = words.unwrap_or_default();
            let hash = Digest::from_slice(&hash).unwrap_or(Digest([0xFF; 32]));
            Ok(TimelineRow { seq, event, recorded_at: recorded_at.at(), hash, body, reply })
        })
        .collect()
}

/// The events of some kinds, in order, with their numbers.
pub fn list_events_of(
    conn: &mut Conn,
    case: CaseId,
    kinds: &[&str],
) -> Result<Vec<(i64, Event)>, StoreError> {
    let rows: Vec<(i64, String)> = case_events::table
        .filter(case_events::case_id.eq(case.0))
        .filter(case_events::kind.eq_any(kinds))
        .order(case_events::seq)
        .select((case_events::seq, case_events::body))
        .load(conn)?;
    rows.into_iter().map(|(seq, body)| Ok((seq, parse_event(case, seq, &body)?))).collect()
}

/// The events of some cases, in order, without the words beside them.
pub fn list_histories(conn: &mut Conn, ids: &[CaseId]) -> Result<Vec<(CaseId, Vec<Event>)>, StoreError> {
    let rows: Vec<(i64, i64, String)> = case_events::table
        .filter(case_events::case_id.eq_any(ids.iter().map(|id| id.0).collect::<Vec<_>>()))
        .order((case_events::case_id, case_events::seq))
        .select((case_events::case_id, case_events::seq, case_events::body))
        .load(conn)?;
    let mut histories: Vec<(CaseId, Vec<Event>)> = Vec::with_capacity(ids.len());
    for (id, seq, body) in rows {
        let event = parse_event(CaseId(id), seq, &body)?;
        match histories.last_mut() {
            Some((last, events)) if last.0 == id => events.push(event),
            _ => histories.push((CaseId(id), vec![event])),
        }
    }
    Ok(histories)
}

fn parse_event(case: CaseId, seq: i64, body: &str) -> Result<Event, StoreError> {
    serde_json::from_str(body)
        .map_err(|why| StoreError::Corrupt(format!("event {seq} of case {case}: {why}")))
}

/// The names of some units, Chinese and English.
pub fn list_unit_names(conn: &mut Conn, ids: &[UnitId]) -> Result<Vec<(UnitId, String, String)>, StoreError> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, String)> = units::table
        .filter(units::id.eq_any(ids))
        .select((units::id, units::name_zh, units::name_en))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, zh, en)| (UnitId(id), zh, en)).collect())
}

/// Open cases that nobody watches: without a holder, or without both a timer and a date at which they are resumed. There
/// should be none.
pub fn list_unwatched(conn: &mut Conn, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let over = ["rejected", "closed", "merged", "voided"];
    let timer = timers::table.filter(timers::case_id.eq(cases::id));
    let ids: Vec<i64> = cases::table
        .filter(cases::state.ne_all(over))
        .filter(cases::holder_kind.is_null().or(diesel::dsl::not(diesel::dsl::exists(timer))))
        .order(cases::id)
        .limit(limit)
        .select(cases::id)
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}
