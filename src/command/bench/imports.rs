//! How fast histories come in: `gridward import` in a process of its own over a file in the shape of Boston's.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::load::as_f64;
use super::server::{POSTGRES, Place};
use super::{Bench, BenchError, Taken};

/// The mapping that is shipped for Boston.
const MAPPING: &str = include_str!("../../../mappings/boston311.toml");
/// Rows of the file.
const ROWS: u64 = 30_000;

/// Rows a second from the start of the command to its end, both passes included, every row through the rules.
pub(super) fn rate(bench: &mut Bench) -> Result<Taken, BenchError> {
    let (place, rows) = (Place::sqlite()?, bench.tier.many(ROWS));
    place.open()?.close();
    let (file, mapping) = (place.folder.join("rows.csv"), place.folder.join("mapping.toml"));
    fs::write(&file, csv(rows))?;
    fs::write(&mapping, MAPPING)?;
    let began = Instant::now();
    let told = Command::new(std::env::current_exe()?)
        .arg("import")
        .arg(&file)
        .arg("--mapping")
        .arg(&mapping)
        .arg("--rejected")
        .arg(place.folder.join("rejected.csv"))
        .env_remove(POSTGRES)
        .envs(place.settings())
        .env("GRIDWARD_LOG", "warn")
        .output()?;
    let took = began.elapsed().as_secs_f64();
    let words = String::from_utf8_lossy(&told.stdout).into_owned();
    if !told.status.success() || !words.contains(&format!("imported {rows},")) {
        return Err(format!("{words}{}", String::from_utf8_lossy(&told.stderr)).into());
    }
    Ok(Taken { value: as_f64(rows) / took, detail: json!({"rows": rows, "seconds": took}) })
}

/// Invented rows: nine in ten closed, twenty parts of the city, five bodies.
fn csv(rows: u64) -> String {
    const TYPES: [&str; 5] = [
        "Street Light Outages",
        "Illegal Dumping",
        "Schedule a Bulk Item Pickup",
        "Pick up Dead Animal",
        "Something else",
    ];
    let mut text = String::from(
        "case_enquiry_id,open_dt,target_dt,closed_dt,case_status,closure_reason,case_title,reason,type,\
         department,location,neighborhood,latitude,longitude\n",
    );
    let begin = Timestamp::constant(1_300_000_000, 0);
    for n in 0..rows {
        let hours = |more: u64| SignedDuration::from_hours(i64::try_from(n / 8 + more).unwrap_or(0));
        let written = |more: u64| (begin + hours(more)).strftime("%Y-%m-%d %H:%M:%S").to_string();
        let (closed, status, reply) = if n % 10 == 0 {
            (String::new(), "Open", "")
        } else {
            (written(30), "Closed", "Case Closed Case Resolved: done as asked")
        };
        let kind = TYPES.get(usize::try_from(n % 5).unwrap_or(0)).copied().unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{n},{},{},{closed},{status},{reply},{kind},Bench {},{kind},BODY{},{} Elm St,Part {},{:.4},{:.4}",
            written(0),
            written(48),
            n % 7,
            n % 5,
            n % 900,
            n % 20,
            42.25 + as_f64(n % 100) / 1000.0,
            -71.05 - as_f64(n % 90) / 1000.0,
        );
    }
    text
}
