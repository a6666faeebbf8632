//! Periods of the calendar in the office's zone, and the ones they are compared with: the period before (环比) and the same one
//! a year before (同比).

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _};

use crate::domain::codes::code_enum;

/// No period is longer: a decade is more than any office reviews.
const LONGEST_DAYS: i32 = 3660;

code_enum! {
    /// The length of a period.
    pub enum Grain {
        Day = "day", "日", "Day";
        Week = "week", "周", "Week";
        Month = "month", "月", "Month";
        Quarter = "quarter", "季", "Quarter";
        Year = "year", "年", "Year";
    }
}

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    first: Date,
    last: Date,
    /// What it is one of; none for days picked by hand.
    grain: Option<Grain>,
}

/// What is no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPeriod {
    /// It cannot be read.
    #[error("not a period: write 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-24 or 2026-11-01..2026-11-24")]
    Unreadable,
    /// It ends before it begins.
    #[error("the period ends before it begins")]
    Reversed,
    /// It is longer than ten years.
    #[error("a period is at most ten years long")]
    TooLong,
}

/// The first day of the period of a length that holds a day.
fn start(grain: Grain, day: Date) -> Date {
    let month = |month: i8| Date::new(day.year(), month, 1).unwrap_or(day);
    match grain {
        Grain::Day => day,
        Grain::Week => {
            day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day)
        }
        Grain::Month => month(day.month()),
        Grain::Quarter => month((day.month() - 1) / 3 * 3 + 1),
        Grain::Year => month(1),
    }
}

fn length(grain: Grain) -> Span {
    match grain {
        Grain::Day => 1.day(),
        Grain::Week => 1.week(),
        Grain::Month => 1.month(),
        Grain::Quarter => 3.months(),
        Grain::Year => 1.year(),
    }
}

impl Period {
    /// The period of a length that holds a day.
    pub fn holding(grain: Grain, day: Date) -> Self {
        let first = start(grain, day);
        let last =
            first.checked_add(length(grain)).and_then(|next| next.checked_sub(1.day())).unwrap_or(first);
        Self { first, last, grain: Some(grain) }
    }

    /// The days from one to another.
    pub fn between(first: Date, last: Date) -> Result<Self, BadPeriod> {
        if last < first {
            return Err(BadPeriod::Reversed);
        }
        let period = Self { first, last, grain: None };
        if period.days() > LONGEST_DAYS { Err(BadPeriod::TooLong) } else { Ok(period) }
    }

    /// Its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub const fn last(self) -> Date {
        self.last
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        let days = (self.last - self.first).get_days();
        days.saturating_add(1)
    }

    /// The period before (环比): the one of the same length, or as many days.
    #[must_use]
    pub fn before(self) -> Self {
        let Ok(last) = self.first.checked_sub(1.day()) else { return self };
        if let Some(grain) = self.grain {
            return Self::holding(grain, last);
        }
        let first = last.checked_sub((self.days() - 1).days()).unwrap_or(last);
        Self { first, last, grain: None }
    }

    /// The same period a year before (同比): a week is compared with the one 52 weeks before, so that its days are the same
    /// days of the week; everything else with the same dates.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |day: Date, by: Span| day.checked_sub(by).unwrap_or(day);
        match self.grain {
            Some(Grain::Week) => {
                Self { first: back(self.first, 52.weeks()), last: back(self.last, 52.weeks()), ..self }
            }
            Some(grain) => Self::holding(grain, back(self.first, 1.year())),
            None => Self { first: back(self.first, 1.year()), last: back(self.last, 1.year()), grain: None },
        }
    }

    /// The periods of a length that touch this one, cut to it, in order.
    pub fn cut(self, grain: Grain) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut day = self.first;
        loop {
            let whole = Self::holding(grain, day);
            let (first, last) = (whole.first.max(self.first), whole.last.min(self.last));
            let kept = (first, last) == (whole.first, whole.last);
            parts.push(Self { first, last, grain: kept.then_some(grain) });
            match last.checked_add(1.day()) {
                Ok(next) if next <= self.last => day = next,
                _ => return parts,
            }
        }
    }

    /// The instants from its beginning up to, and without, its end, in a zone.
    pub fn instants(self, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let midnight = |day: Date| zone.to_timestamp(day.at(0, 0, 0, 0)).ok();
        Some((midnight(self.first)?, midnight(self.last.checked_add(1.day()).ok()?)?))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.grain {
            Some(Grain::Day) => write!(f, "{first}"),
            Some(Grain::Week) => {
                let week = first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Some(Grain::Month) => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Some(Grain::Quarter) => write!(f, "{:04}-Q{}", first.year(), (first.month() - 1) / 3 + 1),
            Some(Grain::Year) => write!(f, "{:04}", first.year()),
            None => write!(f, "{first}..{}", self.last),
        }
    }
}

impl FromStr for Period {
    type Err = BadPeriod;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        if let Some((first, last)) = text.split_once("..") {
            return Self::between(day(first)?, day(last)?);
        }
        let bad = BadPeriod::Unreadable;
        let (year, rest) = text.split_at_checked(4).ok_or(bad)?;
        let year: i16 = digits(year).and_then(|year| year.parse().ok()).ok_or(bad)?;
        let on = |month: i8| Date::new(year, month, 1).map_err(|_| bad);
        match rest.strip_prefix('-') {
            None if rest.is_empty() => Ok(Self::holding(Grain::Year, on(1)?)),
            None => Err(bad),
            Some(rest) => match rest.as_bytes() {
                [b'Q', quarter @ b'1'..=b'4'] => {
                    let month = i8::try_from((quarter - b'1') * 3 + 1).map_err(|_| bad)?;
                    Ok(Self::holding(Grain::Quarter, on(month)?))
                }
                [b'W', _, _] => {
                    let week =
                        digits(rest.get(1..).ok_or(bad)?).and_then(|week| week.parse().ok()).ok_or(bad)?;
                    let monday = ISOWeekDate::new(year, week, Weekday::Monday).map_err(|_| bad)?;
                    Ok(Self::holding(Grain::Week, monday.date()))
                }
                [_, _] => Ok(Self::holding(
                    Grain::Month,
                    on(digits(rest).and_then(|m| m.parse().ok()).ok_or(bad)?)?,
                )),
                _ => Ok(Self::holding(Grain::Day, day(text)?)),
            },
        }
    }
}

fn digits(text: &str) -> Option<&str> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

fn day(text: &str) -> Result<Date, BadPeriod> {
    let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| plain).ok_or(BadPeriod::Unreadable)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn periods_and_what_they_are_compared_with() {
        for (text, days, before, year_before) in [
            ("2026", 365, "2025", "2025"),
            ("2026-Q1", 90, "2025-Q4", "2025-Q1"),
            ("2026-03", 31, "2026-02", "2025-03"),
            ("2026-01", 31, "2025-12", "2025-01"),
            ("2026-W01", 7, "2025-W52", "2025-W01"),
            ("2026-W53", 7, "2026-W52", "2026-W01"),
            ("2024-02-29", 1, "2024-02-28", "2023-02-28"),
            ("2026-11-24", 1, "2026-11-23", "2025-11-24"),
            ("2026-11-01..2026-11-24", 24, "2026-10-08..2026-10-31", "2025-11-01..2025-11-24"),
        ] {
            let found = period(text);
            assert_eq!(found.to_string(), text);
            assert_eq!(found.days(), days, "{text}");
            assert_eq!(found.before().to_string(), before, "before {text}");
            assert_eq!(found.year_before().to_string(), year_before, "a year before {text}");
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "26",
            "2026-",
            "2026-13",
            "2026-00",
            "2026-Q5",
            "2026-W54",
            "2026-W",
            "2026-2-1",
            "2026-02-30",
            "昨天",
            "2026-11-01..",
            "+026-11",
            "2026-11-24T00:00",
            "2026-1a",
        ] {
            assert_eq!(text.parse::<Period>(), Err(BadPeriod::Unreadable), "{text}");
        }
        assert_eq!("2026-11-24..2026-11-01".parse::<Period>(), Err(BadPeriod::Reversed));
        assert_eq!("2000-01-01..2026-01-01".parse::<Period>(), Err(BadPeriod::TooLong));
    }

    #[test]
    fn a_day_is_as_long_as_its_zone_says() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let (from, to) = period("2026-03-29").instants(&zone).unwrap();
        assert_eq!(to.duration_since(from).as_hours(), 23);
    }

    fn any_period() -> impl Strategy<Value = Period> {
        (0_i32..20_000, 0_i32..3000, 0_usize..=Grain::ALL.len()).prop_map(|(start, length, grain)| {
            let first = Date::constant(1990, 1, 1).checked_add(start.days()).unwrap();
            match Grain::ALL.get(grain) {
                Some(grain) => Period::holding(*grain, first),
                None => Period::between(first, first.checked_add(length.days()).unwrap()).unwrap(),
            }
        })
    }

    proptest! {
        #[test]
        fn a_period_is_read_as_it_is_written(period in any_period()) {
            prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
        }

        #[test]
        fn the_period_before_ends_where_this_one_begins(period in any_period()) {
            let before = period.before();
            prop_assert_eq!(before.last().checked_add(1.day()).unwrap(), period.first());
            prop_assert!(period.year_before().last() < period.last());
        }

        #[test]
        fn the_parts_of_a_period_are_the_period(period in any_period(), grain in 0..Grain::ALL.len()) {
            let parts = period.cut(Grain::ALL[grain]);
            prop_assert_eq!(parts.iter().map(|part| part.days()).sum::<i32>(), period.days());
            prop_assert_eq!(parts[0].first(), period.first());
            prop_assert_eq!(parts[parts.len() - 1].last(), period.last());
        }
    }
}
