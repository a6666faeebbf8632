//! A write that waits for its turn: the closure, its result, and the caller who waits.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::store::db::tx::{Pending, Tx};
use crate::store::db::{AsStoreError, Conn};
use crate::store::error::StoreError;

/// How one run of a closure ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ran {
    /// It answered with a value.
    Done,
    /// It answered with an error that is its own affair: a rule said no, a key was taken.
    Refused,
    /// It panicked.
    Panicked,
    /// The engine could not serve it: full, locked, gone.
    Fault,
}

/// A queued write with its types erased.
pub(super) trait Job: Send {
    /// Runs the closure and keeps its result; a later run replaces it.
    fn run(&mut self, conn: &mut Conn, pending: &mut Pending) -> Ran;
    /// Answers the caller: with the kept result if its group was committed, else with `Unavailable` and the reason.
    fn settle(self: Box<Self>, committed: Result<(), &str>);
}

/// A queued write.
pub(super) struct TypedJob<T, E, F> {
    run: F,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> TypedJob<T, E, F> {
    pub(super) fn new(run: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (caller, receiver) = oneshot::channel();
        (Self { run, result: None, caller }, receiver)
    }
}

impl<T, E, F> Job for TypedJob<T, E, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + AsStoreError + Send,
{
    fn run(&mut self, conn: &mut Conn, pending: &mut Pending) -> Ran {
        let closure = &self.run;
        let outcome = catch_unwind(AssertUnwindSafe(|| closure(&mut Tx::new(conn, pending))));
        let (result, ran) = match outcome {
            Ok(Ok(value)) => (Ok(value), Ran::Done),
            Ok(Err(error)) => {
                let fault = matches!(error.as_store_error(), Some(StoreError::Unavailable(_)));
                (Err(error), if fault { Ran::Fault } else { Ran::Refused })
            }
            Err(panic) => (Err(StoreError::Panicked(panic_text(&*panic)).into()), Ran::Panicked),
        };
        self.result = Some(result);
        ran
    }

    fn settle(self: Box<Self>, committed: Result<(), &str>) {
        let answer = match (committed, self.result) {
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(StoreError::Unavailable("the write was never run".to_owned()).into()),
            (Err(reason), _) => Err(StoreError::Unavailable(reason.to_owned()).into()),
        };
        // A caller who went away (a closed connection) does not undo what was committed.
        drop(self.caller.send(answer));
    }
}

/// The message of a panic, where it is text.
pub(in crate::store::db) fn panic_text(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without a message".to_owned())
}
