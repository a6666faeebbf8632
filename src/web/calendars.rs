//! `/calendars`: by which working days and hours deadlines are counted.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::calendar::{Calendar, DayKind, SpecialDays, Window};
use crate::service::core::Core;
use crate::web::problem::Problem;

/// A calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    /// Stable code.
    #[schema(example = "china")]
    code: String,
    name_zh: String,
    name_en: String,
    /// IANA name of its zone; days begin and end there.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// The first and last year that it counts in.
    years: [i16; 2],
    /// Years whose holidays are published; in others deadlines are provisional.
    known_years: Vec<i16>,
    /// Working hours; a season lasts until the next one begins, around the year.
    seasons: Vec<SeasonView>,
    /// Days that differ from their week.
    special_days: Vec<SpecialDaysView>,
}

/// Working hours from a day of the year on.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeasonView {
    /// Month and day, `MM-DD`.
    #[schema(example = "01-01")]
    from: String,
    /// For each weekday, Monday first, its windows as `HH:MM-HH:MM`.
    week: Vec<Vec<String>>,
    /// The windows of a make-up day.
    make_up: Vec<String>,
}

/// A run of days that differ from their week.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpecialDaysView {
    /// First day.
    #[schema(format = Date)]
    from: String,
    /// Last day.
    #[schema(format = Date)]
    to: String,
    /// `holiday`, `make_up` or `hours`.
    kind: &'static str,
    /// The windows of a short day.
    windows: Vec<String>,
    name_zh: String,
    name_en: String,
}

/// The calendars.
#[derive(Debug, Serialize, ToSchema)]
pub struct Calendars {
    items: Vec<CalendarView>,
}

fn texts(windows: &[Window]) -> Vec<String> {
    windows.iter().map(Window::to_string).collect()
}

fn special_days(days: &SpecialDays) -> SpecialDaysView {
    let (kind, windows) = match &days.kind {
        DayKind::Holiday => ("holiday", Vec::new()),
        DayKind::MakeUp => ("make_up", Vec::new()),
        DayKind::Hours(windows) => ("hours", texts(windows)),
    };
    SpecialDaysView {
        from: days.from.to_string(),
        to: days.to.to_string(),
        kind,
        windows,
        name_zh: days.name_zh.clone(),
        name_en: days.name_en.clone(),
    }
}

fn view(calendar: &Calendar) -> CalendarView {
    let spec = calendar.spec();
    let season = |season: &crate::domain::calendar::Season| SeasonView {
        from: format!("{:02}-{:02}", season.from.0, season.from.1),
        week: season.week.days.iter().map(|windows| texts(windows)).collect(),
        make_up: texts(&season.week.make_up),
    };
    CalendarView {
        code: spec.code.clone(),
        name_zh: spec.name_zh.clone(),
        name_en: spec.name_en.clone(),
        zone: spec.zone.clone(),
        years: calendar.years().into(),
        known_years: spec.known_years.iter().copied().collect(),
        seasons: spec.seasons.iter().map(season).collect(),
        special_days: spec.days.iter().map(special_days).collect(),
    }
}

/// The calendars by which deadlines are counted.
#[utoipa::path(get, path = "/api/v1/calendars", tag = "catalogue",
    responses((status = 200, description = "The calendars", body = Calendars)))]
pub async fn list_calendars(core: Data<Core>) -> Result<HttpResponse, Problem> {
    let calendar = core.calendar()?;
    Ok(HttpResponse::Ok().json(Calendars { items: vec![view(&calendar)] }))
}
