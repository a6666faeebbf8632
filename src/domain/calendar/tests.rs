//! Business time against counting minute by minute, in zones with gaps, folds, half-hour shifts and a skipped day; and what
//! must hold whatever the calendar is.

use std::sync::LazyLock;

use jiff::civil::date;
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use super::compile::day_number;
use super::*;
use crate::domain::codes::LimitUnit;
use crate::domain::limit::Limit;

const MINUTE: i64 = 60_000_000;

fn limit(text: &str) -> Limit {
    text.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    format!("{text}+08:00").parse().unwrap()
}

static CHINA: LazyLock<Calendar> = LazyLock::new(|| built_in().unwrap());

#[test]
fn deadlines_of_the_built_in_calendar() {
    for (start, text, due) in [
        // Within one day, over lunch, over night, over a week-end.
        ("2026-03-04T09:00:00", "2 work_hour", "2026-03-04T11:00:00"),
        ("2026-03-04T11:00:00", "2 work_hour", "2026-03-04T14:30:00"),
        ("2026-03-04T17:00:00", "1 work_hour", "2026-03-05T09:00:00"),
        ("2026-03-06T17:00:00", "1 work_hour", "2026-03-09T09:00:00"),
        ("2026-03-04T08:30:00", "7.5 work_hour", "2026-03-04T17:30:00"),
        ("2026-03-07T12:00:00", "0.25 work_hour", "2026-03-09T08:45:00"),
        // The start day is excluded, the last day ends at its close.
        ("2026-03-04T09:00:00", "1 work_day", "2026-03-05T17:30:00"),
        ("2026-03-04T23:59:59", "1 work_day", "2026-03-05T17:30:00"),
        ("2026-03-06T09:00:00", "5 work_day", "2026-03-13T17:30:00"),
        ("2026-03-07T00:30:00", "5 work_day", "2026-03-13T17:30:00"),
        // Round the clock.
        ("2026-03-06T23:50:00", "0.25 urgent_hour", "2026-03-07T00:05:00"),
        ("2026-03-06T23:50:00", "90 minute", "2026-03-07T01:20:00"),
        ("2026-03-04T09:00:00", "30 natural_day", "2026-04-04T00:00:00"),
        // Spring Festival 2026 (15 to 23 February) with work on Saturday the 14th and the 28th.
        ("2026-02-13T16:30:00", "2 work_hour", "2026-02-14T09:30:00"),
        ("2026-02-14T17:00:00", "1 work_hour", "2026-02-24T09:00:00"),
        ("2026-02-13T09:00:00", "2 work_day", "2026-02-24T17:30:00"),
        ("2026-02-27T09:00:00", "1 work_day", "2026-02-28T17:30:00"),
        // National Day 2026: 1 to 7 October, work on 20 September and 10 October.
        ("2026-09-30T17:00:00", "1 work_hour", "2026-10-08T09:00:00"),
        ("2026-10-09T09:00:00", "1 work_day", "2026-10-10T17:30:00"),
    ] {
        assert_eq!(CHINA.due(at(start), limit(text)), Ok(at(due)), "{start} + {text}");
    }
}

#[test]
fn a_year_without_published_holidays_is_a_plain_week_and_provisional() {
    let start = at("2026-12-31T09:00:00");
    let due = CHINA.due(start, limit("1 work_day")).unwrap();
    assert_eq!(due, at("2027-01-01T17:30:00"));
    assert!(CHINA.is_provisional(start, due));
    assert!(!CHINA.is_provisional(at("2026-12-30T09:00:00"), start));
    assert!(CHINA.is_provisional(at("2011-07-01T09:00:00"), at("2011-07-02T09:00:00")));
}

#[test]
fn beyond_the_horizon_is_an_error_never_a_guess() {
    let start = at("2060-12-30T09:00:00");
    for text in ["90 work_hour", "5 work_day", "9 natural_day", "90 urgent_hour"] {
        assert_eq!(CHINA.due(start, limit(text)), Err(OutsideHorizon), "{text}");
    }
    assert_eq!(CHINA.due(at("2060-12-30T09:00:00"), limit("1 work_day")), Ok(at("2060-12-31T17:30:00")));
    assert_eq!(CHINA.due(at("2060-12-30T09:00:00"), limit("1 natural_day")), Ok(at("2061-01-01T00:00:00")));
    assert_eq!(CHINA.due(at("1999-12-31T23:59:59"), limit("1 minute")), Err(OutsideHorizon));
    assert_eq!(CHINA.due(at("2061-01-01T00:00:00"), limit("1 minute")), Err(OutsideHorizon));
}

#[test]
fn a_calendar_that_makes_no_sense_is_refused() {
    type Harm = (fn(&mut CalendarSpec), CalendarError);
    let window = |text: &str| text.parse::<Window>().unwrap();
    let harms: Vec<Harm> = vec![
        (|s| s.zone = "Asia/Nowhere".into(), CalendarError::UnknownZone("Asia/Nowhere".into())),
        (|s| s.seasons.clear(), CalendarError::BadSeason),
        (|s| s.seasons[0].from = (2, 30), CalendarError::BadSeason),
        (|s| s.seasons.push(s.seasons[0].clone()), CalendarError::BadSeason),
        (
            |s| s.seasons[0].week.days[0].reverse(),
            CalendarError::Overlap(window("13:30-17:30"), window("08:30-12:00")),
        ),
        (|s| s.days.push(s.days[0].clone()), CalendarError::BadDay(date(2018, 1, 1))),
        (|s| s.days[0].to = date(2017, 12, 31), CalendarError::BadDay(date(2018, 1, 1))),
        (
            |s| {
                s.days.clear();
                s.seasons[0].week = Week::default();
            },
            CalendarError::Empty,
        ),
    ];
    for (harm, error) in harms {
        let mut spec = china().unwrap();
        harm(&mut spec);
        assert_eq!(Calendar::compile(spec, 2018, 2030).map(|_| ()), Err(error));
    }
    assert_eq!(
        Calendar::compile(china().unwrap(), 2030, 2018).map(|_| ()),
        Err(CalendarError::BadHorizon(2030, 2018))
    );
    for text in [
        "8:30-12:00",
        "12:00-08:30",
        "08:30-08:30",
        "08:60-12:00",
        "23:00-24:01",
        "0830-1200",
        "",
        "+8:30-12:00",
    ] {
        assert_eq!(text.parse::<Window>(), Err(CalendarError::BadWindow(text.into())), "{text}");
    }
    assert_eq!(window("00:00-24:00").to_string(), "00:00-24:00");
}

#[test]
fn summer_hours_begin_on_their_day() {
    let mut spec = china().unwrap();
    let mut summer = spec.seasons[0].clone();
    summer.from = (6, 1);
    for day in summer.week.days.iter_mut().filter(|day| !day.is_empty()) {
        *day = vec!["08:30-12:00".parse().unwrap(), "14:00-18:00".parse().unwrap()];
    }
    let mut autumn = spec.seasons[0].clone();
    autumn.from = (10, 1);
    spec.seasons = vec![autumn, summer];
    let calendar = Calendar::compile(spec, 2025, 2026).unwrap();
    for (day, close) in
        [("2026-05-29", "17:30"), ("2026-06-02", "18:00"), ("2026-09-30", "18:00"), ("2026-12-01", "17:30")]
    {
        let start = calendar.due(at(&format!("{day}T08:30:00")), limit("7.5 work_hour")).unwrap();
        assert_eq!(start, at(&format!("{day}T{close}:00")), "{day}");
    }
}

#[test]
fn a_version_counts_from_its_day_on_and_changes_nothing_before() {
    let before = china().unwrap();
    let mut after = before.clone();
    for day in after.seasons[0].week.days.iter_mut().take(5) {
        *day = vec!["09:00-12:00".parse().unwrap(), "13:30-18:00".parse().unwrap()];
    }
    let layers = vec![(Timestamp::UNIX_EPOCH, before), (at("2026-04-01T00:00:00"), after)];
    let calendar = Calendar::compile_layers(&layers, 2025, 2027).unwrap();
    for (start, text, due) in [
        ("2026-03-30T09:00:00", "1 work_day", "2026-03-31T17:30:00"),
        ("2026-03-30T09:00:00", "2 work_day", "2026-04-01T18:00:00"),
        ("2026-03-31T17:00:00", "1 work_hour", "2026-04-01T09:30:00"),
    ] {
        assert_eq!(calendar.due(at(start), limit(text)), Ok(at(due)), "{start} + {text}");
    }
}

#[test]
fn of_two_versions_the_one_made_last_counts_and_the_zone_stays() {
    let (mut one, mut two) = (china().unwrap(), china().unwrap());
    one.days.retain(|day| day.from != date(2026, 10, 1));
    two.days.retain(|day| day.from.year() != 2026);
    let layers = |two: &CalendarSpec| {
        vec![(Timestamp::UNIX_EPOCH, china().unwrap()), (at("2026-09-01T00:00:00"), two.clone())]
    };
    let mut corrected = layers(&two);
    corrected.push((at("2026-08-01T00:00:00"), one));
    let calendar = Calendar::compile_layers(&corrected, 2026, 2027).unwrap();
    assert!(calendar.is_working(at("2026-10-01T09:00:00")), "the correction has no National Day");
    assert!(!calendar.is_working(at("2026-09-25T09:00:00")), "but the Mid-Autumn day");
    two.zone = "Asia/Urumqi".to_owned();
    let moved = Calendar::compile_layers(&layers(&two), 2026, 2027).map(|_| ());
    assert_eq!(moved, Err(CalendarError::OtherZone("Asia/Shanghai".to_owned())));
    assert_eq!(Calendar::compile_layers(&[], 2026, 2027).map(|_| ()), Err(CalendarError::Nothing));
}

#[test]
fn a_missing_year_is_told_when_it_should_be_known() {
    assert_eq!(CHINA.missing_years(at("2026-03-10T10:00:00")), Vec::<i16>::new());
    assert_eq!(CHINA.missing_years(at("2026-10-31T23:59:59")), Vec::<i16>::new());
    assert_eq!(CHINA.missing_years(at("2026-11-01T00:00:00")), [2027]);
    assert_eq!(CHINA.missing_years(at("2027-11-24T10:00:00")), [2027, 2028]);
}

#[test]
fn openings_follow_the_day_of_an_instant() {
    for (from, count, opening) in [
        ("2026-03-06T17:30:00", 1, "2026-03-09T08:30:00"),
        ("2026-03-06T10:00:00", 1, "2026-03-09T08:30:00"),
        ("2026-03-07T10:00:00", 1, "2026-03-09T08:30:00"),
        ("2026-03-06T10:00:00", 3, "2026-03-11T08:30:00"),
        ("2026-02-13T17:30:00", 1, "2026-02-14T08:30:00"),
        ("2026-02-14T17:30:00", 1, "2026-02-24T08:30:00"),
    ] {
        assert_eq!(CHINA.opening_after(at(from), count), Ok(at(opening)), "{from} {count}");
    }
    assert_eq!(CHINA.opening_after(at("2060-12-31T09:00:00"), 1), Err(OutsideHorizon));
}

/// A year of one zone, minute by minute: what the wall clock shows.
struct Oracle {
    zone: &'static str,
    years: (i16, i16),
    first: i64,
    /// Day number and minute of the day.
    minutes: Vec<(i64, u16)>,
}

fn oracle(zone: &'static str, years: (i16, i16), from: &str, days: i64) -> Oracle {
    let tz = TimeZoneDatabase::bundled().get(zone).unwrap();
    let first = from.parse::<Timestamp>().unwrap().as_microsecond();
    let wall = |minute: i64| {
        let local = tz.to_datetime(Timestamp::from_microsecond(first + minute * MINUTE).unwrap());
        let time = local.time();
        (
            day_number(local.date()),
            u16::try_from(time.hour()).unwrap() * 60 + u16::try_from(time.minute()).unwrap(),
        )
    };
    Oracle { zone, years, first, minutes: (0..days * 24 * 60).map(wall).collect() }
}

static ORACLES: LazyLock<Vec<Oracle>> = LazyLock::new(|| {
    vec![
        oracle("Asia/Shanghai", (1986, 1987), "1986-04-20T00:00:00Z", 170),
        oracle("Asia/Shanghai", (1990, 1991), "1991-03-20T00:00:00Z", 200),
        oracle("America/New_York", (2024, 2025), "2024-10-20T00:00:00Z", 170),
        oracle("Australia/Lord_Howe", (2024, 2025), "2024-09-20T00:00:00Z", 220),
        oracle("Pacific/Apia", (2011, 2012), "2011-09-10T00:00:00Z", 220),
    ]
});

fn windows() -> impl Strategy<Value = Vec<Window>> {
    // Cut points of a day, taken in pairs: sorted, disjoint, sometimes touching midnight.
    prop::collection::btree_set(prop_oneof![0..=1440u16, Just(0), Just(1440), 60..240u16], 2..=5).prop_map(
        |cuts| {
            let cuts: Vec<u16> = cuts.into_iter().collect();
            cuts.chunks_exact(2).filter_map(|pair| Window::new(pair[0], pair[1])).collect()
        },
    )
}

fn weeks() -> impl Strategy<Value = Week> {
    let day = || prop_oneof![3 => windows(), 1 => Just(Vec::new())];
    (prop::array::uniform7(day()), windows()).prop_map(|(days, make_up)| Week { days, make_up })
}

/// A calendar around an oracle: one or two seasons, and every day special with a small chance.
fn specs(oracle: &'static Oracle) -> impl Strategy<Value = CalendarSpec> {
    let kind = prop_oneof![
        24 => Just(None),
        1 => Just(Some(DayKind::Holiday)),
        1 => Just(Some(DayKind::MakeUp)),
        1 => windows().prop_map(|w| Some(DayKind::Hours(w))),
    ];
    let first = Date::constant(oracle.years.0, 1, 1);
    (weeks(), weeks(), prop::collection::vec(kind, 720)).prop_map(move |(one, two, kinds)| CalendarSpec {
        code: "random".into(),
        name_zh: "随机".into(),
        name_en: "Random".into(),
        zone: oracle.zone.into(),
        seasons: vec![Season { from: (3, 1), week: one }, Season { from: (11, 3), week: two }],
        days: (0..)
            .zip(kinds)
            .filter_map(|(i, kind)| {
                let day = first.checked_add(jiff::Span::new().days(i)).unwrap();
                Some(SpecialDays {
                    from: day,
                    to: day,
                    kind: kind?,
                    name_zh: String::new(),
                    name_en: String::new(),
                })
            })
            .collect(),
        known_years: BTreeSet::new(),
    })
}

/// The windows of a day, looked up the slow way.
fn slow_windows(spec: &CalendarSpec, day: i64) -> Vec<Window> {
    let on = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
    let today = (on.month(), on.day());
    let week = if ((3, 1)..(11, 3)).contains(&today) { &spec.seasons[0].week } else { &spec.seasons[1].week };
    match spec.days.iter().find(|s| s.from == on).map(|s| &s.kind) {
        Some(DayKind::Holiday) => Vec::new(),
        Some(DayKind::MakeUp) => week.make_up.clone(),
        Some(DayKind::Hours(windows)) => windows.clone(),
        None => week.days[usize::try_from(on.weekday().to_monday_zero_offset()).unwrap()].clone(),
    }
}

/// Whether each minute of the oracle is worked.
fn slow_work(spec: &CalendarSpec, oracle: &Oracle) -> Vec<bool> {
    let mut day = (i64::MIN, Vec::new());
    let worked = oracle.minutes.iter().map(|(number, minute)| {
        if day.0 != *number {
            day = (*number, slow_windows(spec, *number));
        }
        day.1.iter().any(|w| w.from <= *minute && *minute < w.to)
    });
    worked.collect()
}

fn case() -> impl Strategy<Value = (usize, CalendarSpec, Vec<(usize, usize, u32)>)> {
    (0..ORACLES.len()).prop_flat_map(|i| {
        let minutes = ORACLES[i].minutes.len();
        let probes = prop::collection::vec((0..minutes, 0..minutes, 1..900u32), 40);
        (Just(i), specs(&ORACLES[i]), probes)
    })
}

/// The worked days of the oracle, each with the minute after its last one.
fn slow_days(oracle: &Oracle, worked: &[bool]) -> Vec<(i64, usize)> {
    let mut days: Vec<(i64, usize)> = Vec::new();
    for (i, (number, _)) in oracle.minutes.iter().enumerate().filter(|(i, _)| worked[*i]) {
        match days.iter_mut().rev().find(|(day, _)| day == number) {
            Some(day) => day.1 = i + 1,
            None => days.push((*number, i + 1)),
        }
    }
    // The oracle may end in the middle of a day.
    days.pop();
    days
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    /// add, diff and days against the minutes of the oracle.
    #[test]
    fn counting_agrees_with_the_minute_hand((i, spec, probes) in case()) {
        let oracle = &ORACLES[i];
        let worked = slow_work(&spec, oracle);
        let closes = slow_days(oracle, &worked);
        let Ok(calendar) = Calendar::compile(spec, oracle.years.0, oracle.years.1) else {
            prop_assert!(!worked.contains(&true));
            return Ok(());
        };
        let instant = |m: usize| {
            Timestamp::from_microsecond(oracle.first + i64::try_from(m).unwrap() * MINUTE).unwrap()
        };
        let mut sums = vec![0i64];
        for w in &worked {
            sums.push(sums[sums.len() - 1] + i64::from(*w));
        }
        for (a, b, n) in probes {
            let (a, b) = (a.min(b), a.max(b));
            prop_assert_eq!(calendar.is_working(instant(a)), worked[a]);
            prop_assert_eq!(calendar.work_between(instant(a), instant(b)), Ok((sums[b] - sums[a]) * MINUTE));
            // A twentieth of an hour is three whole minutes.
            let hours = limit(&format!("{}.{:02} work_hour", n / 20, n % 20 * 5));
            let slow = sums.partition_point(|s| *s < sums[a] + i64::from(n * 3));
            if slow < worked.len() {
                prop_assert_eq!(calendar.due(instant(a), hours), Ok(instant(slow)), "{}", hours);
            }
            let days = n % 9 + 1;
            let mut after = closes.iter().filter(|(number, _)| *number > oracle.minutes[a].0);
            if let Some((_, slow)) = after.nth(usize::try_from(days).unwrap() - 1) {
                let due = calendar.due(instant(a), Limit::of(days, LimitUnit::WorkDay).unwrap());
                prop_assert_eq!(due, Ok(instant(*slow)), "{} work_day", days);
            }
        }
    }
}

const UNITS: &[&str] = &["work_hour", "work_day", "natural_day", "urgent_hour", "minute"];

/// A start in 2018 to 2026, a limit, and pauses after it as (gap, length) in minutes.
fn clock() -> impl Strategy<Value = (Timestamp, Limit, Vec<Pause>)> {
    let start = 1_514_800_000i64..1_790_000_000;
    let pauses = prop::collection::vec((0..6000i64, 0..9000i64), 0..5);
    (start, 0..UNITS.len(), 1..40u32, pauses).prop_map(|(start, unit, n, pauses)| {
        let mut now = start * 1_000_000;
        let start = Timestamp::from_microsecond(now).unwrap();
        let mut step = |minutes: i64| {
            now += minutes * MINUTE;
            Timestamp::from_microsecond(now).unwrap()
        };
        let pauses =
            pauses.into_iter().map(|(gap, length)| Pause { from: step(gap), to: Some(step(length)) });
        (start, limit(&format!("{n} {}", UNITS[unit])), pauses.collect())
    })
}

fn with_day(day: Date, kind: DayKind) -> Calendar {
    let mut spec = china().unwrap();
    let single = |s: &SpecialDays| {
        let s = s.clone();
        let days = s.from.series(jiff::Span::new().days(1)).take_while(move |d| *d <= s.to);
        days.map(move |d| SpecialDays { from: d, to: d, ..s.clone() }).collect::<Vec<_>>()
    };
    spec.days = spec.days.iter().flat_map(single).filter(|s| s.from != day).collect();
    spec.days.push(SpecialDays { from: day, to: day, kind, name_zh: "新".into(), name_en: "New".into() });
    Calendar::compile(spec, 2018, 2028).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// A clock is used up exactly at its deadline, and not one microsecond before.
    #[test]
    fn due_is_the_first_instant_at_which_the_limit_is_used((start, limit, pauses) in clock()) {
        let due = CHINA.due_with_pauses(start, limit, &pauses).unwrap().unwrap();
        prop_assert!(due > start);
        let before = Timestamp::from_microsecond(due.as_microsecond() - 1).unwrap();
        prop_assert_eq!(CHINA.used(start, limit, &pauses, due), Ok(1000));
        prop_assert!(CHINA.used(start, limit, &pauses, before).unwrap() < 1000);
    }

    /// Ending a pause and beginning it again at once changes nothing; nor does a pause of no length.
    #[test]
    fn splitting_a_pause_changes_nothing((start, limit, pauses) in clock(), cut in 0.0..=1.0f64) {
        let split: Vec<Pause> = pauses
            .iter()
            .flat_map(|pause| {
                let (from, to) = (pause.from.as_microsecond(), pause.to.unwrap().as_microsecond());
                #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "any point will do")]
                let middle = from + ((to - from) as f64 * cut) as i64;
                let middle = Timestamp::from_microsecond(middle).unwrap();
                [Pause { from: pause.from, to: Some(middle) }, Pause { from: middle, to: pause.to }]
            })
            .collect();
        prop_assert_eq!(CHINA.due_with_pauses(start, limit, &split), CHINA.due_with_pauses(start, limit, &pauses));
    }

    /// A pause never makes a deadline earlier, and an open one leaves none unless the limit had run out before.
    #[test]
    fn a_pause_never_hurries((start, limit, pauses) in clock()) {
        let plain = CHINA.due(start, limit).unwrap();
        prop_assert!(CHINA.due_with_pauses(start, limit, &pauses).unwrap().unwrap() >= plain);
        let open = [Pause { from: plain, to: None }];
        prop_assert_eq!(CHINA.due_with_pauses(start, limit, &open), Ok(Some(plain)));
        let open = [Pause { from: start, to: None }];
        prop_assert_eq!(CHINA.due_with_pauses(start, limit, &open), Ok(None));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A holiday that is added later never makes a deadline earlier; a make-up day never makes one later.
    #[test]
    fn holidays_delay_and_make_up_days_hurry((start, limit, pauses) in clock(), ahead in 0..60i32) {
        let day = CHINA.date(start).checked_add(jiff::Span::new().days(ahead)).unwrap();
        let due = |calendar: &Calendar| calendar.due_with_pauses(start, limit, &pauses).unwrap().unwrap();
        let (off, on) = (with_day(day, DayKind::Holiday), with_day(day, DayKind::MakeUp));
        let plain = due(&CHINA);
        prop_assert!(due(&off) >= plain);
        prop_assert!(due(&on) <= plain);
    }
}
