//! `/cases`, `/checks`, `/offers`, `/requests`, `/hand-overs`: the days of the street walked over REST, the refusals, the races
//! and the seal.

mod office;
mod sealed;
mod timeline;
mod walks;

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::world::World;

/// Noise: a matter of the street, with a call as check and words as proof.
const NOISE: &str = "06028";

/// The street at work: everybody logs in when first needed.
struct Street<'a> {
    app: &'a TestApp,
    world: World,
    tokens: std::cell::RefCell<BTreeMap<String, String>>,
}

impl<'a> Street<'a> {
    fn new(app: &'a TestApp) -> Self {
        Self { app, world: app.world(), tokens: std::cell::RefCell::default() }
    }

    async fn token(&self, who: &str) -> String {
        if let Some(token) = self.tokens.borrow().get(who) {
            return token.clone();
        }
        let token = self.app.log_in(who).await;
        self.tokens.borrow_mut().insert(who.to_owned(), token.clone());
        token
    }

    /// Lets time pass; everybody has to log in anew.
    fn pass(&self, hours: i64) {
        self.app.pass(jiff::SignedDuration::from_hours(hours));
        self.tokens.borrow_mut().clear();
    }

    fn unit(&self, code: &str) -> String {
        self.world.unit(code).to_string()
    }

    fn person(&self, name: &str) -> String {
        self.world.person(name).to_string()
    }

    async fn file(&self, who: &str, body: Value) -> String {
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

    async fn see(&self, who: &str, case: &str) -> Reply {
        self.app.get_as(&self.token(who).await, &format!("/api/v1/cases/{case}")).await
    }

    async fn get(&self, who: &str, path: &str) -> Value {
        self.app.get_as(&self.token(who).await, path).await.expect(200).json()
    }

    async fn post(&self, who: &str, path: &str, body: &Value) -> Reply {
        self.app.post(&self.token(who).await, path, body).await
    }

    /// Acts with whatever version the case has now.
    async fn act(&self, who: &str, case: &str, body: Value) -> Reply {
        self.act_on(who, case, "*", body).await
    }

    async fn act_on(&self, who: &str, case: &str, version: &str, body: Value) -> Reply {
        let request = TestRequest::post()
            .uri(&format!("/api/v1/cases/{case}/transitions"))
            .insert_header(bearer(&self.token(who).await))
            .insert_header(("if-match", version.to_owned()))
            .set_json(body);
        self.app.ask(request).await
    }

    /// Acts and expects the state that follows.
    #[track_caller]
    fn then(reply: Reply, state: &str) -> Value {
        let told = reply.expect(200).json();
        assert_eq!(told["state"], state, "{told:#}");
        told
    }

    async fn step(&self, who: &str, case: &str, body: Value, state: &str) -> Value {
        let title = format!("{who}: {body}");
        let reply = self.act(who, case, body).await;
        assert!(reply.status.is_success(), "{title}: {}", String::from_utf8_lossy(&reply.body));
        Self::then(reply, state)
    }

    /// To the point where the department works on it.
    async fn handling(&self, case: &str) {
        let unit = self.unit("sanitation");
        self.step("acceptor", case, json!({"action": "register", "condition": "default"}), "registered")
            .await;
        self.step("dispatcher", case, json!({"action": "dispatch", "unit": unit}), "dispatched").await;
        let handler = self.person("dept_handler");
        self.step("dept_lead", case, json!({"action": "receive", "person": handler}), "handling").await;
    }

    async fn to_close(&self, case: &str) {
        self.handling(case).await;
        self.step("dept_handler", case, json!({"action": "submit", "text": "已制止"}), "to_confirm").await;
        self.confirmed_and_checked(case).await;
    }

    /// What was submitted is confirmed by the lead and looked at by a grid member.
    async fn confirmed_and_checked(&self, case: &str) {
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
