//! The URL table: every method, address, handler and who may come in, on one screen. Actix, the OpenAPI document and the
//! generated role × endpoint test all read this one table.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::ServiceConfig;
use actix_web::{Resource, guard, web};

use crate::domain::codes::Right;
use crate::web::fallback::method_not_allowed;

// One a line: this is where everybody adds.
use crate::web::calendars;
use crate::web::catalogue;
use crate::web::docs;
use crate::web::door;
use crate::web::health;

/// Who gets past the door of a route. What he may do there is for the policy table to say, inside the transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Anybody with a valid token; the use case concerns himself.
    SignedIn,
    /// Whoever has this right on the target.
    Needs(Right),
    /// The right is that of the action named in the body.
    ByAction,
}

/// One row of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, as a template.
    pub path: &'static str,
    /// Who gets in.
    pub access: Access,
    add: fn(Resource) -> Resource,
}

macro_rules! routes {
    ($($method:ident $path:literal => $($part:ident)::+, $access:expr;)+) => {
        /// The table.
        pub static ROUTES: &[Route] = &[$(Route {
            method: Method::$method,
            path: $path,
            access: $access,
            add: |resource| {
                let route = web::route().guard(by(Method::$method)).to($($part)::+);
                resource.route(guarded(route, &Method::$method, $access))
            },
        }),+];

        /// The operations of the table, as their handlers describe them.
        #[derive(utoipa::OpenApi)]
        #[openapi(paths($($($part)::+),+))]
        pub(super) struct Operations;
    };
}

use Access::Open;

routes! {
    GET "/healthz" => health::get_health, Open;
    GET "/readyz" => health::get_readiness, Open;
    GET "/metrics" => health::get_metrics, Open;
    GET "/docs" => docs::get_docs_root, Open;
    GET "/docs/" => docs::get_docs_page, Open;
    GET "/docs/{file}" => docs::get_docs_file, Open;
    GET "/problems/{slug}" => docs::get_problem, Open;
    GET "/api/v1/openapi.json" => docs::get_openapi, Open;
    GET "/api/v1/catalogue" => catalogue::show_catalogue, Open;
    GET "/api/v1/catalogue/versions" => catalogue::list_catalogue_versions, Open;
    GET "/api/v1/catalogue/{list}" => catalogue::show_catalogue_list, Open;
    GET "/api/v1/calendars" => calendars::list_calendars, Open;
}

/// What strangers may change goes through the door, whatever its handler does.
fn guarded(route: actix_web::Route, method: &Method, access: Access) -> actix_web::Route {
    if access == Open && *method != Method::GET { route.wrap(from_fn(door::count)) } else { route }
}

/// `HEAD` is answered wherever `GET` is.
fn by(method: Method) -> guard::AnyGuard {
    let head = if method == Method::GET { Method::HEAD } else { method.clone() };
    guard::Any(guard::Method(method)).or(guard::Method(head))
}

/// The addresses in the order in which they are tried: a literal segment before a parameter, whatever the table's order.
fn addresses() -> Vec<&'static str> {
    let mut paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    let key = |path: &str| path.split('/').map(|s| (s.starts_with('{'), s.to_owned())).collect::<Vec<_>>();
    paths.sort_by_key(|path| key(path));
    paths.dedup();
    paths
}

/// Registers the table. A known address asked with another method says which it has.
pub(super) fn register(config: &mut ServiceConfig) {
    for path in addresses() {
        let rows: Vec<&Route> = ROUTES.iter().filter(|route| route.path == path).collect();
        let methods: Vec<Method> = rows.iter().map(|row| row.method.clone()).collect();
        let resource = rows.iter().fold(web::resource(path), |resource, row| (row.add)(resource));
        config.service(resource.default_service(web::to(move || {
            let problem = method_not_allowed(&methods);
            async move { Err::<&'static str, _>(problem) }
        })));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_said_twice_and_literals_go_first() {
        let mut seen = std::collections::BTreeSet::new();
        for route in ROUTES {
            assert!(seen.insert((route.method.as_str(), route.path)), "{} {}", route.method, route.path);
        }
        let addresses = addresses();
        let at = |path: &str| addresses.iter().position(|p| *p == path).unwrap();
        assert!(at("/docs/") < at("/docs/{file}"));
    }
}
