//! The rules of the house as of now, gathered for a decision: areas, catalogue, calendar and the numbers an office may set.
//! Each is cached and asked for on the transaction's own connection, so that no decision rests on an older configuration
//! than its transaction sees.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::area::AreaBook;
use crate::domain::area_path::AreaPath;
use crate::domain::calendar::Calendar;
use crate::domain::case::Case;
use crate::domain::case::ctx::{Ctx, UnitFacts};
use crate::domain::case::rulebook::OfficeRules;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::Level;
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::ladder::LadderBook;
use crate::domain::limit_policy::LimitBook;
use crate::domain::policy::Grant;
use crate::domain::setting::{Setting, SettingBook};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{Conn, config_version};

/// The rules of the house.
#[derive(Clone)]
pub struct Office {
    /// The area tree.
    pub areas: Arc<AreaBook>,
    /// The catalogue in effect.
    pub catalogue: Arc<Catalogue>,
    /// The calendar.
    pub calendar: Arc<Calendar>,
    /// The numbers that areas have set.
    pub settings: Arc<SettingBook>,
    /// The limits in force.
    pub limits: Arc<LimitBook>,
    /// The ladders in force.
    pub ladders: Arc<LadderBook>,
}

/// What a command names besides the case: loaded by the service, looked at by the domain.
#[derive(Default)]
pub struct Named<'a> {
    /// Units.
    pub units: BTreeMap<UnitId, UnitFacts>,
    /// People, with the grants they hold now.
    pub people: BTreeMap<PersonId, Vec<Grant>>,
    /// The parent of a merge.
    pub parent: Option<&'a Case>,
    /// The other grids of the case's community.
    pub neighbours: Vec<AreaId>,
}

impl Office {
    /// The areas of a place that is not known: those that the whole office has in common.
    pub fn top(&self, at: Timestamp) -> AreaPath {
        let mut path = AreaPath::default();
        let mut parent = None;
        loop {
            let mut alive = self.areas.children(parent).iter().filter_map(|id| self.areas.find(*id));
            let one = alive.find(|area| area.exists_at(at)).filter(|_| !alive.any(|area| area.exists_at(at)));
            match one {
                Some(area) if matches!(area.level, Level::District | Level::Street) => {
                    path = self.areas.ancestors(area.id);
                    parent = Some(area.id);
                }
                _ => return path,
            }
        }
    }

    /// The rules as the domain asks for them.
    pub fn rules(&self) -> OfficeRules<'_> {
        OfficeRules {
            catalogue: &self.catalogue,
            calendar: &self.calendar,
            limits: &self.limits,
            ladders: &self.ladders,
        }
    }

    /// Within how many metres and days a case counts as known nearby.
    pub fn nearby(&self, areas: &AreaPath) -> (i32, i64) {
        let held = |setting| self.settings.held(areas, setting).value;
        (i32::try_from(held(Setting::NearbyMetres)).unwrap_or(i32::MAX), held(Setting::NearbyDays))
    }

    /// How many reports without an account are taken in an hour.
    pub fn strangers_per_hour(&self, now: Timestamp) -> i64 {
        self.settings.held(&self.top(now), Setting::StrangersPerHour).value
    }

    /// A decision's surroundings, for a case in these areas.
    pub fn ctx<'a>(
        &self,
        rules: &'a OfficeRules<'a>,
        areas: &AreaPath,
        now: Timestamp,
        named: Named<'a>,
    ) -> Ctx<'a> {
        Ctx {
            now,
            rules,
            units: named.units,
            people: named.people,
            parent: named.parent,
            neighbours: named.neighbours,
            limits: self.settings.limits(areas),
        }
    }
}

impl Core {
    /// The rules of the house as the transaction sees them.
    pub fn office(&self, conn: &mut Conn) -> Result<Office, ServiceError> {
        let version = config_version::get(conn)?;
        let (books, now) = (self.rules_at(version, conn)?, self.clock.now());
        Ok(Office {
            areas: self.areas_at(version, conn)?,
            catalogue: self.catalogue_at(version, conn)?,
            calendar: books.calendar(),
            settings: self.settings_at(version, conn)?,
            limits: books.limits(now)?,
            ladders: books.ladders(now)?,
        })
    }
}
