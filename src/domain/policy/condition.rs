//! The named conditions of the policy table: the notes of the role table that are pure questions of access. What depends on
//! the state of the workflow is a guard of the transition instead.

use crate::domain::codes::{Role, UnitKind, Why};
use crate::domain::policy::target::{ConfigPart, PeopleAct, Subject, Target};
use crate::domain::policy::{Actor, Grant};

/// A condition that narrows a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// The case is not sealed.
    Ordinary,
    /// The case is sealed.
    Sealed,
    /// The grant names the sensitive desk, and the case stands at that desk's level.
    SensitiveDesk,
    /// The case is open.
    Open,
    /// The office has not registered it yet.
    BeforeRegister,
    /// The grant is for the very grid of the case.
    OwnGrid,
    /// The case stands at grid or community level.
    CommunityLevel,
    /// At community level, or held by the unit of the grant.
    CommunityHeld,
    /// The unit of the grant leads the current round.
    HoldingUnit,
    /// The unit of the grant leads or helps in the current round.
    WorkingUnit,
    /// The unit of the grant works or worked on it.
    WorkedUnit,
    /// The leading unit is a mediation committee.
    MediationUnit,
    /// The actor reported it, filed it for another, or holds the tracking code.
    AsReporter,
    /// The actor does the work of this round.
    AsHandler,
    /// The actor does or did the work, or checks it.
    AsWorker,
    /// The actor holds it: as handler, or claimed from a pool.
    AsHolder,
    /// An open offer to the actor.
    AsOffered,
    /// The actor shows the link by which the body at work was given this case, and it still holds.
    ByLink,
    /// The actor took the check order, or may take it.
    AsChecker,
    /// The reporter, or a volunteer who accepted, unless a neighbour is complained about.
    ReporterOrAccepted,
    /// Filed by proxy, or in the hands of the unit of the grant and about no neighbour.
    ProxyOrAssigned,
    /// The reporter agreed to be contacted.
    ReporterAgreed,
    /// No complaint about a neighbour.
    NoNeighbourComplaint,
    /// Neither the actor nor any of the actor's units did the work.
    NotOwnWork,
    /// The actor did not do the work; of the actor's units only the community's own desk may have.
    OtherPerson,
    /// None of the actor's units holds it.
    NotOwnUnit,
    /// The actor did not make the request.
    NotRequester,
    /// The actor did not report it.
    NotReporter,
    /// The actor did not reject it.
    NotRejecter,
    /// The actor did not dispatch it.
    NotDispatching,
    /// The actor was not the first reviewer.
    NotFirstReviewer,
    /// A case's own history only, not the logs of people and exports.
    OfCase,
    /// Limits and ladders only.
    LimitsAndLadders,
    /// Looking at, inviting and resetting volunteers only.
    VolunteersOnly,
    /// Reset codes for members and volunteers only.
    ResetCodeOnly,
    /// Looking and proposing only.
    ProposeOnly,
}

impl Condition {
    /// Whether the condition holds for this actor, through this grant, on this target.
    pub(super) fn holds(self, actor: &Actor, grant: Option<&Grant>, role: Role, target: &Target) -> bool {
        let unit = grant.and_then(|g| g.unit);
        let is = |person| actor.person.is_some() && actor.person == person;
        match self {
            Self::Ordinary => !target.sensitive,
            Self::Sealed => target.sensitive,
            Self::OfCase => target.case.is_some(),
            Self::SensitiveDesk => {
                grant.is_some_and(|g| g.sensitive_desk)
                    && target.at_community_level() == (role == Role::CommunityStaff)
            }
            Self::Open => target.open,
            Self::BeforeRegister => target.before_register,
            Self::OwnGrid => grant.is_some_and(|g| target.areas.grid == Some(g.area)),
            Self::CommunityLevel => target.at_community_level(),
            Self::CommunityHeld => target.at_community_level() || leads(unit, target),
            Self::HoldingUnit => leads(unit, target),
            Self::WorkingUnit => unit.is_some_and(|u| target.held_by_unit(u)),
            Self::WorkedUnit => unit.is_some_and(|u| target.worked_by_unit(u)),
            Self::MediationUnit => target.holder_unit_kind == Some(UnitKind::Mediation),
            Self::AsReporter => actor.reported(target),
            Self::AsHandler => is(target.handler),
            Self::AsWorker => actor.worked(target) || is(target.checker),
            Self::AsHolder => is(target.handler) || is(target.claimed_by),
            Self::AsOffered => actor.offered(target),
            Self::ByLink => actor.shows_link_of(target),
            Self::AsChecker => is(target.checker) || (target.checker.is_none() && actor.offered(target)),
            Self::ReporterOrAccepted => {
                actor.reported(target) || (is(target.handler) && !target.neighbour_complaint)
            }
            Self::ProxyOrAssigned => {
                target.proxy_by.is_some() || (leads(unit, target) && !target.neighbour_complaint)
            }
            Self::ReporterAgreed => target.contact_agreed,
            Self::NoNeighbourComplaint => !target.neighbour_complaint,
            Self::NotOwnWork => !actor.worked(target) && !actor.has_unit(|u| target.worked_by_unit(u)),
            Self::OtherPerson => {
                !actor.worked(target) && !actor.has_unit(|u| Some(u) != unit && target.worked_by_unit(u))
            }
            Self::NotOwnUnit => !actor.has_unit(|u| target.held_by_unit(u)),
            Self::NotRequester => !is(target.requested_by),
            Self::NotReporter => !actor.reported(target),
            Self::NotRejecter => !is(target.rejected_by),
            Self::NotDispatching => !is(target.dispatched_by),
            Self::NotFirstReviewer => !is(target.first_reviewer),
            Self::LimitsAndLadders | Self::VolunteersOnly | Self::ResetCodeOnly | Self::ProposeOnly => {
                target.subject.is_some_and(|subject| self.admits(subject))
            }
        }
    }

    /// The administrative conditions, which look at the subject alone.
    fn admits(self, subject: Subject) -> bool {
        use PeopleAct::{Change, Invite, Propose, ResetCode, See};
        match (self, subject) {
            (Self::LimitsAndLadders, Subject::Config(part)) => {
                matches!(part, ConfigPart::Limits | ConfigPart::Ladders)
            }
            (Self::VolunteersOnly, Subject::Person { act, role }) => match act {
                See => true,
                Invite | ResetCode | Change | PeopleAct::Grant => role == Some(Role::Volunteer),
                Propose => false,
            },
            (Self::ResetCodeOnly, Subject::Person { act, role }) => match act {
                See => true,
                ResetCode => matches!(role, Some(Role::Volunteer | Role::GridMember)),
                _ => false,
            },
            (Self::ProposeOnly, Subject::Person { act, .. }) => matches!(act, See | Propose),
            _ => false,
        }
    }

    /// What a person is told when the condition does not hold.
    pub const fn why_not(self) -> Why {
        match self {
            Self::Ordinary | Self::SensitiveDesk => Why::Sealed,
            Self::Open => Why::NotOpen,
            Self::BeforeRegister => Why::AlreadyRegistered,
            Self::OwnGrid => Why::NotOwnGrid,
            Self::CommunityLevel | Self::CommunityHeld => Why::NotCommunityLevel,
            Self::HoldingUnit | Self::WorkingUnit | Self::WorkedUnit => Why::OtherUnit,
            Self::MediationUnit => Why::NotMediationUnit,
            Self::AsReporter | Self::ReporterOrAccepted => Why::NotReporter,
            Self::AsHandler | Self::AsWorker | Self::AsHolder => Why::NotHandler,
            Self::AsOffered => Why::NotOffered,
            Self::AsChecker => Why::NotChecker,
            Self::ByLink => Why::NoLiveLink,
            Self::ProxyOrAssigned => Why::NotHeld,
            Self::ReporterAgreed => Why::ReporterNotAgreed,
            Self::NoNeighbourComplaint => Why::NeighbourComplaint,
            Self::NotOwnWork | Self::OtherPerson => Why::OwnWork,
            Self::NotOwnUnit => Why::OwnUnit,
            Self::NotRequester => Why::OwnRequest,
            Self::NotReporter => Why::OwnReport,
            Self::NotRejecter | Self::NotDispatching | Self::NotFirstReviewer => Why::OwnDecision,
            Self::LimitsAndLadders => Why::LimitsOnly,
            Self::Sealed | Self::OfCase => Why::NotYourRole,
            Self::VolunteersOnly => Why::VolunteersOnly,
            Self::ResetCodeOnly => Why::ResetCodeOnly,
            Self::ProposeOnly => Why::ProposeOnly,
        }
    }
}

fn leads(unit: Option<crate::domain::ids::UnitId>, target: &Target) -> bool {
    unit.is_some() && unit == target.holder_unit
}
