//! `/cases`, `/checks`, `/offers`, `/requests`, `/hand-overs`: the days of the street walked over REST, the refusals, the races
//! and the seal.

mod answers;
mod clocks;
mod office;
mod sealed;
mod timeline;
mod walks;

use std::collections::BTreeMap;
use std::io::Cursor;

use actix_web::test::TestRequest;
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::world::World;

/// Noise: a matter of the street, with a call as check and words as proof.
const NOISE: &str = "06028";

/// The street at work: everybody logs in when first needed.
pub(crate) struct Street<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) world: World,
    tokens: std::cell::RefCell<BTreeMap<String, String>>,
}

impl<'a> Street<'a> {
    pub(crate) fn new(app: &'a TestApp) -> Self {
        Self { app, world: app.world(), tokens: std::cell::RefCell::default() }
    }

    pub(crate) async fn token(&self, who: &str) -> String {
        if let Some(token) = self.tokens.borrow().get(who) {
            return token.clone();
        }
        let token = self.app.log_in(who).await;
        self.tokens.borrow_mut().insert(who.to_owned(), token.clone());
        token
    }

    /// Lets time pass; everybody has to log in anew.
    pub(crate) fn pass(&self, hours: i64) {
        self.app.pass(jiff::SignedDuration::from_hours(hours));
        self.tokens.borrow_mut().clear();
    }

    pub(crate) fn unit(&self, code: &str) -> String {
        self.world.unit(code).to_string()
    }

    pub(crate) fn person(&self, name: &str) -> String {
        self.world.person(name).to_string()
    }

    pub(crate) async fn file(&self, who: &str, body: Value) -> String {
        let token = self.token(who).await;
        let (lon, lat) = World::middle_of(0);
        let mut incident = json!({"text": "半夜施工噪声很大", "category": NOISE,
            "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        for (name, value) in body.as_object().unwrap() {
            incident[name] = value.clone();
        }
        let reply = self.app.post(&token, "/api/v1/incidents", &incident).await.expect(201);
        reply.json()["case"].as_str().unwrap().to_owned()
    }

    /// Uploads a photo, no two alike, and says what it shows.
    pub(crate) async fn photo(&self, who: &str, side: u32, shows: &str) -> Value {
        let mut jpeg = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(side, 30).write_to(&mut jpeg, ImageFormat::Jpeg).unwrap();
        let request =
            TestRequest::post().uri("/api/v1/attachments").insert_header(bearer(&self.token(who).await));
        let request = request.insert_header(("content-type", "image/jpeg")).set_payload(jpeg.into_inner());
        json!({"attachment": self.app.ask(request).await.expect(201).json()["id"], "use": shows})
    }

    pub(crate) async fn see(&self, who: &str, case: &str) -> Reply {
        self.app.get_as(&self.token(who).await, &format!("/api/v1/cases/{case}")).await
    }

    pub(crate) async fn get(&self, who: &str, path: &str) -> Value {
        self.app.get_as(&self.token(who).await, path).await.expect(200).json()
    }

    pub(crate) async fn post(&self, who: &str, path: &str, body: &Value) -> Reply {
        self.app.post(&self.token(who).await, path, body).await
    }

    /// Acts with whatever version the case has now.
    pub(crate) async fn act(&self, who: &str, case: &str, body: Value) -> Reply {
        self.act_on(who, case, "*", body).await
    }

    pub(crate) async fn act_on(&self, who: &str, case: &str, version: &str, body: Value) -> Reply {
        let request = TestRequest::post()
            .uri(&format!("/api/v1/cases/{case}/transitions"))
            .insert_header(bearer(&self.token(who).await))
            .insert_header(("if-match", version.to_owned()))
            .set_json(body);
        self.app.ask(request).await
    }

    /// Acts and expects the state that follows.
    #[track_caller]
    pub(crate) fn then(reply: Reply, state: &str) -> Value {
        let told = reply.expect(200).json();
        assert_eq!(told["state"], state, "{told:#}");
        told
    }

    pub(crate) async fn step(&self, who: &str, case: &str, body: Value, state: &str) -> Value {
        let title = format!("{who}: {body}");
        let reply = self.act(who, case, body).await;
        assert!(reply.status.is_success(), "{title}: {}", String::from_utf8_lossy(&reply.body));
        Self::then(reply, state)
    }

    /// To the point where the department works on it.
    pub(crate) async fn handling(&self, case: &str) {
        let unit = self.unit("sanitation");
        self.step("acceptor", case, json!({"action": "register", "condition": "default"}), "registered")
            .await;
        self.step("dispatcher", case, json!({"action": "dispatch", "unit": unit}), "dispatched").await;
        let handler = self.person("dept_handler");
        self.step("dept_lead", case, json!({"action": "receive", "person": handler}), "handling").await;
    }

    pub(crate) async fn to_close(&self, case: &str) {
        self.handling(case).await;
        self.step("dept_handler", case, json!({"action": "submit", "text": "已制止"}), "to_confirm").await;
        self.confirmed_and_checked(case).await;
    }

    /// What was submitted is confirmed by the lead and looked at by a grid member.
    pub(crate) async fn confirmed_and_checked(&self, case: &str) {
        self.step("dept_lead", case, json!({"action": "confirm"}), "handled").await;
        self.step("acceptor", case, json!({"action": "post_check"}), "post_checking").await;
        let checks = self.get("grid_member", "/api/v1/checks").await;
        let check =
            checks["items"].as_array().unwrap().iter().find(|c| c["case"] == case).unwrap()["id"].clone();
        let check = check.as_str().unwrap();
        let nothing = json!({});
        self.post("grid_member", &format!("/api/v1/checks/{check}/take"), &nothing).await.expect(200);
        let found = json!({"outcome": "passed", "text": "现场安静"});
        let reply = self.post("grid_member", &format!("/api/v1/checks/{check}/result"), &found).await;
        Self::then(reply, "to_close");
    }
}
