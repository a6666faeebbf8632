//! `/cases/{id}`: a case as its reader may see it, what he may do to it, and doing it; and one act on many.

pub mod form;
pub mod view;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::case::{ActionOffer, Command};
use crate::domain::codes::{ActionCode, Lang, State};
use crate::domain::ids::CaseId;
use crate::domain::policy::Actor;
use crate::domain::words::Words;
use crate::service::case::act::Act;
use crate::service::case::batch::{BatchItem, MAX_BATCH, act_on_many, words_of};
use crate::service::case::see::{get_case as see_case, list_actions};
use crate::service::contact;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::RequestKey;
use crate::web::body::{Json, Keyed};
use crate::web::me::ContactView;
use crate::web::path::Path;
use crate::web::people::RevealBody;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::{Place, Problem, Slug};
use form::{ActionFields, TransitionForm};
use view::CaseView;

/// A case as the caller may see it: the office in full with the reporter masked, others in public words.
#[utoipa::path(get, path = "/api/v1/cases/{id}", tag = "cases", params(("id" = CaseId, Path, description = "The case")),
    responses((status = 200, description = "The case", body = CaseView)))]
pub async fn show_case(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CaseId>,
) -> Result<HttpResponse, Problem> {
    let seen = see_case(&core, principal.actor(), id.0).await?;
    Ok(answer(&CaseView::of(&seen, lang)))
}

fn answer(view: &CaseView) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(view.version()))
        .json(view)
}

/// What the caller may do to a case now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActionList {
    /// Where the case stands.
    state: State,
    /// The version for `If-Match`.
    version: i64,
    /// The actions, with the fields each takes.
    actions: Vec<ActionOffer>,
}

/// What the caller may do to a case now, and what each action needs.
#[utoipa::path(get, path = "/api/v1/cases/{id}/actions", tag = "cases",
    params(("id" = CaseId, Path, description = "The case")),
    responses((status = 200, description = "The actions", body = ActionList)))]
pub async fn list_case_actions(
    core: Data<Core>,
    principal: Principal,
    id: Path<CaseId>,
) -> Result<HttpResponse, Problem> {
    let (stored, actions) = list_actions(&core, principal.actor(), id.0).await?;
    let list = ActionList { state: stored.case.state, version: stored.case.version, actions };
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(list.version))
        .json(list))
}

/// How the reporter can be reached, for a reason. The access is written down.
#[utoipa::path(post, path = "/api/v1/cases/{id}/contact", tag = "cases", request_body = RevealBody,
    params(("id" = CaseId, Path, description = "The case")),
    responses((status = 200, description = "The details, as far as there are any", body = ContactView)))]
pub async fn reveal_reporter(
    core: Data<Core>,
    principal: Principal,
    id: Path<CaseId>,
    body: Json<RevealBody>,
) -> Result<HttpResponse, Problem> {
    let details = contact::reveal_reporter(&core, &principal.0, id.0, &body.0.reason).await?;
    Ok(HttpResponse::Ok().json(ContactView::from(details)))
}

/// Does something to a case. Decisions need `If-Match` with the version that was read; a lost race is 412, and what the state
/// forbids is 409 with what is allowed instead. Repeating it with the same `Idempotency-Key` does nothing more.
#[utoipa::path(post, path = "/api/v1/cases/{id}/transitions", tag = "cases", request_body = TransitionForm,
    params(("id" = CaseId, Path, description = "The case"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read")),
    responses((status = 200, description = "Done; the case as the caller may see it now", body = CaseView)))]
pub async fn act_on_case(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CaseId>,
    if_match: IfMatch,
    request: Keyed<TransitionForm>,
) -> Result<HttpResponse, Problem> {
    let (action, fields) = request.body.split();
    if action == ActionCode::IssueLink {
        // What it opens with would be shown to nobody.
        let words = Words::fixed("请用 POST /cases/{id}/link。", "is done by POST /cases/{id}/link.");
        return Err(Problem::new(Slug::Invalid).at(Place::Body, "/action", words));
    }
    let version = if Command::needs_version(action) { if_match.required()? } else { if_match.optional() };
    let view = act(&core, principal.actor(), id.0, action, fields, version, request.key, lang).await?;
    Ok(answer(&view))
}

/// Acts, and shows the case as the actor may still see it.
#[expect(clippy::too_many_arguments, reason = "the parts of one request, named where they are read")]
pub(super) async fn act(
    core: &Core,
    actor: Actor,
    case: CaseId,
    action: ActionCode,
    fields: ActionFields,
    version: Option<i64>,
    key: Option<RequestKey>,
    lang: Lang,
) -> Result<CaseView, ServiceError> {
    let act = Act::prepare(core, actor.clone(), case, action, fields.try_into()?, version, key)?;
    let stored = act.run(core).await?;
    match see_case(core, actor, case).await {
        Ok(seen) => Ok(CaseView::of(&seen, lang)),
        Err(ServiceError::NotFound | ServiceError::Forbidden(_)) => {
            Ok(CaseView::bare(&stored.case, stored.case.state.public_label(lang)))
        }
        Err(error) => Err(error),
    }
}

/// One act on many cases.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchForm {
    /// `dispatch` or `close`.
    action: ActionCode,
    /// The fields, the same for all.
    #[serde(default)]
    fields: ActionFields,
    /// The cases, each with the version that was read; 1 to 100.
    #[schema(min_items = 1, max_items = 100)]
    items: Vec<BatchItemForm>,
}

/// A case of a batch.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchItemForm {
    /// The case.
    case: CaseId,
    /// The version that was read.
    version: i64,
}

/// What became of each case, in the order of the items.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchResult {
    /// The results.
    results: Vec<BatchItemResult>,
}

/// What became of one case.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchItemResult {
    /// The case.
    case: CaseId,
    /// The status that the single act would have been answered with.
    status: u16,
    /// Where the case stands now, when it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    /// The new version, when it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// The kind of failure: `/problems/` and a slug.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// What failed, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

/// Dispatches or closes many cases; each has its own result, and one that fails stops no other.
#[utoipa::path(post, path = "/api/v1/cases/batch", tag = "cases", request_body = BatchForm,
    responses((status = 200, description = "A result for each case", body = BatchResult)))]
pub async fn act_on_cases(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<BatchForm>,
) -> Result<HttpResponse, Problem> {
    let BatchForm { action, fields, items } = request.body;
    if !matches!(action, ActionCode::Dispatch | ActionCode::Close) {
        return Err(
            ServiceError::invalid("/action", "批量仅限派遣和结案。", "must be dispatch or close.").into()
        );
    }
    let items: Vec<BatchItem> =
        items.into_iter().map(|item| BatchItem { case: item.case, version: item.version }).collect();
    if items.is_empty() || items.len() > MAX_BATCH {
        return Err(
            ServiceError::invalid("/items", "须为 1 到 100 个案件。", "must name 1 to 100 cases.").into()
        );
    }
    let done =
        act_on_many(&core, &principal.actor(), action, &fields.try_into()?, &items, request.key.as_ref())
            .await?;
    let results =
        items.iter().zip(done).map(|(item, done)| BatchItemResult::of(item.case, done, lang)).collect();
    Ok(HttpResponse::Ok().json(BatchResult { results }))
}

impl BatchResult {
    /// The results of many.
    pub(super) const fn of(results: Vec<BatchItemResult>) -> Self {
        Self { results }
    }
}

impl BatchItemResult {
    /// The result of one case.
    pub(super) fn of(
        case: CaseId,
        done: Result<crate::service::case::act::Changed, ServiceError>,
        lang: Lang,
    ) -> Self {
        let blank = Self { case, status: 200, state: None, version: None, kind: None, detail: None };
        match done {
            Ok(stored) => {
                Self { state: Some(stored.case.state), version: Some(stored.case.version), ..blank }
            }
            Err(error) => {
                let words = words_of(&error).map(|words| words.pick(lang).to_owned());
                let problem = Problem::from(error);
                let slug: Slug = problem.slug;
                Self {
                    status: slug.status().as_u16(),
                    kind: Some(format!("/problems/{}", slug.text())),
                    detail: words.or_else(|| Some(slug.title(lang).to_owned())),
                    ..blank
                }
            }
        }
    }
}
