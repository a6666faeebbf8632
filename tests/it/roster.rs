//! `/duty-roster` and `/stand-ins`.

use actix_web::test::TestRequest;
use gridward::domain::codes::{Level, Role};
use gridward::domain::ids::PersonId;
use gridward::domain::notice::Recipient;
use gridward::service::recipients::resolve;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;

const ROSTER: &str = "/api/v1/duty-roster";
const STAND_INS: &str = "/api/v1/stand-ins";

async fn delete(app: &TestApp, token: &str, path: &str) -> Reply {
    app.ask(TestRequest::delete().uri(path).insert_header(bearer(token))).await
}

fn count(list: &Value) -> usize {
    list["items"].as_array().unwrap().len()
}

async fn people(app: &TestApp, to: Recipient) -> Vec<PersonId> {
    let core = app.core.clone();
    let now = core.clock.now();
    core.db.clone().read(move |conn| resolve(&core, conn, &to, now)).await.unwrap()
}

both_engines! {
    async fn messages_find_who_is_there(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let who = |name: &str| world.person(name);
        let (grid, north) = (Some(world.grids[0]), world.communities[0]);
        let lead = Recipient::UnitLead { unit: world.unit("sanitation") };
        assert_eq!(people(app, lead).await, [who("dept_lead")]);
        let away = json!({"person": who("dept_lead").to_string(), "stand_in": who("dept_handler").to_string(),
            "valid_from": "2026-03-10T00:00:00Z", "valid_to": "2026-03-11T00:00:00Z"});
        app.post(&admin, STAND_INS, &away).await.expect(201);
        assert_eq!(people(app, lead).await, [who("dept_lead"), who("dept_handler")]);
        assert_eq!(people(app, Recipient::StandIn { person: who("dept_lead") }).await, [who("dept_handler")]);
        assert_eq!(people(app, Recipient::StandIn { person: who("mediator") }).await, [who("mediator")]);
        let reporter = Recipient::Reporter { person: Some(who("dept_lead")) };
        assert_eq!(people(app, reporter).await, [who("dept_lead")], "nobody stands in for a reporter");

        // Upward by role, and to the head of the office where nobody holds it.
        let role = |role| Recipient::Role { role, area: grid };
        assert_eq!(people(app, role(Role::GridLeader)).await, [who("grid_leader")]);
        assert_eq!(people(app, role(Role::Supervisor)).await, [who("supervisor")]);
        assert_eq!(people(app, role(Role::Resident)).await, [who("street_leader")]);
        // The roster of the nearest area above, or the desk where it is empty.
        let on_duty = Recipient::OnDuty { level: Level::Grid, area: grid };
        let desk = Recipient::Desk { level: Level::Grid, area: grid };
        assert_eq!(people(app, on_duty).await, people(app, desk).await);
        let shift = json!({"area": north.to_string(), "person": who("second_community_staff").to_string(),
            "valid_from": "2026-03-10T00:00:00Z", "valid_to": "2026-03-11T00:00:00Z"});
        app.post(&admin, ROSTER, &shift).await.expect(201);
        assert_eq!(people(app, on_duty).await, [who("second_community_staff")]);
        app.pass(SignedDuration::from_hours(24));
        assert_eq!(people(app, on_duty).await, people(app, desk).await, "the shift is over");
        assert_eq!(people(app, lead).await, [who("dept_lead")]);
    }

    async fn a_shift_is_entered_shown_and_ended(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let body = |area: String, to: &str| json!({"area": area, "person": world.person("grid_leader").to_string(),
            "valid_from": "2026-03-10T00:00:00Z", "valid_to": to});
        let north = world.communities[0].to_string();
        let wrong = app.post(&admin, ROSTER, &body(north.clone(), "2026-03-09T00:00:00Z")).await;
        let wrong = wrong.expect_problem(422, "invalid").json();
        assert_eq!(wrong["errors"][0]["pointer"], "/valid_to");
        app.post(&admin, ROSTER, &body("999999".into(), "2026-03-11T00:00:00Z")).await.expect_problem(422, "invalid");
        let made = app.post(&admin, ROSTER, &body(north, "2026-03-11T00:00:00Z")).await.expect(201);
        let place = made.header("location").unwrap().to_owned();
        let volunteer = app.log_in("volunteer").await;
        let shown = |area| format!("{ROSTER}?area={area}");
        assert_eq!(count(&app.get_as(&volunteer, &shown(world.street)).await.expect(200).json()), 1);
        assert_eq!(count(&app.get_as(&volunteer, &shown(world.communities[1])).await.expect(200).json()), 0);
        delete(app, &volunteer, &place).await.expect_problem(403, "forbidden");
        delete(app, &admin, &place).await.expect(204);
        app.pass(SignedDuration::from_secs(1));
        assert_eq!(count(&app.get_as(&volunteer, ROSTER).await.expect(200).json()), 0);
        let before = app.get_as(&volunteer, &format!("{ROSTER}?from=2026-03-10T01:00:00Z")).await.expect(200).json();
        assert_eq!(before["items"][0]["valid_to"], "2026-03-10T02:00:00Z", "who was there can still be said");
    }

    async fn whoever_is_away_names_a_stand_in(app) {
        let world = app.world();
        let lead = app.log_in("dept_lead").await;
        let body = |who: &str, by: &str| json!({"person": world.person(who).to_string(),
            "stand_in": world.person(by).to_string(),
            "valid_from": "2026-03-11T00:00:00Z", "valid_to": "2026-03-14T00:00:00Z"});
        app.post(&lead, STAND_INS, &body("other_dept_lead", "dept_handler")).await.expect_problem(403, "forbidden");
        let same = app.post(&lead, STAND_INS, &body("dept_lead", "dept_lead")).await.expect_problem(422, "invalid");
        assert_eq!(same.json()["errors"][0]["pointer"], "/stand_in");
        let made = app.post(&lead, STAND_INS, &body("dept_lead", "dept_handler")).await.expect(201);
        let place = made.header("location").unwrap().to_owned();
        assert_eq!(count(&app.get_as(&lead, STAND_INS).await.expect(200).json()), 1);
        let other = app.log_in("other_dept_lead").await;
        delete(app, &other, &place).await.expect_problem(403, "forbidden");
        delete(app, &lead, &place).await.expect(204);
        assert_eq!(count(&app.get_as(&lead, STAND_INS).await.expect(200).json()), 0, "it had not begun: it is struck");
        delete(app, &lead, &place).await.expect_problem(404, "not-found");
    }
}
