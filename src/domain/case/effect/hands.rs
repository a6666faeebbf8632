//! Into whose hands a case goes: pool, dispatch, offers, receipt, assignment, return, reassignment, binding decision.

use jiff::{Timestamp, ToSpan as _};

use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::matter::gone_on;
use super::super::parts::{Clock, Holder};
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::Field;
use super::{date_ahead, desk, given};
use crate::domain::codes::{ClockKind, Level, Role, State, UnitKind};
use crate::domain::ids::{PersonId, UnitId};
use crate::domain::limit_policy::NewRound;

/// Takes it from the pool of a desk or a unit; everybody sees who has it.
pub(in super::super) fn claim(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotYours))?;
    let unit = if s.case.state.is_at_work() { s.case.lead } else { None };
    let step = Step {
        state: s.case.state,
        holder: Some(Holder::Person { person, unit }),
        clock: s.case.clock,
        until: None,
    };
    Ok(vec![(Fact::Claimed { person }, Some(step))])
}

/// Dispatches to a unit, to a grid member, or asks volunteers. Bodies that never log in are watched by the desk instead.
pub(in super::super) fn dispatch(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let handling = handling_clock(s)?;
    if !s.input.people.is_empty() {
        return offer(s, s.input.people.clone(), None, handling);
    }
    let Some(unit) = s.input.unit else { return task(s, handling) };
    let facts = s.ctx.units.get(&unit).ok_or(No::field(Code::UnknownUnit, Field::Unit))?;
    match facts.kind {
        UnitKind::Team => offer(s, Vec::new(), Some(unit), handling),
        UnitKind::Link | UnitKind::Outside => outside(s, handling),
        UnitKind::Department | UnitKind::CommunityDesk | UnitKind::Mediation => {
            Ok(vec![to_unit(s, unit, facts.kind, handling, false)?])
        }
    }
}

/// The case's limit, which a dispatcher may shorten and never lengthen.
fn handling_clock(s: &Scene<'_>) -> Result<Clock, No> {
    let round = s.case.round_at.or(s.case.registered_at).unwrap_or(s.ctx.now);
    let mut clock = match (&s.case.carried, s.case.time) {
        (Some(old), NewRound::Resume) => gone_on(s.case, old, s.ctx),
        (_, NewRound::Reset) => s.ctx.rules.handling(&s.case.matter(), round, round),
        _ => s.ctx.rules.handling(&s.case.matter(), round, s.ctx.now),
    };
    // For volunteers the date is the offer's, for outside bodies the desk's own watch.
    let ours = s.input.people.is_empty() && s.input.unit.is_none_or(|u| is_staff(s, u));
    if s.input.until.is_some() && ours {
        let until = date_ahead(s)?;
        if until > clock.due_at {
            return Err(No::field(Code::AfterLimit, Field::Until));
        }
        clock = s.ctx.rules.moved(&clock, until);
    }
    Ok(clock)
}

fn is_staff(s: &Scene<'_>, unit: UnitId) -> bool {
    let kind = s.ctx.units.get(&unit).map(|f| f.kind);
    matches!(kind, Some(UnitKind::Department | UnitKind::CommunityDesk | UnitKind::Mediation))
}

/// A body outside: until the date that the dispatcher watches, or the limit.
fn outside(s: &Scene<'_>, handling: Clock) -> Result<Vec<Draft>, No> {
    let kind = s.input.unit.and_then(|u| s.ctx.units.get(&u)).map(|f| f.kind);
    if s.case.sensitive && kind == Some(UnitKind::Link) {
        return Err(No::field(Code::SensitiveNoOffer, Field::Unit));
    }
    let due_at = if s.input.until.is_some() { date_ahead(s)? } else { handling.due_at };
    Ok(vec![desk::referred(s, due_at)])
}

/// A full-time grid member may simply be given the case.
fn task(s: &Scene<'_>, handling: Clock) -> Result<Vec<Draft>, No> {
    let person = given(s.input.person.as_ref(), Field::Unit)?;
    let grants = s.ctx.people.get(&person).ok_or(No::field(Code::UnknownPerson, Field::Person))?;
    let near = |role| grants.iter().any(|g| g.role == role && s.case.areas.within(g.area));
    if !near(Role::GridMember) {
        let code = if near(Role::Volunteer) { Code::VolunteersAreAsked } else { Code::UnknownPerson };
        return Err(No::field(code, Field::Person));
    }
    let clock = s.ctx.rules.step(ClockKind::Receive, &s.case.matter(), s.ctx.now);
    let holder = Some(Holder::Person { person, unit: None });
    let step = Step { state: State::Dispatched, holder, clock: Some(clock), until: None };
    Ok(vec![(Fact::Tasked { person, handling }, Some(step))])
}

fn offer(
    s: &Scene<'_>,
    people: Vec<PersonId>,
    team: Option<UnitId>,
    handling: Clock,
) -> Result<Vec<Draft>, No> {
    if s.case.sensitive {
        return Err(No::field(
            Code::SensitiveNoOffer,
            if team.is_some() { Field::Unit } else { Field::People },
        ));
    }
    let volunteer =
        |p: &PersonId| s.ctx.people.get(p).is_some_and(|gs| gs.iter().any(|g| g.role == Role::Volunteer));
    if !people.iter().all(volunteer) {
        return Err(No::field(Code::UnknownPerson, Field::People));
    }
    let expires_at = match s.input.until {
        Some(_) => date_ahead(s)?,
        None => s.ctx.now.checked_add(i64::from(s.ctx.limits.offer_hours).hours()).unwrap_or(Timestamp::MAX),
    };
    if expires_at > handling.due_at && handling.due_at > s.ctx.now {
        return lapse_before_due(s, people, team, handling);
    }
    Ok(vec![offered(s, people, team, expires_at, handling)])
}

/// An offer never outlives the limit of the work: it stands for half of what is left then.
fn lapse_before_due(
    s: &Scene<'_>,
    people: Vec<PersonId>,
    team: Option<UnitId>,
    handling: Clock,
) -> Result<Vec<Draft>, No> {
    if s.input.until.is_some() {
        return Err(No::field(Code::AfterLimit, Field::Until));
    }
    let half = handling.due_at.duration_since(s.ctx.now) / 2;
    let expires_at = s.ctx.now.checked_add(half).unwrap_or(handling.due_at);
    Ok(vec![offered(s, people, team, expires_at, handling)])
}

fn offered(
    s: &Scene<'_>,
    people: Vec<PersonId>,
    team: Option<UnitId>,
    expires_at: Timestamp,
    handling: Clock,
) -> Draft {
    let step = Step {
        state: State::Offered,
        holder: Some(s.case.desk(s.case.level)),
        clock: s.case.clock,
        until: None,
    };
    (Fact::Offered { people, team, expires_at, handling }, Some(step))
}

/// To a unit, and at once to one of its people if the dispatcher names one.
fn to_unit(
    s: &Scene<'_>,
    unit: UnitId,
    unit_kind: UnitKind,
    handling: Clock,
    bound: bool,
) -> Result<Draft, No> {
    for co in &s.input.co_units {
        if !s.ctx.units.contains_key(co) || *co == unit {
            return Err(No::field(Code::UnknownUnit, Field::CoUnits));
        }
    }
    if let Some(person) = s.input.person {
        member_of(s, person, unit)?;
    }
    let clock = s.ctx.rules.step(ClockKind::Receive, &s.case.matter(), s.ctx.now);
    let holder = match s.input.person {
        Some(person) => Holder::Person { person, unit: Some(unit) },
        None => Holder::Unit { unit },
    };
    let step = Step { state: State::Dispatched, holder: Some(holder), clock: Some(clock), until: None };
    let co_units = s.input.co_units.clone();
    Ok((Fact::Dispatched { unit, unit_kind, co_units, person: s.input.person, handling, bound }, Some(step)))
}

/// A person of the unit's staff; volunteers are asked, never assigned.
pub(in super::super) fn member_of(s: &Scene<'_>, person: PersonId, unit: UnitId) -> Result<(), No> {
    let grants = s.ctx.people.get(&person).ok_or(No::field(Code::UnknownPerson, Field::Person))?;
    let of_unit =
        |staff: bool| grants.iter().any(|g| g.unit == Some(unit) && (g.role != Role::Volunteer) == staff);
    match (of_unit(true), of_unit(false)) {
        (true, _) => Ok(()),
        (false, true) => Err(No::field(Code::VolunteersAreAsked, Field::Person)),
        (false, false) => Err(No::field(Code::NotInUnit, Field::Person)),
    }
}

/// A volunteer says yes; whoever says it first has the work.
pub(in super::super) fn accept_offer(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotOffered))?;
    let team = s.case.offer.as_ref().and_then(|o| o.team);
    let step = Step {
        state: State::Handling,
        holder: Some(Holder::Person { person, unit: team }),
        clock: s.case.handling,
        until: None,
    };
    Ok(vec![(Fact::OfferAccepted, Some(step))])
}

/// A volunteer says no, and is asked for no reason. The last one to say it sends the case back to the desk.
pub(in super::super) fn decline_offer(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = s.actor.person.ok_or(No::rule(Code::NotOffered))?;
    let offer = s.case.offer.as_ref().ok_or(No::rule(Code::NotOffered))?;
    if offer.team.is_some() {
        // A team's member speaks for himself: the offer stands for the others until it lapses.
        return Ok(vec![(Fact::OfferDeclined { person }, None)]);
    }
    let others = offer.people.iter().any(|p| *p != person);
    let step = if others { None } else { s.at_desk(State::Registered) };
    Ok(vec![(Fact::OfferDeclined { person }, step)])
}

/// 签收: the unit signs for it, and may name the handler in the same breath.
pub(in super::super) fn receive(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = match (s.input.person, s.case.lead) {
        (Some(person), Some(unit)) => {
            member_of(s, person, unit)?;
            Some(person)
        }
        (Some(_), None) => return Err(No::field(Code::NotInUnit, Field::Person)),
        (None, _) => s.case.handler,
    };
    Ok(vec![(Fact::Received { person: s.input.person }, Some(at_work(s, person)))])
}

/// Where a case stands while its unit works on it.
pub(in super::super) fn at_work(s: &Scene<'_>, person: Option<PersonId>) -> Step {
    let holder = match (person, s.case.lead) {
        (Some(person), unit) => Holder::Person { person, unit },
        (None, Some(unit)) => Holder::Unit { unit },
        (None, None) => s.case.desk(s.case.level),
    };
    Step { state: State::Handling, holder: Some(holder), clock: s.case.handling, until: None }
}

/// 指派: a handler inside the unit.
pub(in super::super) fn assign(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let person = given(s.input.person.as_ref(), Field::Person)?;
    let unit = s.case.lead.ok_or(No::rule(Code::NotInUnit))?;
    member_of(s, person, unit)?;
    let holder = Some(Holder::Person { person, unit: Some(unit) });
    let step = Step { state: s.case.state, holder, clock: s.case.clock, until: None };
    Ok(vec![(Fact::Assigned { person }, Some(step))])
}

/// 退回: a handler gives it back to the own lead first; the lead returns it to the desk.
pub(in super::super) fn give_back(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    let own_lead_first = s.permit.role == Role::DeptHandler && !s.leads_unit();
    match s.case.lead {
        Some(unit) if own_lead_first => {
            let step = Step {
                state: s.case.state,
                holder: Some(Holder::Unit { unit }),
                clock: s.case.clock,
                until: None,
            };
            Ok(vec![(Fact::GivenBack { reason }, Some(step))])
        }
        _ => {
            let mut step = s.at_desk(State::Registered);
            // The second return in a round goes to the street, whose leader decides.
            if s.case.returns >= 1
                && let Some(step) = &mut step
            {
                step.holder = Some(s.case.desk(s.case.level.max(Level::Street)));
            }
            Ok(vec![(Fact::Returned { reason }, step)])
        }
    }
}

/// 改派: another handler inside the unit, or another unit, which must sign for it. Not a return.
pub(in super::super) fn reassign(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    let handling = s.case.handling.ok_or(No::rule(Code::WrongState))?;
    let inside = !s.has_any(&[Role::Dispatcher, Role::CommunityStaff]);
    match (s.input.unit, s.input.person) {
        (Some(unit), _) if inside && s.case.lead != Some(unit) => {
            Err(No::field(Code::NotInUnit, Field::Unit))
        }
        (Some(unit), person) if s.case.lead != Some(unit) => {
            let facts = s.ctx.units.get(&unit).ok_or(No::field(Code::UnknownUnit, Field::Unit))?;
            let staff =
                matches!(facts.kind, UnitKind::Department | UnitKind::CommunityDesk | UnitKind::Mediation);
            if !staff {
                return Err(No::field(Code::UseRefer, Field::Unit));
            }
            let (_, step) = to_unit(s, unit, facts.kind, handling, false)?;
            let unit_kind = Some(facts.kind);
            Ok(vec![(Fact::Reassigned { unit: Some(unit), unit_kind, person, reason, handling }, step)])
        }
        (_, Some(person)) => {
            let unit = s.case.lead.ok_or(No::field(Code::NotInUnit, Field::Person))?;
            member_of(s, person, unit)?;
            let holder = Some(Holder::Person { person, unit: Some(unit) });
            let step = Step { state: s.case.state, holder, clock: s.case.clock, until: None };
            let fact =
                Fact::Reassigned { unit: None, unit_kind: None, person: Some(person), reason, handling };
            Ok(vec![(fact, Some(step))])
        }
        (_, None) => Err(No::field(Code::Missing, Field::Person)),
    }
}

/// 裁定: after the second return the street leader decides, and the unit cannot return it in this round.
pub(in super::super) fn arbitrate(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let unit = given(s.input.unit.as_ref(), Field::Unit)?;
    let facts = s.ctx.units.get(&unit).ok_or(No::field(Code::UnknownUnit, Field::Unit))?;
    let kind = matches!(facts.kind, UnitKind::Department | UnitKind::CommunityDesk | UnitKind::Mediation);
    if !kind || facts.level > Level::Street {
        return Err(No::field(Code::StreetUnitsOnly, Field::Unit));
    }
    let handling = handling_clock(s)?;
    Ok(vec![to_unit(s, unit, facts.kind, handling, true)?])
}
