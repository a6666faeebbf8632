//! `/incidents`: filing, and what has become of it.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::account::ContactKind;
use crate::domain::case::parts::Attached;
use crate::domain::codes::{CoordSys, Lang, Source, State};
use crate::domain::ids::{AreaId, CaseId, IncidentId, PersonId};
use crate::domain::number::{CaseNumber, TrackingCode};
use crate::service::contact::ContactChange;
use crate::service::core::Core;
use crate::service::incident::{self as service, FiledIncident};
use crate::web::body::Keyed;
use crate::web::precondition::etag;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// Where it was seen. The datum must be named: a wrong one moves a report several grids.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenPlace {
    /// The datum of the two coordinates.
    coord_sys: CoordSys,
    /// Longitude in degrees.
    #[schema(example = 116.805)]
    lon: f64,
    /// Latitude in degrees.
    #[schema(example = 36.553)]
    lat: f64,
    /// How exact the device claims to be, in metres.
    #[serde(default)]
    accuracy_m: Option<f64>,
}

impl From<GivenPlace> for service::GivenPlace {
    fn from(place: GivenPlace) -> Self {
        let GivenPlace { coord_sys, lon, lat, accuracy_m } = place;
        Self { coord_sys, lon, lat, accuracy_m }
    }
}

/// The system that passed the incident on (the hotline, say), with its number and its own due time.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Upstream {
    /// Its number there. Registering the same number of the same source again answers with the first.
    #[schema(example = "JN20260310-00417")]
    number: String,
    /// By when an answer is wanted there.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
}

/// How somebody without an account can be reached. At least one is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallerContact {
    /// A telephone number.
    #[serde(default)]
    #[schema(example = "0531-87221234", max_length = 32)]
    phone: Option<String>,
    /// A mail address.
    #[serde(default)]
    #[schema(example = "wangfang@example.cn", max_length = 254)]
    email: Option<String>,
    /// A postal address.
    #[serde(default)]
    #[schema(max_length = 256)]
    address: Option<String>,
}

impl From<CallerContact> for ContactChange {
    fn from(given: CallerContact) -> Self {
        let kinds = [
            (ContactKind::Phone, given.phone),
            (ContactKind::Email, given.email),
            (ContactKind::Address, given.address),
        ];
        let set = kinds.into_iter().filter_map(|(kind, value)| Some((kind, Some(value?)))).collect();
        Self { set }
    }
}

/// What is filed. Only the text is needed; everything else makes the work of the desk easier.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewIncident {
    /// What was seen, 1 to 2,000 characters.
    #[schema(example = "消防通道被纸箱堵住，三楼到四楼过不去")]
    text: String,
    /// The category, if the reporter is sure of it.
    #[serde(default)]
    #[schema(example = "06001")]
    category: Option<String>,
    /// The point.
    #[serde(default)]
    place: Option<GivenPlace>,
    /// The place in words, up to 256 characters.
    #[serde(default)]
    address: Option<String>,
    /// The grid, if the reporter names it; it goes before the point.
    #[serde(default)]
    grid: Option<AreaId>,
    /// When it was seen; now if absent. A time that cannot be true is flagged, not refused.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    occurred_at: Option<Timestamp>,
    /// Photos uploaded to `/attachments` before, with what they show; at most 9.
    #[serde(default)]
    attachments: Vec<Attached>,
    /// The public must not see who filed it.
    #[serde(default)]
    anonymous: bool,
    /// An id that the reporter's device made; filing it again answers with the first.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    client_ref: Option<uuid::Uuid>,
    /// Staff only: where it came from.
    #[serde(default)]
    source: Option<Source>,
    /// Staff only: the person for whom it is registered.
    #[serde(default)]
    on_behalf_of: Option<PersonId>,
    /// Staff only: how a reporter without an account can be reached. It is sealed; the reporter hears by it whether the matter is
    /// taken on, and when it is closed, with a link to say "not solved".
    #[serde(default)]
    contact: Option<CallerContact>,
    /// Staff only: the system that passed it on.
    #[serde(default)]
    upstream: Option<Upstream>,
    /// Seal it: only the sensitive desk and the holders will see it.
    #[serde(default)]
    sensitive: bool,
    /// The handler may contact the reporter.
    #[serde(default)]
    contact_agreed: bool,
    /// It complains about a neighbour: its handler will not learn who filed it.
    #[serde(default)]
    neighbour_complaint: bool,
    /// It was fixed on the spot; photos from before and after are the proof.
    #[serde(default)]
    self_handled: bool,
}

impl From<NewIncident> for service::NewIncident {
    fn from(new: NewIncident) -> Self {
        let (upstream_number, upstream_due_at) =
            new.upstream.map_or((None, None), |upstream| (Some(upstream.number), upstream.due_at));
        Self {
            category: new.category,
            text: new.text,
            place: new.place.map(Into::into),
            address: new.address,
            grid: new.grid,
            occurred_at: new.occurred_at,
            attachments: new.attachments,
            anonymous: new.anonymous,
            client_ref: new.client_ref,
            source: new.source,
            on_behalf_of: new.on_behalf_of,
            upstream_number,
            upstream_due_at,
            sensitive: new.sensitive,
            contact_agreed: new.contact_agreed,
            neighbour_complaint: new.neighbour_complaint,
            self_handled: new.self_handled,
        }
    }
}

/// The receipt of a filing: what the reporter needs to follow it.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentReceipt {
    /// The incident's id.
    id: IncidentId,
    /// Its case.
    case: CaseId,
    /// The case's number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// The code with which it can be followed without an account.
    #[schema(example = "K7QW2-90XRM-4TFA")]
    tracking_code: String,
    /// Where the case stands.
    state: State,
    /// The state in the words of the public.
    #[schema(example = "已提交")]
    state_label: String,
    /// What the desk will have to clear up.
    flags: Vec<ReceiptFlag>,
    /// The grid in which it lies, if that is known.
    grid: Option<AreaId>,
    /// When it was seen.
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    /// By when the desk must have looked at it.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// The case's version, as in `ETag`.
    version: i64,
}

/// What is doubtful about a filing.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFlag {
    /// 待定位: the place is to be found.
    Unlocated,
    /// 待核时间: the time seen is to be asked for.
    TimeDoubtful,
}

impl IncidentReceipt {
    pub(super) fn of(filed: &FiledIncident, lang: Lang) -> Self {
        let (incident, case) = (&filed.incident, &filed.case);
        let flag = |on: bool, flag| on.then_some(flag);
        let code = incident.tracking_code.parse::<TrackingCode>();
        Self {
            id: IncidentId(incident.id),
            case: case.id,
            number: CaseNumber(case.id).to_string(),
            tracking_code: code.map_or_else(|_| incident.tracking_code.clone(), |code| code.to_string()),
            state: case.state,
            state_label: case.state.public_label(lang).to_owned(),
            flags: [
                flag(case.unlocated, ReceiptFlag::Unlocated),
                flag(case.time_doubtful, ReceiptFlag::TimeDoubtful),
            ]
            .into_iter()
            .flatten()
            .collect(),
            grid: case.areas.grid,
            occurred_at: incident.occurred_at.at(),
            recorded_at: incident.recorded_at.at(),
            due_at: case.clock.map(|clock| clock.due_at),
            version: case.version,
        }
    }
}

/// Files an incident and opens its case. Repeating the request with the same `Idempotency-Key`, or filing the same
/// `client_ref` again, answers with the first filing and does nothing.
#[utoipa::path(post, path = "/api/v1/incidents", tag = "incidents", request_body = NewIncident,
    responses((status = 201, description = "Filed", body = IncidentReceipt)))]
pub async fn file_incident(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<NewIncident>,
) -> Result<HttpResponse, Problem> {
    let (mut body, key, actor) = (request.body, request.key, principal.actor());
    let filed = match body.contact.take().map(ContactChange::from) {
        Some(contact) => service::file_with_contact(&core, actor, body.into(), &contact, key).await?,
        None => service::file_incident(&core, actor, body.into(), key).await?,
    };
    let receipt = IncidentReceipt::of(&filed, lang);
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/incidents/{}", receipt.id)))
        .insert_header(etag(receipt.version))
        .json(receipt))
}
