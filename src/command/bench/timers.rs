//! What time costs: a hundred thousand timers that are due at one instant, timers that fall due one after the other, and a poll
//! that finds nothing to do.

use std::thread;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::crowd::{Mix, tell};
use super::figures::{all_answered, load, log_in};
use super::fixture;
use super::load::{self, Outcome, Pace, write_request};
use super::server::{Place, Server};
use super::{Bench, BenchError, Taken, Tier};
use crate::app::SystemClock;
use crate::domain::clock::Clock as _;
use crate::service::timer::{Fired, fire_due};
use crate::store::bulk::arm_timers;
use crate::store::timer::{find_next_at, list_due, list_late};
use crate::store::{Db, Lane, StoreError};

/// Timers of the great instant: the morning after a long holiday.
const AT_ONCE: u64 = 100_000;
/// Filings a second beside them.
const FILINGS: f64 = 500.0;
/// Timers of the steady run, and their distance.
const STEADY: u64 = 10_000;
const APART: SignedDuration = SignedDuration::from_millis(4);
/// How long a slice of the load lasts: after each it is asked whether the timers are through.
const SLICE: Duration = Duration::from_secs(2);
/// How often somebody looks whether they are.
const LOOK: Duration = Duration::from_millis(5);
/// Nothing takes longer.
const PATIENCE: Duration = Duration::from_mins(10);
/// Polls of which the median is told.
const POLLS: u64 = 2_000;

/// Seconds from the instant at which all are due until the last has fired, beside filings whose latency the detail compares with
/// that of a quiet minute before.
pub(super) fn drain(place: &Place, tier: Tier, nodes: usize) -> Result<Taken, BenchError> {
    let timers = tier.many(AT_ONCE);
    let db = late_cases(place, timers)?;
    let servers: Vec<Server> = (0..nodes).map(|_| Server::start(place, &[])).collect::<Result<_, _>>()?;
    let mut desk = Desk::open(servers.first().ok_or("no server")?, tier)?;
    let idle = desk.file(tier.times().1)?;
    let due = arm(&db, SignedDuration::from_secs(3), SignedDuration::ZERO)?;
    wait_for(due);
    let (took, beside) = thread::scope(|scope| {
        let watch = scope.spawn(|| until_fired(&db, due));
        let mut beside = Outcome::default();
        loop {
            let slice = desk.file(SLICE.min(tier.times().1))?;
            for (status, count) in slice.statuses {
                *beside.statuses.entry(status).or_default() += count;
            }
            beside.latencies.extend(slice.latencies);
            if watch.is_finished() {
                beside.latencies.sort_unstable();
                let took = watch.join().map_err(|_| "the watch broke")??;
                return Ok::<_, BenchError>((took, beside));
            }
        }
    })?;
    db.close();
    let (quiet, busy) = (idle.quantile_ms(0.99), beside.quantile_ms(0.99));
    let detail = json!({
        "timers": timers,
        "nodes": nodes,
        "filings_beside": beside.latencies.len(),
        "idle_p99_ms": quiet,
        "beside_p99_ms": busy,
        "beside_over_idle": (busy / quiet * 100.0).round() / 100.0,
    });
    Ok(Taken { value: took.as_secs_f64(), detail })
}

/// How late the slowest in a hundred of the timers have fired that fall due one after the other: seconds from the appointed time
/// until the effect is committed and can be seen. One that is early fails the run.
pub(super) fn lateness(bench: &mut Bench) -> Result<Taken, BenchError> {
    let (tier, place) = (bench.tier, Place::sqlite()?);
    let timers = tier.many(STEADY);
    let db = late_cases(&place, timers)?;
    let _server = Server::start(&place, &[])?;
    let first = arm(&db, SignedDuration::from_secs(if tier == Tier::Smoke { 1 } else { 15 }), APART)?;
    let appointed =
        |n: u64| -> Result<Timestamp, BenchError> { Ok(first.checked_add(APART * i32::try_from(n)?)?) };
    let (began, mut late) = (Instant::now(), Vec::new());
    for n in 0..timers {
        let at = appointed(n)?;
        loop {
            let oldest = db.read_blocking(find_next_at)?;
            if oldest.is_none_or(|oldest| oldest > at) {
                break;
            }
            if began.elapsed() > PATIENCE {
                return Err("timers do not fire".into());
            }
            thread::sleep(LOOK);
        }
        let by = SystemClock.now().duration_since(at);
        if by.is_negative() {
            return Err(format!("a timer fired {} s early", by.abs().as_secs_f64()).into());
        }
        late.push(u32::try_from(by.as_micros()).unwrap_or(u32::MAX));
    }
    db.close();
    late.sort_unstable();
    let outcome = Outcome { latencies: late, ..Outcome::default() };
    let seconds = |q| outcome.quantile_ms(q) / 1000.0;
    let detail = json!({"timers": timers, "apart_ms": APART.as_millis(), "p50_s": seconds(0.5), "max_s": seconds(1.0)});
    Ok(Taken { value: seconds(0.99), detail })
}

/// Milliseconds of a poll that finds nothing to do among so many cases, the median; the detail tells it for a small office.
pub(super) fn idle_poll(bench: &mut Bench, cases: u64) -> Result<Taken, BenchError> {
    let (small, large) = (bench.tier.many(10_000), bench.tier.many(cases));
    let few = poll(bench, small)?;
    let many = poll(bench, large)?;
    Ok(Taken { value: many, detail: json!({"cases": large, "of_few_ms": few, "few": small}) })
}

fn poll(bench: &mut Bench, cases: u64) -> Result<f64, BenchError> {
    let rounds = bench.tier.many(POLLS);
    let core = bench.crowd(cases)?.place.core()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut took = Vec::new();
    for _ in 0..rounds {
        let began = Instant::now();
        let fired = runtime.block_on(fire_due(&core)).map_err(|error| error.to_string())?;
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        if fired != Fired::default() {
            return Err("the engine was not idle".into());
        }
    }
    core.db.close();
    took.sort_by(f64::total_cmp);
    Ok(took.get(took.len() / 2).copied().unwrap_or(f64::NAN))
}

/// An office with so many cases that nobody has registered for ten days. Their timers stand far ahead for now.
fn late_cases(place: &Place, cases: u64) -> Result<Db, BenchError> {
    let db = place.open()?;
    let street = fixture::fill(&db)?;
    let core = place.core()?;
    tell(&core, &street, cases, Mix::Late)?;
    core.db.close();
    arm(&db, SignedDuration::from_hours(24 * 365), SignedDuration::ZERO)?;
    Ok(db)
}

/// Arms every timer anew, the first so long from now.
fn arm(db: &Db, ahead: SignedDuration, apart: SignedDuration) -> Result<Timestamp, BenchError> {
    let first = SystemClock.now().checked_add(ahead)?;
    db.write_blocking(Lane::Background, move |tx| arm_timers(tx, first, apart))?;
    if SystemClock.now() > first {
        return Err("arming took longer than there was time".into());
    }
    Ok(first)
}

fn wait_for(at: Timestamp) {
    let left = at.duration_since(SystemClock.now());
    thread::sleep(Duration::try_from(left).unwrap_or(Duration::ZERO));
}

/// Waits until no timer that was due at `due` is left, and answers how long that took from then on.
fn until_fired(db: &Db, due: Timestamp) -> Result<Duration, String> {
    let left = |conn: &mut _| Ok::<_, StoreError>(list_due(conn, due, 1)?.len());
    while db.read_blocking(left).map_err(|error| error.to_string())? > 0 {
        let waited = SystemClock.now().duration_since(due);
        if waited > SignedDuration::try_from(PATIENCE).unwrap_or(SignedDuration::MAX) {
            return Err("timers do not fire".to_owned());
        }
        thread::sleep(LOOK);
    }
    let took = SystemClock.now().duration_since(due);
    let aside = db.read_blocking(move |conn| list_late(conn, due, 1)).map_err(|error| error.to_string())?;
    if !aside.is_empty() {
        return Err(format!("timers were set aside: {aside:?}"));
    }
    Duration::try_from(took).map_err(|error| error.to_string())
}

/// People who file, at a fixed rate.
struct Desk<'a> {
    server: &'a Server,
    tier: Tier,
    tokens: std::sync::Arc<[String]>,
    filed: u64,
}

impl<'a> Desk<'a> {
    fn open(server: &'a Server, tier: Tier) -> Result<Self, BenchError> {
        Ok(Self { server, tier, tokens: log_in(server, tier)?, filed: 0 })
    }

    /// Files for so long; every filing is a new one.
    fn file(&mut self, measured: Duration) -> Result<Outcome, BenchError> {
        let (tokens, base) = (std::sync::Arc::clone(&self.tokens), self.filed);
        let load = load::Load {
            measured,
            warm_up: Duration::ZERO,
            ..load(self.server, self.tier, Pace::PerSecond(FILINGS))
        };
        let outcome = load::run(load, move |n, out| {
            let n = base + n;
            let token = usize::try_from(n).ok().and_then(|n| tokens.get(n % tokens.len()));
            let body = fixture::incident(n);
            write_request(out, "POST", "/api/v1/incidents", token.map(String::as_str), Some(n), Some(&body));
        })?;
        // Filings that were under way at the end are not counted there: a wide step keeps the numbers apart.
        self.filed += 1_000_000;
        all_answered(outcome, 201)
    }
}
