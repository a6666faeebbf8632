//! How a clock climbs its ladder: which step comes next, and which one is due. Steps are placed from the due time as it is, so
//! whatever moved that has moved them. After a standstill only the highest step that is due is taken; those below it are noted
//! as skipped.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Case;
use super::event::{Event, Fact};
use super::parts::{Armed, Clock};
use crate::domain::area_path::AreaPath;
use crate::domain::calendar::Calendar;
use crate::domain::codes::{ClockKind, Source, State};
use crate::domain::ladder::{
    Ladder, LadderAction, LadderBook, LadderQuery, LadderRecipient, LadderStep, MAX_REPEATS,
};
use crate::domain::limit::Limit;

/// A step that a clock has taken, as its event tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Climb {
    /// The version of the ladders.
    pub version: i64,
    /// The ladder.
    pub ladder: String,
    /// The number of the step in it, from 0.
    pub step: u8,
    /// Which repetition; 0 is the step itself.
    #[serde(default, skip_serializing_if = "super::parts::is_zero")]
    pub repeat: u8,
    /// Lower steps that were due as well and are not taken any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<u8>,
    /// Who hears.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<LadderRecipient>,
    /// Somebody has to say that he has seen it.
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub needs_ack: bool,
    /// What comes next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Armed>,
}

fn tells(rule: &LadderStep) -> bool {
    rule.actions.contains(&LadderAction::Notify)
}

/// A ladder with what it is read with.
pub(super) struct Ladders<'a> {
    pub(super) book: &'a LadderBook,
    pub(super) calendar: &'a Calendar,
}

/// The whole limit of a clock, with what was granted on top; where somebody set the date, the time up to that date.
pub(super) fn budget(clock: &Clock, calendar: &Calendar) -> Option<Limit> {
    if let Some(terms) = clock.terms.filter(|_| !clock.fixed) {
        return Some(terms.limit);
    }
    let by_the_clock = clock.due_at.duration_since(clock.since).as_micros();
    let (micros, unit) = match clock.terms.filter(|_| !clock.natural) {
        Some(_) => (i128::from(calendar.work_between(clock.since, clock.due_at).ok()?), "work_hour"),
        None => (by_the_clock, "urgent_hour"),
    };
    // Thousandths of an hour are 3.6 seconds.
    let thousandths = (micros / 3_600_000).max(1);
    format!("{}.{:03} {unit}", thousandths / 1000, thousandths % 1000).parse().ok()
}

impl Ladders<'_> {
    /// The next step of a clock, above the one that was climbed last.
    pub(super) fn armed(&self, clock: &Clock, query: &LadderQuery<'_>) -> Option<Armed> {
        self.higher(clock, self.book.choose(query), clock.climbed)
    }

    fn placed<'l>(
        &'l self,
        clock: &'l Clock,
        ladder: &'l Ladder,
        above: Option<u8>,
    ) -> impl Iterator<Item = (u8, Timestamp)> + 'l {
        let budget = budget(clock, self.calendar);
        let steps = budget.into_iter().flat_map(move |budget| {
            ladder.steps_for(budget).map(move |(number, step)| (number, step, budget))
        });
        steps.filter_map(move |(number, step, budget)| {
            let number =
                u8::try_from(number).ok().filter(|number| above.is_none_or(|above| *number > above))?;
            Some((number, step.step_at(clock.since, clock.due_at, budget, self.calendar)))
        })
    }

    fn higher(&self, clock: &Clock, ladder: &Ladder, above: Option<u8>) -> Option<Armed> {
        let first = self.placed(clock, ladder, above).min_by_key(|(number, at)| (*at, *number));
        first.map(|(step, at)| Armed { step, repeat: 0, at })
    }

    /// The step that is due now, and what it does.
    pub(super) fn climb(
        &self,
        clock: &Clock,
        query: &LadderQuery<'_>,
        now: Timestamp,
    ) -> Option<(Climb, Vec<LadderAction>)> {
        let ladder = self.book.choose(query);
        let armed = clock.next.filter(|armed| armed.at <= now)?;
        let mut due: Vec<(u8, Timestamp)> =
            self.placed(clock, ladder, clock.climbed).filter(|(_, at)| *at <= now).collect();
        due.sort_by_key(|(number, at)| (*at, *number));
        let (step, at, mut repeat) = match due.pop() {
            Some((step, at)) => (step, at, 0),
            None => (armed.step, self.place_of(clock, ladder, armed), armed.repeat),
        };
        let rule = ladder.steps.get(usize::from(step));
        let repeat_at = |count: u8| rule.and_then(|rule| rule.repeat_at(at, count, self.calendar));
        while repeat > 0 && repeat_at(repeat + 1).is_some_and(|next| next <= now) {
            repeat += 1;
        }
        let again = (repeat + 1..=MAX_REPEATS)
            .filter_map(|count| Some(Armed { step, repeat: count, at: repeat_at(count)? }))
            .find(|again| again.at > now);
        let next = [again, self.higher(clock, ladder, Some(step))].into_iter().flatten().min_by_key(|a| a.at);
        let mut skipped: Vec<u8> = due.into_iter().map(|(number, _)| number).collect();
        skipped.sort_unstable();
        let climb = Climb {
            version: self.book.version(),
            ladder: ladder.code.clone(),
            step,
            repeat,
            skipped,
            to: rule.filter(|rule| tells(rule)).map(|rule| rule.to.clone()).unwrap_or_default(),
            needs_ack: rule.is_some_and(|rule| rule.needs_ack),
            next,
        };
        // A repetition tells again; it does nothing a second time.
        let actions = rule.filter(|_| repeat == 0).map(|rule| rule.actions.clone()).unwrap_or_default();
        Some((climb, actions))
    }

    /// When a step that is brought up again was due itself; the armed time, where the ladder no longer has it.
    fn place_of(&self, clock: &Clock, ladder: &Ladder, armed: Armed) -> Timestamp {
        let mut steps = self.placed(clock, ladder, None);
        steps.find(|(number, _)| *number == armed.step).map_or(armed.at, |(_, at)| at)
    }
}

impl Case {
    /// The clocks that run now and on which something may fall due.
    pub fn running(&self) -> impl Iterator<Item = &Clock> {
        let open = self.state.is_open();
        let beside = self.handling.as_ref().filter(|_| self.state == State::Dispatched);
        let parked = self.parked.as_ref().filter(|_| self.state == State::PreChecking);
        [self.clock.as_ref(), beside, parked]
            .into_iter()
            .flatten()
            .chain(self.contact.as_ref().filter(|_| open))
            .chain(self.promise.as_ref().filter(|_| open && !self.leaves_out()))
    }

    /// The running clock of a kind.
    pub fn running_clock(&self, kind: ClockKind) -> Option<&Clock> {
        self.running().find(|clock| clock.kind == kind)
    }

    /// What its ladder is chosen by.
    pub fn ladder_query(&self, clock: ClockKind) -> LadderQuery<'_> {
        LadderQuery { clock, source: self.source, category: self.category.as_deref(), areas: &self.areas }
    }
}

/// Arms the clocks that an event starts or moves, so that replay needs no ladder. `case` is the one before the event.
pub(super) fn arm(event: &mut Event, case: Option<&Case>, rules: &dyn super::ctx::Rulebook) {
    let told = Told::by(&event.fact, case);
    let Some(Told { source, category, areas }) = told else { return };
    for clock in event.clocks_mut() {
        if clock.next.is_none() {
            let query =
                LadderQuery { clock: clock.kind, source, category: category.as_deref(), areas: &areas };
            clock.next = rules.armed(clock, &query);
        }
    }
}

/// What a ladder is chosen by once the event has happened.
struct Told {
    source: Source,
    category: Option<String>,
    areas: AreaPath,
}

impl Told {
    fn by(fact: &Fact, case: Option<&Case>) -> Option<Self> {
        if let Fact::Reported { filed } | Fact::SelfHandled { filed, .. } = fact {
            return Some(Self { source: filed.source, category: filed.category.clone(), areas: filed.areas });
        }
        let case = case?;
        let category = match fact {
            Fact::Registered { category, .. } | Fact::Edited { category: Some(category), .. } => {
                Some(category.clone())
            }
            _ => case.category.clone(),
        };
        let areas = if let Fact::Moved { areas } = fact { *areas } else { case.areas };
        Some(Self { source: case.source, category, areas })
    }
}

impl Event {
    /// Every clock that the event carries.
    fn clocks_mut(&mut self) -> Vec<&mut Clock> {
        let mut clocks: Vec<&mut Clock> =
            self.step.as_mut().and_then(|step| step.clock.as_mut()).into_iter().collect();
        match &mut self.fact {
            Fact::Reported { filed } | Fact::SelfHandled { filed, .. } => {
                clocks.extend(filed.contact.as_mut().into_iter().chain(filed.promise.as_mut()));
            }
            Fact::Dispatched { handling, .. }
            | Fact::Tasked { handling, .. }
            | Fact::Offered { handling, .. }
            | Fact::Extended { handling }
            | Fact::Resumed { handling, .. }
            | Fact::Reassigned { handling, .. }
            | Fact::Reworked { handling: Some(handling), .. } => clocks.push(handling),
            Fact::Unmerged { contact } => clocks.extend(contact.as_mut()),
            _ => {}
        }
        clocks.extend(&mut self.clocks);
        clocks
    }
}
