//! The calendar an office starts with: Asia/Shanghai, Monday to Friday 08:30–12:00 and 13:30–17:30, and the holidays and
//! make-up days that the State Council published for 2018 to 2026. Other years fall back to the plain week.

use jiff::civil::Date;

use super::{Calendar, CalendarError, CalendarSpec, DayKind, Season, SpecialDays, Week, Window};

const DAYS: &str = include_str!("china_days.csv");
const KNOWN_YEARS: std::ops::RangeInclusive<i16> = 2018..=2026;
/// Wide enough for imported histories and for a deadline a year ahead during the life of a release.
const HORIZON: (i16, i16) = (2000, 2060);

/// Reads `from,to,kind,name_zh,name_en` lines under a head.
fn special_days(text: &str) -> Result<Vec<SpecialDays>, CalendarError> {
    let read = |line: &str| {
        let mut cells = line.split(',');
        let from: Date = cells.next()?.parse().ok()?;
        let to: Date = cells.next()?.parse().ok()?;
        let kind = match cells.next()? {
            "holiday" => DayKind::Holiday,
            "make_up" => DayKind::MakeUp,
            _ => return None,
        };
        let (name_zh, name_en) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        cells.next().is_none().then_some(SpecialDays { from, to, kind, name_zh, name_en })
    };
    let lines = text.lines().enumerate().skip(1);
    lines.map(|(i, line)| read(line).ok_or(CalendarError::BadLine(i + 1))).collect()
}

/// The built-in calendar as it is written down.
pub fn china() -> Result<CalendarSpec, CalendarError> {
    let windows: Vec<Window> = vec!["08:30-12:00".parse()?, "13:30-17:30".parse()?];
    let mut week = Week { make_up: windows.clone(), ..Week::default() };
    for day in week.days.iter_mut().take(5) {
        day.clone_from(&windows);
    }
    Ok(CalendarSpec {
        code: "china".to_owned(),
        name_zh: "中国大陆工作日历".to_owned(),
        name_en: "Working calendar of mainland China".to_owned(),
        zone: "Asia/Shanghai".to_owned(),
        seasons: vec![Season { from: (1, 1), week }],
        days: special_days(DAYS)?,
        known_years: KNOWN_YEARS.collect(),
    })
}

/// The built-in calendar, compiled; an error names a flaw of the crate's own file.
pub fn built_in() -> Result<Calendar, CalendarError> {
    Calendar::compile(china()?, HORIZON.0, HORIZON.1)
}
