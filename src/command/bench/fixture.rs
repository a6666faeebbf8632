//! The office under load: a street with forty square grids, a thousand volunteers who can log in, and the staff that works on
//! what they file.

use std::collections::BTreeMap;

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use serde_json::json;

use super::BenchError;
use crate::app::SystemClock;
use crate::domain::account::Login;
use crate::domain::area::{Area, AreaKind};
use crate::domain::clock::Clock as _;
use crate::domain::codes::{Lang, Level, Role, UnitKind};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::{Actor, DatedGrant, Grant};
use crate::store::area::insert_area;
use crate::store::unit::NewUnit;
use crate::store::{Db, Lane, StoreError, Tx, account, config_version, grant, person, unit};

/// Volunteers who file.
pub(super) const REPORTERS: usize = 1000;
/// Grids, eight a row.
const GRIDS: usize = 40;
/// Side of a grid in degrees.
const SIDE: f64 = 0.01;
/// The south-west corner.
const CORNER: (f64, f64) = (116.75, 36.50);
/// The password of everybody here.
pub(super) const PASSWORD: &str = "bench bench bench";

/// What stands in the office, for those who tell stories about it.
#[derive(Debug, Clone)]
pub(super) struct Street {
    /// Who files, in the order of their logins, each with his grid.
    pub(super) reporters: Vec<(PersonId, AreaId)>,
    /// Registers and dispatches for the street.
    pub(super) intake: Actor,
    /// Leads the department.
    pub(super) lead: Actor,
    /// The department.
    pub(super) department: UnitId,
    /// A body outside.
    pub(super) outside: UnitId,
    /// The desk of each community, with its unit.
    pub(super) desks: BTreeMap<AreaId, (Actor, UnitId)>,
}

/// Fills an empty, migrated database.
pub(super) fn fill(db: &Db) -> Result<Street, BenchError> {
    let hash = cheap_hash()?;
    let now = SystemClock.now();
    Ok(db.write_blocking(Lane::Interactive, move |tx| {
        Builder { tx, hash: &hash, since: now - jiff::SignedDuration::from_hours(4 * 365 * 24) }.street()
    })?)
}

/// A hash with parameters so small that a thousand log-ins take no time. Only a measurement may do so.
fn cheap_hash() -> Result<String, BenchError> {
    let params = Params::new(8, 1, 1, None).map_err(|error| error.to_string())?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(PASSWORD.as_bytes(), b"benchbenchbench!");
    Ok(hash.map_err(|error| error.to_string())?.to_string())
}

struct Builder<'a, 'b> {
    tx: &'a mut Tx<'b>,
    hash: &'a str,
    /// Everything has been there for so long.
    since: Timestamp,
}

impl Builder<'_, '_> {
    fn street(mut self) -> Result<Street, StoreError> {
        let district = self.area("370113", Level::District, None, None)?;
        let street = self.area("370113002", Level::Street, Some(district), None)?;
        let (mut grids, mut desks) = (Vec::new(), BTreeMap::new());
        let mut community = street;
        for n in 0..GRIDS {
            if n % 5 == 0 {
                community = self.area(&format!("3701130020{n:02}"), Level::Community, Some(street), None)?;
                let unit = self.unit(&format!("desk_{n}"), UnitKind::CommunityDesk, community)?;
                let desk =
                    self.person(&format!("desk{n}"), &[(Role::CommunityStaff, community, Some(unit))])?;
                desks.insert(community, (desk, unit));
            }
            grids.push(self.area(&format!("3701130020{n:02}001"), Level::Grid, Some(community), Some(n))?);
        }
        let department = self.unit("department", UnitKind::Department, street)?;
        let outside = self.unit("outside", UnitKind::Outside, district)?;
        let intake =
            self.person("intake", &[(Role::Acceptor, street, None), (Role::Dispatcher, street, None)])?;
        let lead = self.person("lead", &[(Role::DeptLead, street, Some(department))])?;
        self.person("leader", &[(Role::StreetLeader, street, None)])?;
        self.person("admin", &[(Role::Admin, street, None)])?;
        let mut reporters = Vec::new();
        for (n, grid) in (0..REPORTERS).zip(grids.into_iter().cycle()) {
            let reporter = self.person(&login(n), &[(Role::Volunteer, grid, None)])?;
            reporters.extend(reporter.person.map(|person| (person, grid)));
        }
        config_version::raise(self.tx)?;
        Ok(Street { reporters, intake, lead, department, outside, desks })
    }

    fn unit(&mut self, code: &str, kind: UnitKind, area: AreaId) -> Result<UnitId, StoreError> {
        let new = NewUnit {
            code: code.to_owned(),
            kind,
            area,
            name_zh: format!("测量{code}"),
            name_en: format!("Bench {code}"),
            valid_from: self.since,
        };
        Ok(unit::insert(self.tx, &new)?.id)
    }

    /// Somebody who can log in.
    fn person(&mut self, login: &str, roles: &[(Role, AreaId, Option<UnitId>)]) -> Result<Actor, StoreError> {
        let who = person::insert(self.tx, login, Lang::Zh, self.since)?.id;
        let mut grants = Vec::with_capacity(roles.len());
        for (role, area, unit) in roles {
            let grant = Grant { role: *role, area: *area, unit: *unit, sensitive_desk: false };
            let dated = DatedGrant { grant, valid_from: self.since, valid_to: None };
            grant::insert(self.tx, who, &dated, None)?;
            grants.push(grant);
        }
        let login = Login::parse(login).map_err(|_| StoreError::Corrupt("a login".to_owned()))?;
        account::insert(self.tx, who, &login, self.since)?;
        account::set_password(self.tx, who, self.hash, self.since)?;
        Ok(Actor { person: Some(who), grants, ..Actor::default() })
    }

    fn area(
        &mut self,
        code: &str,
        level: Level,
        parent: Option<AreaId>,
        square: Option<usize>,
    ) -> Result<AreaId, StoreError> {
        let shape = square.map(|n| {
            let (w, s) = corner(n);
            let (e, n) = (w + SIDE, s + SIDE);
            json!({"type": "Polygon", "coordinates": [[[w, s], [e, s], [e, n], [w, n], [w, s]]]}).to_string()
        });
        let area = Area {
            id: AreaId(0),
            code: code.to_owned(),
            level,
            parent,
            kind: AreaKind::Ordinary,
            name_zh: format!("测量{code}"),
            name_en: format!("Bench {code}"),
            fictitious: true,
            valid_from: self.since,
            valid_to: None,
        };
        insert_area(self.tx, &area, shape.as_deref())
    }
}

/// The login of the n-th reporter.
pub(super) fn login(n: usize) -> String {
    format!("reporter{n}")
}

/// A point in a grid, by its number; `n` says where.
pub(super) fn point_in(grid: usize, n: u64) -> (f64, f64) {
    let (w, s) = corner(grid % GRIDS);
    let inside = |seed: u64| f64::from(u32::try_from(n.wrapping_mul(seed) % 97).unwrap_or(0)) / 100.0 * SIDE;
    (w + inside(31) + 0.0001, s + inside(57) + 0.0001)
}

fn corner(n: usize) -> (f64, f64) {
    let steps = |n: usize| SIDE * f64::from(u32::try_from(n).unwrap_or(0));
    (CORNER.0 + steps(n % 8), CORNER.1 + steps(n / 8))
}

/// The body of the n-th filing: a full row, its place somewhere in one of the grids.
pub(super) fn incident(n: u64) -> String {
    const TEXTS: [&str; 5] = [
        "消防通道被纸箱堵住，三楼到四楼过不去，请尽快清理",
        "路灯不亮，晚上黑灯瞎火，老人出行不安全",
        "湖边栏杆松动，小孩经常在旁边玩耍，存在隐患",
        "垃圾桶满溢，异味很大，已经两天没有清运",
        "楼上装修到半夜，噪声影响休息，多次沟通无效",
    ];
    let text = TEXTS.get(usize::try_from(n % 5).unwrap_or(0)).copied().unwrap_or_default();
    let (lon, lat) = point_in(usize::try_from(n).unwrap_or(0), n);
    format!(
        r#"{{"text":"{text}（第{n}件）","place":{{"coord_sys":"wgs84","lon":{lon:.6},"lat":{lat:.6},"accuracy_m":12}},"address":"测量路{}号"}}"#,
        n % 500
    )
}

/// What a volunteer of a grid holds.
pub(super) const fn volunteer(grid: AreaId) -> Grant {
    Grant { role: Role::Volunteer, area: grid, unit: None, sensitive_desk: false }
}
