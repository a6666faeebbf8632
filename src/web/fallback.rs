//! What answers where no handler does: unknown addresses, and known ones asked with another method.

use actix_web::http::Method;

use crate::web::problem::{Problem, Slug};

/// Any request to an address that is not in the table.
pub async fn no_such_path() -> Result<&'static str, Problem> {
    Err(Problem::new(Slug::NoSuchPath))
}

/// The refusal of a method that an address does not have; `Allow` names those that it has.
pub fn method_not_allowed(methods: &[Method]) -> Problem {
    let mut names: Vec<&str> = methods.iter().map(Method::as_str).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    Problem { allow: Some(names.join(", ").into()), ..Problem::new(Slug::MethodNotAllowed) }
}
