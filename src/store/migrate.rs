//! Migrations: the same names in two dialects, embedded in the binary, append-only once released.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::catalogue::install_built_in_catalogue;
use super::db::{Db, Lane};
use super::dialect::{Conn, Engine};
use super::error::StoreError;
use super::rule::install_built_in_rules;

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

fn embedded(conn: &Conn) -> EmbeddedMigrations {
    match conn.engine() {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

fn failed(error: &(dyn std::error::Error + Send + Sync)) -> StoreError {
    StoreError::Unavailable(format!("migration failed: {error}"))
}

/// Applies what is missing, each migration in its own transaction, and installs the built-in catalogue and rules where there are none;
/// answers the names that were applied.
pub fn run(db: &Db) -> Result<Vec<String>, StoreError> {
    let applied = db.alone(|conn| {
        let migrations = embedded(conn);
        let applied = conn.run_pending_migrations(migrations).map_err(|error| failed(&*error))?;
        Ok::<_, StoreError>(applied.iter().map(ToString::to_string).collect())
    })?;
    db.write_blocking(Lane::Interactive, install_built_in_catalogue)?;
    db.write_blocking(Lane::Interactive, install_built_in_rules)?;
    Ok(applied)
}

/// True when the database lacks a migration that this program knows.
pub fn is_behind(db: &Db) -> Result<bool, StoreError> {
    db.alone(|conn| {
        let migrations = embedded(conn);
        conn.has_pending_migration(migrations).map_err(|error| failed(&*error))
    })
}

/// Takes every migration back, newest first. For the tests that prove the way down honest.
pub fn revert_all(db: &Db) -> Result<(), StoreError> {
    db.alone(|conn| {
        let migrations = embedded(conn);
        conn.revert_all_migrations(migrations).map_err(|error| failed(&*error))?;
        Ok(())
    })
}
