//! `/webhooks`: programs that hear what changes, under the rights of the caller.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::ids::WebhookId;
use crate::service::core::Core;
use crate::service::notice::webhook::{self, Minted, WebhookRow};
use crate::web::body::{Bare, Json, Keyed};
use crate::web::deliveries::DeliveryView;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookView {
    /// Its id.
    id: WebhookId,
    /// Where it listens.
    url: String,
    /// Whether it is called. One that has failed for five days is switched off.
    active: bool,
    /// Since when every call has failed.
    #[schema(required = true)]
    failing_since: Option<Instant>,
    /// When it was created.
    created_at: Instant,
}

impl From<&WebhookRow> for WebhookView {
    fn from(row: &WebhookRow) -> Self {
        Self {
            id: WebhookId(row.id),
            url: row.url.clone(),
            active: row.active,
            failing_since: row.failing_since.map(Instant),
            created_at: Instant(row.created_at),
        }
    }
}

/// A webhook with its secret.
#[derive(Serialize, ToSchema)]
pub struct MintedWebhook {
    #[serde(flatten)]
    webhook: WebhookView,
    /// The secret with which calls are signed, after the Standard Webhooks specification. Shown this once; `null` when the request
    /// is repeated.
    #[schema(required = true, example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    secret: Option<String>,
}

impl From<Minted> for MintedWebhook {
    fn from(minted: Minted) -> Self {
        Self { webhook: WebhookView::from(&minted.row), secret: minted.secret }
    }
}

/// The caller's webhooks.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookList {
    /// The webhooks, the oldest first.
    items: Vec<WebhookView>,
}

/// Where a program listens.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWebhook {
    /// An `https` address on the public network, without a login.
    #[schema(max_length = 500, example = "https://example.cn/gridward")]
    url: String,
}

/// Whether a webhook is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookSwitch {
    /// On, from now on, or off.
    active: bool,
}

/// The caller's webhooks.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "webhooks",
    responses((status = 200, description = "The webhooks", body = WebhookList)))]
pub async fn list_webhooks(core: Data<Core>, principal: Principal) -> Result<HttpResponse, Problem> {
    let rows = webhook::list(&core, &principal.0).await?;
    Ok(HttpResponse::Ok().json(WebhookList { items: rows.iter().map(WebhookView::from).collect() }))
}

/// Creates a webhook that hears what changes from now on, as far as the caller may see it.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, description = "Created", body = MintedWebhook)))]
pub async fn create_webhook(
    core: Data<Core>,
    principal: Principal,
    request: Keyed<NewWebhook>,
) -> Result<HttpResponse, Problem> {
    let minted = webhook::create(&core, &principal.0, request.body.url, request.key).await?;
    Ok(HttpResponse::Created().insert_header(("cache-control", "no-store")).json(MintedWebhook::from(minted)))
}

/// Switches a webhook on or off.
#[utoipa::path(put, path = "/api/v1/webhooks/{id}/active", tag = "webhooks", request_body = WebhookSwitch,
    params(("id" = WebhookId, Path, description = "The webhook")),
    responses((status = 200, description = "As it is now", body = WebhookView)))]
pub async fn switch_webhook(
    core: Data<Core>,
    principal: Principal,
    id: Path<WebhookId>,
    body: Json<WebhookSwitch>,
) -> Result<HttpResponse, Problem> {
    let row = webhook::switch(&core, &principal.0, id.0.0, body.0.active).await?;
    Ok(HttpResponse::Ok().json(WebhookView::from(&row)))
}

/// Gives a webhook a new secret. The former one signs too, for a day. A repetition under the same key changes nothing and does not
/// show the secret again: it is kept sealed.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/rotate", tag = "webhooks",
    params(("id" = WebhookId, Path, description = "The webhook")),
    responses((status = 200, description = "With the new secret", body = MintedWebhook)))]
pub async fn rotate_webhook(
    core: Data<Core>,
    principal: Principal,
    id: Path<WebhookId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    let minted = webhook::rotate(&core, &principal.0, id.0.0, key).await?;
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(MintedWebhook::from(minted)))
}

/// Queues a delivery of type `test`.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/test", tag = "webhooks",
    params(("id" = WebhookId, Path, description = "The webhook")),
    responses((status = 202, description = "It waits to be sent", body = DeliveryView)))]
pub async fn test_webhook(
    core: Data<Core>,
    principal: Principal,
    id: Path<WebhookId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    let row = webhook::test(&core, &principal.0, id.0.0, key).await?;
    Ok(HttpResponse::Accepted().json(DeliveryView::from(row)))
}

/// Removes a webhook.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", tag = "webhooks",
    params(("id" = WebhookId, Path, description = "The webhook")),
    responses((status = 204, description = "It is gone")))]
pub async fn remove_webhook(
    core: Data<Core>,
    principal: Principal,
    id: Path<WebhookId>,
) -> Result<HttpResponse, Problem> {
    webhook::remove(&core, &principal.0, id.0.0).await?;
    Ok(HttpResponse::NoContent().finish())
}
