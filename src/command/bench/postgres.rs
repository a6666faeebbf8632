//! Filing on PostgreSQL against what a hand-written script does there: the same rows into the same tables with the same
//! indexes, statement by statement, without HTTP, log-in, validation or rules.

use std::process::Command;

use serde_json::json;

use super::figures::filing_rate;
use super::server::Place;
use super::{Bench, BenchError, Taken, Tier, fixture};
use crate::store::DatabaseUrl;

/// The script.
const SCRIPT: &str = include_str!("filing.pgbench.sql");

/// Our rate over HTTP divided by the script's, one right after the other. The script runs with as many connections as the
/// server's pool has, and with one for each connection of the load; the better of both counts.
pub(super) fn over_pgbench(bench: &mut Bench) -> Result<Taken, BenchError> {
    let ours = filing_rate(&Place::postgres()?, bench.tier, &[])?;
    let (few, many) = (script_rate(8, bench.tier)?, script_rate(bench.tier.connections(), bench.tier)?);
    let detail =
        json!({"gridward": ours.value, "pgbench_pool": few, "pgbench_load": many, "load": ours.detail});
    Ok(Taken { value: ours.value / few.max(many), detail })
}

/// Transactions a second of the script over a fresh office.
fn script_rate(connections: usize, tier: Tier) -> Result<f64, BenchError> {
    let place = Place::postgres()?;
    let db = place.open()?;
    fixture::fill(&db)?;
    db.close();
    let file = place.folder.join("filing.sql");
    std::fs::write(&file, SCRIPT)?;
    let DatabaseUrl::Postgres(url) = &place.url else { return Err("not a PostgreSQL".into()) };
    let told = Command::new("pgbench")
        .args(["--no-vacuum", "--protocol=prepared", "--jobs=1"])
        .arg(format!("--client={connections}"))
        .arg(match tier {
            Tier::Smoke => "--transactions=3".to_owned(),
            Tier::Full | Tier::TenMillion => format!("--time={}", tier.times().1.as_secs()),
        })
        .arg("--file")
        .arg(&file)
        .arg(url)
        .output()
        .map_err(|error| format!("pgbench: {error}"))?;
    let words = String::from_utf8_lossy(&told.stdout).into_owned();
    let rate = words
        .lines()
        .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
        .filter(|_| told.status.success());
    Ok(rate.ok_or_else(|| format!("pgbench: {words}{}", String::from_utf8_lossy(&told.stderr)))?)
}
