//! Names of what rows are told apart by.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::codes::{Lang, Priority, Source};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::report::dimension::Dimension;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::person::list_names;
use crate::store::timeline::list_unit_names;

/// Chinese and English names by code.
pub type Named = BTreeMap<String, (String, String)>;

/// The names of codes. A period needs none, and what is no longer known has none.
pub(super) fn names_of(
    core: &Core,
    conn: &mut Conn,
    by: Dimension,
    codes: &BTreeSet<String>,
) -> Result<Named, ServiceError> {
    let ids = || codes.iter().filter_map(|code| code.parse::<i64>().ok());
    Ok(match by {
        Dimension::Category | Dimension::Group => catalogue_names(core, conn, by, codes)?,
        Dimension::Grid | Dimension::Community | Dimension::Street | Dimension::District => {
            let book = core.areas(conn)?;
            let name = |id: i64| {
                book.find(AreaId(id))
                    .map(|area| (id.to_string(), (area.name_zh.clone(), area.name_en.clone())))
            };
            ids().filter_map(name).collect()
        }
        Dimension::Unit => {
            let units: Vec<UnitId> = ids().map(UnitId).collect();
            let rows = list_unit_names(conn, &units)?;
            rows.into_iter().map(|(id, zh, en)| (id.to_string(), (zh, en))).collect()
        }
        Dimension::Person => {
            let people: Vec<PersonId> = ids().map(PersonId).collect();
            let rows = list_names(conn, &people)?;
            rows.into_iter().map(|(id, name)| (id.to_string(), (name.clone(), name))).collect()
        }
        Dimension::Source => labels(codes, |code| code.parse().ok(), Source::label),
        Dimension::Priority => labels(codes, |code| code.parse().ok(), Priority::label),
        Dimension::Day | Dimension::Week | Dimension::Month | Dimension::Quarter | Dimension::Year => {
            Named::default()
        }
    })
}

fn labels<T: Copy>(
    codes: &BTreeSet<String>,
    read: impl Fn(&str) -> Option<T>,
    label: impl Fn(T, Lang) -> &'static str,
) -> Named {
    let named = |code: &String| {
        let value = read(code)?;
        Some((code.clone(), (label(value, Lang::Zh).to_owned(), label(value, Lang::En).to_owned())))
    };
    codes.iter().filter_map(named).collect()
}

fn catalogue_names(
    core: &Core,
    conn: &mut Conn,
    by: Dimension,
    codes: &BTreeSet<String>,
) -> Result<Named, ServiceError> {
    let catalogue = core.catalogue(conn)?;
    let categories = catalogue.lists().categories.iter().map(|category| match by {
        Dimension::Group => {
            (category.group_code.clone(), (category.group_zh.clone(), category.group_en.clone()))
        }
        _ => (category.code.clone(), (category.name_zh.clone(), category.name_en.clone())),
    });
    Ok(categories.filter(|(code, _)| codes.contains(code)).collect())
}
