//! What must not grow with the number of cases: the cost of a queue's page, and the time until the server answers.

use std::time::Instant;

use serde_json::{Map, Value, json};

use super::crowd::Crowd;
use super::figures::enter;
use super::load::{Caller, as_f64};
use super::server::Server;
use super::{Bench, BenchError, Taken, Tier};

/// The small office of every comparison.
const SMALL: u64 = 10_000;
/// Rows of a page.
const PAGE: usize = 50;
/// How often each page is read.
const ROUNDS: u64 = 200;

/// Who reads what: everyone's own queues and lists, plain and narrowed.
const PAGES: [(&str, &str); 13] = [
    ("intake", "queues/triage"),
    ("intake", "queues/dispatch"),
    ("intake", "queues/check"),
    ("intake", "queues/overdue"),
    ("intake", "queues/triage?category=04002"),
    ("intake", "cases?open=true"),
    ("intake", "cases?state=handling"),
    ("intake", "cases?category=09012"),
    ("desk0", "queues/overdue"),
    ("desk0", "cases"),
    ("lead", "queues/mine"),
    ("lead", "cases"),
    ("leader", "queues/overdue"),
];

/// How many times as much a page costs among many cases: the worst of the pages. Both servers are asked in turn.
pub(super) fn queue(bench: &mut Bench, cases: u64) -> Result<Taken, BenchError> {
    let tier = bench.tier;
    let (small, large) = (tier.many(SMALL), tier.many(cases));
    let few = Server::start(&bench.crowd(small)?.place, &[])?;
    let many = Server::start(&bench.crowd(large)?.place, &[])?;
    let (mut few, mut many) = (Caller::new(few.address), Caller::new(many.address));
    let mut detail = Map::new();
    let mut worst = 0.0_f64;
    for (login, path) in PAGES {
        let tokens = (enter(&mut few, login)?, enter(&mut many, login)?);
        let mark = if path.contains('?') { '&' } else { '?' };
        let path = format!("/api/v1/{path}{mark}limit={PAGE}");
        let (mut of_few, mut of_many) = (Vec::new(), Vec::new());
        for _ in 0..tier.many(ROUNDS) {
            of_few.push(read_page(&mut few, &path, &tokens.0, tier)?);
            of_many.push(read_page(&mut many, &path, &tokens.1, tier)?);
        }
        let (a, b) = (median(of_few), median(of_many));
        worst = worst.max(b / a);
        detail.insert(format!("{login} {path}"), json!([a, b].map(|ms| (ms * 1000.0).round() / 1000.0)));
    }
    Ok(Taken { value: worst, detail: json!({"cases": [small, large], "ms": detail}) })
}

/// Milliseconds of one page, which must be full: a short one would be no comparison.
fn read_page(caller: &mut Caller, path: &str, token: &str, tier: Tier) -> Result<f64, BenchError> {
    let began = Instant::now();
    let reply = caller.ask("GET", path, Some(token), None)?;
    let took = began.elapsed().as_secs_f64() * 1000.0;
    let page: Value = serde_json::from_slice(&reply.body)?;
    let rows = page.get("items").and_then(Value::as_array).map_or(0, Vec::len);
    if reply.status != 200 || (tier != Tier::Smoke && rows != PAGE) {
        return Err(format!("{path} answered {} with {rows} rows", reply.status).into());
    }
    Ok(took)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Seconds from the start of the process to its first answer.
pub(super) fn start(bench: &mut Bench, cases: u64) -> Result<Taken, BenchError> {
    let cases = bench.tier.many(cases);
    let server = Server::start(&bench.crowd(cases)?.place, &[])?;
    Ok(Taken { value: server.started_in.as_secs_f64(), detail: json!({"cases": cases}) })
}

/// How many cases a second the bulk fixture copies, indexes included.
pub(super) fn fixture_rate(bench: &mut Bench) -> Result<Taken, BenchError> {
    let began = Instant::now();
    let cases = bench.tier.many(1_000_000);
    let crowd = Crowd::build(cases, bench.tier)?;
    let detail = json!({
        "cases": crowd.cases,
        "with_told_per_s": (as_f64(crowd.cases) / began.elapsed().as_secs_f64()).round(),
    });
    let value = crowd.copied_per_s;
    bench.crowds.insert(cases, crowd);
    Ok(Taken { value, detail })
}
