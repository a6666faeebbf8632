//! The first administrator, whom nobody can invite: made by whoever owns the machine.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::account::{Login, parse_name};
use crate::domain::area::{Area, AreaKind};
use crate::domain::codes::{Lang, Level, Role};
use crate::domain::ids::AreaId;
use crate::domain::policy::{DatedGrant, Grant};
use crate::domain::words::Words;
use crate::service::access::{announce, random_reset_code};
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::person::{IssuedCode, issue_in};
use crate::store::{Lane, StoreError, Tx, account, area, config_version, grant, person};

/// Over which area the first administrator is set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdminArea {
    /// Its code; without one the only district there is.
    pub code: Option<String>,
    /// The name of a district that is made under that code when the database has no area at all.
    pub new_district: Option<String>,
}

/// The first administrator, made on the machine itself: a person, an account, a grant over an area, and a code for the first
/// log-in.
pub fn create_admin(
    core: &Core,
    name: &str,
    login: &str,
    area: &AdminArea,
) -> Result<(AreaId, IssuedCode), ServiceError> {
    let wrong = |pointer: &str, words: Words| {
        ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new(pointer, words)])
    };
    let name = parse_name(name).map_err(|words| wrong("name", words))?;
    let login = Login::parse(login).map_err(|words| wrong("login", words))?;
    let (now, secret, access, area) =
        (core.clock.now(), random_reset_code(), Arc::clone(&core.access), area.clone());
    core.db.write_blocking(Lane::Interactive, move |tx| {
        let area = admin_area(tx, &area, now)?;
        let row = person::insert(tx, &name, Lang::Zh, now)?;
        account::insert(tx, row.id, &login, now).map_err(|error| match error {
            StoreError::Conflict(_) => {
                ServiceError::Conflict(Words::fixed("登录名已被使用。", "The login is taken."))
            }
            other => other.into(),
        })?;
        let admin = Grant { role: Role::Admin, area, unit: None, sensitive_desk: false };
        grant::insert(tx, row.id, &DatedGrant { grant: admin, valid_from: now, valid_to: None }, None)?;
        announce(tx, &access)?;
        Ok((area, issue_in(&access, tx, (None, now), row.id, &secret)?))
    })
}

/// The area of the first administrator: the one that is named, the only district, or a district made now.
fn admin_area(tx: &mut Tx<'_>, asked: &AdminArea, now: Timestamp) -> Result<AreaId, ServiceError> {
    let areas: Vec<Area> =
        area::list_areas(tx)?.into_iter().map(|(area, _)| area).filter(|area| area.exists_at(now)).collect();
    let found: Vec<AreaId> = match &asked.code {
        Some(code) => areas.iter().filter(|area| area.code == *code).map(|area| area.id).collect(),
        None => areas.iter().filter(|area| area.level == Level::District).map(|area| area.id).collect(),
    };
    match (found.as_slice(), &asked.code, &asked.new_district) {
        ([only], _, _) => Ok(*only),
        ([], Some(code), Some(name)) if areas.is_empty() => {
            let district = Area {
                id: AreaId(0),
                code: code.clone(),
                level: Level::District,
                parent: None,
                kind: AreaKind::Ordinary,
                name_zh: name.clone(),
                name_en: name.clone(),
                fictitious: false,
                valid_from: now,
                valid_to: None,
            };
            let id = area::insert_area(tx, &district, None)?;
            config_version::raise(tx)?;
            Ok(id)
        }
        _ => Err(ServiceError::invalid(
            "area",
            "请用 --area 指明区域代码；尚无区域时另加 --new-district。",
            "name one with --area; in a database without areas also give --new-district.",
        )),
    }
}
