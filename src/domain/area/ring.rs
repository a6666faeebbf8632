//! Rings of polygons: what is accepted, what is repaired because nothing of the area changes by it, and what is refused with the
//! place of the fault. A ring is kept open (the last position is not the first again).

use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree, RTreeObject};

/// A position: longitude, latitude in degrees.
pub type Position = [f64; 2];

/// Metres a degree of latitude.
const DEGREE_M: f64 = 111_195.0;
/// A loop cut off a ring is a drawing slip when it is smaller than this, in square metres …
const SLIP_M2: f64 = 25.0;
/// … or than this part of the ring.
const SLIP_PART: f64 = 1e-6;
/// So many slips are repaired; a ring with more was not drawn but damaged.
const MAX_SLIPS: usize = 50;
/// Half the width of a border, in degrees (0.1 mm).
pub const BORDER: f64 = 1e-9;

/// What is wrong with a ring.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum RingFault {
    /// Fewer than three different corners.
    #[error("a ring needs at least three different corners")]
    TooFewCorners,
    /// The border crosses itself and the parts are both large.
    #[error("the ring crosses itself near longitude {lon:.6}, latitude {lat:.6}")]
    CrossesItself {
        /// Where, in degrees.
        lon: f64,
        /// Where, in degrees.
        lat: f64,
    },
    /// The corners enclose nothing.
    #[error("the ring encloses no surface")]
    Flat,
}

/// What was repaired in a ring, for the report of an import.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Repair {
    /// The last position did not repeat the first.
    Closed,
    /// Repeated corners and spikes were dropped.
    CornersDropped(usize),
    /// A tiny loop was cut off where the ring crossed itself.
    LoopCut {
        /// Surface of the loop in square metres.
        square_metres: f64,
    },
}

/// Where a place lies, seen from a ring or a polygon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Strictly inside.
    Inside,
    /// On the border, within a tenth of a millimetre.
    Border,
    /// Outside.
    Outside,
}

/// Cleans a ring as it was read (closed or not) and checks it.
pub fn clean(mut ring: Vec<Position>, repairs: &mut Vec<Repair>) -> Result<Vec<Position>, RingFault> {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    } else {
        repairs.push(Repair::Closed);
    }
    let dropped = drop_spikes(&mut ring);
    if dropped > 0 {
        repairs.push(Repair::CornersDropped(dropped));
    }
    if ring.len() < 3 {
        return Err(RingFault::TooFewCorners);
    }
    for _ in 0..=MAX_SLIPS {
        let Some(crossing) = find_crossing(&ring) else {
            let flat = signed_m2(&ring).abs() < 1e-3;
            return if flat { Err(RingFault::Flat) } else { Ok(ring) };
        };
        let (kept, cut) = split(&ring, &crossing);
        let (kept_m2, cut_m2) = (signed_m2(&kept).abs(), signed_m2(&cut).abs());
        if cut_m2 > SLIP_M2.max(kept_m2 * SLIP_PART) || kept.len() < 3 {
            return Err(crossing.fault());
        }
        repairs.push(Repair::LoopCut { square_metres: cut_m2 });
        ring = kept;
    }
    Err(find_crossing(&ring).map_or(RingFault::Flat, |crossing| crossing.fault()))
}

/// Drops repeated corners and spikes (out and back on the same line); returns how many.
fn drop_spikes(ring: &mut Vec<Position>) -> usize {
    let before = ring.len();
    let mut kept: Vec<Position> = Vec::with_capacity(before);
    for &corner in ring.iter() {
        if kept.last() == Some(&corner) {
            continue;
        }
        if kept.len() >= 2 && kept.get(kept.len() - 2) == Some(&corner) {
            kept.pop();
            continue;
        }
        kept.push(corner);
    }
    while kept.len() > 1 && kept.first() == kept.last() {
        kept.pop();
    }
    *ring = kept;
    before - ring.len()
}

/// Two sides of a ring that cross, by the index of their first corners, and where.
struct Crossing {
    first: usize,
    second: usize,
    at: Position,
}

impl Crossing {
    fn fault(&self) -> RingFault {
        let [lon, lat] = self.at;
        RingFault::CrossesItself { lon, lat }
    }
}

/// The sides of a ring, the closing one included.
pub fn sides(ring: &[Position]) -> impl Iterator<Item = (Position, Position)> + '_ {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// The first proper crossing of two sides. Sides that only touch are harmless: the inside is counted by crossings.
fn find_crossing(ring: &[Position]) -> Option<Crossing> {
    let lines: Vec<GeomWithData<Line<Position>, usize>> =
        sides(ring).enumerate().map(|(index, (a, b))| GeomWithData::new(Line::new(a, b), index)).collect();
    let tree = RTree::bulk_load(lines);
    sides(ring).enumerate().find_map(|(index, (a, b))| {
        let envelope: AABB<Position> = Line::new(a, b).envelope();
        tree.locate_in_envelope_intersecting(envelope)
            .filter(|other| other.data > index)
            .filter_map(|other| {
                let at = crossing_point(a, b, other.geom().from, other.geom().to)?;
                Some(Crossing { first: index, second: other.data, at })
            })
            .min_by_key(|crossing| crossing.second)
    })
}

/// Twice the signed surface of a triangle.
fn turn([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) -> f64 {
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

fn crossing_point(a: Position, b: Position, c: Position, d: Position) -> Option<Position> {
    let (ta, tb) = (turn(c, d, a), turn(c, d, b));
    let (tc, td) = (turn(a, b, c), turn(a, b, d));
    if ta * tb >= 0.0 || tc * td >= 0.0 {
        return None;
    }
    let part = ta / (ta - tb);
    let ([ax, ay], [bx, by]) = (a, b);
    Some([ax + (bx - ax) * part, ay + (by - ay) * part])
}

/// Splits a ring at a crossing into the larger and the smaller part.
fn split(ring: &[Position], crossing: &Crossing) -> (Vec<Position>, Vec<Position>) {
    let (head, rest) = ring.split_at((crossing.first + 1).min(ring.len()));
    let (middle, tail) = rest.split_at((crossing.second - crossing.first).min(rest.len()));
    let outer: Vec<Position> = head.iter().chain([&crossing.at]).chain(tail).copied().collect();
    let inner: Vec<Position> = [&crossing.at].into_iter().chain(middle).copied().collect();
    if signed_m2(&outer).abs() >= signed_m2(&inner).abs() { (outer, inner) } else { (inner, outer) }
}

/// Surface in square metres on a plane tangent at the ring: positive when it runs counter-clockwise.
pub fn signed_m2(ring: &[Position]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    let (south, north) = ring
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(south, north), &[_, y]| (south.min(y), north.max(y)));
    let doubled: f64 =
        sides(ring).map(|([ax, ay], [bx, by])| (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)).sum();
    doubled / 2.0 * DEGREE_M * DEGREE_M * f64::midpoint(south, north).to_radians().cos()
}

/// On which side of a ring a position lies, by counting the sides a ray to the east crosses.
pub fn side_of(ring: &[Position], [x, y]: Position) -> Side {
    let mut inside = false;
    for ([ax, ay], [bx, by]) in sides(ring) {
        let beside = y < ay.min(by) - BORDER || y > ay.max(by) + BORDER || x > ax.max(bx) + BORDER;
        if beside {
            continue;
        }
        if x >= ax.min(bx) - BORDER && near_line([x, y], [ax, ay], [bx, by]) {
            return Side::Border;
        }
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    if inside { Side::Inside } else { Side::Outside }
}

/// Whether a position, already known to be in the envelope of a side, lies on it.
fn near_line(p: Position, a: Position, b: Position) -> bool {
    let length = (b[0] - a[0]).hypot(b[1] - a[1]);
    turn(a, b, p).abs() <= BORDER * length.max(BORDER)
}
