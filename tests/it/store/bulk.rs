//! The bulk fixture of the measurements: copies under new ids, with every index as it was.

use diesel::prelude::*;
use diesel::sql_types::Text;
use gridward::domain::ids::CaseId;
use gridward::store::bulk::multiply_cases;
use gridward::store::case::find_case;
use gridward::store::{Db, Engine, Lane, StoreError, migrate};

use crate::support::both_engines;
use crate::support::database::TestDatabase;

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    name: String,
}

fn indexes(db: &Db) -> Vec<String> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT name || coalesce(sql, '') AS name FROM sqlite_schema WHERE type = 'index' ORDER BY 1"
        }
        Engine::Postgres => {
            "SELECT indexdef AS name FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
        }
    };
    let rows: Vec<Named> =
        db.read_blocking(|conn| Ok::<_, StoreError>(diesel::sql_query(sql).load(conn)?)).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

/// Two closed cases, as far as lists need them.
fn tell(db: &Db) {
    let none = if db.engine() == Engine::Sqlite { "X''" } else { "''" };
    let at = "'2026-03-10 02:00:00.000000'";
    db.write_blocking(Lane::Interactive, move |tx| {
        for id in [1, 2] {
            for sql in [
                format!(
                    "INSERT INTO incidents (id, tracking_code, client_uuid, source, anonymous, occurred_at, recorded_at)
                     VALUES ({id}, 'T{id}', 'uuid-{id}', 'staff', FALSE, {at}, {at})"
                ),
                format!(
                    r#"INSERT INTO cases (id, seq, version, state, level, priority, source, sensitive, occurred_at, filed_at,
                                          changed_at, chain_head, detail)
                       VALUES ({id}, 1, 1, 'closed', 'street', 'normal', 'staff', FALSE, {at}, {at}, {at}, {none},
                               '{{"id":"{id}","note":"id {id}","incident":"{id}"}}')"#
                ),
                format!("INSERT INTO timers (case_id, fire_at, failures) VALUES ({id}, {at}, 0)"),
            ] {
                diesel::sql_query(sql).execute(&mut **tx)?;
            }
        }
        Ok::<_, StoreError>(())
    })
    .unwrap();
}

fn texts(db: &Db, sql: &'static str) -> Vec<String> {
    let rows: Vec<Named> =
        db.read_blocking(|conn| Ok::<_, StoreError>(diesel::sql_query(sql).load(conn)?)).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

both_engines! {
    fn copies_stand_under_ids_of_their_own_and_every_index_is_there_again(engine) {
        let database = TestDatabase::unmigrated(engine);
        let db = database.open();
        migrate::run(&db).unwrap();
        tell(&db);
        let before = indexes(&db);
        db.close();
        drop(db);
        assert_eq!(multiply_cases(&database.url, 3).unwrap(), 8);
        let db = database.open();
        assert_eq!(indexes(&db), before);
        let details = texts(&db, "SELECT detail AS name FROM cases ORDER BY id");
        let wanted: Vec<String> = (1..=8)
            .map(|id| format!(r#"{{"id":"{id}","note":"id {}","incident":"{id}"}}"#, (id - 1) % 2 + 1))
            .collect();
        assert_eq!(details, wanted, "the case's own id is the new one, and nothing else changes");
        let quiet = texts(&db, "SELECT CAST(fire_at AS TEXT) AS name FROM timers");
        assert_eq!(quiet.len(), 8);
        assert!(quiet.iter().all(|at| at.starts_with("3000-01-01")), "{quiet:?}");
        let codes = texts(&db, "SELECT DISTINCT tracking_code AS name FROM incidents");
        assert_eq!(codes.len(), 8);
        // The rows are real ones to the engine: the next id follows, and a lookup by key answers.
        let found = db.read_blocking(|conn| find_case(conn, CaseId(9))).unwrap();
        assert!(found.is_none());
        db.write_blocking(Lane::Interactive, |tx| {
            let sql = "INSERT INTO incidents (tracking_code, source, anonymous, occurred_at, recorded_at) VALUES
                       ('next', 'staff', FALSE, '2026-03-10 02:00:00.000000', '2026-03-10 02:00:00.000000')";
            diesel::sql_query(sql).execute(&mut **tx)?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
        assert_eq!(texts(&db, "SELECT CAST(max(id) AS TEXT) AS name FROM incidents"), ["9"]);
    }
}
