//! `/reports/survival`: how long until cases are closed, with the open ones counted, and two selections compared.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::report::log_rank::LogRank;
use crate::domain::report::survival::{Curve, Fate, Lives, Step};
use crate::service::core::Core;
use crate::service::report::survival::{self as service, SurvivalReport};
use crate::web::instant::Instant;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::in_query;
use crate::web::report_query::{Comparing, NarrowingQuery, OtherQuery, ReportFormat, SurvivalQuery};
use crate::web::table::{self, Cell, Table};

/// Steps of a curve that are told: more than a screen has use for.
const MOST_STEPS: usize = 400;

/// One step of a curve.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurvivalStep {
    /// Seconds after filing.
    time: i64,
    /// Cases that had lasted until then.
    at_risk: i64,
    /// The share not closed after it, were nothing but closing possible (Kaplan–Meier).
    survival: f64,
    /// The lower bound at 95 %; absent once nobody is left.
    low: Option<f64>,
    /// The upper bound at 95 %.
    high: Option<f64>,
    /// The share really closed by then (Aalen–Johansen).
    closed: f64,
    /// The share that ended otherwise by then: declined, merged, withdrawn or voided.
    otherwise: f64,
}

/// A selection and its curve.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurvivalCurve {
    /// When the cases were filed.
    #[schema(example = "2026-11")]
    period: String,
    /// How many were closed.
    closed: i64,
    /// How many ended otherwise: they leave the curve at that moment as censored, and compete with the closing in the shares.
    otherwise: i64,
    /// How many are open: they count for as long as they have lasted (censored).
    open: i64,
    /// Seconds until half are closed (Kaplan–Meier); absent while fewer are.
    median: Option<i64>,
    /// Its lower bound at 95 %.
    median_low: Option<i64>,
    /// Its upper bound at 95 %; absent where the curve does not reach it.
    median_high: Option<i64>,
    /// The curve, four hundred steps at most.
    steps: Vec<SurvivalStep>,
}

/// Whether two selections are closed at the same pace (log-rank).
#[derive(Debug, Serialize, ToSchema)]
pub struct LogRankView {
    /// Closings of the first.
    observed: f64,
    /// Closings that it would have had at the common pace.
    expected: f64,
    /// The statistic, with one degree of freedom.
    chi_squared: f64,
    /// How often chance alone would make it as large.
    p: f64,
}

/// How long until cases are closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Survival {
    /// When it was counted; open cases are observed until then.
    as_of: Instant,
    /// The selection.
    selection: SurvivalCurve,
    /// The one that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<SurvivalCurve>,
    /// The comparison; absent without another selection, and where nothing was closed while both had cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    log_rank: Option<LogRankView>,
}

const fn step_view(step: &Step) -> SurvivalStep {
    let (low, high) = match step.band {
        Some((low, high)) => (Some(low), Some(high)),
        None => (None, None),
    };
    SurvivalStep {
        time: step.time,
        at_risk: step.at_risk,
        survival: step.survival,
        low,
        high,
        closed: step.incidence,
        otherwise: step.other_incidence,
    }
}

fn curve_view(lives: &Lives, period: String) -> SurvivalCurve {
    let curve: Curve = lives.curve();
    let (median, (median_low, median_high)) = (curve.median(), curve.median_band());
    SurvivalCurve {
        period,
        closed: lives.count(Fate::Closed),
        otherwise: lives.count(Fate::Otherwise),
        open: lives.count(Fate::Open),
        median,
        median_low,
        median_high,
        steps: curve.thinned(MOST_STEPS).steps.iter().map(step_view).collect(),
    }
}

const fn log_rank_view(test: LogRank) -> LogRankView {
    let LogRank { observed, expected, chi_squared, p } = test;
    LogRankView { observed, expected, chi_squared, p }
}

fn survival_table(view: &Survival) -> Table {
    let head =
        vec!["selection", "period", "time_s", "at_risk", "survival", "low", "high", "closed", "otherwise"];
    let mut rows = Vec::new();
    for (number, curve) in (1..).zip(std::iter::once(&view.selection).chain(&view.other)) {
        rows.extend(curve.steps.iter().map(|step| {
            vec![
                Cell::Whole(number),
                Cell::text(curve.period.as_str()),
                Cell::Whole(step.time),
                Cell::Whole(step.at_risk),
                Cell::Real(step.survival),
                Cell::real(step.low),
                Cell::real(step.high),
                Cell::Real(step.closed),
                Cell::Real(step.otherwise),
            ]
        }));
    }
    Table { name: "survival", head, rows }
}

/// How long until the cases that were filed in a period are closed. Open cases count for as long as they have lasted; those that
/// ended otherwise are censored for the curve and compete with the closing in the shares. Parameters that begin with `other_` name
/// a second selection, which is the first but for what they say, and both are compared by the log-rank test. A file holds the
/// steps of the curves, needs the right to export and is recorded.
#[utoipa::path(get, path = "/api/v1/reports/survival", tag = "reports", params(SurvivalQuery, NarrowingQuery, OtherQuery),
    responses((status = 200, description = "The report", content((Survival = "application/json"), (String = "text/csv")))))]
pub async fn get_survival(
    core: Data<Core>,
    principal: Principal,
    request: HttpRequest,
    comparing: Comparing,
) -> Result<HttpResponse, Problem> {
    let format = comparing.format();
    let (first, other) = comparing.asked(&*core.calendar()?, core.clock.now())?;
    let periods = (first.period.to_string(), other.as_ref().map(|other| other.period.to_string()));
    let report = service::survival(&core, principal.actor(), first, other).await.map_err(in_query)?;
    let SurvivalReport { as_of, lives, other, log_rank } = report;
    let view = Survival {
        as_of: Instant(as_of),
        selection: curve_view(&lives, periods.0),
        other: other.zip(periods.1).map(|(lives, period)| curve_view(&lives, period)),
        log_rank: log_rank.map(log_rank_view),
    };
    match format {
        ReportFormat::Json => Ok(HttpResponse::Ok().json(view)),
        ReportFormat::Csv => table::send(&core, &principal, &request, &survival_table(&view)).await,
    }
}
