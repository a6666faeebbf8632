//! Handling units: departments, community desks, teams, committees and bodies outside. A unit is closed, never deleted.

use jiff::Timestamp;

use crate::domain::codes::Right;
use crate::domain::ids::{AreaId, UnitId};
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, may_somewhere, permit};
use crate::domain::words::Words;
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::unit as store;
pub use crate::store::unit::{NewUnit, UnitFilter, UnitRow};
use crate::store::{Conn, Lane, StoreError, area_path, config_version};

/// Names have at most this many characters.
const NAME_MAX: usize = 80;

fn may_configure(conn: &mut Conn, actor: &Actor, area: AreaId, at: &str) -> Result<(), ServiceError> {
    may_somewhere(actor, Right::Configure)?;
    let Some(areas) = area_path::find_path(conn, area)? else {
        return Err(ServiceError::invalid(at, "没有这个区域。", "is no area."));
    };
    let target = Target { areas, subject: Some(Subject::Config(ConfigPart::Units)), ..Target::default() };
    permit(actor, Right::Configure, &target)?;
    Ok(())
}

fn check(new: &NewUnit) -> Result<(), ServiceError> {
    let mut wrong = Vec::new();
    let code = new.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b));
    if !code || !(2..=64).contains(&new.code.len()) {
        wrong.push(FieldError::new(
            "/code",
            Words::fixed(
                "应为 2 至 64 个小写字母、数字、_ 或 -。",
                "must be 2 to 64 small letters, digits, _ or -.",
            ),
        ));
    }
    for (pointer, name) in [("/name_zh", &new.name_zh), ("/name_en", &new.name_en)] {
        wrong.extend(check_name(pointer, name));
    }
    if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(InvalidKind::Content, wrong)) }
}

fn check_name(pointer: &str, name: &str) -> Option<FieldError> {
    let good = (1..=NAME_MAX).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    (!good || name.trim() != name).then(|| {
        FieldError::new(
            pointer,
            Words::fixed(
                "应为 1 至 80 个字符，首尾不留空格。",
                "must have 1 to 80 characters and no space around them.",
            ),
        )
    })
}

/// A page of units. Everybody who is logged in may know them: they are the office's own signs.
pub async fn list_units(core: &Core, filter: UnitFilter, limit: u32) -> Result<Vec<UnitRow>, ServiceError> {
    Ok(core.db.read(move |conn| store::list(conn, &filter, i64::from(limit))).await?)
}

/// The areas below one, for the filter of lists.
pub async fn areas_below(core: &Core, area: AreaId) -> Result<Vec<i64>, ServiceError> {
    Ok(core.db.read(move |conn| area_path::list_below(conn, &[area])).await?)
}

/// A unit.
pub async fn get_unit(core: &Core, id: UnitId) -> Result<UnitRow, ServiceError> {
    core.db.read_point(move |conn| store::find(conn, id)).await?.ok_or(ServiceError::NotFound)
}

/// Opens a unit.
pub async fn open_unit(
    core: &Core,
    caller: &Caller,
    new: NewUnit,
    key: Option<RequestKey>,
) -> Result<UnitRow, ServiceError> {
    check(&new)?;
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "unit")? {
                return store::find(tx, UnitId(id))?.ok_or(ServiceError::NotFound);
            }
            may_configure(tx, &actor, new.area, "/area")?;
            let row = store::insert(tx, &new).map_err(|error| match error {
                StoreError::Conflict(key) if key.is("units", "code") => ServiceError::Conflict(Words::fixed(
                    "单位代码已被使用。",
                    "The code of the unit is taken.",
                )),
                other => other.into(),
            })?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("unit/{}", row.id), now)?;
            }
            config_version::raise(tx)?;
            Ok(row)
        })
        .await
}

/// A change of a unit; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitChange {
    /// The Chinese name.
    pub name_zh: Option<String>,
    /// The English name.
    pub name_en: Option<String>,
    /// When it ends; none takes the end away.
    pub valid_to: Option<Option<Timestamp>>,
}

/// Changes names or the end of a unit. An end lies in the present or the future, so that history stays right.
pub async fn change_unit(
    core: &Core,
    caller: &Caller,
    id: UnitId,
    version: Option<i64>,
    change: UnitChange,
) -> Result<UnitRow, ServiceError> {
    let (actor, now) = (caller.actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            may_somewhere(&actor, Right::Configure)?;
            let row = store::find(tx, id)?.ok_or(ServiceError::NotFound)?;
            may_configure(tx, &actor, row.area, "")?;
            let changed = UnitRow {
                name_zh: change.name_zh.clone().unwrap_or_else(|| row.name_zh.clone()),
                name_en: change.name_en.clone().unwrap_or_else(|| row.name_en.clone()),
                valid_to: change.valid_to.unwrap_or(row.valid_to),
                ..row.clone()
            };
            check_change(&row, &changed, now)?;
            let expected = version.unwrap_or(row.version);
            if expected != row.version || !store::update(tx, &changed, expected)? {
                return Err(ServiceError::VersionMismatch { current: row.version });
            }
            config_version::raise(tx)?;
            store::find(tx, id)?.ok_or(ServiceError::NotFound)
        })
        .await
}

fn check_change(row: &UnitRow, changed: &UnitRow, now: Timestamp) -> Result<(), ServiceError> {
    let mut wrong: Vec<FieldError> = [("/name_zh", &changed.name_zh), ("/name_en", &changed.name_en)]
        .into_iter()
        .filter_map(|(pointer, name)| check_name(pointer, name))
        .collect();
    let end_moves = changed.valid_to != row.valid_to;
    if end_moves && changed.valid_to.is_some_and(|end| end < now || end <= row.valid_from) {
        wrong.push(FieldError::new(
            "/valid_to",
            Words::fixed("不能早于现在或开始时间。", "must not lie before now or the beginning."),
        ));
    }
    if end_moves && row.valid_to.is_some_and(|end| end <= now) {
        return Err(ServiceError::Conflict(Words::fixed("该单位已撤销。", "This unit has been closed.")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(InvalidKind::Content, wrong)) }
}
