//! Guards: what must be true of the case and the actor before a transition, whatever the command says. They are named, so
//! that the table can be read, and each refuses with its own code.

use jiff::ToSpan as _;

use super::decide::Scene;
use super::refusal::{No, RefusalCode as Code};
use super::words::RequestKind;
use crate::domain::codes::{Level, Role, UnitKind};

/// A named condition on case and actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// The open check order is free and the actor's to take.
    MayTakeCheck,
    /// The actor has taken the open check order.
    CheckIsYours,
    /// Nobody has taken the case from the pool.
    Unclaimed,
    /// The case stands below the street.
    BelowStreet,
    /// The case stands below the district.
    BelowTop,
    /// The actor asks for the one review that a rejection allows.
    AsksReconsider,
    /// The actor may decide the review.
    DecidesReconsider,
    /// Not returned twice in this round.
    NoArbitration,
    /// Returned twice in this round.
    ArbitrationDue,
    /// No binding decision gave it to the unit.
    NotBound,
    /// Not yet received, or received within the days in which a return is allowed.
    InReturnWindow,
    /// The actor drafts calls to the district.
    DraftsWhistle,
    /// The actor signs calls to the district, and did not draft this one.
    SignsWhistle,
    /// The handling clock has not run out.
    BeforeDue,
    /// An extension is left.
    ExtensionLeft,
    /// The actor leads the unit.
    UnitLead,
    /// The first extension is the dispatcher's, the second and engineering the leader's; a handler's own request needs his lead.
    RightExtender,
    /// It may still wait.
    WaitLeft,
    /// It was never suspended.
    NeverSuspended,
    /// It is with a mediation committee.
    WithMediators,
    /// The mediator is no party.
    NoConflict,
    /// Neither the actor nor the actor's unit did the work.
    NotOwnWork,
    /// The actor did not do the work, nor did the actor's unit, unless it is the community's own desk.
    MayClose,
    /// The check passed or was waived.
    CheckedOrWaived,
    /// The reporter has not rated this closing.
    Unrated,
    /// The reporter once and in time, the desk and the inspector at any time.
    MayReopen,
    /// The work was late.
    WasLate,
    /// No appeal was made.
    NeverAppealed,
    /// The actor did not ask.
    NotRequester,
    /// The actor is the colleague who is to take over.
    IsSuccessor,
    /// Somebody has it in person: checks it, works on it, or took it from the pool.
    InSomebodysHands,
    /// The actor is of the desk.
    DeskStaff,
    /// The actor leads the street.
    StreetLeader,
    /// It is no legacy yet.
    NotLegacy,
    /// An order or instruction waits for an answer.
    OrderOpen,
    /// An answered order of the actor's own.
    IssuedAnswered,
    /// It is with a body that answers through a link, and not sealed.
    WithLinkedBody,
    /// A link holds.
    LinkHolds,
    /// The body shows a link that nobody has opened yet.
    LinkUnopened,
    /// A reminder waits for somebody to say that he has seen it.
    AwaitsAck,
    /// Not urged too often.
    NotUrgedEnough,
    /// No void is asked for.
    NoVoidPending,
    /// No extension is asked for.
    NoExtendPending,
    /// No wait is asked for.
    NoPausePending,
    /// No suspension is asked for.
    NoSuspendPending,
    /// No call to the district is drafted.
    NoWhistlePending,
    /// No hand-over is open.
    NoHandOverPending,
    /// No legacy mark is proposed.
    NoLegacyPending,
}

impl Guard {
    /// Agrees or says why not.
    pub(super) fn check(self, s: &Scene<'_>) -> Result<(), No> {
        let (holds, code) = self.look(s);
        if holds { Ok(()) } else { Err(No::rule(code)) }
    }

    fn look(self, s: &Scene<'_>) -> (bool, Code) {
        match self {
            Self::BelowStreet => (s.case.level < Level::Street, Code::TopLevel),
            Self::BelowTop => (s.case.level < Level::District, Code::TopLevel),
            Self::NoArbitration => (!s.case.needs_arbitration(), Code::NeedsDecision),
            Self::ArbitrationDue => (s.case.needs_arbitration(), Code::NoDecisionDue),
            Self::NotBound => (!s.case.bound, Code::BoundByDecision),
            Self::InReturnWindow => (in_return_window(s), Code::ReturnTooLate),
            Self::BeforeDue => (s.case.handling.is_some_and(|c| s.ctx.now < c.due_at), Code::AlreadyDue),
            Self::ExtensionLeft => (s.case.extensions < s.ctx.limits.extensions, Code::NoMoreExtensions),
            Self::WaitLeft => (s.wait_left() > 0, Code::WaitedEnough),
            Self::NeverSuspended => (!s.case.was_suspended, Code::SuspendedBefore),
            Self::WithMediators => (s.case.lead_kind == Some(UnitKind::Mediation), Code::NotMediation),
            Self::NoConflict => (s.actor.person.is_none_or(|p| s.case.reporter != Some(p)), Code::Conflict),
            Self::CheckedOrWaived => (s.check_passed(), Code::NotChecked),
            Self::WasLate => (s.case.was_late, Code::NotLate),
            Self::NeverAppealed => (!s.case.appealed, Code::OnceOnly),
            Self::NotLegacy => (!s.case.legacy, Code::NoChange),
            Self::AwaitsAck => (s.case.running().any(|clock| clock.awaits), Code::NothingRaised),
            Self::NotUrgedEnough => (may_urge(s), Code::UrgedEnough),
            Self::OrderOpen => (s.case.orders.iter().any(|o| !o.answered), Code::NoOrder),
            Self::IssuedAnswered => issued_answered(s),
            Self::InSomebodysHands => (s.in_hands_of().is_some(), Code::NotYours),
            Self::WithLinkedBody => with_linked_body(s),
            Self::LinkHolds => (s.case.live_link(s.ctx.now).is_some(), Code::NoLink),
            Self::LinkUnopened => link_unopened(s),
            Self::Unrated => (s.case.stars.is_none(), Code::OnceOnly),
            _ => self.look_at_actor(s),
        }
    }

    fn look_at_actor(self, s: &Scene<'_>) -> (bool, Code) {
        let is = |person| person == s.actor.person && s.actor.person.is_some();
        match self {
            Self::MayTakeCheck => may_take(s),
            Self::CheckIsYours => check_is_yours(s),
            Self::Unclaimed => unclaimed(s),
            Self::AsksReconsider => asks_reconsider(s),
            Self::DecidesReconsider => {
                (!s.is_reporter() && !is(s.case.rejected_by) && s.not_requester(), Code::OwnDecision)
            }
            Self::DraftsWhistle => (s.actor.has_role(Role::Dispatcher), Code::DispatcherDecides),
            Self::SignsWhistle => {
                (s.actor.has_role(Role::StreetLeader) && s.not_requester(), Code::LeaderDecides)
            }
            Self::UnitLead => (s.leads_unit() && s.not_requester(), Code::LeadEndorsesFirst),
            Self::RightExtender => right_extender(s),
            Self::NotOwnWork => (s.had_no_hand(false), Code::OwnWork),
            Self::MayClose => (s.had_no_hand(true), Code::OwnWork),
            Self::MayReopen => may_reopen(s),
            Self::NotRequester => (s.not_requester(), Code::OwnRequest),
            Self::IsSuccessor => {
                (s.case.request(RequestKind::HandOver).is_some_and(|r| is(r.person)), Code::NotYours)
            }
            Self::DeskStaff => (s.has_any(&[Role::Acceptor, Role::Dispatcher]), Code::OwnDecision),
            Self::StreetLeader => (s.actor.has_role(Role::StreetLeader), Code::LeaderDecides),
            _ => self.look_at_requests(s),
        }
    }

    fn look_at_requests(self, s: &Scene<'_>) -> (bool, Code) {
        let kind = match self {
            Self::NoVoidPending => RequestKind::Void,
            Self::NoExtendPending => RequestKind::Extend,
            Self::NoPausePending => RequestKind::Pause,
            Self::NoSuspendPending => RequestKind::Suspend,
            Self::NoWhistlePending => RequestKind::Whistle,
            Self::NoHandOverPending => RequestKind::HandOver,
            _ => RequestKind::Legacy,
        };
        (s.case.request(kind).is_none(), Code::AlreadyPending)
    }
}

/// Sealed cases are given to bodies by word of mouth, never by a link that can be passed on.
fn with_linked_body(s: &Scene<'_>) -> (bool, Code) {
    if s.case.sensitive {
        return (false, Code::SensitiveNoOffer);
    }
    let unit = s.case.external.as_ref().and_then(|body| body.unit);
    let kind = unit.and_then(|unit| s.ctx.units.get(&unit)).map(|facts| facts.kind);
    (kind == Some(UnitKind::Link), Code::NoLinkedBody)
}

fn link_unopened(s: &Scene<'_>) -> (bool, Code) {
    let link = s.case.live_link(s.ctx.now);
    (s.actor.link.is_some() && link.is_some_and(|link| link.opened_at.is_none()), Code::NoLink)
}

fn in_return_window(s: &Scene<'_>) -> bool {
    s.case.received_at.is_none_or(|at| s.ctx.now <= s.ctx.rules.work_days_after(at, s.ctx.limits.return_days))
}

/// Each person once a day, and all together no oftener than the office set.
fn may_urge(s: &Scene<'_>) -> bool {
    let day_ago = s.ctx.now.checked_sub(24.hours()).unwrap_or(s.ctx.now);
    let today = || s.case.urged.iter().filter(|(_, at)| *at > day_ago);
    today().count() < s.ctx.limits.urges_per_day && !today().any(|(who, _)| *who == s.actor.person)
}

fn may_take(s: &Scene<'_>) -> (bool, Code) {
    let Some(check) = &s.case.check else { return (false, Code::NotTaken) };
    if check.taken_by.is_some() {
        return (false, Code::AlreadyTaken);
    }
    (s.actor.person.is_some_and(|p| !s.case.has_part(p)), Code::OwnWork)
}

/// Leads and staff may report a finding on the order without taking it first; members take it.
fn check_is_yours(s: &Scene<'_>) -> (bool, Code) {
    let taken = s.case.check.as_ref().and_then(|c| c.taken_by);
    match taken {
        Some(person) => (s.actor.person == Some(person), Code::AlreadyTaken),
        None => (!matches!(s.permit.role, Role::GridMember | Role::Volunteer), Code::NotTaken),
    }
}

fn unclaimed(s: &Scene<'_>) -> (bool, Code) {
    let free = s.case.claimed_by.is_none() && s.case.handler.is_none();
    let desk = !s.case.state.is_at_work();
    (if desk { s.case.claimed_by.is_none() } else { free }, Code::AlreadyTaken)
}

fn asks_reconsider(s: &Scene<'_>) -> (bool, Code) {
    if !s.is_reporter() {
        return (false, Code::NotReporter);
    }
    (!s.case.reconsidered, Code::OnceOnly)
}

fn right_extender(s: &Scene<'_>) -> (bool, Code) {
    let Some(request) = s.case.request(RequestKind::Extend) else { return (false, Code::NothingPending) };
    if !s.not_requester() {
        return (false, Code::OwnRequest);
    }
    let high = s.case.extensions > 0 || request.reason == Some(super::words::Reason::Engineering);
    (!high || s.actor.has_role(Role::StreetLeader), Code::LeaderDecides)
}

fn may_reopen(s: &Scene<'_>) -> (bool, Code) {
    if s.has_any(&[Role::Acceptor, Role::Supervisor, Role::StreetLeader]) && !s.is_reporter() {
        return (true, Code::TooLate);
    }
    if !s.is_reporter() {
        return (false, Code::NotReporter);
    }
    if s.case.reporter_reopened {
        return (false, Code::OnceOnly);
    }
    let last = s.case.closed_at.and_then(|at| at.checked_add((24 * s.ctx.limits.reopen_days).hours()).ok());
    (last.is_some_and(|last| s.ctx.now <= last), Code::TooLate)
}

fn issued_answered(s: &Scene<'_>) -> (bool, Code) {
    let own = || s.case.orders.iter().filter(|o| o.by.is_none() || o.by == s.actor.person);
    if own().next().is_none() {
        return (false, Code::IssuerOnly);
    }
    (own().any(|o| o.answered), Code::NotAnswered)
}
