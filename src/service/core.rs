//! What every use case works with: the database, the clock, the keys, and what is kept of the configuration.

use std::sync::Arc;

use crate::domain::clock::Clock;
use crate::service::access::Access;
use crate::service::attachment::PhotoTurn;
use crate::service::cache::Caches;
use crate::service::keys::Keys;
use crate::service::notice::NoticeOptions;
use crate::service::stream::Hub;
use crate::store::Db;
use crate::store::files::Files;

/// The hands of the house; cheap to clone, one for all threads.
#[derive(Clone)]
pub struct Core {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Keys by purpose.
    pub keys: Keys,
    /// What is kept of the configuration.
    pub caches: Caches,
    /// Who asks: tokens, passwords, and what is remembered of people.
    pub access: Arc<Access>,
    /// Where photos are kept.
    pub files: Arc<dyn Files>,
    /// Tells streams what has changed.
    pub stream: Arc<Hub>,
    /// Lets one photo be decoded at a time.
    pub photo_turn: PhotoTurn,
    /// How messages leave the house.
    pub notices: Arc<NoticeOptions>,
}

impl Core {
    /// A house over a database.
    pub fn new(db: Db, clock: Arc<dyn Clock>, keys: Keys, files: Arc<dyn Files>) -> Self {
        let access = Arc::new(Access::new(&keys));
        Self {
            db,
            clock,
            keys,
            caches: Caches::default(),
            access,
            files,
            stream: Arc::default(),
            photo_turn: PhotoTurn::default(),
            notices: Arc::default(),
        }
    }

    /// The same house with channels set up.
    #[must_use]
    pub fn with_notices(mut self, options: NoticeOptions) -> Self {
        self.notices = Arc::new(options);
        self
    }
}
