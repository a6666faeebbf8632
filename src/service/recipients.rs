//! From an abstract recipient (a desk, a unit's lead, a role) to people, at the moment when a message is planned. Where nobody
//! is, the message falls through upward: from the community to the street, from a unit to the street's dispatchers, and in the
//! end to the street's leaders, so that nothing is told to nobody. Whoever is away is told together with the stand-in.

use jiff::Timestamp;

use crate::domain::codes::{Level, Role};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::notice::Recipient;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::recipient::{Where, list_holders};
use crate::store::roster::{list_on_duty, list_standing_in};

/// The people whom a recipient stands for at `now`, with those who stand in for them; empty only where nobody can be found at
/// all, or for a reporter without an account. A reporter is a person of his own: nobody stands in for him.
pub fn resolve(
    core: &Core,
    conn: &mut Conn,
    to: &Recipient,
    now: Timestamp,
) -> Result<Vec<PersonId>, ServiceError> {
    let mut search = Search { core, conn, now };
    let found = search.people(to)?;
    if matches!(to, Recipient::Reporter { .. } | Recipient::StandIn { .. }) {
        return Ok(found);
    }
    let more = list_standing_in(search.conn, &found, now)?;
    let more = more.into_iter().filter(|person| !found.contains(person)).collect::<Vec<_>>();
    Ok(found.into_iter().chain(more).collect())
}

struct Search<'a> {
    core: &'a Core,
    conn: &'a mut Conn,
    now: Timestamp,
}

impl Search<'_> {
    fn people(&mut self, to: &Recipient) -> Result<Vec<PersonId>, ServiceError> {
        match *to {
            Recipient::Person { person } | Recipient::Reporter { person: Some(person) } => Ok(vec![person]),
            // Planned one by one: each is told about a case of his own.
            Recipient::Reporter { person: None } | Recipient::JoinedReporters => Ok(Vec::new()),
            Recipient::Team { unit } => self.of_unit(unit, &[Role::Volunteer]),
            Recipient::UnitLead { unit } => self.lead(unit),
            Recipient::Desk { level, area } => self.desk(level, area),
            Recipient::DutyGrid { grid } => {
                let found = self.upward(&[Role::Volunteer, Role::GridMember], Some(grid))?;
                if found.is_empty() { self.desk(Level::Grid, Some(grid)) } else { Ok(found) }
            }
            Recipient::StreetLeader { street } => self.leader(street),
            Recipient::Inspector { street } => self.holders_or_leader(Role::Supervisor, street),
            Recipient::Role { role, area } => self.holders_or_leader(role, area),
            Recipient::OnDuty { level, area } => self.on_duty(level, area),
            Recipient::StandIn { person } => {
                let found = list_standing_in(self.conn, &[person], self.now)?;
                Ok(if found.is_empty() { vec![person] } else { found })
            }
        }
    }

    /// Whoever holds the role in the area or above; where nobody does, the head of the office.
    fn holders_or_leader(&mut self, role: Role, area: Option<AreaId>) -> Result<Vec<PersonId>, ServiceError> {
        let found = self.upward(&[role], area)?;
        if found.is_empty() { self.leader(area) } else { Ok(found) }
    }

    /// Whoever the roster has on duty in the area, or in the nearest one above it; where it is empty, the desk.
    fn on_duty(&mut self, level: Level, area: Option<AreaId>) -> Result<Vec<PersonId>, ServiceError> {
        let above: Vec<AreaId> = match area {
            Some(area) => self.core.areas(self.conn)?.ancestors(area).ids().collect(),
            None => Vec::new(),
        };
        for area in above {
            let found = list_on_duty(self.conn, area, self.now)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.desk(level, area)
    }

    fn of_unit(&mut self, unit: UnitId, roles: &[Role]) -> Result<Vec<PersonId>, ServiceError> {
        Ok(list_holders(self.conn, roles, &Where::Unit(unit), self.now)?)
    }

    /// Holders of the roles in the area or above it; without an area, anywhere.
    fn upward(&mut self, roles: &[Role], area: Option<AreaId>) -> Result<Vec<PersonId>, ServiceError> {
        let above: Vec<AreaId>;
        let place = match area {
            Some(area) => {
                above = self.core.areas(self.conn)?.ancestors(area).ids().collect();
                Where::Areas(&above)
            }
            None => Where::Anywhere,
        };
        Ok(list_holders(self.conn, roles, &place, self.now)?)
    }

    /// A unit's leads; where a unit has none, whoever works for it; and where nobody does, those who dispatch.
    fn lead(&mut self, unit: UnitId) -> Result<Vec<PersonId>, ServiceError> {
        for roles in [&[Role::DeptLead][..], &[Role::CommunityStaff, Role::DeptHandler, Role::Mediator]] {
            let found = self.of_unit(unit, roles)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        self.upward(&[Role::Dispatcher], None)
    }

    fn desk(&mut self, level: Level, area: Option<AreaId>) -> Result<Vec<PersonId>, ServiceError> {
        if matches!(level, Level::Grid | Level::Community) && area.is_some() {
            let found = self.upward(&[Role::CommunityStaff], area)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let found = self.upward(&[Role::Acceptor, Role::Dispatcher], area)?;
        if found.is_empty() { self.leader(area) } else { Ok(found) }
    }

    fn leader(&mut self, area: Option<AreaId>) -> Result<Vec<PersonId>, ServiceError> {
        let found = self.upward(&[Role::StreetLeader], area)?;
        if found.is_empty() { self.upward(&[Role::StreetLeader], None) } else { Ok(found) }
    }
}
