//! `/incidents`: nothing that is reported is ever lost, and nothing is filed twice.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::support::app::bearer;
use crate::support::both_engines;
use crate::support::world::World;

const INCIDENTS: &str = "/api/v1/incidents";

both_engines! {
    async fn a_report_finds_its_grid_and_opens_a_case(app) {
        let world = app.world();
        let token = app.log_in("volunteer").await;
        let (lon, lat) = World::middle_of(1);
        let body = json!({"text": "消防通道被纸箱堵住", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        let reply = app.post(&token, INCIDENTS, &body).await.expect(201);
        let filed = reply.json();
        assert_eq!(filed["grid"], world.grids[1].to_string());
        assert_eq!(filed["state"], "reported");
        assert_eq!(filed["flags"], json!([]));
        assert!(filed["number"].as_str().unwrap().starts_with("GW-"));
        assert!(filed["due_at"].is_string(), "{filed:#}");
        assert_eq!(reply.header("location"), Some(&*format!("/api/v1/incidents/{}", filed["id"].as_str().unwrap())));
    }

    async fn the_datum_moves_a_point_and_an_unknown_one_is_refused(app) {
        let world = app.world();
        let token = app.log_in("volunteer").await;
        let (lon, lat) = World::middle_of(0);
        let (lon, lat) = gridward::domain::geo::from_wgs84(
            gridward::domain::codes::CoordSys::Bd09,
            gridward::domain::geo::Point::new(lon, lat).unwrap(),
        );
        let mut body = json!({"text": "路灯不亮", "place": {"coord_sys": "bd09", "lon": lon, "lat": lat}});
        let filed = app.post(&token, INCIDENTS, &body).await.expect(201).json();
        assert_eq!(filed["grid"], world.grids[0].to_string());
        body["place"]["coord_sys"] = json!("mars");
        let told = app.post(&token, INCIDENTS, &body).await.expect_problem(422, "unknown-datum").json();
        assert_eq!(told["errors"][0]["pointer"], "/place/coord_sys", "{told:#}");
        body["place"].as_object_mut().unwrap().remove("coord_sys");
        app.post(&token, INCIDENTS, &body).await.expect_problem(422, "unknown-datum");
        let moved = json!({"action": "transfer_grid", "place": {"lon": lon, "lat": lat}});
        let path = format!("/api/v1/cases/{}/transitions", filed["case"].as_str().unwrap());
        let desk = app.log_in("acceptor").await;
        let request = actix_web::test::TestRequest::post().uri(&path).insert_header(("if-match", "*"));
        let request = request.insert_header(crate::support::app::bearer(&desk)).set_json(moved);
        app.ask(request).await.expect_problem(422, "unknown-datum");
    }

    async fn a_report_from_nowhere_and_from_the_future_is_kept_and_flagged(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let body = json!({
            "text": "不知道在哪里", "occurred_at": "2031-01-01T00:00:00+08:00",
            "place": {"coord_sys": "wgs84", "lon": 0.0, "lat": 0.0},
        });
        let filed = app.post(&token, INCIDENTS, &body).await.expect(201).json();
        assert_eq!(filed["flags"], json!(["unlocated", "time_doubtful"]));
        assert_eq!(filed["grid"], serde_json::Value::Null);
    }

    async fn the_same_key_files_once_and_another_body_is_refused(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let body = json!({"text": "垃圾桶满了"});
        let send = async |body: &serde_json::Value| {
            let request = TestRequest::post().uri(INCIDENTS).insert_header(bearer(&token));
            app.ask(request.insert_header(("idempotency-key", "key-1")).set_json(body)).await
        };
        let first = send(&body).await.expect(201).json();
        let again = send(&body).await.expect(201).json();
        assert_eq!(first, again);
        send(&json!({"text": "另一件事"})).await.expect_problem(422, "idempotency-key-reused");
    }

    async fn a_device_files_its_own_id_once(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let body = json!({"text": "井盖响", "client_ref": "6f1d3a52-0f6e-4c6b-9a0b-3b1f7f2a9d11"});
        let first = app.post(&token, INCIDENTS, &body).await.expect(201).json();
        assert_eq!(app.post(&token, INCIDENTS, &body).await.expect(201).json()["id"], first["id"]);
    }

    async fn wrong_fields_are_named(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let told = app.post(&token, INCIDENTS, &json!({"text": "  "})).await.expect(422).json();
        assert_eq!(told["errors"][0]["pointer"], "/text");
        let unknown = json!({"text": "某事", "category": "nonsense"});
        let told = app.post(&token, INCIDENTS, &unknown).await.expect(422).json();
        assert_eq!(told["errors"][0]["pointer"], "/category");
        let nobody = app.ask(TestRequest::post().uri(INCIDENTS).set_json(json!({"text": "某事"}))).await;
        nobody.expect_problem(401, "unauthenticated");
        let auditor = app.log_in("auditor").await;
        app.post(&auditor, INCIDENTS, &json!({"text": "某事"})).await.expect(403);
    }
}
