//! Events that put a case into somebody's hands, or take it out of them.

use super::super::Case;
use super::super::event::{Event, Fact};
use super::super::parts::{External, Link, Offer};
use super::super::words::RequestKind;
use super::{remember, rounds};
use crate::domain::codes::{Role, UnitKind};
use crate::domain::ids::PersonId;

pub(super) fn hands(case: &mut Case, event: &Event) -> bool {
    match &event.fact {
        Fact::Claimed { person } if case.state.is_at_work() => give(case, *person, event.role),
        Fact::Claimed { person } => case.claimed_by = Some(*person),
        Fact::Referred { unit, number, .. } => {
            case.let_go();
            let called = case.request(RequestKind::Whistle).is_some();
            case.external = Some(External { unit: *unit, number: number.clone(), called, link: None });
            case.dispatched_by = event.by;
        }
        Fact::LinkIssued { .. } | Fact::LinkRevoked | Fact::LinkOpened => link(case, event),
        Fact::Dispatched { unit, unit_kind, co_units, person, handling, bound } => {
            case.lead = Some(*unit);
            case.lead_kind = Some(*unit_kind);
            case.co_units.clone_from(co_units);
            case.handler = *person;
            case.handler_role = person.map(|_| Role::DeptHandler);
            case.handling = Some(*handling);
            case.bound = *bound;
            case.dispatched_by = event.by;
        }
        Fact::Tasked { person, handling } => {
            give(case, *person, Role::GridMember);
            case.handling = Some(*handling);
            case.dispatched_by = event.by;
        }
        Fact::Offered { people, team, expires_at, handling } => {
            let (people, expires_at) = (people.clone(), *expires_at);
            case.offer = Some(Offer { no: case.seq, people, team: *team, expires_at });
            case.handling = Some(*handling);
            case.dispatched_by = event.by;
        }
        Fact::OfferAccepted => accept(case, event),
        Fact::OfferDeclined { person } => decline(case, event, *person),
        Fact::OfferLapsed => withdraw_offer(case, event),
        Fact::Received { person } => {
            case.received_at = Some(event.at);
            if let Some(person) = person {
                give(case, *person, Role::DeptHandler);
            }
        }
        Fact::Assigned { person } => give(case, *person, Role::DeptHandler),
        Fact::GivenBack { .. } => {
            if let Some(person) = case.handler.take() {
                remember(&mut case.past_handlers, person);
            }
            case.handler_role = None;
        }
        Fact::Returned { .. } => {
            case.returns += 1;
            case.let_go();
        }
        Fact::Reassigned { unit, unit_kind, person, handling, .. } => {
            reassign(case, *unit, *unit_kind, *person);
            case.handling = Some(*handling);
            case.dispatched_by = event.by;
        }
        Fact::HandedOver { person } => hand_over(case, *person),
        _ => return false,
    }
    true
}

pub(super) fn give(case: &mut Case, person: PersonId, role: Role) {
    if let Some(before) = case.handler.filter(|p| *p != person) {
        remember(&mut case.past_handlers, before);
    }
    case.handler = Some(person);
    case.handler_role = Some(role);
}

/// The link of the body at work: issued, opened or taken back.
fn link(case: &mut Case, event: &Event) {
    let no = case.seq;
    let Some(body) = &mut case.external else { return };
    match (&event.fact, &mut body.link) {
        (Fact::LinkIssued { expires_at }, link) => {
            *link = Some(Link { no, issued_at: event.at, expires_at: *expires_at, opened_at: None });
        }
        (Fact::LinkOpened, Some(link)) => link.opened_at = Some(event.at),
        (_, link) => *link = None,
    }
}

fn accept(case: &mut Case, event: &Event) {
    let team = case.offer.take().and_then(|o| o.team);
    case.lead = team;
    case.lead_kind = team.map(|_| UnitKind::Team);
    case.handler = event.by;
    case.handler_role = Some(Role::Volunteer);
    case.received_at = Some(event.at);
}

/// Who declines is forgotten as far as the case goes: no statistic, no reproach.
fn decline(case: &mut Case, event: &Event, person: PersonId) {
    if let Some(offer) = &mut case.offer {
        offer.people.retain(|p| *p != person);
    }
    if event.step.is_some() {
        withdraw_offer(case, event);
    }
}

fn withdraw_offer(case: &mut Case, event: &Event) {
    rounds::put_back(case, event);
    case.offer = None;
    case.handling = None;
}

fn reassign(
    case: &mut Case,
    unit: Option<crate::domain::ids::UnitId>,
    kind: Option<UnitKind>,
    person: Option<PersonId>,
) {
    if unit.is_some() {
        let handling = case.handling;
        case.let_go();
        case.handling = handling;
        case.lead = unit;
        case.lead_kind = kind;
        case.handler = person;
        case.handler_role = person.map(|_| Role::DeptHandler);
    } else if let Some(person) = person {
        give(case, person, Role::DeptHandler);
    }
}

fn hand_over(case: &mut Case, person: PersonId) {
    if let Some(check) = case.check.as_mut().filter(|c| c.taken_by.is_some()) {
        check.taken_by = Some(person);
    } else if case.state.is_at_work() && case.handler.is_some() {
        let role = case.handler_role.unwrap_or(Role::DeptHandler);
        give(case, person, role);
    } else {
        case.claimed_by = Some(person);
    }
    case.requests.retain(|r| r.kind != RequestKind::HandOver);
}
