//! What answers a known address asked with another method.

use actix_web::http::Method;

use crate::web::problem::{Problem, Slug};

/// The refusal of a method that an address does not have; `Allow` names those that it has.
pub fn method_not_allowed(methods: &[Method]) -> Problem {
    let mut names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    Problem { allow: Some(names.join(", ").into()), ..Problem::new(Slug::MethodNotAllowed) }
}
