//! More of the rules as short stories: the district, mediation, outside bodies, orders, appeals, the seal.

use super::cast::{DEPT, MEDIATORS, OUTSIDE, REPORTER, Story, by_role, ctx, digest, person, report, result};
use crate::domain::case::action::Input;
use crate::domain::case::fire::fire;
use crate::domain::case::parts::{Clock, Holder};
use crate::domain::case::words::{OrderColour, Outcome, Reason, RequestKind};
use crate::domain::case::{Refusal, RefusalCode, apply::apply};
use crate::domain::codes::{ActionCode as A, ClockKind, Priority, Role, State};
use crate::domain::ids::PersonId;

fn why(story: &Story, id: i64, action: A, input: Input) -> RefusalCode {
    let actor = if id == REPORTER.0 { by_role(Role::Resident) } else { person(id) };
    match story.clone().attempt(&actor, action, input) {
        Err(Refusal::Rule { code, .. }) => code,
        other => panic!("{action} by {id} gave {other:?}"),
    }
}

fn in_hours(story: &Story, hours: i64) -> Option<jiff::Timestamp> {
    Some(story.now + jiff::SignedDuration::from_hours(hours))
}

fn outcome(outcome: Outcome) -> Input {
    Input { outcome: Some(outcome), text: digest(), ..Input::default() }
}

fn with_mediator() -> Story {
    let named = Input { person: Some(PersonId(111)), ..Input::default() };
    Story::new().dispatched(MEDIATORS).act(121, A::Receive, named)
}

#[test]
fn the_district_is_called_by_two() {
    let story = Story::new().handling();
    let call =
        |s: &Story| Input { unit: Some(OUTSIDE), until: in_hours(s, 72), text: digest(), ..Input::default() };
    assert_eq!(
        why(&story, 106, A::Whistle, Input { unit: Some(DEPT), ..call(&story) }),
        RefusalCode::UnknownUnit
    );
    let drafted = story.clone().act(106, A::Whistle, call(&story));
    assert_eq!(drafted.case.state, State::Handling, "work goes on until it is signed");
    assert_eq!(
        why(&drafted, 106, A::Approve, Input { request: Some(RequestKind::Whistle), ..Input::default() }),
        RefusalCode::LeaderDecides
    );
    let signed = drafted.approves(110, RequestKind::Whistle);
    assert_eq!(signed.case.state, State::Referred);
    assert!(signed.case.external.as_ref().is_some_and(|e| e.called && e.unit == Some(OUTSIDE)));
    let back = signed.clone().act(106, A::ExternalResult, outcome(Outcome::NotTheirs));
    assert_eq!((back.case.state, back.case.round), (State::Registered, 2));
    let done = signed.act(106, A::ExternalResult, outcome(Outcome::Solved));
    assert_eq!(done.case.state, State::Handled);
}

#[test]
fn mediation_wants_consent_and_ends_in_three_ways() {
    let story = with_mediator();
    let agreed = |yes| Input { consent: Some(yes), ..Input::default() };
    assert_eq!(why(&story, 111, A::Mediate, agreed(false)), RefusalCode::NotConsented);
    assert_eq!(why(&Story::new().handling(), 106, A::Mediate, agreed(true)), RefusalCode::NotMediation);
    let running = story.act(111, A::Mediate, agreed(true));
    // Thirty natural days from the consent, whose own day does not count: to the end of 9 April in Shanghai.
    assert_eq!(running.case.clock.map(|c| c.due_at.to_string()).as_deref(), Some("2026-04-09T16:00:00Z"));
    assert_eq!(
        running.clone().act(111, A::MediateOutcome, outcome(Outcome::Agreed)).case.state,
        State::Handled
    );
    let failed = running.clone().act(111, A::MediateOutcome, outcome(Outcome::Failed));
    assert_eq!((failed.case.state, failed.case.lead), (State::Registered, None));
    let court = Input { until: in_hours(&running, 24 * 60), ..outcome(Outcome::Referred) };
    assert_eq!(running.act(111, A::MediateOutcome, court).case.state, State::Referred);
}

#[test]
fn an_order_stands_until_its_issuer_is_content() {
    let story = Story::new().handling();
    let order = Input {
        colour: Some(OrderColour::Yellow),
        until: in_hours(&story, 5),
        text: digest(),
        ..Input::default()
    };
    let mut ordered = story.act(109, A::Supervise, order);
    assert_eq!(
        why(&ordered, 109, A::Approve, Input { request: Some(RequestKind::Order), ..Input::default() }),
        RefusalCode::NotAnswered
    );
    ordered = ordered.later(6);
    while let Some(fired) = fire(&ordered.case, &ctx(ordered.now)) {
        fired.events.iter().for_each(|event| apply(&mut ordered.case, event));
    }
    assert!(ordered.case.orders[0].overdue);
    let answered = ordered.act(108, A::SuperviseReply, Input { text: digest(), ..Input::default() });
    assert_eq!(
        why(&answered, 122, A::Approve, Input { request: Some(RequestKind::Order), ..Input::default() }),
        RefusalCode::IssuerOnly
    );
    let again = answered.clone().act(
        109,
        A::Refuse,
        Input { request: Some(RequestKind::Order), text: digest(), ..Input::default() },
    );
    assert!(!again.case.orders[0].answered, "another answer is wanted");
    assert!(answered.approves(109, RequestKind::Order).case.orders.is_empty());
}

#[test]
fn an_instruction_of_the_leader_has_a_date_and_the_inspectors_has_none() {
    let story = Story::new().handling();
    let to = |until| Input { person: Some(PersonId(108)), until, text: digest(), ..Input::default() };
    assert_eq!(why(&story, 109, A::Instruct, to(in_hours(&story, 5))), RefusalCode::NoDueTime);
    assert_eq!(story.clone().act(109, A::Instruct, to(None)).case.orders, []);
    let due = in_hours(&story, 5);
    let told = story.act(110, A::Instruct, to(due));
    assert_eq!(told.case.orders.len(), 1);
    let answered = told.act(108, A::SuperviseReply, Input { text: digest(), ..Input::default() });
    assert!(answered.case.orders.is_empty(), "a remark needs no release");
}

#[test]
fn an_appeal_takes_two_reviewers_and_the_lateness_stays() {
    let late = Story::new().handling().later(24 * 40).act(107, A::Submit, result()).act(
        108,
        A::Confirm,
        Input::default(),
    );
    let checked = late.act(105, A::PostCheck, Input::default()).act(102, A::Claim, Input::default()).act(
        102,
        A::PostCheckResult,
        outcome(Outcome::Passed),
    );
    let closed = checked.act(105, A::Close, Input { condition_met: Some(true), ..Input::default() });
    let asked = closed.asks(108, A::Appeal, Some(Reason::NotAtFault), 0);
    let agree = || Input { request: Some(RequestKind::Appeal), text: digest(), ..Input::default() };
    let first = asked.act(109, A::Approve, agree());
    assert!(!first.case.not_counted);
    assert!(
        first.clone().attempt(&person(109), A::Approve, agree()).is_err(),
        "the first reviewer is not the second"
    );
    let second = first.act(122, A::Approve, agree());
    assert!(second.case.not_counted && second.case.was_late);
    assert_eq!(
        why(
            &second,
            108,
            A::Appeal,
            Input { reason: Some(Reason::NotAtFault), text: digest(), ..Input::default() }
        ),
        RefusalCode::OnceOnly
    );
    let in_time = Story::new().closed();
    assert_eq!(
        why(
            &in_time,
            108,
            A::Appeal,
            Input { reason: Some(Reason::NotAtFault), text: digest(), ..Input::default() }
        ),
        RefusalCode::NotLate
    );
}

#[test]
fn a_rejection_is_reviewed_once_and_by_somebody_else() {
    let no = Input { reason: Some(Reason::NotAMatter), reply: digest(), ..Input::default() };
    let rejected = Story::new().act(105, A::Reject, no);
    let objection = || Input { text: digest(), ..Input::default() };
    let asked = rejected.act(REPORTER.0, A::Reconsider, objection());
    assert!(asked.case.next_alarm().is_some(), "somebody has to answer");
    let own = asked.clone().attempt(
        &person(105),
        A::Approve,
        Input { request: Some(RequestKind::Reconsider), ..Input::default() },
    );
    assert!(own.is_err(), "not by whoever declined it");
    let kept = asked.clone().act(
        117,
        A::Refuse,
        Input { request: Some(RequestKind::Reconsider), reply: digest(), ..Input::default() },
    );
    assert_eq!((kept.case.state, kept.case.next_alarm()), (State::Rejected, None));
    assert_eq!(why(&kept, REPORTER.0, A::Reconsider, objection()), RefusalCode::OnceOnly);
    assert_eq!(asked.approves(117, RequestKind::Reconsider).case.state, State::Reported);
}

#[test]
fn urging_is_capped_for_each_and_for_all() {
    let mut story = Story::new().handling();
    story = story.act(REPORTER.0, A::Urge, Input::default());
    assert_eq!(why(&story, REPORTER.0, A::Urge, Input::default()), RefusalCode::UrgedEnough);
    for id in [104, 105, 106, 109] {
        story = story.act(id, A::Urge, Input::default());
    }
    assert_eq!(why(&story, 110, A::Urge, Input::default()), RefusalCode::UrgedEnough);
    story.later(25).act(REPORTER.0, A::Urge, Input::default());
}

#[test]
fn priority_goes_up_for_many_and_down_for_few() {
    let story = Story::new();
    let to = |priority| Input { priority: Some(priority), ..Input::default() };
    let due = story.case.clock.map(|c| c.due_at);
    let urgent = story.act(104, A::Urgent, to(Priority::Urgent));
    assert!(urgent.case.clock.map(|c| c.due_at) < due, "the step's own limit follows");
    assert_eq!(why(&urgent, 105, A::Urgent, to(Priority::Low)), RefusalCode::DowngradeNotYours);
    assert_eq!(urgent.act(106, A::Urgent, to(Priority::Low)).case.priority, Priority::Low);
}

#[test]
fn a_correction_keeps_the_time_that_was_used() {
    let story = Story::new().handling();
    let since = story.case.handling.map(|c| c.since);
    let later =
        story.later(2).act(106, A::Edit, Input { category: Some("01002".into()), ..Input::default() });
    assert_eq!(later.case.handling.map(|c| c.since), since);
    assert_eq!(
        why(&later, 106, A::Edit, Input { condition: Some("nowhere".into()), ..Input::default() }),
        RefusalCode::UnknownCondition
    );
}

#[test]
fn a_case_that_becomes_sensitive_is_recalled_from_those_who_may_not_see_it() {
    let mark = Input { sensitive: Some(true), text: digest(), ..Input::default() };
    let people = Input { people: vec![PersonId(101)], ..Input::default() };
    let offered = Story::new().registered().act(106, A::Dispatch, people);
    let recalled = offered.act(105, A::MarkSensitive, mark.clone());
    assert_eq!((recalled.case.state, recalled.case.offer.is_some()), (State::Registered, false));
    let taken = Story::new().act(105, A::PreCheck, Input::default()).act(102, A::Claim, Input::default());
    let freed = taken.act(105, A::MarkSensitive, mark);
    assert_eq!(freed.case.check.as_ref().and_then(|c| c.taken_by), None);
    assert!(matches!(freed.case.holder, Some(Holder::Desk { .. })));
    assert!(freed.clone().attempt(&person(102), A::Claim, Input::default()).is_err());
}

#[test]
fn a_dispatcher_may_shorten_the_limit_and_not_lengthen_it() {
    let story = Story::new().registered();
    let to = |hours| Input { unit: Some(DEPT), until: in_hours(&story, hours), ..Input::default() };
    assert_eq!(why(&story, 106, A::Dispatch, to(24 * 300)), RefusalCode::AfterLimit);
    let shorter = story.clone().act(106, A::Dispatch, to(1));
    assert_eq!(shorter.case.handling.map(|c| c.due_at), in_hours(&story, 1));
}

#[test]
fn an_unknown_place_starts_at_the_street_and_a_pin_gives_it_a_desk() {
    let mut draft = report();
    draft.areas = crate::domain::area_path::AreaPath { grid: None, community: None, ..draft.areas };
    draft.unlocated = true;
    draft.category = None;
    let story = Story::of(&draft);
    let placed =
        story.act(105, A::TransferGrid, Input { place: Some(super::cast::AREAS), ..Input::default() });
    assert!(!placed.case.unlocated);
    assert_eq!(placed.case.areas, super::cast::AREAS);
}

#[test]
fn a_lead_confirms_again_what_was_reworked() {
    let again = Input { reason: Some(Reason::CheckFailed), text: digest(), ..Input::default() };
    let mut story = Story::new().handled();
    assert!(story.case.did_work(PersonId(108)), "who confirmed neither checks nor closes");
    story = story.act(105, A::Rework, again).act(107, A::Submit, result());
    assert!(!story.case.did_work(PersonId(108)));
    assert_eq!(story.act(108, A::Confirm, Input::default()).case.state, State::Handled);
}

#[test]
fn clocks_that_begin_and_end_together_have_effects_of_their_own() {
    let mut story = Story::new().dispatched(DEPT);
    story.case.handling = story.case.clock.map(|receive| Clock { kind: ClockKind::Handling, ..receive });
    story = story.later(24 * 9);
    let mut causes = Vec::new();
    let mut let_time_pass = |story: &mut Story| {
        while let Some(fired) = fire(&story.case, &ctx(story.now)) {
            fired.events.iter().for_each(|event| apply(&mut story.case, event));
            causes.push(fired.cause);
        }
    };
    let_time_pass(&mut story);
    story = story.later(24 * 20);
    let_time_pass(&mut story);
    story = story.act(108, A::Receive, Input::default());
    let_time_pass(&mut story);
    let all = causes.len();
    causes.sort();
    causes.dedup();
    assert_eq!((causes.len(), all > 4), (all, true), "{causes:?}");
}

#[test]
fn a_wait_that_ends_early_gives_the_rest_back() {
    let paused =
        |story: Story| story.asks(107, A::Pause, Some(Reason::Weather), 72).approves(106, RequestKind::Pause);
    let story = paused(Story::new().handling());
    let granted = story.case.waited_minutes;
    let early = story.clone().later(24).act(106, A::Resume, Input::default());
    let used = early.case.waited_minutes;
    assert!(used > 0 && used * 3 <= granted + 3, "one day of three was used: {used} of {granted}");
    // What was given back may be waited again.
    let at_once = story.act(106, A::Resume, Input::default());
    assert_eq!(at_once.case.waited_minutes, 0);
    assert_eq!(paused(at_once).case.waited_minutes, granted);
}

#[test]
fn only_who_may_dispatch_is_offered_to_dispatch_while_registering() {
    use crate::domain::case::offered_actions;
    use crate::domain::case::words::Field;
    let story = Story::new();
    let offered = |actor: &crate::domain::policy::Actor| {
        let offers = offered_actions(&story.case, actor, &super::cast::ctx(story.now));
        let register = offers
            .into_iter()
            .find(|offer| offer.action == crate::domain::codes::ActionCode::Register)
            .expect("may register");
        register.needs.iter().any(|need| need.field == Field::Dispatch)
    };
    assert!(!offered(&person(105)), "an intake clerk");
    let mut both = person(105);
    both.grants.extend(person(106).grants);
    assert!(offered(&both), "who is dispatcher besides");
}
