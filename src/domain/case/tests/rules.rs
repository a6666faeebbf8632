//! The rules of the workflow one by one, as short stories.

use super::cast::{
    DEPT, DEPT_2, DESK, OUTSIDE, REPORTER, Story, TEAM, ctx, digest, person, photo, report, result,
};
use crate::domain::case::action::Input;
use crate::domain::case::file::{file_self_handled, is_sampled};
use crate::domain::case::fire::{FireKind, fire};
use crate::domain::case::parts::Holder;
use crate::domain::case::words::{Outcome, ProofUse, Reason, RequestKind};
use crate::domain::case::{Case, Refusal, RefusalCode, apply::apply};
use crate::domain::codes::{ActionCode as A, Level, Role, State};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::policy::Actor;

fn why(story: &mut Story, id: i64, action: A, input: Input) -> RefusalCode {
    match story.attempt(&person(id), action, input) {
        Err(Refusal::Rule { code, .. }) => code,
        other => panic!("{action} by {id} gave {other:?}"),
    }
}

fn forbidden(story: &mut Story, id: i64, action: A, input: Input) {
    let answer = story.attempt(&person(id), action, input);
    assert!(matches!(answer, Err(Refusal::Forbidden(_))), "{action} by {id} gave {answer:?}");
}

fn returning() -> Input {
    Input { reason: Some(Reason::NotOurDuty), basis: Some("3.2".into()), text: digest(), ..Input::default() }
}

fn to(unit: crate::domain::ids::UnitId) -> Input {
    Input { unit: Some(unit), ..Input::default() }
}

fn let_time_pass(story: &mut Story) -> Vec<FireKind> {
    let mut fired = Vec::new();
    while let (Some(alarm), Some(f)) = (story.case.next_alarm(), fire(&story.case, &ctx(story.now))) {
        fired.push(alarm.kind);
        for event in f.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
    }
    fired
}

#[test]
fn the_way_of_an_ordinary_case_ends_closed() {
    let story = Story::new().closed();
    assert_eq!(story.case.state, State::Closed);
    assert_eq!(story.case.next_alarm(), None);
}

#[test]
fn registering_may_carry_the_dispatch() {
    let both = Actor { grants: [person(105).grants, person(106).grants].concat(), ..person(105) };
    let mut story = Story::new();
    let input =
        Input { condition: Some("default".into()), dispatch: Some(Box::new(to(DEPT))), ..Input::default() };
    assert!(
        story.clone().attempt(&person(105), A::Register, input.clone()).is_err(),
        "intake alone may not dispatch"
    );
    story.attempt(&both, A::Register, input).expect("both roles in one person");
    assert_eq!(story.case.state, State::Dispatched);
    assert_eq!(story.case.holder, Some(Holder::Unit { unit: DEPT }));
}

#[test]
fn the_second_return_in_a_round_goes_to_the_leader() {
    let mut story = Story::new().dispatched(DEPT).act(108, A::Return, returning());
    assert!(!story.case.needs_arbitration());
    story = story.act(106, A::Dispatch, to(DEPT_2)).act(114, A::Return, returning());
    assert_eq!(why(&mut story, 106, A::Dispatch, to(DEPT)), RefusalCode::NeedsDecision);
    let decision = |unit| Input { text: digest(), ..to(unit) };
    assert_eq!(why(&mut story, 110, A::Arbitrate, decision(OUTSIDE)), RefusalCode::StreetUnitsOnly);
    story = story.act(110, A::Arbitrate, decision(DEPT));
    assert_eq!(why(&mut story, 108, A::Return, returning()), RefusalCode::BoundByDecision);
}

#[test]
fn a_return_has_a_window_and_a_handler_goes_to_his_lead_first() {
    let story = Story::new().handling();
    let given_back = story.clone().act(107, A::Return, returning());
    assert_eq!((given_back.case.state, given_back.case.returns), (State::Handling, 0));
    assert_eq!(given_back.case.holder, Some(Holder::Unit { unit: DEPT }));
    let mut late = story.later(24 * 5);
    assert_eq!(why(&mut late, 108, A::Return, returning()), RefusalCode::ReturnTooLate);
}

#[test]
fn volunteers_are_asked_and_never_assigned() {
    let mut story = Story::new().registered();
    let named = Input { person: Some(PersonId(101)), ..Input::default() };
    assert_eq!(why(&mut story, 106, A::Dispatch, named), RefusalCode::VolunteersAreAsked);
    story = story.act(106, A::Dispatch, to(TEAM));
    assert_eq!(story.case.state, State::Offered);
    let accepted = story.clone().act(101, A::AcceptOffer, Input::default());
    assert_eq!(accepted.case.holder, Some(Holder::Person { person: PersonId(101), unit: Some(TEAM) }));
    forbidden(&mut story, 120, A::AcceptOffer, Input::default());
    story = story.later(30);
    assert!(let_time_pass(&mut story).contains(&FireKind::OfferLapse));
    assert_eq!(story.case.state, State::Registered);
}

#[test]
fn a_volunteers_failed_work_is_offered_anew() {
    let offer = Input { people: vec![PersonId(101)], ..Input::default() };
    let done = Story::new()
        .registered()
        .act(106, A::Dispatch, offer)
        .act(101, A::AcceptOffer, Input::default())
        .act(101, A::Submit, result());
    assert_eq!(done.case.state, State::Handled);
    let again = done.act(
        105,
        A::Rework,
        Input { reason: Some(Reason::NotSolved), text: digest(), ..Input::default() },
    );
    assert_eq!((again.case.state, again.case.round, again.case.handler), (State::Registered, 2, None));
}

#[test]
fn proof_and_reply_are_asked_for() {
    let mut story = Story::new().handling();
    assert_eq!(
        why(&mut story, 107, A::Submit, Input { attachments: Vec::new(), ..result() }),
        RefusalCode::ProofMissing
    );
    assert_eq!(why(&mut story, 107, A::Submit, Input { reply: None, ..result() }), RefusalCode::ReplyMissing);
}

#[test]
fn nobody_checks_or_closes_his_own_work() {
    let mut checking = Story::new().post_checking();
    forbidden(
        &mut checking,
        108,
        A::PostCheckResult,
        Input { outcome: Some(Outcome::Passed), ..Input::default() },
    );
    let desk =
        Story::new().dispatched(DESK).act(104, A::Receive, Input::default()).act(104, A::Submit, result());
    let mut done = desk.act(105, A::PostCheck, Input::default());
    let outcome = || Input { outcome: Some(Outcome::Passed), ..Input::default() };
    forbidden(&mut done, 104, A::PostCheckResult, outcome());
    forbidden(&mut done, 116, A::PostCheckResult, outcome());
    let mut checked = done.act(102, A::Claim, Input::default()).act(102, A::PostCheckResult, outcome());
    forbidden(&mut checked, 104, A::Close, Input { condition_met: Some(true), ..Input::default() });
    // The community settles its own: a colleague there may close it.
    checked.act(116, A::Close, Input { condition_met: Some(true), ..Input::default() });
}

#[test]
fn a_failed_check_is_a_recommendation() {
    let taken = Story::new().post_checking().act(102, A::Claim, Input::default());
    let failed =
        taken.act(102, A::PostCheckResult, Input { outcome: Some(Outcome::Failed), ..Input::default() });
    assert_eq!(failed.case.state, State::Handled);
    let rework = Input { reason: Some(Reason::CheckFailed), text: digest(), ..Input::default() };
    let again = failed.act(105, A::Rework, rework);
    assert_eq!((again.case.state, again.case.round, again.case.lead), (State::Handling, 2, Some(DEPT)));
    assert_eq!(again.case.handler, Some(PersonId(107)));
}

#[test]
fn a_check_goes_to_the_duty_grid_and_later_to_the_neighbours() {
    let mut story = Story::new().act(105, A::PreCheck, Input::default());
    forbidden(&mut story, 115, A::Claim, Input::default());
    let later = story.clone().later(24 * 3);
    later.act(115, A::Claim, Input::default());
    let mut taken = story.act(102, A::Claim, Input::default());
    assert_eq!(taken.case.holder, Some(Holder::Person { person: PersonId(102), unit: None }));
    forbidden(
        &mut taken,
        101,
        A::PreCheckResult,
        Input { outcome: Some(Outcome::Confirmed), ..Input::default() },
    );
    let register_clock = Story::new().case.clock;
    let back =
        taken.act(102, A::PreCheckResult, Input { outcome: Some(Outcome::Confirmed), ..Input::default() });
    assert_eq!((back.case.state, back.case.clock), (State::Reported, register_clock));
}

#[test]
fn waiting_stops_the_clock_and_what_was_left_is_left() {
    let story = Story::new().handling();
    let due = story.case.handling.expect("a limit").due_at;
    let mut paused = story.asks(107, A::Pause, Some(Reason::Weather), 24).approves(106, RequestKind::Pause);
    assert_eq!((paused.case.state, paused.case.clock), (State::Paused, None));
    paused = paused.later(24);
    assert!(let_time_pass(&mut paused).contains(&FireKind::Resume));
    assert_eq!(paused.case.state, State::Handling);
    assert!(paused.case.handling.expect("a limit").due_at > due);
    let too_long = Input {
        until: Some(paused.now + jiff::SignedDuration::from_hours(24 * 12)),
        reason: Some(Reason::Weather),
        text: digest(),
        ..Input::default()
    };
    assert_eq!(why(&mut paused, 107, A::Pause, too_long), RefusalCode::WaitedEnough);
}

#[test]
fn extensions_are_two_and_the_second_is_the_leaders() {
    let first = Story::new().handling().asks(107, A::Extend, Some(Reason::Complexity), 24 * 40);
    let mut lead = first;
    let approve = || Input { request: Some(RequestKind::Extend), ..Input::default() };
    forbidden(&mut lead, 106, A::Approve, approve());
    let mut once = lead.act(108, A::Approve, approve()).act(106, A::Approve, approve());
    assert_eq!(once.case.extensions, 1);
    once = once.asks(108, A::Extend, Some(Reason::Complexity), 24 * 80);
    assert_eq!(why(&mut once, 106, A::Approve, approve()), RefusalCode::LeaderDecides);
    let mut twice = once.approves(110, RequestKind::Extend);
    let ask = Input {
        until: Some(twice.now + jiff::SignedDuration::from_hours(24 * 99)),
        reason: Some(Reason::Weather),
        text: digest(),
        ..Input::default()
    };
    assert_eq!(why(&mut twice, 108, A::Extend, ask), RefusalCode::NoMoreExtensions);
}

#[test]
fn voiding_takes_two_and_withdrawing_before_registering_takes_one() {
    let withdrawn = Story::new().act(REPORTER.0, A::Withdraw, Input::default());
    assert_eq!(withdrawn.case.state, State::Voided);
    let asked =
        Story::new().registered().act(REPORTER.0, A::Withdraw, Input { text: digest(), ..Input::default() });
    assert_eq!(asked.case.state, State::Registered);
    let mut by_office = Story::new().registered().act(
        105,
        A::Void,
        Input { reason: Some(Reason::FiledInError), text: digest(), ..Input::default() },
    );
    forbidden(
        &mut by_office,
        105,
        A::Approve,
        Input { request: Some(RequestKind::Void), ..Input::default() },
    );
    assert_eq!(by_office.approves(117, RequestKind::Void).case.state, State::Voided);
}

#[test]
fn the_reporter_reopens_once_and_in_time() {
    let again = || Input { reason: Some(Reason::NotSolved), text: digest(), ..Input::default() };
    let open = Story::new().closed().act(REPORTER.0, A::Reopen, again());
    assert_eq!((open.case.state, open.case.round, open.case.reopened), (State::Registered, 2, 1));
    let mut late = Story::new().closed().later(24 * 30);
    let reporter = super::cast::by_role(Role::Resident);
    let answer = late.attempt(&reporter, A::Reopen, again());
    assert!(matches!(answer, Err(Refusal::Rule { code: RefusalCode::TooLate, .. })));
    late.act(105, A::Reopen, again());
}

#[test]
fn fixed_on_the_spot_is_closed_by_the_system_unless_drawn() {
    let mut draft = report();
    draft.category = Some(first_self_handling());
    draft.attachments = vec![photo(ProofUse::Before), photo(ProofUse::After)];
    draft.reporter = Some(PersonId(102));
    let drawn = (1..1000).map(IncidentId).find(|id| is_sampled(*id, 10)).expect("some are drawn");
    let spared = (1..1000).map(IncidentId).find(|id| !is_sampled(*id, 10)).expect("some are not");
    for (incident, state) in [(drawn, State::Handled), (spared, State::Closed)] {
        draft.incident = incident;
        let events =
            file_self_handled(&draft, &person(102), &ctx(super::cast::morning())).expect("it is allowed");
        let case = Case::replay(super::cast::CASE, &events).expect("a filing opens it");
        assert_eq!(case.state, state);
        assert!(case.did_work(PersonId(102)));
    }
    draft.attachments.pop();
    assert!(
        file_self_handled(&draft, &person(102), &ctx(super::cast::morning())).is_err(),
        "no proof, no closing"
    );
    let share = (1..=10_000).filter(|id| is_sampled(IncidentId(*id), 10)).count();
    assert!((800..1200).contains(&share), "about a tenth is drawn: {share}");
}

fn first_self_handling() -> String {
    let catalogue = crate::domain::catalogue::built_in(1).expect("it is sound");
    let found = catalogue.lists().categories.iter().find(|c| c.self_handling && !c.sensitive);
    found.expect("there is one").code.clone()
}

#[test]
fn lateness_is_marked_once_and_never_forgotten() {
    let mut story = Story::new().later(24 * 3);
    let_time_pass(&mut story);
    let told = |kind: &str| story.events.iter().filter(|event| event.fact.code() == kind).count();
    assert_eq!((told("overdue"), told("contact_overdue")), (1, 1));
    assert!(story.case.next_alarm().is_some(), "it comes up again");
}

#[test]
fn a_hand_over_takes_both() {
    let asked = Story::new().handling().act(
        107,
        A::HandOver,
        Input { person: Some(PersonId(119)), ..Input::default() },
    );
    assert_eq!(asked.case.handler, Some(PersonId(107)));
    let taken = asked.approves(119, RequestKind::HandOver);
    assert_eq!(taken.case.holder, Some(Holder::Person { person: PersonId(119), unit: Some(DEPT) }));
    assert!(taken.case.requests.is_empty());
}

#[test]
fn passing_up_changes_the_desk() {
    let mut draft = report();
    draft.category = None;
    let story = Story::of(&draft);
    assert_eq!(story.case.level, Level::Community);
    let up = story.act(
        104,
        A::ReportUp,
        Input { reason: Some(Reason::CommunityCannot), text: digest(), ..Input::default() },
    );
    assert_eq!((up.case.level, up.case.holder), (Level::Street, Some(up.case.desk(Level::Street))));
}

#[test]
fn a_field_that_an_action_does_not_take_is_refused() {
    let mut story = Story::new();
    let input = Input { stars: Some(3), condition: Some("default".into()), ..Input::default() };
    assert_eq!(why(&mut story, 105, A::Register, input), RefusalCode::NotUsed);
    assert_eq!(why(&mut story, 105, A::Close, Input::default()), RefusalCode::WrongState);
}
