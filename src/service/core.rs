//! What every use case works with: the database and the clock.

use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::store::Db;

/// The hands of the house; cheap to clone, one for all threads.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
}
