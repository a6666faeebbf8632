//! HTTP: the URL table (`routes.rs`), extractors, views and problem documents. Handlers parse, call one use case and
//! answer; rules and SQL live elsewhere.

pub mod about;
pub mod answers;
pub mod areas;
pub mod attachments;
pub mod audit;
pub mod body;
pub mod calendars;
pub mod case_export;
pub mod case_list;
pub mod case_query;
pub mod cases;
pub mod catalogue;
pub mod catalogue_edit;
pub mod client;
pub mod clocks;
mod csv;
pub mod cursor;
pub mod deliveries;
pub mod departments;
pub mod docs;
pub mod door;
pub mod dry_run;
pub mod duties;
pub mod fallback;
pub mod health;
pub mod inbox;
pub mod incidents;
pub mod instant;
pub mod ladders;
pub mod lang;
pub mod limits;
pub mod me;
pub mod metrics;
pub mod next_step;
pub mod observe;
pub mod openapi;
pub mod outside;
mod patch;
pub mod path;
pub mod people;
pub mod precondition;
pub mod preferences;
pub mod principal;
pub mod problem;
pub mod public;
pub mod query;
pub mod render;
pub mod report_histories;
pub mod report_keeper;
pub mod report_morning;
pub mod report_query;
pub mod report_survival;
pub mod reports;
pub mod roles;
pub mod roster;
pub mod routes;
pub mod rules;
pub mod sessions;
pub mod settings;
pub mod stream;
mod strict;
pub mod suggestions;
mod table;
pub mod templates;
pub mod timeline;
pub mod upload;
pub mod webhooks;

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, web};

use body::BodyPatience;
use cursor::Cursors;
use door::Door;
use metrics::Metrics;
use tokio::sync::watch;

use crate::service::core::Core;

/// What the web room keeps between requests. Cheap to clone: one for all workers.
#[derive(Clone)]
pub struct Web {
    /// Counts and times of requests.
    pub metrics: Arc<Metrics>,
    /// Signs and opens cursors.
    pub cursors: Arc<Cursors>,
    /// Counts the requests of strangers.
    pub door: Arc<Door>,
    /// How long the next piece of a body may take to arrive.
    pub body_patience: BodyPatience,
    /// The OpenAPI document, as it is served.
    pub openapi: Arc<str>,
    /// Becomes true when the process is asked to stop: streams end then, since they would never finish by themselves.
    pub closing: Arc<watch::Sender<bool>>,
}

impl Web {
    /// `cursor_key` signs cursors: give the same to every node that serves one database.
    pub fn new(config: &crate::config::Config, cursor_key: [u8; 32]) -> Self {
        Self {
            metrics: Arc::new(Metrics::new()),
            cursors: Arc::new(Cursors::new(cursor_key)),
            door: Arc::new(Door::new(config.door, config.trust_forwarded)),
            body_patience: BodyPatience(config.request_patience),
            openapi: openapi::document(&config.base_url).to_string().into(),
            closing: Arc::new(watch::Sender::new(false)),
        }
    }
}

/// The application: every route, and around them what every request passes. Production and tests build this same one.
pub fn app(
    state: Web,
    core: Core,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(Data::from(state.closing))
        .app_data(Data::from(state.metrics))
        .app_data(Data::from(state.cursors))
        .app_data(Data::from(state.door))
        .app_data(Data::new(state.body_patience))
        .app_data(Data::new(state.openapi))
        .app_data(Data::new(core))
        .configure(routes::register)
        .default_service(web::to(client::serve_client))
        .wrap(from_fn(observe::observe))
}
