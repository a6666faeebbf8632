//! What a list of cases can be asked for, as query parameters.

use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use utoipa::IntoParams;

use crate::domain::codes::{Level, Priority, Source, State};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::Room;
use crate::domain::text::SearchQuery;
use crate::domain::words::Words;
use crate::service::case_list::{CaseFilter, Wanted};
use crate::web::instant::Instant;
use crate::web::problem::{Place, Problem, Slug};

/// More values than this in one list are a mistake.
const MAX_VALUES: usize = 50;

/// Values between commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values<T>(pub Vec<T>);

impl<'de, T: FromStr<Err: std::fmt::Display>> Deserialize<'de> for Values<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let text = String::deserialize(deserializer)?;
        let values: Vec<&str> = text.split(',').collect();
        if values.len() > MAX_VALUES {
            return Err(D::Error::custom(format!("at most {MAX_VALUES} values")));
        }
        values.into_iter().map(|v| v.parse().map_err(D::Error::custom)).collect::<Result<_, _>>().map(Self)
    }
}

/// West, south, east, north in degrees of WGS-84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Box4([f64; 4]);

impl<'de> Deserialize<'de> for Box4 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let text = String::deserialize(deserializer)?;
        let sides: Vec<f64> = text.split(',').filter_map(|v| v.parse().ok()).collect();
        let sides: Option<[f64; 4]> = sides.try_into().ok().filter(|_| text.matches(',').count() == 3);
        sides
            .filter(|[w, s, e, n]| {
                let (lon, lat) = (-180.0..=180.0, -90.0..=90.0);
                w <= e && s <= n && lon.contains(w) && lon.contains(e) && lat.contains(s) && lat.contains(n)
            })
            .map(Self)
            .ok_or_else(|| D::Error::custom("west,south,east,north in degrees"))
    }
}

/// The order of a list of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
pub enum Sort {
    /// The newest filing first.
    #[default]
    #[serde(rename = "-filed")]
    NewestFirst,
    /// The oldest filing first.
    #[serde(rename = "filed")]
    OldestFirst,
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A page of JSON.
    #[default]
    Json,
    /// All rows as CSV, streamed and logged.
    Csv,
    /// All rows that have a place as GeoJSON, streamed and logged.
    Geojson,
}

/// A list of cases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CaseListQuery {
    /// States, between commas.
    #[param(value_type = Option<String>, example = "reported,registered")]
    state: Option<Values<State>>,
    /// Codes of categories, between commas.
    #[param(value_type = Option<String>)]
    category: Option<Values<String>>,
    /// A group of the catalogue.
    group: Option<String>,
    /// The area with everything below.
    area: Option<AreaId>,
    /// The unit that leads.
    unit: Option<UnitId>,
    /// The person at work.
    handler: Option<PersonId>,
    /// Priorities, between commas.
    #[param(value_type = Option<String>)]
    priority: Option<Values<Priority>>,
    /// Sources, between commas.
    #[param(value_type = Option<String>)]
    source: Option<Values<Source>>,
    /// The level.
    #[param(inline)]
    level: Option<Level>,
    /// Filed at or after.
    #[param(value_type = Option<String>, format = DateTime)]
    filed_from: Option<Instant>,
    /// Filed before.
    #[param(value_type = Option<String>, format = DateTime)]
    filed_to: Option<Instant>,
    /// Due before.
    #[param(value_type = Option<String>, format = DateTime)]
    due_before: Option<Instant>,
    /// Open, or over.
    open: Option<bool>,
    /// West, south, east, north in degrees of WGS-84, between commas.
    #[param(value_type = Option<String>, example = "116.80,36.54,116.84,36.58")]
    bbox: Option<Box4>,
    /// Words in the texts; two characters of Chinese are enough.
    q: Option<String>,
    /// Sealed cases instead of ordinary ones, for the named desk and the holders.
    sealed: Option<bool>,
    /// The order; a queue has its own.
    #[param(inline)]
    sort: Option<Sort>,
    /// Whether to count, up to 1000.
    count: Option<bool>,
    /// The form of the answer.
    #[param(inline)]
    format: Option<Format>,
}

impl CaseListQuery {
    /// The order that was asked for.
    pub(super) fn sort(&self) -> Sort {
        self.sort.unwrap_or_default()
    }

    /// The form that was asked for.
    pub(super) fn format(&self) -> Format {
        self.format.unwrap_or_default()
    }

    /// Whether to count.
    pub(super) fn counts(&self) -> bool {
        self.count.unwrap_or(false)
    }

    /// A queue has an order and a form of its own.
    pub(super) fn refuse_for_queue(&self) -> Result<(), Problem> {
        let wrong = [("/sort", self.sort.is_some()), ("/format", self.format.is_some())];
        match wrong.into_iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((pointer, _)) => Err(Problem::new(Slug::InvalidQuery).at(
                Place::Query,
                pointer,
                Words::fixed("队列不支持此项。", "does not apply to a queue."),
            )),
        }
    }

    /// What the use case is asked for.
    pub(super) fn wanted(self) -> Result<Wanted, Problem> {
        let text = self.q.as_deref().map(search).transpose()?;
        let at = |instant: Option<Instant>| instant.map(|i| i.0);
        let filter = CaseFilter {
            states: self.state.map_or_else(Vec::new, |v| v.0.iter().map(|s| s.code()).collect()),
            priorities: self.priority.map_or_else(Vec::new, |v| v.0.iter().map(|s| s.code()).collect()),
            sources: self.source.map_or_else(Vec::new, |v| v.0.iter().map(|s| s.code()).collect()),
            level: self.level,
            categories: self.category.map(|v| v.0),
            area: self.area,
            unit: self.unit,
            handler: self.handler,
            filed_from: at(self.filed_from),
            filed_to: at(self.filed_to),
            due_before: at(self.due_before),
            open: self.open,
            bbox: self.bbox.map(|b| b.0),
            text,
        };
        let room = if self.sealed.unwrap_or(false) { Room::Sealed } else { Room::Ordinary };
        Ok(Wanted { room, filter, group: self.group })
    }
}

fn search(text: &str) -> Result<SearchQuery, Problem> {
    SearchQuery::parse(text).filter(|_| text.chars().count() <= 100).ok_or_else(|| {
        Problem::new(Slug::InvalidQuery).at(
            Place::Query,
            "/q",
            Words::fixed("应含 1 至 100 字的可搜索文字。", "must hold 1 to 100 characters to search for."),
        )
    })
}
