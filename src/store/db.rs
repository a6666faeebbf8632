//! The door to the database: [`Db::read`] and [`Db::write`].
//!
//! On SQLite every write goes to one writer thread that commits in groups (`db/writer.rs`); reads have connections of
//! their own beside it. On PostgreSQL a write is a transaction on a pool connection, run again when the server asks.

mod manager;
mod postgres;
mod tx;
mod url;
mod writer;

use std::sync::Arc;

use r2d2::Pool;
use tokio::sync::oneshot;

use super::dialect::{Conn, Engine};
use super::error::StoreError;
use manager::Manager;
pub use tx::Tx;
pub use url::{DatabaseUrl, UnknownScheme};
pub use writer::WriterStats;
use writer::{Writer, WriterOptions};

/// Which queue a write joins. Somebody waits for an interactive write; background writes run when nobody does, and are
/// kept short by their authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// A person waits.
    Interactive,
    /// A job's write: timers, rollups, pruning, import.
    Background,
}

/// How the database is opened.
#[derive(Debug, Clone)]
pub struct DbOptions {
    /// Connections for reads (on PostgreSQL for writes too).
    pub connections: u32,
    /// Writes that may wait before a further one is refused with `Unavailable` (SQLite).
    pub queue_limit: usize,
    /// Writes that one commit may carry; 1 turns group commit off, for comparison only.
    pub batch_limit: usize,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self { connections: 8, queue_limit: 4096, batch_limit: 256 }
    }
}

/// The database; cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    url: DatabaseUrl,
    pool: Pool<Manager>,
    /// The writer thread of SQLite; PostgreSQL writes on pool connections.
    writer: Option<Writer>,
}

impl Db {
    /// Opens the database. Nothing is created or migrated but the SQLite file itself.
    pub fn open(url: &DatabaseUrl, options: &DbOptions) -> Result<Self, StoreError> {
        let writer = match url {
            DatabaseUrl::Sqlite(path) => Some(Writer::start(
                path,
                WriterOptions { queue_limit: options.queue_limit, batch_limit: options.batch_limit },
            )?),
            DatabaseUrl::Postgres(_) => None,
        };
        let pool = manager::pool(url.clone(), options.connections)?;
        Ok(Self { inner: Arc::new(Inner { url: url.clone(), pool, writer }) })
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.inner.url.engine()
    }

    /// Runs a transaction and answers after it is durable.
    ///
    /// The closure may run more than once (PostgreSQL asks for it, and a failed group is replayed), so it must have no
    /// effect but those on the `Tx`. If it fails or panics, nothing of it remains.
    pub async fn write<T, E, F>(&self, lane: Lane, run: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + AsStoreError + Send + 'static,
    {
        if let Some(writer) = &self.inner.writer {
            let receiver = writer.submit(lane, run)?;
            return receiver.await.unwrap_or_else(|_| Err(closed().into()));
        }
        let db = self.clone();
        blocking(move || db.write_on_pool(&run)).await
    }

    /// The blocking twin of [`Db::write`], for commands and jobs that own their thread.
    pub fn write_blocking<T, E, F>(&self, lane: Lane, run: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + AsStoreError + Send + 'static,
    {
        if let Some(writer) = &self.inner.writer {
            let receiver = writer.submit(lane, run)?;
            return receiver.blocking_recv().unwrap_or_else(|_| Err(closed().into()));
        }
        self.write_on_pool(&run)
    }

    fn write_on_pool<T, E, F>(&self, run: &F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError> + AsStoreError,
    {
        let mut conn = self.checkout()?;
        postgres::transact(&mut conn, run)
    }

    /// Runs reads on a connection of their own, off the caller's thread: for lists, counts and whatever may take longer.
    pub async fn read<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let db = self.clone();
        blocking(move || db.read_blocking(run)).await
    }

    /// Runs point reads (each found by a key) right here when the engine is embedded and a connection is free: a thread
    /// hop would cost more than the read.
    pub async fn read_point<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        if self.engine() == Engine::Sqlite
            && let Some(mut conn) = self.inner.pool.try_get()
        {
            return run(&mut conn);
        }
        self.read(run).await
    }

    /// The blocking twin of [`Db::read`].
    pub fn read_blocking<T, E, F>(&self, run: F) -> Result<T, E>
    where
        F: FnOnce(&mut Conn) -> Result<T, E>,
        E: From<StoreError>,
    {
        let mut conn = self.checkout()?;
        run(&mut conn)
    }

    /// Runs `work` on a fresh connection that may change the schema and commits by itself. For migrations, before anything
    /// else uses the database.
    pub(in crate::store) fn alone<T>(
        &self,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        Self::alone_on(&self.inner.url, work)
    }

    /// The same on a database that is not open otherwise.
    pub(in crate::store) fn alone_on<T>(
        url: &DatabaseUrl,
        work: impl FnOnce(&mut Conn) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&mut manager::open_alone(url)?)
    }

    fn checkout(&self) -> Result<r2d2::PooledConnection<Manager>, StoreError> {
        self.inner.pool.get().map_err(|error| StoreError::Unavailable(error.to_string()))
    }

    /// What the writer has done so far; `None` on PostgreSQL.
    pub fn writer_stats(&self) -> Option<WriterStats> {
        self.inner.writer.as_ref().map(Writer::stats)
    }

    /// Connections of the pool: (all, idle).
    pub fn pool_state(&self) -> (u32, u32) {
        let state = self.inner.pool.state();
        (state.connections, state.idle_connections)
    }

    /// Waits for everything that was queued, then stops the writer. Later writes are refused.
    pub fn close(&self) {
        if let Some(writer) = &self.inner.writer {
            writer.close();
        }
    }
}

/// An error that may be a store error: the writer must tell a failure of the engine from a refusal by a rule.
pub trait AsStoreError {
    /// The store error inside, if that is what it is.
    fn as_store_error(&self) -> Option<&StoreError>;
}

impl AsStoreError for StoreError {
    fn as_store_error(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// The answer to a write that the writer can no longer take.
fn closed() -> StoreError {
    StoreError::Unavailable("the writer has stopped".to_owned())
}

/// Runs `work` on the blocking threads. Panics become errors: a caller is answered whatever happens.
async fn blocking<T, E>(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (sender, receiver) = oneshot::channel();
    tokio::task::spawn_blocking(move || sender.send(work()).is_ok());
    receiver.await.unwrap_or_else(|_| Err(StoreError::Panicked("on a blocking thread".to_owned()).into()))
}
