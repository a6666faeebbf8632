//! What is remembered of people and sessions between requests, so that a request costs no query to learn who asks.
//!
//! In this process a change is seen at once: the transaction that makes it forgets everything after its commit. Other nodes
//! see it within half a second: the memory is as old as the `access_version` it was read under, and nobody trusts it longer
//! than that without asking for the version.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Known;
use crate::domain::ids::{PersonId, SessionId};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{StoreError, access_version, grant, person, session};

/// How long the memory is trusted without asking for the version.
const TRUSTED: Duration = Duration::from_millis(500);

/// Entries kept of a kind; at more the memory starts anew.
const MAX_ENTRIES: usize = 100_000;

/// A session that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) person: PersonId,
    pub(super) expires_at: Timestamp,
}

#[derive(Default)]
struct Memory {
    /// Raised by every forgetting: what was read before it is not kept after it.
    generation: u64,
    people: HashMap<PersonId, Arc<Known>>,
    sessions: HashMap<SessionId, Standing>,
}

/// The memory.
#[derive(Default)]
pub(super) struct People {
    memory: RwLock<Memory>,
    checked: Mutex<Option<(Instant, i64)>>,
}

impl People {
    pub(super) fn forget(&self) {
        let mut memory = self.memory.write().unwrap_or_else(PoisonError::into_inner);
        memory.generation += 1;
        memory.people.clear();
        memory.sessions.clear();
    }

    /// Forgets everything if another node has changed something since it was last asked.
    async fn refresh(&self, core: &Core) -> Result<(), ServiceError> {
        let last = *self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|(at, _)| at.elapsed() < TRUSTED) {
            return Ok(());
        }
        let asked_at = Instant::now();
        let version = core.db.read_point(access_version::get).await?;
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        if checked.is_none_or(|(_, known)| known != version) {
            self.forget();
        }
        *checked = Some((asked_at, version));
        Ok(())
    }

    fn look<T>(&self, find: impl FnOnce(&Memory) -> Option<T>) -> (Option<T>, u64) {
        let memory = self.memory.read().unwrap_or_else(PoisonError::into_inner);
        (find(&memory), memory.generation)
    }

    fn keep(&self, generation: u64, put: impl FnOnce(&mut Memory)) {
        let mut memory = self.memory.write().unwrap_or_else(PoisonError::into_inner);
        if memory.generation == generation {
            if memory.people.len().max(memory.sessions.len()) >= MAX_ENTRIES {
                memory.people.clear();
                memory.sessions.clear();
            }
            put(&mut memory);
        }
    }

    /// The session, if it stands.
    pub(super) async fn session(&self, core: &Core, id: SessionId) -> Result<Option<Standing>, ServiceError> {
        self.refresh(core).await?;
        let (found, generation) = self.look(|memory| memory.sessions.get(&id).copied());
        if found.is_some() {
            return Ok(found);
        }
        let row = core.db.read_point(move |conn| session::find(conn, id)).await?;
        let standing = row
            .filter(|row| row.revoked_at.is_none())
            .map(|row| Standing { person: row.person, expires_at: row.expires_at });
        if let Some(standing) = standing {
            self.keep(generation, |memory| {
                memory.sessions.insert(id, standing);
            });
        }
        Ok(standing)
    }

    /// The person with every grant. Called after `session`, which has asked for the version.
    pub(super) async fn person(&self, core: &Core, id: PersonId) -> Result<Option<Arc<Known>>, ServiceError> {
        let (found, generation) = self.look(|memory| memory.people.get(&id).cloned());
        if found.is_some() {
            return Ok(found);
        }
        let read = core
            .db
            .read_point(move |conn| {
                let Some(row) = person::find(conn, id)? else { return Ok::<_, StoreError>(None) };
                let grants = grant::list_of_person(conn, id)?.into_iter().map(|g| g.dated).collect();
                Ok(Some(Known { person: id, name: row.name, lang: row.lang, active: row.active, grants }))
            })
            .await?;
        let Some(known) = read.map(Arc::new) else { return Ok(None) };
        self.keep(generation, |memory| {
            memory.people.insert(id, Arc::clone(&known));
        });
        Ok(Some(known))
    }
}
