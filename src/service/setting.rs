//! Settings by area: what holds, what an area has set itself, and changes of it. They take effect with the next decision: the
//! book is cached under the version of the configuration, which every transaction checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::codes::Right;
use crate::domain::ids::AreaId;
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, permit};
use crate::domain::setting::{Held, Setting, SettingBook};
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::setting::{self as store};
use crate::store::{Conn, Lane, config_version};

pub use crate::store::setting::SettingChange;

/// Changes of an area that are shown.
const CHANGES: i64 = 50;

/// One setting as it holds in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettingRow {
    /// What.
    pub setting: Setting,
    /// The value that holds, and from which area.
    pub held: Held,
    /// What the area has set itself.
    pub own: Option<i64>,
}

/// The settings of an area.
#[derive(Debug, Clone)]
pub struct AreaSettings {
    /// Each of them.
    pub rows: Vec<SettingRow>,
    /// The area's latest changes, the newest first.
    pub changes: Vec<SettingChange>,
    /// The version of the configuration: a change names it.
    pub version: i64,
}

impl Core {
    /// Everything that was set, as the transaction sees it.
    pub fn settings(&self, conn: &mut Conn) -> Result<Arc<SettingBook>, ServiceError> {
        let version = config_version::get(conn)?;
        self.settings_at(version, conn)
    }

    /// Everything that was set, by a version of the configuration that was just read.
    pub(in crate::service) fn settings_at(
        &self,
        version: i64,
        conn: &mut Conn,
    ) -> Result<Arc<SettingBook>, ServiceError> {
        self.caches.settings.at(version, conn, |conn| Ok(SettingBook::new(store::list_settings(conn)?)))
    }
}

/// Limits and what goes with them: whoever may set these may set the numbers here.
fn may_configure(core: &Core, conn: &mut Conn, actor: &Actor, area: AreaId) -> Result<(), ServiceError> {
    let areas = core.areas(conn)?;
    areas.find(area).ok_or(ServiceError::NotFound)?;
    let subject = Some(Subject::Config(ConfigPart::Limits));
    let target = Target { areas: areas.ancestors(area), subject, ..Target::default() };
    permit(actor, Right::Configure, &target)?;
    Ok(())
}

fn read(core: &Core, conn: &mut Conn, area: AreaId) -> Result<AreaSettings, ServiceError> {
    let book = core.settings(conn)?;
    let path = core.areas(conn)?.ancestors(area);
    let row = |setting: &Setting| SettingRow {
        setting: *setting,
        held: book.held(&path, *setting),
        own: book.own(area, *setting),
    };
    Ok(AreaSettings {
        rows: Setting::ALL.iter().map(row).collect(),
        changes: store::list_setting_changes(conn, area, CHANGES)?,
        version: config_version::get(conn)?,
    })
}

/// The settings of an area, for whoever may change them.
pub async fn get_settings(core: &Core, actor: Actor, area: AreaId) -> Result<AreaSettings, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            may_configure(&rooms, conn, &actor, area)?;
            read(&rooms, conn, area)
        })
        .await
}

/// Sets values for an area; none takes one away, so that the area follows those above it again. What is not named stays.
pub async fn change_settings(
    core: &Core,
    caller: &Caller,
    area: AreaId,
    if_version: Option<i64>,
    values: BTreeMap<Setting, Option<i64>>,
) -> Result<AreaSettings, ServiceError> {
    let faults: Vec<FieldError> = values
        .iter()
        .filter_map(|(setting, value)| {
            let words = setting.check((*value)?).err()?;
            Some(FieldError::new(format!("/values/{setting}"), words))
        })
        .collect();
    if !faults.is_empty() {
        return Err(ServiceError::Invalid(InvalidKind::Content, faults));
    }
    let (rooms, actor, by, now) = (core.clone(), caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            may_configure(&rooms, tx, &actor, area)?;
            let current = config_version::get(tx)?;
            if if_version.is_some_and(|version| version != current) {
                return Err(ServiceError::VersionMismatch { current });
            }
            let book = rooms.settings(tx)?;
            for (setting, value) in values.iter().filter(|(s, v)| book.own(area, **s) != **v) {
                store::put_setting(tx, (area, *setting), *value, Some(by), now)?;
            }
            config_version::raise(tx)?;
            Ok(())
        })
        .await?;
    core.db
        .read({
            let rooms = core.clone();
            move |conn| read(&rooms, conn, area)
        })
        .await
}
