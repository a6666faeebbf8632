//! The demonstration (演示数据): a street with its real communities and villages, invented grids, people and a year of plausible
//! cases, told through the same rules as any case. Nothing here happened, and nobody here exists.

mod dice;
mod life;
mod people;
mod photos;
mod places;
mod stories;

use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::area::list_areas;
use crate::store::{Lane, config_version};

use dice::Dice;
pub use people::{DEMO_PASSWORD, LOGINS};

/// Cases of the year.
const CASES: u64 = 1_500;
/// Cases written in one transaction.
const BATCH: u64 = 50;

/// What was built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Built {
    /// Grids.
    pub grids: usize,
    /// Volunteers.
    pub volunteers: usize,
    /// Teams.
    pub teams: usize,
    /// Cases.
    pub cases: u64,
    /// Cases that are not over.
    pub open: u64,
}

/// Builds the demonstration in an empty database; `told` hears how many cases are written. Answers `None` when there are
/// areas already: a demonstration never mixes with anything else.
pub fn build_demo(core: &Core, told: impl Fn(u64, u64)) -> Result<Option<Built>, ServiceError> {
    let now = core.clock.now();
    let empty = core.db.read_blocking(|conn| Ok::<_, ServiceError>(list_areas(conn)?.is_empty()))?;
    if !empty {
        return Ok(None);
    }
    let rooms = core.clone();
    let photos = photos::keep(core)?;
    let cast = core.db.write_blocking(Lane::Interactive, move |tx| {
        let places = places::build(tx, now)?;
        let catalogue = rooms.catalogue(tx)?;
        let cast = people::build(tx, &catalogue, &places, now)?;
        config_version::raise(tx)?;
        Ok::<_, ServiceError>(cast)
    })?;
    let mut built = Built {
        grids: cast.grids.len(),
        volunteers: cast.volunteers.len(),
        teams: cast.teams.len(),
        ..Built::default()
    };
    for first in (0..CASES).step_by(usize::try_from(BATCH).unwrap_or(1)) {
        let (rooms, cast) = (core.clone(), cast.clone());
        built.open += core.db.write_blocking(Lane::Interactive, move |tx| {
            let office = rooms.office(tx)?;
            let stage = life::Stage { office: &office, cast: &cast, photos, now };
            let numbers = first..(first + BATCH).min(CASES);
            numbers.map(|n| life::live(tx, &stage, &mut Dice::new(n))).sum::<Result<u64, ServiceError>>()
        })?;
        built.cases = (first + BATCH).min(CASES);
        told(built.cases, CASES);
    }
    Ok(Some(built))
}
