//! Log-in sessions and their refresh tokens.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::access::{refresh_tokens, sessions};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::account::SessionEnd;
use crate::domain::ids::{PersonId, SessionId};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// What the client called itself.
    pub device: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last refreshed.
    pub last_used_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

type Columns = (i64, i64, String, DbTime, DbTime, DbTime, Option<DbTime>);

const COLUMNS: (
    sessions::id,
    sessions::person_id,
    sessions::device,
    sessions::created_at,
    sessions::last_used_at,
    sessions::expires_at,
    sessions::revoked_at,
) = (
    sessions::id,
    sessions::person_id,
    sessions::device,
    sessions::created_at,
    sessions::last_used_at,
    sessions::expires_at,
    sessions::revoked_at,
);

fn row((id, person, device, created_at, last_used_at, expires_at, revoked_at): Columns) -> SessionRow {
    SessionRow {
        id: SessionId(id),
        person: PersonId(person),
        device,
        created_at: created_at.at(),
        last_used_at: last_used_at.at(),
        expires_at: expires_at.at(),
        revoked_at: revoked_at.map(DbTime::at),
    }
}

/// Begins a session.
pub fn insert(
    tx: &mut Tx<'_>,
    person: PersonId,
    device: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<SessionId, StoreError> {
    let id: i64 = diesel::insert_into(sessions::table)
        .values((
            sessions::person_id.eq(person.0),
            sessions::device.eq(device),
            sessions::created_at.eq(DbTime::from(now)),
            sessions::last_used_at.eq(DbTime::from(now)),
            sessions::expires_at.eq(DbTime::from(expires_at)),
        ))
        .returning(sessions::id)
        .get_result(&mut **tx)?;
    Ok(SessionId(id))
}

/// A session by its id.
pub fn find(conn: &mut Conn, id: SessionId) -> Result<Option<SessionRow>, StoreError> {
    Ok(sessions::table.find(id.0).select(COLUMNS).get_result(conn).optional()?.map(row))
}

/// The sessions of a person that still stand at `now`, the newest first.
pub fn list_standing(
    conn: &mut Conn,
    person: PersonId,
    now: Timestamp,
) -> Result<Vec<SessionRow>, StoreError> {
    let rows: Vec<Columns> = sessions::table
        .filter(sessions::person_id.eq(person.0))
        .filter(sessions::revoked_at.is_null())
        .filter(sessions::expires_at.gt(DbTime::from(now)))
        .order(sessions::id.desc())
        .select(COLUMNS)
        .load(conn)?;
    Ok(rows.into_iter().map(row).collect())
}

/// Revokes a session; false when it was revoked before.
pub fn revoke(tx: &mut Tx<'_>, id: SessionId, why: SessionEnd, now: Timestamp) -> Result<bool, StoreError> {
    let changed = diesel::update(sessions::table.find(id.0).filter(sessions::revoked_at.is_null()))
        .set((sessions::revoked_at.eq(DbTime::from(now)), sessions::revoked_why.eq(why.code())))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Revokes every session of a person but `keep`.
pub fn revoke_all(
    tx: &mut Tx<'_>,
    person: PersonId,
    keep: Option<SessionId>,
    why: SessionEnd,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let kept = keep.map_or(0, |id| id.0);
    Ok(diesel::update(
        sessions::table
            .filter(sessions::person_id.eq(person.0))
            .filter(sessions::revoked_at.is_null())
            .filter(sessions::id.ne(kept)),
    )
    .set((sessions::revoked_at.eq(DbTime::from(now)), sessions::revoked_why.eq(why.code())))
    .execute(&mut **tx)?)
}

/// Notes that a session was refreshed.
pub fn touch(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StoreError> {
    diesel::update(sessions::table.find(id.0))
        .set(sessions::last_used_at.eq(DbTime::from(now)))
        .execute(&mut **tx)?;
    Ok(())
}

/// A refresh token as it is found by its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenRow {
    /// Its session.
    pub session: SessionId,
    /// When it can no longer be exchanged.
    pub expires_at: Timestamp,
}

/// Stores a refresh token's digest.
pub fn insert_token(
    tx: &mut Tx<'_>,
    digest: &[u8],
    session: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_digest.eq(digest),
            refresh_tokens::session_id.eq(session.0),
            refresh_tokens::issued_at.eq(DbTime::from(now)),
            refresh_tokens::expires_at.eq(DbTime::from(expires_at)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// A refresh token by its digest.
pub fn find_token(conn: &mut Conn, digest: &[u8]) -> Result<Option<TokenRow>, StoreError> {
    let found: Option<(i64, DbTime)> = refresh_tokens::table
        .find(digest)
        .select((refresh_tokens::session_id, refresh_tokens::expires_at))
        .get_result(conn)
        .optional()?;
    Ok(found
        .map(|(session, expires_at)| TokenRow { session: SessionId(session), expires_at: expires_at.at() }))
}

/// Uses a refresh token: true for the one caller who used it first.
pub fn use_token(tx: &mut Tx<'_>, digest: &[u8], now: Timestamp) -> Result<bool, StoreError> {
    let changed =
        diesel::update(refresh_tokens::table.find(digest).filter(refresh_tokens::used_at.is_null()))
            .set(refresh_tokens::used_at.eq(DbTime::from(now)))
            .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// Removes what ended before `before`: tokens first, then the sessions they belonged to.
pub fn delete_ended(tx: &mut Tx<'_>, before: Timestamp) -> Result<usize, StoreError> {
    let ended = sessions::table.filter(sessions::expires_at.lt(DbTime::from(before)));
    let ids: Vec<i64> = ended.select(sessions::id).limit(500).load(&mut **tx)?;
    diesel::delete(refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(&ids)))
        .execute(&mut **tx)?;
    Ok(diesel::delete(sessions::table.filter(sessions::id.eq_any(&ids))).execute(&mut **tx)?)
}
