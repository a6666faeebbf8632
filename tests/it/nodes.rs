//! Several nodes over one database: their clocks differ, one case is beyond repair, one timer is wrong; and each step of
//! each ladder is taken once.

use std::sync::Arc;

use diesel::prelude::*;
use futures_util::future::join_all;
use gridward::domain::clock::Clock;
use gridward::domain::ids::CaseId;
use gridward::service::core::Core;
use gridward::service::keys::Keys;
use gridward::service::timer::{Fired, fire_due};
use gridward::store::bulk::arm_timers;
use gridward::store::chain::list_rows;
use gridward::store::files::DiskFiles;
use gridward::store::timer::{find_next_at, list_late};
use gridward::store::{Lane, StoreError};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::both_engines;

/// The clock of a machine that was never set right.
struct Wrong(Arc<dyn Clock>, SignedDuration);

impl Clock for Wrong {
    fn now(&self) -> Timestamp {
        self.0.now() + self.1
    }
}

/// Another node over the same database, whose clock is off by this much.
fn node(app: &TestApp, off: SignedDuration) -> Core {
    let files = Arc::new(DiskFiles::open(&app.folder.path().join("files"), "node").unwrap());
    let clock = Arc::new(Wrong(Arc::clone(&app.core.clock), off));
    Core::new(app.core.db.clone(), clock, Keys::new([7; 32]), files)
}

async fn filed(app: &TestApp, count: usize) -> (Vec<CaseId>, Timestamp) {
    let token = app.log_in("volunteer").await;
    let (mut cases, mut due) = (Vec::new(), None);
    for n in 0..count {
        let body = json!({"text": format!("路灯不亮（{n}）")});
        let told: Value = app.post(&token, "/api/v1/incidents", &body).await.expect(201).json();
        cases.push(told["case"].as_str().unwrap().parse().unwrap());
        due = told["due_at"].as_str().unwrap().parse().ok();
    }
    (cases, due.unwrap())
}

async fn bodies(app: &TestApp, case: CaseId) -> Vec<Value> {
    let rows = app.core.db.read(move |conn| list_rows(conn, case, case)).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(row.record().body).unwrap()).collect()
}

/// The steps that were taken of the register clock, with their repetitions.
fn steps(events: &[Value]) -> Vec<(u64, u64)> {
    let climbs = events.iter().map(|event| &event["fact"]["climb"]).filter(|climb| climb.is_object());
    climbs.map(|climb| (climb["step"].as_u64().unwrap(), climb["repeat"].as_u64().unwrap_or(0))).collect()
}

fn at(event: &Value) -> Timestamp {
    event["at"].as_str().unwrap().parse().unwrap()
}

both_engines! {
    async fn nodes_whose_clocks_differ_by_ten_minutes_take_each_step_once(app) {
        app.world();
        let (cases, due) = filed(app, 4).await;
        let off = SignedDuration::from_mins(5);
        let nodes = [node(app, -off), node(app, off), node(app, SignedDuration::ZERO)];
        let poll = SignedDuration::from_mins(10);
        let end = due + SignedDuration::from_hours(8 * 24);
        for turn in 0.. {
            if app.core.clock.now() > end {
                break;
            }
            app.pass(if app.core.clock.now() < due { poll } else { poll * 9 });
            // Each comes first in turn, and all come at once.
            let order = (0..nodes.len()).map(|n| &nodes[(n + turn) % nodes.len()]);
            for fired in join_all(order.map(fire_due)).await {
                assert_eq!(fired.unwrap().failed, 0, "who comes second finds nothing to do and no fault");
            }
        }
        for case in cases {
            let events = bodies(app, case).await;
            let repeated = (1..=5).map(|n| (3, n));
            let all: Vec<(u64, u64)> = [(1, 0), (2, 0), (3, 0)].into_iter().chain(repeated).collect();
            assert_eq!(steps(&events), all, "case {case}");
            let late = events.iter().find(|event| event["fact"]["kind"] == "overdue").unwrap();
            assert!(at(late) >= due, "not early by the clock of the node that took it");
            assert!(at(late) < due + poll + off, "nor late by more than a poll");
        }
    }

    async fn a_case_beyond_repair_is_set_aside_and_delays_nobody(app) {
        app.world();
        let (cases, due) = filed(app, 30).await;
        let broken = cases[0];
        app.spoil();
        app.core.db.write(Lane::Interactive, move |tx| {
            let spoil = format!("UPDATE cases SET detail = '{{}}' WHERE id = {broken}");
            diesel::sql_query(spoil).execute(&mut **tx)?;
            Ok::<_, StoreError>(())
        }).await.unwrap();
        app.pass(due.duration_since(app.core.clock.now()));
        let (mut events, mut failed) = (0, 0);
        loop {
            let fired = fire_due(&app.core).await.unwrap();
            events += fired.events;
            failed += fired.failed;
            if fired == Fired::default() {
                break;
            }
        }
        assert_eq!((events, failed), (29, 5), "all the others, and five trials for the one");
        for case in &cases[1..] {
            assert_eq!(steps(&bodies(app, *case).await), [(2, 0)]);
        }
        let now = app.core.clock.now();
        let late = app.core.db.read(move |conn| list_late(conn, now, 100)).await.unwrap();
        let named: Vec<(CaseId, i64)> = late.into_iter().map(|(case, _, failures)| (case, failures)).collect();
        assert_eq!(named, [(broken, 5)], "what the doctor names");
    }

    async fn a_timer_whose_time_is_wrong_is_armed_for_what_comes(app) {
        app.world();
        let (cases, due) = filed(app, 1).await;
        let now = app.core.clock.now();
        app.core.db.write(Lane::Interactive, move |tx| {
            arm_timers(tx, now, SignedDuration::ZERO)
        }).await.unwrap();
        assert_eq!(fire_due(&app.core).await.unwrap(), Fired::default());
        let next = app.core.db.read(find_next_at).await.unwrap().unwrap();
        assert!(next > now && next < due);
        assert_eq!(steps(&bodies(app, cases[0]).await), []);
    }
}
