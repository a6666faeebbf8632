//! The web client: its files are embedded in the binary, already compressed, and every address of one of its faces is
//! answered with the one page that draws them all. What is in neither the URL table nor here does not exist.

use actix_web::http::Method;
use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, HeaderMap, REFERRER_POLICY,
    VARY,
};
use actix_web::{HttpRequest, HttpResponse};
use rust_embed::RustEmbed;

use crate::web::problem::{Problem, Slug};

/// Scripts and styles come from us alone and never stand in the page. Photos are shown from memory, because they are loaded
/// with a token; the map's icons are data.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
     connect-src 'self'; worker-src 'self'; manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// What a page says when the binary was built without the client.
const NOT_BUILT: &str = "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\"><title>邻格 Gridward</title>\
     <h1>邻格 Gridward</h1><p>此程序未包含网页端：请先运行 <code>script/server</code>。接口文档在 <a href=\"/docs/\">/docs</a>。</p>\
     <p lang=\"en\">This binary was built without the web client: run <code>script/server</code>. The API is documented at \
     <a href=\"/docs/\">/docs</a>.</p></html>";

/// The faces, and the page that leads to them.
const FACES: [&str; 6] = ["log-in", "console", "member", "public", "answer", "outside"];

/// What `web/dist` held when the binary was built; a debug build reads the folder itself.
#[derive(RustEmbed)]
#[folder = "web/dist"]
#[allow_missing = true]
struct Files;

/// Answers an address that is not in the URL table: a file of the client, one of its pages, or nothing.
pub async fn serve_client(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let path = request.path().trim_start_matches('/');
    if *request.method() != Method::GET && *request.method() != Method::HEAD {
        return Err(Problem::new(Slug::NoSuchPath));
    }
    if is_page(path) {
        return Ok(page(request.headers()));
    }
    let kind = kind_of(path).ok_or_else(|| Problem::new(Slug::NoSuchPath))?;
    let (encoding, body) =
        best(path, request.headers(), read).ok_or_else(|| Problem::new(Slug::NoSuchPath))?;
    // Names under `assets/` carry a digest of what they hold.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(file(kind, keep, encoding, body))
}

fn page(headers: &HeaderMap) -> HttpResponse {
    match best("index.html", headers, read) {
        Some((encoding, body)) => file("text/html; charset=utf-8", "no-cache", encoding, body),
        None => file("text/html; charset=utf-8", "no-store", None, NOT_BUILT.as_bytes().to_vec()),
    }
}

fn file(
    kind: &'static str,
    keep: &'static str,
    encoding: Option<&'static str>,
    body: Vec<u8>,
) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(kind)
        .insert_header((CACHE_CONTROL, keep))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((REFERRER_POLICY, "same-origin"));
    if let Some(encoding) = encoding {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    answer.body(body)
}

/// Whether the client draws this address.
fn is_page(path: &str) -> bool {
    path.is_empty()
        || FACES
            .iter()
            .any(|face| path.strip_prefix(face).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The media type by the name's ending; the client has no files of other kinds.
fn kind_of(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

fn read(path: &str) -> Option<Vec<u8>> {
    Files::get(path).map(|file| file.data.into_owned())
}

/// The smallest form of a file that the reader takes.
fn best(
    path: &str,
    headers: &HeaderMap,
    read: impl Fn(&str) -> Option<Vec<u8>>,
) -> Option<(Option<&'static str>, Vec<u8>)> {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |name: &str| {
        accepted.split(',').any(|one| {
            let (coding, weight) = one.split_once(';').unwrap_or((one, ""));
            coding.trim() == name && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    for (name, ending) in [("br", "br"), ("gzip", "gz")] {
        if takes(name)
            && let Some(body) = read(&format!("{path}.{ending}"))
        {
            return Some((Some(name), body));
        }
    }
    read(path).map(|body| (None, body))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn taking(accepted: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        headers
    }

    #[test]
    fn the_smallest_form_that_the_reader_takes_is_sent() {
        let read = |path: &str| ["a.js", "a.js.br", "a.js.gz", "b.png"].contains(&path).then(|| path.into());
        let sent = |path, accepted| best(path, &taking(accepted), read).map(|(coding, _)| coding);
        assert_eq!(sent("a.js", "gzip, deflate, br"), Some(Some("br")));
        assert_eq!(sent("a.js", "gzip, br;q=0"), Some(Some("gzip")));
        assert_eq!(sent("a.js", "identity"), Some(None));
        assert_eq!(sent("b.png", "gzip, br"), Some(None));
        assert_eq!(sent("c.js", "br"), None);
    }

    #[test]
    fn only_the_faces_are_pages() {
        for path in ["", "log-in", "console", "console/queues/triage", "member/cases/7"] {
            assert!(is_page(path), "{path}");
        }
        for path in ["consoles", "nowhere", "api/v1/cases", "assets/a.js"] {
            assert!(!is_page(path), "{path}");
        }
        assert_eq!((kind_of("a.js.br"), kind_of("keys/master.key")), (None, None));
    }
}
