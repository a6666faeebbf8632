//! The rules in force, read from the catalogue and the calendar. A limit that runs out of the calendar's years runs on in
//! natural time: a report is never lost for want of a holiday list.

use jiff::{SignedDuration, Timestamp};

use super::climb::{self, Climb, Ladders};
use super::ctx::{CategoryRule, ProofRule, Rulebook};
use super::parts::{Armed, Clock, Terms, Wait};
use crate::domain::calendar::{Calendar, Pause};
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::{ClockKind, ClockStart, LimitUnit, Priority, Proof};
use crate::domain::ladder::{LadderAction, LadderBook, LadderQuery};
use crate::domain::limit::Limit;

/// Catalogue and calendar together.
#[derive(Debug, Clone, Copy)]
pub struct OfficeRules<'a> {
    /// The catalogue of today.
    pub catalogue: &'a Catalogue,
    /// The calendar of the office.
    pub calendar: &'a Calendar,
    /// The version of the calendar.
    pub calendar_version: i64,
    /// The ladders in force.
    pub ladders: &'a LadderBook,
}

/// Used where neither condition nor category say how long handling may take, in working days.
const DEFAULT_HANDLING_DAYS: u32 = 5;
/// Used where a step has no limit of its own, in working days.
const DEFAULT_STEP_DAYS: u32 = 1;
const MINUTE_MICROS: i64 = 60_000_000;

impl OfficeRules<'_> {
    fn clock(&self, kind: ClockKind, from: Timestamp, limit: Limit) -> Clock {
        let due_at = self.calendar.due(from, limit).unwrap_or_else(|_| natural(from, limit));
        let natural =
            matches!(limit.unit(), LimitUnit::Minute | LimitUnit::UrgentHour | LimitUnit::NaturalDay);
        let terms = Some(self.terms(limit, from, due_at));
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

    /// What a due time is counted by, pinned.
    fn terms(&self, limit: Limit, from: Timestamp, due_at: Timestamp) -> Terms {
        let by_work = matches!(limit.unit(), LimitUnit::WorkHour | LimitUnit::WorkDay);
        Terms {
            limit,
            policy: self.catalogue.version(),
            calendar: self.calendar_version,
            provisional: by_work && self.calendar.is_provisional(from, due_at),
        }
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

    fn step(&self, kind: ClockKind, priority: Priority, from: Timestamp) -> Clock {
        let limit = self.catalogue.step_limit(kind, priority).unwrap_or_else(|| days(DEFAULT_STEP_DAYS));
        self.clock(kind, from, limit)
    }

    fn agreed(&self, kind: ClockKind, limit: Limit, from: Timestamp) -> Clock {
        self.clock(kind, from, limit)
    }

    fn handling(
        &self,
        category: Option<&str>,
        condition: Option<&str>,
        registered_at: Timestamp,
        from: Timestamp,
    ) -> Clock {
        let rule = category.and_then(|code| {
            let chosen = condition.and_then(|condition| self.catalogue.condition(code, condition));
            chosen.or_else(|| self.catalogue.default_condition(code))
        });
        let limit = rule.map_or_else(|| days(DEFAULT_HANDLING_DAYS), |rule| rule.limit);
        let since =
            if rule.is_some_and(|r| r.clock_start == ClockStart::Register) { registered_at } else { from };
        self.clock(ClockKind::Handling, since, limit)
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
        let terms = clock.terms.map(|terms| self.terms(terms.limit, clock.since, due_at));
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
        let terms = Some(self.terms(terms.limit, old.since, due_at));
        self.yellow(Clock { since: old.since, due_at, fixed, terms, ..*new })
    }
}
