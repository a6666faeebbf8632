//! `/deliveries`: what went out of the house, what waits, and what could not be sent. Codes and ids, no words and no addresses.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::ids::{CaseId, DeliveryId, PersonId, WebhookId};
use crate::domain::notice::channel::Channel;
use crate::service::core::Core;
use crate::service::notice::delivery::{self, DeliveryFilter, DeliveryRow, DeliveryState};
use crate::web::body::Bare;
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DeliveryQuery {
    /// Standing so; `dead` for those that could not be sent.
    #[param(inline)]
    state: Option<DeliveryState>,
    /// By this channel.
    #[param(inline)]
    channel: Option<Channel>,
}

/// A message on its way out.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    /// Its id.
    id: DeliveryId,
    /// By which way.
    channel: String,
    /// What is said, as a code; `digest` for a digest.
    code: String,
    /// For whom; `null` for a program.
    #[schema(required = true)]
    person: Option<PersonId>,
    /// To which webhook.
    #[schema(required = true)]
    webhook: Option<WebhookId>,
    /// About which case.
    #[schema(required = true)]
    case: Option<CaseId>,
    /// Where it stands, as a code.
    state: String,
    /// Tries so far.
    attempts: i64,
    /// Why it is not sent.
    #[schema(required = true)]
    why: Option<String>,
    /// When it is tried next; `null` when it is over.
    #[schema(required = true)]
    next_at: Option<Instant>,
    /// When it was planned.
    created_at: Instant,
    /// When it was over.
    #[schema(required = true)]
    finished_at: Option<Instant>,
}

impl From<DeliveryRow> for DeliveryView {
    fn from(row: DeliveryRow) -> Self {
        Self {
            id: DeliveryId(row.id),
            channel: row.channel,
            code: row.notice,
            person: row.person_id.map(PersonId),
            webhook: row.webhook_id.map(WebhookId),
            case: row.case_id.map(CaseId),
            state: row.state,
            attempts: row.attempts,
            why: row.why,
            next_at: row.finished_at.is_none().then_some(Instant(row.next_at.at())),
            created_at: Instant(row.created_at.at()),
            finished_at: row.finished_at.map(|at| Instant(at.at())),
        }
    }
}

/// Deliveries, the newest first.
#[utoipa::path(get, path = "/api/v1/deliveries", tag = "deliveries", params(DeliveryQuery, Paging),
    responses((status = 200, description = "The deliveries", body = Listing<DeliveryView>)))]
pub async fn list_deliveries(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    query: Paged<DeliveryQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let filter = DeliveryFilter {
        state: filter.state,
        channel: filter.channel,
        webhook: None,
        before: cursors.open(&page)?,
    };
    let rows = delivery::list_deliveries(&core, &principal.0, filter, page.limit).await?;
    let listing = cursors.listing(&page, rows, |row| row.id, DeliveryView::from)?;
    Ok(HttpResponse::Ok().json(listing))
}

/// Sends a dead message again from the start.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/replay", tag = "deliveries",
    params(("id" = DeliveryId, Path, description = "The delivery")),
    responses((status = 200, description = "It waits to be sent", body = DeliveryView)))]
pub async fn replay_delivery(
    core: Data<Core>,
    principal: Principal,
    id: Path<DeliveryId>,
    Bare(key): Bare,
) -> Result<HttpResponse, Problem> {
    let row = delivery::replay(&core, &principal.0, id.0.0, key).await?;
    Ok(HttpResponse::Ok().json(DeliveryView::from(row)))
}
