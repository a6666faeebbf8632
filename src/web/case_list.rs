//! `/cases`, `/queues` and one's own `/incidents`: pages of cases, each row showing no more than the policy lets its reader
//! see.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::case::{Case, Holder};
use crate::domain::codes::{Flag, Lang, Level, Priority, Source, State};
use crate::domain::ids::{AreaId, CaseId, IncidentId, PersonId, UnitId};
use crate::domain::number::CaseNumber;
use crate::domain::policy::{Form, Room};
use crate::domain::queue::QueueCode;
use crate::service::case_list::{self as service, COUNT_CAP, DueKey, FiledOrder, ListedCase};
use crate::service::core::Core;
use crate::web::case_export;
use crate::web::case_query::{CaseListQuery, Format, Sort};
use crate::web::cursor::{Cursors, Listing};
use crate::web::next_step::NextStepView;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging, Query};

/// A row of a list of cases. What the reader may not see is absent.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseSummary {
    /// Its id.
    pub(super) id: CaseId,
    /// Its number for people.
    #[schema(example = "GW-000572-4")]
    pub(super) number: String,
    /// Where it stands.
    pub(super) state: State,
    /// The state in words.
    pub(super) state_label: &'static str,
    /// The code of its category.
    pub(super) category: Option<String>,
    /// How fast it must move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) priority: Option<Priority>,
    /// The level whose desk has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<Level>,
    /// Where it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Source>,
    /// Its grid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) grid: Option<AreaId>,
    /// Its community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) community: Option<AreaId>,
    /// Its street.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) street: Option<AreaId>,
    /// Longitude in WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lon: Option<f64>,
    /// Latitude in WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lat: Option<f64>,
    /// The unit that leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) unit: Option<UnitId>,
    /// The person at work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) handler: Option<PersonId>,
    /// Whether a desk, a unit or a person answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) held_by: Option<HeldBy>,
    /// When it was seen.
    #[schema(value_type = String, format = DateTime)]
    pub(super) occurred_at: Timestamp,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    pub(super) filed_at: Timestamp,
    /// When the present step is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) due_at: Option<Timestamp>,
    /// Seconds until it is due; below zero once it is late.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) seconds_left: Option<i64>,
    /// What happens next, when, and who hears of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_step: Option<NextStepView>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) closed_at: Option<Timestamp>,
    /// The colour of time, for a running clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) time_flag: Option<Flag>,
    /// The place is still to be found.
    pub(super) unlocated: bool,
    /// How often units gave it back in this round.
    pub(super) returns: u32,
    /// The round of work.
    pub(super) round: u32,
    /// The version, as in `ETag`.
    pub(super) version: i64,
}

/// Who answers for an open case.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HeldBy {
    /// The desk of a level.
    Desk,
    /// A unit, until it names somebody.
    Unit,
    /// A named person.
    Person,
}

impl From<Holder> for HeldBy {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Desk { .. } => Self::Desk,
            Holder::Unit { .. } => Self::Unit,
            Holder::Person { .. } => Self::Person,
        }
    }
}

impl CaseSummary {
    /// The row, cut to its form: a receipt has public words and dates, a short form no unit, names only the ordinary form.
    pub(super) fn of(row: ListedCase, lang: Lang, now: Timestamp) -> Self {
        let ListedCase { case, place, form, next } = row;
        let (short, masked, ordinary) = (form >= Form::Short, form >= Form::Masked, form >= Form::Ordinary);
        Self {
            id: case.id,
            number: CaseNumber(case.id).to_string(),
            state: case.state,
            state_label: if masked { case.state.label(lang) } else { case.state.public_label(lang) },
            priority: masked.then_some(case.priority),
            level: masked.then_some(case.level),
            source: masked.then_some(case.source),
            grid: case.areas.grid.filter(|_| short),
            community: case.areas.community.filter(|_| short),
            street: case.areas.street.filter(|_| short),
            lon: place.map(|p| p.lon).filter(|_| short),
            lat: place.map(|p| p.lat).filter(|_| short),
            unit: case.lead.filter(|_| masked),
            handler: case.handler.filter(|_| ordinary),
            held_by: case.holder.filter(|_| masked).map(HeldBy::from),
            occurred_at: case.occurred_at,
            filed_at: case.filed_at,
            due_at: case.clock.map(|clock| clock.due_at),
            seconds_left: case.clock.map(|clock| clock.due_at.duration_since(now).as_secs()),
            next_step: next.map(|step| NextStepView::of(&step, lang)),
            closed_at: case.closed_at,
            time_flag: case.colour(now),
            unlocated: case.unlocated,
            returns: if masked { case.returns } else { 0 },
            round: case.round,
            version: case.version,
            category: case.category,
        }
    }
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseListing {
    #[serde(flatten)]
    page: Listing<CaseSummary>,
    /// How many there are in all, if that was asked: a number, or `1000+`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "1000+")]
    count: Option<String>,
}

fn capped(count: u32) -> String {
    if count > COUNT_CAP { format!("{COUNT_CAP}+") } else { count.to_string() }
}

/// The cases that the caller may view. With `format=csv` or `geojson` all of them, streamed; that needs the right to export
/// and is recorded.
#[utoipa::path(get, path = "/api/v1/cases", tag = "cases", params(CaseListQuery, Paging),
    responses((status = 200, description = "A page, or the whole list as a file", content(
        (CaseListing = "application/json"), (String = "text/csv"), (String = "application/geo+json")))))]
pub async fn list_cases(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    request: HttpRequest,
    query: Paged<CaseListQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter: query, page } = query;
    let (sort, counts, format) = (query.sort(), query.counts(), query.format());
    let wanted = query.wanted()?;
    if format != Format::Json {
        return case_export::export(&core, &principal, wanted, format, lang, request.query_string()).await;
    }
    let order = match sort {
        Sort::NewestFirst => FiledOrder::NewestFirst,
        Sort::OldestFirst => FiledOrder::OldestFirst,
    };
    let after = cursors.open::<CaseId>(&page)?;
    let count = if counts {
        Some(capped(service::count_cases(&core, principal.actor(), wanted.clone()).await?))
    } else {
        None
    };
    let rows = service::list_cases(&core, principal.actor(), wanted, order, after, page.limit + 1).await?;
    let now = core.clock.now();
    let page = cursors.listing(&page, rows, |row| row.case.id, |row| CaseSummary::of(row, lang, now))?;
    Ok(HttpResponse::Ok().json(CaseListing { page, count }))
}

/// The position in a queue, as its cursor keeps it.
#[derive(Serialize, Deserialize)]
struct QueuePosition {
    due: Option<Timestamp>,
    id: i64,
}

impl QueuePosition {
    fn of(row: &ListedCase) -> Self {
        let key = DueKey::of(&row.case);
        Self { due: (!key.undated).then_some(key.due_at), id: key.id }
    }

    fn key(self) -> DueKey {
        let due_at = self.due.unwrap_or(Timestamp::UNIX_EPOCH);
        DueKey { undated: self.due.is_none(), due_at, id: self.id }
    }
}

/// A queue, the most urgent first. It takes the filters of `/cases`, but neither `sort` nor `format`.
#[utoipa::path(get, path = "/api/v1/queues/{queue}", tag = "cases",
    params(("queue" = QueueCode, Path, description = "The queue"), CaseListQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<CaseSummary>)))]
pub async fn list_queue(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    queue: Path<QueueCode>,
    query: Paged<CaseListQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter: query, page } = query;
    query.refuse_for_queue()?;
    let wanted = query.wanted()?;
    let after = cursors.open::<QueuePosition>(&page)?.map(QueuePosition::key);
    let rows = service::list_queue(&core, principal.actor(), queue.0, wanted, after, page.limit + 1).await?;
    let now = core.clock.now();
    let page = cursors.listing(&page, rows, QueuePosition::of, |row| CaseSummary::of(row, lang, now))?;
    Ok(HttpResponse::Ok().json(page))
}

/// Which counts.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct QueueCountQuery {
    /// Sealed cases instead of ordinary ones.
    sealed: Option<bool>,
}

/// A queue with its length.
#[derive(Serialize, ToSchema)]
pub struct QueueCount {
    queue: QueueCode,
    label: &'static str,
    /// A number, or `1000+`.
    #[schema(example = "31")]
    count: String,
}

/// How many cases stand in each queue for the caller, counted up to 1000.
#[utoipa::path(get, path = "/api/v1/queues", tag = "cases", params(QueueCountQuery),
    responses((status = 200, description = "The queues", body = Vec<QueueCount>)))]
pub async fn count_queues(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    query: Query<QueueCountQuery>,
) -> Result<HttpResponse, Problem> {
    let room = if query.0.sealed.unwrap_or(false) { Room::Sealed } else { Room::Ordinary };
    let counts = service::count_queues(&core, principal.actor(), room).await?;
    let view = |(queue, count): (QueueCode, u32)| QueueCount {
        queue,
        label: queue.label(lang),
        count: capped(count),
    };
    Ok(HttpResponse::Ok().json(counts.into_iter().map(view).collect::<Vec<_>>()))
}

/// What became of one of the caller's own filings.
#[derive(Serialize, ToSchema)]
pub struct OwnIncident {
    /// The incident.
    id: IncidentId,
    /// Its case.
    case: CaseId,
    /// The case's number for people.
    number: String,
    /// Where the case stands.
    state: State,
    /// The state in the words of the public.
    state_label: &'static str,
    /// The code of its category.
    category: Option<String>,
    /// When it was seen.
    #[schema(value_type = String, format = DateTime)]
    occurred_at: Timestamp,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    filed_at: Timestamp,
    /// By when the work should be done, once that is known.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// When it was closed.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Timestamp>,
    /// The case that it was joined to; its fate is the answer.
    merged_into: Option<CaseId>,
    /// Whether a reply lies on file.
    replied: bool,
}

impl OwnIncident {
    fn of(case: Case, lang: Lang) -> Self {
        Self {
            id: case.incident,
            case: case.id,
            number: CaseNumber(case.id).to_string(),
            state: case.state,
            state_label: case.state.public_label(lang),
            occurred_at: case.occurred_at,
            filed_at: case.filed_at,
            due_at: case.handling.or(case.clock).map(|clock| clock.due_at),
            closed_at: case.closed_at,
            merged_into: case.former.as_ref().map(|former| former.into),
            replied: case.replied,
            category: case.category,
        }
    }
}

/// What the caller has reported or filed for another, the newest first, and what became of it.
#[utoipa::path(get, path = "/api/v1/incidents", tag = "incidents", params(Paging),
    responses((status = 200, description = "A page", body = Listing<OwnIncident>)))]
pub async fn list_own_incidents(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let page = query.page;
    let after = cursors.open::<CaseId>(&page)?;
    let rows = service::list_reported(&core, principal.0.person, after, page.limit + 1).await?;
    let page = cursors.listing(&page, rows, |case| case.id, |case| OwnIncident::of(case, lang))?;
    Ok(HttpResponse::Ok().json(page))
}

/// A list that can only be paged.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoFilter {}
