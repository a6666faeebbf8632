//! Documents about the API, served by the API: the OpenAPI document, its browser and the explanation of each problem.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::web::Data;
use utoipa_swagger_ui::{Config, serve};

use crate::web::path::Path;
use crate::web::problem::{Problem, Slug};

/// The browser's page needs its own scripts and styles and nothing from elsewhere. Its styles are partly inline, and its
/// icons are data.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PROBLEMS: &str = include_str!("../../docs/problems.md");

/// The OpenAPI 3.1 document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "documents",
    responses((status = 200, description = "The document", body = serde_json::Value)))]
pub async fn get_openapi(document: Data<Arc<str>>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document.to_string())
}

/// To the browser of the document.
#[utoipa::path(get, path = "/docs", tag = "documents",
    responses((status = 308, description = "It is at `/docs/`")))]
pub async fn get_docs_root() -> HttpResponse {
    HttpResponse::PermanentRedirect().insert_header(("Location", "/docs/")).finish()
}

/// A file of the browser of the document; without a name, its page.
#[utoipa::path(get, path = "/docs/{file}", tag = "documents", params(("file" = String, Path)),
    responses((status = 200, description = "The file", content((String = "text/html"), (String = "text/css"),
        (String = "text/javascript"), (String = "image/png"), (String = "application/json")))))]
pub async fn get_docs_file(file: Path<String>) -> Result<HttpResponse, Problem> {
    docs_file(&file.0)
}

/// The page of the browser of the document.
#[utoipa::path(get, path = "/docs/", tag = "documents",
    responses((status = 200, description = "The page", content_type = "text/html", body = String)))]
pub async fn get_docs_page() -> Result<HttpResponse, Problem> {
    docs_file("index.html")
}

fn docs_file(name: &str) -> Result<HttpResponse, Problem> {
    let config =
        Arc::new(Config::from("/api/v1/openapi.json").validator_url("none").try_it_out_enabled(true));
    match serve(name, config) {
        Ok(Some(file)) => Ok(HttpResponse::Ok()
            .content_type(file.content_type)
            .insert_header((CONTENT_SECURITY_POLICY, DOCS_POLICY))
            .body(file.bytes.to_vec())),
        Ok(None) => Err(Problem::new(Slug::NoSuchPath)),
        Err(error) => Err(Problem::internal(error.to_string())),
    }
}

/// What a problem means and what to do about it, in Markdown.
#[utoipa::path(get, path = "/problems/{slug}", tag = "documents", params(("slug" = String, Path)),
    responses((status = 200, description = "The explanation", content_type = "text/markdown", body = String)))]
pub async fn get_problem(slug: Path<String>) -> Result<HttpResponse, Problem> {
    let heading = format!("`{}`", slug.0);
    let section = PROBLEMS.split("\n## ").find_map(|section| section.strip_prefix(heading.as_str()));
    let text = section.ok_or_else(|| Problem::new(Slug::NotFound))?;
    Ok(HttpResponse::Ok().content_type("text/markdown; charset=utf-8").body(format!("# {heading}{text}\n")))
}
