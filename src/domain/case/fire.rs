//! What time does to a case: the steps of its clocks' ladders, the lapse of due times and offers, the end of waits. Each fires
//! once for its cause. When a ladder has no step left the lateness is brought up again at doubling intervals, so that no open
//! case is ever forgotten.

use jiff::{SignedDuration, Timestamp};

use super::apply::apply;
use super::climb::{Climb, arm};
use super::ctx::Ctx;
use super::decide::{at_desk, decide};
use super::effect::anytime::raised;
use super::event::{Event, Fact, Step};
use super::matter::follow_up;
use super::parts::{Clock, Holder};
use super::words::Reason;
use super::{Case, Command};
use crate::domain::codes::{ActionCode, ClockKind, Flag, Level, Priority, Role, State, UnitKind, code_enum};
use crate::domain::ladder::{LadderAction, LadderBook, LadderRecipient, ReassignTo};
use crate::domain::policy::Actor;

code_enum! {
    /// What a timer is armed for.
    pub enum FireKind {
        Resume = "resume", "到期恢复", "Resumes";
        OfferLapse = "offer_lapse", "邀请到期", "Offer lapses";
        Step = "step", "按督办规则提醒", "Reminder of the ladder";
        Overdue = "overdue", "到期", "Falls due";
        StillOverdue = "still_overdue", "再次提醒超期", "Lateness is brought up again";
        OrderOverdue = "order_overdue", "督办到期", "Answer to an order due";
    }
}

/// The next thing that time will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// What.
    pub kind: FireKind,
    /// When.
    pub at: Timestamp,
    /// To which clock, if it is one's.
    pub clock: Option<ClockKind>,
}

/// System events and the cause that makes the first of them unique within its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// The events, at least one.
    pub events: Vec<Event>,
    /// The key of their cause.
    pub cause: String,
}

/// What happens next to a case, when, and who hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// What and when.
    pub alarm: Alarm,
    /// Who hears; for what no ladder says, whoever holds the case.
    pub to: Vec<LadderRecipient>,
}

impl Case {
    /// The next thing that time will do to the case. Every open case has one; a merged one follows its parent, whatever was
    /// still owed when it was merged.
    pub fn next_alarm(&self) -> Option<Alarm> {
        self.alarms().filter(|_| self.state != State::Merged).min_by_key(|a| (a.at, a.kind))
    }

    fn alarms(&self) -> impl Iterator<Item = Alarm> {
        let alarm = |kind| move |at| Alarm { kind, at, clock: None };
        let open = self.state.is_open();
        let order =
            self.orders.iter().filter(|o| open && !o.answered && !o.overdue).filter_map(|o| o.due_at).min();
        [
            self.until.map(alarm(FireKind::Resume)),
            self.offer.as_ref().map(|o| o.expires_at).map(alarm(FireKind::OfferLapse)),
            order.map(alarm(FireKind::OrderOverdue)),
        ]
        .into_iter()
        .flatten()
        .chain(self.running().flat_map(of_clock))
    }

    /// The colour of time: green, yellow from four fifths of the limit, red. None while no clock of the work runs.
    pub fn colour(&self, now: Timestamp) -> Option<Flag> {
        let aside = |clock: &&Clock| !matches!(clock.kind, ClockKind::FirstContact | ClockKind::Whole);
        let of = |clock: &Clock| match clock.warn_at {
            _ if clock.due_at <= now => Flag::Overdue,
            Some(warn) if warn <= now => Flag::DueSoon,
            _ => Flag::OnTrack,
        };
        self.running().filter(aside).map(of).max()
    }

    /// What happens next, when, and who hears of it, by the ladders in force.
    pub fn next_step(&self, ladders: &LadderBook) -> Option<NextStep> {
        let alarm = self.next_alarm()?;
        let climbs = alarm.clock.filter(|_| alarm.kind == FireKind::Step).and_then(|kind| {
            let armed = self.running_clock(kind)?.next?;
            ladders.choose(&self.ladder_query(kind)).steps.get(usize::from(armed.step))
        });
        let to = climbs.map_or_else(|| vec![LadderRecipient::Holder], |step| step.to.clone());
        Some(NextStep { alarm, to })
    }
}

/// The next step of a clock's ladder, and its due time until that is marked; at the end of both, the next reminder.
fn of_clock(clock: &Clock) -> impl Iterator<Item = Alarm> {
    let alarm = |kind, at| Alarm { kind, at, clock: Some(clock.kind) };
    let step = clock.next.map(|armed| alarm(FireKind::Step, armed.at));
    let due = (!clock.overdue).then(|| alarm(FireKind::Overdue, clock.due_at));
    let end = step.is_none() && due.is_none();
    let nag = end.then(|| alarm(FireKind::StillOverdue, nag_at(clock.due_at, clock.nags)));
    [step, due, nag].into_iter().flatten()
}

/// One day after the due time, then two, four, eight… The last doubling lies millennia ahead, so that no case, however long it
/// has been late when it is imported, is due again at once for ever.
fn nag_at(due_at: Timestamp, nags: u8) -> Timestamp {
    let days = 1_i64 << nags.min(20);
    due_at.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MAX)
}

/// What is due now, one thing at a time: the caller applies it and asks again.
pub fn fire(case: &Case, ctx: &Ctx<'_>) -> Option<Fired> {
    let alarm = case.next_alarm().filter(|a| a.at <= ctx.now)?;
    match (alarm.kind, alarm.clock) {
        (FireKind::Resume, _) => resume(case, ctx, alarm),
        (FireKind::OfferLapse, _) => {
            let lapsed = system(ctx, case, Fact::OfferLapsed, Some(at_desk(case, ctx, State::Registered)));
            Some(Fired { events: vec![lapsed], cause: cause(case, alarm) })
        }
        (FireKind::OrderOverdue, _) => {
            let late = |o: &&super::Order| !o.answered && !o.overdue && o.due_at == Some(alarm.at);
            let order = case.orders.iter().find(late)?.no;
            let event = system(ctx, case, Fact::OrderOverdue { order }, None);
            Some(Fired { events: vec![event], cause: format!("{}:{order}", alarm.kind) })
        }
        (_, Some(kind)) => on_clock(case, ctx, kind),
        (_, None) => None,
    }
}

/// A clock's step, its lapse, or both at once.
fn on_clock(case: &Case, ctx: &Ctx<'_>, kind: ClockKind) -> Option<Fired> {
    let clock = case.running_clock(kind)?;
    let (climb, actions) = ctx.rules.climb(clock, &case.ladder_query(kind), ctx.now).unzip();
    let run = format!("{kind}:{}:{}", clock.since.as_microsecond(), clock.leg);
    let late = clock.due_at <= ctx.now;
    let mut nags = clock.nags;
    if climb.as_ref().is_none_or(|climb| climb.next.is_none()) {
        // Where the ladder has come to its end reminders go on, ahead of now: those that were missed are one with what is told now.
        while late && nag_at(clock.due_at, nags) <= ctx.now && nags < u8::MAX {
            nags += 1;
        }
    }
    let key = match &climb {
        Some(Climb { step, repeat, .. }) => format!("{run}:{step}.{repeat}"),
        None if !clock.overdue => format!("{run}:due"),
        None => format!("{run}:nag{nags}"),
    };
    let climb = climb.map(Box::new);
    let fact = match (clock.overdue, late) {
        (true, _) => Fact::StillOverdue { clock: kind, nags, climb },
        (false, true) if kind == ClockKind::FirstContact => Fact::ContactOverdue { nags, climb },
        (false, true) => Fact::Overdue { clock: kind, nags, climb },
        (false, false) => Fact::DueSoon { clock: kind, climb },
    };
    let (mut after, mut events) = (case.clone(), Vec::new());
    let mut happens = |after: &mut Case, event: Event| {
        apply(after, &event);
        events.push(event);
    };
    happens(&mut after, system(ctx, case, fact, None));
    // Each is done to the case as the one before has left it: its clock has been marked already.
    for action in actions.unwrap_or_default() {
        if let Some(event) = done(&after, ctx, action) {
            happens(&mut after, event);
        }
    }
    if late && !clock.overdue && nobody_here_may_end_it(&after) {
        let (fact, step) = raised(&after);
        let event = system(ctx, &after, fact, step);
        happens(&mut after, event);
    }
    Some(Fired { events, cause: key })
}

/// A sealed case is seen by the desk of its level alone. Where that desk has done the work itself, nobody there may check or close
/// it: its lateness raises it to where somebody may.
fn nobody_here_may_end_it(case: &Case) -> bool {
    let to_end = matches!(case.state, State::Handled | State::PostChecking | State::ToClose);
    case.sensitive && to_end && case.level < Level::Street && case.lead_kind == Some(UnitKind::CommunityDesk)
}

/// What a step does besides telling.
fn done(case: &Case, ctx: &Ctx<'_>, action: LadderAction) -> Option<Event> {
    let (fact, step) = match action {
        LadderAction::Notify => return None,
        LadderAction::RaisePriority => {
            // Declared from the most to the least urgent.
            let priority = Priority::ALL.iter().rev().find(|priority| **priority < case.priority)?;
            (Fact::Prioritised { priority: *priority }, None)
        }
        LadderAction::OpenOrder { colour } => {
            if case.orders.iter().any(|order| order.colour >= Some(colour)) {
                return None;
            }
            (Fact::Supervised { colour, due_at: Some(ctx.rules.work_days_after(ctx.now, 1)) }, None)
        }
        LadderAction::Reassign { to } => taken_back(case, ctx, to)?,
    };
    Some(system(ctx, case, fact, step))
}

/// Out of the hands of whoever has it: back to the desk of its level, or to the lead of its unit.
fn taken_back(case: &Case, ctx: &Ctx<'_>, to: ReassignTo) -> Option<(Fact, Option<Step>)> {
    let here =
        |holder| Step { state: case.state, holder: Some(holder), clock: case.clock, until: case.until };
    let working = matches!(case.state, State::Dispatched | State::Handling | State::ToConfirm);
    match (to, case.lead, case.holder) {
        (ReassignTo::UnitLead, Some(unit), Some(Holder::Person { .. })) if working => {
            let fact = Fact::GivenBack { reason: Reason::HolderAbsent };
            Some((fact, Some(here(Holder::Unit { unit }))))
        }
        (ReassignTo::Desk, _, _) if working => {
            Some((Fact::TakenBack, Some(at_desk(case, ctx, State::Registered))))
        }
        (ReassignTo::Desk, _, Some(Holder::Person { .. })) if !case.state.is_at_work() => {
            Some((Fact::TakenBack, Some(here(case.desk(case.level)))))
        }
        _ => None,
    }
}

fn resume(case: &Case, ctx: &Ctx<'_>, alarm: Alarm) -> Option<Fired> {
    // Work goes on at the date that was set, however late the engine comes to say so.
    let then = Ctx {
        now: alarm.at.max(case.changed_at).min(ctx.now),
        rules: ctx.rules,
        units: ctx.units.clone(),
        people: ctx.people.clone(),
        parent: ctx.parent,
        neighbours: ctx.neighbours.clone(),
        limits: ctx.limits,
    };
    let decision = decide(case, &Command::plain(ActionCode::Resume), &Actor::system(), &then).ok()?;
    Some(Fired { events: decision.events, cause: cause(case, alarm) })
}

/// The wait that ends, or the offer that lapses.
fn cause(case: &Case, alarm: Alarm) -> String {
    let wait = case.stopped_at.map_or(0, Timestamp::as_microsecond);
    let of = case.offer.as_ref().map_or(wait, |offer| offer.no);
    format!("{}:{of}:{}", alarm.kind, alarm.at.as_microsecond())
}

fn system(ctx: &Ctx<'_>, case: &Case, fact: Fact, step: Option<Step>) -> Event {
    let mut event = Event {
        at: ctx.now,
        by: None,
        role: Role::System,
        fact,
        step,
        clocks: Vec::new(),
        text: None,
        reply: None,
        attachments: Vec::new(),
    };
    // What a ladder raises stays under its limits: haste is no excuse for a late clock.
    if !matches!(event.fact, Fact::Prioritised { .. }) {
        follow_up(&mut event, case, ctx);
    }
    arm(&mut event, Some(case), ctx.rules);
    event
}
