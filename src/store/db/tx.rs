//! The proof that a transaction is open.

use std::ops::{Deref, DerefMut};

use crate::store::dialect::Conn;
use crate::store::dialect::together::Together;
use crate::store::error::StoreError;

type AfterCommit = Box<dyn FnOnce() + Send>;
type AtBatchEnd = Box<dyn FnOnce(&mut Conn) -> Result<(), StoreError> + Send>;

/// An open transaction. Only [`super::Db::write`] makes one; every store write takes `&mut Tx`.
pub struct Tx<'a> {
    conn: &'a mut Conn,
    pending: &'a mut Pending,
}

/// What closures asked to be done later. Forgotten when the closure's work is undone.
#[derive(Default)]
pub(super) struct Pending {
    after_commit: Vec<AfterCommit>,
    at_batch_end: Vec<AtBatchEnd>,
    together: Together,
}

impl<'a> Tx<'a> {
    pub(super) fn new(conn: &'a mut Conn, pending: &'a mut Pending) -> Self {
        Self { conn, pending }
    }

    /// Runs `effect` once the commit is durable, and never otherwise: caches and streams change only then. It runs on the
    /// writer's thread, so it must be short.
    pub fn after_commit(&mut self, effect: impl FnOnce() + Send + 'static) {
        self.pending.after_commit.push(Box::new(effect));
    }

    /// Writes rows at the end of the group of transactions that are committed together, still inside the commit. Full-text
    /// rows are written so: inside savepoints they cost several times as much.
    pub fn at_batch_end(&mut self, rows: impl FnOnce(&mut Conn) -> Result<(), StoreError> + Send + 'static) {
        self.pending.at_batch_end.push(Box::new(rows));
    }

    /// The connection as it is, beside the rows that wait to be written to it.
    pub(in crate::store) fn with_waiting(&mut self) -> (&mut Conn, &mut Together) {
        (self.conn, &mut self.pending.together)
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        self.conn
    }
}

impl DerefMut for Tx<'_> {
    /// Whoever uses the connection finds written what the transaction wrote before.
    fn deref_mut(&mut self) -> &mut Conn {
        self.pending.together.write(self.conn);
        self.conn
    }
}

impl Pending {
    /// How much has been asked so far.
    pub(super) fn mark(&self) -> (usize, usize) {
        (self.after_commit.len(), self.at_batch_end.len())
    }

    /// Forgets what was asked since `mark`.
    pub(super) fn forget_since(&mut self, mark: (usize, usize)) {
        self.after_commit.truncate(mark.0);
        self.at_batch_end.truncate(mark.1);
    }

    /// Writes the rows that were kept for the end.
    pub(super) fn write_batch_end(&mut self, conn: &mut Conn) -> Result<(), StoreError> {
        self.together.write(conn);
        self.at_batch_end.drain(..).try_for_each(|rows| rows(conn))
    }

    /// What refused rows that had waited, if they were. The closure may have gone on and failed over it, or not have noticed.
    pub(super) fn refused(&mut self) -> Option<StoreError> {
        self.together.failure()
    }

    /// Lets the effects of a durable commit happen. A panic in one does not take the others along.
    pub(super) fn committed(&mut self) {
        for effect in self.after_commit.drain(..) {
            if std::panic::catch_unwind(std::panic::AssertUnwindSafe(effect)).is_err() {
                tracing::error!("an effect after a commit panicked");
            }
        }
    }
}
