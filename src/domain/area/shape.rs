//! The surface of an area: polygons with holes, read from and written as GeoJSON (RFC 7946), whatever datum they were drawn in.

use serde_json::{Value, json};

pub use super::ring::Side;
use super::ring::{self, Position, Repair, RingFault};
use crate::domain::codes::CoordSys;
use crate::domain::geo::{self, BadPoint, Point};

/// The most corners one shape may have: a city district has some thousands.
const MAX_CORNERS: usize = 200_000;

/// Why a geometry is no area.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ShapeFault {
    /// Not an object with `type` Polygon or `MultiPolygon` and `coordinates`.
    #[error("the geometry must be a Polygon or a MultiPolygon with coordinates, not {0}")]
    NotAPolygon(String),
    /// The nesting of `coordinates` is wrong, or a position does not begin with two numbers.
    #[error(
        "{at}: a position is a list of two numbers, a ring a list of positions, a polygon a list of rings"
    )]
    Malformed {
        /// Where, as a JSON pointer below the geometry.
        at: String,
    },
    /// A position is no place.
    #[error("{at}: {why}")]
    Position {
        /// Where, as a JSON pointer below the geometry.
        at: String,
        /// What is wrong.
        why: BadPoint,
    },
    /// A ring cannot bound an area.
    #[error("{at}: {why}")]
    Ring {
        /// Where, as a JSON pointer below the geometry.
        at: String,
        /// What is wrong.
        why: RingFault,
    },
    /// A hole does not lie in its polygon.
    #[error("{at}: the hole lies outside its polygon")]
    HoleOutside {
        /// Where, as a JSON pointer below the geometry.
        at: String,
    },
    /// More corners than any area needs.
    #[error("the geometry has more than 200000 corners")]
    TooLarge,
}

/// A polygon: the outer ring and the holes.
#[derive(Debug, Clone, PartialEq)]
struct Polygon {
    shell: Vec<Position>,
    holes: Vec<Vec<Position>>,
}

/// The surface of an area in WGS-84: one polygon or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    polygons: Vec<Polygon>,
}

impl Shape {
    /// Reads a GeoJSON geometry drawn in `sys`; repairs what can be repaired without moving the border and tells so.
    pub fn from_geojson(geometry: &Value, sys: CoordSys) -> Result<(Self, Vec<Repair>), ShapeFault> {
        let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("nothing");
        let coordinates = geometry.get("coordinates");
        let parts: Vec<(String, &Value)> = match (kind, coordinates) {
            ("Polygon", Some(polygon)) => vec![("/coordinates".to_owned(), polygon)],
            ("MultiPolygon", Some(all)) => list(all, "/coordinates")?
                .iter()
                .enumerate()
                .map(|(index, polygon)| (format!("/coordinates/{index}"), polygon))
                .collect(),
            _ => return Err(ShapeFault::NotAPolygon(kind.chars().take(40).collect())),
        };
        let mut reader = Reader { sys, corners: 0, repairs: Vec::new() };
        let polygons: Vec<Polygon> =
            parts.iter().map(|(at, value)| reader.polygon(value, at)).collect::<Result<_, _>>()?;
        if polygons.is_empty() {
            return Err(ShapeFault::Malformed { at: "/coordinates".to_owned() });
        }
        Ok((Self { polygons }, reader.repairs))
    }

    /// The shape as a GeoJSON `MultiPolygon`, outer rings counter-clockwise as RFC 7946 wants it.
    pub fn to_geojson(&self) -> Value {
        let closed = |ring: &Vec<Position>, counter_clockwise: bool| {
            let mut out = ring.clone();
            if (ring::signed_m2(ring) > 0.0) != counter_clockwise {
                out.reverse();
            }
            out.extend(out.first().copied());
            out
        };
        let polygons = self.polygons.iter().map(|polygon| {
            let holes = polygon.holes.iter().map(|hole| closed(hole, false));
            std::iter::once(closed(&polygon.shell, true)).chain(holes).collect::<Vec<_>>()
        });
        json!({ "type": "MultiPolygon", "coordinates": polygons.collect::<Vec<_>>() })
    }

    /// The envelope (south-west, north-east corner) of each polygon, in order.
    pub fn envelopes(&self) -> impl Iterator<Item = (Position, Position)> + '_ {
        self.polygons.iter().map(|polygon| {
            let start = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
            polygon
                .shell
                .iter()
                .fold(start, |([w, s], [e, n]), &[x, y]| ([w.min(x), s.min(y)], [e.max(x), n.max(y)]))
        })
    }

    /// On which side of one of its polygons a place lies; outside when there is no such polygon.
    pub fn side_of_part(&self, part: usize, point: Point) -> Side {
        let Some(polygon) = self.polygons.get(part) else { return Side::Outside };
        let here = [point.lon, point.lat];
        match ring::side_of(&polygon.shell, here) {
            Side::Inside => {}
            side => return side,
        }
        for hole in &polygon.holes {
            match ring::side_of(hole, here) {
                Side::Inside => return Side::Outside,
                Side::Border => return Side::Border,
                Side::Outside => {}
            }
        }
        Side::Inside
    }

    /// Whether a place lies in the shape or on its border.
    pub fn contains(&self, point: Point) -> bool {
        (0..self.polygons.len()).any(|part| self.side_of_part(part, point) != Side::Outside)
    }

    /// Surface in square metres, holes taken out.
    pub fn square_metres(&self) -> f64 {
        let surface = |ring: &Vec<Position>| ring::signed_m2(ring).abs();
        let of = |polygon: &Polygon| surface(&polygon.shell) - polygon.holes.iter().map(surface).sum::<f64>();
        self.polygons.iter().map(of).sum()
    }
}

fn list<'a>(value: &'a Value, at: &str) -> Result<&'a Vec<Value>, ShapeFault> {
    value.as_array().ok_or_else(|| ShapeFault::Malformed { at: at.to_owned() })
}

/// Reads the nested lists of a geometry and counts the corners.
struct Reader {
    sys: CoordSys,
    corners: usize,
    repairs: Vec<Repair>,
}

impl Reader {
    fn polygon(&mut self, value: &Value, at: &str) -> Result<Polygon, ShapeFault> {
        let mut rings = Vec::new();
        for (index, ring) in list(value, at)?.iter().enumerate() {
            rings.push(self.ring(ring, &format!("{at}/{index}"))?);
        }
        if rings.is_empty() {
            return Err(ShapeFault::Malformed { at: at.to_owned() });
        }
        let shell = rings.remove(0);
        for (index, hole) in rings.iter().enumerate() {
            let outside = |corner: &Position| ring::side_of(&shell, *corner) == Side::Outside;
            if hole.iter().all(outside) {
                return Err(ShapeFault::HoleOutside { at: format!("{at}/{}", index + 1) });
            }
        }
        Ok(Polygon { shell, holes: rings })
    }

    fn ring(&mut self, value: &Value, at: &str) -> Result<Vec<Position>, ShapeFault> {
        let positions = list(value, at)?;
        self.corners += positions.len();
        if self.corners > MAX_CORNERS {
            return Err(ShapeFault::TooLarge);
        }
        let mut ring = Vec::with_capacity(positions.len());
        for (index, position) in positions.iter().enumerate() {
            ring.push(self.position(position, &format!("{at}/{index}"))?);
        }
        ring::clean(ring, &mut self.repairs).map_err(|why| ShapeFault::Ring { at: at.to_owned(), why })
    }

    fn position(&self, value: &Value, at: &str) -> Result<Position, ShapeFault> {
        let number = |index: usize| value.get(index).and_then(Value::as_f64);
        let (Some(lon), Some(lat)) = (number(0), number(1)) else {
            return Err(ShapeFault::Malformed { at: at.to_owned() });
        };
        let point = geo::to_wgs84(self.sys, lon, lat)
            .map_err(|why| ShapeFault::Position { at: at.to_owned(), why })?;
        Ok([point.lon, point.lat])
    }
}
