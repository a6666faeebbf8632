//! The clocks against a city's own record: Boston's service requests of 2011 say of each closed one whether it was closed in
//! time. Imported with the city's targets, our verdict on the whole case must say the same. Where the city gives none, ours must be
//! what its own dates say. The fixture is a slice of the published rows without places and free text;
//! `GRIDWARD_BOSTON=FILE.csv.gz` takes a whole file instead.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::MultiGzDecoder;
use gridward::domain::case::Event;
use gridward::domain::case::clocks::{ClockBook, Verdict};
use gridward::domain::catalogue::built_in;
use gridward::domain::codes::{ClockKind, Source};
use gridward::domain::ids::CaseId;
use gridward::domain::import::{ExternalCase, Mapping, Reader, RowFault};
use gridward::service::core::Core;
use gridward::service::error::ServiceError;
use gridward::service::import::{RowOutcome, import_rows, prepare_ground};
use gridward::store::chain::list_rows;
use gridward::store::incident::find_by_upstream;

use crate::support::both_engines;

const SLICE: &str = include_str!("../fixtures/boston311.csv");

fn file() -> String {
    let Ok(path) = std::env::var("GRIDWARD_BOSTON") else { return SLICE.to_owned() };
    let bytes = std::fs::read(path).unwrap();
    let mut text = String::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_string(&mut text).unwrap();
    text
}

/// What the city says of each row that it calls closed, or its dates where it says nothing, and the rows as we read them.
type Table = (BTreeMap<String, String>, Vec<ExternalCase>, BTreeMap<&'static str, usize>);

fn read(core: &Core, mapping: &Mapping) -> Table {
    let catalogue = built_in(1).unwrap();
    let text = file();
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut records = csv.byte_records();
    let head = records.next().unwrap().unwrap();
    let column = |name: &str| head.iter().position(|cell| cell == name.as_bytes()).unwrap();
    let (number, verdict, state) = (column("case_enquiry_id"), column("ontime"), column("case_status"));
    let (target, closed) = (column("target_dt"), column("closed_dt"));
    let mut reader = Reader::new(mapping, &catalogue, &head, core.clock.now()).unwrap();
    let (mut said, mut rows, mut faults) = (BTreeMap::new(), Vec::new(), BTreeMap::new());
    for (line, record) in (2..).zip(records) {
        let record = record.unwrap();
        let cell = |at: usize| String::from_utf8(record[at].to_vec()).unwrap();
        match reader.read(line, &record) {
            Ok(row) => {
                if cell(state) == "Closed" {
                    // Some rows carry no verdict. Years, months and days stand in this order, so that texts compare as times.
                    let by_dates = if cell(closed) > cell(target) { "OVERDUE" } else { "ONTIME" };
                    let own = Some(cell(verdict)).filter(|verdict| !verdict.is_empty());
                    let said_so = own.unwrap_or_else(|| by_dates.to_owned());
                    said.insert(format!("boston311:{}", cell(number)), said_so);
                }
                rows.push(row);
            }
            Err(fault) => *faults.entry(fault.code()).or_default() += 1,
        }
    }
    (said, rows, faults)
}

fn our_verdict(core: &Core, number: &str) -> Verdict {
    let events: Vec<Event> = core
        .db
        .read_blocking(|conn| {
            let incident = find_by_upstream(conn, Source::Import.code(), number)?.unwrap();
            let rows = list_rows(conn, CaseId(incident.id), CaseId(incident.id))?;
            let events = rows.iter().map(|row| serde_json::from_str(row.record().body).unwrap());
            Ok::<_, ServiceError>(events.collect())
        })
        .unwrap();
    let book = ClockBook::replay(CaseId(1), &events).unwrap();
    let whole = book.clocks.into_iter().find(|clock| clock.kind == ClockKind::Whole).unwrap();
    whole.ended.expect("a closed case").verdict
}

/// Imports the rows and names every one of which we say something else than the city.
fn differing(core: &Core) -> (usize, Vec<String>) {
    let mapping = include_str!("../../mappings/boston311.toml");
    let mapping = Mapping::parse(mapping, &built_in(1).unwrap()).unwrap();
    let (said, rows, faults) = read(core, &mapping);
    // Rows that the city calls closed without saying when cannot be judged, and it does not judge them either.
    assert!(faults.keys().all(|code| *code == RowFault::BadClosed.code()), "{faults:?}");
    let named = |of: fn(&ExternalCase) -> Option<String>| rows.iter().filter_map(of).collect::<Vec<_>>();
    let ground =
        prepare_ground(core, &mapping, named(|r| r.community.clone()), named(|r| r.department.clone()))
            .unwrap();
    for batch in rows.chunks(250) {
        for (row, outcome) in batch.iter().zip(import_rows(core, &ground, batch.to_vec()).unwrap()) {
            assert_eq!(outcome, RowOutcome::Imported, "{}", row.number);
        }
    }
    let mut out = Vec::new();
    for (number, city) in &said {
        let ours = if our_verdict(core, number) == Verdict::Missed { "OVERDUE" } else { "ONTIME" };
        if city != ours {
            out.push(format!("{number}: the city says {city:?}, we say {ours}"));
        }
    }
    (said.len(), out)
}

both_engines! {
    async fn our_verdict_is_the_city_s_on_every_closed_row(app) {
        let core = app.core.clone();
        let (rows, differ) = std::thread::spawn(move || differing(&core)).join().unwrap();
        assert!(rows > 150, "{rows} closed rows");
        assert_eq!(differ, [""; 0]);
    }
}
