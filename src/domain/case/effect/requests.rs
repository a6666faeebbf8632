//! What one person asks and another decides: extension, wait, suspension, void, call to the district, hand-over.

use jiff::Timestamp;

use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::parts::{Clock, Holder};
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::{Field, Reason, RequestKind};
use super::{date_ahead, desk, given, hands};
use crate::domain::codes::{ClockKind, Level, Role, State, UnitKind};

/// The event of a request.
pub(in super::super) const fn asked(
    request: RequestKind,
    reason: Option<Reason>,
    until: Option<Timestamp>,
    last_stage: bool,
) -> Fact {
    Fact::Asked { request, reason, until, unit: None, person: None, last_stage }
}

/// 申请延期: the new due time; asking does not stop the clock. A handler's own request goes to the own lead first.
pub(in super::super) fn ask_extend(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let until = date_ahead(s)?;
    if s.case.handling.is_some_and(|c| until <= c.due_at) {
        return Err(No::field(Code::NoChange, Field::Until));
    }
    let to_lead = s.case.lead.is_some() && !s.leads_unit() && s.permit.role == Role::DeptHandler;
    Ok(vec![(asked(RequestKind::Extend, s.input.reason, Some(until), !to_lead), None)])
}

/// The first of two stages agrees.
pub(in super::super) fn endorse(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let request = s.request.ok_or(No::rule(Code::NothingPending))?;
    Ok(vec![(Fact::Endorsed { request }, None)])
}

/// A request is turned down; the case stays as it is.
pub(in super::super) fn refuse(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let request = s.request.ok_or(No::rule(Code::NothingPending))?;
    let step = (request == RequestKind::Reconsider).then(|| s.over(State::Rejected)).flatten();
    Ok(vec![(Fact::Refused { request }, step)])
}

/// The date that was asked for.
fn wanted(s: &Scene<'_>, kind: RequestKind) -> Result<Timestamp, No> {
    let until = s.case.request(kind).and_then(|r| r.until).ok_or(No::rule(Code::NothingPending))?;
    if until <= s.ctx.now {
        return Err(No::rule(Code::DateInPast));
    }
    Ok(until)
}

/// The extension is granted: the handling clock gets the new due time.
pub(in super::super) fn extend(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let due_at = wanted(s, RequestKind::Extend)?;
    let old = s.case.handling.ok_or(No::rule(Code::WrongState))?;
    if s.ctx.now >= old.due_at {
        return Err(No::rule(Code::AlreadyDue));
    }
    let moved = s.ctx.rules.moved(&old, due_at);
    let handling = Clock { overdue: false, nags: 0, climbed: None, awaits: false, leg: old.leg + 1, ..moved };
    let step = Step { state: s.case.state, holder: s.case.holder, clock: Some(handling), until: None };
    Ok(vec![(Fact::Extended { handling }, Some(step))])
}

/// 申请等待: weather, access or a third party, five work days in sum (workflow §2).
pub(in super::super) fn ask_pause(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let until = date_ahead(s)?;
    if s.ctx.rules.work_minutes(s.ctx.now, until) > s.wait_left() {
        return Err(No::field(Code::WaitedEnough, Field::Until));
    }
    Ok(vec![(asked(RequestKind::Pause, s.input.reason, Some(until), true), None)])
}

/// The wait is granted; the clock stops now. A unit's own lead grants short ones only.
pub(in super::super) fn pause(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let until = wanted(s, RequestKind::Pause)?;
    if !s.not_requester() {
        return Err(No::rule(Code::OwnRequest));
    }
    let minutes = s.ctx.rules.work_minutes(s.ctx.now, until);
    if !s.actor.has_role(Role::Dispatcher) && minutes > i64::from(s.ctx.limits.lead_wait_hours) * 60 {
        return Err(No::rule(Code::DispatcherDecides));
    }
    Ok(vec![(Fact::Paused { work_minutes: minutes }, waiting(s, State::Paused, until))])
}

fn waiting(s: &Scene<'_>, state: State, until: Timestamp) -> Option<Step> {
    Some(Step { state, holder: s.case.holder, clock: None, until: Some(until) })
}

/// 申请挂账: season or engineering, to a date within a year, once.
pub(in super::super) fn ask_suspend(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let until = date_ahead(s)?;
    Ok(vec![(asked(RequestKind::Suspend, s.input.reason, Some(until), true), None)])
}

/// The suspension is granted.
pub(in super::super) fn suspend(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let until = wanted(s, RequestKind::Suspend)?;
    Ok(vec![(Fact::Suspended, waiting(s, State::Suspended, until))])
}

/// Work goes on, with as much time left as there was. Of a wait that ends early the rest is given back.
pub(in super::super) fn resume(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let handling = s.case.handling.ok_or(No::rule(Code::WrongState))?;
    let stopped = s.case.stopped_at.unwrap_or(s.ctx.now);
    let handling = s.ctx.rules.resumed(&handling, &s.case.handling_waits(), stopped, s.ctx.now);
    let mut step = hands::at_work(s, s.case.handler);
    step.clock = Some(handling);
    let unused = s.case.until.filter(|until| s.case.state == State::Paused && *until > s.ctx.now);
    let unused_minutes = unused.map_or(0, |until| s.ctx.rules.work_minutes(s.ctx.now, until));
    Ok(vec![(Fact::Resumed { handling, unused_minutes }, Some(step))])
}

/// 申请作废, by the office.
pub(in super::super) fn ask_void(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(asked(RequestKind::Void, s.input.reason, None, true), None)])
}

/// After registering, a withdrawal is a request to void.
pub(in super::super) fn ask_withdraw(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(asked(RequestKind::Void, Some(Reason::Withdrawn), None, true), None)])
}

/// The second person agrees to void it: neither requester, reporter nor handler.
pub(in super::super) fn void(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    if s.is_reporter() {
        return Err(No::rule(Code::OwnDecision));
    }
    if s.actor.person.is_some_and(|p| s.case.did_work(p)) {
        return Err(No::rule(Code::OwnWork));
    }
    Ok(vec![(Fact::Voided, s.over(State::Voided))])
}

/// 申请复核: the reporter objects to a rejection, once.
pub(in super::super) fn ask_reconsider(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    // Still declined, but somebody has to answer by a date.
    let clock = s.ctx.rules.step(ClockKind::Register, &s.case.matter(), s.ctx.now);
    let step = Step { state: State::Rejected, holder: None, clock: Some(clock), until: None };
    Ok(vec![(asked(RequestKind::Reconsider, None, None, true), Some(step))])
}

/// 街呼区应 is drafted: which district body, and by when it must answer.
pub(in super::super) fn draft_whistle(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let unit = given(s.input.unit.as_ref(), Field::Unit)?;
    let until = Some(date_ahead(s)?);
    let facts = s.ctx.units.get(&unit).ok_or(No::field(Code::UnknownUnit, Field::Unit))?;
    if facts.level < Level::District && facts.kind != UnitKind::Outside {
        return Err(No::field(Code::UnknownUnit, Field::Unit));
    }
    let request = RequestKind::Whistle;
    let fact = Fact::Asked { request, reason: None, until, unit: Some(unit), person: None, last_stage: true };
    Ok(vec![(fact, None)])
}

/// The leader signs: the district body has it, the desk keeps watch.
pub(in super::super) fn sign_whistle(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let due_at = wanted(s, RequestKind::Whistle)?;
    let unit = s.case.request(RequestKind::Whistle).and_then(|r| r.unit);
    Ok(vec![(Fact::Referred { unit, number: None, due_at }, Some(desk::watching(s, due_at)))])
}

/// 交接: a named colleague is asked to take over what is in the actor's hands, or in those of the actor's people.
pub(in super::super) fn ask_hand_over(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = given(s.input.person.as_ref(), Field::Person)?;
    let from = s.in_hands_of().ok_or(No::rule(Code::NotYours))?;
    let grants = s.ctx.people.get(&person).ok_or(No::field(Code::UnknownPerson, Field::Person))?;
    if person == from {
        return Err(No::field(Code::NoChange, Field::Person));
    }
    if s.case.done.iter().any(|d| d.person == Some(person)) && s.case.check.is_some() {
        return Err(No::field(Code::OwnWork, Field::Person));
    }
    let at_work = s.case.state.is_at_work();
    let same_unit = !at_work || s.case.lead.is_none() || grants.iter().any(|g| g.unit == s.case.lead);
    let peers = s.case.handler_role.is_none()
        || !at_work
        || grants.iter().any(|g| Some(g.role) == s.case.handler_role || g.unit == s.case.lead);
    if grants.is_empty() || !same_unit || !peers {
        return Err(No::field(Code::NotInUnit, Field::Person));
    }
    let request = RequestKind::HandOver;
    let fact = Fact::Asked {
        request,
        reason: None,
        until: None,
        unit: None,
        person: Some(person),
        last_stage: true,
    };
    Ok(vec![(fact, None)])
}

/// The colleague agrees and has it.
pub(in super::super) fn take_over(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotYours))?;
    let unit = if s.case.state.is_at_work() { s.case.lead } else { None };
    let holder = match s.case.holder {
        Some(Holder::Person { .. }) => Some(Holder::Person { person, unit }),
        other => other,
    };
    let step = Step { state: s.case.state, holder, clock: s.case.clock, until: s.case.until };
    Ok(vec![(Fact::HandedOver { person }, Some(step))])
}
