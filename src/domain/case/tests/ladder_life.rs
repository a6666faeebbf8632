//! Every step of every ladder, judged from the events alone by rules that a person could apply with the calendar in hand: never
//! early, none twice, the highest that is due, nothing after an acknowledgement, nothing left behind.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::cast::{CALENDAR, CASE, LADDERS, Story, ctx};
use crate::domain::case::action::Input;
use crate::domain::case::apply::apply;
use crate::domain::case::climb::{Climb, budget};
use crate::domain::case::fire::fire;
use crate::domain::case::parts::Clock;
use crate::domain::case::{Case, Event, Fact};
use crate::domain::codes::{ActionCode as A, ClockKind};
use crate::domain::ladder::LadderStep;

/// A clock, its cycle, and how often its due time was put off: within it every step is taken once.
type Run = (ClockKind, Timestamp, u8);

const fn run(clock: &Clock) -> Run {
    (clock.kind, clock.since, clock.leg)
}

fn climbed(fact: &Fact) -> Option<(ClockKind, &Climb)> {
    match fact {
        Fact::DueSoon { clock, climb }
        | Fact::Overdue { clock, climb, .. }
        | Fact::StillOverdue { clock, climb, .. } => Some((*clock, climb.as_deref()?)),
        Fact::ContactOverdue { climb, .. } => Some((ClockKind::FirstContact, climb.as_deref()?)),
        _ => None,
    }
}

/// The steps that a clock has, each with its time, counted from the due time as it is.
fn steps(case: &Case, clock: &Clock) -> Vec<(u8, Timestamp, &'static LadderStep)> {
    let ladder = LADDERS.choose(&case.ladder_query(clock.kind));
    let Some(limit) = budget(clock, &CALENDAR) else { return Vec::new() };
    ladder
        .steps_for(limit)
        .map(|(n, step)| {
            (u8::try_from(n).unwrap(), step.step_at(clock.since, clock.due_at, limit, &CALENDAR), step)
        })
        .collect()
}

/// What one run of a clock has come to.
#[derive(Default)]
struct Taken {
    /// Steps with their repetitions, in order.
    steps: Vec<(u8, u8)>,
    /// Somebody has seen the last of them.
    seen: bool,
}

/// Goes through the events of a case and holds every step against the rules.
pub(super) fn judge(events: &[Event]) {
    let (first, rest) = events.split_first().unwrap();
    let mut case = Case::open(CASE, first).unwrap();
    let mut runs: BTreeMap<Run, Taken> = BTreeMap::new();
    for event in rest {
        if let Some((kind, climb)) = climbed(&event.fact) {
            let clock = case.running_clock(kind).expect("only a clock that runs takes a step");
            let taken = runs.entry(run(clock)).or_default();
            check(taken, &steps(&case, clock), climb, event.at);
            taken.steps.push((climb.step, climb.repeat));
            taken.seen = false;
        }
        if let Fact::Acknowledged { clocks } = &event.fact {
            for (kind, _) in clocks {
                let clock = case.running_clock(*kind).expect("only a clock that runs is acknowledged");
                runs.entry(run(clock)).or_default().seen = true;
            }
        }
        apply(&mut case, event);
    }
}

fn check(taken: &Taken, placed: &[(u8, Timestamp, &LadderStep)], climb: &Climb, now: Timestamp) {
    let top = taken.steps.last().map(|(step, _)| *step);
    let mut due: Vec<(Timestamp, u8)> = placed
        .iter()
        .filter(|(n, at, _)| top.is_none_or(|top| *n > top) && *at <= now)
        .map(|(n, at, _)| (*at, *n))
        .collect();
    due.sort_unstable();
    let own = placed.iter().find(|(n, ..)| *n == climb.step);
    if climb.repeat == 0 {
        let highest = due.pop().map(|(_, n)| n);
        assert_eq!(highest, Some(climb.step), "the highest that is due, never early, none twice: {climb:?}");
        let mut below: Vec<u8> = due.into_iter().map(|(_, n)| n).collect();
        below.sort_unstable();
        assert_eq!(climb.skipped, below, "those below are noted");
    } else {
        assert_eq!(due, [], "a new step comes before an old one again");
        assert!(!taken.seen, "nothing comes again once somebody has seen it: {climb:?}");
        let last = taken.steps.last().expect("only what was taken comes again");
        assert!(last.0 == climb.step && last.1 < climb.repeat, "{last:?} {climb:?}");
        if let Some((_, at, step)) = own {
            let times = |n| step.repeat_at(*at, n, &CALENDAR).filter(|at| *at <= now);
            assert!(times(climb.repeat).is_some(), "not early");
            assert_eq!(times(climb.repeat + 1), None, "repetitions that were missed are one");
        }
    }
    assert!(climb.next.is_none_or(|next| next.at > now), "what is armed lies ahead");
}

/// Whether nothing that was due is left lying: for a case to which time has just been done.
pub(super) fn assert_settled(case: &Case, now: Timestamp) {
    for clock in case.running() {
        let left = steps(case, clock)
            .into_iter()
            .find(|(n, at, _)| clock.climbed.is_none_or(|top| *n > top) && *at <= now);
        assert!(left.is_none(), "{left:?} was forgotten on {clock:?}");
    }
}

fn tick(story: &mut Story) {
    while let Some(fired) = fire(&story.case, &ctx(story.now)) {
        for event in fired.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
    }
}

/// Lives through `days` while the engine comes by at every one of these distances in turn.
fn lived(limit: (&str, &str), days: i64, polls: &[SignedDuration]) -> Story {
    let codes = Input { category: Some(limit.0.into()), condition: Some(limit.1.into()), ..Input::default() };
    let mut story = Story::new().handling().act(106, A::Edit, codes);
    let end = story.now + SignedDuration::from_hours(24 * days);
    for poll in polls.iter().cycle() {
        let next = story.now + *poll;
        if next >= end {
            break;
        }
        story.now = next;
        tick(&mut story);
    }
    story.now = end;
    tick(&mut story);
    story
}

/// The steps that were taken or noted as skipped.
fn reached(story: &Story) -> BTreeSet<(ClockKind, u8)> {
    let climbs = story.events.iter().filter_map(|event| climbed(&event.fact));
    climbs
        .flat_map(|(kind, climb)| climb.skipped.iter().chain([&climb.step]).map(move |step| (kind, *step)))
        .collect()
}

const LIMITS: [(&str, &str); 4] =
    [("06010", "default"), ("01002", "default"), ("01003", "sunken"), ("06001", "penalty")];

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// How often the engine comes by changes what is skipped, not what is reached, nor what the case comes to in time.
    #[test]
    fn how_often_the_engine_looks_changes_nothing_that_matters(
        limit in 0_usize..LIMITS.len(),
        days in 1_i64..40,
        polls in proptest::collection::vec(1_i64..5000, 1..6),
    ) {
        let polls: Vec<_> = polls.into_iter().map(SignedDuration::from_mins).collect();
        let some = lived(LIMITS[limit], days, &polls);
        let often = lived(LIMITS[limit], days, &[SignedDuration::from_mins(30)]);
        for story in [&some, &often] {
            judge(&story.events);
            assert_settled(&story.case, story.now);
        }
        prop_assert_eq!(reached(&some), reached(&often));
        prop_assert_eq!(some.case.colour(some.now), often.case.colour(often.now));
        prop_assert_eq!(some.case.was_late, often.case.was_late);
        let clocks = |story: &Story| story.case.running().map(|c| (c.kind, c.due_at, c.overdue)).collect::<Vec<_>>();
        prop_assert_eq!(clocks(&some), clocks(&often));
    }
}

/// A crash between any two of its events, and a case that is read back from what was stored: the same steps follow.
#[test]
fn a_crash_anywhere_takes_no_step_again_and_loses_none() {
    let whole = lived(LIMITS[2], 30, &[SignedDuration::from_hours(1)]);
    for cut in 1..whole.events.len() {
        let events = whole.events[..cut].to_vec();
        let case = Case::replay(CASE, &events).unwrap();
        // What was fired together was committed together: the crash comes before or after.
        if events.last().is_some_and(|last| whole.events[cut].at == last.at) {
            continue;
        }
        let mut story = Story { case, events, now: whole.events[cut].at, ..whole.clone() };
        tick(&mut story);
        let upto = story.events.len();
        assert_eq!(story.events, whole.events[..upto], "cut after {cut}");
    }
}
