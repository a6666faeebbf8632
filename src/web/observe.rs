//! What every request passes: it gets a number, a span, a line in the log and a place in the metrics; problems are
//! rendered on the way out; security headers are set. A fault of ours is logged here, once, with its causes.

use std::error::Error;
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt as _;
use tracing::{Instrument as _, info_span};

use crate::domain::codes::Lang;
use crate::web::lang::{accepted, lang_of};
use crate::web::metrics::Metrics;
use crate::web::problem::Problem;
use crate::web::render::render;

static REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The number of the request, in the log and in every problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(pub String);

impl RequestId {
    /// The client's own number if it is well-formed (8 to 64 letters, digits, `-`, `_`), else a new one.
    fn of(headers: &HeaderMap) -> Self {
        let sane = |id: &&str| {
            (8..=64).contains(&id.len())
                && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        };
        let own = headers.get(&REQUEST_ID).and_then(|v| v.to_str().ok()).filter(sane);
        Self(own.map_or_else(|| uuid::Uuid::new_v4().simple().to_string(), str::to_owned))
    }
}

/// A failure outside every handler, where the request is gone: it carries what rendering needs.
#[derive(Debug)]
struct Lost {
    problem: Problem,
    lang: Lang,
    id: String,
}

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.problem.fmt(f)
    }
}

impl ResponseError for Lost {
    fn status_code(&self) -> StatusCode {
        self.problem.slug.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = render(&self.problem, self.lang, &self.id);
        set_headers(response.headers_mut(), &self.id);
        response
    }
}

/// The outermost layer.
pub(super) async fn observe<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    let lang = accepted(request.headers()).unwrap_or_default();
    let method = request.method().clone();
    let metrics = request.app_data::<Data<Metrics>>().cloned();
    request.extensions_mut().insert(id.clone());
    if let Some(metrics) = &metrics {
        metrics.begin();
    }
    let span = info_span!("request", id = %id.0, method = %method, route = tracing::field::Empty);
    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().instrument(span.clone()).await;
    let entered = span.enter();
    let lost = |problem: Problem| Lost { problem, lang, id: id.0.clone() };
    let answer = match outcome {
        Ok(Ok(response)) => Ok(finished(response, &id)),
        Ok(Err(error)) => {
            let known = error.as_error::<Problem>().cloned();
            Err(lost(known.unwrap_or_else(|| {
                let problem = Problem::of_status(error.as_response_error().status_code());
                Problem { cause: Problem::internal(error.to_string()).cause, ..problem }
            })))
        }
        Err(_) => Err(lost(Problem::internal("a handler panicked"))),
    };
    let (route, status) = match &answer {
        Ok((response, _)) => (route_of(response.request()), response.status()),
        Err(lost) => ("lost".to_owned(), lost.status_code()),
    };
    span.record("route", &route);
    let cause = match &answer {
        Ok((_, cause)) => cause.as_ref(),
        Err(lost) => Some(&lost.problem),
    };
    let took = started.elapsed();
    log(status, took.as_secs_f64(), cause);
    drop(entered);
    if let Some(metrics) = &metrics {
        metrics.end(method.as_str(), &route, status, took);
    }
    answer.map(|(response, _)| response).map_err(Into::into)
}

/// The template of the route, so that labels stay few.
fn route_of(request: &HttpRequest) -> String {
    request.match_pattern().unwrap_or_else(|| "unmatched".to_owned())
}

/// The response as it leaves, with its problem rendered, and that problem for the log.
fn finished<B: MessageBody + 'static>(
    mut response: ServiceResponse<B>,
    id: &RequestId,
) -> (ServiceResponse<EitherBody<B>>, Option<Problem>) {
    let told = response.response_mut().extensions_mut().remove::<Problem>();
    let status = response.status();
    let mute = told.is_none() && (status.is_client_error() || status.is_server_error());
    let problem = told.or_else(|| mute.then(|| Problem::of_status(status)));
    let mut response = match &problem {
        Some(problem) => {
            let rendered = render(problem, lang_of(response.request()), &id.0);
            response.into_response(rendered.map_into_right_body())
        }
        None => response.map_into_left_body(),
    };
    set_headers(response.headers_mut(), &id.0);
    (response, problem)
}

/// Headers of every answer. What a handler has set stays.
fn set_headers(headers: &mut HeaderMap, id: &str) {
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID.clone(), value);
    }
    for (name, value) in [
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        (CACHE_CONTROL, "no-store"),
    ] {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// One line a request; a fault of ours with every cause beneath it.
fn log(status: StatusCode, seconds: f64, problem: Option<&Problem>) {
    let status = status.as_u16();
    let slug = problem.map(|p| p.slug.text());
    match problem.and_then(|p| p.cause.as_deref()).filter(|_| status >= 500) {
        Some(cause) => tracing::error!(status, seconds, slug, cause = chain(cause), "answered"),
        None if status >= 500 => tracing::error!(status, seconds, slug, "answered"),
        None => tracing::info!(status, seconds, slug, "answered"),
    }
}

fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_well_formed_number_is_taken_over() {
        for (given, taken) in
            [("abcd-1234_X", true), ("short", false), ("with space 123", false), ("<script>alert", false)]
        {
            let mut headers = HeaderMap::new();
            headers.insert(REQUEST_ID.clone(), HeaderValue::from_static(given));
            assert_eq!(RequestId::of(&headers).0 == given, taken, "{given}");
        }
    }
}
