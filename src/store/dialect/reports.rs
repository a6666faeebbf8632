//! What reports ask of an engine: a lock for whoever folds, and a snapshot for whoever reads.

use diesel::prelude::*;

use super::Conn;
use crate::store::error::StoreError;

/// The number of the lock on PostgreSQL: "rollups" as ASCII.
const ROLLUPS: i64 = 0x0072_6f6c_6c75_7073;

impl Conn {
    /// Takes the lock of the rollups until the transaction ends, unless another node has it; tells whether it is ours now.
    /// SQLite's writer is alone anyway.
    pub(in crate::store) fn try_lock_rollups(&mut self) -> Result<bool, StoreError> {
        match self {
            Self::Postgres(conn) => {
                let lock = format!("pg_try_advisory_xact_lock({ROLLUPS})");
                Ok(diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(&lock)).get_result(conn)?)
            }
            Self::Sqlite(_) => Ok(true),
        }
    }

    /// Runs reads that must all see the same instant.
    pub(in crate::store) fn snapshot<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.transaction(|conn| {
            if let Self::Postgres(pg) = conn {
                diesel::sql_query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").execute(pg)?;
            }
            read(conn)
        })
    }
}
