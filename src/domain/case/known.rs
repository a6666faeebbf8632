//! What the public may know of a case that is not its own: that the matter is known, in which grid and what became of it. Never
//! who said it, in what words, or exactly where.

use jiff::{SignedDuration, Timestamp};

use super::Case;
use crate::domain::codes::State;

/// What was settled longer ago than this is no longer told of a neighbourhood.
const SETTLED_FOR: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Whether the public may know of a case: the office has taken it on, nothing in it is sealed, and it accuses no neighbour. What
/// nobody has looked at yet may be nonsense or an insult, and is shown to nobody.
pub fn is_known(case: &Case) -> bool {
    let taken_on = match case.state {
        State::Reported | State::PreChecking | State::Rejected | State::Merged | State::Voided => false,
        State::Registered
        | State::Offered
        | State::Dispatched
        | State::Handling
        | State::ToConfirm
        | State::Paused
        | State::Suspended
        | State::Mediating
        | State::Referred
        | State::Handled
        | State::PostChecking
        | State::ToClose
        | State::Closed => true,
    };
    taken_on && !case.sensitive && !case.neighbour_complaint
}

/// Whether it is news of a neighbourhood: known, and open or settled within thirty days.
pub fn is_news(case: &Case, now: Timestamp) -> bool {
    let fresh = case.closed_at.is_none_or(|closed| now.duration_since(closed) <= SETTLED_FOR);
    is_known(case) && fresh
}
