//! A version of the rules reaches the open clocks: what moves, what stays, and that it does so once.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::cast::{CALENDAR, CASE, LADDERS, Story, morning, rules_by};
use super::clocks::{book, due, last, used};
use crate::domain::calendar::{Calendar, CalendarSpec, DayKind, HORIZON, SpecialDays, china};
use crate::domain::case::Case;
use crate::domain::case::apply::apply;
use crate::domain::case::clocks::ClockBook;
use crate::domain::case::recount::Recount;
use crate::domain::case::rulebook::OfficeRules;
use crate::domain::case::words::{Reason, RequestKind};
use crate::domain::codes::{ClockKind as K, State};
use crate::domain::ladder::{LadderBook, StepTime};
use crate::domain::limit_policy::{LimitBook, LimitPolicy, LimitRule};
use crate::domain::rule::RuleKind;

/// The calendar with the eleventh of March 2026 as a day off.
static HOLIDAY: LazyLock<Calendar> = LazyLock::new(|| {
    let day = date(2026, 3, 11);
    let mut spec = china().unwrap();
    spec.days.push(SpecialDays {
        from: day,
        to: day,
        kind: DayKind::Holiday,
        name_zh: "停电".into(),
        name_en: "Power cut".into(),
    });
    compiled(spec, 2)
});

fn compiled(spec: CalendarSpec, version: i64) -> Calendar {
    Calendar::compile(spec, HORIZON.0, HORIZON.1).unwrap().with_version(version)
}

fn by_calendar<'a>(rules: &'a OfficeRules<'a>, limits: &'a LimitBook, from: &str) -> Recount<'a> {
    let from = from.parse().unwrap();
    Recount { kind: RuleKind::Calendar, version: 2, from, rules, before: limits }
}

/// Brings a version to a story; true when it moved something.
fn reach(story: &mut Story, recount: &Recount<'_>) -> bool {
    let Some(event) = recount.event(&story.case, story.now) else { return false };
    apply(&mut story.case, &event);
    story.events.push(event);
    true
}

/// Due on Wednesday the eleventh, with work left for that day.
fn due_on_wednesday() -> Story {
    let mut story = Story::new().handling();
    story.now = morning() + SignedDuration::from_hours(1);
    let codes = crate::domain::case::action::Input { condition: Some("large".into()), ..Default::default() };
    story.act(106, crate::domain::codes::ActionCode::Edit, codes)
}

#[test]
fn a_holiday_moves_what_it_lies_in_and_nothing_else() {
    let mut story = due_on_wednesday();
    assert_eq!(due(&story).to_string(), "2026-03-11T09:30:00Z");
    let limits = story.limits;
    let rules = OfficeRules { calendar: &HOLIDAY, ..rules_by(limits) };
    let later = by_calendar(&rules, limits, "2026-03-11T16:00:00Z");
    assert!(!reach(&mut story.clone(), &later), "a version that begins behind it moves nothing");
    let recount = by_calendar(&rules, limits, "2026-03-10T16:00:00Z");
    let shifts = recount.shifts(&story.case, story.now);
    assert!(shifts.iter().any(|shift| shift.kind == K::Handling), "{shifts:?}");
    let spent = used(&story, K::Handling);
    assert!(reach(&mut story, &recount));
    assert_eq!(due(&story).to_string(), "2026-03-12T09:30:00Z");
    assert_eq!(story.case.clock, story.case.handling);
    assert_eq!(used(&story, K::Handling), spent, "what was used stays used");
    let terms = last(&story, K::Handling).last().unwrap().terms.unwrap();
    assert_eq!(terms.calendar, 2, "it pins what counted it");
    assert!(story.case.handling.unwrap().next.is_some(), "and its ladder is armed again");
    assert!(!reach(&mut story, &recount), "once");
    assert_eq!(Case::replay(CASE, &story.events).unwrap(), story.case);
    assert_eq!(ClockBook::replay(CASE, &story.events).unwrap(), book(&story));
}

#[test]
fn what_is_over_set_or_standing_stays() {
    let limits = Story::new().limits;
    let rules = OfficeRules { calendar: &HOLIDAY, ..rules_by(limits) };
    let recount = by_calendar(&rules, limits, "2026-03-10T16:00:00Z");
    let handling = |story: &Story| {
        recount.shifts(&story.case, story.now).into_iter().any(|shift| shift.kind == K::Handling)
    };
    let mut late = due_on_wednesday();
    late.now = "2026-03-11T10:00:00Z".parse::<Timestamp>().unwrap();
    assert!(!handling(&late), "what fell due has fallen due");
    let set =
        due_on_wednesday().asks(108, crate::domain::codes::ActionCode::Extend, Some(Reason::Complexity), 72);
    assert!(!handling(&set.approves(106, RequestKind::Extend)), "a granted date stays");
    let waits =
        due_on_wednesday().asks(107, crate::domain::codes::ActionCode::Pause, Some(Reason::Access), 6);
    let waits = waits.approves(106, RequestKind::Pause);
    assert!(!handling(&waits), "what stands is counted when it goes on");
    let closed = Story::new().closed();
    assert_eq!(closed.case.state, State::Closed);
    assert!(recount.event(&closed.case, closed.now).is_none(), "verdicts stay");
    assert!(handling(&due_on_wednesday()));
}

#[test]
fn a_missing_year_makes_provisional_until_it_comes() {
    let unknown = {
        let mut spec = china().unwrap();
        spec.known_years =
            spec.known_years.iter().copied().filter(|year| *year != 2026).collect::<BTreeSet<_>>();
        compiled(spec, 2)
    };
    let mut story = due_on_wednesday();
    let limits = story.limits;
    let rules = OfficeRules { calendar: &unknown, ..rules_by(limits) };
    assert!(reach(&mut story, &by_calendar(&rules, limits, "2026-03-09T16:00:00Z")));
    let provisional = |story: &Story| last(story, K::Handling).last().unwrap().terms.unwrap().provisional;
    assert!(provisional(&story));
    let known = compiled(china().unwrap(), 3);
    let rules = OfficeRules { calendar: &known, ..rules_by(limits) };
    let arrives = Recount { version: 3, ..by_calendar(&rules, limits, "2026-03-09T16:00:00Z") };
    assert!(reach(&mut story, &arrives));
    assert!(!provisional(&story));
    assert_eq!(due(&story).to_string(), "2026-03-11T09:30:00Z");
}

#[test]
fn a_limit_reaches_the_clocks_that_it_speaks_of() {
    let rule = |limit: &str| LimitRule {
        clock: K::Handling,
        category: None,
        condition: None,
        priority: None,
        area: None,
        limit: limit.parse().unwrap(),
    };
    let book =
        |version, rules| LimitBook::new(version, LimitPolicy { rules, ..LimitPolicy::built_in() }).unwrap();
    let (same, shorter) = (book(2, vec![rule("4 work_hour")]), book(3, vec![rule("90 minute")]));
    let mut story = Story::new().handling().later(2);
    let rules = rules_by(&same);
    let before = story.limits;
    let recount = Recount { kind: RuleKind::Limits, version: 2, from: story.now, rules: &rules, before };
    assert!(!reach(&mut story, &recount), "another rule, the same limit");
    let rules = rules_by(&shorter);
    let recount =
        Recount { kind: RuleKind::Limits, version: 3, from: story.now, rules: &rules, before: &same };
    let shifts = recount.shifts(&story.case, story.now);
    assert_eq!(shifts.len(), 1, "the other clocks have the limits that they had: {shifts:?}");
    assert!(shifts[0].after <= story.now, "it would be late at once");
    assert!(reach(&mut story, &recount));
    let terms = last(&story, K::Handling).last().unwrap().terms.unwrap();
    assert_eq!((terms.limit.to_string().as_str(), terms.policy), ("90 minute", 3));
    assert!(!reach(&mut story, &recount), "once");
}

#[test]
fn a_ladder_arms_the_next_step_anew() {
    let mut story = Story::new().handling();
    let limits = story.limits;
    let mut ladders = LADDERS.ladders().to_vec();
    for ladder in &mut ladders {
        for step in &mut ladder.steps {
            if let StepTime::Used { percent } = &mut step.at {
                *percent = (*percent - 5).max(1);
            }
        }
    }
    let book = LadderBook::new(2, ladders).unwrap();
    let rules = OfficeRules { ladders: &book, ..rules_by(limits) };
    let recount =
        Recount { kind: RuleKind::Ladders, version: 2, from: story.now, rules: &rules, before: limits };
    let (next, date) = (story.case.handling.unwrap().next.unwrap(), due(&story));
    assert!(reach(&mut story, &recount));
    assert!(story.case.handling.unwrap().next.unwrap().at < next.at);
    assert_eq!(due(&story), date, "a ladder moves no due time");
    assert_eq!(CALENDAR.version(), 1);
    assert!(!reach(&mut story, &recount), "once");
}
