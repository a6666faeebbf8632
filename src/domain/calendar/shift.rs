//! Moving an instant by a span of business time, forwards or backwards. Steps of a ladder are placed this way, measured from
//! the due time: whatever moved the due time (a pause, an extension, a new holiday) moves them with it.

use jiff::Timestamp;

use super::compile::day_number;
use super::{Calendar, OutsideHorizon};
use crate::domain::codes::LimitUnit;

/// The grain in which a part of a day is held while counting: fine enough that no microsecond is lost on the way.
const GRAIN: i128 = 1_000_000_000_000;

impl Calendar {
    /// The instant that lies `thousandths` of a unit after `at`, or before it when negative: the earliest one, where closed
    /// hours leave a choice. Parts of a working day are parts of its working time.
    pub fn shift(
        &self,
        at: Timestamp,
        unit: LimitUnit,
        thousandths: i64,
    ) -> Result<Timestamp, OutsideHorizon> {
        if thousandths == 0 {
            return Ok(at);
        }
        let from = self.inside(at)?;
        let to = match unit {
            LimitUnit::Minute => from.saturating_add(thousandths.saturating_mul(60_000)),
            LimitUnit::UrgentHour => from.saturating_add(thousandths.saturating_mul(3_600_000)),
            LimitUnit::WorkHour => {
                let by = thousandths.saturating_mul(3_600_000);
                self.work_reached(self.work_before(from).saturating_add(by))?
            }
            LimitUnit::WorkDay => self.shift_work_days(from, thousandths)?,
            LimitUnit::NaturalDay => self.shift_natural_days(at, thousandths)?,
        };
        if to < self.horizon.0 {
            return Err(OutsideHorizon);
        }
        self.instant(to)
    }

    /// The opening of the `count`-th working day after the day of an instant.
    pub fn opening_after(&self, at: Timestamp, count: u8) -> Result<Timestamp, OutsideHorizon> {
        self.inside(at)?;
        let day = self.day_origin(at) + usize::from(count.max(1)) - 1;
        let before = self.day_work(day)?.0;
        let i = self.sums.partition_point(|sum| *sum <= before).saturating_sub(1);
        match (self.starts.get(i), self.sums.get(i)) {
            (Some(start), Some(sum)) => self.instant(start + (before - sum)),
            _ => Err(OutsideHorizon),
        }
    }

    /// The work before a working day, and in it.
    fn day_work(&self, day: usize) -> Result<(i64, i64), OutsideHorizon> {
        let closed = |day: usize| self.days.get(day).map(|d| self.work_before(d.close)).ok_or(OutsideHorizon);
        let before = day.checked_sub(1).map_or(Ok(0), closed)?;
        match closed(day)? - before {
            total if total > 0 => Ok((before, total)),
            _ => Err(OutsideHorizon),
        }
    }

    fn shift_work_days(&self, from: i64, thousandths: i64) -> Result<i64, OutsideHorizon> {
        let closed = self.closes_by(from);
        let (before, total) = self.day_work(closed)?;
        let done = self.work_before(from) - before;
        let (whole, part) = moved(i64::try_from(closed).unwrap_or(i64::MAX), done, total, thousandths);
        let day = usize::try_from(whole).map_err(|_| OutsideHorizon)?;
        if part == 0 {
            let last = day.checked_sub(1).and_then(|last| self.days.get(last));
            return last.map(|day| day.close).ok_or(OutsideHorizon);
        }
        let (before, total) = self.day_work(day)?;
        self.work_reached(before + share(part, total))
    }

    fn shift_natural_days(&self, at: Timestamp, thousandths: i64) -> Result<i64, OutsideHorizon> {
        let today = day_number(self.date(at));
        let start = self.midnight(today)?;
        let total = self.midnight(today + 1)? - start;
        let (day, part) = moved(today, at.as_microsecond() - start, total.max(1), thousandths);
        let start = self.midnight(day)?;
        if part == 0 {
            return Ok(start);
        }
        Ok(start + share(part, self.midnight(day + 1)? - start))
    }
}

/// A position of `done` of `total` within the day `day`, moved: the day it falls on, and the part of it in [`GRAIN`]s.
fn moved(day: i64, done: i64, total: i64, thousandths: i64) -> (i64, i128) {
    let here = i128::from(day) * GRAIN + i128::from(done) * GRAIN / i128::from(total);
    let there = here + i128::from(thousandths) * (GRAIN / 1000);
    (i64::try_from(there.div_euclid(GRAIN)).unwrap_or(i64::MAX), there.rem_euclid(GRAIN))
}

/// A part of a day's time, rounded up, so that going there and back ends at the same microsecond.
fn share(part: i128, total: i64) -> i64 {
    i64::try_from((part * i128::from(total) + GRAIN - 1) / GRAIN).unwrap_or(i64::MAX)
}
