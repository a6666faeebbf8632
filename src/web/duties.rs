//! Work that waits for somebody in particular: `/checks`, `/offers`, `/requests` and `/hand-overs`.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::cases::act;
use super::cases::form::ActionFields;
use super::cases::view::CaseView;
use crate::domain::case::parts::{Attached, check_id, offer_id};
use crate::domain::case::words::{CheckKind, Outcome};
use crate::domain::codes::{ActionCode, CheckMode, Lang};
use crate::domain::ids::{AreaId, CaseId, CheckId, OfferId, PersonId};
use crate::domain::number::CaseNumber;
use crate::service::case::act::Changed;
use crate::service::case::batch::hand_over_many;
use crate::service::case::duty;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::RequestKey;
use crate::web::body::{Bare, Keyed};
use crate::web::cases::{BatchItemResult, BatchResult};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// A list that is short by nature.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckList {
    /// The looks, those taken first, then the most urgent.
    items: Vec<CheckItem>,
}

/// A look that somebody is to take.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckItem {
    /// The order's id.
    id: CheckId,
    /// The case.
    case: CaseId,
    /// The case's number for people.
    number: String,
    /// Before registering or before closing.
    kind: CheckKind,
    /// How to look.
    mode: CheckMode,
    /// The category's code.
    category: Option<String>,
    /// The grid.
    grid: Option<AreaId>,
    /// By when.
    due_at: Option<Instant>,
    /// Whether the caller has taken it.
    taken: bool,
}

/// The looks that the caller has taken, and those on his duty grid that nobody has taken.
#[utoipa::path(get, path = "/api/v1/checks", tag = "duties",
    responses((status = 200, description = "The looks", body = CheckList)))]
pub async fn list_checks(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let found = duty::list_checks(&core, principal.actor()).await?;
    let items = found.iter().filter_map(check_item).collect();
    Ok(HttpResponse::Ok().json(CheckList { items }))
}

fn check_item(stored: &Changed) -> Option<CheckItem> {
    let case = &stored.case;
    let check = case.check.as_ref()?;
    Some(CheckItem {
        id: check_id(case.id, check.no),
        case: case.id,
        number: CaseNumber(case.id).to_string(),
        kind: check.kind,
        mode: check.mode,
        category: case.category.clone(),
        grid: case.areas.grid,
        due_at: case.clock.map(|clock| Instant(clock.due_at)),
        taken: check.taken_by.is_some(),
    })
}

/// Takes a look that nobody has taken. Not for whoever did the work.
#[utoipa::path(post, path = "/api/v1/checks/{id}/take", tag = "duties",
    params(("id" = CheckId, Path, description = "The check order")),
    responses((status = 200, description = "Taken", body = CaseView)))]
pub async fn take_check(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CheckId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    let stored = duty::find_check(&core, &principal.actor(), id.0, key.as_ref()).await?;
    let nothing = ActionFields::default();
    let view =
        act(&core, principal.actor(), stored.case.id, ActionCode::Claim, nothing, None, key, lang).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// What was found.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckResultForm {
    /// The finding: `confirmed`, `not_found` or `unclear` before registering, `passed` or `failed` before closing.
    outcome: Outcome,
    /// The finding in words.
    #[serde(default)]
    #[schema(max_length = 2000)]
    text: Option<String>,
    /// Photos.
    #[serde(default)]
    #[schema(max_items = 9)]
    attachments: Vec<Attached>,
}

/// Reports what a look has found.
#[utoipa::path(post, path = "/api/v1/checks/{id}/result", tag = "duties", request_body = CheckResultForm,
    params(("id" = CheckId, Path, description = "The check order")),
    responses((status = 200, description = "Reported", body = CaseView)))]
pub async fn report_check(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CheckId>,
    request: Keyed<CheckResultForm>,
) -> Result<HttpResponse, Problem> {
    let stored = duty::find_check(&core, &principal.actor(), id.0, request.key.as_ref()).await?;
    let action = match stored.case.check.as_ref().map(|check| check.kind) {
        Some(CheckKind::Post) => ActionCode::PostCheckResult,
        _ => ActionCode::PreCheckResult,
    };
    let CheckResultForm { outcome, text, attachments } = request.body;
    let fields = ActionFields { outcome: Some(outcome), text, attachments, ..ActionFields::default() };
    let view = act(&core, principal.actor(), stored.case.id, action, fields, None, request.key, lang).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// The offers that stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferList {
    /// The offers, the most urgent first.
    items: Vec<OfferItem>,
}

/// An offer of work. Who reported it is shown to whoever accepts, where contact is needed at all.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfferItem {
    /// The offer's id.
    id: OfferId,
    /// The case.
    case: CaseId,
    /// The case's number for people.
    number: String,
    /// The category's code.
    category: Option<String>,
    /// The grid.
    grid: Option<AreaId>,
    /// When it lapses.
    expires_at: Option<Instant>,
    /// By when the work is due.
    due_at: Option<Instant>,
}

/// The offers that stand to the caller, by name or as a member of a team.
#[utoipa::path(get, path = "/api/v1/offers", tag = "duties",
    responses((status = 200, description = "The offers", body = OfferList)))]
pub async fn list_offers(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let found = duty::list_offers(&core, principal.actor()).await?;
    let items = found.iter().filter_map(offer_item).collect();
    Ok(HttpResponse::Ok().json(OfferList { items }))
}

fn offer_item(stored: &Changed) -> Option<OfferItem> {
    let case = &stored.case;
    let offer = case.offer.as_ref()?;
    Some(OfferItem {
        id: offer_id(case.id, offer.no),
        case: case.id,
        number: CaseNumber(case.id).to_string(),
        category: case.category.clone(),
        grid: case.areas.grid,
        expires_at: Some(Instant(offer.expires_at)),
        due_at: case.handling.map(|clock| Instant(clock.due_at)),
    })
}

/// Says yes: the first to say it has the work.
#[utoipa::path(post, path = "/api/v1/offers/{id}/accept", tag = "duties",
    params(("id" = OfferId, Path, description = "The offer")),
    responses((status = 200, description = "Accepted", body = CaseView)))]
pub async fn accept_offer(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<OfferId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    answer_offer(&core, &principal, id.0, ActionCode::AcceptOffer, key, lang).await
}

/// Says no. No reason is asked, and no statistic is kept of it.
#[utoipa::path(post, path = "/api/v1/offers/{id}/decline", tag = "duties",
    params(("id" = OfferId, Path, description = "The offer")),
    responses((status = 200, description = "Declined", body = CaseView)))]
pub async fn decline_offer(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<OfferId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    answer_offer(&core, &principal, id.0, ActionCode::DeclineOffer, key, lang).await
}

async fn answer_offer(
    core: &Core,
    principal: &Principal,
    id: OfferId,
    action: ActionCode,
    key: Option<RequestKey>,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let stored = duty::find_offer(core, &principal.actor(), id, key.as_ref()).await?;
    let nothing = ActionFields::default();
    let view = act(core, principal.actor(), stored.case.id, action, nothing, None, key, lang).await?;
    Ok(HttpResponse::Ok().json(view))
}

/// What the caller is to decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestList {
    /// The requests, the longest waiting first.
    items: Vec<RequestItem>,
}

/// Something to decide.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestItem {
    /// What is asked: the code of a request, or `arbitrate` for a second return.
    kind: String,
    /// The case.
    case: CaseId,
    /// The case's number for people.
    number: String,
    /// The case's version, for `If-Match`.
    version: i64,
}

/// What the caller is to decide: extensions, waits, suspensions, voids, calls to the district, hand-overs, second returns.
#[utoipa::path(get, path = "/api/v1/requests", tag = "duties",
    responses((status = 200, description = "The requests", body = RequestList)))]
pub async fn list_requests(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let found = duty::list_requests(&core, principal.actor()).await?;
    let item = |(kind, stored): (String, Changed)| RequestItem {
        kind,
        case: stored.case.id,
        number: CaseNumber(stored.case.id).to_string(),
        version: stored.case.version,
    };
    Ok(HttpResponse::Ok().json(RequestList { items: found.into_iter().map(item).collect() }))
}

/// Somebody to whom work may be handed over.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColleagueView {
    /// Who.
    id: PersonId,
    /// The name.
    name: String,
}

/// Those of the caller's units and desks.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColleagueList {
    /// The colleagues.
    items: Vec<ColleagueView>,
}

/// The colleagues to whom the caller may hand work over: those of his own units and desks, by name and nothing else.
#[utoipa::path(get, path = "/api/v1/colleagues", tag = "duties",
    responses((status = 200, description = "The colleagues", body = ColleagueList)))]
pub async fn list_colleagues(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let found = duty::list_colleagues(&core, principal.actor()).await?;
    let items = found.into_iter().map(|(id, name)| ColleagueView { id, name }).collect();
    Ok(HttpResponse::Ok().json(ColleagueList { items }))
}

/// Open work that is to go to a colleague.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverForm {
    /// The colleague, who must agree to each.
    to: PersonId,
    /// The cases, 1 to 100.
    #[schema(min_items = 1, max_items = 100)]
    cases: Vec<CaseId>,
    /// A word to the colleague.
    #[serde(default)]
    #[schema(max_length = 2000)]
    text: Option<String>,
}

/// Asks a colleague to take over open work. Each case is asked for by itself and changes hands when the colleague approves.
#[utoipa::path(post, path = "/api/v1/hand-overs", tag = "duties", request_body = HandOverForm,
    responses((status = 200, description = "A result for each case", body = BatchResult)))]
pub async fn hand_over(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<HandOverForm>,
) -> Result<HttpResponse, Problem> {
    let HandOverForm { to, cases, text } = request.body;
    if cases.is_empty() || cases.len() > 100 {
        return Err(
            ServiceError::invalid("/cases", "须为 1 到 100 个案件。", "must name 1 to 100 cases.").into()
        );
    }
    let fields = ActionFields { person: Some(to), text, ..ActionFields::default() };
    let done =
        hand_over_many(&core, &principal.actor(), &fields.try_into()?, &cases, request.key.as_ref()).await?;
    let results = cases.iter().zip(done).map(|(case, done)| BatchItemResult::of(*case, done, lang)).collect();
    Ok(HttpResponse::Ok().json(BatchResult::of(results)))
}
