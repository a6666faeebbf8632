//! `/inbox`: what people are told in the application, planned from what events owe.

use gridward::service::notice::plan::plan_due;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::both_engines;
use crate::support::world::World;

/// Files something in the first grid as somebody and answers the case.
async fn filed(app: &TestApp, who: &str, more: &Value) -> String {
    let token = app.log_in(who).await;
    let (lon, lat) = World::middle_of(0);
    let mut body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
    for (name, value) in more.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    app.post(&token, "/api/v1/incidents", &body).await.expect(201).json()["case"].as_str().unwrap().to_owned()
}

async fn inbox(app: &TestApp, who: &str, query: &str) -> Value {
    let token = app.log_in(who).await;
    app.get_as(&token, &format!("/api/v1/inbox{query}")).await.expect(200).json()
}

/// The codes in somebody's inbox, the newest first.
async fn codes(app: &TestApp, who: &str) -> Vec<String> {
    let list = inbox(app, who, "").await;
    list["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap().to_owned()).collect()
}

both_engines! {
    async fn a_report_is_heard_of_by_its_desk_and_by_nobody_else(app) {
        app.world();
        let case = filed(app, "volunteer", &json!({})).await;
        assert_eq!(codes(app, "community_staff").await, [""; 0], "nothing is told before it is planned");
        app.plan().await;
        for who in ["community_staff", "second_community_staff"] {
            assert_eq!(codes(app, who).await, ["to_register"], "{who}");
        }
        // Nobody hears of his own click: the volunteer has the receipt.
        for who in ["volunteer", "other_community_staff", "acceptor", "dept_lead", "resident"] {
            assert_eq!(codes(app, who).await, [""; 0], "{who}");
        }
        let item = inbox(app, "community_staff", "").await["items"][0].clone();
        assert_eq!((item["case"].as_str(), item["class"].as_str()), (Some(case.as_str()), Some("work")));
        assert_eq!(item["title"], "有新的上报待受理");
        assert!(item["read_at"].is_null());
    }

    async fn reading_is_ones_own_business(app) {
        app.world();
        for _ in 0..3 {
            filed(app, "volunteer", &json!({})).await;
        }
        app.plan().await;
        let page = inbox(app, "community_staff", "?limit=2").await;
        assert_eq!((page["unread"].as_i64(), page["items"].as_array().unwrap().len()), (Some(3), 2));
        let token = app.log_in("community_staff").await;
        let rest = app.get_as(&token, page["next"].as_str().unwrap()).await.expect(200).json();
        assert_eq!((rest["items"].as_array().unwrap().len(), rest["next"].is_null()), (1, true));
        let (newest, oldest) = (page["items"][0]["id"].as_str().unwrap(), rest["items"][0]["id"].as_str().unwrap());
        let read = |id: &str| format!("/api/v1/inbox/{id}/read");
        let other = app.log_in("second_community_staff").await;
        app.post(&other, &read(oldest), &json!({})).await.expect_problem(404, "not-found");
        for _ in 0..2 {
            app.post(&token, &read(oldest), &json!({})).await.expect(204);
        }
        let unread = inbox(app, "community_staff", "?unread=true").await;
        assert_eq!((unread["unread"].as_i64(), unread["items"].as_array().unwrap().len()), (Some(2), 2));
        let done = app.post(&token, "/api/v1/inbox/read", &json!({"up_to": newest})).await.expect(200).json();
        assert_eq!(done["marked"], 2);
        assert_eq!(inbox(app, "community_staff", "").await["unread"], 0);
        assert_eq!(inbox(app, "second_community_staff", "").await["unread"], 3);
    }

    async fn two_planners_tell_each_thing_once(app) {
        app.world();
        for _ in 0..8 {
            filed(app, "volunteer", &json!({})).await;
        }
        let (one, other) = futures_util::future::join(plan_due(&app.core), plan_due(&app.core)).await;
        assert_eq!(one.unwrap().failed + other.unwrap().failed, 0);
        app.plan().await;
        assert_eq!(inbox(app, "community_staff", "").await["unread"], 8);
    }

    async fn of_a_sealed_case_only_the_named_desk_hears(app) {
        app.world();
        filed(app, "resident", &json!({"category": "21001"})).await;
        app.plan().await;
        assert_eq!(codes(app, "second_community_staff").await, [""; 0], "not named to the sensitive desk");
        assert_eq!(codes(app, "community_staff").await, ["to_register"]);
    }

    async fn who_has_left_or_has_no_right_any_more_hears_nothing(app) {
        let world = app.world();
        filed(app, "volunteer", &json!({})).await;
        let admin = app.log_in("admin").await;
        let path = format!("/api/v1/people/{}", world.person("second_community_staff"));
        let version = app.get_as(&admin, &path).await.expect(200).header("etag").unwrap().to_owned();
        let close = actix_web::test::TestRequest::patch().uri(&path)
            .insert_header(crate::support::app::bearer(&admin))
            .insert_header(("If-Match", version))
            .set_json(json!({"active": false}));
        app.ask(close).await.expect(200);
        app.plan().await;
        assert_eq!(inbox(app, "community_staff", "").await["unread"], 1);
    }

    async fn lateness_is_told_to_holder_and_inspector_once_each(app) {
        app.world();
        filed(app, "volunteer", &json!({})).await;
        app.pass(SignedDuration::from_hours(24 * 3));
        gridward::service::timer::fire_due(&app.core).await.unwrap();
        app.plan().await;
        let late = |codes: Vec<String>| codes.iter().filter(|code| *code == "overdue").count();
        assert!(late(codes(app, "community_staff").await) >= 1);
        assert_eq!(late(codes(app, "supervisor").await), 1);
    }
}
