//! `/ladders`: who hears and what is done as a clock uses up its time, in versions.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::ladder::Ladder;
use crate::domain::rule::RuleKind;
use crate::service::core::Core;
use crate::service::rule::{
    Draft, create_version, get_version, ladder_warnings, list_recounts, list_versions,
};
use crate::web::body::{IMPORT_BYTES, Keyed};
use crate::web::calendars::Approval;
use crate::web::cursor::Cursors;
use crate::web::dry_run::{self, DryRun, DryRunView};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::people::at;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};
use crate::web::rules::{RuleVersionView, RuleVersions, VersionName, VersionNumber, Warning, made, shown};

/// A version of the ladders.
#[derive(Debug, Serialize, ToSchema)]
pub struct LaddersView {
    #[serde(flatten)]
    version: RuleVersionView,
    /// The ladders; the narrowest one that holds for a clock is its ladder.
    ladders: Vec<Ladder>,
    /// Steps that nobody would hear, or that come at the wrong time.
    warnings: Vec<Warning>,
}

/// Ladders that somebody wants.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLadders {
    /// The ladders, whole.
    ladders: Vec<Ladder>,
    /// When they take effect; at once if nothing is said.
    effective_from: Option<Instant>,
    /// They may reach back before now.
    #[serde(default)]
    retroactive: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    note: String,
}

/// The versions of the ladders.
#[utoipa::path(get, path = "/api/v1/ladders", tag = "rules",
    responses((status = 200, description = "The versions", body = RuleVersions)))]
pub async fn list_ladders(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let (rows, on_their_way) =
        (list_versions(&core, RuleKind::Ladders).await?, list_recounts(&core, RuleKind::Ladders).await?);
    Ok(HttpResponse::Ok().json(RuleVersions::of(&rows, &on_their_way, lang)))
}

/// A version of the ladders, with what is doubtful about it today.
#[utoipa::path(get, path = "/api/v1/ladders/{version}", tag = "rules",
    params(("version" = String, Path, description = "A number, or `current`")),
    responses((status = 200, description = "The ladders", body = LaddersView)))]
pub async fn show_ladders(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    Path(name): Path<VersionName>,
) -> Result<HttpResponse, Problem> {
    let (row, ladders) = get_version::<Vec<Ladder>>(&core, name.0).await?;
    let warnings = Warning::all(&ladder_warnings(&core, ladders.clone()).await?, lang);
    let version = RuleVersionView::of(&row, lang);
    Ok(shown(&row, LaddersView { version, ladders, warnings }))
}

/// Make the next version of the ladders. An inspector's waits for the approval of a second person.
#[utoipa::path(post, path = "/api/v1/ladders", tag = "rules", request_body = NewLadders, params(DryRun, Paging),
    responses((status = 200, description = "What it would move", body = DryRunView),
        (status = 201, description = "Made", body = LaddersView)))]
pub async fn create_ladders(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<DryRun>,
    request: Keyed<NewLadders, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let NewLadders { ladders, effective_from, retroactive, note } = request.body;
    let draft = Draft { rules: ladders.clone(), effective_from: at(effective_from), retroactive, note };
    if query.filter.dry_run {
        return dry_run::of_draft(&core, &cursors, &principal, draft, "", &query.page, lang).await;
    }
    let row = create_version(&core, &principal.0, draft, ("", request.key)).await?;
    let warnings = Warning::all(&ladder_warnings(&core, ladders.clone()).await?, lang);
    let version = RuleVersionView::of(&row, lang);
    Ok(made("ladders", &row, LaddersView { version, ladders, warnings }))
}

/// Approve a version that another person made.
#[utoipa::path(post, path = "/api/v1/ladders/{version}/approve", tag = "rules",
    params(("version" = i64, Path), DryRun, Paging), request_body = Approval,
    responses((status = 200, description = "Approved; of a dry run, what it would move",
        content((RuleVersionView = "application/json"), (DryRunView = "application/json")))))]
pub async fn approve_ladders(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    Path(VersionNumber(version)): Path<VersionNumber>,
    lang: Lang,
    query: Paged<DryRun>,
    _request: Keyed<Approval>,
) -> Result<HttpResponse, Problem> {
    dry_run::approve::<Vec<Ladder>>(&core, &cursors, &principal, version, &query, lang).await
}
