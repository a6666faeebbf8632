//! The limit policy in effect: which clock gets which budget, what a change of category, condition, priority or place does to
//! what was used, and what rework, reopening and waiting do by the policy.

use jiff::{SignedDuration, Timestamp};

use super::cast::{CASE, CATEGORY, OTHER_GRID, Story, digest, report, result};
use super::clocks::{book, due, last, used};
use crate::domain::area_path::AreaPath;
use crate::domain::calendar::Spent;
use crate::domain::case::Case;
use crate::domain::case::action::Input;
use crate::domain::case::clocks::{Course, Verdict};
use crate::domain::case::words::{Reason, RequestKind};
use crate::domain::codes::{ActionCode as A, ClockKind as K, Priority, State};
use crate::domain::limit_policy::{LimitBook, LimitOrigin, LimitPolicy, LimitRule, NewRound};

const HOUR: i64 = 3_600_000_000;

fn rule(clock: K, limit: &str) -> LimitRule {
    let limit = limit.parse().unwrap();
    LimitRule { clock, category: None, condition: None, priority: None, area: None, limit }
}

/// A policy that stays for the rest of the tests.
fn policy(version: i64, policy: LimitPolicy) -> &'static LimitBook {
    Box::leak(Box::new(LimitBook::new(version, policy).unwrap()))
}

fn rules(rules: Vec<LimitRule>) -> &'static LimitBook {
    policy(3, LimitPolicy { rules, ..LimitPolicy::built_in() })
}

fn rounds(rework: NewRound, reopen: NewRound) -> &'static LimitBook {
    policy(4, LimitPolicy { rework, reopen, ..LimitPolicy::built_in() })
}

fn terms(story: &Story, kind: K) -> (String, LimitOrigin, i64, i64) {
    let terms = last(story, kind).last().unwrap().terms.unwrap();
    (terms.limit.to_string(), terms.origin, terms.policy, terms.calendar)
}

#[test]
fn each_clock_has_its_budget_from_the_policy_or_from_the_catalogue() {
    let limits = rules(vec![
        rule(K::Register, "30 minute"),
        LimitRule { category: Some(CATEGORY[..2].to_owned()), ..rule(K::Handling, "3 work_day") },
        LimitRule { priority: Some(Priority::Urgent), ..rule(K::Receive, "10 minute") },
        LimitRule { area: Some(OTHER_GRID), ..rule(K::Close, "1 work_hour") },
    ]);
    let story = Story::under(&report(), limits);
    assert_eq!(terms(&story, K::Register), ("30 minute".to_owned(), LimitOrigin::Rule, 3, 1));
    assert_eq!(terms(&story, K::FirstContact).1, LimitOrigin::Step);
    let story = story.handling();
    assert_eq!(terms(&story, K::Handling), ("3 work_day".to_owned(), LimitOrigin::Rule, 3, 1));
    assert_eq!(terms(&story, K::Receive).1, LimitOrigin::Step, "the rule is for what is urgent");
    let plain = Story::new().handling();
    assert_eq!(terms(&plain, K::Handling), ("4 work_hour".to_owned(), LimitOrigin::Condition, 1, 1));
    let closing = Story::under(&report(), limits).to_close();
    assert_eq!(terms(&closing, K::Close).1, LimitOrigin::Step, "the rule is for another grid");
    // A version that takes effect later finds the clock with the version that gave it its limit.
    let mut later = story.clone();
    later.limits = rules(vec![rule(K::Handling, "9 work_day")]);
    let noted = later.act(106, A::Note, Input { text: digest(), ..Input::default() });
    assert_eq!(terms(&noted, K::Handling).0, "3 work_day");
}

#[test]
fn what_was_used_stays_used_whatever_the_case_is_about() {
    let by = |priority| LimitRule { priority: Some(priority), ..rule(K::Handling, "2 work_hour") };
    let limits = rules(vec![
        by(Priority::Urgent),
        LimitRule { area: Some(OTHER_GRID), ..rule(K::Handling, "8 work_hour") },
        rule(K::Handling, "4 work_hour"),
    ]);
    let start = || Story::under(&report(), limits).handling().later(1);
    let urgent = start().act(106, A::Urgent, Input { priority: Some(Priority::Urgent), ..Input::default() });
    assert_eq!(
        (terms(&urgent, K::Handling).0.as_str(), used(&urgent, K::Handling)),
        ("2 work_hour", Spent(HOUR))
    );
    assert_eq!(due(&urgent) - urgent.now, SignedDuration::from_hours(1), "one of two hours is left");
    let edited = start().act(106, A::Edit, Input { priority: Some(Priority::Urgent), ..Input::default() });
    assert_eq!(due(&edited), due(&urgent));
    let place = AreaPath { grid: Some(OTHER_GRID), ..super::cast::AREAS };
    let moved = start().act(106, A::TransferGrid, Input { place: Some(place), ..Input::default() });
    assert_eq!(
        (terms(&moved, K::Handling).0.as_str(), used(&moved, K::Handling)),
        ("8 work_hour", Spent(HOUR))
    );
    let codes = Input { condition: Some("large".into()), ..Input::default() };
    let plain = Story::new().handling().later(1).act(106, A::Edit, codes);
    assert_eq!(terms(&plain, K::Handling).0, "1 work_day");
    for story in [urgent, edited, moved, plain] {
        assert_eq!(story.case.clock, story.case.handling, "the step's clock and the work's are one");
        assert_eq!(Case::replay(CASE, &story.events).unwrap(), story.case, "replay needs no policy");
    }
}

/// Handed in after an hour of four, sent back two working hours later.
fn reworked(limits: &'static LimitBook) -> Story {
    let handed = Story::under(&report(), limits).handling().later(1).act(107, A::Submit, result());
    let confirmed = handed.act(108, A::Confirm, Input::default()).later(4);
    let why = Input { reason: Some(Reason::CheckFailed), text: digest(), ..Input::default() };
    confirmed.act(105, A::Rework, why)
}

#[test]
fn rework_begins_anew_or_goes_on_by_policy() {
    for (time, left, spent) in [(NewRound::NewCycle, 4, 0), (NewRound::Reset, 4, 0), (NewRound::Resume, 3, 1)]
    {
        let story = reworked(rounds(time, NewRound::NewCycle));
        let clocks = book(&story).clocks;
        let handling: Vec<_> = clocks.iter().filter(|clock| clock.kind == K::Handling).collect();
        assert_eq!(handling.iter().map(|clock| clock.cycle).collect::<Vec<_>>(), [1, 2], "{time}");
        assert_eq!(handling[0].ended.unwrap().verdict, Verdict::Met, "what was said stays said");
        assert_eq!(used(&story, K::Handling), Spent(spent * HOUR), "{time}");
        let work = super::cast::CALENDAR.work_between(story.now, due(&story)).unwrap();
        assert_eq!(work, left * HOUR, "{time}");
        let rested = handling[1].segments.iter().any(|part| part.course == Course::Resting);
        assert_eq!(rested, time == NewRound::Resume, "{time}");
        assert_eq!(Case::replay(CASE, &story.events).unwrap(), story.case);
        // A correction afterwards counts the same times.
        let codes = Input { condition: Some("large".into()), ..Input::default() };
        let back = Input { condition: Some("default".into()), ..Input::default() };
        let there_and_back = story.clone().act(106, A::Edit, codes).act(106, A::Edit, back);
        assert_eq!(due(&there_and_back), due(&story), "{time}");
    }
}

#[test]
fn reopening_begins_anew_or_goes_on_by_policy() {
    for (time, left) in [(NewRound::NewCycle, 4), (NewRound::Reset, 2), (NewRound::Resume, 3)] {
        let limits = rounds(NewRound::NewCycle, time);
        let handed = Story::under(&report(), limits).handling().later(1).act(107, A::Submit, result());
        let checked = handed.act(108, A::Confirm, Input::default()).act(105, A::PostCheck, Input::default());
        let taken = checked.act(102, A::Claim, Input::default());
        let passed = Input { outcome: Some(super::super::words::Outcome::Passed), ..Input::default() };
        let closed = taken.act(102, A::PostCheckResult, passed);
        let closed = closed.act(105, A::Close, Input { condition_met: Some(true), ..Input::default() });
        // Closed on Tuesday at eleven, opened again on Wednesday at nine, given out two hours later.
        let mut story = closed;
        story.now = "2026-03-11T01:00:00Z".parse::<Timestamp>().unwrap();
        let why = Input { reason: Some(Reason::NotSolved), text: digest(), ..Input::default() };
        let story = story.act(105, A::Reopen, why).later(2);
        let story = story.act(106, A::Dispatch, Input { unit: Some(super::cast::DEPT), ..Input::default() });
        let work = super::cast::CALENDAR.work_between(story.now, due(&story)).unwrap();
        assert_eq!(work, left * HOUR, "{time}");
        assert_eq!(last(&story, K::Handling).cycle, 2, "{time}");
        assert_eq!(Case::replay(CASE, &story.events).unwrap(), story.case);
    }
}

#[test]
fn a_limited_whole_case_leaves_out_what_the_policy_says() {
    let whole = |excludes: &[State]| {
        let whole_excludes = excludes.iter().copied().collect();
        let rules = vec![rule(K::Whole, "48 urgent_hour")];
        policy(5, LimitPolicy { rules, whole_excludes, ..LimitPolicy::built_in() })
    };
    for (excludes, course, waited) in
        [(&[State::Paused][..], Course::Waiting, 6), (&[State::Referred][..], Course::Running, 0)]
    {
        let story = Story::under(&report(), whole(excludes)).handling().later(1);
        let first = last(&story, K::Whole).due_at().unwrap();
        assert_eq!(first - story.case.filed_at, SignedDuration::from_hours(48));
        let paused = story.asks(107, A::Pause, Some(Reason::Weather), 6).approves(106, RequestKind::Pause);
        assert_eq!(last(&paused, K::Whole).last().unwrap().course, course);
        let runs = paused.case.running().any(|clock| clock.kind == K::Whole);
        assert_eq!(runs, course == Course::Running, "what stands has no timer");
        let back = paused.later(6).act(106, A::Resume, Input::default());
        let moved = last(&back, K::Whole).due_at().unwrap() - first;
        assert_eq!(moved, SignedDuration::from_hours(waited));
        assert_eq!(Case::replay(CASE, &back.events).unwrap(), back.case);
    }
    // A promise made elsewhere goes before the policy and waits for nothing.
    let mut told = report();
    told.promised_at = Some("2026-03-20T00:00:00Z".parse().unwrap());
    let story = Story::under(&told, whole(&[State::Paused]));
    assert!(last(&story, K::Whole).last().unwrap().fixed);
}

#[test]
fn a_reopened_whole_case_has_a_limit_of_its_own() {
    let limits = rules(vec![rule(K::Whole, "48 urgent_hour")]);
    let closed = Story::under(&report(), limits).closed().later(48);
    let why = Input { reason: Some(Reason::NotSolved), text: digest(), ..Input::default() };
    let story = closed.act(105, A::Reopen, why);
    let whole = last(&story, K::Whole);
    assert_eq!((whole.cycle, whole.since), (2, story.now));
    assert_eq!(whole.due_at().unwrap() - story.now, SignedDuration::from_hours(48));
}
