//! The demo street's areas and units: the real codes and names of 崮云湖街道 (370113002) with grids drawn on a crooked lattice.
//! No polygons of these communities are published, so every grid says that it is invented.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::dice::Dice;
use crate::domain::area::{Area, AreaKind};
use crate::domain::case::ctx::UnitFacts;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::{DepartmentAccess, Level, SettledBy, UnitKind};
use crate::domain::ids::{AreaId, UnitId};
use crate::store::area::insert_area;
use crate::store::unit::{self, NewUnit};
use crate::store::{StoreError, Tx};

/// Code, names and whether it is a village.
const COMMUNITIES: &str = include_str!("communities.csv");
/// The south-west corner of the lattice.
const CORNER: (f64, f64) = (116.74, 36.50);
/// Width and height of a cell in degrees: about 600 m each.
const CELL: (f64, f64) = (0.0068, 0.0056);
/// Communities in a row of the lattice; each takes two by two cells.
const COLUMNS: usize = 9;

/// What a community is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Housing, schools and shops.
    Town,
    /// On the shore of the lake; a part of the town.
    Lake,
    /// Fields and courtyards.
    Village,
}

/// A grid.
#[derive(Debug, Clone)]
pub(super) struct GridPlace {
    pub(super) area: AreaId,
    /// Its community's place in the list.
    pub(super) community: usize,
    /// The middle, in WGS-84.
    pub(super) middle: (f64, f64),
}

/// A community or village with the desk of its committee.
#[derive(Debug, Clone)]
pub(super) struct CommunityPlace {
    pub(super) area: AreaId,
    pub(super) desk: UnitId,
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// Where everything stands.
#[derive(Debug, Clone)]
pub(super) struct Street {
    pub(super) district: AreaId,
    pub(super) top: AreaId,
    pub(super) communities: Vec<CommunityPlace>,
    pub(super) grids: Vec<GridPlace>,
    /// Bodies of the catalogue by code.
    pub(super) units: BTreeMap<String, UnitId>,
    pub(super) facts: BTreeMap<UnitId, UnitFacts>,
    pub(super) teams: Vec<UnitId>,
}

impl Street {
    /// The places in the list of the grids in which something of a kind happens; every grid where no such community is there.
    pub(super) fn grids_of(&self, kind: Option<Kind>) -> Vec<usize> {
        let fits = |grid: &GridPlace| {
            let here = self.communities.get(grid.community).map(|community| community.kind);
            match (kind, here) {
                (None, _) => true,
                (Some(Kind::Town), Some(here)) => here != Kind::Village,
                (Some(kind), here) => Some(kind) == here,
            }
        };
        let fitting: Vec<usize> =
            self.grids.iter().enumerate().filter(|(_, grid)| fits(grid)).map(|(index, _)| index).collect();
        if fitting.is_empty() { (0..self.grids.len()).collect() } else { fitting }
    }
}

struct Builder<'t, 'c> {
    tx: &'t mut Tx<'c>,
    since: Timestamp,
    street: Street,
}

/// Opens the areas and units, all existing since `since`.
pub(super) fn build(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    since: Timestamp,
    communities: usize,
) -> Result<Street, StoreError> {
    let street = Street {
        district: AreaId(0),
        top: AreaId(0),
        communities: Vec::new(),
        grids: Vec::new(),
        units: BTreeMap::new(),
        facts: BTreeMap::new(),
        teams: Vec::new(),
    };
    let mut builder = Builder { tx, since, street };
    let district = builder.area(None, Level::District, "370113", ("长清区", "Changqing district"), None)?;
    let names = ("崮云湖街道", "Guyunhu street");
    let top = builder.area(Some(district), Level::Street, "370113002", names, None)?;
    (builder.street.district, builder.street.top) = (district, top);
    for (index, line) in COMMUNITIES.lines().skip(1).take(communities).enumerate() {
        builder.community(index, line)?;
    }
    builder.departments(catalogue)?;
    builder.teams()?;
    Ok(builder.street)
}

impl Builder<'_, '_> {
    fn area(
        &mut self,
        parent: Option<AreaId>,
        level: Level,
        code: &str,
        names: (&str, &str),
        shape: Option<(AreaKind, String)>,
    ) -> Result<AreaId, StoreError> {
        let (kind, shape) = shape.map_or((AreaKind::Ordinary, None), |(kind, shape)| (kind, Some(shape)));
        let area = Area {
            id: AreaId(0),
            code: code.to_owned(),
            level,
            parent,
            kind,
            name_zh: names.0.to_owned(),
            name_en: names.1.to_owned(),
            fictitious: level == Level::Grid,
            valid_from: self.since,
            valid_to: None,
        };
        insert_area(self.tx, &area, shape.as_deref())
    }

    fn unit(
        &mut self,
        code: &str,
        kind: UnitKind,
        (area, level): (AreaId, Level),
        names: (&str, &str),
    ) -> Result<UnitId, StoreError> {
        let new = NewUnit {
            code: code.to_owned(),
            kind,
            area,
            name_zh: names.0.to_owned(),
            name_en: names.1.to_owned(),
            valid_from: self.since,
        };
        let id = unit::insert(self.tx, &new)?.id;
        self.street.facts.insert(id, UnitFacts { kind, level });
        Ok(id)
    }

    fn community(&mut self, index: usize, line: &str) -> Result<(), StoreError> {
        let mut cells = line.split(',');
        let mut cell = || cells.next().unwrap_or_default();
        let (code, zh, en, village) = (cell(), cell(), cell(), cell() == "Y");
        let area = self.area(Some(self.street.top), Level::Community, code, (zh, en), None)?;
        let committee = if village { "村委会" } else { "居委会" };
        let names = (format!("{zh}{committee}"), format!("{en} committee"));
        let place = (area, Level::Community);
        let desk =
            self.unit(&format!("desk_{code}"), UnitKind::CommunityDesk, place, (&names.0, &names.1))?;
        let kind = match village {
            true => Kind::Village,
            false if zh.starts_with("长清湖") => Kind::Lake,
            false => Kind::Town,
        };
        self.street.communities.push(CommunityPlace { area, desk, name: zh.to_owned(), kind });
        // Villages are wide: two grids of two cells; communities are dense: four of one.
        let (count, height) = if village { (2, 2) } else { (4, 1) };
        let (column, row) = (index % COLUMNS * 2, index / COLUMNS * 2);
        for n in 0..count {
            let west = column + n % 2;
            let (south, north) = (row + n / 2, row + n / 2 + height);
            self.grid(index, (code, zh, en), n, (west, south, north))?;
        }
        Ok(())
    }

    fn grid(
        &mut self,
        community: usize,
        (code, zh, en): (&str, &str, &str),
        n: usize,
        (west, south, north): (usize, usize, usize),
    ) -> Result<(), StoreError> {
        let ring: Vec<(f64, f64)> = (south..=north)
            .map(|row| corner(west, row))
            .chain((south..=north).rev().map(|row| corner(west + 1, row)))
            .collect();
        let ring = counter_clockwise(&ring);
        let points: Vec<String> =
            ring.iter().chain(ring.first()).map(|(lon, lat)| format!("[{lon:.6},{lat:.6}]")).collect();
        let shape = format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", points.join(","));
        let lake = zh.starts_with("长清湖") && n == 3;
        let kind = if lake { AreaKind::Dedicated } else { AreaKind::Ordinary };
        let number = n + 1;
        let label = if lake { "湖滨公园专属网格".to_owned() } else { format!("第{number}网格") };
        let names = (format!("{zh}{label}（虚构）"), format!("{en}, grid {number} (invented)"));
        let parent = self.street.communities.get(community).map(|place| place.area);
        let grid_code = format!("{code}{number:03}");
        let shape = Some((kind, shape));
        let area = self.area(parent, Level::Grid, &grid_code, (&names.0, &names.1), shape)?;
        let size = f64::from(u32::try_from(ring.len()).unwrap_or(1));
        let middle = ring.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0 / size, sum.1 + p.1 / size));
        self.street.grids.push(GridPlace { area, community, middle });
        Ok(())
    }

    /// Every body of the catalogue but the community committees, which have their desks.
    fn departments(&mut self, catalogue: &Catalogue) -> Result<(), StoreError> {
        for body in &catalogue.lists().departments {
            if body.level == SettledBy::Community {
                continue;
            }
            let kind = match body.access {
                _ if body.code == "people_mediation_committee" => UnitKind::Mediation,
                DepartmentAccess::Gridward => UnitKind::Department,
                DepartmentAccess::Link => UnitKind::Link,
                DepartmentAccess::Outside => UnitKind::Outside,
            };
            let place = match body.level {
                SettledBy::District => (self.street.district, Level::District),
                _ => (self.street.top, Level::Street),
            };
            let id = self.unit(&body.code, kind, place, (&body.name_zh, &body.name_en))?;
            self.street.units.insert(body.code.clone(), id);
        }
        Ok(())
    }

    fn teams(&mut self) -> Result<(), StoreError> {
        let place = (self.street.top, Level::Street);
        for (index, name) in TEAMS.iter().enumerate() {
            let number = index + 1;
            let names = (format!("{name}志愿服务队"), format!("Volunteer team {number}"));
            let code = format!("team_{number:02}");
            let id = self.unit(&code, UnitKind::Team, place, (&names.0, &names.1))?;
            self.street.teams.push(id);
        }
        Ok(())
    }
}

/// Thirty teams, all invented.
pub(super) const TEAMS: [&str; 30] = [
    "银龄巡查",
    "青春护湖",
    "红马甲",
    "晨光保洁",
    "邻里说和",
    "爱心车队",
    "家电义修",
    "义剪上门",
    "暑期托管",
    "敬老探访",
    "助残同行",
    "楼道清障",
    "绿地认养",
    "护河净滩",
    "文明夜市",
    "单车归位",
    "消防宣讲",
    "反诈宣传",
    "健康义诊",
    "法律援助",
    "书香社区",
    "文艺轻骑",
    "心理关怀",
    "防汛应急",
    "除雪破冰",
    "垃圾分类",
    "校地共建",
    "乡村振兴",
    "新市民之家",
    "科普惠民",
];

/// A corner of the lattice, moved a little so that no grid is square. Neighbours share it, so they never overlap.
fn corner(column: usize, row: usize) -> (f64, f64) {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(0));
    let mut dice = Dice::of(370_113_002, u64::try_from(column * 100 + row).unwrap_or(0));
    let (east, north) = (dice.fraction() * 0.4 - 0.2, dice.fraction() * 0.4 - 0.2);
    (CORNER.0 + CELL.0 * (number(column) + east), CORNER.1 + CELL.1 * (number(row) + north))
}

/// GeoJSON wants outer rings counter-clockwise.
fn counter_clockwise(ring: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let next = ring.iter().cycle().skip(1);
    let doubled: f64 = ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    let mut ring = ring.to_vec();
    if doubled < 0.0 {
        ring.reverse();
    }
    ring
}
