//! The words of people about a case, read. They are written with their events (`case.rs`).

use diesel::prelude::*;

use super::schema::{case_events, case_texts};
use super::{Conn, StoreError};
use crate::domain::ids::CaseId;

/// The words of one event.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct TextRow {
    /// The event's number.
    pub seq: i64,
    /// The actor's words.
    pub body: Option<String>,
    /// The reply to the reporter.
    pub reply: Option<String>,
    /// The place in words, at filing.
    pub address: Option<String>,
}

/// The words of a case, in the order of their events.
pub fn list_texts(conn: &mut Conn, case: CaseId) -> Result<Vec<TextRow>, StoreError> {
    Ok(case_texts::table
        .filter(case_texts::case_id.eq(case.0))
        .order(case_texts::seq)
        .select((case_texts::seq, case_texts::body, case_texts::reply, case_texts::address))
        .load(conn)?)
}

/// The words that describe the matter of a case: the report, corrections and additions.
pub fn list_indexed(
    conn: &mut Conn,
    case: CaseId,
) -> Result<Vec<(Option<String>, Option<String>)>, StoreError> {
    let kinds = ["reported", "self_handled", "edited", "supplemented"];
    let seqs: Vec<i64> = case_events::table
        .filter(case_events::case_id.eq(case.0))
        .filter(case_events::kind.eq_any(kinds))
        .select(case_events::seq)
        .load(conn)?;
    Ok(case_texts::table
        .filter(case_texts::case_id.eq(case.0))
        .filter(case_texts::seq.eq_any(seqs))
        .order(case_texts::seq)
        .select((case_texts::body, case_texts::address))
        .load(conn)?)
}
