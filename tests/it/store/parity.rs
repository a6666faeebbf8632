//! Both dialects describe the same tables, and every migration can be taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use gridward::store::{Engine, StoreError, migrate};

use crate::support::both_engines;
use crate::support::database::TestDatabase;

#[derive(QueryableByName, Debug)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    not_null: i64,
}

const SQLITE_COLUMNS: &str = "
    SELECT m.name AS table_name, c.name AS name, c.type AS kind,
           (c.\"notnull\" = 1 OR (c.pk > 0)) AS not_null
    FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '\\_\\_diesel%' ESCAPE '\\'
      AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'";

const POSTGRES_COLUMNS: &str = "
    SELECT table_name::text AS table_name, column_name::text AS name, data_type::text AS kind,
           (is_nullable = 'NO')::int::bigint AS not_null
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_\\_diesel%'
      AND data_type <> 'tsvector'";

/// `table.column` with its type in one vocabulary and whether it may be null.
fn columns(engine: Engine) -> BTreeMap<String, (String, bool)> {
    let database = TestDatabase::new(engine);
    let sql = if engine == Engine::Sqlite { SQLITE_COLUMNS } else { POSTGRES_COLUMNS };
    let rows: Vec<Column> = database
        .open()
        .read_blocking(|conn| Ok::<_, StoreError>(diesel::sql_query(sql).load(conn)?))
        .unwrap();
    assert!(!rows.is_empty());
    rows.into_iter()
        .map(|row| {
            let kind = match row.kind.as_str() {
                "INTEGER" | "bigint" | "boolean" => "integer",
                "TEXT" | "text" | "timestamp without time zone" => "text",
                "REAL" | "double precision" => "real",
                "BLOB" | "bytea" => "blob",
                other => panic!("{}.{}: {other} is in neither dialect", row.table_name, row.name),
            };
            (format!("{}.{}", row.table_name, row.name), (kind.to_owned(), row.not_null == 1))
        })
        .collect()
}

#[test]
fn both_dialects_have_the_same_tables() {
    let sqlite = columns(Engine::Sqlite);
    let postgres = columns(Engine::Postgres);
    let names = |columns: &BTreeMap<String, (String, bool)>| columns.keys().cloned().collect::<BTreeSet<_>>();
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>();
    let (lite, pg) = (names(&sqlite), names(&postgres));
    // The search index is each engine's own: FTS5 there, tsvector here.
    let search =
        |names: Vec<String>| names.into_iter().filter(|name| !name.contains("search")).collect::<Vec<_>>();
    assert_eq!(search(only(&lite, &pg)), Vec::<String>::new(), "only in SQLite");
    assert_eq!(search(only(&pg, &lite)), Vec::<String>::new(), "only in PostgreSQL");
    for (column, of_sqlite) in &sqlite {
        if let Some(of_postgres) = postgres.get(column) {
            assert_eq!(of_sqlite, of_postgres, "{column}");
        }
    }
}

#[test]
fn both_dialects_have_the_same_migrations() {
    let names = |engine: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[test]
fn sqlite_defers_no_key_to_the_commit_and_every_table_is_strict() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations/sqlite");
    for migration in fs::read_dir(root).unwrap() {
        let text = fs::read_to_string(migration.unwrap().path().join("up.sql")).unwrap();
        assert!(
            !text.to_uppercase().contains("DEFERRABLE"),
            "one violation would fail its neighbours at COMMIT"
        );
        let tables = text.matches("CREATE TABLE").count();
        assert_eq!(tables, text.matches("STRICT").count(), "every table is STRICT:\n{text}");
    }
}

both_engines! {
    fn migrations_go_up_down_and_up_again(engine) {
        let database = TestDatabase::unmigrated(engine);
        let db = database.open();
        assert!(migrate::is_behind(&db).unwrap());
        let first = migrate::run(&db).unwrap();
        assert!(!migrate::is_behind(&db).unwrap());
        migrate::revert_all(&db).unwrap();
        assert_eq!(migrate::run(&db).unwrap(), first);
        assert_eq!(migrate::run(&db).unwrap(), Vec::<String>::new());
    }
}
