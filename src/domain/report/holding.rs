//! Who held the clock: the history of a case as spells, in each of which one keeper had it in one stand. Spells follow from the
//! events alone and cover all the time in which the case was open, each second once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::fact::work_of;
use super::holder::Keeper;
use super::paths::Spread;
use crate::domain::calendar::Calendar;
use crate::domain::case::apply::{BrokenHistory, apply};
use crate::domain::case::{Case, Event, Fact};
use crate::domain::codes::{Lang, State, code_enum};
use crate::domain::ids::CaseId;

code_enum! {
    /// What a case waits for in the hands of who has it.
    pub enum Stand {
        Work = "work", "办理", "Work";
        Approval = "approval", "等待审批", "Waiting for approval";
        Waiting = "waiting", "等待", "Waiting for a date";
        Suspended = "suspended", "挂账", "Suspended";
        Mediating = "mediating", "调解", "In mediation";
        Outside = "outside", "外单位办理", "With an outside body";
    }
}

impl Stand {
    fn of(case: &Case) -> Self {
        match case.state {
            State::Paused => Self::Waiting,
            State::Suspended => Self::Suspended,
            State::Mediating => Self::Mediating,
            State::Referred => Self::Outside,
            State::ToConfirm => Self::Approval,
            _ if !case.requests.is_empty() => Self::Approval,
            _ => Self::Work,
        }
    }
}

/// A time in which one keeper had a case in one stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spell {
    /// Who.
    pub keeper: Keeper,
    /// In what stand.
    pub stand: Stand,
    /// Seconds by the wall.
    pub wall: i64,
    /// Of these the seconds of working time; the others are off hours.
    pub work: i64,
}

/// What happened to a case, as reports tell it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    /// Who had it, in order.
    pub spells: Vec<Spell>,
    /// The events that brought it into another state, in order, by their codes.
    pub steps: Vec<(Step, i64)>,
    /// How often it was sent back: returned by a unit, or sent back for rework.
    pub sent_back: i64,
}

/// A step of a path: an event, by its code and what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The code of the event.
    pub code: &'static str,
    zh: &'static str,
    en: &'static str,
}

impl Step {
    fn of(fact: &Fact) -> Self {
        Self { code: fact.code(), zh: fact.label(Lang::Zh), en: fact.label(Lang::En) }
    }

    /// In words.
    pub const fn label(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

struct Walk<'a> {
    calendar: &'a Calendar,
    history: History,
    /// Since when who has it in what stand; none while it is over.
    now: Option<(Timestamp, Keeper, Stand)>,
}

impl Walk<'_> {
    fn go(&mut self, at: Timestamp, next: Option<(Keeper, Stand)>) {
        let standing = self.now.map(|(_, keeper, stand)| (keeper, stand));
        if standing == next {
            return;
        }
        if let Some((since, keeper, stand)) = self.now {
            let at = at.max(since);
            let wall = at.duration_since(since).as_secs();
            if wall > 0 {
                let work = work_of(self.calendar, since, at, &[]).min(wall);
                self.history.spells.push(Spell { keeper, stand, wall, work });
            }
        }
        self.now = next.map(|(keeper, stand)| (at, keeper, stand));
    }
}

fn standing(case: &Case) -> Option<(Keeper, Stand)> {
    case.holder
        .filter(|_| case.state.is_open())
        .map(|holder| (Keeper::of(case.state, holder), Stand::of(case)))
}

impl History {
    /// What a history tells until an instant.
    pub fn replay<'a>(
        id: CaseId,
        events: impl IntoIterator<Item = &'a Event>,
        calendar: &Calendar,
        until: Timestamp,
    ) -> Result<Self, BrokenHistory> {
        let mut events = events.into_iter();
        let first = events.next().ok_or(BrokenHistory)?;
        let mut case = Case::open(id, first)?;
        let filed = case.filed_at;
        let history = Self {
            spells: Vec::new(),
            steps: vec![(Step::of(&first.fact), filed.as_second())],
            sent_back: 0,
        };
        let mut walk = Walk { calendar, history, now: None };
        walk.go(filed, standing(&case));
        for event in events {
            let (before, at) = (case.state, event.at.max(filed));
            apply(&mut case, event);
            walk.go(at, standing(&case));
            if case.state != before {
                walk.history.steps.push((Step::of(&event.fact), at.as_second()));
            }
            walk.history.sent_back +=
                i64::from(matches!(event.fact, Fact::Returned { .. } | Fact::Reworked { .. }));
        }
        walk.go(until, None);
        Ok(walk.history)
    }
}

/// What one keeper had in one stand, over many cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// Who.
    pub keeper: Keeper,
    /// In what stand.
    pub stand: Stand,
    /// How many cases.
    pub cases: i64,
    /// Seconds by the wall, all spells together.
    pub wall: i64,
    /// Of these the seconds of working time.
    pub work: i64,
    /// How long a spell lasted, by the wall.
    pub spell: Spread,
}

/// Spells while they are gathered.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    rows: BTreeMap<(Keeper, Stand), Gathered>,
    sent_back: BTreeMap<i64, i64>,
}

#[derive(Debug, Clone, Default)]
struct Gathered {
    cases: i64,
    work: i64,
    spells: Vec<i64>,
}

impl Holdings {
    /// Adds a case.
    pub fn add(&mut self, history: &History) {
        let mut met = BTreeSet::new();
        for spell in &history.spells {
            let row = self.rows.entry((spell.keeper, spell.stand)).or_default();
            row.cases += i64::from(met.insert((spell.keeper, spell.stand)));
            row.work += spell.work;
            row.spells.push(spell.wall);
        }
        *self.sent_back.entry(history.sent_back).or_default() += 1;
    }

    /// How many cases were added.
    pub fn cases(&self) -> i64 {
        self.sent_back.values().sum()
    }

    /// How many cases were sent back how often.
    pub const fn sent_back(&self) -> &BTreeMap<i64, i64> {
        &self.sent_back
    }

    /// The rows, those with most time first: the first is the bottleneck.
    pub fn rows(&self) -> Vec<Held> {
        let mut rows: Vec<_> = self
            .rows
            .iter()
            .map(|((keeper, stand), row)| Held {
                keeper: *keeper,
                stand: *stand,
                cases: row.cases,
                wall: row.spells.iter().sum(),
                work: row.work,
                spell: Spread::of(&row.spells),
            })
            .collect();
        rows.sort_by_key(|row| (-row.wall, row.keeper, row.stand));
        rows
    }
}
