//! `/suggestions`: what helps before filing, and how one adds to what is known instead.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::World;

/// Noise, which is no secret; and a quarrel, which is.
const NOISE: &str = "06028";
const QUARREL: &str = "21001";

/// A place some metres north of the middle of the first grid.
fn place(north_m: f64) -> Value {
    let (lon, lat) = World::middle_of(0);
    json!({"coord_sys": "wgs84", "lon": lon, "lat": lat + north_m / 111_195.0})
}

async fn file(app: &TestApp, name: &str, category: &str) -> String {
    let token = app.log_in(name).await;
    let body = json!({"text": "半夜施工噪声很大", "category": category, "place": place(0.0)});
    let told = app.post(&token, "/api/v1/incidents", &body).await.expect(201).json();
    told["case"].as_str().unwrap().to_owned()
}

async fn suggest(app: &TestApp, name: &str, body: Value) -> Value {
    app.post(&app.log_in(name).await, "/api/v1/suggestions", &body).await.expect(200).json()
}

both_engines! {
    async fn words_point_to_a_category_a_department_and_a_number(app) {
        let world = app.world();
        let told = suggest(app, "volunteer", json!({"text": "有人困在电梯里", "place": place(0.0)})).await;
        assert!(told["categories"][0]["words"].as_array().unwrap().contains(&json!("困在电梯")), "{told:#}");
        assert_eq!(told["emergency"][0]["code"], "119");
        assert!(told["department"]["reason"].as_str().unwrap().contains("默认主责部门"), "{told:#}");
        assert!(told["conditions"].as_array().unwrap().iter().any(|c| c["code"] == "default"));
        assert_eq!(told["known"], json!([]));
        let chosen = suggest(app, "resident", json!({"category": NOISE})).await;
        assert_eq!((chosen["categories"].as_array().unwrap().len(), &chosen["categories"][0]["code"]), (1, &json!(NOISE)));
        assert_eq!(suggest(app, "resident", json!({})).await["department"], Value::Null);

        let token = app.log_in("volunteer").await;
        let wrong = |body: Value| { let token = token.clone(); async move { app.post(&token, "/api/v1/suggestions", &body).await } };
        wrong(json!({"category": "99999"})).await.expect_problem(422, "unknown-category");
        wrong(json!({"grid": "999999"})).await.expect_problem(422, "invalid");
        wrong(json!({"place": {"coord_sys": "mars", "lon": 1, "lat": 1}})).await.expect(422);
        wrong(json!({"text": "长".repeat(2001)})).await.expect_problem(422, "invalid");
        assert_eq!(world.grids.len(), 4);
    }

    async fn what_is_known_nearby_is_added_to_instead_of_filed_again(app) {
        app.world();
        let case = file(app, "volunteer", NOISE).await;
        for (name, actions) in [("second_volunteer", json!(["supplement", "follow"])), ("resident", json!(["follow"]))] {
            let told = suggest(app, name, json!({"category": NOISE, "place": place(90.0)})).await;
            let known = told["known"].as_array().unwrap();
            assert_eq!(known.len(), 1, "{name}: {told:#}");
            assert_eq!((known[0]["case"].as_str(), &known[0]["actions"]), (Some(&*case), &actions), "{name}");
            assert!((85..=95).contains(&known[0]["metres"].as_i64().unwrap()));
            assert!(!told.to_string().contains("半夜"), "words of others are not told");
        }
        let far = suggest(app, "second_volunteer", json!({"category": NOISE, "place": place(200.0)})).await;
        assert_eq!(far["known"], json!([]));
        let other = suggest(app, "second_volunteer", json!({"category": "01002", "place": place(0.0)})).await;
        assert_eq!(other["known"], json!([]), "another group of matters");

        for (name, body) in [
            ("resident", json!({"action": "follow"})),
            ("second_volunteer", json!({"action": "follow"})),
            ("second_volunteer", json!({"action": "supplement", "text": "现在还在响，搬来了第二台机器"})),
        ] {
            let path = format!("/api/v1/cases/{case}/transitions");
            let request = TestRequest::post().uri(&path).insert_header(bearer(&app.log_in(name).await));
            app.ask(request.set_json(&body)).await.expect(200);
        }
        app.pass(jiff::SignedDuration::from_hours(24 * 15));
        let late = suggest(app, "second_volunteer", json!({"category": NOISE, "place": place(0.0)})).await;
        assert_eq!(late["known"], json!([]), "too long ago");
    }

    async fn nobody_hears_of_a_sealed_case_nearby(app) {
        app.world();
        file(app, "resident", QUARREL).await;
        for name in ["second_volunteer", "other_resident", "acceptor", "community_staff", "grid_member", "resident"] {
            let told = suggest(app, name, json!({"category": QUARREL, "place": place(10.0)})).await;
            assert_eq!(told["known"], json!([]), "{name}");
        }
    }
}
