//! A database that cannot serve for a while: requests are answered with 503 and a time to come again, nothing of them is left
//! behind, and it goes on by itself when the database does.

use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use actix_web::test::TestRequest;
use futures_util::future::join_all;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use gridward::store::{Db, DbOptions, Engine, StoreError};
use serde_json::{Value, json};

use crate::support::app::{Reply, TestApp, bearer};
use crate::support::both_engines;

const CASES: &str = "/api/v1/cases";

/// A report under a key of its own, always the same.
fn report(token: &str, words: &str) -> TestRequest {
    let request = TestRequest::post().uri("/api/v1/incidents").insert_header(bearer(token));
    request.insert_header(("idempotency-key", words.replace(' ', "-"))).set_json(json!({ "text": words }))
}

fn look(token: &str) -> TestRequest {
    TestRequest::get().uri(CASES).insert_header(bearer(token))
}

/// 503, and when to come again.
#[track_caller]
fn is_unavailable(reply: Reply) {
    let reply = reply.expect_problem(503, "unavailable");
    let seconds: u32 = reply.header("retry-after").expect("when to come again").parse().expect("seconds");
    assert!((1..=60).contains(&seconds));
    assert!(reply.json()["detail"].is_null(), "what is inside stays inside: {}", reply.text());
}

/// How many cases the desk sees.
async fn seen(app: &TestApp) -> usize {
    let desk = app.log_in("acceptor").await;
    app.get_as(&desk, CASES).await.expect(200).json()["items"].as_array().unwrap().len()
}

/// Connections of the pool that somebody holds until this value goes.
struct Held {
    release: Vec<Sender<()>>,
    holders: Vec<JoinHandle<()>>,
}

impl Held {
    fn take(db: &Db, count: usize) -> Self {
        let (say, hear) = channel();
        let mut held = Self { release: Vec::new(), holders: Vec::new() };
        for _ in 0..count {
            let (release, gate) = channel::<()>();
            let (db, say) = (db.clone(), say.clone());
            held.release.push(release);
            held.holders.push(std::thread::spawn(move || {
                let done = db.read_blocking(|_| {
                    say.send(()).unwrap();
                    // Ends when the other half is dropped.
                    let _ = gate.recv();
                    Ok::<_, StoreError>(())
                });
                done.unwrap();
            }));
        }
        for _ in 0..count {
            hear.recv().unwrap();
        }
        held
    }

    fn give_back(self) {
        drop(self.release);
        self.holders.into_iter().for_each(|holder| holder.join().unwrap());
    }
}

both_engines! {
    async fn a_pool_without_connections_says_when_to_come_again(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        app.ask(look(&token)).await.expect(200);
        let held = Held::take(&app.core.db, 4);
        let asked = [look(&token), TestRequest::get().uri("/readyz")];
        for reply in join_all(asked.map(|request| app.ask(request))).await {
            is_unavailable(reply);
        }
        app.get("/healthz").await.expect(200);
        app.get("/metrics").await.expect(200);
        held.give_back();
        app.ask(look(&token)).await.expect(200);
        app.ask(report(&token, "served again")).await.expect(201);
        app.get("/readyz").await.expect(200);
    }

    async fn a_database_that_another_locks_says_when_to_come_again(app) {
        app.world();
        let token = app.log_in("volunteer").await;
        app.ask(report(&token, "before")).await.expect(201);
        let mut stranger = app.database.stranger();
        stranger.run(match app.engine {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN; LOCK TABLE incidents, cases IN EXCLUSIVE MODE",
        });
        is_unavailable(app.ask(report(&token, "meanwhile")).await);
        // Who only reads is not in the way of a writer, and is served.
        assert_eq!(app.ask(look(&token)).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
        stranger.run("ROLLBACK");
        // The same again under its key happens once.
        let told = app.ask(report(&token, "meanwhile")).await.expect(201).json();
        assert_eq!(app.ask(report(&token, "meanwhile")).await.expect(201).json()["case"], told["case"]);
        assert_eq!(seen(app).await, 2);
    }
}

#[test]
fn a_server_that_lets_nobody_in_is_found_again() {
    TestApp::run(Engine::Postgres, |app| {
        Box::pin(async move {
            app.world();
            let token = app.log_in("volunteer").await;
            app.ask(report(&token, "before")).await.expect(201);
            app.database.admit(false);
            assert!(app.database.end_backends() > 0);
            let log_in =
                TestRequest::post().uri("/api/v1/sessions").set_json(json!({"login": "a", "password": "b"}));
            let ready = TestRequest::get().uri("/readyz");
            let asked = [report(&token, "meanwhile"), look(&token), log_in, ready];
            for reply in join_all(asked.map(|request| app.ask(request))).await {
                is_unavailable(reply);
            }
            // What needs no database is there all the while.
            app.get("/healthz").await.expect(200);
            assert!(app.get("/metrics").await.expect(200).text().contains("gridward_db_connections"));
            app.get("/api/v1/openapi.json").await.expect(200);
            app.database.admit(true);
            // The pool makes its connections anew one by one: who was told to come again may be told so a few times more.
            let mut reply = app.ask(report(&token, "meanwhile")).await;
            for _ in 0..20 {
                if reply.status != 503 {
                    break;
                }
                is_unavailable(reply);
                reply = app.ask(report(&token, "meanwhile")).await;
            }
            reply.expect(201);
            app.get("/readyz").await.expect(200);
            assert_eq!(seen(app).await, 2);
        })
    });
}

#[test]
fn a_full_queue_of_writes_refuses_at_once_and_keeps_what_it_took() {
    let options = DbOptions { connections: 4, queue_limit: 2, ..DbOptions::default() };
    TestApp::run_with(Engine::Sqlite, &options, |app| {
        Box::pin(async move {
            app.world();
            let token = app.log_in("volunteer").await;
            app.ask(report(&token, "before")).await.expect(201);
            let mut stranger = app.database.stranger();
            stranger.run("BEGIN IMMEDIATE");
            // The writer waits with at most two writes in hand and two in its queue.
            let words: Vec<String> = (0..8).map(|n| format!("one of eight {n}")).collect();
            let mut asked: FuturesUnordered<_> =
                words.iter().map(|words| app.ask(report(&token, words))).collect();
            let mut refused = 0;
            for _ in 0..4 {
                is_unavailable(asked.next().await.unwrap());
                refused += 1;
            }
            stranger.run("ROLLBACK");
            let mut kept = 0;
            while let Some(reply) = asked.next().await {
                if reply.status == 201 {
                    kept += 1;
                } else {
                    is_unavailable(reply);
                    refused += 1;
                }
            }
            assert_eq!(kept + refused, 8);
            assert!(kept >= 2, "what was queued is kept");
            assert_eq!(seen(app).await, 1 + kept);
            // Those who were refused come again, and all are there once.
            for words in &words {
                app.ask(report(&token, words)).await.expect(201);
            }
            assert_eq!(seen(app).await, 9);
        })
    });
}

#[test]
fn a_full_disk_refuses_what_was_to_be_written_and_nothing_else() {
    TestApp::run(Engine::Sqlite, |app| {
        Box::pin(async move {
            app.world();
            let token = app.log_in("volunteer").await;
            let told: Value = app.ask(report(&token, "before")).await.expect(201).json();
            // The writer's connection may use no page more than it has; a fault makes it open another, without the limit.
            let db = app.core.db.clone();
            let narrow = move || {
                db.write_blocking(gridward::store::Lane::Interactive, |tx| {
                    use diesel::connection::SimpleConnection as _;
                    Ok::<_, StoreError>(tx.batch_execute("PRAGMA max_page_count = 1")?)
                })
            };
            std::thread::spawn(narrow).join().unwrap().unwrap();
            let long = "满".repeat(1900);
            is_unavailable(app.ask(report(&token, "meanwhile").set_json(json!({ "text": long }))).await);
            let path = format!("{CASES}/{}", told["case"].as_str().unwrap());
            app.get_as(&token, &path).await.expect(200);
            assert_eq!(seen(app).await, 1);
            app.ask(report(&token, "meanwhile").set_json(json!({ "text": long }))).await.expect(201);
            assert_eq!(seen(app).await, 2);
        })
    });
}
