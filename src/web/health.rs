//! For the machines that watch: alive, ready, and the metrics.

use actix_web::HttpResponse;
use actix_web::web::Data;

use crate::service::core::Core;
use crate::service::health::{check_ready, observe_store};
use crate::service::notice::find_backlog;
use crate::service::rule::missing_years;
use crate::web::metrics::Metrics;
use crate::web::problem::Problem;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operations",
    responses((status = 200, description = "Alive", body = String, content_type = "text/plain")))]
pub async fn get_health() -> &'static str {
    "ok\n"
}

/// The database answers too: send requests here. Further lines warn of what somebody should look at.
#[utoipa::path(get, path = "/readyz", tag = "operations",
    responses((status = 200, description = "Ready", body = String, content_type = "text/plain")))]
pub async fn get_readiness(core: Data<Core>) -> Result<String, Problem> {
    check_ready(&core).await?;
    let years = missing_years(&core).await?;
    let warning = |year| format!("warning: the calendar lacks the holidays of {year}\n");
    Ok(std::iter::once("ready\n".to_owned()).chain(years.into_iter().map(warning)).collect())
}

/// Counts and times in Prometheus' text form. They name routes, never people.
#[utoipa::path(get, path = "/metrics", tag = "operations",
    responses((status = 200, description = "Metrics", body = String, content_type = "application/openmetrics-text")))]
pub async fn get_metrics(core: Data<Core>, metrics: Data<Metrics>) -> Result<HttpResponse, Problem> {
    // Without the database the rest is still told.
    let backlog = find_backlog(&core).await.ok();
    let text = metrics.text(&observe_store(&core), backlog.as_ref()).map_err(Problem::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("application/openmetrics-text; version=1.0.0; charset=utf-8")
        .body(text))
}
