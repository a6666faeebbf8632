//! Wires the rooms: configuration in, a running house out. Commands and tests build it through here.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::{Config, ConfigError, FILE_VARIABLE, LogFormat};
use crate::domain::clock::Clock;
use crate::domain::notice::channel::Channel;
use crate::notify::channel::Carriers;
use crate::notify::http::Http;
use crate::notify::mail::MailCarrier;
use crate::notify::sms::SmsCarrier;
use crate::notify::webhook::WebhookCarrier;
use crate::notify::wecom::WecomCarrier;
use crate::service::core::Core;
use crate::service::keys::Keys;
use crate::service::notice::NoticeOptions;
use crate::store::db::UnknownScheme;
use crate::store::files::DiskFiles;
use crate::store::{Db, DbOptions, StoreError, migrate};
use crate::web::Web;

/// Why the house could not be opened. Printed as it is to whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database URL names no engine.
    #[error(transparent)]
    Url(#[from] UnknownScheme),
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The master key file is not one.
    #[error("{0}: not a master key (64 hexadecimal digits)")]
    Key(String),
    /// The database could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database was made by an older program.
    #[error("the database lacks migrations: run `gridward migrate` first")]
    Behind,
    /// The network or the runtime.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A use case failed during a command.
    #[error("{0}")]
    Command(String),
}

/// The system's clock, cut to microseconds, since that is what the database keeps.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one clock that the others stand for")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }
}

/// Reads `gridward.toml` (or the file that `GRIDWARD_CONFIG` names) and the environment.
pub fn load_config() -> Result<Config, StartError> {
    let named = std::env::var(FILE_VARIABLE).ok();
    let path = named.clone().unwrap_or_else(|| "gridward.toml".to_owned());
    let text = match fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
        Err(error) => return Err(StartError::File { path, error }),
    };
    Ok(Config::parse(text.as_deref(), std::env::vars())?)
}

/// Sends spans and events to standard error, as the configuration says.
pub fn start_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::try_new(&config.log).unwrap_or_else(|_| "info".into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match config.log_format {
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).try_init(),
        LogFormat::Text => log.with_target(false).try_init(),
    };
    if started.is_err() {
        tracing::debug!("the log was started before");
    }
}

/// Opens the database without asking whether it is up to date.
pub fn open_database(config: &Config) -> Result<Db, StartError> {
    let options =
        DbOptions { connections: config.pool_size, batch_limit: config.commit_group, ..DbOptions::default() };
    Ok(Db::open(&config.database_url.parse()?, &options)?)
}

/// Opens everything that use cases need; refuses a database that lacks migrations.
pub fn open_core(config: &Config) -> Result<Core, StartError> {
    let db = open_database(config)?;
    if migrate::is_behind(&db)? {
        return Err(StartError::Behind);
    }
    let keys = load_keys(&config.data_dir)?;
    let folder = config.data_dir.join("files");
    let files = DiskFiles::open(&folder, &std::process::id().to_string())
        .map_err(|error| StartError::File { path: folder.display().to_string(), error })?;
    let core = Core::new(db, Arc::new(SystemClock), keys, Arc::new(files));
    Ok(core.with_notices(NoticeOptions {
        channels: carriers(config)?.channels(),
        base_url: config.base_url.clone(),
        private_hooks: config.private_webhooks,
    }))
}

/// The channels that the configuration sets up.
pub fn carriers(config: &Config) -> Result<Carriers, StartError> {
    let http = Http::new(config.private_webhooks);
    let mut carriers = Carriers::default().with(Channel::Webhook, WebhookCarrier::new(http));
    // What the operator names may lie in the operator's own network.
    let trusted = Http::new(true);
    if let Some(server) = config.mail_server()? {
        carriers = carriers.with(Channel::Email, MailCarrier::new(server));
    }
    if let Some(application) = &config.wecom {
        carriers = carriers.with(Channel::Wecom, WecomCarrier::new(application.clone(), trusted.clone()));
    }
    if let Some(gateway) = &config.sms {
        carriers = carriers.with(Channel::Sms, SmsCarrier::new(gateway.clone(), trusted));
    }
    Ok(carriers)
}

/// The web room's state, with a cursor key that every node of one data folder shares.
pub fn web_state(config: &Config, core: &Core) -> Web {
    Web::new(config, core.keys.derive("cursor"))
}

/// Reads the master key, or makes it on the first start.
pub fn load_keys(data_dir: &Path) -> Result<Keys, StartError> {
    let folder = data_dir.join("keys");
    let path = folder.join("master.key");
    let name = path.display().to_string();
    let file_error = |error| StartError::File { path: name.clone(), error };
    match fs::read_to_string(&path) {
        Ok(text) => parse_key(text.trim()).map(Keys::new).ok_or(StartError::Key(name)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            fs::create_dir_all(&folder).map_err(file_error)?;
            let master: [u8; 32] = rand::random();
            write_secret(&path, &hex(&master)).map_err(file_error)?;
            tracing::info!(path = %name, "made a master key: keep a copy apart from the database");
            Ok(Keys::new(master))
        }
        Err(error) => Err(file_error(error)),
    }
}

/// Only the owner may read it, it is on disk before it is used, and an existing file is never overwritten.
fn write_secret(path: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{text}")?;
    file.sync_all()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn parse_key(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?;
    }
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_master_key_is_made_once_and_read_again() {
        let dir = tempfile::tempdir().unwrap();
        let first = load_keys(dir.path()).unwrap().derive("test");
        assert_eq!(load_keys(dir.path()).unwrap().derive("test"), first);
        fs::write(dir.path().join("keys/master.key"), "short").unwrap();
        assert!(matches!(load_keys(dir.path()), Err(StartError::Key(_))));
    }
}
