//! What nobody should send, at every address of the OpenAPI document: each is answered with a problem document that says what
//! is wrong, never with a fault of ours. New addresses are tried as soon as they stand in the document.

use actix_web::http::Method;
use actix_web::http::header::HeaderValue;
use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;

/// Ids that are none.
const NO_IDS: [&str; 12] = [
    "0",
    "-1",
    "+1",
    "01x",
    "1.5",
    "1e3",
    "9223372036854775808",
    "99999999999999999999999999",
    "%00",
    "%ff%fe",
    "1%27%20OR%201=1--",
    "%F0%9F%A6%80",
];

/// Bodies that are not the JSON that anybody asked for.
const NO_FORMS: [&[u8]; 14] = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\"text\"",
    b"1e999",
    b"{\"a\":1}trailing",
    b"{\"\\u0000\":1}",
    b"\xff\xfe\x00",
    b"{\"text\":\"\xc3\x28\"}",
    b"{\"nobody knows\":1}",
    b"{\"a\":1,\"a\":2}",
    b"{'text':'x'}",
    b"{\"text\":\"\\ud800\"}",
];

/// One operation of the document.
struct Door {
    method: Method,
    path: String,
    query: Vec<String>,
    ids: Vec<String>,
    form: Option<Map<String, Value>>,
    takes_json: bool,
    open: bool,
}

fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(to) => document.pointer(to.trim_start_matches('#')).expect("a reference leads somewhere"),
        None => value,
    }
}

fn doors(document: &Value) -> Vec<Door> {
    let mut doors = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let named = |place: &str| {
                let all = parameters.clone().map(|p| resolved(document, p)).filter(|p| p["in"] == place);
                all.map(|p| p["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
            };
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let form = resolved(document, body)["properties"].as_object().cloned();
            doors.push(Door {
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                query: named("query"),
                ids: named("path"),
                form,
                takes_json: !body.is_null(),
                open: operation["security"].as_array().is_some_and(Vec::is_empty),
            });
        }
    }
    doors
}

impl Door {
    /// The address with this in the place of each id.
    fn at(&self, id: &str) -> String {
        self.ids.iter().fold(self.path.clone(), |path, name| path.replace(&format!("{{{name}}}"), id))
    }

    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// A request as somebody; what changes something names a version, so that it is read at all.
    fn knock(&self, path: &str, token: &str) -> TestRequest {
        let request =
            TestRequest::default().method(self.method.clone()).uri(path).insert_header(bearer(token));
        request.insert_header(("if-match", "\"1\""))
    }
}

/// Collects what is answered as it must not be.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    fn say(&mut self, door: &Door, what: &str, reply: &Reply, why: &str) {
        let body = String::from_utf8_lossy(&reply.body);
        let body: String = body.chars().take(200).collect();
        self.0.push(format!("{} with {what}: {} {why}: {body}", door.name(), reply.status));
    }

    /// Whatever it is, it is no fault of ours, and a failure is a problem document that names its own status.
    fn sane(&mut self, door: &Door, what: &str, reply: &Reply) {
        if reply.status.is_server_error() {
            self.say(door, what, reply, "is a fault");
        } else if reply.status.is_client_error() && door.method != Method::HEAD {
            let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
            let problem = reply.header("content-type") == Some("application/problem+json")
                && told["status"] == reply.status.as_u16()
                && told["type"].as_str().is_some_and(|slug| slug.starts_with("/problems/"))
                && told["request_id"].is_string();
            if !problem {
                self.say(door, what, reply, "is no problem document");
            }
        }
    }

    /// It is refused with one of these.
    fn refused(&mut self, door: &Door, what: &str, reply: &Reply, statuses: &[u16]) {
        self.sane(door, what, reply);
        if !statuses.contains(&reply.status.as_u16()) {
            self.say(door, what, reply, &format!("is none of {statuses:?}"));
        }
    }

    fn end(self) {
        assert!(self.0.is_empty(), "{} times wrong:\n{}", self.0.len(), self.0.join("\n"));
    }
}

async fn all_doors(app: &TestApp) -> Vec<Door> {
    let doors = doors(&app.get("/api/v1/openapi.json").await.expect(200).json());
    assert!(doors.len() > 50, "the document was read");
    doors
}

/// The value of a header, of any bytes that HTTP can carry.
fn raw(bytes: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(bytes).expect("bytes that a header can have")
}

/// Values of the wrong type or of no measure, for every field.
fn misfits() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(0.1),
        json!(""),
        json!("x".repeat(70_000)),
        json!("\u{202e}\u{0007}\u{feff}"),
        json!("9999-12-31T23:59:59Z"),
        json!("-009999-01-01T00:00:00Z"),
        json!("2026-02-30T25:61:00Z"),
        json!([]),
        json!([[[[]]]]),
        json!({}),
        json!({"coord_sys": "wgs84", "lon": 1e300, "lat": -1e300}),
        json!(["1", "1", "9223372036854775807"]),
        json!("9223372036854775807"),
        json!("\r\nset-cookie: a=b"),
        json!("../../etc/passwd"),
    ]
}

both_engines! {
    async fn no_id_breaks_a_door(app) {
        app.world();
        let token = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        for door in all_doors(app).await.iter().filter(|door| !door.ids.is_empty()) {
            let long = "7".repeat(3000);
            let way_up = "..%2f..%2f..%2fetc%2fpasswd";
            for id in NO_IDS.into_iter().chain([long.as_str(), way_up]) {
                let mut request = door.knock(&door.at(id), &token);
                if door.takes_json {
                    request = request.set_json(json!({}));
                }
                let reply = app.ask(request).await;
                wrong.refused(door, id, &reply, &[400, 403, 404, 415, 422]);
            }
        }
        wrong.end();
    }

    async fn no_body_breaks_a_door(app) {
        app.world();
        let token = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        let nested = [b"{\"text\":".to_vec(), vec![b'['; 100_000]].concat();
        for door in all_doors(app).await.iter().filter(|door| door.takes_json) {
            let path = door.at("1");
            let with = |kind: &'static str, body: Vec<u8>| {
                door.knock(&path, &token).insert_header(("content-type", kind)).set_payload(body)
            };
            for body in NO_FORMS.into_iter().chain([nested.as_slice()]) {
                let what: String = String::from_utf8_lossy(body).chars().take(30).collect();
                let reply = app.ask(with("application/json", body.to_vec())).await;
                wrong.refused(door, &what, &reply, &[400, 403, 404, 422]);
            }
            for kind in ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=gbk"] {
                let reply = app.ask(with(kind, b"{}".to_vec())).await;
                wrong.refused(door, kind, &reply, &[400, 415]);
            }
            // Nothing is unpacked, so nothing can grow while it is.
            let bomb = with("application/json", b"\x1f\x8b\x08".to_vec()).insert_header(("content-encoding", "gzip"));
            wrong.refused(door, "gzip", &app.ask(bomb).await, &[415]);
            let huge = with("application/json", vec![b' '; 17 * 1024 * 1024]);
            wrong.refused(door, "17 MB", &app.ask(huge).await, &[413]);
        }
        wrong.end();
    }

    async fn no_value_breaks_a_form(app) {
        app.world();
        let tokens = [app.log_in("admin").await, app.log_in("acceptor").await];
        let volunteer = app.log_in("volunteer").await;
        app.post(&volunteer, "/api/v1/incidents", &json!({"text": "路灯不亮"})).await.expect(201);
        let mut wrong = Wrong::default();
        for door in all_doors(app).await {
            // Who changes his own password or renews his session would be gone for the rest of the walk.
            let Some(form) = door.form.clone().filter(|_| !door.path.contains("password")) else { continue };
            for field in form.keys() {
                for misfit in misfits() {
                    let shown: String = misfit.to_string().chars().take(40).collect();
                    let what = format!("{field} = {shown}");
                    let mut body = json!({});
                    body[field] = misfit;
                    if form.contains_key("action") && field != "action" {
                        body["action"] = json!("note");
                    }
                    for token in &tokens {
                        let reply = app.ask(door.knock(&door.at("1"), token).set_json(&body)).await;
                        wrong.sane(&door, &what, &reply);
                    }
                }
            }
        }
        wrong.end();
    }

    async fn no_query_breaks_a_door(app) {
        app.world();
        let token = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        let (forged, long) = (URL_SAFE_NO_PAD.encode([7; 40]), "x".repeat(5000));
        let values = [
            "", "%00", "%ff", "-1", "0", "99999999999999999999", "1e400", "nan", "%27%3B--", "9999-12-31T23:59:59Z",
            "2026-13-45", "%0d%0aset-cookie:a=b", "../../etc/passwd", forged.as_str(), long.as_str(),
        ];
        for door in all_doors(app).await.iter().filter(|door| door.method == Method::GET) {
            for name in &door.query {
                for value in values {
                    let path = format!("{}?{name}={value}", door.at("1"));
                    let reply = app.ask(door.knock(&path, &token)).await;
                    wrong.sane(door, &path, &reply);
                    if name == "cursor" && !value.is_empty() {
                        wrong.refused(door, &path, &reply, &[400, 403, 404]);
                    }
                    let twice = format!("{path}&{name}={value}");
                    wrong.refused(door, &twice, &app.ask(door.knock(&twice, &token)).await, &[400, 403, 404]);
                }
            }
            if !door.query.is_empty() {
                let path = format!("{}?nobody_knows=1", door.at("1"));
                wrong.refused(door, &path, &app.ask(door.knock(&path, &token)).await, &[400, 403, 404]);
            }
        }
        wrong.end();
    }

    async fn no_token_but_ours_opens_a_door(app) {
        app.world();
        let good = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        let parts: Vec<&str> = good.split('.').collect();
        let header = |alg: &str| URL_SAFE_NO_PAD.encode(json!({"alg": alg, "typ": "JWT"}).to_string());
        let forged = [
            ("no signature", format!("{}.{}.", header("none"), parts[1])),
            ("alg none", format!("{}.{}.{}", header("none"), parts[1], parts[2])),
            ("another algorithm", format!("{}.{}.{}", header("HS512"), parts[1], parts[2])),
            ("another key", format!("{}.{}.{}", parts[0], parts[1], URL_SAFE_NO_PAD.encode([7; 32]))),
            ("other claims", format!("{}.{}.{}", parts[0], URL_SAFE_NO_PAD.encode("{\"sub\":\"1\"}"), parts[2])),
            ("nothing", String::new()),
            ("noise", "%00..%ff".to_owned()),
            ("length", "a".repeat(100_000)),
        ];
        for door in all_doors(app).await.iter().filter(|door| !door.open) {
            for (what, token) in &forged {
                let mut request = door.knock(&door.at("1"), token);
                if door.takes_json {
                    request = request.set_json(json!({}));
                }
                wrong.refused(door, what, &app.ask(request).await, &[400, 401]);
            }
            let twice = door.knock(&door.at("1"), &good).append_header(bearer("other"));
            wrong.refused(door, "two tokens", &app.ask(twice).await, &[400, 401]);
            let basic = TestRequest::default().method(door.method.clone()).uri(&door.at("1"));
            let basic = basic.insert_header(("authorization", "Basic YTpi"));
            wrong.refused(door, "basic", &app.ask(basic).await, &[400, 401]);
        }
        wrong.end();
    }

    async fn no_header_breaks_a_door(app) {
        app.world();
        let token = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        let long = "k".repeat(129);
        for door in all_doors(app).await {
            let path = door.at("999999999");
            let knock = || {
                let request = door.knock(&path, &token);
                if door.takes_json { request.set_json(json!({})) } else { request }
            };
            for lang in [
                b"".as_slice(), b";;;q=9", b"*;q=nan", b"\xe9\xff", b"zh-CN,en;q=0.5,%00", "en,".repeat(2000).as_bytes(),
            ] {
                let reply = app.ask(knock().insert_header(("accept-language", raw(lang)))).await;
                // Whoever may log out is logged out by then; that is no fault.
                wrong.sane(&door, &format!("accept-language {:.20}", String::from_utf8_lossy(lang)), &reply);
            }
            if door.path.starts_with("/api/v1/sessions") {
                continue;
            }
            if door.method == Method::POST && door.takes_json {
                for key in [b"".as_slice(), b"two words", b"\xe9", long.as_bytes()] {
                    let reply = app.ask(knock().insert_header(("idempotency-key", raw(key)))).await;
                    wrong.refused(&door, &format!("key {:.20}", String::from_utf8_lossy(key)), &reply, &[400, 401, 403]);
                }
            }
            for version in ["", "1", "\"", "W/\"1\"", "\"1\",\"2\"", "\"-1\"", "\"99999999999999999999\""] {
                let reply = app.ask(knock().insert_header(("if-match", version))).await;
                wrong.sane(&door, &format!("if-match {version}"), &reply);
            }
        }
        wrong.end();
    }

    async fn a_door_that_is_not_there_says_which_are(app) {
        app.world();
        let token = app.log_in("admin").await;
        let mut wrong = Wrong::default();
        let doors = all_doors(app).await;
        let has = |path: &str, method: &str| doors.iter().any(|d| d.path == path && d.method == method);
        for door in &doors {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
                if has(&door.path, method) {
                    continue;
                }
                let request = TestRequest::default().method(method.parse().unwrap()).uri(&door.at("1"));
                let reply = app.ask(request.insert_header(bearer(&token))).await;
                wrong.refused(door, method, &reply, &[405]);
                if reply.header("allow").is_none() {
                    wrong.say(door, method, &reply, "does not say which methods there are");
                }
            }
        }
        wrong.end();
    }
}
