//! A small street in which the scenarios play: two communities of two square grids each, units of each kind, and one person
//! for each role, all invented.

#![allow(dead_code, reason = "a world has more than one scenario needs")]

use std::collections::BTreeMap;

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use gridward::domain::account::Login;
use gridward::domain::area::{Area, AreaKind};
use gridward::domain::codes::{Lang, Level, Role, UnitKind};
use gridward::domain::ids::{AreaId, PersonId, UnitId};
use gridward::domain::policy::{DatedGrant, Grant};
use gridward::store::area::insert_area;
use gridward::store::unit::NewUnit;
use gridward::store::{Db, Lane, StoreError, Tx, account, config_version, grant, person, unit};
use jiff::Timestamp;

/// When the street was set up.
const SINCE: &str = "2020-01-01T00:00:00Z";
/// The south-west corner of the first grid; each grid is a hundredth of a degree wide and high.
const CORNER: (f64, f64) = (116.80, 36.55);
const SIDE: f64 = 0.01;

/// Who lives here, by what they are.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) district: AreaId,
    pub(crate) street: AreaId,
    /// North and south.
    pub(crate) communities: [AreaId; 2],
    /// Two of the first community, then two of the second.
    pub(crate) grids: [AreaId; 4],
    pub(crate) units: BTreeMap<&'static str, UnitId>,
    pub(crate) people: BTreeMap<&'static str, PersonId>,
}

impl World {
    /// Builds the street in an empty database.
    pub(crate) fn build(db: &Db) -> Self {
        db.write_blocking(Lane::Interactive, build).expect("the world is built")
    }

    /// The person of that name; each role has one, `other_…` ones stand in the second community.
    pub(crate) fn person(&self, name: &str) -> PersonId {
        *self.people.get(name).unwrap_or_else(|| panic!("nobody is called {name}"))
    }

    /// The unit of that code.
    pub(crate) fn unit(&self, code: &str) -> UnitId {
        *self.units.get(code).unwrap_or_else(|| panic!("no unit {code}"))
    }

    /// A point in the middle of a grid, in WGS-84.
    pub(crate) fn middle_of(grid: usize) -> (f64, f64) {
        let step = |n: usize| SIDE * (f64::from(u32::try_from(n).unwrap()) + 0.5);
        (CORNER.0 + step(grid % 2), CORNER.1 + step(grid / 2))
    }
}

/// Everybody's password.
pub(crate) const PASSWORD: &str = "a long password for tests";

/// Its hash, with parameters that cost nothing.
fn cheap_hash() -> String {
    let params = Params::new(8, 1, 1, None).unwrap();
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    hasher.hash_password_with_salt(PASSWORD.as_bytes(), b"salt for tests..").unwrap().to_string()
}

/// The units: code, kind, whether it stands in the first community.
const UNITS: [(&str, UnitKind, bool); 8] = [
    ("sanitation", UnitKind::Department, false),
    ("urban_management", UnitKind::Department, false),
    ("north_desk", UnitKind::CommunityDesk, true),
    ("people_mediation_committee", UnitKind::Mediation, false),
    ("clean_team", UnitKind::Team, false),
    ("property_company", UnitKind::Link, true),
    ("power_company", UnitKind::Outside, false),
    ("water_affairs", UnitKind::Outside, false),
];

/// The people: name, role, where, on whose behalf, whether named to the sensitive desk.
const PEOPLE: [(&str, Role, Where, Option<&str>, bool); 21] = [
    ("volunteer", Role::Volunteer, Where::Grid(0), None, false),
    ("second_volunteer", Role::Volunteer, Where::Grid(0), None, false),
    ("other_volunteer", Role::Volunteer, Where::Grid(2), None, false),
    ("team_member", Role::Volunteer, Where::Street, Some("clean_team"), false),
    ("grid_member", Role::GridMember, Where::Grid(0), None, false),
    ("second_grid_member", Role::GridMember, Where::Grid(0), None, false),
    ("grid_leader", Role::GridLeader, Where::Grid(0), None, false),
    ("community_staff", Role::CommunityStaff, Where::Community(0), Some("north_desk"), true),
    ("second_community_staff", Role::CommunityStaff, Where::Community(0), Some("north_desk"), false),
    ("named_community_staff", Role::CommunityStaff, Where::Community(0), None, true),
    ("other_community_staff", Role::CommunityStaff, Where::Community(1), None, false),
    ("acceptor", Role::Acceptor, Where::Street, None, true),
    ("second_acceptor", Role::Acceptor, Where::Street, None, false),
    ("dispatcher", Role::Dispatcher, Where::Street, None, true),
    ("dept_handler", Role::DeptHandler, Where::Street, Some("sanitation"), false),
    ("dept_lead", Role::DeptLead, Where::Street, Some("sanitation"), false),
    ("other_dept_lead", Role::DeptLead, Where::Street, Some("urban_management"), false),
    ("supervisor", Role::Supervisor, Where::Street, None, false),
    ("street_leader", Role::StreetLeader, Where::Street, None, false),
    ("mediator", Role::Mediator, Where::Street, Some("people_mediation_committee"), false),
    ("auditor", Role::Auditor, Where::Street, None, false),
];

#[derive(Clone, Copy)]
enum Where {
    Street,
    Community(usize),
    Grid(usize),
}

fn since() -> Timestamp {
    SINCE.parse().unwrap()
}

fn build(tx: &mut Tx<'_>) -> Result<World, StoreError> {
    let district = area(tx, "370113", Level::District, None, "测试区", None)?;
    let street = area(tx, "370113002", Level::Street, Some(district), "测试街道", None)?;
    let north = area(tx, "370113002001", Level::Community, Some(street), "北社区", None)?;
    let south = area(tx, "370113002002", Level::Community, Some(street), "南社区", None)?;
    let mut grids = Vec::new();
    for n in 0..4 {
        let parent = if n < 2 { north } else { south };
        let code = format!("37011300200{}00{}", n / 2 + 1, n % 2 + 1);
        grids.push(area(tx, &code, Level::Grid, Some(parent), &format!("第{}网格", n + 1), Some(n))?);
    }
    let grids: [AreaId; 4] = grids.try_into().unwrap();
    let communities = [north, south];
    let mut units = BTreeMap::new();
    for (code, kind, in_community) in UNITS {
        let new = NewUnit {
            code: code.to_owned(),
            kind,
            area: if in_community { north } else { street },
            name_zh: code.to_owned(),
            name_en: code.to_owned(),
            valid_from: since(),
        };
        units.insert(code, unit_of(tx, &new)?);
    }
    let mut people = BTreeMap::new();
    for (name, role, place, unit, sensitive_desk) in PEOPLE {
        let area = match place {
            Where::Street => street,
            Where::Community(n) => communities[n],
            Where::Grid(n) => grids[n],
        };
        let grant = Grant { role, area, unit: unit.map(|code| units[code]), sensitive_desk };
        people.insert(name, entered(tx, name, Some(grant))?);
    }
    let admin = Grant { role: Role::Admin, area: street, unit: None, sensitive_desk: false };
    people.insert("admin", entered(tx, "admin", Some(admin))?);
    people.insert("resident", entered(tx, "resident", None)?);
    people.insert("other_resident", entered(tx, "other_resident", None)?);
    config_version::raise(tx)?;
    Ok(World { district, street, communities, grids, units, people })
}

/// A unit of the world; one that the catalogue brought along already is used as it is.
fn unit_of(tx: &mut Tx<'_>, new: &NewUnit) -> Result<UnitId, StoreError> {
    match unit::find_by_code(tx, &new.code)? {
        Some(row) => Ok(row.id),
        None => Ok(unit::insert(tx, new)?.id),
    }
}

fn entered(tx: &mut Tx<'_>, name: &str, grant: Option<Grant>) -> Result<PersonId, StoreError> {
    let person = person::insert(tx, name, Lang::Zh, since())?.id;
    let login = Login::parse(name).expect("a login");
    account::insert(tx, person, &login, since())?;
    account::set_password(tx, person, &cheap_hash(), since())?;
    if let Some(grant) = grant {
        grant::insert(tx, person, &DatedGrant { grant, valid_from: since(), valid_to: None }, None)?;
    }
    Ok(person)
}

fn area(
    tx: &mut Tx<'_>,
    code: &str,
    level: Level,
    parent: Option<AreaId>,
    name: &str,
    square: Option<usize>,
) -> Result<AreaId, StoreError> {
    let shape = square.map(|n| {
        let (lon, lat) = World::middle_of(n);
        let (w, e, s, n) = (lon - SIDE / 2.0, lon + SIDE / 2.0, lat - SIDE / 2.0, lat + SIDE / 2.0);
        serde_json::json!({"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]})
            .to_string()
    });
    let area = Area {
        id: AreaId(0),
        code: code.to_owned(),
        level,
        parent,
        kind: AreaKind::Ordinary,
        name_zh: name.to_owned(),
        name_en: name.to_owned(),
        fictitious: true,
        valid_from: since(),
        valid_to: None,
    };
    insert_area(tx, &area, shape.as_deref())
}
