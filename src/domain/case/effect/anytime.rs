//! What may happen to a case at any time while it is open: pressing, supervising, correcting, adding, marking.

use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::{Field, Outcome, RequestKind};
use super::{date_ahead, given, requests};
use crate::domain::codes::{Level, Role, State};

/// 敏感标记: raised at once; lowering needs a second person.
pub(in super::super) fn mark_sensitive(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    match (given(s.input.sensitive.as_ref(), Field::Sensitive)?, s.case.sensitive) {
        (true, false) => Ok(vec![(Fact::MarkedSensitive { on: true }, recall(s))]),
        (false, true) if s.case.request(RequestKind::LowerSensitive).is_some() => {
            Err(No::rule(Code::AlreadyPending))
        }
        (false, true) if !s.has_any(&[Role::Acceptor, Role::Dispatcher]) => Err(No::rule(Code::OwnDecision)),
        (false, true) => Ok(vec![(requests::asked(RequestKind::LowerSensitive, None, None, true), None)]),
        _ => Err(No::field(Code::NoChange, Field::Sensitive)),
    }
}

/// A case that becomes sensitive is recalled from those who may not see it any more: volunteers and grid members who were
/// asked, who took the check, or who are at work without a unit.
fn recall(s: &Scene<'_>) -> Option<Step> {
    let members = s.case.with_volunteer() || s.case.handler_role == Some(Role::GridMember);
    match s.case.state {
        State::Offered => s.at_desk(State::Registered),
        state if state.is_at_work() && members => s.at_desk(State::Registered),
        State::PreChecking | State::PostChecking => {
            let holder = Some(s.case.desk(s.case.level));
            Some(Step { state: s.case.state, holder, clock: s.case.clock, until: None })
        }
        _ => None,
    }
}

/// The second person agrees to lower the mark.
pub(in super::super) fn lower_sensitive(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::MarkedSensitive { on: false }, None)])
}

/// 历史遗留 is proposed.
pub(in super::super) fn propose_legacy(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(requests::asked(RequestKind::Legacy, None, None, true), None)])
}

/// 历史遗留 is agreed to.
pub(in super::super) fn grant_legacy(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::MarkedLegacy, None)])
}

/// 督办: an order with a date for the answer.
pub(in super::super) fn supervise(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let colour = given(s.input.colour.as_ref(), Field::Colour)?;
    let due_at = Some(date_ahead(s)?);
    Ok(vec![(Fact::Supervised { colour, due_at }, None)])
}

/// The unit answers the oldest order that waits.
pub(in super::super) fn supervise_reply(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let order = s.case.orders.iter().find(|o| !o.answered).map(|o| o.no).ok_or(No::rule(Code::NoOrder))?;
    Ok(vec![(Fact::SuperviseReplied { order }, None)])
}

/// The issuer is content with the answer.
pub(in super::super) fn release(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let order = answered(s)?;
    Ok(vec![(Fact::OrderReleased { order }, None)])
}

/// The issuer is not, and wants another answer.
pub(in super::super) fn ask_again(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::Refused { request: RequestKind::Order }, None)])
}

fn answered(s: &Scene<'_>) -> Result<i64, No> {
    let own = s.case.orders.iter().filter(|o| o.by.is_none() || o.by == s.actor.person);
    own.clone().find(|o| o.answered).map(|o| o.no).ok_or(No::rule(Code::NotAnswered))
}

/// 批示: a leader's remark to somebody, with a date that starts a timer; the inspector's has none.
pub(in super::super) fn instruct(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    if s.input.person.is_none() && s.input.unit.is_none() {
        return Err(No::field(Code::Missing, Field::Person));
    }
    if s.input.person.is_some_and(|p| !s.ctx.people.contains_key(&p)) {
        return Err(No::field(Code::UnknownPerson, Field::Person));
    }
    if s.input.unit.is_some_and(|u| !s.ctx.units.contains_key(&u)) {
        return Err(No::field(Code::UnknownUnit, Field::Unit));
    }
    let leader = s.actor.has_role(Role::StreetLeader);
    let due_at = match (s.input.until, leader) {
        (Some(_), true) => Some(date_ahead(s)?),
        (Some(_), false) => return Err(No::field(Code::NoDueTime, Field::Until)),
        (None, true) => return Err(No::field(Code::Missing, Field::Until)),
        (None, false) => None,
    };
    Ok(vec![(Fact::Instructed { person: s.input.person, unit: s.input.unit, due_at }, None)])
}

/// 催办.
pub(in super::super) fn urge(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::Urged, None)])
}

/// 加急, or down again by those who may. The time that was used stays used.
pub(in super::super) fn prioritise(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let priority = given(s.input.priority.as_ref(), Field::Priority)?;
    if priority == s.case.priority {
        return Err(No::field(Code::NoChange, Field::Priority));
    }
    // Declared from the most to the least urgent.
    if priority > s.case.priority && !s.has_any(&[Role::Dispatcher, Role::StreetLeader]) {
        return Err(No::field(Code::DowngradeNotYours, Field::Priority));
    }
    Ok(vec![(Fact::Prioritised { priority }, None)])
}

/// 确认知悉: somebody has seen the reminders that wait for it; they are not brought up again.
pub(in super::super) fn acknowledge(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let seen = s.case.running().filter(|clock| clock.awaits);
    let clocks = seen.map(|clock| {
        let next = s.ctx.rules.armed(clock, &s.case.ladder_query(clock.kind));
        (clock.kind, next)
    });
    Ok(vec![(Fact::Acknowledged { clocks: clocks.collect() }, None)])
}

/// 提级: by hand one level up; who is told follows from it.
pub(in super::super) fn escalate(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![raised(s.case)])
}

/// One level up, with the time that is left: what lies at a desk lies at the desk above, what somebody works on stays with him. Above
/// the street there is no desk: the case stays, and the street's leader hears.
pub(in super::super) fn raised(case: &super::super::Case) -> (Fact, Option<Step>) {
    let to = match case.level {
        // A community has one desk for sealed cases: those of its grids lie there as well.
        Level::Grid if !case.sensitive => Level::Community,
        Level::Grid | Level::Community => Level::Street,
        Level::Street | Level::District => Level::District,
    };
    let looked_at = case.check.as_ref().is_some_and(|check| check.taken_by.is_some());
    let in_hands = case.state.is_at_work() || looked_at || case.offer.is_some();
    let holder = if in_hands { case.holder } else { Some(case.desk(to)) };
    let step = Step { state: case.state, holder, clock: case.clock, until: case.until };
    (Fact::Escalated { to }, (to <= Level::Street).then_some(step))
}

/// 更正: category, condition, priority, words. What the clocks have used stays used.
pub(in super::super) fn edit(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let input = s.input;
    let codes = input.category.is_some() || input.condition.is_some() || input.priority.is_some();
    if !codes && input.text.is_none() {
        return Err(No::field(Code::Missing, Field::Text));
    }
    if codes && s.permit.role == Role::Resident {
        let field = if input.category.is_some() {
            Field::Category
        } else if input.condition.is_some() {
            Field::Condition
        } else {
            Field::Priority
        };
        return Err(No::field(Code::TextOnly, field));
    }
    let (category, condition) = corrected(s)?;
    let sealed = category.as_deref().and_then(|c| s.ctx.rules.category(c)).is_some_and(|rule| rule.sensitive);
    let mut drafts = vec![(Fact::Edited { category, condition, priority: input.priority }, None)];
    if sealed && !s.case.sensitive {
        drafts.push((Fact::MarkedSensitive { on: true }, recall(s)));
    }
    Ok(drafts)
}

/// The new category and condition; a registered case keeps a condition that its category has.
fn corrected(s: &Scene<'_>) -> Result<(Option<String>, Option<String>), No> {
    let category = s.input.category.clone();
    if let Some(code) = &category
        && s.ctx.rules.category(code).is_none()
    {
        return Err(No::field(Code::UnknownCategory, Field::Category));
    }
    let code = category.as_deref().or(s.case.category.as_deref());
    let condition = s.input.condition.clone();
    let registered = s.case.registered_at.is_some();
    let wanted = condition.as_deref().or(s.case.condition.as_deref().filter(|_| registered));
    match (code, wanted) {
        (Some(code), Some(wanted)) if s.ctx.rules.condition(code, wanted).is_none() => {
            Err(No::field(Code::UnknownCondition, Field::Condition))
        }
        (None, Some(_)) => Err(No::field(Code::Missing, Field::Category)),
        _ => Ok((category, condition)),
    }
}

/// The pin moved: both areas hear of it, and a desk's case goes to the desk of the new area.
pub(in super::super) fn transfer_grid(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    use super::super::parts::Holder;
    let areas = given(s.input.place.as_ref(), Field::Place)?;
    if areas.street.is_none() {
        return Err(No::field(Code::BadOption, Field::Place));
    }
    if areas == s.case.areas && !s.case.unlocated {
        return Err(No::field(Code::NoChange, Field::Place));
    }
    let step = match s.case.holder {
        Some(Holder::Desk { level, .. }) => Some(Step {
            state: s.case.state,
            holder: Some(Holder::Desk { level, area: areas.at(level) }),
            clock: s.case.clock,
            until: s.case.until,
        }),
        _ => None,
    };
    Ok(vec![(Fact::Moved { areas }, step)])
}

/// 补充: words or photos.
pub(in super::super) fn supplement(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    if s.input.text.is_none() && s.input.attachments.is_empty() {
        return Err(No::field(Code::Missing, Field::Text));
    }
    Ok(vec![(Fact::Supplemented, None)])
}

/// 备注, which the reporter does not see.
pub(in super::super) fn note(_: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::Noted, None)])
}

/// 联系诉求人: reached, which stops the first-contact clock, or tried.
pub(in super::super) fn contact(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome: Outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    Ok(vec![(Fact::ContactMade { outcome }, None)])
}

/// 关注, or no longer.
pub(in super::super) fn follow(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotYours))?;
    let on = s.input.on.unwrap_or(true);
    if s.case.followers.contains(&person) == on {
        return Err(No::field(Code::NoChange, Field::On));
    }
    Ok(vec![(Fact::Followed { on }, None)])
}
