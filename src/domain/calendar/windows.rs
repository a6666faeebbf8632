//! Counting so that a lay person can follow it with a calendar in hand: a span of time cut into windows, each with what it
//! counted and, if nothing, why not. The amounts of the windows sum up to what [`Calendar::spent`] says of the span.

use jiff::Timestamp;
use jiff::civil::Date;

use super::compile::{day_number, day_start};
use super::{Calendar, DayKind, OutsideHorizon, SpecialDays, Spent};
use crate::domain::codes::{LimitUnit, code_enum};

code_enum! {
    /// Why a window counts, or does not.
    pub enum WindowKind {
        Work = "work", "工作时间", "Working time";
        Clock = "clock", "连续计时", "Round the clock";
        WorkDay = "work_day", "工作日", "Working day";
        Day = "day", "自然日", "Calendar day";
        MakeUp = "make_up", "调休上班", "Make-up working day";
        OffHours = "off_hours", "非工作时间", "Outside working hours";
        RestDay = "rest_day", "休息日", "Day off";
        Holiday = "holiday", "节假日", "Holiday";
        FirstDay = "first_day", "起算当日不计", "The first day does not count";
        Unfinished = "unfinished", "当日尚未结束", "The day was not over";
    }
}

/// A stretch of time with one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedWindow {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub to: Timestamp,
    /// What it counted, in the grain of the unit: microseconds or days.
    pub counted: Spent,
    /// Why.
    pub kind: WindowKind,
    /// The name of the holiday or make-up day, Chinese and English.
    pub name: Option<(String, String)>,
}

/// Days are cut out of a span one by one; nobody reads more of them than this.
const DAYS_MAX: i64 = 800;

impl Calendar {
    /// The windows of a span of a clock that was started at `started`, in order and without a gap. Spans of more than two
    /// years are cut off.
    pub fn windows(
        &self,
        unit: LimitUnit,
        started: Timestamp,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Vec<CountedWindow>, OutsideHorizon> {
        let (a, b) = (self.inside(from)?, self.inside(to)?);
        if a >= b {
            return Ok(Vec::new());
        }
        if matches!(unit, LimitUnit::Minute | LimitUnit::UrgentHour) {
            let whole =
                CountedWindow { from, to, counted: Spent(b - a), kind: WindowKind::Clock, name: None };
            return Ok(vec![whole]);
        }
        let first_day = day_number(self.date(started));
        let mut windows = Vec::new();
        for (date, start, end) in self.days_between(from, to)? {
            let day = Piece { date, start: start.max(a), end: end.min(b), whole: (start, end) };
            match unit {
                LimitUnit::WorkHour => self.by_the_hour(&day, &mut windows),
                LimitUnit::WorkDay => self.by_the_work_day(&day, first_day, &mut windows),
                _ => by_the_day(&day, first_day, &mut windows),
            }
        }
        Ok(joined(windows))
    }

    /// The days that a span touches, each with its first instant and that of the next.
    fn days_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<(Date, i64, i64)>, OutsideHorizon> {
        let (mut date, mut days) = (self.date(from), Vec::new());
        let mut start = day_start(&self.zone, date).ok_or(OutsideHorizon)?;
        while start < to.as_microsecond() && days.len() < usize::try_from(DAYS_MAX).unwrap_or(usize::MAX) {
            let next = date.tomorrow().map_err(|_| OutsideHorizon)?;
            let end = day_start(&self.zone, next).ok_or(OutsideHorizon)?;
            days.push((date, start, end));
            (date, start) = (next, end);
        }
        Ok(days)
    }

    /// The working windows inside a piece of a day, and what lies between them.
    fn by_the_hour(&self, day: &Piece, into: &mut Vec<Raw>) {
        let idle = self.idle_kind(day);
        let first = self.ends.partition_point(|end| *end <= day.start);
        let mut at = day.start;
        for (start, end) in self.starts.iter().zip(&self.ends).skip(first) {
            let (start, end) = ((*start).max(day.start), (*end).min(day.end));
            if start >= end {
                break;
            }
            into.push(Raw {
                from: at,
                to: start,
                counted: 0,
                kind: idle,
                name: self.name_of(day.date, idle),
            });
            let kind = self.work_kind(day.date, WindowKind::Work);
            into.push(Raw {
                from: start,
                to: end,
                counted: end - start,
                kind,
                name: self.name_of(day.date, kind),
            });
            at = end;
        }
        into.push(Raw { from: at, to: day.end, counted: 0, kind: idle, name: self.name_of(day.date, idle) });
    }

    /// A working day counts when its close lies in the piece; the first day and days off never do.
    fn by_the_work_day(&self, day: &Piece, first_day: i64, into: &mut Vec<Raw>) {
        let number = day_number(day.date);
        let close = self.days.binary_search_by_key(&number, |d| d.number).ok();
        let close = close.and_then(|i| self.days.get(i)).map(|d| d.close);
        let (kind, counted) = match close {
            None => (self.idle_kind(day), 0),
            Some(_) if number <= first_day => (WindowKind::FirstDay, 0),
            Some(close) if close <= day.start || close > day.end => (WindowKind::Unfinished, 0),
            Some(_) => (self.work_kind(day.date, WindowKind::WorkDay), 1),
        };
        // What follows the close of a day that has counted already is no longer working time.
        let kind = match (kind, close) {
            (WindowKind::Unfinished, Some(close)) if close <= day.start => WindowKind::OffHours,
            (kind, _) => kind,
        };
        into.push(Raw { from: day.start, to: day.end, counted, kind, name: self.name_of(day.date, kind) });
    }

    /// Why a day, or the rest of it, is no working time.
    fn idle_kind(&self, day: &Piece) -> WindowKind {
        let first = self.starts.partition_point(|start| *start < day.whole.0);
        if self.starts.get(first).is_some_and(|start| *start < day.whole.1) {
            return WindowKind::OffHours;
        }
        match self.special(day.date).map(|special| &special.kind) {
            Some(DayKind::Holiday) => WindowKind::Holiday,
            _ => WindowKind::RestDay,
        }
    }

    fn work_kind(&self, date: Date, ordinary: WindowKind) -> WindowKind {
        match self.special(date).map(|special| &special.kind) {
            Some(DayKind::MakeUp) => WindowKind::MakeUp,
            _ => ordinary,
        }
    }

    fn special(&self, date: Date) -> Option<&SpecialDays> {
        self.spec.days.iter().find(|days| days.from <= date && date <= days.to)
    }

    fn name_of(&self, date: Date, kind: WindowKind) -> Option<(String, String)> {
        let named = matches!(kind, WindowKind::Holiday | WindowKind::MakeUp);
        self.special(date).filter(|_| named).map(|days| (days.name_zh.clone(), days.name_en.clone()))
    }
}

/// The part of a day that lies in the span; `whole` is the day itself.
struct Piece {
    date: Date,
    start: i64,
    end: i64,
    whole: (i64, i64),
}

/// A window in microseconds.
struct Raw {
    from: i64,
    to: i64,
    counted: i64,
    kind: WindowKind,
    name: Option<(String, String)>,
}

/// A day counts when it ends in the piece; the first one never does.
fn by_the_day(day: &Piece, first_day: i64, into: &mut Vec<Raw>) {
    let (kind, counted) = match day_number(day.date) {
        number if number <= first_day => (WindowKind::FirstDay, 0),
        _ if day.end < day.whole.1 => (WindowKind::Unfinished, 0),
        _ => (WindowKind::Day, 1),
    };
    into.push(Raw { from: day.start, to: day.end, counted, kind, name: None });
}

/// Joins neighbours that say the same and count nothing, or count days: "Saturday and Sunday" is one line.
fn joined(raw: Vec<Raw>) -> Vec<CountedWindow> {
    let mut windows: Vec<CountedWindow> = Vec::with_capacity(raw.len());
    for window in raw.into_iter().filter(|window| window.from < window.to) {
        let (Ok(from), Ok(to)) =
            (Timestamp::from_microsecond(window.from), Timestamp::from_microsecond(window.to))
        else {
            continue;
        };
        let one_line = window.kind != WindowKind::Work;
        match windows.last_mut() {
            Some(last)
                if one_line && last.kind == window.kind && last.name == window.name && last.to == from =>
            {
                last.to = to;
                last.counted.0 += window.counted;
            }
            _ => windows.push(CountedWindow {
                from,
                to,
                counted: Spent(window.counted),
                kind: window.kind,
                name: window.name,
            }),
        }
    }
    windows
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::calendar::built_in;

    use WindowKind as K;

    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| built_in().unwrap());

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn told(unit: LimitUnit, started: &str, from: &str, to: &str) -> Vec<(WindowKind, i64, Option<String>)> {
        let windows = CALENDAR.windows(unit, at(started), at(from), at(to)).unwrap();
        windows.into_iter().map(|w| (w.kind, w.counted.0, w.name.map(|n| n.1))).collect()
    }

    #[test]
    fn a_weekend_and_a_night_are_named() {
        // Friday 16:30 to Monday 9:30 in Shanghai.
        let friday = "2026-03-13T08:30:00Z";
        let hours = told(LimitUnit::WorkHour, friday, friday, "2026-03-16T01:30:00Z");
        let hour = 3_600_000_000;
        assert_eq!(
            hours,
            [
                (K::Work, hour, None),
                (K::OffHours, 0, None),
                (K::RestDay, 0, None),
                (K::OffHours, 0, None),
                (K::Work, hour, None)
            ]
        );
        let days = told(LimitUnit::WorkDay, friday, friday, "2026-03-17T10:00:00Z");
        assert_eq!(days, [(K::FirstDay, 0, None), (K::RestDay, 0, None), (K::WorkDay, 2, None)]);
    }

    #[test]
    fn holidays_and_make_up_days_carry_their_names() {
        // National Day 2025 with Mid-Autumn: 1 to 8 October; 11 October is a make-up Saturday.
        let from = "2025-09-30T10:00:00Z";
        let days = told(LimitUnit::WorkDay, from, from, "2025-10-11T12:00:00Z");
        let kinds: Vec<_> = days.iter().map(|(kind, counted, _)| (*kind, *counted)).collect();
        // National Day, Mid-Autumn, National Day again.
        let holiday = (K::Holiday, 0);
        assert_eq!(kinds, [(K::FirstDay, 0), holiday, holiday, holiday, (K::WorkDay, 2), (K::MakeUp, 1)]);
        assert!(days[1].2.as_ref().is_some_and(|name| !name.is_empty()));
    }

    proptest! {
        #[test]
        fn windows_sum_up_to_what_is_spent(
            start in 1_700_000_000_i64..1_790_000_000, wait in 0_i64..2_000_000, long in 1_i64..4_000_000, unit in 0_usize..5,
        ) {
            let calendar = &*CALENDAR;
            let unit = LimitUnit::ALL[unit];
            let second = |s| Timestamp::from_second(s).unwrap();
            let (started, from, to) = (second(start), second(start + wait), second(start + wait + long));
            let windows = calendar.windows(unit, started, from, to).unwrap();
            let sum: i64 = windows.iter().map(|w| w.counted.0).sum();
            prop_assert_eq!(Spent(sum), calendar.spent(unit, started, from, to).unwrap());
            prop_assert_eq!(windows.first().map(|w| w.from), Some(from));
            prop_assert_eq!(windows.last().map(|w| w.to), Some(to));
            for (one, next) in windows.iter().zip(windows.iter().skip(1)) {
                prop_assert_eq!(one.to, next.from);
            }
        }
    }
}
