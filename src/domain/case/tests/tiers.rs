//! The workflows that put a deadline off or press for one, as pictures: who may decide at which stage, what each does to the
//! clocks, and how the timeline tells it (workflow §4). A clock is moved by exactly one event of a workflow.

use std::fmt::Write as _;

use super::cast::{CASE, OUTSIDE, Story, by_role, digest, people, person};
use crate::domain::case::action::Input;
use crate::domain::case::apply::apply;
use crate::domain::case::clocks::{What, follow};
use crate::domain::case::fire::fire;
use crate::domain::case::words::{OrderColour, Reason, RequestKind};
use crate::domain::case::{Case, Event, Fact};
use crate::domain::codes::{ActionCode as A, Lang, Priority, Role};

/// A story up to the request that waits for a decision.
type Waiting = (&'static str, RequestKind, fn() -> Story);

fn late_and_closed() -> Story {
    let mut story = Story::new().handling();
    story.now += jiff::SignedDuration::from_hours(24 * 9);
    while let Some(fired) = fire(&story.case, &super::cast::ctx(story.now)) {
        for event in fired.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
    }
    let story = story.act(107, A::Submit, super::cast::result()).act(108, A::Confirm, Input::default());
    let story = story.act(105, A::PostCheck, Input::default()).act(102, A::Claim, Input::default());
    let passed = Input { outcome: Some(crate::domain::case::words::Outcome::Passed), ..Input::default() };
    let story = story.act(102, A::PostCheckResult, passed);
    story.act(105, A::Close, Input { condition_met: Some(true), ..Input::default() })
}

fn appealed() -> Story {
    late_and_closed().asks(108, A::Appeal, Some(Reason::NotAtFault), 0)
}

fn whistled() -> Story {
    let draft = |story: &Story| Input {
        unit: Some(OUTSIDE),
        until: Some(story.now + jiff::SignedDuration::from_hours(72)),
        text: digest(),
        ..Input::default()
    };
    let story = Story::new().registered();
    let input = draft(&story);
    story.act(106, A::Whistle, input)
}

const WAITING: [Waiting; 10] = [
    ("first extension, asked by the handler, at his lead", RequestKind::Extend, || {
        Story::new().handling().asks(107, A::Extend, Some(Reason::Complexity), 48)
    }),
    ("first extension, asked by the lead", RequestKind::Extend, || {
        Story::new().handling().asks(108, A::Extend, Some(Reason::Complexity), 48)
    }),
    ("first extension for engineering", RequestKind::Extend, || {
        Story::new().handling().asks(108, A::Extend, Some(Reason::Engineering), 48)
    }),
    ("second extension", RequestKind::Extend, || {
        let once = Story::new().handling().asks(108, A::Extend, Some(Reason::Complexity), 48);
        once.approves(106, RequestKind::Extend).asks(108, A::Extend, Some(Reason::Complexity), 96)
    }),
    ("short wait", RequestKind::Pause, || {
        Story::new().handling().asks(107, A::Pause, Some(Reason::Access), 2)
    }),
    ("wait of days", RequestKind::Pause, || {
        Story::new().handling().asks(107, A::Pause, Some(Reason::Weather), 48)
    }),
    ("suspension", RequestKind::Suspend, || {
        Story::new().handling().asks(108, A::Suspend, Some(Reason::Season), 24 * 90)
    }),
    ("call to the district", RequestKind::Whistle, whistled),
    ("appeal, first reviewer", RequestKind::Appeal, appealed),
    ("appeal, second reviewer", RequestKind::Appeal, || {
        appealed().act(
            109,
            A::Approve,
            Input { request: Some(RequestKind::Appeal), text: digest(), ..Input::default() },
        )
    }),
];

/// Everybody who may take an act now, by role.
fn who_may(story: &Story, action: A, request: RequestKind) -> String {
    let mut told: Vec<String> = people()
        .into_iter()
        .filter(|(id, _)| {
            let input = Input { request: Some(request), text: digest(), ..Input::default() };
            story.clone().attempt(&person(id.0), action, input).is_ok()
        })
        .map(|(id, grants)| format!("{} {id}", grants[0].role))
        .collect();
    told.sort();
    if told.is_empty() { "nobody".to_owned() } else { told.join(", ") }
}

#[test]
fn who_decides_at_which_stage() {
    let mut picture = String::new();
    for (name, request, story) in WAITING {
        let story = story();
        writeln!(picture, "{name}").unwrap();
        writeln!(picture, "  approve: {}", who_may(&story, A::Approve, request)).unwrap();
        writeln!(picture, "  refuse:  {}", who_may(&story, A::Refuse, request)).unwrap();
        let resident = by_role(Role::Resident);
        let input = Input { request: Some(request), text: digest(), ..Input::default() };
        assert!(story.clone().attempt(&resident, A::Approve, input).is_err(), "{name}: never the reporter");
    }
    insta::assert_snapshot!("tiers", picture);
}

/// What each event from the given one on does to the clocks, and how it is told.
fn told(story: &Story, from: usize) -> String {
    let mut case: Option<Case> = None;
    let mut picture = String::new();
    for (number, event) in story.events.iter().enumerate() {
        let before = case.clone();
        match &mut case {
            None => case = Some(Case::open(CASE, event).unwrap()),
            Some(case) => apply(case, event),
        }
        let after = case.as_ref().unwrap();
        if number >= from {
            let turns = follow(before.as_ref(), after, event);
            let state = before.map(|before| before.state).filter(|state| *state != after.state);
            let moved = state.map_or(String::new(), |from| format!(" {from} → {}", after.state));
            writeln!(picture, "  {}{moved} ({})", event.fact.code(), spoken(event)).unwrap();
            for turn in turns {
                let what = match turn.what {
                    What::Begins { .. } => "begins".to_owned(),
                    What::Goes(part) => format!(
                        "{}, due {}{}",
                        part.course,
                        part.due_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
                        if part.fixed { ", set" } else { "" }
                    ),
                    What::Ends(ended) => format!("ends, {}", ended.verdict),
                };
                writeln!(picture, "    {}: {what}", turn.kind).unwrap();
            }
        }
    }
    picture
}

fn spoken(event: &Event) -> String {
    let details = event.fact.details();
    let labels: Vec<&str> = details.iter().map(|detail| detail.label(Lang::En).1).collect();
    format!(
        "{}{}{}",
        event.fact.label(Lang::En),
        if labels.is_empty() { "" } else { ": " },
        labels.join(", ")
    )
}

#[test]
fn each_workflow_moves_the_clocks_once() {
    let until = |story: &Story, hours: i64| Some(story.now + jiff::SignedDuration::from_hours(hours));
    let start = || Story::new().handling().later(1);
    let from = start().events.len();
    let mut picture = String::new();
    let mut draw = |name: &str, story: &Story, from: usize| {
        writeln!(picture, "{name}\n{}", told(story, from)).unwrap();
    };
    let asked = start().asks(108, A::Extend, Some(Reason::Complexity), 48);
    draw("extension granted", &asked.clone().approves(106, RequestKind::Extend), from);
    let no = Input { request: Some(RequestKind::Extend), text: digest(), ..Input::default() };
    draw("extension refused", &asked.act(106, A::Refuse, no), from);
    let waits = start().asks(107, A::Pause, Some(Reason::Access), 24).approves(106, RequestKind::Pause);
    draw("wait, ended early", &waits.later(4).act(106, A::Resume, Input::default()), from);
    let hangs = start().asks(108, A::Suspend, Some(Reason::Season), 24 * 30);
    draw(
        "suspension",
        &hangs.approves(110, RequestKind::Suspend).later(48).act(106, A::Resume, Input::default()),
        from,
    );
    let back = Input {
        reason: Some(Reason::NotOurDuty),
        basis: Some("三定方案".into()),
        text: digest(),
        ..Input::default()
    };
    draw("return", &start().act(108, A::Return, back), from);
    let urgent = Input { priority: Some(Priority::Urgent), ..Input::default() };
    let early = Story::new().registered();
    let from_early = early.events.len();
    draw("urgent, before it is given out", &early.act(106, A::Urgent, urgent), from_early);
    for colour in [OrderColour::Yellow, OrderColour::Red] {
        let story = start();
        let order =
            Input { colour: Some(colour), until: until(&story, 24), text: digest(), ..Input::default() };
        let answered = story.act(109, A::Supervise, order).later(2).act(
            108,
            A::SuperviseReply,
            Input { text: digest(), ..Input::default() },
        );
        draw(
            &format!("{colour} order, answered and released"),
            &answered.approves(109, RequestKind::Order),
            from,
        );
    }
    let whistle = whistled();
    draw(
        "call to the district, signed",
        &whistle.approves(110, RequestKind::Whistle),
        Story::new().registered().events.len(),
    );
    let appeal = appealed();
    let from_appeal = late_and_closed().events.len();
    let yes = || Input { request: Some(RequestKind::Appeal), text: digest(), ..Input::default() };
    let granted = appeal.act(109, A::Approve, yes()).act(122, A::Approve, yes());
    draw("appeal granted", &granted, from_appeal);
    assert!(granted.case.was_late && granted.case.not_counted, "the lateness stays visible");
    insta::assert_snapshot!("workflows", picture);
}

#[test]
fn two_waits_to_the_same_date_each_end_once() {
    let until = Story::new().handling().now + jiff::SignedDuration::from_hours(30);
    let ask = |story: Story| {
        let input =
            Input { reason: Some(Reason::Access), until: Some(until), text: digest(), ..Input::default() };
        story.act(107, A::Pause, input).approves(106, RequestKind::Pause)
    };
    let first = ask(Story::new().handling());
    let second = ask(first.clone().later(1).act(106, A::Resume, Input::default()).later(1));
    // What is due besides, the first call say, fires before.
    let cause = |story: &Story| {
        let (then, mut case) = (super::cast::ctx(until), story.case.clone());
        loop {
            let fired = fire(&case, &then).expect("the wait ends at its date");
            if fired.events.iter().any(|event| matches!(event.fact, Fact::Resumed { .. })) {
                return fired.cause;
            }
            fired.events.iter().for_each(|event| apply(&mut case, event));
        }
    };
    assert_eq!(first.case.until, second.case.until);
    assert_ne!(cause(&first), cause(&second), "a wait is told by when it began, not by its date alone");
}
