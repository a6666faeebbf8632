//! What time does to a case: warn, mark late, let an offer lapse, resume what waited. Each fires once for its cause; when the
//! clock is past due, the lateness is brought up again at doubling intervals, so that no open case is ever forgotten.

use jiff::{SignedDuration, Timestamp};

use super::ctx::Ctx;
use super::decide::{at_desk, decide};
use super::event::{Event, Fact, Step};
use super::{Case, Command};
use crate::domain::codes::{ActionCode, Role, State, code_enum};
use crate::domain::policy::Actor;

code_enum! {
    /// What a timer is armed for.
    pub enum FireKind {
        Resume = "resume", "到期恢复", "Resume";
        OfferLapse = "offer_lapse", "邀请到期", "Offer lapses";
        DueSoon = "due_soon", "临期提醒", "Due soon";
        Overdue = "overdue", "超期", "Overdue";
        StillOverdue = "still_overdue", "仍超期", "Still overdue";
        ContactOverdue = "contact_overdue", "首次联系到期", "First contact due";
        OrderOverdue = "order_overdue", "督办到期", "Order due";
    }
}

/// The next thing that time will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// What.
    pub kind: FireKind,
    /// When.
    pub at: Timestamp,
}

/// A system event and the cause that makes it unique within its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// The event.
    pub event: Event,
    /// The key of its cause.
    pub cause: String,
}

impl Case {
    /// The next thing that time will do to the case. Every open case has one; a merged one follows its parent, whatever was
    /// still owed when it was merged.
    pub fn next_alarm(&self) -> Option<Alarm> {
        self.alarms().filter(|_| self.state != State::Merged).min_by_key(|a| (a.at, a.kind))
    }

    fn alarms(&self) -> impl Iterator<Item = Alarm> {
        let alarm = |kind| move |at| Alarm { kind, at };
        let clock = self.clock.as_ref();
        // A case that is over, or merged, has no time but the one for the answer to an objection.
        let open = self.state.is_open();
        let contact = self.contact.filter(|contact| open && !contact.overdue);
        let due = clock.map(|c| {
            if c.overdue {
                Alarm { kind: FireKind::StillOverdue, at: nag_at(c.due_at, c.nags) }
            } else {
                Alarm { kind: FireKind::Overdue, at: c.due_at }
            }
        });
        let order =
            self.orders.iter().filter(|o| open && !o.answered && !o.overdue).filter_map(|o| o.due_at).min();
        [
            self.until.map(alarm(FireKind::Resume)),
            self.offer.as_ref().map(|o| o.expires_at).map(alarm(FireKind::OfferLapse)),
            clock.and_then(|c| c.warn_at).map(alarm(FireKind::DueSoon)),
            due,
            contact.map(|contact| contact.due_at).map(alarm(FireKind::ContactOverdue)),
            order.map(alarm(FireKind::OrderOverdue)),
        ]
        .into_iter()
        .flatten()
    }
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
    let (fact, step) = match alarm.kind {
        FireKind::Resume => return resume(case, ctx, alarm),
        FireKind::OfferLapse => (Fact::OfferLapsed, Some(at_desk(case, ctx, State::Registered))),
        FireKind::DueSoon => (Fact::DueSoon, None),
        FireKind::Overdue => (Fact::Overdue, None),
        FireKind::StillOverdue => {
            // Past the last doubling the interval stays: the counter only has to tell one cause from the next.
            let nags = case.clock.map_or(0, |c| c.nags).saturating_add(1);
            (Fact::StillOverdue { nags }, None)
        }
        FireKind::ContactOverdue => (Fact::ContactOverdue, None),
        FireKind::OrderOverdue => {
            let late = |o: &&super::Order| !o.answered && !o.overdue && o.due_at == Some(alarm.at);
            (Fact::OrderOverdue { order: case.orders.iter().find(late)?.no }, None)
        }
    };
    Some(Fired { cause: cause(case, alarm, &fact), event: system(ctx.now, fact, step) })
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
    let event = decision.events.into_iter().next()?;
    Some(Fired { cause: cause(case, alarm, &event.fact), event })
}

fn cause(case: &Case, alarm: Alarm, fact: &Fact) -> String {
    let at = alarm.at.as_microsecond();
    match (fact, case.clock) {
        (Fact::OrderOverdue { order }, _) => format!("{}:{order}", alarm.kind),
        // The clocks of two steps may begin at one instant and be due at another one: their kind tells them apart.
        (_, Some(clock)) => format!("{}:{}:{}:{at}", alarm.kind, clock.kind, clock.since.as_microsecond()),
        (_, None) => format!("{}:{at}", alarm.kind),
    }
}

fn system(at: Timestamp, fact: Fact, step: Option<Step>) -> Event {
    Event { at, by: None, role: Role::System, fact, step, text: None, reply: None, attachments: Vec::new() }
}
