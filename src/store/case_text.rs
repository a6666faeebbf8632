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

/// What was said with an event: the event's kind, the words, the reply, the address.
pub type Spoken = (String, Option<String>, Option<String>, Option<String>);

/// What was said with the events of a case, in their order.
pub fn list_spoken(conn: &mut Conn, case: CaseId) -> Result<Vec<Spoken>, StoreError> {
    let same_event = case_events::case_id.eq(case_texts::case_id).and(case_events::seq.eq(case_texts::seq));
    Ok(case_texts::table
        .inner_join(case_events::table.on(same_event))
        .filter(case_texts::case_id.eq(case.0))
        .order(case_texts::seq)
        .select((case_events::kind, case_texts::body, case_texts::reply, case_texts::address))
        .load(conn)?)
}
