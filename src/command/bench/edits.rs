//! What an edit of the calendar costs a large office: the dry run that says what would move, and the count that moves it, as a
//! client sees them.

use std::time::{Duration, Instant};

use jiff::ToSpan as _;
use serde_json::{Value, json};

use super::crowd::Crowd;
use super::figures::enter;
use super::load::Caller;
use super::server::Server;
use super::{Bench, BenchError, Taken};
use crate::app::SystemClock;
use crate::domain::calendar::built_in;
use crate::domain::clock::Clock as _;

const CALENDARS: &str = "/api/v1/calendars";
/// Days ahead among which one is looked for that moves something: no limit of the fixture is longer.
const DAYS: i32 = 30;
/// How long nothing happens between two looks at how far it has come.
const PAUSE: Duration = Duration::from_millis(200);

/// Seconds from the answer to the new calendar until every open case has been looked at and what moves is written, the two
/// seconds included that a version waits before it sets out.
pub(super) fn calendar(bench: &mut Bench, clocks: u64) -> Result<Taken, BenchError> {
    let crowd = Crowd::at_work(bench.tier.many(clocks), bench.tier)?;
    let server = Server::start(&crowd.place, &[])?;
    let mut office = Office { caller: Caller::new(server.address), token: String::new() };
    office.token = enter(&mut office.caller, "admin")?;
    let (edited, impact, dry_run_s) = office.some_edit()?;
    let began = Instant::now();
    office.ask("POST", CALENDARS, Some(&edited), 201)?;
    let moved = loop {
        std::thread::sleep(PAUSE);
        let versions = office.ask("GET", CALENDARS, None, 200)?;
        let way = versions.pointer("/items/1/recount").cloned().unwrap_or_default();
        if way.get("done_at").is_some_and(Value::is_string) {
            break way.get("moved").cloned();
        }
    };
    let value = began.elapsed().as_secs_f64();
    let detail = json!({"cases": crowd.cases, "dry_run": impact, "dry_run_s": dry_run_s, "moved": moved});
    if impact.get("moved") != moved.as_ref() {
        return Err(format!("the dry run had said otherwise: {detail}").into());
    }
    Ok(Taken { value, detail })
}

/// An administrator at work.
struct Office {
    caller: Caller,
    token: String,
}

impl Office {
    fn ask(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        status: u16,
    ) -> Result<Value, BenchError> {
        let body = body.map(Value::to_string);
        let reply = self.caller.ask(method, path, Some(&self.token), body.as_deref())?;
        let told: Value = serde_json::from_slice(&reply.body)?;
        if reply.status == status { Ok(told) } else { Err(format!("{path}: {} {told}", reply.status).into()) }
    }

    /// The calendar with a day off that moves few deadlines: the last day ahead that moves any. Answers what its dry run says, and
    /// how long that took.
    fn some_edit(&mut self) -> Result<(Value, Value, f64), BenchError> {
        let mut calendar = self.ask("GET", "/api/v1/calendars/current", None, 200)?;
        let fields = calendar.as_object_mut().ok_or("a calendar is an object")?;
        fields.retain(|name, _| {
            matches!(
                name.as_str(),
                "code" | "name_zh" | "name_en" | "zone" | "seasons" | "special_days" | "known_years"
            )
        });
        let today = built_in()?.date(SystemClock.now());
        for ahead in (2..=DAYS).rev() {
            let date = today.checked_add(ahead.days())?.to_string();
            let mut edited = calendar.clone();
            let days =
                edited.get_mut("special_days").and_then(Value::as_array_mut).ok_or("days are a list")?;
            days.push(
                json!({"from": date, "to": date, "kind": "holiday", "name_zh": "测量", "name_en": "Bench"}),
            );
            let body = json!({"calendar": edited, "note": "measured"});
            let began = Instant::now();
            let reply = self.ask("POST", "/api/v1/calendars?dry_run=true", Some(&body), 200);
            // A day that is special already cannot be special twice.
            let Ok(told) = reply else { continue };
            let impact = told.get("impact").cloned().unwrap_or_default();
            if impact.get("moved").and_then(Value::as_u64).is_some_and(|moved| moved > 0) {
                return Ok((body, impact, began.elapsed().as_secs_f64()));
            }
        }
        Err("no day ahead moves anything".into())
    }
}
