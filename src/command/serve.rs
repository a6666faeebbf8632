//! `gridward serve`: HTTP, timers and deliveries in one process. On SIGTERM or Ctrl-C requests under way finish, what was
//! queued is committed, and then the process ends.

use actix_web::HttpServer;

use crate::app::{self, StartError};
use crate::config::Config;
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
    let state = app::web_state(config, &core);
    let (config, db) = (config.clone(), core.db.clone());
    actix_web::rt::System::new().block_on(async move {
        let server = HttpServer::new(move || web::app(state.clone(), core.clone()))
            .workers(config.workers)
            .shutdown_timeout(config.shutdown_seconds)
            .keep_alive(std::time::Duration::from_secs(75))
            .bind(config.listen)?;
        tracing::info!(address = %config.listen, "serving");
        server.run().await?;
        // No request is left; what they queued is committed before the process ends.
        db.close();
        tracing::info!("stopped");
        Ok(())
    })
}
