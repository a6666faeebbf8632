//! Areas: the tree in memory, as the configuration has it now.

use std::sync::Arc;

use crate::domain::area::AreaBook;
use crate::domain::area::shape::Shape;
use crate::domain::codes::CoordSys;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::area::list_areas;
use crate::store::{Conn, StoreError};

impl Core {
    /// Every area with its shape, and the R-tree over them. It is the same one for as long as the configuration does not
    /// change.
    pub fn areas(&self, conn: &mut Conn) -> Result<Arc<AreaBook>, ServiceError> {
        self.caches.areas.get(conn, load)
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
