//! `/roles`: dated grants of roles, and proposals of grants.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::{Lang, Role};
use crate::domain::ids::{AreaId, GrantId, PersonId, ProposalId, UnitId};
use crate::service::core::Core;
use crate::service::grant::{self as service, GrantChange, GrantFilter, NewGrant, ProposalRow};
use crate::service::unit;
use crate::web::body::{Json, Keyed};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::patch::present;
use crate::web::path::Path;
use crate::web::people::{GrantView, at};
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// Proposals shown at most; an office has few open ones.
const PROPOSALS: u32 = 200;

/// A role to be granted.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantBody {
    role: Role,
    /// Where it holds, with everything below.
    area: AreaId,
    /// For which unit: needed by community staff, departments and mediators.
    unit: Option<UnitId>,
    /// Named to see sealed cases at this desk.
    #[serde(default)]
    sensitive_desk: bool,
    /// From when; now if nothing is said.
    valid_from: Option<Instant>,
    /// Until when; open if nothing is said.
    valid_to: Option<Instant>,
}

impl From<GrantBody> for NewGrant {
    fn from(body: GrantBody) -> Self {
        Self {
            role: body.role,
            area: body.area,
            unit: body.unit,
            sensitive_desk: body.sensitive_desk,
            valid_from: at(body.valid_from),
            valid_to: at(body.valid_to),
        }
    }
}

/// A role to be granted to a person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    /// To whom.
    person: PersonId,
    role: Role,
    /// Where it holds, with everything below.
    area: AreaId,
    /// For which unit: needed by community staff, departments and mediators.
    unit: Option<UnitId>,
    /// Named to see sealed cases at this desk.
    #[serde(default)]
    sensitive_desk: bool,
    /// From when; now if nothing is said.
    valid_from: Option<Instant>,
    /// Until when; open if nothing is said.
    valid_to: Option<Instant>,
}

impl NewRole {
    fn split(self) -> (PersonId, NewGrant) {
        let Self { person, role, area, unit, sensitive_desk, valid_from, valid_to } = self;
        let (valid_from, valid_to) = (at(valid_from), at(valid_to));
        (person, NewGrant { role, area, unit, sensitive_desk, valid_from, valid_to })
    }
}

/// What a list of grants is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RolesQuery {
    /// Of this person.
    person: Option<PersonId>,
    /// Of this role.
    role: Option<Role>,
    /// In this area or below.
    area: Option<AreaId>,
    /// For this unit.
    unit: Option<UnitId>,
    /// Holding at this instant.
    at: Option<Instant>,
}

/// The grants of the people whom the caller looks after, by id.
#[utoipa::path(get, path = "/api/v1/roles", tag = "roles", params(RolesQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<GrantView>)))]
pub async fn list_roles(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<RolesQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let areas = match filter.area {
        Some(area) => Some(unit::areas_below(&core, area).await?),
        None => None,
    };
    let asked = GrantFilter {
        person: filter.person,
        role: filter.role.map(Role::code),
        areas,
        unit: filter.unit,
        at: at(filter.at),
        after: cursors.open(&page)?.unwrap_or(0),
    };
    let rows = service::list_grants(&core, &principal.0, asked, page.limit + 1).await?;
    let list = cursors.listing(&page, rows, |row| row.id.0, |row| GrantView::of(&row, lang))?;
    Ok(HttpResponse::Ok().json(list))
}

/// Give a person a role. Nobody gives one to himself.
#[utoipa::path(post, path = "/api/v1/roles", tag = "roles", request_body = NewRole,
    responses((status = 201, description = "Granted", body = GrantView)))]
pub async fn give_role(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<NewRole>,
) -> Result<HttpResponse, Problem> {
    let (person, new) = request.body.split();
    let row = service::give_grant(&core, &principal.0, person, new, request.key).await?;
    let location = format!("/api/v1/roles?person={}", row.person);
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, location))
        .insert_header(etag(row.version))
        .json(GrantView::of(&row, lang)))
}

/// A change of a grant: what is absent stays, `null` takes the end away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolePatch {
    /// Until when it holds; not before now.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Instant>)]
    valid_to: Option<Option<Instant>>,
    /// Whether it names the sensitive desk.
    sensitive_desk: Option<bool>,
}

/// Change when a grant ends, or whether it names the sensitive desk.
#[utoipa::path(patch, path = "/api/v1/roles/{id}", tag = "roles", request_body = RolePatch,
    params(("id" = GrantId, Path), ("If-Match" = String, Header, description = "The version that was read")),
    responses((status = 200, description = "The grant", body = GrantView)))]
pub async fn change_role(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<GrantId>,
    version: IfMatch,
    body: Json<RolePatch>,
) -> Result<HttpResponse, Problem> {
    let change = GrantChange { valid_to: body.0.valid_to.map(at), sensitive_desk: body.0.sensitive_desk };
    let row = service::change_grant(&core, &principal.0, id.0, version.required()?, change).await?;
    Ok(HttpResponse::Ok().insert_header(etag(row.version)).json(GrantView::of(&row, lang)))
}

/// End a grant now. It stays in the history.
#[utoipa::path(delete, path = "/api/v1/roles/{id}", tag = "roles", params(("id" = GrantId, Path)),
    responses((status = 200, description = "The ended grant", body = GrantView)))]
pub async fn end_role(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<GrantId>,
) -> Result<HttpResponse, Problem> {
    let row = service::end_grant(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(row.version)).json(GrantView::of(&row, lang)))
}

/// A proposal of a grant.
#[derive(Serialize, ToSchema)]
pub struct ProposalView {
    id: ProposalId,
    person_id: PersonId,
    role: Role,
    /// The role in the language of the answer.
    role_label: &'static str,
    area_id: AreaId,
    #[schema(required = true)]
    unit_id: Option<UnitId>,
    valid_from: Instant,
    #[schema(required = true)]
    valid_to: Option<Instant>,
    reason: String,
    proposed_by: PersonId,
    proposed_at: Instant,
    /// When it was decided.
    #[schema(required = true)]
    decided_at: Option<Instant>,
    /// The grant that came of it; `null` while it is open, and when it was declined.
    #[schema(required = true)]
    grant_id: Option<GrantId>,
}

impl ProposalView {
    fn of(row: ProposalRow, lang: Lang) -> Self {
        let grant = row.dated.grant;
        Self {
            id: row.id,
            person_id: row.person,
            role: grant.role,
            role_label: grant.role.label(lang),
            area_id: grant.area,
            unit_id: grant.unit,
            valid_from: Instant(row.dated.valid_from),
            valid_to: row.dated.valid_to.map(Instant),
            reason: row.reason,
            proposed_by: row.proposed_by,
            proposed_at: Instant(row.proposed_at),
            decided_at: row.decided_at.map(Instant),
            grant_id: row.grant,
        }
    }
}

/// The open proposals.
#[derive(Serialize, ToSchema)]
pub struct Proposals {
    /// The oldest first.
    items: Vec<ProposalView>,
}

/// A proposal to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProposal {
    /// What is proposed.
    grant: NewRole,
    /// Why.
    #[schema(min_length = 2, max_length = 300)]
    reason: String,
}

/// Open proposals of grants: those the caller decides, and the caller's own.
#[utoipa::path(get, path = "/api/v1/roles/proposals", tag = "roles",
    responses((status = 200, description = "The proposals", body = Proposals)))]
pub async fn list_proposals(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let rows = service::list_proposals(&core, &principal.0, PROPOSALS).await?;
    let items = rows.into_iter().map(|row| ProposalView::of(row, lang)).collect();
    Ok(HttpResponse::Ok().json(Proposals { items }))
}

/// Propose a grant for the administrator to decide.
#[utoipa::path(post, path = "/api/v1/roles/proposals", tag = "roles", request_body = NewProposal,
    responses((status = 201, description = "Proposed", body = ProposalView)))]
pub async fn propose_role(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<NewProposal>,
) -> Result<HttpResponse, Problem> {
    let NewProposal { grant, reason } = request.body;
    let (person, new) = grant.split();
    let row = service::propose_grant(&core, &principal.0, person, new, &reason, request.key).await?;
    Ok(HttpResponse::Created().json(ProposalView::of(row, lang)))
}

/// A decision on a proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalDecision {
    /// Whether the grant is given.
    accept: bool,
}

/// Decide a proposal. Accepting gives the grant.
#[utoipa::path(put, path = "/api/v1/roles/proposals/{id}/decision", tag = "roles", request_body = ProposalDecision,
    params(("id" = ProposalId, Path)), responses((status = 200, description = "Decided", body = ProposalView)))]
pub async fn decide_proposal(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<ProposalId>,
    body: Json<ProposalDecision>,
) -> Result<HttpResponse, Problem> {
    let row = service::decide_proposal(&core, &principal.0, id.0, body.0.accept).await?;
    Ok(HttpResponse::Ok().json(ProposalView::of(row, lang)))
}
