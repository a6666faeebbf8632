//! Who asks. `Principal` is somebody with a valid token; `Visitor` may also be nobody. A token that is not good is refused in
//! both: it never makes a stranger of somebody.

use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use futures_util::future::LocalBoxFuture;

use crate::domain::policy::Actor;
use crate::domain::words::Words;
use crate::service::access::{Caller, authenticate};
use crate::service::core::Core;
use crate::web::lang::OwnLang;
use crate::web::problem::{Problem, Slug};

/// Somebody who proved who he is.
#[derive(Debug, Clone)]
pub struct Principal(pub Caller);

impl Principal {
    /// The person with the grants that hold now.
    pub fn actor(&self) -> Actor {
        self.0.actor.clone()
    }
}

/// Somebody, or nobody in particular.
#[derive(Debug, Clone)]
pub struct Visitor(pub Option<Caller>);

impl Visitor {
    /// The person with the grants that hold now, or an actor without any.
    pub fn actor(&self) -> Actor {
        self.0.as_ref().map(|caller| caller.actor.clone()).unwrap_or_default()
    }
}

/// The token of the request; an error when there is a header that holds none.
fn bearer(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let mut headers = request.headers().get_all(AUTHORIZATION);
    let Some(first) = headers.next() else { return Ok(None) };
    let text = first.to_str().ok().filter(|_| headers.next().is_none());
    let token = text.and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
    });
    token.map(Some).ok_or_else(|| {
        Problem::new(Slug::Unauthenticated).detail(Words::fixed(
            "Authorization 应为 Bearer 加访问令牌。",
            "Authorization must be Bearer and an access token.",
        ))
    })
}

/// Whoever asks, found out once a request.
pub(super) async fn caller(request: &HttpRequest) -> Result<Option<Caller>, Problem> {
    if let Some(known) = request.extensions().get::<Caller>() {
        return Ok(Some(known.clone()));
    }
    let Some(token) = bearer(request)? else { return Ok(None) };
    let core = request.app_data::<Data<Core>>().ok_or_else(|| Problem::internal("the core is not wired"))?;
    let caller = authenticate(core, &token).await?;
    request.extensions_mut().insert(OwnLang(caller.known.lang));
    request.extensions_mut().insert(caller.clone());
    Ok(Some(caller))
}

impl FromRequest for Principal {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            caller(&request).await?.map(Self).ok_or_else(|| Problem::new(Slug::Unauthenticated))
        })
    }
}

impl FromRequest for Visitor {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { caller(&request).await.map(Self) })
    }
}
