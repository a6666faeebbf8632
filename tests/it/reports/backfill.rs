//! Cases from before there were numbers come into them, and a recount of limits leaves what was told as it was. Every scenario
//! ends with all numbers counted anew (`support/app.rs`).

use diesel::connection::SimpleConnection as _;
use futures_util::future::join;
use gridward::domain::codes::Lang;
use gridward::domain::ids::CaseId;
use gridward::domain::report::stage::Stage;
use gridward::service::doctor::{Report, examine};
use gridward::service::report::backfill::count_some;
use gridward::service::rule::recount_due;
use gridward::store::report::uncounted::count_uncounted;
use gridward::store::{Lane, StoreError};
use serde_json::json;

use super::record::{counts, told};
use super::{closed, facts_of};
use crate::cases::Street;
use crate::support::app::TestApp;
use crate::support::both_engines;

/// Takes every case out of the numbers, as the migration finds them.
async fn forget(app: &TestApp) {
    let migration = include_str!("../../../migrations/sqlite/0030-uncounted/up.sql");
    let (_, clearing) = migration.split_once("\n\n").unwrap();
    app.core
        .db
        .write(Lane::Interactive, move |tx| Ok::<_, StoreError>(tx.batch_execute(clearing)?))
        .await
        .unwrap();
}

async fn left(app: &TestApp) -> i64 {
    app.core.db.read(count_uncounted).await.unwrap()
}

fn deep(app: &TestApp) -> Report {
    let core = &app.core;
    std::thread::scope(|scope| scope.spawn(|| examine(core, true)).join().unwrap()).unwrap()
}

both_engines! {
    async fn cases_from_before_are_counted_and_what_happens_meanwhile_once(app) {
        let street = Street::new(app);
        let early = closed(&street, json!({})).await;
        for _ in 0..20 {
            street.file("volunteer", json!({})).await;
        }
        let late = street.file("volunteer", json!({})).await;
        street.handling(&late).await;
        let sealed = street.file("volunteer", json!({})).await;
        street.step("acceptor", &sealed, json!({"action": "mark_sensitive", "sensitive": true, "text": "涉及隐私"}), "reported").await;
        forget(app).await;
        assert_eq!((counts(app).await, left(app).await), (told(&[]), 23));
        let report = deep(app);
        assert_eq!(report.faults, []);
        assert!(report.remarks.iter().any(|words| words.pick(Lang::En).starts_with("23 cases are not in the numbers yet")));
        // Cut off behind the first portion; then one case is changed that is counted, and one that is not.
        let last = count_some(&app.core, CaseId(0)).await.unwrap().unwrap();
        assert_eq!((last.0, left(app).await), (early.parse::<i64>().unwrap() + 19, 3));
        street.step("supervisor", &early, json!({"action": "reopen", "reason": "not_solved", "text": "又响了"}), "registered").await;
        street.step("dispatcher", &late, json!({"action": "edit", "category": "06010"}), "handling").await;
        assert_eq!(facts_of(app, &late).await, []);
        assert_eq!(deep(app).faults, []);
        // Two nodes go on from the beginning.
        let (one, other) = join(count_some(&app.core, CaseId(0)), count_some(&app.core, CaseId(0))).await;
        assert!(one.unwrap().is_some() || other.unwrap().is_some());
        assert_eq!((left(app).await, count_some(&app.core, CaseId(0)).await.unwrap()), (0, None));
        assert_eq!(counts(app).await, told(&[
            ("accept", 2), ("check", 1), ("conclude", 1), ("dispatch", 2), ("filed", 22), ("handle", 1), ("receive", 2), ("reopened", 1),
        ]));
        street.step("dispatcher", &late, json!({"action": "mark_sensitive", "sensitive": true, "text": "涉及隐私"}), "handling").await;
        assert_eq!(counts(app).await.get("receive"), Some(&1));
    }

    async fn a_recount_moves_what_is_open_and_leaves_what_was_told(app) {
        let street = Street::new(app);
        let over = closed(&street, json!({})).await;
        let under_way = street.file("volunteer", json!({})).await;
        street.step("acceptor", &under_way, json!({"action": "register", "condition": "default"}), "registered").await;
        let waiting = street.file("volunteer", json!({})).await;
        let before = (facts_of(app, &over).await, facts_of(app, &under_way).await);
        // Nobody can make a limit that counts from now on reach back: what is open is late at once.
        let limits = json!({"limits": {"rules": [{"clock": "register", "limit": {"value": "1", "unit": "minute"}}],
            "rework": "new_cycle", "reopen": "new_cycle"}, "note": "试点"});
        street.post("admin", "/api/v1/limits", &limits).await.expect(201);
        app.pass(jiff::SignedDuration::from_mins(5));
        let mut moved = 0;
        loop {
            let done = recount_due(&app.core).await.unwrap();
            moved += done.moved;
            if !done.more {
                break;
            }
        }
        assert!(moved >= 1);
        assert_eq!((facts_of(app, &over).await, facts_of(app, &under_way).await), before);
        street.step("acceptor", &waiting, json!({"action": "register", "condition": "default"}), "registered").await;
        let accept = facts_of(app, &waiting).await.into_iter().find(|fact| fact.stage == Stage::Accept).unwrap();
        assert_eq!((accept.verdict.code(), accept.due_at.unwrap().duration_since(accept.since).as_secs()), ("missed", 60));
        // What is counted under something else afterwards keeps the limits that it was told with.
        street.step("dispatcher", &under_way, json!({"action": "edit", "category": "06010"}), "registered").await;
        assert_eq!(facts_of(app, &under_way).await, before.1);
    }
}

#[test]
fn both_engines_forget_alike() {
    let of = |text: &'static str| text.split_once("\n\n").unwrap().1;
    let sqlite = of(include_str!("../../../migrations/sqlite/0030-uncounted/up.sql"));
    assert_eq!(sqlite, of(include_str!("../../../migrations/postgres/0030-uncounted/up.sql")));
}
