//! Intake: register, decline, withdraw, pass up, merge, refer.

use super::super::ctx::Matter;
use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::parts::{Clock, Former};
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::Field;
use super::{date_ahead, given};
use crate::domain::codes::{ClockKind, Level, State, UnitKind};

/// 立案: a condition is chosen and with it the limits; the category may be corrected on the way.
pub(in super::super) fn register(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let category = match (&s.input.category, &s.case.category) {
        (Some(new), _) => new.clone(),
        (None, old) => given(old.as_ref(), Field::Category)?,
    };
    let condition = given(s.input.condition.as_ref(), Field::Condition)?;
    let rule = s.ctx.rules.category(&category).ok_or(No::field(Code::UnknownCategory, Field::Category))?;
    let urgency = s
        .ctx
        .rules
        .condition(&category, &condition)
        .ok_or(No::field(Code::UnknownCondition, Field::Condition))?;
    let priority = s.input.priority.unwrap_or(urgency);
    let (category_is, condition_is) = (Some(category.as_str()), Some(condition.as_str()));
    let matter = Matter { category: category_is, condition: condition_is, priority, ..s.case.matter() };
    let step = Step {
        state: State::Registered,
        holder: Some(s.case.desk(s.case.level)),
        clock: Some(s.ctx.rules.step(ClockKind::Dispatch, &matter, s.ctx.now)),
        until: None,
    };
    let sensitive = s.case.sensitive || rule.sensitive;
    Ok(vec![(Fact::Registered { category, condition, priority, sensitive }, Some(step))])
}

/// 不予受理, with a reason the reporter can read.
pub(in super::super) fn reject(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    Ok(vec![(Fact::Rejected { reason }, s.over(State::Rejected))])
}

/// The reporter takes it back before the office has taken it on.
pub(in super::super) fn withdraw(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::Withdrawn, s.over(State::Voided))])
}

/// The next level's desk has it; its clock starts.
pub(in super::super) fn report_up(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    let level = match s.case.level {
        Level::Grid => Level::Community,
        _ => Level::Street,
    };
    let clock = s.case.state.clock_kind().map(|kind| s.ctx.rules.step(kind, &s.case.matter(), s.ctx.now));
    let step = Step { state: s.case.state, holder: Some(s.case.desk(level)), clock, until: None };
    Ok(vec![(Fact::PassedUp { level, reason }, Some(step))])
}

/// The case becomes a pointer to its parent.
pub(in super::super) fn merge(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let into = given(s.input.parent.as_ref(), Field::Parent)?;
    if into == s.case.id {
        return Err(No::field(Code::SameCase, Field::Parent));
    }
    let parent = s.ctx.parent.filter(|p| p.id == into && p.state.is_open());
    let parent = parent.ok_or(No::field(Code::ParentNotOpen, Field::Parent))?;
    if parent.sensitive != s.case.sensitive {
        return Err(No::field(Code::SealDiffers, Field::Parent));
    }
    let target = parent.target_for(s.actor, s.ctx.now);
    crate::domain::policy::permit(s.actor, crate::domain::codes::Right::Merge, &target)?;
    Ok(vec![(Fact::Merged { into }, s.over(State::Merged))])
}

/// The former state comes back, with as much time left as there was.
pub(in super::super) fn unmerge(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let former = s.case.former.as_ref().ok_or(No::rule(Code::WrongState))?;
    let Former { state, holder, clock, at, .. } = former;
    let resumed = |c: &Clock| s.ctx.rules.resumed(c, &s.case.waits, *at, s.ctx.now);
    let clock = clock.as_ref().map(resumed);
    let contact = s.case.contact.as_ref().map(resumed);
    Ok(vec![(Fact::Unmerged { contact }, Some(Step { state: *state, holder: *holder, clock, until: None }))])
}

/// A real matter, not ours: an outside body takes it, the desk keeps watch.
pub(in super::super) fn refer(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let due_at = date_ahead(s)?;
    if let Some(unit) = s.input.unit {
        let facts = s.ctx.units.get(&unit).ok_or(No::field(Code::UnknownUnit, Field::Unit))?;
        if s.case.sensitive && facts.kind == UnitKind::Link {
            return Err(No::field(Code::SensitiveNoOffer, Field::Unit));
        }
    }
    Ok(vec![referred(s, due_at)])
}

/// The step to `referred`: the desk watches until the body's date.
pub(in super::super) fn referred(s: &Scene<'_>, due_at: jiff::Timestamp) -> Draft {
    let fact = Fact::Referred { unit: s.input.unit, number: s.input.number.clone(), due_at };
    (fact, Some(watching(s, due_at)))
}

/// Where a case stands while somebody outside works on it.
pub(in super::super) fn watching(s: &Scene<'_>, due_at: jiff::Timestamp) -> Step {
    let clock = Clock {
        kind: ClockKind::Refer,
        since: s.ctx.now,
        warn_at: None,
        due_at,
        overdue: false,
        nags: 0,
        natural: true,
        fixed: true,
        terms: None,
        next: None,
        climbed: None,
        awaits: false,
        leg: 0,
    };
    Step { state: State::Referred, holder: Some(s.case.desk(s.case.level)), clock: Some(clock), until: None }
}
