//! Queues: what waits for whom. A queue is a union of streams, each of which one index can read in order; a page is the
//! merge of its streams.

use crate::domain::codes::{Role, State, code_enum};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::{Actor, Desk};

code_enum! {
    /// The lists that people work from.
    pub enum QueueCode {
        Triage = "triage", "待受理", "To register";
        Dispatch = "dispatch", "待派遣", "To dispatch";
        Mine = "mine", "我的待办", "My work";
        Check = "check", "待核查与待结案", "To check and to close";
        Overdue = "overdue", "已超期", "Overdue";
    }
}

/// A part of a queue that one index can read in order of due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Open cases in a state.
    State(State),
    /// Open cases that a person holds.
    HeldByPerson(PersonId),
    /// Open cases that a unit holds.
    HeldByUnit(UnitId),
    /// Open cases whose due time has passed.
    Late,
}

/// A desk at which an actor sits: the level's desk of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Which desk.
    pub desk: Desk,
    /// Of which area.
    pub area: AreaId,
}

impl QueueCode {
    /// The streams of the queue for an actor.
    pub fn streams(self, actor: &Actor) -> Vec<Stream> {
        match self {
            Self::Triage => vec![Stream::State(State::Reported)],
            Self::Dispatch => vec![Stream::State(State::Registered)],
            Self::Check => vec![Stream::State(State::Handled), Stream::State(State::ToClose)],
            Self::Overdue => vec![Stream::Late],
            Self::Mine => {
                let units = actor.grants.iter().filter(|g| leads(g.role)).filter_map(|g| g.unit);
                let mut streams: Vec<Stream> = actor.person.map(Stream::HeldByPerson).into_iter().collect();
                streams.extend(units.map(Stream::HeldByUnit));
                let mut unique = Vec::with_capacity(streams.len());
                for stream in streams {
                    if !unique.contains(&stream) {
                        unique.push(stream);
                    }
                }
                unique
            }
        }
    }

    /// The desks whose work a desk queue shows to an actor. Who sits at no desk sees all that he may view.
    pub fn seats(self, actor: &Actor) -> Vec<Seat> {
        if matches!(self, Self::Mine | Self::Overdue) || actor.grants.iter().any(|g| oversees(g.role)) {
            return Vec::new();
        }
        actor
            .grants
            .iter()
            .filter_map(|g| match g.role {
                Role::CommunityStaff => Some(Seat { desk: Desk::Community, area: g.area }),
                Role::Acceptor | Role::Dispatcher => Some(Seat { desk: Desk::Street, area: g.area }),
                _ => None,
            })
            .collect()
    }
}

/// Roles for which the work of their unit waits as much as their own.
const fn leads(role: Role) -> bool {
    matches!(role, Role::DeptLead | Role::DeptHandler | Role::CommunityStaff | Role::Mediator)
}

/// Roles that look at every desk.
const fn oversees(role: Role) -> bool {
    matches!(role, Role::Supervisor | Role::StreetLeader | Role::Auditor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::policy::Grant;

    fn actor(grants: &[(Role, Option<i64>)]) -> Actor {
        let grants = grants
            .iter()
            .map(|(role, unit)| Grant {
                role: *role,
                area: AreaId(3),
                unit: unit.map(UnitId),
                sensitive_desk: false,
            })
            .collect();
        Actor { person: Some(PersonId(1)), grants, ..Actor::default() }
    }

    #[test]
    fn my_work_is_mine_and_my_units_once_each() {
        let handler =
            actor(&[(Role::DeptHandler, Some(7)), (Role::DeptLead, Some(7)), (Role::Volunteer, Some(8))]);
        assert_eq!(
            QueueCode::Mine.streams(&handler),
            [Stream::HeldByPerson(PersonId(1)), Stream::HeldByUnit(UnitId(7))]
        );
        assert!(QueueCode::Mine.streams(&Actor::by_receipt(crate::domain::ids::CaseId(1))).is_empty());
    }

    #[test]
    fn a_desk_sees_its_own_work_and_an_overseer_every_desk() {
        let clerk = actor(&[(Role::Acceptor, None)]);
        assert_eq!(QueueCode::Triage.seats(&clerk), [Seat { desk: Desk::Street, area: AreaId(3) }]);
        assert!(QueueCode::Mine.seats(&clerk).is_empty());
        assert!(
            QueueCode::Triage.seats(&actor(&[(Role::Acceptor, None), (Role::Supervisor, None)])).is_empty()
        );
    }
}
