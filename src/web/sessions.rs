//! `/sessions`: log-in, its renewal and its end. Strangers pass the door first: each address is counted.

use actix_web::http::header::USER_AGENT;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::ids::{PersonId, SessionId};
use crate::service::core::Core;
use crate::service::session::{self as service, SessionRow, Tokens};
use crate::web::body::Json;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// A log-in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LogIn {
    /// The login; capitals make no difference.
    #[schema(max_length = 64, example = "wangfang")]
    login: String,
    /// The password.
    #[schema(max_length = 256, format = Password, example = "a long sentence of mine")]
    password: String,
    /// What the client calls itself, shown in the list of sessions.
    #[schema(max_length = 120, example = "Wang Fang's telephone")]
    device: Option<String>,
}

/// A renewal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// The refresh token; it works once.
    #[schema(max_length = 200)]
    refresh_token: String,
}

/// A reset.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordReset {
    /// The login.
    #[schema(max_length = 64, example = "wangfang")]
    login: String,
    /// The one-time code that the community or the administrator issued.
    #[schema(max_length = 64, example = "7K2QF-9XM4W-PD")]
    code: String,
    /// The new password.
    #[schema(min_length = 10, max_length = 256, format = Password)]
    new_password: String,
}

/// A pair of tokens.
#[derive(Serialize, ToSchema)]
pub struct TokenPair {
    /// Who logged in.
    person_id: PersonId,
    /// The session.
    session_id: SessionId,
    /// Sent as `Authorization: Bearer …` with every request.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds for which the access token is good.
    expires_in: i64,
    /// Exchanged once at `/sessions/renew` for the next pair; a second use ends the session.
    refresh_token: String,
}

impl From<Tokens> for TokenPair {
    fn from(tokens: Tokens) -> Self {
        Self {
            person_id: tokens.person,
            session_id: tokens.session,
            access_token: tokens.access_token,
            token_type: "Bearer",
            expires_in: tokens.expires_in,
            refresh_token: tokens.refresh_token,
        }
    }
}

/// A standing session.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    id: SessionId,
    /// What the client called itself.
    device: String,
    /// Whether it is the session of this request.
    current: bool,
    created_at: Instant,
    last_used_at: Instant,
    expires_at: Instant,
}

impl SessionView {
    fn of(row: SessionRow, current: SessionId) -> Self {
        Self {
            id: row.id,
            current: row.id == current,
            device: row.device,
            created_at: Instant(row.created_at),
            last_used_at: Instant(row.last_used_at),
            expires_at: Instant(row.expires_at),
        }
    }
}

/// The standing sessions.
#[derive(Serialize, ToSchema)]
pub struct Sessions {
    /// The newest first.
    items: Vec<SessionView>,
}

/// Log in. A wrong login, a wrong password and a locked login are answered alike.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "sessions", request_body = LogIn,
    responses((status = 201, description = "Logged in", body = TokenPair)))]
pub async fn log_in(
    core: Data<Core>,
    request: HttpRequest,
    body: Json<LogIn>,
) -> Result<HttpResponse, Problem> {
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let device = body.0.device.as_deref().unwrap_or(agent);
    let tokens = service::log_in(&core, &body.0.login, &body.0.password, device).await?;
    Ok(HttpResponse::Created().json(TokenPair::from(tokens)))
}

/// Exchange a refresh token for the next pair of tokens.
#[utoipa::path(post, path = "/api/v1/sessions/renew", tag = "sessions", request_body = Renewal,
    responses((status = 201, description = "Renewed", body = TokenPair)))]
pub async fn renew_session(core: Data<Core>, body: Json<Renewal>) -> Result<HttpResponse, Problem> {
    let tokens = service::renew(&core, &body.0.refresh_token).await?;
    Ok(HttpResponse::Created().json(TokenPair::from(tokens)))
}

/// Set a new password with a one-time reset code. Every session of the person ends; the login is unlocked.
#[utoipa::path(post, path = "/api/v1/sessions/reset", tag = "sessions", request_body = PasswordReset,
    responses((status = 204, description = "The password is set: log in with it")))]
pub async fn reset_password(core: Data<Core>, body: Json<PasswordReset>) -> Result<HttpResponse, Problem> {
    service::reset_password(&core, &body.0.login, &body.0.code, &body.0.new_password).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The caller's standing sessions.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "sessions",
    responses((status = 200, description = "The sessions", body = Sessions)))]
pub async fn list_sessions(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let rows = service::list_sessions(&core, &principal.0).await?;
    let items = rows.into_iter().map(|row| SessionView::of(row, principal.0.session)).collect();
    Ok(HttpResponse::Ok().json(Sessions { items }))
}

/// Log out everywhere: every session of the caller ends.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "sessions",
    responses((status = 204, description = "Every session has ended")))]
pub async fn end_all_sessions(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    service::end_all_sessions(&core, &principal.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Log out: the session of this request ends.
#[utoipa::path(delete, path = "/api/v1/sessions/current", tag = "sessions",
    responses((status = 204, description = "The session has ended")))]
pub async fn log_out(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    service::end_session(&core, &principal.0, principal.0.session).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// End one of the caller's sessions.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "sessions", params(("id" = SessionId, Path)),
    responses((status = 204, description = "The session has ended")))]
pub async fn end_session(
    core: Data<Core>,
    principal: Principal,
    id: Path<SessionId>,
) -> Result<HttpResponse, Problem> {
    service::end_session(&core, &principal.0, id.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
