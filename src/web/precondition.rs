//! `ETag` and `If-Match`: nobody overwrites what he has not read. The tag is the row's version, which decisions raise and
//! the engine's own bookkeeping does not.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{ETAG, HeaderName, IF_MATCH};
use actix_web::{FromRequest, HttpRequest};

use crate::domain::words::Words;
use crate::service::error::ServiceError;
use crate::web::problem::{Place, Problem, Slug};

/// No row has this version: a tag that is well-formed but not ours never matches.
const NO_VERSION: i64 = -1;

/// What the client asks to hold before the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfMatch {
    /// It said nothing.
    Absent,
    /// `*`: any version.
    Any,
    /// This version.
    Version(i64),
}

impl IfMatch {
    /// The version that must stand, for changes where it matters; `None` is `*`. Saying nothing is refused (428).
    pub fn required(self) -> Result<Option<i64>, ServiceError> {
        match self {
            Self::Absent => Err(ServiceError::VersionRequired),
            Self::Any => Ok(None),
            Self::Version(version) => Ok(Some(version)),
        }
    }

    /// The version that must stand, if the client named one.
    pub fn optional(self) -> Option<i64> {
        match self {
            Self::Absent | Self::Any => None,
            Self::Version(version) => Some(version),
        }
    }

    fn read(request: &HttpRequest) -> Option<Self> {
        let mut values = request.headers().get_all(IF_MATCH);
        let Some(first) = values.next() else { return Some(Self::Absent) };
        let text = first.to_str().ok().filter(|_| values.next().is_none())?.trim();
        if text == "*" {
            return Some(Self::Any);
        }
        let tag = text.strip_prefix("W/").unwrap_or(text).strip_prefix('"')?.strip_suffix('"')?;
        if tag.contains('"') {
            return None;
        }
        let version = tag.strip_prefix('v').filter(|_| !text.starts_with("W/")).and_then(|v| v.parse().ok());
        Some(Self::Version(version.unwrap_or(NO_VERSION)))
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::read(request).ok_or_else(|| {
            Problem::new(Slug::InvalidHeader).at(
                Place::Header,
                "/If-Match",
                Words::fixed("应为一个 ETag 或 *。", "must be one ETag, or *."),
            )
        }))
    }
}

/// The header that names a version. Answers that carry it are `no-store`: what a person may see can change without it.
pub fn etag(version: i64) -> (HeaderName, String) {
    (ETAG, format!("\"v{version}\""))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn one_tag_or_a_star() {
        for (header, want) in [
            ("\"v7\"", Some(IfMatch::Version(7))),
            ("*", Some(IfMatch::Any)),
            ("W/\"v7\"", Some(IfMatch::Version(NO_VERSION))),
            ("\"other\"", Some(IfMatch::Version(NO_VERSION))),
            ("v7", None),
            ("\"v7\", \"v8\"", None),
            ("", None),
        ] {
            let request = TestRequest::default().insert_header((IF_MATCH, header)).to_http_request();
            assert_eq!(IfMatch::read(&request), want, "{header}");
        }
        assert_eq!(IfMatch::read(&TestRequest::default().to_http_request()), Some(IfMatch::Absent));
    }
}
