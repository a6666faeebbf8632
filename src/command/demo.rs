//! `gridward demo`: fills an empty database with the demonstration street and prints its log-ins. Run again, it only prints
//! them.

use std::sync::Arc;
use std::time::Instant;

use indicatif::ProgressBar;

use crate::app::{self, StartError};
use crate::config::Config;
use crate::domain::codes::Lang;
use crate::service::demo::{DemoLogin, DemoSize, LOGINS, Outcome, PASSWORD, build_demo};
use crate::store::migrate;

#[expect(clippy::print_stdout, reason = "the log-ins are for the person at the terminal")]
pub(super) fn run(config: &Config) -> Result<(), StartError> {
    let db = app::open_database(config)?;
    migrate::run(&db)?;
    db.close();
    let core = app::open_core(config)?;
    let started = Instant::now();
    let bar = ProgressBar::new(0);
    let moving = bar.clone();
    let told = Arc::new(move |done, all| {
        moving.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        moving.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    });
    let outcome = build_demo(&core, DemoSize::WHOLE, told);
    bar.finish_and_clear();
    core.db.close();
    match outcome.map_err(|error| StartError::Command(error.to_string()))? {
        Outcome::Built(built) => {
            for stop in &built.stops {
                tracing::warn!(?stop, "a story of the demonstration stands still");
            }
            println!(
                "演示数据 demonstration: {} grids, {} teams, {} volunteers, {} cases, {:.1} s",
                built.grids,
                built.teams,
                built.volunteers,
                built.cases,
                started.elapsed().as_secs_f64()
            );
        }
        Outcome::Before => println!("演示数据已存在 the demonstration is there"),
        Outcome::Foreign => {
            let words = "数据库已有区域，未添加演示数据。 The database has areas already; no demonstration was added.";
            println!("{words}");
            return Ok(());
        }
    }
    println!("人物与事件均为虚构 people and events are invented");
    println!("密码 password: {PASSWORD}");
    for DemoLogin { login, role } in LOGINS {
        println!("  {login:<10} {} · {}", role.label(Lang::Zh), role.label(Lang::En));
    }
    Ok(())
}
