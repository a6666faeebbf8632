//! The doctor: an honest house is sound, and every kind of tampering is named.

use std::path::{Path, PathBuf};

use actix_web::test::TestRequest;
use diesel::prelude::*;
use gridward::domain::codes::Lang;
use gridward::service::doctor::{Report, examine};
use gridward::service::rule::recount_due;
use gridward::service::seal::seal_if_due;
use gridward::store::{Engine, Lane, StoreError};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;

async fn file(app: &TestApp, text: &str) -> i64 {
    let token = app.log_in("volunteer").await;
    let filed = app.post(&token, "/api/v1/incidents", &json!({ "text": text })).await.expect(201).json();
    filed["case"].as_str().unwrap().parse().unwrap()
}

fn look(app: &TestApp) -> Report {
    // The runtime's own thread must not block.
    let core = &app.core;
    std::thread::scope(|scope| scope.spawn(|| examine(core, false)).join().unwrap()).unwrap()
}

fn faults(app: &TestApp) -> Vec<String> {
    look(app).faults.iter().map(|fault| fault.pick(Lang::En).to_owned()).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// What somebody with the database's password does.
async fn tamper(app: &TestApp, sql: String) {
    app.spoil();
    let engine = app.engine;
    app.core
        .db
        .write(Lane::Interactive, move |tx| {
            // Whoever has the password can also put the keys between tables out of force.
            if engine == Engine::Postgres {
                diesel::sql_query("SET LOCAL session_replication_role = replica").execute(&mut **tx)?;
            }
            diesel::sql_query(sql.clone()).execute(&mut **tx)?;
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
}

both_engines! {
    async fn an_honest_house_is_sound_and_sealed_once_a_day(app) {
        app.world();
        file(app, "路灯不亮").await;
        app.pass(SignedDuration::from_hours(24));
        let first = seal_if_due(&app.core).await.unwrap().expect("a seal");
        assert_eq!((first.number, first.heads), (1, 1));
        assert_eq!(seal_if_due(&app.core).await.unwrap(), None);
        file(app, "井盖缺失").await;
        app.pass(SignedDuration::from_hours(24));
        let second = seal_if_due(&app.core).await.unwrap().expect("a seal");
        assert_eq!((second.number, second.heads), (2, 1), "only what changed");
        let report = look(app);
        assert_eq!(report.faults, []);
        assert_eq!(report.cases, 2);
    }

    async fn an_altered_row_is_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!("UPDATE case_events SET kind = 'closed' WHERE case_id = {case} AND seq = 1")).await;
        assert_eq!(faults(app), [format!("case {case}: row 1 was altered, or the row before it was rewritten")]);
    }

    async fn an_altered_case_is_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!("UPDATE cases SET detail = replace(detail, '\"reported\"', '\"closed\"') WHERE id = {case}")).await;
        assert_eq!(faults(app), [format!("case {case}: its row is not what its events give")]);
    }

    async fn an_unreadable_case_is_named_and_hides_no_other(app) {
        app.world();
        let (broken, altered) = (file(app, "路灯不亮").await, file(app, "井盖缺失").await);
        tamper(app, format!("UPDATE cases SET detail = '{{}}' WHERE id = {broken}")).await;
        tamper(app, format!("UPDATE case_events SET kind = 'closed' WHERE case_id = {altered} AND seq = 1")).await;
        let told = faults(app);
        assert!(told[0].starts_with(&format!("case {broken}: a row of it cannot be read: ")), "{told:?}");
        assert_eq!(told[1..], [format!("case {altered}: row 1 was altered, or the row before it was rewritten")]);
    }

    async fn rules_that_do_not_reach_the_cases_are_named_and_a_broken_case_stops_them_not(app) {
        app.world();
        let cases = [file(app, "路灯不亮").await, file(app, "井盖缺失").await];
        let admin = app.log_in("admin").await;
        let limits = json!({"limits": {"rules": [{"clock": "register", "limit": {"value": "30", "unit": "minute"}}],
            "rework": "new_cycle", "reopen": "new_cycle"}, "note": "试点"});
        app.post(&admin, "/api/v1/limits", &limits).await.expect(201);
        let late = |app| {
            let told = look(app).remarks.into_iter().map(|remark| remark.en.into_owned());
            told.filter(|remark| remark.contains("has not reached every open case")).collect::<Vec<_>>()
        };
        assert_eq!(late(app), [] as [String; 0], "it has only just set out");
        app.pass(SignedDuration::from_mins(11));
        let told = late(app);
        assert!(told.len() == 1 && told[0].starts_with("version 2 of Limits set out at 2026-03-10T02:00:02Z "), "{told:?}");
        tamper(app, format!("UPDATE cases SET detail = '{{}}' WHERE id = {}", cases[0])).await;
        let mut moved = 0;
        loop {
            let done = recount_due(&app.core).await.unwrap();
            moved += done.moved;
            if !done.more {
                break;
            }
        }
        assert_eq!(moved, 1, "the one that can be read");
        assert_eq!(late(app), [] as [String; 0]);
    }

    async fn a_cut_tail_is_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!("DELETE FROM case_events WHERE case_id = {case} AND seq = 1")).await;
        let told = faults(app);
        assert!(told.contains(&format!("case {case}: the tail was cut, 1 rows expected, 0 found")), "{told:?}");
    }

    async fn an_inserted_row_is_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!(
            "INSERT INTO case_events (case_id, seq, kind, actor_id, at, recorded_at, body, hash)
             SELECT case_id, 2, 'noted', actor_id, at, recorded_at, body, hash FROM case_events WHERE case_id = {case}"
        )).await;
        assert_eq!(faults(app), [format!("case {case}: row 2 was inserted")]);
    }

    async fn a_missing_case_is_named_by_its_seal(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        app.pass(SignedDuration::from_hours(24));
        seal_if_due(&app.core).await.unwrap().expect("a seal");
        for (table, key) in [
            ("timers", "case_id"),
            ("case_texts", "case_id"),
            ("case_events", "case_id"),
            ("case_clocks", "case_id"),
            ("cases", "id"),
        ] {
            tamper(app, format!("DELETE FROM {table} WHERE {key} = {case}")).await;
        }
        tamper(app, format!("DELETE FROM incidents WHERE id = {case}")).await;
        assert_eq!(faults(app), [format!("case {case} is missing")]);
        tamper(app, "DELETE FROM seals".to_owned()).await;
        tamper(app, "DELETE FROM seal_heads".to_owned()).await;
        assert!(look(app).remarks.iter().any(|remark| remark.en.contains("nothing was sealed")));
    }

    async fn a_clock_that_was_turned_is_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!("UPDATE case_clocks SET course = 'waiting' WHERE case_id = {case}")).await;
        assert_eq!(faults(app), [format!("case {case}: its clocks are not what its events give")]);
    }

    async fn an_unwatched_case_and_a_lost_file_are_named(app) {
        app.world();
        let case = file(app, "路灯不亮").await;
        tamper(app, format!("DELETE FROM timers WHERE case_id = {case}")).await;
        let unwatched = format!("case {case} is open and has no holder or no timer");
        assert_eq!(faults(app), std::slice::from_ref(&unwatched));

        let token = app.log_in("volunteer").await;
        let mut photo = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(8, 8).write_to(&mut photo, image::ImageFormat::Jpeg).unwrap();
        let request = TestRequest::post().uri("/api/v1/attachments").insert_header(bearer(&token));
        let request = request.insert_header(("content-type", "image/jpeg")).set_payload(photo.into_inner());
        let kept = app.ask(request).await.expect(201).json();
        assert_eq!(faults(app), std::slice::from_ref(&unwatched), "the file is there");
        for file in files_below(&app.folder.path().join("files")) {
            std::fs::remove_file(file).unwrap();
        }
        let lost = format!("the file of attachment {} is missing or damaged", kept["id"].as_str().unwrap());
        let told = faults(app);
        assert!(told.len() == 2 && told.contains(&unwatched) && told.contains(&lost), "{told:?}");
    }
}
