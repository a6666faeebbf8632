//! Who has a case, as reports tell it: a desk, a unit, or those who work without one. Nobody is named: what a person of a unit
//! has is told of the unit, and of volunteers and members together.

use crate::domain::case::Holder;
use crate::domain::codes::{Level, State, code_enum};
use crate::domain::ids::{AreaId, UnitId};

code_enum! {
    /// What kind of holder it is.
    pub enum HolderKind {
        Desk = "desk", "值班席", "Duty desk";
        Unit = "unit", "承办单位", "Unit";
        Member = "member", "网格员和志愿者", "Members and volunteers";
        Checker = "checker", "核实核查人员", "Verifiers and checkers";
    }
}

/// Who has a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keeper {
    /// The desk of a level in an area; without an area while the place is unknown.
    Desk(Level, Option<AreaId>),
    /// A unit, or a person who works for it.
    Unit(UnitId),
    /// Somebody who works for no unit.
    Member,
    /// Whoever was sent to look.
    Checker,
}

impl Keeper {
    /// Who has a case in a state.
    pub const fn of(state: State, holder: Holder) -> Self {
        match holder {
            Holder::Desk { level, area } => Self::Desk(level, area),
            Holder::Person { .. } if matches!(state, State::PreChecking | State::PostChecking) => {
                Self::Checker
            }
            Holder::Unit { unit } | Holder::Person { unit: Some(unit), .. } => Self::Unit(unit),
            Holder::Person { unit: None, .. } => Self::Member,
        }
    }

    /// Its kind.
    pub const fn kind(self) -> HolderKind {
        match self {
            Self::Desk(..) => HolderKind::Desk,
            Self::Unit(_) => HolderKind::Unit,
            Self::Member => HolderKind::Member,
            Self::Checker => HolderKind::Checker,
        }
    }

    /// The area or the unit.
    pub const fn id(self) -> Option<i64> {
        match self {
            Self::Desk(_, Some(AreaId(id))) | Self::Unit(UnitId(id)) => Some(id),
            Self::Desk(_, None) | Self::Member | Self::Checker => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::PersonId;

    #[test]
    fn a_person_is_told_as_where_he_works() {
        let person = |unit| Holder::Person { person: PersonId(5), unit };
        for (state, holder, want) in [
            (State::Handling, person(Some(UnitId(3))), Keeper::Unit(UnitId(3))),
            (State::Handling, person(None), Keeper::Member),
            (State::PostChecking, person(None), Keeper::Checker),
            (State::PreChecking, person(Some(UnitId(3))), Keeper::Checker),
            (State::Dispatched, Holder::Unit { unit: UnitId(3) }, Keeper::Unit(UnitId(3))),
            (
                State::Reported,
                Holder::Desk { level: Level::Street, area: None },
                Keeper::Desk(Level::Street, None),
            ),
        ] {
            assert_eq!(Keeper::of(state, holder), want);
        }
    }
}
