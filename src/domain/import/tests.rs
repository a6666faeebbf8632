//! Mappings and rows: invented rows in the shape of the cities' files, with their traps.

use csv::ReaderBuilder;

use super::*;
use crate::domain::catalogue::{Catalogue, built_in};

const NOW: &str = "2026-03-10T02:00:00Z";

fn shipped() -> [(&'static str, &'static str); 3] {
    [
        ("boston311", include_str!("../../../mappings/boston311.toml")),
        ("la311", include_str!("../../../mappings/la311.toml")),
        ("fuzhou12345", include_str!("../../../mappings/fuzhou12345_rivers.toml")),
    ]
}

fn read(mapping: &str, csv: &str) -> Vec<Result<ExternalCase, RowFault>> {
    let catalogue: Catalogue = built_in(1).unwrap();
    let mapping = Mapping::parse(mapping, &catalogue).unwrap();
    let mut rows = ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut records = rows.byte_records();
    let head = records.next().unwrap().unwrap();
    let mut reader = Reader::new(&mapping, &catalogue, &head, NOW.parse().unwrap()).unwrap();
    (2..).zip(records).map(|(line, record)| reader.read(line, &record.unwrap())).collect()
}

#[test]
fn the_shipped_mappings_fit_the_catalogue() {
    let catalogue = built_in(1).unwrap();
    for (source, text) in shipped() {
        assert_eq!(Mapping::parse(text, &catalogue).map(|m| m.source().to_owned()).unwrap(), source);
    }
}

/// Invented rows in the shape of the city's file, the good ones first.
const BOSTON: &str = "\
case_enquiry_id,open_dt,target_dt,closed_dt,case_status,closure_reason,case_title,reason,type,department,location,neighborhood,latitude,longitude
1,2011-07-01 01:32:33,2011-07-15 01:32:32,2011-07-01 05:06:58,Closed,Case Closed Case Resolved lamp replaced,Lamp out,Street Lights,Street Light Outages,PWDx,1 Elm St,Roslindale,42.2715,-71.0772
2,2011-07-01 01:32:33,,,Open, ,Odd matter,Odd,Never heard of,ISD,2 Elm St, ,42.3594,-71.0587
3,2011-11-06 01:30:00,,2011-11-06 02:30:00,Closed,Case Closed Duplicate of Existing Case 9,Hole,Roads,Request for Pothole Repair,PWDx,,Roxbury,42.3,-71.1
1,2011-07-02 01:32:33,,,Open,,Again,Street Lights,Street Light Outages,PWDx,,,,
5,2011-07-02 10:00:00,,2011-07-02 09:59:59,Closed,,Early,Street Lights,Street Light Outages,PWDx,,,,
6,yesterday,,,Open,,When,Street Lights,Street Light Outages,PWDx,,,,
7,2011-07-02 10:00:00,soon,,Open,,Due,Street Lights,Street Light Outages,PWDx,,,,
8,2011-07-02 10:00:00,,,Closed,,Never,Street Lights,Street Light Outages,PWDx,,,,
9,2011-07-02 10:00:00,,,Asleep,,State,Street Lights,Street Light Outages,PWDx,,,,
10,2011-07-02 10:00:00,,,Open,,Where,Street Lights,Street Light Outages,PWDx,,,north,west
11,2011-07-02 10:00:00,,,Open,,Where,Street Lights,Street Light Outages,PWDx,,,91,0
12,2031-07-02 10:00:00,,,Open,,Future,Street Lights,Street Light Outages,PWDx,,,,
,2011-07-02 10:00:00,,,Open,,No number,Street Lights,Street Light Outages,PWDx,,,,
13,2011-07-02 10:00:00,,,Open,,,,,PWDx,,,,
";

#[test]
fn boston_rows_with_their_traps() {
    let rows = read(shipped()[0].1, BOSTON);
    let first = rows[0].clone().unwrap();
    assert_eq!(
        first,
        ExternalCase {
            line: 2,
            number: "boston311:1".into(),
            opened_at: "2011-07-01T05:32:33Z".parse().unwrap(),
            due_at: Some("2011-07-15T05:32:32Z".parse().unwrap()),
            ended_at: Some("2011-07-01T09:06:58Z".parse().unwrap()),
            ending: Ending::Closed,
            category: "01037".into(),
            text: "Lamp out\nStreet Lights\nStreet Light Outages".into(),
            reply: Some("Case Closed Case Resolved lamp replaced".into()),
            address: Some("1 Elm St".into()),
            place: Some((CoordSys::Wgs84, -71.0772, 42.2715)),
            community: Some("Roslindale".into()),
            department: Some("PWDx".into()),
        }
    );
    let second = rows[1].clone().unwrap();
    assert_eq!(
        (second.ending, second.ended_at, second.place, second.community),
        (Ending::Open, None, None, None)
    );
    assert_eq!(second.category, "24099");
    let third = rows[2].clone().unwrap();
    assert_eq!(third.ending, Ending::Rejected);
    // 01:30 happened twice that night, 02:30 once.
    assert_eq!(third.opened_at.to_string(), "2011-11-06T05:30:00Z");
    assert_eq!(third.ended_at.map(|t| t.to_string()).as_deref(), Some("2011-11-06T07:30:00Z"));
    let faults: Vec<&str> = rows[3..].iter().map(|row| row.as_ref().unwrap_err().code()).collect();
    assert_eq!(
        faults,
        [
            "number_twice",
            "closed_before_opened",
            "bad_opened",
            "bad_due",
            "bad_closed",
            "bad_state",
            "bad_place",
            "bad_place",
            "in_future",
            "no_number",
            "no_text",
        ]
    );
}

#[test]
fn fuzhou_rows_end_after_their_days_and_are_sorted_by_their_words() {
    let rows = read(
        shipped()[2].1,
        "\
fz_id,区,河流,标题,日期,投诉件内容,回复1,最终回复天数
fz1,仓山区,龙津河,河道发臭,2020-09-03,龙津河河水发黑发臭，请尽快治理。,已安排清淤。,6
fz2,,无,路灯不亮,2019-08-05,河边路灯不亮。,已修复。,0
",
    );
    let first = rows[0].clone().unwrap();
    assert_eq!(first.opened_at.to_string(), "2020-09-02T16:00:00Z");
    assert_eq!(first.ended_at.map(|t| t.to_string()).as_deref(), Some("2020-09-08T16:00:00Z"));
    assert_eq!(first.text, "河道发臭\n龙津河河水发黑发臭，请尽快治理。");
    assert_eq!(rows[1].clone().unwrap().category, "01037");
    assert_eq!(rows[1].clone().unwrap().ended_at, Some(rows[1].clone().unwrap().opened_at));
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let catalogue = built_in(1).unwrap();
    let good = shipped()[1].1;
    for (from, to, says) in [
        ("zone = \"America/Los_Angeles\"", "zone = \"America/Nowhere\"", "unknown time zone"),
        ("\"Feedback\" = \"24005\"", "\"Feedback\" = \"99999\"", "\"99999\" is not in the catalogue"),
        ("\"Feedback\" = \"24005\"", "\"Feedback\" = \"21001\"", "sensitive"),
        ("source = \"la311\"", "source = \"LA 311\"", "small letters"),
        ("source = \"la311\"", "source = \"la311\"\nsorce = 1", "unknown field"),
        ("Cancelled = \"withdrawn\"", "Cancelled = \"gone\"", "unknown variant"),
    ] {
        let error = Mapping::parse(&good.replace(from, to), &catalogue).unwrap_err().to_string();
        assert!(error.contains(says), "{to}: {error}");
    }
    let mapping = Mapping::parse(good, &catalogue).unwrap();
    let head = csv::ByteRecord::from(vec!["srnumber", "createddate"]);
    let error = Reader::new(&mapping, &catalogue, &head, NOW.parse().unwrap()).err().unwrap();
    assert!(matches!(error, BadMapping::Column(_)));
}
