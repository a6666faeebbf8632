//! The door: requests of strangers (log-in, anonymous reports) are counted by address, so that guessing and flooding cost
//! time. A token bucket each: a burst at once, then a steady rate. In memory: each node has its own door.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use actix_web::HttpRequest;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::config::DoorLimit;
use crate::web::problem::{Problem, Slug};

/// Where sessions are renewed.
const RENEWAL: &str = "/api/v1/sessions/renew";
/// Addresses remembered at most; full buckets are forgotten first.
const MAX_ADDRESSES: usize = 100_000;

/// The counts of strangers' requests.
pub struct Door {
    limit: DoorLimit,
    trust_forwarded: bool,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Door {
    /// A door with this limit. `trust_forwarded`: a proxy in front writes `X-Forwarded-For`.
    pub fn new(limit: DoorLimit, trust_forwarded: bool) -> Self {
        Self { limit, trust_forwarded, buckets: Mutex::default() }
    }

    /// Lets the request in, or says when to come again.
    pub fn enter(&self, request: &HttpRequest, now: Instant) -> Result<(), Problem> {
        match self.address(request) {
            Some(address) => self
                .take(network(address), now)
                .map_err(|seconds| Problem { retry_after: Some(seconds), ..Problem::new(Slug::TooMany) }),
            // No peer: a call inside the process.
            None => Ok(()),
        }
    }

    fn address(&self, request: &HttpRequest) -> Option<IpAddr> {
        if self.trust_forwarded {
            // The last entry is the one that our own proxy wrote; earlier ones are what the client claims.
            let header = request.headers().get_all("X-Forwarded-For").last()?.to_str().ok()?;
            return header.rsplit(',').next()?.trim().parse().ok();
        }
        request.peer_addr().map(|peer| peer.ip())
    }

    /// Gives back what a request has taken that turned out to be no stranger's.
    fn give_back(&self, request: &HttpRequest) {
        let Some(address) = self.address(request) else { return };
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.get_mut(&network(address)) {
            bucket.tokens = (bucket.tokens + 1.0).min(f64::from(self.limit.burst));
        }
    }

    /// Takes a token, or gives the seconds until there is one.
    fn take(&self, address: IpAddr, now: Instant) -> Result<(), u32> {
        let rate = f64::from(self.limit.per_minute) / 60.0;
        let burst = f64::from(self.limit.burst);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MAX_ADDRESSES {
            buckets
                .retain(|_, b| b.tokens + now.saturating_duration_since(b.at).as_secs_f64() * rate < burst);
        }
        let bucket = buckets.entry(address).or_insert(Bucket { tokens: burst, at: now });
        bucket.tokens =
            (bucket.tokens + now.saturating_duration_since(bucket.at).as_secs_f64() * rate).min(burst);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let wait = ((1.0 - bucket.tokens) / rate).ceil().clamp(1.0, 3600.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=3600")]
        Err(wait as u32)
    }
}

/// The layer around every route by which strangers change something. Whoever renews his session with a token that is good is no
/// stranger: a whole office behind one address does so at every page that is opened, and nobody guesses such a token.
pub(super) async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let door = request.app_data::<Data<Door>>().cloned();
    if let Some(door) = &door {
        door.enter(request.request(), Instant::now())?;
    }
    let response = next.call(request).await?;
    let renewed =
        response.request().match_pattern().as_deref() == Some(RENEWAL) && response.status().is_success();
    if let Some(door) = door.filter(|_| renewed) {
        door.give_back(response.request());
    }
    Ok(response)
}

/// A household has a whole IPv6 /64: it counts as one address.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use actix_web::test::TestRequest;

    use super::*;

    fn door(trust_forwarded: bool) -> Door {
        Door::new(DoorLimit { per_minute: 60, burst: 3 }, trust_forwarded)
    }

    #[test]
    fn a_burst_then_a_steady_rate() {
        let (door, start) = (door(false), Instant::now());
        let ask = |peer: &str, after: u64| {
            let request = TestRequest::default().peer_addr(peer.parse().unwrap()).to_http_request();
            door.enter(&request, start + Duration::from_secs(after)).map_err(|p| p.retry_after)
        };
        for _ in 0..3 {
            assert_eq!(ask("10.0.0.1:1", 0), Ok(()));
        }
        assert_eq!(ask("10.0.0.1:2", 0), Err(Some(1)), "another port is the same stranger");
        assert_eq!(ask("10.0.0.2:1", 0), Ok(()), "another address is not");
        assert_eq!(ask("10.0.0.1:1", 1), Ok(()));
        assert_eq!(ask("10.0.0.1:1", 1), Err(Some(1)));
        for i in 0..3 {
            assert_eq!(ask(&format!("[2001:db8::{i}]:1"), 0), Ok(()));
        }
        assert_eq!(ask("[2001:db8::9]:1", 0), Err(Some(1)), "one /64 is one household");
    }

    #[test]
    fn a_proxy_is_believed_only_when_configured() {
        let now = Instant::now();
        let forged = |i: u8| {
            TestRequest::default()
                .peer_addr("10.0.0.1:1".parse().unwrap())
                .insert_header(("X-Forwarded-For", format!("192.0.2.{i}, 198.51.100.7")))
                .to_http_request()
        };
        let door_off = door(false);
        assert!((0..3).all(|i| door_off.enter(&forged(i), now).is_ok()));
        assert!(door_off.enter(&forged(9), now).is_err(), "the header changes nothing");
        let door_on = door(true);
        assert!((0..3).all(|i| door_on.enter(&forged(i), now).is_ok()));
        assert!(door_on.enter(&forged(9), now).is_err(), "only the proxy's own entry counts");
    }

    #[actix_web::test]
    async fn who_renews_with_a_good_token_is_not_counted_and_who_guesses_is() {
        use actix_web::dev::Service as _;
        use actix_web::middleware::from_fn;
        use actix_web::test::init_service;
        use actix_web::{App, HttpResponse, web};

        let tight = Door::new(DoorLimit { per_minute: 1, burst: 2 }, false);
        let renew = |body: web::Bytes| async move {
            if body == "good" { HttpResponse::Ok() } else { HttpResponse::Unauthorized() }.finish()
        };
        let route = web::post().to(renew).wrap(from_fn(count));
        let service = App::new().app_data(Data::new(tight)).route(RENEWAL, route);
        let service = init_service(service.wrap(from_fn(crate::web::observe::observe))).await;
        let ask = async |token: &'static str| {
            let request = TestRequest::post().uri(RENEWAL).peer_addr("10.0.0.1:1".parse().unwrap());
            match service.call(request.set_payload(token).to_request()).await {
                Ok(response) => response.status().as_u16(),
                Err(refused) => refused.as_response_error().status_code().as_u16(),
            }
        };
        for _ in 0..5 {
            assert_eq!(ask("good").await, 200);
        }
        assert_eq!([ask("guess").await, ask("guess").await, ask("guess").await], [401, 401, 429]);
    }

    #[actix_web::test]
    async fn a_stranger_who_floods_is_told_when_to_come_again() {
        use actix_web::dev::Service as _;
        use actix_web::middleware::from_fn;
        use actix_web::test::{call_service, init_service};
        use actix_web::{App, web};

        let tight = Door::new(DoorLimit { per_minute: 1, burst: 1 }, false);
        let route = web::post().to(async || "in").wrap(from_fn(count));
        let service = App::new()
            .app_data(Data::new(tight))
            .route("/sessions", route)
            .wrap(from_fn(crate::web::observe::observe));
        let service = init_service(service).await;
        let ask =
            || TestRequest::post().uri("/sessions").peer_addr("10.0.0.1:1".parse().unwrap()).to_request();
        assert_eq!(call_service(&service, ask()).await.status(), 200);
        let error = service.call(ask()).await.unwrap_err();
        let response = error.error_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers().get("Retry-After").unwrap(), "60");
        let body = actix_web::body::to_bytes(response.into_body()).await.unwrap_or_default();
        let told: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(told["type"], "/problems/too-many-requests");
    }
}
