//! The figures. Names are stable: they are what `docs/performance.md` and the issues speak of.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};

use super::fixture::{self, PASSWORD, REPORTERS};
use super::load::{self, Load, Outcome, Pace, as_f64, ask, write_request};
use super::server::{Place, Server};
use super::{BenchError, Figure, Taken, Tier};

/// Connections of the load generator.
const CONNECTIONS: usize = 64;
/// Filings a second at which latency is measured.
const FIXED_RATE: f64 = 2000.0;

/// Every figure.
pub(super) const FIGURES: &[Figure] = &[
    Figure { name: "file.sqlite.rate", unit: "1/s", take: |tier| filing_rate(&Place::sqlite()?, tier, &[]) },
    Figure { name: "file.sqlite.over_single", unit: "ratio", take: over_single },
    Figure { name: "file.sqlite.p99_ms", unit: "ms", take: |tier| filing_latency(&Place::sqlite()?, tier) },
    Figure { name: "file.pg.rate", unit: "1/s", take: |tier| filing_rate(&Place::postgres()?, tier, &[]) },
    Figure { name: "file.pg.p99_ms", unit: "ms", take: |tier| filing_latency(&Place::postgres()?, tier) },
    Figure { name: "case.read.rate", unit: "1/s", take: reading_rate },
    Figure { name: "rss.mb", unit: "MB", take: resident },
    Figure { name: "binary.mb", unit: "MB", take: binary },
];

/// Highest rate of filings over kept connections: log-in, validation, grid location, every row, durable.
fn filing_rate(place: &Place, tier: Tier, settings: &[(&str, &str)]) -> Result<Taken, BenchError> {
    let server = office(place, settings)?;
    let outcome = file(&server, tier, Pace::Closed)?;
    Ok(Taken { value: outcome.rate(), detail: told(&outcome) })
}

/// How much group commit gives: the same load with one commit a filing, right after.
fn over_single(tier: Tier) -> Result<Taken, BenchError> {
    let grouped = filing_rate(&Place::sqlite()?, tier, &[])?;
    let single = filing_rate(&Place::sqlite()?, tier, &[("GRIDWARD_COMMIT_GROUP", "1")])?;
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
fn reading_rate(tier: Tier) -> Result<Taken, BenchError> {
    let place = Place::sqlite()?;
    let server = office(&place, &[])?;
    let (tokens, cases) = (log_in(&server)?, 500);
    for n in 0..cases {
        let token = tokens.get(usize::try_from(n)?).ok_or("a token")?;
        let reply =
            ask(server.address, "POST", "/api/v1/incidents", Some(token), Some(&fixture::incident(n)))?;
        if reply.status != 201 {
            return Err(format!("filing answered {}", reply.status).into());
        }
    }
    let outcome = load::run(load(&server, tier, Pace::Closed), move |n, out| {
        // The reporter of the n-th filing may look at his own case, whose id follows the order of filing.
        let nth = n % cases;
        let token = usize::try_from(nth).ok().and_then(|nth| tokens.get(nth));
        write_request(
            out,
            "GET",
            &format!("/api/v1/cases/{}", nth + 1),
            token.map(String::as_str),
            None,
            None,
        );
    })?;
    Ok(Taken { value: outcome.rate(), detail: told(&outcome) })
}

/// Resident memory of the server after a load of filings.
fn resident(tier: Tier) -> Result<Taken, BenchError> {
    let place = Place::sqlite()?;
    let server = office(&place, &[])?;
    let outcome = file(&server, tier, Pace::Closed)?;
    Ok(Taken { value: server.resident_mb()?, detail: told(&outcome) })
}

/// The size of this very program.
fn binary(_: Tier) -> Result<Taken, BenchError> {
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

fn load(server: &Server, tier: Tier, pace: Pace) -> Load {
    Load {
        address: server.address,
        connections: CONNECTIONS,
        warm_up: Duration::from_secs(1),
        measured: Duration::from_secs(tier.seconds()),
        pace,
    }
}

fn file(server: &Server, tier: Tier, pace: Pace) -> Result<Outcome, BenchError> {
    let tokens = log_in(server)?;
    let outcome = load::run(load(server, tier, pace), move |n, out| {
        let token = usize::try_from(n).ok().and_then(|n| tokens.get(n % tokens.len()));
        let body = fixture::incident(n);
        write_request(out, "POST", "/api/v1/incidents", token.map(String::as_str), Some(n), Some(&body));
    })?;
    if outcome.statuses.keys().any(|status| *status != 201) {
        return Err(format!("not every filing was answered with 201: {:?}", outcome.statuses).into());
    }
    Ok(outcome)
}

/// Logs every reporter in over HTTP.
fn log_in(server: &Server) -> Result<Arc<[String]>, BenchError> {
    (0..REPORTERS)
        .map(|n| {
            let body = json!({"login": fixture::login(n), "password": PASSWORD}).to_string();
            let reply = ask(server.address, "POST", "/api/v1/sessions", None, Some(&body))?;
            let answer: Value = serde_json::from_slice(&reply.body)?;
            let token = answer.get("access_token").and_then(Value::as_str);
            Ok(token.ok_or_else(|| format!("a log-in answered {}: {answer}", reply.status))?.to_owned())
        })
        .collect()
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
