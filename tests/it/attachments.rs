//! `/attachments`: only clean copies are kept, only those see them who may see the case, and nothing stays behind.

use std::io::Cursor;

use actix_web::test::TestRequest;
use gridward::domain::retention::Passing;
use gridward::service::retention::forget_old;
use image::{DynamicImage, ImageFormat};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;

const ATTACHMENTS: &str = "/api/v1/attachments";

fn photo(side: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(side, 40).write_to(&mut out, ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

async fn upload(app: &TestApp, token: &str, bytes: Vec<u8>, kind: &str, key: Option<&str>) -> Reply {
    let mut request = TestRequest::post().uri(ATTACHMENTS).insert_header(bearer(token));
    request = request.insert_header(("content-type", kind));
    if let Some(key) = key {
        request = request.insert_header(("idempotency-key", key));
    }
    app.ask(request.set_payload(bytes)).await
}

async fn uploaded(app: &TestApp, token: &str, side: u32) -> Value {
    upload(app, token, photo(side), "image/jpeg", None).await.expect(201).json()
}

fn url(attachment: &Value) -> &str {
    attachment["url"].as_str().unwrap()
}

both_engines! {
    async fn a_loose_photo_is_its_uploaders_alone(app) {
        app.world();
        let (mine, other) = (app.log_in("volunteer").await, app.log_in("acceptor").await);
        let kept = uploaded(app, &mine, 60).await;
        assert_eq!((kept["width"].as_u64(), kept["height"].as_u64()), (Some(60), Some(40)));
        let seen = app.get_as(&mine, url(&kept)).await.expect(200);
        assert_eq!(seen.header("content-type"), Some("image/jpeg"));
        assert_eq!(&seen.body[..3], [0xFF, 0xD8, 0xFF]);
        app.get_as(&mine, kept["thumbnail_url"].as_str().unwrap()).await.expect(200);
        app.get_as(&other, url(&kept)).await.expect_problem(404, "not-found");
        app.get(url(&kept)).await.expect_problem(401, "unauthenticated");
        app.get_as(&mine, "/api/v1/attachments/999").await.expect_problem(404, "not-found");
    }

    async fn a_bound_photo_follows_its_case(app) {
        app.world();
        let (mine, desk, far) =
            (app.log_in("volunteer").await, app.log_in("acceptor").await, app.log_in("other_dept_lead").await);
        let kept = uploaded(app, &mine, 61).await;
        let given = json!([{"attachment": kept["id"], "use": "before"}]);
        let body = json!({"text": "路面坑洼", "attachments": given});
        // Somebody else cannot use it, nor anybody twice.
        let told = app.post(&desk, "/api/v1/incidents", &body).await.expect(422).json();
        assert_eq!(told["errors"][0]["pointer"], "/attachments/0/attachment", "{told:#}");
        app.post(&mine, "/api/v1/incidents", &body).await.expect(201);
        app.post(&mine, "/api/v1/incidents", &body).await.expect(422);
        app.get_as(&desk, url(&kept)).await.expect(200);
        app.get_as(&mine, url(&kept)).await.expect(200);
        app.get_as(&far, url(&kept)).await.expect(404);
    }

    async fn a_sealed_photo_is_shown_to_the_sensitive_desk_only(app) {
        app.world();
        let mine = app.log_in("volunteer").await;
        let kept = uploaded(app, &mine, 62).await;
        let given = json!([{"attachment": kept["id"], "use": "scene"}]);
        let body = json!({"text": "邻里纠纷", "sensitive": true, "attachments": given});
        app.post(&mine, "/api/v1/incidents", &body).await.expect(201);
        for (name, status) in [("acceptor", 200), ("second_acceptor", 404), ("supervisor", 404), ("volunteer", 200)] {
            let token = app.log_in(name).await;
            app.get_as(&token, url(&kept)).await.expect(status);
        }
    }

    async fn what_is_no_photo_has_its_own_problem(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
        let told = upload(app, &token, heic, "image/jpeg", None).await.expect_problem(422, "not-an-image").json();
        assert!(told["errors"][0]["detail"].as_str().unwrap().contains("HEIC"), "{told:#}");
        upload(app, &token, b"<html>".to_vec(), "image/png", None).await.expect_problem(422, "not-an-image");
        upload(app, &token, Vec::new(), "image/png", None).await.expect_problem(422, "not-an-image");
        let cut = photo(600)[..300].to_vec();
        upload(app, &token, cut, "image/jpeg", None).await.expect_problem(422, "not-an-image");
        let large = vec![0xFF; 20 * 1024 * 1024 + 1];
        upload(app, &token, large, "image/jpeg", None).await.expect_problem(413, "image-too-large");
        upload(app, &token, photo(9), "text/plain", None).await.expect_problem(415, "unsupported-media-type");
    }

    async fn a_form_brings_a_photo_too(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let form = |name: &str| {
            let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"a.jpg\"\r\n\r\n");
            [head.as_bytes(), &photo(64), b"\r\n--cut--\r\n"].concat()
        };
        let kind = "multipart/form-data; boundary=cut";
        upload(app, &token, form("file"), kind, None).await.expect(201);
        let told = upload(app, &token, form("photo"), kind, None).await.expect(422).json();
        assert_eq!(told["errors"][0]["pointer"], "/file");
        upload(app, &token, b"nothing".to_vec(), kind, None).await.expect_problem(400, "malformed-body");
    }

    async fn the_same_key_keeps_one_photo(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let first = upload(app, &token, photo(65), "image/jpeg", Some("k")).await.expect(201).json();
        let again = upload(app, &token, photo(65), "image/jpeg", Some("k")).await.expect(201).json();
        assert_eq!(first, again);
        upload(app, &token, photo(66), "image/jpeg", Some("k")).await.expect_problem(422, "idempotency-key-reused");
    }

    async fn photos_that_nobody_used_go_and_shared_files_stay(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        let (used, loose, same) =
            (uploaded(app, &token, 67).await, uploaded(app, &token, 68).await, uploaded(app, &token, 67).await);
        let body = json!({"text": "井盖", "attachments": [{"attachment": used["id"], "use": "before"}]});
        app.post(&token, "/api/v1/incidents", &body).await.expect(201);
        app.pass(SignedDuration::from_hours(25));
        let token = app.log_in("volunteer").await;
        let photos = async || {
            let gone = forget_old(&app.core).await.unwrap();
            gone.into_iter().find(|(what, _)| *what == Passing::LoosePhotos).map_or(0, |(_, files)| files)
        };
        assert_eq!(photos().await, 0, "buried first");
        app.get_as(&token, url(&loose)).await.expect(404);
        app.get_as(&token, url(&same)).await.expect(404);
        app.get_as(&token, url(&used)).await.expect(200);
        app.pass(SignedDuration::from_hours(2));
        assert_eq!(photos().await, 1);
        assert_eq!(app.core.files.list().unwrap().len(), 1);
    }
}
