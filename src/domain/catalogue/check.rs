//! What makes a catalogue sound: keys are unique, codes are well formed, and everything that is named exists.

use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;

use super::{DEFAULT_CONDITION, Lists, Part};
use crate::domain::codes::{CatalogueKind, ClockKind, Priority};
use crate::domain::words::{is_code, is_name};

/// Something wrong with a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Which list.
    pub part: Part,
    /// The key of the row within its list.
    pub key: String,
    /// What is wrong with it.
    pub kind: FlawKind,
}

/// What can be wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FlawKind {
    /// Two rows have the same key.
    #[error("appears twice")]
    Duplicate,
    /// A code or a name is empty, too long or has characters it may not have.
    #[error("{column}: {what}")]
    Malformed {
        /// The column.
        column: &'static str,
        /// What it should be.
        what: &'static str,
    },
    /// A category or condition names a department that is not in the list.
    #[error("unknown department {0:?}")]
    UnknownDepartment(String),
    /// A condition or duty names a category that is not in the list.
    #[error("unknown category {0:?}")]
    UnknownCategory(String),
    /// A matter has no condition `default`.
    #[error("has no condition \"default\"")]
    NoDefaultCondition,
    /// A step has no limit for a priority.
    #[error("has no limit for priority {0}")]
    NoStepLimit(Priority),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.part.code(), self.key, self.kind)
    }
}

/// Steps whose limits depend on the priority and must be there for each.
const STEPS: [ClockKind; 7] = [
    ClockKind::Register,
    ClockKind::Dispatch,
    ClockKind::Receive,
    ClockKind::FirstContact,
    ClockKind::PreCheck,
    ClockKind::PostCheck,
    ClockKind::Close,
];

const NAME: &str = "1 to 100 characters without line breaks";
const CODE: &str = "1 to 40 small letters, digits or underscores";
const TEXT: &str = "at most 500 characters";

/// Collects what is wrong.
struct Checker<'a> {
    lists: &'a Lists,
    departments: HashSet<&'a str>,
    matters: HashSet<&'a str>,
    flaws: Vec<Flaw>,
}

impl<'a> Checker<'a> {
    fn add(&mut self, part: Part, key: &str, kind: FlawKind) {
        self.flaws.push(Flaw { part, key: key.to_owned(), kind });
    }

    fn codes(&mut self, part: Part, key: &str, fields: &[(&'static str, &str)]) {
        for (column, text) in fields.iter().filter(|(_, text)| !is_code(text)) {
            let _ = text;
            self.add(part, key, FlawKind::Malformed { column, what: CODE });
        }
    }

    fn names(&mut self, part: Part, key: &str, fields: &[(&'static str, &str)]) {
        for (column, _) in fields.iter().filter(|(_, text)| !is_name(text)) {
            self.add(part, key, FlawKind::Malformed { column, what: NAME });
        }
    }

    fn texts(&mut self, part: Part, key: &str, fields: &[(&'static str, &str)]) {
        for (column, _) in fields.iter().filter(|(_, text)| text.chars().count() > 500) {
            self.add(part, key, FlawKind::Malformed { column, what: TEXT });
        }
    }

    fn department(&mut self, part: Part, key: &str, code: &str) {
        if !self.departments.contains(code) {
            self.add(part, key, FlawKind::UnknownDepartment(code.to_owned()));
        }
    }

    fn matter(&mut self, part: Part, key: &str, code: &str) {
        if !self.matters.contains(code) {
            self.add(part, key, FlawKind::UnknownCategory(code.to_owned()));
        }
    }

    fn once<K: Hash + Eq>(&mut self, part: Part, keys: impl Iterator<Item = (K, String)>) {
        let mut seen = HashSet::new();
        for (id, key) in keys {
            if !seen.insert(id) {
                self.add(part, &key, FlawKind::Duplicate);
            }
        }
    }

    fn departments(&mut self) {
        let lists: &'a Lists = self.lists;
        self.once(Part::Department, lists.departments.iter().map(|d| (&d.code, d.code.clone())));
        for d in &lists.departments {
            self.codes(Part::Department, &d.code, &[("code", &d.code)]);
            self.names(Part::Department, &d.code, &[("name_zh", &d.name_zh), ("name_en", &d.name_en)]);
            self.texts(Part::Department, &d.code, &[("phone_note", &d.phone_note)]);
        }
    }

    fn categories(&mut self) {
        let lists: &'a Lists = self.lists;
        let part = Part::Category;
        self.once(part, lists.categories.iter().map(|c| ((c.kind, &c.code), c.key())));
        let with_default: HashSet<&str> = lists
            .conditions
            .iter()
            .filter(|c| c.condition == DEFAULT_CONDITION)
            .map(|c| c.category.as_str())
            .collect();
        for c in &lists.categories {
            let key = c.key();
            self.codes(part, &key, &[("code", &c.code), ("group_code", &c.group_code)]);
            self.names(part, &key, &[("name_zh", &c.name_zh), ("name_en", &c.name_en)]);
            self.names(part, &key, &[("group_zh", &c.group_zh), ("group_en", &c.group_en)]);
            self.texts(part, &key, &[("std_ref", &c.std_ref), ("limit_source", &c.limit_source)]);
            for alias in c.aliases_zh.iter().chain(&c.aliases_en) {
                self.names(part, &key, &[("aliases", alias)]);
            }
            self.department(part, &key, &c.department);
            for co in &c.co_departments {
                self.department(part, &key, co);
            }
            if c.kind == CatalogueKind::Matter && !with_default.contains(c.code.as_str()) {
                self.add(part, &key, FlawKind::NoDefaultCondition);
            }
        }
    }

    fn conditions(&mut self) {
        let lists: &'a Lists = self.lists;
        let part = Part::Condition;
        self.once(part, lists.conditions.iter().map(|c| ((&c.category, &c.condition), c.key())));
        for c in &lists.conditions {
            let key = c.key();
            self.codes(part, &key, &[("condition", &c.condition)]);
            self.names(part, &key, &[("name_zh", &c.name_zh), ("name_en", &c.name_en)]);
            self.texts(part, &key, &[("close_zh", &c.close_zh), ("close_en", &c.close_en)]);
            self.texts(part, &key, &[("limit_source", &c.limit_source)]);
            self.matter(part, &key, &c.category);
            if let Some(department) = &c.department {
                self.department(part, &key, department);
            }
        }
    }

    fn step_limits(&mut self) {
        let lists: &'a Lists = self.lists;
        self.once(Part::StepLimit, lists.step_limits.iter().map(|s| ((s.clock, s.priority), s.key())));
        let there: HashSet<_> = lists.step_limits.iter().map(|s| (s.clock, s.priority)).collect();
        for clock in STEPS {
            for priority in Priority::ALL.iter().filter(|p| !there.contains(&(clock, **p))) {
                self.add(Part::StepLimit, clock.code(), FlawKind::NoStepLimit(*priority));
            }
        }
        for s in &lists.step_limits {
            self.texts(Part::StepLimit, &s.key(), &[("source", &s.source)]);
        }
    }

    fn duties(&mut self) {
        let lists: &'a Lists = self.lists;
        self.once(Part::Duty, lists.duties.iter().map(|d| ((&d.category, &d.area), d.key())));
        for d in &lists.duties {
            let key = d.key();
            self.codes(Part::Duty, &key, &[("area", &d.area)]);
            self.texts(Part::Duty, &key, &[("basis", &d.basis)]);
            self.matter(Part::Duty, &key, &d.category);
            self.department(Part::Duty, &key, &d.department);
        }
    }
}

/// Everything that is wrong with the lists.
pub(super) fn flaws(lists: &Lists) -> Vec<Flaw> {
    let mut checker = Checker {
        lists,
        departments: lists.departments.iter().map(|d| d.code.as_str()).collect(),
        matters: lists
            .categories
            .iter()
            .filter(|c| c.kind == CatalogueKind::Matter)
            .map(|c| c.code.as_str())
            .collect(),
        flaws: Vec::new(),
    };
    checker.departments();
    checker.categories();
    checker.conditions();
    checker.step_limits();
    checker.duties();
    checker.flaws
}
