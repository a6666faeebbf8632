//! `/cases/{id}/clocks`: the reckoning of due times, as each reader may see it, and the rows behind it.

use serde_json::{Value, json};

use super::Street;
use crate::support::both_engines;

fn clock<'a>(clocks: &'a Value, kind: &str) -> &'a Value {
    let found = clocks["items"].as_array().unwrap().iter().rev().find(|clock| clock["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind}: {clocks:#}"))
}

both_engines! {
    async fn a_due_time_is_told_window_by_window(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.handling(&case).await;
        app.pass(jiff::SignedDuration::from_hours(1));
        let token = app.log_in("dispatcher").await;
        let path = format!("/api/v1/cases/{case}/clocks");
        let clocks = app.get_as(&token, &path).await.expect(200).json();
        assert_eq!(clocks["zone"], "Asia/Shanghai");
        let handling = clock(&clocks, "handling");
        assert_eq!((&handling["course"], &handling["cycle"]), (&json!("running"), &json!(1)));
        let segments = handling["segments"].as_array().unwrap();
        let whole: i64 = segments.iter().filter_map(|segment| segment["counted"]["days"].as_i64()).sum();
        let limit = &handling["limit"];
        assert_eq!((&limit["unit"], &limit["value"]), (&json!("work_day"), &json!(whole.to_string())));
        assert_eq!(segments.last().unwrap()["ahead"], true);
        let windows = segments.iter().find_map(|segment| segment["windows"].as_array()).unwrap();
        assert!(windows[0]["text"].as_str().unwrap().contains("周二"), "{windows:#?}");
        let dispatch = clock(&clocks, "dispatch");
        assert_eq!(dispatch["ended"]["verdict"], "met");
        assert!(dispatch.get("course").is_none());
        let first = clock(&clocks, "register");
        assert_eq!(first["segments"][0]["held_by"]["kind"], "desk");
    }

    async fn the_public_learns_no_names_from_clocks(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({})).await;
        street.handling(&case).await;
        let token = app.log_in("resident").await;
        let reply = app.get_as(&token, &format!("/api/v1/cases/{case}/clocks")).await.expect(200);
        let clocks = reply.json();
        let held = clock(&clocks, "handling")["segments"][0]["held_by"].clone();
        assert!(held.get("person").is_none() && held.get("unit").is_none(), "{held:#}");
        let stranger = app.log_in("other_resident").await;
        app.get_as(&stranger, &format!("/api/v1/cases/{case}/clocks")).await.expect_problem(404, "not-found");
        app.get_as(&token, "/api/v1/cases/999999/clocks").await.expect_problem(404, "not-found");
    }
}
