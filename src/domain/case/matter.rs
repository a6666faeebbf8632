//! What a case is about decides the limits of its clocks: when that changes, or when a clock goes on after it stood, the clocks get
//! their new due times here. What was used of a limit stays used.

use jiff::Timestamp;

use super::Case;
use super::apply::apply;
use super::ctx::{Ctx, Rulebook};
use super::event::{Event, Fact};
use super::parts::{Clock, Wait};
use crate::domain::codes::{ClockKind, State};

/// Adds to an event the clocks that it moves beside its own. `before` is the case before it.
pub(super) fn follow_up(event: &mut Event, before: &Case, ctx: &Ctx<'_>) {
    let about = matches!(
        event.fact,
        Fact::Registered { .. } | Fact::Edited { .. } | Fact::Prioritised { .. } | Fact::Moved { .. }
    );
    let anew = matches!(event.fact, Fact::Reopened { .. });
    let stood = before.left_at.zip(before.promise.filter(|clock| clock.terms.is_some()));
    if !about && !anew && stood.is_none() {
        return;
    }
    let mut after = before.clone();
    apply(&mut after, event);
    let mut clocks = Vec::new();
    if anew {
        clocks.extend(ctx.rules.whole(&after.matter(), ctx.now));
    } else if let Some((left_at, whole)) = stood.filter(|_| after.left_at.is_none()) {
        let went_on = ctx.rules.resumed(&whole, &before.left, left_at, ctx.now);
        after.keep(&went_on);
        clocks.push(went_on);
    }
    if about {
        let moved: Vec<Clock> = after.relimited(ctx.rules, ctx.now);
        clocks.retain(|clock| moved.iter().all(|other| other.kind != clock.kind));
        clocks.extend(moved);
    }
    event.clocks = clocks;
}

/// The handling clock of an earlier round in the present one: what was used is used, the time between the rounds is left out, and
/// the limit is that of what the case is about now.
pub(super) fn gone_on(case: &Case, old: &Clock, ctx: &Ctx<'_>) -> Clock {
    let rested_at = case.rested_at.unwrap_or(ctx.now);
    let mut waits = case.handling_waits();
    let went_on = ctx.rules.resumed(old, &waits, rested_at, ctx.now);
    waits.push(Wait { from: rested_at, to: ctx.now });
    case.other_limit(&went_on, ctx.rules, &waits, ctx.now).unwrap_or(went_on)
}

impl Case {
    /// The clocks that are open, running or not; each once.
    pub fn open_clocks(&self) -> impl Iterator<Item = &Clock> {
        let live = self.state.is_at_work() || self.state == State::Offered;
        let handling = self.handling.as_ref().filter(|_| live);
        let step =
            self.clock.as_ref().filter(|clock| handling.is_none() || clock.kind != ClockKind::Handling);
        let parked = self.parked.as_ref().filter(|_| self.state == State::PreChecking);
        let open = self.state.is_open();
        let beside = [&self.contact, &self.promise].map(|clock| clock.as_ref().filter(|_| open));
        [step, handling, parked].into_iter().chain(beside).flatten()
    }

    /// The times that its handling clock leaves out, in order.
    pub fn handling_waits(&self) -> Vec<Wait> {
        let mut waits: Vec<Wait> = self.waits.iter().chain(&self.rests).copied().collect();
        waits.sort_by_key(|wait| (wait.from, wait.to));
        waits
    }

    /// The times that a clock of this kind leaves out, in order.
    pub(super) fn waits_of(&self, kind: ClockKind) -> Vec<Wait> {
        match kind {
            ClockKind::Handling => self.handling_waits(),
            ClockKind::Whole => self.left.clone(),
            _ => self.waits.clone(),
        }
    }

    /// Whether the clock of the whole case, where the policy limits it, stands still now.
    pub fn leaves_out(&self) -> bool {
        let limited = self.promise.is_some_and(|clock| clock.terms.is_some());
        limited && (self.state == State::Merged || self.left_out.contains(&self.state))
    }

    /// Puts a clock in the place of the one that it was; the whole case's may be a new one.
    pub(super) fn keep(&mut self, clock: &Clock) {
        if clock.kind == ClockKind::Whole {
            self.promise = Some(*clock);
            return;
        }
        let places = [&mut self.clock, &mut self.handling, &mut self.parked, &mut self.contact];
        let same = |was: &&mut Clock| (was.kind, was.since) == (clock.kind, clock.since);
        for place in places.into_iter().flatten().filter(same) {
            *place = *clock;
        }
    }

    /// The open clocks whose limit is another one now.
    fn relimited(&self, rules: &dyn Rulebook, now: Timestamp) -> Vec<Clock> {
        let other = |clock: &Clock| self.other_limit(clock, rules, &self.waits_of(clock.kind), now);
        self.open_clocks().filter_map(other).collect()
    }

    /// A clock under the limit of what the case is about now, if that is another one.
    pub(super) fn other_limit(
        &self,
        clock: &Clock,
        rules: &dyn Rulebook,
        waits: &[Wait],
        now: Timestamp,
    ) -> Option<Clock> {
        let (matter, since) = (self.matter(), clock.since);
        let new = match clock.kind {
            ClockKind::Handling => rules.handling(&matter, since, since),
            ClockKind::Whole => rules.whole(&matter, since)?,
            kind => rules.step(kind, &matter, since),
        };
        let (was, is) = (clock.terms?, new.terms?);
        (was.limit != is.limit).then(|| marks_kept(rules.swapped(&new, clock, waits), clock, now))
    }
}

/// A recomputed clock does not forget that it was already late, nor which steps were taken; put off, its ladder begins anew.
pub(super) fn marks_kept(new: Clock, old: &Clock, now: Timestamp) -> Clock {
    let later = new.due_at > old.due_at;
    Clock {
        overdue: old.overdue && new.due_at <= now,
        nags: 0,
        climbed: old.climbed.filter(|_| !later),
        leg: old.leg.saturating_add(u8::from(later)),
        ..new
    }
}
