//! Imports: invented rows in the shape of the cities' files come in with their original times, once.

use gridward::domain::catalogue::built_in;
use gridward::domain::codes::{Role, Source, State};
use gridward::domain::ids::{AreaId, CaseId, PersonId};
use gridward::domain::import::{ExternalCase, Mapping, Reader, RowFault};
use gridward::domain::policy::{DatedGrant, Grant};
use gridward::service::core::Core;
use gridward::service::error::ServiceError;
use gridward::service::import::{RowOutcome, import_rows, prepare_ground};
use gridward::store::case::{StoredCase, find_case};
use gridward::store::incident::find_by_upstream;
use gridward::store::{Lane, access_version, grant};
use serde_json::json;

use crate::cases::Street;
use crate::support::both_engines;

const BOSTON: &str = "\
case_enquiry_id,open_dt,target_dt,closed_dt,case_status,closure_reason,case_title,reason,type,department,location,neighborhood,latitude,longitude
1,2011-07-01 01:32:33,2011-07-15 01:32:32,2011-07-01 05:06:58,Closed,Case Closed Case Resolved lamp replaced,Lamp out,Street Lights,Street Light Outages,PWDx,1 Elm St,Roslindale,42.2715,-71.0772
2,2011-07-01 01:32:33,2011-07-02 01:32:33,,Open, ,Odd matter,Odd,Never heard of,ISD,2 Elm St, ,42.3594,-71.0587
3,2011-11-06 01:30:00,,2011-11-06 02:30:00,Closed,Case Closed Duplicate of Existing Case 9,Hole,Roads,Request for Pothole Repair,PWDx,,Roxbury,42.3,-71.1
";

const ANGELES: &str = "\
srnumber,createddate,servicedate,closeddate,requesttype,status,owner,latitude,longitude,address,apc
1-7,2017-12-31 23:59:58,2018-01-05 00:00:00,2018-01-02 09:18:35,Bulky Items,Cancelled,BOS,34.07,-118.26,\"2111 W ELM, 90026\",East Los Angeles APC
";

fn rows(core: &Core, mapping: &Mapping, csv: &str) -> Vec<ExternalCase> {
    let catalogue = built_in(1).unwrap();
    let mut file = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    let mut records = file.byte_records();
    let head = records.next().unwrap().unwrap();
    let mut reader = Reader::new(mapping, &catalogue, &head, core.clock.now()).unwrap();
    (2..).zip(records).map(|(line, record)| reader.read(line, &record.unwrap()).unwrap()).collect()
}

/// An invented row in the shape of Boston's, open and in a part of the city.
const OPEN: &str = "\
case_enquiry_id,open_dt,target_dt,closed_dt,case_status,closure_reason,case_title,reason,type,department,location,neighborhood,latitude,longitude
77,2026-03-06 09:00:00,2026-03-20 09:00:00,,Open, ,Full dumpster,Code Enforcement,Overflowing or Un-kept Dumpster,ISD,7 Elm St,Roxbury,42.3151,-71.0914
";

/// Lets people of the street serve in the areas of a case as well, before any of them has logged in.
fn serve(core: &Core, roles: Vec<(PersonId, Role, AreaId)>) {
    let work = || {
        core.db.write_blocking(Lane::Interactive, move |tx| {
            let valid_from = "2026-01-01T00:00:00Z".parse().unwrap();
            for (person, role, area) in &roles {
                let held = Grant { role: *role, area: *area, unit: None, sensitive_desk: false };
                grant::insert(tx, *person, &DatedGrant { grant: held, valid_from, valid_to: None }, None)?;
            }
            access_version::raise(tx)
        })
    };
    std::thread::scope(|scope| scope.spawn(work).join().unwrap()).unwrap();
}

/// Imports on a thread of its own, as the command does: blocking writes may not wait on the thread of an async test.
fn import(core: &Core, mapping: &'static str, csv: &'static str) -> Vec<RowOutcome> {
    let core = core.clone();
    let work = move || {
        let mapping = Mapping::parse(mapping, &built_in(1).unwrap()).unwrap();
        let rows = rows(&core, &mapping, csv);
        let named = |of: fn(&ExternalCase) -> Option<String>| rows.iter().filter_map(of).collect::<Vec<_>>();
        let (parts, bodies) = (named(|r| r.community.clone()), named(|r| r.department.clone()));
        let ground = prepare_ground(&core, &mapping, parts, bodies).unwrap();
        import_rows(&core, &ground, rows).unwrap()
    };
    std::thread::spawn(work).join().unwrap()
}

async fn found(core: &Core, number: &'static str) -> StoredCase {
    core.db
        .read(move |conn| {
            let incident = find_by_upstream(conn, Source::Import.code(), number)?.unwrap();
            Ok::<_, ServiceError>(find_case(conn, CaseId(incident.id))?.unwrap())
        })
        .await
        .unwrap()
}

both_engines! {
    async fn histories_come_in_at_their_own_times_and_once(app) {
        let mapping = include_str!("../../mappings/boston311.toml");
        let outcomes = import(&app.core, mapping, BOSTON);
        assert_eq!(outcomes, [RowOutcome::Imported, RowOutcome::Imported, RowOutcome::Imported]);

        let closed = found(&app.core, "boston311:1").await;
        assert_eq!((closed.case.state, closed.case.source), (State::Closed, Source::Import));
        assert_eq!(closed.case.filed_at.to_string(), "2011-07-01T05:32:33Z");
        assert_eq!(closed.case.closed_at.map(|at| at.to_string()).as_deref(), Some("2011-07-01T09:06:58Z"));
        assert!(closed.case.areas.grid.is_some() && closed.place.is_some());
        assert_eq!(closed.case.reporter, None);

        let open = found(&app.core, "boston311:2").await;
        assert_eq!((open.case.state, open.case.unlocated, open.place), (State::Referred, true, None));
        let due = open.case.clock.map(|clock| clock.due_at.to_string());
        assert_eq!(due.as_deref(), Some("2011-07-02T05:32:33Z"));
        assert_eq!(found(&app.core, "boston311:3").await.case.state, State::Rejected);

        let again = import(&app.core, mapping, BOSTON);
        assert_eq!(again, [RowOutcome::Known, RowOutcome::Known, RowOutcome::Known]);
    }

    async fn an_open_case_from_elsewhere_is_worked_on_like_any_other(app) {
        let street = Street::new(app);
        import(&app.core, include_str!("../../mappings/boston311.toml"), OPEN);
        let stored = found(&app.core, "boston311:77").await;
        let areas = stored.case.areas;
        let (city, grid) = (areas.street.unwrap(), areas.grid.unwrap());
        let person = |name| street.world.person(name);
        serve(&app.core, vec![
            (person("acceptor"), Role::Acceptor, city),
            (person("dispatcher"), Role::Dispatcher, city),
            (person("grid_member"), Role::GridMember, grid),
        ]);
        let case = stored.case.id.to_string();
        // The desk watches the body outside, which does not take it on: now it is this house's work.
        let told = street.see("dispatcher", &case).await.expect(200).json();
        assert_eq!((&told["state"], &told["office"]["source"]), (&json!("referred"), &json!("import")));
        let theirs = json!({"action": "external_result", "outcome": "not_theirs", "text": "对方不受理"});
        street.step("dispatcher", &case, theirs, "registered").await;
        let to = json!({"action": "dispatch", "unit": street.unit("sanitation")});
        street.step("dispatcher", &case, to, "dispatched").await;
        let named = json!({"action": "receive", "person": street.person("dept_handler")});
        street.step("dept_lead", &case, named, "handling").await;
        let proof = [street.photo("dept_handler", 51, "before").await, street.photo("dept_handler", 52, "after").await];
        let done = json!({"action": "submit", "text": "已清运", "attachments": proof});
        street.step("dept_handler", &case, done, "to_confirm").await;
        street.step("dept_lead", &case, json!({"action": "confirm"}), "handled").await;
        street.step("acceptor", &case, json!({"action": "post_check"}), "post_checking").await;
        let checks = street.get("grid_member", "/api/v1/checks").await;
        assert_eq!(checks["items"][0]["case"], *case);
        let check = format!("/api/v1/checks/{}", checks["items"][0]["id"].as_str().unwrap());
        street.post("grid_member", &format!("{check}/take"), &json!({})).await.expect(200);
        let passed = street.post("grid_member", &format!("{check}/result"), &json!({"outcome": "passed"})).await;
        Street::then(passed, "to_close");
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        let history = street.get("acceptor", &format!("/api/v1/cases/{case}/timeline")).await;
        assert_eq!(history["items"][0]["at"], "2026-03-06T14:00:00Z", "it began in Boston's morning");

        // What is filed there now goes the same way, told by the name of its grid.
        let text = json!({"text": "垃圾又满了", "category": "06042", "grid": grid.to_string(), "place": null});
        let new = street.file("grid_member", text).await;
        let told = street.see("acceptor", &new).await.expect(200).json();
        assert_eq!((&told["areas"]["grid"], &told["state"]), (&json!(grid.to_string()), &json!("reported")));
    }

    async fn a_request_that_was_cancelled_was_withdrawn(app) {
        let outcomes = import(&app.core, include_str!("../../mappings/la311.toml"), ANGELES);
        assert_eq!(outcomes, [RowOutcome::Imported]);
        let case = found(&app.core, "la311:1-7").await.case;
        assert_eq!(case.state, State::Voided);
        assert_eq!(case.changed_at.to_string(), "2018-01-02T17:18:35Z");
    }

    async fn a_row_that_cannot_be_costs_its_neighbours_nothing(app) {
        let core = app.core.clone();
        let work = move || {
            let mapping = Mapping::parse(include_str!("../../mappings/boston311.toml"), &built_in(1).unwrap()).unwrap();
            let mut rows = rows(&core, &mapping, BOSTON);
            rows[0].category = "99999".into();
            rows[2].place = Some((gridward::domain::codes::CoordSys::Wgs84, 0.0, 95.0));
            let ground = prepare_ground(&core, &mapping, Vec::new(), Vec::new()).unwrap();
            import_rows(&core, &ground, rows).unwrap()
        };
        let outcomes = std::thread::spawn(work).join().unwrap();
        assert!(matches!(&outcomes[0], RowOutcome::Rejected(RowFault::Refused, Some(_))), "{outcomes:?}");
        assert_eq!(outcomes[1], RowOutcome::Imported);
        assert_eq!(outcomes[2], RowOutcome::Rejected(RowFault::BadPlace, None));
    }
}
