//! Escalation ladders (督办规则): who hears, and what is done, as a clock uses up its time. A [`LadderBook`] is one whole
//! version, checked once and never changed: an edit makes the next version. Steps are placed by the due time, so whatever
//! moves it moves them; `domain/case/fire.rs` is what executes them.

mod check;
mod default;
mod recipient;
mod telling;
mod time;
mod timely;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::area_path::AreaPath;
use super::case::words::OrderColour;
use super::codes::{ClockKind, Level, Role, Source, code_enum};
use super::ids::AreaId;
use super::limit::Limit;

pub use check::MAX_REPEATS;
pub(super) use check::{CATEGORY_PREFIX, is_category_prefix};
pub use default::built_in;
pub use time::StepTime;

/// A ladder: for which clocks it holds, and its steps in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Stable code, unique in its book.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// The clocks it holds for.
    #[serde(rename = "match", default)]
    pub holds_for: LadderMatch,
    /// Its steps; a step is known by its place.
    pub steps: Vec<LadderStep>,
}

/// What a ladder holds for. A list that is empty and an area that is absent hold for everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LadderMatch {
    /// Kinds of clocks.
    pub clocks: Vec<ClockKind>,
    /// Where the incident came from.
    pub sources: Vec<Source>,
    /// Groups or categories: the first two to five digits of the category's code.
    pub categories: Vec<String>,
    /// An area, with everything below it.
    pub area: Option<AreaId>,
}

/// A step of a ladder: when, who hears, what is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LadderStep {
    /// When it is due.
    pub at: StepTime,
    /// It is left out on limits under one working day.
    #[serde(default)]
    pub skip_under_a_day: bool,
    /// Who hears. Whoever is stood in for is told together with the stand-in.
    #[serde(default)]
    pub to: Vec<LadderRecipient>,
    /// What is done, in this order.
    pub actions: Vec<LadderAction>,
    /// Somebody has to say that he has seen it; until then it repeats.
    #[serde(default)]
    pub needs_ack: bool,
    /// How it is brought up again.
    #[serde(default)]
    pub repeat: Option<Repeat>,
}

/// How a step is brought up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// After how long.
    pub every: Limit,
    /// How often at most, beyond the first time; 1 to 9.
    pub at_most: u8,
}

/// Who hears of a step. Resolved to people when the step fires; where nobody is found the next level up hears, and at last
/// the head of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum LadderRecipient {
    /// Whoever answers for the case: a person, the leads of a unit, or a desk.
    Holder,
    /// Whoever stands in for the holder.
    StandIn,
    /// The leads of the unit that has the case.
    UnitLead,
    /// The desk of the case's level.
    Desk,
    /// Everybody with a role, at a level of the case's areas or above it.
    Role {
        /// The role.
        role: Role,
        /// The lowest level at which it is looked for.
        level: Level,
    },
    /// Whoever is on the duty roster of an area of the case.
    OnDuty {
        /// The lowest level at which it is looked for.
        level: Level,
    },
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum LadderAction {
    /// Tell the recipients.
    Notify,
    /// Raise the priority by one.
    RaisePriority,
    /// Give the case to somebody else.
    Reassign {
        /// To whom.
        to: ReassignTo,
    },
    /// Open a supervision order (督办单).
    OpenOrder {
        /// Its weight.
        colour: OrderColour,
    },
}

code_enum! {
    /// To whom a step gives a case.
    pub enum ReassignTo {
        Desk = "desk", "本级受理台", "Desk of its level";
        UnitLead = "unit_lead", "单位负责人", "Lead of its unit";
    }
}

/// What is known of a clock when its ladder is chosen.
#[derive(Debug, Clone, Copy)]
pub struct LadderQuery<'a> {
    /// Its kind.
    pub clock: ClockKind,
    /// Where the case came from.
    pub source: Source,
    /// The category, once it is known.
    pub category: Option<&'a str>,
    /// Where the case lies.
    pub areas: &'a AreaPath,
}

/// How narrowly a ladder or a rule matches; the greater wins: category before area before everything else.
pub(super) type Narrowness = (usize, usize, usize, usize);

impl LadderMatch {
    /// How narrowly it holds for a clock, or that it does not.
    fn holds(&self, query: &LadderQuery<'_>) -> Option<Narrowness> {
        let category = if self.categories.is_empty() {
            0
        } else {
            let code = query.category?;
            self.categories.iter().filter(|prefix| code.starts_with(*prefix)).map(String::len).max()?
        };
        let area = area_rank(self.area, query.areas)?;
        let listed = |empty: bool, found: bool| (empty || found).then_some(usize::from(!empty));
        let source = listed(self.sources.is_empty(), self.sources.contains(&query.source))?;
        let clock = listed(self.clocks.is_empty(), self.clocks.contains(&query.clock))?;
        Some((category, area, source, clock))
    }

    /// Whether it holds for everything.
    fn is_any(&self) -> bool {
        *self == Self::default()
    }
}

/// 0 for no area, 1 for the district up to 4 for the grid; none when the place does not lie in the area.
pub(super) fn area_rank(area: Option<AreaId>, areas: &AreaPath) -> Option<usize> {
    let Some(area) = area else { return Some(0) };
    let upwards = [areas.grid, areas.community, areas.street, areas.district];
    upwards.iter().position(|id| *id == Some(area)).map(|above| 4 - above)
}

/// One whole, sound version of the ladders.
#[derive(Debug, Clone)]
pub struct LadderBook {
    version: i64,
    ladders: Vec<Ladder>,
    /// The ladder that holds for everything.
    any: Ladder,
}

impl LadderBook {
    /// Checks the ladders; every flaw is told, not only the first.
    pub fn new(version: i64, ladders: Vec<Ladder>) -> Result<Self, Vec<super::words::Flaw>> {
        let flaws = check::flaws(&ladders);
        match ladders.iter().find(|ladder| ladder.holds_for.is_any()).cloned() {
            Some(any) if flaws.is_empty() => Ok(Self { version, ladders, any }),
            _ => Err(flaws),
        }
    }

    /// Its number, which a clock pins.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// The ladders in their order.
    pub fn ladders(&self) -> &[Ladder] {
        &self.ladders
    }

    /// The ladder with this code.
    pub fn get(&self, code: &str) -> Option<&Ladder> {
        self.ladders.iter().find(|ladder| ladder.code == code)
    }

    /// The ladder of a clock: the narrowest one that holds for it; among equals the first in the book.
    pub fn choose(&self, query: &LadderQuery<'_>) -> &Ladder {
        let holding = |ladder| Some((Ladder::holds(ladder, query)?, ladder));
        let narrowest = self.ladders.iter().rev().filter_map(holding).max_by_key(|(narrow, _)| *narrow);
        narrowest.map_or(&self.any, |(_, ladder)| ladder)
    }
}

impl Ladder {
    fn holds(&self, query: &LadderQuery<'_>) -> Option<Narrowness> {
        self.holds_for.holds(query)
    }

    /// The steps that a limit has, each with its number.
    pub fn steps_for(&self, limit: Limit) -> impl Iterator<Item = (usize, &LadderStep)> {
        let short = limit.is_under_a_day();
        self.steps.iter().enumerate().filter(move |(_, step)| !(short && step.skip_under_a_day))
    }
}

#[cfg(test)]
mod tests;
