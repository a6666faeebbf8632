//! The ground of an import: the areas and units that its rows name, made once and found again by their codes.

use jiff::Timestamp;

use super::{Grids, Units};
use crate::domain::area::{Area, AreaKind};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{Level, Role, UnitKind};
use crate::domain::ids::{AreaId, UnitId};
use crate::domain::import::{Mapping, Named};
use crate::domain::policy::{Actor, Grant};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::area::{insert_area, list_areas};
use crate::store::unit::{self, NewUnit};
use crate::store::{Lane, Tx, config_version};

/// Areas and units of an import begin long before any history.
const SINCE: Timestamp = Timestamp::constant(0, 0);

/// What the rows of an import stand on.
#[derive(Debug, Clone)]
pub struct Ground {
    pub(super) district: AreaId,
    pub(super) street: AreaId,
    pub(super) grids: Grids,
    /// The body that worked on a row which names none.
    pub(super) body: UnitId,
    pub(super) units: Units,
    /// The desk of the street: whoever took it in there. Nobody in particular.
    pub(super) desk: Actor,
}

impl Ground {
    /// The areas of a row: its part of the city with the grid there, or the whole city.
    pub(super) fn areas(
        &self,
        community: Option<&str>,
        office: &crate::service::case::office::Office,
    ) -> AreaPath {
        let grid = community.and_then(|name| self.grids.get(name));
        match grid {
            Some(grid) => office.areas.ancestors(*grid),
            None => {
                AreaPath { street: Some(self.street), district: Some(self.district), ..AreaPath::default() }
            }
        }
    }

    /// The unit of a body.
    pub(super) fn unit(&self, department: Option<&str>) -> UnitId {
        department.and_then(|name| self.units.get(name)).copied().unwrap_or(self.body)
    }
}

/// Makes, or finds, the areas of the mapping, a community with a grid for each of `communities`, and a unit for each of
/// `departments`.
pub fn prepare_ground(
    core: &Core,
    mapping: &Mapping,
    communities: Vec<String>,
    departments: Vec<String>,
) -> Result<Ground, ServiceError> {
    let (plan, source) = (mapping.areas().clone(), mapping.source().to_owned());
    core.db.write_blocking(Lane::Background, move |tx| {
        let mut areas = Areas { known: list_areas(tx)?.into_iter().map(|(area, _)| area).collect() };
        let district = areas.named(tx, &plan.district, Level::District, None)?;
        let street = areas.named(tx, &plan.street, Level::Street, Some(district))?;
        let mut grids = Grids::new();
        for name in &communities {
            let community = areas.part(tx, &plan.street.code, name, Level::Community, street)?;
            grids.insert(name.clone(), areas.part(tx, &plan.street.code, name, Level::Grid, community)?);
        }
        let body = body(tx, &source, &plan.street.name_zh, &plan.street.name_en, district)?;
        let mut units = Units::new();
        for name in &departments {
            units.insert(name.clone(), body_named(tx, &source, name, district)?);
        }
        config_version::raise(tx)?;
        let grant = |role| Grant { role, area: street, unit: None, sensitive_desk: false };
        let desk = Actor { grants: vec![grant(Role::Acceptor), grant(Role::Dispatcher)], ..Actor::default() };
        Ok(Ground { district, street, grids, body, units, desk })
    })
}

struct Areas {
    known: Vec<Area>,
}

impl Areas {
    fn named(
        &mut self,
        tx: &mut Tx<'_>,
        name: &Named,
        level: Level,
        parent: Option<AreaId>,
    ) -> Result<AreaId, ServiceError> {
        self.find_or_make(tx, (&name.code, &name.name_zh, &name.name_en), level, parent)
    }

    /// A part of the city under its own name. Its code ends in a number that follows from the name.
    fn part(
        &mut self,
        tx: &mut Tx<'_>,
        street: &str,
        name: &str,
        level: Level,
        parent: AreaId,
    ) -> Result<AreaId, ServiceError> {
        let code = format!("{street}_{}_{}", level.code(), short(name));
        self.find_or_make(tx, (&code, name, name), level, Some(parent))
    }

    fn find_or_make(
        &mut self,
        tx: &mut Tx<'_>,
        (code, name_zh, name_en): (&str, &str, &str),
        level: Level,
        parent: Option<AreaId>,
    ) -> Result<AreaId, ServiceError> {
        if let Some(area) = self.known.iter().find(|area| area.code == code && area.valid_to.is_none()) {
            return Ok(area.id);
        }
        let mut area = Area {
            id: AreaId(0),
            code: code.to_owned(),
            level,
            parent,
            kind: AreaKind::Ordinary,
            name_zh: name_zh.to_owned(),
            name_en: name_en.to_owned(),
            fictitious: true,
            valid_from: SINCE,
            valid_to: None,
        };
        area.id = insert_area(tx, &area, None)?;
        let id = area.id;
        self.known.push(area);
        Ok(id)
    }
}

/// FNV-1a over a name: a stable code for names that are not made of letters and digits.
fn short(name: &str) -> String {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn body_named(tx: &mut Tx<'_>, source: &str, name: &str, area: AreaId) -> Result<UnitId, ServiceError> {
    body(tx, &format!("{source}_{}", short(name)), name, name, area)
}

/// Bodies that worked there never log in here: they are outside units.
fn body(
    tx: &mut Tx<'_>,
    code: &str,
    name_zh: &str,
    name_en: &str,
    area: AreaId,
) -> Result<UnitId, ServiceError> {
    if let Some(found) = unit::find_by_code(tx, code)? {
        return Ok(found.id);
    }
    let new = NewUnit {
        code: code.to_owned(),
        kind: UnitKind::Outside,
        area,
        name_zh: name_zh.to_owned(),
        name_en: name_en.to_owned(),
        valid_from: SINCE,
    };
    Ok(unit::insert(tx, &new)?.id)
}
