//! Instants in JSON and in query strings: RFC 3339 with an offset, to the microsecond, shown in UTC.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant(pub Timestamp);

/// Text that is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time is RFC 3339 with an offset, such as 2026-03-10T10:00:00+08:00, in the years 1900 to 2199")]
pub struct BadInstant;

impl FromStr for Instant {
    type Err = BadInstant;

    fn from_str(text: &str) -> Result<Self, BadInstant> {
        // jiff reads more than RFC 3339: spaces for the T, names of zones in brackets, years with signs.
        let plain = text.len() <= 40
            && text.as_bytes().get(10).is_some_and(|b| matches!(b, b'T' | b't'))
            && text
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'T' | b't' | b'Z' | b'z' | b':' | b'-' | b'+' | b'.'));
        let at: Timestamp = text.parse().ok().filter(|_| plain).ok_or(BadInstant)?;
        let year = jiff::tz::Offset::UTC.to_datetime(at).year();
        if !(1900..2200).contains(&year) {
            return Err(BadInstant);
        }
        Timestamp::from_microsecond(at.as_microsecond()).map(Self).or(Err(BadInstant))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl utoipa::PartialSchema for Instant {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Instant {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_3339_and_nothing_else() {
        for (text, shown) in [
            ("2026-03-10T10:00:00+08:00", "2026-03-10T02:00:00Z"),
            ("2026-03-10T02:00:00.1234567Z", "2026-03-10T02:00:00.123456Z"),
            ("1986-05-04T00:00:00-09:30", "1986-05-04T09:30:00Z"),
        ] {
            assert_eq!(text.parse::<Instant>().map(|at| at.to_string()), Ok(shown.to_owned()), "{text}");
        }
        for text in [
            "2026-03-10T10:00:00",
            "2026-03-10 10:00:00+08:00",
            "2026-03-10T10:00:00+08:00[Asia/Shanghai]",
            "2026-02-30T10:00:00Z",
            "1899-12-31T00:00:00Z",
            "2200-01-01T00:00:00Z",
            "+002026-03-10T02:00:00Z",
            "now",
            "",
        ] {
            assert_eq!(text.parse::<Instant>(), Err(BadInstant), "{text}");
        }
    }
}
