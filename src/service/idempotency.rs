//! Requests that may be repeated: the caller's own key, and a digest of what was asked under it. The record is written in the
//! effect's own transaction.

use jiff::Timestamp;

use crate::domain::ids::PersonId;
use crate::service::error::ServiceError;
use crate::store::idempotency::{self as store, UsedKey};
use crate::store::{Conn, Tx};

/// A request that carries an `Idempotency-Key`. The same key with the same digest asks for the same effect, which happens
/// once; with another digest it is a mistake of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestKey {
    /// The key, 1 to 128 visible ASCII characters.
    pub key: String,
    /// SHA-256 over method, path and body.
    pub digest: [u8; 32],
}

/// What the key has already done: the resource of the effect, from which the answer is rendered anew.
pub fn find_effect(
    conn: &mut Conn,
    person: Option<PersonId>,
    key: &RequestKey,
) -> Result<Option<String>, ServiceError> {
    match store::find_used_key(conn, person, &key.key)? {
        None => Ok(None),
        Some(used) if used.body_hash == key.digest => Ok(Some(used.resource)),
        Some(_) => Err(ServiceError::KeyReused),
    }
}

/// Records the effect of a key.
pub fn record(
    tx: &mut Tx<'_>,
    person: Option<PersonId>,
    key: &RequestKey,
    status: u16,
    resource: String,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let used = UsedKey {
        person_id: store::owner(person),
        key: key.key.clone(),
        body_hash: key.digest.to_vec(),
        status: status.into(),
        resource,
        created_at: now.into(),
    };
    Ok(store::insert_used_key(tx, &used)?)
}
