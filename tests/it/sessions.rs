//! `/sessions` and `/me`: log-in and its end, rotation and reuse, lock-out, reset codes; hostile input included.

use std::time::{Duration, Instant};

use actix_web::test::TestRequest;
use gridward::service::access::authenticate;
use gridward::service::core::Core;
use gridward::service::keys::Keys;
use gridward::service::session;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::PASSWORD;

const SESSIONS: &str = "/api/v1/sessions";
const NEW: &str = "长清湖边的秋天真好看啊";

async fn try_log_in(app: &TestApp, login: &str, password: &str) -> Reply {
    let body = json!({"login": login, "password": password});
    app.ask(TestRequest::post().uri(SESSIONS).set_json(body)).await
}

async fn pair(app: &TestApp, login: &str) -> (String, String) {
    let told = try_log_in(app, login, PASSWORD).await.expect(201).json();
    (text(&told, "access_token"), text(&told, "refresh_token"))
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_else(|| panic!("no {name} in {value:#}")).to_owned()
}

async fn renew(app: &TestApp, token: &str) -> Reply {
    let body = json!({"refresh_token": token});
    app.ask(TestRequest::post().uri("/api/v1/sessions/renew").set_json(body)).await
}

async fn reset(app: &TestApp, login: &str, code: &str, password: &str) -> Reply {
    let body = json!({"login": login, "code": code, "new_password": password});
    app.ask(TestRequest::post().uri("/api/v1/sessions/reset").set_json(body)).await
}

async fn delete(app: &TestApp, token: &str, path: &str) -> Reply {
    app.ask(TestRequest::delete().uri(path).insert_header(bearer(token))).await
}

async fn me(app: &TestApp, token: &str) -> Reply {
    app.get_as(token, "/api/v1/me").await
}

/// A problem without the number of its request: two that are alike tell a stranger nothing.
fn told(reply: Reply) -> Value {
    let mut told = reply.expect_problem(401, "unauthenticated").json();
    told.as_object_mut().unwrap().remove("request_id");
    told
}

both_engines! {
    async fn a_session_begins_and_ends(app) {
        app.world();
        let (token, refresh) = pair(app, "Volunteer").await;
        let who = me(app, &token).await.expect(200).json();
        assert_eq!(who["login"], "volunteer");
        assert_eq!(who["roles"][0]["role"], "volunteer");
        assert!(who["rights"].as_array().unwrap().contains(&json!("report")));
        assert!(!who["rights"].as_array().unwrap().contains(&json!("dispatch")));
        delete(app, &token, "/api/v1/sessions/current").await.expect(204);
        me(app, &token).await.expect_problem(401, "unauthenticated");
        renew(app, &refresh).await.expect_problem(401, "unauthenticated");
    }

    async fn what_a_stranger_hears_tells_nothing(app) {
        app.world();
        let wrong = told(try_log_in(app, "volunteer", "not the password").await);
        assert_eq!(told(try_log_in(app, "nobody-of-that-name", PASSWORD).await), wrong);
        assert_eq!(told(try_log_in(app, "没有这样的登录名", PASSWORD).await), wrong);
        assert_eq!(told(try_log_in(app, "", "").await), wrong);
        for login in ["volunteer", "nobody-of-that-name"] {
            for _ in 0..4 {
                assert_eq!(told(try_log_in(app, login, "again not").await), wrong);
            }
            assert_eq!(told(try_log_in(app, login, PASSWORD).await), wrong, "locked");
        }
    }

    async fn five_failures_lock_a_login_for_a_while(app) {
        app.world();
        for _ in 0..5 {
            try_log_in(app, "dispatcher", "wrong wrong").await.expect(401);
        }
        try_log_in(app, "dispatcher", PASSWORD).await.expect(401);
        app.log_in("acceptor").await;
        app.pass(SignedDuration::from_mins(14));
        try_log_in(app, "dispatcher", PASSWORD).await.expect(401);
        app.pass(SignedDuration::from_mins(2));
        try_log_in(app, "dispatcher", PASSWORD).await.expect(201);
        for _ in 0..4 {
            try_log_in(app, "dispatcher", "wrong wrong").await.expect(401);
        }
        try_log_in(app, "dispatcher", PASSWORD).await.expect(201);
        for _ in 0..4 {
            try_log_in(app, "dispatcher", "wrong wrong").await.expect(401);
        }
        try_log_in(app, "dispatcher", PASSWORD).await.expect(201);
    }

    async fn refresh_tokens_rotate_and_a_second_use_ends_the_session(app) {
        app.world();
        let (first_access, first) = pair(app, "volunteer").await;
        let (other_access, _) = pair(app, "volunteer").await;
        let next = renew(app, &first).await.expect(201).json();
        let (access, second) = (text(&next, "access_token"), text(&next, "refresh_token"));
        assert_ne!(first, second);
        me(app, &first_access).await.expect(200);
        me(app, &access).await.expect(200);
        renew(app, &first).await.expect_problem(401, "unauthenticated");
        me(app, &access).await.expect_problem(401, "unauthenticated");
        me(app, &first_access).await.expect_problem(401, "unauthenticated");
        renew(app, &second).await.expect_problem(401, "unauthenticated");
        me(app, &other_access).await.expect(200);
    }

    async fn tokens_run_out(app) {
        app.world();
        let (access, refresh) = pair(app, "volunteer").await;
        app.pass(SignedDuration::from_secs(899));
        me(app, &access).await.expect(200);
        app.pass(SignedDuration::from_secs(1));
        me(app, &access).await.expect_problem(401, "unauthenticated");
        app.pass(SignedDuration::from_hours(14 * 24 - 1));
        let told = renew(app, &refresh).await.expect(201).json();
        app.pass(SignedDuration::from_hours(14 * 24));
        renew(app, &text(&told, "refresh_token")).await.expect_problem(401, "unauthenticated");
        let mut refresh = pair(app, "volunteer").await.1;
        for _ in 0..6 {
            app.pass(SignedDuration::from_hours(13 * 24));
            refresh = text(&renew(app, &refresh).await.expect(201).json(), "refresh_token");
        }
        app.pass(SignedDuration::from_hours(13 * 24));
        renew(app, &refresh).await.expect_problem(401, "unauthenticated");
    }

    async fn one_ends_ones_own_sessions_and_nobody_elses(app) {
        app.world();
        let (here, _) = pair(app, "dispatcher").await;
        let (there, there_refresh) = pair(app, "dispatcher").await;
        let (stranger, _) = pair(app, "acceptor").await;
        let sessions = app.get_as(&here, SESSIONS).await.expect(200).json();
        let other = sessions["items"].as_array().unwrap().iter().find(|s| s["current"] == false).unwrap();
        let path = format!("{SESSIONS}/{}", other["id"].as_str().unwrap());
        delete(app, &stranger, &path).await.expect_problem(404, "not-found");
        delete(app, &here, &path).await.expect(204);
        delete(app, &here, &path).await.expect_problem(404, "not-found");
        me(app, &there).await.expect(401);
        renew(app, &there_refresh).await.expect(401);
        me(app, &here).await.expect(200);
        let (third, _) = pair(app, "dispatcher").await;
        delete(app, &third, SESSIONS).await.expect(204);
        me(app, &here).await.expect(401);
        me(app, &third).await.expect(401);
        me(app, &stranger).await.expect(200);
    }

    async fn a_new_password_ends_the_other_sessions(app) {
        app.world();
        let (here, _) = pair(app, "dept_lead").await;
        let (there, _) = pair(app, "dept_lead").await;
        let change = async |old: &str, new: &str| {
            let body = json!({"current_password": old, "new_password": new});
            app.ask(TestRequest::put().uri("/api/v1/me/password").insert_header(bearer(&here)).set_json(body)).await
        };
        for weak in ["short", "dept_lead2026", "1234567890", ""] {
            let told = change(PASSWORD, weak).await.expect_problem(422, "invalid").json();
            assert_eq!(told["errors"][0]["pointer"], "/new_password", "{weak}");
        }
        let told = change("not mine at all", NEW).await.expect_problem(422, "invalid").json();
        assert_eq!(told["errors"][0]["pointer"], "/current_password");
        change(PASSWORD, NEW).await.expect(204);
        me(app, &here).await.expect(200);
        me(app, &there).await.expect(401);
        try_log_in(app, "dept_lead", PASSWORD).await.expect(401);
        try_log_in(app, "dept_lead", NEW).await.expect(201);
    }

    async fn a_reset_code_works_once_and_unlocks(app) {
        let world = app.world();
        let staff = app.log_in("community_staff").await;
        let volunteer = app.log_in("volunteer").await;
        let path = format!("/api/v1/people/{}/reset-codes", world.person("volunteer"));
        let issue = async || text(&app.post(&staff, &path, &json!({})).await.expect(201).json(), "code");
        for _ in 0..5 {
            try_log_in(app, "volunteer", "wrong wrong").await.expect(401);
        }
        let old = issue().await;
        let code = issue().await;
        reset(app, "volunteer", &old, NEW).await.expect_problem(401, "unauthenticated");
        reset(app, "second_volunteer", &code, NEW).await.expect_problem(401, "unauthenticated");
        let weak = reset(app, "volunteer", &code, "short").await.expect_problem(422, "invalid").json();
        assert_eq!(weak["errors"][0]["pointer"], "/new_password");
        reset(app, "volunteer", &code.to_lowercase().replace('-', " "), NEW).await.expect(204);
        me(app, &volunteer).await.expect(401);
        try_log_in(app, "volunteer", NEW).await.expect(201);
        reset(app, "volunteer", &code, "another long password").await.expect_problem(401, "unauthenticated");
        try_log_in(app, "volunteer", NEW).await.expect(201);
    }

    async fn a_reset_code_runs_out_and_is_not_guessed(app) {
        let world = app.world();
        let staff = app.log_in("community_staff").await;
        let path = format!("/api/v1/people/{}/reset-codes", world.person("volunteer"));
        let code = text(&app.post(&staff, &path, &json!({})).await.expect(201).json(), "code");
        let wrong = told(reset(app, "volunteer", "00000-00000-00", NEW).await);
        assert_eq!(told(reset(app, "nobody-of-that-name", &code, NEW).await), wrong);
        for _ in 0..4 {
            assert_eq!(told(reset(app, "volunteer", "00000-00000-00", NEW).await), wrong);
        }
        assert_eq!(told(reset(app, "volunteer", &code, NEW).await), wrong, "five wrong ones end it");
        app.pass(SignedDuration::from_mins(16));
        assert_eq!(told(reset(app, "volunteer", &code, NEW).await), wrong, "and it stays ended");
        let staff = app.log_in("community_staff").await;
        let code = text(&app.post(&staff, &path, &json!({})).await.expect(201).json(), "code");
        app.pass(SignedDuration::from_hours(24));
        assert_eq!(told(reset(app, "volunteer", &code, NEW).await), wrong, "a day has passed");
    }

    async fn a_closed_account_is_out_at_once(app) {
        let world = app.world();
        let (token, refresh) = pair(app, "volunteer").await;
        let admin = app.log_in("admin").await;
        let path = format!("/api/v1/people/{}", world.person("volunteer"));
        let change = async |body: Value| {
            let request = TestRequest::patch().uri(&path).insert_header(bearer(&admin));
            app.ask(request.insert_header(("If-Match", "*")).set_json(body)).await
        };
        change(json!({"active": false})).await.expect(200);
        me(app, &token).await.expect(401);
        renew(app, &refresh).await.expect(401);
        try_log_in(app, "volunteer", PASSWORD).await.expect(401);
        change(json!({"active": true})).await.expect(200);
        me(app, &token).await.expect(401);
        try_log_in(app, "volunteer", PASSWORD).await.expect(201);
    }

    async fn another_node_hears_of_a_revocation_within_a_second(app) {
        app.world();
        let token = app.log_in("dispatcher").await;
        me(app, &token).await.expect(200);
        let clock = std::sync::Arc::clone(&app.core.clock);
        let node = Core::new(app.core.db.clone(), clock, Keys::new([7; 32]), std::sync::Arc::clone(&app.core.files));
        let caller = authenticate(&node, &token).await.unwrap();
        session::end_all_sessions(&node, &caller).await.unwrap();
        assert!(authenticate(&node, &token).await.is_err(), "at once where it was done");
        let since = Instant::now();
        while me(app, &token).await.status == 200 {
            assert!(since.elapsed() < Duration::from_secs(1), "still believed after a second");
        }
        me(app, &token).await.expect_problem(401, "unauthenticated");
    }

    async fn a_bad_token_is_never_a_stranger(app) {
        app.world();
        let good = app.log_in("volunteer").await;
        let (head, signature) = good.rsplit_once('.').unwrap();
        let cut = &signature[..signature.len() - 2];
        for header in [
            "Bearer".to_owned(),
            "Bearer ".to_owned(),
            "Basic dm9sdW50ZWVyOng=".to_owned(),
            good.clone(),
            format!("Bearer {head}."),
            format!("Bearer {head}.{cut}"),
            format!("Bearer {good}x"),
            format!("Bearer {good} {good}"),
            "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.".to_owned(),
            format!("Bearer {}", "A".repeat(5000)),
        ] {
            let reply = app.ask(TestRequest::get().uri("/api/v1/me").insert_header(("Authorization", header))).await;
            let reply = reply.expect_problem(401, "unauthenticated");
            assert!(reply.header("www-authenticate").is_some_and(|h| h.starts_with("Bearer")));
        }
        let twice = TestRequest::get().uri("/api/v1/me").append_header(bearer(&good)).append_header(bearer(&good));
        app.ask(twice).await.expect_problem(401, "unauthenticated");
        app.get("/api/v1/me").await.expect_problem(401, "unauthenticated");
        let lower = TestRequest::get().uri("/api/v1/me").insert_header(("Authorization", format!("bearer {good}")));
        app.ask(lower).await.expect(200);
    }

    async fn hostile_bodies_are_refused_with_a_pointer(app) {
        app.world();
        let long = "x".repeat(100_000);
        for (body, pointer) in [
            (json!({}), "/login"),
            (json!({"login": "volunteer"}), "/password"),
            (json!({"login": 7, "password": PASSWORD}), "/login"),
            (json!({"login": null, "password": PASSWORD}), "/login"),
            (json!({"login": ["volunteer"], "password": PASSWORD}), "/login"),
            (json!({"login": "volunteer", "password": PASSWORD, "role": "admin"}), "/role"),
            (json!({"login": "volunteer", "password": "a\u{0}b"}), "/password"),
        ] {
            let reply = app.ask(TestRequest::post().uri(SESSIONS).set_json(&body)).await;
            let told = reply.expect_problem(422, "invalid").json();
            assert_eq!(told["errors"][0]["pointer"], pointer, "{body}");
        }
        for (login, password) in [
            ("volunteer", &*long), (&*long, PASSWORD), ("volunteer' OR '1'='1", PASSWORD), ("volunteer\n", "x"),
            ("𝓿𝓸𝓵𝓾𝓷𝓽𝓮𝓮𝓻", PASSWORD), ("%00", "%00"), ("volunteer", "\u{202E}drowssap"),
        ] {
            try_log_in(app, login, password).await.expect_problem(401, "unauthenticated");
        }
        for token in ["", "x", &*long, "../../etc/passwd", "\u{1F600}"] {
            renew(app, token).await.expect_problem(401, "unauthenticated");
        }
        let raw = TestRequest::post().uri(SESSIONS).insert_header(("Content-Type", "application/json"));
        app.ask(raw.set_payload("{\"login\": ")).await.expect_problem(400, "malformed-body");
        let form = TestRequest::post().uri(SESSIONS).set_form([("login", "volunteer"), ("password", PASSWORD)]);
        app.ask(form).await.expect_problem(415, "unsupported-media-type");
        let huge = json!({"login": "volunteer", "password": "x".repeat(400_000)});
        app.ask(TestRequest::post().uri(SESSIONS).set_json(huge)).await.expect_problem(413, "too-large");
    }

    async fn many_guesses_at_once_are_all_counted(app) {
        app.world();
        let guesses = (0..8).map(|_| try_log_in(app, "auditor", "wrong wrong"));
        for reply in futures_util::future::join_all(guesses).await {
            reply.expect(401);
        }
        try_log_in(app, "auditor", PASSWORD).await.expect(401);
    }

    async fn two_renewals_at_once_leave_one_thief(app) {
        app.world();
        let (access, refresh) = pair(app, "auditor").await;
        let both = futures_util::future::join_all([renew(app, &refresh), renew(app, &refresh)]).await;
        let renewed = both.iter().filter(|reply| reply.status == 201).count();
        assert_eq!(renewed, 1, "one of two");
        me(app, &access).await.expect_problem(401, "unauthenticated");
    }
}
