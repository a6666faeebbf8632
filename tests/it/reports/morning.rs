//! `/reports/morning`: the first page of whoever supervises.

use serde_json::{Value, json};

use super::closed;
use crate::cases::Street;
use crate::support::both_engines;

const PATH: &str = "/api/v1/reports/morning";

fn held<'a>(page: &'a Value, kind: &str) -> &'a Value {
    let rows = page["held"].as_array().unwrap();
    rows.iter().find(|row| row["holder"]["kind"] == kind).unwrap_or_else(|| panic!("no {kind}: {page:#}"))
}

both_engines! {
    async fn a_morning_says_what_is_late_due_sent_back_and_with_whom(app) {
        let street = Street::new(app);
        let whole = closed(&street, json!({})).await;
        let sent_back = street.file("volunteer", json!({})).await;
        street.handling(&sent_back).await;
        street.step("dept_lead", &sent_back, json!({"action": "submit", "text": "好了"}), "handled").await;
        street.step("acceptor", &sent_back, json!({"action": "post_check"}), "post_checking").await;
        street.step("grid_member", &sent_back, json!({"action": "claim"}), "post_checking").await;
        let failed = json!({"action": "post_check_result", "outcome": "failed"});
        street.step("grid_member", &sent_back, failed, "handled").await;
        let again = json!({"action": "rework", "reason": "check_failed", "text": "又回来了"});
        street.step("acceptor", &sent_back, again, "handling").await;
        let waiting = street.file("volunteer", json!({"category": "06010"})).await;
        let page = street.get("supervisor", PATH).await;
        assert_eq!(page["open"]["open"], 2, "{page:#}");
        let unit = held(&page, "unit");
        assert_eq!((&unit["open"], &unit["holder"]["id"]), (&json!(1), &json!(street.unit("sanitation"))));
        assert!(unit["holder"]["label"].as_str().is_some_and(|label| !label.is_empty()));
        assert_eq!(held(&page, "desk")["open"], 1);
        assert_eq!((&page["sent_back"]["reworked"], &page["sent_back_by_unit"][0]["reworked"]), (&json!(1), &json!(1)));
        assert_eq!(page["sent_back_by_unit"][0]["unit"], street.unit("sanitation"));
        assert_eq!(page["sent_back_before"], json!({"handled": 0, "reworked": 0, "returned": 0}));
        let steps = page["steps"].as_array().unwrap();
        let close = steps.iter().find(|step| step["stage"] == "close").unwrap();
        assert_eq!((&close["now"]["count"], &close["now"]["wall_total"]), (&json!(1), &json!(10_800.0)));
        assert_eq!((&close["before"]["count"], &close["before"]["wall_p50"]), (&json!(0), &Value::Null));
        // A month later both are late, and the one that waits longest comes first; what was sent back is one of the days before.
        street.pass(24 * 35);
        let page = street.get("supervisor", PATH).await;
        assert_eq!((&page["open"]["overdue"], &page["open"]["due_ahead"]), (&json!(2), &json!(0)));
        let late: Vec<_> = page["overdue"].as_array().unwrap().iter().map(|case| case["id"].clone()).collect();
        assert_eq!(late.len(), 2);
        assert!(late.contains(&json!(waiting)) && late.contains(&json!(sent_back)) && !late.contains(&json!(whole)));
        let due = |at: usize| page["overdue"][at]["due_at"].as_str().unwrap().to_owned();
        assert!(due(0) <= due(1));
        assert_eq!((&page["sent_back"]["reworked"], &page["sent_back_before"]["reworked"]), (&json!(0), &json!(1)));
        // What falls due within the hours that were named.
        street.file("volunteer", json!({})).await;
        let count = |page: &Value| page["open"]["due_ahead"].as_i64().unwrap();
        assert_eq!(count(&street.get("supervisor", &format!("{PATH}?hours=168")).await), 1);
        let narrow = street.get("supervisor", &format!("{PATH}?category=06010&area={}", street.world.communities[0].0)).await;
        assert_eq!(narrow["open"]["open"], 1, "{narrow:#}");
        // Nobody is named, whoever holds the case.
        assert!(!page.to_string().contains("\"person\""));
    }

    async fn each_sees_his_own_morning_and_an_empty_one_is_no_error(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.handling(&case).await;
        let open = |page: &Value| page["open"]["open"].as_i64().unwrap();
        for (who, count) in [("supervisor", 1), ("dept_lead", 1), ("dept_handler", 1), ("other_dept_lead", 0), ("other_community_staff", 0)] {
            let page = street.get(who, PATH).await;
            assert_eq!(open(&page), count, "{who}: {page:#}");
        }
        let empty = street.get("other_dept_lead", PATH).await;
        assert_eq!((&empty["held"], &empty["steps"], &empty["overdue"]), (&json!([]), &json!([]), &json!([])));
        for (query, pointer) in [("hours=0", "/hours"), ("hours=169", "/hours"), ("hours=x", "/hours"), ("period=2026", "/period"), ("limit=3", "/limit")] {
            let reply = app.get_as(&street.token("supervisor").await, &format!("{PATH}?{query}")).await;
            assert_eq!(reply.expect_problem(400, "invalid-query").json()["errors"][0]["pointer"], pointer, "{query}");
        }
        app.get_as(&street.token("resident").await, PATH).await.expect_problem(403, "forbidden");
    }
}
