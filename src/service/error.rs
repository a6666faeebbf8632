//! What a use case can answer instead of a result. The web room turns each variant into one problem document.

use crate::domain::codes::{ActionCode, State};
use crate::domain::words::Words;
use crate::store::StoreError;
use crate::store::db::AsStoreError;

/// What is wrong with what was sent, where a client can do something particular about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvalidKind {
    /// A value that no rule allows; the pointers say which.
    Content,
    /// The coordinates come without a known datum. A wrong datum moves a report several grids, so none is assumed.
    UnknownDatum,
    /// The category is not in the catalogue.
    UnknownCategory,
    /// The file is no image that Gridward reads.
    NotAnImage,
    /// The image has too many bytes or pixels.
    ImageTooLarge,
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// A JSON pointer (RFC 6901) into the body, such as `/place/lon`.
    pub pointer: String,
    /// What is wrong there.
    pub words: Words,
}

impl FieldError {
    /// A fault at `pointer`.
    pub fn new(pointer: impl Into<String>, words: Words) -> Self {
        Self { pointer: pointer.into(), words }
    }
}

/// A transition that the state machine refuses, with what would be possible instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The stable code of the reason.
    pub code: &'static str,
    /// The reason in words.
    pub words: Words,
    /// Where the case stands.
    pub current_state: State,
    /// What this actor may do now.
    pub allowed_actions: Vec<ActionCode>,
}

/// The failure of a use case.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// Nobody is logged in, or the log-in failed. The words never tell whether an account exists.
    #[error("not authenticated: {}", .0.en)]
    Unauthenticated(Words),
    /// The policy table says no; the words say why.
    #[error("forbidden: {}", .0.en)]
    Forbidden(Words),
    /// There is no such thing, or the actor may not know that there is.
    #[error("not found")]
    NotFound,
    /// The state machine refuses the action.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refused>),
    /// The content breaks a rule.
    #[error("invalid: {0:?} {1:?}")]
    Invalid(InvalidKind, Vec<FieldError>),
    /// It clashes with what exists.
    #[error("conflict: {}", .0.en)]
    Conflict(Words),
    /// Somebody changed it since the caller read it.
    #[error("the version is {current} now")]
    VersionMismatch {
        /// The version that it has now.
        current: i64,
    },
    /// The change needs an `If-Match`, so that nobody overwrites what he has not read.
    #[error("If-Match is required")]
    VersionRequired,
    /// The `Idempotency-Key` was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// Too much in too short a time.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// The store failed.
    #[error(transparent)]
    Store(StoreError),
    /// A fault of ours: logged, and told to nobody.
    #[error("fault")]
    Fault(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ServiceError {
    /// One wrong field.
    pub fn invalid(pointer: impl Into<String>, zh: &'static str, en: &'static str) -> Self {
        Self::Invalid(InvalidKind::Content, vec![FieldError::new(pointer, Words::fixed(zh, en))])
    }

    /// True when trying again later is right: the database is busy, full or gone.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Store(StoreError::Unavailable(_) | StoreError::Retry(_)))
    }
}

impl From<StoreError> for ServiceError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

impl AsStoreError for ServiceError {
    fn as_store_error(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}
