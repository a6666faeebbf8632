//! What is counted of cases: facts, written with their events; deltas, which wait to be added up; and the sums. A report reads
//! the sums and what waits together, so that it is never behind.

pub mod fact;
pub mod lives;
pub mod open;
pub mod read;
pub mod rollup;
pub mod uncounted;

use crate::domain::codes::{Priority, Source};
use crate::domain::report::fact::Traits;

use super::StoreError;

/// The columns of what a case counts under: category, grid, community, street, district, source, priority, counted.
type TraitColumns = (Option<String>, [Option<i64>; 4], String, String, bool);

fn traits((category, areas, source, priority, counted): TraitColumns) -> Result<Traits, StoreError> {
    let [grid, community, street, district] = areas.map(|id| id.map(crate::domain::ids::AreaId));
    Ok(Traits {
        category,
        areas: crate::domain::area_path::AreaPath { grid, community, street, district },
        source: source.parse::<Source>()?,
        priority: priority.parse::<Priority>()?,
        counted,
    })
}
