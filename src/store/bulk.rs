//! Bulk fixtures: an office of a million cases in seconds. Real cases, told through the rules, are copied under new ids by the
//! database itself. The copies go around the events: their rows are all that lists, queues and timers read, but they have no
//! events, no texts and no search rows, and `gridward doctor` would say so. For measurements only.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::schema::{cases, timers};
use super::{Conn, DatabaseUrl, Db, DbTime, StoreError, Tx};

/// The tables whose rows belong to one case, with the column that says to which.
const TABLES: [(&str, &str); 8] = [
    ("incidents", "id"),
    ("cases", "id"),
    ("timers", "case_id"),
    ("case_people", "case_id"),
    ("case_units", "case_id"),
    ("case_requests", "case_id"),
    ("case_clocks", "case_id"),
    ("clock_segments", "case_id"),
];

/// Stands for the case's own id in the projection of a case that is copied.
const OWN_ID: &str = r#""@""#;

/// Copies every case `copies` times and answers how many there are then. Nobody else may have the database open: nothing is
/// durable until this has returned, and indexes are dropped first and built last. No timer of the database will go off
/// afterwards, so that the engine is quiet while something else is measured.
pub fn multiply_cases(url: &DatabaseUrl, copies: u32) -> Result<i64, StoreError> {
    Db::alone_on(url, |conn| {
        diesel::update(timers::table).set(timers::fire_at.eq(DbTime::from(never()))).execute(conn)?;
        if copies > 0 {
            conn.begin_bulk()?;
            copy(conn, copies)?;
            conn.end_bulk()?;
        }
        Ok(cases::table.count().get_result(conn)?)
    })
}

/// Arms the timers of all cases anew, in the order of the cases: the first at `first`, each `apart` from the one before. What is due
/// by then fires then, as after a standstill of the engine.
pub fn arm_timers(tx: &mut Tx<'_>, first: Timestamp, apart: SignedDuration) -> Result<(), StoreError> {
    let all = diesel::update(timers::table).set(timers::fire_at.eq(DbTime::from(first)));
    all.execute(&mut **tx)?;
    if apart.is_zero() {
        return Ok(());
    }
    let cases: Vec<i64> = timers::table.order(timers::case_id).select(timers::case_id).load(&mut **tx)?;
    let mut at = first;
    for case in cases {
        diesel::update(timers::table.find(case))
            .set(timers::fire_at.eq(DbTime::from(at)))
            .execute(&mut **tx)?;
        at = at.checked_add(apart).unwrap_or(at);
    }
    Ok(())
}

fn never() -> Timestamp {
    Timestamp::constant(32_503_680_000, 0)
}

fn copy(conn: &mut Conn, copies: u32) -> Result<(), StoreError> {
    let step: Option<i64> = cases::table.select(diesel::dsl::max(cases::id)).get_result(conn)?;
    let Some(step) = step else { return Ok(()) };
    let indexes = conn.list_indexes(&TABLES.map(|(table, _)| table))?;
    for index in &indexes {
        conn.batch_execute(&format!("DROP INDEX {}", index.name))?;
    }
    for (table, key) in TABLES {
        let columns = conn.list_columns(table)?;
        conn.batch_execute(&base_sql(table, key))?;
        conn.batch_execute(&copy_sql(table, key, &columns, copies, step))?;
    }
    for index in &indexes {
        conn.batch_execute(&index.definition)?;
    }
    Ok(())
}

/// The rows as they are, kept apart: what is being written cannot be read at the same time.
fn base_sql(table: &str, key: &str) -> String {
    let kept = format!("CREATE TEMPORARY TABLE base_{table} AS SELECT * FROM {table} ORDER BY {key};");
    if table == "cases" {
        format!(
            r#"{kept} UPDATE base_cases SET detail = replace(replace(detail,
                   '"id":"' || id || '"', '"id":{OWN_ID}'), '"incident":"' || id || '"', '"incident":{OWN_ID}');"#
        )
    } else {
        kept
    }
}

/// Writes the copies in the order of their ids.
fn copy_sql(table: &str, key: &str, columns: &[String], copies: u32, step: i64) -> String {
    let id = format!("(base.{key} + k * {step})");
    let values = columns.iter().map(|column| match (table, column.as_str()) {
        (_, column) if column == key => id.clone(),
        ("cases", "detail") => format!(r#"replace(base.detail, '{OWN_ID}', '"' || {id} || '"')"#),
        ("incidents", "tracking_code") => format!("'copy-' || (1000000000000 + {id})"),
        ("incidents", "client_uuid" | "upstream_number") => "NULL".to_owned(),
        (_, column) => format!("base.{column}"),
    });
    let values: Vec<String> = values.collect();
    format!(
        "WITH RECURSIVE copies (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {copies})
         INSERT INTO {table} ({}) SELECT {} FROM copies CROSS JOIN base_{table} base;
         DROP TABLE base_{table};",
        columns.join(", "),
        values.join(", ")
    )
}
