//! The people of the demo street: staff, members, a thousand volunteers and some residents, all with invented names. Only a
//! handful can log in.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::dice::Dice;
use super::street::Street;
use crate::domain::account::Login;
use crate::domain::codes::{Lang, Role, UnitKind};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::{Actor, DatedGrant, Grant};
use crate::store::{StoreError, Tx, account, grant, person};

/// The password of every demo log-in. Printed by the command: a demo is no place for secrets.
pub const PASSWORD: &str = "gridward-demo";
/// Its Argon2id hash, computed once: a test compares the two.
const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ypZvN55vJTmLZT+H8gPrAg$pEcXQVL5kn6L5pGo2pTOJRlI9wy0PQQYJZ/YcF1c3Lg";

const FAMILY: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓",
    "许", "傅", "沈", "曾", "彭", "吕",
];
const FIRST: [&str; 25] = [
    "春", "夏", "秋", "冬", "晓", "文", "思", "雨", "子", "佳", "志", "海", "云", "国", "明", "玉", "静",
    "立", "建", "雪", "宇", "嘉", "若", "永", "清",
];
const SECOND: [&str; 25] = [
    "平", "华", "兰", "梅", "杰", "磊", "洋", "涛", "霞", "宁", "萍", "辉", "琳", "强", "燕", "鹏", "娜",
    "斌", "莹", "峰", "颖", "浩", "欣", "刚", "妍",
];

/// Everybody who plays.
#[derive(Debug, Clone, Default)]
pub(super) struct Cast {
    /// The members of each grid, in the order of the street's grids.
    pub(super) members: Vec<PersonId>,
    /// The volunteers of each grid.
    pub(super) volunteers: Vec<Vec<PersonId>>,
    /// Grid leader, first and second of the staff of each community.
    pub(super) communities: Vec<[PersonId; 3]>,
    /// Lead and handlers of each unit of the street.
    pub(super) units: BTreeMap<UnitId, [PersonId; 3]>,
    pub(super) acceptors: Vec<PersonId>,
    pub(super) dispatchers: Vec<PersonId>,
    pub(super) supervisors: Vec<PersonId>,
    pub(super) leader: Option<PersonId>,
    pub(super) residents: Vec<PersonId>,
    pub(super) grants: BTreeMap<PersonId, Vec<Grant>>,
}

impl Cast {
    /// A person as an actor.
    pub(super) fn actor(&self, person: PersonId) -> Actor {
        let grants = self.grants.get(&person).cloned().unwrap_or_default();
        Actor { person: Some(person), grants, ..Actor::default() }
    }
}

/// A log-in of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoLogin {
    /// The login.
    pub login: &'static str,
    /// The role, for people.
    pub role: Role,
}

/// The log-ins, in the order in which a case meets them.
pub const LOGINS: [DemoLogin; 13] = [
    DemoLogin { login: "resident", role: Role::Resident },
    DemoLogin { login: "volunteer", role: Role::Volunteer },
    DemoLogin { login: "member", role: Role::GridMember },
    DemoLogin { login: "community", role: Role::CommunityStaff },
    DemoLogin { login: "intake", role: Role::Acceptor },
    DemoLogin { login: "dispatch", role: Role::Dispatcher },
    DemoLogin { login: "handler", role: Role::DeptHandler },
    DemoLogin { login: "lead", role: Role::DeptLead },
    DemoLogin { login: "inspector", role: Role::Supervisor },
    DemoLogin { login: "leader", role: Role::StreetLeader },
    DemoLogin { login: "mediator", role: Role::Mediator },
    DemoLogin { login: "auditor", role: Role::Auditor },
    DemoLogin { login: "admin", role: Role::Admin },
];

struct Casting<'t, 'c> {
    tx: &'t mut Tx<'c>,
    since: Timestamp,
    number: usize,
    cast: Cast,
}

/// Enters everybody.
pub(super) fn build(
    tx: &mut Tx<'_>,
    street: &Street,
    since: Timestamp,
    volunteers: usize,
) -> Result<Cast, StoreError> {
    let mut casting = Casting { tx, since, number: 0, cast: Cast::default() };
    casting.office(street)?;
    casting.units(street)?;
    casting.communities(street)?;
    casting.members(street)?;
    casting.volunteers(street, volunteers)?;
    casting.residents()?;
    Ok(casting.cast)
}

impl Casting<'_, '_> {
    /// The next invented name; the first 25,000 differ.
    fn name(&mut self) -> String {
        let mut dice = Dice::of(58, u64::try_from(self.number).unwrap_or(0));
        self.number += 1;
        let part = |list: &[&'static str], index: usize| list.get(index % list.len()).copied().unwrap_or("");
        let index = (self.number * 7919) % (FAMILY.len() * FIRST.len() * SECOND.len());
        let family = part(&FAMILY, dice.below(FAMILY.len()));
        let given = (part(&FIRST, index / SECOND.len()), part(&SECOND, index));
        format!("{family}{}{}", given.0, given.1)
    }

    fn enter(&mut self, grant: Option<Grant>, login: Option<&str>) -> Result<PersonId, StoreError> {
        let name = self.name();
        let id = person::insert(self.tx, &name, Lang::Zh, self.since)?.id;
        if let Some(held) = grant {
            let dated = DatedGrant { grant: held, valid_from: self.since, valid_to: None };
            grant::insert(self.tx, id, &dated, None)?;
            self.cast.grants.insert(id, vec![held]);
        }
        if let Some(login) = login {
            let login = Login::parse(login).map_err(|words| StoreError::Corrupt(words.en.into_owned()))?;
            account::insert(self.tx, id, &login, self.since)?;
            account::set_password(self.tx, id, PASSWORD_HASH, self.since)?;
        }
        Ok(id)
    }

    fn staff(
        &mut self,
        role: Role,
        area: AreaId,
        unit: Option<UnitId>,
        sensitive_desk: bool,
        login: Option<&str>,
    ) -> Result<PersonId, StoreError> {
        self.enter(Some(Grant { role, area, unit, sensitive_desk }), login)
    }

    fn office(&mut self, street: &Street) -> Result<(), StoreError> {
        let area = street.top;
        for n in 0..2 {
            let login = |login| (n == 0).then_some(login);
            let acceptor = self.staff(Role::Acceptor, area, None, true, login("intake"))?;
            self.cast.acceptors.push(acceptor);
            let dispatcher = self.staff(Role::Dispatcher, area, None, true, login("dispatch"))?;
            self.cast.dispatchers.push(dispatcher);
            let supervisor = self.staff(Role::Supervisor, area, None, false, login("inspector"))?;
            self.cast.supervisors.push(supervisor);
        }
        self.cast.leader = Some(self.staff(Role::StreetLeader, area, None, true, Some("leader"))?);
        self.staff(Role::Auditor, area, None, false, Some("auditor"))?;
        self.staff(Role::Admin, area, None, false, Some("admin"))?;
        Ok(())
    }

    fn units(&mut self, street: &Street) -> Result<(), StoreError> {
        for (code, unit) in &street.units {
            let kind = street.facts.get(unit).map(|facts| facts.kind);
            let role = match kind {
                Some(UnitKind::Department) => Role::DeptHandler,
                Some(UnitKind::Mediation) => Role::Mediator,
                _ => continue,
            };
            let shown = code == "sanitation";
            let first = match role {
                Role::Mediator => Some("mediator"),
                _ => shown.then_some("handler"),
            };
            let area = street.top;
            let lead = self.staff(Role::DeptLead, area, Some(*unit), false, shown.then_some("lead"))?;
            let handler = self.staff(role, area, Some(*unit), false, first)?;
            let second = self.staff(role, area, Some(*unit), false, None)?;
            self.cast.units.insert(*unit, [lead, handler, second]);
        }
        Ok(())
    }

    fn communities(&mut self, street: &Street) -> Result<(), StoreError> {
        for (n, place) in street.communities.iter().enumerate() {
            let login = (n == 0).then_some("community");
            let leader = self.staff(Role::GridLeader, place.area, None, false, None)?;
            let first = self.staff(Role::CommunityStaff, place.area, Some(place.desk), true, login)?;
            // Both are named for sealed cases: who works on one must see it, and somebody else has to close it.
            let second = self.staff(Role::CommunityStaff, place.area, Some(place.desk), true, None)?;
            self.cast.communities.push([leader, first, second]);
        }
        Ok(())
    }

    fn members(&mut self, street: &Street) -> Result<(), StoreError> {
        for (n, grid) in street.grids.iter().enumerate() {
            let login = (n == 0).then_some("member");
            let member = self.staff(Role::GridMember, grid.area, None, false, login)?;
            self.cast.members.push(member);
        }
        Ok(())
    }

    /// Spread over the grids and the teams; a few belong to no team.
    fn volunteers(&mut self, street: &Street, count: usize) -> Result<(), StoreError> {
        self.cast.volunteers = vec![Vec::new(); street.grids.len()];
        for n in 0..count {
            let at = n % street.grids.len().max(1);
            let Some(grid) = street.grids.get(at) else { continue };
            let unit = if n % 11 == 10 { None } else { street.teams.get(n % street.teams.len().max(1)) };
            let login = (n == 0).then_some("volunteer");
            let volunteer = self.staff(Role::Volunteer, grid.area, unit.copied(), false, login)?;
            if let Some(list) = self.cast.volunteers.get_mut(at) {
                list.push(volunteer);
            }
        }
        Ok(())
    }

    fn residents(&mut self) -> Result<(), StoreError> {
        for n in 0..60 {
            let resident = self.enter(None, (n == 0).then_some("resident"))?;
            self.cast.residents.push(resident);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use argon2::Argon2;
    use argon2::password_hash::PasswordVerifier as _;

    use super::*;

    #[test]
    fn the_hash_is_that_of_the_printed_password() {
        let matched = Argon2::default().verify_password(PASSWORD.as_bytes(), PASSWORD_HASH);
        assert!(matched.is_ok());
    }
}
