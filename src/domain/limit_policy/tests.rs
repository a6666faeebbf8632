//! Which limit a clock gets.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::catalogue;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| catalogue::built_in(1).unwrap());

fn limit(text: &str) -> Limit {
    text.parse().unwrap()
}

fn rule(clock: ClockKind, text: &str) -> LimitRule {
    LimitRule { clock, category: None, condition: None, priority: None, area: None, limit: limit(text) }
}

fn policy(rules: Vec<LimitRule>) -> LimitPolicy {
    LimitPolicy { rules, ..LimitPolicy::built_in() }
}

/// A matter and its default limit.
fn matter() -> (String, Limit) {
    let condition = CATALOGUE.lists().conditions.iter().find(|c| c.condition == "default").unwrap();
    (condition.category.clone(), condition.limit)
}

#[test]
fn without_rules_the_catalogue_speaks_and_then_the_default() {
    let book = LimitBook::new(3, LimitPolicy::built_in()).unwrap();
    let areas = AreaPath::default();
    let (code, handling) = matter();
    let found = |clock, category| {
        let query = LimitQuery {
            clock,
            category,
            condition: Some("no_such"),
            priority: Priority::High,
            areas: &areas,
        };
        book.choose(&query, &CATALOGUE).map(|found| (found.limit.to_string(), found.origin))
    };
    let some = |text: &str, origin| Some((text.to_owned(), origin));
    assert_eq!(found(ClockKind::Handling, Some(&code)), some(&handling.to_string(), LimitOrigin::Condition));
    assert_eq!(found(ClockKind::Handling, None), some("5 work_day", LimitOrigin::Default));
    assert_eq!(found(ClockKind::Receive, None), some("2 work_hour", LimitOrigin::Step));
    assert_eq!(found(ClockKind::Mediation, None), some("30 natural_day", LimitOrigin::Default));
    assert_eq!(found(ClockKind::Refer, None), some("1 work_day", LimitOrigin::Default));
    assert_eq!(found(ClockKind::Whole, Some(&code)), None);
}

#[test]
fn the_narrowest_rule_speaks() {
    let (code, _) = matter();
    let group = code[..2].to_owned();
    let handling = |text: &str| rule(ClockKind::Handling, text);
    let (street, grid) = (AreaId(2), AreaId(4));
    let book = LimitBook::new(
        3,
        policy(vec![
            handling("1 work_day"),
            LimitRule { area: Some(street), ..handling("2 work_day") },
            LimitRule { area: Some(grid), ..handling("3 work_day") },
            LimitRule { category: Some(group), ..handling("4 work_day") },
            LimitRule { category: Some(code.clone()), ..handling("5 work_day") },
            LimitRule {
                category: Some(code.clone()),
                priority: Some(Priority::Urgent),
                ..handling("6 work_day")
            },
            LimitRule {
                category: Some(code.clone()),
                condition: Some("big".into()),
                ..handling("7 work_day")
            },
            LimitRule { priority: Some(Priority::Urgent), ..handling("8 work_day") },
        ]),
    )
    .unwrap();
    let nowhere = AreaPath::default();
    let here = AreaPath { grid: Some(grid), street: Some(street), ..nowhere };
    let street = AreaPath { street: Some(street), ..nowhere };
    let sibling = format!("{}999", &code[..2]);
    for (category, condition, priority, areas, days) in [
        (None, None, Priority::Low, &nowhere, 1),
        (None, None, Priority::Urgent, &nowhere, 8),
        (None, None, Priority::Urgent, &street, 2),
        (None, None, Priority::Urgent, &here, 3),
        (Some(&sibling), None, Priority::Low, &here, 4),
        (Some(&code), None, Priority::Low, &here, 5),
        (Some(&code), Some("default"), Priority::Urgent, &here, 6),
        (Some(&code), Some("big"), Priority::Urgent, &here, 7),
    ] {
        let clock = ClockKind::Handling;
        let query = LimitQuery { clock, category: category.map(String::as_str), condition, priority, areas };
        let found = book.choose(&query, &CATALOGUE).unwrap();
        assert_eq!(
            (found.limit, found.version, found.origin),
            (limit(&format!("{days} work_day")), 3, LimitOrigin::Rule),
            "{category:?} {condition:?} {priority}"
        );
    }
}

#[test]
fn a_whole_case_is_due_only_by_a_rule() {
    let book = LimitBook::new(1, policy(vec![rule(ClockKind::Whole, "15 natural_day")])).unwrap();
    let areas = AreaPath::default();
    let query = LimitQuery {
        clock: ClockKind::Whole,
        category: None,
        condition: None,
        priority: Priority::Normal,
        areas: &areas,
    };
    assert_eq!(book.choose(&query, &CATALOGUE).unwrap().limit, limit("15 natural_day"));
}

#[test]
fn every_flaw_is_told_with_its_place() {
    let handling = || rule(ClockKind::Handling, "1 work_day");
    let mut policy = policy(vec![
        LimitRule { category: Some("1".into()), ..handling() },
        LimitRule { category: Some("01".into()), condition: Some("big".into()), ..handling() },
        handling(),
        handling(),
    ]);
    policy.whole_excludes.insert(State::Closed);
    let flaws = LimitBook::new(1, policy).unwrap_err();
    let pointers: Vec<&str> = flaws.iter().map(|flaw| flaw.pointer.as_str()).collect();
    assert_eq!(pointers, ["/rules/0/category", "/rules/1/condition", "/rules/3", "/whole_excludes"]);
}

#[test]
fn a_policy_reads_back_as_it_was_written() {
    let policy = policy(vec![rule(ClockKind::Close, "0.5 work_hour")]);
    let text = serde_json::to_string(&policy).unwrap();
    assert_eq!(serde_json::from_str::<LimitPolicy>(&text).unwrap(), policy);
}

proptest! {
    /// The order of rules that differ in what they name never matters.
    #[test]
    fn the_order_of_the_rules_is_no_rule(swap in 0usize..5, urgent in any::<bool>()) {
        let (code, _) = matter();
        let handling = |text: &str| rule(ClockKind::Handling, text);
        let mut rules = vec![
            handling("1 work_day"),
            LimitRule { category: Some(code[..2].to_owned()), ..handling("2 work_day") },
            LimitRule { category: Some(code.clone()), ..handling("3 work_day") },
            LimitRule { priority: Some(Priority::Urgent), ..handling("4 work_day") },
            LimitRule { category: Some(code.clone()), priority: Some(Priority::Urgent), ..handling("5 work_day") },
        ];
        let areas = AreaPath::default();
        let query = LimitQuery {
            clock: ClockKind::Handling,
            category: Some(&code),
            condition: None,
            priority: if urgent { Priority::Urgent } else { Priority::Low },
            areas: &areas,
        };
        let before = LimitBook::new(1, policy(rules.clone())).unwrap().choose(&query, &CATALOGUE);
        rules.rotate_left(swap);
        prop_assert_eq!(LimitBook::new(1, policy(rules)).unwrap().choose(&query, &CATALOGUE), before);
    }
}
