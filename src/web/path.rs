//! Path parameters: `Path<CaseId>` for one, `Path2<CaseId, CheckId>` for two.

use std::future::{Ready, ready};
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use crate::domain::words::Words;
use crate::web::problem::{Place, Problem, Slug};

/// The one parameter of the path.
#[derive(Debug, Clone, Copy)]
pub struct Path<T>(pub T);

/// The two parameters of the path, in its order.
#[derive(Debug, Clone, Copy)]
pub struct Path2<A, B>(pub A, pub B);

fn parameter<T: FromStr>(request: &HttpRequest, index: usize) -> Result<T, Problem> {
    let (name, text) = request.match_info().iter().nth(index).unwrap_or_default();
    text.parse().map_err(|_| {
        Problem::new(Slug::InvalidPath).at(
            Place::Path,
            format!("/{name}"),
            Words::fixed("不是有效的编号或代码。", "is not a valid id or code."),
        )
    })
}

impl<T: FromStr> FromRequest for Path<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parameter(request, 0).map(Self))
    }
}

impl<A: FromStr, B: FromStr> FromRequest for Path2<A, B> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parameter(request, 0).and_then(|a| Ok(Self(a, parameter(request, 1)?))))
    }
}
