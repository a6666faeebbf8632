//! The rows of a catalogue one by one: what a key is, and how the next version's lists come from this one's.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Category, Condition, DepartmentDefault, Duty, Lists, StepLimit};

/// One of the lists of a catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Departments.
    Department,
    /// Categories.
    Category,
    /// Conditions.
    Condition,
    /// Step limits.
    StepLimit,
    /// The duty list.
    Duty,
}

impl Part {
    /// Every list, those that are named by others first.
    pub const ALL: [Self; 5] =
        [Self::Department, Self::Category, Self::Condition, Self::StepLimit, Self::Duty];

    /// The code under which a row is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::Category => "category",
            Self::Condition => "condition",
            Self::StepLimit => "step_limit",
            Self::Duty => "duty",
        }
    }

    /// The list with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// A row of any list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = CatalogueEntry)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Entry {
    /// A department.
    Department(DepartmentDefault),
    /// A category.
    Category(Category),
    /// A condition.
    Condition(Condition),
    /// A step limit.
    StepLimit(StepLimit),
    /// A duty line.
    Duty(Duty),
}

impl Category {
    /// The key within its list: `matter/01002`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.kind, self.code)
    }
}

impl Condition {
    /// The key within its list: `01002/overflow`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.category, self.condition)
    }
}

impl StepLimit {
    /// The key within its list: `register/urgent`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.clock, self.priority)
    }
}

impl Duty {
    /// The key within its list: `01002/370113002001`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.category, self.area)
    }
}

impl Entry {
    /// Which list it belongs to.
    pub const fn part(&self) -> Part {
        match self {
            Self::Department(_) => Part::Department,
            Self::Category(_) => Part::Category,
            Self::Condition(_) => Part::Condition,
            Self::StepLimit(_) => Part::StepLimit,
            Self::Duty(_) => Part::Duty,
        }
    }

    /// The key within its list.
    pub fn key(&self) -> String {
        match self {
            Self::Department(row) => row.code.clone(),
            Self::Category(row) => row.key(),
            Self::Condition(row) => row.key(),
            Self::StepLimit(row) => row.key(),
            Self::Duty(row) => row.key(),
        }
    }
}

/// Puts a row in the place of the one with its key, or at the end.
fn put<T>(rows: &mut Vec<T>, row: T, same: impl Fn(&T) -> bool) {
    match rows.iter_mut().find(|r| same(r)) {
        Some(place) => *place = row,
        None => rows.push(row),
    }
}

impl Lists {
    /// Adds a row at the end, whatever its key.
    pub fn push(&mut self, entry: Entry) {
        match entry {
            Entry::Department(row) => self.departments.push(row),
            Entry::Category(row) => self.categories.push(row),
            Entry::Condition(row) => self.conditions.push(row),
            Entry::StepLimit(row) => self.step_limits.push(row),
            Entry::Duty(row) => self.duties.push(row),
        }
    }

    /// Puts a row in the place of the one with its key, or at the end.
    pub fn put(&mut self, entry: Entry) {
        match entry {
            Entry::Department(row) => {
                let code = row.code.clone();
                put(&mut self.departments, row, |r| r.code == code);
            }
            Entry::Category(row) => {
                let key = row.key();
                put(&mut self.categories, row, |r| r.key() == key);
            }
            Entry::Condition(row) => {
                let key = row.key();
                put(&mut self.conditions, row, |r| r.key() == key);
            }
            Entry::StepLimit(row) => {
                let key = row.key();
                put(&mut self.step_limits, row, |r| r.key() == key);
            }
            Entry::Duty(row) => {
                let key = row.key();
                put(&mut self.duties, row, |r| r.key() == key);
            }
        }
    }

    /// Takes the row with this key out; false when there is none.
    pub fn remove(&mut self, part: Part, key: &str) -> bool {
        let before = self.len(part);
        match part {
            Part::Department => self.departments.retain(|r| r.code != key),
            Part::Category => self.categories.retain(|r| r.key() != key),
            Part::Condition => self.conditions.retain(|r| r.key() != key),
            Part::StepLimit => self.step_limits.retain(|r| r.key() != key),
            Part::Duty => self.duties.retain(|r| r.key() != key),
        }
        self.len(part) < before
    }

    /// Empties a list.
    pub fn clear(&mut self, part: Part) {
        match part {
            Part::Department => self.departments.clear(),
            Part::Category => self.categories.clear(),
            Part::Condition => self.conditions.clear(),
            Part::StepLimit => self.step_limits.clear(),
            Part::Duty => self.duties.clear(),
        }
    }

    /// How many rows a list has.
    pub const fn len(&self, part: Part) -> usize {
        match part {
            Part::Department => self.departments.len(),
            Part::Category => self.categories.len(),
            Part::Condition => self.conditions.len(),
            Part::StepLimit => self.step_limits.len(),
            Part::Duty => self.duties.len(),
        }
    }

    /// The rows of a list, each as an entry.
    pub fn entries(&self, part: Part) -> Vec<Entry> {
        match part {
            Part::Department => self.departments.iter().cloned().map(Entry::Department).collect(),
            Part::Category => self.categories.iter().cloned().map(Entry::Category).collect(),
            Part::Condition => self.conditions.iter().cloned().map(Entry::Condition).collect(),
            Part::StepLimit => self.step_limits.iter().cloned().map(Entry::StepLimit).collect(),
            Part::Duty => self.duties.iter().cloned().map(Entry::Duty).collect(),
        }
    }
}

/// What a new version changes about one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The list.
    pub part: Part,
    /// The key within the list.
    pub key: String,
    /// The row from now on; `None` takes it out.
    pub entry: Option<Entry>,
    /// Where a new row stands in its list.
    pub position: i64,
}

/// What must change to make `old` into `new`, list by list: rows that are new or different, then those that are gone.
pub fn changes(old: &Lists, new: &Lists) -> Vec<Change> {
    let mut changes = Vec::new();
    for part in Part::ALL {
        let keyed = |lists: &Lists| lists.entries(part).into_iter().map(|e| (e.key(), e)).collect::<Vec<_>>();
        let (before, after) = (keyed(old), keyed(new));
        let known: HashMap<&str, &Entry> = before.iter().map(|(key, entry)| (key.as_str(), entry)).collect();
        let kept: HashSet<&str> = after.iter().map(|(key, _)| key.as_str()).collect();
        let gone = before.iter().filter(|(key, _)| !kept.contains(key.as_str()));
        let gone = gone.map(|(key, _)| Change { part, key: key.clone(), entry: None, position: 0 });
        let different = (0..).zip(&after).filter(|(_, (key, entry))| known.get(key.as_str()) != Some(&entry));
        changes.extend(different.map(|(position, (key, entry))| Change {
            part,
            key: key.clone(),
            entry: Some(entry.clone()),
            position,
        }));
        changes.extend(gone);
    }
    changes
}
