//! The demonstration: told to the end without a refusal, in every state, with work for everybody who can log in, nothing left
//! over from the past, and never on top of anything else.

use std::collections::BTreeSet;
use std::sync::Arc;

use actix_web::test::TestRequest;
use gridward::domain::case::Case;
use gridward::domain::case::words::RequestKind;
use gridward::domain::codes::State;
use gridward::domain::ids::CaseId;
use gridward::service::core::Core;
use gridward::service::demo::{Built, DemoSize, LOGINS, Outcome, PASSWORD, build_demo};
use gridward::service::error::ServiceError;
use gridward::store::case::find_case;
use gridward::store::{Engine, outbox};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::both_engines;

/// A small street with all that the whole one has.
pub(crate) const SMALL: DemoSize = DemoSize { communities: 3, volunteers: 60, stories: 120 };

/// Off the threads of the test, since building blocks.
fn build(core: &Core, size: DemoSize) -> Outcome {
    let told = Arc::new(|_, _| {});
    std::thread::scope(|scope| scope.spawn(|| build_demo(core, size, told).unwrap()).join().unwrap())
}

/// Builds it and insists that no story was refused.
pub(crate) fn built(core: &Core, size: DemoSize) -> Built {
    let Outcome::Built(built) = build(core, size) else { panic!("it was not built") };
    assert_eq!(built.stops, [], "the rules refused a story");
    built
}

async fn cases(core: &Core) -> Vec<Case> {
    let all = core.db.read(|conn| {
        let all = (1..).map(CaseId).map_while(|id| find_case(conn, id).transpose());
        Ok::<_, ServiceError>(
            all.map(|found| found.map(|stored| stored.case)).collect::<Result<Vec<_>, _>>()?,
        )
    });
    all.await.unwrap()
}

async fn log_in(app: &TestApp, login: &str) -> String {
    let body = json!({"login": login, "password": PASSWORD});
    let reply = app.ask(TestRequest::post().uri("/api/v1/sessions").set_json(body)).await.expect(201);
    reply.json()["access_token"].as_str().unwrap().to_owned()
}

async fn items(app: &TestApp, token: &str, path: &str) -> Vec<Value> {
    app.get_as(token, path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

/// Every state is there, with clocks at every stage, and what waits for a second person.
fn show_everything(cases: &[Case], app: &TestApp) {
    let states: BTreeSet<&str> = cases.iter().map(|case| case.state.code()).collect();
    let missing: Vec<&State> = State::ALL.iter().filter(|state| !states.contains(state.code())).collect();
    assert!(missing.is_empty(), "no case is {missing:?}");
    let now = app.core.clock.now();
    let open = || cases.iter().filter(|case| case.state.is_open());
    let clocks = || open().filter_map(|case| case.clock);
    assert!(clocks().any(|clock| clock.due_at < now && clock.overdue), "none is overdue");
    assert!(clocks().any(|clock| clock.due_at > now && clock.warn_at.is_none()), "none is due soon");
    assert!(clocks().any(|clock| clock.due_at > now && clock.warn_at.is_some()), "none is in good time");
    assert!(open().any(|case| !case.orders.is_empty()), "none is supervised");
    assert!(open().any(|case| case.sensitive), "none is sealed");
    assert!(open().any(Case::needs_arbitration), "none was returned twice");
    for kind in [RequestKind::Void, RequestKind::Extend, RequestKind::Suspend, RequestKind::Whistle] {
        assert!(open().any(|case| case.request(kind).is_some()), "nobody asks for {kind:?}");
    }
}

/// What each log-in looks at first.
const FIRST_SCREENS: [(&str, &[&str]); 12] = [
    ("resident", &["incidents"]),
    ("volunteer", &["offers", "checks"]),
    ("member", &["checks", "incidents"]),
    ("community", &["queues/triage", "queues/dispatch", "queues/mine", "queues/check"]),
    ("intake", &["queues/triage", "queues/check", "queues/overdue"]),
    ("dispatch", &["queues/dispatch", "requests"]),
    ("handler", &["queues/mine"]),
    ("lead", &["queues/mine", "requests"]),
    ("inspector", &["queues/overdue", "queues/check", "requests"]),
    ("leader", &["requests", "queues/overdue"]),
    ("mediator", &["queues/mine?sealed=true"]),
    ("auditor", &["cases"]),
];

async fn find_work_waiting(app: &TestApp) {
    for login in LOGINS {
        let token = log_in(app, login.login).await;
        let first = FIRST_SCREENS.iter().find(|(name, _)| *name == login.login);
        for path in first.map_or(["people"].as_slice(), |(_, paths)| paths) {
            let found = items(app, &token, &format!("/api/v1/{path}")).await;
            assert!(!found.is_empty(), "{} finds nothing at {path}", login.login);
        }
    }
}

async fn leave_nothing_over(app: &TestApp, cases: &[Case]) {
    let now = app.core.clock.now();
    for case in cases {
        assert!(case.next_alarm().is_none_or(|alarm| alarm.at > now), "left behind: {case:?}");
    }
    let waiting = app.core.db.read(move |conn| Ok::<_, ServiceError>(outbox::list_waiting(conn, now, 10)?));
    assert_eq!(waiting.await.unwrap(), Vec::<i64>::new(), "messages of the past would go out");
}

both_engines! {
    async fn the_whole_year_is_told(app) {
        assert_eq!(app.get("/api/v1/about").await.expect(200).json()["demo"], false);
        // The whole street. Unoptimised, as tests are, the whole year would take a minute; on PostgreSQL even longer.
        let stories = if app.engine == Engine::Sqlite { 1_200 } else { 300 };
        let built = built(&app.core, DemoSize { stories, ..DemoSize::WHOLE });
        assert_eq!((built.teams, built.volunteers), (30, 1_000));
        let cases = cases(&app.core).await;
        assert_eq!(u64::try_from(cases.len()).unwrap(), built.cases);
        show_everything(&cases, app);
        leave_nothing_over(app, &cases).await;
        find_work_waiting(app).await;
        let about = app.get("/api/v1/about").await.expect(200).json();
        assert_eq!((&about["demo"], about["notice"].as_str().is_some()), (&json!(true), true));
    }

    async fn it_is_built_once(app) {
        built(&app.core, SMALL);
        assert_eq!(build(&app.core, SMALL), Outcome::Before);
    }

    async fn a_database_of_somebody_else_is_left_alone(app) {
        app.world();
        assert_eq!(build(&app.core, SMALL), Outcome::Foreign);
        assert_eq!(app.get("/api/v1/about").await.expect(200).json()["demo"], false);
    }
}

/// Built on a Sunday night, in the holidays of spring and of autumn, and at the year's end, it is told to the end as well.
#[test]
fn it_can_be_built_on_any_day() {
    for hours in [24 * 5 + 13, 24 * 113 + 7, 24 * 206 + 1, 24 * 297 + 20] {
        TestApp::run(Engine::Sqlite, |app| {
            Box::pin(async move {
                app.pass(SignedDuration::from_hours(hours));
                built(&app.core, DemoSize { stories: 250, ..SMALL });
                show_everything(&cases(&app.core).await, app);
            })
        });
    }
}
