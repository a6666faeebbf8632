//! The traps of group commit, each sprung on purpose.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::store::db::{Db, DbOptions, Lane, Tx};
use crate::store::error::StoreError;

diesel::table! {
    notes (id) {
        id -> BigInt,
        body -> Binary,
    }
}

struct Bench {
    db: Db,
    dir: tempfile::TempDir,
}

fn bench() -> Bench {
    bench_with(&DbOptions::default())
}

fn bench_with(options: &DbOptions) -> Bench {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("writer.db").display()).parse().unwrap();
    let db = Db::open(&url, options).unwrap();
    db.write_blocking(Lane::Interactive, |tx| {
        Ok::<_, StoreError>(
            tx.batch_execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")?,
        )
    })
    .unwrap();
    Bench { db, dir }
}

fn insert(tx: &mut Tx<'_>, id: i64) -> Result<(), StoreError> {
    insert_sized(tx, id, 8)
}

fn insert_sized(tx: &mut Tx<'_>, id: i64, size: usize) -> Result<(), StoreError> {
    let body = vec![7_u8; size];
    diesel::insert_into(notes::table).values((notes::id.eq(id), notes::body.eq(body))).execute(&mut **tx)?;
    Ok(())
}

fn stored(db: &Db) -> Vec<i64> {
    db.read_blocking(|conn| Ok::<_, StoreError>(notes::table.select(notes::id).order(notes::id).load(conn)?))
        .unwrap()
}

/// Keeps the writer busy so that everything submitted meanwhile lands in one group.
fn as_one_group(db: &Db, writes: impl FnOnce()) {
    let (release, gate) = mpsc::channel::<()>();
    let (entered, inside) = mpsc::channel::<()>();
    let gate = Mutex::new(gate);
    let blocker = std::thread::spawn({
        let db = db.clone();
        move || {
            db.write_blocking(Lane::Interactive, move |_| {
                entered.send(()).unwrap();
                let _released = gate.lock().unwrap().recv();
                Ok::<_, StoreError>(())
            })
        }
    });
    inside.recv().unwrap();
    writes();
    release.send(()).unwrap();
    blocker.join().unwrap().unwrap();
}

type Answer = tokio::sync::oneshot::Receiver<Result<(), StoreError>>;

fn submit(db: &Db, run: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + Send + 'static) -> Answer {
    db.inner.writer.as_ref().unwrap().submit(Lane::Interactive, run).unwrap()
}

#[test]
fn one_failure_undoes_that_closure_alone() {
    let bench = bench();
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        answers.push(submit(&bench.db, |tx| insert(tx, 1)));
        answers.push(submit(&bench.db, |tx| {
            insert(tx, 2)?;
            insert(tx, 2)
        }));
        answers.push(submit(&bench.db, |tx| insert(tx, 3)));
    });
    let results: Vec<_> = answers.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect();
    assert!(results[0].is_ok() && results[2].is_ok());
    assert!(matches!(&results[1], Err(StoreError::Conflict(key)) if key.is("notes", "id")));
    assert_eq!(stored(&bench.db), [1, 3]);
    bench.db.close();
    assert_eq!(bench.db.writer_stats().unwrap().replays, 1);
}

#[test]
fn a_refusal_before_any_write_costs_no_replay() {
    let bench = bench();
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        answers.push(submit(&bench.db, |tx| insert(tx, 1)));
        answers.push(submit(&bench.db, |_| Err(StoreError::NotFound)));
        answers.push(submit(&bench.db, |tx| insert(tx, 2)));
    });
    let results: Vec<_> = answers.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect();
    assert!(matches!(results[1], Err(StoreError::NotFound)));
    assert_eq!(stored(&bench.db), [1, 2]);
    bench.db.close();
    assert_eq!(bench.db.writer_stats().unwrap().replays, 0);
}

#[test]
fn a_panic_inside_a_nested_transaction_loses_nobody_elses_write() {
    let bench = bench();
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        answers.push(submit(&bench.db, |tx| insert(tx, 1)));
        answers.push(submit(&bench.db, |tx| {
            tx.transaction(|conn| {
                diesel::insert_into(notes::table)
                    .values((notes::id.eq(2_i64), notes::body.eq(vec![0_u8])))
                    .execute(conn)?;
                panic!("in the middle");
            })
        }));
        answers.push(submit(&bench.db, |tx| insert(tx, 3)));
    });
    let results: Vec<_> = answers.into_iter().map(|answer| answer.blocking_recv().unwrap()).collect();
    assert!(results[0].is_ok() && results[2].is_ok());
    assert!(matches!(&results[1], Err(StoreError::Panicked(text)) if text == "in the middle"));
    assert_eq!(stored(&bench.db), [1, 3]);
    insert_after(&bench.db, 4);
    assert_eq!(stored(&bench.db), [1, 3, 4]);
}

fn insert_after(db: &Db, id: i64) {
    db.write_blocking(Lane::Interactive, move |tx| insert(tx, id)).unwrap();
}

#[test]
fn a_full_disk_tells_everybody_and_recovers_without_a_restart() {
    let bench = bench();
    // 32 pages are a small disk; the limit holds for the connection that was told.
    bench
        .db
        .write_blocking(Lane::Interactive, |tx| {
            Ok::<_, StoreError>(tx.batch_execute("PRAGMA max_page_count = 32")?)
        })
        .unwrap();
    let ran = Arc::new(AtomicUsize::new(0));
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        answers.push(submit(&bench.db, |tx| insert(tx, 1)));
        // The error is swallowed: the closure claims success although SQLite has undone the whole transaction.
        answers.push(submit(&bench.db, |tx| {
            drop(insert_sized(tx, 2, 1 << 20));
            Ok(())
        }));
        let ran = Arc::clone(&ran);
        answers.push(submit(&bench.db, move |tx| {
            ran.fetch_add(1, Ordering::Relaxed);
            insert(tx, 3)
        }));
    });
    for answer in answers {
        assert!(matches!(answer.blocking_recv().unwrap(), Err(StoreError::Unavailable(_))));
    }
    assert_eq!(ran.load(Ordering::Relaxed), 0, "nothing runs after the engine has failed");
    assert_eq!(stored(&bench.db), Vec::<i64>::new(), "nothing half written");
    // The next group opens the connection again, without the small disk's limit.
    insert_after(&bench.db, 4);
    assert_eq!(stored(&bench.db), [4]);
}

#[test]
fn a_locked_database_is_unavailable_and_then_served() {
    let bench = bench();
    let path = bench.dir.path().join("writer.db");
    let mut other = diesel::sqlite::SqliteConnection::establish(path.to_str().unwrap()).unwrap();
    bench
        .db
        .write_blocking(Lane::Interactive, |tx| {
            Ok::<_, StoreError>(tx.batch_execute("PRAGMA busy_timeout = 1")?)
        })
        .unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let refused = bench.db.write_blocking(Lane::Interactive, |tx| insert(tx, 1));
    assert!(matches!(refused, Err(StoreError::Unavailable(_))));
    other.batch_execute("ROLLBACK").unwrap();
    insert_after(&bench.db, 2);
    assert_eq!(stored(&bench.db), [2]);
}

#[test]
fn effects_follow_the_commit_and_only_the_commit() {
    let bench = bench();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        for id in 1..=3 {
            let seen = Arc::clone(&seen);
            answers.push(submit(&bench.db, move |tx| {
                let seen = Arc::clone(&seen);
                tx.after_commit(move || seen.lock().unwrap().push(id));
                tx.at_batch_end(move |conn| {
                    diesel::insert_into(notes::table)
                        .values((notes::id.eq(100 + id), notes::body.eq(vec![0_u8])))
                        .execute(conn)?;
                    Ok(())
                });
                insert(tx, id)?;
                if id == 2 { Err(StoreError::NotFound) } else { Ok(()) }
            }));
        }
    });
    for answer in answers {
        drop(answer.blocking_recv().unwrap());
    }
    assert_eq!(*seen.lock().unwrap(), [1, 3]);
    assert_eq!(stored(&bench.db), [1, 3, 101, 103]);
}

#[test]
fn a_full_queue_refuses_and_closing_commits_what_waits() {
    let bench = bench_with(&DbOptions { queue_limit: 2, ..DbOptions::default() });
    let mut answers = Vec::new();
    as_one_group(&bench.db, || {
        answers.push(submit(&bench.db, |tx| insert(tx, 1)));
        answers.push(submit(&bench.db, |tx| insert(tx, 2)));
        let writer = bench.db.inner.writer.as_ref().unwrap();
        let third = writer.submit(Lane::Interactive, |tx| insert(tx, 3));
        assert!(matches!(third, Err(StoreError::Unavailable(_))));
        // The other lane has a limit of its own.
        answers.push(writer.submit(Lane::Background, |tx| insert(tx, 4)).unwrap());
    });
    bench.db.close();
    assert!(answers.into_iter().all(|answer| answer.blocking_recv().unwrap().is_ok()));
    assert_eq!(stored(&bench.db), [1, 2, 4]);
    let late = bench.db.write_blocking(Lane::Interactive, |tx| insert(tx, 5));
    assert!(matches!(late, Err(StoreError::Unavailable(_))));
}
