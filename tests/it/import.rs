//! Imports: invented rows in the shape of the cities' files come in with their original times, once.

use gridward::domain::catalogue::built_in;
use gridward::domain::codes::{Source, State};
use gridward::domain::ids::CaseId;
use gridward::domain::import::{ExternalCase, Mapping, Reader, RowFault};
use gridward::service::core::Core;
use gridward::service::error::ServiceError;
use gridward::service::import::{RowOutcome, import_rows, prepare_ground};
use gridward::store::case::{StoredCase, find_case};
use gridward::store::incident::find_by_upstream;

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
