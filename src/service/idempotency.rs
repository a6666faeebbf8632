//! Requests that may be repeated: the caller's own key, and a digest of what was asked under it. The key is written in the
//! effect's own transaction; a repetition is answered from what the effect made, under today's policy.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::domain::ids::PersonId;
use crate::service::error::ServiceError;
use crate::store::idempotency::{UsedKey, find_used_key, insert_used_key, owner};
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

impl RequestKey {
    /// The same for a request that is proven by a secret outside of address and body: whoever has another secret asks for
    /// something else.
    #[must_use]
    pub fn bound_to(self, secret: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(self.digest);
        hash.update(secret);
        Self { digest: hash.finalize().into(), ..self }
    }
}

/// What a key has made before: the id within `kind/id`. A key that stands for another request is refused.
pub fn find(
    conn: &mut Conn,
    person: Option<PersonId>,
    key: Option<&RequestKey>,
    kind: &str,
) -> Result<Option<i64>, ServiceError> {
    let Some(made) = find_made(conn, person, key, kind)? else { return Ok(None) };
    let id = made.split('@').next().and_then(|id| id.parse().ok());
    id.map(Some).ok_or(ServiceError::KeyReused)
}

/// What a key has made before: all that follows `kind/`, for effects that are more than one id.
pub fn find_made(
    conn: &mut Conn,
    person: Option<PersonId>,
    key: Option<&RequestKey>,
    kind: &str,
) -> Result<Option<String>, ServiceError> {
    let Some(key) = key else { return Ok(None) };
    let Some(used) = find_used_key(conn, person, &key.key)? else { return Ok(None) };
    let made = used.resource.strip_prefix(kind).and_then(|made| made.strip_prefix('/'));
    match made {
        Some(made) if used.body_hash == key.digest => Ok(Some(made.to_owned())),
        _ => Err(ServiceError::KeyReused),
    }
}

/// Records what a key has made, as `kind/id` or `kind/id@version`.
pub fn record(
    tx: &mut Tx<'_>,
    person: Option<PersonId>,
    key: &RequestKey,
    status: i64,
    resource: &str,
    now: Timestamp,
) -> Result<(), ServiceError> {
    insert_used_key(
        tx,
        UsedKey {
            person_id: owner(person),
            key: key.key.clone(),
            body_hash: key.digest.to_vec(),
            status,
            resource: resource.to_owned(),
            created_at: now.into(),
        },
    )?;
    Ok(())
}
