//! Values made from configuration tables, kept until the configuration changes. The version is read on the caller's own
//! connection, so that a transaction never decides by a configuration older than its own snapshot.

use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::area::AreaBook;
use crate::domain::setting::SettingBook;
use crate::service::catalogue::CatalogueBook;
use crate::service::error::ServiceError;
use crate::service::rule::RuleBooks;
use crate::store::Conn;

/// One cached value and the version of the configuration that it was made from.
pub struct Cached<T> {
    slot: Mutex<Option<(i64, Arc<T>)>>,
}

impl<T> Default for Cached<T> {
    fn default() -> Self {
        Self { slot: Mutex::new(None) }
    }
}

impl<T> Cached<T> {
    /// The value as it was when somebody last asked; none before that.
    pub fn last(&self) -> Option<Arc<T>> {
        let slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        slot.as_ref().map(|(_, value)| Arc::clone(value))
    }

    /// The value as of a version of the configuration that was just read on this connection: the kept one, or a new one when
    /// the configuration has changed since. Who needs several values reads the version once.
    pub fn at(
        &self,
        version: i64,
        conn: &mut Conn,
        load: impl FnOnce(&mut Conn) -> Result<T, ServiceError>,
    ) -> Result<Arc<T>, ServiceError> {
        if let Some((kept, value)) = &*self.slot.lock().unwrap_or_else(PoisonError::into_inner)
            && *kept == version
        {
            return Ok(Arc::clone(value));
        }
        // Loaded without the lock: readers of the old value need not wait for the new one.
        let value = Arc::new(load(conn)?);
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if slot.as_ref().is_none_or(|(kept, _)| *kept <= version) {
            *slot = Some((version, Arc::clone(&value)));
        }
        Ok(value)
    }
}

/// Every cache of the house; cheap to clone, one for all threads.
#[derive(Clone, Default)]
pub struct Caches {
    /// The area tree with its shapes.
    pub areas: Arc<Cached<AreaBook>>,
    /// The catalogue in effect, and the versions that will be.
    pub catalogue: Arc<Cached<CatalogueBook>>,
    /// The calendar, the limits and the ladders.
    pub rules: Arc<Cached<RuleBooks>>,
    /// What areas have set.
    pub settings: Arc<Cached<SettingBook>>,
}
