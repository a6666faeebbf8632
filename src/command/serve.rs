//! `gridward serve`: HTTP, timers and deliveries in one process. On SIGTERM or Ctrl-C requests under way finish, what was
//! queued is committed, and then the process ends.

use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpServer;
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::app::{self, StartError};
use crate::config::Config;
use crate::jobs::{Jobs, backfill, feed, housekeeping, notices, recounts, rollups, timers};
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
        jobs.start(|stop| rollups::run(core.clone(), stop));
        jobs.start(|stop| backfill::run(core.clone(), stop));
        jobs.start(|stop| housekeeping::run(core.clone(), stop));
        jobs.start(|stop| recounts::run(core.clone(), stop));
        jobs.start(|stop| notices::plan(core.clone(), stop));
        jobs.start(|stop| notices::send(core.clone(), carriers, stop));
        let server = HttpServer::new(move || web::app(state.clone(), core.clone()))
            .workers(config.workers)
            .shutdown_timeout(config.shutdown_seconds)
            .keep_alive(Duration::from_secs(75))
            .client_request_timeout(config.request_patience)
            .disable_signals()
            .bind(config.listen)?
            .run();
        let handle = server.handle();
        let signals = Signals::listen()?;
        actix_web::rt::spawn(async move {
            signals.asked_to_stop().await;
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

/// The wish that the process ends, of the operator (Ctrl-C) or the machine (SIGTERM). The server's own handling would cut
/// requests off at Ctrl-C.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    /// From here on no signal ends the process at once: so before it says that it serves.
    fn listen() -> std::io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Resolves at the first of them.
    async fn asked_to_stop(mut self) {
        let interrupt = std::pin::pin!(self.interrupt.recv());
        let terminate = std::pin::pin!(self.terminate.recv());
        futures_util::future::select(interrupt, terminate).await;
    }
}
