//! The server under test: this program in another process, over a database of its own that goes with it.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::BenchError;
use super::load::{Caller, Reply};
use crate::app;
use crate::config::Config;
use crate::service::core::Core;
use crate::store::{DatabaseUrl, Db, DbOptions, migrate};

/// Where the PostgreSQL for measurements is; `script/bench` starts one with durable commits.
pub(super) const POSTGRES: &str = "GRIDWARD_BENCH_POSTGRES";

/// A database for one measurement.
pub(super) struct Place {
    /// Its folder, for files and, on SQLite, the database.
    pub(super) folder: PathBuf,
    /// Where the database is.
    pub(super) url: DatabaseUrl,
}

impl Place {
    /// A fresh SQLite database in a temporary folder.
    pub(super) fn sqlite() -> Result<Self, BenchError> {
        let folder = folder()?;
        let url = DatabaseUrl::Sqlite(folder.join("bench.db"));
        Ok(Self { folder, url })
    }

    /// A fresh database on the measurements' PostgreSQL.
    pub(super) fn postgres() -> Result<Self, BenchError> {
        let server =
            std::env::var(POSTGRES).map_err(|_| format!("{POSTGRES} is not set: use script/bench"))?;
        let folder = folder()?;
        let name = format!("gridward_bench_{}", rand::random::<u32>());
        Db::open(&server.parse()?, &DbOptions::default())?
            .read_blocking(|conn| conn.create_database(&name))?;
        let url = DatabaseUrl::Postgres(server.replace("/postgres?", &format!("/{name}?")));
        Ok(Self { folder, url })
    }

    /// The configuration under which a program works on it.
    pub(super) fn settings(&self) -> [(&'static str, String); 2] {
        let url = match &self.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite://{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        [("GRIDWARD_DATABASE_URL", url), ("GRIDWARD_DATA_DIR", self.folder.display().to_string())]
    }

    /// Opens everything that use cases need, in this process; the database must be migrated.
    pub(super) fn core(&self) -> Result<Core, BenchError> {
        let settings = self.settings().map(|(name, value)| (name.to_owned(), value));
        Ok(app::open_core(&Config::parse(None, settings)?)?)
    }

    /// Opens and migrates it in this process.
    pub(super) fn open(&self) -> Result<Db, BenchError> {
        let db = Db::open(&self.url, &DbOptions::default())?;
        migrate::run(&db)?;
        Ok(db)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("bench: {}: {error}", self.folder.display());
        }
    }
}

fn folder() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("gridward-bench-{}", rand::random::<u64>()));
    fs::create_dir(&folder)?;
    Ok(folder)
}

/// A running server.
pub(super) struct Server {
    child: Child,
    /// Where it listens.
    pub(super) address: SocketAddr,
    /// From the start of the process to the first answer.
    pub(super) started_in: Duration,
}

impl Server {
    /// Starts the server on a free port and waits for its first answer.
    pub(super) fn start(place: &Place, settings: &[(&str, &str)]) -> Result<Self, BenchError> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let began = Instant::now();
        let child = Command::new(std::env::current_exe()?)
            .arg("serve")
            .env_remove(POSTGRES)
            .env("GRIDWARD_LISTEN", address.to_string())
            .envs(place.settings())
            .env("GRIDWARD_LOG", "warn")
            .env("GRIDWARD_DOOR_PER_MINUTE", "10000000")
            .env("GRIDWARD_DOOR_BURST", "10000000")
            .envs(settings.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        let mut server = Self { child, address, started_in: Duration::ZERO };
        server.wait(began)?;
        server.started_in = began.elapsed();
        Ok(server)
    }

    fn wait(&mut self, began: Instant) -> Result<(), BenchError> {
        while began.elapsed() < Duration::from_mins(1) {
            let first = Caller::new(self.address).ask("GET", "/readyz", None, None);
            if matches!(first, Ok(Reply { status: 200, .. })) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(format!("the server ended with {status}").into());
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err("the server does not answer".into())
    }

    /// Resident memory in megabytes, as the kernel tells.
    pub(super) fn resident_mb(&self) -> Result<f64, BenchError> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kilobytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Killed rather than asked: nothing of a measurement needs saving, and acknowledged writes survive it anyway.
        let ended = self.child.kill().and_then(|()| self.child.wait());
        if let Err(error) = ended {
            eprintln!("bench: the server cannot be ended: {error}");
        }
    }
}
