//! The tours of the documents, taken as written: every `sh` block runs in one bash against a server on a port of its own, and
//! what comes out is compared with the `output` block after it. `…` there stands for anything on its line.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use crate::demo::{SMALL, built};
use crate::support::app::TestApp;
use crate::support::both_engines;

/// The address that the documents name.
const WRITTEN: &str = "http://127.0.0.1:8080";
/// Printed between blocks.
const CUT: &str = "\u{1}next block\u{1}";

/// A block of commands and what it promises.
#[derive(Debug, Default)]
struct Stop {
    line: usize,
    commands: String,
    promised: Option<String>,
}

/// The blocks of a document from a heading on to the next heading of the same depth.
fn stops(text: &str, heading: &str) -> Vec<Stop> {
    let depth = heading.split(' ').next().unwrap();
    let mut stops: Vec<Stop> = Vec::new();
    let (mut inside, mut fence) = (false, None);
    for (number, line) in (1..).zip(text.lines()) {
        match (fence, line) {
            (None, _) if line == heading => inside = true,
            (None, _) if inside && line.split(' ').next() == Some(depth) => break,
            (None, "```sh") if inside => {
                stops.push(Stop { line: number, ..Stop::default() });
                fence = Some("sh");
            }
            (None, "```output") if inside => {
                stops.last_mut().expect("commands before their output").promised = Some(String::new());
                fence = Some("output");
            }
            (Some(_), "```") => fence = None,
            (Some(kind), _) => {
                let stop = stops.last_mut().unwrap();
                let into = if kind == "sh" { &mut stop.commands } else { stop.promised.as_mut().unwrap() };
                writeln!(into, "{line}").unwrap();
            }
            _ => {}
        }
    }
    stops
}

/// Whether what came is what was promised, line by line.
fn keeps(promised: &str, came: &str) -> bool {
    let fits = |(promised, came): (&str, &str)| match promised.split_once('…') {
        None => promised == came,
        Some((before, after)) => {
            came.len() >= before.len() + after.len() && came.starts_with(before) && came.ends_with(after)
        }
    };
    promised.lines().count() == came.lines().count() && promised.lines().zip(came.lines()).all(fits)
}

fn take(address: SocketAddr, file: &str, heading: &str) {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let stops = stops(&text, heading);
    assert!(stops.len() > 1, "{file} has no tour");
    let mut script = String::from("set -uo pipefail\n");
    for stop in &stops {
        writeln!(script, "{}\nprintf %s '{CUT}'", stop.commands).unwrap();
    }
    let script = script.replace(WRITTEN, &format!("http://{address}"));
    let ran =
        Command::new("bash").arg("-c").arg(script).env("NO_PROXY", "127.0.0.1").output().expect("bash runs");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    let came: Vec<&str> = out.split(CUT).collect();
    assert_eq!(came.len(), stops.len() + 1, "{file} stopped early: {out}\n{err}");
    for (stop, came) in stops.iter().zip(came) {
        let promised = stop.promised.as_deref().unwrap_or_default();
        assert!(keeps(promised, came), "{file}:{}: promised\n{promised}but got\n{came}\n{err}", stop.line);
    }
    assert_eq!(err, "", "{file}: nothing is complained about");
}

/// Takes the tour of a document against the demonstration.
async fn walk(app: &TestApp, file: &'static str, heading: &'static str) {
    built(&app.core, SMALL);
    let (address, server) = app.serve();
    actix_web::web::block(move || take(address, file, heading)).await.unwrap();
    server.stop(false).await;
}

both_engines! {
    async fn the_api_is_as_its_tour_says(app) {
        walk(app, "docs/api.md", "# A tour of the API").await;
    }

    async fn the_readme_keeps_its_word(app) {
        walk(app, "README.md", "## A tour").await;
    }
}

#[test]
fn a_promise_is_kept_to_the_line() {
    assert!(keeps("GW-…\nclosed\n", "GW-000572-4\nclosed\n"));
    for came in ["GX-1\nclosed\n", "GW-1\n", "GW-1\nclosed\nmore\n", "GW-1\nopen\n"] {
        assert!(!keeps("GW-…\nclosed\n", came), "{came:?}");
    }
}
