//! The street: district, street, communities and villages with their real names and codes; grids with invented borders that
//! say so. The borders are a bent lattice, cut like a Voronoi pattern, over the place where the street roughly is.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::dice::Dice;
use crate::domain::area::{Area, AreaKind};
use crate::domain::codes::Level;
use crate::domain::geo::Point;
use crate::domain::ids::AreaId;
use crate::service::error::ServiceError;
use crate::store::Tx;
use crate::store::area::insert_area;

const COMMUNITIES: &str = include_str!("communities.csv");
const COLUMNS: u32 = 9;
/// South-west corner of the lattice and the side of a cell, in degrees.
const WEST: f64 = 116.780;
const SOUTH: f64 = 36.490;
const SIDE: f64 = 0.014;

/// A grid with a point inside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grid {
    pub(super) id: AreaId,
    pub(super) community: AreaId,
    pub(super) middle: Point,
}

/// The street.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) street: AreaId,
    /// Code, Chinese and English name, id.
    pub(super) communities: Vec<(String, String, String, AreaId)>,
    pub(super) grids: Vec<Grid>,
}

/// A corner of the lattice, moved a little, the same for every cell that meets there.
fn corner(column: u32, row: u32) -> (f64, f64) {
    let mut dice = Dice::new(u64::from(column) * 1000 + u64::from(row) + 50_000);
    let shift = |dice: &mut Dice| (dice.fraction() - 0.5) * 0.35;
    let lon = WEST + SIDE * (f64::from(column) + shift(&mut dice));
    (lon, SOUTH + SIDE * (f64::from(row) + shift(&mut dice)))
}

const fn between(a: (f64, f64), b: (f64, f64)) -> (f64, f64) {
    (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
}

/// The four corners of a cell, counter-clockwise.
fn cell(index: u32) -> [(f64, f64); 4] {
    let (column, row) = (index % COLUMNS, index / COLUMNS);
    [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)]
}

/// A cell in two or four parts.
fn parts([a, b, c, d]: [(f64, f64); 4], four: bool) -> Vec<[(f64, f64); 4]> {
    let (south, east, north, west) = (between(a, b), between(b, c), between(c, d), between(d, a));
    if !four {
        return vec![[a, south, north, d], [south, b, c, north]];
    }
    let middle = between(between(south, north), between(east, west));
    vec![
        [a, south, middle, west],
        [south, b, east, middle],
        [middle, east, c, north],
        [west, middle, north, d],
    ]
}

/// Enters the areas. They are there since before the year that is told.
pub(super) fn build(tx: &mut Tx<'_>, now: Timestamp) -> Result<Places, ServiceError> {
    let since = now - SignedDuration::from_hours(24 * 800);
    let area = |code: &str, level, parent, zh: &str, en: &str, fictitious| Area {
        id: AreaId(0),
        code: code.to_owned(),
        level,
        parent,
        kind: AreaKind::Ordinary,
        name_zh: zh.to_owned(),
        name_en: en.to_owned(),
        fictitious,
        valid_from: since,
        valid_to: None,
    };
    let district =
        insert_area(tx, &area("370113", Level::District, None, "长清区", "Changqing District", false), None)?;
    let street = area("370113002", Level::Street, Some(district), "崮云湖街道", "Guyunhu Street", false);
    let street = insert_area(tx, &street, None)?;
    let mut places = Places { street, communities: Vec::new(), grids: Vec::new() };
    for (index, line) in (0_u32..).zip(COMMUNITIES.lines().skip(1)) {
        let mut cells = line.split(',');
        let (Some(code), Some(zh), Some(en)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let community = insert_area(tx, &area(code, Level::Community, Some(street), zh, en, false), None)?;
        places.communities.push((code.to_owned(), zh.to_owned(), en.to_owned(), community));
        for (n, ring) in (1..).zip(parts(cell(index), index % 3 == 0)) {
            let (name_zh, name_en) =
                (format!("{zh}第{n}网格（虚构）"), format!("{en} grid {n} (fictitious)"));
            let grid = area(&format!("{code}{n:03}"), Level::Grid, Some(community), &name_zh, &name_en, true);
            let [a, b, c, d] = ring;
            let corners = [a, b, c, d, a].map(|(lon, lat)| [lon, lat]);
            let shape = json!({"type": "Polygon", "coordinates": [corners]}).to_string();
            let id = insert_area(tx, &grid, Some(&shape))?;
            let (lon, lat) = between(between(a, b), between(c, d));
            if let Ok(middle) = Point::new(lon, lat) {
                places.grids.push(Grid { id, community, middle });
            }
        }
    }
    Ok(places)
}
