//! By what numbers are told apart.

use super::cube::{Delta, Key, Span, date_of, first_of};
use super::fact::{Counted, Traits};
use super::period::{Grain, Period};
use crate::domain::codes::code_enum;

code_enum! {
    /// What the rows of a report are.
    pub enum Dimension {
        Category = "category", "类别", "Category";
        Group = "group", "大类", "Group";
        Grid = "grid", "网格", "Grid";
        Community = "community", "社区", "Community";
        Street = "street", "街道", "Street";
        District = "district", "区", "District";
        Unit = "unit", "承办单位", "Unit";
        Person = "person", "经办人", "Person";
        Source = "source", "来源", "Source";
        Priority = "priority", "紧急程度", "Priority";
        Day = "day", "日", "Day";
        Week = "week", "周", "Week";
        Month = "month", "月", "Month";
        Quarter = "quarter", "季", "Quarter";
        Year = "year", "年", "Year";
    }
}

impl Dimension {
    /// The length of its periods, if it is one of time.
    pub const fn grain(self) -> Option<Grain> {
        Some(match self {
            Self::Day => Grain::Day,
            Self::Week => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            _ => return None,
        })
    }

    /// Whether it can only be told with the category known.
    pub const fn needs_category(self) -> bool {
        matches!(self, Self::Category | Self::Group)
    }

    /// Whether it can only be told with the place below the street known.
    pub const fn needs_place(self) -> bool {
        matches!(self, Self::Grid | Self::Community)
    }

    /// Whether months are too coarse for it.
    pub const fn needs_days(self) -> bool {
        matches!(self, Self::Day | Self::Week)
    }
}

/// Where a fact, or a sum of facts, belongs.
#[derive(Debug, Clone, Copy)]
pub struct Belongs<'a> {
    category: &'a str,
    areas: [i64; 4],
    unit: i64,
    person: i64,
    source: &'static str,
    priority: &'static str,
    day: i64,
}

impl<'a> Belongs<'a> {
    /// Where a row of the rollups belongs.
    pub fn of_sum(key: &'a Key) -> Self {
        let day = match key.span {
            Span::Day => key.number,
            Span::Month => first_of(key.number).unwrap_or_default(),
        };
        Self {
            category: &key.category,
            areas: key.areas,
            unit: key.unit,
            person: 0,
            source: key.source,
            priority: key.priority,
            day,
        }
    }

    /// Where something belongs that waits to be folded.
    pub fn of_delta(delta: &'a Delta) -> Self {
        Self { unit: delta.unit, day: delta.day, ..Self::under_traits(&delta.traits) }
    }

    fn under_traits(traits: &'a Traits) -> Self {
        let path = &traits.areas;
        let areas = [path.district, path.street, path.community, path.grid];
        Self {
            category: traits.category.as_deref().unwrap_or_default(),
            areas: areas.map(|area| area.map_or(0, |area| area.0)),
            unit: 0,
            person: 0,
            source: traits.source.code(),
            priority: traits.priority.code(),
            day: 0,
        }
    }

    /// Where a fact belongs.
    pub fn of_fact(traits: &'a Traits, counted: &Counted) -> Self {
        let doer = &counted.fact.doer;
        Self {
            unit: doer.unit.map_or(0, |unit| unit.0),
            person: doer.person.map_or(0, |person| person.0),
            day: counted.day,
            ..Self::under_traits(traits)
        }
    }

    /// The code of its row: an id, a code, a period; empty where it belongs to none. `group_of` gives the group of a category.
    pub fn under(&self, by: Dimension, group_of: &impl Fn(&str) -> Option<String>) -> String {
        let [district, street, community, grid] = self.areas;
        let id = |id: i64| if id == 0 { String::new() } else { id.to_string() };
        match by {
            Dimension::Category => self.category.to_owned(),
            Dimension::Group => group_of(self.category).unwrap_or_default(),
            Dimension::Grid => id(grid),
            Dimension::Community => id(community),
            Dimension::Street => id(street),
            Dimension::District => id(district),
            Dimension::Unit => id(self.unit),
            Dimension::Person => id(self.person),
            Dimension::Source => self.source.to_owned(),
            Dimension::Priority => self.priority.to_owned(),
            Dimension::Day => Period::holding(Grain::Day, date_of(self.day)).to_string(),
            Dimension::Week => Period::holding(Grain::Week, date_of(self.day)).to_string(),
            Dimension::Month => Period::holding(Grain::Month, date_of(self.day)).to_string(),
            Dimension::Quarter => Period::holding(Grain::Quarter, date_of(self.day)).to_string(),
            Dimension::Year => Period::holding(Grain::Year, date_of(self.day)).to_string(),
        }
    }
}
