//! `/reports`: resolution times, and the definitions of everything that is counted.

use std::fmt::Write as _;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::number::CaseNumber;
use crate::domain::report::measure::{BARS, EXACT_BELOW, Measure, Times};
use crate::domain::report::period::Period;
use crate::domain::report::stage::Stage;
use crate::service::core::Core;
use crate::service::report::name::Named;
use crate::service::report::times::{self as service, Row, TimesReport};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};
use crate::web::report_query::{Asking, Drill, NarrowingQuery, ReportFormat, TimesQuery};
use crate::web::table::{self, Cell, Table};

/// How long a step took, in seconds. Figures are absent where there is nothing to count.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimesView {
    /// The mean.
    mean: Option<f64>,
    /// Half took no longer.
    p50: Option<f64>,
    /// Three quarters took no longer.
    p75: Option<f64>,
    /// Nine of ten took no longer.
    p90: Option<f64>,
    /// Nineteen of twenty took no longer.
    p95: Option<f64>,
    /// How many took how long.
    distribution: Vec<Bar>,
}

/// A bar of a distribution.
#[derive(Debug, Serialize, ToSchema)]
pub struct Bar {
    /// From so many seconds.
    from: i64,
    /// To, and without, so many; absent for the last bar.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<i64>,
    /// How many.
    count: i64,
}

/// What is told of a step.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureView {
    /// On how many steps that ended it rests.
    count: i64,
    /// Of these with a limit.
    judged: i64,
    /// Of these late.
    missed: i64,
    /// Of these late, but not counted after an appeal.
    excused: i64,
    /// In time, of those with a limit that count.
    on_time_rate: Option<f64>,
    /// Whether percentiles are those of the cases themselves; otherwise they are within 0.8 %.
    exact: bool,
    /// By the wall.
    wall: TimesView,
    /// In working time, without what was waited for.
    work: TimesView,
}

/// A row.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimesRow {
    /// The step.
    stage: Stage,
    /// The step in words.
    stage_label: &'static str,
    /// What the row is: an id, a code or a period; absent for what belongs to none, and where rows are not told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    group_label: Option<String>,
    /// In the period.
    #[serde(flatten)]
    now: MeasureView,
    /// In the period before (环比).
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<MeasureView>,
    /// In the same period a year before (同比).
    #[serde(skip_serializing_if = "Option::is_none")]
    year_before: Option<MeasureView>,
}

/// Cases of the same selection that are open now: they are in none of the times.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenView {
    /// All of them.
    open: i64,
    /// Of these waiting for a date.
    waiting: i64,
    /// Of these suspended.
    suspended: i64,
}

/// A report of resolution times.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResolutionTimes {
    /// The period.
    #[schema(example = "2026-11")]
    period: String,
    /// The period before.
    before: String,
    /// The same a year before.
    year_before: String,
    /// When it was counted.
    as_of: Instant,
    /// The rows.
    rows: Vec<TimesRow>,
    /// What is still open.
    open: OpenView,
}

/// A case behind a number.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseBehind {
    /// Its id.
    id: CaseId,
    /// Its number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
}

impl CaseBehind {
    /// A case by its id.
    pub(super) fn of(id: CaseId) -> Self {
        Self { id, number: CaseNumber(id).to_string() }
    }
}

/// A report, or the cases behind it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum ReportAnswer<T> {
    /// The numbers.
    Report(T),
    /// A page of the cases that they rest on.
    Cases(Listing<CaseBehind>),
}

fn times_view(times: &Times) -> TimesView {
    let froms = std::iter::once(0).chain(BARS);
    let tos = BARS.into_iter().map(Some).chain([None]);
    let bars = froms.zip(tos).zip(times.bars).map(|((from, to), count)| Bar { from, to, count });
    TimesView {
        mean: times.mean,
        p50: times.p50,
        p75: times.p75,
        p90: times.p90,
        p95: times.p95,
        distribution: bars.collect(),
    }
}

fn measure_view(measure: &Measure) -> MeasureView {
    MeasureView {
        count: measure.count,
        judged: measure.judged,
        missed: measure.missed,
        excused: measure.excused,
        on_time_rate: measure.on_time_rate(),
        exact: measure.exact,
        wall: times_view(&measure.wall),
        work: times_view(&measure.work),
    }
}

pub(super) fn label<'a>(names: &'a Named, code: &str, lang: Lang) -> Option<&'a str> {
    names.get(code).map(|(zh, en)| lang.pick(zh.as_str(), en.as_str()))
}

fn row_view(row: &Row, names: &Named, lang: Lang) -> TimesRow {
    TimesRow {
        stage: row.stage,
        stage_label: row.stage.label(lang),
        group: Some(row.group.clone()).filter(|code| !code.is_empty()),
        group_label: label(names, &row.group, lang).map(str::to_owned),
        now: measure_view(&row.now),
        before: row.before.as_ref().map(measure_view),
        year_before: row.year_before.as_ref().map(measure_view),
    }
}

fn report_view(report: &TimesReport, period: Period, lang: Lang) -> ResolutionTimes {
    let open = report.open;
    ResolutionTimes {
        period: period.to_string(),
        before: period.before().to_string(),
        year_before: period.year_before().to_string(),
        as_of: Instant(report.as_of),
        rows: report.rows.iter().map(|row| row_view(row, &report.names, lang)).collect(),
        open: OpenView { open: open.open, waiting: open.waiting, suspended: open.suspended },
    }
}

const HEAD: [&str; 26] = [
    "stage",
    "stage_label",
    "group",
    "group_label",
    "count",
    "judged",
    "missed",
    "excused",
    "on_time_rate",
    "exact",
    "wall_mean_s",
    "wall_p50_s",
    "wall_p75_s",
    "wall_p90_s",
    "wall_p95_s",
    "work_mean_s",
    "work_p50_s",
    "work_p75_s",
    "work_p90_s",
    "work_p95_s",
    "before_count",
    "before_wall_p50_s",
    "before_work_p50_s",
    "year_before_count",
    "year_before_wall_p50_s",
    "year_before_work_p50_s",
];

fn times_table(report: &TimesReport, lang: Lang) -> Table {
    let times = |times: &Times| [times.mean, times.p50, times.p75, times.p90, times.p95].map(Cell::real);
    let other = |measure: Option<&Measure>| match measure {
        None => [Cell::Empty, Cell::Empty, Cell::Empty],
        Some(measure) => {
            [Cell::Whole(measure.count), Cell::real(measure.wall.p50), Cell::real(measure.work.p50)]
        }
    };
    let row = |row: &Row| {
        let now = &row.now;
        let mut cells = vec![
            Cell::text(row.stage.code()),
            Cell::text(row.stage.label(lang)),
            Cell::text(row.group.as_str()),
            Cell::text(label(&report.names, &row.group, lang).unwrap_or_default()),
            Cell::Whole(now.count),
            Cell::Whole(now.judged),
            Cell::Whole(now.missed),
            Cell::Whole(now.excused),
            Cell::real(now.on_time_rate()),
            Cell::Flag(now.exact),
        ];
        cells.extend(times(&now.wall));
        cells.extend(times(&now.work));
        cells.extend(other(row.before.as_ref()));
        cells.extend(other(row.year_before.as_ref()));
        cells
    };
    Table { name: "resolution-times", head: HEAD.to_vec(), rows: report.rows.iter().map(row).collect() }
}

/// How long each step took: mean, percentiles and distribution, by the wall and in working time, each with the number of steps
/// that it rests on. A file needs the right to export and is recorded. With `drill=case_ids` a page of the cases behind the
/// numbers instead.
#[utoipa::path(get, path = "/api/v1/reports/resolution-times", tag = "reports", params(TimesQuery, NarrowingQuery, Paging),
    responses((status = 200, description = "The report", content(
        (ReportAnswer<ResolutionTimes> = "application/json"), (String = "text/csv")))))]
pub async fn get_resolution_times(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    request: HttpRequest,
    asking: Asking<Paged<TimesQuery>>,
) -> Result<HttpResponse, Problem> {
    let Asking { query: Paged { filter: query, page }, filter } = asking;
    let (format, drill) = (query.format(), query.drill());
    let asked = query.asked(filter, &*core.calendar()?, core.clock.now())?;
    let actor = principal.actor();
    if drill == Some(Drill::CaseIds) {
        let after = cursors.open::<CaseId>(&page)?;
        let cases = service::cases_behind(&core, actor, asked, after, page.limit + 1).await?;
        let page = cursors.listing(&page, cases, |id| *id, CaseBehind::of)?;
        return Ok(HttpResponse::Ok().json(ReportAnswer::<ResolutionTimes>::Cases(page)));
    }
    let period = asked.period;
    let report = service::resolution_times(&core, actor.clone(), asked).await?;
    match format {
        ReportFormat::Json => {
            Ok(HttpResponse::Ok().json(ReportAnswer::Report(report_view(&report, period, lang))))
        }
        ReportFormat::Csv => table::send(&core, &principal, &request, &times_table(&report, lang)).await,
    }
}

/// What is counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct StageDefinition {
    /// Its code.
    code: Stage,
    /// In words.
    label: &'static str,
    /// From what to what it is measured, or what it counts.
    definition: &'static str,
    /// Whether it takes time.
    lasts: bool,
}

/// How numbers are made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Definitions {
    /// What is counted.
    stages: Vec<StageDefinition>,
    /// What holds for every number.
    rules: Vec<String>,
}

fn rules(lang: Lang) -> Vec<String> {
    let mut exact = String::new();
    let _infallible = match lang {
        Lang::Zh => write!(
            exact,
            "少于 {EXACT_BELOW} 个的，百分位数按每个案件精确计算（R 第 7 型，同 pandas）；更多的按直方图计算，误差不超过 0.8%；平均数始终精确。"
        ),
        Lang::En => write!(
            exact,
            "Below {EXACT_BELOW} steps percentiles are those of the cases themselves (type 7 of R, as in pandas); beyond, those of a histogram, within 0.8 %. Means are always exact."
        ),
    };
    let told = [
        (
            "步骤计入其结束之日；退回、并案等未等到结果的步骤不计时长。",
            "A step counts on the day on which it ended; one that ended without what it waited for (a return, a merger) has no time.",
        ),
        (
            "自然时间为起止之间的全部时间；工作时间按办公日历计算，并扣除等待、挂账的时间。",
            "Time by the wall is all time between beginning and end; working time is that of the office's calendar without waits and suspensions.",
        ),
        (
            "案件按其现在的类别、区域、来源和紧急程度计入；更正之后，此前的数字随之更正。单位和经办人为办理该步骤时的单位和经办人。",
            "A case counts under its category, place, source and priority of today: a correction corrects earlier numbers too. Unit and person are those of the step.",
        ),
        (
            "按时率 ＝ 按时的步骤 ÷ 有时限且计入的步骤；申诉成立的超期仍然列出，但不计入。",
            "On-time rate = steps in time ÷ steps with a limit that count; a lateness excused by an appeal stays visible and does not count.",
        ),
        (
            "敏感案件不计入任何统计；作废、并案、不予受理的案件不计入结案。",
            "Sealed cases are in no number; voided, merged and declined cases are not in closing.",
        ),
        (
            "环比为上一个同长度的时段；同比为去年同一时段，按周的为 52 周之前。",
            "The period before is the one of the same length; a year before has the same dates, and of a week it is the one 52 weeks before.",
        ),
        (
            "计时归属：案件在办期间的每一秒都归于当时的持有者（值班席、承办单位、无单位的网格员和志愿者、核实核查人员），并按办理、等待审批、等待、挂账、调解、外单位区分；不在工作时间内的另列为非工作时间。不列出个人。",
            "Who held the clock: every second in which a case was open belongs to whoever had it then (a duty desk, a unit, members and volunteers without one, checkers), told apart by work, approval, waiting, suspension, mediation and outside bodies; what lies outside working time is shown as off hours. No person is named.",
        ),
        (
            "往返次数 ＝ 单位退回次数 ＋ 退回返工次数；两次及以上计为来回案件。",
            "Sent back = returns by units + reworks; a case that was sent back twice or more is a ping-pong case.",
        ),
        (
            "路径：使案件状态改变的事件依次为步骤；相邻两步的次数和间隔时间同 pm4py 的直接跟随图。",
            "Paths: the steps are the events that brought the case into another state; how often one directly followed another, and after how long, is what pm4py calls the directly-follows graph.",
        ),
        (
            "存续曲线（Kaplan–Meier）按上报日期选取案件：在办案件计至统计时刻（删失）；不予受理、并案、作废的案件在其结束时删失，其占比另按 Aalen–Johansen 列出。置信带为 95%（Greenwood，log(−log)），两组比较用 log-rank 检验。",
            "Survival (Kaplan–Meier) selects cases by the day of their filing: an open case counts until the instant of asking (censored); a declined, merged or voided one is censored when it ends, and its share is told besides (Aalen–Johansen). Bands are 95 % (Greenwood, on the log(−log) scale); two selections are compared by the log-rank test.",
        ),
    ];
    told.iter().map(|(zh, en)| lang.pick(zh, en).to_owned()).chain([exact]).collect()
}

/// How every number of the reports is made.
#[utoipa::path(get, path = "/api/v1/reports/definitions", tag = "reports",
    responses((status = 200, description = "The definitions", body = Definitions)))]
pub async fn get_definitions(_principal: Principal, lang: Lang) -> HttpResponse {
    let stages = Stage::ALL.iter().map(|stage| StageDefinition {
        code: *stage,
        label: stage.label(lang),
        definition: stage.definition(lang),
        lasts: stage.lasts(),
    });
    HttpResponse::Ok().json(Definitions { stages: stages.collect(), rules: rules(lang) })
}
