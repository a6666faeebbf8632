//! The case: what the office works on. Its whole workflow is here as data and pure functions: `transition` is the table,
//! `decide` turns a command into events or a refusal, `apply` folds events into the projection, `fire` is what time does,
//! `actions` tells an actor what is open to it. No IO, no clock: times, rules and facts come in with [`ctx::Ctx`].

pub mod action;
pub mod actions;
pub mod apply;
mod climb;
pub mod clocks;
pub mod ctx;
pub mod decide;
mod effect;
pub mod event;
pub mod file;
pub mod fire;
pub mod guard;
pub mod known;
mod matter;
pub mod parts;
pub mod recount;
pub mod refusal;
pub mod rulebook;
pub mod state;
pub mod target;
pub mod telling;
pub mod transition;
pub mod words;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::domain::area_path::AreaPath;
use crate::domain::codes::{Level, Priority, Role, Source, State, UnitKind};
use crate::domain::ids::{AreaId, CaseId, IncidentId, PersonId, UnitId};
use crate::domain::limit_policy::NewRound;

pub use action::{Command, Input};
pub use actions::{ActionOffer, offered_actions};
pub use climb::Climb;
pub use ctx::{Ctx, Rulebook};
pub use decide::{Decision, decide};
pub use event::{Event, Fact, Filed, Step};
pub use parts::{Armed, CheckOrder, Clock, External, Holder, Offer, Order, Request, Terms, TextDigest, Wait};
pub use refusal::{Refusal, RefusalCode};

use parts::{CheckResult, Done, Former, is_false};
use words::RequestKind;

/// A case as its events leave it.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// How many events it has; the number of the last one.
    pub seq: i64,
    /// How many of them were decisions: what `If-Match` is compared with.
    pub version: i64,
    /// Where it stands.
    pub state: State,
    /// Which level has it.
    pub level: Level,
    /// Who answers for it; none once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// The clock of the present step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// The date at which a waiting case is resumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The handling clock, which outlives steps: stopped while waiting, cleared by a new round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Clock>,
    /// The register clock, kept while a look on site is taken inside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked: Option<Clock>,

    /// The incident it was opened with.
    pub incident: IncidentId,
    /// When the reporter saw it, or says so.
    pub occurred_at: Timestamp,
    /// When it was received.
    pub filed_at: Timestamp,
    /// When the last event happened.
    pub changed_at: Timestamp,
    /// Where it came from.
    pub source: Source,
    /// Who reported it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<PersonId>,
    /// Who typed it in for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_by: Option<PersonId>,
    /// The clock of the first call to the reporter, until that was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Clock>,
    /// The clock of the whole case, where it has a date: what was promised elsewhere, or the limit of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Clock>,
    /// Where it lies.
    pub areas: AreaPath,
    /// The place is still to be found.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unlocated: bool,
    /// The time seen cannot be true.
    #[serde(default, skip_serializing_if = "is_false")]
    pub time_doubtful: bool,
    /// The category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// The registration condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// How fast it must move.
    pub priority: Priority,
    /// Sealed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sensitive: bool,
    /// The reporter agreed to be contacted by whoever handles it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub contact_agreed: bool,
    /// It complains about a neighbour, so its handler must not learn who reported.
    #[serde(default, skip_serializing_if = "is_false")]
    pub neighbour_complaint: bool,
    /// Photos given at filing or with the look on site.
    #[serde(default)]
    pub photos: u32,

    /// The round of work: 1, and one more for each rework, reopening or failed try.
    pub round: u32,
    /// When the office took it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_at: Option<Timestamp>,
    /// When the unit signed for it in this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// When it was closed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// The unit that leads this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<UnitId>,
    /// What that unit is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_kind: Option<UnitKind>,
    /// Units that help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_units: Vec<UnitId>,
    /// The person at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler: Option<PersonId>,
    /// In which role; volunteers are asked anew each round, never ordered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handler_role: Option<Role>,
    /// Who took it from the desk's pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<PersonId>,
    /// Who did the work that waits to be checked and closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<Done>,
    /// The lead who confirmed that work, and so neither checks nor closes it; in a later round the same lead confirms again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_by: Option<PersonId>,
    /// Units that had it before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_units: Vec<UnitId>,
    /// Persons who worked on it before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past_handlers: Vec<PersonId>,
    /// Who dispatched it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispatched_by: Option<PersonId>,
    /// Who declined it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejected_by: Option<PersonId>,
    /// Returns by units in this round.
    #[serde(default)]
    pub returns: u32,
    /// A binding decision gave it to the unit: it cannot return it in this round.
    #[serde(default, skip_serializing_if = "is_false")]
    pub bound: bool,
    /// A reply to the reporter lies on file.
    #[serde(default, skip_serializing_if = "is_false")]
    pub replied: bool,

    /// The open offer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// The open check order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckOrder>,
    /// The last finding of a check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_check: Option<CheckResult>,
    /// The outside body at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external: Option<External>,
    /// What waits for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<Request>,
    /// Supervision orders and instructions that are not released.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
    /// Extensions granted.
    #[serde(default)]
    pub extensions: u32,
    /// Minutes of work time granted for waiting so far.
    #[serde(default)]
    pub waited_minutes: i64,
    /// It was suspended before; once is all there is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub was_suspended: bool,
    /// When the handling clock was stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<Timestamp>,
    /// The times in which its clocks stood still and which are over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Wait>,
    /// The states that the clock of the whole case leaves out, where the policy limits it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<State>,
    /// Since when the clock of the whole case stands still, where the policy limits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<Timestamp>,
    /// The times that the clock of the whole case has left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<Wait>,
    /// When this round began; none in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round_at: Option<Timestamp>,
    /// What this round does to the handling clock.
    #[serde(default, skip_serializing_if = "NewRound::is_usual")]
    pub time: NewRound,
    /// The handling clock of the round before, where it goes on in this one once somebody has the work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Clock>,
    /// When the work of the round was handed in, so that its handling clock came to rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rested_at: Option<Timestamp>,
    /// The times between rounds in which the handling clock rested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rests: Vec<Wait>,
    /// What it was before it was merged, and into which case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former: Option<Former>,
    /// Cases that were merged into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<CaseId>,
    /// Who follows it, with the reporters of merged cases.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followers: Vec<PersonId>,
    /// Who urged it in the last day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urged: Vec<(Option<PersonId>, Timestamp)>,
    /// The unit's work was late; an appeal cannot change that.
    #[serde(default, skip_serializing_if = "is_false")]
    pub was_late: bool,
    /// The reporter says it is not solved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solved: Option<bool>,
    /// Stars of the reporter for the last closing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<u8>,
    /// How often it was opened again.
    #[serde(default)]
    pub reopened: u32,
    /// The reporter has used the one reopening of his own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reporter_reopened: bool,
    /// The one review of a rejection was asked for.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reconsidered: bool,
    /// The one appeal was made.
    #[serde(default, skip_serializing_if = "is_false")]
    pub appealed: bool,
    /// The lateness does not count in statistics.
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_counted: bool,
    /// Left over from earlier years; shown apart.
    #[serde(default, skip_serializing_if = "is_false")]
    pub legacy: bool,
    /// Fixed on the spot by whoever filed it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub self_handled: bool,
}

impl Case {
    /// The request of a kind that waits for a decision.
    pub fn request(&self, kind: RequestKind) -> Option<&Request> {
        self.requests.iter().find(|r| r.kind == kind)
    }

    /// Whether the present work is in a volunteer's hands.
    pub fn with_volunteer(&self) -> bool {
        self.handler_role == Some(Role::Volunteer) || self.lead_kind == Some(UnitKind::Team)
    }

    /// Whether the reporter is one who is owed a reply and a call: residents and the hotline.
    pub const fn owes_reply(&self) -> bool {
        matches!(self.source, Source::Resident | Source::Hotline12345)
    }

    /// The area whose desk answers for the case at a level.
    pub fn desk(&self, level: Level) -> Holder {
        Holder::Desk { level, area: self.areas.at(level) }
    }

    /// Whether a second return in this round made it a matter for a binding decision.
    pub const fn needs_arbitration(&self) -> bool {
        self.returns >= 2 && !self.bound && matches!(self.state, State::Registered)
    }

    /// The area of the grid, community, street or district where the case lies at its level.
    pub fn desk_area(&self) -> Option<AreaId> {
        self.areas.at(self.level)
    }

    /// Who did or confirmed the work that waits to be checked, or is doing it.
    pub fn did_work(&self, person: PersonId) -> bool {
        let done = || self.done.iter().any(|d| d.person == Some(person));
        self.handler == Some(person) || self.confirmed_by == Some(person) || done()
    }
}
