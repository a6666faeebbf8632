//! Query strings: `Query<T>` reads all of it, `Paged<T>` a filter and the place in a list. Unknown names are refused,
//! since a filter that is silently ignored shows what was not asked for.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use crate::domain::words::Words;
use crate::service::error::ServiceError;
use crate::web::problem::{Place, Problem, Slug, Wrong};

/// The most that one page holds.
pub const MAX_LIMIT: u32 = 200;

/// What one page holds unless the client says otherwise.
pub const DEFAULT_LIMIT: u32 = 50;

/// The query string. `T` should deny unknown fields.
#[derive(Debug)]
pub struct Query<T>(pub T);

/// A filter and the page of the list that it gives.
#[derive(Debug)]
pub struct Paged<T> {
    /// The filter. `T` should deny unknown fields.
    pub filter: T,
    /// The page.
    pub page: PageRequest,
}

/// The parameters of every paged list, for the OpenAPI document; `Paged` reads them.
#[derive(utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "described here, read by `Paged`")]
pub struct Paging {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Where the page begins: taken from the `next` link, never made by hand.
    cursor: Option<String>,
}

/// Which page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// How many items at most, 1 to [`MAX_LIMIT`].
    pub limit: u32,
    /// The cursor as it came: [`crate::web::cursor::Cursors`] opens it.
    pub cursor: Option<String>,
    /// The list that the cursor must belong to: the path and the filter as sent.
    pub list: String,
}

/// What can be read from the decoded pairs of a query string: for extractors that take some pairs for themselves.
pub(super) trait FromPairs: Sized {
    /// Reads the pairs that are left; `taken` are those that somebody else read, which are part of the list all the same.
    fn from_pairs(
        path: &str,
        left: Vec<(String, String)>,
        taken: &[(String, String)],
    ) -> Result<Self, Problem>;
}

impl<T: DeserializeOwned> FromPairs for Query<T> {
    fn from_pairs(_: &str, left: Vec<(String, String)>, _: &[(String, String)]) -> Result<Self, Problem> {
        parse(&left).map(Self)
    }
}

impl<T: DeserializeOwned> FromPairs for Paged<T> {
    fn from_pairs(
        path: &str,
        left: Vec<(String, String)>,
        taken: &[(String, String)],
    ) -> Result<Self, Problem> {
        let mut paged = paged::<T>(path, left)?;
        if !taken.is_empty() {
            let taken = serde_urlencoded::to_string(taken).unwrap_or_default();
            paged.page.list = format!("{}&{taken}", paged.page.list);
        }
        Ok(paged)
    }
}

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request.query_string()).and_then(|pairs| parse(&pairs).map(Self)))
    }
}

impl<T: DeserializeOwned> FromRequest for Paged<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(pairs(request.query_string()).and_then(|pairs| paged(request.path(), pairs)))
    }
}

fn paged<T: DeserializeOwned>(path: &str, pairs: Vec<(String, String)>) -> Result<Paged<T>, Problem> {
    let (mut limit, mut cursor) = (None, None);
    let mut rest = Vec::with_capacity(pairs.len());
    for (name, value) in pairs {
        let slot = match name.as_str() {
            "limit" => &mut limit,
            "cursor" => &mut cursor,
            _ => {
                rest.push((name, value));
                continue;
            }
        };
        if slot.replace(value).is_some() {
            return Err(field_problem(
                Slug::InvalidQuery,
                Place::Query,
                String::new(),
                &format!("duplicate field `{name}`"),
            ));
        }
    }
    let limit = match limit {
        None => DEFAULT_LIMIT,
        Some(text) => text.parse().ok().filter(|n| (1..=MAX_LIMIT).contains(n)).ok_or_else(|| {
            Problem::new(Slug::InvalidQuery).at(
                Place::Query,
                "/limit",
                Words::made(
                    format!("应为 1 至 {MAX_LIMIT} 的整数。"),
                    format!("must be a whole number from 1 to {MAX_LIMIT}."),
                ),
            )
        })?,
    };
    let list = format!("{path}?{}", serde_urlencoded::to_string(&rest).unwrap_or_default());
    Ok(Paged { filter: parse(&rest)?, page: PageRequest { limit, cursor, list } })
}

/// The decoded pairs, refusing what is not UTF-8 or holds NUL: lenient decoding would search for another text.
pub(super) fn pairs(query: &str) -> Result<Vec<(String, String)>, Problem> {
    let bad = |pointer: &str| {
        Problem::new(Slug::InvalidQuery).at(
            Place::Query,
            pointer,
            Words::fixed("不是有效的 UTF-8 文本。", "is not valid UTF-8 text."),
        )
    };
    query
        .split('&')
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let name = decoded(name).ok_or_else(|| bad(""))?;
            let value = decoded(value).ok_or_else(|| bad(&format!("/{name}")))?;
            Ok((name, value))
        })
        .collect()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let (high, low) = (rest.next()?, rest.next()?);
                let digit = |b: u8| char::from(b).to_digit(16);
                u8::try_from(digit(high)? * 16 + digit(low)?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// The values of decoded pairs.
pub(super) fn parse<T: DeserializeOwned>(pairs: &[(String, String)]) -> Result<T, Problem> {
    // The pairs are decoded: encoding them again lets serde_urlencoded read numbers and codes out of text.
    let encoded = serde_urlencoded::to_string(pairs).unwrap_or_default();
    let deserializer = serde_urlencoded::Deserializer::new(form_urlencoded::parse(encoded.as_bytes()));
    serde_path_to_error::deserialize(deserializer).map_err(|error| {
        let path = error.path().to_string();
        let pointer = if path == "." { String::new() } else { format!("/{path}") };
        field_problem(Slug::InvalidQuery, Place::Query, pointer, &error.into_inner().to_string())
    })
}

/// What a use case finds wrong in values that came in the query string.
pub fn in_query(error: ServiceError) -> Problem {
    let problem = Problem::from(error);
    if problem.slug != Slug::Invalid {
        return problem;
    }
    let errors = problem.errors.into_iter().map(|wrong| Wrong { place: Place::Query, ..wrong }).collect();
    Problem { slug: Slug::InvalidQuery, errors, ..problem }
}

/// A problem from serde's message. The message is the library's English; the usual kinds get words of our own.
pub(super) fn field_problem(slug: Slug, place: Place, pointer: String, message: &str) -> Problem {
    let named = |prefix: &str| {
        let name = message.strip_prefix(prefix)?.strip_prefix(" `")?.split('`').next()?;
        Some(if pointer.ends_with(&format!("/{name}")) {
            pointer.clone()
        } else {
            format!("{pointer}/{name}")
        })
    };
    if let Some(at) = named("missing field") {
        return Problem::new(slug).at(place, at, Words::fixed("此项必填。", "is required."));
    }
    if let Some(at) = named("unknown field") {
        return Problem::new(slug).at(place, at, Words::fixed("没有此项。", "is an unknown name."));
    }
    if let Some(at) = named("duplicate field") {
        return Problem::new(slug).at(place, at, Words::fixed("此项重复。", "is given twice."));
    }
    let words = Words::made(format!("值有误：{message}"), format!("has a wrong value: {message}"));
    Problem::new(slug).at(place, pointer, words)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::domain::codes::State;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Filter {
        state: Option<State>,
        near: Option<f64>,
        q: Option<String>,
    }

    fn read(query: &str) -> Result<Paged<Filter>, Problem> {
        paged("/api/v1/cases", pairs(query)?)
    }

    #[test]
    fn a_filter_is_read_with_its_page() {
        let paged = read("state=reported&limit=7&q=%E6%B6%88%E9%98%B2+x&near=1.5&cursor=abc").unwrap();
        assert_eq!(paged.filter.state, Some(State::Reported));
        assert_eq!(paged.filter.q.as_deref(), Some("消防 x"));
        assert_eq!(paged.filter.near, Some(1.5));
        assert_eq!((paged.page.limit, paged.page.cursor.as_deref()), (7, Some("abc")));
        assert_eq!(read("").unwrap().page.limit, DEFAULT_LIMIT);
    }

    #[test]
    fn mistakes_are_pointed_at() {
        for (query, pointer) in [
            ("state=nowhere", "/state"),
            ("limit=0", "/limit"),
            ("limit=201", "/limit"),
            ("limit=many", "/limit"),
            ("limit=1&limit=2", "/limit"),
            ("near=here", "/near"),
            ("colour=red", "/colour"),
            ("q=a&q=b", "/q"),
            ("q=%ff", "/q"),
            ("q=%zz", "/q"),
            ("q=%00", "/q"),
        ] {
            let problem = read(query).unwrap_err();
            assert_eq!(problem.slug, Slug::InvalidQuery, "{query}");
            assert_eq!(problem.errors[0].pointer, pointer, "{query}: {problem:?}");
        }
    }
}
