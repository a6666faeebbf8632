//! Fields of a change, where "absent" leaves a value alone and `null` takes it away.

use serde::{Deserialize, Deserializer};

/// For `#[serde(default, deserialize_with = "present")]`: a field that is there, if only as `null`, is `Some`.
pub(super) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
