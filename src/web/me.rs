//! `/me`: the caller's own name, roles, rights, language, password and contact details.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::account::ContactKind;
use crate::domain::codes::{Lang, Right};
use crate::domain::ids::{PersonId, SessionId};
use crate::domain::policy::may_somewhere;
use crate::service::contact::{self, ContactChange, Details};
use crate::service::core::Core;
use crate::service::person::{self, PersonChange, PersonDetail};
use crate::service::session;
use crate::web::body::Json;
use crate::web::patch::present;
use crate::web::people::{GrantView, LangCode};
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// The caller.
#[derive(Serialize, ToSchema)]
pub struct Me {
    id: PersonId,
    name: String,
    /// The login.
    login: Option<String>,
    /// The language of answers and notices.
    lang: LangCode,
    /// The session of this request.
    session_id: SessionId,
    /// The grants that hold now.
    roles: Vec<GrantView>,
    /// The rights held somewhere: which screens to show. Whether one holds for a case is for the server to say.
    rights: Vec<Right>,
    version: i64,
}

fn me(principal: &Principal, detail: PersonDetail, lang: Lang, now: jiff::Timestamp) -> HttpResponse {
    let rights =
        Right::ALL.iter().copied().filter(|r| may_somewhere(&principal.0.actor, *r).is_ok()).collect();
    let held = detail.grants.into_iter().filter(|grant| grant.dated.holds_at(now));
    let version = detail.row.version;
    HttpResponse::Ok().insert_header(etag(version)).json(Me {
        id: detail.row.id,
        name: detail.row.name,
        login: detail.login,
        lang: LangCode::from(detail.row.lang),
        session_id: principal.0.session,
        roles: held.map(|grant| GrantView::of(&grant, lang)).collect(),
        rights,
        version,
    })
}

/// The caller, with roles and rights.
#[utoipa::path(get, path = "/api/v1/me", tag = "me",
    responses((status = 200, description = "The caller", body = Me)))]
pub async fn get_me(core: Data<Core>, principal: Principal, lang: Lang) -> Result<HttpResponse, Problem> {
    let detail = person::get_person(&core, &principal.0, principal.0.person).await?;
    Ok(me(&principal, detail, lang, core.clock.now()))
}

/// What the caller may change of himself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MeChange {
    /// The language of answers and notices.
    lang: Option<LangCode>,
}

/// Change the caller's language.
#[utoipa::path(patch, path = "/api/v1/me", tag = "me", request_body = MeChange,
    params(("If-Match" = Option<String>, Header, description = "The version that was read")),
    responses((status = 200, description = "The caller", body = Me)))]
pub async fn change_me(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    version: IfMatch,
    body: Json<MeChange>,
) -> Result<HttpResponse, Problem> {
    let change = PersonChange { lang: body.0.lang.map(Lang::from), ..PersonChange::default() };
    let (own, version) = (principal.0.person, version.optional());
    let detail = person::change_person(&core, &principal.0, own, version, change).await?;
    Ok(me(&principal, detail, lang, core.clock.now()))
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The password until now.
    #[schema(max_length = 256, format = Password)]
    current_password: String,
    /// The password from now on.
    #[schema(min_length = 10, max_length = 256, format = Password)]
    new_password: String,
}

/// Change the caller's password. The caller's other sessions end.
#[utoipa::path(put, path = "/api/v1/me/password", tag = "me", request_body = PasswordChange,
    responses((status = 204, description = "The password is changed")))]
pub async fn change_password(
    core: Data<Core>,
    principal: Principal,
    body: Json<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    let PasswordChange { current_password, new_password } = body.0;
    session::change_password(&core, &principal.0, &current_password, &new_password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Contact details.
#[derive(Serialize, ToSchema)]
pub struct ContactView {
    #[schema(required = true)]
    phone: Option<String>,
    #[schema(required = true)]
    email: Option<String>,
    #[schema(required = true)]
    address: Option<String>,
}

impl From<Details> for ContactView {
    fn from(details: Details) -> Self {
        let of = |kind| details.iter().find(|(k, _)| *k == kind).map(|(_, text)| text.clone());
        Self {
            phone: of(ContactKind::Phone),
            email: of(ContactKind::Email),
            address: of(ContactKind::Address),
        }
    }
}

/// A change of contact details: what is absent stays, `null` removes.
#[derive(Deserialize, Default, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewContact {
    /// A telephone number.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "0531-87221234", max_length = 32)]
    phone: Option<Option<String>>,
    /// A mail address.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "wangfang@example.cn", max_length = 254)]
    email: Option<Option<String>>,
    /// A postal address.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 256)]
    address: Option<Option<String>>,
}

impl From<NewContact> for ContactChange {
    fn from(new: NewContact) -> Self {
        let kinds = [
            (ContactKind::Phone, new.phone),
            (ContactKind::Email, new.email),
            (ContactKind::Address, new.address),
        ];
        Self { set: kinds.into_iter().filter_map(|(kind, value)| Some((kind, value?))).collect() }
    }
}

/// The caller's contact details.
#[utoipa::path(get, path = "/api/v1/me/contact", tag = "me",
    responses((status = 200, description = "The details", body = ContactView)))]
pub async fn get_own_contact(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let details = contact::get_own_contact(&core, &principal.0).await?;
    Ok(HttpResponse::Ok().json(ContactView::from(details)))
}

/// Change the caller's contact details.
#[utoipa::path(patch, path = "/api/v1/me/contact", tag = "me", request_body = NewContact,
    responses((status = 200, description = "The details", body = ContactView)))]
pub async fn change_own_contact(
    core: Data<Core>,
    principal: Principal,
    body: Json<NewContact>,
) -> Result<HttpResponse, Problem> {
    contact::change_contact(&core, &principal.0, principal.0.person, &body.0.into()).await?;
    let details = contact::get_own_contact(&core, &principal.0).await?;
    Ok(HttpResponse::Ok().json(ContactView::from(details)))
}
