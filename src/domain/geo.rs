//! Places on the earth: the one datum Gridward computes in (WGS-84, which equals CGCS2000 at our accuracy), the two shifted
//! Chinese map datums and their exact inverses, distances and boxes. A pair of numbers without a datum is never a place.

use crate::domain::codes::CoordSys;

/// Half the length of the earth's mean meridian and parallel figure used for distances, in metres (IUGG mean radius).
const EARTH_RADIUS_M: f64 = 6_371_008.8;
/// Semi-major axis of the Krasovsky ellipsoid, on which the GCJ-02 shift is defined, in metres.
const KRASOVSKY_A: f64 = 6_378_245.0;
/// First eccentricity squared of the Krasovsky ellipsoid.
const KRASOVSKY_E2: f64 = 0.006_693_421_622_965_943;
/// Angular factor of the BD-09 wobble.
const BD_ANGLE: f64 = std::f64::consts::PI * 3000.0 / 180.0;
/// The inverse stops when a step is smaller than this, in degrees (0.1 mm): a hundred times finer than 1e-7°.
const INVERSE_STEP: f64 = 1e-9;

/// A pair of numbers that is no place.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadPoint {
    /// Not a finite number.
    #[error("a coordinate is not a finite number")]
    NotFinite,
    /// Longitude outside −180…180.
    #[error("longitude {0} is outside -180..180")]
    Longitude(f64),
    /// Latitude outside −90…90; often longitude and latitude were swapped.
    #[error("latitude {0} is outside -90..90 (are longitude and latitude swapped?)")]
    Latitude(f64),
}

/// A place in WGS-84, in degrees. Always finite and in range.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "RawPoint")]
pub struct Point {
    /// Longitude, degrees east.
    pub lon: f64,
    /// Latitude, degrees north.
    pub lat: f64,
}

/// What is read before it is known to be a place.
#[derive(serde::Deserialize)]
struct RawPoint {
    lon: f64,
    lat: f64,
}

impl TryFrom<RawPoint> for Point {
    type Error = BadPoint;

    fn try_from(raw: RawPoint) -> Result<Self, BadPoint> {
        Self::new(raw.lon, raw.lat)
    }
}

impl Point {
    /// A place from WGS-84 degrees, checked.
    pub fn new(lon: f64, lat: f64) -> Result<Self, BadPoint> {
        if !lon.is_finite() || !lat.is_finite() {
            return Err(BadPoint::NotFinite);
        }
        if !(-180.0..=180.0).contains(&lon) {
            return Err(BadPoint::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(BadPoint::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// Great-circle distance in metres (haversine on the mean sphere: within 0.6 % of the ellipsoid).
    pub fn distance_m(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = ((lat2 - lat1) / 2.0).sin();
        let half_lon = ((other.lon - self.lon).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + lat1.cos() * lat2.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_M * h.min(1.0).sqrt().asin()
    }
}

/// The WGS-84 place of a pair of coordinates given in `sys`. Outside China the shifted datums are WGS-84 itself.
pub fn to_wgs84(sys: CoordSys, lon: f64, lat: f64) -> Result<Point, BadPoint> {
    let given = Point::new(lon, lat)?;
    let (lon, lat) = match sys {
        CoordSys::Wgs84 | CoordSys::Cgcs2000 => return Ok(given),
        CoordSys::Gcj02 => invert(gcj02_of_wgs84, (lon, lat)),
        CoordSys::Bd09 => invert(gcj02_of_wgs84, invert(bd09_of_gcj02, (lon, lat))),
    };
    Point::new(lon, lat)
}

/// The pair (longitude, latitude) of a place in `sys`.
pub fn from_wgs84(sys: CoordSys, point: Point) -> (f64, f64) {
    let pair = (point.lon, point.lat);
    match sys {
        CoordSys::Wgs84 | CoordSys::Cgcs2000 => pair,
        CoordSys::Gcj02 => gcj02_of_wgs84(pair),
        CoordSys::Bd09 => bd09_of_gcj02(gcj02_of_wgs84(pair)),
    }
}

/// The rectangle in which the Chinese map datums are shifted, as every map of the country draws it.
fn in_china((lon, lat): (f64, f64)) -> bool {
    (72.004..=137.834_7).contains(&lon) && (0.829_3..=55.827_1).contains(&lat)
}

/// Solves `forward(x) = shifted` by fixed-point iteration: the shift changes by less than 2 % of a step, so each round gains
/// almost two digits.
fn invert(forward: fn((f64, f64)) -> (f64, f64), shifted: (f64, f64)) -> (f64, f64) {
    if !in_china(shifted) {
        return shifted;
    }
    let mut guess = shifted;
    for _ in 0..30 {
        let seen = forward(guess);
        let step = (shifted.0 - seen.0, shifted.1 - seen.1);
        guess = (guess.0 + step.0, guess.1 + step.1);
        if step.0.abs() < INVERSE_STEP && step.1.abs() < INVERSE_STEP {
            break;
        }
    }
    guess
}

/// The sum of sines of the GCJ-02 shift that both axes share; `x` in degrees from the origin of the shift.
fn ripple(x: f64, scale: f64) -> f64 {
    use std::f64::consts::PI;
    (20.0 * (6.0 * PI * x).sin() + 20.0 * (2.0 * PI * x).sin()) * 2.0 / 3.0 * scale
}

/// GCJ-02 (the national map datum) of WGS-84: offsets in metres as a polynomial and sines around 105°E 35°N, turned into degrees
/// on the Krasovsky ellipsoid.
fn gcj02_of_wgs84((lon, lat): (f64, f64)) -> (f64, f64) {
    use std::f64::consts::PI;
    if !in_china((lon, lat)) {
        return (lon, lat);
    }
    let (x, y) = (lon - 105.0, lat - 35.0);
    let root = 0.2 * x.abs().sqrt();
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + root
        + ripple(x, 1.0)
        + (20.0 * (y * PI).sin() + 40.0 * (y / 3.0 * PI).sin()) * 2.0 / 3.0
        + (160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + root / 2.0
        + ripple(x, 1.0)
        + (20.0 * (x * PI).sin() + 40.0 * (x / 3.0 * PI).sin()) * 2.0 / 3.0
        + (150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let sin = lat.to_radians().sin();
    let w2 = 1.0 - KRASOVSKY_E2 * sin * sin;
    let meridian = KRASOVSKY_A * (1.0 - KRASOVSKY_E2) / (w2 * w2.sqrt());
    let parallel = KRASOVSKY_A / w2.sqrt() * lat.to_radians().cos();
    (lon + (east / parallel).to_degrees(), lat + (north / meridian).to_degrees())
}

/// BD-09 of GCJ-02: a small wobble in polar coordinates and a constant offset.
fn bd09_of_gcj02((lon, lat): (f64, f64)) -> (f64, f64) {
    if !in_china((lon, lat)) {
        return (lon, lat);
    }
    let radius = lon.hypot(lat) + 0.000_02 * (lat * BD_ANGLE).sin();
    let angle = lat.atan2(lon) + 0.000_003 * (lon * BD_ANGLE).cos();
    (radius * angle.cos() + 0.006_5, radius * angle.sin() + 0.006)
}

/// A box of degrees, borders included. Boxes across the 180th meridian are not needed here and are refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    /// South-west corner.
    pub min: Point,
    /// North-east corner.
    pub max: Point,
}

/// Text or corners that are no box.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum BadBox {
    /// Not four numbers separated by commas.
    #[error("a box is written min_lon,min_lat,max_lon,max_lat")]
    NotFourNumbers,
    /// A corner is no place.
    #[error(transparent)]
    Corner(#[from] BadPoint),
    /// The first corner is not south-west of the second.
    #[error("the first corner of a box lies south-west of the second")]
    Reversed,
}

impl BoundingBox {
    /// A box from its two corners.
    pub fn new(min: Point, max: Point) -> Result<Self, BadBox> {
        if min.lon > max.lon || min.lat > max.lat {
            return Err(BadBox::Reversed);
        }
        Ok(Self { min, max })
    }

    /// The box that holds every place within `metres` of `centre` (and somewhat more).
    pub fn around(centre: Point, metres: f64) -> Self {
        let dlat = (metres / EARTH_RADIUS_M).to_degrees();
        let dlon = dlat / centre.lat.to_radians().cos().max(0.01);
        let corner = |sign: f64| Point {
            lon: (centre.lon + sign * dlon).clamp(-180.0, 180.0),
            lat: (centre.lat + sign * dlat).clamp(-90.0, 90.0),
        };
        Self { min: corner(-1.0), max: corner(1.0) }
    }

    /// Whether a place lies in the box or on its border.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.lon..=self.max.lon).contains(&point.lon)
            && (self.min.lat..=self.max.lat).contains(&point.lat)
    }
}

impl std::str::FromStr for BoundingBox {
    type Err = BadBox;

    fn from_str(text: &str) -> Result<Self, BadBox> {
        let numbers: Vec<f64> = text
            .split(',')
            .map(|part| part.trim().parse().map_err(|_| BadBox::NotFourNumbers))
            .collect::<Result<_, _>>()?;
        let [west, south, east, north] = numbers[..] else { return Err(BadBox::NotFourNumbers) };
        Self::new(Point::new(west, south)?, Point::new(east, north)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(a: (f64, f64), b: (f64, f64), tolerance: f64) -> bool {
        (a.0 - b.0).abs() < tolerance && (a.1 - b.1).abs() < tolerance
    }

    #[test]
    fn known_values() {
        // Tiananmen in the three datums, as published by several independent converters.
        let wgs = Point::new(116.404, 39.915).unwrap();
        assert!(near(from_wgs84(CoordSys::Gcj02, wgs), (116.410_244_499_169, 39.916_404_281_866), 2e-6));
        let (lon, lat) = (116.404, 39.915);
        assert!(near(bd09_of_gcj02((lon, lat)), (116.410_369_49, 39.921_336_99), 1e-6));
        // Changqing's lake shore moves by half a kilometre between the datums: several grids.
        let lake = Point::new(116.80, 36.54).unwrap();
        let (glon, glat) = from_wgs84(CoordSys::Gcj02, lake);
        let moved = lake.distance_m(Point::new(glon, glat).unwrap());
        assert!((300.0..800.0).contains(&moved), "{moved}");
    }

    #[test]
    fn outside_china_is_the_identity() {
        for (lon, lat) in [(-71.0587, 42.3594), (0.0, 0.0), (151.2, -33.87), (-118.24, 34.05)] {
            for sys in [CoordSys::Gcj02, CoordSys::Bd09, CoordSys::Wgs84] {
                let point = to_wgs84(sys, lon, lat).unwrap();
                assert_eq!((point.lon, point.lat), (lon, lat));
                assert_eq!(from_wgs84(sys, point), (lon, lat));
            }
        }
    }

    #[test]
    fn refuses_what_is_no_place() {
        assert_eq!(Point::new(f64::NAN, 1.0), Err(BadPoint::NotFinite));
        assert_eq!(Point::new(1.0, f64::INFINITY), Err(BadPoint::NotFinite));
        assert_eq!(Point::new(180.1, 1.0), Err(BadPoint::Longitude(180.1)));
        assert_eq!(to_wgs84(CoordSys::Gcj02, 36.5, 116.8), Err(BadPoint::Latitude(116.8)));
    }

    #[test]
    fn distances() {
        let a = Point::new(116.80, 36.54).unwrap();
        assert!(a.distance_m(a) < 1e-9);
        // One degree of latitude on the mean sphere.
        let b = Point::new(116.80, 37.54).unwrap();
        assert!((a.distance_m(b) - 111_195.08).abs() < 0.1);
        // Over the 180th meridian the short way counts.
        let (east, west) = (Point::new(179.9, 0.0).unwrap(), Point::new(-179.9, 0.0).unwrap());
        assert!((east.distance_m(west) - 22_239.0).abs() < 1.0);
        // Opposite ends of the earth do not leave the range of the arc sine.
        let (north, south) = (Point::new(0.0, 90.0).unwrap(), Point::new(0.0, -90.0).unwrap());
        assert!((north.distance_m(south) - 20_015_114.0).abs() < 1.0);
    }

    #[test]
    fn boxes() {
        let area: BoundingBox = "116.7, 36.4,116.9,36.6".parse().unwrap();
        assert!(area.contains(Point::new(116.7, 36.5).unwrap()));
        assert!(!area.contains(Point::new(116.6, 36.5).unwrap()));
        assert_eq!("1,2,3".parse::<BoundingBox>(), Err(BadBox::NotFourNumbers));
        assert_eq!("a,2,3,4".parse::<BoundingBox>(), Err(BadBox::NotFourNumbers));
        assert_eq!("3,2,1,4".parse::<BoundingBox>(), Err(BadBox::Reversed));
        assert!(matches!("1,2,999,4".parse::<BoundingBox>(), Err(BadBox::Corner(_))));
    }

    proptest! {
        #[test]
        fn datums_round_trip(lon in 73.5f64..135.0, lat in 3.9f64..53.5) {
            let point = Point::new(lon, lat).unwrap();
            for sys in [CoordSys::Gcj02, CoordSys::Bd09] {
                let (x, y) = from_wgs84(sys, point);
                let back = to_wgs84(sys, x, y).unwrap();
                prop_assert!(near((back.lon, back.lat), (lon, lat), 1e-7), "{sys}: {back:?}");
            }
        }

        #[test]
        fn a_box_around_holds_its_circle(lon in -179.0f64..179.0, lat in -80.0f64..80.0, metres in 1.0f64..5000.0, turn in 0.0f64..std::f64::consts::TAU) {
            let centre = Point::new(lon, lat).unwrap();
            let dlat = (metres * 0.99 * turn.sin() / EARTH_RADIUS_M).to_degrees();
            let dlon = (metres * 0.99 * turn.cos() / EARTH_RADIUS_M / lat.to_radians().cos()).to_degrees();
            if let Ok(on_circle) = Point::new(lon + dlon, lat + dlat) {
                prop_assert!(BoundingBox::around(centre, metres).contains(on_circle));
            }
        }
    }
}
