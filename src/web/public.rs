//! `/public`: residents without an account. They report, follow their report by its code, act on it as its reporter, and learn
//! what the neighbourhood knows already. What changes something goes through the door.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::web::Data;
use jiff::Timestamp;
use jiff::civil::Date;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::area::Area;
use crate::domain::case::{ActionOffer, Command};
use crate::domain::codes::{CoordSys, Lang, State};
use crate::domain::number::{CaseNumber, TrackingCode};
use crate::domain::policy::Actor;
use crate::service::attachment;
use crate::service::case::act::Act;
use crate::service::core::Core;
use crate::service::incident as filing;
use crate::service::public::{self as service, Followed, KnownCase};
use crate::service::suggestion::{self, Draft};
use crate::web::body::{Json, Keyed};
use crate::web::cases::form::TransitionForm;
use crate::web::cases::view::CaseView;
use crate::web::incidents::{GivenPlace, IncidentReceipt};
use crate::web::path::Path;
use crate::web::precondition::{IfMatch, etag};
use crate::web::problem::Problem;
use crate::web::query::{Query, in_query};
use crate::web::suggestions::{EmergencyNumber, SuggestedCategory, category, emergency};
use crate::web::timeline::TimelineItem;
use crate::web::upload::Uploaded;

/// What a resident reports. Only the text is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StrangersReport {
    /// What was seen, 1 to 2,000 characters.
    #[schema(min_length = 1, max_length = 2000, example = "小区南门路灯不亮，晚上看不见台阶")]
    text: String,
    /// The category, if one of the suggestions fits.
    #[serde(default)]
    category: Option<String>,
    /// The point.
    #[serde(default)]
    place: Option<GivenPlace>,
    /// The place in words, up to 256 characters.
    #[serde(default)]
    #[schema(max_length = 256)]
    address: Option<String>,
    /// The code of the grid, as it stands on the notice board; it goes before the point.
    #[serde(default)]
    grid: Option<String>,
    /// When it was seen; now if absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    occurred_at: Option<Timestamp>,
    /// An id that the page made; sending it again answers with the first report.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    client_ref: Option<uuid::Uuid>,
    /// Seal it: only the people named for sensitive matters and the holders will see it.
    #[serde(default)]
    sensitive: bool,
    /// It complains about a neighbour: nothing of it is told to the neighbourhood.
    #[serde(default)]
    neighbour_complaint: bool,
}

/// Reports something without an account. The answer holds the code by which it is followed; nobody else has it.
#[utoipa::path(post, path = "/api/v1/public/incidents", tag = "public", request_body = StrangersReport,
    responses((status = 201, description = "Filed", body = IncidentReceipt)))]
pub async fn report_as_stranger(
    core: Data<Core>,
    lang: Lang,
    request: Keyed<StrangersReport>,
) -> Result<HttpResponse, Problem> {
    let StrangersReport { text, category, place, address, grid, occurred_at, client_ref, .. } = request.body;
    let new = filing::NewIncident {
        category,
        text,
        place: place.map(Into::into),
        address,
        grid: None,
        occurred_at,
        attachments: Vec::new(),
        anonymous: true,
        client_ref,
        source: None,
        on_behalf_of: None,
        upstream_number: None,
        upstream_due_at: None,
        sensitive: request.body.sensitive,
        contact_agreed: false,
        neighbour_complaint: request.body.neighbour_complaint,
        self_handled: false,
    };
    let filed = service::report(&core, new, grid, request.key).await?;
    let at = format!("/api/v1/public/cases/{}", filed.incident.tracking_code);
    let receipt = IncidentReceipt::of(&filed, lang);
    Ok(HttpResponse::Created().insert_header((LOCATION, at)).json(receipt))
}

/// What a resident has written so far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StrangersDraft {
    /// The words so far, up to 2,000 characters.
    #[schema(max_length = 2000)]
    text: String,
    /// The point.
    #[serde(default)]
    place: Option<GivenPlace>,
}

/// A matter that the neighbourhood knows already.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownView {
    /// Its number, by which anybody can ask again.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// What it is about, coarsely.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    /// Where, from the community down to the grid.
    place: Vec<String>,
    /// Where it stands.
    state: State,
    /// The state in the words of the public.
    state_label: &'static str,
    /// The day on which it was reported.
    #[schema(value_type = String, format = Date)]
    reported_on: Date,
    /// The day on which it was settled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    settled_on: Option<Date>,
}

impl KnownView {
    fn of(known: &KnownCase, core: &Core, lang: Lang) -> Result<Self, Problem> {
        let calendar = core.calendar()?;
        let day = |at: Timestamp| calendar.zone().to_datetime(at).date();
        let case = &known.case;
        Ok(Self {
            number: CaseNumber(case.id).to_string(),
            group: known.group.as_ref().map(|(zh, en)| lang.pick(zh, en).to_owned()),
            place: names(&known.place, lang),
            state: case.state,
            state_label: case.state.public_label(lang),
            reported_on: day(case.filed_at),
            settled_on: case.closed_at.map(day),
        })
    }
}

fn names(areas: &[Area], lang: Lang) -> Vec<String> {
    areas.iter().map(|area| lang.pick(&area.name_zh, &area.name_en).to_owned()).collect()
}

/// What may help a resident who is about to report.
#[derive(Debug, Serialize, ToSchema)]
pub struct HintsView {
    /// Categories that the words point to, the best first.
    categories: Vec<SuggestedCategory>,
    /// Whom to ring first, when a life may be in danger.
    emergency: Vec<EmergencyNumber>,
    /// What is known nearby already and may be the same.
    known: Vec<KnownView>,
}

/// Suggests for a report that is being written: the category, whom to ring first, and what is known nearby already. Nothing is
/// kept.
#[utoipa::path(post, path = "/api/v1/public/suggestions", tag = "public", request_body = StrangersDraft,
    responses((status = 200, description = "Suggestions", body = HintsView)))]
pub async fn suggest_to_stranger(
    core: Data<Core>,
    lang: Lang,
    body: Json<StrangersDraft>,
) -> Result<HttpResponse, Problem> {
    let StrangersDraft { text, place } = body.0;
    let draft = Draft { text, place: place.map(Into::into), ..Draft::default() };
    let found = suggestion::suggest(&core, Actor::default(), draft).await?;
    let known = service::of_neighbourhood(&core, found.known.into_iter().map(|known| known.case)).await?;
    let known: Result<_, Problem> = known.iter().map(|known| KnownView::of(known, &core, lang)).collect();
    Ok(HttpResponse::Ok().json(HintsView {
        categories: found.categories.into_iter().map(|idea| category(idea, lang)).collect(),
        emergency: emergency(&found.emergency, lang),
        known: known?,
    }))
}

/// A case in front of whoever holds its code.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedView {
    /// The case, as its reporter sees it.
    case: CaseView,
    /// Where it lies, from the community down to the grid.
    place: Vec<String>,
    /// What happened, the oldest first, in the words of the public.
    steps: Vec<TimelineItem>,
    /// What the reporter may do now, and what each action needs.
    actions: Vec<ActionOffer>,
    /// The matter into which it was merged, where that may be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<KnownView>,
}

fn followed(followed: Followed, core: &Core, lang: Lang) -> Result<HttpResponse, Problem> {
    let Followed { seen, mut timeline, actions, place, parent } = followed;
    let entries = std::mem::take(&mut timeline.entries);
    let view = FollowedView {
        case: CaseView::of(&seen, lang),
        place: names(&place, lang),
        steps: entries.into_iter().map(|entry| TimelineItem::of(entry, &timeline, lang)).collect(),
        actions,
        parent: parent.map(|known| KnownView::of(&known, core, lang)).transpose()?,
    };
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(view.case.version()))
        .json(view))
}

/// What became of a report. Whoever shows the code is its reporter.
#[utoipa::path(get, path = "/api/v1/public/cases/{code}", tag = "public",
    params(("code" = String, Path, example = "00000-00000-0000", description = "The tracking code, with or without dashes")),
    responses((status = 200, description = "What became of it", body = FollowedView)))]
pub async fn follow_report(
    core: Data<Core>,
    lang: Lang,
    tracking: Path<TrackingCode>,
) -> Result<HttpResponse, Problem> {
    let case = service::find_reported(&core, tracking.0).await?;
    followed(service::follow(&core, case).await?, &core, lang)
}

/// Does what the reporter may do: add to it, withdraw it, rate it, say that it is not solved. `actions` of the case says what is
/// open now.
#[utoipa::path(post, path = "/api/v1/public/cases/{code}/transitions", tag = "public", request_body = TransitionForm,
    params(("code" = String, Path, example = "00000-00000-0000", description = "The tracking code"),
        ("If-Match" = Option<String>, Header, description = "The `ETag` of what was read")),
    responses((status = 200, description = "Done; the case as it is now", body = FollowedView)))]
pub async fn act_on_report(
    core: Data<Core>,
    lang: Lang,
    tracking: Path<TrackingCode>,
    if_match: IfMatch,
    request: Keyed<TransitionForm>,
) -> Result<HttpResponse, Problem> {
    let case = service::find_reported(&core, tracking.0).await?;
    let (action, fields) = request.body.split();
    let version = if Command::needs_version(action) { if_match.required()? } else { if_match.optional() };
    let actor = Actor::by_receipt(case);
    Act::prepare(&core, actor, case, action, fields.try_into()?, version, request.key)?.run(&core).await?;
    followed(service::follow(&core, case).await?, &core, lang)
}

/// Adds a photo to a report: JPEG, PNG or WebP, at most 20 MB, as the whole body or as `file` of a form; nine for a case. Only a
/// clean copy without place and time is kept.
#[utoipa::path(post, path = "/api/v1/public/cases/{code}/attachments", tag = "public",
    params(("code" = String, Path, example = "00000-00000-0000", description = "The tracking code")),
    request_body(content((String = "image/jpeg"), (String = "image/png"), (String = "image/webp"))),
    responses((status = 201, description = "Kept; the case as it is now", body = FollowedView)))]
pub async fn add_photo_to_report(
    core: Data<Core>,
    lang: Lang,
    tracking: Path<TrackingCode>,
    uploaded: Uploaded,
) -> Result<HttpResponse, Problem> {
    let case = service::find_reported(&core, tracking.0).await?;
    attachment::add_photo(&core, Actor::by_receipt(case), case, uploaded.upload, uploaded.key).await?;
    let mut answer = followed(service::follow(&core, case).await?, &core, lang)?;
    *answer.status_mut() = actix_web::http::StatusCode::CREATED;
    Ok(answer)
}

/// What the public may know of a case by its number. What nobody has looked at yet, what is sealed and what accuses a neighbour
/// is not there.
#[utoipa::path(get, path = "/api/v1/public/known/{number}", tag = "public",
    params(("number" = String, Path, example = "GW-000572-4", description = "The case's number for people")),
    responses((status = 200, description = "What is known", body = KnownView)))]
pub async fn show_known_case(
    core: Data<Core>,
    lang: Lang,
    number: Path<CaseNumber>,
) -> Result<HttpResponse, Problem> {
    let known = service::get_known(&core, number.0.0).await?;
    Ok(HttpResponse::Ok().json(KnownView::of(&known, &core, lang)?))
}

/// A point whose neighbourhood is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NearbyQuery {
    /// Longitude in degrees.
    lon: f64,
    /// Latitude in degrees.
    lat: f64,
    /// The datum of the two.
    coord_sys: CoordSys,
}

/// News of a neighbourhood.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsView {
    /// The latest first.
    items: Vec<KnownView>,
}

/// What is known and what was done in the community around a point: what is open, and what was settled within thirty days.
#[utoipa::path(get, path = "/api/v1/public/nearby", tag = "public", params(NearbyQuery),
    responses((status = 200, description = "The news, the latest first; none where no community is known", body = NewsView)))]
pub async fn list_news(
    core: Data<Core>,
    lang: Lang,
    Query(query): Query<NearbyQuery>,
) -> Result<HttpResponse, Problem> {
    let news = service::list_news(&core, query.coord_sys, query.lon, query.lat).await.map_err(in_query)?;
    let items: Result<_, Problem> = news.iter().map(|known| KnownView::of(known, &core, lang)).collect();
    Ok(HttpResponse::Ok().json(NewsView { items: items? }))
}

/// A grid, as its notice board shows it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicGridView {
    /// The code on the board.
    code: String,
    /// The grid's name.
    name: String,
    /// The areas above it, the nearest first.
    above: Vec<String>,
    /// Invented for a demonstration.
    fictitious: bool,
    /// The address behind the board's QR code.
    url: String,
}

/// The grid whose code stands on a notice board.
#[utoipa::path(get, path = "/api/v1/public/grids/{code}", tag = "public",
    params(("code" = String, Path, description = "The code on the board")),
    responses((status = 200, description = "The grid", body = PublicGridView)))]
pub async fn show_public_grid(
    core: Data<Core>,
    lang: Lang,
    board: Path<String>,
) -> Result<HttpResponse, Problem> {
    let found = service::get_grid(&core, board.0).await?;
    Ok(HttpResponse::Ok().json(PublicGridView {
        name: lang.pick(&found.grid.name_zh, &found.grid.name_en).to_owned(),
        above: names(&found.above, lang),
        fictitious: found.grid.fictitious,
        url: found.url,
        code: found.grid.code,
    }))
}

/// The QR code of a grid for its notice board, to be printed: it leads to the page on which one reports into this grid.
#[utoipa::path(get, path = "/api/v1/public/grids/{code}/qr", tag = "public",
    params(("code" = String, Path, description = "The code on the board")),
    responses((status = 200, description = "A drawing", body = String, content_type = "image/svg+xml")))]
pub async fn draw_grid_code(core: Data<Core>, board: Path<String>) -> Result<HttpResponse, Problem> {
    let found = service::get_grid(&core, board.0).await?;
    let drawn = QrCode::new(found.url.as_bytes()).map_err(|error| Problem::internal(error.to_string()))?;
    let svg = drawn.render::<svg::Color<'_>>().min_dimensions(400, 400).build();
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "public, max-age=3600"))
        .body(svg))
}
