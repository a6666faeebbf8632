//! Ids: `i64` inside, strings at the API. A newtype each, so that a person is never mistaken for a case.

use std::fmt;
use std::str::FromStr;

/// Text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: ids are positive decimal numbers")]
pub struct BadId;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            /// Accepts what `Display` writes and nothing else: no sign, no leading zero, no white space.
            fn from_str(text: &str) -> Result<Self, BadId> {
                let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
                match text.parse() {
                    Ok(id) if plain => Ok(Self(id)),
                    _ => Err(BadId),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some("^[1-9][0-9]{0,18}$"))
                    .into()
            }
        }

        impl utoipa::ToSchema for $name {}
    )+};
}

id! {
    /// A district, street, community or grid.
    AreaId
    /// A person with an account, or one who is only named.
    PersonId
    /// A handling unit: a department, a team, a committee, a body outside.
    UnitId
    /// A dated grant of a role.
    GrantId
    /// A proposal of a grant.
    ProposalId
    /// A log-in session, the root of its refresh tokens.
    SessionId
    /// What somebody filed.
    IncidentId
    /// What the office works on.
    CaseId
    /// A stored photo or document.
    AttachmentId
    /// A check order.
    CheckId
    /// An offer to a volunteer or a team.
    OfferId
    /// A message in an inbox.
    MessageId
    /// A message on its way out of the house.
    DeliveryId
    /// A program that hears what changes.
    WebhookId
    /// A time in which one person stands in for another.
    StandInId
    /// A shift on the duty roster.
    ShiftId
}
