//! Areas: the tree in memory, as the configuration has it now.

mod edit;

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::area::shape::Shape;
use crate::domain::area::{Area, AreaBook};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{CoordSys, Level};
use crate::domain::geo;
use crate::domain::ids::AreaId;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::area::list_areas;
use crate::store::{Conn, StoreError, config_version};

pub use edit::{AreaDraft, ImportDefaults, ImportedAreas, import_areas, open_area, split_area};

impl Core {
    /// Every area with its shape, and the R-tree over them. It is the same one for as long as the configuration does not
    /// change.
    pub fn areas(&self, conn: &mut Conn) -> Result<Arc<AreaBook>, ServiceError> {
        let version = config_version::get(conn)?;
        self.areas_at(version, conn)
    }

    /// Every area, by a version of the configuration that was just read.
    pub(in crate::service) fn areas_at(
        &self,
        version: i64,
        conn: &mut Conn,
    ) -> Result<Arc<AreaBook>, ServiceError> {
        self.caches.areas.at(version, conn, load)
    }
}

fn load(conn: &mut Conn) -> Result<AreaBook, ServiceError> {
    let mut areas = Vec::new();
    for (area, text) in list_areas(conn)? {
        let shape = text
            .map(|text| parse(&text))
            .transpose()
            .map_err(|why| StoreError::Corrupt(format!("the shape of area {}: {why}", area.id)))?;
        areas.push((area, shape));
    }
    AreaBook::new(areas).map_err(|why| StoreError::Corrupt(why.to_string()).into())
}

/// Shapes are stored in WGS-84, whatever datum they were drawn in.
fn parse(text: &str) -> Result<Shape, String> {
    let json = serde_json::from_str(text).map_err(|why| why.to_string())?;
    Shape::from_geojson(&json, CoordSys::Wgs84).map(|(shape, _)| shape).map_err(|why| why.to_string())
}

/// The book as of now, for reading.
async fn book(core: &Core) -> Result<Arc<AreaBook>, ServiceError> {
    let rooms = core.clone();
    core.db.read_point(move |conn| rooms.areas(conn)).await
}

/// What a list of areas is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct AreaFilter {
    /// In this area or below.
    pub within: Option<AreaId>,
    /// Of this level.
    pub level: Option<Level>,
    /// Directly below this area.
    pub parent: Option<AreaId>,
    /// Existing at this instant.
    pub at: Option<Timestamp>,
    /// With an id above this one.
    pub after: i64,
}

/// A page of areas, by id.
pub async fn list_areas_page(core: &Core, filter: AreaFilter, limit: u32) -> Result<Vec<Area>, ServiceError> {
    let book = book(core).await?;
    let fits = |area: &&Area| {
        area.id.0 > filter.after
            && filter.level.is_none_or(|level| area.level == level)
            && filter.parent.is_none_or(|parent| area.parent == Some(parent))
            && filter.within.is_none_or(|root| book.is_within(area.id, root))
            && filter.at.is_none_or(|at| area.exists_at(at))
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(book.all().into_iter().filter(fits).take(limit).cloned().collect())
}

/// An area with its place in the tree and its shape.
#[derive(Debug, Clone)]
pub struct DrawnArea {
    /// The area.
    pub area: Area,
    /// The areas above it.
    pub path: AreaPath,
    /// Its shape, in WGS-84.
    pub shape: Option<Shape>,
}

fn drawn(book: &AreaBook, area: &Area) -> DrawnArea {
    DrawnArea { area: area.clone(), path: book.ancestors(area.id), shape: book.find_shape(area.id).cloned() }
}

/// An area.
pub async fn get_area(core: &Core, id: AreaId) -> Result<DrawnArea, ServiceError> {
    let book = book(core).await?;
    book.find(id).map(|area| drawn(&book, area)).ok_or(ServiceError::NotFound)
}

/// The areas that exist at an instant in `root` or below, with their shapes.
pub async fn draw_areas(
    core: &Core,
    root: Option<AreaId>,
    level: Option<Level>,
    at: Timestamp,
) -> Result<Vec<DrawnArea>, ServiceError> {
    let book = book(core).await?;
    let fits = |area: &&Area| {
        area.exists_at(at)
            && level.is_none_or(|level| area.level == level)
            && root.is_none_or(|root| book.is_within(area.id, root))
    };
    Ok(book.all().into_iter().filter(fits).map(|area| drawn(&book, area)).collect())
}

/// Where a point lies.
#[derive(Debug, Clone)]
pub struct Located {
    /// The grid, or none when the point lies in no grid.
    pub grid: Option<Area>,
    /// The lowest areas that are known: from the grid up, or from the community or street that holds the point.
    pub path: AreaPath,
}

/// The grid of a point at an instant.
pub async fn locate_point(
    core: &Core,
    sys: CoordSys,
    lon: f64,
    lat: f64,
    at: Timestamp,
) -> Result<Located, ServiceError> {
    let point = geo::to_wgs84(sys, lon, lat)
        .map_err(|_| ServiceError::invalid("/lon", "坐标超出范围。", "is out of range."))?;
    let book = book(core).await?;
    let grid = book.locate(point, at).and_then(|id| book.find(id)).cloned();
    let path = book.locate_lowest(point, at).map(|id| book.ancestors(id)).unwrap_or_default();
    Ok(Located { grid, path })
}
