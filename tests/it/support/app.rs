//! The real application over a database of its own, at a fixed time, asked in process: the same routes and layers as in
//! production, without a socket.

#![allow(dead_code, reason = "a harness offers what the next test will need")]
use std::cell::Cell;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

use actix_web::HttpServer;
use actix_web::body::to_bytes;
use actix_web::dev::{ServerHandle, Service};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::{TestRequest, init_service};
use gridward::config::Config;
use gridward::domain::clock::Clock;
use gridward::domain::notice::channel::Channel;
use gridward::service::core::Core;
use gridward::service::doctor::{Report, examine};
use gridward::service::keys::Keys;
use gridward::service::notice::NoticeOptions;
use gridward::service::notice::plan::plan_due;
use gridward::service::report::fold::fold_some;
use gridward::service::timer::fire_due;
use gridward::store::files::DiskFiles;
use gridward::store::{DbOptions, Engine};
use gridward::web::{self, Web};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::database::TestDatabase;
use super::promise;
use super::world::{PASSWORD, World};

/// When every test begins: Tuesday 2026-03-10, 10:00 in Shanghai.
pub(crate) const START: &str = "2026-03-10T02:00:00Z";

/// A clock that stands until it is moved.
pub(crate) struct FixedClock(Mutex<Timestamp>);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

type Future<'a, T> = Pin<Box<dyn std::future::Future<Output = T> + 'a>>;

/// The application under test.
pub(crate) struct TestApp {
    pub(crate) core: Core,
    pub(crate) engine: Engine,
    pub(crate) web: Web,
    clock: Arc<FixedClock>,
    ask: Box<dyn Fn(TestRequest) -> Future<'static, Reply>>,
    spoiled: Cell<bool>,
    pub(crate) database: TestDatabase,
    pub(crate) folder: tempfile::TempDir,
}

/// The header by which somebody proves who he is.
pub(crate) fn bearer(token: &str) -> (&'static str, String) {
    ("authorization", format!("Bearer {token}"))
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// The body as text.
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    /// The value of a header, as text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Fails the test unless the status is this one; shows the body.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// Fails the test unless this is a problem document of that slug.
    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, slug: &str) -> Self {
        let reply = self.expect(status);
        assert_eq!(reply.header("content-type"), Some("application/problem+json"));
        let told = reply.json();
        assert!(told["type"].as_str().is_some_and(|kind| kind.ends_with(&format!("/{slug}"))), "{told:#}");
        reply
    }
}

impl TestApp {
    /// Builds the application over a fresh database and runs the scenario in an actix system.
    pub(crate) fn run(engine: Engine, scenario: impl for<'a> FnOnce(&'a TestApp) -> Future<'a, ()>) {
        Self::run_with(engine, &DbOptions { connections: 4, ..DbOptions::default() }, scenario);
    }

    /// The same over a database that is opened so.
    pub(crate) fn run_with(
        engine: Engine,
        options: &DbOptions,
        scenario: impl for<'a> FnOnce(&'a TestApp) -> Future<'a, ()>,
    ) {
        actix_web::rt::System::new().block_on(async {
            let app = Self::build(engine, options).await;
            scenario(&app).await;
            app.end_of_day().await;
        });
    }

    /// What must hold after every scenario, whatever it was about: no timer is stuck, the chains are whole, the events of each
    /// case give its row, every open case is watched.
    async fn end_of_day(&self) {
        if self.spoiled.get() {
            return;
        }
        self.fire_timers().await;
        self.plan().await;
        // Some of the numbers are folded and some wait when they are counted anew.
        fold_some(&self.core).await.expect("the numbers can be added up");
        let core = &self.core;
        let report =
            std::thread::scope(|scope| scope.spawn(|| examine(core, true)).join().expect("no panic"));
        let Report { faults, remarks, .. } = report.expect("the doctor can look");
        assert_eq!(faults, []);
        assert!(!remarks.iter().any(|remark| remark.en.contains("timer")), "{remarks:?}");
    }

    /// Lets every timer fire whose time has come.
    pub(crate) async fn fire_timers(&self) {
        loop {
            let fired = fire_due(&self.core).await.expect("timers can be fired");
            assert_eq!(fired.failed, 0, "a timer is stuck");
            if fired.events == 0 && !fired.more {
                break;
            }
        }
    }

    /// Plans every notice that waits: none may be stuck.
    pub(crate) async fn plan(&self) {
        loop {
            let planned = plan_due(&self.core).await.expect("notices can be planned");
            assert_eq!(planned.failed, 0, "a notice is stuck");
            if planned.rows == 0 && !planned.more {
                break;
            }
        }
    }

    /// Says that the scenario has damaged the database on purpose.
    pub(crate) fn spoil(&self) {
        self.spoiled.set(true);
    }

    async fn build(engine: Engine, options: &DbOptions) -> Self {
        let database = TestDatabase::new(engine);
        let clock = Arc::new(FixedClock(Mutex::new(START.parse().unwrap())));
        let folder = tempfile::tempdir().unwrap();
        let files = Arc::new(DiskFiles::open(&folder.path().join("files"), "test").unwrap());
        let core = Core::new(
            database.open_with(options),
            Arc::<FixedClock>::clone(&clock),
            Keys::new([7; 32]),
            files,
        );
        let core = core.with_notices(NoticeOptions {
            channels: vec![Channel::Email, Channel::Wecom, Channel::Sms, Channel::Webhook],
            base_url: "https://ward.example".to_owned(),
            private_hooks: true,
        });
        let config = Config::parse(Some("door_per_minute = 100000\ndoor_burst = 100000"), []).unwrap();
        let web = Web::new(&config, [9; 32]);
        let service = Rc::new(init_service(web::app(web.clone(), core.clone())).await);
        let ask = Box::new(move |request: TestRequest| {
            let service = Rc::clone(&service);
            Box::pin(async move {
                let request = request.to_request();
                let method = request.method().clone();
                let response = match service.call(request).await {
                    Ok(response) => {
                        let (request, response) = response.into_parts();
                        promise::keep(&method, request.match_pattern().as_deref(), response.head());
                        response.map_into_boxed_body()
                    }
                    Err(error) => error.error_response().map_into_boxed_body(),
                };
                let (head, body) = response.into_parts();
                let body = to_bytes(body).await.unwrap_or_default();
                Reply { status: head.status(), headers: head.headers().clone(), body: body.to_vec() }
            }) as Future<'static, Reply>
        });
        Self { core, engine, web, clock, ask, spoiled: Cell::new(false), database, folder }
    }

    /// Serves the same application on a port of its own, for clients that want a socket.
    pub(crate) fn serve(&self) -> (SocketAddr, ServerHandle) {
        let (state, core) = (self.web.clone(), self.core.clone());
        let server = HttpServer::new(move || web::app(state.clone(), core.clone()))
            .workers(1)
            .disable_signals()
            .bind(("127.0.0.1", 0))
            .expect("a free port");
        let address = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_web::rt::spawn(server);
        (address, handle)
    }

    /// Sends a request.
    pub(crate) async fn ask(&self, request: TestRequest) -> Reply {
        (self.ask)(request).await
    }

    /// Builds the small street of `support/world.rs`.
    pub(crate) fn world(&self) -> World {
        // The runtime's own thread must not block.
        let db = &self.core.db;
        std::thread::scope(|scope| scope.spawn(|| World::build(db)).join().expect("the world is built"))
    }

    /// Logs a person of the world in and answers the access token.
    pub(crate) async fn log_in(&self, name: &str) -> String {
        let body = serde_json::json!({"login": name, "password": PASSWORD});
        let reply = self.ask(TestRequest::post().uri("/api/v1/sessions").set_json(body)).await;
        assert!(reply.status.is_success(), "{name}: {}", String::from_utf8_lossy(&reply.body));
        reply.json()["access_token"].as_str().expect("a token").to_owned()
    }

    /// Sends a POST of JSON as somebody.
    pub(crate) async fn post(&self, token: &str, path: &str, body: &Value) -> Reply {
        self.ask(TestRequest::post().uri(path).insert_header(bearer(token)).set_json(body)).await
    }

    /// Sends a GET as somebody.
    pub(crate) async fn get_as(&self, token: &str, path: &str) -> Reply {
        self.ask(TestRequest::get().uri(path).insert_header(bearer(token))).await
    }

    /// Sends a GET.
    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.ask(TestRequest::get().uri(path)).await
    }

    /// Moves the clock on.
    pub(crate) fn pass(&self, time: SignedDuration) {
        *self.clock.0.lock().unwrap() += time;
    }
}
