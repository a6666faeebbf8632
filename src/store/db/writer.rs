//! Group commit on SQLite: one thread owns the write connection, commits what has queued up together, and answers each
//! caller after the commit is durable. `docs/adr/0002-group-commit.md` tells why and lists the traps; `group.rs` is the
//! commit itself, `job.rs` a queued write.

mod group;
mod job;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use super::{AsStoreError, Lane, Tx, closed, manager};
use crate::store::error::StoreError;
use group::GroupCommitter;
pub(super) use job::panic_text;
use job::{Job, TypedJob};

/// The limits of the writer.
#[derive(Debug, Clone, Copy)]
pub(super) struct WriterOptions {
    /// Writes that may wait in each lane; one more is refused.
    pub(super) queue_limit: usize,
    /// Writes that one commit may carry.
    pub(super) batch_limit: usize,
}

/// What the writer has done since it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WriterStats {
    /// Commits.
    pub commits: u64,
    /// Writes that were settled, refused ones included.
    pub writes: u64,
    /// Groups that had to be replayed with a savepoint each.
    pub replays: u64,
    /// Writes waiting now.
    pub waiting: usize,
}

/// The handle to the writer thread.
pub(super) struct Writer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    queue: Mutex<Queue>,
    wake: Condvar,
    options: WriterOptions,
    counters: Counters,
}

#[derive(Default)]
struct Counters {
    commits: AtomicU64,
    writes: AtomicU64,
    replays: AtomicU64,
}

struct Queue {
    interactive: VecDeque<Box<dyn Job>>,
    background: VecDeque<Box<dyn Job>>,
    open: bool,
}

impl Writer {
    /// Opens the write connection and starts the thread.
    pub(super) fn start(path: &Path, options: WriterOptions) -> Result<Self, StoreError> {
        let conn = manager::open_sqlite_writer(path)?;
        let path = path.to_owned();
        let committer = GroupCommitter::new(conn, Box::new(move || manager::open_sqlite_writer(&path)));
        Self::start_with(committer, options)
    }

    fn start_with(mut committer: GroupCommitter, options: WriterOptions) -> Result<Self, StoreError> {
        let queue = Queue { interactive: VecDeque::new(), background: VecDeque::new(), open: true };
        let shared = Arc::new(Shared {
            queue: Mutex::new(queue),
            wake: Condvar::new(),
            options,
            counters: Counters::default(),
        });
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn({
                let shared = Arc::clone(&shared);
                move || {
                    while let Some(jobs) = shared.next_group() {
                        let settled = jobs.len();
                        let replayed = committer.commit(jobs);
                        shared.count(settled, replayed);
                    }
                }
            })
            .map_err(|error| StoreError::Unavailable(error.to_string()))?;
        Ok(Self { shared, thread: Mutex::new(Some(thread)) })
    }

    /// Queues a write. The receiver gets its result after the commit.
    pub(super) fn submit<T, E, F>(
        &self,
        lane: Lane,
        run: F,
    ) -> Result<oneshot::Receiver<Result<T, E>>, StoreError>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + AsStoreError + Send + 'static,
    {
        let (job, receiver) = TypedJob::new(run);
        let mut queue = self.shared.lock();
        if !queue.open {
            return Err(closed());
        }
        let lane = match lane {
            Lane::Interactive => &mut queue.interactive,
            Lane::Background => &mut queue.background,
        };
        if lane.len() >= self.shared.options.queue_limit {
            return Err(StoreError::Unavailable("too many writes are waiting".to_owned()));
        }
        lane.push_back(Box::new(job));
        drop(queue);
        self.shared.wake.notify_one();
        Ok(receiver)
    }

    pub(super) fn stats(&self) -> WriterStats {
        let counters = &self.shared.counters;
        let queue = self.shared.lock();
        WriterStats {
            commits: counters.commits.load(Ordering::Relaxed),
            writes: counters.writes.load(Ordering::Relaxed),
            replays: counters.replays.load(Ordering::Relaxed),
            waiting: queue.interactive.len() + queue.background.len(),
        }
    }

    /// Takes no more writes, commits those that wait, and ends the thread.
    pub(super) fn close(&self) {
        self.shared.lock().open = false;
        self.shared.wake.notify_all();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the writer thread panicked");
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    /// A panic cannot leave the queue half changed, so a poisoned lock is taken all the same.
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for work and takes one group; `None` when the writer is closed and nothing is left.
    ///
    /// A group carries what people wait for first and then background work: all of it when nobody waits, one write
    /// otherwise, so that neither lane starves the other.
    fn next_group(&self) -> Option<Vec<Box<dyn Job>>> {
        let mut queue = self.lock();
        while queue.interactive.is_empty() && queue.background.is_empty() {
            if !queue.open {
                return None;
            }
            queue = self.wake.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        let limit = self.options.batch_limit;
        let waited_for = queue.interactive.len().min(limit);
        let mut group: Vec<_> = queue.interactive.drain(..waited_for).collect();
        let room = if waited_for == 0 { limit } else { 1.min(limit - waited_for) };
        let filler = queue.background.len().min(room);
        group.extend(queue.background.drain(..filler));
        Some(group)
    }

    fn count(&self, settled: usize, replayed: bool) {
        self.counters.commits.fetch_add(1, Ordering::Relaxed);
        self.counters.writes.fetch_add(u64::try_from(settled).unwrap_or(u64::MAX), Ordering::Relaxed);
        self.counters.replays.fetch_add(replayed.into(), Ordering::Relaxed);
    }
}
