//! Which database: an explicit scheme, never a guess.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::store::dialect::Engine;

/// Where the data live.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`: a file of our own.
    Sqlite(PathBuf),
    /// `postgres://…`: a server, as libpq understands it.
    Postgres(String),
}

/// A database URL that starts with neither `sqlite:` nor `postgres:`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the database URL must start with sqlite: or postgres://")]
pub struct UnknownScheme;

impl DatabaseUrl {
    /// The engine that the scheme names.
    pub fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = UnknownScheme;

    fn from_str(text: &str) -> Result<Self, UnknownScheme> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() { Err(UnknownScheme) } else { Ok(Self::Sqlite(PathBuf::from(path))) };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(UnknownScheme)
    }
}

/// Printed without its password and without its query, which may hold one.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => {
                let plain = url.split('?').next().unwrap_or_default();
                match plain.rsplit_once('@') {
                    Some((_, place)) => write!(f, "postgres://***@{place}"),
                    None => f.write_str(plain),
                }
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_explicit_schemes_are_taken() {
        assert_eq!("sqlite:a.db".parse(), Ok(DatabaseUrl::Sqlite("a.db".into())));
        assert_eq!("sqlite:///var/a.db".parse(), Ok(DatabaseUrl::Sqlite("/var/a.db".into())));
        assert!("postgres://u:p@h/d".parse::<DatabaseUrl>().is_ok());
        for bad in ["", "a.db", "mysql://x", "sqlite:"] {
            assert_eq!(bad.parse::<DatabaseUrl>(), Err(UnknownScheme));
        }
    }

    #[test]
    fn passwords_are_not_printed() {
        let url: DatabaseUrl = "postgres://ann:s3cret@host/db?password=other".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://***@host/db");
    }
}
