//! The language of an answer: what the client asks for, else the person's own setting, else Chinese.

use actix_web::dev::Payload;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::future::LocalBoxFuture;

use crate::domain::codes::Lang;
use crate::web::principal::caller;

/// The language that a person has set for herself; whoever learns who asks puts it into the request.
#[derive(Debug, Clone, Copy)]
pub struct OwnLang(pub Lang);

/// The language of the answer to `request`.
pub fn lang_of(request: &HttpRequest) -> Lang {
    accepted(request.headers())
        .or_else(|| request.extensions().get::<OwnLang>().map(|own| own.0))
        .unwrap_or_default()
}

/// The best of our languages that `Accept-Language` names, by its weights; `None` if it names neither.
pub fn accepted(headers: &HeaderMap) -> Option<Lang> {
    let text = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(u16, Lang)> = None;
    for part in text.split(',') {
        let (tag, weight) = part.split_once(';').unwrap_or((part, ""));
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let lang = match primary.as_str() {
            "zh" => Lang::Zh,
            "en" => Lang::En,
            _ => continue,
        };
        let weight = thousandths(weight);
        if weight > 0 && best.is_none_or(|(w, _)| weight > w) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// `q=0.8` as 800; no weight is 1000 (RFC 9110 §12.4.2), one that cannot be read is 0.
fn thousandths(weight: &str) -> u16 {
    let Some(q) = weight.trim().strip_prefix("q=") else {
        return if weight.trim().is_empty() { 1000 } else { 0 };
    };
    match q.split_once('.') {
        None if q == "1" => 1000,
        Some(("1", zeros)) if zeros.bytes().all(|b| b == b'0') => 1000,
        Some(("0", digits)) if digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{digits:0<3}").parse().unwrap_or(0)
        }
        _ => 0,
    }
}

impl FromRequest for Lang {
    type Error = actix_web::Error;
    type Future = LocalBoxFuture<'static, Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            // A person's own setting is known only once it is known who asks; a bad token is the handler's to refuse.
            if accepted(request.headers()).is_none() && caller(&request).await.is_err() {
                return Ok(Self::default());
            }
            Ok(lang_of(&request))
        })
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn weights_decide() {
        for (header, want) in [
            ("en", Some(Lang::En)),
            ("zh-CN,zh;q=0.9,en;q=0.8", Some(Lang::Zh)),
            ("en-GB;q=0.5, zh-TW;q=0.51", Some(Lang::Zh)),
            ("fr, en;q=0.1", Some(Lang::En)),
            ("fr", None),
            ("en;q=0", None),
            ("en;q=nonsense", None),
            (";;;,,", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(header));
            assert_eq!(accepted(&headers), want, "{header}");
        }
    }
}
