//! A person's own inbox: read it, and mark what was read.

use crate::domain::ids::PersonId;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Lane;
use crate::store::inbox as store;
pub use crate::store::inbox::InboxRow;

/// A page of the inbox, with the number of messages that were not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxPage {
    /// The messages, the newest first; one more than asked for, when another page follows.
    pub rows: Vec<InboxRow>,
    /// How many messages of the whole inbox were not read.
    pub unread: i64,
}

/// A page below `before`, the newest first.
pub async fn list_inbox(
    core: &Core,
    person: PersonId,
    unread_only: bool,
    before: Option<i64>,
    limit: u32,
) -> Result<InboxPage, ServiceError> {
    core.db
        .read(move |conn| {
            let rows = store::list(conn, person, unread_only, before, i64::from(limit) + 1)?;
            Ok(InboxPage { rows, unread: store::count_unread(conn, person)? })
        })
        .await
}

/// Marks a message as read. One that is not in the person's inbox does not exist.
pub async fn read_message(core: &Core, person: PersonId, id: i64) -> Result<(), ServiceError> {
    let now = core.clock.now();
    core.db
        .write(Lane::Interactive, move |tx| {
            if store::mark_read(tx, person, id, now)? { Ok(()) } else { Err(ServiceError::NotFound) }
        })
        .await
}

/// Marks every message up to one as read; answers how many were not.
pub async fn read_all(core: &Core, person: PersonId, up_to: i64) -> Result<usize, ServiceError> {
    let now = core.clock.now();
    core.db
        .write(Lane::Interactive, move |tx| {
            Ok::<_, ServiceError>(store::mark_all_read(tx, person, up_to, now)?)
        })
        .await
}
