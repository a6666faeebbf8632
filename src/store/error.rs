//! What can go wrong in the database, told alike for both engines.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// A unique key that was already taken, as `table.column[,column…]`. Both engines are mapped to this one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// True when the key is that of `table` over `columns` (comma separated, in the order of the index).
    pub fn is(&self, table: &str, columns: &str) -> bool {
        self.0.split_once('.').is_some_and(|(t, c)| t == table && c == columns)
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SQLite says `UNIQUE constraint failed: t.a, t.b`.
    fn from_sqlite(message: &str) -> Option<Self> {
        let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
        let mut table = "";
        let mut names = Vec::new();
        for part in columns.split(", ") {
            let (t, column) = part.split_once('.')?;
            table = t;
            names.push(column);
        }
        Some(Self(format!("{table}.{}", names.join(","))))
    }

    /// PostgreSQL says `Key (a, b)=(1, 2) already exists.` and names the table; only the part before `)=` is stable.
    fn from_postgres(table: &str, detail: &str) -> Option<Self> {
        let (_, rest) = detail.split_once('(')?;
        let (columns, _) = rest.split_once(")=")?;
        Some(Self(format!("{table}.{}", columns.replace(", ", ","))))
    }
}

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique key is taken.
    #[error("the key {} is taken", .0.as_str())]
    Conflict(Key),
    /// A row that had to be there is not.
    #[error("no such row")]
    NotFound,
    /// The database cannot serve now: busy, full, gone, or its queue is full. Trying again later is right.
    #[error("the database cannot serve now: {0}")]
    Unavailable(String),
    /// A closure panicked; its writes were undone.
    #[error("a transaction panicked: {0}")]
    Panicked(String),
    /// A stored value that no code of this version understands.
    #[error("stored data is not understood: {0}")]
    Corrupt(String),
    /// PostgreSQL asks for the transaction to be run again.
    #[error("the transaction must be run again")]
    Retry(#[source] DieselError),
    /// Everything else: a fault of ours.
    #[error("the database refused: {0}")]
    Diesel(#[source] DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, ref info) => {
                let key = match info.details() {
                    Some(detail) => Key::from_postgres(info.table_name().unwrap_or_default(), detail),
                    None => Key::from_sqlite(info.message()),
                };
                key.map_or(Self::Diesel(error), Self::Conflict)
            }
            DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure, _) => Self::Retry(error),
            // Read-only: the server is a standby, or was made one a moment ago.
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction,
                ref info,
            ) => Self::Unavailable(info.message().to_owned()),
            DieselError::DatabaseError(_, ref info) => match fate(info.message()) {
                Fate::Retry => Self::Retry(error),
                Fate::Unavailable => Self::Unavailable(info.message().to_owned()),
                Fate::Bug => Self::Diesel(error),
            },
            DieselError::BrokenTransactionManager => Self::Unavailable("the connection is broken".to_owned()),
            other => Self::Diesel(other),
        }
    }
}

impl From<crate::domain::codes::UnknownCode> for StoreError {
    fn from(error: crate::domain::codes::UnknownCode) -> Self {
        Self::Corrupt(error.to_string())
    }
}

impl StoreError {
    /// True when the engine could not serve, whatever was asked of it.
    pub(in crate::store) fn is_fault(error: &DieselError) -> bool {
        match error {
            DieselError::DatabaseError(_, info) => matches!(fate(info.message()), Fate::Unavailable),
            DieselError::BrokenTransactionManager => true,
            _ => false,
        }
    }
}

/// What an engine's message means for the caller, where diesel gives no kind.
enum Fate {
    Retry,
    Unavailable,
    Bug,
}

fn fate(message: &str) -> Fate {
    const RETRY: [&str; 2] = ["deadlock detected", "could not serialize access"];
    const UNAVAILABLE: [&str; 17] = [
        "database or disk is full",
        "database is locked",
        "database table is locked",
        "database schema is locked",
        "locking protocol",
        "disk I/O error",
        "unable to open database file",
        "attempt to write a readonly database",
        "out of memory",
        "server closed the connection",
        "connection to server",
        "no connection to the server",
        "terminating connection",
        "canceling statement due to lock timeout",
        "out of shared memory",
        "could not extend file",
        "No space left on device",
    ];
    if RETRY.iter().any(|known| message.contains(known)) {
        Fate::Retry
    } else if UNAVAILABLE.iter().any(|known| message.contains(known)) {
        Fate::Unavailable
    } else {
        Fate::Bug
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn both_engines_name_a_key_alike() {
        let lite =
            Key::from_sqlite("UNIQUE constraint failed: idempotency_keys.person_id, idempotency_keys.key");
        let pg = Key::from_postgres("idempotency_keys", "Key (person_id, key)=(7, a)=(b) already exists.");
        assert_eq!(lite, pg);
        assert!(lite.is_some_and(|key| key.is("idempotency_keys", "person_id,key")));
    }
}
