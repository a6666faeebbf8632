//! The clocks of a case in front of somebody: counted anew from its events, so that what is shown is what they give.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::see::form_for;
use crate::domain::calendar::Calendar;
use crate::domain::case::Holder;
use crate::domain::case::clocks::ClockBook;
use crate::domain::case::clocks::explain::{Reckoning, reckon};
use crate::domain::codes::ClockKind;
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::policy::{Actor, Form};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::find_case;
use crate::store::person::list_names;
use crate::store::timeline::{list_timeline, list_unit_names};
use crate::store::{Conn, StoreError};

/// The clocks of a case, as far as somebody may see them.
#[derive(Debug, Clone)]
pub struct SeenClocks {
    /// How much may be shown.
    pub form: Form,
    /// The version of the case.
    pub version: i64,
    /// The instant of the reckoning.
    pub now: Timestamp,
    /// The calendar of today, for its zone: each clock was counted by the one that it pins.
    pub calendar: Arc<Calendar>,
    /// The clocks in the order in which they began.
    pub clocks: Vec<SeenClock>,
    /// Names of those who held the case.
    pub names: HolderNames,
}

/// A clock in front of somebody.
#[derive(Debug, Clone)]
pub struct SeenClock {
    /// How its due time follows.
    pub reckoning: Reckoning,
    /// By what it was counted.
    pub calendar: Arc<Calendar>,
}

/// Names of those who held a case, as far as they may be shown; in Chinese and English.
#[derive(Debug, Clone, Default)]
pub struct HolderNames {
    /// People.
    pub people: BTreeMap<PersonId, String>,
    /// Units.
    pub units: BTreeMap<UnitId, (String, String)>,
    /// Areas of desks.
    pub areas: BTreeMap<AreaId, (String, String)>,
}

/// The clocks of a case with their reckoning, for whoever may see the case.
pub async fn get_clocks(core: &Core, actor: Actor, id: CaseId) -> Result<SeenClocks, ServiceError> {
    let (rooms, now) = (core.clone(), core.clock.now());
    core.db
        .read(move |conn| {
            let case = find_case(conn, id)?.ok_or(ServiceError::NotFound)?.case;
            let form = form_for(&actor, &case, now)?;
            let events: Vec<_> = list_timeline(conn, id)?.into_iter().map(|row| row.event).collect();
            let book =
                ClockBook::replay(id, &events).map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
            let books = rooms.rule_books(conn)?;
            let shown = |kind| form >= Form::Masked || kind != ClockKind::Order;
            let mut clocks = Vec::new();
            for clock in book.clocks.into_iter().filter(|clock| shown(clock.kind)) {
                // By the calendar that it pins, or a later edit would tell another story than the one its due time came from.
                let pinned = clock.last().and_then(|segment| segment.terms).map(|terms| terms.calendar);
                let calendar = match pinned {
                    Some(version) => books.pinned_calendar(version)?,
                    None => books.calendar(),
                };
                clocks.push(SeenClock { reckoning: reckon(clock, &calendar, now), calendar });
            }
            let names = names(&rooms, conn, &clocks, form)?;
            let calendar = books.calendar();
            Ok(SeenClocks { form, version: case.version, now, calendar, clocks, names })
        })
        .await
}

/// The public learns which desk had the case, the office which unit, and only the ordinary form names people.
fn names(
    core: &Core,
    conn: &mut Conn,
    clocks: &[SeenClock],
    form: Form,
) -> Result<HolderNames, ServiceError> {
    let (mut people, mut units, mut areas) = (Vec::new(), Vec::new(), Vec::new());
    for span in clocks.iter().flat_map(|clock| &clock.reckoning.spans) {
        match span.segment.holder {
            Some(Holder::Desk { area, .. }) => areas.extend(area),
            Some(Holder::Unit { unit }) => units.push(unit),
            Some(Holder::Person { person, unit }) => {
                people.push(person);
                units.extend(unit);
            }
            None => {}
        }
    }
    let book = core.areas(conn)?;
    let area = |id: AreaId| book.find(id).map(|area| (id, (area.name_zh.clone(), area.name_en.clone())));
    Ok(HolderNames {
        people: if form == Form::Ordinary {
            list_names(conn, &people)?.into_iter().collect()
        } else {
            BTreeMap::new()
        },
        units: if form >= Form::Masked {
            list_unit_names(conn, &units)?.into_iter().map(|(id, zh, en)| (id, (zh, en))).collect()
        } else {
            BTreeMap::new()
        },
        areas: areas.into_iter().filter_map(area).collect(),
    })
}
