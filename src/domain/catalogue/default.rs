//! The catalogue an office starts from and edits: 142 categories, 347 conditions, 28 step limits, 39 departments, no duty
//! list. City tables differ two- to fourfold, so these limits are a first word and never a norm.

use std::sync::LazyLock;

use super::{Catalogue, Flaw, Lists, Part, table};

const FILES: [(Part, &str); 4] = [
    (Part::Department, include_str!("default/departments.csv")),
    (Part::Category, include_str!("default/categories.csv")),
    (Part::Condition, include_str!("default/conditions.csv")),
    (Part::StepLimit, include_str!("default/step_limits.csv")),
];

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for (part, text) in FILES {
        // A file of the crate itself: `the_built_in_catalogue_is_sound` fails when one of its rows cannot be read.
        table::read(part, text.as_bytes(), &mut lists);
    }
    lists
});

/// The built-in catalogue under a version number; an error names a flaw of the crate's own files.
pub fn built_in(version: i64) -> Result<Catalogue, Vec<Flaw>> {
    Catalogue::new(version, LISTS.clone())
}
