//! Problem documents (RFC 9457): every failure that leaves the server has a stable slug, words for a person and the
//! number of the request. `docs/problems.md` explains each slug.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::domain::codes::{ActionCode, Lang, State};
use crate::domain::words::Words;
use crate::service::error::{FieldError, InvalidKind, ServiceError};

macro_rules! slugs {
    ($($(#[$meta:meta])* $name:ident = $slug:literal, $status:ident, $zh:literal, $en:literal;)+) => {
        /// What kind of failure it is; never renamed once released.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Slug { $($(#[$meta])* $name,)+ }

        impl Slug {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable text in `type`, after `/problems/`.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$name => $slug),+ }
            }

            /// The status that goes with it.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),+ }
            }

            /// The title, the same for every occurrence.
            pub const fn title(self, lang: Lang) -> &'static str {
                match self { $(Self::$name => lang.pick($zh, $en)),+ }
            }
        }
    };
}

slugs! {
    /// The request could not be read as HTTP that Gridward speaks.
    BadRequest = "bad-request", BAD_REQUEST, "请求无法识别", "The request cannot be understood";
    /// The body is not JSON.
    MalformedBody = "malformed-body", BAD_REQUEST, "请求内容不是有效的 JSON", "The body is not valid JSON";
    /// A part of the query string is wrong.
    InvalidQuery = "invalid-query", BAD_REQUEST, "查询参数有误", "The query is wrong";
    /// A part of the path is wrong.
    InvalidPath = "invalid-path", BAD_REQUEST, "地址中的编号有误", "The path is wrong";
    /// A header is wrong.
    InvalidHeader = "invalid-header", BAD_REQUEST, "请求头有误", "A header is wrong";
    /// The cursor was not issued for this list.
    InvalidCursor = "invalid-cursor", BAD_REQUEST, "翻页标记无效", "The cursor is not valid here";
    /// Nobody is logged in.
    Unauthenticated = "unauthenticated", UNAUTHORIZED, "请先登录", "Log in first";
    /// The policy says no.
    Forbidden = "forbidden", FORBIDDEN, "没有权限", "Not allowed";
    /// The URL names nothing.
    NoSuchPath = "no-such-path", NOT_FOUND, "没有这个地址", "There is nothing at this address";
    /// The thing does not exist for this actor.
    NotFound = "not-found", NOT_FOUND, "没有找到", "Not found";
    /// The URL exists, the method does not.
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED, "不支持这个方法", "The method is not supported here";
    /// The request took too long to arrive.
    RequestTimeout = "request-timeout", REQUEST_TIMEOUT, "请求超时", "The request took too long";
    /// The state machine refuses.
    Refused = "refused", CONFLICT, "现在不能这样办理", "This cannot be done now";
    /// It clashes with what exists.
    Conflict = "conflict", CONFLICT, "与现有数据冲突", "It clashes with what exists";
    /// Somebody was faster.
    PreconditionFailed = "precondition-failed", PRECONDITION_FAILED, "内容已被他人修改", "Somebody changed it meanwhile";
    /// Too many bytes.
    TooLarge = "too-large", PAYLOAD_TOO_LARGE, "内容过大", "The content is too large";
    /// The body has another type.
    UnsupportedMediaType = "unsupported-media-type", UNSUPPORTED_MEDIA_TYPE, "不支持这种内容类型", "The content type is not supported";
    /// A field breaks a rule.
    Invalid = "invalid", UNPROCESSABLE_ENTITY, "内容有误", "The content is wrong";
    /// No datum.
    UnknownDatum = "unknown-datum", UNPROCESSABLE_ENTITY, "坐标系未知", "The datum is unknown";
    /// No such category.
    UnknownCategory = "unknown-category", UNPROCESSABLE_ENTITY, "事件类别未知", "The category is unknown";
    /// Not an image.
    NotAnImage = "not-an-image", UNPROCESSABLE_ENTITY, "文件不是可识别的图片", "The file is not an image that can be read";
    /// Too large an image.
    ImageTooLarge = "image-too-large", PAYLOAD_TOO_LARGE, "图片过大", "The image is too large";
    /// The key stands for another request.
    KeyReused = "idempotency-key-reused", UNPROCESSABLE_ENTITY, "同一请求标识用于不同内容", "The idempotency key stands for another request";
    /// `If-Match` is missing.
    PreconditionRequired = "precondition-required", PRECONDITION_REQUIRED, "缺少版本标记", "The version is missing";
    /// Too many requests.
    TooMany = "too-many-requests", TOO_MANY_REQUESTS, "操作过于频繁", "Too many requests";
    /// A fault of ours.
    Internal = "internal", INTERNAL_SERVER_ERROR, "系统出错", "Something went wrong on our side";
    /// Try again later.
    Unavailable = "unavailable", SERVICE_UNAVAILABLE, "服务暂时不可用", "The service is not available now";
}

/// Where in the request a pointer points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Into the JSON body.
    Body,
    /// A parameter of the query string.
    Query,
    /// A parameter of the path.
    Path,
    /// A header.
    Header,
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct Wrong {
    /// The part of the request.
    pub place: Place,
    /// A JSON pointer into that part.
    pub pointer: String,
    /// What is wrong.
    pub words: Words,
}

/// A failure on its way to the client. [`crate::web::render`] writes it.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Its kind.
    pub slug: Slug,
    /// What happened this time.
    pub detail: Option<Box<Words>>,
    /// Every wrong part of the request.
    pub errors: Vec<Wrong>,
    /// Seconds after which trying again makes sense.
    pub retry_after: Option<u32>,
    /// The methods that the URL has.
    pub allow: Option<Box<str>>,
    /// The reason's code, the state of the case and what is possible instead.
    pub refusal: Option<Box<(&'static str, State, Vec<ActionCode>)>>,
    /// What went wrong inside: for the log alone.
    pub cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    /// A failure that its title explains.
    pub const fn new(slug: Slug) -> Self {
        Self {
            slug,
            detail: None,
            errors: Vec::new(),
            retry_after: None,
            allow: None,
            refusal: None,
            cause: None,
        }
    }

    /// Says what happened this time.
    #[must_use]
    pub fn detail(mut self, words: Words) -> Self {
        self.detail = Some(Box::new(words));
        self
    }

    /// Points at a wrong part of the request.
    #[must_use]
    pub fn at(mut self, place: Place, pointer: impl Into<String>, words: Words) -> Self {
        self.errors.push(Wrong { place, pointer: pointer.into(), words });
        self
    }

    /// A fault of ours, with its cause for the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(Arc::from(cause.into())), ..Self::new(Slug::Internal) }
    }

    /// The closest kind for a status that something below us answered with.
    pub fn of_status(status: StatusCode) -> Self {
        Self::new(match status {
            StatusCode::UNAUTHORIZED => Slug::Unauthenticated,
            StatusCode::FORBIDDEN => Slug::Forbidden,
            StatusCode::NOT_FOUND => Slug::NoSuchPath,
            StatusCode::METHOD_NOT_ALLOWED => Slug::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => Slug::RequestTimeout,
            StatusCode::PAYLOAD_TOO_LARGE => Slug::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Slug::UnsupportedMediaType,
            StatusCode::TOO_MANY_REQUESTS => Slug::TooMany,
            StatusCode::SERVICE_UNAVAILABLE => Slug::Unavailable,
            other if other.is_client_error() => Slug::BadRequest,
            _ => Slug::Internal,
        })
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug.text())
    }
}

/// So that a stream that has begun can break off with it.
impl Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.slug.status()
    }

    /// Carries the problem outwards: language and request id are known only to the outermost layer, which renders it.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.slug.status());
        response.extensions_mut().insert(self.clone());
        response
    }
}

impl From<ServiceError> for Problem {
    fn from(error: ServiceError) -> Self {
        if error.is_unavailable() {
            return Self { cause: Some(Arc::new(error)), ..Self::new(Slug::Unavailable) };
        }
        match error {
            ServiceError::Unauthenticated(words) => Self::new(Slug::Unauthenticated).detail(words),
            ServiceError::Forbidden(words) => Self::new(Slug::Forbidden).detail(words),
            ServiceError::NotFound => Self::new(Slug::NotFound),
            ServiceError::Refused(refused) => {
                let refusal = Box::new((refused.code, refused.current_state, refused.allowed_actions));
                Self { refusal: Some(refusal), ..Self::new(Slug::Refused).detail(refused.words) }
            }
            ServiceError::Invalid(kind, fields) => invalid(kind, fields),
            ServiceError::Conflict(words) => Self::new(Slug::Conflict).detail(words),
            ServiceError::VersionMismatch { current } => {
                Self::new(Slug::PreconditionFailed).detail(Words::made(
                    format!("当前版本为 {current}，请重新读取后再试。"),
                    format!("The version is {current} now. Read it again, then repeat the change."),
                ))
            }
            ServiceError::VersionRequired => Self::new(Slug::PreconditionRequired).detail(Words::fixed(
                "请在 If-Match 中带上所读内容的 ETag。",
                "Send the ETag of what you have read in If-Match.",
            )),
            ServiceError::KeyReused => Self::new(Slug::KeyReused).at(
                Place::Header,
                "/Idempotency-Key",
                Words::fixed("此标识已用于另一请求。", "This key was used for another request."),
            ),
            ServiceError::TooMany { retry_after } => {
                Self { retry_after: Some(retry_after), ..Self::new(Slug::TooMany) }
            }
            ServiceError::Store(cause) => Self::internal(cause),
            ServiceError::Fault(cause) => Self::internal(cause),
        }
    }
}

fn invalid(kind: InvalidKind, fields: Vec<FieldError>) -> Problem {
    let slug = match kind {
        InvalidKind::Content => Slug::Invalid,
        InvalidKind::UnknownDatum => Slug::UnknownDatum,
        InvalidKind::UnknownCategory => Slug::UnknownCategory,
        InvalidKind::NotAnImage => Slug::NotAnImage,
        InvalidKind::ImageTooLarge => Slug::ImageTooLarge,
    };
    let errors = fields
        .into_iter()
        .map(|field| Wrong { place: Place::Body, pointer: field.pointer, words: field.words })
        .collect();
    Problem { errors, ..Problem::new(slug) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_explains_each_slug_and_no_other() {
        let text = include_str!("../../docs/problems.md");
        let told: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("## `")?.strip_suffix('`')).collect();
        let known: Vec<&str> = Slug::ALL.iter().map(|slug| slug.text()).collect();
        assert_eq!(told, known);
        for slug in Slug::ALL {
            let section = text.split(&format!("## `{}`\n", slug.text())).nth(1).unwrap();
            let status = format!("Status {}.", slug.status().as_u16());
            assert!(section.trim_start().starts_with(&status), "{} should say {status}", slug.text());
        }
    }
}
