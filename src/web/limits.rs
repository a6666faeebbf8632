//! `/limits`: how long each clock may take, in versions.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::limit_policy::LimitPolicy;
use crate::domain::rule::RuleKind;
use crate::service::core::Core;
use crate::service::rule::{Draft, create_version, get_version, list_recounts, list_versions};
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
use crate::web::rules::{RuleVersionView, RuleVersions, VersionName, VersionNumber, made, shown};

/// A version of the limits.
#[derive(Debug, Serialize, ToSchema)]
pub struct LimitsView {
    #[serde(flatten)]
    version: RuleVersionView,
    /// The policy; where it has no rule the catalogue speaks.
    limits: LimitPolicy,
}

/// Limits that somebody wants.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLimits {
    /// The policy, whole.
    limits: LimitPolicy,
    /// When it takes effect; at once if nothing is said.
    effective_from: Option<Instant>,
    /// It may reach back before now.
    #[serde(default)]
    retroactive: bool,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    note: String,
}

/// The versions of the limits.
#[utoipa::path(get, path = "/api/v1/limits", tag = "rules",
    responses((status = 200, description = "The versions", body = RuleVersions)))]
pub async fn list_limits(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let (rows, on_their_way) =
        (list_versions(&core, RuleKind::Limits).await?, list_recounts(&core, RuleKind::Limits).await?);
    Ok(HttpResponse::Ok().json(RuleVersions::of(&rows, &on_their_way, lang)))
}

/// A version of the limits.
#[utoipa::path(get, path = "/api/v1/limits/{version}", tag = "rules",
    params(("version" = String, Path, description = "A number, or `current`")),
    responses((status = 200, description = "The limits", body = LimitsView)))]
pub async fn show_limits(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    Path(name): Path<VersionName>,
) -> Result<HttpResponse, Problem> {
    let (row, limits) = get_version::<LimitPolicy>(&core, name.0).await?;
    let version = RuleVersionView::of(&row, lang);
    Ok(shown(&row, LimitsView { version, limits }))
}

/// Make the next version of the limits. An inspector's waits for the approval of a second person.
#[utoipa::path(post, path = "/api/v1/limits", tag = "rules", request_body = NewLimits, params(DryRun, Paging),
    responses((status = 200, description = "What it would move", body = DryRunView),
        (status = 201, description = "Made", body = RuleVersionView)))]
pub async fn create_limits(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<DryRun>,
    request: Keyed<NewLimits, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let NewLimits { limits, effective_from, retroactive, note } = request.body;
    let draft = Draft { rules: limits, effective_from: at(effective_from), retroactive, note };
    if query.filter.dry_run {
        return dry_run::of_draft(&core, &cursors, &principal, draft, "/limits", &query.page, lang).await;
    }
    let row = create_version(&core, &principal.0, draft, ("/limits", request.key)).await?;
    Ok(made("limits", &row, RuleVersionView::of(&row, lang)))
}

/// Approve a version that another person made.
#[utoipa::path(post, path = "/api/v1/limits/{version}/approve", tag = "rules",
    params(("version" = i64, Path), DryRun, Paging), request_body = Approval,
    responses((status = 200, description = "Approved; of a dry run, what it would move",
        content((RuleVersionView = "application/json"), (DryRunView = "application/json")))))]
pub async fn approve_limits(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    Path(VersionNumber(version)): Path<VersionNumber>,
    lang: Lang,
    query: Paged<DryRun>,
    _request: Keyed<Approval>,
) -> Result<HttpResponse, Problem> {
    dry_run::approve::<LimitPolicy>(&core, &cursors, &principal, version, &query, lang).await
}
