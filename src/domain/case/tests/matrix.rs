//! Every state × action × role as a picture, kept beside the code. A change of the workflow or of the policy shows here as a
//! change of the picture and nowhere else first.

use std::fmt::Write as _;

use super::cast::{MEDIATORS, OUTSIDE, Story, by_link, by_role, ctx, digest, person};
use crate::domain::case::action::Input;
use crate::domain::case::transition::TABLE;
use crate::domain::case::words::{Outcome, Reason, RequestKind};
use crate::domain::case::{Case, offered_actions};
use crate::domain::codes::{ActionCode, Role, State};
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::policy::Actor;

/// A case in each state, and in each state with something pending.
#[expect(clippy::too_many_lines, reason = "one entry a scene")]
fn scenes() -> Vec<(&'static str, Story)> {
    use ActionCode as A;
    let new = Story::new;
    let mediating =
        || with_mediator().act(111, A::Mediate, Input { consent: Some(true), ..Input::default() });
    let until = |s: &Story, hours| Some(s.now + jiff::SignedDuration::from_hours(hours));
    let offered =
        |s: Story| s.act(106, A::Dispatch, Input { people: vec![PersonId(101)], ..Input::default() });
    let returned = |s: Story, id| {
        let input = Input {
            reason: Some(Reason::NotOurDuty),
            basis: Some("3.2".into()),
            text: digest(),
            ..Input::default()
        };
        s.act(id, A::Return, input)
    };
    let twice = returned(
        returned(new().dispatched(super::cast::DEPT), 108).act(
            106,
            A::Dispatch,
            Input { unit: Some(super::cast::DEPT_2), ..Input::default() },
        ),
        114,
    );
    let referred = new().registered();
    let due = until(&referred, 48);
    let referred =
        referred.act(106, A::Dispatch, Input { unit: Some(OUTSIDE), until: due, ..Input::default() });
    let mut merged = new();
    let parent = Case { id: CaseId(8), ..merged.case.clone() };
    merge_into(&mut merged, &parent);
    vec![
        ("reported", new()),
        ("pre_checking", new().act(105, A::PreCheck, Input::default())),
        (
            "pre_checking, taken by the grid member",
            new().act(105, A::PreCheck, Input::default()).act(102, A::Claim, Input::default()),
        ),
        ("rejected", rejected()),
        (
            "rejected, review asked",
            rejected().act(90, A::Reconsider, Input { text: digest(), ..Input::default() }),
        ),
        ("registered", new().registered()),
        ("registered, returned twice", twice),
        ("offered", offered(new().registered())),
        ("dispatched", new().dispatched(super::cast::DEPT)),
        ("handling", new().handling()),
        ("handling, with the mediator", with_mediator()),
        (
            "handling, extension asked by the handler",
            new().handling().asks(107, A::Extend, Some(Reason::Complexity), 400),
        ),
        (
            "handling, extension asked by the lead",
            new().handling().asks(108, A::Extend, Some(Reason::Complexity), 400),
        ),
        ("handling, wait asked", new().handling().asks(107, A::Pause, Some(Reason::Weather), 20)),
        ("handling, suspension asked", new().handling().asks(108, A::Suspend, Some(Reason::Season), 2000)),
        ("handling, void asked", new().handling().asks(106, A::Void, Some(Reason::FiledInError), 0)),
        (
            "handling, call to the district drafted",
            new().handling().act(
                106,
                A::Whistle,
                Input { unit: Some(OUTSIDE), until: due, text: digest(), ..Input::default() },
            ),
        ),
        (
            "handling, hand-over asked",
            new().handling().act(107, A::HandOver, Input { person: Some(PersonId(119)), ..Input::default() }),
        ),
        ("handling, a reminder to acknowledge", super::ladders::reminded()),
        ("to_confirm", new().to_confirm()),
        (
            "paused",
            new().handling().asks(107, A::Pause, Some(Reason::Weather), 20).approves(106, RequestKind::Pause),
        ),
        (
            "suspended",
            new()
                .handling()
                .asks(108, A::Suspend, Some(Reason::Season), 2000)
                .approves(110, RequestKind::Suspend),
        ),
        ("mediating", mediating()),
        ("referred", referred),
        ("referred, to a linked body", new().with_linked_body()),
        ("referred, with a link", new().with_linked_body().act(106, A::IssueLink, Input::default())),
        ("handled", new().handled()),
        ("post_checking", new().post_checking()),
        (
            "post_checking, taken by the grid member",
            new().post_checking().act(102, A::Claim, Input::default()),
        ),
        ("to_close", new().to_close()),
        ("closed", new().closed()),
        ("closed, late", late()),
        ("closed, late, appealed", late_and_appealed()),
        ("merged", merged),
        ("voided", new().act(90, A::Withdraw, Input::default())),
    ]
}

fn with_mediator() -> Story {
    let named = Input { person: Some(PersonId(111)), ..Input::default() };
    Story::new().dispatched(MEDIATORS).act(121, ActionCode::Receive, named)
}

fn rejected() -> Story {
    let input = Input { reason: Some(Reason::NotAMatter), reply: digest(), ..Input::default() };
    Story::new().act(105, ActionCode::Reject, input)
}

fn merge_into(story: &mut Story, parent: &Case) {
    let mut ctx = ctx(story.now);
    ctx.parent = Some(parent);
    let command = crate::domain::case::Command {
        action: ActionCode::Merge,
        input: Input { parent: Some(parent.id), ..Input::default() },
    };
    let decision =
        crate::domain::case::decide(&story.case, &command, &person(105), &ctx).expect("both are open");
    assert_eq!(decision.other.len(), 1, "the parent hears of it in its own chain");
    decision.events.iter().for_each(|e| crate::domain::case::apply::apply(&mut story.case, e));
    story.events.extend(decision.events);
}

fn late_and_appealed() -> Story {
    late().asks(108, ActionCode::Appeal, Some(Reason::NotAtFault), 0)
}

fn late() -> Story {
    let late = Story::new().handling().later(24 * 40).act(107, ActionCode::Submit, super::cast::result());
    let passed = Input { outcome: Some(Outcome::Passed), ..Input::default() };
    late.act(108, ActionCode::Confirm, Input::default())
        .act(105, ActionCode::PostCheck, Input::default())
        .act(102, ActionCode::Claim, Input::default())
        .act(102, ActionCode::PostCheckResult, passed)
        .act(105, ActionCode::Close, Input { condition_met: Some(true), ..Input::default() })
}

fn allowed(case: &Case, actor: &Actor, now: jiff::Timestamp) -> Vec<String> {
    let offers = offered_actions(case, actor, &ctx(now));
    let name = |o: crate::domain::case::ActionOffer| match o.request {
        Some(request) => format!("{}:{request}", o.action),
        None => o.action.to_string(),
    };
    offers.into_iter().map(name).collect()
}

fn actor(role: Role, story: &Story) -> Actor {
    if role == Role::OutsideBody { by_link(&story.case, story.now) } else { by_role(role) }
}

#[test]
fn who_may_do_what_in_which_state() {
    let mut picture = String::new();
    let scenes = scenes();
    for (title, story) in &scenes {
        let _ = writeln!(picture, "== {title}");
        let by_actor: Vec<_> =
            Role::ALL.iter().map(|r| (*r, allowed(&story.case, &actor(*r, story), story.now))).collect();
        let mut names: Vec<String> = Vec::new();
        by_actor.iter().flat_map(|(_, names)| names).for_each(|n| {
            if !names.contains(n) {
                names.push(n.clone());
            }
        });
        names.sort();
        for name in names {
            let roles: Vec<_> =
                by_actor.iter().filter(|(_, a)| a.contains(&name)).map(|(r, _)| r.code()).collect();
            let _ = writeln!(picture, "{name:24} {}", roles.join(" "));
        }
    }
    for state in State::ALL {
        assert!(scenes.iter().any(|(_, s)| s.case.state == *state), "{state} is not in the picture");
    }
    insta::assert_snapshot!("matrix", picture);
}

#[test]
fn every_row_of_the_table_is_open_to_somebody_somewhere() {
    let scenes = scenes();
    let everybody: Vec<Actor> = super::cast::people()
        .keys()
        .map(|p| person(p.0))
        .chain([by_role(Role::Resident), Actor::system()])
        .collect();
    let rare = [ActionCode::Legacy, ActionCode::SuperviseReply];
    for row in TABLE.iter().filter(|r| r.request.is_none() && !rare.contains(&r.action)) {
        let open = scenes.iter().filter(|(_, s)| row.from.contains(&s.case.state)).any(|(_, s)| {
            let body = by_link(&s.case, s.now);
            let mut people = everybody.iter().chain([&body]);
            people.any(|a| allowed(&s.case, a, s.now).contains(&row.action.to_string()))
        });
        assert!(open, "{} from {:?} is open to nobody", row.action, row.from);
    }
}
