//! Random walks through the workflow by the whole cast: whatever happens, replay gives the same case, an open case has one
//! holder and an alarm, somebody can always move it on, and nobody checks or closes his own work.

use proptest::prelude::*;

use super::cast::{
    AREAS, DEPT, DEPT_2, DESK, MEDIATORS, OTHER_GRID, OUTSIDE, Story, TEAM, by_role, ctx, digest, people,
    person, photo,
};
use super::ladder_life::{assert_settled, judge};
use crate::domain::area_path::AreaPath;
use crate::domain::case::action::Input;
use crate::domain::case::fire::fire;
use crate::domain::case::parts::Need;
use crate::domain::case::words::{Field, OrderColour, Outcome, ProofUse, Reason};
use crate::domain::case::{ActionOffer, Case, Fact, apply::apply, offered_actions};
use crate::domain::codes::{ActionCode, CheckMode, Priority, Role, State};
use crate::domain::ids::PersonId;
use crate::domain::policy::Actor;

/// A small generator of choices: the same seed walks the same way.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.roll(from.len())]
    }
}

fn everybody() -> Vec<Actor> {
    people().keys().map(|p| person(p.0)).chain([by_role(Role::Resident)]).collect()
}

fn filled_in(dice: &mut Dice, story: &Story, offer: &ActionOffer) -> Input {
    let mut input = Input { request: offer.request, ..Input::default() };
    let units = [DEPT, DEPT_2, DESK, MEDIATORS, TEAM, OUTSIDE];
    for need in &offer.needs {
        if need.required || dice.roll(3) == 0 {
            fill(dice, story, need, &mut input, &units);
        }
    }
    input
}

fn fill(
    dice: &mut Dice,
    story: &Story,
    need: &Need,
    input: &mut Input,
    units: &[crate::domain::ids::UnitId],
) {
    let staff: Vec<PersonId> = people().into_keys().collect();
    match need.field {
        Field::Text => input.text = digest(),
        Field::Reply => input.reply = digest(),
        Field::Reason => input.reason = dice.pick(&need.options).parse::<Reason>().ok(),
        Field::Basis => input.basis = Some("3.2".into()),
        Field::Category => {
            input.category = Some((*dice.pick(&[super::cast::CATEGORY, "01002", "06001"])).into());
        }
        Field::Condition => input.condition = Some("default".into()),
        Field::Priority => input.priority = Some(*dice.pick(Priority::ALL)),
        Field::Unit => input.unit = Some(*dice.pick(units)),
        Field::CoUnits => input.co_units = vec![*dice.pick(units)],
        Field::Person => input.person = Some(*dice.pick(&staff)),
        Field::People => input.people = vec![PersonId(101), PersonId(120)],
        Field::Until => {
            let hours = i64::try_from(1 + dice.roll(200)).unwrap_or(1);
            input.until = Some(story.now + jiff::SignedDuration::from_hours(hours));
        }
        Field::Outcome => input.outcome = dice.pick(&need.options).parse::<Outcome>().ok(),
        Field::Solved => input.solved = Some(dice.roll(2) == 0),
        Field::Satisfied => input.satisfied = Some(true),
        Field::Stars => input.stars = Some(5),
        Field::Attachments => {
            input.attachments = [ProofUse::Before, ProofUse::After, ProofUse::Document].map(photo).to_vec();
        }
        Field::Consent => input.consent = Some(true),
        Field::Number => input.number = Some("X-1".into()),
        Field::Mode => input.mode = Some(CheckMode::Photo),
        Field::Colour => input.colour = Some(*dice.pick(OrderColour::ALL)),
        Field::Place => {
            let grid = Some(*dice.pick(&[OTHER_GRID, crate::domain::ids::AreaId(4)]));
            input.place = Some(AreaPath { grid, ..AREAS });
        }
        Field::Sensitive => input.sensitive = Some(dice.roll(2) == 0),
        Field::ConditionMet => input.condition_met = Some(true),
        Field::On => input.on = Some(true),
        Field::Parent | Field::Dispatch | Field::Request => {}
    }
}

/// Somebody and something that is open to him. Marks and remarks are many; steps forward are what the walk is about.
fn choose(dice: &mut Dice, story: &Story, cast: &[Actor]) -> Option<(Actor, ActionOffer)> {
    let aside = dice.roll(8) == 0;
    for _ in 0..8 {
        let actor = dice.pick(cast);
        let mut offers = offered_actions(&story.case, actor, &ctx(story.now));
        offers.retain(|o| aside || !(beside(o.action) || ends(o.action)));
        if !offers.is_empty() {
            return Some((actor.clone(), dice.pick(&offers).clone()));
        }
    }
    None
}

/// Ways out of the middle of the workflow, which would end most walks early.
const fn ends(action: ActionCode) -> bool {
    use ActionCode as A;
    matches!(action, A::Withdraw | A::Reject | A::Refer | A::Return | A::Refuse | A::ReportUp)
}

/// One step: time passes, something may fire, somebody may do something that is open to him.
fn step(dice: &mut Dice, story: &mut Story, cast: &[Actor]) -> Option<(Case, Actor)> {
    if dice.roll(6) == 0 {
        story.now += jiff::SignedDuration::from_hours(i64::try_from(dice.roll(40)).unwrap_or(0));
    }
    let mut rounds = 0;
    while let Some(fired) = fire(&story.case, &ctx(story.now)) {
        for event in fired.events {
            apply(&mut story.case, &event);
            story.events.push(event);
        }
        rounds += 1;
        assert!(rounds < 40, "time runs in a circle: {:?}", story.case);
    }
    assert_settled(&story.case, story.now);
    let (actor, offer) = choose(dice, story, cast)?;
    let before = story.case.clone();
    let input = filled_in(dice, story, &offer);
    story.attempt(&actor, offer.action, input).ok().map(|()| (before, actor))
}

const fn beside(action: ActionCode) -> bool {
    use ActionCode as A;
    matches!(
        action,
        A::Note
            | A::Follow
            | A::Supplement
            | A::Urge
            | A::Acknowledge
            | A::Urgent
            | A::Escalate
            | A::Instruct
            | A::Supervise
            | A::Contact
            | A::MarkSensitive
            | A::Legacy
            | A::Edit
            | A::TransferGrid
            | A::HandOver
            | A::Claim
            | A::Void
    )
}

fn check_invariants(story: &Story) {
    let case = &story.case;
    assert_eq!(Case::replay(case.id, &story.events).as_ref(), Ok(case), "replay gives the row");
    let stored = serde_json::to_string(case).expect("a case is JSON");
    assert_eq!(&serde_json::from_str::<Case>(&stored).expect("and comes back"), case);
    if case.state.is_open() {
        assert!(case.holder.is_some(), "an open case has a holder: {case:?}");
        assert!(case.next_alarm().is_some(), "an open case has an alarm: {case:?}");
    } else {
        assert!(case.holder.is_none() && case.until.is_none() && case.offer.is_none(), "{case:?}");
    }
    if case.state == State::Handling || case.state == State::Dispatched {
        assert!(case.handling.is_some(), "work has a limit: {case:?}");
    }
    assert_eq!(
        case.check.is_some(),
        matches!(case.state, State::PreChecking | State::PostChecking),
        "{case:?}"
    );
    assert_eq!(case.offer.is_some(), case.state == State::Offered, "{case:?}");
}

fn check_hands(before: &Case, actor: &Actor, story: &Story) {
    let Some(last) = story.events.last() else { return };
    let acts_on_work = matches!(last.fact, Fact::Closed | Fact::PostChecked { .. });
    if acts_on_work {
        let person = actor.person.expect("the cast has numbers");
        assert!(!before.did_work(person), "{person} judged his own work: {before:?}");
    }
}

/// Whatever the state, somebody can move an open case on, or a date will; or can raise it to a level where somebody can. A sensitive
/// case is seen by the desk of its level alone, and where that desk did the work itself nobody there may check it.
fn check_no_dead_end(story: &Story, everybody: &[Actor]) {
    let case = &story.case;
    if !case.state.is_open() || case.until.is_some() || case.offer.is_some() {
        return;
    }
    let mut everyone = everybody.to_vec();
    if case.sensitive {
        for grant in everyone.iter_mut().flat_map(|a| &mut a.grants) {
            grant.sensitive_desk = true;
        }
    }
    let raised = || {
        let input = || Input { text: digest(), ..Input::default() };
        everyone.iter().find_map(|a| {
            let mut higher = story.clone();
            higher.attempt(a, ActionCode::Escalate, input()).ok().map(|()| higher)
        })
    };
    let moves = can_move(story, &everyone) || raised().is_some_and(|higher| can_move(&higher, &everyone));
    assert!(moves, "a dead end: {case:?}");
}

/// Whether somebody may take a step forward, or take the check that is waiting.
fn can_move(story: &Story, everyone: &[Actor]) -> bool {
    let checks = story.case.check.as_ref().is_some_and(|check| check.taken_by.is_none());
    everyone.iter().any(|a| {
        offered_actions(&story.case, a, &ctx(story.now)).iter().any(|o| {
            let taken_up = checks && o.action == ActionCode::Claim;
            taken_up || !beside(o.action) && o.action != ActionCode::SuperviseReply
        })
    })
}

fn walk(seed: u64) {
    let mut dice = Dice(seed);
    let cast = everybody();
    let mut story = Story::new();
    for _ in 0..120 {
        let moved = step(&mut dice, &mut story, &cast);
        if let Some((before, actor)) = &moved {
            check_hands(before, actor, &story);
            check_invariants(&story);
            check_no_dead_end(&story, &cast);
        }
    }
    judge(&story.events);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_invariants_hold(seed in 1_u64..u64::MAX) {
        walk(seed);
    }
}

/// Walks that once came to a dead end.
#[test]
fn walks_that_failed_once_do_so_no_more() {
    walk(10_318_669_952_935_636_165);
    walk(1_870_912_623_536_344_259);
}

#[test]
fn walks_come_to_every_state() {
    let cast = everybody();
    let mut seen = std::collections::BTreeSet::new();
    for seed in 1..=150_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let mut story = Story::new();
        for _ in 0..120 {
            step(&mut dice, &mut story, &cast);
            seen.insert(story.case.state);
        }
    }
    // Merging needs a second case; `rules` tells its story.
    let missing: Vec<_> = State::ALL.iter().filter(|s| **s != State::Merged && !seen.contains(s)).collect();
    assert!(missing.is_empty(), "never reached: {missing:?}");
}

/// Many more walks than there is time for every day: `cargo test --release -- --ignored a_long_walk`.
#[test]
#[ignore = "minutes of walking, for whoever changes the table of transitions"]
fn a_long_walk() {
    for seed in 1..=20_000_u64 {
        walk(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    }
}
