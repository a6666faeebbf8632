//! What the bulk fixture asks of the catalogue of either engine, and how either is made fast at the price of durability.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

use super::{Conn, Engine};
use crate::store::error::StoreError;

/// An index that can be made again.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub(in crate::store) struct IndexRow {
    /// Its name.
    #[diesel(sql_type = Text)]
    pub(in crate::store) name: String,
    /// The statement that makes it.
    #[diesel(sql_type = Text)]
    pub(in crate::store) definition: String,
}

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    name: String,
}

impl Conn {
    /// The columns of a table, in order. The name comes from this program, never from outside.
    pub(in crate::store) fn list_columns(&mut self, table: &str) -> Result<Vec<String>, StoreError> {
        let sql = match self.engine() {
            Engine::Sqlite => format!("SELECT name FROM pragma_table_info('{table}') ORDER BY cid"),
            Engine::Postgres => format!(
                "SELECT column_name::text AS name FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position"
            ),
        };
        let rows: Vec<ColumnRow> = diesel::sql_query(sql).load(self)?;
        Ok(rows.into_iter().map(|row| row.name).collect())
    }

    /// The indexes of some tables, without those that a key of a table stands on.
    pub(in crate::store) fn list_indexes(&mut self, tables: &[&str]) -> Result<Vec<IndexRow>, StoreError> {
        let tables = tables.iter().map(|table| format!("'{table}'")).collect::<Vec<_>>().join(", ");
        let sql = match self.engine() {
            Engine::Sqlite => format!(
                "SELECT name, sql AS definition FROM sqlite_schema
                 WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})"
            ),
            Engine::Postgres => format!(
                "SELECT indexname::text AS name, indexdef AS definition FROM pg_indexes
                 WHERE schemaname = 'public' AND tablename IN ({tables}) AND NOT EXISTS
                     (SELECT 1 FROM pg_constraint WHERE conname = indexname AND contype IN ('p', 'u'))"
            ),
        };
        Ok(diesel::sql_query(sql).load(self)?)
    }

    /// Gives durability and the checks of foreign keys up for speed, on a connection that is alone.
    pub(in crate::store) fn begin_bulk(&mut self) -> Result<(), StoreError> {
        Ok(self.batch_execute(match self.engine() {
            Engine::Sqlite => {
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000;
                 PRAGMA mmap_size = 17179869184;"
            }
            Engine::Postgres => {
                "SET session_replication_role = replica; SET synchronous_commit = off;
                 SET maintenance_work_mem = '256MB';"
            }
        })?)
    }

    /// Leaves the database as a server wants to find it.
    pub(in crate::store) fn end_bulk(&mut self) -> Result<(), StoreError> {
        Ok(self.batch_execute(match self.engine() {
            Engine::Sqlite => "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
            Engine::Postgres => {
                "SELECT setval(pg_get_serial_sequence('incidents', 'id'), max(id)) FROM incidents;
                 RESET session_replication_role; RESET synchronous_commit; ANALYZE; CHECKPOINT;"
            }
        })?)
    }
}
