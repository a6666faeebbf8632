//! The calendar an office starts with: Asia/Shanghai, Monday to Friday 08:30–12:00 and 13:30–17:30, and the holidays and
//! make-up days that the State Council published for 2018 to 2026. Other years fall back to the plain week.

use super::exchange::read_csv;
use super::{Calendar, CalendarError, CalendarSpec, HORIZON, Season, Week, Window};

const DAYS: &str = include_str!("china_days.csv");
const KNOWN_YEARS: std::ops::RangeInclusive<i16> = 2018..=2026;

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
        days: read_csv(DAYS)
            .map_err(|lines| CalendarError::BadLine(lines.first().map_or(0, |bad| bad.line)))?,
        known_years: KNOWN_YEARS.collect(),
    })
}

/// The built-in calendar, compiled; an error names a flaw of the crate's own file.
pub fn built_in() -> Result<Calendar, CalendarError> {
    Calendar::compile(china()?, HORIZON.0, HORIZON.1)
}
