//! Limit policies (时限规则): how long each clock may take, by category, condition, priority and area. A [`LimitBook`] is one
//! whole version, checked once and never changed: an edit makes the next version, and a clock pins the one that gave its
//! limit. Where no rule speaks the catalogue does: the condition's limit for handling, the step limits for the rest.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::area_path::AreaPath;
use super::catalogue::Catalogue;
use super::codes::{ClockKind, LimitUnit, Priority, State, code_enum};
use super::ids::AreaId;
use super::ladder::{CATEGORY_PREFIX, LadderMatch, area_rank, is_category_prefix};
use super::limit::{BadLimit, Limit};
use super::words::{Flaw, Words, is_code};

/// Used where neither a rule nor the catalogue says how long handling may take, in working days.
const DEFAULT_HANDLING_DAYS: u32 = 5;
/// Used where nothing says how long a step may take, in working days.
const DEFAULT_STEP_DAYS: u32 = 1;
/// How long a mediation may take, in natural days from consent (人民调解 practice; workflow §3).
const DEFAULT_MEDIATION_DAYS: u32 = 30;

/// How long one kind of clock may take. What is absent holds for everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitRule {
    /// The clock.
    pub clock: ClockKind,
    /// A group or category: the first two to five digits of the category's code.
    #[serde(default)]
    pub category: Option<String>,
    /// A condition of the category.
    #[serde(default)]
    pub condition: Option<String>,
    /// The priority.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// An area, with everything below it.
    #[serde(default)]
    pub area: Option<AreaId>,
    /// How long it may take.
    pub limit: Limit,
}

code_enum! {
    /// What a new round of work does to its clock.
    pub enum NewRound {
        Resume = "resume", "继续计时", "Go on";
        Reset = "reset", "重新计时", "Begin again";
        NewCycle = "new_cycle", "新一轮计时", "New cycle";
    }
}

impl Default for NewRound {
    /// A round of its own, with a clock of its own.
    fn default() -> Self {
        Self::NewCycle
    }
}

impl NewRound {
    /// Whether nothing special is said. Events leave it out then.
    pub const fn is_usual(&self) -> bool {
        matches!(self, Self::NewCycle)
    }
}

/// The states in which the whole-case clock may stand still.
pub const EXCLUDABLE: [State; 5] =
    [State::Paused, State::Suspended, State::Mediating, State::Referred, State::Offered];

/// A policy as people write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitPolicy {
    /// The rules; the narrowest one wins, among equals the first.
    #[serde(default)]
    pub rules: Vec<LimitRule>,
    /// What rework does to the handling clock.
    pub rework: NewRound,
    /// What reopening does to the handling clock.
    pub reopen: NewRound,
    /// The states that the whole-case clock leaves out.
    #[serde(default)]
    pub whole_excludes: BTreeSet<State>,
}

impl LimitPolicy {
    /// The policy an office starts with: no rules beside the catalogue, a new cycle for every new round, and what waits for a
    /// date or for the parties of a mediation is not counted.
    pub fn built_in() -> Self {
        Self {
            rules: Vec::new(),
            rework: NewRound::NewCycle,
            reopen: NewRound::NewCycle,
            whole_excludes: [State::Paused, State::Suspended, State::Mediating].into(),
        }
    }
}

/// What is known of a clock when its limit is chosen.
#[derive(Debug, Clone, Copy)]
pub struct LimitQuery<'a> {
    /// Its kind.
    pub clock: ClockKind,
    /// The category, once it is known.
    pub category: Option<&'a str>,
    /// The condition, once it is chosen.
    pub condition: Option<&'a str>,
    /// How fast the case must move.
    pub priority: Priority,
    /// Where it lies.
    pub areas: &'a AreaPath,
}

code_enum! {
    /// Who said how long a clock may take.
    pub enum LimitOrigin {
        Rule = "rule", "时限规则", "Rule of the limit policy";
        Condition = "condition", "立案条件", "Condition of the catalogue";
        Step = "step", "环节时限", "Step limit of the catalogue";
        Default = "default", "系统默认", "Built-in default";
    }
}

/// A limit that was found, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChosenLimit {
    /// The limit.
    pub limit: Limit,
    /// The version of the policy that was asked.
    pub version: i64,
    /// Who said so.
    pub origin: LimitOrigin,
}

/// One whole, sound version of the limits.
#[derive(Debug, Clone)]
pub struct LimitBook {
    version: i64,
    policy: LimitPolicy,
    defaults: Defaults,
}

#[derive(Debug, Clone, Copy)]
struct Defaults {
    handling: Limit,
    mediation: Limit,
    step: Limit,
}

impl Defaults {
    fn new() -> Result<Self, BadLimit> {
        Ok(Self {
            handling: Limit::of(DEFAULT_HANDLING_DAYS, LimitUnit::WorkDay)?,
            mediation: Limit::of(DEFAULT_MEDIATION_DAYS, LimitUnit::NaturalDay)?,
            step: Limit::of(DEFAULT_STEP_DAYS, LimitUnit::WorkDay)?,
        })
    }
}

impl LimitBook {
    /// Checks a policy; every flaw is told, not only the first.
    pub fn new(version: i64, policy: LimitPolicy) -> Result<Self, Vec<Flaw>> {
        let flaws = flaws(&policy);
        match Defaults::new() {
            Ok(defaults) if flaws.is_empty() => Ok(Self { version, policy, defaults }),
            Ok(_) => Err(flaws),
            Err(bad) => Err(vec![Flaw::new("", Words::made(bad.to_string(), bad.to_string()))]),
        }
    }

    /// Its number, which a clock pins.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// The policy.
    pub const fn policy(&self) -> &LimitPolicy {
        &self.policy
    }

    /// How long a clock may take. Only a whole case may have no limit: then it is measured and never due.
    pub fn choose(&self, query: &LimitQuery<'_>, catalogue: &Catalogue) -> Option<ChosenLimit> {
        let chosen = |limit, origin| ChosenLimit { limit, version: self.version, origin };
        if let Some(rule) = self.rule(query) {
            return Some(chosen(rule.limit, LimitOrigin::Rule));
        }
        match query.clock {
            ClockKind::Whole => None,
            ClockKind::Handling => {
                let condition = query.category.and_then(|category| {
                    let named = query.condition.and_then(|c| catalogue.condition(category, c));
                    named.or_else(|| catalogue.default_condition(category))
                });
                Some(condition.map_or_else(
                    || chosen(self.defaults.handling, LimitOrigin::Default),
                    |condition| chosen(condition.limit, LimitOrigin::Condition),
                ))
            }
            clock => {
                let fallback =
                    if clock == ClockKind::Mediation { self.defaults.mediation } else { self.defaults.step };
                Some(catalogue.step_limit(clock, query.priority).map_or_else(
                    || chosen(fallback, LimitOrigin::Default),
                    |limit| chosen(limit, LimitOrigin::Step),
                ))
            }
        }
    }

    /// The limit of a step of which nothing is said at all.
    pub const fn fallback(&self) -> ChosenLimit {
        ChosenLimit { limit: self.defaults.step, version: self.version, origin: LimitOrigin::Default }
    }

    /// Every limit that the clocks of a ladder may have, wherever they are.
    pub fn limits_of(&self, ladder: &LadderMatch, catalogue: &Catalogue) -> BTreeSet<Limit> {
        let clock = |kind: ClockKind| ladder.clocks.is_empty() || ladder.clocks.contains(&kind);
        let category = |code: &str| {
            ladder.categories.is_empty()
                || ladder.categories.iter().any(|prefix| code.starts_with(prefix) || prefix.starts_with(code))
        };
        let lists = catalogue.lists();
        let steps = lists.step_limits.iter().filter(|step| clock(step.clock)).map(|step| step.limit);
        let conditions =
            lists.conditions.iter().filter(|c| clock(ClockKind::Handling) && category(&c.category));
        let fits = |rule: &&LimitRule| clock(rule.clock) && rule.category.as_deref().is_none_or(category);
        let rules = self.policy.rules.iter().filter(fits).map(|rule| rule.limit);
        steps.chain(conditions.map(|condition| condition.limit)).chain(rules).collect()
    }

    /// The narrowest rule that speaks: condition before category before area before priority.
    fn rule(&self, query: &LimitQuery<'_>) -> Option<&LimitRule> {
        let speaking = |rule| Some((LimitRule::speaks(rule, query)?, rule));
        let narrowest = self.policy.rules.iter().rev().filter_map(speaking).max_by_key(|(narrow, _)| *narrow);
        narrowest.map(|(_, rule)| rule)
    }
}

impl LimitRule {
    /// How narrowly it speaks of a clock, or that it does not.
    fn speaks(&self, query: &LimitQuery<'_>) -> Option<(usize, usize, usize, usize)> {
        if self.clock != query.clock {
            return None;
        }
        let condition = named(self.condition.as_deref(), |named| query.condition == Some(named))?;
        let begins = |prefix: &str| query.category.is_some_and(|code| code.starts_with(prefix));
        named(self.category.as_deref(), begins)?;
        let category = self.category.as_ref().map_or(0, String::len);
        let area = area_rank(self.area, query.areas)?;
        let priority = named(self.priority, |priority| priority == query.priority)?;
        Some((condition, category, area, priority))
    }
}

/// 0 when nothing is named, 1 when what is named fits, none when it does not.
fn named<T>(named: Option<T>, fits: impl Fn(T) -> bool) -> Option<usize> {
    named.map_or(Some(0), |value| fits(value).then_some(1))
}

fn flaws(policy: &LimitPolicy) -> Vec<Flaw> {
    let mut out = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (i, rule) in policy.rules.iter().enumerate() {
        let at = format!("/rules/{i}");
        if rule.category.as_deref().is_some_and(|prefix| !is_category_prefix(prefix)) {
            out.push(Flaw::new(format!("{at}/category"), CATEGORY_PREFIX));
        }
        let whole_category = rule.category.as_ref().is_some_and(|code| code.len() == 5);
        if rule.condition.as_deref().is_some_and(|code| !is_code(code) || !whole_category) {
            let words =
                Words::fixed("条件须与五位类别编码同时给出。", "goes with a category of five digits.");
            out.push(Flaw::new(format!("{at}/condition"), words));
        }
        if !seen.insert((rule.clock, &rule.category, &rule.condition, rule.priority, rule.area)) {
            let words = Words::fixed("与前面的规则重复。", "repeats an earlier rule.");
            out.push(Flaw::new(at, words));
        }
    }
    if policy.rules.len() > 5000 {
        out.push(Flaw::new("/rules", Words::fixed("最多 5000 条。", "at most 5000 rules.")));
    }
    for state in policy.whole_excludes.iter().filter(|state| !EXCLUDABLE.contains(state)) {
        let words = Words::made(
            format!("“{}”环节不能排除。", state.label(super::codes::Lang::Zh)),
            format!("{state} cannot be left out."),
        );
        out.push(Flaw::new("/whole_excludes", words));
    }
    out
}

#[cfg(test)]
mod tests;
