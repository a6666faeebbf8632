//! The rules in force, read from the catalogue, the limit policy and the calendar. A limit that runs out of the calendar's years runs on in
//! natural time: a report is never lost for want of a holiday list.

use jiff::{SignedDuration, Timestamp};

use super::climb::{self, Climb, Ladders};
use super::ctx::{CategoryRule, Matter, ProofRule, Rulebook};
use super::parts::{Armed, Clock, Terms, Wait};
use crate::domain::calendar::{Calendar, Pause};
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::{ClockKind, ClockStart, LimitUnit, Priority, Proof, State};
use crate::domain::ladder::{LadderAction, LadderBook, LadderQuery};
use crate::domain::limit::Limit;
use crate::domain::limit_policy::{ChosenLimit, LimitBook, LimitQuery, NewRound};

/// Catalogue, calendar, limits and ladders together.
#[derive(Debug, Clone, Copy)]
pub struct OfficeRules<'a> {
    /// The catalogue of today.
    pub catalogue: &'a Catalogue,
    /// The calendar of the office.
    pub calendar: &'a Calendar,
    /// The limits in force.
    pub limits: &'a LimitBook,
    /// The ladders in force.
    pub ladders: &'a LadderBook,
}

const MINUTE_MICROS: i64 = 60_000_000;

impl OfficeRules<'_> {
    fn clock(&self, kind: ClockKind, from: Timestamp, chosen: ChosenLimit) -> Clock {
        let limit = chosen.limit;
        let due_at = self.calendar.due(from, limit).unwrap_or_else(|_| natural(from, limit));
        let natural =
            matches!(limit.unit(), LimitUnit::Minute | LimitUnit::UrgentHour | LimitUnit::NaturalDay);
        let terms = Terms {
            limit,
            origin: chosen.origin,
            policy: chosen.version,
            catalogue: self.catalogue.version(),
            calendar: self.calendar.version(),
            provisional: false,
        };
        let terms = Some(self.pinned(terms, from, due_at));
        self.yellow(Clock {
            kind,
            since: from,
            warn_at: None,
            due_at,
            overdue: false,
            nags: 0,
            natural,
            fixed: false,
            terms,
            next: None,
            climbed: None,
            awaits: false,
            leg: 0,
        })
    }

    /// The clock with the time from which its colour is yellow, placed from the due time: a fifth of the limit before it.
    fn yellow(&self, clock: Clock) -> Clock {
        let at = climb::budget(&clock, self.calendar).and_then(|limit| {
            let fifth = i64::from(limit.value().thousandths()) / 5;
            self.calendar.shift(clock.due_at, limit.unit(), -fifth).ok()
        });
        let fifth = clock.due_at.duration_since(clock.since) / 5;
        let by_the_clock = clock.due_at.checked_sub(fifth).unwrap_or(clock.due_at);
        let warn_at = at.unwrap_or(by_the_clock).max(clock.since);
        Clock { warn_at: Some(warn_at).filter(|at| *at < clock.due_at), ..clock }
    }

    const fn by_ladders(&self) -> Ladders<'_> {
        Ladders { book: self.ladders, calendar: self.calendar }
    }

    /// The limit of a clock; only a whole case may have none.
    pub(super) fn chosen(&self, clock: ClockKind, matter: &Matter<'_>) -> Option<ChosenLimit> {
        let Matter { category, condition, priority, areas } = *matter;
        self.limits.choose(&LimitQuery { clock, category, condition, priority, areas }, self.catalogue)
    }

    /// The limit of a clock that always has one.
    fn sure(&self, clock: ClockKind, matter: &Matter<'_>) -> ChosenLimit {
        self.chosen(clock, matter).unwrap_or_else(|| self.limits.fallback())
    }

    /// What a due time is counted by, with the calendar that counts it now.
    fn pinned(&self, terms: Terms, from: Timestamp, due_at: Timestamp) -> Terms {
        let by_work = matches!(terms.limit.unit(), LimitUnit::WorkHour | LimitUnit::WorkDay);
        let provisional = by_work && self.calendar.is_provisional(from, due_at);
        Terms { calendar: self.calendar.version(), provisional, ..terms }
    }

    /// A running clock counted anew from where it began, leaving out `waits`; none where no limit stands behind it. The steps of
    /// its ladder that were taken stay taken.
    pub(super) fn recounted(&self, clock: &Clock, waits: &[Wait]) -> Option<Clock> {
        let terms = clock.terms?;
        let due_at = self.counted(clock.since, terms.limit, waits);
        let terms = Some(self.pinned(terms, clock.since, due_at));
        Some(self.yellow(Clock { due_at, terms, next: None, ..*clock }))
    }

    /// When a limit falls due for a clock that stood still in `waits`; those before it began are none of its own.
    fn counted(&self, since: Timestamp, limit: Limit, waits: &[Wait]) -> Timestamp {
        let own = waits.iter().filter(|wait| wait.to > since);
        let pauses: Vec<Pause> =
            own.map(|wait| Pause { from: wait.from.max(since), to: Some(wait.to) }).collect();
        match self.calendar.due_with_pauses(since, limit, &pauses) {
            Ok(Some(due)) => due,
            _ => pauses.iter().fold(natural(since, limit), |due, pause| {
                let stood = pause.to.map_or(SignedDuration::ZERO, |to| to.duration_since(pause.from));
                due.checked_add(stood).unwrap_or(Timestamp::MAX)
            }),
        }
    }

    /// The rest of a clock whose date was set by somebody, counted in the kind of time in which it runs.
    fn shifted(&self, clock: &Clock, stopped_at: Timestamp, now: Timestamp) -> Timestamp {
        let by_the_clock = now.checked_add(clock.due_at.duration_since(stopped_at)).unwrap_or(Timestamp::MAX);
        if clock.natural {
            return by_the_clock;
        }
        let work = self.calendar.work_between(stopped_at, clock.due_at).unwrap_or(0);
        self.calendar.work_after(now, work).unwrap_or(by_the_clock)
    }
}

/// A limit in natural time, where the calendar has no years any more.
fn natural(from: Timestamp, limit: Limit) -> Timestamp {
    let thousandths = i64::from(limit.value().thousandths());
    let micros = match limit.unit() {
        LimitUnit::Minute => MINUTE_MICROS / 1000,
        LimitUnit::UrgentHour | LimitUnit::WorkHour => MINUTE_MICROS * 60 / 1000,
        LimitUnit::WorkDay | LimitUnit::NaturalDay => MINUTE_MICROS * 60 * 24 / 1000,
    };
    from.checked_add(SignedDuration::from_micros(thousandths.saturating_mul(micros)))
        .unwrap_or(Timestamp::MAX)
}

fn days(count: u32) -> Limit {
    // A whole number of days from one up is a limit; the fallback is never reached.
    let one = || Limit::of(1, LimitUnit::WorkDay);
    match Limit::of(count.max(1), LimitUnit::WorkDay).or_else(|_| one()) {
        Ok(limit) => limit,
        Err(_) => unreachable!("one working day is a limit"),
    }
}

impl Rulebook for OfficeRules<'_> {
    fn category(&self, code: &str) -> Option<CategoryRule> {
        let category = self.catalogue.category(code)?;
        let needs = |proof| category.handling_proof.contains(&proof);
        Some(CategoryRule {
            level: category.starting_level(),
            priority: category.priority,
            sensitive: category.sensitive,
            self_handling: category.self_handling,
            check_mode: category.check_mode,
            proof: ProofRule {
                before: needs(Proof::PhotoBefore),
                after: needs(Proof::PhotoAfter),
                document: needs(Proof::Document),
                record: needs(Proof::Record),
            },
        })
    }

    fn condition(&self, category: &str, condition: &str) -> Option<Priority> {
        self.catalogue.condition(category, condition).map(|c| c.priority)
    }

    fn step(&self, kind: ClockKind, matter: &Matter<'_>, from: Timestamp) -> Clock {
        self.clock(kind, from, self.sure(kind, matter))
    }

    fn handling(&self, matter: &Matter<'_>, registered_at: Timestamp, from: Timestamp) -> Clock {
        let rule = matter.category.and_then(|code| {
            let chosen = matter.condition.and_then(|condition| self.catalogue.condition(code, condition));
            chosen.or_else(|| self.catalogue.default_condition(code))
        });
        let since =
            if rule.is_some_and(|r| r.clock_start == ClockStart::Register) { registered_at } else { from };
        self.clock(ClockKind::Handling, since, self.sure(ClockKind::Handling, matter))
    }

    fn whole(&self, matter: &Matter<'_>, from: Timestamp) -> Option<Clock> {
        self.chosen(ClockKind::Whole, matter).map(|chosen| self.clock(ClockKind::Whole, from, chosen))
    }

    fn left_out(&self) -> Vec<State> {
        self.limits.policy().whole_excludes.iter().copied().collect()
    }

    fn on_rework(&self) -> NewRound {
        self.limits.policy().rework
    }

    fn on_reopen(&self) -> NewRound {
        self.limits.policy().reopen
    }

    fn moved(&self, clock: &Clock, due_at: Timestamp) -> Clock {
        self.yellow(Clock { due_at, fixed: true, next: None, ..*clock })
    }

    fn armed(&self, clock: &Clock, query: &LadderQuery<'_>) -> Option<Armed> {
        self.by_ladders().armed(clock, query)
    }

    fn climb(
        &self,
        clock: &Clock,
        query: &LadderQuery<'_>,
        now: Timestamp,
    ) -> Option<(Climb, Vec<LadderAction>)> {
        self.by_ladders().climb(clock, query, now)
    }

    fn work_days_after(&self, from: Timestamp, count: u32) -> Timestamp {
        let limit = days(count);
        self.calendar.due(from, limit).unwrap_or_else(|_| natural(from, limit))
    }

    fn work_minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        let by_the_clock = || to.duration_since(from).as_mins().max(0);
        self.calendar.work_between(from, to).map_or_else(|_| by_the_clock(), |micros| micros / MINUTE_MICROS)
    }

    fn work_day_minutes(&self) -> i64 {
        // Seven and a half or eight hours by season; the longer one, in favour of whoever has to wait.
        480
    }

    fn resumed(&self, clock: &Clock, waits: &[Wait], stopped_at: Timestamp, now: Timestamp) -> Clock {
        // What was late before it stood still stays so.
        if stopped_at >= clock.due_at {
            return *clock;
        }
        let due_at = match clock.terms.filter(|_| !clock.fixed) {
            Some(terms) => {
                let all: Vec<Wait> =
                    waits.iter().copied().chain([Wait { from: stopped_at, to: now }]).collect();
                self.counted(clock.since, terms.limit, &all)
            }
            None => self.shifted(clock, stopped_at, now),
        };
        let terms = clock.terms.map(|terms| self.pinned(terms, clock.since, due_at));
        self.yellow(Clock { due_at, terms, next: None, ..*clock })
    }

    fn swapped(&self, new: &Clock, old: &Clock, waits: &[Wait]) -> Clock {
        let Some(terms) = new.terms else { return *new };
        let counted = self.counted(old.since, terms.limit, waits);
        let set = old.terms.filter(|_| old.fixed).map(|before| {
            let without = self.counted(old.since, before.limit, waits);
            if old.due_at > without { counted.max(old.due_at) } else { counted.min(old.due_at) }
        });
        let due_at = set.unwrap_or(counted);
        let fixed = set.is_some() && due_at != counted;
        let terms = Some(self.pinned(terms, old.since, due_at));
        self.yellow(Clock { since: old.since, due_at, fixed, terms, ..*new })
    }
}
