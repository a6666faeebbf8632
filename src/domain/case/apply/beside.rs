//! Events that leave the state alone: pressing, correcting, marking, and what time does.

use jiff::ToSpan as _;

use super::super::Case;
use super::super::climb::Climb;
use super::super::event::{Event, Fact, Step};
use super::super::parts::{Clock, Holder, Order};
use super::super::words::{Outcome, RequestKind};
use super::{done_with, remember};
use crate::domain::codes::{ClockKind, Level};

pub(super) fn beside(case: &mut Case, event: &Event) {
    match &event.fact {
        Fact::ChildMerged { child, followers } => {
            case.children.push(*child);
            for person in followers {
                remember(&mut case.followers, *person);
            }
        }
        Fact::ChildUnmerged { child } => case.children.retain(|c| c != child),
        Fact::Urged => {
            let day_ago = event.at.checked_sub(24.hours()).unwrap_or(event.at);
            case.urged.retain(|(_, at)| *at > day_ago);
            case.urged.push((event.by, event.at));
        }
        Fact::Prioritised { priority } => case.priority = *priority,
        Fact::Edited { category, condition, priority } => {
            case.category = category.clone().or_else(|| case.category.take());
            case.condition = condition.clone().or_else(|| case.condition.take());
            case.priority = priority.unwrap_or(case.priority);
        }
        Fact::Supervised { colour, due_at } => open_order(case, event, Some(*colour), *due_at),
        Fact::Instructed { due_at: Some(due_at), .. } => open_order(case, event, None, Some(*due_at)),
        Fact::SuperviseReplied { order } => {
            // A leader's remark needs no release: it is done with when it is answered.
            case.orders.retain(|o| o.no != *order || o.colour.is_some());
            if let Some(order) = case.orders.iter_mut().find(|o| o.no == *order) {
                order.answered = true;
                order.answered_at = Some(event.at);
            }
        }
        Fact::OrderReleased { order } => case.orders.retain(|o| o.no != *order),
        Fact::Escalated { to } => raised(case, *to, event.step),
        Fact::Moved { areas } => {
            case.areas = *areas;
            case.unlocated = false;
        }
        Fact::ContactMade { outcome: Outcome::Reached } => case.contact = None,
        Fact::Followed { on } => {
            if let Some(person) = event.by {
                case.followers.retain(|p| *p != person);
                case.followers.extend(on.then_some(person));
            }
        }
        Fact::MarkedSensitive { on } => {
            case.sensitive = *on;
            done_with(case, RequestKind::LowerSensitive);
            if event.step.is_some() {
                recall(case);
            }
        }
        _ => time(case, event),
    }
}

/// A case that is raised to where there is a desk lies there; whoever had taken it at the desk below has it no longer.
fn raised(case: &mut Case, to: Level, step: Option<Step>) {
    if let Some(step) = step {
        case.level = to;
        if matches!(step.holder, Some(Holder::Desk { .. })) {
            case.claimed_by = None;
        }
    }
}

/// Nobody who may not see it any more keeps it.
fn recall(case: &mut Case) {
    if let Some(check) = &mut case.check {
        check.taken_by = None;
    } else {
        case.offer = None;
        case.let_go();
    }
}

fn open_order(
    case: &mut Case,
    event: &Event,
    colour: Option<super::super::words::OrderColour>,
    due_at: Option<jiff::Timestamp>,
) {
    let order = Order {
        no: case.seq,
        colour,
        by: event.by,
        due_at,
        answered: false,
        answered_at: None,
        overdue: false,
    };
    case.orders.push(order);
}

fn time(case: &mut Case, event: &Event) {
    match &event.fact {
        Fact::DueSoon { clock, climb } => on_clock(case, *clock, |c| climbed(c, climb.as_deref())),
        Fact::Overdue { clock, nags, climb } => {
            case.was_late |= *clock == ClockKind::Handling;
            on_clock(case, *clock, |c| late(c, *nags, climb.as_deref()));
        }
        Fact::StillOverdue { clock, nags, climb } => on_clock(case, *clock, |c| {
            c.nags = *nags;
            climbed(c, climb.as_deref());
        }),
        Fact::ContactOverdue { nags, climb } => {
            on_clock(case, ClockKind::FirstContact, |c| late(c, *nags, climb.as_deref()));
        }
        Fact::Acknowledged { clocks } => {
            for (kind, next) in clocks {
                on_clock(case, *kind, |c| {
                    c.awaits = false;
                    c.next = *next;
                });
            }
        }
        Fact::TakenBack if event.step.is_some_and(|step| step.state != case.state) => case.let_go(),
        Fact::TakenBack => {
            case.claimed_by = None;
            if let Some(check) = &mut case.check {
                check.taken_by = None;
            }
        }
        Fact::OrderOverdue { order } => {
            if let Some(order) = case.orders.iter_mut().find(|o| o.no == *order) {
                order.overdue = true;
            }
        }
        _ => {}
    }
}

/// A clock that has run out, and the reminders that would have come meanwhile.
fn late(clock: &mut Clock, nags: u8, climb: Option<&Climb>) {
    clock.overdue = true;
    clock.nags = clock.nags.max(nags);
    climbed(clock, climb);
}

/// Where a clock stands on its ladder after a step.
const fn climbed(clock: &mut Clock, climb: Option<&Climb>) {
    if let Some(climb) = climb {
        clock.climbed = Some(climb.step);
        clock.awaits = climb.needs_ack;
        clock.next = climb.next;
    }
}

/// Every place in which the case keeps the clock of a kind: the handling clock stands in its step as well while it is that
/// step's.
fn on_clock(case: &mut Case, kind: ClockKind, mark: impl Fn(&mut Clock)) {
    let places =
        [&mut case.clock, &mut case.handling, &mut case.parked, &mut case.contact, &mut case.promise];
    places.into_iter().flatten().filter(|clock| clock.kind == kind).for_each(mark);
}
