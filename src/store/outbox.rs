//! Messages to be delivered: one row a cause, recipient and channel, written with what caused them.

use diesel::prelude::*;

use super::schema::outbox;
use super::{Conn, DbTime, StoreError, Tx};

/// A message that waits for delivery.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable, Selectable)]
#[diesel(table_name = outbox)]
pub struct NewNotice {
    /// What makes it unique: the event and the recipient. A second row of the same cause is refused by the database.
    pub cause: String,
    /// Who is told; none for a reporter without an account.
    pub person_id: Option<i64>,
    /// The case that it is about.
    pub case_id: Option<i64>,
    /// The code of the message.
    pub notice: String,
    /// The codes and ids that it is rendered from, as JSON. No personal text.
    pub payload: String,
    /// `waiting`.
    pub state: String,
    /// When it may be sent first.
    pub next_at: DbTime,
    /// Deliveries tried so far.
    pub attempts: i64,
    /// When it was written.
    pub created_at: DbTime,
}

/// Queues a message.
pub fn insert_notice(tx: &mut Tx<'_>, notice: &NewNotice) -> Result<(), StoreError> {
    diesel::insert_into(outbox::table).values(notice).execute(&mut **tx)?;
    Ok(())
}

/// Messages that may be delivered at `now`, the oldest first, at most `limit`.
pub fn list_waiting(conn: &mut Conn, now: DbTime, limit: i64) -> Result<Vec<NewNotice>, StoreError> {
    Ok(outbox::table
        .filter(outbox::state.eq("waiting"))
        .filter(outbox::next_at.le(now))
        .order((outbox::next_at, outbox::id))
        .limit(limit)
        .select(NewNotice::as_select())
        .load(conn)?)
}
