//! What access depends on in a case, handed to the policy table.

use jiff::Timestamp;

use super::Case;
use super::parts::Link;
use super::words::RequestKind;
use crate::domain::codes::{Role, State};
use crate::domain::ids::PersonId;
use crate::domain::policy::{Actor, Target};

impl Case {
    /// The facts that the policy table looks at, as far as they concern nobody in particular.
    pub fn target(&self) -> Target {
        let done_units = self.done.iter().filter_map(|d| d.unit);
        let done_by = self.done.iter().filter_map(|d| d.person);
        Target {
            case: Some(self.id),
            areas: self.areas,
            level: Some(self.level),
            sensitive: self.sensitive,
            open: self.state.is_open(),
            before_register: matches!(self.state, State::Reported | State::PreChecking),
            reporter: self.reporter,
            proxy_by: self.proxy_by,
            contact_agreed: self.contact_agreed,
            neighbour_complaint: self.neighbour_complaint,
            holder_unit: self.lead,
            holder_unit_kind: self.lead_kind,
            co_units: self.co_units.clone(),
            past_units: self
                .past_units
                .iter()
                .copied()
                .chain(done_units.filter(|u| self.lead != Some(*u)))
                .collect(),
            claimed_by: self.claimed_by,
            handler: self.handler,
            past_handlers: self
                .past_handlers
                .iter()
                .copied()
                .chain(done_by)
                .chain(self.confirmed_by)
                .collect(),
            checker: self.check.as_ref().and_then(|c| c.taken_by),
            offered_to: self.offer.as_ref().map(|o| o.people.clone()).unwrap_or_default(),
            link: None,
            dispatched_by: self.dispatched_by,
            rejected_by: self.rejected_by,
            requested_by: None,
            first_reviewer: self.request(RequestKind::Appeal).and_then(|r| r.first),
            subject: None,
        }
    }

    /// The same for one actor at a time: an offer to a team stands to each of its members, and an open check order to
    /// whoever's duty it is.
    pub fn target_for(&self, actor: &Actor, now: Timestamp) -> Target {
        let mut target = self.target();
        target.link = self.live_link(now).map(|link| link.no);
        if let Some(person) = actor.person
            && (self.is_offered_to_team_of(actor) || self.is_check_for(actor, now))
            && !target.offered_to.contains(&person)
        {
            target.offered_to.push(person);
        }
        target
    }

    /// The link by which the body at work may open the case: it holds while the case is with that body, and until its date.
    pub fn live_link(&self, now: Timestamp) -> Option<&Link> {
        let link = self.external.as_ref().and_then(|body| body.link.as_ref());
        link.filter(|link| self.state == State::Referred && now < link.expires_at)
    }

    fn is_offered_to_team_of(&self, actor: &Actor) -> bool {
        let team = self.offer.as_ref().and_then(|o| o.team);
        team.is_some() && actor.grants.iter().any(|g| g.role == Role::Volunteer && g.unit == team)
    }

    /// Whether an open check order may be taken by the actor: a member of the duty grid, later of its community, who has no
    /// part in the work. Where somebody stands at the moment is never asked.
    pub fn is_check_for(&self, actor: &Actor, now: Timestamp) -> bool {
        let Some(check) = self.check.as_ref().filter(|c| c.taken_by.is_none()) else { return false };
        let duty = |role| matches!(role, Role::GridMember | Role::Volunteer);
        let widened = now >= check.widen_at;
        let near = actor.grants.iter().any(|g| {
            duty(g.role) && (self.areas.within(g.area) || (widened && check.neighbours.contains(&g.area)))
        });
        near && actor.person.is_some_and(|p| !self.has_part(p))
    }

    /// Whether a person reported, handled or did the work.
    pub fn has_part(&self, person: PersonId) -> bool {
        self.did_work(person) || self.past_handlers.contains(&person)
    }
}
