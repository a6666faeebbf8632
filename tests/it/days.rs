//! Four days of the street, walked through the real HTTP surface as the people of the street tell them: the member's, the
//! street desk's, the department's and the checker's.

use serde_json::{Value, json};

use crate::cases::Street;
use crate::support::both_engines;
use crate::support::world::World;

/// A full bin: the street's sanitation station, with photos as proof and as check.
const BIN: &str = "06042";
/// Bicycles in the way: the grid's own, which a member may put right.
const BICYCLES: &str = "09010";

impl Street<'_> {
    async fn queue(&self, who: &str, queue: &str) -> Vec<String> {
        let page = self.get(who, &format!("/api/v1/queues/{queue}")).await;
        page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    }

    /// What the actor may do with the case now.
    async fn actions(&self, who: &str, case: &str) -> Vec<String> {
        let told = self.get(who, &format!("/api/v1/cases/{case}/actions")).await;
        told["actions"].as_array().unwrap().iter().map(|a| a["action"].as_str().unwrap().to_owned()).collect()
    }

    /// Whether somebody's inbox tells of a case with a code.
    async fn hears(&self, who: &str, case: &str, code: &str) -> bool {
        let inbox = self.get(who, "/api/v1/inbox").await;
        inbox["items"].as_array().unwrap().iter().any(|item| item["case"] == case && item["code"] == code)
    }

    /// A bin that the department has emptied.
    async fn emptied(&self) -> String {
        let case = self.file("volunteer", json!({"category": BIN, "text": "垃圾箱满溢"})).await;
        self.handling(&case).await;
        let proof =
            [self.photo("dept_handler", 31, "before").await, self.photo("dept_handler", 32, "after").await];
        let done = json!({"action": "submit", "text": "已清运", "attachments": proof});
        self.step("dept_handler", &case, done, "to_confirm").await;
        self.step("dept_lead", &case, json!({"action": "confirm"}), "handled").await;
        case
    }
}

both_engines! {
    async fn a_grid_member_at_twenty_to_eight(app) {
        let street = Street::new(app);
        // Today's list is there: a look on site, and work that is offered.
        let doubtful = street.file("resident", json!({})).await;
        street.step("acceptor", &doubtful, json!({"action": "pre_check"}), "pre_checking").await;
        let offered = street.file("resident", json!({})).await;
        street.step("acceptor", &offered, json!({"action": "register", "condition": "default"}), "registered").await;
        let ask = json!({"action": "dispatch", "people": [street.person("volunteer")]});
        street.step("dispatcher", &offered, ask, "offered").await;
        assert_eq!(street.get("volunteer", "/api/v1/checks").await["items"][0]["case"], doubtful);
        assert_eq!(street.get("volunteer", "/api/v1/offers").await["items"][0]["case"], offered);

        // Cardboard on a landing, no signal: the telephone sends twice what it kept, and there is one case.
        let (lon, lat) = World::middle_of(0);
        let report = json!({"text": "消防通道堵塞，楼道堆满纸箱", "client_ref": "0b6f3c1e-7f1d-4f53-9d1a-2f6f0a1b2c3d",
            "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}, "attachments": [street.photo("volunteer", 33, "scene").await]});
        let first = street.post("volunteer", "/api/v1/incidents", &report).await.expect(201).json();
        let again = street.post("volunteer", "/api/v1/incidents", &report).await.expect(201).json();
        assert_eq!((&first["case"], &first["number"]), (&again["case"], &again["number"]));
        assert!(first["number"].as_str().unwrap().starts_with("GW-"));

        // A neighbour shows a pipe that is known: the member finds it and adds a photo instead of a report.
        let known = street.file("resident", json!({"category": "24007", "text": "水管漏水"})).await;
        let near = street.get("volunteer", "/api/v1/cases?open=true&category=24007").await;
        assert_eq!(near["items"][0]["id"], known);
        let more = json!({"action": "supplement", "attachments": [street.photo("volunteer", 34, "scene").await]});
        street.step("volunteer", &known, more, "reported").await;

        // Bicycles put aside on the spot: before, after, done, in one call.
        let proof = [street.photo("grid_member", 35, "before").await, street.photo("grid_member", 36, "after").await];
        let fixed = street.file("grid_member", json!({"category": BICYCLES, "text": "单车已归位",
            "self_handled": true, "attachments": proof})).await;
        let state = street.see("grid_member", &fixed).await.expect(200).json()["state"].clone();
        assert!(state == "closed" || state == "handled", "{state}");
        let own = street.get("volunteer", "/api/v1/incidents").await;
        assert_eq!(own["items"].as_array().unwrap().len(), 1);
    }

    async fn the_street_desk_at_half_past_eight(app) {
        let street = Street::new(app);
        // One person holds both desks, as on a quiet day, so that a key registers and dispatches in one go.
        let both = json!({"person": street.person("acceptor"), "role": "dispatcher", "area": street.world.street.to_string()});
        street.post("admin", "/api/v1/roles", &both).await.expect(201);
        let noise = street.file("volunteer", json!({})).await;
        let hole = street.file("volunteer", json!({"category": "01002", "text": "井盖翘起"})).await;
        let queue = street.queue("acceptor", "triage").await;
        assert_eq!(queue, [hole.as_str(), noise.as_str()], "the most urgent first");
        let unit = street.unit("urban_management");
        let go = json!({"action": "register", "condition": "default", "dispatch": {"unit": unit}});
        street.step("acceptor", &hole, go, "dispatched").await;

        // Three reports of one noise are merged: those who reported it again hear that they are not forgotten, and the first
        // one hears of the end.
        for who in ["second_volunteer", "resident"] {
            let twin = street.file(who, json!({})).await;
            street.step("acceptor", &twin, json!({"action": "merge", "parent": noise}), "merged").await;
            app.plan().await;
            assert!(street.hears(who, &twin, "joined").await, "{who} does not hear");
        }
        street.to_close(&noise).await;
        let close = json!({"action": "close", "condition_met": true, "reply": "已制止施工"});
        street.step("acceptor", &noise, close, "closed").await;
        app.plan().await;
        assert!(street.hears("volunteer", &noise, "closed").await);

        // One is the power company's: referred with its number and a date to watch.
        let power = street.file("volunteer", json!({"category": "24001", "text": "整片停电"})).await;
        let to = json!({"action": "refer", "unit": street.unit("power_company"), "number": "95598-7",
            "until": "2026-03-12T10:00:00+08:00", "text": "供电抢修"});
        let told = street.step("acceptor", &power, to, "referred").await;
        assert_eq!(told["due_at"], "2026-03-12T02:00:00Z");

        // One is no matter at all: declined with a reason that the reporter can read.
        let nothing = street.file("resident", json!({"text": "想问今天星期几"})).await;
        let no = json!({"action": "reject", "reason": "not_a_matter", "reply": "这不属于受理事项"});
        street.step("acceptor", &nothing, no, "rejected").await;
        let read = street.see("resident", &nothing).await.expect(200).text().to_owned();
        assert!(read.contains("这不属于受理事项"), "{read}");

        // A colleague had the same case open: the second finds that the first was there, and nothing is overwritten.
        let shared = street.file("volunteer", json!({})).await;
        let version = street.see("acceptor", &shared).await.expect(200).header("etag").unwrap().to_owned();
        let register = || json!({"action": "register", "condition": "default"});
        Street::then(street.act_on("acceptor", &shared, &version, register()).await, "registered");
        street.act_on("second_acceptor", &shared, &version, register()).await.expect_problem(412, "precondition-failed");
    }

    async fn a_department_at_a_quarter_past_ten(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({"category": BIN, "text": "垃圾箱满溢"})).await;
        street.handling(&case).await;
        assert_eq!(street.queue("dept_handler", "mine").await, [case.as_str()]);
        assert!(street.queue("other_dept_lead", "mine").await.is_empty());
        street.see("other_dept_lead", &case).await.expect_problem(404, "not-found");
        // What is due when, and what proof is wanted.
        let told = street.see("dept_handler", &case).await.expect(200).json();
        assert_eq!((&told["office"]["clock"]["kind"], told["due_at"].is_string()), (&json!("handling"), true));
        assert!(street.actions("dept_handler", &case).await.contains(&"submit".to_owned()));
        let bare = street.act("dept_handler", &case, json!({"action": "submit", "text": "好了"})).await;
        assert_eq!(bare.expect(422).json()["errors"][0]["pointer"], "/attachments");
        // Rain: a short wait, asked with a reason, granted at the duty desk; the clock stands still.
        let wait = json!({"action": "pause", "reason": "weather", "text": "暴雨停工", "until": "2026-03-12T10:00:00+08:00"});
        street.step("dept_handler", &case, wait, "handling").await;
        street.step("dispatcher", &case, json!({"action": "approve", "request": "pause"}), "paused").await;
        let told = street.see("dept_handler", &case).await.expect(200).json();
        assert_eq!((&told["waits_until"], &told["office"]["clock"]), (&json!("2026-03-12T02:00:00Z"), &Value::Null));
        street.pass(49);
        gridward::service::timer::fire_due(&app.core).await.unwrap();
        // Done: photo, submit.
        let proof = [street.photo("dept_handler", 37, "before").await, street.photo("dept_handler", 38, "after").await];
        let done = json!({"action": "submit", "text": "已清运", "attachments": proof});
        street.step("dept_handler", &case, done, "to_confirm").await;
    }

    async fn a_checker_at_three(app) {
        let street = Street::new(app);
        let (good, bad) = (street.emptied().await, street.emptied().await);
        let mut orders = Vec::new();
        for case in [&good, &bad] {
            street.step("acceptor", case, json!({"action": "post_check"}), "post_checking").await;
            let told = street.see("acceptor", case).await.expect(200).json();
            orders.push(told["office"]["check"]["id"].as_str().unwrap().to_owned());
        }
        let path = |n: usize, what: &str| format!("/api/v1/checks/{}/{what}", orders[n]);
        // Whoever did the work, or reported it, takes no part in the check.
        for who in ["dept_handler", "dept_lead"] {
            street.post(who, &path(0, "take"), &json!({})).await.expect_problem(403, "forbidden");
        }
        street.post("grid_member", &path(0, "take"), &json!({})).await.expect(200);
        // Before and after, side by side.
        let timeline = street.get("grid_member", &format!("/api/v1/cases/{good}/timeline")).await.to_string();
        assert!(timeline.contains("before") && timeline.contains("after"), "{timeline}");
        Street::then(street.post("grid_member", &path(0, "result"), &json!({"outcome": "passed"})).await, "to_close");
        // The other one: no, the rubbish is back. The desk orders rework, and a new round begins.
        street.post("second_grid_member", &path(1, "take"), &json!({})).await.expect(200);
        let no = json!({"outcome": "failed", "text": "垃圾又回来了"});
        Street::then(street.post("second_grid_member", &path(1, "result"), &no).await, "handled");
        let again = json!({"action": "rework", "reason": "check_failed", "text": "请返工"});
        let told = street.step("acceptor", &bad, again, "handling").await;
        assert_eq!((&told["office"]["round"], &told["office"]["clock"]["kind"]), (&json!(2), &json!("handling")));
        let history = street.get("dept_lead", &format!("/api/v1/cases/{bad}/timeline")).await;
        let kinds: Vec<&str> = history["items"].as_array().unwrap().iter().filter_map(|i| i["kind"].as_str()).collect();
        assert!(kinds.contains(&"submitted") && kinds.contains(&"reworked"), "the department keeps its history: {kinds:?}");
        // What was done again is confirmed again by the same lead.
        let proof = [street.photo("dept_handler", 39, "after").await, street.photo("dept_handler", 40, "before").await];
        let done = json!({"action": "submit", "text": "再次清运", "attachments": proof});
        street.step("dept_handler", &bad, done, "to_confirm").await;
        street.step("dept_lead", &bad, json!({"action": "confirm"}), "handled").await;
    }
}
