//! `/reports/resolution-times` and `/reports/definitions`.

use serde_json::{Value, json};

use super::closed;
use crate::cases::Street;
use crate::support::both_engines;

const PATH: &str = "/api/v1/reports/resolution-times";

fn row<'a>(report: &'a Value, stage: &str, group: Option<&str>) -> &'a Value {
    let rows = report["rows"].as_array().unwrap();
    let found =
        rows.iter().find(|row| row["stage"] == stage && row.get("group").and_then(Value::as_str) == group);
    found.unwrap_or_else(|| panic!("no {stage} of {group:?} in {report:#}"))
}

async fn ask(street: &Street<'_>, who: &str, query: &str) -> Value {
    street.get(who, &format!("{PATH}?{query}")).await
}

both_engines! {
    async fn a_month_is_told_with_what_it_rests_on(app) {
        let street = Street::new(app);
        closed(&street, json!({})).await;
        street.pass(1);
        closed(&street, json!({})).await;
        let open = street.file("volunteer", json!({"category": "06010"})).await;
        street.step("acceptor", &open, json!({"action": "register", "condition": "default"}), "registered").await;
        let report = ask(&street, "supervisor", "period=2026-03").await;
        assert_eq!((report["before"].as_str(), report["year_before"].as_str()), (Some("2026-02"), Some("2025-03")));
        let accept = row(&report, "accept", None);
        assert_eq!((accept["count"].as_i64(), accept["exact"].as_bool()), (Some(3), Some(true)));
        assert_eq!(accept["wall"]["p50"], 7200.0);
        assert_eq!(accept["wall"]["distribution"][1], json!({"from": 3600, "to": 14400, "count": 2}));
        assert_eq!(row(&report, "close", None)["wall"]["mean"], 10800.0);
        assert_eq!(accept["before"]["count"], 0);
        assert_eq!(accept["before"]["wall"]["p50"], Value::Null, "no number where there is nothing");
        assert_eq!(report["open"], json!({"open": 1, "waiting": 0, "suspended": 0}));
        // What is told apart adds up to the whole, wherever it is counted from.
        for by in ["category", "group", "community", "unit", "source", "priority", "person", "week", "month", "year"] {
            let report = ask(&street, "supervisor", &format!("period=2026&by={by}&stage=handle")).await;
            let counts = report["rows"].as_array().unwrap().iter().map(|row| row["count"].as_i64().unwrap());
            assert_eq!(counts.sum::<i64>(), 2, "{by}");
        }
        let units = ask(&street, "supervisor", "period=2026-W11&by=unit&stage=handle,accept").await;
        let of_unit = row(&units, "handle", Some(&street.unit("sanitation")));
        assert!(of_unit["group_label"].as_str().is_some_and(|name| !name.is_empty()));
        row(&units, "accept", None);
        let narrow = ask(&street, "supervisor", "period=2026&category=06010").await;
        assert_eq!(row(&narrow, "accept", None)["count"], 1);
        let empty = ask(&street, "supervisor", "period=2020&category=06010&compare=false").await;
        assert_eq!(empty["rows"], json!([]));
    }

    async fn each_sees_the_numbers_of_his_own(app) {
        let street = Street::new(app);
        closed(&street, json!({})).await;
        let count = |report: &Value| report["rows"].as_array().unwrap().len();
        for (who, rows) in [("supervisor", 6), ("community_staff", 6), ("other_community_staff", 0), ("volunteer", 0)] {
            assert_eq!(count(&ask(&street, who, "period=2026-03").await), rows, "{who}");
        }
        // A lead sees what the own unit did, a handler what he did himself.
        for who in ["dept_lead", "dept_handler"] {
            let report = ask(&street, who, "period=2026-03").await;
            assert_eq!(row(&report, "handle", None)["count"], 1, "{who}");
        }
        assert_eq!(count(&ask(&street, "other_dept_lead", "period=2026-03").await), 0);
        let [north, south] = street.world.communities.map(|id| id.to_string());
        ask(&street, "community_staff", &format!("area={north}")).await;
        // Elsewhere the staff see what their own unit did there.
        assert_eq!(count(&ask(&street, "community_staff", &format!("area={south}")).await), 0);
        for (who, query) in [
            ("other_community_staff", format!("area={north}")),
            ("dept_handler", format!("handler={}", street.person("dept_lead"))),
            ("volunteer", "by=person".to_owned()),
            ("dept_lead", format!("unit={}", street.unit("urban_management"))),
            ("volunteer", "format=csv".to_owned()),
            ("resident", String::new()),
        ] {
            let reply = app.get_as(&street.token(who).await, &format!("{PATH}?{query}")).await;
            reply.expect_problem(403, "forbidden");
        }
        // People are told apart, volunteers are not.
        let people = ask(&street, "supervisor", "period=2026-03&by=person").await;
        row(&people, "handle", Some(&street.person("dept_handler")));
        let told = people["rows"].as_array().unwrap().iter().filter_map(|row| row["group"].as_str());
        assert!(told.collect::<Vec<_>>().iter().all(|person| *person != street.person("volunteer")));
    }

    async fn what_cannot_be_answered_is_pointed_at(app) {
        let street = Street::new(app);
        for (query, pointer) in [
            ("period=2026-03-10..2026-03-01", "/period"),
            ("period=1990-01-01..2026-03-01", "/period"),
            ("period=yesterday", "/period"),
            ("by=colour", "/by"),
            ("by=day&period=2020-01-01..2026-01-01", "/by"),
            ("stage=filed", "/stage"),
            ("stage=nothing", "/stage"),
            ("state=closed", "/state"),
            ("format=pdf", "/format"),
            ("drill=case_ids&format=csv", "/format"),
        ] {
            let reply = app.get_as(&street.token("supervisor").await, &format!("{PATH}?{query}")).await;
            let problem = reply.expect_problem(400, "invalid-query").json();
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{query}: {problem:#}");
        }
        let nowhere = app.get_as(&street.token("supervisor").await, &format!("{PATH}?area=999999")).await;
        nowhere.expect_problem(404, "not-found");
    }

    async fn every_number_opens_to_its_cases_and_leaves_a_trace_when_it_leaves(app) {
        let street = Street::new(app);
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(closed(&street, json!({})).await);
        }
        let token = street.token("supervisor").await;
        let mut next = Some(format!("{PATH}?stage=close&drill=case_ids&limit=2"));
        let mut found = Vec::new();
        while let Some(path) = next {
            let page = app.get_as(&token, &path).await.expect(200).json();
            let ids = page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned());
            found.extend(ids);
            next = page["next"].as_str().map(str::to_owned);
        }
        assert_eq!(found, cases);
        let file = app.get_as(&token, &format!("{PATH}?stage=close&by=unit&format=csv")).await.expect(200);
        assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
        let text = file.text().to_owned();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert_eq!(lines[0].split(',').count(), lines[1].split(',').count());
        assert!(lines[1].starts_with("close,"), "{text}");
        let log = street.get("auditor", "/api/v1/export-log").await;
        assert_eq!(log["items"][0]["filter"], "reports/resolution-times?stage=close&by=unit&format=csv");
    }

    async fn definitions_are_published(app) {
        let street = Street::new(app);
        let told = street.get("volunteer", "/api/v1/reports/definitions").await;
        let stages = told["stages"].as_array().unwrap();
        assert!(stages.len() >= 20 && stages.iter().all(|stage| !stage["definition"].as_str().unwrap().is_empty()));
        assert!(told["rules"].as_array().unwrap().len() >= 6);
    }
}
