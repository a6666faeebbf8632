//! After the end: call-back, rating, reopening, appeal, review of a rejection.

use super::super::decide::{Draft, Scene};
use super::super::event::Fact;
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::{Field, Outcome, RequestKind};
use super::{given, requests};
use crate::domain::codes::State;

/// 回访: reached or not; if reached, solved and satisfied are asked.
pub(in super::super) fn call_back(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    let (solved, satisfied) = match outcome {
        Outcome::Reached => (Some(given(s.input.solved.as_ref(), Field::Solved)?), s.input.satisfied),
        _ if s.input.solved.is_some() => return Err(No::field(Code::NotUsed, Field::Solved)),
        _ => (None, None),
    };
    Ok(vec![(Fact::CalledBack { outcome, solved, satisfied }, None)])
}

/// The reporter's own word on it.
pub(in super::super) fn rate(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let stars = given(s.input.stars.as_ref(), Field::Stars)?;
    let solved = given(s.input.solved.as_ref(), Field::Solved)?;
    if !(1..=5).contains(&stars) {
        return Err(No::field(Code::BadOption, Field::Stars));
    }
    Ok(vec![(Fact::Rated { stars, solved }, None)])
}

/// 重新办理: a new round at the desk.
pub(in super::super) fn reopen(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    let by_reporter = s.is_reporter();
    let time = s.ctx.rules.on_reopen();
    Ok(vec![(Fact::Reopened { reason, by_reporter, time }, s.at_desk(State::Registered))])
}

/// 申诉: once, by the unit, after closing, when the work was late. Two reviewers follow.
pub(in super::super) fn ask_appeal(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = s.input.reason;
    Ok(vec![(requests::asked(RequestKind::Appeal, reason, None, false), None)])
}

/// The second reviewer agrees: it does not count, and stays visible as late.
pub(in super::super) fn grant_appeal(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let first = s.case.request(RequestKind::Appeal).and_then(|r| r.first);
    if first.is_some() && first == s.actor.person {
        return Err(No::rule(Code::OwnDecision));
    }
    Ok(vec![(Fact::AppealGranted, None)])
}

/// The rejection is undone.
pub(in super::super) fn take_on(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::Reconsidered, s.at_desk(State::Reported))])
}
