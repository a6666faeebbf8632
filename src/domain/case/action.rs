//! Commands: an action and what was filled in. One flat form serves every action; which fields an action uses and which it
//! demands is data in `transition`, so that clients, refusals and documentation read the same table.

use jiff::Timestamp;

use super::parts::{Attached, TextDigest};
use super::words::{Field, OrderColour, Outcome, Reason, RequestKind};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{ActionCode, CheckMode, Priority};
use crate::domain::ids::{CaseId, PersonId, UnitId};

/// Something an actor wants done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What.
    pub action: ActionCode,
    /// With what.
    pub input: Input,
}

impl Command {
    /// Whether it must be said which version of the case was read. Not where a stale view does no harm: remarks, what only
    /// the actor's own part depends on, and what the first to come has.
    pub const fn needs_version(action: ActionCode) -> bool {
        use ActionCode as A;
        !matches!(
            action,
            A::Supplement
                | A::Follow
                | A::Note
                | A::Contact
                | A::Urge
                | A::IssueLink
                | A::RevokeLink
                | A::OpenLink
                | A::Acknowledge
                | A::Escalate
                | A::Claim
                | A::AcceptOffer
                | A::DeclineOffer
                | A::PreCheckResult
                | A::PostCheckResult
                | A::SuperviseReply
                | A::Withdraw
                | A::Rate
                | A::Callback
        )
    }

    /// A command without any field.
    pub fn plain(action: ActionCode) -> Self {
        Self { action, input: Input::default() }
    }
}

/// The fields of a command; see [`Field`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    /// Reason, remark or finding in words; the digest of it.
    pub text: Option<TextDigest>,
    /// The reply that the reporter will read; the digest of it.
    pub reply: Option<TextDigest>,
    /// The reason as a code.
    pub reason: Option<Reason>,
    /// On which rule or list item a return rests; a short code or reference.
    pub basis: Option<String>,
    /// Category.
    pub category: Option<String>,
    /// Registration condition.
    pub condition: Option<String>,
    /// Priority.
    pub priority: Option<Priority>,
    /// A unit.
    pub unit: Option<UnitId>,
    /// Units that help.
    pub co_units: Vec<UnitId>,
    /// A person of the staff.
    pub person: Option<PersonId>,
    /// Volunteers who are asked.
    pub people: Vec<PersonId>,
    /// A due time, or the end of a wait.
    pub until: Option<Timestamp>,
    /// Which request is decided.
    pub request: Option<RequestKind>,
    /// A result.
    pub outcome: Option<Outcome>,
    /// Whether it is solved.
    pub solved: Option<bool>,
    /// Whether the reporter is satisfied.
    pub satisfied: Option<bool>,
    /// One to five.
    pub stars: Option<u8>,
    /// Photos and documents.
    pub attachments: Vec<Attached>,
    /// The parties' consent.
    pub consent: Option<bool>,
    /// An outside body's number.
    pub number: Option<String>,
    /// The parent of a merge.
    pub parent: Option<CaseId>,
    /// How to check.
    pub mode: Option<CheckMode>,
    /// The weight of an order.
    pub colour: Option<OrderColour>,
    /// The areas of a new pin.
    pub place: Option<AreaPath>,
    /// Raise (true) or lower (false) the sensitive mark.
    pub sensitive: Option<bool>,
    /// The dispatch that goes with registering.
    pub dispatch: Option<Box<Input>>,
    /// The closing condition holds.
    pub condition_met: Option<bool>,
    /// Switches something on or off.
    pub on: Option<bool>,
}

impl Input {
    /// Whether a field was filled in.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Text => self.text.is_some(),
            Field::Reply => self.reply.is_some(),
            Field::Reason => self.reason.is_some(),
            Field::Basis => self.basis.is_some(),
            Field::Category => self.category.is_some(),
            Field::Condition => self.condition.is_some(),
            Field::Priority => self.priority.is_some(),
            Field::Unit => self.unit.is_some(),
            Field::CoUnits => !self.co_units.is_empty(),
            Field::Person => self.person.is_some(),
            Field::People => !self.people.is_empty(),
            Field::Until => self.until.is_some(),
            Field::Request => self.request.is_some(),
            Field::Outcome => self.outcome.is_some(),
            Field::Solved => self.solved.is_some(),
            Field::Satisfied => self.satisfied.is_some(),
            Field::Stars => self.stars.is_some(),
            Field::Attachments => !self.attachments.is_empty(),
            Field::Consent => self.consent.is_some(),
            Field::Number => self.number.is_some(),
            Field::Parent => self.parent.is_some(),
            Field::Mode => self.mode.is_some(),
            Field::Colour => self.colour.is_some(),
            Field::Place => self.place.is_some(),
            Field::Sensitive => self.sensitive.is_some(),
            Field::Dispatch => self.dispatch.is_some(),
            Field::ConditionMet => self.condition_met.is_some(),
            Field::On => self.on.is_some(),
        }
    }
}
