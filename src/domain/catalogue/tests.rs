//! The catalogue's tests: the built-in one is sound and goes through CSV unchanged; every kind of flaw is told.

use super::*;
use crate::domain::codes::LimitUnit;

fn sound() -> Catalogue {
    built_in(1).unwrap_or_else(|flaws| panic!("{:?}", flaws.iter().map(Flaw::to_string).collect::<Vec<_>>()))
}

#[test]
fn the_built_in_catalogue_is_sound() {
    let catalogue = sound();
    let sizes: Vec<usize> = Part::ALL.iter().map(|part| catalogue.lists().len(*part)).collect();
    assert_eq!(sizes, [39, 142, 347, 28, 0]);
    let lid = catalogue.category("01002").unwrap();
    assert_eq!(
        (lid.name_zh.as_str(), lid.starting_level(), lid.sensitive),
        ("污水井盖异常", Level::Street, false)
    );
    assert_eq!(
        catalogue.handling_limit("01002", "missing_shifted"),
        Some(Limit::of(2, LimitUnit::UrgentHour).unwrap())
    );
    assert_eq!(
        catalogue.step_limit(ClockKind::Register, Priority::Urgent).map(|l| l.to_string()),
        Some("0.25 urgent_hour".to_owned())
    );
    assert_eq!(catalogue.step_limit(ClockKind::Whole, Priority::Urgent), None);
    assert_eq!(catalogue.department("property_company").map(|d| d.access), Some(DepartmentAccess::Link));
    assert_eq!(catalogue.conditions_of("01002").count(), 6);
    assert!(catalogue.find(CatalogueKind::Component, "01002").is_none());
}

#[test]
fn every_dispute_can_be_marked_violent() {
    let catalogue = sound();
    let disputes = catalogue.lists().categories.iter().filter(|c| c.group_code == "21");
    for dispute in disputes {
        let limit = catalogue.handling_limit(&dispute.code, "violence_risk").map(|l| l.to_string());
        assert_eq!(limit.as_deref(), Some("1 urgent_hour"), "{}", dispute.code);
        assert!(dispute.sensitive, "{}", dispute.code);
    }
}

#[test]
fn csv_goes_out_and_comes_back_unchanged() {
    let mut lists = sound().lists().clone();
    lists.duties.push(Duty {
        category: "01002".into(),
        area: "370113002".into(),
        department: "water_affairs".into(),
        basis: "清单 \"12\", 第三行".into(),
    });
    let mut back = Lists::default();
    for part in Part::ALL {
        let csv = print(part, &lists).unwrap();
        assert_eq!(read(part, &csv, &mut back), [], "{part:?}");
    }
    assert_eq!(back, lists);
}

#[test]
fn a_bad_row_is_told_by_line_and_column_and_the_rest_is_read() {
    let csv = "\u{feff}code,name_zh,name_en,level,access,phone_note\r\n\
               a,甲,A,street,gridward,\r\n\
               b,乙,B,village,gridward,\r\n\
               c,丙,C,street\r\n\
               d,丁,D,street,link,\"two\nlines\"\r\n\
               e,戊,E,street,often,\r\n";
    let (entries, bad) = read_all(Part::Department, csv.as_bytes());
    assert_eq!(
        entries.iter().map(|(line, e)| (*line, e.key())).collect::<Vec<_>>(),
        [(2, "a".to_owned()), (5, "d".to_owned())]
    );
    let told: Vec<(u64, &str)> = bad.iter().map(|b| (b.line, b.column.as_str())).collect();
    assert_eq!(told, [(3, "level"), (4, ""), (7, "access")]);
}

#[test]
fn a_bad_head_is_told_column_by_column() {
    let (entries, bad) = read_all(Part::Duty, b"category,area,area,basis,extra\n1,2,3,4,5\n");
    assert_eq!(entries, []);
    let told: Vec<String> = bad.iter().map(|b| format!("{} {}", b.column, b.reason)).collect();
    assert_eq!(told, ["area column appears twice", "extra unknown column", "department column is missing"]);
    assert_eq!(read_all(Part::Duty, b"").1.len(), 1);
    let (_, bad) = read_all(Part::Duty, b"category,area,department,basis\n\xff,2,3,4\n");
    assert_eq!(bad.iter().map(|b| (b.line, b.column.as_str())).collect::<Vec<_>>(), [(2, "category")]);
}

/// A change to the lists, and what the checker says about it.
type Harm = (fn(&mut Lists), &'static str);

#[test]
fn every_flaw_is_told() {
    let harms: &[Harm] = &[
        (
            |l| l.categories[1].department = "nobody".into(),
            "category matter/01002: unknown department \"nobody\"",
        ),
        (
            |l| l.categories[1].co_departments.push("nobody".into()),
            "category matter/01002: unknown department \"nobody\"",
        ),
        (
            |l| l.conditions[0].department = Some("nobody".into()),
            "condition 01001/default: unknown department \"nobody\"",
        ),
        (
            |l| {
                let mut extra = l.conditions[0].clone();
                extra.category = "99999".into();
                l.conditions.push(extra);
            },
            "condition 99999/default: unknown category \"99999\"",
        ),
        (
            |l| assert!(l.remove(Part::Condition, "01001/default")),
            "category matter/01001: has no condition \"default\"",
        ),
        (|l| l.categories.push(l.categories[0].clone()), "category matter/01001: appears twice"),
        (|l| l.departments.push(l.departments[0].clone()), "department law_enforcement: appears twice"),
        (|l| l.step_limits.push(l.step_limits[0].clone()), "step_limit register/urgent: appears twice"),
        (
            |l| assert!(l.remove(Part::StepLimit, "close/low")),
            "step_limit close: has no limit for priority low",
        ),
        (
            |l| l.categories[0].name_zh = " ".into(),
            "category matter/01001: name_zh: 1 to 100 characters without line breaks",
        ),
        (
            |l| l.categories[0].aliases_zh.push("两\n行".into()),
            "category matter/01001: aliases: 1 to 100 characters without line breaks",
        ),
        (
            |l| l.categories[0].group_code = "A b".into(),
            "category matter/01001: group_code: 1 to 40 small letters, digits or underscores",
        ),
    ];
    let sound = sound().lists().clone();
    for (harm, told) in harms {
        let mut lists = sound.clone();
        harm(&mut lists);
        let flaws = Catalogue::new(2, lists).unwrap_err();
        assert_eq!(flaws.iter().map(Flaw::to_string).collect::<Vec<_>>(), [*told]);
    }
}

#[test]
fn the_duty_line_of_the_nearest_area_counts() {
    let mut lists = sound().lists().clone();
    for (area, department) in [("370113002", "water_affairs"), ("370113002001", "property_company")] {
        lists.put(Entry::Duty(Duty {
            category: "01002".into(),
            area: area.into(),
            department: department.into(),
            basis: String::new(),
        }));
    }
    let catalogue = Catalogue::new(2, lists).unwrap();
    let found = |areas: &[&str]| catalogue.duty("01002", areas).map(|d| d.department.as_str());
    assert_eq!(found(&["370113002001", "370113002"]), Some("property_company"));
    assert_eq!(found(&["370113002002", "370113002"]), Some("water_affairs"));
    assert_eq!(found(&["370113001"]), None);
}

#[test]
fn an_edit_replaces_by_key() {
    let mut lists = sound().lists().clone();
    let mut row = lists.departments[3].clone();
    row.name_zh = "园林绿化管护中心".into();
    lists.put(Entry::Department(row.clone()));
    assert_eq!((lists.departments.len(), &lists.departments[3]), (39, &row));
    let stored = serde_json::to_string(&Entry::Department(row.clone())).unwrap();
    assert_eq!(serde_json::from_str::<Entry>(&stored).unwrap(), Entry::Department(row));
    assert!(!lists.remove(Part::Department, "nobody"));
}

#[test]
fn changes_say_what_differs_and_nothing_else() {
    let old = sound().lists().clone();
    assert_eq!(changes(&old, &old), []);
    let mut new = old.clone();
    let mut row = new.departments[3].clone();
    row.phone_note = "0531-0000000".into();
    new.put(Entry::Department(row.clone()));
    assert!(new.remove(Part::Condition, "01002/overflow"));
    assert_eq!(
        changes(&old, &new),
        [
            Change {
                part: Part::Department,
                key: "greening".into(),
                entry: Some(Entry::Department(row)),
                position: 3
            },
            Change { part: Part::Condition, key: "01002/overflow".into(), entry: None, position: 0 },
        ]
    );
    assert_eq!(changes(&Lists::default(), &old).len(), 39 + 142 + 347 + 28);
}
