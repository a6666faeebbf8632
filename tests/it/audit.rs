//! Contact details of reporters, the access log and the log of exports; and what is forgotten after its time.

use actix_web::test::TestRequest;
use gridward::domain::retention::Passing;
use gridward::service::retention::forget_old;
use jiff::SignedDuration;
use serde_json::json;

use crate::support::app::bearer;
use crate::support::both_engines;
use crate::support::world::World;

const PHONE: &str = "0531-87221234";

both_engines! {
    async fn who_looks_up_a_reporter_says_why_and_is_written_down(app) {
        let world = app.world();
        let volunteer = app.log_in("volunteer").await;
        let own = TestRequest::patch().uri("/api/v1/me/contact").insert_header(bearer(&volunteer));
        app.ask(own.set_json(json!({"phone": PHONE}))).await.expect(200);
        let (lon, lat) = World::middle_of(0);
        let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        let told = app.post(&volunteer, "/api/v1/incidents", &body).await.expect(201).json();
        let case = told["case"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/cases/{case}/contact");
        let acceptor = app.log_in("acceptor").await;
        app.post(&acceptor, &path, &json!({"reason": ""})).await.expect_problem(422, "invalid");
        let seen = app.post(&acceptor, &path, &json!({"reason": "核对路灯编号"})).await.expect(200).json();
        assert_eq!(seen["phone"], PHONE);
        for name in ["dept_handler", "grid_leader", "auditor", "resident"] {
            let reply = app.post(&app.log_in(name).await, &path, &json!({"reason": "看看"})).await;
            assert!(matches!(reply.status.as_u16(), 403 | 404), "{name}: {}", reply.status);
        }
        app.get_as(&acceptor, "/api/v1/cases?format=csv").await.expect(200);

        app.pass(SignedDuration::from_secs(1));
        let auditor = app.log_in("auditor").await;
        let log = app.get_as(&auditor, &format!("/api/v1/access-log?case={case}")).await.expect(200).json();
        let items = log["items"].as_array().unwrap();
        assert_eq!(items.len(), 1, "{log:#}");
        assert_eq!(
            (&items[0]["act"], &items[0]["reason"], &items[0]["actor"], &items[0]["person"]),
            (&json!("reveal_contact"), &json!("核对路灯编号"), &json!(world.person("acceptor")), &json!(world.person("volunteer")))
        );
        assert!(!log.to_string().contains(PHONE));
        let first = app.get_as(&auditor, "/api/v1/access-log?limit=1&act=log_in").await.expect(200).json();
        let next = first["next"].as_str().unwrap().to_owned();
        let second = app.get_as(&auditor, &next).await.expect(200).json();
        assert_ne!(first["items"], second["items"]);
        let exports = app.get_as(&auditor, "/api/v1/export-log").await.expect(200).json();
        assert_eq!((&exports["items"][0]["format"], &exports["items"][0]["filter"]), (&json!("csv"), &json!("format=csv")));
        for path in ["/api/v1/access-log", "/api/v1/export-log"] {
            app.get_as(&app.log_in("supervisor").await, path).await.expect_problem(403, "forbidden");
        }
        app.get_as(&auditor, "/api/v1/access-log?act=nothing").await.expect_problem(400, "invalid-query");
    }

    async fn nobody_finds_by_words_what_he_may_not_read(app) {
        app.world();
        let (lon, lat) = World::middle_of(0);
        let body = json!({"text": "三单元张老师家门口堆物", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        app.post(&app.log_in("second_volunteer").await, "/api/v1/incidents", &body).await.expect(201);
        let count = |name: &'static str, query: &'static str| async move {
            let told = app.get_as(&app.log_in(name).await, &format!("/api/v1/cases{query}")).await.expect(200).json();
            told["items"].as_array().unwrap().len()
        };
        let words = "?q=%E5%BC%A0%E8%80%81%E5%B8%88";
        assert_eq!(count("acceptor", words).await, 1);
        for masked in ["auditor", "volunteer"] {
            assert_eq!(count(masked, "").await, 1, "{masked} sees the row");
            assert_eq!(count(masked, words).await, 0, "{masked} may not probe its words");
        }
        assert_eq!(count("volunteer", "?priority=urgent,high,normal,low").await, 0, "nor its priority");
    }

    async fn what_need_not_be_kept_is_forgotten(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        for key in ["one", "two"] {
            let request = TestRequest::post().uri("/api/v1/incidents").insert_header(bearer(&token));
            let request = request.insert_header(("idempotency-key", key)).set_json(json!({"text": "路灯不亮"}));
            app.ask(request).await.expect(201);
        }
        let wrong = json!({"login": "volunteer", "password": "not the password"});
        app.ask(TestRequest::post().uri("/api/v1/sessions").set_json(wrong)).await.expect_problem(401, "unauthenticated");
        assert_eq!(forget_old(&app.core).await.unwrap(), [], "nothing is old yet");
        app.pass(SignedDuration::from_hours(24 * 121));
        let mut gone = forget_old(&app.core).await.unwrap();
        // On PostgreSQL the feed is pruned below the oldest transaction of the server, which may be another test's.
        while !gone.iter().any(|(what, _)| *what == Passing::Changes) {
            gone.extend(forget_old(&app.core).await.unwrap());
        }
        gone.sort();
        assert_eq!(gone, [
            (Passing::Sessions, 1), (Passing::LoginAttempts, 1), (Passing::IdempotencyKeys, 2), (Passing::Changes, 1),
        ]);
    }
}
