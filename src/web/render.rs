//! Writes problem documents: the one place that knows their form.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, HeaderValue, RETRY_AFTER, VARY, WWW_AUTHENTICATE,
};
use serde::Serialize;

use crate::domain::codes::{ActionCode, Lang, State};
use crate::web::problem::{Place, Problem, Slug};

/// A problem document (RFC 9457).
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "/problems/invalid", "title": "The content is wrong", "status": 422, "request_id": "01J9Z5W6",
    "errors": [{"in": "body", "pointer": "/text", "detail": "is required"}]
}))]
struct Document<'a> {
    /// The kind of failure: `/problems/` and a stable slug.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words, in the language of the answer.
    title: &'a str,
    /// The HTTP status.
    status: u16,
    /// What happened this time.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The number of the request, for the log.
    request_id: &'a str,
    /// Every wrong part of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<DocumentError<'a>>,
    /// On a refused action: the code of the reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    /// On a refused action: where the case stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_state: Option<State>,
    /// On a refused action: what this actor may do now.
    #[serde(skip_serializing_if = "Option::is_none")]
    allowed_actions: Option<&'a [ActionCode]>,
}

/// One wrong part of the request.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = ProblemError)]
struct DocumentError<'a> {
    /// `body`, `query`, `path` or `header`.
    #[serde(rename = "in")]
    #[schema(value_type = String)]
    place: Place,
    /// A JSON pointer into that part.
    pointer: &'a str,
    /// What is wrong there.
    detail: &'a str,
}

/// The schemas of the documents, for the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(components(schemas(Document<'_>, DocumentError<'_>)))]
pub(super) struct ProblemSchemas;

/// The answer that tells of `problem`.
pub fn render(problem: &Problem, lang: Lang, request_id: &str) -> HttpResponse {
    let status = problem.slug.status();
    let document = Document {
        kind: format!("/problems/{}", problem.slug.text()),
        title: problem.slug.title(lang),
        status: status.as_u16(),
        detail: problem.detail.as_ref().map(|words| words.pick(lang)),
        request_id,
        errors: problem
            .errors
            .iter()
            .map(|e| DocumentError { place: e.place, pointer: &e.pointer, detail: e.words.pick(lang) })
            .collect(),
        reason: problem.refusal.as_deref().map(|(reason, ..)| *reason),
        current_state: problem.refusal.as_deref().map(|(_, state, _)| *state),
        allowed_actions: problem.refusal.as_deref().map(|(.., actions)| actions.as_slice()),
    };
    let body = serde_json::to_vec(&document).unwrap_or_default();
    let mut response = HttpResponse::with_body(status, body).map_into_boxed_body();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    headers.insert(VARY, HeaderValue::from_static("Accept-Language"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if let Some(seconds) = problem.retry_after.or((problem.slug == Slug::Unavailable).then_some(2)) {
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    if let Some(allow) = problem.allow.as_deref().and_then(|methods| HeaderValue::from_str(methods).ok()) {
        headers.insert(ALLOW, allow);
    }
    response
}
