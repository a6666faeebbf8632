//! Every address as every role, at its own target, at one in the same area, in another, and at none: what the application
//! answers is compared with what the policy table says, and the whole picture is kept as a snapshot. An address that is not
//! described in `doors/knocks.rs` fails the test, so that none is forgotten.

mod areas;
mod cases;
mod knocks;
mod office;
mod public;
mod rules;

use std::fmt::Write as _;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use gridward::domain::policy::Actor;
use gridward::service::access::authenticate;
use gridward::web::routes::{Access, ROUTES};
use serde_json::Value;

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use knocks::{Street, knocks};

/// Who knocks: everybody in the world whose name is that of a role, and a stranger without a token.
const CALLERS: [&str; 15] = [
    "stranger",
    "resident",
    "volunteer",
    "grid_member",
    "grid_leader",
    "community_staff",
    "acceptor",
    "dispatcher",
    "dept_handler",
    "dept_lead",
    "mediator",
    "supervisor",
    "street_leader",
    "auditor",
    "admin",
];

/// How the target stands to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is about the caller, or the caller made it.
    Own,
    /// In the grid in which the grid's people serve.
    Same,
    /// In the other community, or another unit's.
    Other,
    /// There is no such thing.
    Nowhere,
}

/// What is to come of a knock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// The caller gets in; what is wrong with the request besides may still be said.
    In,
    /// The caller is kept out.
    Out,
    /// There is nothing to get into, and nothing is done.
    Nothing,
}

impl Want {
    /// In or out.
    pub(crate) fn of(allowed: bool) -> Self {
        if allowed { Self::In } else { Self::Out }
    }

    fn is(self, status: u16) -> bool {
        match self {
            Self::In => !matches!(status, 401 | 403 | 404) && status < 500,
            Self::Out => matches!(status, 401 | 403 | 404),
            Self::Nothing => (400..500).contains(&status),
        }
    }
}

/// Somebody at the door.
pub(crate) struct Caller {
    pub(crate) name: &'static str,
    pub(crate) token: Option<String>,
    /// Who that is for the policy; a stranger is nobody at all.
    pub(crate) actor: Actor,
}

/// One request, and what is to come of it for its caller.
pub(crate) struct Knock {
    pub(crate) place: Place,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) want: Want,
}

async fn caller(app: &TestApp, name: &'static str) -> Caller {
    if name == "stranger" {
        return Caller { name, token: None, actor: Actor::default() };
    }
    let token = app.log_in(name).await;
    let actor = authenticate(&app.core, &token).await.unwrap().actor;
    Caller { name, token: Some(token), actor }
}

/// Sends a knock. Logging out is tried with a session of its own, so that the caller's other requests go on.
async fn send(app: &TestApp, caller: &mut Caller, method: &Method, knock: &Knock) -> u16 {
    let mut request = TestRequest::default().method(method.clone()).uri(&knock.path);
    if let Some(token) = &caller.token {
        request = request.insert_header(bearer(token));
    }
    if matches!(*method, Method::PATCH | Method::PUT) {
        // Nobody's version: whoever gets in is told so, and nothing changes.
        request = request.insert_header(("If-Match", "\"999999\""));
    }
    if let Some(body) = &knock.body {
        request = request.set_json(body);
    }
    let status = app.ask(request).await.status.as_u16();
    let logs_out = *method == Method::DELETE && knock.path.starts_with("/api/v1/sessions");
    if logs_out && caller.token.is_some() {
        caller.token = Some(app.log_in(caller.name).await);
    }
    status
}

both_engines! {
    async fn every_door_opens_to_those_whom_the_table_names(app) {
        let street = Street::build(app).await;
        let mut callers = Vec::new();
        for name in CALLERS {
            callers.push(caller(app, name).await);
        }
        let mut picture = String::from("who: ");
        picture.push_str(&CALLERS.join(" "));
        picture.push('\n');
        let mut wrong = Vec::new();
        for route in ROUTES {
            let mut lines: Vec<(Place, String)> = Vec::new();
            for (column, caller) in callers.iter_mut().enumerate() {
                let Some(knocks) = knocks(&street, route, caller) else {
                    wrong.push(format!("{} {} is not described", route.method, route.path));
                    break;
                };
                for knock in knocks {
                    let mut want = knock.want;
                    if caller.token.is_none() && route.access != Access::Open {
                        want = Want::Out;
                    }
                    let status = send(app, caller, &route.method, &knock).await;
                    if !want.is(status) {
                        wrong.push(format!(
                            "{} {} as {} at {:?}: {status}, wanted {want:?}",
                            route.method, knock.path, caller.name, knock.place
                        ));
                    }
                    match lines.iter_mut().find(|(place, _)| *place == knock.place) {
                        Some((_, line)) => write!(line, " {status}").unwrap(),
                        // Those who have no such target come before those who do.
                        None => lines.push((knock.place, format!("{}{status}", "--- ".repeat(column)))),
                    }
                }
            }
            writeln!(picture, "\n{} {} ({})", route.method, route.path, told(route.access)).unwrap();
            for (place, line) in lines {
                let missing = CALLERS.len() - line.split(' ').count();
                let line = line + &" ---".repeat(missing);
                writeln!(picture, "  {:7} {line}", format!("{place:?}").to_lowercase()).unwrap();
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        insta::assert_snapshot!("doors", picture);
    }
}

fn told(access: Access) -> String {
    match access {
        Access::Open => "anybody".to_owned(),
        Access::SignedIn => "signed in".to_owned(),
        Access::Needs(right) => format!("needs {right}"),
        Access::ByAction => "by action".to_owned(),
    }
}
