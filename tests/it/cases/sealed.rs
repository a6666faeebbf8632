//! A dispute is sealed from the first day: its secrets are in front of the named desk, the holders and nobody else.

use gridward::domain::text::SearchQuery;
use gridward::store::{Lane, outbox, search};
use serde_json::json;

use super::Street;
use crate::support::app::TestApp;
use crate::support::both_engines;

const SECRET: &str = "秘密邻居老王家的事";

both_engines! {
    async fn secrets_of_a_dispute_are_nowhere_but_with_desk_and_holders(app) {
        let street = Street::new(app);
        // 21001: a quarrel between neighbours, at the community's level.
        let case = street.file("resident", json!({"category": "21001", "text": SECRET, "address": SECRET})).await;
        let told = street.see("community_staff", &case).await.expect(200);
        assert!(told.text().contains(SECRET), "the named desk reads it");
        for stranger in [
            "volunteer", "grid_member", "grid_leader", "second_community_staff", "second_acceptor", "acceptor",
            "dept_lead", "dept_handler", "supervisor", "street_leader", "auditor", "mediator", "other_resident",
        ] {
            let reply = street.see(stranger, &case).await;
            assert!(matches!(reply.status.as_u16(), 404 | 403), "{stranger} gets {}", reply.status);
            assert!(!reply.text().contains(SECRET), "{stranger}");
            let path = format!("/api/v1/cases/{case}/actions");
            let reply = app.get_as(&street.token(stranger).await, &path).await;
            assert!(matches!(reply.status.as_u16(), 404 | 403), "{stranger}: {}", reply.text());
            let note = street.act(stranger, &case, json!({"action": "note", "text": "x"})).await;
            assert!(matches!(note.status.as_u16(), 404 | 403), "{stranger} gets {}", note.status);
        }
        let own = street.see("resident", &case).await.expect(200).json();
        assert_eq!(own["text"], SECRET);
        street.step("community_staff", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        let offer = json!({"action": "dispatch", "people": [street.person("volunteer")]});
        street.act("community_staff", &case, offer).await.expect_problem(422, "invalid");
        let to = json!({"action": "dispatch", "unit": street.unit("people_mediation_committee"),
            "person": street.person("mediator")});
        street.step("community_staff", &case, to, "dispatched").await;
        street.step("mediator", &case, json!({"action": "receive"}), "handling").await;
        assert!(street.see("mediator", &case).await.expect(200).text().contains(SECRET), "the holder reads it");
        for list in ["/api/v1/checks", "/api/v1/offers", "/api/v1/requests"] {
            for stranger in ["volunteer", "grid_member", "acceptor", "dispatcher", "supervisor"] {
                let text = street.get(stranger, list).await.to_string();
                assert!(!text.contains(&format!("\"{case}\"")), "{stranger} finds it in {list}");
            }
        }
        nothing_in_the_outbox(app).await;
        assert_eq!(found(app, "秘密邻居").await, 0, "the search does not know it");
    }

    async fn the_named_desk_voids_with_a_second_person_of_its_own(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({"category": "21001", "text": SECRET})).await;
        let ask = json!({"action": "void", "reason": "duplicate", "text": "重复"});
        street.step("community_staff", &case, ask, "reported").await;
        let approve = || json!({"action": "approve", "request": "void"});
        street.act("community_staff", &case, approve()).await.expect_problem(403, "forbidden");
        street.act("acceptor", &case, approve()).await.expect_problem(404, "not-found");
        street.act("second_community_staff", &case, approve()).await.expect_problem(404, "not-found");
        street.step("named_community_staff", &case, approve(), "voided").await;
    }

    async fn who_reported_a_sealed_case_rates_and_reopens_it(app) {
        let street = Street::new(app);
        for reporter in ["volunteer", "resident", "grid_member"] {
            let case = street.file(reporter, json!({"category": "21001", "text": SECRET})).await;
            close_dispute(&street, &case).await;
            let own = street.see(reporter, &case).await.expect(200).json();
            assert_eq!((own["state"].as_str(), own["reply"].as_str()), (Some("closed"), Some("已达成协议")));
            street.act(reporter, &case, json!({"action": "rate", "stars": 2, "solved": false})).await.expect(200);
            let again = json!({"action": "reopen", "reason": "not_solved", "text": "还在吵"});
            street.act(reporter, &case, again).await.expect(200);
        }
    }

    async fn raising_the_mark_takes_it_out_of_sight_and_lowering_takes_two(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({"text": SECRET})).await;
        street.see("second_acceptor", &case).await.expect(200);
        let mark = |on: bool| json!({"action": "mark_sensitive", "sensitive": on, "text": "涉及未成年人"});
        street.act("second_acceptor", &case, mark(true)).await.expect(200);
        street.see("second_acceptor", &case).await.expect_problem(404, "not-found");
        assert_eq!(found(app, "秘密邻居").await, 0, "it went out of the index");
        street.step("acceptor", &case, mark(false), "reported").await;
        street.act("acceptor", &case, json!({"action": "approve", "request": "lower_sensitive"}))
            .await.expect_problem(409, "refused");
        street.step("dispatcher", &case, json!({"action": "approve", "request": "lower_sensitive"}), "reported").await;
        street.see("second_acceptor", &case).await.expect(200);
        assert_eq!(found(app, "秘密邻居").await, 1, "and came back");
    }
}

/// No message that waits for delivery holds a word of it.
async fn nothing_in_the_outbox(app: &TestApp) {
    let now = app.core.clock.now();
    let rows = app.core.db.write(Lane::Interactive, move |tx| {
        let ids = outbox::list_waiting(tx, now, 1000)?;
        ids.into_iter().map(|id| outbox::try_lock(tx, id)).collect::<Result<Vec<_>, _>>()
    });
    let rows = rows.await.unwrap();
    assert!(!rows.is_empty(), "people were told something");
    assert!(rows.iter().all(|row| !format!("{row:?}").contains("秘密")), "{rows:?}");
}

/// How many cases the index finds, whoever asks.
async fn found(app: &TestApp, words: &str) -> usize {
    let query = SearchQuery::parse(words).expect("words to look for");
    app.core.db.read(move |conn| search::list_found(conn, &query, 10)).await.unwrap().len()
}

/// The named desk lets a mediator settle a dispute, and closes it.
async fn close_dispute(street: &Street<'_>, case: &str) {
    let desk = "community_staff";
    street.step(desk, case, json!({"action": "register", "condition": "default"}), "registered").await;
    let to = json!({"action": "dispatch", "unit": street.unit("people_mediation_committee"),
        "person": street.person("mediator")});
    street.step(desk, case, to, "dispatched").await;
    street.step("mediator", case, json!({"action": "receive"}), "handling").await;
    street.step("mediator", case, json!({"action": "mediate", "consent": true}), "mediating").await;
    let agreed =
        json!({"action": "mediate_outcome", "outcome": "agreed", "text": "和解", "reply": "已达成协议"});
    let state =
        street.act("mediator", case, agreed).await.expect(200).json()["state"].as_str().unwrap().to_owned();
    assert!(["handled", "to_close"].contains(&&*state), "{state}");
    if state == "handled" {
        street.step(desk, case, json!({"action": "post_check"}), "post_checking").await;
        street.act(desk, case, json!({"action": "claim"})).await.expect(200);
        street
            .step(desk, case, json!({"action": "post_check_result", "outcome": "passed"}), "to_close")
            .await;
    }
    street.step(desk, case, json!({"action": "close", "condition_met": true}), "closed").await;
}
