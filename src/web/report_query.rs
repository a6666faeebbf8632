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
use crate::service::report::question::ReportFilter;
use crate::service::report::times::Asked;
use crate::web::case_query::Values;
use crate::web::problem::{Place, Problem, Slug};
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
        if self.drill.is_some() && self.format() != ReportFormat::Json {
            return Err(wrong(
                "/format",
                Words::fixed("案件编号只能以 JSON 列出。", "the ids of cases are listed as JSON only."),
            ));
        }
        let period = match self.period.as_deref() {
            None => Period::holding(Grain::Month, calendar.date(now)),
            Some(text) => text.parse().map_err(bad_period)?,
        };
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
