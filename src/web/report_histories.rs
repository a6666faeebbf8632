//! `/reports/holding` and `/reports/paths`: who held the clock, and the ways that cases really went.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::report::holding::{Held, Stand, Step};
use crate::domain::report::paths::{Edge, Node, Spread, Variant};
use crate::domain::report::period::Period;
use crate::service::core::Core;
use crate::service::report::histories::{self as service, AskedHistories, HoldingReport, PathsReport, Which};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{PageRequest, Paged, Paging, in_query};
use crate::web::report_keeper::{KeeperView, Names};
use crate::web::report_query::{Asking, Drill, HistoriesQuery, NarrowingQuery, ReportFormat};
use crate::web::reports::{CaseBehind, ReportAnswer};
use crate::web::table::{self, Cell, Table};

/// Whole paths that are listed; the rest is counted.
const MOST_VARIANTS: usize = 50;

/// Durations, in seconds. Figures are absent where there is nothing to count.
#[derive(Debug, Serialize, ToSchema)]
pub struct SpreadView {
    /// How many.
    count: i64,
    /// The mean.
    mean: Option<f64>,
    /// Half took no longer.
    p50: Option<f64>,
    /// Nine of ten took no longer.
    p90: Option<f64>,
}

/// What one holder had in one stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoldingRow {
    /// Who.
    holder: KeeperView,
    /// What the cases waited for there.
    stand: Stand,
    /// The same in words.
    stand_label: &'static str,
    /// How many cases.
    cases: i64,
    /// Minutes by the wall, all together.
    minutes: f64,
    /// Of these in working time.
    work_minutes: f64,
    /// Of these off hours: nights, weekends, holidays.
    off_minutes: f64,
    /// Of all time in which these cases were open.
    share: f64,
    /// How long it lasted each time, by the wall.
    spell: SpreadView,
}

/// How many cases were sent back how often.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentBackTimes {
    /// How often: returned by a unit, or sent back for rework.
    times: i64,
    /// How many cases.
    cases: i64,
}

/// Who held the clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct Holding {
    /// When the cases were closed; absent where it is told of open ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    /// When it was counted.
    as_of: Instant,
    /// On how many cases it rests.
    cases: i64,
    /// Minutes in which they were open, all together.
    minutes: f64,
    /// By holder and stand, those with most time first: the first is the bottleneck.
    rows: Vec<HoldingRow>,
    /// How many cases were sent back how often.
    sent_back: Vec<SentBackTimes>,
    /// How many were sent back twice or more.
    ping_pong: i64,
}

/// A step of the graph.
#[derive(Debug, Serialize, ToSchema)]
pub struct PathNode {
    /// The code of the event.
    step: &'static str,
    /// In words.
    label: &'static str,
    /// How often it happened.
    visits: i64,
    /// How many cases begin with it.
    starts: i64,
    /// How many cases end with it.
    ends: i64,
}

/// A step that directly followed another.
#[derive(Debug, Serialize, ToSchema)]
pub struct PathEdge {
    /// What came first.
    from: &'static str,
    /// What came next.
    to: &'static str,
    /// How often, and after how long.
    #[serde(flatten)]
    after: SpreadView,
}

/// A whole path.
#[derive(Debug, Serialize, ToSchema)]
pub struct PathVariant {
    /// Its steps.
    path: Vec<&'static str>,
    /// How many cases took it, and how long from the first to the last step.
    #[serde(flatten)]
    whole: SpreadView,
}

/// The paths that cases took.
#[derive(Debug, Serialize, ToSchema)]
pub struct CasePaths {
    /// When the cases were closed; absent where it is told of open ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    /// When it was counted.
    as_of: Instant,
    /// On how many cases it rests.
    cases: i64,
    /// The steps, those that happened most first.
    nodes: Vec<PathNode>,
    /// What directly followed what, the most frequent first.
    edges: Vec<PathEdge>,
    /// The whole paths, the most frequent first, fifty at most.
    variants: Vec<PathVariant>,
    /// How many different whole paths there are.
    variant_count: usize,
}

const fn spread_view(spread: &Spread) -> SpreadView {
    let Spread { count, mean, p50, p90 } = *spread;
    SpreadView { count, mean, p50, p90 }
}

fn minutes(seconds: i64) -> f64 {
    crate::domain::report::real(seconds) / 60.0
}

fn share(part: i64, whole: i64) -> f64 {
    if whole == 0 { 0.0 } else { crate::domain::report::real(part) / crate::domain::report::real(whole) }
}

fn holding_row(row: &Held, all: i64, names: &Names<'_>, lang: Lang) -> HoldingRow {
    HoldingRow {
        holder: KeeperView::of(row.keeper, names, lang),
        stand: row.stand,
        stand_label: row.stand.label(lang),
        cases: row.cases,
        minutes: minutes(row.wall),
        work_minutes: minutes(row.work),
        off_minutes: minutes(row.wall - row.work),
        share: share(row.wall, all),
        spell: spread_view(&row.spell),
    }
}

fn told_period(which: Which, period: Period) -> Option<String> {
    (which == Which::Closed).then(|| period.to_string())
}

fn holding_view(report: &HoldingReport, period: Option<String>, lang: Lang) -> Holding {
    let names = Names { units: &report.units, areas: &report.areas };
    let rows = report.holdings.rows();
    let all = rows.iter().map(|row| row.wall).sum();
    let sent_back = report.holdings.sent_back();
    Holding {
        period,
        as_of: Instant(report.as_of),
        cases: report.holdings.cases(),
        minutes: minutes(all),
        rows: rows.iter().map(|row| holding_row(row, all, &names, lang)).collect(),
        sent_back: sent_back
            .iter()
            .map(|(times, cases)| SentBackTimes { times: *times, cases: *cases })
            .collect(),
        ping_pong: sent_back.range(2..).map(|(_, cases)| cases).sum(),
    }
}

fn holding_table(view: &Holding) -> Table {
    let head = vec![
        "holder_kind",
        "holder_id",
        "holder",
        "stand",
        "stand_label",
        "cases",
        "minutes",
        "work_minutes",
        "off_minutes",
        "share",
        "spells",
        "spell_p50_s",
        "spell_p90_s",
    ];
    let row = |row: &HoldingRow| {
        vec![
            Cell::text(row.holder.kind.code()),
            Cell::text(row.holder.id.as_deref().unwrap_or_default()),
            Cell::text(row.holder.label.as_str()),
            Cell::text(row.stand.code()),
            Cell::text(row.stand_label),
            Cell::Whole(row.cases),
            Cell::Real(row.minutes),
            Cell::Real(row.work_minutes),
            Cell::Real(row.off_minutes),
            Cell::Real(row.share),
            Cell::Whole(row.spell.count),
            Cell::real(row.spell.p50),
            Cell::real(row.spell.p90),
        ]
    };
    Table { name: "holding", head, rows: view.rows.iter().map(row).collect() }
}

fn paths_view(report: &PathsReport, period: Option<String>, lang: Lang) -> CasePaths {
    let variants = report.paths.variants();
    let node = |node: &Node<Step>| PathNode {
        step: node.step.code,
        label: node.step.label(lang),
        visits: node.visits,
        starts: node.starts,
        ends: node.ends,
    };
    let edge = |edge: &Edge<Step>| PathEdge {
        from: edge.from.code,
        to: edge.to.code,
        after: spread_view(&edge.after),
    };
    let variant = |variant: &Variant<Step>| PathVariant {
        path: variant.path.iter().map(|step| step.code).collect(),
        whole: spread_view(&variant.whole),
    };
    CasePaths {
        period,
        as_of: Instant(report.as_of),
        cases: report.paths.cases(),
        nodes: report.paths.nodes().iter().map(node).collect(),
        edges: report.paths.edges().iter().map(edge).collect(),
        variants: variants.iter().take(MOST_VARIANTS).map(variant).collect(),
        variant_count: variants.len(),
    }
}

fn paths_table(report: &PathsReport, lang: Lang) -> Table {
    let head = vec!["from", "from_label", "to", "to_label", "count", "mean_s", "p50_s", "p90_s"];
    let row = |edge: &Edge<Step>| {
        vec![
            Cell::text(edge.from.code),
            Cell::text(edge.from.label(lang)),
            Cell::text(edge.to.code),
            Cell::text(edge.to.label(lang)),
            Cell::Whole(edge.after.count),
            Cell::real(edge.after.mean),
            Cell::real(edge.after.p50),
            Cell::real(edge.after.p90),
        ]
    };
    Table { name: "paths", head, rows: report.paths.edges().iter().map(row).collect() }
}

async fn cases_page(
    core: &Core,
    cursors: &Cursors,
    principal: &Principal,
    asked: AskedHistories,
    page: &PageRequest,
) -> Result<Listing<CaseBehind>, Problem> {
    let after = cursors.open::<CaseId>(page)?;
    let cases = service::cases_told(core, principal.actor(), asked, after, page.limit + 1).await?;
    cursors.listing(page, cases, |id| *id, CaseBehind::of)
}

/// Who held the clock: of the cases that were closed in the period, or of those that are open now, the minutes that each desk, unit or
/// group had them, told apart by what they waited for there and by working time and off hours; how often they were sent back.
/// Persons are not named. A file needs the right to export and is recorded.
#[utoipa::path(get, path = "/api/v1/reports/holding", tag = "reports", params(HistoriesQuery, NarrowingQuery, Paging),
    responses((status = 200, description = "The report", content((ReportAnswer<Holding> = "application/json"), (String = "text/csv")))))]
pub async fn get_holding(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    request: HttpRequest,
    asking: Asking<Paged<HistoriesQuery>>,
) -> Result<HttpResponse, Problem> {
    let Asking { query: Paged { filter: query, page }, filter } = asking;
    let (format, drill) = (query.format(), query.drill());
    let asked = query.asked(filter, &*core.calendar()?, core.clock.now())?;
    if drill == Some(Drill::CaseIds) {
        let page = cases_page(&core, &cursors, &principal, asked, &page).await?;
        return Ok(HttpResponse::Ok().json(ReportAnswer::<Holding>::Cases(page)));
    }
    let period = told_period(asked.which, asked.period);
    let report = service::holding(&core, principal.actor(), asked).await.map_err(in_query)?;
    let view = holding_view(&report, period, lang);
    match format {
        ReportFormat::Json => Ok(HttpResponse::Ok().json(ReportAnswer::Report(view))),
        ReportFormat::Csv => table::send(&core, &principal, &request, &holding_table(&view)).await,
    }
}

/// The paths that cases really took: which step directly followed which, how often and after how long, and the whole paths. Steps are
/// the events that brought a case into another state. A file holds the steps that followed each other, needs the right to export
/// and is recorded.
#[utoipa::path(get, path = "/api/v1/reports/paths", tag = "reports", params(HistoriesQuery, NarrowingQuery, Paging),
    responses((status = 200, description = "The report", content((ReportAnswer<CasePaths> = "application/json"), (String = "text/csv")))))]
pub async fn get_paths(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    request: HttpRequest,
    asking: Asking<Paged<HistoriesQuery>>,
) -> Result<HttpResponse, Problem> {
    let Asking { query: Paged { filter: query, page }, filter } = asking;
    let (format, drill) = (query.format(), query.drill());
    let asked = query.asked(filter, &*core.calendar()?, core.clock.now())?;
    if drill == Some(Drill::CaseIds) {
        let page = cases_page(&core, &cursors, &principal, asked, &page).await?;
        return Ok(HttpResponse::Ok().json(ReportAnswer::<CasePaths>::Cases(page)));
    }
    let period = told_period(asked.which, asked.period);
    let report = service::paths(&core, principal.actor(), asked).await.map_err(in_query)?;
    match format {
        ReportFormat::Json => {
            Ok(HttpResponse::Ok().json(ReportAnswer::Report(paths_view(&report, period, lang))))
        }
        ReportFormat::Csv => table::send(&core, &principal, &request, &paths_table(&report, lang)).await,
    }
}
