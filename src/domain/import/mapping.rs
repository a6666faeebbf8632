//! The mapping file: TOML, checked when it is read, unknown keys refused. `docs/import.md` explains each key.

use std::collections::HashMap;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::Deserialize;

use super::Ending;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::CoordSys;

/// Why a mapping is refused.
#[derive(Debug, thiserror::Error)]
pub enum BadMapping {
    /// Not TOML, an unknown key, or a wrong type.
    #[error("the mapping cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// No such zone.
    #[error("unknown time zone {0:?}")]
    Zone(String),
    /// A category that is not in the catalogue, or is sealed: histories from elsewhere are not.
    #[error("category {0:?} is not in the catalogue, or is sensitive")]
    Category(String),
    /// The name of the source or an area's code is malformed.
    #[error("{0:?} must be 1 to 16 small letters, digits or underscores")]
    Code(String),
    /// A column that the mapping names is not in the file.
    #[error("the file has no column {0:?}")]
    Column(String),
}

/// An area that the mapping makes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its code.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
}

/// The areas that the mapping makes: a district, one street below it, and a community with one grid for every part of the
/// city that the file names. They are marked as fictitious, since the file's own division is not ours.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaPlan {
    /// The district.
    pub district: Named,
    /// The street.
    pub street: Named,
}

/// The mapping as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    source: String,
    zone: String,
    pub(super) columns: Columns,
    pub(super) times: Times,
    #[serde(default)]
    pub(super) place: Option<PlaceRule>,
    pub(super) category: CategoryRule,
    pub(super) state: StateRule,
    areas: AreaPlan,
}

/// Which column holds what. Texts may be put together from several.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Columns {
    pub(super) number: String,
    pub(super) text: Vec<String>,
    pub(super) reply: Option<String>,
    pub(super) address: Option<String>,
    pub(super) community: Option<String>,
    pub(super) department: Option<String>,
}

/// When it was opened, promised and over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Times {
    /// As `strptime` has it; a format without a time of day means midnight.
    pub(super) format: String,
    pub(super) opened: String,
    pub(super) due: Option<String>,
    pub(super) closed: Option<String>,
    /// A column with the whole days from opening to the end, where there is no closing time.
    pub(super) closed_after_days: Option<String>,
}

/// Where it lay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceRule {
    pub(super) coord_sys: CoordSys,
    pub(super) lon: String,
    pub(super) lat: String,
    /// Points that stand for "unknown" in the file.
    #[serde(default)]
    pub(super) placeholders: Vec<(f64, f64)>,
}

/// What it was about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CategoryRule {
    /// The columns whose values are looked up in `map`, in order.
    #[serde(default)]
    pub(super) columns: Vec<String>,
    #[serde(default)]
    pub(super) map: HashMap<String, String>,
    /// Whether the words of the text suggest it when the columns do not.
    #[serde(default)]
    pub(super) by_text: bool,
    pub(super) fallback: String,
}

/// How it ended.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRule {
    pub(super) column: Option<String>,
    #[serde(default)]
    pub(super) map: HashMap<String, Ending>,
    /// What a row is without a state column.
    pub(super) fallback: Option<Ending>,
    /// Replies that say it was a duplicate, in small letters: such a case was declined, not handled.
    #[serde(default)]
    pub(super) duplicate_replies: Vec<String>,
}

/// A mapping that fits the catalogue.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) written: Written,
    pub(super) zone: TimeZone,
}

fn check_code(code: &str) -> Result<(), BadMapping> {
    let plain = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if plain && (1..=16).contains(&code.len()) { Ok(()) } else { Err(BadMapping::Code(code.to_owned())) }
}

impl Mapping {
    /// Reads a mapping and checks it against the catalogue.
    pub fn parse(text: &str, catalogue: &Catalogue) -> Result<Self, BadMapping> {
        let written: Written = toml::from_str(text)?;
        let Ok(zone) = TimeZoneDatabase::bundled().get(&written.zone) else {
            return Err(BadMapping::Zone(written.zone));
        };
        for code in [&written.source, &written.areas.district.code, &written.areas.street.code] {
            check_code(code)?;
        }
        for code in written.category.map.values().chain([&written.category.fallback]) {
            if catalogue.category(code).is_none_or(|category| category.sensitive) {
                return Err(BadMapping::Category(code.clone()));
            }
        }
        Ok(Self { written, zone })
    }

    /// The name of the source, which leads every number.
    pub fn source(&self) -> &str {
        &self.written.source
    }

    /// The areas to make.
    pub const fn areas(&self) -> &AreaPlan {
        &self.written.areas
    }
}
