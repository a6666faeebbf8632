//! Business time. A calendar is written down as weekly windows, seasons, holidays and make-up days in one zone, and compiled
//! into sorted intervals of UTC instants with running sums, so that "due in 12 working hours" is two binary searches and
//! agrees with counting minute by minute, through every gap and fold of the zone.

mod arithmetic;
mod coarse;
mod compile;
mod default;
pub mod document;
pub mod exchange;
mod shift;
mod windows;

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::codes::Lang;

use coarse::Coarse;

pub use arithmetic::{Pause, Spent};
pub use default::{built_in, china};
pub use windows::{CountedWindow, WindowKind};

/// A calendar as people write it. [`Calendar::compile`] makes it ready to count with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSpec {
    /// Stable code.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// IANA name of the zone; days begin and end there.
    pub zone: String,
    /// Working hours by season; a season lasts until the next one begins, around the year.
    pub seasons: Vec<Season>,
    /// Days that differ from their week.
    pub days: Vec<SpecialDays>,
    /// Years whose holidays have been published in full; in others the plain week is assumed and deadlines are provisional.
    pub known_years: BTreeSet<i16>,
}

impl CalendarSpec {
    /// The name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name_zh, &self.name_en)
    }
}

/// Working hours from a day of the year on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Season {
    /// Month and day on which it begins.
    pub from: (i8, i8),
    /// The hours of its weeks.
    pub week: Week,
}

/// Windows of work for each day of a week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week {
    /// Monday first.
    pub days: [Vec<Window>; 7],
    /// On a make-up day (调休上班), whatever its weekday.
    pub make_up: Vec<Window>,
}

/// A span of one day's wall clock, in minutes after midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    from: u16,
    to: u16,
}

impl Window {
    /// From one minute of the day up to another; `None` unless `from < to ≤ 24 h`.
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from < to && to <= 24 * 60 { Some(Self { from, to }) } else { None }
    }

    /// First minute of work.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The minute after the last one of work.
    pub const fn to(self) -> u16 {
        self.to
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m) = (self.from / 60, self.from % 60);
        write!(f, "{h:02}:{m:02}-{:02}:{:02}", self.to / 60, self.to % 60)
    }
}

impl FromStr for Window {
    type Err = CalendarError;

    /// Reads `08:30-12:00`.
    fn from_str(text: &str) -> Result<Self, CalendarError> {
        let minute = |part: &str| {
            let (h, m) = part.split_once(':')?;
            let digits =
                h.len() == 2 && m.len() == 2 && part.bytes().all(|b| b.is_ascii_digit() || b == b':');
            let (h, m): (u16, u16) = (h.parse().ok()?, m.parse().ok()?);
            (digits && m < 60).then_some(h * 60 + m)
        };
        text.split_once('-')
            .and_then(|(from, to)| Self::new(minute(from)?, minute(to)?))
            .ok_or_else(|| CalendarError::BadWindow(text.to_owned()))
    }
}

/// What kind of exception a day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// No work.
    Holiday,
    /// Work on what would be a day off, with the week's make-up hours.
    MakeUp,
    /// Work in these windows only: a short day.
    Hours(Vec<Window>),
}

/// A run of days that differ from their week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpecialDays {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How they differ.
    pub kind: DayKind,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

/// Why a calendar cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The zone has no such name.
    #[error("unknown time zone {0:?}")]
    UnknownZone(String),
    /// Not `HH:MM-HH:MM` with the first before the second.
    #[error("not a window of one day: {0:?}")]
    BadWindow(String),
    /// Two windows of one day overlap or stand in the wrong order.
    #[error("windows overlap: {0} and {1}")]
    Overlap(Window, Window),
    /// No season, a season that begins on no day of the year, or two that begin together.
    #[error("seasons must begin on different days of the year")]
    BadSeason,
    /// A day is named twice, or a run ends before it begins.
    #[error("special day {0} is named twice or ends before it begins")]
    BadDay(Date),
    /// There is not one minute of work in the whole horizon, so nothing would ever be due.
    #[error("the calendar has no working time at all")]
    Empty,
    /// The first year is after the last, or out of range.
    #[error("the years {0} to {1} are no horizon")]
    BadHorizon(i16, i16),
    /// A line of a file of special days cannot be read.
    #[error("line {0} of the special days cannot be read")]
    BadLine(u64),
    /// A later version of a calendar counts in another zone, so that its days would begin elsewhere.
    #[error("the time zone of a calendar stays what it was: {0:?}")]
    OtherZone(String),
    /// There is no version at all.
    #[error("there is no calendar")]
    Nothing,
}

/// An instant outside the years for which the calendar was compiled. Never guessed: a wrong due time is worse than none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("outside the years of the calendar")]
pub struct OutsideHorizon;

/// One working day: its number counted from 1970-01-01, and its last instant of work.
#[derive(Debug, Clone, Copy)]
struct Day {
    number: i64,
    close: i64,
}

/// The first and the last year in which the office counts: wide enough for imported histories and for a deadline a year ahead
/// during the life of a release.
pub const HORIZON: (i16, i16) = (2000, 2060);

/// A compiled calendar. All instants are microseconds since 1970-01-01 UTC.
#[derive(Debug, Clone)]
pub struct Calendar {
    spec: CalendarSpec,
    version: i64,
    zone: TimeZone,
    /// The compiled years, first to last.
    years: (i16, i16),
    /// First instant of the first year, and of the year after the last.
    horizon: (i64, i64),
    starts: Vec<i64>,
    ends: Vec<i64>,
    /// Work before each interval; the last element is all work.
    sums: Vec<i64>,
    days: Vec<Day>,
    index: Index,
}

/// Where to look in the lists of a calendar.
#[derive(Debug, Clone)]
struct Index {
    starts: Coarse,
    sums: Coarse,
    closes: Coarse,
    numbers: Coarse,
}

impl Calendar {
    /// The number that clocks pin; 1 is the built-in calendar.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// The calendar under another number.
    #[must_use]
    pub const fn with_version(mut self, version: i64) -> Self {
        self.version = version;
        self
    }

    /// What it was compiled from; of several versions the last one.
    pub const fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    /// The zone in which its days begin and end.
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The first and the last year it can count in.
    pub const fn years(&self) -> (i16, i16) {
        self.years
    }

    /// The day on which an instant falls here.
    pub fn date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    /// Whether work is going on at an instant.
    pub fn is_working(&self, at: Timestamp) -> bool {
        let at = at.as_microsecond();
        let after = self.starts.partition_point(|start| *start <= at);
        after.checked_sub(1).and_then(|i| self.ends.get(i)).is_some_and(|end| at < *end)
    }

    /// Whether a deadline counted from `start` may still move because a year it touches has no published holidays yet.
    pub fn is_provisional(&self, start: Timestamp, due: Timestamp) -> bool {
        let years = self.date(start).year()..=self.date(due).year();
        years.into_iter().any(|year| !self.spec.known_years.contains(&year))
    }

    /// The years into which deadlines of now reach and whose holidays are not known: this year, and from November on, when
    /// the State Council has usually published them, the next.
    pub fn missing_years(&self, now: Timestamp) -> Vec<i16> {
        let today = self.date(now);
        let next = (today.month() >= 11).then(|| today.year() + 1);
        let needed = std::iter::once(today.year()).chain(next);
        needed.filter(|year| !self.spec.known_years.contains(year)).collect()
    }
}

#[cfg(test)]
mod tests;
