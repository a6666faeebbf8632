//! `/about`: what a client may know before anybody has logged in.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::service::core::Core;
use crate::service::demo::is_demo;
use crate::web::problem::Problem;

/// What this installation is.
#[derive(Debug, Serialize, ToSchema)]
pub struct About {
    /// Its name.
    #[schema(example = "邻格 Gridward")]
    name: &'static str,
    /// The program's version.
    #[schema(example = "0.1.0")]
    version: &'static str,
    /// Whether everything here is invented. Each page of a client says so then.
    demo: bool,
    /// What such a page says; absent in a real office.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "演示数据：人物与事件均为虚构")]
    notice: Option<&'static str>,
}

/// What this installation is, and whether it is a demonstration.
#[utoipa::path(get, path = "/api/v1/about", tag = "operations",
    responses((status = 200, description = "What it is", body = About)))]
pub async fn get_about(core: Data<Core>, lang: Lang) -> Result<HttpResponse, Problem> {
    let demo = core.db.read(is_demo).await?;
    let words = match lang {
        Lang::Zh => "演示数据：人物与事件均为虚构",
        Lang::En => "Demonstration data: people and events are invented",
    };
    let notice = demo.then_some(words);
    let version = env!("CARGO_PKG_VERSION");
    Ok(HttpResponse::Ok().json(About { name: "邻格 Gridward", version, demo, notice }))
}
