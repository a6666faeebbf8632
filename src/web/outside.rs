//! `/outside`: a body without an account works on the one case that was referred to it, through the link that the office gave
//! it. The link's token comes in a header, so that it stands in no log; it opens this one case and nothing else.

use actix_web::dev::Payload;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};
use utoipa::ToSchema;

use crate::domain::case::words::Outcome;
use crate::domain::codes::{ActionCode, Lang, State};
use crate::domain::ids::{AttachmentId, CaseId};
use crate::domain::number::CaseNumber;
use crate::domain::words::Words;
use crate::service::attachment::{Part, read_photo};
use crate::service::core::Core;
use crate::service::outside::{self as service, LinkedCase};
use crate::web::attachments::picture;
use crate::web::body::{Bare, Keyed};
use crate::web::cases::view::PointView;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::{Place, Problem, Slug};
use crate::web::timeline::TimelineItem;
use crate::web::upload::Uploaded;

const HEADER: &str = "Gridward-Link";

/// What stands behind `#` in a link.
pub struct LinkToken(String);

impl FromRequest for LinkToken {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let mut values = request.headers().get_all(HEADER);
        let given = values.next().and_then(|value| value.to_str().ok()).filter(|_| values.next().is_none());
        ready(given.map(|token| Self(token.to_owned())).ok_or_else(|| {
            let words =
                Words::fixed("应为链接中 # 之后的内容。", "must be what stands behind # in the link.");
            Problem::new(Slug::InvalidHeader).at(Place::Header, format!("/{HEADER}"), words)
        }))
    }
}

/// A link that was issued.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedLinkView {
    /// The address for the body. It is shown here and kept nowhere: whoever lost it issues another.
    url: String,
    /// Until when it holds, while the case stays with the body.
    expires_at: Instant,
}

/// Issues the link by which a linked body opens the case that was referred to it, in place of the one before. Under the same
/// `Idempotency-Key` the same link is shown again, as long as it holds. `revoke_link` of `/transitions` takes it back.
#[utoipa::path(post, path = "/api/v1/cases/{id}/link", tag = "cases", params(("id" = CaseId, Path, description = "The case")),
    responses((status = 201, description = "Issued", body = IssuedLinkView)))]
pub async fn issue_case_link(
    core: Data<Core>,
    principal: Principal,
    id: Path<CaseId>,
    key: Bare,
) -> Result<HttpResponse, Problem> {
    let issued = service::issue_link(&core, principal.actor(), id.0, key.0).await?;
    Ok(HttpResponse::Created()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(issued.case.version))
        .json(IssuedLinkView { url: issued.url, expires_at: Instant(issued.expires_at) }))
}

/// A case in front of the body that has it. Nobody's name is in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedCaseView {
    /// The case's number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// The version for `If-Match`.
    version: i64,
    /// The body to which the link was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    /// The body's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    outside_number: Option<String>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// What was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The place in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// The areas in which it lies, from the grid upwards.
    place: Vec<String>,
    /// The point in WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<PointView>,
    /// When it was seen.
    occurred_at: Instant,
    /// By when an answer is expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Instant>,
    /// Until when the link holds, while the case stays with the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<Instant>,
    /// What was reported, and what passed between the body and the office; the oldest first.
    steps: Vec<TimelineItem>,
    /// What the body may do now.
    actions: Vec<ActionCode>,
    /// What a result may be.
    outcomes: &'static [Outcome],
}

impl LinkedCaseView {
    fn of(linked: LinkedCase, lang: Lang) -> Self {
        let LinkedCase { seen, mut timeline, actions, place, body } = linked;
        let entries = std::mem::take(&mut timeline.entries);
        let name = |names: &(String, String)| lang.pick(&names.0, &names.1).to_owned();
        let case = &seen.stored.case;
        Self {
            number: CaseNumber(case.id).to_string(),
            version: case.version,
            body: body.as_ref().map(name),
            outside_number: case.external.as_ref().and_then(|body| body.number.clone()),
            category: seen.names.category.as_ref().map(name),
            text: seen.words.text.clone(),
            address: seen.words.address.clone(),
            place: place.iter().map(|area| lang.pick(&area.name_zh, &area.name_en).to_owned()).collect(),
            point: seen.stored.place.map(|point| PointView { lon: point.lon, lat: point.lat }),
            occurred_at: Instant(case.occurred_at),
            due_at: case.clock.map(|clock| Instant(clock.due_at)),
            expires_at: case.live_link(seen.now).map(|link| Instant(link.expires_at)),
            steps: entries.into_iter().map(|entry| TimelineItem::of(entry, &timeline, lang)).collect(),
            actions: actions.iter().map(|offer| offer.action).collect(),
            outcomes: Outcome::for_action(ActionCode::ExternalResult),
        }
    }
}

fn shown(linked: LinkedCase, lang: Lang) -> HttpResponse {
    let view = LinkedCaseView::of(linked, lang);
    HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).insert_header(etag(view.version)).json(view)
}

/// The case that the link opens, as far as the body needs it: no reporter, no persons, nothing of what is said inside the office.
#[utoipa::path(get, path = "/api/v1/outside/case", tag = "outside",
    params(("Gridward-Link" = String, Header, description = "What stands behind `#` in the link")),
    responses((status = 200, description = "The case", body = LinkedCaseView)))]
pub async fn show_linked_case(
    core: Data<Core>,
    lang: Lang,
    token: LinkToken,
) -> Result<HttpResponse, Problem> {
    Ok(shown(service::show(&core, &token.0).await?, lang))
}

/// What the body did.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideResultForm {
    /// What came of it: one of `outcomes`.
    outcome: Outcome,
    /// In words, up to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
}

/// What became of a result.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutsideReceipt {
    /// The case's number for people.
    number: String,
    /// Where it stands now.
    state: State,
    /// The same in the words of the public.
    state_label: &'static str,
}

/// Reports what the body did, or that the matter is not its own. Photos are added before; the link ends with the report.
#[utoipa::path(post, path = "/api/v1/outside/case/result", tag = "outside", request_body = OutsideResultForm,
    params(("Gridward-Link" = String, Header, description = "What stands behind `#` in the link"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read")),
    responses((status = 200, description = "The office has it", body = OutsideReceipt)))]
pub async fn report_outside_result(
    core: Data<Core>,
    lang: Lang,
    token: LinkToken,
    if_match: IfMatch,
    request: Keyed<OutsideResultForm>,
) -> Result<HttpResponse, Problem> {
    let OutsideResultForm { outcome, text } = request.body;
    let version = if_match.required()?;
    let case = service::report_result(&core, &token.0, outcome, text, version, request.key).await?;
    Ok(HttpResponse::Ok().insert_header((CACHE_CONTROL, "no-store")).json(OutsideReceipt {
        number: CaseNumber(case.id).to_string(),
        state: case.state,
        state_label: case.state.public_label(lang),
    }))
}

/// Words that the body adds.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OutsideWords {
    /// Up to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
}

/// Adds words: a question, a date, what stands in the way.
#[utoipa::path(post, path = "/api/v1/outside/case/supplements", tag = "outside", request_body = OutsideWords,
    params(("Gridward-Link" = String, Header, description = "What stands behind `#` in the link")),
    responses((status = 200, description = "Added; the case as it is now", body = LinkedCaseView)))]
pub async fn supplement_linked_case(
    core: Data<Core>,
    lang: Lang,
    token: LinkToken,
    request: Keyed<OutsideWords>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(service::supplement(&core, &token.0, request.body.text, request.key).await?, lang))
}

/// Adds a photo of the work: JPEG, PNG or WebP, at most 20 MB, as the whole body or as `file` of a form; nine for a link. Only a
/// clean copy without place and time is kept.
#[utoipa::path(post, path = "/api/v1/outside/case/attachments", tag = "outside",
    params(("Gridward-Link" = String, Header, description = "What stands behind `#` in the link")),
    request_body(content((String = "image/jpeg"), (String = "image/png"), (String = "image/webp"))),
    responses((status = 201, description = "Kept; the case as it is now", body = LinkedCaseView)))]
pub async fn add_photo_to_linked_case(
    core: Data<Core>,
    lang: Lang,
    token: LinkToken,
    uploaded: Uploaded,
) -> Result<HttpResponse, Problem> {
    let linked = service::add_linked_photo(&core, &token.0, uploaded.upload, uploaded.key).await?;
    let mut answer = shown(linked, lang);
    *answer.status_mut() = actix_web::http::StatusCode::CREATED;
    Ok(answer)
}

/// A photo of the case that the link opens, as far as the body is shown it.
#[utoipa::path(get, path = "/api/v1/outside/attachments/{id}", tag = "outside",
    params(("id" = AttachmentId, Path, description = "The photo"),
        ("Gridward-Link" = String, Header, description = "What stands behind `#` in the link")),
    responses((status = 200, description = "The photo", body = String, content_type = "image/jpeg")))]
pub async fn get_linked_photo(
    core: Data<Core>,
    token: LinkToken,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Problem> {
    let viewer = service::photo_viewer(&core, &token.0).await?;
    Ok(picture(read_photo(&core, &viewer, id.0, Part::Whole).await?.1))
}

/// The thumbnail of such a photo: at most 400 pixels on a side.
#[utoipa::path(get, path = "/api/v1/outside/attachments/{id}/thumbnail", tag = "outside",
    params(("id" = AttachmentId, Path, description = "The photo"),
        ("Gridward-Link" = String, Header, description = "What stands behind `#` in the link")),
    responses((status = 200, description = "The thumbnail", body = String, content_type = "image/jpeg")))]
pub async fn get_linked_thumbnail(
    core: Data<Core>,
    token: LinkToken,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Problem> {
    let viewer = service::photo_viewer(&core, &token.0).await?;
    Ok(picture(read_photo(&core, &viewer, id.0, Part::Thumbnail).await?.1))
}
