//! The link in the message that a case is closed: by it the reporter says "not solved", without logging in.

use actix_web::test::TestRequest;
use serde_json::json;

use super::Street;
use crate::deliveries::mail;
use crate::support::app::bearer;
use crate::support::both_engines;
use crate::support::double::Double;

both_engines! {
    async fn a_reporter_says_through_the_link_that_it_is_not_solved(app) {
        let street = Street::new(app);
        let server = Double::start("smtp.py", &[]);
        let own = TestRequest::patch().uri("/api/v1/me/contact").insert_header(bearer(&street.token("volunteer").await));
        app.ask(own.set_json(json!({"email": "wu@example.cn"}))).await.expect(200);
        let case = street.file("volunteer", json!({})).await;
        street.to_close(&case).await;
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        app.plan().await;
        while gridward::jobs::notices::send_due(&app.core, &mail(&server)).await.unwrap() {}
        let mut told = server.next();
        while !told["subject"].as_str().unwrap().starts_with("已办结，请评价") {
            told = server.next();
        }
        let text = told["text"].as_str().unwrap();
        let token = text.split("/answer#").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let say = |token: String| TestRequest::post()
            .uri("/api/v1/answers")
            .set_json(json!({"token": token, "text": "夜里又响了"}));
        for forged in [format!("{token}x"), format!("9{token}"), format!("{case}."), "x".to_owned()] {
            app.ask(say(forged)).await.expect_problem(404, "not-found");
        }
        let answered = app.ask(say(token.clone())).await.expect(200).json();
        assert_eq!((answered["state"].as_str(), answered["state_label"].as_str()), (Some("registered"), Some("已受理")));
        // The link was for that closing; it opens nothing any more.
        app.ask(say(token)).await.expect_problem(404, "not-found");
        let seen = street.get("acceptor", &format!("/api/v1/cases/{case}/timeline")).await;
        let last = seen["items"].as_array().unwrap().last().unwrap().clone();
        assert_eq!((last["kind"].as_str(), last["text"].as_str()), (Some("reopened"), Some("夜里又响了")));
        drop(server);
    }
}
