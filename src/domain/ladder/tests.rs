//! Which ladder a clock gets, and when its steps are due.

use std::sync::LazyLock;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::{self, Calendar};
use crate::domain::codes::LimitUnit;

static CHINA: LazyLock<Calendar> = LazyLock::new(|| calendar::built_in().unwrap());

fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap()
}

fn limit(text: &str) -> Limit {
    text.parse().unwrap()
}

fn book() -> LadderBook {
    LadderBook::new(1, built_in().unwrap()).unwrap()
}

fn query(clock: ClockKind, source: Source, areas: &AreaPath) -> LadderQuery<'_> {
    LadderQuery { clock, source, category: Some("01001"), areas }
}

#[test]
fn the_narrowest_ladder_holds() {
    let areas = AreaPath { grid: Some(AreaId(4)), street: Some(AreaId(2)), ..AreaPath::default() };
    let mut ladders = built_in().unwrap();
    let mut more = |code: &str, holds_for: LadderMatch| {
        let any = ladders[0].clone();
        ladders.push(Ladder { code: code.into(), holds_for, ..any });
    };
    more("street", LadderMatch { area: Some(AreaId(2)), ..LadderMatch::default() });
    more("grid", LadderMatch { area: Some(AreaId(4)), ..LadderMatch::default() });
    more("elsewhere", LadderMatch { area: Some(AreaId(9)), ..LadderMatch::default() });
    more("group", LadderMatch { categories: vec!["06".into()], ..LadderMatch::default() });
    more("matter", LadderMatch { categories: vec!["06".into(), "06001".into()], ..LadderMatch::default() });
    let book = LadderBook::new(7, ladders).unwrap();
    let nowhere = AreaPath::default();
    let street = AreaPath { street: Some(AreaId(2)), ..nowhere };
    for (clock, source, category, areas, code) in [
        (ClockKind::Register, Source::Resident, None, &nowhere, "standard"),
        (ClockKind::Register, Source::Hotline12345, None, &nowhere, "standard"),
        (ClockKind::Handling, Source::Resident, None, &nowhere, "handling"),
        (ClockKind::Handling, Source::Hotline12345, Some("01001"), &nowhere, "hotline"),
        (ClockKind::Handling, Source::Hotline12345, Some("01001"), &street, "street"),
        (ClockKind::Handling, Source::Hotline12345, Some("01001"), &areas, "grid"),
        (ClockKind::Handling, Source::Hotline12345, Some("06002"), &areas, "group"),
        (ClockKind::Handling, Source::Hotline12345, Some("06001"), &areas, "matter"),
    ] {
        let query = LadderQuery { clock, source, category, areas };
        assert_eq!(book.choose(&query).code, code, "{clock} {source} {category:?}");
    }
}

#[test]
fn steps_of_the_built_in_ladders_on_the_wall() {
    let nowhere = AreaPath::default();
    let times = |clock, source, start: &str, budget: &str| -> Vec<(usize, String)> {
        let (start, budget) = (at(start), limit(budget));
        let due = CHINA.due(start, budget).unwrap();
        let book = book();
        let ladder = book.choose(&query(clock, source, &nowhere));
        let local = |at: Timestamp| CHINA.zone().to_datetime(at).strftime("%m-%d %H:%M").to_string();
        ladder.steps_for(budget).map(|(i, s)| (i, local(s.step_at(start, due, budget, &CHINA)))).collect()
    };
    let told = |list: &[(usize, &str)]| list.iter().map(|(i, t)| (*i, (*t).to_owned())).collect::<Vec<_>>();
    // Wednesday 09:00, four working days: due at the close of Tuesday.
    assert_eq!(
        times(ClockKind::Handling, Source::Resident, "2026-03-04T09:00:00", "4 work_day"),
        told(&[(0, "03-06 17:30"), (1, "03-10 10:00"), (2, "03-10 17:30"), (3, "03-12 17:30")])
    );
    // Two working hours: no step at half time.
    assert_eq!(
        times(ClockKind::Register, Source::Resident, "2026-03-04T11:00:00", "2 work_hour"),
        told(&[(1, "03-04 14:06"), (2, "03-04 14:30"), (3, "03-04 15:30")])
    );
    // A hotline order due on Friday: warned at Thursday's close, red on Monday morning.
    assert_eq!(
        times(ClockKind::Handling, Source::Hotline12345, "2026-03-02T09:00:00", "4 work_day"),
        told(&[(0, "03-05 17:30"), (1, "03-06 10:00"), (2, "03-06 17:30"), (3, "03-09 08:30")])
    );
    // Thirty natural days end at midnight.
    assert_eq!(
        times(ClockKind::Mediation, Source::Resident, "2026-03-04T09:00:00", "30 natural_day"),
        told(&[(0, "03-20 00:00"), (1, "03-29 00:00"), (2, "04-04 00:00"), (3, "04-19 00:00")])
    );
}

#[test]
fn a_step_before_the_start_waits_for_the_start() {
    let mut step = built_in().unwrap()[2].steps[0].clone();
    step.at = StepTime::BeforeDue { limit: limit("3 work_day") };
    let (start, budget) = (at("2026-03-04T09:00:00"), limit("1 work_day"));
    let due = CHINA.due(start, budget).unwrap();
    assert_eq!(step.step_at(start, due, budget, &CHINA), start);
}

#[test]
fn repeats_are_counted_from_the_step_and_end() {
    let handling = &built_in().unwrap()[1];
    let late = &handling.steps[3];
    let first = at("2026-03-05T17:30:00");
    assert_eq!(late.repeat_at(first, 1, &CHINA), Some(at("2026-03-06T17:30:00")));
    assert_eq!(late.repeat_at(first, 2, &CHINA), Some(at("2026-03-09T17:30:00")));
    assert_eq!(late.repeat_at(first, 6, &CHINA), None);
    assert_eq!(late.repeat_at(first, 0, &CHINA), None);
    assert_eq!(handling.steps[1].repeat_at(first, 1, &CHINA), None);
}

#[test]
fn beyond_the_calendar_a_step_is_late_rather_than_lost() {
    let late = built_in().unwrap()[0].steps[3].clone();
    let (start, due) = (at("2060-12-30T09:00:00"), at("2060-12-31T17:30:00"));
    let found = late.step_at(start, due, limit("1 work_day"), &CHINA);
    assert_eq!(found, at("2061-01-01T05:30:00"));
}

#[test]
fn every_flaw_is_told_with_its_place() {
    let mut ladders = built_in().unwrap();
    ladders[0].holds_for.categories = vec!["x".into()];
    ladders[1].code = "standard".into();
    ladders[1].name_en = String::new();
    ladders[2].steps[0].at = StepTime::Used { percent: 0 };
    ladders[2].steps[1].to.clear();
    ladders[2].steps[2].actions.clear();
    ladders[2].steps[3].repeat = Some(Repeat { every: limit("1 work_day"), at_most: 10 });
    let flaws = LadderBook::new(1, ladders).unwrap_err();
    let pointers: Vec<&str> = flaws.iter().map(|flaw| flaw.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "/ladders/0/match/categories/0",
            "/ladders/1/code",
            "/ladders/1/name_en",
            "/ladders/2/steps/0/at",
            "/ladders/2/steps/1/to",
            "/ladders/2/steps/2/actions",
            "/ladders/2/steps/3/repeat/at_most",
            "/ladders",
        ]
    );
}

#[test]
fn only_hotline_ladders_open_red_orders() {
    let red = LadderAction::OpenOrder { colour: OrderColour::Red };
    let mut ladders = built_in().unwrap();
    ladders[1].steps[2].actions.push(red);
    ladders[2].holds_for.sources.push(Source::Resident);
    let flaws = LadderBook::new(1, ladders).unwrap_err();
    let pointers: Vec<&str> = flaws.iter().map(|flaw| flaw.pointer.as_str()).collect();
    assert_eq!(
        pointers,
        ["/ladders/1/steps/2/actions/2/colour", "/ladders/2/steps/3/actions/1/colour"],
        "one for matters from anywhere, one for more than the hotline"
    );
}

#[test]
fn ladders_read_back_as_they_were_written() {
    let ladders = built_in().unwrap();
    let text = serde_json::to_string(&ladders).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Ladder>>(&text).unwrap(), ladders);
}

fn limits() -> impl Strategy<Value = Limit> {
    let hours = (1u32..200, prop_oneof![Just(LimitUnit::WorkHour), Just(LimitUnit::UrgentHour)]);
    let days = (1u32..40, prop_oneof![Just(LimitUnit::WorkDay), Just(LimitUnit::NaturalDay)]);
    prop_oneof![hours, days].prop_map(|(count, unit)| Limit::of(count, unit).unwrap())
}

proptest! {
    /// A later part of the limit is never earlier, none is before the start, and 100 % is the due time itself.
    #[test]
    fn steps_follow_their_percents(minute in 0i64..4_000_000, budget in limits(), a in 1u16..400, b in 1u16..400) {
        let start = Timestamp::from_second(1_577_836_800 + minute * 60).unwrap();
        let due = CHINA.due(start, budget).unwrap();
        let time = |percent| {
            let step = LadderStep { at: StepTime::Used { percent }, ..built_in().unwrap()[0].steps[1].clone() };
            step.step_at(start, due, budget, &CHINA)
        };
        prop_assert!(time(a.min(b)) <= time(a.max(b)));
        prop_assert!(time(a) >= start);
        prop_assert_eq!(time(100), due);
    }

    /// Before and after are each other's reverse from an instant of work: nothing is lost on the way.
    #[test]
    fn there_and_back_is_where_it_was(minute in 0i64..4_000_000, span in limits()) {
        let start = Timestamp::from_second(1_577_836_800 + minute * 60).unwrap();
        let due = CHINA.due(start, span).unwrap();
        let by = i64::from(span.value().thousandths());
        let later = CHINA.shift(due, span.unit(), by).unwrap();
        prop_assert_eq!(CHINA.shift(later, span.unit(), -by).unwrap(), due);
    }
}
