//! `/settings`: the nearest area wins, and what is set is used.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::World;

async fn put(app: &TestApp, token: &str, path: &str, version: Option<&str>, values: Value) -> Reply {
    let mut request = TestRequest::put().uri(path).insert_header(bearer(token));
    if let Some(version) = version {
        request = request.insert_header(("if-match", version.to_owned()));
    }
    app.ask(request.set_json(json!({"values": values}))).await
}

fn of<'a>(told: &'a Value, name: &str) -> &'a Value {
    told["items"].as_array().unwrap().iter().find(|item| item["name"] == name).unwrap()
}

/// How many cases are known 100 m from a case in this grid.
async fn known(app: &TestApp, grid: usize) -> usize {
    let token = app.log_in("acceptor").await;
    let (lon, lat) = World::middle_of(grid);
    let place = json!({"coord_sys": "wgs84", "lon": lon, "lat": lat + 100.0 / 111_195.0});
    let body = json!({"category": "06028", "place": place});
    let told = app.post(&token, "/api/v1/suggestions", &body).await.expect(200).json();
    told["known"].as_array().unwrap().len()
}

both_engines! {
    async fn the_nearest_area_wins_and_what_is_set_is_used(app) {
        let world = app.world();
        let volunteer = app.log_in("volunteer").await;
        for grid in [0, 2] {
            let (lon, lat) = World::middle_of(grid);
            let body = json!({"text": "噪声", "category": "06028", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
            app.post(&volunteer, "/api/v1/incidents", &body).await.expect(201);
        }
        assert_eq!((known(app, 0).await, known(app, 2).await), (1, 1));

        let token = app.log_in("supervisor").await;
        let at = |area| format!("/api/v1/settings?area={area}");
        let (street, north) = (at(world.street), at(world.communities[0]));
        let read = app.get_as(&token, &street).await.expect(200);
        let version = read.header("etag").unwrap().to_owned();
        let before = read.json();
        assert_eq!(before["items"].as_array().unwrap().len(), 12);
        assert_eq!(of(&before, "reopen_days")["value"], 15);
        assert_eq!(of(&before, "reopen_days")["from"], Value::Null);

        let set = json!({"reopen_days": 30, "nearby_metres": 50});
        let done = put(app, &token, &street, Some(&version), set.clone()).await.expect(200);
        let next = done.header("etag").unwrap().to_owned();
        let told = done.json();
        assert_eq!((&of(&told, "reopen_days")["value"], &of(&told, "reopen_days")["own"]), (&json!(30), &json!(30)));
        assert_eq!(told["changes"].as_array().unwrap().len(), 2);
        assert_eq!(told["changes"][0]["by"], world.person("supervisor").to_string());
        put(app, &token, &street, Some(&version), set.clone()).await.expect_problem(412, "precondition-failed");
        put(app, &token, &street, None, set).await.expect_problem(428, "precondition-required");

        let below = put(app, &token, &north, Some(&next), json!({"nearby_metres": 120})).await.expect(200);
        let version = below.header("etag").unwrap().to_owned();
        let below = below.json();
        assert_eq!(of(&below, "reopen_days")["from"], world.street.to_string());
        assert_eq!(of(&below, "nearby_metres")["from"], world.communities[0].to_string());
        assert_eq!((known(app, 0).await, known(app, 2).await), (1, 0));
        put(app, &token, &north, Some(&version), json!({"nearby_metres": null})).await.expect(200);
        assert_eq!((known(app, 0).await, known(app, 2).await), (0, 0));
    }

    async fn what_cannot_be_set_is_pointed_at(app) {
        let world = app.world();
        let token = app.log_in("admin").await;
        let path = format!("/api/v1/settings?area={}", world.street);
        let wrong = put(app, &token, &path, Some("*"), json!({"reopen_days": 0, "sample_percent": 101})).await;
        let told = wrong.expect_problem(422, "invalid").json();
        let pointers: Vec<&str> = told["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/values/reopen_days", "/values/sample_percent"]);
        put(app, &token, &path, Some("*"), json!({"colour": 1})).await.expect_problem(422, "invalid");
        put(app, &token, &path, Some("*"), json!({"reopen_days": 1.5})).await.expect_problem(422, "invalid");
        app.get_as(&token, "/api/v1/settings").await.expect_problem(400, "invalid-query");
        app.get_as(&token, "/api/v1/settings?area=999999").await.expect_problem(404, "not-found");
        app.get_as(&app.log_in("acceptor").await, &path).await.expect_problem(403, "forbidden");
    }
}
