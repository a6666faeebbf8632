//! Clocks climb their ladders: each step once, the highest alone after a standstill, again until somebody has seen it.

use jiff::SignedDuration;

use super::cast::{DEPT, Story, ctx, digest};
use crate::domain::case::action::Input;
use crate::domain::case::apply::apply;
use crate::domain::case::climb::Climb;
use crate::domain::case::fire::fire;
use crate::domain::case::rulebook::OfficeRules;
use crate::domain::case::words::{OrderColour, Reason, RequestKind};
use crate::domain::case::{Fact, Holder, RefusalCode};
use crate::domain::codes::{ActionCode as A, ClockKind, Flag, Level, Priority, Source, UnitKind};
use crate::domain::ladder::{LadderAction, LadderBook, LadderRecipient, ReassignTo};

/// Lets the engine do what is due; answers the causes.
fn tick(story: &mut Story) -> Vec<String> {
    let mut causes = Vec::new();
    while let Some(fired) = fire(&story.case, &ctx(story.now)) {
        for event in fired.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
        causes.push(fired.cause);
        assert!(causes.len() < 50, "time runs in a circle: {causes:?}");
    }
    causes
}

fn climbs(story: &Story, kind: ClockKind) -> Vec<Climb> {
    let of = |fact: &Fact| match fact {
        Fact::DueSoon { clock, climb }
        | Fact::Overdue { clock, climb, .. }
        | Fact::StillOverdue { clock, climb, .. }
            if *clock == kind =>
        {
            climb.as_deref().cloned()
        }
        _ => None,
    };
    story.events.iter().filter_map(|event| of(&event.fact)).collect()
}

fn steps(story: &Story) -> Vec<(u8, u8)> {
    climbs(story, ClockKind::Handling).iter().map(|climb| (climb.step, climb.repeat)).collect()
}

/// In handling under a limit of five working days, from Tuesday 10 March.
fn five_days() -> Story {
    let codes =
        Input { category: Some("01003".into()), condition: Some("sunken".into()), ..Input::default() };
    Story::new().handling().act(106, A::Edit, codes)
}

fn tick_hourly(story: &mut Story, days: i64) -> Vec<String> {
    let end = story.now + SignedDuration::from_hours(24 * days);
    let mut causes = Vec::new();
    while story.now < end {
        story.now += SignedDuration::from_hours(1);
        causes.extend(tick(story));
    }
    causes
}

/// Long late, with a reminder that waits for somebody to have seen it.
pub(super) fn reminded() -> Story {
    let mut story = Story::new().handling().later(24 * 9);
    tick(&mut story);
    story
}

#[test]
fn each_step_is_taken_once_at_its_time() {
    let mut story = five_days();
    let causes = tick_hourly(&mut story, 40);
    let taken = steps(&story);
    assert_eq!(taken[..4], [(0, 0), (1, 0), (2, 0), (3, 0)], "50, 80, 100 and 150 per cent");
    assert_eq!(
        taken[4..],
        [(3, 1), (3, 2), (3, 3), (3, 4), (3, 5)],
        "and five times more, since nobody says he has seen it"
    );
    let mut unique = causes.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), causes.len(), "one effect per cause");
    assert!(climbs(&story, ClockKind::Handling).iter().all(|climb| climb.skipped.is_empty()));
    let ordered =
        story.case.orders.iter().filter(|order| order.colour == Some(OrderColour::Ordinary)).count();
    assert_eq!(ordered, 1, "lateness in handling opens one order");
    assert!(story.case.priority < Priority::Normal, "150 % made it more urgent");
    assert!(story.case.next_alarm().is_some(), "and it is never forgotten");
}

#[test]
fn after_a_standstill_only_the_highest_step_is_taken() {
    let mut story = five_days().later(24 * 60);
    tick(&mut story);
    let climbs = climbs(&story, ClockKind::Handling);
    assert_eq!(climbs.len(), 1, "{climbs:#?}");
    assert_eq!((climbs[0].step, climbs[0].skipped.clone()), (3, vec![0, 1, 2]));
    assert!(climbs[0].next.is_none_or(|next| next.at > story.now), "what comes next lies ahead");
    let again = story.events.iter().filter(|event| matches!(event.fact, Fact::StillOverdue { .. })).count();
    assert_eq!(again, 0, "lateness is told, and not brought up again in the same breath");
    assert!(story.case.next_alarm().is_some_and(|alarm| alarm.at > story.now), "but it is, one day");
}

#[test]
fn a_limit_under_a_day_has_no_half_way_step() {
    let mut story = Story::new().handling();
    tick_hourly(&mut story, 1);
    assert_eq!(steps(&story).first(), Some(&(1, 0)));
}

#[test]
fn acknowledging_stops_what_is_brought_up_again() {
    let ack = Input::default;
    let mut story = five_days();
    let dispatcher = super::cast::person(106);
    let early = story.clone().attempt(&dispatcher, A::Acknowledge, ack());
    assert!(matches!(
        early,
        Err(crate::domain::case::Refusal::Rule { code: RefusalCode::NothingRaised, .. })
    ));
    while steps(&story).last() != Some(&(3, 1)) {
        tick_hourly(&mut story, 1);
    }
    let mut seen = story.act(106, A::Acknowledge, ack());
    tick_hourly(&mut seen, 20);
    assert_eq!(steps(&seen).last(), Some(&(3, 1)), "oncall#4654: nothing after the acknowledgement");
    assert!(seen.case.next_alarm().is_some());
}

#[test]
fn a_pause_moves_the_steps_that_are_left_and_repeats_none() {
    let mut story = five_days();
    tick_hourly(&mut story, 4);
    assert_eq!(steps(&story), [(0, 0)]);
    let before = story.case.handling.unwrap().next.unwrap().at;
    let waiting = story.asks(107, A::Pause, Some(Reason::Weather), 72).approves(106, RequestKind::Pause);
    let mut back = waiting.later(72);
    tick(&mut back);
    let next = back.case.handling.unwrap().next.unwrap();
    assert_eq!(next.step, 1);
    assert!(next.at > before);
}

#[test]
fn an_extension_begins_the_ladder_anew() {
    let mut story = five_days();
    tick_hourly(&mut story, 7);
    assert_eq!(steps(&story), [(0, 0), (1, 0)]);
    let leg = story.case.handling.unwrap().leg;
    let asked = story.asks(108, A::Extend, Some(Reason::Complexity), 24 * 14);
    let mut granted = asked.approves(106, RequestKind::Extend);
    assert_eq!(granted.case.handling.unwrap().leg, leg + 1);
    let causes = tick_hourly(&mut granted, 13);
    assert!(steps(&granted).iter().filter(|step| **step == (1, 0)).count() == 2, "{:?}", steps(&granted));
    let own: Vec<_> = causes.iter().filter(|cause| cause.starts_with("handling:")).collect();
    assert!(!own.is_empty() && own.iter().all(|cause| cause.contains(&format!(":{}:", leg + 1))), "{own:?}");
}

#[test]
fn hotline_orders_are_red_on_the_first_working_day_after() {
    let mut draft = super::cast::report();
    draft.source = Source::Hotline12345;
    let codes =
        Input { category: Some("01003".into()), condition: Some("sunken".into()), ..Input::default() };
    let mut story = Story::of(&draft).handling().act(106, A::Edit, codes);
    let due = story.case.handling.unwrap().due_at;
    assert_eq!(due.to_string(), "2026-03-17T09:30:00Z");
    tick_hourly(&mut story, 7);
    let warned = story
        .events
        .iter()
        .find(|event| matches!(event.fact, Fact::DueSoon { clock: ClockKind::Handling, .. }));
    assert_eq!(
        warned.unwrap().at.to_string(),
        "2026-03-16T10:00:00Z",
        "the hour after one working day before"
    );
    let red = |story: &Story| story.case.orders.iter().any(|order| order.colour == Some(OrderColour::Red));
    story.now = "2026-03-18T00:00:00Z".parse().unwrap();
    tick(&mut story);
    assert!(!red(&story));
    story.now = "2026-03-18T00:30:00Z".parse().unwrap();
    tick(&mut story);
    assert!(red(&story), "at the opening of the next working day");
}

#[test]
fn an_order_is_opened_once_and_priority_raised_only_so_far() {
    let mut story = five_days();
    let urgent = Input { priority: Some(Priority::Urgent), ..Input::default() };
    story = story.act(106, A::Urgent, urgent);
    tick_hourly(&mut story, 40);
    assert_eq!(story.case.priority, Priority::Urgent);
    assert_eq!(story.case.orders.len(), 1);
}

#[test]
fn colours_are_those_of_time() {
    let story = five_days();
    let warn = story.case.handling.unwrap().warn_at.unwrap();
    let due = story.case.handling.unwrap().due_at;
    let before = SignedDuration::from_secs(1);
    assert_eq!(story.case.colour(warn - before), Some(Flag::OnTrack));
    assert_eq!(story.case.colour(warn), Some(Flag::DueSoon));
    assert_eq!(story.case.colour(due - before), Some(Flag::DueSoon));
    assert_eq!(story.case.colour(due), Some(Flag::Overdue));
    let waiting = story.asks(107, A::Pause, Some(Reason::Weather), 20).approves(106, RequestKind::Pause);
    assert_eq!(waiting.case.colour(due), None, "what waits has no colour");
}

#[test]
fn receiving_late_and_handling_late_are_told_apart() {
    let mut story = Story::new().dispatched(DEPT);
    tick_hourly(&mut story, 4);
    assert!(!climbs(&story, ClockKind::Receive).is_empty());
    assert!(!climbs(&story, ClockKind::Handling).is_empty(), "the handling clock runs beside the receipt");
    assert!(story.case.was_late);
}

#[test]
fn whoever_hears_is_named_by_the_ladder() {
    let mut story = five_days();
    tick_hourly(&mut story, 14);
    let late = climbs(&story, ClockKind::Handling).into_iter().find(|climb| climb.step == 2).unwrap();
    assert!(late.to.contains(&LadderRecipient::UnitLead), "{late:?}");
    let line = story.clone().case.next_step(&super::cast::LADDERS).unwrap();
    assert!(!line.to.is_empty() && line.alarm.at > story.now);
    let note = Input { text: digest(), ..Input::default() };
    story.act(106, A::Note, note);
}

#[test]
fn a_step_that_takes_a_case_away_is_taken_once() {
    let mut ladders = super::cast::LADDERS.ladders().to_vec();
    for step in ladders.iter_mut().flat_map(|ladder| &mut ladder.steps) {
        step.actions.push(LadderAction::Reassign { to: ReassignTo::UnitLead });
    }
    let book = LadderBook::new(2, ladders).unwrap();
    let mut story = five_days();
    let rules = OfficeRules { ladders: &book, ..super::cast::rules_by(story.limits) };
    story.now += SignedDuration::from_hours(24 * 60);
    let mut causes = Vec::new();
    while let Some(fired) = fire(&story.case, &super::cast::ctx_by(story.now, &rules)) {
        assert!(!causes.contains(&fired.cause), "{} comes twice", fired.cause);
        for event in fired.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
        causes.push(fired.cause);
    }
    assert_eq!(story.case.holder, Some(Holder::Unit { unit: DEPT }), "its lead has it");
    let clock = story.case.running_clock(ClockKind::Handling).unwrap();
    assert!(clock.overdue && clock.climbed.is_some(), "and its clock knows where it stands");
}

#[test]
fn a_sealed_case_that_its_own_desk_has_done_is_raised_when_its_check_is_late() {
    let sealed = |unit| {
        let mut story = Story::new().handled();
        story.case.sensitive = true;
        story.case.level = Level::Community;
        story.case.lead_kind = Some(unit);
        story = story.later(24 * 30);
        tick(&mut story);
        story
    };
    let raised = sealed(UnitKind::CommunityDesk);
    assert_eq!(raised.case.level, Level::Street);
    let street = Holder::Desk { level: Level::Street, area: super::cast::AREAS.street };
    assert_eq!(raised.case.holder, Some(street));
    assert!(raised.case.clock.unwrap().overdue, "it is late all the same");
    let once =
        |story: &Story| story.events.iter().filter(|e| matches!(e.fact, Fact::Escalated { .. })).count();
    assert_eq!(once(&raised), 1);
    assert_eq!(once(&sealed(UnitKind::Department)), 0, "its desk may check what others did");
}

#[test]
fn what_is_raised_by_hand_lies_at_the_desk_above() {
    let mut below = Story::new();
    below.case.level = Level::Community;
    below.case.holder = Some(Holder::Desk { level: Level::Community, area: super::cast::AREAS.community });
    let say = || Input { text: digest(), ..Input::default() };
    let due = below.case.clock.unwrap().due_at;
    let above = below.act(104, A::Escalate, say());
    assert_eq!((above.case.level, above.case.clock.unwrap().due_at), (Level::Street, due));
    let higher = above.act(105, A::Escalate, say());
    assert_eq!(higher.case.level, Level::Street, "above it there is no desk");
}
