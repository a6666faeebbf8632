//! The office under load: a street with forty square grids and a thousand volunteers who can log in.

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use serde_json::json;

use super::BenchError;
use crate::app::SystemClock;
use crate::domain::account::Login;
use crate::domain::area::{Area, AreaKind};
use crate::domain::clock::Clock as _;
use crate::domain::codes::{Lang, Level, Role};
use crate::domain::ids::AreaId;
use crate::domain::policy::{DatedGrant, Grant};
use crate::store::area::insert_area;
use crate::store::{Db, Lane, StoreError, Tx, account, config_version, grant, person};

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
/// Fills an empty, migrated database.
pub(super) fn fill(db: &Db) -> Result<(), BenchError> {
    let hash = cheap_hash()?;
    let now = SystemClock.now();
    Ok(db.write_blocking(Lane::Interactive, move |tx| street(tx, &hash, now))?)
}

/// A hash with parameters so small that a thousand log-ins take no time. Only a measurement may do so.
fn cheap_hash() -> Result<String, BenchError> {
    let params = Params::new(8, 1, 1, None).map_err(|error| error.to_string())?;
    let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash = hasher.hash_password_with_salt(PASSWORD.as_bytes(), b"benchbenchbench!");
    Ok(hash.map_err(|error| error.to_string())?.to_string())
}

fn street(tx: &mut Tx<'_>, hash: &str, now: Timestamp) -> Result<(), StoreError> {
    let district = area(tx, "370113", Level::District, None, None, now)?;
    let street = area(tx, "370113002", Level::Street, Some(district), None, now)?;
    let mut grids = Vec::new();
    let mut community = street;
    for n in 0..GRIDS {
        if n % 5 == 0 {
            community = area(tx, &format!("3701130020{n:02}"), Level::Community, Some(street), None, now)?;
        }
        grids.push(area(tx, &format!("3701130020{n:02}001"), Level::Grid, Some(community), Some(n), now)?);
    }
    for (n, grid) in (0..REPORTERS).zip(grids.into_iter().cycle()) {
        let who = person::insert(tx, &format!("志愿者{n}"), Lang::Zh, now)?.id;
        let grant = Grant { role: Role::Volunteer, area: grid, unit: None, sensitive_desk: false };
        grant::insert(tx, who, &DatedGrant { grant, valid_from: now, valid_to: None }, None)?;
        let login = Login::parse(&login(n)).map_err(|_| StoreError::Corrupt("a login".to_owned()))?;
        account::insert(tx, who, &login, now)?;
        account::set_password(tx, who, hash, now)?;
    }
    config_version::raise(tx)
}

/// The login of the n-th reporter.
pub(super) fn login(n: usize) -> String {
    format!("reporter{n}")
}

fn area(
    tx: &mut Tx<'_>,
    code: &str,
    level: Level,
    parent: Option<AreaId>,
    square: Option<usize>,
    now: Timestamp,
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
        valid_from: now - jiff::SignedDuration::from_hours(24),
        valid_to: None,
    };
    insert_area(tx, &area, shape.as_deref())
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
    let grid = usize::try_from(n).unwrap_or(0) % GRIDS;
    let (w, s) = corner(grid);
    let inside = |seed: u64| f64::from(u32::try_from(n.wrapping_mul(seed) % 97).unwrap_or(0)) / 100.0 * SIDE;
    format!(
        r#"{{"text":"{text}（第{n}件）","place":{{"coord_sys":"wgs84","lon":{:.6},"lat":{:.6},"accuracy_m":12}},"address":"测量路{}号"}}"#,
        w + inside(31) + 0.0001,
        s + inside(57) + 0.0001,
        n % 500
    )
}
