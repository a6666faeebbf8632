//! A version of the rules reaches the clocks that were open when it took effect. What has fallen due has fallen due, and what was
//! said at the end of a clock stays said; a date that somebody set stays as well. Everything else is counted anew from its own
//! segments, so that what was used stays used.

use jiff::Timestamp;

use super::climb::arm;
use super::event::{Event, Fact};
use super::parts::Clock;
use super::rulebook::OfficeRules;
use super::{Case, Rulebook as _};
use crate::domain::codes::{ClockKind, Role, State};
use crate::domain::limit_policy::LimitBook;
use crate::domain::rule::RuleKind;

/// A version, ready to be brought to cases.
#[derive(Debug, Clone, Copy)]
pub struct Recount<'a> {
    /// Of which rules.
    pub kind: RuleKind,
    /// Its number.
    pub version: i64,
    /// From when on it counts.
    pub from: Timestamp,
    /// All rules, with this version among them.
    pub rules: &'a OfficeRules<'a>,
    /// The limits as they were before it.
    pub before: &'a LimitBook,
}

/// A clock before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// What is waited for.
    pub kind: ClockKind,
    /// When it was due.
    pub before: Timestamp,
    /// When it is due by the version.
    pub after: Timestamp,
}

impl Recount<'_> {
    /// The key under which a case is reached by the version once.
    pub fn cause(&self, case: &Case) -> String {
        format!("{}:recount:{}:{}", case.id, self.kind, self.version)
    }

    /// The event that brings the version to a case; none where it moves nothing there.
    pub fn event(&self, case: &Case, now: Timestamp) -> Option<Event> {
        let clocks: Vec<Clock> = self.moved(case, now).into_iter().map(|(_, after)| after).collect();
        if clocks.is_empty() {
            return None;
        }
        let mut event = Event {
            at: now,
            by: None,
            role: Role::System,
            fact: Fact::Recounted { rules: self.kind, version: self.version },
            step: None,
            clocks,
            text: None,
            reply: None,
            attachments: Vec::new(),
        };
        arm(&mut event, Some(case), self.rules);
        Some(event)
    }

    /// The due times that the version moves.
    pub fn shifts(&self, case: &Case, now: Timestamp) -> Vec<Shift> {
        let told = |(before, after): (Clock, Clock)| Shift {
            kind: before.kind,
            before: before.due_at,
            after: after.due_at,
        };
        self.moved(case, now).into_iter().map(told).collect()
    }

    /// The clocks that it changes, before and after.
    fn moved(&self, case: &Case, now: Timestamp) -> Vec<(Clock, Clock)> {
        if !case.state.is_open() {
            return Vec::new();
        }
        let open = |clock: &&Clock| !clock.overdue && clock.due_at > now;
        let after = |clock: &Clock| {
            let after = match self.kind {
                RuleKind::Calendar => self.by_calendar(case, clock),
                RuleKind::Limits => self.by_limits(case, clock, now),
                RuleKind::Ladders => self.by_ladders(case, clock),
            };
            after.map(|after| (*clock, after))
        };
        case.open_clocks().filter(open).filter_map(after).collect()
    }

    /// Counted with the new days. A clock that stands is counted when it goes on.
    fn by_calendar(&self, case: &Case, clock: &Clock) -> Option<Clock> {
        if clock.fixed || clock.due_at < self.from || case.stands(clock.kind) {
            return None;
        }
        let after = self.rules.recounted(clock, &case.waits_of(clock.kind))?;
        let known = |clock: &Clock| clock.terms.is_some_and(|terms| terms.provisional);
        (after.due_at != clock.due_at || known(&after) != known(clock)).then_some(after)
    }

    /// Under the limit of the new policy, where that says something else than the one before.
    fn by_limits(&self, case: &Case, clock: &Clock, now: Timestamp) -> Option<Clock> {
        let before = OfficeRules { limits: self.before, ..*self.rules };
        let matter = case.matter();
        let said = |rules: &OfficeRules<'_>| rules.chosen(clock.kind, &matter).map(|chosen| chosen.limit);
        if clock.terms.is_none() || said(&before) == said(self.rules) {
            return None;
        }
        case.other_limit(clock, self.rules, &case.waits_of(clock.kind), now)
    }

    /// The next step by the new ladders; one that waits to be acknowledged goes on as it was.
    fn by_ladders(&self, case: &Case, clock: &Clock) -> Option<Clock> {
        if clock.awaits || case.stands(clock.kind) {
            return None;
        }
        let next = self.rules.armed(clock, &case.ladder_query(clock.kind));
        (next != clock.next).then_some(Clock { next, ..*clock })
    }
}

impl Case {
    /// Whether a clock stands still now.
    fn stands(&self, kind: ClockKind) -> bool {
        match kind {
            ClockKind::Handling => {
                matches!(self.state, State::Paused | State::Suspended | State::Mediating)
            }
            ClockKind::Whole => self.leaves_out(),
            _ => false,
        }
    }
}
