//! What a report can be asked for, as query parameters. Filters have the names that they have in lists of cases.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::calendar::Calendar;
use crate::domain::codes::{Priority, Source};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::report::dimension::Dimension;
use crate::domain::report::period::{BadPeriod, Grain, Period};
use crate::domain::report::stage::Stage;
use crate::domain::words::Words;
use crate::service::report::histories::{AskedHistories, Which};
use crate::service::report::question::ReportFilter;
use crate::service::report::survival::Filed;
use crate::service::report::times::Asked;
use crate::web::case_query::Values;
use crate::web::problem::{Place, Problem, Slug, Wrong};
use crate::web::query::{FromPairs, pairs, parse};

/// A report with more rows of time than this wants a longer grain.
const MOST_PERIODS: usize = 400;

/// The steps that are told unless the client names some.
const USUAL: [Stage; 6] =
    [Stage::Accept, Stage::Dispatch, Stage::Receive, Stage::Handle, Stage::Check, Stage::Close];

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    /// JSON.
    #[default]
    Json,
    /// CSV, recorded as an export.
    Csv,
}

/// What lies behind the numbers, instead of the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Drill {
    /// The ids of the cases.
    CaseIds,
}

/// What every report can be narrowed to.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NarrowingQuery {
    /// Codes of categories, between commas.
    #[param(value_type = Option<String>)]
    category: Option<Values<String>>,
    /// A group of the catalogue.
    group: Option<String>,
    /// The area with everything below.
    area: Option<AreaId>,
    /// The unit that did it.
    unit: Option<UnitId>,
    /// The person who did it.
    handler: Option<PersonId>,
    /// Priorities, between commas.
    #[param(value_type = Option<String>)]
    priority: Option<Values<Priority>>,
    /// Sources, between commas.
    #[param(value_type = Option<String>)]
    source: Option<Values<Source>>,
}

/// The names of [`NarrowingQuery`].
const NARROWING: [&str; 7] = ["category", "group", "area", "unit", "handler", "priority", "source"];

impl NarrowingQuery {
    fn filter(self) -> ReportFilter {
        ReportFilter {
            categories: self.category.map(|list| list.0),
            group: self.group,
            area: self.area,
            unit: self.unit,
            handler: self.handler,
            priorities: self.priority.map_or_else(Vec::new, |list| list.0.iter().map(|p| p.code()).collect()),
            sources: self.source.map_or_else(Vec::new, |list| list.0.iter().map(|s| s.code()).collect()),
        }
    }
}

/// A report: what it is asked itself (`Query` or `Paged`), and what it is narrowed to.
#[derive(Debug)]
pub struct Asking<Q> {
    /// What it is asked itself.
    pub(super) query: Q,
    /// What it is narrowed to.
    pub(super) filter: ReportFilter,
}

impl<Q: FromPairs> FromRequest for Asking<Q> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(asking(request))
    }
}

fn asking<Q: FromPairs>(request: &HttpRequest) -> Result<Asking<Q>, Problem> {
    let all = pairs(request.query_string())?;
    let (narrowing, own): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(name, _)| NARROWING.contains(&name.as_str()));
    let query = Q::from_pairs(request.path(), own, &narrowing)?;
    Ok(Asking { query, filter: parse::<NarrowingQuery>(&narrowing)?.filter() })
}

/// A report of resolution times.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TimesQuery {
    /// When the steps ended: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
    /// unless given. Ten years at most.
    #[param(example = "2026-11")]
    period: Option<String>,
    /// The steps, between commas; acceptance, dispatch, receipt, handling, check and closing unless given.
    #[param(value_type = Option<String>, example = "handle,close")]
    stage: Option<Values<Stage>>,
    /// What the rows are.
    #[param(inline)]
    by: Option<Dimension>,
    /// Whether the period before (环比) and the same a year before (同比) are told too; yes unless given. Not where the rows are
    /// periods.
    compare: Option<bool>,
    /// The form of the answer.
    #[param(inline)]
    format: Option<ReportFormat>,
    /// The cases behind the numbers, instead of the numbers.
    #[param(inline)]
    drill: Option<Drill>,
}

impl TimesQuery {
    /// The form that was asked for.
    pub(super) fn format(&self) -> ReportFormat {
        self.format.unwrap_or_default()
    }

    /// Whether the cases are asked for.
    pub(super) fn drill(&self) -> Option<Drill> {
        self.drill
    }

    /// What the use case is asked.
    pub(super) fn asked(
        self,
        filter: ReportFilter,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<Asked, Problem> {
        only_json(self.drill, self.format())?;
        let period = period_of(self.period.as_deref(), calendar, now)?;
        let stages = self.stage.map_or_else(|| USUAL.to_vec(), |list| list.0);
        if let Some(stage) = stages.iter().find(|stage| !stage.lasts()) {
            let (zh, en) = (format!("{stage} 没有时长。"), format!("{stage} is counted and takes no time."));
            return Err(wrong("/stage", Words::made(zh, en)));
        }
        if let Some(grain) = self.by.and_then(Dimension::grain)
            && period.cut(grain).len() > MOST_PERIODS
        {
            let zh = format!("分段过多，最多 {MOST_PERIODS} 段，请选更长的单位或更短的时段。");
            let en = format!("gives more than {MOST_PERIODS} rows: take a longer unit or a shorter period.");
            return Err(wrong("/by", Words::made(zh, en)));
        }
        Ok(Asked { stages, period, by: self.by, compare: self.compare.unwrap_or(true), filter })
    }
}

fn only_json(drill: Option<Drill>, format: ReportFormat) -> Result<(), Problem> {
    if drill.is_none() || format == ReportFormat::Json {
        return Ok(());
    }
    let words = Words::fixed("案件编号只能以 JSON 列出。", "the ids of cases are listed as JSON only.");
    Err(wrong("/format", words))
}

/// The period that was named; this month unless one was.
fn period_of(text: Option<&str>, calendar: &Calendar, now: Timestamp) -> Result<Period, Problem> {
    match text {
        None => Ok(Period::holding(Grain::Month, calendar.date(now))),
        Some(text) => text.parse().map_err(bad_period),
    }
}

fn wrong(pointer: &str, words: Words) -> Problem {
    Problem::new(Slug::InvalidQuery).at(Place::Query, pointer, words)
}

fn bad_period(bad: BadPeriod) -> Problem {
    wrong(
        "/period",
        match bad {
            BadPeriod::Unreadable => Words::fixed(
                "应为 2026、2026-Q4、2026-11、2026-W47、2026-11-24 或 2026-11-01..2026-11-24。",
                "must be 2026, 2026-Q4, 2026-11, 2026-W47, 2026-11-24 or 2026-11-01..2026-11-24.",
            ),
            BadPeriod::Reversed => Words::fixed("结束早于开始。", "ends before it begins."),
            BadPeriod::TooLong => Words::fixed("最长十年。", "is longer than ten years."),
        },
    )
}

/// The first page of whoever supervises.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct MorningQuery {
    /// Due soon is what is due within so many hours, from 1 to 168; 24 unless given.
    #[param(minimum = 1, maximum = 168, default = 24)]
    hours: Option<i64>,
}

impl MorningQuery {
    /// How far ahead is soon.
    pub(super) fn soon(&self) -> Result<SignedDuration, Problem> {
        match self.hours.unwrap_or(24) {
            hours @ 1..=168 => Ok(SignedDuration::from_hours(hours)),
            _ => Err(wrong("/hours", Words::fixed("应为 1 至 168。", "must be from 1 to 168."))),
        }
    }
}

/// Which cases are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhichCases {
    /// Those that were closed in the period.
    #[default]
    Closed,
    /// Those that are open now, whenever they were filed; the period says nothing then.
    Open,
}

/// Who held the clock, or the paths.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct HistoriesQuery {
    /// When the cases were closed: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
    /// unless given. What holds more than ten thousand cases is refused.
    #[param(example = "2026-11")]
    period: Option<String>,
    /// Closed cases, or open ones.
    #[param(inline)]
    cases: Option<WhichCases>,
    /// The form of the answer.
    #[param(inline)]
    format: Option<ReportFormat>,
    /// The cases behind the numbers, instead of the numbers.
    #[param(inline)]
    drill: Option<Drill>,
}

impl HistoriesQuery {
    /// The form that was asked for.
    pub(super) fn format(&self) -> ReportFormat {
        self.format.unwrap_or_default()
    }

    /// Whether the cases are asked for.
    pub(super) const fn drill(&self) -> Option<Drill> {
        self.drill
    }

    /// What the use case is asked.
    pub(super) fn asked(
        self,
        filter: ReportFilter,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<AskedHistories, Problem> {
        only_json(self.drill, self.format())?;
        let which = match self.cases.unwrap_or_default() {
            WhichCases::Closed => Which::Closed,
            WhichCases::Open => Which::Open,
        };
        Ok(AskedHistories { which, period: period_of(self.period.as_deref(), calendar, now)?, filter })
    }
}

/// How long until cases are closed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SurvivalQuery {
    /// When the cases were filed: `2026`, `2026-Q4`, `2026-11`, `2026-W47`, `2026-11-24` or `2026-11-01..2026-11-24`; this month
    /// unless given. What holds more than half a million cases is refused.
    #[param(example = "2026-11")]
    period: Option<String>,
    /// The form of the answer.
    #[param(inline)]
    format: Option<ReportFormat>,
}

/// A second selection, which is the first but for what is named here.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(
    dead_code,
    clippy::struct_field_names,
    reason = "described here, read by `Comparing`; the names are the API's"
)]
pub struct OtherQuery {
    /// When its cases were filed.
    #[param(example = "2026-10")]
    other_period: Option<String>,
    /// Codes of its categories, between commas.
    other_category: Option<String>,
    /// Its group of the catalogue.
    other_group: Option<String>,
    /// Its area with everything below.
    other_area: Option<AreaId>,
    /// Its unit.
    other_unit: Option<UnitId>,
    /// Its person.
    other_handler: Option<PersonId>,
    /// Its priorities, between commas.
    other_priority: Option<String>,
    /// Its sources, between commas.
    other_source: Option<String>,
}

/// A question about one selection, or about two.
#[derive(Debug)]
pub struct Comparing {
    query: SurvivalQuery,
    filter: ReportFilter,
    other: Option<(Option<String>, ReportFilter)>,
}

impl FromRequest for Comparing {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(comparing(request))
    }
}

fn comparing(request: &HttpRequest) -> Result<Comparing, Problem> {
    let (mut own, mut narrowing, mut other, mut other_period) = (Vec::new(), Vec::new(), Vec::new(), None);
    for (name, value) in pairs(request.query_string())? {
        match name.strip_prefix("other_") {
            Some("period") if other_period.is_none() => other_period = Some(value),
            Some(of) if NARROWING.contains(&of) => other.push((of.to_owned(), value)),
            None if NARROWING.contains(&name.as_str()) => narrowing.push((name, value)),
            _ => own.push((name, value)),
        }
    }
    let second = other_period.is_some() || !other.is_empty();
    let named: Vec<String> = other.iter().map(|(name, _)| name.clone()).collect();
    other.extend(narrowing.iter().filter(|(name, _)| !named.contains(name)).cloned());
    let query = parse::<SurvivalQuery>(&own)?;
    let filter = parse::<NarrowingQuery>(&narrowing)?.filter();
    let other = if second {
        let read = parse::<NarrowingQuery>(&other).map_err(of_other)?;
        Some((other_period, read.filter()))
    } else {
        None
    };
    Ok(Comparing { query, filter, other })
}

/// The problem as one of the second selection.
fn of_other(problem: Problem) -> Problem {
    let errors = problem
        .errors
        .into_iter()
        .map(|wrong| Wrong { pointer: format!("/other_{}", wrong.pointer.trim_start_matches('/')), ..wrong });
    Problem { errors: errors.collect(), ..problem }
}

impl Comparing {
    /// The form that was asked for.
    pub(super) fn format(&self) -> ReportFormat {
        self.query.format.unwrap_or_default()
    }

    /// What the use case is asked: a selection, and another beside it.
    pub(super) fn asked(
        self,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<(Filed, Option<Filed>), Problem> {
        let period = period_of(self.query.period.as_deref(), calendar, now)?;
        let other = self.other.map(|(other_period, filter)| {
            let period = match other_period {
                None => period,
                Some(text) => text.parse().map_err(bad_period).map_err(of_other)?,
            };
            Ok::<_, Problem>(Filed { period, filter })
        });
        Ok((Filed { period, filter: self.filter }, other.transpose()?))
    }
}
