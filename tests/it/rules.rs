//! `/calendars`, `/limits`, `/ladders`: versions, their dates and who approves them; files of holidays.

mod recount;

use actix_web::test::TestRequest;
use gridward::service::rule::missing_years;
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;

const CALENDARS: &str = "/api/v1/calendars";
const LIMITS: &str = "/api/v1/limits";
const LADDERS: &str = "/api/v1/ladders";

fn pointers(problem: &Value) -> Vec<&str> {
    problem["errors"].as_array().unwrap().iter().map(|e| e["pointer"].as_str().unwrap()).collect()
}

async fn calendar(app: &TestApp) -> Value {
    let mut shown = app.get(&format!("{CALENDARS}/current")).await.expect(200).json();
    let head = [
        "version",
        "effective_from",
        "retroactive",
        "created_at",
        "created_by",
        "approved_at",
        "approved_by",
        "note",
        "years",
        "missing_years",
    ];
    for field in head {
        assert!(shown.as_object_mut().unwrap().remove(field).is_some(), "{field}");
    }
    shown
}

const NEXT_YEAR: &str = "date,kind,name_zh,name_en\n2027-01-01,holiday,元旦,New Year's Day\n\
    2027-01-02,holiday,元旦,New Year's Day\n2027-01-10,workday,元旦,New Year's Day\n";

both_engines! {
    async fn the_calendar_says_its_days(app) {
        let told = calendar(app).await;
        assert_eq!((told["code"].as_str(), told["zone"].as_str()), (Some("china"), Some("Asia/Shanghai")));
        assert_eq!(told["seasons"][0]["week"][0].to_string(), r#"["08:30-12:00","13:30-17:30"]"#);
        assert!(told["special_days"].as_array().unwrap().iter().any(|day| {
            day["from"] == "2026-02-14" && day["kind"] == "make_up" && day["name_en"] == "Spring Festival"
        }));
        let csv = app.get(&format!("{CALENDARS}/1?format=csv")).await.expect(200);
        assert!(csv.text().starts_with("from,to,kind,name_zh,name_en,windows\n2018-01-01,"), "{}", csv.text());
        let ics = app.get(&format!("{CALENDARS}/1?format=ics")).await.expect(200);
        assert_eq!(ics.header("content-type"), Some("text/calendar; charset=utf-8"));
        assert!(ics.text().starts_with("BEGIN:VCALENDAR\r\n"));
        app.get(&format!("{CALENDARS}/2")).await.expect_problem(404, "not-found");
        app.get(&format!("{CALENDARS}/today")).await.expect_problem(400, "invalid-path");
    }

    async fn a_missing_year_is_told_until_it_is_brought(app) {
        app.world();
        app.pass(SignedDuration::from_hours(24 * 250));
        assert_eq!(missing_years(&app.core).await.unwrap(), [2027]);
        let ready = app.get("/readyz").await.expect(200);
        assert_eq!(ready.text(), "ready\nwarning: the calendar lacks the holidays of 2027\n");
        let admin = app.log_in("admin").await;
        let import = format!("{CALENDARS}/import");
        let body = |format: &str, text: &str, years: &[i32]| json!({"format": format, "text": text, "years": years,
            "note": "国务院办公厅通知"});
        let wrong = app.post(&admin, &import, &body("csv", "date,kind,name_zh\n2027-13-01,holiday,元旦\n", &[2027])).await;
        let wrong = wrong.expect_problem(422, "invalid").json();
        assert_eq!(pointers(&wrong), ["/text"]);
        app.post(&admin, &import, &body("csv", NEXT_YEAR, &[2028])).await.expect_problem(422, "invalid");
        let made = app.post(&admin, &import, &body("csv", NEXT_YEAR, &[2027])).await.expect(201);
        assert_eq!(made.header("location"), Some("/api/v1/calendars/2"));
        // It begins with the next day of the office.
        assert_eq!(made.json()["effective_from"], "2026-11-15T16:00:00Z");
        assert_eq!(missing_years(&app.core).await.unwrap(), [0; 0]);
        assert_eq!(app.get("/readyz").await.expect(200).text(), "ready\n");
        let days = app.get(&format!("{CALENDARS}/2?format=csv")).await.expect(200);
        assert!(days.text().contains("2027-01-01,2027-01-02,holiday,元旦,New Year's Day,\n"), "{}", days.text());
    }

    async fn a_version_begins_when_it_is_asked_to_and_not_before_now(app) {
        app.world();
        let admin = app.log_in("admin").await;
        let mut changed = calendar(app).await;
        changed["seasons"][0]["week"][0] = json!(["09:00-12:00"]);
        let body = |from: &str, retroactive: bool| json!({"calendar": changed, "effective_from": from,
            "retroactive": retroactive, "note": "作息调整"});
        let early = app.post(&admin, CALENDARS, &body("2026-03-01T00:00:00+08:00", false)).await;
        assert_eq!(pointers(&early.expect_problem(422, "invalid").json()), ["/effective_from"]);
        let noon = app.post(&admin, CALENDARS, &body("2026-04-01T12:00:00+08:00", false)).await.expect(201).json();
        assert_eq!(noon["effective_from"], "2026-04-01T16:00:00Z");
        let back = app.post(&admin, CALENDARS, &body("2026-03-01T00:00:00+08:00", true)).await.expect(201).json();
        assert_eq!((back["version"].as_i64(), back["retroactive"].as_bool()), (Some(3), Some(true)));
        let versions = app.get(CALENDARS).await.expect(200).json();
        assert_eq!(versions["items"].as_array().unwrap().len(), 3);
        // A calendar without any work counts nothing.
        let mut idle = calendar(app).await;
        idle["seasons"][0]["week"] = json!([[], [], [], [], [], [], []]);
        idle["special_days"] = json!([]);
        let idle = json!({"calendar": idle, "note": "试"});
        assert_eq!(pointers(&app.post(&admin, CALENDARS, &idle).await.expect_problem(422, "invalid").json()), ["/calendar"]);
    }

    async fn the_same_request_makes_one_version(app) {
        app.world();
        let admin = app.log_in("admin").await;
        let body = json!({"limits": {"rework": "reset", "reopen": "resume"}, "note": "改为重新计时"});
        let ask = || {
            let request = TestRequest::post().uri(LIMITS).insert_header(bearer(&admin));
            app.ask(request.insert_header(("idempotency-key", "limits-1")).set_json(&body))
        };
        let (one, two) = (ask().await.expect(201).json(), ask().await.expect(201).json());
        assert_eq!((one["version"].as_i64(), two["version"].as_i64()), (Some(2), Some(2)));
        let now = app.get_as(&admin, &format!("{LIMITS}/current")).await.expect(200).json();
        assert_eq!((now["version"].as_i64(), now["limits"]["reopen"].as_str()), (Some(2), Some("resume")));
    }

    async fn an_inspectors_limits_wait_for_a_second_person(app) {
        app.world();
        let inspector = app.log_in("supervisor").await;
        let rule = json!({"clock": "handling", "category": "01001", "limit": {"value": "2", "unit": "work_day"}});
        let body = json!({"limits": {"rules": [rule], "rework": "new_cycle", "reopen": "new_cycle"}, "note": "试点"});
        let made = app.post(&inspector, LIMITS, &body).await.expect(201).json();
        assert_eq!((made["version"].as_i64(), made["approved_at"].clone()), (Some(2), Value::Null));
        let current = |app: &TestApp| {
            let core = app.core.clone();
            async move {
                let rooms = core.clone();
                core.db.read(move |conn| rooms.limit_book(conn)).await.unwrap().version()
            }
        };
        assert_eq!(current(app).await, 1, "nothing has changed yet");
        let approve = format!("{LIMITS}/2/approve");
        app.post(&inspector, &approve, &json!({})).await.expect_problem(403, "forbidden");
        app.pass(SignedDuration::from_hours(1));
        let admin = app.log_in("admin").await;
        let approved = app.post(&admin, &approve, &json!({})).await.expect(200).json();
        assert_eq!(approved["effective_from"], "2026-03-10T03:00:00Z", "from the approval on, not before");
        assert_eq!(current(app).await, 2);
        app.post(&admin, &approve, &json!({})).await.expect_problem(409, "conflict");
        let mut wrong = body.clone();
        wrong["limits"]["rules"][0]["category"] = json!("1");
        let wrong = app.post(&admin, LIMITS, &wrong).await.expect_problem(422, "invalid").json();
        assert_eq!(pointers(&wrong), ["/limits/rules/0/category"]);
    }

    async fn ladders_are_saved_with_warnings(app) {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let shown = app.get_as(&admin, &format!("{LADDERS}/current")).await.expect(200).json();
        let codes: Vec<&str> =
            shown["ladders"].as_array().unwrap().iter().map(|l| l["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["standard", "handling", "hotline"]);
        let mut ladders = shown["ladders"].clone();
        let mut grid = ladders[1].clone();
        grid["code"] = json!("north");
        grid["match"] = json!({"clocks": ["handling"], "area": world.communities[0].to_string()});
        grid["steps"] = json!([{"at": {"when": "before_due", "limit": {"value": "300", "unit": "work_day"}},
            "to": [{"to": "role", "role": "resident", "level": "grid"}], "actions": [{"do": "notify"}]}]);
        ladders.as_array_mut().unwrap().push(grid);
        let body = json!({"ladders": ladders, "note": "北社区试点"});
        let made = app.post(&admin, LADDERS, &body).await.expect(201).json();
        let warned: Vec<&str> = made["warnings"].as_array().unwrap().iter().map(|w| w["pointer"].as_str().unwrap()).collect();
        assert!(warned.contains(&"/ladders/3/steps/0/at"), "{warned:?}");
        assert!(warned.contains(&"/ladders/3/steps/0/to/0"), "{warned:?}");
        let twice = json!({"ladders": [ladders[0], ladders[0]], "note": "试"});
        let twice = app.post(&admin, LADDERS, &twice).await.expect_problem(422, "invalid").json();
        assert_eq!(pointers(&twice), ["/ladders/1/code", "/ladders"]);
    }
}
