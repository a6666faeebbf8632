//! Instants in the database: UTC microseconds in a `TIMESTAMP` column, on SQLite as text with exactly six decimals, so
//! that text sorts as time does.

use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, Timestamp as SqlTimestamp};
use diesel::sqlite::Sqlite;
use jiff::Timestamp;

use super::dialect::MultiBackend;

/// Microseconds from 1970-01-01 to 2000-01-01, where PostgreSQL's count begins.
const POSTGRES_EPOCH: i64 = 946_684_800_000_000;

/// An instant as a column holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = SqlTimestamp)]
pub struct DbTime {
    /// Microseconds since PostgreSQL's epoch.
    postgres_micros: i64,
}

impl From<Timestamp> for DbTime {
    fn from(at: Timestamp) -> Self {
        Self { postgres_micros: at.as_microsecond() - POSTGRES_EPOCH }
    }
}

impl DbTime {
    /// The instant, or an error for a value outside the years that a `Timestamp` can hold.
    fn instant(micros: i64) -> deserialize::Result<Self> {
        let at = Timestamp::from_microsecond(micros)?;
        Ok(Self::from(at))
    }

    /// The instant.
    pub fn at(self) -> Timestamp {
        // Every constructor went through a Timestamp, so the value is in range.
        Timestamp::from_microsecond(self.postgres_micros + POSTGRES_EPOCH).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl From<DbTime> for Timestamp {
    fn from(time: DbTime) -> Self {
        time.at()
    }
}

impl ToSql<SqlTimestamp, Pg> for DbTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<BigInt, Pg>::to_sql(&self.postgres_micros, out)
    }
}

impl FromSql<SqlTimestamp, Pg> for DbTime {
    fn from_sql(value: diesel::pg::PgValue<'_>) -> deserialize::Result<Self> {
        let micros: i64 = FromSql::<BigInt, Pg>::from_sql(value)?;
        Self::instant(micros.checked_add(POSTGRES_EPOCH).ok_or("infinite timestamp")?)
    }
}

impl ToSql<SqlTimestamp, Sqlite> for DbTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(sqlite_text(self.at()));
        Ok(IsNull::No)
    }
}

impl FromSql<SqlTimestamp, Sqlite> for DbTime {
    fn from_sql(mut value: <Sqlite as diesel::backend::Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let civil: jiff::civil::DateTime = value.read_text().parse()?;
        Ok(Self::from(jiff::tz::Offset::UTC.to_timestamp(civil)?))
    }
}

impl ToSql<SqlTimestamp, MultiBackend> for DbTime {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
        out.set_value((SqlTimestamp, self));
        Ok(IsNull::No)
    }
}

impl FromSql<SqlTimestamp, MultiBackend> for DbTime {
    fn from_sql(
        value: <MultiBackend as diesel::backend::Backend>::RawValue<'_>,
    ) -> deserialize::Result<Self> {
        value.from_sql::<Self, SqlTimestamp>()
    }
}

/// `2026-11-24 05:22:38.000001`, written by hand since it is on the hot path of every write.
fn sqlite_text(at: Timestamp) -> String {
    let civil = jiff::tz::Offset::UTC.to_datetime(at);
    let mut text = String::with_capacity(26);
    let mut pad = |mut value: i32, width: usize, end: &str| {
        let mut digits = [b'0'; 6];
        for digit in digits.iter_mut().take(width).rev() {
            *digit = b'0' + u8::try_from(value % 10).unwrap_or(0);
            value /= 10;
        }
        text.extend(digits.iter().take(width).map(|digit| char::from(*digit)));
        text.push_str(end);
    };
    pad(civil.year().into(), 4, "-");
    pad(civil.month().into(), 2, "-");
    pad(civil.day().into(), 2, " ");
    pad(civil.hour().into(), 2, ":");
    pad(civil.minute().into(), 2, ":");
    pad(civil.second().into(), 2, ".");
    pad(civil.subsec_nanosecond() / 1000, 6, "");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_text_has_six_decimals_always() {
        let at: Timestamp = "2026-01-02T03:04:05Z".parse().unwrap();
        assert_eq!(sqlite_text(at), "2026-01-02 03:04:05.000000");
        let at: Timestamp = "1999-12-31T23:59:59.000001Z".parse().unwrap();
        assert_eq!(sqlite_text(at), "1999-12-31 23:59:59.000001");
        assert_eq!(DbTime::from(at).at(), at);
    }
}
