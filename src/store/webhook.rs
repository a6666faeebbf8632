//! Webhooks, and how far each has read the change feed.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::notices::webhooks;
use super::{Conn, DbTime, StoreError, Tx, feed};
use crate::domain::feed::Cursor;
use crate::domain::ids::PersonId;

/// A webhook. Its secrets are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookRow {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub owner: PersonId,
    /// Where it listens.
    pub url: String,
    /// The secret.
    pub secret: Vec<u8>,
    /// The former secret, and until when it signs too.
    pub former: Option<(Vec<u8>, Timestamp)>,
    /// Whether it is called.
    pub active: bool,
    /// Since when every call has failed.
    pub failing_since: Option<Timestamp>,
    /// The last change that it has heard of.
    pub after: Cursor,
    /// When it was created.
    pub created_at: Timestamp,
}

type Columns =
    (i64, i64, String, Vec<u8>, Option<Vec<u8>>, Option<DbTime>, bool, Option<DbTime>, i64, i64, DbTime);

fn row(columns: Columns) -> WebhookRow {
    let (id, owner, url, secret, former, until, active, failing, xid, after, created) = columns;
    WebhookRow {
        id,
        owner: PersonId(owner),
        url,
        secret,
        former: former.zip(until.map(DbTime::at)),
        active,
        failing_since: failing.map(DbTime::at),
        after: Cursor { xid, id: after },
        created_at: created.at(),
    }
}

/// A webhook to be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWebhook {
    /// Whose it is.
    pub owner: PersonId,
    /// Where it listens.
    pub url: String,
    /// The secret, sealed.
    pub secret: Vec<u8>,
}

/// Creates a webhook that hears what changes from now on.
pub fn insert(tx: &mut Tx<'_>, new: &NewWebhook, now: Timestamp) -> Result<WebhookRow, StoreError> {
    let end = feed::find_head(tx)?;
    let columns: Columns = diesel::insert_into(webhooks::table)
        .values((
            webhooks::owner_id.eq(new.owner.0),
            webhooks::url.eq(&new.url),
            webhooks::secret.eq(&new.secret),
            webhooks::active.eq(true),
            webhooks::after_xid.eq(end.xid),
            webhooks::after_id.eq(end.id),
            webhooks::created_at.eq(DbTime::from(now)),
        ))
        .returning(webhooks::all_columns)
        .get_result(&mut **tx)?;
    Ok(row(columns))
}

/// A webhook by its id.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<WebhookRow>, StoreError> {
    Ok(webhooks::table.find(id).first::<Columns>(conn).optional()?.map(row))
}

/// A person's webhooks, the oldest first.
pub fn list(conn: &mut Conn, owner: PersonId) -> Result<Vec<WebhookRow>, StoreError> {
    let columns: Vec<Columns> =
        webhooks::table.filter(webhooks::owner_id.eq(owner.0)).order(webhooks::id).load(conn)?;
    Ok(columns.into_iter().map(row).collect())
}

/// The webhooks that are called.
pub fn list_active(conn: &mut Conn) -> Result<Vec<i64>, StoreError> {
    Ok(webhooks::table
        .filter(webhooks::active.eq(true))
        .order(webhooks::id)
        .select(webhooks::id)
        .load(conn)?)
}

/// A webhook, locked until the transaction ends; none when another node has it.
pub fn try_lock(tx: &mut Tx<'_>, id: i64) -> Result<Option<WebhookRow>, StoreError> {
    if super::dialect::try_lock_webhook_row(tx, id)? { find(tx, id) } else { Ok(None) }
}

/// Gives a webhook a new secret; the present one becomes the former.
pub fn rotate(tx: &mut Tx<'_>, id: i64, secret: &[u8], former_until: Timestamp) -> Result<(), StoreError> {
    diesel::update(webhooks::table.find(id))
        .set((
            webhooks::former_secret.eq(webhooks::secret.nullable()),
            webhooks::former_until.eq(DbTime::from(former_until)),
        ))
        .execute(&mut **tx)?;
    diesel::update(webhooks::table.find(id)).set(webhooks::secret.eq(secret)).execute(&mut **tx)?;
    Ok(())
}

/// Switches a webhook on, from the present end of the feed, or off.
pub fn switch(tx: &mut Tx<'_>, id: i64, active: bool) -> Result<(), StoreError> {
    if active {
        let end = feed::find_head(tx)?;
        advance(tx, id, end)?;
        note_failing(tx, id, None)?;
    }
    diesel::update(webhooks::table.find(id)).set(webhooks::active.eq(active)).execute(&mut **tx)?;
    Ok(())
}

/// Notes since when every call has failed.
pub fn note_failing(tx: &mut Tx<'_>, id: i64, since: Option<Timestamp>) -> Result<(), StoreError> {
    diesel::update(webhooks::table.find(id))
        .set(webhooks::failing_since.eq(since.map(DbTime::from)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Notes how far a webhook has read.
pub fn advance(tx: &mut Tx<'_>, id: i64, to: Cursor) -> Result<(), StoreError> {
    diesel::update(webhooks::table.find(id))
        .set((webhooks::after_xid.eq(to.xid), webhooks::after_id.eq(to.id)))
        .execute(&mut **tx)?;
    Ok(())
}

/// Removes a webhook.
pub fn delete(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    diesel::delete(webhooks::table.find(id)).execute(&mut **tx)?;
    Ok(())
}
