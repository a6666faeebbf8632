//! Configuration: `gridward.toml` overlaid by `GRIDWARD_*` variables, parsed once into one validated struct that is then
//! passed down. Nothing else reads the environment, so what `doctor` prints is what runs.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use serde::Deserialize;

use crate::notify::mail::MailServer;
use crate::notify::sms::{SmsGateway, is_template};
use crate::notify::wecom::WecomApplication;

/// The prefix of every variable; the rest of the name is a key in capitals (`GRIDWARD_LISTEN`).
pub const PREFIX: &str = "GRIDWARD_";

/// The variable that names the file itself; it is no key.
pub const FILE_VARIABLE: &str = "GRIDWARD_CONFIG";

/// Variables of the test scripts; they are no keys either.
const TEST_PREFIX: &str = "GRIDWARD_TEST_";

/// Why a configuration was refused. Every message names the key and where it came from.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not TOML, or a key has the wrong type or is unknown.
    #[error("gridward.toml: {0}")]
    File(String),
    /// A variable names no key.
    #[error("{0} is not a setting of Gridward")]
    UnknownVariable(String),
    /// A value was understood but is not allowed.
    #[error("{key}: {why}")]
    Invalid {
        /// The key of the file, or the variable's key in small letters.
        key: &'static str,
        /// What is wrong.
        why: String,
    },
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line, for machines.
    Json,
    /// Short lines for a person at a terminal.
    Text,
}

/// What makes requests of strangers expensive to repeat: they are counted by address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoorLimit {
    /// Requests a minute that one address may make in the long run.
    pub per_minute: u32,
    /// Requests that it may make at once.
    pub burst: u32,
}

/// The validated configuration.
#[derive(Clone, PartialEq, Eq)]
pub struct Config {
    /// Where the HTTP server listens.
    pub listen: SocketAddr,
    /// The address under which clients reach the server, without a slash at the end.
    pub base_url: String,
    /// `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// The folder of photos (`files/`) and keys (`keys/`).
    pub data_dir: PathBuf,
    /// HTTP worker threads.
    pub workers: usize,
    /// Connections for reading, and on PostgreSQL for writing too.
    pub pool_size: u32,
    /// Writes that one commit may carry on SQLite; 1 turns group commit off.
    pub commit_group: usize,
    /// The shape of the log.
    pub log_format: LogFormat,
    /// The filter of the log, in the syntax of `tracing-subscriber`.
    pub log: String,
    /// The limit on requests of strangers.
    pub door: DoorLimit,
    /// Whether `X-Forwarded-For` is believed: only behind a proxy that sets it.
    pub trust_forwarded: bool,
    /// How long the head of a request, and each further piece of its body, may take to arrive.
    pub request_patience: Duration,
    /// How long in-flight requests may take after a request to stop, in seconds.
    pub shutdown_seconds: u64,
    /// The mail server (`smtps://`, `smtp://` with STARTTLS, `smtp+plain://` without), if mail is sent.
    pub smtp_url: Option<String>,
    /// A file of certificates in PEM that the mail server's may be signed by, besides the public authorities.
    pub smtp_ca: Option<PathBuf>,
    /// The sender of mail.
    pub mail_from: Option<String>,
    /// The application in WeCom, if messages are sent there.
    pub wecom: Option<WecomApplication>,
    /// The gateway of text messages, if there is one.
    pub sms: Option<SmsGateway>,
    /// Whether webhooks may call addresses of private networks, and without TLS.
    pub private_webhooks: bool,
}

/// The keys as written, before they are validated.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    listen: Option<String>,
    base_url: Option<String>,
    database_url: Option<String>,
    data_dir: Option<String>,
    workers: Option<i64>,
    pool_size: Option<i64>,
    commit_group: Option<i64>,
    log_format: Option<String>,
    log: Option<String>,
    door_per_minute: Option<i64>,
    door_burst: Option<i64>,
    trust_forwarded: Option<bool>,
    request_seconds: Option<i64>,
    shutdown_seconds: Option<i64>,
    smtp_url: Option<String>,
    smtp_ca: Option<String>,
    mail_from: Option<String>,
    wecom_url: Option<String>,
    wecom_corp_id: Option<String>,
    wecom_agent_id: Option<i64>,
    wecom_secret: Option<String>,
    sms_url: Option<String>,
    sms_body: Option<String>,
    sms_authorization: Option<String>,
    private_webhooks: Option<bool>,
}

impl Config {
    /// The mail server, if there is one.
    pub fn mail_server(&self) -> Result<Option<MailServer>, ConfigError> {
        let Some(url) = &self.smtp_url else { return Ok(None) };
        let from = self.mail_from.as_deref().ok_or_else(|| invalid("mail_from", "is needed to send mail"))?;
        let server = MailServer::parse(url, from).map_err(|why| invalid("smtp_url", why))?;
        let Some(path) = &self.smtp_ca else { return Ok(Some(server)) };
        let authority = std::fs::read(path).map_err(|error| invalid("smtp_ca", error.to_string()))?;
        server.trusting(authority).map(Some).map_err(|why| invalid("smtp_ca", why))
    }

    /// Reads the text of `gridward.toml` (if there is one) and lays the `GRIDWARD_*` variables of `vars` over it. Other
    /// variables are ignored; unknown keys are refused on both sides, since a mistyped key is a setting that is not set.
    pub fn parse(
        file: Option<&str>,
        vars: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut raw = match file {
            Some(text) => toml::from_str(text).map_err(|e| ConfigError::File(e.to_string()))?,
            None => Raw::default(),
        };
        for (name, value) in vars {
            if let Some(key) =
                name.strip_prefix(PREFIX).filter(|_| name != FILE_VARIABLE && !name.starts_with(TEST_PREFIX))
            {
                raw.set(&key.to_ascii_lowercase(), value)?;
            }
        }
        raw.validate()
    }
}

impl Raw {
    fn set(&mut self, key: &str, value: String) -> Result<(), ConfigError> {
        match key {
            "listen" => self.listen = Some(value),
            "base_url" => self.base_url = Some(value),
            "database_url" => self.database_url = Some(value),
            "data_dir" => self.data_dir = Some(value),
            "workers" => self.workers = Some(typed("workers", &value)?),
            "pool_size" => self.pool_size = Some(typed("pool_size", &value)?),
            "commit_group" => self.commit_group = Some(typed("commit_group", &value)?),
            "log_format" => self.log_format = Some(value),
            "log" => self.log = Some(value),
            "door_per_minute" => self.door_per_minute = Some(typed("door_per_minute", &value)?),
            "door_burst" => self.door_burst = Some(typed("door_burst", &value)?),
            "trust_forwarded" => self.trust_forwarded = Some(typed("trust_forwarded", &value)?),
            "request_seconds" => self.request_seconds = Some(typed("request_seconds", &value)?),
            "shutdown_seconds" => self.shutdown_seconds = Some(typed("shutdown_seconds", &value)?),
            "smtp_url" => self.smtp_url = Some(value),
            "smtp_ca" => self.smtp_ca = Some(value),
            "mail_from" => self.mail_from = Some(value),
            "wecom_url" => self.wecom_url = Some(value),
            "wecom_corp_id" => self.wecom_corp_id = Some(value),
            "wecom_agent_id" => self.wecom_agent_id = Some(typed("wecom_agent_id", &value)?),
            "wecom_secret" => self.wecom_secret = Some(value),
            "sms_url" => self.sms_url = Some(value),
            "sms_body" => self.sms_body = Some(value),
            "sms_authorization" => self.sms_authorization = Some(value),
            "private_webhooks" => self.private_webhooks = Some(typed("private_webhooks", &value)?),
            _ => {
                return Err(ConfigError::UnknownVariable(format!("{PREFIX}{}", key.to_ascii_uppercase())));
            }
        }
        Ok(())
    }

    fn validate(self) -> Result<Config, ConfigError> {
        let (wecom, sms) = (self.wecom()?, self.sms()?);
        let listen: SocketAddr = typed("listen", self.listen.as_deref().unwrap_or("127.0.0.1:8080"))?;
        let base_url = self.base_url.unwrap_or_else(|| format!("http://{listen}"));
        let log_format = match self.log_format.as_deref().unwrap_or("json") {
            "json" => LogFormat::Json,
            "text" => LogFormat::Text,
            other => return Err(invalid("log_format", format!("{other:?} is neither json nor text"))),
        };
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let config = Config {
            listen,
            base_url: url("base_url", &base_url, &["http://", "https://"])?,
            database_url: url(
                "database_url",
                self.database_url.as_deref().unwrap_or("sqlite:gridward.db"),
                &["sqlite:", "postgres://", "postgresql://"],
            )?,
            data_dir: PathBuf::from(self.data_dir.unwrap_or_else(|| "data".to_owned())),
            workers: self.workers.map_or(Ok(cores), |n| within("workers", n, 1, 256))?,
            pool_size: self.pool_size.map_or(Ok(8), |n| within("pool_size", n, 1, 500))?,
            commit_group: self.commit_group.map_or(Ok(256), |n| within("commit_group", n, 1, 4096))?,
            log_format,
            log: self.log.unwrap_or_else(|| "info".to_owned()),
            door: DoorLimit {
                per_minute: within("door_per_minute", self.door_per_minute.unwrap_or(60), 1, 10_000_000)?,
                burst: within("door_burst", self.door_burst.unwrap_or(20), 1, 10_000_000)?,
            },
            trust_forwarded: self.trust_forwarded.unwrap_or(false),
            request_patience: Duration::from_secs(within(
                "request_seconds",
                self.request_seconds.unwrap_or(15),
                1,
                600,
            )?),
            shutdown_seconds: within("shutdown_seconds", self.shutdown_seconds.unwrap_or(30), 1, 600)?,
            smtp_url: self.smtp_url,
            smtp_ca: self.smtp_ca.map(PathBuf::from),
            mail_from: self.mail_from,
            wecom,
            sms,
            private_webhooks: self.private_webhooks.unwrap_or(false),
        };
        config.mail_server()?;
        Ok(config)
    }

    /// The application in WeCom: id, number and secret come together.
    fn wecom(&self) -> Result<Option<WecomApplication>, ConfigError> {
        let server = self.wecom_url.as_deref().unwrap_or("https://qyapi.weixin.qq.com");
        let server = url("wecom_url", server, &["https://", "http://"])?;
        match (&self.wecom_corp_id, self.wecom_agent_id, &self.wecom_secret) {
            (None, None, None) => Ok(None),
            (Some(corp), Some(agent_id), Some(secret)) => Ok(Some(WecomApplication {
                url: server,
                corp_id: corp.clone(),
                agent_id,
                secret: secret.clone(),
            })),
            _ => Err(invalid("wecom_corp_id", "comes together with wecom_agent_id and wecom_secret")),
        }
    }

    /// The gateway of text messages.
    fn sms(&self) -> Result<Option<SmsGateway>, ConfigError> {
        let (Some(gateway), Some(body)) = (&self.sms_url, &self.sms_body) else {
            return match (&self.sms_url, &self.sms_body) {
                (None, None) => Ok(None),
                _ => Err(invalid("sms_url", "comes together with sms_body")),
            };
        };
        if !is_template(body) {
            return Err(invalid("sms_body", "must be JSON with {phone} and {text} within strings"));
        }
        let gateway = url("sms_url", gateway, &["https://", "http://"])?;
        Ok(Some(SmsGateway {
            url: gateway,
            body: body.clone(),
            authorization: self.sms_authorization.clone(),
        }))
    }
}

fn invalid(key: &'static str, why: impl Into<String>) -> ConfigError {
    ConfigError::Invalid { key, why: why.into() }
}

fn typed<T: FromStr<Err: fmt::Display>>(key: &'static str, text: &str) -> Result<T, ConfigError> {
    text.trim().parse().map_err(|why| invalid(key, format!("{text:?}: {why}")))
}

fn within<T: TryFrom<i64>>(key: &'static str, n: i64, low: i64, high: i64) -> Result<T, ConfigError> {
    let why = || invalid(key, format!("{n} is not between {low} and {high}"));
    if (low..=high).contains(&n) { T::try_from(n).map_err(|_| why()) } else { Err(why()) }
}

fn url(key: &'static str, text: &str, schemes: &[&str]) -> Result<String, ConfigError> {
    if schemes.iter().any(|s| text.len() > s.len() && text.starts_with(s)) {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(invalid(key, format!("must begin with one of {}", schemes.join(" "))))
    }
}

/// Hides the password of a URL (`scheme://user:password@host`) and its query, which may hold one too.
fn redacted(url: &str) -> String {
    let url = url.split('?').next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    match rest.rsplit_once('@') {
        Some((login, host)) => {
            let user = login.split_once(':').map_or(login, |(user, _)| user);
            format!("{scheme}://{user}:***@{host}")
        }
        None => url.to_owned(),
    }
}

/// Prints the file that would give this configuration, without secrets.
impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "listen = \"{}\"", self.listen)?;
        writeln!(f, "base_url = {:?}", redacted(&self.base_url))?;
        writeln!(f, "database_url = {:?}", redacted(&self.database_url))?;
        writeln!(f, "data_dir = {:?}", self.data_dir.display().to_string())?;
        writeln!(f, "workers = {}", self.workers)?;
        writeln!(f, "pool_size = {}", self.pool_size)?;
        writeln!(f, "commit_group = {}", self.commit_group)?;
        let format = match self.log_format {
            LogFormat::Json => "json",
            LogFormat::Text => "text",
        };
        writeln!(f, "log_format = \"{format}\"")?;
        writeln!(f, "log = {:?}", self.log)?;
        writeln!(f, "door_per_minute = {}", self.door.per_minute)?;
        writeln!(f, "door_burst = {}", self.door.burst)?;
        writeln!(f, "trust_forwarded = {}", self.trust_forwarded)?;
        writeln!(f, "request_seconds = {}", self.request_patience.as_secs())?;
        writeln!(f, "shutdown_seconds = {}", self.shutdown_seconds)?;
        if let Some(smtp) = &self.smtp_url {
            writeln!(f, "smtp_url = {:?}", redacted(smtp))?;
        }
        if let Some(path) = &self.smtp_ca {
            writeln!(f, "smtp_ca = {:?}", path.display().to_string())?;
        }
        if let Some(from) = &self.mail_from {
            writeln!(f, "mail_from = {from:?}")?;
        }
        if let Some(wecom) = &self.wecom {
            writeln!(f, "wecom_url = {:?}", redacted(&wecom.url))?;
            writeln!(f, "wecom_corp_id = {:?}", wecom.corp_id)?;
            writeln!(f, "wecom_agent_id = {}", wecom.agent_id)?;
            writeln!(f, "wecom_secret = \"***\"")?;
        }
        if let Some(sms) = &self.sms {
            writeln!(f, "sms_url = {:?}", redacted(&sms.url))?;
            writeln!(f, "sms_body = {:?}", sms.body)?;
            if sms.authorization.is_some() {
                writeln!(f, "sms_authorization = \"***\"")?;
            }
        }
        writeln!(f, "private_webhooks = {}", self.private_webhooks)?;
        Ok(())
    }
}

/// Redacted too: a configuration in a panic message or a log must not give a password away.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vars(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn defaults_stand_without_a_file() {
        let config = Config::parse(None, vars(&[("PATH", "/bin")])).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.base_url, "http://127.0.0.1:8080");
        assert_eq!(config.database_url, "sqlite:gridward.db");
        assert_eq!(config.log_format, LogFormat::Json);
    }

    #[test]
    fn variables_win_over_the_file() {
        let config =
            Config::parse(Some("workers = 3\nlog = \"debug\""), vars(&[("GRIDWARD_WORKERS", "5")])).unwrap();
        assert_eq!(config.workers, 5);
        assert_eq!(config.log, "debug");
    }

    #[test]
    fn mistakes_are_refused_by_name() {
        for (file, env, want) in [
            (Some("lisen = \"x\""), vec![], "unknown field `lisen`"),
            (Some("workers = \"many\""), vec![], "invalid type"),
            (Some("workers = 0"), vec![], "workers: 0 is not between 1 and 256"),
            (Some("listen = \"nowhere\""), vec![], "listen: \"nowhere\""),
            (Some("database_url = \"mysql://h/d\""), vec![], "database_url: must begin with"),
            (Some("log_format = \"xml\""), vec![], "log_format"),
            (Some("smtp_url = \"smtp://m\""), vec![], "mail_from: is needed"),
            (Some("smtp_url = \"http://m\"\nmail_from = \"a@b.example\""), vec![], "smtp_url: must begin"),
            (
                Some("smtp_url = \"smtp://m\"\nmail_from = \"a@b.example\"\nsmtp_ca = \"no/such/file\""),
                vec![],
                "smtp_ca: ",
            ),
            (Some("wecom_secret = \"x\""), vec![], "wecom_corp_id: comes together"),
            (Some("sms_url = \"https://x\"\nsms_body = \"{}\""), vec![], "sms_body: must be JSON"),
            (Some("= broken"), vec![], "gridward.toml"),
            (None, vec![("GRIDWARD_LISEN", "x")], "GRIDWARD_LISEN is not a setting"),
            (None, vec![("GRIDWARD_TRUST_FORWARDED", "perhaps")], "trust_forwarded"),
            (None, vec![("GRIDWARD_DOOR_BURST", "-1")], "door_burst: -1"),
        ] {
            let err = Config::parse(file, vars(&env)).unwrap_err().to_string();
            assert!(err.contains(want), "{err} should say {want}");
        }
    }

    #[test]
    fn printing_hides_passwords_and_can_be_read_back() {
        let file = "database_url = \"postgres://ward:s3cret@db/ward\"\nsmtp_url = \"smtps://m:p%40ss@mail:465\"\n\
             mail_from = \"a@b.example\"\nwecom_corp_id = \"c\"\nwecom_agent_id = 7\nwecom_secret = \"h1dden\"";
        let printed = Config::parse(Some(file), vec![]).unwrap().to_string();
        assert!(
            !printed.contains("s3cret") && !printed.contains("p%40ss") && !printed.contains("h1dden"),
            "{printed}"
        );
        assert!(printed.contains("postgres://ward:***@db/ward"), "{printed}");
        assert!(Config::parse(Some(&printed), vec![]).is_ok(), "{printed}");
    }

    #[test]
    fn the_file_variable_is_no_key() {
        assert!(Config::parse(None, vars(&[("GRIDWARD_CONFIG", "elsewhere.toml")])).is_ok());
    }
}
