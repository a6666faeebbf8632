//! Who may do what: one question, `permit`, answered from one table, and the list filter that is derived from the same rows.
//! Extractors prove who somebody is; services ask here, inside their transaction, with the target they have just loaded.

use jiff::Timestamp;

use crate::domain::codes::{Lang, Right, Role, Why};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};

pub mod codes;
pub mod condition;
pub mod scope;
pub mod statistics;
pub mod table;
pub mod target;
#[cfg(test)]
mod tests;

use condition::Condition;
pub use scope::{Clause, Desk, Reach, Room, Scope, visible_scope};
pub use table::{Relation, Rule, TABLE, rules_of};
pub use target::{ConfigPart, PeopleAct, Subject, Target};

/// A role that a person holds now, in an area and perhaps for a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Where it holds, with everything below.
    pub area: AreaId,
    /// The unit on whose behalf: needed by departments, community desks and mediators.
    pub unit: Option<UnitId>,
    /// Named to see sealed cases at this desk.
    pub sensitive_desk: bool,
}

/// A grant with its dates: from the first instant on, until (and without) the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DatedGrant {
    /// What is granted.
    pub grant: Grant,
    /// The first instant at which it holds.
    pub valid_from: Timestamp,
    /// The first instant at which it no longer holds.
    pub valid_to: Option<Timestamp>,
}

impl Grant {
    /// Whether the holders of both work side by side: for the same unit, or at the same desk or in the same grid of an area.
    pub fn is_beside(&self, other: &Self) -> bool {
        let desk = |role| match role {
            Role::Dispatcher => Role::Acceptor,
            Role::GridLeader => Role::GridMember,
            role => role,
        };
        match (self.unit, other.unit) {
            (Some(own), Some(theirs)) => own == theirs,
            (None, None) => self.area == other.area && desk(self.role) == desk(other.role),
            _ => false,
        }
    }
}

impl DatedGrant {
    /// Whether the grant holds at `now`.
    pub fn holds_at(&self, now: Timestamp) -> bool {
        self.valid_from <= now && self.valid_to.is_none_or(|end| now < end)
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Actor {
    /// The person; none for a reporter with a tracking code, a body with a link, and the system.
    pub person: Option<PersonId>,
    /// The grants that hold now.
    pub grants: Vec<Grant>,
    /// Gridward itself: timers, sampling, expiry.
    pub is_system: bool,
    /// The case whose tracking code was shown.
    pub receipt: Option<CaseId>,
    /// The link to one case that was shown, by a body outside.
    pub link: Option<CaseLink>,
}

/// A link to one case: the case, and its event that issued the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseLink {
    /// The case.
    pub case: CaseId,
    /// The number of the event.
    pub no: i64,
}

impl Actor {
    /// A person at an instant: grants that have not begun or have ended give nothing.
    pub fn at(person: PersonId, grants: &[DatedGrant], now: Timestamp) -> Self {
        let grants = grants.iter().filter(|g| g.holds_at(now)).map(|g| g.grant).collect();
        Self { person: Some(person), grants, ..Self::default() }
    }

    /// Gridward itself.
    pub fn system() -> Self {
        Self { is_system: true, ..Self::default() }
    }

    /// A reporter who shows the tracking code of a case.
    pub fn by_receipt(case: CaseId) -> Self {
        Self { receipt: Some(case), ..Self::default() }
    }

    /// A body outside that shows the link to a case.
    pub fn by_link(link: CaseLink) -> Self {
        Self { link: Some(link), ..Self::default() }
    }

    /// The roles the actor acts in. Whoever holds no grant is a resident; whoever holds one is what it says.
    fn roles(&self) -> impl Iterator<Item = (Role, Option<&Grant>)> {
        let plain = match (self.is_system, self.link, self.grants.is_empty()) {
            (true, _, _) => Some((Role::System, None)),
            (false, Some(_), _) => Some((Role::OutsideBody, None)),
            (false, None, true) => Some((Role::Resident, None)),
            (false, None, false) => None,
        };
        self.grants.iter().map(|g| (g.role, Some(g))).chain(plain)
    }

    /// Whether the actor holds the role anywhere.
    pub fn has_role(&self, role: Role) -> bool {
        self.roles().any(|(held, _)| held == role)
    }

    fn reported(&self, target: &Target) -> bool {
        (self.receipt.is_some() && self.receipt == target.case)
            || self.person.is_some_and(|p| target.reported_by(p))
    }

    fn worked(&self, target: &Target) -> bool {
        self.person.is_some_and(|p| target.worked_by(p))
    }

    fn offered(&self, target: &Target) -> bool {
        self.person.is_some_and(|p| target.offered_to.contains(&p))
    }

    fn shows_link_of(&self, target: &Target) -> bool {
        self.link.is_some_and(|link| Some(link.case) == target.case && Some(link.no) == target.link)
    }

    fn has_unit(&self, wanted: impl Fn(UnitId) -> bool) -> bool {
        self.grants.iter().filter_map(|g| g.unit).any(wanted)
    }

    fn is_concerned(&self, target: &Target) -> bool {
        let is = |person| self.person.is_some() && self.person == person;
        self.reported(target)
            || self.worked(target)
            || self.offered(target)
            || self.shows_link_of(target)
            || is(target.checker)
            || is(target.claimed_by)
    }
}

/// How much of a case a permit to look shows; the widest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The reporter's receipt: public words and dates, and what the reporter wrote.
    Receipt,
    /// Category, place, state and dates; no text, no persons.
    Short,
    /// What a body outside needs for its work: the words, place and photos of the report, and what passed between it and the
    /// office; no persons, and nothing else of what is said inside.
    Body,
    /// Everything ordinary, with personal text and all names masked.
    Masked,
    /// Everything ordinary, the reporter masked.
    Ordinary,
}

/// Leave to do something: through which role and relation, which an event records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit {
    /// The right that was asked for.
    pub right: Right,
    /// The role that gave it.
    pub role: Role,
    /// The relation through which.
    pub relation: Relation,
    /// How much may be shown.
    pub form: Form,
}

/// A refusal of access, with the reason a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} is refused: {}", right.code(), why.code())]
pub struct Forbidden {
    /// The right that was asked for.
    pub right: Right,
    /// The reason.
    pub why: Why,
}

impl Forbidden {
    /// The reason for people.
    pub const fn text(&self, lang: Lang) -> &'static str {
        self.why.label(lang)
    }

    /// Whether even the existence of the target must stay unknown: the answer is then "not found".
    pub const fn conceals(&self) -> bool {
        matches!(self.why, Why::Sealed)
    }
}

/// May `actor` use `right` on `target`? Of several ways the widest form wins, then the closest relation.
///
/// A sealed case is closed to everybody whom `view_sensitive_triage` does not name, whatever other rights they hold; its
/// reporter keeps the receipt and the reporter's own acts (workflow, levels and desks).
pub fn permit(actor: &Actor, right: Right, target: &Target) -> Result<Permit, Forbidden> {
    let mut best: Result<Permit, (u8, Why)> = Err((0, Why::NotYourRole));
    let sealed_view = right == Right::View && target.sensitive;
    let more = sealed_view.then_some(Right::ViewSensitiveTriage);
    for rule in rules_of(right).chain(more.into_iter().flat_map(rules_of)) {
        for (role, grant) in actor.roles().filter(|(role, _)| *role == rule.role) {
            match (try_rule(actor, grant, rule, target), &best) {
                (Ok(new), Ok(old)) if rank(new) <= rank(*old) => {}
                (Ok(new), _) => best = Ok(Permit { right, role, ..new }),
                (Err(deeper), Err(known)) if deeper.0 > known.0 => best = Err(deeper),
                (Err(_), _) => {}
            }
        }
    }
    // Whoever reported may always read the receipt, whatever the role says.
    if best.is_err() && right == Right::View && actor.reported(target) {
        best = Ok(Permit { right, role: Role::Resident, relation: Relation::Own, form: Form::Receipt });
    }
    match best {
        Ok(permit) if unsealed(actor, permit, target) => Ok(permit),
        Ok(_) => Err(Forbidden { right, why: Why::Sealed }),
        Err((_, why)) => Err(Forbidden { right, why: if sealed_view { Why::Sealed } else { why } }),
    }
}

/// Whether the actor holds the right anywhere at all, whatever the target: for rights that open a list or a screen, whose
/// rows are then filtered one by one. What is held in a case only opens no screen of its own.
pub fn may_somewhere(actor: &Actor, right: Right) -> Result<(), Forbidden> {
    let opens = |rule: &Rule| !rule.conditions.contains(&Condition::OfCase) && actor.has_role(rule.role);
    if rules_of(right).any(opens) { Ok(()) } else { Err(Forbidden { right, why: Why::NotYourRole }) }
}

fn rank(permit: Permit) -> (Form, std::cmp::Reverse<Relation>) {
    (permit.form, std::cmp::Reverse(permit.relation))
}

/// One row through one grant; a failure carries how near it came, so that the most telling reason is given.
fn try_rule(actor: &Actor, grant: Option<&Grant>, rule: &Rule, target: &Target) -> Result<Permit, (u8, Why)> {
    relate(actor, grant, rule.relation, target)
        .map_err(|why| (if why == Why::NotConcerned { 1 } else { 2 }, why))?;
    if let Some(failed) = rule.conditions.iter().find(|c| !c.holds(actor, grant, rule.role, target)) {
        return Err((3, failed.why_not()));
    }
    let form = form_of(rule);
    Ok(Permit { right: rule.right, role: rule.role, relation: rule.relation, form })
}

fn form_of(rule: &Rule) -> Form {
    match (rule.role, rule.relation) {
        (Role::Resident, _) => Form::Receipt,
        (Role::OutsideBody, _) => Form::Body,
        (Role::Volunteer, Relation::Area) => Form::Short,
        (Role::Auditor, _) => Form::Masked,
        _ => Form::Ordinary,
    }
}

fn relate(actor: &Actor, grant: Option<&Grant>, relation: Relation, target: &Target) -> Result<(), Why> {
    let holds = match relation {
        Relation::Everywhere => true,
        Relation::Own => actor.is_concerned(target) || is_about_self(actor, target),
        Relation::Dept => grant.and_then(|g| g.unit).is_some_and(|u| target.worked_by_unit(u)),
        Relation::Area => grant.is_some_and(|g| {
            target.areas.within(g.area) || (g.unit.is_some() && g.unit == target.holder_unit)
        }),
        Relation::Any => {
            actor.is_system || grant.is_some_and(|g| target.areas.within(g.area) || is_everybodys(target))
        }
    };
    match (holds, relation) {
        (true, _) => Ok(()),
        (false, Relation::Own | Relation::Everywhere) => Err(Why::NotConcerned),
        (false, Relation::Dept) => Err(Why::OtherUnit),
        (false, Relation::Area | Relation::Any) => Err(Why::OtherArea),
    }
}

/// A case that is not located yet belongs to every desk, and an administrative subject without any area to every
/// administrator. A subject that lies above a grant (its district, say) is not below it.
fn is_everybodys(target: &Target) -> bool {
    target.areas.is_unlocated() && (target.subject.is_none() || target.areas.district.is_none())
}

/// Statistics and other targets without a case name the person they are about as the handler.
fn is_about_self(actor: &Actor, target: &Target) -> bool {
    target.case.is_none() && actor.person.is_some() && target.handler == actor.person
}

/// The second lock: a sealed case opens to those named, and to its reporter for the reporter's own acts.
fn unsealed(actor: &Actor, permit: Permit, target: &Target) -> bool {
    if !target.sensitive || actor.is_system || permit.right == Right::BreakGlass {
        return true;
    }
    let as_reporter = actor.reported(target)
        && rules_of(permit.right)
            .any(|rule| rule.role == permit.role && rule.relation == Relation::Own && reporters_act(rule));
    as_reporter || sees_sealed(actor, target)
}

/// Acts that concern nobody but the reporter and disclose nothing.
fn reporters_act(rule: &Rule) -> bool {
    rule.conditions.contains(&Condition::AsReporter) || rule.right == Right::Supplement
}

fn sees_sealed(actor: &Actor, target: &Target) -> bool {
    rules_of(Right::ViewSensitiveTriage).any(|rule| {
        actor.roles().any(|(role, grant)| role == rule.role && try_rule(actor, grant, rule, target).is_ok())
    })
}
