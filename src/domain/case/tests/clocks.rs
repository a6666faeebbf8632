//! Clocks that can be trusted: each bug that others had in theirs is named with the test that rules it out. `minute_hand` holds
//! random lives of a clock against a model.

use jiff::{SignedDuration, Timestamp};

use super::cast::{CALENDAR, CASE, REPORTER, Story, ctx, digest, report};
use crate::domain::calendar::Spent;
use crate::domain::case::action::{Command, Input};
use crate::domain::case::apply::apply;
use crate::domain::case::clocks::explain::reckon;
use crate::domain::case::clocks::{CaseClock, ClockBook, Course, Verdict, telling};
use crate::domain::case::decide::decide;
use crate::domain::case::fire::fire;
use crate::domain::case::words::{OrderColour, Reason, RequestKind};
use crate::domain::codes::{
    ActionCode as A, ClockKind, ClockKind as K, Lang, LimitUnit, Priority, Source, State,
};

pub(super) fn book(story: &Story) -> ClockBook {
    ClockBook::replay(CASE, &story.events).unwrap()
}

pub(super) fn last(story: &Story, kind: ClockKind) -> CaseClock {
    book(story).clocks.into_iter().rfind(|clock| clock.kind == kind).unwrap_or_else(|| panic!("no {kind}"))
}

pub(super) fn used(story: &Story, kind: ClockKind) -> Spent {
    reckon(last(story, kind), &CALENDAR, story.now).used.unwrap()
}

pub(super) fn due(story: &Story) -> Timestamp {
    story.case.handling.unwrap().due_at
}

fn to(mut story: Story, at: &str) -> Story {
    story.now = at.parse().unwrap();
    story
}

fn corrected(story: Story, category: &str, condition: &str) -> Story {
    let codes = Input {
        category: Some(category.to_owned()),
        condition: Some(condition.to_owned()),
        ..Input::default()
    };
    story.act(106, A::Edit, codes)
}

fn paused(story: Story, hours: i64) -> Story {
    story.asks(107, A::Pause, Some(Reason::Weather), hours).approves(106, RequestKind::Pause)
}

fn resumed(story: Story) -> Story {
    story.act(106, A::Resume, Input::default())
}

const HOUR: i64 = 3_600_000_000;

#[test]
fn filing_starts_few_clocks_and_each_step_its_own() {
    let story = Story::new();
    let kinds = |story: &Story| {
        let open = book(story).clocks.into_iter().filter(|clock| clock.ended.is_none());
        open.map(|clock| clock.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&story), [ClockKind::Register, ClockKind::FirstContact, ClockKind::Whole]);
    let story = story.dispatched(super::cast::DEPT);
    assert_eq!(kinds(&story), [K::FirstContact, K::Whole, K::Receive, K::Handling]);
    let closed = Story::new().closed();
    let ended = book(&closed).clocks;
    assert!(ended.iter().all(|clock| clock.ended.is_some()), "{ended:#?}");
    let verdicts = |kind| ended.iter().find(|c| c.kind == kind).and_then(|c| c.ended).map(|e| e.verdict);
    assert_eq!(verdicts(K::Handling), Some(Verdict::Met));
    assert_eq!(verdicts(K::Whole), Some(Verdict::Unlimited));
    assert_eq!(verdicts(K::FirstContact), Some(Verdict::Cancelled), "nobody called, and it was not late yet");
}

#[test]
fn glpi_6902_what_was_used_and_waited_survives_another_limit() {
    // Handling since Tuesday 10:00 with four work hours; one is used, then it waits until Wednesday 10:00.
    let story = Story::new().handling().later(1);
    let waiting = paused(story, 24);
    let back = resumed(waiting.later(24));
    assert_eq!(used(&back, ClockKind::Handling), Spent(HOUR));
    let swapped = corrected(back, "06001", "being_built");
    assert_eq!(used(&swapped, ClockKind::Handling), Spent(HOUR), "the limit was swapped, not what was used");
    // Three of four hours are left at Wednesday 11:00 local, with the noon break between.
    assert_eq!(due(&swapped).to_string(), "2026-03-11T07:30:00Z");
    let longer = corrected(swapped, "06010", "large");
    assert_eq!(used(&longer, ClockKind::Handling), Spent(0), "no working day has closed while it ran");
}

#[test]
fn glpi_10594_a_day_paused_for_an_hour_is_still_one_day() {
    let story = corrected(Story::new().handling(), "01003", "sunken");
    let before = due(&story);
    assert_eq!(before.to_string(), "2026-03-17T09:30:00Z");
    let back = resumed(paused(story, 1).later(1));
    assert_eq!(due(&back), before);
}

#[test]
fn glpi_24481_a_paused_clock_neither_counts_nor_fires() {
    let story = paused(Story::new().handling().later(1), 30);
    let due_then = due(&story);
    assert!(story.case.running_clock(ClockKind::Handling).is_none());
    let mut later = story.later(29);
    assert!(later.now > due_then);
    while let Some(fired) = fire(&later.case, &ctx(later.now)) {
        assert!(!fired.cause.starts_with("handling"), "{}", fired.cause);
        fired.events.iter().for_each(|event| apply(&mut later.case, event));
        later.events.extend(fired.events);
    }
    assert_eq!(used(&later, ClockKind::Handling), Spent(HOUR));
    assert_eq!(last(&later, ClockKind::Handling).last().unwrap().course, Course::Waiting);
}

#[test]
fn glpi_17186_a_granted_date_moves_only_by_decision() {
    let asked = Story::new().handling().asks(108, A::Extend, Some(Reason::Complexity), 24 * 3);
    let before = due(&asked);
    assert_eq!(asked.case.handling, Story::new().handling().case.handling, "asking stops nothing");
    let granted = asked.approves(106, RequestKind::Extend);
    assert!(due(&granted) > before);
    let clock = last(&granted, ClockKind::Handling);
    assert!(clock.last().unwrap().fixed && clock.segments.len() > 1);
    // A correction to a stricter limit does not take back what was granted, and one to a wider limit helps.
    let stricter = corrected(granted.clone(), "01002", "default");
    assert_eq!(due(&stricter), due(&granted));
    let wider = corrected(granted.clone(), "06001", "default");
    assert!(due(&wider) > due(&granted));
    assert!(!wider.case.handling.unwrap().fixed);
}

#[test]
fn an_extension_is_not_granted_after_the_due_time() {
    let mut late = Story::new().handling().asks(108, A::Extend, Some(Reason::Complexity), 24 * 30).later(48);
    let approve = Input { request: Some(RequestKind::Extend), ..Input::default() };
    let dispatcher = super::cast::person(106);
    assert!(late.attempt(&dispatcher, A::Approve, approve).is_err());
    assert_eq!(late.case.extensions, 0);
}

#[test]
fn zammad_188_reopening_begins_a_new_cycle_and_leaves_the_old_ones_alone() {
    let closed = Story::new().closed();
    let before = book(&closed);
    let again = Input { reason: Some(Reason::NotSolved), text: digest(), ..Input::default() };
    let open = closed.later(24).act(REPORTER.0, A::Reopen, again);
    let after = book(&open);
    assert_eq!(after.clocks[..before.clocks.len()], before.clocks[..]);
    let whole: Vec<_> = after.clocks.iter().filter(|c| c.kind == ClockKind::Whole).map(|c| c.cycle).collect();
    assert_eq!(whole, [1, 2]);
    let dispatched = open.act(106, A::Dispatch, Input { unit: Some(super::cast::DEPT), ..Input::default() });
    assert_eq!(last(&dispatched, ClockKind::Handling).cycle, 2);
}

#[test]
fn zammad_3140_an_answered_clock_has_no_further_step() {
    let done = Story::new().handled();
    assert_eq!(last(&done, ClockKind::Handling).ended.map(|e| e.verdict), Some(Verdict::Met));
    let alarms = done.case.clock.unwrap();
    assert_eq!(alarms.kind, ClockKind::PostCheck);
    let mut later = done.later(24 * 30);
    let mut fired = Vec::new();
    while let Some(next) = fire(&later.case, &ctx(later.now)) {
        next.events.iter().for_each(|event| apply(&mut later.case, event));
        fired.push(next.cause);
    }
    assert!(!later.case.was_late, "{fired:?}");
}

#[test]
fn zammad_904_what_is_merged_or_over_has_no_timer() {
    let parent = Story::new().case;
    let mut child = Story::new();
    child.case.id = crate::domain::ids::CaseId(8);
    let command = Command { action: A::Merge, input: Input { parent: Some(parent.id), ..Input::default() } };
    let mut surroundings = ctx(child.now);
    surroundings.parent = Some(&parent);
    let decision = decide(&child.case, &command, &super::cast::person(105), &surroundings).unwrap();
    for event in decision.events {
        apply(&mut child.case, &event);
        child.events.push(event);
    }
    assert_eq!(child.case.state, State::Merged);
    assert_eq!(child.case.next_alarm(), None);
    let standing = last(&child, ClockKind::FirstContact);
    assert_eq!((standing.ended, standing.last().unwrap().course), (None, Course::Merged));
    let apart = child.later(24 * 7);
    let (before, contact) = (apart.case.contact.unwrap(), used(&apart, ClockKind::Register));
    let apart = apart.act(105, A::Unmerge, Input::default());
    assert!(apart.case.contact.unwrap().due_at > before.due_at, "the call is owed as much later");
    assert_eq!(used(&apart, ClockKind::Register), contact);
    let void = apart.act(
        105,
        A::Void,
        Input { reason: Some(Reason::FiledInError), text: digest(), ..Input::default() },
    );
    let void = void.approves(117, RequestKind::Void);
    assert_eq!(void.case.next_alarm(), None);
    assert!(book(&void).clocks.iter().all(|c| c.ended.is_some_and(|e| e.verdict != Verdict::Met)));
}

#[test]
fn zammad_any_number_of_pauses_fits_into_a_minute() {
    let mut story = Story::new().handling().later(1);
    let before = due(&story);
    for _ in 0..3 {
        story = resumed(paused(story, 2));
    }
    assert_eq!(due(&story), before);
    assert_eq!(used(&story, ClockKind::Handling), Spent(HOUR));
}

#[test]
fn servicenow_elapsed_is_counted_when_asked() {
    let story = Story::new().handling();
    assert_eq!(used(&story, ClockKind::Handling), Spent(0));
    assert_eq!(used(&story.clone().later(1), ClockKind::Handling), Spent(HOUR));
    assert!(used(&story.later(24 * 300), ClockKind::Handling).0 > 1000 * HOUR);
}

#[test]
fn a_wait_ends_at_its_date_however_late_the_engine_comes() {
    let story = paused(Story::new().handling().later(1), 24);
    let (until, mut late) = (story.case.until.unwrap(), story.later(24 * 3));
    let fired = fire(&late.case, &ctx(late.now)).unwrap();
    assert_eq!(fired.events[0].at, until);
    apply(&mut late.case, &fired.events[0]);
    assert_eq!(late.case.waits.last().unwrap().to, until);
}

#[test]
fn urgency_swaps_the_limit_of_a_step_and_keeps_what_was_used() {
    let story = Story::new().later(1);
    let urgent = |priority| Input { priority: Some(priority), ..Input::default() };
    let faster = story.act(106, A::Urgent, urgent(Priority::High));
    let clock = last(&faster, ClockKind::Register);
    assert_eq!(clock.due_at().unwrap().to_string(), "2026-03-10T03:00:00Z", "one work hour from ten");
    assert_eq!(clock.segments.len(), 2);
    let contact = last(&faster, ClockKind::FirstContact);
    assert_eq!(contact.due_at().unwrap().to_string(), "2026-03-10T04:00:00Z", "two work hours from ten");
}

#[test]
fn passing_up_ends_the_level_s_clock_and_starts_the_next_one_s() {
    let mut draft = report();
    draft.category = Some("24099".to_owned());
    let story = Story::of(&draft);
    let up = Input { reason: Some(Reason::CommunityCannot), text: digest(), ..Input::default() };
    let mut passed = story.later(1);
    if passed.case.level == crate::domain::codes::Level::Community {
        passed = passed.act(104, A::ReportUp, up);
        let cycles: Vec<_> =
            book(&passed).clocks.into_iter().filter(|c| c.kind == ClockKind::Register).collect();
        assert_eq!(cycles.len(), 2);
        assert_eq!(cycles[0].ended.map(|e| e.verdict), Some(Verdict::Met));
        assert_eq!(cycles[1].since, passed.now);
    }
    assert_eq!(passed.case.state, State::Reported);
}

#[test]
fn orders_have_clocks_of_their_own() {
    let order = |hours: i64, story: &Story| Input {
        colour: Some(OrderColour::Yellow),
        until: Some(story.now + SignedDuration::from_hours(hours)),
        text: digest(),
        ..Input::default()
    };
    let story = Story::new().handling();
    let first = order(2, &story);
    let story = story.act(109, A::Supervise, first);
    let second = order(30, &story);
    let story = story.act(109, A::Supervise, second).later(4);
    let answer = || Input { text: digest(), ..Input::default() };
    let story = story.act(108, A::SuperviseReply, answer());
    let orders: Vec<_> = book(&story).clocks.into_iter().filter(|c| c.kind == ClockKind::Order).collect();
    assert_eq!(orders.len(), 2);
    assert_eq!(orders[0].last().unwrap().course, Course::Answered);
    assert_eq!(orders[1].last().unwrap().course, Course::Running);
    let released =
        story.act(109, A::Approve, Input { request: Some(RequestKind::Order), ..Input::default() });
    let late =
        book(&released).clocks.into_iter().find(|c| c.cycle == orders[0].cycle && c.kind == ClockKind::Order);
    assert_eq!(late.unwrap().ended.map(|e| e.verdict), Some(Verdict::Missed), "answered two hours late");
}

#[test]
fn a_promise_made_elsewhere_measures_the_whole_case() {
    let mut draft = report();
    draft.source = Source::Hotline12345;
    draft.promised_at = Some("2026-03-20T00:00:00Z".parse().unwrap());
    let story = Story::of(&draft).closed();
    let whole = last(&story, ClockKind::Whole);
    assert_eq!(whole.ended.map(|e| e.verdict), Some(Verdict::Met));
    draft.promised_at = Some("2026-03-10T03:00:00Z".parse().unwrap());
    let late = Story::of(&draft).later(2).act(
        105,
        A::Reject,
        Input { reason: Some(Reason::NotAMatter), reply: digest(), ..Input::default() },
    );
    assert_eq!(last(&late, ClockKind::Whole).ended.map(|e| e.verdict), Some(Verdict::Missed));
}

#[test]
fn the_reckoning_reads_like_a_calendar() {
    let story = to(Story::new(), "2026-03-13T08:30:00Z");
    let story = story.handling();
    let waiting = resumed(paused(story.later(1), 64).later(64));
    let reckoning = reckon(last(&waiting, ClockKind::Handling), &CALENDAR, waiting.now);
    let mut said = vec![telling::sentences(&reckoning, &CALENDAR, waiting.now, Lang::Zh)];
    said.push(telling::sentences(&reckoning, &CALENDAR, waiting.now, Lang::En));
    for span in &reckoning.spans {
        for window in &span.windows {
            said.push(telling::window(&CALENDAR, window, LimitUnit::WorkHour, Lang::Zh));
            said.push(telling::window(&CALENDAR, window, LimitUnit::WorkHour, Lang::En));
        }
    }
    insta::assert_snapshot!("reckoning", said.join("\n"));
    let counted: i64 = reckoning.spans.iter().filter_map(|span| span.counted).map(|spent| spent.0).sum();
    assert_eq!(counted, 4 * HOUR, "what is counted up to the due time is the limit");
}
