//! Counts and times for Prometheus. Labels have few values (route templates, never addresses), so that a scanner cannot
//! fill the memory.

use std::time::Duration;

use actix_web::http::StatusCode;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::service::health::Health;
use crate::service::notice::Backlog;

/// The upper bounds of the duration buckets, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    method: String,
    route: String,
}

type Durations = Family<RouteLabels, Histogram, fn() -> Histogram>;

/// The metrics of one process.
pub struct Metrics {
    registry: Registry,
    requests: Family<RequestLabels, Counter>,
    durations: Durations,
    in_flight: Gauge,
    pool: Gauge,
    pool_idle: Gauge,
    writer_queue: Gauge,
    writer_commits: Gauge,
    writer_transactions: Gauge,
    notices_waiting: Gauge,
    notices_set_aside: Gauge,
    messages_waiting: Gauge,
    messages_dead: Gauge,
    messages_oldest: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// Metrics that have counted nothing.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("gridward");
        let requests = Family::default();
        registry.register("http_requests", "Requests answered", requests.clone());
        let durations: Durations = Family::new_with_constructor(|| Histogram::new(BUCKETS));
        registry.register_with_unit(
            "http_request_duration",
            "Time from the request's head to the answer's head",
            Unit::Seconds,
            durations.clone(),
        );
        let mut gauge = |name: &str, help: &str| {
            let gauge = Gauge::default();
            registry.register(name, help, gauge.clone());
            gauge
        };
        let in_flight = gauge("http_requests_in_flight", "Requests that wait for their answer");
        let pool = gauge("db_connections", "Connections of the pool");
        let pool_idle = gauge("db_connections_idle", "Connections of the pool that nobody uses");
        let writer_queue = gauge("writer_queue", "Writes that wait for the SQLite writer");
        let writer_commits = gauge("writer_commits", "Commits of the SQLite writer since the start");
        let writer_transactions = gauge("writer_transactions", "Writes in those commits");
        let notices_waiting = gauge("notices_waiting", "Notices that wait to be planned");
        let notices_set_aside = gauge("notices_set_aside", "Notices that could not be planned");
        let messages_waiting = gauge("messages_waiting", "Messages that are due and not sent");
        let messages_dead = gauge("messages_dead", "Messages that could not be sent");
        let messages_oldest =
            gauge("messages_oldest_seconds", "How long the oldest of those that wait has waited");
        Self {
            registry,
            requests,
            durations,
            in_flight,
            pool,
            pool_idle,
            writer_queue,
            writer_commits,
            writer_transactions,
            notices_waiting,
            notices_set_aside,
            messages_waiting,
            messages_dead,
            messages_oldest,
        }
    }

    /// A request came in.
    pub(super) fn begin(&self) {
        self.in_flight.inc();
    }

    /// It was answered.
    pub(super) fn end(&self, method: &str, route: &str, status: StatusCode, took: Duration) {
        self.in_flight.dec();
        let (method, route) = (known_method(method).to_owned(), route.to_owned());
        self.requests
            .get_or_create(&RequestLabels {
                method: method.clone(),
                route: route.clone(),
                status: status.as_u16(),
            })
            .inc();
        self.durations.get_or_create(&RouteLabels { method, route }).observe(took.as_secs_f64());
    }

    /// The text that Prometheus reads.
    pub fn text(&self, health: &Health, backlog: Option<&Backlog>) -> Result<String, std::fmt::Error> {
        self.pool.set(health.connections.into());
        self.pool_idle.set(health.idle_connections.into());
        if let Some(writer) = &health.writer {
            self.writer_queue.set(i64::try_from(writer.waiting).unwrap_or(i64::MAX));
            self.writer_commits.set(clamped(writer.commits));
            self.writer_transactions.set(clamped(writer.writes));
        }
        if let Some(backlog) = backlog {
            self.notices_waiting.set(backlog.notices);
            self.notices_set_aside.set(backlog.set_aside);
            self.messages_waiting.set(backlog.messages);
            self.messages_dead.set(backlog.dead);
            self.messages_oldest.set(backlog.oldest_seconds);
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

fn clamped(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Methods are free text: those that HTTP does not define are counted together.
fn known_method(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
        _ => "other",
    }
}
