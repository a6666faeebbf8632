//! Mail, to a real SMTP server.

use actix_web::test::TestRequest;
use futures_util::future::join;
use gridward::domain::notice::outgoing::TRIES;
use gridward::jobs::notices::send_due;
use gridward::notify::channel::Carriers;
use gridward::service::core::Core;
use gridward::service::keys::Keys;
use jiff::SignedDuration;

use super::{at_once, filed, mail, rows, send_all, states, with_mail};
use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::double::Double;

const STAFF: &str = "community_staff";

/// The staff with an address, and a server that behaves as the address says.
async fn staff(app: &TestApp, address: &str) -> Double {
    app.world();
    with_mail(app, STAFF, address).await;
    at_once(app, STAFF).await;
    Double::start("smtp.py", &[])
}

/// Later than any wait between two tries.
fn pass_a_wait(app: &TestApp) {
    app.pass(SignedDuration::from_hours(7));
}

both_engines! {
    async fn a_mail_arrives_once_with_both_parts(app) {
        let server = staff(app, "li@example.cn").await;
        let case = filed(app).await;
        let carriers = mail(&server);
        send_all(app, &carriers).await;
        let got = server.next();
        assert_eq!(got["to"], "li@example.cn");
        assert!(got["subject"].as_str().unwrap().starts_with("有新的上报待受理"), "{got}");
        assert_eq!((got["auto"].as_str(), got["language"].as_str()), (Some("auto-generated"), Some("zh-CN")));
        let link = format!("https://ward.example/cases/{case}");
        for part in ["text", "html"] {
            let text = got[part].as_str().unwrap();
            assert!(text.contains(&link) && text.contains("第1网格"), "{part}: {text}");
            assert!(!text.contains("路灯不亮"), "what people wrote stays in the house");
        }
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"]);
        assert_eq!(server.stop(), [] as [serde_json::Value; 0]);
    }

    async fn a_server_that_is_busy_is_asked_again_later(app) {
        for name in ["t421-2", "t450-2", "data450-2", "hangbefore-2"] {
            let server = staff_once(app, &format!("{name}@example.cn")).await;
            filed(app).await;
            let carriers = mail(&server);
            for attempt in 1..=2 {
                send_all(app, &carriers).await;
                let row = rows(app).await.pop().unwrap();
                assert_eq!((row.state.as_str(), row.attempts), ("waiting", attempt), "{name}: {:?}", row.why);
                assert!(row.next_at.at() > app.core.clock.now());
                pass_a_wait(app);
            }
            send_all(app, &carriers).await;
            let row = rows(app).await.pop().unwrap();
            assert_eq!((row.state.as_str(), row.attempts), ("sent", 3), "{name}");
            let taken = server.stop().into_iter().filter(|line| line.get("id").is_some()).count();
            assert_eq!(taken, 1, "{name}");
        }
    }

    async fn who_never_gets_through_is_listed_as_dead_and_can_be_sent_again(app) {
        let server = staff(app, &format!("t450-{TRIES}@example.cn")).await;
        filed(app).await;
        let carriers = mail(&server);
        for _ in 0..TRIES {
            send_all(app, &carriers).await;
            app.pass(SignedDuration::from_hours(6) + SignedDuration::from_secs(1));
        }
        let dead = rows(app).await.pop().unwrap();
        assert_eq!((dead.state.as_str(), dead.attempts), ("dead", TRIES));
        let admin = app.log_in("admin").await;
        let list = app.get_as(&admin, "/api/v1/deliveries?state=dead").await.expect(200).json();
        assert_eq!(list["items"][0]["why"], "the mail server says 450");
        let path = format!("/api/v1/deliveries/{}/replay", dead.id);
        let clerk = app.log_in("acceptor").await;
        app.post(&clerk, &path, &serde_json::json!({})).await.expect_problem(403, "forbidden");
        for _ in 0..2 {
            let keyed = actix_web::test::TestRequest::post().uri(&path).insert_header(("idempotency-key", "again"));
            app.ask(keyed.insert_header(crate::support::app::bearer(&admin))).await.expect(200);
        }
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"]);
        app.post(&admin, &path, &serde_json::json!({})).await.expect_problem(409, "conflict");
    }

    async fn a_mail_that_may_have_arrived_is_held_and_sent_once_more_under_its_name(app) {
        let server = staff(app, "hangafter-1@example.cn").await;
        filed(app).await;
        let carriers = mail(&server);
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["uncertain"]);
        send_all(app, &carriers).await;
        app.pass(SignedDuration::from_mins(11));
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"]);
        let (first, second) = (server.next(), server.next());
        assert_eq!(first["id"], second["id"], "who got both can tell");
        assert!(first["id"].as_str().unwrap().ends_with("@ward.example>"));
        assert_eq!(server.stop(), [] as [serde_json::Value; 0]);
    }

    async fn a_mail_that_hangs_twice_is_not_sent_a_third_time(app) {
        let server = staff(app, "hangafter@example.cn").await;
        filed(app).await;
        let carriers = mail(&server);
        for _ in 0..3 {
            send_all(app, &carriers).await;
            pass_a_wait(app);
        }
        assert_eq!(states(app).await, ["dead"]);
        assert_eq!(server.stop().len(), 2);
    }

    async fn an_address_that_is_refused_for_good_gets_nothing_more_until_it_is_changed(app) {
        let server = staff(app, "p550@example.cn").await;
        filed(app).await;
        let carriers = mail(&server);
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["dead"]);
        filed(app).await;
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["dead"], "nothing is planned for it");
        with_mail(app, STAFF, "new@example.cn").await;
        filed(app).await;
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["dead", "sent"]);
        assert_eq!(server.stop().len(), 2);
    }

    async fn a_message_that_is_refused_does_not_spoil_its_address(app) {
        let server = staff(app, "data550-1@example.cn").await;
        let carriers = mail(&server);
        for _ in 0..2 {
            filed(app).await;
            send_all(app, &carriers).await;
        }
        assert_eq!(states(app).await, ["dead", "sent"]);
        drop(server);
    }

    async fn a_connection_that_was_closed_meanwhile_costs_nothing(app) {
        let server = staff(app, "close@example.cn").await;
        let carriers = mail(&server);
        for _ in 0..3 {
            filed(app).await;
            send_all(app, &carriers).await;
        }
        assert_eq!(states(app).await, ["sent"; 3]);
        assert!(rows(app).await.iter().all(|row| row.attempts == 1));
        assert_eq!(server.stop().len(), 3);
    }

    async fn two_nodes_share_the_work_and_send_nothing_twice(app) {
        let server = staff(app, "li@example.cn").await;
        with_mail(app, "second_community_staff", "wang@example.cn").await;
        at_once(app, "second_community_staff").await;
        for _ in 0..5 {
            filed(app).await;
        }
        let clock = std::sync::Arc::clone(&app.core.clock);
        let files = std::sync::Arc::clone(&app.core.files);
        let node = Core::new(app.core.db.clone(), clock, Keys::new([7; 32]), files)
            .with_notices((*app.core.notices).clone());
        let (one, other) = (mail(&server), mail(&server));
        let go = async |core: &Core, carriers: &Carriers| {
            while send_due(core, carriers).await.unwrap() {}
        };
        join(go(&app.core, &one), go(&node, &other)).await;
        assert_eq!(states(app).await, ["sent"; 10]);
        let mut names: Vec<String> = server.stop().iter().map(|line| line["id"].to_string()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 10);
    }

    async fn what_is_settled_meanwhile_is_not_sent(app) {
        let server = staff(app, "li@example.cn").await;
        let case = filed(app).await;
        let desk = app.log_in("second_community_staff").await;
        let reject = serde_json::json!({"action": "reject", "reason": "not_a_matter", "reply": "不属于受理范围。"});
        let path = format!("/api/v1/cases/{case}/transitions");
        let request = TestRequest::post().uri(&path).insert_header(bearer(&desk)).insert_header(("if-match", "*"));
        app.ask(request.set_json(reject)).await.expect(200);
        send_all(app, &mail(&server)).await;
        let row = rows(app).await.remove(0);
        assert_eq!((row.state.as_str(), row.why.as_deref()), ("dropped", Some("settled")));
        assert_eq!(server.stop(), [] as [serde_json::Value; 0]);
    }

    async fn a_sender_that_died_is_followed_by_another_with_the_same_name(app) {
        let server = staff(app, "li@example.cn").await;
        filed(app).await;
        let email = [gridward::domain::notice::channel::Channel::Email];
        let lost = gridward::service::notice::delivery::claim(&app.core, &email).await.unwrap();
        assert_eq!(lost.len(), 1);
        let carriers = mail(&server);
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sending"], "the lease holds");
        app.pass(SignedDuration::from_mins(6));
        send_all(app, &carriers).await;
        assert_eq!(states(app).await, ["sent"]);
        // The first sender comes back: its token no longer counts.
        let later = gridward::domain::notice::outgoing::Outcome::Later { why: String::new(), after: None };
        gridward::service::notice::delivery::finish(&app.core, &lost[0], &later).await.unwrap();
        assert_eq!(states(app).await, ["sent"]);
        assert_eq!(server.stop().len(), 1);
    }
}

/// As [`staff`], in a world that may stand already.
async fn staff_once(app: &TestApp, address: &str) -> Double {
    let found = app
        .core
        .db
        .read(|conn| gridward::store::person::find(conn, gridward::domain::ids::PersonId(1)))
        .await
        .unwrap();
    if found.is_none() {
        app.world();
        at_once(app, STAFF).await;
    }
    with_mail(app, STAFF, address).await;
    Double::start("smtp.py", &[])
}
