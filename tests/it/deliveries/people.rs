//! What people choose: modes, quiet hours, digests; and the caps that hold for everybody.

use actix_web::test::TestRequest;
use gridward::domain::notice::channel::STORM;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{at_once, change, filed, mail, rows, send_all, states, with_mail};
use crate::support::both_engines;
use crate::support::double::Double;

const STAFF: &str = "community_staff";

both_engines! {
    async fn work_comes_in_one_digest_unless_one_chooses_otherwise(app) {
        app.world();
        let server = Double::start("smtp.py", &[]);
        let carriers = mail(&server);
        with_mail(app, STAFF, "li@example.cn").await;
        for _ in 0..3 {
            filed(app).await;
        }
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["waiting", "gathered", "gathered", "gathered"]);
        // It is ten in the morning: the next digest leaves at half past four.
        app.pass(SignedDuration::from_hours(6) + SignedDuration::from_mins(30));
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"; 4]);
        let got = server.next();
        assert_eq!(got["subject"], "邻格：3 条消息");
        assert_eq!(got["text"].as_str().unwrap().matches("https://ward.example/cases/").count(), 3);
        assert_eq!(server.stop(), [] as [Value; 0]);
    }

    async fn a_storm_becomes_one_summary_that_lists_it_all(app) {
        app.world();
        let server = Double::start("smtp.py", &[]);
        let carriers = mail(&server);
        with_mail(app, STAFF, "li@example.cn").await;
        at_once(app, STAFF).await;
        for _ in 0..20 {
            filed(app).await;
        }
        send_all(app, &carriers).await;
        app.pass(SignedDuration::from_mins(16));
        send_all(app, &carriers).await;
        assert!(rows(app).await.iter().all(|row| row.state == "sent"));
        let got = server.stop();
        let alone = usize::try_from(STORM).unwrap();
        assert_eq!(got.len(), alone + 1, "a few alone and one for the rest");
        let links = got[alone]["text"].as_str().unwrap().matches("https://ward.example/cases/").count();
        assert_eq!(links + alone, 20, "nothing is dropped");
    }

    async fn in_quiet_hours_messages_wait_for_the_morning(app) {
        app.world();
        let server = Double::start("smtp.py", &[]);
        let carriers = mail(&server);
        with_mail(app, STAFF, "li@example.cn").await;
        let choice = json!({"modes": {"work": {"email": "instant"}}, "quiet": {"from": "09:00", "to": "11:00"}});
        change(app, TestRequest::put().uri("/api/v1/preferences"), STAFF, &choice).await.expect(200);
        filed(app).await;
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["waiting"]);
        app.pass(SignedDuration::from_hours(1));
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"]);
        drop(server);
    }

    async fn choices_are_checked_and_shown(app) {
        app.world();
        let put = |body: Value| async move {
            change(app, TestRequest::put().uri("/api/v1/preferences"), STAFF, &body).await
        };
        let off = put(json!({"modes": {"deadlines": {"email": "off"}}})).await.expect_problem(422, "invalid");
        assert_eq!(off.json()["errors"][0]["pointer"], "/modes/deadlines/email");
        let hour = put(json!({"quiet": {"from": "25:00", "to": "07:00"}})).await.expect_problem(422, "invalid");
        assert_eq!(hour.json()["errors"][0]["pointer"], "/quiet/from");
        put(json!({"wecom_user": "a|b"})).await.expect_problem(422, "invalid");
        let choice = json!({"modes": {"thanks": {"email": "off"}}, "quiet": {"from": "22:00", "to": "07:00", "rest_days": true},
            "wecom_user": "LiMing"});
        let shown = put(choice).await.expect(200).json();
        assert_eq!(shown["quiet"], json!({"from": "22:00", "to": "07:00", "rest_days": true}));
        let thanks = shown["classes"].as_array().unwrap().iter().find(|class| class["class"] == "thanks").unwrap();
        assert_eq!(thanks["modes"], json!({"email": "off", "sms": "off", "wecom": "digest"}));
        let token = app.log_in(STAFF).await;
        assert_eq!(app.get_as(&token, "/api/v1/preferences").await.expect(200).json(), shown);
    }

    async fn words_are_replaced_tried_and_refused_when_they_are_none(app) {
        app.world();
        let put = |who: &'static str, body: Value| async move {
            change(app, TestRequest::put().uri("/api/v1/templates/to_register"), who, &body).await
        };
        let words = |version: i64, body: &str| json!({"lang": "zh-CN", "version": version, "title": "新上报 {number}", "body": body});
        put("acceptor", words(0, "x")).await.expect_problem(403, "forbidden");
        let wrong = put("admin", words(0, "{text}")).await.expect_problem(422, "invalid");
        assert_eq!(wrong.json()["errors"][0]["pointer"], "/body");
        assert_eq!(put("admin", words(0, "请看 {link}")).await.expect(200).json()["version"], 1);
        put("admin", words(0, "迟到")).await.expect_problem(412, "precondition-failed");
        let admin = app.log_in("admin").await;
        let path = "/api/v1/templates/to_register/preview";
        let told = app.post(&admin, path, &json!({"lang": "zh-CN"})).await.expect(200).json();
        assert_eq!(told["title"], "新上报 1");
        let case = filed(app).await;
        let real = json!({"lang": "zh-CN", "case": case});
        app.post(&admin, path, &real).await.expect_problem(404, "not-found");
        let server = Double::start("smtp.py", &[]);
        with_mail(app, STAFF, "li@example.cn").await;
        at_once(app, STAFF).await;
        filed(app).await;
        send_all(app, &mail(&server)).await;
        assert!(server.next()["subject"].as_str().unwrap().starts_with("新上报 "));
        drop(server);
    }
}
