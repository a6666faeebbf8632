//! `gridward serve`: HTTP, timers and deliveries in one process. On SIGTERM or Ctrl-C requests under way finish, what was
//! queued is committed, and then the process ends.

use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpServer;
use tokio::signal::unix::{SignalKind, signal};

use crate::app::{self, StartError};
use crate::config::Config;
use crate::jobs::{Jobs, feed, housekeeping, notices, recounts, timers};
use crate::store::migrate;
use crate::web;

/// The options of `serve`.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Bring the database up to date first. 先更新数据库结构。
    #[arg(long)]
    migrate: bool,
}

pub(super) fn run(config: &Config, options: &Options) -> Result<(), StartError> {
    if options.migrate {
        for name in migrate::run(&app::open_database(config)?)? {
            tracing::info!(%name, "applied a migration");
        }
    }
    let core = app::open_core(config)?;
    let carriers = app::carriers(config)?;
    let state = app::web_state(config, &core);
    let (config, db) = (config.clone(), core.db.clone());
    let closing = Arc::clone(&state.closing);
    actix_web::rt::System::new().block_on(async move {
        let mut jobs = Jobs::new();
        jobs.start(|stop| timers::run(core.clone(), stop));
        jobs.start(|stop| feed::run(core.clone(), stop));
        jobs.start(|stop| housekeeping::run(core.clone(), stop));
        jobs.start(|stop| recounts::run(core.clone(), stop));
        jobs.start(|stop| notices::plan(core.clone(), stop));
        jobs.start(|stop| notices::send(core.clone(), carriers, stop));
        let server = HttpServer::new(move || web::app(state.clone(), core.clone()))
            .workers(config.workers)
            .shutdown_timeout(config.shutdown_seconds)
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(Duration::from_secs(15))
            .disable_signals()
            .bind(config.listen)?
            .run();
        let handle = server.handle();
        actix_web::rt::spawn(async move {
            asked_to_stop().await;
            tracing::info!("stopping");
            closing.send_replace(true);
            handle.stop(true).await;
        });
        tracing::info!(address = %config.listen, "serving");
        server.await?;
        jobs.stop().await;
        // No request and no job is left; what they queued is committed before the process ends.
        db.close();
        tracing::info!("stopped");
        Ok(())
    })
}

/// Resolves when the operator (Ctrl-C) or the machine (SIGTERM) asks the process to end. The server's own handling would
/// cut requests off at Ctrl-C.
async fn asked_to_stop() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    let interrupt = std::pin::pin!(tokio::signal::ctrl_c());
    let terminate = std::pin::pin!(terminate.recv());
    futures_util::future::select(interrupt, terminate).await;
}
