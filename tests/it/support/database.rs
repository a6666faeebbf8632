//! A database per test, copied from a template that is migrated once: on SQLite a file copy, on PostgreSQL
//! `CREATE DATABASE … TEMPLATE`. Templates are keyed by the migrations' content, so that a changed migration is seen.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection as _;
use diesel::prelude::*;
use gridward::store::{DatabaseUrl, Db, DbOptions, Engine, StoreError, migrate};

/// A migrated, empty database that goes when the value does.
pub(crate) struct TestDatabase {
    pub(crate) url: DatabaseUrl,
    home: Home,
}

enum Home {
    File(#[expect(dead_code, reason = "kept for its Drop")] tempfile::TempDir),
    Server { name: String },
}

impl TestDatabase {
    /// Copies the migrated template.
    pub(crate) fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let dir = tempfile::tempdir().expect("a temporary folder");
                let path = dir.path().join("test.db");
                fs::copy(sqlite_template(), &path).expect("the template is copied");
                Self { url: DatabaseUrl::Sqlite(path), home: Home::File(dir) }
            }
            Engine::Postgres => {
                let template = postgres_template();
                let name = unique_name("test");
                server(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                Self { url: postgres_url(&name), home: Home::Server { name } }
            }
        }
    }

    /// An empty database without any table.
    pub(crate) fn unmigrated(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let dir = tempfile::tempdir().expect("a temporary folder");
                let url = DatabaseUrl::Sqlite(dir.path().join("empty.db"));
                Self { url, home: Home::File(dir) }
            }
            Engine::Postgres => {
                let name = unique_name("empty");
                server(&format!("CREATE DATABASE {name}"));
                Self { url: postgres_url(&name), home: Home::Server { name } }
            }
        }
    }

    /// Ends every connection that others have to it, as an operator or a restart of the server would; answers how many there
    /// were. Nothing to end on SQLite.
    pub(crate) fn end_backends(&self) -> usize {
        let Home::Server { name } = &self.home else { return 0 };
        let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        diesel::sql_query(sql).execute(&mut admin()).expect("the test server obeys")
    }

    /// Whether anybody may connect to it: a server that is being moved, or has too many clients, lets nobody in.
    pub(crate) fn admit(&self, anybody: bool) {
        if let Home::Server { name } = &self.home {
            server(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS {anybody}"));
        }
    }

    /// Another process that opens it.
    pub(crate) fn stranger(&self) -> Stranger {
        match &self.url {
            DatabaseUrl::Sqlite(path) => {
                let path = path.to_str().expect("a plain path");
                Stranger::Sqlite(Connection::establish(path).expect("the file opens"))
            }
            DatabaseUrl::Postgres(url) => {
                Stranger::Postgres(Connection::establish(url).expect("the server answers"))
            }
        }
    }

    /// Opens it with these options.
    pub(crate) fn open_with(&self, options: &DbOptions) -> Db {
        Db::open(&self.url, options).expect("the database opens")
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Db {
        self.open_with(&DbOptions { connections: 4, ..DbOptions::default() })
    }
}

/// Another process at work on the same database.
pub(crate) enum Stranger {
    Sqlite(diesel::sqlite::SqliteConnection),
    Postgres(diesel::pg::PgConnection),
}

impl Stranger {
    /// Runs statements.
    pub(crate) fn run(&mut self, sql: &str) {
        match self {
            Self::Sqlite(conn) => conn.batch_execute(sql),
            Self::Postgres(conn) => conn.batch_execute(sql),
        }
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Home::Server { name } = &self.home {
            server(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

fn unique_name(kind: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("gridward_{kind}_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A hash over every file under `migrations/` of one engine, and over the catalogue that is installed after them.
fn migrations_hash(engine: &str) -> u64 {
    let mut files: Vec<PathBuf> = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    for migration in fs::read_dir(root).expect("the migrations") {
        files.extend(fs::read_dir(migration.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain/catalogue/default");
    files.extend(fs::read_dir(catalogue).expect("the catalogue").map(|file| file.unwrap().path()));
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        fs::read(file).unwrap().hash(&mut hasher);
    }
    hasher.finish()
}

/// Each process that finds no template makes one of its own and moves it into place; the last move wins with the same
/// content.
fn sqlite_template() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let template = folder.join(format!("template-{:016x}.db", migrations_hash("sqlite")));
    if !template.exists() {
        let making = folder.join(format!("{}.db", unique_name("making")));
        let db = Db::open(&DatabaseUrl::Sqlite(making.clone()), &DbOptions::default())
            .expect("the template opens");
        db.read_blocking(|_| Ok::<_, StoreError>(())).unwrap();
        // On a thread of its own: a blocking write may not wait on the thread of an async test.
        std::thread::scope(|scope| scope.spawn(|| migrate::run(&db)).join())
            .expect("the migrations do not panic")
            .expect("the migrations apply");
        db.close();
        drop(db);
        fs::rename(&making, &template).expect("the template is moved into place");
    }
    template
}

/// The template on the server, made under an advisory lock.
fn postgres_template() -> String {
    let name = format!("gridward_template_{:016x}", migrations_hash("postgres"));
    let mut conn = admin();
    diesel::sql_query("SELECT pg_advisory_lock(4711)").execute(&mut conn).unwrap();
    let exists: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!(
        "(SELECT count(*) FROM pg_database WHERE datname = '{name}')"
    )))
    .get_result(&mut conn)
    .unwrap();
    if exists == 0 {
        let making = unique_name("making");
        diesel::sql_query(format!("CREATE DATABASE {making}")).execute(&mut conn).unwrap();
        let db =
            Db::open(&postgres_url(&making), &DbOptions { connections: 1, ..DbOptions::default() }).unwrap();
        migrate::run(&db).expect("the migrations apply");
        drop(db);
        diesel::sql_query(format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{making}'"
        ))
        .execute(&mut conn)
        .unwrap();
        diesel::sql_query(format!("ALTER DATABASE {making} RENAME TO {name}")).execute(&mut conn).unwrap();
    }
    name
}

/// The server that `script/test-pg` started.
fn server_url() -> String {
    if let Ok(url) = std::env::var("GRIDWARD_TEST_POSTGRES") {
        return url;
    }
    let folder = std::env::temp_dir().join("gridward-test-pg");
    assert!(folder.exists(), "no PostgreSQL for the tests: run script/test-pg first");
    format!("postgres://gridward@/postgres?host={}", folder.display())
}

fn postgres_url(database: &str) -> DatabaseUrl {
    DatabaseUrl::Postgres(server_url().replace("/postgres?", &format!("/{database}?")))
}

fn admin() -> diesel::pg::PgConnection {
    diesel::pg::PgConnection::establish(&server_url()).expect("the test server answers: run script/test-pg")
}

fn server(sql: &str) {
    diesel::sql_query(sql).execute(&mut admin()).unwrap_or_else(|error| panic!("{sql}: {error}"));
}
