//! What a client's key has already done. The row is written in the effect's own transaction, so that a repeated request
//! finds either the effect and its row or neither.

use diesel::prelude::*;

use super::dialect::together::put;
use super::schema::idempotency_keys;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::PersonId;

/// The effect that a key has had.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = idempotency_keys)]
pub struct UsedKey {
    /// Whose key it is; 0 for clients without an account.
    pub person_id: i64,
    /// The key.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub body_hash: Vec<u8>,
    /// The HTTP status of the answer.
    pub status: i64,
    /// What was made or changed, as `kind/id` or `kind/id@version`; the answer is rendered anew from it.
    pub resource: String,
    /// When.
    pub created_at: DbTime,
}

/// The effect that `key` has had before, if any.
pub fn find_used_key(
    conn: &mut Conn,
    person: Option<PersonId>,
    key: &str,
) -> Result<Option<UsedKey>, StoreError> {
    Ok(idempotency_keys::table.find((owner(person), key)).first(conn).optional()?)
}

/// Records an effect. `Conflict` means that the same key had an effect meanwhile.
pub fn insert_used_key(tx: &mut Tx<'_>, used: UsedKey) -> Result<(), StoreError> {
    put!(tx, diesel::insert_into(idempotency_keys::table).values(used))?;
    Ok(())
}

/// Forgets keys from before `horizon`, at most `limit` of them; answers how many went.
pub fn prune_used_keys(tx: &mut Tx<'_>, horizon: DbTime, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<(i64, String)> = idempotency_keys::table
        .filter(idempotency_keys::created_at.lt(horizon))
        .order(idempotency_keys::created_at)
        .limit(limit)
        .select((idempotency_keys::person_id, idempotency_keys::key))
        .load(&mut **tx)?;
    for (person, key) in &old {
        diesel::delete(idempotency_keys::table.find((person, key))).execute(&mut **tx)?;
    }
    Ok(old.len())
}

/// The owner of a key as the table holds it.
pub fn owner(person: Option<PersonId>) -> i64 {
    person.map_or(0, |person| person.0)
}
