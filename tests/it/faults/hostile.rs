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
    /// Some part of the query must be there.
    asks: bool,
    /// It takes an `Idempotency-Key`.
    keyed: bool,
    /// The parameters of the path, each with a value that it can have.
    ids: Vec<(String, String)>,
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
            let of = |place: &'static str| {
                parameters.clone().map(|p| resolved(document, p)).filter(move |p| p["in"] == place)
            };
            let named = |p: &Value| p["name"].as_str().unwrap().to_owned();
            let id = |p: &Value| {
                let code = resolved(document, &p["schema"])["enum"][0].as_str().or(p["example"].as_str());
                (named(p), code.unwrap_or("1").to_owned())
            };
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            let form = resolved(document, body)["properties"].as_object().cloned();
            doors.push(Door {
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                query: of("query").map(named).collect(),
                asks: of("query").any(|p| p["required"] == true),
                keyed: of("header").any(|p| p["name"] == "Idempotency-Key"),
                ids: of("path").map(id).collect(),
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
        self.ids.iter().fold(self.path.clone(), |path, (name, _)| path.replace(&format!("{{{name}}}"), id))
    }

    /// An address that can be: what the ids name need not be there.
    fn address(&self) -> String {
        self.ids.iter().fold(self.path.clone(), |path, (name, id)| path.replace(&format!("{{{name}}}"), id))
    }

    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// A request as somebody; what changes something names a version, so that it is read at all.
    fn knock(&self, path: &str, token: &str) -> TestRequest {
        let request =
            TestRequest::default().method(self.method.clone()).uri(path).insert_header(bearer(token));
        // The doors of links ask for one first of all.
        request.insert_header(("gridward-link", "nobody")).insert_header(("if-match", "\"1\""))
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

    /// It is refused, and the problem points there.
    fn pointed(&mut self, door: &Door, what: &str, reply: &Reply, place: &str, pointer: &str) {
        let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let points = |wrong: &Value| {
            let within = wrong["pointer"].as_str().and_then(|at| at.strip_prefix(pointer));
            wrong["in"] == place && within.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if !told["errors"].as_array().is_some_and(|errors| errors.iter().any(points)) {
            self.say(door, what, reply, &format!("does not point at {place} {pointer}"));
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
            let path = door.address();
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
            wrong.refused(door, "gzip", &app.ask(bomb).await, if door.asks { &[400] } else { &[415] });
            let huge = with("application/json", vec![b' '; 17 * 1024 * 1024]);
            wrong.refused(door, "17 MB", &app.ask(huge).await, if door.asks { &[400] } else { &[413] });
        }
        wrong.end();
    }

    async fn no_value_breaks_a_form(app) {
        app.world();
        let (admin, desk) = (app.log_in("admin").await, app.log_in("acceptor").await);
        let volunteer = app.log_in("volunteer").await;
        app.post(&volunteer, "/api/v1/incidents", &json!({"text": "路灯不亮"})).await.expect(201);
        let mut wrong = Wrong::default();
        for door in all_doors(app).await {
            let work = ["/incidents", "/cases", "/checks", "/offers"].iter().any(|part| door.path.contains(part));
            let token = if work { &desk } else { &admin };
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
                    let reply = app.ask(door.knock(&door.address(), token).set_json(&body)).await;
                    wrong.sane(&door, &what, &reply);
                }
            }
        }
        wrong.end();
    }

    async fn a_wrong_field_is_pointed_at(app) {
        app.world();
        let token = app.log_in("admin").await;
        let document = app.get("/api/v1/openapi.json").await.expect(200).json();
        let mut wrong = Wrong::default();
        for door in doors(&document).iter().filter(|door| !door.asks) {
            for (field, schema) in door.form.iter().flatten() {
                // No field takes both an object and a truth.
                if schema["type"] == json!(["object", "null"]) || schema.get("type").is_none() && schema.get("$ref").is_none() && schema.get("oneOf").is_none() {
                    // Whatever it is, it is looked at later.
                    continue;
                }
                let object = resolved(&document, schema)["type"] == "object" || schema["oneOf"].is_array();
                let misfit = if object { json!(true) } else { json!({"nobody": []}) };
                let what = format!("{field} = {misfit}");
                let body = json!({ field: misfit });
                let reply = app.ask(door.knock(&door.address(), &token).set_json(&body)).await;
                wrong.refused(door, &what, &reply, &[422]);
                wrong.pointed(door, &what, &reply, "body", &format!("/{field}"));
                let reply = app.ask(door.knock(&door.address(), &token).set_json(json!([misfit]))).await;
                wrong.refused(door, "a list for a form", &reply, &[422]);
            }
        }
        wrong.end();
    }

    async fn a_cursor_opens_its_own_list_alone(app) {
        app.world();
        let token = app.log_in("admin").await;
        let volunteer = app.log_in("volunteer").await;
        for text in ["路灯不亮", "垃圾堆积", "井盖缺失"] {
            app.post(&volunteer, "/api/v1/incidents", &json!({"text": text})).await.expect(201);
        }
        let mut wrong = Wrong::default();
        let doors = all_doors(app).await;
        let lists: Vec<&Door> = doors.iter().filter(|door| door.method == Method::GET && door.query.iter().any(|name| name == "cursor")).collect();
        let mut cursors = Vec::new();
        for door in &lists {
            let path = format!("{}?limit=1", door.address());
            let reply = app.ask(door.knock(&path, &token)).await;
            wrong.sane(door, &path, &reply);
            let told: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
            if let Some(cursor) = told["next"].as_str().and_then(|next| next.split("cursor=").nth(1)) {
                cursors.push((door.path.clone(), cursor.to_owned()));
            }
        }
        assert!(cursors.len() >= 4, "some lists have a second page: {cursors:?}");
        for door in &lists {
            for (home, cursor) in &cursors {
                let mut tried = vec![format!("{cursor}A"), cursor[1..].to_owned(), cursor.to_ascii_uppercase()];
                // Every half byte of it counts.
                tried.extend((0..cursor.len()).step_by(5).map(|at| {
                    let other = if &cursor[at..=at] == "B" { "C" } else { "B" };
                    format!("{}{other}{}", &cursor[..at], &cursor[at + 1..])
                }));
                if *home != door.path {
                    tried.push(cursor.clone());
                }
                for cursor in tried {
                    let path = format!("{}?cursor={cursor}", door.address());
                    let reply = app.ask(door.knock(&path, &token)).await;
                    wrong.refused(door, &path, &reply, &[400, 403, 404]);
                }
            }
        }
        wrong.end();
    }

    async fn nobody_and_nothing_can_be_named(app) {
        let world = app.world();
        let (admin, desk) = (app.log_in("admin").await, app.log_in("acceptor").await);
        let (volunteer, dispatcher) = (app.log_in("volunteer").await, app.log_in("dispatcher").await);
        let filed = app.post(&volunteer, "/api/v1/incidents", &json!({"text": "路灯不亮"})).await.expect(201).json();
        let case = filed["case"].as_str().unwrap();
        let (person, street) = (world.person("volunteer").to_string(), world.street.to_string());
        let transitions = format!("/api/v1/cases/{case}/transitions");
        let text = "路灯不亮";
        let day = json!({"from": "2026-03-11T00:00:00+08:00", "to": "2026-03-12T00:00:00+08:00"});
        let none = "999999999";
        let with = |mut body: Value, more: Value| {
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        let mut wrong = Wrong::default();
        let doors = all_doors(app).await;
        for (token, method, path, body) in [
            (&desk, "POST", "/api/v1/incidents", json!({"text": text, "on_behalf_of": none})),
            (&volunteer, "POST", "/api/v1/incidents", json!({"text": text, "grid": none})),
            (&volunteer, "POST", "/api/v1/incidents", json!({"text": text, "category": "no-such"})),
            (&volunteer, "POST", "/api/v1/incidents", json!({"text": text, "attachments": [{"attachment": none, "use": "before"}]})),
            (&desk, "POST", &transitions, json!({"action": "merge", "text": text, "parent": none})),
            (&desk, "POST", &transitions, json!({"action": "transfer_grid", "text": text, "place": {"grid": none}})),
            (&desk, "POST", &transitions, json!({"action": "edit", "text": text, "category": "no-such"})),
            (&dispatcher, "POST", &transitions, json!({"action": "dispatch", "unit": none})),
            (&dispatcher, "POST", &transitions, json!({"action": "dispatch", "people": [none]})),
            (&desk, "POST", "/api/v1/hand-overs", json!({"to": none, "cases": [case]})),
            (&desk, "POST", "/api/v1/hand-overs", json!({"to": person, "cases": [none]})),
            (&admin, "POST", "/api/v1/roles", json!({"person": none, "role": "volunteer", "area": street})),
            (&admin, "POST", "/api/v1/roles", json!({"person": person, "role": "volunteer", "area": none})),
            (&admin, "POST", "/api/v1/roles", json!({"person": person, "role": "dept_handler", "area": street, "unit": none})),
            (&admin, "POST", "/api/v1/departments", json!({"code": "x", "kind": "team", "name_zh": "队", "name_en": "Team", "area": none})),
            (&admin, "POST", "/api/v1/duty-roster", with(day.clone(), json!({"area": none, "person": person, "role": "dispatcher"}))),
            (&admin, "POST", "/api/v1/duty-roster", with(day.clone(), json!({"area": street, "person": none, "role": "dispatcher"}))),
            (&admin, "POST", "/api/v1/stand-ins", with(day.clone(), json!({"person": person, "stand_in": none}))),
            (&admin, "POST", "/api/v1/stand-ins", with(day.clone(), json!({"person": none, "stand_in": person}))),
            (&admin, "POST", "/api/v1/areas", json!({"code": "x", "kind": "grid", "name_zh": "格", "name_en": "Grid", "parent": none})),
            (&volunteer, "POST", "/api/v1/suggestions", json!({"text": text, "grid": none})),
        ] {
            let request = TestRequest::default().method(method.parse().unwrap()).uri(path).insert_header(bearer(token));
            let reply = app.ask(request.insert_header(("if-match", "\"1\"")).set_json(&body)).await;
            let begins = |door: &&Door| path.starts_with(door.path.split('{').next().unwrap_or_default());
                let door = doors.iter().filter(|door| door.method == Method::POST).find(begins).expect("a door");
            let what = format!("{path} {body}");
            wrong.sane(door, &what, &reply);
            // A suggestion leaves out what it does not know; a hand-over answers for each case.
                let whole = !["/api/v1/suggestions", "/api/v1/hand-overs"].contains(&path);
                if reply.status.is_success() && whole {
                wrong.say(door, &what, &reply, "was taken");
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
                    let path = format!("{}?{name}={value}", door.address());
                    let reply = app.ask(door.knock(&path, &token)).await;
                    wrong.sane(door, &path, &reply);
                    if name == "cursor" && !value.is_empty() {
                        wrong.refused(door, &path, &reply, &[400, 403, 404]);
                    }
                }
                let twice = format!("{}?{name}=1&{name}=1", door.address());
                let reply = app.ask(door.knock(&twice, &token)).await;
                wrong.refused(door, &twice, &reply, &[400]);
                wrong.pointed(door, &twice, &reply, "query", &format!("/{name}"));
            }
            if !door.query.is_empty() {
                let path = format!("{}?nobody_knows=1", door.address());
                let reply = app.ask(door.knock(&path, &token)).await;
                wrong.refused(door, &path, &reply, &[400]);
                wrong.pointed(door, &path, &reply, "query", "/nobody_knows");
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
                let mut request = door.knock(&door.address(), token);
                if door.takes_json {
                    request = request.set_json(json!({}));
                }
                wrong.refused(door, what, &app.ask(request).await, &[400, 401]);
            }
            let twice = door.knock(&door.address(), &good).append_header(bearer("other"));
            wrong.refused(door, "two tokens", &app.ask(twice).await, &[400, 401]);
            let basic = TestRequest::default().method(door.method.clone()).uri(&door.address());
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
            if door.keyed {
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
                let request = TestRequest::default().method(method.parse().unwrap()).uri(&door.address());
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
