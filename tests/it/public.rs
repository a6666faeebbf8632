//! `/public`: residents without an account report, follow, answer, and learn what is known around them; and nothing else.

use std::io::Cursor;

use actix_web::test::TestRequest;
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};

use crate::cases::Street;
use crate::support::app::{Reply, TestApp};
use crate::support::both_engines;
use crate::support::world::World;

const REPORTS: &str = "/api/v1/public/incidents";

async fn send(app: &TestApp, path: &str, body: &Value) -> Reply {
    app.ask(TestRequest::post().uri(path).set_json(body)).await
}

/// Reports in the middle of a grid; answers the receipt.
async fn report(app: &TestApp, grid: usize, body: Value) -> Value {
    let (lon, lat) = World::middle_of(grid);
    let mut incident = json!({"text": "半夜施工噪声很大", "category": "06028",
        "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
    for (name, value) in body.as_object().unwrap() {
        incident[name] = value.clone();
    }
    send(app, REPORTS, &incident).await.expect(201).json()
}

fn page(receipt: &Value) -> String {
    format!("/api/v1/public/cases/{}", receipt["tracking_code"].as_str().unwrap())
}

async fn read(app: &TestApp, receipt: &Value) -> Value {
    app.get(&page(receipt)).await.expect(200).json()
}

fn offered(seen: &Value) -> Vec<&str> {
    seen["actions"].as_array().unwrap().iter().map(|offer| offer["action"].as_str().unwrap()).collect()
}

fn kinds(seen: &Value) -> Vec<&str> {
    seen["steps"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect()
}

async fn act(app: &TestApp, receipt: &Value, body: Value) -> Reply {
    let request = TestRequest::post().uri(&format!("{}/transitions", page(receipt)));
    app.ask(request.insert_header(("if-match", "*")).set_json(body)).await
}

async fn add_photo(app: &TestApp, receipt: &Value, side: u32, key: &str) -> Reply {
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(side, 30).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let request = TestRequest::post().uri(&format!("{}/attachments", page(receipt)));
    let request = request.insert_header(("content-type", "image/jpeg"));
    app.ask(request.insert_header(("idempotency-key", key)).set_payload(jpeg.into_inner())).await
}

async fn news(app: &TestApp, grid: usize) -> Vec<Value> {
    let (lon, lat) = World::middle_of(grid);
    let path = format!("/api/v1/public/nearby?lon={lon}&lat={lat}&coord_sys=wgs84");
    app.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone()
}

both_engines! {
    async fn a_resident_follows_a_report_from_the_first_word_to_the_last(app) {
        let street = Street::new(app);
        let receipt = report(app, 0, json!({})).await;
        let case = receipt["case"].as_str().unwrap().to_owned();
        let seen = read(app, &receipt).await;
        assert_eq!(seen["case"]["text"], "半夜施工噪声很大", "{seen:#}");
        assert_eq!(seen["case"]["own_report"], true);
        assert_eq!(seen["place"].as_array().unwrap().len(), 2);
        assert!(seen["case"].get("office").is_none(), "what the office knows stays there");
        assert_eq!(kinds(&seen), ["reported"]);
        assert!(offered(&seen).contains(&"withdraw") && offered(&seen).contains(&"supplement"), "{seen:#}");

        let told = act(app, &receipt, json!({"action": "supplement", "text": "今晚又开始了"})).await.expect(200).json();
        assert_eq!(told["steps"][1]["text"], "今晚又开始了");
        street.handling(&case).await;
        let result = json!({"action": "submit", "text": "已制止", "reply": "已要求工地夜间停工"});
        street.step("dept_handler", &case, result, "to_confirm").await;
        street.confirmed_and_checked(&case).await;
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        let seen = read(app, &receipt).await;
        assert!(seen["case"]["reply"].is_string() && offered(&seen).contains(&"rate"), "{seen:#}");
        for step in seen["steps"].as_array().unwrap() {
            assert!(step["by"].get("name").is_none() && step.get("hash").is_none(), "{step:#}");
        }

        let told = act(app, &receipt, json!({"action": "rate", "stars": 2, "solved": false})).await.expect(200).json();
        assert!(offered(&told).contains(&"reopen"), "{told:#}");
        let told = act(app, &receipt, json!({"action": "reopen", "reason": "not_solved", "text": "夜里又响了"})).await;
        assert_eq!(told.expect(200).json()["case"]["state"], "registered");
    }

    async fn a_code_opens_one_case_for_its_reporter_and_nothing_else(app) {
        let street = Street::new(app);
        let receipt = report(app, 0, json!({})).await;
        let other = report(app, 1, json!({})).await;
        // Without dashes, in small letters, with the slips of a hand.
        let typed = receipt["tracking_code"].as_str().unwrap().replace('-', "").to_lowercase().replace('0', "o");
        app.get(&format!("/api/v1/public/cases/{typed}")).await.expect(200);
        app.get("/api/v1/public/cases/nonsense").await.expect_problem(400, "invalid-path");
        app.get("/api/v1/public/cases/00000-00000-0000").await.expect_problem(404, "not-found");
        // What the office does is not the reporter's to do, and the case of somebody else is not named by a code.
        for action in ["register", "reject", "close", "note", "merge"] {
            let reply = act(app, &receipt, json!({"action": action, "text": "x"})).await;
            assert!(matches!(reply.status.as_u16(), 403 | 409 | 422), "{action}: {}", reply.text());
        }
        assert_eq!(read(app, &other).await["case"]["state"], "reported");
        let case = receipt["case"].as_str().unwrap();
        app.get(&format!("/api/v1/cases/{case}")).await.expect(401);
        street.step("acceptor", case, json!({"action": "register", "condition": "default"}), "registered").await;
        let late = act(app, &receipt, json!({"action": "withdraw", "text": "好了"})).await.expect(200).json();
        assert_eq!(late["case"]["state"], "registered", "afterwards it is a request");
    }

    async fn sending_twice_files_once(app) {
        app.world();
        let body = json!({"client_ref": "6f1d3a52-0f6e-4c6b-9a0b-3b1f7f2a9d11"});
        let first = report(app, 0, body.clone()).await;
        assert_eq!(report(app, 0, body).await["tracking_code"], first["tracking_code"]);
        let keyed = async |text: &str| {
            let request = TestRequest::post().uri(REPORTS).insert_header(("idempotency-key", "k-0123456789"));
            app.ask(request.set_json(json!({"text": text}))).await
        };
        let once = keyed("井盖丢了").await.expect(201).json();
        assert_eq!(keyed("井盖丢了").await.expect(201).json()["id"], once["id"]);
        keyed("别的事").await.expect_problem(422, "idempotency-key-reused");
    }

    async fn photos_come_after_the_words_and_are_never_loose(app) {
        app.world();
        let receipt = report(app, 0, json!({})).await;
        let seen = add_photo(app, &receipt, 40, "p-1").await.expect(201).json();
        assert_eq!(kinds(&seen), ["reported", "supplemented"], "{seen:#}");
        assert_eq!(seen["steps"][1]["attachments"].as_array().unwrap().len(), 1);
        assert_eq!(kinds(&add_photo(app, &receipt, 40, "p-1").await.expect(201).json()).len(), 2, "sent twice, kept once");
        let fake = TestRequest::post().uri(&format!("{}/attachments", page(&receipt)));
        let fake = fake.insert_header(("content-type", "image/jpeg")).set_payload("<script>");
        app.ask(fake).await.expect_problem(422, "not-an-image");
        for side in 1..9 {
            add_photo(app, &receipt, 40 + side, &format!("more-{side}")).await.expect(201);
        }
        add_photo(app, &receipt, 99, "one-too-many").await.expect_problem(409, "conflict");
        // Nobody binds to his own case what another resident has sent.
        let photo = seen["steps"][1]["attachments"][0]["attachment"].clone();
        let thief = report(app, 1, json!({})).await;
        let body = json!({"action": "supplement", "text": "看", "attachments": [{"attachment": photo, "use": "scene"}]});
        act(app, &thief, body).await.expect_problem(422, "invalid");
    }

    async fn the_neighbourhood_hears_what_the_office_has_taken_on_and_no_more(app) {
        let street = Street::new(app);
        let plain = report(app, 0, json!({})).await;
        let quarrel = report(app, 0, json!({"neighbour_complaint": true})).await;
        let sealed = report(app, 0, json!({"sensitive": true, "text": "邻居家里的秘密"})).await;
        assert_eq!(news(app, 0).await, Vec::<Value>::new(), "nobody has looked at them yet");
        for receipt in [&plain, &quarrel] {
            let case = receipt["case"].as_str().unwrap();
            street.step("acceptor", case, json!({"action": "register", "condition": "default"}), "registered").await;
        }
        let heard = news(app, 1).await;
        assert_eq!(heard.len(), 1, "the same community hears it: {heard:#?}");
        assert_eq!(heard[0]["number"], plain["number"]);
        let mut names: Vec<&str> = heard[0].as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["group", "number", "place", "reported_on", "state", "state_label"]);
        assert_eq!(news(app, 2).await, Vec::<Value>::new(), "another community has news of its own");
        let number = |receipt: &Value| format!("/api/v1/public/known/{}", receipt["number"].as_str().unwrap());
        app.get(&number(&plain)).await.expect(200);
        for hidden in [&quarrel, &sealed] {
            app.get(&number(hidden)).await.expect_problem(404, "not-found");
        }
        assert_eq!(read(app, &sealed).await["case"]["state"], "reported", "its own reporter follows it");
    }

    async fn whoever_is_about_to_report_is_told_what_is_known(app) {
        let street = Street::new(app);
        let known = report(app, 0, json!({})).await;
        let (lon, lat) = World::middle_of(0);
        let draft = json!({"text": "噪音扰民", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        let hints = send(app, "/api/v1/public/suggestions", &draft).await.expect(200).json();
        assert_eq!(hints["known"], json!([]), "{hints:#}");
        let case = known["case"].as_str().unwrap();
        street.step("acceptor", case, json!({"action": "register", "condition": "default"}), "registered").await;
        let hints = send(app, "/api/v1/public/suggestions", &draft).await.expect(200).json();
        assert_eq!(hints["known"][0]["number"], known["number"], "{hints:#}");
        assert!(!hints["categories"].as_array().unwrap().is_empty());
    }

    async fn a_merged_report_leads_to_what_goes_on_for_it(app) {
        let street = Street::new(app);
        let (first, second) = (report(app, 0, json!({})).await, report(app, 0, json!({})).await);
        let case = |receipt: &Value| receipt["case"].as_str().unwrap().to_owned();
        street.step("acceptor", &case(&first), json!({"action": "register", "condition": "default"}), "registered").await;
        street.step("acceptor", &case(&second), json!({"action": "merge", "parent": case(&first)}), "merged").await;
        assert_eq!(read(app, &second).await["parent"]["number"], first["number"]);
    }

    async fn a_flood_is_stopped_for_strangers_and_for_nobody_else(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let settings = format!("/api/v1/settings?area={}", world.street);
        let before = app.get_as(&admin, &settings).await.expect(200);
        let put = TestRequest::put().uri(&settings).insert_header(crate::support::app::bearer(&admin));
        let put = put.insert_header(("if-match", before.header("etag").unwrap_or("*").to_owned()));
        app.ask(put.set_json(json!({"values": {"strangers_per_hour": 3}}))).await.expect(200);
        for _ in 0..3 {
            report(app, 0, json!({})).await;
        }
        let (lon, lat) = World::middle_of(0);
        let body = json!({"text": "又一件", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        let told = send(app, REPORTS, &body).await.expect_problem(429, "too-many-requests");
        assert_eq!(told.header("retry-after"), Some("600"));
        let member = app.log_in("volunteer").await;
        app.post(&member, "/api/v1/incidents", &body).await.expect(201);
        app.pass(jiff::SignedDuration::from_mins(61));
        send(app, REPORTS, &body).await.expect(201);
    }

    async fn a_notice_board_leads_into_its_grid(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let grid = app.get_as(&admin, &format!("/api/v1/areas/{}", world.grids[1])).await.expect(200).json();
        let code = grid["code"].as_str().unwrap();
        let board = app.get(&format!("/api/v1/public/grids/{code}")).await.expect(200).json();
        assert!(board["url"].as_str().unwrap().ends_with(&format!("/public/report?grid={code}")), "{board:#}");
        let drawn = app.get(&format!("/api/v1/public/grids/{code}/qr")).await.expect(200);
        assert!(drawn.text().contains("<svg"), "{}", drawn.text());
        app.get("/api/v1/public/grids/nothing").await.expect_problem(404, "not-found");
        let filed = send(app, REPORTS, &json!({"text": "路灯不亮", "grid": code})).await.expect(201).json();
        assert_eq!(filed["grid"], world.grids[1].to_string());
        send(app, REPORTS, &json!({"text": "路灯不亮", "grid": "nothing"})).await.expect_problem(422, "invalid");
        let told = send(app, REPORTS, &json!({"text": "  "})).await.expect_problem(422, "invalid").json();
        assert_eq!(told["errors"][0]["pointer"], "/text");
        send(app, REPORTS, &json!({"text": "x", "source": "staff"})).await.expect(422);
    }
}
