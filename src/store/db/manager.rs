//! Opening connections: by scheme, with the settings each engine needs.

use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::time::{Duration, Instant};

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::R2D2Connection;
use diesel::sqlite::SqliteConnection;
use r2d2::{ManageConnection, Pool};

use super::url::DatabaseUrl;
use crate::store::dialect::Conn;
use crate::store::error::StoreError;

/// A server's connection that was used so lately is not asked whether it still stands: that would be one more round trip for
/// every use. It may have gone in that moment as it may go in the next.
const FRESH: Duration = Duration::from_secs(1);

/// How long a reader waits for a connection, and SQLite for a lock that another process holds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Settings of every SQLite connection. WAL lets readers go on while the writer commits; FULL makes a commit durable. A new file
/// gets pages of 8 KB: a case with its projection takes a good part of one of 4 KB, and a filing costs a tenth less. The file is
/// not mapped: every connection would map it by itself and count it as its own memory, and the writer is not faster for it.
const SQLITE_COMMON: &str = "
    PRAGMA page_size = 8192;
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA temp_store = MEMORY;
";

/// A connection of the pool, and when it was used last.
pub(super) struct Pooled {
    conn: Conn,
    used: Instant,
}

impl Deref for Pooled {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Pooled {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

/// Makes connections for the pool.
pub(super) struct Manager {
    url: DatabaseUrl,
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = StoreError;

    fn connect(&self) -> Result<Pooled, StoreError> {
        let conn = match &self.url {
            DatabaseUrl::Sqlite(path) => {
                open_sqlite(path, "PRAGMA query_only = ON; PRAGMA cache_size = -4000;")?
            }
            DatabaseUrl::Postgres(url) => open_postgres(url)?,
        };
        Ok(Pooled { conn, used: Instant::now() })
    }

    fn is_valid(&self, conn: &mut Pooled) -> Result<(), StoreError> {
        if conn.used.elapsed() < FRESH { Ok(()) } else { conn.ping() }
    }

    /// Asked whenever a connection comes back.
    fn has_broken(&self, conn: &mut Pooled) -> bool {
        conn.used = Instant::now();
        std::thread::panicking() || conn.is_broken()
    }
}

/// The pool. Connections are opened when first needed, so that a server that is down at start is no reason to give up.
pub(super) fn pool(url: DatabaseUrl, connections: u32) -> Result<Pool<Manager>, StoreError> {
    let embedded = matches!(url, DatabaseUrl::Sqlite(_));
    Pool::builder()
        .max_size(connections)
        .min_idle(Some(0))
        .connection_timeout(PATIENCE)
        // An embedded connection cannot go stale between two uses; a server's can.
        .test_on_check_out(!embedded)
        .error_handler(Box::new(LogErrors))
        .build(Manager { url })
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

/// The one connection that writes to SQLite.
pub(super) fn open_sqlite_writer(path: &Path) -> Result<Conn, StoreError> {
    // Checkpoints happen at 2,000 pages (16 MB) rather than at 1,000: fewer syncs of the main file under load.
    open_sqlite(path, "PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 2000;")
}

/// A connection outside the pool, for changing the schema.
pub(super) fn open_alone(url: &DatabaseUrl) -> Result<Conn, StoreError> {
    match url {
        DatabaseUrl::Sqlite(path) => open_sqlite(path, "PRAGMA foreign_keys = OFF"),
        DatabaseUrl::Postgres(url) => open_postgres(url),
    }
}

fn open_sqlite(path: &Path, special: &str) -> Result<Conn, StoreError> {
    let name = path.to_str().ok_or_else(|| StoreError::Unavailable("the path is not UTF-8".to_owned()))?;
    let mut conn = SqliteConnection::establish(name).map_err(|error| unavailable(&error))?;
    conn.batch_execute(SQLITE_COMMON)?;
    conn.batch_execute(special)?;
    Ok(Conn::Sqlite(conn))
}

fn open_postgres(url: &str) -> Result<Conn, StoreError> {
    let mut conn = PgConnection::establish(&with_patience(url)).map_err(|error| unavailable(&error))?;
    conn.batch_execute(
        "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '30s'",
    )?;
    Ok(Conn::Postgres(conn))
}

/// The URL with an end to every wait for a server that is there no more and does not say so (a cable, a firewall): libpq would
/// wait for minutes. What the operator has set stays.
fn with_patience(url: &str) -> String {
    let mut patient = url.to_owned();
    for (key, value) in [
        ("connect_timeout", "5"),
        ("tcp_user_timeout", "15000"),
        ("keepalives_idle", "15"),
        ("keepalives_interval", "5"),
        ("keepalives_count", "3"),
    ] {
        let query = url.split_once('?').map_or("", |(_, query)| query);
        if query.split('&').all(|pair| pair.split('=').next() != Some(key)) {
            patient.push(if patient.contains('?') { '&' } else { '?' });
            patient.extend([key, "=", value]);
        }
    }
    patient
}

fn unavailable(error: &diesel::ConnectionError) -> StoreError {
    StoreError::Unavailable(error.to_string())
}

#[derive(Debug)]
struct LogErrors;

impl r2d2::HandleError<StoreError> for LogErrors {
    fn handle_error(&self, error: StoreError) {
        tracing::warn!(%error, "cannot open a database connection");
    }
}

#[cfg(test)]
mod tests {
    use super::with_patience;

    #[test]
    fn the_operators_patience_goes_first() {
        let plain = with_patience("postgres://u@h/d");
        assert!(plain.starts_with("postgres://u@h/d?connect_timeout=5&tcp_user_timeout=15000&"), "{plain}");
        let own = with_patience("postgres://u@/d?host=/run&connect_timeout=60");
        assert!(own.starts_with("postgres://u@/d?host=/run&connect_timeout=60&tcp_user_timeout="), "{own}");
        assert_eq!(own.matches("connect_timeout").count(), 1);
    }
}
