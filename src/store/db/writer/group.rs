//! One group, one commit.
//!
//! First the closures run one after another without savepoints, which is what makes a group cheap. A closure that fails
//! before it has written anything simply keeps its error. Anything worse (an error after a write, a panic, a fault of the
//! engine) rolls the group back and replays it with a savepoint each, so that one closure's failure undoes that closure
//! alone. If the engine itself cannot serve, nothing more is run and everybody is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use diesel::Connection;
use diesel::connection::{
    AnsiTransactionManager, Instrumentation, InstrumentationEvent, SimpleConnection, TransactionManager,
};
use diesel::sqlite::SqliteConnection;

use super::job::{Job, Ran};
use crate::store::db::tx::Pending;
use crate::store::dialect::Conn;
use crate::store::error::StoreError;

/// Opens the write connection again.
type Reopen = Box<dyn Fn() -> Result<Conn, StoreError> + Send>;

/// Owns the write connection. After a fault the connection is thrown away and opened again for the next group, so that a
/// disk that has room again, or a file that is back, is used without a restart.
pub(super) struct GroupCommitter {
    conn: Option<Conn>,
    reopen: Reopen,
    fault: Arc<AtomicBool>,
}

/// Why a group could not simply be committed.
enum Trouble {
    /// Some closure failed; the group is rolled back and wants a replay.
    Replay,
    /// The engine cannot serve; the group is lost and everybody is told why.
    Gone(String),
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Gone(error.to_string())
    }
}

impl GroupCommitter {
    pub(super) fn new(conn: Conn, reopen: Reopen) -> Self {
        let fault = Arc::new(AtomicBool::new(false));
        let mut committer = Self { conn: None, reopen, fault };
        committer.adopt(conn);
        committer
    }

    fn adopt(&mut self, mut conn: Conn) {
        conn.set_instrumentation(FaultWatch(Arc::clone(&self.fault)));
        self.fault.store(false, Ordering::Relaxed);
        self.conn = Some(conn);
    }

    /// Commits the group and answers every caller. Tells whether it took a replay.
    pub(super) fn commit(&mut self, mut jobs: Vec<Box<dyn Job>>) -> bool {
        let mut pending = Pending::default();
        let mut replayed = false;
        let mut outcome = self.together(&mut jobs, &mut pending);
        if matches!(outcome, Err(Trouble::Replay)) {
            replayed = true;
            pending = Pending::default();
            outcome = self.one_by_one(&mut jobs, &mut pending);
        }
        match outcome {
            Ok(()) => {
                pending.committed();
                for job in jobs {
                    job.settle(Ok(()));
                }
            }
            Err(trouble) => {
                self.conn = None;
                let reason = match trouble {
                    Trouble::Gone(reason) => reason,
                    Trouble::Replay => "the group could not be replayed".to_owned(),
                };
                tracing::error!(%reason, writes = jobs.len(), "a group of writes was lost; its callers are told");
                for job in jobs {
                    job.settle(Err(&reason));
                }
            }
        }
        replayed
    }

    fn connection(&mut self) -> Result<&mut Conn, StoreError> {
        if self.conn.is_none() {
            let conn = (self.reopen)()?;
            self.adopt(conn);
        }
        self.conn.as_mut().ok_or_else(|| StoreError::Unavailable("no write connection".to_owned()))
    }

    /// The cheap way: no savepoints.
    fn together(&mut self, jobs: &mut [Box<dyn Job>], pending: &mut Pending) -> Result<(), Trouble> {
        let fault = Arc::clone(&self.fault);
        let conn = self.connection()?;
        begin(conn)?;
        for job in jobs {
            let (mark, before) = (pending.mark(), conn.total_changes()?);
            let ran = job.run(conn, pending);
            let clean = depth(conn) == Some(1) && !fault.swap(false, Ordering::Relaxed);
            let harmless = ran == Ran::Refused && clean && conn.total_changes()? == before;
            if harmless {
                pending.forget_since(mark);
            } else if ran != Ran::Done || !clean {
                roll_back(conn, 0)?;
                return Err(Trouble::Replay);
            }
        }
        if pending.write_batch_end(conn).is_err() {
            roll_back(conn, 0)?;
            return Err(Trouble::Replay);
        }
        commit(conn)
    }

    /// The careful way: a savepoint each.
    fn one_by_one(&mut self, jobs: &mut [Box<dyn Job>], pending: &mut Pending) -> Result<(), Trouble> {
        let fault = Arc::clone(&self.fault);
        let conn = self.connection()?;
        begin(conn)?;
        for job in jobs {
            let mark = pending.mark();
            <Conn as Connection>::TransactionManager::begin_transaction(conn).map_err(StoreError::from)?;
            let ran = job.run(conn, pending);
            let faulty = ran == Ran::Fault || fault.swap(false, Ordering::Relaxed);
            if faulty || !still_open(conn) {
                return Err(Trouble::Gone("the engine cannot serve".to_owned()));
            }
            if ran == Ran::Done && depth(conn) == Some(2) {
                pending.write_batch_end(conn)?;
                <Conn as Connection>::TransactionManager::commit_transaction(conn)
                    .map_err(StoreError::from)?;
            } else {
                pending.forget_since(mark);
                roll_back(conn, 1)?;
            }
        }
        commit(conn)
    }
}

fn inner(conn: &mut Conn) -> Result<&mut SqliteConnection, StoreError> {
    match conn {
        Conn::Sqlite(sqlite) => Ok(sqlite),
        Conn::Postgres(_) => Err(StoreError::Unavailable("the writer is for SQLite".to_owned())),
    }
}

/// Takes the write lock at once: a group never finds out at its end that somebody else was first.
fn begin(conn: &mut Conn) -> Result<(), StoreError> {
    Ok(AnsiTransactionManager::begin_transaction_sql(inner(conn)?, "BEGIN IMMEDIATE")?)
}

fn commit(conn: &mut Conn) -> Result<(), Trouble> {
    if depth(conn) != Some(1) {
        return Err(Trouble::Gone("the transaction's depth is wrong at its end".to_owned()));
    }
    <Conn as Connection>::TransactionManager::commit_transaction(conn).map_err(StoreError::from)?;
    Ok(())
}

/// How many transactions diesel thinks are nested; `None` when none is open or the connection is broken.
fn depth(conn: &mut Conn) -> Option<u32> {
    let sqlite = inner(conn).ok()?;
    AnsiTransactionManager::transaction_manager_status_mut(sqlite).transaction_depth().ok()?.map(u32::from)
}

/// Rolls back until `target` transactions are open. A caught panic leaves diesel deeper than it should be, and its next
/// "COMMIT" would answer Ok while nothing is stored.
fn roll_back(conn: &mut Conn, target: u32) -> Result<(), StoreError> {
    while depth(conn).unwrap_or(0) > target {
        AnsiTransactionManager::rollback_transaction(inner(conn)?)?;
    }
    if depth(conn).unwrap_or(0) == target {
        Ok(())
    } else {
        Err(StoreError::Unavailable("the transaction cannot be rolled back".to_owned()))
    }
}

/// Whether SQLite itself still has the transaction open: on a full disk it ends it on its own, and what ran after would
/// be committed statement by statement. Inside a transaction a second BEGIN is refused.
fn still_open(conn: &mut Conn) -> bool {
    inner(conn).is_ok_and(|sqlite| sqlite.batch_execute("BEGIN").is_err())
}

/// Sees every statement that failed for a reason that is the engine's, even when the closure swallowed the error.
struct FaultWatch(Arc<AtomicBool>);

impl Instrumentation for FaultWatch {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::FinishQuery { error: Some(error), .. } = event
            && StoreError::is_fault(error)
        {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}
