//! Imports: histories from elsewhere, replayed through the same rules as any case, at their original times. Many rows share
//! a transaction; a row that the rules refuse is reported and costs its neighbours nothing. Running an import again brings in
//! only what is new, since every row is known by its number.

mod place;
mod replay;

use std::collections::HashMap;

use jiff::Timestamp;

use crate::domain::codes::Source;
use crate::domain::ids::{AreaId, UnitId};
use crate::domain::import::{ExternalCase, RowFault};
use crate::service::case::office::Office;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::incident::find_by_upstream;
use crate::store::{Lane, Tx};

pub use place::{Ground, prepare_ground};

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowOutcome {
    /// It is a case now.
    Imported,
    /// It was one before.
    Known,
    /// It could not be: why, and in the rules' own words where they refused it.
    Rejected(RowFault, Option<String>),
}

/// Brings rows in, in one transaction; answers an outcome for each.
pub fn import_rows(
    core: &Core,
    ground: &Ground,
    rows: Vec<ExternalCase>,
) -> Result<Vec<RowOutcome>, ServiceError> {
    let (rooms, ground) = (core.clone(), ground.clone());
    let now = core.clock.now();
    core.db.write_blocking(Lane::Background, move |tx| {
        let office = rooms.office(tx)?;
        rows.iter().map(|row| import_row(tx, &office, &ground, row, now)).collect()
    })
}

fn import_row(
    tx: &mut Tx<'_>,
    office: &Office,
    ground: &Ground,
    row: &ExternalCase,
    now: Timestamp,
) -> Result<RowOutcome, ServiceError> {
    if find_by_upstream(tx, Source::Import.code(), &row.number)?.is_some() {
        return Ok(RowOutcome::Known);
    }
    let point = match replay::point_of(row) {
        Ok(point) => point,
        Err(fault) => return Ok(RowOutcome::Rejected(fault, None)),
    };
    match replay::replay(row, office, ground) {
        Ok(history) => {
            history.write(tx, &replay::incident_of(row), point, now)?;
            Ok(RowOutcome::Imported)
        }
        Err(refusal) => {
            let why = refusal.text(crate::domain::codes::Lang::En);
            Ok(RowOutcome::Rejected(RowFault::Refused, Some(why)))
        }
    }
}

/// Names of the file with the areas and units that stand for them here.
type Names<T> = HashMap<String, T>;

/// The grid of a part of the city.
type Grids = Names<AreaId>;

/// The unit of a body.
type Units = Names<UnitId>;
