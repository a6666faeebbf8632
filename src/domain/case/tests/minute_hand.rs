//! Random lives of a handling clock, taken through the house's own rules, agree with a model that counts minute by minute: in
//! the due time, in what is used, and in the verdict.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::cast::{CALENDAR, CASE, Story, ctx, digest, result};
use super::clocks::{book, due, last, used};
use super::ladder_life::judge;
use crate::domain::case::Case;
use crate::domain::case::action::Input;
use crate::domain::case::apply::apply;
use crate::domain::case::clocks::{ClockBook, Verdict, follow};
use crate::domain::case::fire::fire;
use crate::domain::case::words::{Reason, RequestKind};
use crate::domain::codes::{ActionCode as A, ClockKind, LimitUnit, State};
use crate::domain::limit::Limit;

/// The minutes of a spring, one by one, as a person would tick them off: whether there is work, whether the last work of the day
/// ends with this minute, and which day it is.
struct Spring {
    base: Timestamp,
    work: Vec<bool>,
    close: Vec<bool>,
    day: Vec<jiff::civil::Date>,
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

static SPRING: LazyLock<Spring> = LazyLock::new(|| {
    let base: Timestamp = "2026-03-10T02:00:00Z".parse().unwrap();
    let minutes = 60 * 24 * 110;
    let at = |minute: i32| base + MINUTE * minute;
    let work: Vec<bool> = (0..minutes).map(|minute| CALENDAR.is_working(at(minute))).collect();
    let day: Vec<_> = (0..minutes).map(|minute| CALENDAR.date(at(minute))).collect();
    let mut close = vec![false; work.len()];
    let mut last: Option<usize> = None;
    for minute in 0..work.len() {
        if last.is_some_and(|last| day[last] != day[minute]) {
            close[last.unwrap()] = true;
            last = None;
        }
        if work[minute] {
            last = Some(minute);
        }
    }
    Spring { base, work, close, day }
});

fn minute(at: Timestamp) -> usize {
    usize::try_from(at.duration_since(SPRING.base).as_mins()).unwrap()
}

fn instant(minute: usize) -> Timestamp {
    SPRING.base + MINUTE * i32::try_from(minute).unwrap()
}

/// The minute hand: everything is counted by stepping from minute to minute.
struct Naive {
    since: usize,
    limit: Limit,
    pauses: Vec<(usize, Option<usize>)>,
    set: Option<usize>,
}

impl Naive {
    fn natural(&self) -> bool {
        matches!(self.limit.unit(), LimitUnit::Minute | LimitUnit::UrgentHour | LimitUnit::NaturalDay)
    }

    fn budget(&self) -> i64 {
        let thousandths = i64::from(self.limit.value().thousandths());
        match self.limit.unit() {
            LimitUnit::UrgentHour | LimitUnit::WorkHour => thousandths * 60 / 1000,
            LimitUnit::Minute | LimitUnit::WorkDay | LimitUnit::NaturalDay => thousandths / 1000,
        }
    }

    /// What a minute adds.
    fn step(&self, minute: usize) -> i64 {
        let stands = |(from, to): &(usize, Option<usize>)| *from <= minute && to.is_none_or(|to| minute < to);
        let running = !self.pauses.iter().any(stands);
        let another_day = SPRING.day[minute] != SPRING.day[self.since];
        i64::from(match self.limit.unit() {
            LimitUnit::Minute | LimitUnit::UrgentHour => running,
            LimitUnit::WorkHour => running && SPRING.work[minute],
            LimitUnit::WorkDay => running && another_day && SPRING.close[minute],
            LimitUnit::NaturalDay => running && another_day && SPRING.day[minute] != SPRING.day[minute + 1],
        })
    }

    /// When the limit is used up, if no pause but those that are over stops the clock.
    fn counted_due(&self) -> usize {
        let over = self.pauses.iter().filter(|(_, to)| to.is_some()).copied().collect();
        let clock = Self { pauses: over, set: None, ..*self };
        let (mut at, mut left) = (self.since, self.budget());
        while left > 0 {
            left -= clock.step(at);
            at += 1;
        }
        at
    }

    fn due(&self) -> usize {
        self.set.unwrap_or_else(|| self.counted_due())
    }

    fn used(&self, now: usize) -> i64 {
        (self.since..now).map(|minute| self.step(minute)).sum()
    }

    fn pause(&mut self, at: usize) {
        self.pauses.push((at, None));
    }

    fn resume(&mut self, at: usize) {
        let natural = self.natural();
        let Some((from, to)) = self.pauses.last_mut() else { return };
        *to = Some(at);
        let counts = |minute: usize| usize::from(natural || SPRING.work[minute]);
        if let Some(set) = self.set.filter(|set| *from < *set) {
            let mut rest: usize = (*from..set).map(counts).sum();
            let mut due = at;
            while rest > 0 {
                rest -= counts(due);
                due += 1;
            }
            self.set = Some(due);
        }
    }

    fn swap(&mut self, limit: Limit) {
        let without = self.counted_due();
        self.limit = limit;
        let counted = self.counted_due();
        self.set = self.set.map(|set| if set > without { counted.max(set) } else { counted.min(set) });
        self.set = self.set.filter(|set| *set != counted);
    }
}

#[derive(Debug, Clone, Copy)]
enum Op {
    Pass(i64),
    Pause(i64),
    Suspend(i64),
    Resume,
    Swap(usize),
    Extend(i64),
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        4 => (1_i64..2000).prop_map(Op::Pass),
        2 => (1_i64..30).prop_map(Op::Pause),
        1 => (20_i64..300).prop_map(Op::Suspend),
        2 => Just(Op::Resume),
        2 => (0_usize..RULES.len()).prop_map(Op::Swap),
        1 => (1_i64..200).prop_map(Op::Extend),
    ];
    proptest::collection::vec(op, 1..14)
}

const RULES: [(&str, &str, &str); 6] = [
    ("06010", "default", "4 work_hour"),
    ("06010", "large", "1 work_day"),
    ("01002", "default", "2 urgent_hour"),
    ("01003", "sunken", "5 work_day"),
    ("06001", "penalty", "7 work_day"),
    ("01003", "damaged", "4 work_hour"),
];

fn try_act(story: &mut Story, id: i64, action: A, input: Input) -> bool {
    story.attempt(&super::cast::person(id), action, input).is_ok()
}

fn request(story: &Story, reason: Reason, hours: i64) -> Input {
    let until = Some(story.now + SignedDuration::from_hours(hours));
    Input { reason: Some(reason), until, text: digest(), ..Input::default() }
}

fn decide_on(story: &mut Story, by: &[i64], request: RequestKind) -> bool {
    let input = || Input { request: Some(request), ..Input::default() };
    by.iter().any(|id| try_act(story, *id, A::Approve, input()))
}

/// Takes the step in the house and, if the house took it, in the model.
fn take(op: Op, story: &mut Story, model: &mut Naive) {
    match op {
        Op::Pass(minutes) => {
            story.now += SignedDuration::from_mins(minutes);
            while let Some(fired) = fire(&story.case, &ctx(story.now)) {
                let waited = story.case.state.clock_kind().is_none();
                let at = fired.events[0].at;
                for event in fired.events {
                    apply(&mut story.case, &event);
                    story.events.push(event);
                }
                if waited && story.case.state == State::Handling {
                    model.resume(minute(at));
                }
            }
        }
        Op::Pause(hours) => {
            let asked = request(story, Reason::Weather, hours);
            if try_act(story, 107, A::Pause, asked) && decide_on(story, &[106], RequestKind::Pause) {
                model.pause(minute(story.now));
            }
        }
        Op::Suspend(hours) => {
            let asked = request(story, Reason::Season, hours);
            if try_act(story, 108, A::Suspend, asked) && decide_on(story, &[106, 110], RequestKind::Suspend) {
                model.pause(minute(story.now));
            }
        }
        Op::Resume => {
            if try_act(story, 106, A::Resume, Input::default()) {
                model.resume(minute(story.now));
            }
        }
        Op::Swap(rule) => {
            let (category, condition, limit) = RULES[rule];
            let codes = Input {
                category: Some(category.to_owned()),
                condition: Some(condition.to_owned()),
                ..Input::default()
            };
            if try_act(story, 106, A::Edit, codes) {
                model.swap(limit.parse().unwrap());
            }
        }
        Op::Extend(hours) => {
            let asked = request(story, Reason::Complexity, hours);
            let until = asked.until;
            if try_act(story, 108, A::Extend, asked) && decide_on(story, &[106, 110], RequestKind::Extend) {
                model.set = until.map(minute);
            }
        }
    }
}

fn check(story: &Story, model: &Naive, op: Op) {
    assert_eq!(due(story), instant(model.due()), "due after {op:?}");
    let spent = used(story, ClockKind::Handling).0;
    let unit = last(story, ClockKind::Handling).last().unwrap().terms.unwrap().limit.unit();
    let grain = if matches!(unit, LimitUnit::WorkDay | LimitUnit::NaturalDay) { 1 } else { 60_000_000 };
    assert_eq!(spent, model.used(minute(story.now)) * grain, "used after {op:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_life_of_a_clock_agrees_with_the_minute_hand(ops in ops(), start in 0_i64..20_000) {
        let mut story = Story::new();
        story.now += SignedDuration::from_mins(start);
        let mut story = story.handling();
        let since = minute(story.case.handling.unwrap().since);
        let mut model = Naive { since, limit: "4 work_hour".parse().unwrap(), pauses: Vec::new(), set: None };
        for op in ops {
            take(op, &mut story, &mut model);
            check(&story, &model, op);
        }
        let late = story.now > instant(model.due());
        if story.case.state == State::Handling && try_act(&mut story, 108, A::Submit, result()) {
            let verdict = last(&story, ClockKind::Handling).ended.map(|ended| ended.verdict);
            prop_assert_eq!(verdict, Some(if late { Verdict::Missed } else { Verdict::Met }));
        }
        judge(&story.events);
        prop_assert_eq!(step_by_step(&story), book(&story), "a crash and a replay change nothing");
    }
}

/// The clocks folded event by event, with the case taken through its stored form each time as a restart would.
fn step_by_step(story: &Story) -> ClockBook {
    let (first, rest) = story.events.split_first().unwrap();
    let mut case = Case::open(CASE, first).unwrap();
    let mut book = ClockBook::default();
    for turn in follow(None, &case, first) {
        book.turn(turn);
    }
    for event in rest {
        let before: Case = serde_json::from_str(&serde_json::to_string(&case).unwrap()).unwrap();
        apply(&mut case, event);
        for turn in follow(Some(&before), &case, event) {
            book.turn(turn);
        }
    }
    book
}
