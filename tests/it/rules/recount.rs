//! A version and the cases that are open: what a dry run says of them, and how the version then reaches them, in portions that
//! can be cut off anywhere.

use diesel::RunQueryDsl as _;
use gridward::service::rule::recount_due;
use gridward::store::{Lane, StoreError};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{CALENDARS, LIMITS, NEXT_YEAR, calendar, pointers};
use crate::support::app::TestApp;
use crate::support::both_engines;

/// Files something as a resident and answers the case.
async fn filed(app: &TestApp) -> String {
    let token = app.log_in("resident").await;
    let (lon, lat) = crate::support::world::World::middle_of(0);
    let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
    app.post(&token, "/api/v1/incidents", &body).await.expect(201).json()["case"].as_str().unwrap().to_owned()
}

async fn clock(app: &TestApp, case: &str, kind: &str) -> Value {
    let token = app.log_in("acceptor").await;
    let clocks = app.get_as(&token, &format!("/api/v1/cases/{case}/clocks")).await.expect(200).json();
    let found = clocks["items"].as_array().unwrap().iter().rev().find(|clock| clock["kind"] == kind).cloned();
    found.unwrap_or_else(|| panic!("no {kind}: {clocks:#}"))
}

async fn kinds(app: &TestApp, case: &str) -> Vec<String> {
    let token = app.log_in("acceptor").await;
    let told = app.get_as(&token, &format!("/api/v1/cases/{case}/timeline")).await.expect(200).json();
    told["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
}

/// Lets every version reach the open cases.
async fn reach(app: &TestApp) -> i64 {
    app.pass(SignedDuration::from_secs(3));
    let mut moved = 0;
    loop {
        let done = recount_due(&app.core).await.unwrap();
        moved += done.moved;
        if !done.more {
            return moved;
        }
    }
}

fn limit(value: &str, unit: &str) -> Value {
    json!({"limits": {"rules": [{"clock": "register", "limit": {"value": value, "unit": unit}}],
        "rework": "new_cycle", "reopen": "new_cycle"}, "note": "试点"})
}

both_engines! {
    async fn a_limit_is_tried_dry_and_then_reaches_the_open_clocks_once(app) {
        app.world();
        let mut cases = Vec::new();
        for _ in 0..3 {
            cases.push(filed(app).await);
        }
        let before = clock(app, &cases[0], "register").await;
        let inspector = app.log_in("supervisor").await;
        let dry = format!("{LIMITS}?dry_run=true&limit=2");
        let told = app.post(&inspector, &dry, &limit("1", "minute")).await.expect(200).json();
        let impact = &told["impact"];
        assert_eq!((&impact["open"], &impact["moved"]), (&json!(3), &json!(3)), "{told:#}");
        assert_eq!((&impact["earlier"], &impact["later"], &impact["newly_late"]), (&json!(3), &json!(0), &json!(0)));
        assert_eq!(told["items"].as_array().unwrap().len(), 2);
        assert_eq!(told["items"][0]["clocks"][0]["due_at"], before["due_at"]);
        let next = told["next"].as_str().unwrap();
        let rest = app.post(&inspector, next, &limit("1", "minute")).await.expect(200).json();
        assert_eq!((&rest["impact"], &rest["next"]), (&Value::Null, &Value::Null));
        assert_eq!(rest["items"][0]["case"], cases[2].as_str(), "the list goes on to its end");
        let versions = app.get_as(&inspector, LIMITS).await.expect(200).json();
        assert_eq!(versions["items"].as_array().unwrap().len(), 1, "nothing was written");
        // The two who may not see what they set are told the numbers alone.
        let admin = app.log_in("admin").await;
        let told = app.post(&admin, &dry, &limit("1", "minute")).await.expect(200).json();
        assert_eq!((&told["impact"]["moved"], &told["items"], &told["next"]), (&json!(3), &json!([]), &Value::Null));
        let wrong = app.post(&admin, &dry, &json!({"limits": {"rework": "reset", "reopen": "reset"}, "note": ""})).await;
        assert_eq!(pointers(&wrong.expect_problem(422, "invalid").json()), ["/note"]);

        // The inspector's version waits; whoever approves it can look once more.
        app.post(&inspector, LIMITS, &limit("30", "minute")).await.expect(201);
        assert_eq!(reach(app).await, 0, "nobody has approved it");
        let approve = format!("{LIMITS}/2/approve");
        let told = app.post(&admin, &format!("{approve}?dry_run=true"), &json!({})).await.expect(200).json();
        assert_eq!(told["impact"]["moved"], 3);
        app.post(&admin, &approve, &json!({})).await.expect(200);
        assert_eq!(reach(app).await, 3);
        for case in &cases {
            let after = clock(app, case, "register").await;
            assert_eq!((&after["limit"]["value"], &after["policy_version"]), (&json!("30"), &json!(2)));
            assert_eq!((&after["limit_origin"], &after["since"]), (&json!("rule"), &before["since"]));
            let recounted = kinds(app, case).await.iter().filter(|kind| *kind == "recounted").count();
            assert_eq!(recounted, 1);
        }
        let first = clock(app, &filed(app).await, "register").await;
        assert_eq!((&first["limit"]["value"], &first["policy_version"]), (&json!("30"), &json!(2)));
        assert_eq!(reach(app).await, 0, "once");
        let versions = app.get_as(&inspector, LIMITS).await.expect(200).json();
        let way = &versions["items"][1]["recount"];
        assert_eq!((&way["seen"], &way["moved"]), (&json!(3), &json!(3)));
        assert!(way["done_at"].is_string());
    }

    async fn a_count_that_was_cut_off_goes_on_and_doubles_nothing(app) {
        app.world();
        let case = filed(app).await;
        let admin = app.log_in("admin").await;
        app.post(&admin, LIMITS, &limit("30", "minute")).await.expect(201);
        app.pass(SignedDuration::from_secs(3));
        // Killed behind the cases and before the note of how far it had come: the cursor stands where it stood.
        recount_due(&app.core).await.unwrap();
        let rewind = |tx: &mut gridward::store::Tx<'_>| {
            let conn: &mut gridward::store::Conn = tx;
            diesel::sql_query("UPDATE recounts SET after_case = 0, seen = 0, moved = 0").execute(conn)
        };
        app.core.db.write(Lane::Interactive, move |tx| Ok::<_, StoreError>(rewind(tx)?)).await.unwrap();
        assert_eq!(reach(app).await, 0);
        assert_eq!(kinds(app, &case).await.iter().filter(|kind| *kind == "recounted").count(), 1);
    }

    async fn two_nodes_reach_each_case_once(app) {
        app.world();
        let mut cases = Vec::new();
        for _ in 0..4 {
            cases.push(filed(app).await);
        }
        let admin = app.log_in("admin").await;
        app.post(&admin, LIMITS, &limit("30", "minute")).await.expect(201);
        app.pass(SignedDuration::from_secs(3));
        let (one, other) = futures_util::future::join(recount_due(&app.core), recount_due(&app.core)).await;
        assert_eq!(one.unwrap().moved + other.unwrap().moved, 4);
        reach(app).await;
        for case in &cases {
            assert_eq!(kinds(app, case).await.iter().filter(|kind| *kind == "recounted").count(), 1);
        }
    }

    async fn a_new_holiday_moves_what_lies_behind_it_and_is_told_by_its_version(app) {
        app.world();
        let case = filed(app).await;
        let admin = app.log_in("admin").await;
        app.post(&admin, LIMITS, &limit("2", "work_day")).await.expect(201);
        reach(app).await;
        let before = clock(app, &case, "register").await;
        assert_eq!((&before["due_at"], &before["calendar_version"]), (&json!("2026-03-12T09:30:00Z"), &json!(1)));
        let mut changed = calendar(app).await;
        changed["special_days"].as_array_mut().unwrap().push(json!({"from": "2026-03-12", "to": "2026-03-12",
            "kind": "holiday", "name_zh": "停电", "name_en": "Power cut"}));
        let body = json!({"calendar": changed, "note": "停电"});
        let dry = app.post(&admin, &format!("{CALENDARS}?dry_run=true"), &body).await.expect(200).json();
        assert_eq!((&dry["impact"]["moved"], &dry["impact"]["furthest_later_s"]), (&json!(1), &json!(86_400)));
        app.post(&admin, CALENDARS, &body).await.expect(201);
        assert_eq!(reach(app).await, 1);
        let after = clock(app, &case, "register").await;
        assert_eq!((&after["due_at"], &after["calendar_version"]), (&json!("2026-03-13T09:30:00Z"), &json!(2)));
        assert!(after.to_string().contains("停电"), "the day is named where it is not counted");
        // A clock that has ended is told by the calendar that counted it.
        let text = clock(app, &case, "register").await["text"].as_str().unwrap().to_owned();
        assert!(text.contains("第 2 版"), "{text}");
    }

    async fn a_missing_year_is_provisional_until_its_holidays_come(app) {
        app.world();
        let case = filed(app).await;
        let admin = app.log_in("admin").await;
        // Due in the first week of January, behind the holiday and before the day that makes up for it.
        app.post(&admin, LIMITS, &limit("208", "work_day")).await.expect(201);
        reach(app).await;
        let before = clock(app, &case, "register").await;
        assert_eq!(before["provisional"], true, "it reaches into a year that nobody has published");
        let import = json!({"format": "csv", "text": NEXT_YEAR, "years": [2027], "note": "国务院办公厅通知"});
        let path = format!("{CALENDARS}/import");
        let dry = app.post(&admin, &format!("{path}?dry_run=true"), &import).await.expect(200).json();
        assert_eq!(dry["impact"]["moved"], 1, "{dry:#}");
        app.post(&admin, &path, &import).await.expect(201);
        assert_eq!(reach(app).await, 1);
        let after = clock(app, &case, "register").await;
        assert_eq!((&after["provisional"], &after["calendar_version"]), (&json!(false), &json!(2)));
        assert_ne!(after["due_at"], before["due_at"], "the holidays of the new year are left out");
    }
}
