//! Counting with a compiled calendar. `W(t)` is the work before `t`; a deadline is the earliest instant at which enough of
//! it has passed since the start, pauses left out. Days work the same way with one unit at each day's close: the start day
//! never counts (次日起算), and a day paused for an hour still counts once.

use jiff::Timestamp;
use jiff::civil::Date;

use super::compile::{day_number, day_start};
use super::{Calendar, OutsideHorizon};
use crate::domain::codes::LimitUnit;
use crate::domain::limit::Limit;

/// How much of a limit has been used: microseconds for hours and minutes, whole days for days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spent(pub i64);

/// A time in which a clock stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// When it stopped.
    pub from: Timestamp,
    /// When it went on; `None` while it stands.
    pub to: Option<Timestamp>,
}

/// What a whole limit holds, in the grain of [`Spent`].
fn budget(limit: Limit) -> i64 {
    let thousandths = i64::from(limit.value().thousandths());
    match limit.unit() {
        LimitUnit::Minute => thousandths * 60_000,
        LimitUnit::UrgentHour | LimitUnit::WorkHour => thousandths * 3_600_000,
        LimitUnit::WorkDay | LimitUnit::NaturalDay => thousandths / 1000,
    }
}

impl Calendar {
    pub(super) fn inside(&self, at: Timestamp) -> Result<i64, OutsideHorizon> {
        let at = at.as_microsecond();
        if at < self.horizon.0 || at >= self.horizon.1 { Err(OutsideHorizon) } else { Ok(at) }
    }

    pub(super) fn instant(&self, at: i64) -> Result<Timestamp, OutsideHorizon> {
        // A close at the very end of the last day is still a day of the horizon.
        match Timestamp::from_microsecond(at) {
            Ok(instant) if at <= self.horizon.1 => Ok(instant),
            _ => Err(OutsideHorizon),
        }
    }

    /// Work before an instant, in microseconds.
    pub(super) fn work_before(&self, at: i64) -> i64 {
        let started = self.index.starts.count(|i| self.starts.get(i).copied(), at);
        let Some(i) = started.checked_sub(1) else { return 0 };
        match (self.starts.get(i), self.ends.get(i), self.sums.get(i)) {
            (Some(start), Some(end), Some(sum)) => sum + at.min(*end) - start,
            _ => 0,
        }
    }

    /// The earliest instant before which there is this much work.
    pub(super) fn work_reached(&self, work: i64) -> Result<i64, OutsideHorizon> {
        if work < 0 {
            return Err(OutsideHorizon);
        }
        let i = self.index.sums.count(|i| self.sums.get(i).copied(), work - 1).saturating_sub(1);
        match (self.starts.get(i), self.sums.get(i), self.sums.get(i + 1)) {
            (Some(start), Some(sum), Some(after)) if work <= *after => Ok(start + (work - sum).max(0)),
            _ => Err(OutsideHorizon),
        }
    }

    /// The instant at which the day with this number begins here.
    pub(super) fn midnight(&self, day: i64) -> Result<i64, OutsideHorizon> {
        let days = i32::try_from(day).map_err(|_| OutsideHorizon)?;
        let date = Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(days)).ok();
        date.and_then(|date| day_start(&self.zone, date)).ok_or(OutsideHorizon)
    }

    /// How many working days have closed by an instant.
    pub(super) fn closes_by(&self, at: i64) -> usize {
        self.index.closes.count(|i| self.days.get(i).map(|day| day.close), at)
    }

    /// How many working days there are up to and with the day of an instant: where a count of days begins.
    pub(super) fn day_origin(&self, start: Timestamp) -> usize {
        let today = day_number(self.date(start));
        self.index.numbers.count(|i| self.days.get(i).map(|day| day.number), today)
    }

    /// How much of a limit in `unit`, started at `started`, passes between two instants while its clock runs. The sum over
    /// the running spans of a clock does not depend on how they are split.
    pub fn spent(
        &self,
        unit: LimitUnit,
        started: Timestamp,
        from: Timestamp,
        to: Timestamp,
    ) -> Result<Spent, OutsideHorizon> {
        let (a, b) = (self.inside(from)?, self.inside(to)?);
        let spent = match unit {
            LimitUnit::Minute | LimitUnit::UrgentHour => b - a,
            LimitUnit::WorkHour => self.work_before(b) - self.work_before(a),
            LimitUnit::WorkDay => {
                let origin = self.day_origin(started).max(self.closes_by(a));
                i64::try_from(self.closes_by(b).saturating_sub(origin)).unwrap_or(i64::MAX)
            }
            LimitUnit::NaturalDay => {
                // The days that ended by an instant are those before its own.
                let ended = |at: Timestamp| day_number(self.date(at)) - 1;
                ended(to) - ended(from).max(day_number(self.date(started)))
            }
        };
        Ok(Spent(spent.max(0)))
    }

    /// The earliest instant at which `rest` more of a limit in `unit`, started at `started`, has passed for a clock that
    /// runs from `from` on; `from` itself when nothing is left.
    fn after(
        &self,
        unit: LimitUnit,
        started: Timestamp,
        from: Timestamp,
        rest: i64,
    ) -> Result<Timestamp, OutsideHorizon> {
        let a = self.inside(from)?;
        if rest <= 0 {
            return Ok(from);
        }
        match unit {
            LimitUnit::Minute | LimitUnit::UrgentHour => {
                let due = a.saturating_add(rest);
                if due >= self.horizon.1 { Err(OutsideHorizon) } else { self.instant(due) }
            }
            LimitUnit::WorkHour => {
                let due = self.work_reached(self.work_before(a).saturating_add(rest))?;
                self.instant(due)
            }
            LimitUnit::WorkDay => {
                let origin = self.day_origin(started).max(self.closes_by(a));
                let last = usize::try_from(rest - 1).ok().and_then(|more| origin.checked_add(more));
                let day = last.and_then(|i| self.days.get(i)).ok_or(OutsideHorizon)?;
                self.instant(day.close)
            }
            LimitUnit::NaturalDay => {
                let today = day_number(self.date(from));
                let origin = (today - 1).max(day_number(self.date(started)));
                // Due at the end of a day is due at the beginning of the next.
                let due = self.midnight(origin.saturating_add(rest).saturating_add(1))?;
                self.instant(due)
            }
        }
    }

    /// Work between two instants in microseconds; 0 when they are the wrong way round.
    pub fn work_between(&self, from: Timestamp, to: Timestamp) -> Result<i64, OutsideHorizon> {
        let (a, b) = (self.inside(from)?, self.inside(to)?);
        Ok((self.work_before(b) - self.work_before(a)).max(0))
    }

    /// The earliest instant at which this much work (in microseconds) has been done since `from`.
    pub fn work_after(&self, from: Timestamp, micros: i64) -> Result<Timestamp, OutsideHorizon> {
        let a = self.inside(from)?;
        if micros <= 0 {
            return Ok(from);
        }
        self.instant(self.work_reached(self.work_before(a).saturating_add(micros))?)
    }

    /// When a limit that starts now falls due.
    pub fn due(&self, start: Timestamp, limit: Limit) -> Result<Timestamp, OutsideHorizon> {
        self.after(limit.unit(), start, start, budget(limit))
    }

    /// When a limit falls due for a clock that stood still meanwhile; `None` while it stands. Pauses are given in order
    /// and do not overlap. A pause that begins after the limit ran out changes nothing.
    pub fn due_with_pauses(
        &self,
        start: Timestamp,
        limit: Limit,
        pauses: &[Pause],
    ) -> Result<Option<Timestamp>, OutsideHorizon> {
        let unit = limit.unit();
        let (mut from, mut rest) = (start, budget(limit));
        for pause in pauses {
            let stopped = pause.from.max(from);
            let Spent(spent) = self.spent(unit, start, from, stopped)?;
            if spent >= rest {
                break;
            }
            rest -= spent;
            match pause.to {
                Some(resumed) => from = resumed.max(stopped),
                None => return Ok(None),
            }
        }
        self.after(unit, start, from, rest).map(Some)
    }

    /// How much of a whole limit is used at `now`, in thousandths of the limit: 800 is the hour of the first warning.
    pub fn used(
        &self,
        start: Timestamp,
        limit: Limit,
        pauses: &[Pause],
        now: Timestamp,
    ) -> Result<i64, OutsideHorizon> {
        let (unit, mut from, mut total) = (limit.unit(), start, 0);
        for pause in pauses.iter().take_while(|pause| pause.from < now) {
            let stopped = pause.from.max(from);
            total += self.spent(unit, start, from, stopped)?.0;
            from = pause.to.unwrap_or(now).max(stopped);
        }
        total += self.spent(unit, start, from, now.max(from))?.0;
        Ok(total.saturating_mul(1000) / budget(limit).max(1))
    }
}
