//! Every answer that any test gets is held against the document of the API: what it does not promise must not come.

use std::sync::OnceLock;

use actix_web::dev::ResponseHead;
use actix_web::http::Method;
use actix_web::http::header::CONTENT_TYPE;
use gridward::web::openapi;
use serde_json::Value;

/// Fails where the status or the media type of an answer is not in the document.
pub(crate) fn keep(method: &Method, pattern: Option<&str>, head: &ResponseHead) {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    let document = DOCUMENT.get_or_init(|| openapi::document("https://ward.example"));
    let Some(operation) = pattern
        .and_then(|pattern| document["paths"].get(pattern))
        .and_then(|path| path.get(method.as_str().to_ascii_lowercase()))
    else {
        return; // Pages of the client, and addresses that do not exist.
    };
    let (code, status) = (head.status.as_u16(), head.status);
    let promised = &operation["responses"];
    let family = if status.is_client_error() { "4XX" } else { "5XX" };
    let answer =
        promised.get(code.to_string()).or_else(|| promised.get(family)).or_else(|| promised.get("default"));
    let answer =
        answer.unwrap_or_else(|| panic!("{method} {pattern:?} answers {code}, which it does not promise"));
    let Some(kind) = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else { return };
    let essence = kind.split(';').next().unwrap_or(kind).trim();
    let name = answer["$ref"].as_str().and_then(|name| name.strip_prefix("#/components/responses/"));
    let answer = name.map_or(answer, |name| &document["components"]["responses"][name]);
    assert!(
        answer["content"].get(essence).is_some(),
        "{method} {pattern:?} answers {code} with {essence}, which it does not promise"
    );
}
