//! The signed link to one case: what it opens, what ends it, and who may issue it.

use super::cast::{OUTSIDE, Story, by_link, digest, person};
use crate::domain::case::action::Input;
use crate::domain::case::refusal::Refusal;
use crate::domain::case::words::Outcome;
use crate::domain::case::{Case, RefusalCode, offered_actions};
use crate::domain::codes::{ActionCode as A, Right, Role, State};
use crate::domain::policy::{Actor, CaseLink, Form, permit};

fn linked() -> Story {
    Story::new().with_linked_body().act(106, A::IssueLink, Input::default())
}

fn form(story: &Story, body: &Actor) -> Option<Form> {
    permit(body, Right::View, &story.case.target_for(body, story.now)).ok().map(|permit| permit.form)
}

fn code(refusal: &Refusal) -> Option<RefusalCode> {
    match refusal {
        Refusal::Rule { code, .. } => Some(*code),
        Refusal::Forbidden(_) => None,
    }
}

fn result(outcome: Outcome) -> Input {
    Input { outcome: Some(outcome), text: digest(), ..Input::default() }
}

#[test]
fn a_link_opens_the_case_for_its_body_and_lets_it_do_three_things() {
    let mut story = linked();
    let body = by_link(&story.case, story.now);
    assert_eq!(form(&story, &body), Some(Form::Body));
    let offers = |story: &Story| {
        let offers = offered_actions(&story.case, &body, &super::cast::ctx(story.now));
        offers.into_iter().map(|offer| offer.action).collect::<Vec<_>>()
    };
    assert_eq!(offers(&story), [A::ExternalResult, A::OpenLink, A::Supplement]);
    story.attempt(&body, A::OpenLink, Input::default()).unwrap();
    assert_eq!(offers(&story), [A::ExternalResult, A::Supplement], "the first look is written down once");
    let version = story.case.version;
    story.attempt(&body, A::Supplement, Input { text: digest(), ..Input::default() }).unwrap();
    assert_eq!(story.case.version, version, "neither look nor words make anybody's edit fail");
    story.attempt(&body, A::ExternalResult, result(Outcome::Solved)).unwrap();
    assert_eq!(story.case.state, State::Handled, "it is checked like the work of others");
    let said = story.events.last().unwrap();
    assert_eq!((said.by, said.role), (None, Role::OutsideBody));
    assert_eq!(Case::replay(story.case.id, &story.events).unwrap(), story.case);
}

#[test]
fn everything_that_takes_the_case_from_the_body_ends_the_link() {
    type End = (&'static str, fn(Story) -> Story);
    let ends: [End; 6] = [
        ("a new link", |s| s.act(105, A::IssueLink, Input::default())),
        ("a revocation", |s| s.act(106, A::RevokeLink, Input::default())),
        ("its date", |s| s.later(24 * 30)),
        ("a result that the desk records", |s| s.act(106, A::ExternalResult, result(Outcome::Solved))),
        ("a result that says it is not theirs", |s| {
            s.act(106, A::ExternalResult, result(Outcome::NotTheirs))
        }),
        ("a seal", |s| {
            let sealed = Input { sensitive: Some(true), text: digest(), ..Input::default() };
            s.act(106, A::MarkSensitive, sealed)
        }),
    ];
    for (title, end) in ends {
        let story = linked();
        let body = by_link(&story.case, story.now);
        assert!(form(&story, &body).is_some());
        let mut after = end(story);
        assert_eq!(form(&after, &body), None, "{title}");
        for action in [A::ExternalResult, A::Supplement, A::OpenLink] {
            let said = after.attempt(&body, action, result(Outcome::Solved));
            assert!(said.is_err(), "{title}: {action}");
        }
    }
    let just_before = linked().later(24 * 30 - 1);
    assert!(form(&just_before, &by_link(&just_before.case, just_before.now)).is_some());
}

#[test]
fn a_link_of_one_case_opens_no_other_and_no_later_referral() {
    let story = linked();
    let CaseLink { case, no } = by_link(&story.case, story.now).link.unwrap();
    let other = Actor::by_link(CaseLink { case: crate::domain::ids::CaseId(case.0 + 1), no });
    assert_eq!(form(&story, &other), None);
    let again = story.act(106, A::ExternalResult, result(Outcome::NotTheirs));
    let until = Some(again.now + jiff::SignedDuration::from_hours(240));
    let to = Input { unit: Some(super::cast::LINKED), until, ..Input::default() };
    let again = again.act(106, A::Dispatch, to);
    assert_eq!(again.case.state, State::Referred);
    assert_eq!(form(&again, &Actor::by_link(CaseLink { case, no })), None);
}

#[test]
fn only_a_linked_body_gets_a_link_and_only_the_office_issues_one() {
    let mut outside = Story::new().registered();
    let until = Some(outside.now + jiff::SignedDuration::from_hours(48));
    outside = outside.act(106, A::Dispatch, Input { unit: Some(OUTSIDE), until, ..Input::default() });
    let refused = outside.attempt(&person(106), A::IssueLink, Input::default()).unwrap_err();
    assert_eq!(code(&refused), Some(RefusalCode::NoLinkedBody), "what it does is for the desk to record");

    let mut story = linked();
    for nobody in [101, 102, 103, 107, 108, 109, 110, 111, 112, 113] {
        assert!(story.attempt(&person(nobody), A::IssueLink, Input::default()).is_err(), "{nobody}");
    }
    let body = by_link(&story.case, story.now);
    assert!(story.attempt(&body, A::IssueLink, Input::default()).is_err(), "a body passes nothing on");
    assert!(story.attempt(&body, A::RevokeLink, Input::default()).is_err());
    let seal = Input { sensitive: Some(true), text: digest(), ..Input::default() };
    let mut sealed = story.act(106, A::MarkSensitive, seal);
    sealed.case.level = crate::domain::codes::Level::Street;
    let mut named = person(106);
    named.grants[0].sensitive_desk = true;
    let refused = sealed.attempt(&named, A::IssueLink, Input::default()).unwrap_err();
    assert_eq!(code(&refused), Some(RefusalCode::SensitiveNoOffer), "no link to what is sealed");
}
