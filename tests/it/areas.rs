//! `/areas`: the tree is read by everybody and changed by the administrator, at a date and never in place.

use actix_web::test::TestRequest;
use serde_json::{Value, json};

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::World;

const AREAS: &str = "/api/v1/areas";

fn square(west: f64, south: f64, side: f64) -> Value {
    let (east, north) = (west + side, south + side);
    json!({"type": "Polygon", "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]]})
}

async fn grid_at(app: &TestApp, token: &str, (lon, lat): (f64, f64), at: &str) -> Value {
    let path = format!("{AREAS}/locate?lon={lon}&lat={lat}&coord_sys=wgs84&at={at}");
    app.get_as(token, &path).await.expect(200).json()["grid"]["code"].clone()
}

both_engines! {
    async fn the_tree_is_listed_and_a_point_is_located(app) {
        let world = app.world();
        let token = app.log_in("volunteer").await;
        let grids = app.get_as(&token, &format!("{AREAS}?level=grid&limit=3")).await.expect(200).json();
        assert_eq!(grids["items"].as_array().unwrap().len(), 3, "{grids:#}");
        let below = app.get_as(&token, &format!("{AREAS}?parent={}", world.communities[0])).await.expect(200).json();
        assert_eq!(below["items"].as_array().unwrap().len(), 2);
        let one = app.get_as(&token, &format!("{AREAS}/{}", world.grids[0])).await.expect(200).json();
        assert_eq!(one["path"]["street"], world.street.to_string());
        assert_eq!(one["geometry"]["type"], "MultiPolygon");
        let (lon, lat) = World::middle_of(2);
        let here = app.get_as(&token, &format!("{AREAS}/locate?lon={lon}&lat={lat}&coord_sys=wgs84")).await.expect(200).json();
        assert_eq!(here["grid"]["id"], world.grids[2].to_string());
        app.get_as(&token, &format!("{AREAS}/locate?lon=1&lat=2&coord_sys=mars")).await.expect(400);
        app.get_as(&token, &format!("{AREAS}/locate?lon=500&lat=2&coord_sys=wgs84")).await.expect_problem(400, "invalid-query");
        let map = app.get_as(&token, &format!("{AREAS}/map?level=grid")).await.expect(200);
        assert_eq!(map.header("content-type"), Some("application/geo+json"));
        assert_eq!(map.json()["features"].as_array().unwrap().len(), 4);
        app.get_as(&token, &format!("{AREAS}/999")).await.expect_problem(404, "not-found");
    }

    async fn a_grid_is_split_in_mid_year_and_history_stays(app) {
        let world = app.world();
        let (admin, member) = (app.log_in("admin").await, app.log_in("volunteer").await);
        let (lon, lat) = World::middle_of(0);
        let half = |code: &str, west: f64| json!({
            "code": code, "level": "grid", "name_zh": "新网格", "name_en": "New grid", "geometry": square(west, lat - 0.005, 0.01),
        });
        let body = json!({"at": "2026-07-01T00:00:00+08:00", "successors": [half("a", lon - 0.01), half("b", lon)]});
        let path = format!("{AREAS}/{}/end", world.grids[0]);
        app.post(&member, &path, &body).await.expect_problem(403, "forbidden");
        let before = grid_at(app, &member, (lon, lat), "2026-08-01T00:00:00Z").await;
        let done = app.post(&admin, &path, &body).await.expect(200).json();
        assert_eq!(done["opened"].as_array().unwrap().len(), 2);
        assert_eq!(grid_at(app, &member, (lon, lat), "2026-06-30T00:00:00Z").await, before);
        assert_eq!(grid_at(app, &member, (lon + 0.002, lat), "2026-07-01T00:00:00Z").await, "b");
        app.post(&admin, &path, &body).await.expect(422);
    }

    async fn an_import_opens_all_or_names_every_fault(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let feature = |code: &str, geometry: Value| json!({
            "type": "Feature", "geometry": geometry, "properties": {"code": code, "name": code, "kind": "dedicated"},
        });
        let bow = json!({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]});
        let path = format!("{AREAS}/import?level=grid&parent={}&coord_sys=wgs84", world.street);
        let bad = json!({"type": "FeatureCollection", "features": [
            feature("lake", square(116.9, 36.9, 0.1)), feature("bow", bow), feature("lake", square(117.9, 36.9, 0.1)),
        ]});
        let told = app.post(&admin, &path, &bad).await.expect(422).json();
        let pointers: Vec<&str> =
            told["errors"].as_array().unwrap().iter().map(|it| it["pointer"].as_str().unwrap()).collect();
        assert_eq!(pointers, ["/features/1/geometry", "/features/2/properties/code"], "{told:#}");
        let token = app.log_in("volunteer").await;
        let now = "2026-03-11T00:00:00Z";
        assert_eq!(grid_at(app, &token, (116.95, 36.95), now).await, Value::Null, "nothing was written");
        let good = json!({"type": "FeatureCollection", "features": [feature("lake", square(116.9, 36.9, 0.1))]});
        app.post(&admin, &path, &good).await.expect(201);
        assert_eq!(grid_at(app, &token, (116.95, 36.95), now).await, "lake");
        app.post(&admin, &path, &json!({"type": "FeatureCollection", "features": []})).await.expect(422);
    }

    async fn a_repetition_under_one_key_opens_nothing_twice(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let keyed = |path: String, body: Value| {
            let request = TestRequest::post().uri(&path).insert_header(bearer(&admin));
            app.ask(request.insert_header(("idempotency-key", "drawn-once")).set_json(body))
        };
        let parent = world.communities[0].to_string();
        let one = |code: &str| json!({"code": code, "level": "grid", "parent": parent, "name_zh": "新", "name_en": "New"});
        let first = keyed("/api/v1/areas".into(), one("new-1")).await.expect(201).json();
        let second = keyed("/api/v1/areas".into(), one("new-1")).await.expect(201).json();
        assert_eq!(first, second);
        keyed("/api/v1/areas".into(), one("new-2")).await.expect_problem(422, "idempotency-key-reused");

        let request = |path: &str, key: &str, body: &Value| {
            let request = TestRequest::post().uri(path).insert_header(bearer(&admin));
            app.ask(request.insert_header(("idempotency-key", key.to_owned())).set_json(body))
        };
        let file = json!({"type": "FeatureCollection", "features": [
            {"type": "Feature", "geometry": null, "properties": {"code": "imp-1", "name_zh": "甲", "name_en": "A"}},
            {"type": "Feature", "geometry": null, "properties": {"code": "imp-2", "name_zh": "乙", "name_en": "B"}}]});
        let path = format!("/api/v1/areas/import?level=grid&parent={parent}&coord_sys=wgs84");
        let first = request(&path, "import", &file).await.expect(201).json();
        assert_eq!(first["opened"].as_array().unwrap().len(), 2);
        assert_eq!(request(&path, "import", &file).await.expect(201).json(), first);

        let path = format!("/api/v1/areas/{}/end", world.grids[3]);
        let split = json!({"successors": [one("split-1"), one("split-2")]});
        let first = request(&path, "split", &split).await.expect(200).json();
        assert_eq!(request(&path, "split", &split).await.expect(200).json(), first);
    }
}
