//! `/stream`: everybody hears of what he may see, of nothing else, and misses nothing.

use std::pin::pin;

use actix_web::test::TestRequest;
use futures_util::future::{Either, select};
use gridward::domain::codes::State;
use gridward::domain::feed::{Cursor, PersonEvent};
use gridward::domain::ids::{CaseId, PersonId};
use gridward::service::access::{Caller, authenticate};
use gridward::service::error::ServiceError;
use gridward::service::stream::{Listener, Message, listen, tail};
use gridward::store::Lane;
use gridward::store::feed::{Change, Changed, list_changes, prune_changes, record_person_event};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::app::{TestApp, bearer};
use crate::support::both_engines;
use crate::support::world::World;

async fn caller(app: &TestApp, name: &str) -> Caller {
    authenticate(&app.core, &app.log_in(name).await).await.unwrap()
}

async fn opened(app: &TestApp, name: &str) -> Listener {
    listen(&app.core, caller(app, name).await, None).await.unwrap()
}

async fn file(app: &TestApp, name: &str, grid: usize) -> CaseId {
    let (lon, lat) = World::middle_of(grid);
    let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
    let told = app.post(&app.log_in(name).await, "/api/v1/incidents", &body).await.expect(201).json();
    told["case"].as_str().unwrap().parse().unwrap()
}

async fn act(app: &TestApp, name: &str, case: CaseId, mut body: serde_json::Value) {
    let token = app.log_in(name).await;
    let path = format!("/api/v1/cases/{case}");
    let version = app.get_as(&token, &path).await.expect(200).header("etag").unwrap().to_owned();
    body["text"] = json!("说明");
    let request = TestRequest::post().uri(&format!("{path}/transitions")).insert_header(bearer(&token));
    app.ask(request.insert_header(("if-match", version)).set_json(body)).await.expect(200);
}

/// Tells a person of something, which marks the place in the feed.
async fn mark(app: &TestApp, person: PersonId) {
    let now = app.core.clock.now();
    let mark =
        move |tx: &mut gridward::store::Tx<'_>| record_person_event(tx, person, PersonEvent::InboxNew, now);
    app.core.db.write(Lane::Interactive, mark).await.unwrap();
}

/// What the listener is told up to a mark for its person. On PostgreSQL a change is final when every older transaction of the
/// server is, those of other tests too: so the tail looks until it finds the mark.
async fn heard(app: &TestApp, listener: &mut Listener, person: PersonId) -> Vec<Message> {
    mark(app, person).await;
    let mut heard = Vec::new();
    loop {
        let mut next = pin!(listener.next());
        let told = loop {
            match select(next.as_mut(), pin!(tail(&app.core))).await {
                Either::Left((told, _)) => break told.expect("the stream goes on"),
                Either::Right((tailed, _)) => assert!(tailed.is_ok()),
            }
        };
        if told.message == Message::Own(PersonEvent::InboxNew) {
            return heard;
        }
        heard.push(told.message);
    }
}

async fn changes(app: &TestApp, after: Cursor) -> Vec<Change> {
    app.core.db.read(move |conn| list_changes(conn, after, 1000)).await.unwrap()
}

/// Waits until everything that was written can be read.
async fn settled(app: &TestApp, person: PersonId) {
    mark(app, person).await;
    let is_mark = |change: &Change| matches!(change.what, Changed::Person { person: p, .. } if p == person);
    while !changes(app, Cursor::default()).await.iter().any(is_mark) {}
}

fn cases(messages: &[Message]) -> Vec<CaseId> {
    let changed = |m: &Message| if let Message::Changed { case, .. } = m { Some(*case) } else { None };
    messages.iter().filter_map(changed).collect()
}

both_engines! {
    async fn everybody_hears_of_what_he_may_see(app) {
        let world = app.world();
        let names = ["grid_member", "other_volunteer", "acceptor", "resident"];
        let mut listeners = Vec::new();
        for name in names {
            listeners.push(opened(app, name).await);
        }
        let case = file(app, "volunteer", 0).await;
        let own = file(app, "resident", 2).await;
        for (name, wanted) in [
            ("grid_member", vec![case]), ("other_volunteer", vec![own]), ("acceptor", vec![case, own]), ("resident", vec![own]),
        ] {
            let at = names.iter().position(|n| *n == name).unwrap();
            let told = heard(app, &mut listeners[at], world.person(name)).await;
            assert_eq!(cases(&told), wanted, "{name}: {told:?}");
            for message in told {
                let Message::Changed { state, version, kind, .. } = message else { panic!("{message:?}") };
                assert_eq!((state, version), (State::Reported, 1));
                assert_eq!(kind.is_some(), matches!(name, "grid_member" | "acceptor"), "{name}");
            }
        }
        // Sealed: those who saw it learn that it is gone, and hear no more of it.
        act(app, "second_acceptor", case, json!({"action": "mark_sensitive", "sensitive": true})).await;
        let told = heard(app, &mut listeners[0], world.person("grid_member")).await;
        assert_eq!(told, [Message::Gone { case }]);
        act(app, "community_staff", case, json!({"action": "note"})).await;
        assert_eq!(heard(app, &mut listeners[0], world.person("grid_member")).await, []);
        assert_eq!(heard(app, &mut listeners[1], world.person("other_volunteer")).await, []);
        assert_eq!(heard(app, &mut listeners[2], world.person("acceptor")).await, [Message::Gone { case }]);
    }

    async fn a_stream_lasts_as_long_as_its_rights(app) {
        let world = app.world();
        let mut moved = opened(app, "other_volunteer").await;
        let admin = app.log_in("admin").await;
        let grant = json!({"person": world.person("other_volunteer").to_string(), "role": "grid_member",
            "area": world.grids[0].to_string()});
        app.post(&admin, "/api/v1/roles", &grant).await.expect(201);
        assert_eq!(moved.next().await.unwrap().message, Message::Resync);
        let case = file(app, "volunteer", 0).await;
        let told = heard(app, &mut moved, world.person("other_volunteer")).await;
        assert_eq!(cases(&told), [case]);

        let token = app.log_in("volunteer").await;
        let leaving = authenticate(&app.core, &token).await.unwrap();
        let mut ended = listen(&app.core, leaving, None).await.unwrap();
        let request = TestRequest::delete().uri("/api/v1/sessions/current").insert_header(bearer(&token));
        assert!(app.ask(request).await.status.is_success());
        assert_eq!(ended.next().await.unwrap().message, Message::End);
        assert!(ended.next().await.is_none());
        drop(ended);
        app.pass(SignedDuration::from_mins(16));
        assert_eq!(moved.next().await.unwrap().message, Message::End, "the token ran out");

        let one = caller(app, "volunteer").await;
        let mut open = Vec::new();
        let refused = loop {
            match listen(&app.core, one.clone(), None).await {
                Ok(listener) => open.push(listener),
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, ServiceError::TooMany { .. }) && open.len() == 6, "{}", open.len());
        open.pop();
        assert!(listen(&app.core, one, None).await.is_ok(), "a place is given back");
    }

    async fn whoever_comes_back_misses_nothing_that_is_kept(app) {
        let world = app.world();
        app.web.closing.send_replace(true);
        let token = app.log_in("grid_member").await;
        let reply = app.get_as(&token, "/api/v1/stream").await.expect(200);
        assert_eq!(reply.header("content-type"), Some("text/event-stream"));
        assert_eq!(reply.header("x-accel-buffering"), Some("no"));
        let start = reply.text().split("id: ").nth(1).unwrap().trim().to_owned();
        let case = file(app, "volunteer", 0).await;
        file(app, "other_volunteer", 2).await;
        settled(app, world.person("resident")).await;
        let request = |id: &str| {
            TestRequest::get().uri("/api/v1/stream").insert_header(bearer(&token)).insert_header(("last-event-id", id.to_owned()))
        };
        let back = app.ask(request(&start)).await.expect(200);
        let events: Vec<&str> = back.text().split("\n\n").skip(1).filter(|frame| !frame.is_empty()).collect();
        assert_eq!(events.len(), 1, "{events:?}");
        assert!(events[0].starts_with("event: case.changed\nid: "), "{events:?}");
        let data: serde_json::Value = serde_json::from_str(events[0].split("data: ").nth(1).unwrap()).unwrap();
        assert_eq!((data["id"].as_str(), data["state"].as_str()), (Some(&*case.to_string()), Some("reported")));
        app.ask(request("nowhere")).await.expect_problem(400, "invalid-header");
        app.get_as(&token, "/api/v1/stream?after=1").await.expect_problem(400, "invalid-query");
        app.get("/api/v1/stream").await.expect_problem(401, "unauthenticated");

        // What is no longer kept is told as such; so is a position that the feed has not reached.
        app.pass(SignedDuration::from_hours(24 * 22));
        file(app, "volunteer", 0).await;
        settled(app, world.person("other_resident")).await;
        let horizon = app.core.clock.now() - gridward::domain::feed::KEPT;
        let kept_before = changes(app, Cursor::default()).await.len();
        let gone = app.core.db.write(Lane::Background, move |tx| prune_changes(tx, horizon, 100));
        let gone = gone.await.unwrap();
        assert_eq!(gone, 3, "two filings and a mark");
        assert_eq!(changes(app, Cursor::default()).await.len(), kept_before - gone);
        let token = app.log_in("grid_member").await;
        for id in [start.as_str(), "9000000000000000000-1"] {
            let path = format!("/api/v1/stream?after={id}");
            let told = app.get_as(&token, &path).await.expect(200);
            assert!(told.text().contains("event: resync\n"), "{id}: {}", told.text());
        }
    }
}
