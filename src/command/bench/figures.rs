//! The figures. Names are stable: they are what `docs/performance.md` and the issues speak of.

use std::sync::Arc;

use serde_json::{Value, json};

use super::counting;
use super::fixture::{self, PASSWORD, REPORTERS};
use super::load::{self, Caller, Load, Outcome, Pace, as_f64, write_request};
use super::server::{Place, Server};
use super::{Bench, BenchError, Figure, Taken, Tier, edits, imports, postgres, scale, timers};

/// Filings a second at which latency is measured.
const FIXED_RATE: f64 = 2000.0;
/// Cases among which the reading load goes round.
const READ: u64 = 500;

const fn figure(
    name: &'static str,
    unit: &'static str,
    take: fn(&mut Bench) -> Result<Taken, BenchError>,
) -> Figure {
    Figure { name, unit, from: Tier::Full, take }
}

/// Every figure.
pub(super) const FIGURES: &[Figure] = &[
    figure("file.sqlite.rate", "1/s", |bench| filing_rate(&Place::sqlite()?, bench.tier, &[])),
    figure("file.sqlite.over_single", "ratio", over_single),
    figure("file.sqlite.p99_ms", "ms", |bench| filing_latency(&Place::sqlite()?, bench.tier)),
    figure("file.pg.rate", "1/s", |bench| filing_rate(&Place::postgres()?, bench.tier, &[])),
    figure("file.pg.p99_ms", "ms", |bench| filing_latency(&Place::postgres()?, bench.tier)),
    figure("file.pg.over_pgbench", "ratio", postgres::over_pgbench),
    figure("case.read.rate", "1/s", reading_rate),
    figure("fixture.rate", "1/s", scale::fixture_rate),
    figure("queue.1m_over_10k", "ratio", |bench| scale::queue(bench, 1_000_000)),
    figure("start.1m.s", "s", |bench| scale::start(bench, 1_000_000)),
    figure("rss.mb", "MB", resident),
    figure("import.rate", "1/s", imports::rate),
    figure("calendar.add_ns", "ns", |bench| counting::calendar_add(bench.tier)),
    figure("calendar.edit.1m.s", "s", |bench| edits::calendar(bench, 1_000_000)),
    figure("timers.sqlite.drain_100k_s", "s", |bench| timers::drain(&Place::sqlite()?, bench.tier, 1)),
    figure("timers.pg.drain_100k_s", "s", |bench| timers::drain(&Place::postgres()?, bench.tier, 2)),
    figure("timers.lateness_p99_s", "s", timers::lateness),
    figure("timers.idle_poll_ms", "ms", |bench| timers::idle_poll(bench, 1_000_000)),
    figure("binary.mb", "MB", binary),
    Figure {
        name: "flat.queue.10m_over_10k",
        unit: "ratio",
        from: Tier::TenMillion,
        take: |bench| scale::queue(bench, 10_000_000),
    },
    Figure {
        name: "flat.timers.10m_idle_poll_ms",
        unit: "ms",
        from: Tier::TenMillion,
        take: |bench| timers::idle_poll(bench, 10_000_000),
    },
];

/// Highest rate of filings over kept connections: log-in, validation, grid location, every row, durable.
pub(super) fn filing_rate(place: &Place, tier: Tier, settings: &[(&str, &str)]) -> Result<Taken, BenchError> {
    let server = office(place, settings)?;
    let outcome = file(&server, tier, Pace::Closed)?;
    Ok(Taken { value: outcome.rate(), detail: told(&outcome) })
}

/// How much group commit gives: the same load with one commit a filing, right after.
fn over_single(bench: &mut Bench) -> Result<Taken, BenchError> {
    let grouped = filing_rate(&Place::sqlite()?, bench.tier, &[])?;
    let single = filing_rate(&Place::sqlite()?, bench.tier, &[("GRIDWARD_COMMIT_GROUP", "1")])?;
    let detail = json!({"grouped": grouped.value, "single": single.value});
    Ok(Taken { value: grouped.value / single.value, detail })
}

/// The latency of 99 in 100 filings at a fixed rate, counted from the appointed time.
fn filing_latency(place: &Place, tier: Tier) -> Result<Taken, BenchError> {
    let server = office(place, &[])?;
    let outcome = file(&server, tier, Pace::PerSecond(FIXED_RATE))?;
    Ok(Taken { value: outcome.quantile_ms(0.99), detail: told(&outcome) })
}

/// Highest rate of reading one case, each time another.
fn reading_rate(bench: &mut Bench) -> Result<Taken, BenchError> {
    let (tier, place) = (bench.tier, Place::sqlite()?);
    let server = office(&place, &[])?;
    let (tokens, cases) = (log_in(&server, tier)?, READ.min(tier.many(1_000_000)));
    let mut caller = Caller::new(server.address);
    let token = |n: u64| usize::try_from(n).ok().and_then(|n| tokens.get(n % tokens.len()));
    for n in 0..cases {
        let body = fixture::incident(n);
        let reply = caller.ask("POST", "/api/v1/incidents", token(n).map(String::as_str), Some(&body))?;
        if reply.status != 201 {
            return Err(format!("filing answered {}", reply.status).into());
        }
    }
    let tokens = Arc::clone(&tokens);
    let outcome = load::run(load(&server, tier, Pace::Closed), move |n, out| {
        // The reporter of the n-th filing may look at his own case, whose id follows the order of filing.
        let nth = n % cases;
        let token = usize::try_from(nth).ok().and_then(|nth| tokens.get(nth % tokens.len()));
        let path = format!("/api/v1/cases/{}", nth + 1);
        write_request(out, "GET", &path, token.map(String::as_str), None, None);
    })?;
    let outcome = all_answered(outcome, 200)?;
    Ok(Taken { value: outcome.rate(), detail: told(&outcome) })
}

/// Resident memory of the server after a load of filings.
fn resident(bench: &mut Bench) -> Result<Taken, BenchError> {
    let place = Place::sqlite()?;
    let server = office(&place, &[])?;
    let outcome = file(&server, bench.tier, Pace::Closed)?;
    Ok(Taken { value: server.resident_mb()?, detail: told(&outcome) })
}

/// The size of this very program.
fn binary(_: &mut Bench) -> Result<Taken, BenchError> {
    let bytes = std::fs::metadata(std::env::current_exe()?)?.len();
    Ok(Taken { value: as_f64(bytes) / 1e6, detail: Value::Null })
}

/// A server over a fresh office.
fn office(place: &Place, settings: &[(&str, &str)]) -> Result<Server, BenchError> {
    let db = place.open()?;
    fixture::fill(&db)?;
    db.close();
    drop(db);
    Server::start(place, settings)
}

pub(super) fn load(server: &Server, tier: Tier, pace: Pace) -> Load {
    let (warm_up, measured) = tier.times();
    Load { address: server.address, connections: tier.connections(), warm_up, measured, enough: 20, pace }
}

fn file(server: &Server, tier: Tier, pace: Pace) -> Result<Outcome, BenchError> {
    let tokens = log_in(server, tier)?;
    let outcome = load::run(load(server, tier, pace), move |n, out| {
        let token = usize::try_from(n).ok().and_then(|n| tokens.get(n % tokens.len()));
        let body = fixture::incident(n);
        write_request(out, "POST", "/api/v1/incidents", token.map(String::as_str), Some(n), Some(&body));
    })?;
    all_answered(outcome, 201)
}

/// A load of which some answers are missing or wrong, or all, has measured nothing.
pub(super) fn all_answered(outcome: Outcome, wanted: u16) -> Result<Outcome, BenchError> {
    if outcome.statuses.keys().eq([&wanted]) {
        Ok(outcome)
    } else {
        Err(format!("every answer should have been {wanted}: {:?}", outcome.statuses).into())
    }
}

/// Logs the reporters in over HTTP: all of them, or a few in the smoke run.
pub(super) fn log_in(server: &Server, tier: Tier) -> Result<Arc<[String]>, BenchError> {
    let mut caller = Caller::new(server.address);
    let reporters = if tier == Tier::Smoke { 10 } else { REPORTERS };
    (0..reporters).map(|n| enter(&mut caller, &fixture::login(n))).collect()
}

/// Logs somebody in and answers his token.
pub(super) fn enter(caller: &mut Caller, login: &str) -> Result<String, BenchError> {
    let body = json!({"login": login, "password": PASSWORD}).to_string();
    let reply = caller.ask("POST", "/api/v1/sessions", None, Some(&body))?;
    let answer: Value = serde_json::from_slice(&reply.body)?;
    let token = answer.get("access_token").and_then(Value::as_str);
    Ok(token.ok_or_else(|| format!("a log-in answered {}: {answer}", reply.status))?.to_owned())
}

fn told(outcome: &Outcome) -> Value {
    let statuses: serde_json::Map<String, Value> =
        outcome.statuses.iter().map(|(status, count)| (status.to_string(), json!(count))).collect();
    json!({
        "statuses": statuses,
        "p50_ms": outcome.quantile_ms(0.5),
        "p99_ms": outcome.quantile_ms(0.99),
        "seconds": outcome.seconds,
    })
}
