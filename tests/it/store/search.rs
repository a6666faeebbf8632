//! Both engines find the same cases for what people type.

use diesel::prelude::*;
use gridward::domain::ids::CaseId;
use gridward::domain::text::SearchQuery;
use gridward::store::{Db, Engine, Lane, StoreError, search};

use crate::support::both_engines;
use crate::support::database::TestDatabase;

/// A closed case, as far as the index needs it.
fn file(db: &Db, id: i64, text: &'static str) {
    let none = if db.engine() == Engine::Sqlite { "X''" } else { "''" };
    db.write_blocking(Lane::Interactive, move |tx| {
        for sql in [
            format!(
                "INSERT INTO incidents (id, tracking_code, source, anonymous, occurred_at, recorded_at)
                 VALUES ({id}, 'T{id}', 'staff', FALSE, '2026-03-10 02:00:00.000000', '2026-03-10 02:00:00.000000')"
            ),
            format!(
                "INSERT INTO cases (id, seq, version, state, level, priority, source, sensitive, occurred_at, filed_at,
                                    changed_at, chain_head, detail)
                 VALUES ({id}, 1, 1, 'closed', 'street', 'normal', 'staff', FALSE, '2026-03-10 02:00:00.000000',
                         '2026-03-10 02:00:00.000000', '2026-03-10 02:00:00.000000', {none}, '{{}}')"
            ),
        ] {
            diesel::sql_query(sql).execute(&mut **tx)?;
        }
        search::index(tx, CaseId(id), text);
        Ok::<_, StoreError>(())
    })
    .unwrap();
}

fn find(db: &Db, typed: &str) -> Vec<i64> {
    let query = SearchQuery::parse(typed).unwrap();
    let found = db.read_blocking(move |conn| search::list_found(conn, &query, 10)).unwrap();
    found.into_iter().map(|case| case.0).collect()
}

both_engines! {
    fn two_character_words_are_found(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        file(&db, 1, "消防通道被杂物堵塞，３号楼东侧");
        file(&db, 2, "路灯不亮 Street light OUT near No. 12");
        file(&db, 3, "消。防火门坏了");
        for (typed, expected) in [
            ("消防", vec![1]),
            ("通道", vec![1]),
            ("防火", vec![3]),
            ("防", vec![3, 1]),
            ("了", vec![3]),
            ("3号楼", vec![1]),
            ("3 楼", vec![1]),
            ("street LIGHT", vec![2]),
            ("stre", vec![2]),
            ("1", vec![]),
            ("12", vec![2]),
            ("路灯 消防", vec![]),
            ("水管", vec![]),
            ("\" OR 消防 --", vec![]),
            ("消防' | '路灯", vec![]),
        ] {
            assert_eq!(find(&db, typed), expected, "{typed}");
        }
        db.close();
    }

    fn a_case_is_found_by_its_last_text_and_not_when_it_was_sealed(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        file(&db, 1, "路灯");
        let change = |text: Option<&'static str>| {
            db.write_blocking(Lane::Interactive, move |tx| {
                match text {
                    Some(text) => search::index(tx, CaseId(1), text),
                    None => search::forget(tx, CaseId(1)),
                }
                Ok::<_, StoreError>(())
            })
            .unwrap();
        };
        change(Some("井盖"));
        assert_eq!((find(&db, "路灯"), find(&db, "井盖")), (vec![], vec![1]));
        change(None);
        change(None);
        assert_eq!(find(&db, "井盖"), Vec::<i64>::new());
        db.close();
    }

    fn nothing_is_indexed_for_what_failed(engine) {
        let database = TestDatabase::new(engine);
        let db = database.open();
        file(&db, 1, "路灯");
        let failed = db.write_blocking(Lane::Interactive, |tx| {
            search::index(tx, CaseId(1), "井盖");
            Err::<(), _>(StoreError::NotFound)
        });
        assert!(failed.is_err());
        assert_eq!((find(&db, "路灯"), find(&db, "井盖")), (vec![1], vec![]));
        db.close();
    }
}
