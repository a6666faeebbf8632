//! `?dry_run=true` on the rules: which open cases a version would move, by how much, and what would be late at once. The numbers
//! are of all cases; the list holds those that the caller may see, page by page.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::case::recount::Shift;
use crate::domain::codes::{ClockKind, Lang};
use crate::domain::ids::CaseId;
use crate::domain::number::CaseNumber;
use crate::service::core::Core;
use crate::service::rule::{
    Draft, Impact, MovedCase, Preview, PreviewPage, Rules, approve_version, preview_draft, preview_version,
};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{PageRequest, Paged};
use crate::web::rules::{RuleVersionView, shown};

/// Whether it is meant.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DryRun {
    /// Only say what would move; write nothing. `limit` and `cursor` page through the cases.
    #[serde(default)]
    pub dry_run: bool,
}

/// What a version would move.
#[derive(Debug, Serialize, ToSchema)]
pub struct DryRunView {
    /// From when on it would count.
    effective_from: Instant,
    /// All open cases in numbers; `null` on further pages.
    #[schema(required = true)]
    impact: Option<ImpactView>,
    /// The cases of which something moves, as far as the caller may see them, by their ids.
    #[serde(flatten)]
    cases: Listing<MovedCaseView>,
}

/// What happens to the open cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImpactView {
    /// Open cases.
    open: i64,
    /// Cases of which something moves.
    moved: i64,
    /// Due times that move back.
    later: i64,
    /// Due times that move forward.
    earlier: i64,
    /// Clocks that would be late at once.
    newly_late: i64,
    /// By how many seconds the furthest moves back.
    furthest_later_s: i64,
    /// By how many seconds the furthest moves forward.
    furthest_earlier_s: i64,
}

/// A case of which something moves.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedCaseView {
    /// The case.
    case: CaseId,
    /// Its number for people.
    number: String,
    /// Its clocks.
    clocks: Vec<MovedClockView>,
}

/// A clock that moves; of ladders one whose next reminder is another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedClockView {
    /// What is waited for.
    kind: ClockKind,
    /// The same in words.
    label: &'static str,
    /// When it is due.
    due_at: Instant,
    /// When it would be due.
    would_be_due_at: Instant,
    /// Whether it would be late at once.
    newly_late: bool,
}

impl From<Impact> for ImpactView {
    fn from(impact: Impact) -> Self {
        Self {
            open: impact.open,
            moved: impact.moved,
            later: impact.later,
            earlier: impact.earlier,
            newly_late: impact.newly_late,
            furthest_later_s: impact.furthest_later.as_secs(),
            furthest_earlier_s: impact.furthest_earlier.as_secs(),
        }
    }
}

/// What a draft would move. `at` is the pointer to the rules in the body.
pub async fn of_draft<R: Rules>(
    core: &Core,
    cursors: &Cursors,
    principal: &Principal,
    draft: Draft<R>,
    at: &'static str,
    asked: &PageRequest,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let preview = preview_draft(core, &principal.0, draft, at, page(cursors, asked)?).await?;
    answer(preview, cursors, asked, lang)
}

/// Approves a version that another person made; of a dry run, what it would move.
pub async fn approve<R: Rules>(
    core: &Core,
    cursors: &Cursors,
    principal: &Principal,
    version: i64,
    query: &Paged<DryRun>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    if query.filter.dry_run {
        let page = page(cursors, &query.page)?;
        let preview = preview_version::<R>(core, &principal.0, version, page).await?;
        return answer(preview, cursors, &query.page, lang);
    }
    let row = approve_version::<R>(core, &principal.0, version).await?;
    Ok(shown(&row, RuleVersionView::of(&row, lang)))
}

/// The part of the list that a request asks for.
fn page(cursors: &Cursors, page: &PageRequest) -> Result<PreviewPage, Problem> {
    let after = cursors.open::<i64>(page)?.map(CaseId);
    Ok(PreviewPage { after, limit: usize::try_from(page.limit).unwrap_or(usize::MAX) })
}

/// The answer to a dry run.
fn answer(
    preview: Preview,
    cursors: &Cursors,
    page: &PageRequest,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let at = preview.at;
    let clock = |shift: &Shift| MovedClockView {
        kind: shift.kind,
        label: shift.kind.label(lang),
        due_at: Instant(shift.before),
        would_be_due_at: Instant(shift.after),
        newly_late: shift.after <= at,
    };
    let view = |moved: MovedCase| MovedCaseView {
        case: moved.case,
        number: CaseNumber(moved.case).to_string(),
        clocks: moved.shifts.iter().map(clock).collect(),
    };
    let cases = cursors.listing(page, preview.cases, |moved| moved.case.0, view)?;
    let impact = preview.impact.map(ImpactView::from);
    let told = DryRunView { effective_from: Instant(preview.effective_from), impact, cases };
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(told))
}
