//! Facts: what is counted of a case. One is told for each step that came to its end, with how long it took by the wall and in
//! business time, for each thing that is counted by number, and for the end of the case. They follow from the events alone,
//! event by event or in a replay. A later event may take one back (a reopened case is not closed) or change what the case
//! counts under (a corrected category, a move, an appeal).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::cube::Delta;
use super::stage::{Stage, stage_of};
use crate::domain::area_path::AreaPath;
use crate::domain::calendar::Calendar;
use crate::domain::case::apply::{BrokenHistory, apply};
use crate::domain::case::clocks::{Turn, Verdict, What, follow};
use crate::domain::case::parts::{Clock, Wait};
use crate::domain::case::{Case, Event, Fact as Happened};
use crate::domain::codes::{ClockKind, Priority, Role, Source, State};
use crate::domain::ids::{CaseId, PersonId, UnitId};

/// What all facts of a case count under: what it is now, not what it was then, so that a corrected category corrects every
/// number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traits {
    /// The category.
    pub category: Option<String>,
    /// Where it lies.
    pub areas: AreaPath,
    /// Where it came from.
    pub source: Source,
    /// How fast it must move.
    pub priority: Priority,
    /// Whether its lateness counts; an appeal that was granted takes that away, and the lateness stays visible.
    pub counted: bool,
}

impl Traits {
    /// Those of a case; none of a sealed one, which stands in no number.
    pub fn of(case: &Case) -> Option<Self> {
        (!case.sensitive).then(|| Self {
            category: case.category.clone(),
            areas: case.areas,
            source: case.source,
            priority: case.priority,
            counted: !case.not_counted,
        })
    }
}

/// Who did the step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doer {
    /// The unit that led then.
    pub unit: Option<UnitId>,
    /// The person who handled it then.
    pub person: Option<PersonId>,
    /// Whether that was a volunteer, about whom no row is shown to others.
    pub volunteer: bool,
}

/// A step that came to its end, or a thing that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub stage: Stage,
    /// The number of the event.
    pub seq: i64,
    /// When it began.
    pub since: Timestamp,
    /// When it ended.
    pub at: Timestamp,
    /// When it was due, if it had a limit.
    pub due_at: Option<Timestamp>,
    /// Seconds between the two.
    pub wall: i64,
    /// Of these the seconds of working time in which nothing was waited for.
    pub work: i64,
    /// In time or not.
    pub verdict: Verdict,
    /// Who did it.
    pub doer: Doer,
}

/// A fact with the day on which it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The fact.
    pub fact: Fact,
    /// The day on which it ended, counted from 1970-01-01 in the office's zone.
    pub day: i64,
    /// The version of the calendar that counted its working time.
    pub calendar: i64,
}

impl Counted {
    /// A fact by the calendar of today.
    pub fn by(fact: Fact, calendar: &Calendar) -> Self {
        Self { fact, day: day_number(calendar, fact.at), calendar: calendar.version() }
    }

    /// What it adds to the sums, or takes back.
    pub fn delta(&self, under: &Traits, times: i64) -> Delta {
        Delta::of(&self.fact, self.day, under, times)
    }
}

/// What an event does to the facts of its case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// Facts that are new.
    pub new: Vec<Fact>,
    /// The end that is taken back.
    pub undone: Option<Stage>,
}

impl Told {
    /// Whether nothing was told.
    pub const fn is_empty(&self) -> bool {
        self.new.is_empty() && self.undone.is_none()
    }

    /// What an event tells, from the case before and after it and from what it did to the clocks.
    pub fn by(before: &Case, after: &Case, event: &Event, turns: &[Turn], calendar: &Calendar) -> Self {
        let scene = Scene { before, after, event, calendar };
        let mut told = Self::default();
        told.new.extend(turns.iter().filter_map(|turn| scene.step(turn)));
        told.new.extend(scene.counted());
        match (ended(before.state), ended(after.state)) {
            (None, Some(end)) => told.new.push(scene.end(end, turns)),
            (Some(end), None) => told.undone = Some(end),
            _ => {}
        }
        told
    }

    /// Brings a list of facts up to date.
    pub fn folds_into(self, facts: &mut Vec<Fact>) {
        if let Some(undone) = self.undone {
            facts.retain(|fact| fact.stage != undone);
        }
        facts.extend(self.new);
    }
}

/// The stage that a final state is the end of.
const fn ended(state: State) -> Option<Stage> {
    match state {
        State::Closed => Some(Stage::Close),
        State::Rejected => Some(Stage::Declined),
        State::Merged => Some(Stage::Merged),
        State::Voided => Some(Stage::Voided),
        _ => None,
    }
}

struct Scene<'a> {
    before: &'a Case,
    after: &'a Case,
    event: &'a Event,
    calendar: &'a Calendar,
}

impl Scene<'_> {
    /// The fact of a clock that ended with what it waited for.
    fn step(&self, turn: &Turn) -> Option<Fact> {
        let What::Ends(ended) = turn.what else { return None };
        let stage = stage_of(turn.kind, &self.event.fact)?;
        let clock = open_clock(self.before, turn.kind)?;
        Some(self.fact(stage, clock.since, Some(clock.due_at), ended.verdict))
    }

    /// What is counted by number.
    fn counted(&self) -> Option<Fact> {
        let stage = match &self.event.fact {
            Happened::Returned { .. } => Stage::Returned,
            Happened::Reworked { .. } => Stage::Reworked,
            Happened::Extended { .. } => Stage::Extended,
            Happened::Reopened { .. } => Stage::Reopened,
            _ => return None,
        };
        Some(self.fact(stage, self.event.at, None, Verdict::Unlimited))
    }

    /// The end of the case: from the filing, also where it was closed before and opened again, since whoever reported it has
    /// waited for so long.
    fn end(&self, stage: Stage, turns: &[Turn]) -> Fact {
        let verdict = turns.iter().find_map(|turn| match turn.what {
            What::Ends(ended) if turn.kind == ClockKind::Whole => Some(ended.verdict),
            _ => None,
        });
        let due_at = self.before.promise.map(|clock| clock.due_at);
        self.fact(stage, self.before.filed_at, due_at, verdict.unwrap_or(Verdict::Unlimited))
    }

    fn fact(&self, stage: Stage, since: Timestamp, due_at: Option<Timestamp>, verdict: Verdict) -> Fact {
        let (since, at) = (stored(since), stored(self.event.at.max(since)));
        Fact {
            stage,
            seq: self.after.seq,
            since,
            at,
            due_at: due_at.map(stored),
            wall: at.duration_since(since).as_secs(),
            work: work_of(self.calendar, since, at, &self.waits(at)),
            verdict,
            doer: self.doer(),
        }
    }

    /// The times in which the case waited, the present one too.
    fn waits(&self, at: Timestamp) -> Vec<Wait> {
        let before = self.before;
        let standing = match before.state {
            State::Paused | State::Suspended => before.stopped_at,
            State::Merged => before.former.as_ref().map(|former| former.at),
            _ => None,
        };
        before.waits.iter().copied().chain(standing.map(|from| Wait { from, to: at })).collect()
    }

    fn doer(&self) -> Doer {
        let case = if self.before.lead.is_some() || self.before.handler.is_some() {
            self.before
        } else {
            self.after
        };
        Doer {
            unit: case.lead.or_else(|| case.external.as_ref().and_then(|external| external.unit)),
            person: case.handler,
            volunteer: case.handler_role == Some(Role::Volunteer),
        }
    }
}

/// The instant as a fact keeps it: in microseconds. Half of an offer's time, or what a client sends, may be finer.
fn stored(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// The open clock of a kind.
fn open_clock(case: &Case, kind: ClockKind) -> Option<Clock> {
    let former = case.former.as_ref().and_then(|former| former.clock);
    let clocks = [case.parked, case.clock, case.contact, case.handling, former];
    clocks.into_iter().flatten().find(|clock| clock.kind == kind)
}

/// Seconds of working time between two instants, without the waits. Beyond the years of the calendar all time counts.
pub(super) fn work_of(calendar: &Calendar, since: Timestamp, at: Timestamp, waits: &[Wait]) -> i64 {
    let between = |from: Timestamp, to: Timestamp| {
        let natural = || to.duration_since(from).as_secs().max(0).saturating_mul(1_000_000);
        calendar.work_between(from, to).unwrap_or_else(|_| natural())
    };
    let (mut sum, mut from) = (0, since);
    for wait in waits.iter().filter(|wait| wait.to > since && wait.from < at) {
        sum += between(from, wait.from.max(from));
        from = wait.to.max(from);
    }
    (sum + between(from, at.max(from))) / 1_000_000
}

/// The facts of a case from the beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactBook {
    /// The facts that hold.
    pub facts: Vec<Fact>,
}

impl FactBook {
    /// What a history leaves. Of a sealed case too: whether it counts is for [`Traits`] to say.
    pub fn replay<'a>(
        id: CaseId,
        events: impl IntoIterator<Item = &'a Event>,
        calendar: &Calendar,
    ) -> Result<(Case, Self), BrokenHistory> {
        let mut events = events.into_iter();
        let mut case = Case::open(id, events.next().ok_or(BrokenHistory)?)?;
        let mut book = Self::default();
        for event in events {
            let before = case.clone();
            apply(&mut case, event);
            let turns = follow(Some(&before), &case, event);
            Told::by(&before, &case, event, &turns, calendar).folds_into(&mut book.facts);
        }
        Ok((case, book))
    }

    /// The facts by stage and number, as they are stored.
    pub fn by_key(&self) -> BTreeMap<(Stage, i64), Fact> {
        self.facts.iter().map(|fact| ((fact.stage, fact.seq), *fact)).collect()
    }
}

/// The day on which an instant falls in the office's zone, counted from 1970-01-01.
pub fn day_number(calendar: &Calendar, at: Timestamp) -> i64 {
    number_of(calendar.date(at))
}

/// A day counted from 1970-01-01.
pub fn number_of(date: Date) -> i64 {
    i64::from((date - Date::constant(1970, 1, 1)).get_days())
}
