//! What access depends on in a target: a case, or a subject of administration. Facts only; the rules are in the table.

use crate::domain::area_path::AreaPath;
use crate::domain::codes::{Level, Role, UnitKind};
use crate::domain::ids::{CaseId, PersonId, UnitId};

/// The facts about a target that the policy table looks at. A target that is no case leaves the case's fields empty.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of a case, each a column, none a state")]
pub struct Target {
    /// The case, matched against a reporter's tracking code.
    pub case: Option<CaseId>,
    /// Where it lies.
    pub areas: AreaPath,
    /// The level it stands at.
    pub level: Option<Level>,
    /// Sealed: seen by the reporter's receipt, the named desk of the level and the holders only.
    pub sensitive: bool,
    /// Not in a final state.
    pub open: bool,
    /// The office has not yet registered it.
    pub before_register: bool,
    /// Who reported it; none for an anonymous or outside report.
    pub reporter: Option<PersonId>,
    /// Who filed it for somebody without an account.
    pub proxy_by: Option<PersonId>,
    /// The reporter agreed to be contacted by the handler.
    pub contact_agreed: bool,
    /// The report complains about a neighbour: its handler must not learn who reported.
    pub neighbour_complaint: bool,
    /// The lead unit of the current round; kept when the work is handed in, until another round begins.
    pub holder_unit: Option<UnitId>,
    /// What kind of unit that is.
    pub holder_unit_kind: Option<UnitKind>,
    /// Units that help in the current round.
    pub co_units: Vec<UnitId>,
    /// Units that worked on it in earlier rounds, or gave it back.
    pub past_units: Vec<UnitId>,
    /// The person who took it from a desk's pool.
    pub claimed_by: Option<PersonId>,
    /// The person who does the work of the current round.
    pub handler: Option<PersonId>,
    /// Persons who did work in earlier rounds or before a change of hands.
    pub past_handlers: Vec<PersonId>,
    /// The person who took the open check order.
    pub checker: Option<PersonId>,
    /// Persons to whom an open offer, or an untaken check order, stands.
    pub offered_to: Vec<PersonId>,
    /// The event that issued the link by which the body at work may open it; none when no link holds.
    pub link: Option<i64>,
    /// Who dispatched it last.
    pub dispatched_by: Option<PersonId>,
    /// Who rejected it.
    pub rejected_by: Option<PersonId>,
    /// Who made the request that now waits for a decision.
    pub requested_by: Option<PersonId>,
    /// Who reviewed the appeal first.
    pub first_reviewer: Option<PersonId>,
    /// What is administered, when the target is no case.
    pub subject: Option<Subject>,
}

impl Target {
    /// Whether the person reported it or filed it for another.
    pub fn reported_by(&self, person: PersonId) -> bool {
        self.reporter == Some(person) || self.proxy_by == Some(person)
    }

    /// Whether the person does, or did, the work.
    pub fn worked_by(&self, person: PersonId) -> bool {
        self.handler == Some(person) || self.past_handlers.contains(&person)
    }

    /// Whether the unit leads or helps in the current round.
    pub fn held_by_unit(&self, unit: UnitId) -> bool {
        self.holder_unit == Some(unit) || self.co_units.contains(&unit)
    }

    /// Whether the unit works, or worked, on it.
    pub fn worked_by_unit(&self, unit: UnitId) -> bool {
        self.held_by_unit(unit) || self.past_units.contains(&unit)
    }

    /// Whether the level belongs to the community's desk. A case in no known community has no such desk: the street's takes it.
    pub fn at_community_level(&self) -> bool {
        matches!(self.level, Some(Level::Grid | Level::Community)) && self.areas.community.is_some()
    }
}

/// A subject of administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A part of the configuration.
    Config(ConfigPart),
    /// A person's account or grant.
    Person {
        /// What is done.
        act: PeopleAct,
        /// The role that is granted or ended, or the highest the person holds.
        role: Option<Role>,
    },
}

/// The parts of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConfigPart {
    /// Categories, conditions, departments of a category.
    Catalogue,
    /// Time limits.
    Limits,
    /// Escalation ladders.
    Ladders,
    /// Calendars of working days and hours.
    Calendars,
    /// Areas and their shapes.
    Areas,
    /// Handling units.
    Units,
    /// What is told to people and programs: the words of messages, and the list of those on their way.
    Messages,
}

/// What is done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeopleAct {
    /// Look at a person and the grants.
    See,
    /// Open an account with a grant.
    Invite,
    /// Issue a log-in reset code.
    ResetCode,
    /// Grant a role, end a grant.
    Grant,
    /// Propose a grant for the administrator to decide.
    Propose,
    /// Change or close an account.
    Change,
}
