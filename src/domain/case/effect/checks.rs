//! Looks: ordered, taken by somebody of the duty grid, reported back. Before registering and before closing.

use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::parts::Holder;
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::{CheckKind, Field, Outcome};
use super::given;
use crate::domain::codes::{CheckMode, ClockKind, State};

/// 现场核实 is ordered: offered to the duty grid, from half of its limit on to the neighbours too.
pub(in super::super) fn order_pre(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let mode = s.input.mode.unwrap_or(CheckMode::Site);
    if mode == CheckMode::None {
        return Err(No::field(Code::BadOption, Field::Mode));
    }
    let (widen_at, step) = ordered(s, State::PreChecking, ClockKind::PreCheck);
    let neighbours = s.ctx.neighbours.clone();
    Ok(vec![(Fact::PreCheckOrdered { mode, widen_at, neighbours }, Some(step))])
}

fn ordered(s: &Scene<'_>, state: State, kind: ClockKind) -> (jiff::Timestamp, Step) {
    let clock = s.ctx.rules.step(kind, &s.case.matter(), s.ctx.now);
    let half = clock.due_at.duration_since(s.ctx.now) / 2;
    let widen_at = s.ctx.now.checked_add(half).unwrap_or(clock.due_at);
    let holder = Some(s.case.desk(s.case.level));
    (widen_at, Step { state, holder, clock: Some(clock), until: None })
}

/// Somebody takes the order, and answers for it from then on.
pub(in super::super) fn take(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotYours))?;
    let holder = Some(Holder::Person { person, unit: None });
    let step = Step { state: s.case.state, holder, clock: s.case.clock, until: None };
    Ok(vec![(Fact::CheckTaken, Some(step))])
}

/// What was found; the register clock had been running all the while.
pub(in super::super) fn pre_result(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    let clock =
        s.case.parked.or_else(|| Some(s.ctx.rules.step(ClockKind::Register, &s.case.matter(), s.ctx.now)));
    let holder = Some(s.case.desk(s.case.level));
    let step = Step { state: State::Reported, holder, clock, until: None };
    Ok(vec![(Fact::PreChecked { outcome }, Some(step))])
}

/// 结果核查 is ordered, in the mode of the category unless another is asked for.
pub(in super::super) fn order_post(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let rule = s.case.category.as_deref().and_then(|c| s.ctx.rules.category(c)).map(|c| c.check_mode);
    let mode = s.input.mode.or(rule.filter(|m| *m != CheckMode::None)).unwrap_or(CheckMode::Photo);
    if mode == CheckMode::None {
        return Err(No::field(Code::BadOption, Field::Mode));
    }
    let (widen_at, step) = ordered(s, State::PostChecking, ClockKind::PostCheck);
    let neighbours = s.ctx.neighbours.clone();
    Ok(vec![(Fact::PostCheckOrdered { mode, widen_at, neighbours }, Some(step))])
}

/// Passed goes on to the desk for closing; failed goes back to the desk, which decides about rework: the checker recommends.
pub(in super::super) fn post_result(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    debug_assert!(
        s.case.check.as_ref().is_none_or(|c| c.kind == CheckKind::Post),
        "a post-check answers a post-check order"
    );
    let state = if outcome == Outcome::Passed { State::ToClose } else { State::Handled };
    Ok(vec![(Fact::PostChecked { outcome }, s.at_desk(state))])
}
