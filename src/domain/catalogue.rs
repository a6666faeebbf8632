//! The catalogue: which matters an office takes on, when a case of them may be registered and closed, how long every step
//! may take, and which body does the work. A [`Catalogue`] is one whole version, checked once and never changed: an edit
//! makes the next version, and a case keeps the one it was registered under.

mod check;
mod default;
mod edit;
mod table;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::codes::{
    CatalogueKind, CheckMode, ClockKind, ClockStart, DepartmentAccess, Emergency, Flow, Lang, Level,
    Priority, Proof, SettledBy,
};
use super::limit::Limit;

pub use check::{Flaw, FlawKind};
pub use default::built_in;
pub use edit::{Change, Entry, Part, changes};
pub use table::{BadRow, print, read, read_all};

/// The condition that applies when no narrower one was chosen.
pub const DEFAULT_CONDITION: &str = "default";

/// One kind of matter (事项小类) that people report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// A component or a matter; cases are about matters.
    pub kind: CatalogueKind,
    /// Five digits; groups 01–10 number as GB/T 47678.5, our own extension from 21.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Code of the group (事项大类).
    pub group_code: String,
    /// Chinese name of the group.
    pub group_zh: String,
    /// English name of the group.
    pub group_en: String,
    /// Who can settle it.
    pub settled_by: SettledBy,
    /// The department that handles it unless a condition or the duty list says otherwise.
    pub department: String,
    /// Departments that help.
    pub co_departments: Vec<String>,
    /// How fast it must move.
    pub priority: Priority,
    /// What a report of it becomes.
    pub flow: Flow,
    /// Whether a member may fix it on the spot and file it as done.
    pub self_handling: bool,
    /// Whether its cases are sealed from the first day.
    pub sensitive: bool,
    /// What a member has to show when filing; residents and the hotline are never bound by it.
    pub report_proof: Vec<Proof>,
    /// What the handler has to show.
    pub handling_proof: Vec<Proof>,
    /// How the result is checked.
    pub check_mode: CheckMode,
    /// Whom to ring first, shown before the form.
    pub emergency: Vec<Emergency>,
    /// What people write when they mean it, in Chinese.
    pub aliases_zh: Vec<String>,
    /// What people write when they mean it, in English.
    pub aliases_en: Vec<String>,
    /// The standard's own reference.
    pub std_ref: String,
    /// Where the limit comes from: `seen:`, `analogy:` or `own`.
    pub limit_source: String,
}

impl Category {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }

    /// Whether this is one of the groups' remainders ("other…", "advice", "opinion"), suggested only when nothing else fits.
    pub fn is_catch_all(&self) -> bool {
        self.code.ends_with("99") || matches!(self.code.as_str(), "24004" | "24005")
    }

    /// The level whose desk takes a case of it in first.
    pub fn starting_level(&self) -> Level {
        self.settled_by.starting_level()
    }
}

/// When a case of a category may be registered (立案条件), how long handling may take and when it may be closed (结案条件).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Code of the matter.
    pub category: String,
    /// Code within the category; `default` always exists.
    pub condition: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// How long handling may take.
    pub limit: Limit,
    /// When the handling clock starts.
    pub clock_start: ClockStart,
    /// How fast it must move; the limits of the other steps follow it.
    pub priority: Priority,
    /// Overrides the category's department.
    pub department: Option<String>,
    /// What must be true before the case is closed, in Chinese.
    pub close_zh: String,
    /// What must be true before the case is closed, in English.
    pub close_en: String,
    /// Where the limit comes from.
    pub limit_source: String,
}

/// How long a step of the workflow may take, by priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepLimit {
    /// The step.
    pub clock: ClockKind,
    /// The priority it holds for.
    pub priority: Priority,
    /// How long it may take.
    pub limit: Limit,
    /// Where the limit comes from.
    pub source: String,
}

/// A body that handles cases, as the catalogue knows it. The unit with the same code is the desk of that body in an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentDefault {
    /// Stable code, also the code of the unit.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// At which level it works.
    pub level: SettledBy,
    /// Whether it logs in.
    pub access: DepartmentAccess,
    /// How it is reached by phone.
    pub phone_note: String,
}

impl DepartmentDefault {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }
}

/// One line of the duty list (履职事项清单): in this area, this department is bound to take this matter. It goes before
/// condition and category. The office fills the list in; the default has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Code of the matter.
    pub category: String,
    /// Code of the area it holds in, with everything below.
    pub area: String,
    /// The department that is bound.
    pub department: String,
    /// The document and line it rests on.
    pub basis: String,
}

/// The lists of a catalogue before they are checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// Categories.
    pub categories: Vec<Category>,
    /// Conditions.
    pub conditions: Vec<Condition>,
    /// Step limits.
    pub step_limits: Vec<StepLimit>,
    /// Departments.
    pub departments: Vec<DepartmentDefault>,
    /// The duty list.
    pub duties: Vec<Duty>,
}

/// One whole, sound version of the catalogue with its look-ups.
#[derive(Debug, Clone)]
pub struct Catalogue {
    version: i64,
    lists: Lists,
    by_category: HashMap<(CatalogueKind, String), usize>,
    by_condition: HashMap<String, HashMap<String, usize>>,
    by_step: HashMap<(ClockKind, Priority), Limit>,
    by_department: HashMap<String, usize>,
}

impl Catalogue {
    /// Checks the lists and builds the look-ups; every flaw is told, not only the first.
    pub fn new(version: i64, lists: Lists) -> Result<Self, Vec<Flaw>> {
        let flaws = check::flaws(&lists);
        if !flaws.is_empty() {
            return Err(flaws);
        }
        let mut by_condition: HashMap<String, HashMap<String, usize>> = HashMap::new();
        for (i, condition) in lists.conditions.iter().enumerate() {
            by_condition
                .entry(condition.category.clone())
                .or_default()
                .insert(condition.condition.clone(), i);
        }
        Ok(Self {
            version,
            by_category: lists
                .categories
                .iter()
                .enumerate()
                .map(|(i, c)| ((c.kind, c.code.clone()), i))
                .collect(),
            by_condition,
            by_step: lists.step_limits.iter().map(|s| ((s.clock, s.priority), s.limit)).collect(),
            by_department: lists.departments.iter().enumerate().map(|(i, d)| (d.code.clone(), i)).collect(),
            lists,
        })
    }

    /// The number a case pins; raised by every edit.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// The lists in their order.
    pub const fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The matter with this code: the categories of cases.
    pub fn category(&self, code: &str) -> Option<&Category> {
        self.find(CatalogueKind::Matter, code)
    }

    /// The row with this kind and code.
    pub fn find(&self, kind: CatalogueKind, code: &str) -> Option<&Category> {
        let index = self.by_category.get(&(kind, code.to_owned()))?;
        self.lists.categories.get(*index)
    }

    /// A condition of a matter.
    pub fn condition(&self, category: &str, condition: &str) -> Option<&Condition> {
        let index = self.by_condition.get(category)?.get(condition)?;
        self.lists.conditions.get(*index)
    }

    /// The condition that applies when no narrower one was chosen; every matter has one.
    pub fn default_condition(&self, category: &str) -> Option<&Condition> {
        self.condition(category, DEFAULT_CONDITION)
    }

    /// The conditions of a matter, in their order.
    pub fn conditions_of<'a>(&'a self, category: &'a str) -> impl Iterator<Item = &'a Condition> {
        self.lists.conditions.iter().filter(move |c| c.category == category)
    }

    /// How long handling may take under a condition.
    pub fn handling_limit(&self, category: &str, condition: &str) -> Option<Limit> {
        self.condition(category, condition).map(|c| c.limit)
    }

    /// How long a step may take; `None` when the step has no limit of its own.
    pub fn step_limit(&self, clock: ClockKind, priority: Priority) -> Option<Limit> {
        self.by_step.get(&(clock, priority)).copied()
    }

    /// The department with this code.
    pub fn department(&self, code: &str) -> Option<&DepartmentDefault> {
        self.by_department.get(code).and_then(|index| self.lists.departments.get(*index))
    }

    /// The duty line for a matter in the nearest of these areas; `areas` runs from the grid upwards.
    pub fn duty<'a>(&'a self, category: &str, areas: &[&str]) -> Option<&'a Duty> {
        areas
            .iter()
            .find_map(|area| self.lists.duties.iter().find(|d| d.category == category && d.area == *area))
    }
}

#[cfg(test)]
mod tests;
