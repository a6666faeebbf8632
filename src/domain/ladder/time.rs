//! When a step is due. Measured from the due time, and never before the clock's start.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::LadderStep;
use crate::domain::calendar::Calendar;
use crate::domain::codes::LimitUnit;
use crate::domain::limit::Limit;

/// When a step is due, as a part of the limit or as a distance from the due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "when", rename_all = "snake_case")]
pub enum StepTime {
    /// When this much of the limit is used; beyond 100 % it is late.
    Used {
        /// Percent of the limit, 1 to 1000.
        #[schema(minimum = 1, maximum = 1000)]
        percent: u16,
    },
    /// This long before it is due.
    BeforeDue {
        /// How long.
        limit: Limit,
    },
    /// This long after it was due.
    AfterDue {
        /// How long.
        limit: Limit,
    },
    /// At the opening of a working day after the day on which it was due; 1 is the first.
    OpeningAfterDue {
        /// Which working day.
        #[schema(minimum = 1)]
        days: u8,
    },
}

impl LadderStep {
    /// When the step is due for a clock that started at `start` and has a limit of `budget`, extensions and all. Where the
    /// calendar has no years any more natural time counts: a step is late rather than lost.
    pub fn step_at(&self, start: Timestamp, due: Timestamp, budget: Limit, calendar: &Calendar) -> Timestamp {
        let at = match self.at {
            StepTime::Used { percent } => {
                let beyond = i64::from(percent) - 100;
                let thousandths = i64::from(budget.value().thousandths()) * beyond / 100;
                moved(calendar, due, budget.unit(), thousandths)
            }
            StepTime::BeforeDue { limit } => moved(calendar, due, limit.unit(), -whole(limit)),
            StepTime::AfterDue { limit } => moved(calendar, due, limit.unit(), whole(limit)),
            StepTime::OpeningAfterDue { days } => calendar
                .opening_after(due, days)
                .unwrap_or_else(|_| natural(due, LimitUnit::WorkDay, i64::from(days) * 1000)),
        };
        at.max(start)
    }

    /// When the step is brought up again for the `count`-th time, counted from when it was due itself; none when it is not.
    pub fn repeat_at(&self, step_at: Timestamp, count: u8, calendar: &Calendar) -> Option<Timestamp> {
        let repeat = self.repeat.filter(|repeat| (1..=repeat.at_most).contains(&count))?;
        Some(moved(calendar, step_at, repeat.every.unit(), whole(repeat.every) * i64::from(count)))
    }
}

fn whole(limit: Limit) -> i64 {
    i64::from(limit.value().thousandths())
}

fn moved(calendar: &Calendar, at: Timestamp, unit: LimitUnit, thousandths: i64) -> Timestamp {
    calendar.shift(at, unit, thousandths).unwrap_or_else(|_| natural(at, unit, thousandths))
}

/// The same distance in natural time, a working day being a day.
fn natural(at: Timestamp, unit: LimitUnit, thousandths: i64) -> Timestamp {
    let micros = match unit {
        LimitUnit::Minute => 60_000,
        LimitUnit::UrgentHour | LimitUnit::WorkHour => 3_600_000,
        LimitUnit::WorkDay | LimitUnit::NaturalDay => 24 * 3_600_000,
    };
    let end = if thousandths < 0 { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(SignedDuration::from_micros(thousandths.saturating_mul(micros))).unwrap_or(end)
}
