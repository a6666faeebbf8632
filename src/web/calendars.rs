//! `/calendars`: by which working days and hours deadlines are counted. Versions are read by anybody, made by administrators,
//! and brought along with a file of a year's holidays.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::calendar::HORIZON;
use crate::domain::calendar::document::CalendarDocument;
use crate::domain::calendar::exchange::{print_csv, print_ics};
use crate::domain::codes::Lang;
use crate::domain::rule::RuleKind;
use crate::service::core::Core;
use crate::service::rule::{
    CalendarImport, DaysFormat, Draft, RuleRow, create_version, get_version, import_calendar, imported,
    list_recounts, list_versions, missing_years,
};
use crate::web::body::{IMPORT_BYTES, Keyed};
use crate::web::cursor::Cursors;
use crate::web::dry_run::{self, DryRun, DryRunView};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::people::at;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging, Query};
use crate::web::rules::{RuleVersionView, RuleVersions, VersionName, VersionNumber, made, shown};

/// A version of the calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarView {
    #[serde(flatten)]
    version: RuleVersionView,
    #[serde(flatten)]
    calendar: CalendarDocument,
    /// The first and last year that it counts in.
    years: [i16; 2],
    /// Years into which deadlines of now reach and whose holidays nobody has entered: those deadlines are provisional.
    missing_years: Vec<i16>,
}

/// How a calendar is shown.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// JSON unless said otherwise; the other two hold the special days.
    #[serde(default)]
    #[param(inline)]
    format: CalendarFormat,
}

/// How a calendar is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalendarFormat {
    /// A JSON document.
    #[default]
    Json,
    /// A CSV file of the special days.
    Csv,
    /// An iCalendar file of the special days.
    Ics,
}

/// The versions of the calendar.
#[utoipa::path(get, path = "/api/v1/calendars", tag = "rules",
    responses((status = 200, description = "The versions", body = RuleVersions)))]
pub async fn list_calendars(core: Data<Core>, lang: Lang) -> Result<HttpResponse, Problem> {
    let (rows, on_their_way) =
        (list_versions(&core, RuleKind::Calendar).await?, list_recounts(&core, RuleKind::Calendar).await?);
    Ok(HttpResponse::Ok().json(RuleVersions::of(&rows, &on_their_way, lang)))
}

/// A version of the calendar, whole or as a file of its special days.
#[utoipa::path(get, path = "/api/v1/calendars/{version}", tag = "rules",
    params(("version" = String, Path, description = "A number, or `current`"), CalendarQuery),
    responses((status = 200, description = "The calendar", content(
        (CalendarView = "application/json"), (String = "text/csv"), (String = "text/calendar")))))]
pub async fn show_calendar(
    core: Data<Core>,
    lang: Lang,
    Path(name): Path<VersionName>,
    Query(query): Query<CalendarQuery>,
) -> Result<HttpResponse, Problem> {
    let (row, calendar) = get_version::<CalendarDocument>(&core, name.0).await?;
    if query.format != CalendarFormat::Json {
        return days_file(&row, &calendar, query.format);
    }
    let (version, missing_years) = (RuleVersionView::of(&row, lang), missing_years(&core).await?);
    Ok(shown(&row, CalendarView { version, calendar, years: HORIZON.into(), missing_years }))
}

fn days_file(
    row: &RuleRow,
    calendar: &CalendarDocument,
    format: CalendarFormat,
) -> Result<HttpResponse, Problem> {
    let flawed = |_| Problem::internal("a stored calendar cannot be read");
    let spec = calendar.read().map_err(flawed)?;
    let (text, kind, ending) = if format == CalendarFormat::Csv {
        (print_csv(&spec.days).map_err(Problem::internal)?, "text/csv; charset=utf-8", "csv")
    } else {
        (print_ics(&spec, row.created_at), "text/calendar; charset=utf-8", "ics")
    };
    let name = format!("attachment; filename=\"{}-v{}.{ending}\"", spec.code, row.version);
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .content_type(kind)
        .body(text))
}

/// A calendar that somebody wants.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCalendar {
    /// The calendar, whole.
    calendar: CalendarDocument,
    /// From which day on it counts: the first midnight not before this. Without it, tomorrow.
    effective_from: Option<Instant>,
    /// It may reach back before now.
    #[serde(default)]
    retroactive: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    note: String,
}

/// Make the next version of the calendar.
#[utoipa::path(post, path = "/api/v1/calendars", tag = "rules", request_body = NewCalendar, params(DryRun, Paging),
    responses((status = 200, description = "What it would move", body = DryRunView),
        (status = 201, description = "Made", body = RuleVersionView)))]
pub async fn create_calendar(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<DryRun>,
    request: Keyed<NewCalendar, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let NewCalendar { calendar, effective_from, retroactive, note } = request.body;
    let draft = Draft { rules: calendar, effective_from: at(effective_from), retroactive, note };
    if query.filter.dry_run {
        return dry_run::of_draft(&core, &cursors, &principal, draft, "/calendar", &query.page, lang).await;
    }
    let row = create_version(&core, &principal.0, draft, ("/calendar", request.key)).await?;
    Ok(made("calendars", &row, RuleVersionView::of(&row, lang)))
}

/// A file of one or more years' holidays and make-up days.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDays {
    /// How it is written.
    format: FileFormat,
    /// The file.
    text: String,
    /// The years that it holds in full: their special days are replaced, and they are known from now on.
    years: BTreeSet<i16>,
    /// From which day on it counts: the first midnight not before this. Without it, tomorrow.
    effective_from: Option<Instant>,
    /// It may reach back before now.
    #[serde(default)]
    retroactive: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    note: String,
}

/// How a file of special days is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileFormat {
    /// CSV with the columns `from,to,kind,name_zh,name_en,windows`, or `date` for the first two.
    Csv,
    /// iCalendar (RFC 5545), whole-day events; 班 in a title is a make-up day, 休 or 假 a day off.
    Ics,
}

/// Make the next version of the calendar from that in force and a file of holidays.
#[utoipa::path(post, path = "/api/v1/calendars/import", tag = "rules", request_body = NewDays, params(DryRun, Paging),
    responses((status = 200, description = "What it would move", body = DryRunView),
        (status = 201, description = "Made", body = RuleVersionView)))]
pub async fn import_days(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<DryRun>,
    request: Keyed<NewDays, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let NewDays { format, text, years, effective_from, retroactive, note } = request.body;
    let format = match format {
        FileFormat::Csv => DaysFormat::Csv,
        FileFormat::Ics => DaysFormat::Ics,
    };
    let effective_from = at(effective_from);
    let import = CalendarImport { format, text, years, effective_from, retroactive, note };
    if query.filter.dry_run {
        let draft = imported(&core, import).await?;
        return dry_run::of_draft(&core, &cursors, &principal, draft, "/text", &query.page, lang).await;
    }
    let row = import_calendar(&core, &principal.0, import, request.key).await?;
    Ok(made("calendars", &row, RuleVersionView::of(&row, lang)))
}

/// Approve a version that another person made.
#[utoipa::path(post, path = "/api/v1/calendars/{version}/approve", tag = "rules",
    params(("version" = i64, Path), DryRun, Paging), request_body = Approval,
    responses((status = 200, description = "Approved; of a dry run, what it would move",
        content((RuleVersionView = "application/json"), (DryRunView = "application/json")))))]
pub async fn approve_calendar(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    Path(VersionNumber(version)): Path<VersionNumber>,
    lang: Lang,
    query: Paged<DryRun>,
    _request: Keyed<Approval>,
) -> Result<HttpResponse, Problem> {
    dry_run::approve::<CalendarDocument>(&core, &cursors, &principal, version, &query, lang).await
}

/// An approval says nothing besides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {}
