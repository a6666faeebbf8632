//! `/people`, `/roles` and `/departments`: who may be seen, invited, reset and granted what; dates, versions and contact
//! details that only open for a reason.

use actix_web::test::TestRequest;
use diesel::prelude::*;
use gridward::service::admin::{AdminArea, create_admin};
use gridward::store::StoreError;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::PASSWORD;

const PEOPLE: &str = "/api/v1/people";
const ROLES: &str = "/api/v1/roles";
const UNITS: &str = "/api/v1/departments";

async fn patch(app: &TestApp, token: &str, path: &str, version: Option<&str>, body: &Value) -> Reply {
    let request = TestRequest::patch().uri(path).insert_header(bearer(token));
    let request = match version {
        Some(version) => request.insert_header(("If-Match", version.to_owned())),
        None => request,
    };
    app.ask(request.set_json(body)).await
}

fn ids(list: &Value) -> Vec<String> {
    list["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

fn pointers(problem: &Value) -> Vec<String> {
    let errors = problem["errors"].as_array().unwrap();
    errors.iter().map(|error| error["pointer"].as_str().unwrap().to_owned()).collect()
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

async fn count(app: &TestApp, condition: &str) -> i64 {
    let sql = format!("SELECT count(*) AS n FROM {condition}");
    app.core
        .db
        .read(move |conn| Ok::<_, StoreError>(diesel::sql_query(sql).get_result::<Count>(conn)?.n))
        .await
        .unwrap()
}

both_engines! {
    async fn a_community_invites_its_own_volunteers(app) {
        let world = app.world();
        let staff = app.log_in("community_staff").await;
        let body = |grid: usize, role: &str| json!({
            "name": "李明", "login": "Li.Ming", "contact": {"phone": "0531-87221234", "email": null},
            "grant": {"role": role, "area": world.grids[grid].to_string()},
        });
        app.post(&staff, PEOPLE, &body(2, "volunteer")).await.expect_problem(403, "forbidden");
        app.post(&staff, PEOPLE, &body(0, "grid_member")).await.expect_problem(403, "forbidden");
        app.post(&staff, PEOPLE, &json!({"name": "无角色"})).await.expect_problem(403, "forbidden");
        let invited = app.post(&staff, PEOPLE, &body(0, "volunteer")).await.expect(201).json();
        assert_eq!(invited["person"]["login"], "li.ming");
        let code = invited["reset_code"]["code"].as_str().unwrap();
        app.post(&staff, PEOPLE, &body(0, "volunteer")).await.expect_problem(409, "conflict");
        let set = json!({"login": "li.ming", "code": code, "new_password": PASSWORD});
        app.ask(TestRequest::post().uri("/api/v1/sessions/reset").set_json(set)).await.expect(204);
        let token = app.log_in("li.ming").await;
        let contact = app.get_as(&token, "/api/v1/me/contact").await.expect(200).json();
        assert_eq!(contact, json!({"phone": "0531-87221234", "email": null, "address": null}));
    }

    async fn an_invitation_may_be_repeated_under_its_key(app) {
        let world = app.world();
        let staff = app.log_in("community_staff").await;
        let body = json!({"name": "李明", "login": "liming",
            "grant": {"role": "volunteer", "area": world.grids[0].to_string()}});
        let send = async |body: &Value| {
            let request = TestRequest::post().uri(PEOPLE).insert_header(bearer(&staff));
            app.ask(request.insert_header(("Idempotency-Key", "invite-1")).set_json(body)).await
        };
        let first = send(&body).await.expect(201).json();
        let again = send(&body).await.expect(201).json();
        assert_eq!(first["person"], again["person"]);
        assert_eq!(again["reset_code"], Value::Null, "a secret is shown once");
        let other = json!({"name": "李四", "grant": {"role": "volunteer", "area": world.grids[0].to_string()}});
        send(&other).await.expect_problem(422, "idempotency-key-reused");
    }

    async fn the_first_administrator_is_made_on_the_machine(app) {
        let make = async |login: &str, area: AdminArea| {
            let (core, login) = (app.core.clone(), login.to_owned());
            // A command owns its thread; the runtime's must not block.
            let made = std::thread::spawn(move || create_admin(&core, "张三", &login, &area));
            made.join().unwrap().map(|(_, issued)| issued.code)
        };
        let area = |code: Option<&str>, new: Option<&str>| AdminArea {
            code: code.map(str::to_owned),
            new_district: new.map(str::to_owned),
        };
        make("root", area(None, None)).await.unwrap_err();
        make("root", area(Some("370113"), None)).await.unwrap_err();
        make("r", area(Some("370113"), Some("长清区"))).await.unwrap_err();
        let code = make("root", area(Some("370113"), Some("长清区"))).await.unwrap();
        let set = json!({"login": "root", "code": code, "new_password": PASSWORD});
        app.ask(TestRequest::post().uri("/api/v1/sessions/reset").set_json(set)).await.expect(204);
        let token = app.log_in("root").await;
        let me = app.get_as(&token, "/api/v1/me").await.expect(200).json();
        assert_eq!(me["roles"][0]["role"], "admin");
        make("root", area(None, None)).await.unwrap_err();
        make("second-root", area(None, None)).await.unwrap();
    }

    async fn lists_show_whom_one_looks_after(app) {
        let world = app.world();
        let seen = async |name: &str, query: &str| {
            let token = app.log_in(name).await;
            ids(&app.get_as(&token, &format!("{PEOPLE}?limit=200{query}")).await.expect(200).json())
        };
        let id = |name: &str| world.person(name).to_string();
        let staff = seen("community_staff", "").await;
        assert!(staff.contains(&id("volunteer")) && staff.contains(&id("grid_leader")));
        assert!(!staff.contains(&id("other_volunteer")) && !staff.contains(&id("acceptor")));
        assert!(!staff.contains(&id("resident")));
        let lead = seen("dept_lead", "").await;
        assert!(lead.contains(&id("dept_handler")) && !lead.contains(&id("other_dept_lead")));
        let admin = seen("admin", "").await;
        assert!(world.people.values().all(|person| admin.contains(&person.to_string())));
        let leaders = seen("admin", "&role=grid_leader").await;
        assert_eq!(leaders, [id("grid_leader")]);
        let named = seen("admin", "&name=other_v").await;
        assert_eq!(named, [id("other_volunteer")]);
        for nobody in ["volunteer", "acceptor", "auditor", "resident"] {
            let token = app.log_in(nobody).await;
            app.get_as(&token, PEOPLE).await.expect_problem(403, "forbidden");
            app.get_as(&token, ROLES).await.expect_problem(403, "forbidden");
        }
    }

    async fn pages_follow_each_other(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let mut path = format!("{PEOPLE}?limit=7");
        let mut all = Vec::new();
        loop {
            let page = app.get_as(&admin, &path).await.expect(200).json();
            all.extend(ids(&page));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut path),
                None => break,
            }
        }
        assert_eq!(all.len(), world.people.len());
        app.get_as(&admin, &format!("{PEOPLE}?cursor=abc")).await.expect_problem(400, "invalid-cursor");
        for bad in ["area=x", "role=king", "active=maybe", "colour=red", "unit=0", "limit=0"] {
            app.get_as(&admin, &format!("{PEOPLE}?{bad}")).await.expect_problem(400, "invalid-query");
        }
    }

    async fn grants_are_dated_and_work_at_once(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let person = world.person("resident").to_string();
        let token = app.log_in("resident").await;
        let roles = async |token: &str| {
            let me = app.get_as(token, "/api/v1/me").await.expect(200).json();
            me["roles"].as_array().unwrap().iter().map(|r| r["role"].clone()).collect::<Vec<_>>()
        };
        assert!(roles(&token).await.is_empty());
        let body = json!({"person": person, "role": "acceptor", "area": world.street.to_string()});
        let reply = app.post(&admin, ROLES, &body).await.expect(201);
        let (given, etag) = (reply.json(), reply.header("etag").unwrap().to_owned());
        assert_eq!(roles(&token).await, ["acceptor"], "seen by the very next request");
        let path = format!("{ROLES}/{}", given["id"].as_str().unwrap());
        patch(app, &admin, &path, None, &json!({"sensitive_desk": true})).await
            .expect_problem(428, "precondition-required");
        let named = patch(app, &admin, &path, Some(&etag), &json!({"sensitive_desk": true})).await.expect(200).json();
        assert_eq!(named["sensitive_desk"], true);
        patch(app, &admin, &path, Some(&etag), &json!({"sensitive_desk": false})).await
            .expect_problem(412, "precondition-failed");
        let early = patch(app, &admin, &path, Some("*"), &json!({"valid_to": "2020-01-01T00:00:00Z"})).await;
        assert_eq!(pointers(&early.expect_problem(422, "invalid").json()), ["/valid_to"]);
        app.ask(TestRequest::delete().uri(&path).insert_header(bearer(&admin))).await.expect(200);
        assert!(roles(&token).await.is_empty());
        app.ask(TestRequest::delete().uri(&path).insert_header(bearer(&admin))).await.expect_problem(409, "conflict");
        let later = json!({"person": person, "role": "dispatcher", "area": world.street.to_string(),
            "valid_from": "2026-03-10T10:05:00+08:00", "valid_to": "2026-03-10T10:10:00+08:00"});
        app.post(&admin, ROLES, &later).await.expect(201);
        assert!(roles(&token).await.is_empty());
        app.pass(SignedDuration::from_mins(5));
        assert_eq!(roles(&token).await, ["dispatcher"]);
        app.pass(SignedDuration::from_mins(5));
        assert!(roles(&token).await.is_empty());
    }

    async fn a_grant_must_make_sense(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let (person, street) = (world.person("resident").to_string(), world.street.to_string());
        let give = async |change: Value| {
            let mut body = json!({"person": person, "role": "acceptor", "area": street});
            change.as_object().unwrap().iter().for_each(|(name, value)| body[name] = value.clone());
            app.post(&admin, ROLES, &body).await
        };
        for (change, pointer) in [
            (json!({"role": "king"}), "/role"),
            (json!({"role": "system"}), "/role"),
            (json!({"role": "resident"}), "/role"),
            (json!({"area": "999999"}), "/area"),
            (json!({"area": world.grids[0].to_string()}), "/area"),
            (json!({"role": "volunteer"}), "/area"),
            (json!({"role": "dept_lead"}), "/unit"),
            (json!({"role": "dept_lead", "unit": "999999"}), "/unit"),
            (json!({"role": "mediator", "unit": world.unit("sanitation").to_string()}), "/unit"),
            (json!({"unit": world.unit("sanitation").to_string()}), "/unit"),
            (json!({"role": "auditor", "sensitive_desk": true}), "/sensitive_desk"),
            (json!({"valid_to": "2026-03-10T02:00:00Z"}), "/valid_to"),
            (json!({"valid_from": "2020-01-01T00:00:00Z"}), "/valid_from"),
            (json!({"valid_from": "yesterday"}), "/valid_from"),
            (json!({"person": "999999"}), "/person"),
            (json!({"person": "-1"}), "/person"),
            (json!({"person": 7}), "/person"),
        ] {
            let told = give(change.clone()).await.expect_problem(422, "invalid").json();
            assert_eq!(pointers(&told), [pointer], "{change}: {told:#}");
        }
        let own = json!({"person": world.person("admin").to_string(), "role": "acceptor", "area": street});
        app.post(&admin, ROLES, &own).await.expect_problem(403, "forbidden");
        let district = json!({"area": world.district.to_string()});
        give(district).await.expect_problem(403, "forbidden");
    }

    async fn staff_reset_those_who_are_volunteers_and_nothing_more(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let staff = app.log_in("community_staff").await;
        let code = |name: &str| format!("{PEOPLE}/{}/reset-codes", world.person(name));
        app.post(&staff, &code("volunteer"), &json!({})).await.expect(201);
        app.post(&staff, &code("grid_member"), &json!({})).await.expect_problem(403, "forbidden");
        app.post(&staff, &code("acceptor"), &json!({})).await.expect_problem(404, "not-found");
        app.post(&staff, &code("other_volunteer"), &json!({})).await.expect_problem(404, "not-found");
        let leader = app.log_in("grid_leader").await;
        app.post(&leader, &code("grid_member"), &json!({})).await.expect(201);
        let more = json!({"person": world.person("volunteer").to_string(), "role": "dispatcher",
            "area": world.street.to_string()});
        app.post(&admin, ROLES, &more).await.expect(201);
        app.post(&staff, &code("volunteer"), &json!({})).await.expect_problem(403, "forbidden");
        app.post(&admin, &code("volunteer"), &json!({})).await.expect(201);
        app.post(&admin, "/api/v1/people/999999/reset-codes", &json!({})).await.expect_problem(404, "not-found");
    }

    async fn contact_details_are_sealed_and_opened_for_a_reason(app) {
        let world = app.world();
        let token = app.log_in("volunteer").await;
        let own = json!({"phone": "13800001234", "address": "长清区测试街道 1 号"});
        patch(app, &token, "/api/v1/me/contact", None, &own).await.expect(200);
        let wrong = patch(app, &token, "/api/v1/me/contact", None, &json!({"phone": "call me", "email": "x"})).await;
        assert_eq!(pointers(&wrong.expect_problem(422, "invalid").json()), ["/phone", "/email"]);
        let person = world.person("volunteer");
        let text = app.core.db.read(move |conn| gridward::store::contact::list(conn, person)).await.unwrap();
        assert!(!text.is_empty());
        assert!(text.iter().all(|(_, blob)| !blob.windows(5).any(|w| w == b"00012")), "no plain digits at rest");
        let path = format!("{PEOPLE}/{}/contact/reveal", world.person("volunteer"));
        let staff = app.log_in("community_staff").await;
        for silent in [json!({"reason": ""}), json!({"reason": " . "}), json!({"reason": "x".repeat(301)})] {
            app.post(&staff, &path, &silent).await.expect_problem(422, "invalid");
        }
        let before = count(app, "access_log WHERE act = 'reveal_contact'").await;
        let told = app.post(&staff, &path, &json!({"reason": "通知巡查改期"})).await.expect(200).json();
        assert_eq!(told["phone"], "13800001234");
        assert_eq!(count(app, "access_log WHERE act = 'reveal_contact'").await, before + 1);
        for stranger in ["other_community_staff", "acceptor", "supervisor", "auditor", "second_volunteer"] {
            let token = app.log_in(stranger).await;
            let reply = app.post(&token, &path, &json!({"reason": "好奇而已"})).await;
            assert!([403, 404].contains(&reply.status.as_u16()), "{stranger}: {}", reply.status);
        }
        assert_eq!(count(app, "access_log WHERE act = 'reveal_contact'").await, before + 1, "nothing was opened");
    }

    async fn a_lead_proposes_and_the_administrator_decides(app) {
        let world = app.world();
        let lead = app.log_in("dept_lead").await;
        let admin = app.log_in("admin").await;
        let grant = |unit: &str| json!({"person": world.person("resident").to_string(), "role": "dept_handler",
            "area": world.street.to_string(), "unit": world.unit(unit).to_string()});
        app.post(&lead, ROLES, &grant("sanitation")).await.expect_problem(403, "forbidden");
        let path = format!("{ROLES}/proposals");
        let foreign = json!({"grant": grant("urban_management"), "reason": "他们缺人"});
        app.post(&lead, &path, &foreign).await.expect_problem(403, "forbidden");
        let proposal = json!({"grant": grant("sanitation"), "reason": "人手不足"});
        let proposed = app.post(&lead, &path, &proposal).await.expect(201).json();
        let open = app.get_as(&admin, &path).await.expect(200).json();
        assert_eq!(ids(&open), [proposed["id"].as_str().unwrap()]);
        let decision = format!("{path}/{}/decision", proposed["id"].as_str().unwrap());
        let decide = async |token: &str| {
            let request = TestRequest::put().uri(&decision).insert_header(bearer(token));
            app.ask(request.set_json(json!({"accept": true}))).await
        };
        decide(&lead).await.expect_problem(403, "forbidden");
        let decided = decide(&admin).await.expect(200).json();
        assert!(decided["grant_id"].is_string());
        decide(&admin).await.expect_problem(409, "conflict");
        let token = app.log_in("resident").await;
        let me = app.get_as(&token, "/api/v1/me").await.expect(200).json();
        assert_eq!(me["roles"][0]["role"], "dept_handler");
    }

    async fn units_are_opened_renamed_and_closed(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let body = |code: &str| json!({"code": code, "kind": "team", "area": world.communities[0].to_string(),
            "name_zh": "园林三队", "name_en": "Gardening team 3"});
        let volunteer = app.log_in("volunteer").await;
        app.post(&volunteer, UNITS, &body("team_3")).await.expect_problem(403, "forbidden");
        let supervisor = app.log_in("supervisor").await;
        app.post(&supervisor, UNITS, &body("team_3")).await.expect_problem(403, "forbidden");
        let told = app.post(&admin, UNITS, &body("Team 3")).await.expect_problem(422, "invalid").json();
        assert_eq!(pointers(&told), ["/code"]);
        let reply = app.post(&admin, UNITS, &body("team_3")).await.expect(201);
        let (unit, etag) = (reply.json(), reply.header("etag").unwrap().to_owned());
        app.post(&admin, UNITS, &body("team_3")).await.expect_problem(409, "conflict");
        let path = format!("{UNITS}/{}", unit["id"].as_str().unwrap());
        app.get_as(&volunteer, &path).await.expect(200);
        patch(app, &admin, &path, None, &json!({"name_zh": "园林队"})).await.expect_problem(428, "precondition-required");
        let renamed = patch(app, &admin, &path, Some(&etag), &json!({"name_zh": "园林队"})).await.expect(200).json();
        assert_eq!((&renamed["name_zh"], &renamed["name_en"]), (&json!("园林队"), &json!("Gardening team 3")));
        patch(app, &admin, &path, Some(&etag), &json!({"name_zh": "别的"})).await.expect_problem(412, "precondition-failed");
        app.pass(SignedDuration::from_mins(1));
        let end = json!({"valid_to": "2026-03-10T02:01:00Z"});
        patch(app, &admin, &path, Some("*"), &end).await.expect(200);
        let standing = app.get_as(&admin, &format!("{UNITS}?kind=team&at=2026-03-10T02:01:00Z&limit=200")).await;
        assert!(!ids(&standing.expect(200).json()).contains(&unit["id"].as_str().unwrap().to_owned()));
        let grant = json!({"person": world.person("resident").to_string(), "role": "volunteer",
            "area": world.grids[0].to_string(), "unit": unit["id"]});
        let closed = app.post(&admin, ROLES, &grant).await.expect_problem(422, "invalid").json();
        assert_eq!(pointers(&closed), ["/unit"]);
    }

    async fn one_changes_ones_own_language_and_nothing_else(app) {
        let world = app.world();
        let token = app.log_in("volunteer").await;
        patch(app, &token, "/api/v1/me", None, &json!({"lang": "en"})).await.expect(200);
        let me = app.get_as(&token, "/api/v1/me").await.expect(200).json();
        assert_eq!((&me["lang"], &me["roles"][0]["role_label"]), (&json!("en"), &json!("Volunteer grid member")));
        let lost = app.get_as(&token, "/api/v1/departments/999999").await.expect_problem(404, "not-found").json();
        assert_eq!(lost["title"], "Not found", "answers follow the person's own language");
        patch(app, &token, "/api/v1/me", None, &json!({"name": "王"})).await.expect_problem(422, "invalid");
        let own = format!("{PEOPLE}/{}", world.person("volunteer"));
        patch(app, &token, &own, Some("*"), &json!({"name": "别人"})).await.expect_problem(403, "forbidden");
        patch(app, &token, &own, Some("*"), &json!({"active": false})).await.expect_problem(403, "forbidden");
        app.get_as(&token, &own).await.expect(200);
    }
}
