//! Reporters without an account hear by what staff were told, and answer by the link; groups hear by their robot.

use actix_web::test::TestRequest;
use gridward::domain::notice::channel::Channel;
use gridward::notify::channel::Carriers;
use gridward::notify::http::Http;
use gridward::notify::sms::{SmsCarrier, SmsGateway};
use gridward::notify::webhook::WebhookCarrier;
use gridward::service::notice::webhook::fan_out;
use serde_json::{Value, json};

use super::{filed, mail, rows, send_all};
use crate::cases::Street;
use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::double::Double;

fn hook(app: &TestApp) -> Double {
    let secrets = app.folder.path().join("secrets");
    std::fs::write(&secrets, "").unwrap();
    Double::start("hook.py", &[&secrets])
}

fn sms(server: &Double) -> Carriers {
    let gateway = SmsGateway {
        url: format!("http://127.0.0.1:{}/sms", server.port),
        body: r#"{"to":"{phone}","text":"{text}"}"#.to_owned(),
        authorization: None,
    };
    Carriers::default().with(Channel::Sms, SmsCarrier::new(gateway, Http::new(true)))
}

both_engines! {
    async fn a_caller_hears_when_it_is_taken_on_and_when_it_is_closed_and_answers_by_the_link(app) {
        let street = Street::new(app);
        let server = hook(app);
        let contact = json!({"phone": "13800000000", "email": "wang@example.cn"});
        let case = street.file("acceptor", json!({"source": "hotline_12345", "contact": contact})).await;
        app.plan().await;
        send_all(app, &sms(&server)).await;
        assert!(rows(app).await.iter().all(|row| row.person_id.is_some()), "a caller has just been told in person");
        street.handling(&case).await;
        let done = json!({"action": "submit", "text": "已制止", "reply": "施工方已停工"});
        street.step("dept_handler", &case, done, "to_confirm").await;
        street.confirmed_and_checked(&case).await;
        let close = json!({"action": "close", "condition_met": true, "reply": "施工方已停工"});
        street.step("acceptor", &case, close, "closed").await;
        app.plan().await;
        // It may be night by now: a stranger is left in peace until eight.
        street.pass(12);
        send_all(app, &sms(&server)).await;
        let told: Vec<Value> = server.stop();
        let mut texts: Vec<&str> = told.iter().map(|line| line["body"]["text"].as_str().unwrap()).collect();
        // Both went out together, in whichever order.
        texts.sort_by_key(|text| text.contains("/answer#"));
        assert_eq!(told.len(), 2, "{told:#?}");
        assert!(told.iter().all(|line| line["body"]["to"] == "13800000000"));
        assert!(texts[0].starts_with("您的上报已立案"), "{texts:?}");
        let code = texts[0].split("https://ward.example/public/follow#").nth(1).expect("the link of the receipt").trim();
        let followed = app.get(&format!("/api/v1/public/cases/{code}")).await.expect(200).json();
        assert_eq!(followed["case"]["id"], case.as_str());
        let token = texts[1].split("/answer#").nth(1).expect("the link").trim().to_owned();
        assert!(rows(app).await.iter().all(|row| !format!("{row:?}").contains("1380")), "rows hold no addresses");
        let say = json!({"token": token, "text": "没有解决"});
        app.ask(TestRequest::post().uri("/api/v1/answers").set_json(say)).await.expect(200);
        let seen = street.see("acceptor", &case).await.expect(200).json();
        assert_eq!(seen["state"], "registered");
    }

    async fn what_a_caller_left_is_sealed_and_opened_by_the_one_door(app) {
        let street = Street::new(app);
        let contact = json!({"phone": "13800000000"});
        let case = street.file("acceptor", json!({"source": "hotline_12345", "contact": contact})).await;
        let path = format!("/api/v1/cases/{case}/contact");
        let shown = street.post("acceptor", &path, &json!({"reason": "回访核实情况"})).await.expect(200).json();
        assert_eq!(shown["phone"], "13800000000");
        street.post("other_volunteer", &path, &json!({"reason": "回访核实情况"})).await.expect_problem(404, "not-found");
        for (who, body, pointer) in [
            ("volunteer", json!({"phone": "13800000000"}), "/contact"),
            ("acceptor", json!({"phone": "?"}), "/contact/phone"),
            ("acceptor", json!({}), "/contact"),
        ] {
            let filing = json!({"text": "路灯不亮", "contact": body});
            let wrong = street.post(who, "/api/v1/incidents", &filing).await.expect_problem(422, "invalid").json();
            assert_eq!(wrong["errors"][0]["pointer"], pointer);
        }
    }

    async fn without_a_telephone_a_mail_goes(app) {
        let street = Street::new(app);
        let server = Double::start("smtp.py", &[]);
        let contact = json!({"email": "wang@example.cn"});
        let case = street.file("acceptor", json!({"source": "hotline_12345", "contact": contact})).await;
        let reject = json!({"action": "reject", "reason": "not_a_matter", "reply": "不属于受理范围。"});
        street.step("acceptor", &case, reject, "rejected").await;
        app.plan().await;
        send_all(app, &mail(&server)).await;
        let got = server.stop().into_iter().find(|line| line["to"] == "wang@example.cn").expect("a mail");
        assert!(got["subject"].as_str().unwrap().starts_with("您的上报未受理"), "{got}");
        let text = got["text"].as_str().unwrap();
        assert!(text.contains("/public/follow#") && !text.contains("/cases/"), "no link to where he cannot log in: {got}");
    }

    async fn of_a_sealed_matter_nothing_is_written(app) {
        let street = Street::new(app);
        let server = hook(app);
        let contact = json!({"phone": "13800000000"});
        let sealed = json!({"source": "hotline_12345", "contact": contact, "sensitive": true});
        let case = street.file("acceptor", sealed).await;
        street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        app.plan().await;
        street.pass(12);
        send_all(app, &sms(&server)).await;
        assert!(rows(app).await.iter().all(|row| row.person_id.is_some()), "its desk calls");
        assert_eq!(server.stop(), [] as [Value; 0]);
    }

    async fn a_group_hears_by_its_robot(app) {
        app.world();
        let server = hook(app);
        let token = app.log_in("community_staff").await;
        for key in ["group", "busy", "gone"] {
            let url = format!("http://127.0.0.1:{}/cgi-bin/webhook/send?key={key}", server.port);
            let request = TestRequest::post().uri("/api/v1/webhooks").insert_header(bearer(&token));
            app.ask(request.set_json(json!({"url": url}))).await.expect(201);
        }
        let case = filed(app).await;
        while rows(app).await.iter().filter(|row| row.webhook_id.is_some()).count() < 3 {
            fan_out(&app.core).await.unwrap();
        }
        let carriers = Carriers::default().with(Channel::Webhook, WebhookCarrier::new(Http::new(true)));
        send_all(app, &carriers).await;
        let mut states: Vec<(String, Option<String>)> = rows(app)
            .await
            .into_iter()
            .filter(|row| row.webhook_id.is_some())
            .map(|row| (row.state, row.why))
            .collect();
        states.sort();
        let why = |text: &str| Some(text.to_owned());
        assert_eq!(states, [
            ("dead".to_owned(), why("there is no such robot")),
            ("sent".to_owned(), None),
            ("waiting".to_owned(), why("the robot has said enough for now")),
        ]);
        let heard = server.stop().into_iter().find(|line| line["path"].as_str().unwrap().ends_with("key=group")).unwrap();
        let text = heard["body"]["text"]["content"].as_str().unwrap();
        assert_eq!(heard["body"]["msgtype"], "text");
        assert!(text.starts_with("邻格：上报\n") && text.contains(&format!("/cases/{case}")), "{text}");
        assert!(!text.contains("路灯不亮"), "what people wrote stays in the house");
        let list = app.get_as(&token, "/api/v1/webhooks").await.expect(200).json();
        let active: Vec<bool> = list["items"].as_array().unwrap().iter().map(|item| item["active"].as_bool().unwrap()).collect();
        assert_eq!(active, [true, true, false]);
    }
}
