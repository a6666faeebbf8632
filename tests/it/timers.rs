//! What time does to cases, through the engine that production polls: each thing once, in its order, however late or however
//! many come to do it.

use gridward::domain::ids::CaseId;
use gridward::service::timer::{Fired, fire_due};
use gridward::store::chain::list_rows;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::both_engines;

/// Files something and answers the case with its due time.
async fn filed(app: &TestApp, who: &str) -> (CaseId, Timestamp) {
    let token = app.log_in(who).await;
    let receipt: Value =
        app.post(&token, "/api/v1/incidents", &json!({"text": "路灯不亮"})).await.expect(201).json();
    let text = |name: &str| receipt[name].as_str().unwrap().to_owned();
    (text("case").parse().unwrap(), text("due_at").parse().unwrap())
}

/// Moves the clock to an instant.
fn pass_to(app: &TestApp, at: Timestamp) {
    app.pass(at.duration_since(app.core.clock.now()));
}

async fn kinds(app: &TestApp, case: CaseId) -> Vec<String> {
    let rows = app.core.db.read(move |conn| list_rows(conn, case, case)).await.unwrap();
    rows.into_iter().map(|row| row.record().kind.to_owned()).collect()
}

async fn fired(app: &TestApp) -> Fired {
    fire_due(&app.core).await.unwrap()
}

both_engines! {
    async fn a_case_warns_is_late_and_comes_up_again_at_its_times(app) {
        app.world();
        let (case, due) = filed(app, "volunteer").await;
        assert_eq!(fired(app).await, Fired::default(), "nothing is due yet");
        pass_to(app, due - SignedDuration::from_micros(1));
        fired(app).await;
        assert_eq!(kinds(app, case).await, ["reported", "due_soon"]);
        pass_to(app, due);
        assert_eq!(fired(app).await.events, 1);
        assert_eq!(fired(app).await.events, 0);
        assert_eq!(kinds(app, case).await, ["reported", "due_soon", "overdue"]);
        // Half as much time again opens the last step, which makes it more urgent; nobody says he has seen it, so it is brought
        // up again five times, a working day apart, and then at doubling intervals.
        for (days, comes_up) in [(1, 2), (2, 1), (3, 1), (4, 1), (7, 1), (8, 1), (9, 0), (15, 0), (16, 1)] {
            pass_to(app, due + SignedDuration::from_hours(24 * days));
            assert_eq!(fired(app).await.events, comes_up, "{days} days late");
        }
    }

    async fn after_a_standstill_the_highest_step_alone_is_taken(app) {
        app.world();
        let (case, due) = filed(app, "volunteer").await;
        pass_to(app, due + SignedDuration::from_hours(24 * 5));
        assert_eq!(fired(app).await, Fired { events: 2, failed: 0, more: false });
        assert_eq!(kinds(app, case).await, ["reported", "overdue", "prioritised"]);
        let rows = app.core.db.read(move |conn| list_rows(conn, case, case)).await.unwrap();
        let told: Value = serde_json::from_str(rows[1].record().body).unwrap();
        assert_eq!(told["fact"]["climb"]["skipped"], json!([1, 2]), "{told:#}");
    }

    async fn a_reminder_is_acknowledged_and_the_queue_says_what_comes_next(app) {
        app.world();
        let (case, due) = filed(app, "volunteer").await;
        pass_to(app, due + SignedDuration::from_hours(24));
        fired(app).await;
        let token = app.log_in("acceptor").await;
        let staff = app.log_in("supervisor").await;
        let queue = app.get_as(&staff, "/api/v1/queues/overdue").await.expect(200).json();
        let row = &queue["items"][0];
        assert_eq!((&row["time_flag"], &row["seconds_left"]), (&json!("overdue"), &json!(-24 * 3600)));
        assert_eq!(row["next_step"]["code"], "step", "{row:#}");
        assert_eq!(row["next_step"]["clock"], "register");
        let act = || json!({"action": "acknowledge"});
        let path = format!("/api/v1/cases/{case}/transitions");
        app.post(&staff, &path, &act()).await.expect(200);
        app.post(&token, &path, &act()).await.expect(409);
        pass_to(app, due + SignedDuration::from_hours(24 * 7));
        fired(app).await;
        let kinds = kinds(app, case).await;
        assert_eq!(kinds[kinds.len() - 2..], ["acknowledged", "still_overdue"], "only the slow reminder is left");
    }

    async fn two_pollers_have_each_effect_once(app) {
        app.world();
        let mut cases = Vec::new();
        for _ in 0..5 {
            cases.push(filed(app, "volunteer").await);
        }
        pass_to(app, cases[0].1);
        let (one, other) = futures_util::future::join(fired(app), fired(app)).await;
        assert_eq!(one.failed + other.failed, 0, "who comes second finds nothing to do and no fault");
        fired(app).await;
        for (case, _) in cases {
            assert_eq!(kinds(app, case).await, ["reported", "overdue"]);
        }
    }

    async fn a_resident_who_was_not_called_is_remembered(app) {
        app.world();
        let (case, due) = filed(app, "resident").await;
        pass_to(app, due + SignedDuration::from_hours(24 * 30));
        fired(app).await;
        let missed = kinds(app, case).await.iter().filter(|kind| *kind == "contact_overdue").count();
        assert_eq!(missed, 1);
    }
}
