//! `/reports/holding`, `/reports/paths` and `/reports/survival`.

use serde_json::{Value, json};

use super::closed;
use crate::cases::Street;
use crate::support::both_engines;

const HOLDING: &str = "/api/v1/reports/holding";
const PATHS: &str = "/api/v1/reports/paths";
const SURVIVAL: &str = "/api/v1/reports/survival";

fn rows<'a>(report: &'a Value, kind: &str, stand: &str) -> Vec<&'a Value> {
    let rows = report["rows"].as_array().unwrap().iter();
    rows.filter(|row| row["holder"]["kind"] == kind && row["stand"] == stand).collect()
}

fn sum(report: &Value, of: &str) -> f64 {
    report["rows"].as_array().unwrap().iter().map(|row| row[of].as_f64().unwrap()).sum()
}

both_engines! {
    async fn every_minute_of_a_case_was_in_somebodys_hands(app) {
        let street = Street::new(app);
        // Two hours at the desk before the registration, one before the closing; one of work and five minutes of approval between.
        let case = street.file("volunteer", json!({})).await;
        street.pass(2);
        street.handling(&case).await;
        street.pass(1);
        street.step("dept_handler", &case, json!({"action": "submit", "text": "已制止"}), "to_confirm").await;
        app.pass(jiff::SignedDuration::from_mins(5));
        street.confirmed_and_checked(&case).await;
        street.pass(1);
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        let report = street.get("supervisor", &format!("{HOLDING}?period=2026-03")).await;
        assert_eq!((&report["cases"], &report["minutes"], &report["ping_pong"]), (&json!(1), &json!(245.0), &json!(0)));
        assert!((sum(&report, "minutes") - 245.0).abs() < 1e-9 && (sum(&report, "share") - 1.0).abs() < 1e-9);
        assert!((sum(&report, "work_minutes") + sum(&report, "off_minutes") - 245.0).abs() < 1e-9);
        let [work] = rows(&report, "unit", "work")[..] else { panic!("{report:#}") };
        assert_eq!((&work["minutes"], &work["holder"]["id"]), (&json!(60.0), &json!(street.unit("sanitation"))));
        let [approval] = rows(&report, "unit", "approval")[..] else { panic!("{report:#}") };
        assert_eq!((&approval["minutes"], &approval["spell"]["p50"]), (&json!(5.0), &json!(300.0)));
        let desks: f64 = rows(&report, "desk", "work").iter().map(|row| row["minutes"].as_f64().unwrap()).sum();
        assert!((desks - 180.0).abs() < 1e-9);
        assert_eq!(report["rows"][0]["holder"]["kind"], "desk", "the bottleneck stands first");
        // What is open is told until now, nights are off hours, and a person is not named.
        let open = street.file("volunteer", json!({})).await;
        street.pass(24);
        let now = street.get("supervisor", &format!("{HOLDING}?cases=open")).await;
        assert_eq!((&now["cases"], &now["minutes"], &now["period"]), (&json!(1), &json!(1440.0), &Value::Null));
        assert!(sum(&now, "off_minutes") > 600.0, "{now:#}");
        let page = street.get("supervisor", &format!("{HOLDING}?cases=open&drill=case_ids")).await;
        assert_eq!(page["items"][0]["id"], open);
        assert!(!report.to_string().contains("person"));
        let file = app.get_as(&street.token("supervisor").await, &format!("{HOLDING}?period=2026-03&format=csv")).await.expect(200);
        assert_eq!(file.text().lines().count(), 1 + report["rows"].as_array().unwrap().len());
        let log = street.get("auditor", "/api/v1/export-log").await;
        assert_eq!(log["items"][0]["filter"], "reports/holding?period=2026-03&format=csv");
    }

    async fn what_is_sent_back_again_and_again_is_counted(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.handling(&case).await;
        for round in 0..3 {
            street.step("dept_lead", &case, json!({"action": "submit", "text": "好了"}), "handled").await;
            street.step("acceptor", &case, json!({"action": "post_check"}), "post_checking").await;
            street.step("grid_member", &case, json!({"action": "claim"}), "post_checking").await;
            let (outcome, state) = if round < 2 { ("failed", "handled") } else { ("passed", "to_close") };
            street.step("grid_member", &case, json!({"action": "post_check_result", "outcome": outcome}), state).await;
            if round < 2 {
                street.step("acceptor", &case, json!({"action": "rework", "reason": "check_failed", "text": "又回来了"}), "handling").await;
            }
        }
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        closed(&street, json!({})).await;
        let report = street.get("supervisor", HOLDING).await;
        assert_eq!(report["sent_back"], json!([{"times": 0, "cases": 1}, {"times": 2, "cases": 1}]));
        assert_eq!(report["ping_pong"], 1);
        let paths = street.get("supervisor", PATHS).await;
        assert_eq!((&paths["cases"], &paths["variant_count"]), (&json!(2), &json!(2)));
        let edge = |from: &str, to: &str| {
            let edges = paths["edges"].as_array().unwrap();
            edges.iter().find(|edge| edge["from"] == from && edge["to"] == to).map(|edge| edge["count"].as_i64().unwrap())
        };
        assert_eq!(edge("reworked", "submitted"), Some(2), "{paths:#}");
        assert_eq!(edge("dispatched", "received"), Some(2));
        let nodes = paths["nodes"].as_array().unwrap();
        let ends: Vec<_> = nodes.iter().filter(|node| node["ends"] != 0).map(|node| (&node["step"], &node["ends"])).collect();
        assert_eq!(ends, [(&json!("closed"), &json!(2))]);
    }

    async fn survival_counts_the_open_and_compares_two(app) {
        let street = Street::new(app);
        let unit = street.unit("sanitation");
        closed(&street, json!({})).await;
        street.file("volunteer", json!({"category": "06010"})).await;
        let void = street.file("volunteer", json!({"category": "06010"})).await;
        street.pass(4);
        street.step("acceptor", &void, json!({"action": "reject", "reason": "not_a_matter", "reply": "不属于受理范围。"}), "rejected").await;
        let all = street.get("supervisor", &format!("{SURVIVAL}?period=2026-03")).await;
        let of = |curve: &Value| [&curve["closed"], &curve["otherwise"], &curve["open"]].map(|count| count.as_i64().unwrap());
        assert_eq!(of(&all["selection"]), [1, 1, 1], "{all:#}");
        // One of three is closed after three hours, when the others are still there: never half of them.
        let step = &all["selection"]["steps"][0];
        assert_eq!((&step["time"], &step["at_risk"], &step["closed"]), (&json!(10_800), &json!(3), &json!(1.0 / 3.0)));
        assert!((step["survival"].as_f64().unwrap() - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!((&all["selection"]["median"], all["other"].is_null(), all["log_rank"].is_null()), (&Value::Null, true, true));
        let narrow = street.get("supervisor", &format!("{SURVIVAL}?period=2026-03&unit={unit}")).await;
        assert_eq!(of(&narrow["selection"]), [1, 0, 0], "{narrow:#}");
        let both = street.get("supervisor", &format!("{SURVIVAL}?period=2026-03&source=volunteer&other_category=06010")).await;
        assert_eq!(of(&both["other"]), [0, 1, 1], "the other is the first but for what it names: {both:#}");
        assert_eq!((&both["log_rank"]["observed"], &both["log_rank"]["expected"]), (&json!(1.0), &json!(0.6)));
        let p = both["log_rank"]["p"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&p));
        let empty = street.get("supervisor", &format!("{SURVIVAL}?period=2020")).await;
        assert_eq!((of(&empty["selection"]), &empty["selection"]["steps"], &empty["selection"]["median"]), ([0, 0, 0], &json!([]), &Value::Null));
    }

    async fn what_no_report_can_answer_is_pointed_at(app) {
        let street = Street::new(app);
        let token = street.token("supervisor").await;
        for (path, query, pointer) in [
            (HOLDING, "period=2026-03-10..2026-03-01", "/period"),
            (HOLDING, "cases=lost", "/cases"),
            (HOLDING, "by=unit", "/by"),
            (HOLDING, "drill=case_ids&format=csv", "/format"),
            (PATHS, "period=1990-01-01..2026-03-01", "/period"),
            (PATHS, "format=pdf", "/format"),
            (PATHS, "area=x", "/area"),
            (SURVIVAL, "period=yesterday", "/period"),
            (SURVIVAL, "drill=case_ids", "/drill"),
            (SURVIVAL, "other_period=2026-13", "/other_period"),
            (SURVIVAL, "other_area=x", "/other_area"),
            (SURVIVAL, "other_colour=red", "/other_colour"),
        ] {
            let problem = app.get_as(&token, &format!("{path}?{query}")).await.expect_problem(400, "invalid-query").json();
            assert_eq!(problem["errors"][0]["pointer"], pointer, "{path}?{query}: {problem:#}");
        }
        let [north, _] = street.world.communities.map(|id| id.to_string());
        for path in [HOLDING, PATHS, SURVIVAL] {
            // Nothing, one case, everything open: numbers or none, and never a scan of what is not asked for.
            let empty = street.get("supervisor", &format!("{path}?period=2020")).await;
            assert!(!empty.to_string().contains("NaN"));
            app.get_as(&token, &format!("{path}?area=999999")).await.expect_problem(404, "not-found");
            let other = street.token("other_community_staff").await;
            app.get_as(&other, &format!("{path}?area={north}")).await.expect_problem(403, "forbidden");
            app.get_as(&street.token("resident").await, path).await.expect_problem(403, "forbidden");
            app.get_as(&street.token("volunteer").await, &format!("{path}?format=csv")).await.expect_problem(403, "forbidden");
        }
    }
}
