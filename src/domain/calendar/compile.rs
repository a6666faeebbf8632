//! From windows on the wall clock to intervals of instants. A wall-clock span is cut at every change of the zone's offset:
//! an hour that happens twice is worked twice, an hour that is skipped is not worked at all.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::coarse::Coarse;
use super::{Calendar, CalendarError, CalendarSpec, Day, DayKind, Index, Season, SpecialDays, Week, Window};

const SECOND: i64 = 1_000_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 24 * 60 * MINUTE;

/// A stretch of instants with one offset, `from ≤ t < to`, all in microseconds.
struct Stretch {
    from: i64,
    to: i64,
    offset: i64,
}

/// The number of a day counted from 1970-01-01.
pub(super) fn day_number(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The instant at which a day begins in a zone; the first one after the gap when midnight is skipped.
pub(super) fn day_start(zone: &TimeZone, date: Date) -> Option<i64> {
    zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok().map(Timestamp::as_microsecond)
}

fn stretches(zone: &TimeZone, (from, to): (i64, i64)) -> Vec<Stretch> {
    let Ok(first) = Timestamp::from_microsecond(from) else { return Vec::new() };
    let offset = |at: Timestamp| i64::from(zone.to_offset(at).seconds()) * SECOND;
    let mut found = vec![Stretch { from, to, offset: offset(first) }];
    for change in zone.following(first) {
        let at = change.timestamp().as_microsecond();
        if at >= to {
            break;
        }
        if let Some(last) = found.last_mut() {
            last.to = at;
        }
        found.push(Stretch { from: at, to, offset: i64::from(change.offset().seconds()) * SECOND });
    }
    found
}

fn check_windows(windows: &[Window]) -> Result<(), CalendarError> {
    for (one, next) in windows.iter().zip(windows.iter().skip(1)) {
        if one.to > next.from {
            return Err(CalendarError::Overlap(*one, *next));
        }
    }
    Ok(())
}

/// The seasons in the order in which they begin, checked.
fn seasons(spec: &CalendarSpec) -> Result<Vec<&Season>, CalendarError> {
    let mut seasons: Vec<&Season> = spec.seasons.iter().collect();
    seasons.sort_by_key(|season| season.from);
    let twice = seasons.iter().zip(seasons.iter().skip(1)).any(|(one, next)| one.from == next.from);
    // 2024 is a leap year: a season may begin on 29 February and then begins on 1 March in other years.
    let no_day = seasons.iter().any(|season| Date::new(2024, season.from.0, season.from.1).is_err());
    if seasons.is_empty() || twice || no_day {
        return Err(CalendarError::BadSeason);
    }
    for season in &seasons {
        for windows in season.week.days.iter().chain([&season.week.make_up]) {
            check_windows(windows)?;
        }
    }
    Ok(seasons)
}

fn special_days(spec: &CalendarSpec) -> Result<HashMap<Date, &DayKind>, CalendarError> {
    let mut by_date = HashMap::new();
    for SpecialDays { from, to, kind, .. } in &spec.days {
        if to < from {
            return Err(CalendarError::BadDay(*from));
        }
        if let DayKind::Hours(windows) = kind {
            check_windows(windows)?;
        }
        for date in from.series(jiff::Span::new().days(1)).take_while(|date| date <= to) {
            if by_date.insert(date, kind).is_some() {
                return Err(CalendarError::BadDay(date));
            }
        }
    }
    Ok(by_date)
}

fn week_of<'a>(seasons: &[&'a Season], date: Date) -> Option<&'a Week> {
    let today = (date.month(), date.day());
    let current = seasons.iter().rev().find(|season| season.from <= today);
    current.or(seasons.last()).map(|season| &season.week)
}

fn windows_of<'a>(week: &'a Week, special: Option<&'a DayKind>, weekday: Weekday) -> &'a [Window] {
    match special {
        Some(DayKind::Holiday) => &[],
        Some(DayKind::MakeUp) => &week.make_up,
        Some(DayKind::Hours(windows)) => windows,
        None => {
            let index = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
            week.days.get(index).map_or(&[], Vec::as_slice)
        }
    }
}

/// The instants that show this window of this day on the wall clock.
fn intervals(stretches: &[Stretch], day: i64, window: Window, into: &mut Intervals) {
    let (from, to) = (day * DAY + i64::from(window.from) * MINUTE, day * DAY + i64::from(window.to) * MINUTE);
    // Offsets differ by at most 26 hours, so a stretch that begins two days later cannot show this day any more.
    for s in stretches.iter().take_while(|s| s.from + s.offset < to + 2 * DAY) {
        let (start, end) = (s.from.max(from - s.offset), s.to.min(to - s.offset));
        if start < end {
            into.push((start, end));
        }
    }
}

impl Calendar {
    /// Compiles a calendar for the years `first..=last`.
    pub fn compile(spec: CalendarSpec, first: i16, last: i16) -> Result<Self, CalendarError> {
        Self::compile_layers(&[(Timestamp::MIN, spec)], first, last)
    }

    /// Compiles the versions of a calendar, in the order in which they were made, each from the day of its instant on. On
    /// every day the one made last counts; before the first of them its own rules hold as well.
    pub fn compile_layers(
        layers: &[(Timestamp, CalendarSpec)],
        first: i16,
        last: i16,
    ) -> Result<Self, CalendarError> {
        let bad = CalendarError::BadHorizon(first, last);
        let Some((_, newest)) = layers.last().cloned() else { return Err(CalendarError::Nothing) };
        let Ok(zone) = TimeZoneDatabase::bundled().get(&newest.zone) else {
            return Err(CalendarError::UnknownZone(newest.zone));
        };
        let (Ok(first_day), Ok(day_after)) =
            (Date::new(first, 1, 1), Date::new(last.saturating_add(1), 1, 1))
        else {
            return Err(bad);
        };
        let (Some(from), Some(to)) = (day_start(&zone, first_day), day_start(&zone, day_after)) else {
            return Err(bad);
        };
        if from >= to {
            return Err(bad);
        }
        if let Some((_, other)) = layers.iter().find(|(_, spec)| spec.zone != newest.zone) {
            return Err(CalendarError::OtherZone(other.zone.clone()));
        }
        let layers: Vec<Layer<'_>> = layers
            .iter()
            .map(|(at, spec)| Layer::new(zone.to_datetime(*at).date(), spec))
            .collect::<Result<_, _>>()?;
        let (days, worked) = work(&layers, &zone, (from, to), first_day, day_after);
        let (mut starts, mut ends, mut sums) = (Vec::new(), Vec::new(), vec![0]);
        let mut sum = 0;
        for (start, end) in worked {
            starts.push(start);
            ends.push(end);
            sum += end - start;
            sums.push(sum);
        }
        if sum == 0 {
            return Err(CalendarError::Empty);
        }
        let (years, horizon) = ((first, last), (from, to));
        let of_days = |key: fn(&Day) -> i64| Coarse::new(&days.iter().map(key).collect::<Vec<_>>());
        let index = Index {
            starts: Coarse::new(&starts),
            sums: Coarse::new(&sums),
            closes: of_days(|day| day.close),
            numbers: of_days(|day| day.number),
        };
        Ok(Self { spec: newest, version: 1, zone, years, horizon, starts, ends, sums, days, index })
    }
}

/// A version of a calendar, ready to be asked for the windows of a day.
struct Layer<'a> {
    from: Date,
    seasons: Vec<&'a Season>,
    special: HashMap<Date, &'a DayKind>,
}

impl<'a> Layer<'a> {
    fn new(from: Date, spec: &'a CalendarSpec) -> Result<Self, CalendarError> {
        Ok(Self { from, seasons: seasons(spec)?, special: special_days(spec)? })
    }

    fn windows(&self, date: Date) -> &'a [Window] {
        let week = week_of(&self.seasons, date);
        week.map_or(&[], |week| windows_of(week, self.special.get(&date).copied(), date.weekday()))
    }
}

/// Stretches of work, `from ≤ t < to`.
type Intervals = Vec<(i64, i64)>;

/// The working days, and the merged intervals of work.
fn work(
    layers: &[Layer<'_>],
    zone: &TimeZone,
    horizon: (i64, i64),
    first: Date,
    end: Date,
) -> (Vec<Day>, Intervals) {
    let all = stretches(zone, horizon);
    let mut ahead = all.as_slice();
    let (mut days, mut found) = (Vec::new(), Vec::new());
    for date in first.series(jiff::Span::new().days(1)).take_while(|date| *date < end) {
        let number = day_number(date);
        while ahead.first().is_some_and(|s| s.to + s.offset <= number * DAY) {
            ahead = ahead.get(1..).unwrap_or_default();
        }
        let in_force = layers.iter().rev().find(|layer| layer.from <= date).or(layers.first());
        let before = found.len();
        for window in in_force.map_or(&[][..], |layer| layer.windows(date)) {
            intervals(ahead, number, *window, &mut found);
        }
        let today = found.get(before..).unwrap_or_default();
        if let Some(close) = today.iter().map(|(_, end)| *end).max() {
            days.push(Day { number, close });
        }
    }
    found.sort_unstable();
    let mut merged: Intervals = Vec::with_capacity(found.len());
    for (start, end) in found {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    (days, merged)
}
