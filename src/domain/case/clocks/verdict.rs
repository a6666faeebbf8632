//! What the end of a clock means. Whether it was in time follows from the instants; whether what was waited for has come at
//! all follows from the event.

use jiff::Timestamp;

use super::Verdict;
use super::ticking::Ticking;
use crate::domain::case::Fact;
use crate::domain::case::words::Outcome;
use crate::domain::codes::ClockKind;

/// Why a clock ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Close {
    /// What was waited for has come.
    Answered,
    /// It is waited for no longer.
    Dropped,
    /// The case never was.
    Annulled,
}

/// The verdict on a clock that an event ends at `at`. A clock that stood still ran only until then.
pub(super) fn of(fact: &Fact, clock: &Ticking, at: Timestamp) -> Verdict {
    let Some(due_at) = clock.due_at else { return Verdict::Unlimited };
    let late = clock.stood_at.unwrap_or(at) > due_at;
    match (close(fact, clock.kind), late) {
        (Close::Answered, false) => Verdict::Met,
        (Close::Answered | Close::Dropped, true) => Verdict::Missed,
        (Close::Dropped, false) | (Close::Annulled, _) => Verdict::Cancelled,
    }
}

/// What the event is to a clock of this kind.
const fn close(fact: &Fact, kind: ClockKind) -> Close {
    let (step, work) = meaning(fact);
    match (kind, step) {
        (_, Close::Annulled) => Close::Annulled,
        (ClockKind::Handling, _) => work,
        (ClockKind::Whole, _) => Close::Answered,
        (ClockKind::FirstContact, _) if matches!(fact, Fact::ContactMade { .. }) => Close::Answered,
        (ClockKind::Order, _)
            if matches!(fact, Fact::SuperviseReplied { .. } | Fact::OrderReleased { .. }) =>
        {
            Close::Answered
        }
        (ClockKind::FirstContact | ClockKind::Order, _) => Close::Dropped,
        _ => step,
    }
}

/// What each event is to the clock of the step, and to that of the work.
#[expect(clippy::too_many_lines, reason = "one table of every fact, to be read as one")]
#[expect(clippy::match_same_arms, reason = "what is dropped and what ends nothing are two things")]
const fn meaning(fact: &Fact) -> (Close, Close) {
    use Close::{Annulled, Answered, Dropped};
    match fact {
        Fact::Reported { .. }
        | Fact::SelfHandled { .. }
        | Fact::PreCheckOrdered { .. }
        | Fact::CheckTaken
        | Fact::PreChecked { .. }
        | Fact::Registered { .. }
        | Fact::Rejected { .. }
        | Fact::PassedUp { .. }
        | Fact::Dispatched { .. }
        | Fact::Tasked { .. }
        | Fact::Offered { .. }
        | Fact::OfferAccepted
        | Fact::Received { .. }
        | Fact::Assigned { .. }
        | Fact::Submitted { .. }
        | Fact::Confirmed { .. }
        | Fact::ExternalResult { .. }
        | Fact::MediationStarted { .. }
        | Fact::Mediated { outcome: Outcome::Agreed }
        | Fact::CheckWaived
        | Fact::PostCheckOrdered { .. }
        | Fact::PostChecked { .. }
        | Fact::Reworked { .. }
        | Fact::Closed
        | Fact::Reopened { .. }
        | Fact::Reconsidered
        | Fact::Refused { .. } => (Answered, Answered),
        // The step was answered, and the work came to nothing.
        Fact::Returned { .. } | Fact::Referred { .. } | Fact::Mediated { .. } => (Answered, Dropped),
        Fact::OfferLapsed
        | Fact::OfferDeclined { .. }
        | Fact::Reassigned { .. }
        | Fact::TakenBack
        | Fact::MarkedSensitive { .. }
        | Fact::Merged { .. }
        | Fact::Unmerged { .. } => (Dropped, Dropped),
        Fact::Withdrawn | Fact::Voided => (Annulled, Annulled),
        // These leave the state alone and end no clock of a step.
        Fact::Claimed { .. }
        | Fact::ChildMerged { .. }
        | Fact::ChildUnmerged { .. }
        | Fact::GivenBack { .. }
        | Fact::SentBack
        | Fact::LinkIssued { .. }
        | Fact::LinkRevoked
        | Fact::LinkOpened
        | Fact::Asked { .. }
        | Fact::Endorsed { .. }
        | Fact::Extended { .. }
        | Fact::Paused { .. }
        | Fact::Suspended
        | Fact::Resumed { .. }
        | Fact::CalledBack { .. }
        | Fact::Rated { .. }
        | Fact::HandedOver { .. }
        | Fact::Urged
        | Fact::Prioritised { .. }
        | Fact::Instructed { .. }
        | Fact::Supervised { .. }
        | Fact::SuperviseReplied { .. }
        | Fact::OrderReleased { .. }
        | Fact::OrderOverdue { .. }
        | Fact::Escalated { .. }
        | Fact::Edited { .. }
        | Fact::Moved { .. }
        | Fact::Supplemented
        | Fact::Noted
        | Fact::ContactMade { .. }
        | Fact::Followed { .. }
        | Fact::MarkedLegacy
        | Fact::AppealGranted
        | Fact::DueSoon { .. }
        | Fact::Overdue { .. }
        | Fact::StillOverdue { .. }
        | Fact::ContactOverdue { .. }
        | Fact::Acknowledged { .. }
        | Fact::Recounted { .. }
        | Fact::TextErased => (Dropped, Dropped),
    }
}
