//! `/people`: the people of the office, their accounts, reset codes and contact details.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::{Lang, Role};
use crate::domain::ids::{AreaId, GrantId, PersonId, UnitId};
use crate::service::core::Core;
use crate::service::grant::GrantRow;
use crate::service::person::{self as service, IssuedCode, NewPerson, PersonDetail, PersonFilter};
use crate::service::{contact, unit};
use crate::web::body::{Json, Keyed};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::me::{ContactView, NewContact};
use crate::web::path::Path;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};
use crate::web::roles::GrantBody;

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum LangCode {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl From<Lang> for LangCode {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Zh => Self::Zh,
            Lang::En => Self::En,
        }
    }
}

impl From<LangCode> for Lang {
    fn from(code: LangCode) -> Self {
        match code {
            LangCode::Zh => Self::Zh,
            LangCode::En => Self::En,
        }
    }
}

/// A dated grant of a role.
#[derive(Serialize, ToSchema)]
pub struct GrantView {
    id: GrantId,
    person_id: PersonId,
    role: Role,
    /// The role in the language of the answer.
    role_label: &'static str,
    /// Where it holds, with everything below.
    area_id: AreaId,
    #[schema(required = true)]
    unit_id: Option<UnitId>,
    /// Named to see sealed cases at this desk.
    sensitive_desk: bool,
    valid_from: Instant,
    /// The first instant at which it no longer holds.
    #[schema(required = true)]
    valid_to: Option<Instant>,
    /// Who gave it.
    #[schema(required = true)]
    granted_by: Option<PersonId>,
    version: i64,
}

impl GrantView {
    /// A grant, labelled.
    pub fn of(row: &GrantRow, lang: Lang) -> Self {
        let grant = row.dated.grant;
        Self {
            id: row.id,
            person_id: row.person,
            role: grant.role,
            role_label: grant.role.label(lang),
            area_id: grant.area,
            unit_id: grant.unit,
            sensitive_desk: grant.sensitive_desk,
            valid_from: Instant(row.dated.valid_from),
            valid_to: row.dated.valid_to.map(Instant),
            granted_by: row.granted_by,
            version: row.version,
        }
    }
}

/// A person.
#[derive(Serialize, ToSchema)]
pub struct PersonView {
    id: PersonId,
    name: String,
    /// The login, if there is an account.
    #[schema(required = true)]
    login: Option<String>,
    lang: LangCode,
    /// Whether the person takes part; a closed account cannot log in.
    active: bool,
    created_at: Instant,
    /// Every grant, past and future too.
    roles: Vec<GrantView>,
    version: i64,
}

impl PersonView {
    fn of(detail: PersonDetail, lang: Lang) -> Self {
        Self {
            id: detail.row.id,
            name: detail.row.name,
            login: detail.login,
            lang: detail.row.lang.into(),
            active: detail.row.active,
            created_at: Instant(detail.row.created_at),
            roles: detail.grants.iter().map(|grant| GrantView::of(grant, lang)).collect(),
            version: detail.row.version,
        }
    }
}

/// A reset code. It is shown once and kept only as a digest.
#[derive(Serialize, ToSchema)]
pub struct ResetCodeView {
    /// To be handed over in person or read out.
    #[schema(example = "7K2QF-9XM4W-PD")]
    code: String,
    /// Until when it can be used.
    expires_at: Instant,
}

impl From<IssuedCode> for ResetCodeView {
    fn from(issued: IssuedCode) -> Self {
        Self { code: issued.code, expires_at: Instant(issued.expires_at) }
    }
}

/// A person who was entered, with the code for the first log-in.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    person: PersonView,
    /// The code for the first log-in; `null` without an account, and when the request was repeated.
    #[schema(required = true)]
    reset_code: Option<ResetCodeView>,
}

/// What a list of people is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeopleQuery {
    /// The name begins with this.
    name: Option<String>,
    /// Holding this role now.
    role: Option<Role>,
    /// With a grant in this area or below.
    area: Option<AreaId>,
    /// With a grant for this unit.
    unit: Option<UnitId>,
    /// Taking part or not.
    active: Option<bool>,
}

/// The people whom the caller looks after, by id.
#[utoipa::path(get, path = "/api/v1/people", tag = "people", params(PeopleQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<PersonView>)))]
pub async fn list_people(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<PeopleQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let areas = match filter.area {
        Some(area) => Some(unit::areas_below(&core, area).await?),
        None => None,
    };
    let asked = PersonFilter {
        name: filter.name,
        role: filter.role.map(Role::code),
        areas,
        unit: filter.unit,
        active: filter.active,
        after: cursors.open(&page)?.unwrap_or(0),
    };
    let rows = service::list_people(&core, &principal.0, asked, page.limit + 1).await?;
    let list = cursors.listing(&page, rows, |row| row.row.id.0, |row| PersonView::of(row, lang))?;
    Ok(HttpResponse::Ok().json(list))
}

/// A person.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "people", params(("id" = PersonId, Path)),
    responses((status = 200, description = "The person", body = PersonView)))]
pub async fn get_person(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<PersonId>,
) -> Result<HttpResponse, Problem> {
    let detail = service::get_person(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(detail.row.version)).json(PersonView::of(detail, lang)))
}

/// A person to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    #[schema(min_length = 1, max_length = 60, example = "王芳")]
    name: String,
    /// The language of notices; Chinese if nothing is said.
    lang: Option<LangCode>,
    /// The login of an account; without one the person is only named.
    #[schema(min_length = 3, max_length = 64, example = "wangfang")]
    login: Option<String>,
    /// The first grant. Only the administrator enters people without any.
    grant: Option<GrantBody>,
    /// Contact details.
    contact: Option<NewContact>,
}

/// Enter a person, with an account if there is a login. The answer shows the code for the first log-in, once.
#[utoipa::path(post, path = "/api/v1/people", tag = "people", request_body = PersonBody,
    responses((status = 201, description = "Entered", body = Invited)))]
pub async fn invite_person(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<PersonBody>,
) -> Result<HttpResponse, Problem> {
    let body = request.body;
    let new = NewPerson {
        name: body.name,
        lang: body.lang.map(Lang::from).unwrap_or_default(),
        login: body.login,
        grant: body.grant.map(Into::into),
        contact: body.contact.unwrap_or_default().into(),
    };
    let (detail, issued) = service::invite_person(&core, &principal.0, new, request.key).await?;
    let location = format!("/api/v1/people/{}", detail.row.id);
    let invited = Invited { person: PersonView::of(detail, lang), reset_code: issued.map(Into::into) };
    Ok(HttpResponse::Created().insert_header((LOCATION, location)).json(invited))
}

/// A change of a person: what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonPatch {
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    lang: Option<LangCode>,
    /// Closing an account ends its sessions at once.
    active: Option<bool>,
}

/// Change a person, or close and reopen the account.
#[utoipa::path(patch, path = "/api/v1/people/{id}", tag = "people", request_body = PersonPatch,
    params(("id" = PersonId, Path), ("If-Match" = String, Header, description = "The version that was read")),
    responses((status = 200, description = "The person", body = PersonView)))]
pub async fn change_person(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<PersonId>,
    version: IfMatch,
    body: Json<PersonPatch>,
) -> Result<HttpResponse, Problem> {
    let PersonPatch { name, lang: own, active } = body.0;
    let change = service::PersonChange { name, lang: own.map(Lang::from), active };
    let detail = service::change_person(&core, &principal.0, id.0, version.required()?, change).await?;
    Ok(HttpResponse::Ok().insert_header(etag(detail.row.version)).json(PersonView::of(detail, lang)))
}

/// Issue a one-time reset code. Earlier codes no longer work.
#[utoipa::path(post, path = "/api/v1/people/{id}/reset-codes", tag = "people", params(("id" = PersonId, Path)),
    responses((status = 201, description = "The code, shown once", body = ResetCodeView)))]
pub async fn issue_reset_code(
    core: Data<Core>,
    principal: Principal,
    id: Path<PersonId>,
) -> Result<HttpResponse, Problem> {
    let issued = service::issue_reset_code(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::Created().json(ResetCodeView::from(issued)))
}

/// Why contact details are needed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealBody {
    /// Written down with who looked and when.
    #[schema(min_length = 2, max_length = 300, example = "通知明天的巡查改期")]
    pub(super) reason: String,
}

/// Show contact details, for a reason. The access is written down.
#[utoipa::path(post, path = "/api/v1/people/{id}/contact/reveal", tag = "people", request_body = RevealBody,
    params(("id" = PersonId, Path)), responses((status = 200, description = "The details", body = ContactView)))]
pub async fn reveal_contact(
    core: Data<Core>,
    principal: Principal,
    id: Path<PersonId>,
    body: Json<RevealBody>,
) -> Result<HttpResponse, Problem> {
    let details = contact::reveal_contact(&core, &principal.0, id.0, &body.0.reason).await?;
    Ok(HttpResponse::Ok().json(ContactView::from(details)))
}

/// Change somebody's contact details. They are not shown in the answer.
#[utoipa::path(patch, path = "/api/v1/people/{id}/contact", tag = "people", request_body = NewContact,
    params(("id" = PersonId, Path)), responses((status = 204, description = "Changed")))]
pub async fn change_contact(
    core: Data<Core>,
    principal: Principal,
    id: Path<PersonId>,
    body: Json<NewContact>,
) -> Result<HttpResponse, Problem> {
    contact::change_contact(&core, &principal.0, id.0, &body.0.into()).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An instant of a request, if there is one.
pub(super) fn at(instant: Option<Instant>) -> Option<Timestamp> {
    instant.map(|instant| instant.0)
}
