//! Several nodes over one database: their clocks differ, their connections are cut, one case is beyond repair; and each step of
//! each ladder is taken once.

use std::sync::Arc;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use futures_util::future::{join, join_all};
use gridward::domain::clock::Clock;
use gridward::domain::ids::CaseId;
use gridward::service::core::Core;
use gridward::service::keys::Keys;
use gridward::service::timer::{Fired, fire_due};
use gridward::store::bulk::arm_timers;
use gridward::store::chain::list_rows;
use gridward::store::files::DiskFiles;
use gridward::store::timer::{find_next_at, list_late};
use gridward::store::{Conn, Engine, Lane, StoreError};
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

async fn count(app: &TestApp, sql: &'static str) -> Result<i64, StoreError> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    app.core.db.read(move |conn: &mut Conn| Ok(diesel::sql_query(sql).get_result::<Count>(conn)?.n)).await
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

/// Ends every connection of the database but the one that says so; answers how many.
async fn cut(app: &TestApp) -> i64 {
    let sql = "SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    // Its own connection may be a dead one from the last time.
    count(app, sql).await.unwrap_or(0)
}

#[test]
fn connections_that_are_cut_while_timers_fire_lose_and_double_nothing() {
    TestApp::run(Engine::Postgres, |app| {
        Box::pin(async move {
            app.world();
            let (cases, due) = filed(app, 120).await;
            app.pass(due.duration_since(app.core.clock.now()));
            let nodes = [node(app, SignedDuration::ZERO), node(app, SignedDuration::ZERO)];
            let mut cuts = 0;
            for _ in 0..200 {
                let (fired, ended) = join(join_all(nodes.iter().map(fire_due)), cut(app)).await;
                cuts += ended;
                if fired.iter().all(|outcome| outcome.as_ref().is_ok_and(|fired| *fired == Fired::default()))
                {
                    break;
                }
            }
            // Whoever asks by a dead connection is told so once; then the pool has another.
            let all_at_once = || join_all((0..4).map(|_| count(app, "SELECT count(*) AS n FROM cases")));
            while all_at_once().await.iter().any(Result::is_err) {}
            app.fire_timers().await;
            assert!(cuts > 0, "somebody was cut off");
            for case in cases {
                assert_eq!(steps(&bodies(app, case).await), [(2, 0)], "case {case}");
            }
            let told = count(app, "SELECT count(*) AS n FROM outbox WHERE notice = 'overdue'").await;
            let ones = "SELECT count(DISTINCT case_id) AS n FROM outbox WHERE notice = 'overdue'";
            let (told, ones) = (told.unwrap(), count(app, ones).await.unwrap());
            assert_eq!((told % 120, ones), (0, 120), "each case owes the same messages");
        })
    });
}
