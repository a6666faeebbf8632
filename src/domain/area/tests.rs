//! The area tree and its shapes, on a small street drawn by hand.

use super::*;
use crate::domain::codes::CoordSys;
use proptest::prelude::*;
use ring::{Repair, RingFault};
use serde_json::{Value, json};
use shape::ShapeFault;

fn day(text: &str) -> Timestamp {
    format!("{text}T00:00:00+08:00").parse().unwrap()
}

fn square(west: f64, south: f64, size: f64) -> Value {
    let (east, north) = (west + size, south + size);
    json!({ "type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
}

fn shape(geometry: &Value) -> Shape {
    Shape::from_geojson(geometry, CoordSys::Wgs84).unwrap().0
}

fn area(id: i64, level: Level, parent: Option<i64>, kind: AreaKind, from: &str, to: Option<&str>) -> Area {
    Area {
        id: AreaId(id),
        code: format!("c{id}"),
        level,
        parent: parent.map(AreaId),
        kind,
        name_zh: format!("区域{id}"),
        name_en: format!("Area {id}"),
        fictitious: true,
        valid_from: day(from),
        valid_to: to.map(day),
    }
}

/// District 1, street 2, community 3; grid 4 (west), split in July into 6 and 7; grid 5 (east); campus 8 in the middle.
fn book() -> AreaBook {
    use AreaKind::{Dedicated, Ordinary};
    AreaBook::new(vec![
        (area(1, Level::District, None, Ordinary, "2020-01-01", None), None),
        (
            area(2, Level::Street, Some(1), Ordinary, "2020-01-01", None),
            Some(shape(&square(116.0, 36.0, 1.0))),
        ),
        (area(3, Level::Community, Some(2), Ordinary, "2020-01-01", None), None),
        (
            area(4, Level::Grid, Some(3), Ordinary, "2020-01-01", Some("2025-07-01")),
            Some(shape(&square(116.0, 36.0, 0.2))),
        ),
        (area(5, Level::Grid, Some(3), Ordinary, "2020-01-01", None), Some(shape(&square(116.2, 36.0, 0.2)))),
        (area(6, Level::Grid, Some(3), Ordinary, "2025-07-01", None), Some(shape(&square(116.0, 36.0, 0.1)))),
        (area(7, Level::Grid, Some(3), Ordinary, "2025-07-01", None), Some(shape(&square(116.1, 36.0, 0.1)))),
        (
            area(8, Level::Grid, Some(2), Dedicated, "2020-01-01", None),
            Some(shape(&square(116.19, 36.05, 0.02))),
        ),
    ])
    .unwrap()
}

#[test]
fn a_place_is_located_by_rule() {
    let book = book();
    for (lon, lat, at, grid, why) in [
        (116.05, 36.05, "2025-01-01", Some(4), "inside"),
        (116.05, 36.05, "2025-06-30", Some(4), "the day before the split"),
        (116.05, 36.05, "2025-07-01", Some(6), "the day of the split"),
        (116.15, 36.05, "2025-07-01", Some(7), "the other half"),
        (116.10, 36.05, "2025-07-01", Some(6), "on a shared border: the first opened"),
        (116.20, 36.01, "2025-01-01", Some(4), "on a shared border: the first opened"),
        (116.20, 36.06, "2025-01-01", Some(8), "a campus wins over both neighbours"),
        (116.19, 36.06, "2025-01-01", Some(8), "on the campus's border still the campus"),
        (116.00, 36.00, "2025-01-01", Some(4), "a corner"),
        (116.50, 36.50, "2025-01-01", None, "in the street but in no grid"),
        (116.05, 36.05, "2019-12-31", None, "before there were grids"),
        (-71.05, 42.35, "2025-01-01", None, "far away"),
    ] {
        let found = book.locate(Point::new(lon, lat).unwrap(), day(at));
        assert_eq!(found, grid.map(AreaId), "{why}");
    }
    let between = Point::new(116.50, 36.50).unwrap();
    assert_eq!(book.locate_lowest(between, day("2025-01-01")), Some(AreaId(2)));
}

#[test]
fn the_tree_is_walked() {
    let book = book();
    let path = book.ancestors(AreaId(6));
    assert_eq!(path.ids().map(|id| id.0).collect::<Vec<_>>(), [6, 3, 2, 1]);
    let campus = book.ancestors(AreaId(8));
    assert_eq!((campus.community, campus.at(Level::Street)), (None, Some(AreaId(2))));
    assert!(book.is_within(AreaId(6), AreaId(2)) && book.is_within(AreaId(2), AreaId(2)));
    assert!(!book.is_within(AreaId(2), AreaId(6)) && !book.is_within(AreaId(99), AreaId(1)));
    assert_eq!(book.subtree(AreaId(3)).iter().map(|id| id.0).collect::<Vec<_>>(), [3, 4, 5, 6, 7]);
    assert_eq!(book.subtree(AreaId(99)), []);
    assert_eq!(book.find_by_code("c4", day("2025-06-30")).map(|area| area.id), Some(AreaId(4)));
    assert_eq!(book.find_by_code("c4", day("2025-07-01")), None);
    assert_eq!(book.all().len(), 8);
}

#[test]
fn a_wrong_tree_is_refused() {
    use AreaKind::Ordinary;
    let alone = area(4, Level::Grid, None, Ordinary, "2020-01-01", None);
    assert_eq!(AreaBook::new(vec![(alone, None)]).err(), Some(AreaRefusal::Parent(Level::Grid)));
    let orphan = area(4, Level::Grid, Some(9), Ordinary, "2020-01-01", None);
    assert_eq!(AreaBook::new(vec![(orphan, None)]).err(), Some(AreaRefusal::Unknown(AreaId(9))));
    let own = area(4, Level::Grid, Some(4), Ordinary, "2020-01-01", None);
    assert_eq!(AreaBook::new(vec![(own, None)]).err(), Some(AreaRefusal::Parent(Level::Grid)));
}

#[test]
fn opening_and_ending_are_guarded() {
    use AreaKind::{Dedicated, Ordinary};
    let book = book();
    let now = day("2025-10-01");
    let open =
        |level, kind, parent: Option<i64>, code| book.may_open(level, kind, parent.map(AreaId), code, now);
    assert_eq!(open(Level::Grid, Ordinary, Some(3), "new"), Ok(()));
    assert_eq!(open(Level::Grid, Dedicated, Some(2), "park"), Ok(()));
    assert_eq!(open(Level::Grid, Ordinary, Some(3), "c4"), Ok(()), "the code of an ended grid is free again");
    assert_eq!(open(Level::Grid, Ordinary, Some(3), "c5"), Err(AreaRefusal::Code("c5".into())));
    assert_eq!(open(Level::Grid, Ordinary, Some(1), "x"), Err(AreaRefusal::Parent(Level::Grid)));
    assert_eq!(open(Level::Street, Dedicated, Some(1), "x"), Err(AreaRefusal::Dedicated));
    assert_eq!(open(Level::Grid, Ordinary, Some(77), "x"), Err(AreaRefusal::Unknown(AreaId(77))));
    assert_eq!(open(Level::District, Ordinary, Some(1), "x"), Err(AreaRefusal::Parent(Level::District)));
    assert_eq!(
        book.may_open(Level::Grid, Ordinary, Some(AreaId(3)), "x", day("2019-01-01")),
        Err(AreaRefusal::ParentEnded(AreaId(3)))
    );
    assert_eq!(book.may_end(AreaId(5), now), Ok(()));
    assert_eq!(book.may_end(AreaId(4), now), Err(AreaRefusal::NotOpen(AreaId(4))));
    assert_eq!(book.may_end(AreaId(5), day("2019-01-01")), Err(AreaRefusal::NotOpen(AreaId(5))));
    assert_eq!(book.may_end(AreaId(3), now), Err(AreaRefusal::ChildOpen(AreaId(5))));
    assert_eq!(book.may_end(AreaId(99), now), Err(AreaRefusal::Unknown(AreaId(99))));
}

fn polygon(rings: &Value) -> Result<(Shape, Vec<Repair>), ShapeFault> {
    Shape::from_geojson(&json!({ "type": "Polygon", "coordinates": rings }), CoordSys::Wgs84)
}

#[test]
fn holes_are_outside_and_their_border_is_border() {
    let ring = json!([
        [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]],
        [[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 2.0], [1.0, 1.0]]
    ]);
    let (shape, repairs) = polygon(&ring).unwrap();
    assert_eq!(repairs, []);
    let side = |lon: f64, lat: f64| shape.side_of_part(0, Point::new(lon, lat).unwrap());
    assert_eq!(side(0.5, 0.5), Side::Inside);
    assert_eq!(side(1.5, 1.5), Side::Outside);
    assert_eq!(side(1.0, 1.5), Side::Border);
    assert_eq!(side(4.0, 3.0), Side::Border);
    assert_eq!(side(5.0, 2.0), Side::Outside);
    assert_eq!(side(-1.0, 2.0), Side::Outside);
    assert_eq!(shape.side_of_part(1, Point::new(0.5, 0.5).unwrap()), Side::Outside);
    // Written out and read again it is the same; the outer ring runs counter-clockwise, the hole clockwise.
    let again = Shape::from_geojson(&shape.to_geojson(), CoordSys::Wgs84).unwrap().0;
    assert!((again.square_metres() - shape.square_metres()).abs() < 1.0);
    assert_eq!(again.to_geojson(), shape.to_geojson());
}

#[test]
fn slips_are_repaired_and_told() {
    // Not closed, one corner twice, one spike.
    let open = json!([[[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [2.0, 2.0], [1.0, 1.0], [0.0, 1.0]]]);
    let (shape, repairs) = polygon(&open).unwrap();
    assert_eq!(repairs, [Repair::Closed, Repair::CornersDropped(3)]);
    assert!(shape.contains(Point::new(0.5, 0.5).unwrap()));
    // A loop of less than a square metre.
    let knot = json!([[
        [0.0, 0.0],
        [1.0, 0.0],
        [1.0, 1.0],
        [0.500_001, 1.0],
        [0.5, 1.000_001],
        [0.5, 0.999_999],
        [0.500_001, 1.000_001],
        [0.0, 1.0],
        [0.0, 0.0]
    ]]);
    let (_, repairs) = polygon(&knot).unwrap();
    assert!(!repairs.is_empty());
    assert!(
        repairs
            .iter()
            .all(|repair| matches!(repair, Repair::LoopCut { square_metres } if *square_metres < 1.0))
    );
}

#[test]
fn faults_name_their_place() {
    let fault = |rings: Value| polygon(&rings).unwrap_err();
    let bow = json!([[[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]]);
    assert_eq!(
        fault(bow),
        ShapeFault::Ring {
            at: "/coordinates/0".into(),
            why: RingFault::CrossesItself { lon: 0.5, lat: 0.5 }
        }
    );
    let why = |rings: Value| match fault(rings) {
        ShapeFault::Ring { why, .. } => why,
        other => panic!("{other}"),
    };
    assert_eq!(why(json!([[[0.0, 0.0], [1.0, 1.0], [0.0, 0.0]]])), RingFault::TooFewCorners);
    assert_eq!(why(json!([[[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 0.0]]])), RingFault::Flat);
    assert_eq!(why(json!([[]])), RingFault::TooFewCorners);
    assert!(matches!(fault(json!([[["a", 0.0]]])), ShapeFault::Malformed { at } if at == "/coordinates/0/0"));
    assert!(
        matches!(fault(json!([[[0.0, 95.0]]])), ShapeFault::Position { at, .. } if at == "/coordinates/0/0")
    );
    assert!(matches!(fault(json!([])), ShapeFault::Malformed { .. }));
    let far = json!([
        [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]],
        [[5.0, 5.0], [6.0, 5.0], [6.0, 6.0], [5.0, 5.0]]
    ]);
    assert!(matches!(fault(far), ShapeFault::HoleOutside { at } if at == "/coordinates/1"));
    let other = |geometry: Value| Shape::from_geojson(&geometry, CoordSys::Wgs84).unwrap_err();
    assert!(matches!(other(json!({ "type": "Point", "coordinates": [1, 2] })), ShapeFault::NotAPolygon(_)));
    assert!(matches!(other(Value::Null), ShapeFault::NotAPolygon(_)));
    assert!(matches!(
        other(json!({ "type": "MultiPolygon", "coordinates": [] })),
        ShapeFault::Malformed { .. }
    ));
}

#[test]
fn shapes_drawn_in_another_datum_are_moved() {
    let (moved, _) = Shape::from_geojson(&square(116.0, 36.0, 0.01), CoordSys::Gcj02).unwrap();
    let corner = geo_corner(&moved);
    assert!((corner.0 - 116.0).abs() > 0.003, "{corner:?}");
}

fn geo_corner(shape: &Shape) -> (f64, f64) {
    shape.envelopes().map(|([west, south], _)| (west, south)).next().unwrap()
}

proptest! {
    /// A star-shaped ring around a centre: inside exactly when nearer than the border in that direction.
    #[test]
    fn inside_is_inside(radii in prop::collection::vec(0.2f64..1.0, 3..40), side in 0usize..40, share in 0.0f64..1.0, part in 0.0f64..2.0) {
        let turns: Vec<f64> = (0u32..).take(radii.len() + 1).map(f64::from).collect();
        let corner = |index: usize| {
            let angle = turns[index] / turns[radii.len()] * std::f64::consts::TAU;
            let radius = radii[index % radii.len()];
            [radius * angle.cos(), radius * angle.sin()]
        };
        let ring: Vec<[f64; 2]> = (0..radii.len()).map(corner).collect();
        let index = side % radii.len();
        let ([ax, ay], [bx, by]) = (corner(index), corner(index + 1));
        let border = [ax + (bx - ax) * share, ay + (by - ay) * share];
        prop_assert_eq!(ring::side_of(&ring, border), Side::Border);
        prop_assume!((part - 1.0).abs() > 1e-6);
        // With three or four corners the centre may lie outside: then a point nearer than the border says nothing.
        prop_assume!(radii.len() > 4 || part > 1.0);
        let expected = if part < 1.0 { Side::Inside } else { Side::Outside };
        prop_assert_eq!(ring::side_of(&ring, [border[0] * part, border[1] * part]), expected);
    }
}
