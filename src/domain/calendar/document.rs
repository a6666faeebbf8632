//! A calendar as it stands in JSON: what the API shows, and what a stored version holds.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{CalendarSpec, DayKind, Season, SpecialDays, Week, Window};
use crate::domain::codes::code_enum;
use crate::domain::words::{Flaw, Words, is_code, is_name};

code_enum! {
    /// How a day differs from its week.
    pub enum DayCode {
        Holiday = "holiday", "放假", "Day off";
        MakeUp = "make_up", "调休上班", "Make-up working day";
        Hours = "hours", "当日工时", "Hours of this day";
    }
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarDocument {
    /// Stable code.
    #[schema(example = "china")]
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// IANA name of its zone; days begin and end there.
    #[schema(example = "Asia/Shanghai")]
    pub zone: String,
    /// Years whose holidays are published in full; in others deadlines are provisional.
    pub known_years: BTreeSet<i16>,
    /// Working hours; a season lasts until the next one begins, around the year.
    pub seasons: Vec<SeasonDocument>,
    /// Days that differ from their week.
    pub special_days: Vec<DayDocument>,
}

/// Working hours from a day of the year on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeasonDocument {
    /// Month and day, `MM-DD`.
    #[schema(example = "01-01")]
    pub from: String,
    /// For each weekday, Monday first, its windows as `HH:MM-HH:MM`.
    #[schema(min_items = 7, max_items = 7)]
    pub week: Vec<Vec<String>>,
    /// The windows of a make-up day.
    pub make_up: Vec<String>,
}

/// A run of days that differ from their week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DayDocument {
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
    /// How they differ.
    pub kind: DayCode,
    /// The windows of a day with hours of its own.
    #[serde(default)]
    pub windows: Vec<String>,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

fn texts(windows: &[Window]) -> Vec<String> {
    windows.iter().map(Window::to_string).collect()
}

impl From<&SpecialDays> for DayDocument {
    fn from(days: &SpecialDays) -> Self {
        let (kind, windows) = match &days.kind {
            DayKind::Holiday => (DayCode::Holiday, Vec::new()),
            DayKind::MakeUp => (DayCode::MakeUp, Vec::new()),
            DayKind::Hours(windows) => (DayCode::Hours, texts(windows)),
        };
        let (name_zh, name_en) = (days.name_zh.clone(), days.name_en.clone());
        Self { from: days.from, to: days.to, kind, windows, name_zh, name_en }
    }
}

impl From<&CalendarSpec> for CalendarDocument {
    fn from(spec: &CalendarSpec) -> Self {
        let season = |season: &Season| SeasonDocument {
            from: format!("{:02}-{:02}", season.from.0, season.from.1),
            week: season.week.days.iter().map(|windows| texts(windows)).collect(),
            make_up: texts(&season.week.make_up),
        };
        Self {
            code: spec.code.clone(),
            name_zh: spec.name_zh.clone(),
            name_en: spec.name_en.clone(),
            zone: spec.zone.clone(),
            known_years: spec.known_years.clone(),
            seasons: spec.seasons.iter().map(season).collect(),
            special_days: spec.days.iter().map(DayDocument::from).collect(),
        }
    }
}

/// Reads a document, collecting what is wrong with it.
#[derive(Default)]
struct Reader {
    flaws: Vec<Flaw>,
}

impl Reader {
    fn flaw(&mut self, at: impl Into<String>, words: Words) {
        self.flaws.push(Flaw::new(at, words));
    }

    fn parsed<T: FromStr<Err: Display>>(&mut self, at: impl Into<String>, text: &str) -> Option<T> {
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let words = Words::made(format!("无法识别“{text}”。"), format!("{error}."));
                self.flaw(at, words);
                None
            }
        }
    }

    fn windows(&mut self, at: &str, texts: &[String]) -> Vec<Window> {
        let each = texts.iter().enumerate();
        each.filter_map(|(i, text)| self.parsed(format!("{at}/{i}"), text)).collect()
    }

    fn season(&mut self, at: &str, season: &SeasonDocument) -> Option<Season> {
        let from = season.from.split_once('-').and_then(|(month, day)| {
            let two = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            (two(month) && two(day)).then(|| Some((month.parse().ok()?, day.parse().ok()?))).flatten()
        });
        if from.is_none() {
            self.flaw(
                format!("{at}/from"),
                Words::fixed("格式为 月-日，如 06-01。", "is MM-DD, such as 06-01."),
            );
        }
        let days: Vec<Vec<Window>> = season
            .week
            .iter()
            .enumerate()
            .map(|(i, windows)| self.windows(&format!("{at}/week/{i}"), windows))
            .collect();
        let make_up = self.windows(&format!("{at}/make_up"), &season.make_up);
        let Ok(days) = <[Vec<Window>; 7]>::try_from(days) else {
            self.flaw(format!("{at}/week"), Words::fixed("须有七天。", "has seven days."));
            return None;
        };
        Some(Season { from: from?, week: Week { days, make_up } })
    }

    fn day(&mut self, at: &str, day: &DayDocument) -> SpecialDays {
        let windows = self.windows(&format!("{at}/windows"), &day.windows);
        if !windows.is_empty() && day.kind != DayCode::Hours {
            let words = Words::fixed("仅“当日工时”可列工作时段。", "go with `hours` only.");
            self.flaw(format!("{at}/windows"), words);
        }
        for (field, name) in [("name_zh", &day.name_zh), ("name_en", &day.name_en)] {
            if !is_name(name) {
                self.flaw(format!("{at}/{field}"), NAME);
            }
        }
        let kind = match day.kind {
            DayCode::Holiday => DayKind::Holiday,
            DayCode::MakeUp => DayKind::MakeUp,
            DayCode::Hours => DayKind::Hours(windows),
        };
        let (name_zh, name_en) = (day.name_zh.clone(), day.name_en.clone());
        SpecialDays { from: day.from, to: day.to, kind, name_zh, name_en }
    }
}

const NAME: Words = Words::fixed("1 至 100 个字符，不含换行。", "1 to 100 characters without line breaks.");

impl CalendarDocument {
    /// The calendar that it describes; every flaw of its form is told. Whether its days make sense together, compiling says.
    pub fn read(&self) -> Result<CalendarSpec, Vec<Flaw>> {
        let mut reader = Reader::default();
        if !is_code(&self.code) {
            let words = Words::fixed(
                "1 至 40 个小写字母、数字或下划线。",
                "1 to 40 small letters, digits or underscores.",
            );
            reader.flaw("/code", words);
        }
        for (at, name) in [("/name_zh", &self.name_zh), ("/name_en", &self.name_en)] {
            if !is_name(name) {
                reader.flaw(at, NAME);
            }
        }
        let seasons = self.seasons.iter().enumerate();
        let seasons =
            seasons.filter_map(|(i, season)| reader.season(&format!("/seasons/{i}"), season)).collect();
        let days = self.special_days.iter().enumerate();
        let days = days.map(|(i, day)| reader.day(&format!("/special_days/{i}"), day)).collect();
        if !reader.flaws.is_empty() {
            return Err(reader.flaws);
        }
        Ok(CalendarSpec {
            code: self.code.clone(),
            name_zh: self.name_zh.clone(),
            name_en: self.name_en.clone(),
            zone: self.zone.clone(),
            seasons,
            days,
            known_years: self.known_years.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::china;

    #[test]
    fn a_calendar_goes_out_and_comes_back_unchanged() {
        let spec = china().unwrap();
        let text = serde_json::to_string(&CalendarDocument::from(&spec)).unwrap();
        assert_eq!(serde_json::from_str::<CalendarDocument>(&text).unwrap().read(), Ok(spec));
    }

    #[test]
    fn every_flaw_is_told_with_its_place() {
        let mut document = CalendarDocument::from(&china().unwrap());
        document.code = "No Code".into();
        document.seasons[0].from = "1-1".into();
        document.seasons[0].week[2][1] = "17:30-13:30".into();
        document.seasons[0].week.pop();
        document.special_days[3].windows = vec!["09:00-10:00".into()];
        document.special_days[4].name_en = String::new();
        let flaws = document.read().unwrap_err();
        let pointers: Vec<&str> = flaws.iter().map(|flaw| flaw.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/code",
                "/seasons/0/from",
                "/seasons/0/week/2/1",
                "/seasons/0/week",
                "/special_days/3/windows",
                "/special_days/4/name_en",
            ]
        );
    }
}
