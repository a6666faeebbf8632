//! Who works on the street: units of the catalogue, a desk for each community, thirty teams, a thousand volunteers, and the
//! handful of log-ins. Every name is put together by chance.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::places::{Grid, Places};
use crate::domain::account::Login;
use crate::domain::case::ctx::UnitFacts;
use crate::domain::catalogue::Catalogue;
use crate::domain::codes::{DepartmentAccess, Lang, Level, Role, UnitKind};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::{Actor, DatedGrant, Grant};
use crate::service::error::ServiceError;
use crate::store::unit::NewUnit;
use crate::store::{StoreError, Tx, account, grant, person, unit};

/// The password of every demonstration log-in. Printed by the command; the demonstration is no place for secrets.
pub const DEMO_PASSWORD: &str = "gridward-demo";
/// Its hash, made once: hashing ten passwords would cost a second.
const DEMO_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ypZvN55vJTmLZT+H8gPrAg$pEcXQVL5kn6L5pGo2pTOJRlI9wy0PQQYJZ/YcF1c3Lg";
const VOLUNTEERS: u64 = 1_000;
/// The communities that the log-ins of a member and of community staff belong to: 长清湖第一社区.
const HOME: &str = "370113002090";

/// The log-ins: login, role, and what it is.
pub const LOGINS: [(&str, Role, &str); 11] = [
    ("volunteer", Role::Volunteer, "志愿网格员 · volunteer"),
    ("community", Role::CommunityStaff, "社区工作人员 · community staff"),
    ("intake", Role::Acceptor, "受理员 · intake"),
    ("dispatch", Role::Dispatcher, "派遣员 · dispatch"),
    ("handler", Role::DeptHandler, "部门经办人 · department handler"),
    ("lead", Role::DeptLead, "部门负责人 · department lead"),
    ("inspector", Role::Supervisor, "督查员 · inspector"),
    ("leader", Role::StreetLeader, "街道领导 · street leader"),
    ("mediator", Role::Mediator, "人民调解员 · mediator"),
    ("auditor", Role::Auditor, "审计员 · auditor"),
    ("admin", Role::Admin, "系统管理员 · administrator"),
];

const FAMILY: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕";
const GIVEN: &str = "安柏晨丹恩帆冠涵佳俊凯岚明宁培琪然诗桐薇欣妍一泽志卓雨思远文静若彤嘉禾书航";
const TEAM_KINDS: [(&str, &str); 10] = [
    ("环湖巡护", "Lake patrol"),
    ("文明劝导", "Good manners"),
    ("助老上门", "Home visits"),
    ("便民维修", "Repairs"),
    ("义务理发", "Haircuts"),
    ("顺风车", "Lift giving"),
    ("暑期托管", "Summer care"),
    ("邻里调解", "Neighbours"),
    ("大学生志愿", "Students"),
    ("防汛应急", "Flood watch"),
];

/// Somebody who acts in the stories.
#[derive(Debug, Clone)]
pub(super) struct Player {
    pub(super) person: PersonId,
    pub(super) actor: Actor,
}

/// Everybody and everything that the stories need.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    pub(super) grids: Vec<Grid>,
    pub(super) volunteers: Vec<(Player, Grid)>,
    pub(super) teams: Vec<UnitId>,
    /// The two people of a community's desk, and its unit.
    pub(super) desks: HashMap<AreaId, (Player, Player, UnitId)>,
    /// The lead of a department, by its code, and its unit.
    pub(super) leads: HashMap<String, (Player, UnitId)>,
    pub(super) units: HashMap<UnitId, UnitFacts>,
    pub(super) codes: HashMap<String, UnitId>,
    pub(super) intake: Player,
    pub(super) dispatcher: Player,
    pub(super) leader: Player,
}

struct Builder<'a, 'b> {
    tx: &'a mut Tx<'b>,
    street: AreaId,
    since: Timestamp,
    now: Timestamp,
    dice: Dice,
}

impl Builder<'_, '_> {
    fn name(&mut self) -> String {
        let pick =
            |dice: &mut Dice, of: &str| dice.one(&of.chars().collect::<Vec<_>>()).copied().unwrap_or('某');
        let mut name = String::from(pick(&mut self.dice, FAMILY));
        for _ in 0..=self.dice.below(2) {
            name.push(pick(&mut self.dice, GIVEN));
        }
        name
    }

    fn player(&mut self, granted: Grant) -> Result<Player, ServiceError> {
        let name = self.name();
        let person = person::insert(self.tx, &name, Lang::Zh, self.since)?.id;
        let dated = DatedGrant { grant: granted, valid_from: self.since, valid_to: None };
        grant::insert(self.tx, person, &dated, None)?;
        Ok(Player {
            person,
            actor: Actor { person: Some(person), grants: vec![granted], ..Actor::default() },
        })
    }

    fn log_in(&mut self, player: &Player, login: &str) -> Result<(), ServiceError> {
        let login = Login::parse(login).map_err(|words| StoreError::Corrupt(words.en.into_owned()))?;
        account::insert(self.tx, player.person, &login, self.now)?;
        account::set_password(self.tx, player.person, DEMO_HASH, self.now)?;
        Ok(())
    }

    fn unit(
        &mut self,
        code: &str,
        kind: UnitKind,
        area: AreaId,
        zh: &str,
        en: &str,
    ) -> Result<UnitId, ServiceError> {
        if let Some(known) = unit::find_by_code(self.tx, code)? {
            return Ok(known.id);
        }
        let (name_zh, name_en) = (zh.to_owned(), en.to_owned());
        let new = NewUnit { code: code.to_owned(), kind, area, name_zh, name_en, valid_from: self.since };
        Ok(unit::insert(self.tx, &new)?.id)
    }

    fn street_role(&mut self, role: Role, unit: Option<UnitId>, desk: bool) -> Result<Player, ServiceError> {
        self.player(Grant { role, area: self.street, unit, sensitive_desk: desk })
    }
}

/// Enters everybody.
pub(super) fn build(
    tx: &mut Tx<'_>,
    catalogue: &Catalogue,
    places: &Places,
    now: Timestamp,
) -> Result<Cast, ServiceError> {
    let since = now - SignedDuration::from_hours(24 * 500);
    let mut b = Builder { tx, street: places.street, since, now, dice: Dice::new(7_000_001) };
    let mut cast = Cast {
        grids: places.grids.clone(),
        volunteers: Vec::new(),
        teams: Vec::new(),
        desks: HashMap::new(),
        leads: HashMap::new(),
        units: HashMap::new(),
        codes: HashMap::new(),
        intake: b.street_role(Role::Acceptor, None, true)?,
        dispatcher: b.street_role(Role::Dispatcher, None, true)?,
        leader: b.street_role(Role::StreetLeader, None, false)?,
    };
    departments(&mut b, catalogue, &mut cast)?;
    desks(&mut b, places, &mut cast)?;
    volunteers(&mut b, places, &mut cast)?;
    for (player, login) in
        [(&cast.intake, "intake"), (&cast.dispatcher, "dispatch"), (&cast.leader, "leader")]
    {
        b.log_in(player, login)?;
    }
    for (login, role) in [("inspector", Role::Supervisor), ("auditor", Role::Auditor), ("admin", Role::Admin)]
    {
        let player = b.street_role(role, None, false)?;
        b.log_in(&player, login)?;
    }
    Ok(cast)
}

fn departments(b: &mut Builder<'_, '_>, catalogue: &Catalogue, cast: &mut Cast) -> Result<(), ServiceError> {
    for department in &catalogue.lists().departments {
        let code = department.code.as_str();
        if code == "community_committee" {
            continue;
        }
        let kind = match department.access {
            _ if code.ends_with("mediation_committee") => UnitKind::Mediation,
            DepartmentAccess::Gridward => UnitKind::Department,
            DepartmentAccess::Link => UnitKind::Link,
            DepartmentAccess::Outside => UnitKind::Outside,
        };
        let unit = b.unit(code, kind, b.street, &department.name_zh, &department.name_en)?;
        cast.units.insert(unit, UnitFacts { kind, level: Level::Street });
        cast.codes.insert(code.to_owned(), unit);
        if department.access != DepartmentAccess::Gridward {
            continue;
        }
        let lead = b.street_role(Role::DeptLead, Some(unit), false)?;
        let handler = b.street_role(Role::DeptHandler, Some(unit), false)?;
        if code == "sanitation" {
            b.log_in(&lead, "lead")?;
            b.log_in(&handler, "handler")?;
        }
        if code == "people_mediation_committee" {
            let mediator = b.street_role(Role::Mediator, Some(unit), false)?;
            b.log_in(&mediator, "mediator")?;
        }
        cast.leads.insert(code.to_owned(), (lead, unit));
    }
    Ok(())
}

fn desks(b: &mut Builder<'_, '_>, places: &Places, cast: &mut Cast) -> Result<(), ServiceError> {
    for (code, zh, en, area) in &places.communities {
        let (zh, en) = (format!("{zh}工作站"), format!("{en} desk"));
        let unit =
            b.unit(&format!("community_committee_{code}"), UnitKind::CommunityDesk, *area, &zh, &en)?;
        cast.units.insert(unit, UnitFacts { kind: UnitKind::CommunityDesk, level: Level::Community });
        let role =
            |desk| Grant { role: Role::CommunityStaff, area: *area, unit: Some(unit), sensitive_desk: desk };
        let (first, second) = (b.player(role(true))?, b.player(role(false))?);
        if code == HOME {
            b.log_in(&first, "community")?;
        }
        cast.desks.insert(*area, (first, second, unit));
    }
    Ok(())
}

fn volunteers(b: &mut Builder<'_, '_>, places: &Places, cast: &mut Cast) -> Result<(), ServiceError> {
    for n in 0..30_usize {
        let Some((zh, en)) = TEAM_KINDS.get(n % TEAM_KINDS.len()) else { continue };
        let number = n / TEAM_KINDS.len() + 1;
        let (zh, en) = (format!("{zh}{number}队（演示）"), format!("{en} team {number} (demo)"));
        let unit = b.unit(&format!("team_{:02}", n + 1), UnitKind::Team, b.street, &zh, &en)?;
        cast.units.insert(unit, UnitFacts { kind: UnitKind::Team, level: Level::Street });
        cast.teams.push(unit);
    }
    let home = places.communities.iter().find(|(code, ..)| code == HOME).map(|(.., id)| *id);
    let mut logged_in = false;
    for n in 0..VOLUNTEERS {
        let index = usize::try_from(n).unwrap_or(0);
        let Some(place) = places.grids.get(index % places.grids.len().max(1)).copied() else { continue };
        let unit = cast.teams.get(index % cast.teams.len().max(1)).copied();
        let player =
            b.player(Grant { role: Role::Volunteer, area: place.id, unit, sensitive_desk: false })?;
        if !logged_in && Some(place.community) == home {
            b.log_in(&player, "volunteer")?;
            logged_in = true;
        }
        cast.volunteers.push((player, place));
    }
    Ok(())
}
