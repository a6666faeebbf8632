//! Versions, refusals, repetition, batches.

use actix_web::test::TestRequest;
use serde_json::json;

use super::Street;
use crate::support::app::bearer;
use crate::support::both_engines;

both_engines! {
    async fn nobody_overwrites_what_he_has_not_read(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let read = street.see("acceptor", &case).await.expect(200);
        let tag = read.header("etag").unwrap().to_owned();
        let register = || json!({"action": "register", "condition": "default"});
        let bare = TestRequest::post()
            .uri(&format!("/api/v1/cases/{case}/transitions"))
            .insert_header(bearer(&street.token("acceptor").await))
            .set_json(register());
        app.ask(bare).await.expect_problem(428, "precondition-required");
        street.act_on("second_acceptor", &case, &tag, register()).await.expect(200);
        street.act_on("acceptor", &case, &tag, register()).await.expect_problem(412, "precondition-failed");
        // Two at once with the same tag: one wins.
        let tag = street.see("dispatcher", &case).await.expect(200).header("etag").unwrap().to_owned();
        let to = |unit: &str| json!({"action": "dispatch", "unit": street.unit(unit)});
        let (one, two) = futures_util::future::join(
            street.act_on("dispatcher", &case, &tag, to("sanitation")),
            street.act_on("dispatcher", &case, &tag, to("urban_management")),
        )
        .await;
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
    }

    async fn a_repeated_request_acts_once(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let note = |text: &str| {
            TestRequest::post()
                .uri(&format!("/api/v1/cases/{case}/transitions"))
                .insert_header(("idempotency-key", "note-1"))
                .set_json(json!({"action": "supplement", "text": text}))
        };
        let token = street.token("volunteer").await;
        let first = app.ask(note("还在响").insert_header(bearer(&token))).await.expect(200).json();
        let again = app.ask(note("还在响").insert_header(bearer(&token))).await.expect(200).json();
        assert_eq!(first, again);
        app.ask(note("别的").insert_header(bearer(&token))).await.expect_problem(422, "idempotency-key-reused");
    }

    async fn a_webhook_is_tried_and_rotated_once_under_a_key(app) {
        app.world();
        let token = app.log_in("community_staff").await;
        let made = app.post(&token, "/api/v1/webhooks", &json!({"url": "https://ward.example/hear"})).await;
        let id = made.expect(201).json()["id"].as_str().unwrap().to_owned();
        let keyed = async |what: &str, key: &str| {
            let request = TestRequest::post().uri(&format!("/api/v1/webhooks/{id}/{what}"));
            app.ask(request.insert_header(bearer(&token)).insert_header(("idempotency-key", key.to_owned()))).await
        };
        let first = keyed("test", "t1").await.expect(202).json();
        assert_eq!(keyed("test", "t1").await.expect(202).json(), first);
        assert_ne!(keyed("test", "t2").await.expect(202).json()["id"], first["id"]);
        let rotated = keyed("rotate", "r1").await.expect(200).json();
        assert!(rotated["secret"].is_string());
        let again = keyed("rotate", "r1").await.expect(200).json();
        assert!(again["secret"].is_null(), "it is kept sealed and shown once: {again:#}");
        keyed("rotate", "t1").await.expect_problem(422, "idempotency-key-reused");
        assert_ne!(keyed("rotate", "r2").await.expect(200).json()["secret"], rotated["secret"]);
    }

    async fn refusals_say_why_and_where(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let act = |who: &'static str, body| street.act(who, &case, body);
        let wrong = act("acceptor", json!({"action": "close", "condition_met": true})).await;
        assert_eq!(wrong.expect_problem(409, "refused").json()["reason"], "wrong_state");
        let missing = act("acceptor", json!({"action": "register"})).await.expect_problem(422, "invalid").json();
        assert_eq!(missing["errors"][0]["pointer"], "/condition");
        act("acceptor", json!({"action": "register", "condition": "nowhere"})).await.expect_problem(422, "invalid");
        act("acceptor", json!({"action": "register", "condition": "default", "category": "x"}))
            .await.expect_problem(422, "unknown-category");
        let stray = act("acceptor", json!({"action": "register", "condition": "default", "stars": 3})).await;
        assert_eq!(stray.expect_problem(422, "invalid").json()["errors"][0]["pointer"], "/stars");
        act("acceptor", json!({"action": "fly"})).await.expect(422);
        act("acceptor", json!({"action": "note", "text": " "})).await.expect_problem(422, "invalid");
        act("dept_handler", json!({"action": "register", "condition": "default"})).await.expect_problem(404, "not-found");
        act("volunteer", json!({"action": "register", "condition": "default"})).await.expect_problem(403, "forbidden");
        street.act("acceptor", "999999", json!({"action": "note", "text": "x"})).await.expect_problem(404, "not-found");
        street.see("acceptor", "0").await.expect_problem(400, "invalid-path");
        let photo = json!({"action": "supplement", "attachments": [{"attachment": "999", "use": "scene"}]});
        let none = act("volunteer", photo).await.expect_problem(422, "invalid").json();
        assert_eq!(none["errors"][0]["pointer"], "/attachments/0/attachment");
    }

    async fn actions_say_what_each_needs(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let told = street.get("acceptor", &format!("/api/v1/cases/{case}/actions")).await;
        let reject = told["actions"].as_array().unwrap().iter().find(|a| a["action"] == "reject").unwrap().clone();
        assert_eq!(reject["needs"][0]["field"], "reason");
        assert_eq!(reject["needs"][0]["required"], true);
        assert!(reject["needs"][0]["options"].as_array().unwrap().iter().any(|o| o == "nonsense"));
        let told = street.get("dept_lead", "/api/v1/requests").await;
        assert_eq!(told["items"], json!([]));
        let own = street.get("volunteer", &format!("/api/v1/cases/{case}/actions")).await;
        let names: Vec<&str> = own["actions"].as_array().unwrap().iter().map(|a| a["action"].as_str().unwrap()).collect();
        assert!(names.contains(&"withdraw") && !names.contains(&"register"), "{names:?}");
    }

    async fn a_batch_has_a_result_for_each(app) {
        let street = Street::new(app);
        let (ready, fresh) = (street.file("volunteer", json!({})).await, street.file("volunteer", json!({})).await);
        street.step("acceptor", &ready, json!({"action": "register", "condition": "default"}), "registered").await;
        let body = json!({"action": "dispatch", "fields": {"unit": street.unit("sanitation")}, "items": [
            {"case": ready, "version": 2}, {"case": fresh, "version": 1}, {"case": ready, "version": 1},
        ]});
        let told = street.post("dispatcher", "/api/v1/cases/batch", &body).await.expect(200).json();
        let statuses: Vec<i64> = told["results"].as_array().unwrap().iter().map(|r| r["status"].as_i64().unwrap()).collect();
        assert_eq!(statuses, [200, 409, 412], "{told:#}");
        assert_eq!(told["results"][0]["state"], "dispatched");
        street.post("dept_lead", "/api/v1/cases/batch", &body).await.expect_problem(403, "forbidden");
        let closing = json!({"action": "close", "fields": {"condition_met": true}, "items": []});
        street.post("acceptor", "/api/v1/cases/batch", &closing).await.expect_problem(422, "invalid");
        let done = street.file("volunteer", json!({})).await;
        street.to_close(&done).await;
        let version = street.see("acceptor", &done).await.json()["version"].clone();
        let closing = json!({"action": "close", "fields": {"condition_met": true}, "items": [{"case": done, "version": version}]});
        let told = street.post("acceptor", "/api/v1/cases/batch", &closing).await.expect(200).json();
        assert_eq!(told["results"][0]["state"], "closed", "{told:#}");
    }

    async fn the_engine_warns_marks_and_goes_on(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.pass(24 * 3);
        let fired = gridward::service::timer::fire_due(&app.core).await.unwrap();
        assert!(fired.events >= 2 && fired.failed == 0, "{fired:?}");
        let again = gridward::service::timer::fire_due(&app.core).await.unwrap();
        assert_eq!(again.events, 0);
        let told = street.see("acceptor", &case).await.expect(200).json();
        assert_eq!(told["office"]["flags"], json!(["overdue"]));
        assert_eq!(told["version"], 1, "the engine's own bookkeeping raises no version");
    }

    async fn a_duty_done_twice_under_one_key_is_done_once(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        let people = [street.person("volunteer"), street.person("second_volunteer")];
        street.step("dispatcher", &case, json!({"action": "dispatch", "people": people}), "offered").await;
        let offers = street.get("volunteer", "/api/v1/offers").await;
        let path = format!("/api/v1/offers/{}/accept", offers["items"][0]["id"].as_str().unwrap());
        let token = street.token("volunteer").await;
        let accept = |key: &'static str| {
            app.ask(TestRequest::post().uri(&path).insert_header(bearer(&token)).insert_header(("idempotency-key", key)))
        };
        let first = accept("yes").await.expect(200).json();
        assert_eq!(accept("yes").await.expect(200).json(), first);
        accept("again").await.expect_problem(404, "not-found");
    }
}
