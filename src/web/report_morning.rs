//! `/reports/morning`: what is late, what falls due, what was sent back, who has it, and where the time goes, in one request.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::{Lang, State};
use crate::domain::ids::CaseId;
use crate::domain::number::CaseNumber;
use crate::domain::report::holder::Keeper;
use crate::domain::report::measure::Measure;
use crate::domain::report::stage::Stage;
use crate::service::core::Core;
use crate::service::report::morning::{self as service, Load, Morning, Pressing, SentBack, StepTime};
use crate::web::instant::Instant;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::report_keeper::{KeeperView, Names};
use crate::web::report_query::{Asking, MorningQuery, NarrowingQuery};
use crate::web::reports::label;

/// How much somebody has.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadView {
    /// Open cases.
    open: i64,
    /// Of these late.
    overdue: i64,
    /// Of these not late yet, and due within the hours asked for. 临期 is something else: four fifths of the limit.
    due_ahead: i64,
    /// Of these waiting for a date.
    waiting: i64,
    /// Of these suspended.
    suspended: i64,
}

/// What one holder has.
#[derive(Debug, Serialize, ToSchema)]
pub struct HolderLoad {
    /// Who.
    holder: KeeperView,
    /// How much.
    #[serde(flatten)]
    load: LoadView,
}

/// A case that is late or falls due.
#[derive(Debug, Serialize, ToSchema)]
pub struct PressingView {
    /// The case.
    id: CaseId,
    /// Its number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// Where it stands.
    state: State,
    /// The same in words.
    state_label: &'static str,
    /// When it is, or was, due.
    due_at: Instant,
    /// Who has it.
    holder: KeeperView,
}

/// What was sent back, beside what was handled.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentBackView {
    /// Results that were handed in and confirmed.
    handled: i64,
    /// Results that were sent back for rework.
    reworked: i64,
    /// Cases that the units returned.
    returned: i64,
}

/// What was sent back of a unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitSentBack {
    /// The unit; absent for what was done without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit_label: Option<String>,
    /// How much.
    #[serde(flatten)]
    sent_back: SentBackView,
}

/// How long a step took, in seconds. Figures are absent where there is nothing to count.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepFigures {
    /// On how many steps that ended it rests.
    count: i64,
    /// Of these late.
    missed: i64,
    /// In time, of those with a limit that count.
    on_time_rate: Option<f64>,
    /// Half took no longer, by the wall.
    wall_p50: Option<f64>,
    /// Nine of ten took no longer, by the wall.
    wall_p90: Option<f64>,
    /// Half took no longer, in working time without waits.
    work_p50: Option<f64>,
    /// Nine of ten took no longer, in working time without waits.
    work_p90: Option<f64>,
    /// All of them together, by the wall: where the time goes. Handling holds the receipt where its clock starts with the dispatch.
    wall_total: f64,
}

/// A step, in the days that are looked back on and in as many before.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepView {
    /// The step; `close` is the whole case from its report on.
    stage: Stage,
    /// In words.
    stage_label: &'static str,
    /// In these days.
    now: StepFigures,
    /// In as many days before.
    before: StepFigures,
}

/// The first page.
#[derive(Debug, Serialize, ToSchema)]
pub struct MorningView {
    /// When it was counted.
    as_of: Instant,
    /// Due ahead is what is due before this, and not late.
    due_before: Instant,
    /// The days that are looked back on.
    #[schema(example = "2026-10-26..2026-11-24")]
    period: String,
    /// As many days before.
    before: String,
    /// All that is open.
    open: LoadView,
    /// The cases that have been late longest, five at most.
    overdue: Vec<PressingView>,
    /// The cases that are due next, five at most.
    due_ahead: Vec<PressingView>,
    /// What was sent back.
    sent_back: SentBackView,
    /// What was sent back in as many days before.
    sent_back_before: SentBackView,
    /// Units of which anything was sent back, those with most first.
    sent_back_by_unit: Vec<UnitSentBack>,
    /// Who has what, those with most that is late first.
    held: Vec<HolderLoad>,
    /// Where the time goes.
    steps: Vec<StepView>,
    /// Cases from before an upgrade that are not in the numbers yet; none but shortly after one.
    uncounted: i64,
}

const fn load_view(load: &Load) -> LoadView {
    let Load { open, overdue, due_ahead, waiting, suspended } = *load;
    LoadView { open, overdue, due_ahead, waiting, suspended }
}

const fn sent_back_view(sent_back: SentBack) -> SentBackView {
    let SentBack { handled, reworked, returned } = sent_back;
    SentBackView { handled, reworked, returned }
}

fn figures(measure: &Measure) -> StepFigures {
    let count = f64::from(i32::try_from(measure.count).unwrap_or(i32::MAX));
    StepFigures {
        count: measure.count,
        missed: measure.missed,
        on_time_rate: measure.on_time_rate(),
        wall_p50: measure.wall.p50,
        wall_p90: measure.wall.p90,
        work_p50: measure.work.p50,
        work_p90: measure.work.p90,
        wall_total: measure.wall.mean.map_or(0.0, |mean| mean * count),
    }
}

fn step_view(step: &StepTime, lang: Lang) -> StepView {
    StepView {
        stage: step.stage,
        stage_label: step.stage.label(lang),
        now: figures(&step.now),
        before: figures(&step.before),
    }
}

fn view(morning: &Morning, lang: Lang) -> MorningView {
    let names = Names { units: &morning.units, areas: &morning.areas };
    let pressing = |list: &[Pressing]| {
        let told = list.iter().map(|case| PressingView {
            id: case.case,
            number: CaseNumber(case.case).to_string(),
            state: case.state,
            state_label: case.state.label(lang),
            due_at: Instant(case.due_at),
            holder: KeeperView::of(case.keeper, &names, lang),
        });
        told.collect()
    };
    let unit = |(unit, of): &(String, SentBack)| UnitSentBack {
        unit: Some(unit.clone()).filter(|unit| !unit.is_empty()),
        unit_label: label(&morning.units, unit, lang).map(str::to_owned),
        sent_back: sent_back_view(*of),
    };
    let held = |(keeper, load): &(Keeper, Load)| HolderLoad {
        holder: KeeperView::of(*keeper, &names, lang),
        load: load_view(load),
    };
    MorningView {
        as_of: Instant(morning.as_of),
        due_before: Instant(morning.due_before),
        period: morning.period.to_string(),
        before: morning.period.before().to_string(),
        open: load_view(&morning.all),
        overdue: pressing(&morning.overdue),
        due_ahead: pressing(&morning.due_ahead),
        sent_back: sent_back_view(morning.sent_back),
        sent_back_before: sent_back_view(morning.sent_back_before),
        sent_back_by_unit: morning.by_unit.iter().map(unit).collect(),
        held: morning.held.iter().map(held).collect(),
        steps: morning.steps.iter().map(|step| step_view(step, lang)).collect(),
        uncounted: morning.uncounted,
    }
}

/// What is asked every morning: what is late, what falls due next, what was sent back, who has how much of the open cases, and
/// where the time went in the last thirty days beside the thirty before. Rows of holders name units, desks and groups, no person.
#[utoipa::path(get, path = "/api/v1/reports/morning", tag = "reports", params(MorningQuery, NarrowingQuery),
    responses((status = 200, description = "The first page", body = MorningView)))]
pub async fn get_morning(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    asking: Asking<Query<MorningQuery>>,
) -> Result<HttpResponse, Problem> {
    let soon = asking.query.0.soon()?;
    let morning = service::morning(&core, principal.actor(), asking.filter, soon).await?;
    Ok(HttpResponse::Ok().json(view(&morning, lang)))
}
