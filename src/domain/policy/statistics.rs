//! Which numbers an actor may see: derived from the same table as everything else.

use crate::domain::area_path::AreaPath;
use crate::domain::codes::{Right, Why};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::table::{Relation, rules_of};
use crate::domain::policy::{Actor, Forbidden};

/// What numbers may be about: cases in these areas or steps done by these units, any of which is enough; or, for whoever has
/// neither, the steps that the person did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StatisticsScope {
    /// Areas with everything below.
    pub areas: Vec<AreaId>,
    /// Cases that lie in no known street as well.
    pub unlocated: bool,
    /// Units.
    pub units: Vec<UnitId>,
    /// The person's own steps.
    pub person: Option<PersonId>,
}

impl StatisticsScope {
    /// Whether it reaches no further than the actor's own steps.
    pub const fn is_own_only(&self) -> bool {
        self.areas.is_empty() && self.units.is_empty()
    }

    /// Whether all of an area may be seen, given the way from it up.
    pub fn holds_area(&self, path: &AreaPath) -> bool {
        self.areas.iter().any(|area| path.within(*area))
    }

    /// Whether all that a unit did may be seen.
    pub fn holds_unit(&self, unit: UnitId) -> bool {
        self.units.contains(&unit)
    }
}

/// The numbers that `actor` may see.
pub fn statistics_scope(actor: &Actor) -> Result<StatisticsScope, Forbidden> {
    let mut scope = StatisticsScope::default();
    for rule in rules_of(Right::ViewStatistics) {
        for (_, grant) in actor.roles().filter(|(role, _)| *role == rule.role) {
            match (rule.relation, grant) {
                (Relation::Own, _) => scope.person = actor.person,
                (Relation::Dept, Some(grant)) => add(&mut scope.units, grant.unit),
                (Relation::Area, Some(grant)) => {
                    add(&mut scope.areas, Some(grant.area));
                    add(&mut scope.units, grant.unit);
                }
                (Relation::Any, Some(grant)) => {
                    add(&mut scope.areas, Some(grant.area));
                    scope.unlocated = true;
                }
                (Relation::Dept | Relation::Area | Relation::Any, None) | (Relation::Everywhere, _) => {}
            }
        }
    }
    if scope == StatisticsScope::default() {
        return Err(Forbidden { right: Right::ViewStatistics, why: Why::NotYourRole });
    }
    // Own steps are all that is seen only where nothing wider is.
    if !scope.is_own_only() || scope.unlocated {
        scope.person = None;
    }
    Ok(scope)
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: Option<T>) {
    if let Some(item) = item.filter(|item| !list.contains(item)) {
        list.push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Role;
    use crate::domain::policy::Grant;

    fn actor(grants: &[(Role, i64, Option<i64>)]) -> Actor {
        let grants = grants.iter().map(|(role, area, unit)| Grant {
            role: *role,
            area: AreaId(*area),
            unit: unit.map(UnitId),
            sensitive_desk: false,
        });
        Actor { person: Some(PersonId(7)), grants: grants.collect(), ..Actor::default() }
    }

    #[test]
    fn each_role_sees_the_numbers_of_its_own() {
        let none = StatisticsScope::default;
        for (grants, want) in [
            (&[(Role::Volunteer, 1, None)][..], StatisticsScope { person: Some(PersonId(7)), ..none() }),
            (&[(Role::DeptHandler, 1, Some(3))], StatisticsScope { person: Some(PersonId(7)), ..none() }),
            (&[(Role::DeptLead, 1, Some(3))], StatisticsScope { units: vec![UnitId(3)], ..none() }),
            (
                &[(Role::CommunityStaff, 1, Some(3)), (Role::GridLeader, 1, None)],
                StatisticsScope { areas: vec![AreaId(1)], units: vec![UnitId(3)], ..none() },
            ),
            (
                &[(Role::Supervisor, 9, None)],
                StatisticsScope { areas: vec![AreaId(9)], unlocated: true, ..none() },
            ),
        ] {
            assert_eq!(statistics_scope(&actor(grants)), Ok(want), "{grants:?}");
        }
        for grants in [&[][..], &[(Role::Admin, 1, None)]] {
            assert!(statistics_scope(&actor(grants)).is_err());
        }
    }

    #[test]
    fn an_area_is_seen_from_above_and_not_from_below() {
        let scope = statistics_scope(&actor(&[(Role::CommunityStaff, 5, None)])).unwrap();
        let path = AreaPath {
            grid: Some(AreaId(6)),
            community: Some(AreaId(5)),
            street: Some(AreaId(2)),
            district: None,
        };
        assert!(scope.holds_area(&path));
        assert!(!scope.holds_area(&AreaPath { street: Some(AreaId(2)), ..AreaPath::default() }));
    }
}
