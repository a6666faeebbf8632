//! The only file that names an engine, beside the opening of connections in `db/`. Queries are written once, in the
//! subset that both engines share; where they differ the difference is a function here.

#![expect(missing_docs, reason = "diesel's derive makes public items that cannot carry docs")]

mod bulk;
pub(in crate::store) mod fixed;
mod reports;
pub(in crate::store) mod search;
pub(in crate::store) mod together;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sqlite::SqliteConnection;

use super::DbTime;
use super::error::StoreError;
use super::schema::notices::{deliveries, webhooks};
use super::schema::{cases, changes, outbox, timers};
use crate::domain::ids::CaseId;

diesel::define_sql_function! {
    /// Rows changed on a SQLite connection since it was opened.
    fn total_changes() -> diesel::sql_types::BigInt;
}

/// A connection to either engine. SQLite stands last, since it would accept any URL as a path; connections are opened by
/// the URL's scheme and never by trial.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// PostgreSQL.
    Postgres(PgConnection),
    /// SQLite.
    Sqlite(SqliteConnection),
}

/// The engine behind a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

impl Conn {
    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Postgres(_) => Engine::Postgres,
            Self::Sqlite(_) => Engine::Sqlite,
        }
    }

    /// Rows that this SQLite connection has changed since it was opened. Always 0 on PostgreSQL, whose transactions stand
    /// alone and never ask.
    pub(in crate::store) fn total_changes(&mut self) -> Result<i64, StoreError> {
        match self {
            Self::Sqlite(conn) => Ok(diesel::select(total_changes()).get_result(conn)?),
            Self::Postgres(_) => Ok(0),
        }
    }

    /// Makes an empty database on the server of this connection; for measurements. The name must be a plain identifier.
    pub fn create_database(&mut self, name: &str) -> Result<(), StoreError> {
        diesel::sql_query(format!("CREATE DATABASE {name}")).execute(self)?;
        Ok(())
    }

    /// The number of the oldest transaction that still runs: everything below it is final. SQLite has a single writer, so
    /// whatever can be seen is final there.
    pub(in crate::store) fn oldest_running(&mut self) -> Result<i64, StoreError> {
        match self {
            Self::Postgres(conn) => Ok(diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(
                "pg_snapshot_xmin(pg_current_snapshot())::TEXT::BIGINT",
            ))
            .get_result(conn)?),
            Self::Sqlite(_) => Ok(i64::MAX),
        }
    }

    /// Removes changes that a restored copy brought along from another server: the numbers of their transactions have not been
    /// given here yet, though the rows can be seen. In one statement, since only its own snapshot knows what it sees.
    pub(in crate::store) fn delete_foreign_changes(&mut self) -> Result<usize, StoreError> {
        match self {
            Self::Postgres(conn) => {
                let next = diesel::dsl::sql::<diesel::sql_types::BigInt>(
                    "pg_snapshot_xmax(pg_current_snapshot())::TEXT::BIGINT",
                );
                Ok(diesel::delete(changes::table.filter(changes::xid.ge(next))).execute(conn)?)
            }
            Self::Sqlite(_) => Ok(0),
        }
    }

    /// Asks the engine whether it answers at all.
    pub fn ping(&mut self) -> Result<(), StoreError> {
        diesel::select(1_i32.into_sql::<diesel::sql_types::Integer>()).get_result::<i32>(self)?;
        Ok(())
    }
}

/// Locks the row of a case until the transaction ends. SQLite's writer is alone, so there is nothing to lock.
pub(in crate::store) fn lock_case_row(conn: &mut Conn, case: CaseId) -> Result<(), StoreError> {
    if let Conn::Postgres(pg) = conn {
        cases::table.find(case.0).select(cases::id).for_update().first::<i64>(pg).optional()?;
    }
    Ok(())
}

/// Locks the row of a case unless somebody else has it; tells whether it is ours now.
pub(in crate::store) fn try_lock_case_row(conn: &mut Conn, case: CaseId) -> Result<bool, StoreError> {
    match conn {
        Conn::Postgres(pg) => {
            let row = cases::table.find(case.0).select(cases::id).for_update().skip_locked();
            Ok(row.first::<i64>(pg).optional()?.is_some())
        }
        Conn::Sqlite(_) => Ok(true),
    }
}

/// Locks a row of the outbox unless another node has it; tells whether it is ours now.
pub(in crate::store) fn try_lock_outbox_row(conn: &mut Conn, id: i64) -> Result<bool, StoreError> {
    match conn {
        Conn::Postgres(pg) => {
            let row = outbox::table.find(id).select(outbox::id).for_update().skip_locked();
            Ok(row.first::<i64>(pg).optional()?.is_some())
        }
        Conn::Sqlite(_) => Ok(true),
    }
}

/// Locks the delivery of a key until the transaction ends, and answers its id if there is one.
pub(in crate::store) fn lock_delivery_row(conn: &mut Conn, dedupe: &str) -> Result<Option<i64>, StoreError> {
    let row = deliveries::table.filter(deliveries::dedupe.eq(dedupe)).select(deliveries::id);
    Ok(match conn {
        Conn::Postgres(pg) => row.for_update().first(pg).optional()?,
        Conn::Sqlite(lite) => row.first(lite).optional()?,
    })
}

/// Locks up to `limit` deliveries that are due, the longest due first, passing over those that another node has.
pub(in crate::store) fn lock_due_deliveries(
    conn: &mut Conn,
    channels: &[&str],
    now: DbTime,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let due = deliveries::table
        .filter(deliveries::state.eq("waiting").or(deliveries::state.eq("uncertain")))
        .filter(deliveries::next_at.le(now))
        .filter(deliveries::channel.eq_any(channels))
        .order((deliveries::next_at, deliveries::id))
        .limit(limit)
        .select(deliveries::id);
    Ok(match conn {
        Conn::Postgres(pg) => due.for_update().skip_locked().load(pg)?,
        Conn::Sqlite(lite) => due.load(lite)?,
    })
}

/// Locks a webhook unless another node has it; tells whether it is ours now.
pub(in crate::store) fn try_lock_webhook_row(conn: &mut Conn, id: i64) -> Result<bool, StoreError> {
    match conn {
        Conn::Postgres(pg) => {
            let row = webhooks::table.find(id).select(webhooks::id).for_update().skip_locked();
            Ok(row.first::<i64>(pg).optional()?.is_some())
        }
        Conn::Sqlite(_) => Ok(true),
    }
}

/// The due timers that nobody has in hand, in hand now. SQLite's writer is alone.
pub(in crate::store) fn claim_timer_rows(
    conn: &mut Conn,
    now: DbTime,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let due = timers::table
        .filter(super::timer::alive())
        .filter(timers::fire_at.le(now))
        .order(timers::fire_at)
        .limit(limit)
        .select(timers::case_id);
    let ids: Vec<i64> = match conn {
        Conn::Postgres(pg) => due.for_update().skip_locked().load(pg)?,
        Conn::Sqlite(sqlite) => due.load(sqlite)?,
    };
    Ok(ids.into_iter().map(CaseId).collect())
}
