//! What a decision may look at besides the case: the time, the rules in force, and the facts about units, people and other
//! cases that the command names. The service loads them; the domain asks for nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Case;
use super::climb::Climb;
use super::parts::{Armed, Clock, Wait};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{CheckMode, ClockKind, Level, Priority, State, UnitKind};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::ladder::{LadderAction, LadderQuery};
use crate::domain::limit_policy::NewRound;
use crate::domain::policy::Grant;

/// What the catalogue says of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryRule {
    /// Where its cases start.
    pub level: Level,
    /// How fast they must move.
    pub priority: Priority,
    /// Whether they are sealed from the first day.
    pub sensitive: bool,
    /// Whether a member may fix it on the spot.
    pub self_handling: bool,
    /// How the result is checked.
    pub check_mode: CheckMode,
    /// What the handler must show.
    pub proof: ProofRule,
}

/// What a handler must show.
#[expect(clippy::struct_excessive_bools, reason = "four kinds of proof, each asked for or not")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProofRule {
    /// A photo from before; one given at filing will do.
    pub before: bool,
    /// A photo from after.
    pub after: bool,
    /// A document.
    pub document: bool,
    /// A record in words.
    pub record: bool,
}

/// What the limits of a case are chosen by.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// The category, once it is known.
    pub category: Option<&'a str>,
    /// The condition, once it is chosen.
    pub condition: Option<&'a str>,
    /// How fast it must move.
    pub priority: Priority,
    /// Where it lies.
    pub areas: &'a AreaPath,
}

impl Case {
    /// What its limits are chosen by.
    pub fn matter(&self) -> Matter<'_> {
        Matter {
            category: self.category.as_deref(),
            condition: self.condition.as_deref(),
            priority: self.priority,
            areas: &self.areas,
        }
    }
}

/// The rules in force: catalogue, limits and calendar. Every answer is total, because a report is never lost: where the
/// calendar ends, the limit runs on in natural time.
pub trait Rulebook {
    /// A category that exists today.
    fn category(&self, code: &str) -> Option<CategoryRule>;

    /// The priority of a condition, when the category has such a condition.
    fn condition(&self, category: &str, condition: &str) -> Option<Priority>;

    /// The clock of a step.
    fn step(&self, kind: ClockKind, matter: &Matter<'_>, from: Timestamp) -> Clock;

    /// The handling clock; `registered_at` counts where the condition's clock starts there.
    fn handling(&self, matter: &Matter<'_>, registered_at: Timestamp, from: Timestamp) -> Clock;

    /// The clock of the whole case, if the policy limits it.
    fn whole(&self, matter: &Matter<'_>, from: Timestamp) -> Option<Clock>;

    /// The states that a limited whole case leaves out.
    fn left_out(&self) -> Vec<State>;

    /// What rework does to the handling clock.
    fn on_rework(&self) -> NewRound;

    /// What reopening does to the handling clock.
    fn on_reopen(&self) -> NewRound;

    /// The clock with a due time that somebody sets.
    fn moved(&self, clock: &Clock, due_at: Timestamp) -> Clock;

    /// The next step of a clock's ladder.
    fn armed(&self, clock: &Clock, query: &LadderQuery<'_>) -> Option<Armed>;

    /// The step of a clock's ladder that is due now, and what it does.
    fn climb(
        &self,
        clock: &Clock,
        query: &LadderQuery<'_>,
        now: Timestamp,
    ) -> Option<(Climb, Vec<LadderAction>)>;

    /// The close of the n-th work day after `from`.
    fn work_days_after(&self, from: Timestamp, days: u32) -> Timestamp;

    /// Minutes of work time between two instants.
    fn work_minutes(&self, from: Timestamp, to: Timestamp) -> i64;

    /// Minutes of work time in a full working day.
    fn work_day_minutes(&self) -> i64;

    /// A clock that stood still from `stopped_at` to `now`, and in `waits` before that: what was left of it is left.
    fn resumed(&self, clock: &Clock, waits: &[Wait], stopped_at: Timestamp, now: Timestamp) -> Clock;

    /// A clock whose limit was replaced by that of `new`: it began when the `old` one did, and what was used stays used. A
    /// date that somebody granted or set still holds: an extension is not lost, a shorter term not lengthened.
    fn swapped(&self, new: &Clock, old: &Clock, waits: &[Wait]) -> Clock;
}

/// What a decision must know of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitFacts {
    /// What it is.
    pub kind: UnitKind,
    /// The level of its area.
    pub level: Level,
}

/// Everything besides the case, the command and the actor.
pub struct Ctx<'a> {
    /// Now, or the time an imported or late command says it was given.
    pub now: Timestamp,
    /// The rules in force.
    pub rules: &'a dyn Rulebook,
    /// The units which the command or the case names.
    pub units: BTreeMap<UnitId, UnitFacts>,
    /// The grants that the named persons hold now.
    pub people: BTreeMap<PersonId, Vec<Grant>>,
    /// The parent of a merge.
    pub parent: Option<&'a Case>,
    /// The other grids of the community in which the case lies: the neighbours who are asked second for a look on site.
    pub neighbours: Vec<AreaId>,
    /// The numbers in force.
    pub limits: Limits,
}

/// Numbers of the workflow that an office may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Days in which a reporter may reopen.
    pub reopen_days: i32,
    /// Extensions a case may have.
    pub extensions: u32,
    /// Work days a case may wait in sum.
    pub wait_days: u32,
    /// Hours of work time a department's lead may grant as a wait.
    pub lead_wait_hours: u32,
    /// Work days after receipt in which a unit may still return.
    pub return_days: u32,
    /// Work hours an offer stands by default.
    pub offer_hours: u32,
    /// Of a hundred cases fixed on the spot, how many are checked.
    pub sample_percent: u8,
    /// How often all people together may urge a case in a day.
    pub urges_per_day: usize,
    /// Days for which a link to one case holds, if the case stays with the body so long.
    pub link_days: i32,
}

impl Default for Limits {
    /// Workflow §4 and the notes of the role table; `reopen_days`, `offer_hours`, `link_days`, the sample and the cap are our own
    /// choice.
    fn default() -> Self {
        Self {
            reopen_days: 15,
            extensions: 2,
            wait_days: 5,
            lead_wait_hours: 4,
            return_days: 2,
            offer_hours: 24,
            sample_percent: 10,
            urges_per_day: 5,
            link_days: 30,
        }
    }
}
