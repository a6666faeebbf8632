//! `/outside`: a body without an account works on the one case that was referred to it, through the link that the office gave it;
//! and no link, however it was come by, opens anything else.

use std::io::Cursor;

use actix_web::test::TestRequest;
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};

use crate::cases::Street;
use crate::support::app::{Reply, TestApp};
use crate::support::both_engines;

const CASE: &str = "/api/v1/outside/case";
const RESULT: &str = "/api/v1/outside/case/result";

fn shown(request: TestRequest, token: &str) -> TestRequest {
    request.insert_header(("gridward-link", token.to_owned()))
}

async fn read(app: &TestApp, token: &str) -> Reply {
    app.ask(shown(TestRequest::get().uri(CASE), token)).await
}

async fn send(app: &TestApp, token: &str, path: &str, key: &str, body: &Value) -> Reply {
    let request = shown(TestRequest::post().uri(path), token).insert_header(("if-match", "*"));
    app.ask(request.insert_header(("idempotency-key", key.to_owned())).set_json(body)).await
}

async fn add_photo(app: &TestApp, token: &str, side: u32, key: &str) -> Reply {
    let mut jpeg = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(side, 30).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
    let request = shown(TestRequest::post().uri("/api/v1/outside/case/attachments"), token);
    let request = request.insert_header(("content-type", "image/jpeg"));
    app.ask(request.insert_header(("idempotency-key", key.to_owned())).set_payload(jpeg.into_inner())).await
}

/// A case that was registered and given to a unit outside.
async fn referred(street: &Street<'_>, body: Value, unit: &str) -> String {
    let case = street.file("volunteer", body).await;
    street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
    let to = json!({"action": "dispatch", "unit": street.unit(unit), "text": "请今天到场",
        "until": "2026-03-20T02:00:00Z"});
    street.step("dispatcher", &case, to, "referred").await;
    case
}

async fn issue(street: &Street<'_>, who: &str, case: &str) -> Reply {
    street.post(who, &format!("/api/v1/cases/{case}/link"), &json!({})).await
}

/// What stands behind `#` in a link.
async fn link(street: &Street<'_>, case: &str) -> String {
    let told = issue(street, "dispatcher", case).await.expect(201).json();
    let url = told["url"].as_str().unwrap();
    url.strip_prefix("https://ward.example/outside#").unwrap().to_owned()
}

fn kinds(told: &Value, list: &str) -> Vec<String> {
    told[list].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap().to_owned()).collect()
}

both_engines! {
    async fn a_body_opens_its_one_case_and_sees_what_it_needs(app) {
        let street = Street::new(app);
        let scene = street.photo("volunteer", 40, "scene").await;
        let inside = street.photo("acceptor", 41, "document").await;
        let case = referred(&street, json!({"text": "小区围墙开裂", "attachments": [scene]}), "property_company").await;
        let note = json!({"action": "note", "text": "内部备注：业主姓王", "attachments": [inside]});
        street.step("acceptor", &case, note, "referred").await;
        let token = link(&street, &case).await;

        let seen = read(app, &token).await.expect(200);
        assert_eq!(seen.header("cache-control"), Some("no-store"));
        let text = seen.text().to_owned();
        let seen = seen.json();
        assert_eq!(seen["text"], "小区围墙开裂", "{seen:#}");
        assert!(seen["body"].is_string(), "{seen:#}");
        assert_eq!(seen["actions"], json!(["external_result", "supplement"]));
        assert_eq!(seen["outcomes"], json!(["solved", "not_theirs"]));
        assert_eq!(kinds(&seen, "steps"), ["reported", "referred", "link_opened"]);
        assert_eq!(seen["steps"][1]["text"], "请今天到场");
        assert!(!text.contains("内部备注") && !text.contains("姓王"), "{text}");
        for step in seen["steps"].as_array().unwrap() {
            assert!(step["by"].get("person").is_none() && step["by"].get("name").is_none(), "{step:#}");
            assert!(step.get("hash").is_none());
        }
        read(app, &token).await.expect(200);
        let timeline = street.get("dispatcher", &format!("/api/v1/cases/{case}/timeline")).await;
        assert_eq!(kinds(&timeline, "items").iter().filter(|kind| *kind == "link_opened").count(), 1);

        // The photo of the scene is shown, that of the note is not.
        let photo = |id: &Value, part: &str| format!("/api/v1/outside/attachments/{}{part}", id.as_str().unwrap());
        for part in ["", "/thumbnail"] {
            let request = TestRequest::get().uri(&photo(&scene["attachment"], part));
            app.ask(shown(request, &token)).await.expect(200);
        }
        let hidden = app.ask(shown(TestRequest::get().uri(&photo(&inside["attachment"], "")), &token)).await;
        hidden.expect_problem(404, "not-found");
    }

    async fn what_a_body_adds_and_reports_is_told_as_its_own(app) {
        let street = Street::new(app);
        let case = referred(&street, json!({}), "property_company").await;
        let token = link(&street, &case).await;
        let photo = |id: &Value| format!("/api/v1/outside/attachments/{}", id.as_str().unwrap());
        read(app, &token).await.expect(200);
        let told = send(app, &token, "/api/v1/outside/case/supplements", "k1", &json!({"text": "周四施工"})).await.expect(200).json();
        assert_eq!(told["steps"][3]["text"], "周四施工", "{told:#}");
        send(app, &token, "/api/v1/outside/case/supplements", "k1", &json!({"text": "周四施工"})).await.expect(200);
        let told = add_photo(app, &token, 50, "p1").await.expect(201).json();
        assert_eq!(told["steps"].as_array().unwrap().len(), 5, "{told:#}");
        assert_eq!(told["steps"][4]["attachments"][0]["use"], "after");
        let own = &told["steps"][4]["attachments"][0]["attachment"];
        app.ask(shown(TestRequest::get().uri(&photo(own)), &token)).await.expect(200);
        for n in 1..9 {
            add_photo(app, &token, 60 + n, &format!("p1{n}")).await.expect(201);
        }
        add_photo(app, &token, 90, "p20").await.expect_problem(409, "conflict");

        let result = json!({"outcome": "solved", "text": "围墙已加固"});
        let told = send(app, &token, RESULT, "r1", &result).await.expect(200).json();
        assert_eq!(told["state"], "handled");
        // The telephone lost the answer: the same is said again, and nothing is done twice.
        assert_eq!(send(app, &token, RESULT, "r1", &result).await.expect(200).json(), told);
        read(app, &token).await.expect_problem(404, "not-found");
        send(app, &token, RESULT, "r2", &result).await.expect_problem(404, "not-found");
        let timeline = street.get("dispatcher", &format!("/api/v1/cases/{case}/timeline")).await;
        let done: Vec<&Value> = timeline["items"].as_array().unwrap().iter().filter(|i| i["kind"] == "external_result").collect();
        assert_eq!(done.len(), 1);
        assert_eq!((&done[0]["by"]["role"], &done[0]["text"]), (&json!("outside_body"), &json!("围墙已加固")));
        assert!(done[0]["by"].get("person").is_none() && done[0]["by"]["reporter"] == false, "{:#}", done[0]);
        app.plan().await;
        let inbox = street.get("acceptor", "/api/v1/inbox").await;
        let codes: Vec<&str> = inbox["items"].as_array().unwrap().iter().map(|m| m["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&"to_check"), "the desk hears what it has not written itself: {codes:?}");
    }

    async fn no_other_token_opens_anything(app) {
        let street = Street::new(app);
        let case = referred(&street, json!({}), "property_company").await;
        let other = referred(&street, json!({"text": "另一件事"}), "property_company").await;
        let (token, others) = (link(&street, &case).await, link(&street, &other).await);
        let (number, tag) = token.split_once('.').unwrap();
        let (other_number, other_tag) = others.split_once('.').unwrap();
        let flipped: String = tag.chars().rev().collect();
        let forged = [
            String::new(), ".".to_owned(), number.to_owned(), format!("{number}."), format!(".{tag}"),
            format!("{number}.{other_tag}"), format!("{other_number}.{tag}"), format!("{number}.{flipped}"),
            format!("{number}.{}", &tag[1..]), format!("{number}.{tag}A"), format!("{number}.{tag}=="),
            format!("{number}.{tag}.{tag}"), format!("-{number}.{tag}"), format!("0.{tag}"),
            format!("99999999999999999999.{tag}"), format!("{number}.{}", "A".repeat(22)), "A".repeat(4000),
            format!("{number}' OR 1=1 --.{tag}"), format!("999999.{tag}"),
        ];
        for forged in &forged {
            read(app, forged).await.expect_problem(404, "not-found");
            send(app, forged, RESULT, "f", &json!({"outcome": "solved", "text": "x"})).await.expect_problem(404, "not-found");
            send(app, forged, "/api/v1/outside/case/supplements", "g", &json!({"text": "x"})).await.expect_problem(404, "not-found");
            add_photo(app, forged, 33, "h").await.expect_problem(404, "not-found");
        }
        app.get(CASE).await.expect_problem(400, "invalid-header");
        let twice = TestRequest::get().uri(CASE).append_header(("gridward-link", token.clone()));
        app.ask(twice.append_header(("gridward-link", token.clone()))).await.expect_problem(400, "invalid-header");
        // A link is no log-in, and no code of a reporter.
        app.get_as(&token, &format!("/api/v1/cases/{case}")).await.expect(401);
        app.get(&format!("/api/v1/public/cases/{token}")).await.expect_problem(400, "invalid-path");
        // Only what the form has: no reply to the reporter, no fields of other actions.
        for body in [json!({"outcome": "solved", "text": "x", "reply": "y"}), json!({"outcome": "passed", "text": "x"}),
            json!({"outcome": "solved", "text": " "}), json!({"text": "x"}), json!({"outcome": "solved", "text": "x".repeat(2001)})] {
            send(app, &token, RESULT, "i", &body).await.expect_problem(422, "invalid");
        }
        let unread = shown(TestRequest::post().uri(RESULT), &token).set_json(json!({"outcome": "solved", "text": "x"}));
        app.ask(unread).await.expect_problem(428, "precondition-required");
        // The same key with another link asks for something else.
        send(app, &token, "/api/v1/outside/case/supplements", "same", &json!({"text": "明天"})).await.expect(200);
        send(app, &others, "/api/v1/outside/case/supplements", "same", &json!({"text": "明天"})).await
            .expect_problem(422, "idempotency-key-reused");
        let seen = read(app, &others).await.expect(200).json();
        assert!(!seen.to_string().contains("明天"));
    }

    async fn a_link_ends_with_the_next_one_with_a_revocation_with_its_term_and_with_the_case(app) {
        let street = Street::new(app);
        let case = referred(&street, json!({}), "property_company").await;
        let first = link(&street, &case).await;
        let second = link(&street, &case).await;
        assert_ne!(first, second);
        read(app, &first).await.expect_problem(404, "not-found");
        read(app, &second).await.expect(200);
        let office = street.see("dispatcher", &case).await.expect(200).json();
        assert!(office["office"]["link"]["opened_at"].is_string(), "{office:#}");
        assert!(!office.to_string().contains(second.split_once('.').unwrap().1), "shown once");
        street.step("acceptor", &case, json!({"action": "revoke_link"}), "referred").await;
        read(app, &second).await.expect_problem(404, "not-found");
        street.act("acceptor", &case, json!({"action": "revoke_link"})).await.expect_problem(409, "refused");
        let third = link(&street, &case).await;
        street.pass(24 * 30);
        read(app, &third).await.expect_problem(404, "not-found");
        let fourth = link(&street, &case).await;
        let back = json!({"action": "external_result", "outcome": "not_theirs", "text": "不归物业管"});
        street.step("dispatcher", &case, back, "registered").await;
        read(app, &fourth).await.expect_problem(404, "not-found");
        issue(&street, "dispatcher", &case).await.expect_problem(409, "refused");
    }

    async fn the_office_issues_links_to_linked_bodies_and_to_nothing_sealed(app) {
        let street = Street::new(app);
        let case = referred(&street, json!({}), "property_company").await;
        let path = format!("/api/v1/cases/{case}/link");
        for who in ["volunteer", "grid_member", "supervisor", "street_leader"] {
            issue(&street, who, &case).await.expect_problem(403, "forbidden");
        }
        issue(&street, "resident", &case).await.expect_problem(404, "not-found");
        street.act("dispatcher", &case, json!({"action": "issue_link"})).await.expect_problem(422, "invalid");
        street.act("dispatcher", &case, json!({"action": "open_link"})).await.expect_problem(409, "refused");
        // Repeated under its key it is the same link; used by somebody else's key it is another.
        let keyed = async |key: &str| {
            let request = TestRequest::post().uri(&path)
                .insert_header(crate::support::app::bearer(&street.token("dispatcher").await))
                .insert_header(("idempotency-key", key.to_owned()));
            app.ask(request).await.expect(201).json()["url"].as_str().unwrap().to_owned()
        };
        let (one, again, other) = (keyed("a").await, keyed("a").await, keyed("b").await);
        assert_eq!(one, again);
        assert_ne!(one, other);
        let power = referred(&street, json!({}), "power_company").await;
        let told = issue(&street, "dispatcher", &power).await.expect_problem(409, "refused").json();
        assert_eq!(told["reason"], "no_linked_body");
        let token = other.split_once('#').unwrap().1.to_owned();
        read(app, &token).await.expect(200);
        street.act("dispatcher", &case, json!({"action": "mark_sensitive", "sensitive": true, "text": "涉及未成年人"})).await.expect(200);
        read(app, &token).await.expect_problem(404, "not-found");
    }
}
