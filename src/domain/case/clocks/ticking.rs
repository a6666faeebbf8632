//! Which clocks a case has open, read off the case as it stands.

use jiff::Timestamp;

use super::Course;
use crate::domain::case::Case;
use crate::domain::case::parts::{Clock, Terms};
use crate::domain::codes::{ClockKind, State};

/// An open clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticking {
    pub(super) kind: ClockKind,
    /// Tells one run from the next: when it started, or the number of the order.
    pub(super) key: i64,
    /// When it began to count; none for "with the event that opened it".
    pub(super) since: Option<Timestamp>,
    pub(super) due_at: Option<Timestamp>,
    pub(super) fixed: bool,
    pub(super) terms: Option<Terms>,
    pub(super) course: Course,
    /// Since when it stands still.
    pub(super) stood_at: Option<Timestamp>,
}

impl Ticking {
    fn of(clock: &Clock, course: Course, stood_at: Option<Timestamp>) -> Self {
        Self {
            kind: clock.kind,
            key: clock.since.as_microsecond(),
            since: Some(clock.since),
            due_at: Some(clock.due_at),
            fixed: clock.fixed,
            terms: clock.terms,
            course,
            stood_at,
        }
    }

    /// Whether the clock goes on otherwise than before. A due time that is only marked as lapsed is the same one.
    pub(super) fn differs(&self, now: &Self) -> bool {
        (self.course, self.due_at, self.fixed, self.terms) != (now.course, now.due_at, now.fixed, now.terms)
    }
}

/// The open clocks, by kind.
pub(super) fn ticking(case: &Case) -> Vec<Ticking> {
    let merged = case.former.as_ref().filter(|_| case.state == State::Merged);
    let merged_at = merged.map(|former| former.at);
    let rest = if merged.is_some() { Course::Merged } else { Course::Running };
    let mut clocks = Vec::with_capacity(4);
    // Before handling there is one clock for each state; the handling clock is kept apart, since it outlives states.
    let step = case.clock.filter(|clock| clock.kind != ClockKind::Handling);
    clocks.extend(step.map(|clock| Ticking::of(&clock, Course::Running, None)));
    let former = merged.and_then(|former| former.clock);
    clocks.extend(former.map(|clock| Ticking::of(&clock, Course::Merged, merged_at)));
    let parked = case.parked.filter(|_| case.state == State::PreChecking);
    clocks.extend(parked.map(|clock| Ticking::of(&clock, Course::Running, None)));
    let in_time = case.state.is_open() || merged.is_some();
    let contact = case.contact.filter(|_| in_time);
    clocks.extend(contact.map(|clock| Ticking::of(&clock, rest, merged_at)));
    clocks.extend(handling(case));
    clocks.extend(in_time.then(|| whole(case, merged_at)));
    clocks.extend(orders(case));
    clocks.sort_by_key(|clock| (clock.kind, clock.key));
    clocks
}

/// The handling clock of the round, from the dispatch on.
fn handling(case: &Case) -> Option<Ticking> {
    let clock = case.handling?;
    let mediation = case.clock.map(|clock| clock.since);
    let (course, stood_at) = match case.state {
        State::Dispatched | State::Handling | State::ToConfirm => (Course::Running, None),
        State::Paused => (Course::Waiting, case.stopped_at),
        State::Suspended => (Course::Suspended, case.stopped_at),
        State::Mediating => (Course::Mediating, mediation),
        _ => return None,
    };
    Some(Ticking::of(&clock, course, stood_at))
}

/// From the filing to the end, without the time in which the case waits. A promise made elsewhere gives it a date and does not
/// wait; a limit of the policy leaves out what the policy says.
fn whole(case: &Case, merged_at: Option<Timestamp>) -> Ticking {
    let dated = case.promise;
    let limited = dated.filter(|clock| clock.terms.is_some());
    let standing = match case.state {
        State::Merged => Some((Course::Merged, merged_at)),
        State::Paused => Some((Course::Waiting, case.stopped_at)),
        State::Suspended => Some((Course::Suspended, case.stopped_at)),
        State::Mediating => Some((Course::Mediating, case.left_at)),
        _ => Some((Course::LeftOut, case.left_at)),
    };
    let unlimited = matches!(case.state, State::Merged | State::Paused | State::Suspended);
    let stands = if limited.is_some() { case.leaves_out() } else { unlimited };
    let (course, stood_at) = standing.filter(|_| stands).unwrap_or((Course::Running, None));
    Ticking {
        kind: ClockKind::Whole,
        key: 0,
        since: None,
        due_at: dated.map(|clock| clock.due_at),
        fixed: dated.is_some() && limited.is_none(),
        terms: limited.and_then(|clock| clock.terms),
        course,
        stood_at: stood_at.filter(|_| dated.is_none() || limited.is_some()),
    }
}

/// Supervision orders and instructions that want an answer by a date.
fn orders(case: &Case) -> impl Iterator<Item = Ticking> {
    case.orders.iter().filter(|order| order.due_at.is_some()).map(|order| Ticking {
        kind: ClockKind::Order,
        key: order.no,
        since: None,
        due_at: order.due_at,
        fixed: true,
        terms: None,
        course: if order.answered { Course::Answered } else { Course::Running },
        stood_at: order.answered_at,
    })
}
