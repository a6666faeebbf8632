//! The list filter: which cases an actor may see, derived from the same rows as `permit`, in a form that the store can turn
//! into a WHERE. A property test shows that list and detail agree for random actors and targets.

use crate::domain::codes::{Right, Role};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::condition::Condition;
use crate::domain::policy::table::{Relation, Rule, rules_of};
use crate::domain::policy::target::Target;
use crate::domain::policy::{Actor, Form, Grant, form_of};

/// Which cases a list is about. Sealed cases stand in no ordinary list, search, map, export or stream; the named desks and the
/// holders have a list of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    /// Ordinary cases.
    Ordinary,
    /// Sealed cases.
    Sealed,
}

/// A filter: the room, and the clauses of which at least one must hold. No clause means nothing is visible.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The room; `sensitive` of every row equals `room == Sealed`.
    pub room: Room,
    /// The alternatives.
    pub clauses: Vec<Clause>,
}

/// One alternative: everything in it must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Clause {
    /// Which cases are reached.
    pub reach: Reach,
    /// Open cases only.
    pub open_only: bool,
    /// Only cases at the level of this desk.
    pub desk: Option<Desk>,
    /// How much of a row may be shown through this clause.
    pub form: Form,
}

/// The desk whose level a sealed case must stand at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Desk {
    /// Level grid or community, in a known community.
    Community,
    /// Everything else.
    Street,
}

/// The reach of a clause; each is a test over columns and part tables of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// The person is the reporter or filed for another.
    Reported(PersonId),
    /// The person is handler of the current round.
    Handles(PersonId),
    /// The person is or was handler, or is the checker.
    Works(PersonId),
    /// Any part: reporter, proxy, handler, past handler, checker, claimant, or an open offer.
    Concerned(PersonId),
    /// The grid of the case is this one.
    Grid(AreaId),
    /// The case lies in the area or below.
    Area(AreaId),
    /// The case lies in the area or below, or has no street, community and grid yet.
    Office(AreaId),
    /// The unit leads the current round.
    UnitLeads(UnitId),
    /// The unit leads or helps in the current round.
    UnitHolds(UnitId),
    /// The unit leads, helps or worked in an earlier round.
    UnitWorked(UnitId),
}

impl Reach {
    fn matches(self, target: &Target) -> bool {
        match self {
            Self::Reported(person) => target.reported_by(person),
            Self::Handles(person) => target.handler == Some(person),
            Self::Works(person) => target.worked_by(person) || target.checker == Some(person),
            Self::Concerned(person) => {
                target.reported_by(person)
                    || target.worked_by(person)
                    || target.checker == Some(person)
                    || target.claimed_by == Some(person)
                    || target.offered_to.contains(&person)
            }
            Self::Grid(area) => target.areas.grid == Some(area),
            Self::Area(area) => target.areas.within(area),
            Self::Office(area) => target.areas.within(area) || target.areas.is_unlocated(),
            Self::UnitLeads(unit) => target.holder_unit == Some(unit),
            Self::UnitHolds(unit) => target.held_by_unit(unit),
            Self::UnitWorked(unit) => target.worked_by_unit(unit),
        }
    }
}

impl Clause {
    fn matches(&self, target: &Target) -> bool {
        self.reach.matches(target)
            && (!self.open_only || target.open)
            && self.desk.is_none_or(|desk| (desk == Desk::Community) == target.at_community_level())
    }
}

impl Scope {
    /// Whether a row with these facts is visible, and in which form: what the WHERE of the store must mean.
    pub fn form(&self, target: &Target) -> Option<Form> {
        if target.sensitive != (self.room == Room::Sealed) {
            return None;
        }
        self.clauses.iter().filter(|c| c.matches(target)).map(|c| c.form).max()
    }

    /// Whether a row with these facts is visible.
    pub fn matches(&self, target: &Target) -> bool {
        self.form(target).is_some()
    }
}

/// The cases of a room that `actor` may view.
pub fn visible_scope(actor: &Actor, room: Room) -> Scope {
    let right = match room {
        Room::Ordinary => Right::View,
        Room::Sealed => Right::ViewSensitiveTriage,
    };
    let mut clauses = Vec::new();
    for rule in rules_of(right) {
        for (_, grant) in actor.roles().filter(|(role, _)| *role == rule.role) {
            clauses.extend(reaches(actor, grant, rule).map(|reach| clause(rule, reach)));
        }
    }
    if let (Room::Ordinary, Some(person)) = (room, actor.person) {
        let reach = Reach::Reported(person);
        clauses.push(Clause { reach, open_only: false, desk: None, form: Form::Receipt });
    }
    let mut seen = std::collections::HashSet::new();
    clauses.retain(|clause| seen.insert(*clause));
    Scope { room, clauses }
}

fn clause(rule: &Rule, reach: Reach) -> Clause {
    let has = |condition| rule.conditions.contains(&condition);
    let desk = match (has(Condition::SensitiveDesk), rule.role) {
        (false, _) => None,
        (true, Role::CommunityStaff) => Some(Desk::Community),
        (true, _) => Some(Desk::Street),
    };
    Clause { reach, open_only: has(Condition::Open), desk, form: form_of(rule) }
}

/// The reaches of one row through one grant. A condition that no column can express would have to be added to `Reach`.
fn reaches(actor: &Actor, grant: Option<&Grant>, rule: &Rule) -> impl Iterator<Item = Reach> {
    let has = |condition| rule.conditions.contains(&condition);
    let unit = grant.and_then(|g| g.unit);
    let area = grant.map(|g| g.area);
    let named = !has(Condition::SensitiveDesk) || grant.is_some_and(|g| g.sensitive_desk);
    let pair = match rule.relation {
        // A link opens one case, and no list.
        Relation::Own if has(Condition::ByLink) => [None, None],
        Relation::Own if has(Condition::AsHandler) => [actor.person.map(Reach::Handles), None],
        Relation::Own if has(Condition::AsWorker) => [actor.person.map(Reach::Works), None],
        Relation::Own if has(Condition::AsReporter) => [actor.person.map(Reach::Reported), None],
        Relation::Own => [actor.person.map(Reach::Concerned), None],
        Relation::Dept if has(Condition::WorkingUnit) => [unit.map(Reach::UnitHolds), None],
        Relation::Dept => [unit.map(Reach::UnitWorked), None],
        Relation::Area if has(Condition::OwnGrid) => [area.map(Reach::Grid), None],
        Relation::Area => [area.map(Reach::Area), unit.map(Reach::UnitLeads)],
        Relation::Any => [area.map(Reach::Office), None],
        Relation::Everywhere => [None, None],
    };
    pair.into_iter().flatten().filter(move |_| named)
}
