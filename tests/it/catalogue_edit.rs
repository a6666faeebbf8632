//! Edits of `/catalogue`: dry runs, versions with a date, and lists that go out and come back as CSV.

use actix_web::http::Method;
use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;

async fn send(app: &TestApp, who: &str, import: bool, version: Option<&str>, body: Value) -> Reply {
    let (method, path) = if import {
        (Method::POST, "/api/v1/catalogue/import")
    } else {
        (Method::PATCH, "/api/v1/catalogue")
    };
    let mut request =
        TestRequest::default().method(method).uri(path).insert_header(bearer(&app.log_in(who).await));
    if let Some(version) = version {
        request = request.insert_header(("if-match", version.to_owned()));
    }
    if import {
        request = request.insert_header(("idempotency-key", "import-1"));
    }
    app.ask(request.set_json(body)).await
}

async fn list(app: &TestApp, query: &str) -> Value {
    app.get(&format!("/api/v1/catalogue/{query}")).await.expect(200).json()
}

async fn csv(app: &TestApp, list: &str) -> String {
    app.get(&format!("/api/v1/catalogue/{list}?format=csv")).await.expect(200).text().to_owned()
}

both_engines! {
    async fn rows_are_changed_as_a_version_with_a_date(app) {
        app.world();
        let mut row = list(app, "step-limits").await["items"][0].clone();
        row["part"] = json!("step_limit");
        row["limit"] = json!({"unit": "urgent_hour", "value": "0.5"});
        let edit = |dry: bool| json!({"put": [row.clone()], "note": "夏季", "dry_run": dry,
            "effective_from": "2026-07-01T00:00:00+08:00"});
        let dry = send(app, "supervisor", false, None, edit(true)).await.expect(200).json();
        assert_eq!((&dry["version"], dry["changes"].as_array().unwrap().len()), (&Value::Null, 1), "{dry:#}");
        assert_eq!(dry["changes"][0]["before"]["limit"]["value"], "0.25");
        assert_eq!(dry["changes"][0]["after"]["limit"]["value"], "0.5");
        assert_eq!(list(app, "step-limits").await["version"], 1, "nothing was written");

        send(app, "supervisor", false, None, edit(false)).await.expect_problem(428, "precondition-required");
        let made = send(app, "supervisor", false, Some("\"v1\""), edit(false)).await.expect(200);
        assert_eq!((made.header("etag"), &made.json()["version"]), (Some("\"v2\""), &json!(2)));
        send(app, "admin", false, Some("\"v1\""), edit(false)).await.expect_problem(412, "precondition-failed");
        assert_eq!(list(app, "step-limits").await["version"], 1, "not yet");
        assert_eq!(list(app, "step-limits?version=2").await["items"][0]["limit"]["value"], "0.5");
        let versions = app.get("/api/v1/catalogue/versions").await.expect(200).json();
        assert_eq!((&versions["items"][1]["note"], versions["items"].as_array().unwrap().len()), (&json!("夏季"), 2));

        // Whoever sets limits touches nothing else; nobody else touches anything.
        let remove = json!({"remove": [{"list": "duties", "key": "none"}]});
        send(app, "supervisor", false, Some("*"), remove.clone()).await.expect_problem(403, "forbidden");
        send(app, "acceptor", false, Some("*"), edit(false)).await.expect_problem(403, "forbidden");
        let told = send(app, "admin", false, Some("*"), remove).await.expect_problem(422, "invalid").json();
        assert_eq!(told["errors"][0]["pointer"], "/remove/0");
        let early = json!({"put": [row], "effective_from": "2020-01-01T00:00:00Z"});
        let told = send(app, "admin", false, Some("*"), early).await.expect_problem(422, "invalid").json();
        assert_eq!(told["errors"][0]["pointer"], "/effective_from");
    }

    async fn a_list_goes_out_and_comes_back(app) {
        app.world();
        let departments = csv(app, "departments").await;
        let import = |csv: &str, dry: bool| json!({"lists": [{"list": "departments", "csv": csv}], "dry_run": dry});
        let same = send(app, "admin", true, None, import(&departments, true)).await.expect(200).json();
        assert_eq!((&same["changes"], &same["faults"]), (&json!([]), &json!([])));

        let first = departments.lines().nth(1).unwrap();
        let changed = departments.replace(first, &format!("{first}新"));
        let broken = changed.replace(departments.lines().nth(2).unwrap(), "只有一列");
        let told = send(app, "admin", true, None, import(&broken, true)).await.expect(200).json();
        assert_eq!((&told["version"], &told["faults"][0]["pointer"]), (&Value::Null, &json!("/lists/0/csv")));
        assert!(told["faults"][0]["detail"].as_str().unwrap().contains("第 3 行"), "{told:#}");
        send(app, "admin", true, Some("*"), import(&broken, false)).await.expect_problem(422, "invalid");

        let done = send(app, "admin", true, Some("\"v1\""), import(&changed, false)).await.expect(200).json();
        assert_eq!((&done["version"], done["changes"].as_array().unwrap().len()), (&json!(2), 1));
        let again = send(app, "admin", true, Some("\"v1\""), import(&changed, false)).await.expect(200).json();
        assert_eq!(again, done, "the same key makes no second version");
        assert_eq!(csv(app, "departments").await, changed);
    }
}
