//! `gridward demo`: builds the demonstration street in an empty database and prints its log-ins.

use std::time::Instant;

use indicatif::ProgressBar;

use crate::app::{self, StartError};
use crate::config::Config;
use crate::service::demo::{DEMO_PASSWORD, LOGINS, build_demo};
use crate::store::migrate;

#[expect(clippy::print_stdout, reason = "the log-ins are for the person at the terminal")]
pub(super) fn run(config: &Config) -> Result<(), StartError> {
    let db = app::open_database(config)?;
    migrate::run(&db)?;
    db.close();
    let core = app::open_core(config)?;
    let started = Instant::now();
    let bar = ProgressBar::new(0);
    let told = |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    };
    let built = build_demo(&core, told).map_err(|error| StartError::Command(error.to_string()))?;
    bar.finish_and_clear();
    core.db.close();
    match built {
        None => println!(
            "The database has areas already; the demonstration was not added. 数据库已有区域，未添加演示数据。"
        ),
        Some(b) => println!(
            "演示数据 demonstration: {} grids, {} teams, {} volunteers, {} cases ({} open), {:.1} s",
            b.grids,
            b.teams,
            b.volunteers,
            b.cases,
            b.open,
            started.elapsed().as_secs_f64()
        ),
    }
    println!("password 密码: {DEMO_PASSWORD}");
    for (login, _, what) in LOGINS {
        println!("  {login:<10} {what}");
    }
    Ok(())
}
