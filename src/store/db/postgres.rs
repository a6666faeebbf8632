//! A transaction on PostgreSQL, run again when the server asks for it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{AnsiTransactionManager, TransactionManager};
use diesel::prelude::*;

use super::AsStoreError;
use super::tx::{Pending, Tx};
use super::writer::panic_text;
use crate::store::dialect::Conn;
use crate::store::error::StoreError;

/// Serialisation failures and deadlocks are tried again this often.
const TRIES: u32 = 4;

/// Runs `run` in a transaction on `conn`.
pub(super) fn transact<T, E, F>(conn: &mut Conn, run: &F) -> Result<T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E>,
    E: From<StoreError> + AsStoreError,
{
    let mut tries = 0;
    loop {
        tries += 1;
        match attempt(conn, run) {
            Err(error) if tries < TRIES && matches!(error.as_store_error(), Some(StoreError::Retry(_))) => {}
            Err(error) if matches!(error.as_store_error(), Some(StoreError::Retry(_))) => {
                return Err(StoreError::Unavailable("the transaction kept losing races".to_owned()).into());
            }
            done => return done,
        }
    }
}

fn attempt<T, E, F>(conn: &mut Conn, run: &F) -> Result<T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E>,
    E: From<StoreError> + AsStoreError,
{
    let mut pending = Pending::default();
    begin(conn)?;
    let outcome = catch_unwind(AssertUnwindSafe(|| run(&mut Tx::new(conn, &mut pending))))
        .unwrap_or_else(|panic| Err(StoreError::Panicked(panic_text(&*panic)).into()))
        .and_then(|value| pending.write_batch_end(conn).map(|()| value).map_err(E::from));
    match pending.refused().map_or(outcome, |refusal| Err(refusal.into())) {
        Ok(value) => {
            commit(conn)?;
            pending.committed();
            Ok(value)
        }
        Err(error) => {
            rollback(conn);
            Err(error)
        }
    }
}

fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(<Conn as Connection>::TransactionManager::begin_transaction(conn)?)
}

fn commit(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(<Conn as Connection>::TransactionManager::commit_transaction(conn)?)
}

/// Rolls back every level that a panic may have left open. A connection that cannot even do that reports itself broken
/// and is thrown away by the pool.
fn rollback(conn: &mut Conn) {
    let Conn::Postgres(pg) = conn else { return };
    loop {
        let depth = AnsiTransactionManager::transaction_manager_status_mut(pg).transaction_depth();
        if !matches!(depth, Ok(Some(_))) {
            return;
        }
        if let Err(error) = AnsiTransactionManager::rollback_transaction(pg) {
            tracing::warn!(%error, "cannot roll back");
            return;
        }
    }
}
