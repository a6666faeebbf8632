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
        for (days, comes_up) in [(1, 1), (2, 1), (3, 0), (4, 1), (7, 0), (8, 1)] {
            pass_to(app, due + SignedDuration::from_hours(24 * days));
            assert_eq!(fired(app).await.events, comes_up, "{days} days late");
        }
    }

    async fn what_was_missed_is_made_up_in_order(app) {
        app.world();
        let (case, due) = filed(app, "volunteer").await;
        pass_to(app, due + SignedDuration::from_hours(24 * 5));
        assert_eq!(fired(app).await, Fired { events: 5, failed: 0, more: false });
        let late = "still_overdue";
        assert_eq!(kinds(app, case).await, ["reported", "due_soon", "overdue", late, late, late]);
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
            assert_eq!(kinds(app, case).await, ["reported", "due_soon", "overdue"]);
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
