//! The demonstration (演示数据): a street office as it might be, and a year of its work told by the same rules that work on
//! real cases. Areas carry the real names and codes of 崮云湖街道; grids are drawn and say so; every person, report and picture
//! is invented. The whole of it is one transaction: it is there or it is not.

mod cast;
mod dice;
mod photos;
mod play;
mod plot;
mod report;
mod scene;
mod street;
mod theme;

use std::sync::Arc;

use jiff::SignedDuration;

use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{Conn, Lane, Tx, area, config_version, demonstration};

pub use cast::{DemoLogin, LOGINS, PASSWORD};
pub use play::Stop;
use play::{Stage, play};
use plot::plots;
use theme::themes;

/// How much is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoSize {
    /// Communities and villages, of the 45.
    pub communities: usize,
    /// Volunteers.
    pub volunteers: usize,
    /// Stories of the year; some become more than one case.
    pub stories: usize,
}

impl DemoSize {
    /// The demonstration that the command builds.
    pub const WHOLE: Self = Self { communities: 45, volunteers: 1_000, stories: 3_000 };
}

/// What was built.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Built {
    /// Grids.
    pub grids: usize,
    /// Teams.
    pub teams: usize,
    /// Volunteers.
    pub volunteers: usize,
    /// Cases.
    pub cases: u64,
    /// Steps that the rules refused. Each leaves a case standing where it was; there should be none.
    pub stops: Vec<Stop>,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was built now.
    Built(Built),
    /// It was there.
    Before,
    /// The database holds something else and was left alone: a demonstration never mixes with anything real.
    Foreign,
}

/// Hears how many stories of all are told.
pub type Told = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// Whether the database holds the demonstration.
pub fn is_demo(conn: &mut Conn) -> Result<bool, ServiceError> {
    Ok(demonstration::find_mark(conn)?.is_some())
}

/// Builds the demonstration in an empty database, as of the clock's now.
pub fn build_demo(core: &Core, size: DemoSize, told: Told) -> Result<Outcome, ServiceError> {
    let core = core.clone();
    core.db.clone().write_blocking(Lane::Background, move |tx| build(&core, size, &told, tx))
}

fn build(core: &Core, size: DemoSize, told: &Told, tx: &mut Tx<'_>) -> Result<Outcome, ServiceError> {
    if is_demo(tx)? {
        return Ok(Outcome::Before);
    }
    if !area::list_areas(tx)?.is_empty() {
        return Ok(Outcome::Foreign);
    }
    let now = core.clock.now();
    let since = now - SignedDuration::from_hours(24 * 800);
    let catalogue = core.catalogue(tx)?;
    let street = street::build(tx, &catalogue, since, size.communities)?;
    let cast = cast::build(tx, &street, since, size.volunteers)?;
    demonstration::set_mark(tx, now)?;
    config_version::raise(tx)?;
    let office = core.office(tx)?;
    let themes = themes(&catalogue);
    let plots = plots(&themes, &office, &street, now, size.stories);
    let mut built = Built {
        grids: street.grids.len(),
        teams: street.teams.len(),
        volunteers: cast.volunteers.iter().map(Vec::len).sum(),
        ..Built::default()
    };
    let pictures = photos::keep(core)?;
    let stage = Stage { office, street: &street, cast: &cast, themes: &themes, pictures, now };
    for (number, plot) in plots.iter().enumerate() {
        let (cases, stops) = play(&stage, plot, tx)?;
        built.cases += cases;
        built.stops.extend(stops);
        told(number + 1, plots.len());
    }
    Ok(Outcome::Built(built))
}
