//! What is written: every scenario of every test ends with all numbers counted anew from the events (`support/app.rs`); here
//! is what those numbers are, and that somebody who changes them is found out.

use std::collections::BTreeMap;

use diesel::prelude::*;
use gridward::domain::codes::Lang;
use gridward::domain::report::cube::{Cell, Cube, Key, Span};
use gridward::domain::report::stage::Stage;
use gridward::service::doctor::examine;
use gridward::service::report::fold::fold_some;
use gridward::store::report::fact::list_facts;
use gridward::store::report::rollup::list_all;
use gridward::store::{Lane, StoreError};
use serde_json::json;

use super::closed;
use crate::cases::Street;
use crate::support::app::TestApp;
use crate::support::both_engines;

async fn sums(app: &TestApp) -> BTreeMap<Key, Cell> {
    app.core.db.read(list_all).await.unwrap()
}

/// How many facts of each stage there are, counted in one cube by the day.
pub(super) async fn counts(app: &TestApp) -> BTreeMap<&'static str, i64> {
    let mut counts = BTreeMap::new();
    for (key, cell) in sums(app).await {
        if key.cube == Cube::Category && key.span == Span::Day {
            *counts.entry(key.stage.code()).or_default() += cell.count;
        }
    }
    counts
}

pub(super) fn told(list: &[(&'static str, i64)]) -> BTreeMap<&'static str, i64> {
    list.iter().copied().collect()
}

/// The stages of a case that was reported, handled by the department, checked and closed. The check is ordered at the instant
/// at which the result comes in, so that its arranging takes no time and is no step.
const WHOLE: [(&str, i64); 8] = [
    ("accept", 1),
    ("check", 1),
    ("close", 1),
    ("conclude", 1),
    ("dispatch", 1),
    ("filed", 1),
    ("handle", 1),
    ("receive", 1),
];

both_engines! {
    async fn a_closed_case_has_a_fact_for_each_step(app) {
        let street = Street::new(app);
        let case: i64 = closed(&street, json!({})).await.parse().unwrap();
        assert_eq!(counts(app).await, told(&WHOLE));
        let id = gridward::domain::ids::CaseId(case);
        let facts = app.core.db.read(move |conn| list_facts(conn, id)).await.unwrap();
        let of = |stage: Stage| facts.iter().find(|(_, counted)| counted.fact.stage == stage).unwrap().1.fact;
        assert_eq!(of(Stage::Accept).wall, 2 * 3600);
        assert_eq!(of(Stage::Conclude).wall, 3600);
        assert_eq!(of(Stage::Close).wall, 3 * 3600);
        assert_eq!(of(Stage::Handle).doer.unit, Some(street.world.unit("sanitation")));
        assert_eq!(of(Stage::Handle).doer.person, Some(street.world.person("dept_handler")));
        assert!(facts.iter().all(|(_, counted)| counted.fact.work <= counted.fact.wall));
    }

    async fn an_instant_finer_than_the_store_keeps_is_counted_as_it_is_kept(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let unit = street.unit("sanitation");
        street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        // Half of an offer's time can end between two microseconds.
        app.pass(jiff::SignedDuration::from_nanos(1_500));
        let ask = json!({"action": "dispatch", "unit": unit});
        street.step("dispatcher", &case, ask, "dispatched").await;
        let handler = street.person("dept_handler");
        street.step("dept_lead", &case, json!({"action": "receive", "person": handler}), "handling").await;
        street.step("dept_handler", &case, json!({"action": "submit", "text": "已制止"}), "to_confirm").await;
        street.confirmed_and_checked(&case).await;
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        // The end of every scenario counts anew and compares.
        assert_eq!(counts(app).await.get("handle"), Some(&1));
    }

    async fn what_is_corrected_later_is_corrected_in_every_number(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.handling(&case).await;
        while fold_some(&app.core).await.unwrap() {}
        // Another category, another place: what was folded already moves along.
        street.step("dispatcher", &case, json!({"action": "edit", "category": "06010"}), "handling").await;
        let grid = street.world.grids[3].to_string();
        street.step("dispatcher", &case, json!({"action": "transfer_grid", "place": {"grid": grid}, "text": "看错"}), "handling").await;
        let places: Vec<_> = sums(app).await.into_keys().collect();
        assert!(places.iter().all(|key| key.cube == Cube::Category || key.areas[3] == street.world.grids[3].0));
        assert!(places.iter().all(|key| key.cube == Cube::Place || key.category == "06010"));
        // A seal takes the case out of every number.
        street.step("dispatcher", &case, json!({"action": "mark_sensitive", "sensitive": true, "text": "涉及隐私"}), "handling").await;
        assert_eq!(counts(app).await, told(&[]));
    }

    async fn a_case_that_is_opened_again_is_not_closed(app) {
        let street = Street::new(app);
        let case = closed(&street, json!({})).await;
        while fold_some(&app.core).await.unwrap() {}
        street.pass(1);
        street.step("supervisor", &case, json!({"action": "reopen", "reason": "not_solved", "text": "又响了"}), "registered").await;
        let open = counts(app).await;
        assert_eq!((open.get("close"), open.get("reopened"), open.get("conclude")), (None, Some(&1), Some(&1)));
    }

    async fn numbers_that_somebody_changed_are_named(app) {
        let street = Street::new(app);
        let case = closed(&street, json!({})).await;
        while fold_some(&app.core).await.unwrap() {}
        app.spoil();
        let deep = || {
            let core = &app.core;
            let report = std::thread::scope(|scope| scope.spawn(|| examine(core, true)).join().unwrap()).unwrap();
            report.faults.iter().map(|fault| fault.pick(Lang::En).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(deep(), Vec::<String>::new());
        let spoil = |sql: &'static str| {
            app.core.db.write(Lane::Interactive, move |tx| {
                diesel::sql_query(sql).execute(&mut **tx)?;
                Ok::<_, StoreError>(())
            })
        };
        spoil("UPDATE report_rollups SET missed = missed + 1 WHERE cube = 'place' AND span = 'month' AND stage = 'handle'").await.unwrap();
        let faults = deep();
        assert!(faults.len() == 1 && faults[0].starts_with("the sum of Handling (place, month"), "{faults:?}");
        spoil("UPDATE report_facts SET wall_s = wall_s - 60 WHERE stage = 'accept'").await.unwrap();
        assert!(deep().contains(&format!("case {case}: what is counted of it is not what its events give")));
    }
}
