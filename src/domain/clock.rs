//! Time is injected. Rules take instants as values; whoever needs "now" asks the clock it was given, so that a test can
//! stand at any moment it likes.

use jiff::Timestamp;

/// Tells the present instant. The system's clock lives in `app`, the tests bring a fixed one.
pub trait Clock: Send + Sync {
    /// The present instant, cut to whole microseconds: what is stored is what was seen.
    fn now(&self) -> Timestamp;
}
