//! JSON bodies. `Json<T>` reads one; `Keyed<T>` also the `Idempotency-Key` under which it was sent. What is wrong is told
//! with a pointer, so that a form can mark the field.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use actix_web::web::{BytesMut, Data};
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::{LocalBoxFuture, Ready, ready};
use futures_util::{Stream, StreamExt as _};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::domain::words::Words;
use crate::service::idempotency::RequestKey;
use crate::web::problem::{Place, Problem, Slug};
use crate::web::query::field_problem;
use crate::web::strict::Strict;

/// Most bodies are forms: more is a mistake or an attack.
pub const FORM_BYTES: usize = 256 * 1024;

/// For imports of areas and catalogues.
pub const IMPORT_BYTES: usize = 16 * 1024 * 1024;

/// How long the next piece of a body may take to arrive. Who sends nothing for so long holds a connection for nothing.
#[derive(Debug, Clone, Copy)]
pub struct BodyPatience(pub Duration);

/// A JSON body of at most `MAX` bytes.
#[derive(Debug)]
pub struct Json<T, const MAX: usize = FORM_BYTES>(pub T);

/// A JSON body with the key under which it may be repeated. Without a key, a repetition is a second request.
#[derive(Debug)]
pub struct Keyed<T, const MAX: usize = FORM_BYTES> {
    /// The body.
    pub body: T,
    /// The key, if the client sent one.
    pub key: Option<RequestKey>,
}

/// The key under which a request without a body may be repeated.
#[derive(Debug)]
pub struct Bare(pub Option<RequestKey>);

impl FromRequest for Bare {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _payload: &mut Payload) -> Self::Future {
        let keyed = |key| RequestKey { key, digest: digest(request, &[]) };
        ready(idempotency_key(request).map(|key| Self(key.map(keyed))))
    }
}

/// The `Idempotency-Key` of a request without a JSON body (an upload, say): bind it to what was sent by `digest`.
pub fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let mut values = request.headers().get_all("Idempotency-Key");
    let Some(first) = values.next() else { return Ok(None) };
    let text = first.to_str().ok().filter(|_| values.next().is_none());
    match text {
        Some(key) if (1..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) => {
            Ok(Some(key.to_owned()))
        }
        _ => Err(Problem::new(Slug::InvalidHeader).at(
            Place::Header,
            "/Idempotency-Key",
            Words::fixed("应为 1 至 128 个可见 ASCII 字符。", "must be 1 to 128 visible ASCII characters."),
        )),
    }
}

/// What a key stands for: method, address and body together.
pub fn digest(request: &HttpRequest, body: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(request.method().as_str());
    hash.update(b"\n");
    hash.update(request.uri().to_string());
    hash.update(b"\n");
    hash.update(body);
    hash.finalize().into()
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for Json<T, MAX> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let bytes = json_bytes(&request, payload, MAX).await?;
            parse(&bytes).map(Self)
        })
    }
}

impl<T: DeserializeOwned + 'static, const MAX: usize> FromRequest for Keyed<T, MAX> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let key = idempotency_key(&request)?;
            let bytes = json_bytes(&request, payload, MAX).await?;
            let key = key.map(|key| RequestKey { key, digest: digest(&request, &bytes) });
            Ok(Self { body: parse(&bytes)?, key })
        })
    }
}

async fn json_bytes(request: &HttpRequest, payload: Payload, max: usize) -> Result<BytesMut, Problem> {
    let header = |name| request.headers().get(name).map(|v| v.to_str().unwrap_or("?"));
    let coded = header(CONTENT_ENCODING).is_some_and(|c| !c.eq_ignore_ascii_case("identity"));
    if coded || !header(CONTENT_TYPE).is_some_and(is_json) {
        return Err(Problem::new(Slug::UnsupportedMediaType).detail(Words::fixed(
            "请以 application/json（UTF-8，不压缩）发送。",
            "Send application/json in UTF-8, not compressed.",
        )));
    }
    read_body(request, payload, max).await
}

/// Reads the whole body, unless it is longer than `max`.
pub async fn read_body(request: &HttpRequest, mut payload: Payload, max: usize) -> Result<BytesMut, Problem> {
    let announced =
        request.headers().get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|n| n > max) {
        return Err(too_large(max));
    }
    let mut bytes = BytesMut::with_capacity(announced.unwrap_or(1024).min(max));
    while let Some(chunk) = next_piece(request, &mut payload).await? {
        let chunk = chunk.map_err(|error| match error {
            PayloadError::Overflow => too_large(max),
            _ => Problem::new(Slug::BadRequest),
        })?;
        if bytes.len() + chunk.len() > max {
            return Err(too_large(max));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The next piece of a body, or of a form in it, unless nothing comes for too long.
pub async fn next_piece<S>(request: &HttpRequest, body: &mut S) -> Result<Option<S::Item>, Problem>
where
    S: Stream + Unpin,
{
    let patience = request.app_data::<Data<BodyPatience>>();
    let BodyPatience(patience) = ***patience.ok_or_else(|| Problem::internal("no patience is wired"))?;
    let piece = tokio::time::timeout(patience, body.next()).await;
    piece.map_err(|_| Problem::new(Slug::RequestTimeout))
}

fn too_large(max: usize) -> Problem {
    Problem::new(Slug::TooLarge)
        .detail(Words::made(format!("最多 {max} 字节。"), format!("At most {max} bytes.")))
}

/// `application/json` or a type that says it is JSON (`…+json`), in UTF-8.
fn is_json(content_type: &str) -> bool {
    let lower = content_type.to_ascii_lowercase();
    let mut parts = lower.split(';').map(str::trim);
    let essence = parts.next().unwrap_or_default();
    let json =
        essence == "application/json" || essence.starts_with("application/") && essence.ends_with("+json");
    json && parts.all(|p| p.strip_prefix("charset=").is_none_or(|c| c.trim_matches('"') == "utf-8"))
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    refuse_nul(bytes)?;
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(Strict(&mut deserializer)).map_err(|error| {
        let pointer = pointer(error.path());
        let inner = error.into_inner();
        // The library calls it a fault of syntax when a code is `true`, say.
        if inner.is_data() || serde_json::from_slice::<serde_json::Value>(bytes).is_ok() {
            datum(field_problem(Slug::Invalid, Place::Body, pointer, &strip_position(&inner.to_string())))
        } else {
            malformed(&inner)
        }
    })?;
    deserializer.end().map_err(|error| malformed(&error))?;
    Ok(value)
}

/// A place without a known datum has a kind of its own: a client can ask the person which map it was.
fn datum(problem: Problem) -> Problem {
    let unknown = problem.errors.iter().any(|wrong| wrong.pointer.ends_with("/coord_sys"));
    if unknown { Problem { slug: Slug::UnknownDatum, ..problem } } else { problem }
}

fn malformed(error: &serde_json::Error) -> Problem {
    let (line, column) = (error.line(), error.column());
    Problem::new(Slug::MalformedBody).at(
        Place::Body,
        "",
        Words::made(
            format!("第 {line} 行第 {column} 列不是有效的 JSON。"),
            format!("is not JSON at line {line}, column {column}."),
        ),
    )
}

/// PostgreSQL keeps no NUL in text, SQLite would: refused for both, before anything is stored.
fn refuse_nul(bytes: &[u8]) -> Result<(), Problem> {
    if !bytes.windows(6).any(|w| w == b"\\u0000") {
        return Ok(());
    }
    let value = serde_json::from_slice(bytes).map_err(|error| malformed(&error))?;
    match nul_in(&value, "") {
        Some(pointer) => Err(Problem::new(Slug::Invalid).at(
            Place::Body,
            pointer,
            Words::fixed("不能含有空字符。", "must not contain the NUL character."),
        )),
        None => Ok(()),
    }
}

fn nul_in(value: &serde_json::Value, at: &str) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::String(text) if text.contains('\0') => Some(at.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(i, item)| nul_in(item, &format!("{at}/{i}")))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, item)| {
            if name.contains('\0') {
                Some(at.to_owned())
            } else {
                nul_in(item, &format!("{at}/{}", escaped(name)))
            }
        }),
        _ => None,
    }
}

/// One token of a JSON pointer (RFC 6901 §3).
fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => pointer.extend(["/", &index.to_string()]),
            Segment::Map { key } => pointer.extend(["/", &escaped(key)]),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    pointer
}

/// `serde_json` ends its messages with a position that the pointer already tells.
fn strip_position(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(text, _)| text).to_owned()
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::domain::codes::State;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Form {
        text: String,
        place: Option<Spot>,
        state: Option<State>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Spot {
        lon: f64,
        tags: Vec<u8>,
    }

    #[test]
    fn each_fault_has_its_slug_and_pointer() {
        for (body, slug, pointer, says) in [
            (r#"{"text":1}"#, Slug::Invalid, "/text", "string"),
            (r#"{"text":"a","place":{"lon":"x","tags":[]}}"#, Slug::Invalid, "/place/lon", "f64"),
            (r#"{"text":"a","place":{"lon":1,"tags":[1,-2]}}"#, Slug::Invalid, "/place/tags/1", ""),
            (r#"{"text":"a","place":{"tags":[]}}"#, Slug::Invalid, "/place/lon", "required"),
            (r#"{"text":"a","colour":1}"#, Slug::Invalid, "/colour", "unknown"),
            (r#"{"text":"a","text":"b"}"#, Slug::Invalid, "/text", "twice"),
            (r#"{"text":"a","state":true}"#, Slug::Invalid, "/state", ""),
            (r#"{"text":"a","state":{"reported":[]}}"#, Slug::Invalid, "/state", ""),
            (r#"{"text":"a\u0000b"}"#, Slug::Invalid, "/text", "NUL"),
            (r"[]", Slug::Invalid, "", "sequence"),
            (r#"["a"]"#, Slug::Invalid, "", "sequence"),
            (r#"{"text":"a","place":[1.5,[7]]}"#, Slug::Invalid, "/place", "sequence"),
            (r#"{"text":"a""#, Slug::MalformedBody, "", "line 1"),
            (r#"{"text":"a"} x"#, Slug::MalformedBody, "", "line 1"),
            ("", Slug::MalformedBody, "", "line 1"),
            (r#"{"text":"\ud800"}"#, Slug::MalformedBody, "", "line 1"),
        ] {
            let problem = parse::<Form>(body.as_bytes()).unwrap_err();
            assert_eq!(problem.slug, slug, "{body}");
            let wrong = &problem.errors[0];
            assert_eq!(wrong.pointer, pointer, "{body}: {wrong:?}");
            assert!(wrong.words.en.contains(says), "{body}: {wrong:?}");
        }
        assert!(parse::<Form>(b"{\"text\":\"\xff\"}").is_err());
        assert!(parse::<Form>(br#"{"text":"a \\u0000 b"}"#).is_ok(), "an escaped backslash is no NUL");
    }

    #[test]
    fn json_is_told_by_its_type() {
        for good in ["application/json", "application/JSON; charset=UTF-8", "application/merge-patch+json"] {
            assert!(is_json(good), "{good}");
        }
        for bad in ["", "text/json", "application/json; charset=gbk", "application/x-www-form-urlencoded"] {
            assert!(!is_json(bad), "{bad}");
        }
    }
}
