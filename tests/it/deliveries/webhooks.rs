//! Webhooks to a receiver that checks signatures with the Standard Webhooks library of another language; WeCom and text messages to
//! a stand-in.

use std::fs;
use std::path::PathBuf;

use actix_web::test::TestRequest;
use gridward::domain::notice::channel::Channel;
use gridward::notify::channel::Carriers;
use gridward::notify::http::Http;
use gridward::notify::sms::{SmsCarrier, SmsGateway};
use gridward::notify::webhook::WebhookCarrier;
use gridward::notify::wecom::{WecomApplication, WecomCarrier};
use gridward::service::notice::webhook::fan_out;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{change, filed, rows, send_all, states, with_mail};
use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::double::Double;

const STAFF: &str = "community_staff";

/// A receiver, and the file of the secrets that it knows.
fn receiver(app: &TestApp) -> (Double, PathBuf) {
    let secrets = app.folder.path().join("secrets");
    fs::write(&secrets, "").unwrap();
    (Double::start("hook.py", &[&secrets]), secrets)
}

fn hooks() -> Carriers {
    Carriers::default().with(Channel::Webhook, WebhookCarrier::new(Http::new(true)))
}

/// Creates a webhook of the staff and answers its id and secret.
async fn created(app: &TestApp, server: &Double, path: &str) -> (String, String) {
    let token = app.log_in(STAFF).await;
    let body = json!({"url": format!("http://127.0.0.1:{}{path}", server.port)});
    let made = app.post(&token, "/api/v1/webhooks", &body).await.expect(201).json();
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    (text("id"), text("secret"))
}

/// Tells the webhooks what has changed, once so many deliveries were planned in all: on PostgreSQL a change is heard of when no
/// older transaction of the whole server still runs, and other tests have some.
async fn tell(app: &TestApp, carriers: &Carriers, planned: usize) {
    while rows(app).await.len() < planned {
        fan_out(&app.core).await.unwrap();
    }
    send_all(app, carriers).await;
}

both_engines! {
    async fn a_program_hears_what_its_owner_may_see_under_a_right_signature(app) {
        app.world();
        let (server, secrets) = receiver(app);
        let (_, secret) = created(app, &server, "/ok").await;
        fs::write(&secrets, &secret).unwrap();
        let case = filed(app).await;
        // What lies in the other community is not the owner's to see.
        let other = app.log_in("other_volunteer").await;
        let (lon, lat) = crate::support::world::World::middle_of(2);
        let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        app.post(&other, "/api/v1/incidents", &body).await.expect(201);
        let again = filed(app).await;
        tell(app, &hooks(), 2).await;
        tell(app, &hooks(), 2).await;
        let heard = server.next();
        assert_eq!(heard["verified"], json!([0]), "{heard}");
        assert_eq!(heard["body"]["type"], "case.reported");
        assert!(!heard.to_string().contains("路灯不亮"));
        let mut cases = vec![heard["body"]["data"]["case"].clone(), server.next()["body"]["data"]["case"].clone()];
        cases.sort_by_key(Value::to_string);
        assert_eq!(cases, [case, again], "and nothing of the other community, which lies between");
        assert_eq!(server.stop(), [] as [Value; 0], "each once");
    }

    async fn while_a_secret_changes_both_sign(app) {
        app.world();
        let (server, secrets) = receiver(app);
        let (id, old) = created(app, &server, "/ok").await;
        let token = app.log_in(STAFF).await;
        let rotated = app.post(&token, &format!("/api/v1/webhooks/{id}/rotate"), &json!({})).await.expect(200).json();
        let new = rotated["secret"].as_str().unwrap();
        assert_ne!(new, old);
        fs::write(&secrets, format!("{old}\n{new}\n")).unwrap();
        let test = format!("/api/v1/webhooks/{id}/test");
        app.post(&token, &test, &json!({})).await.expect(202);
        send_all(app, &hooks()).await;
        let heard = server.next();
        assert_eq!((&heard["verified"], &heard["body"]["type"]), (&json!([0, 1]), &json!("test")));
        app.pass(SignedDuration::from_hours(25));
        let token = app.log_in(STAFF).await;
        app.post(&token, &test, &json!({})).await.expect(202);
        send_all(app, &hooks()).await;
        assert_eq!(server.next()["verified"], json!([1]));
        drop(server);
    }

    async fn failures_are_tried_again_and_a_program_that_is_gone_is_left_alone(app) {
        app.world();
        let (server, _) = receiver(app);
        created(app, &server, "/later/7200").await;
        created(app, &server, "/status/410").await;
        filed(app).await;
        tell(app, &hooks(), 2).await;
        let now = app.core.clock.now();
        let rows = rows(app).await;
        let by = |why: &str| rows.iter().find(|row| row.why.as_deref() == Some(why)).unwrap();
        let later = by("status 429");
        assert_eq!(later.state, "waiting");
        assert!(later.next_at.at() >= now + SignedDuration::from_hours(2), "Retry-After is honoured");
        assert_eq!(by("status 410").state, "dead");
        let token = app.log_in(STAFF).await;
        let list = app.get_as(&token, "/api/v1/webhooks").await.expect(200).json();
        assert_eq!((list["items"][0]["active"].as_bool(), list["items"][1]["active"].as_bool()), (Some(true), Some(false)));
        drop(server);
    }

    async fn a_program_that_fails_for_days_is_switched_off(app) {
        app.world();
        let (server, _) = receiver(app);
        let (id, _) = created(app, &server, "/status/500").await;
        for day in 1..=6 {
            filed(app).await;
            tell(app, &hooks(), day).await;
            app.pass(SignedDuration::from_hours(24));
        }
        let token = app.log_in(STAFF).await;
        let list = app.get_as(&token, "/api/v1/webhooks").await.expect(200).json();
        assert_eq!(list["items"][0]["active"], false);
        let on = TestRequest::put().uri(&format!("/api/v1/webhooks/{id}/active")).insert_header(bearer(&token));
        let shown = app.ask(on.set_json(json!({"active": true}))).await.expect(200).json();
        assert_eq!((shown["active"].as_bool(), shown["failing_since"].is_null()), (Some(true), true));
        drop(server);
    }

    async fn a_webhook_is_its_owners_and_its_address_a_plain_one(app) {
        app.world();
        let (server, _) = receiver(app);
        let (id, _) = created(app, &server, "/ok").await;
        let other = app.log_in("acceptor").await;
        app.post(&other, &format!("/api/v1/webhooks/{id}/rotate"), &json!({})).await.expect_problem(404, "not-found");
        for url in ["ftp://example.cn/", "https://", "https://user@example.cn/", "nowhere", "https://exa mple.cn/"] {
            let reply = app.post(&other, "/api/v1/webhooks", &json!({"url": url})).await;
            assert_eq!(reply.expect_problem(422, "invalid").json()["errors"][0]["pointer"], "/url", "{url}");
        }
        let volunteer = app.log_in("volunteer").await;
        app.post(&volunteer, "/api/v1/webhooks", &json!({"url": "https://example.cn/"})).await.expect_problem(403, "forbidden");
        drop(server);
    }

    async fn people_are_reached_in_wecom_and_by_text_message(app) {
        app.world();
        let (server, _) = receiver(app);
        let url = format!("http://127.0.0.1:{}", server.port);
        let application = WecomApplication {
            url: format!("{url}/wecom"), corp_id: "corp".to_owned(), agent_id: 7, secret: "secret".to_owned(),
        };
        let gateway = SmsGateway {
            url: format!("{url}/sms"),
            body: r#"{"to":"{phone}","text":"{text}"}"#.to_owned(),
            authorization: Some("Bearer key".to_owned()),
        };
        let carriers = Carriers::default()
            .with(Channel::Wecom, WecomCarrier::new(application, Http::new(true)))
            .with(Channel::Sms, SmsCarrier::new(gateway, Http::new(true)));
        let choice = json!({"modes": {"work": {"sms": "instant"}}, "wecom_user": "LiMing"});
        change(app, TestRequest::put().uri("/api/v1/preferences"), STAFF, &choice).await.expect(200);
        change(app, TestRequest::patch().uri("/api/v1/me/contact"), STAFF, &json!({"phone": "13800000000"})).await.expect(200);
        with_mail(app, STAFF, "li@example.cn").await;
        filed(app).await;
        send_all(app, &carriers).await;
        let mut heard = [server.next(), server.next(), server.next()];
        heard.sort_by_key(|line| line["path"].as_str().unwrap().len());
        assert_eq!(heard[0]["body"]["to"], "13800000000");
        assert_eq!(heard[0]["authorization"], "Bearer key");
        assert!(heard.iter().any(|line| line["path"].as_str().unwrap().starts_with("/wecom/cgi-bin/gettoken?corpid=corp")));
        let sent = heard.iter().find(|line| line["body"]["touser"].is_string()).unwrap();
        assert_eq!((&sent["body"]["touser"], &sent["body"]["agentid"]), (&json!("LiMing"), &json!(7)));
        let mut left = states(app).await;
        left.sort();
        // The mail has no server here and waits in its digest.
        assert_eq!(left, ["gathered", "sent", "sent", "waiting"]);
        drop(server);
    }
}
