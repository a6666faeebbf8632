//! How an event is told: what changed with it, and whether the reporter hears of it. Pure, so that the timeline of the office and
//! the receipt of the reporter are cut from the same rows.

use jiff::Timestamp;

use super::event::{Event, Fact};
use super::words::{Field, OrderColour, Outcome, Reason, RequestKind};
use crate::domain::codes::{CheckMode, Lang, Level, Priority, Role};
use crate::domain::ids::{CaseId, PersonId, UnitId};
use crate::domain::rule::RuleKind;

/// One thing that an event changed or found. People's names, units' names and labels are put in by whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Why.
    Reason(Reason),
    /// What came of it.
    Outcome(Outcome),
    /// The unit it went to.
    Unit(UnitId),
    /// A unit that helps.
    CoUnit(UnitId),
    /// The person it went to.
    Person(PersonId),
    /// The date that was set.
    Until(Timestamp),
    /// Which request.
    Request(RequestKind),
    /// The category.
    Category(String),
    /// The registration condition.
    Condition(String),
    /// The priority.
    Priority(Priority),
    /// The level it went to.
    Level(Level),
    /// How to look.
    Mode(CheckMode),
    /// The weight of an order.
    Colour(OrderColour),
    /// An outside body's own number.
    Number(String),
    /// The other case of a merge.
    Case(CaseId),
    /// Stars.
    Stars(u8),
    /// Whether it is solved.
    Solved(bool),
    /// Whether the reporter is satisfied.
    Satisfied(bool),
    /// Whether the sensitive mark, or a follower, came or went.
    On(bool),
    /// Which rules, in which version.
    Rules(RuleKind, i64),
}

impl Detail {
    /// What it is about: the code and the label. Most are fields of a command; a level is none.
    pub const fn label(&self, lang: Lang) -> (&'static str, &'static str) {
        let field = match self {
            Self::Level(_) => return ("level", lang.pick("层级", "Level")),
            Self::Rules(..) => return ("rules", lang.pick("规则", "Rules")),
            Self::Reason(_) => Field::Reason,
            Self::Outcome(_) => Field::Outcome,
            Self::Unit(_) => Field::Unit,
            Self::CoUnit(_) => Field::CoUnits,
            Self::Person(_) => Field::Person,
            Self::Until(_) => Field::Until,
            Self::Request(_) => Field::Request,
            Self::Category(_) => Field::Category,
            Self::Condition(_) => Field::Condition,
            Self::Priority(_) => Field::Priority,
            Self::Mode(_) => Field::Mode,
            Self::Colour(_) => Field::Colour,
            Self::Number(_) => Field::Number,
            Self::Case(_) => return ("case", lang.pick("案件", "Case")),
            Self::Stars(_) => Field::Stars,
            Self::Solved(_) => Field::Solved,
            Self::Satisfied(_) => Field::Satisfied,
            Self::On(_) => Field::On,
        };
        (field.code(), field.label(lang))
    }
}

impl Fact {
    /// What the event changed or found. Who reported and who follows is never among it.
    pub fn details(&self) -> Vec<Detail> {
        let mut told = self.given();
        told.extend(self.hands());
        told
    }

    /// Codes, dates and findings.
    fn given(&self) -> Vec<Detail> {
        use Detail as D;
        match self {
            Self::Registered { category, condition, priority, .. } => {
                vec![D::Category(category.clone()), D::Condition(condition.clone()), D::Priority(*priority)]
            }
            Self::Edited { category, condition, priority, .. } => {
                let category = category.clone().map(D::Category);
                let condition = condition.clone().map(D::Condition);
                category.into_iter().chain(condition).chain(priority.map(D::Priority)).collect()
            }
            Self::Recounted { rules, version } => vec![D::Rules(*rules, *version)],
            Self::Prioritised { priority, .. } => vec![D::Priority(*priority)],
            Self::Rejected { reason }
            | Self::GivenBack { reason }
            | Self::Returned { reason }
            | Self::Reworked { reason, .. }
            | Self::Reopened { reason, .. }
            | Self::Reassigned { reason, .. } => vec![D::Reason(*reason)],
            Self::PassedUp { level, reason } => vec![D::Level(*level), D::Reason(*reason)],
            Self::Escalated { to } => vec![D::Level(*to)],
            Self::PreChecked { outcome }
            | Self::ExternalResult { outcome }
            | Self::Mediated { outcome }
            | Self::PostChecked { outcome }
            | Self::ContactMade { outcome } => vec![D::Outcome(*outcome)],
            Self::CalledBack { outcome, solved, satisfied } => {
                let solved = solved.map(D::Solved);
                let satisfied = satisfied.map(D::Satisfied);
                std::iter::once(D::Outcome(*outcome)).chain(solved).chain(satisfied).collect()
            }
            Self::Rated { stars, solved } => vec![D::Stars(*stars), D::Solved(*solved)],
            Self::PreCheckOrdered { mode, .. } | Self::PostCheckOrdered { mode, .. } => vec![D::Mode(*mode)],
            Self::Asked { request, reason, until, .. } => {
                let reason = reason.map(D::Reason);
                std::iter::once(D::Request(*request)).chain(reason).chain(until.map(D::Until)).collect()
            }
            Self::Endorsed { request } | Self::Refused { request } => vec![D::Request(*request)],
            Self::Extended { handling } => vec![D::Until(handling.due_at)],
            Self::Supervised { colour, due_at } => {
                std::iter::once(D::Colour(*colour)).chain(due_at.map(D::Until)).collect()
            }
            Self::Referred { number, due_at, .. } => {
                number.clone().map(D::Number).into_iter().chain([D::Until(*due_at)]).collect()
            }
            Self::Offered { expires_at, .. } | Self::LinkIssued { expires_at } => vec![D::Until(*expires_at)],
            Self::Merged { into } => vec![D::Case(*into)],
            Self::ChildMerged { child, .. } | Self::ChildUnmerged { child } => vec![D::Case(*child)],
            Self::MarkedSensitive { on } | Self::Followed { on } => vec![D::On(*on)],
            _ => Vec::new(),
        }
    }

    /// Into whose hands it went.
    fn hands(&self) -> Vec<Detail> {
        use Detail as D;
        let both = |unit: &Option<UnitId>, person: &Option<PersonId>| {
            unit.map(D::Unit).into_iter().chain(person.map(D::Person)).collect()
        };
        match self {
            Self::Dispatched { unit, co_units, person, .. } => std::iter::once(D::Unit(*unit))
                .chain(co_units.iter().copied().map(D::CoUnit))
                .chain(person.map(D::Person))
                .collect(),
            Self::Reassigned { unit, person, .. }
            | Self::Instructed { unit, person, .. }
            | Self::Asked { unit, person, .. } => both(unit, person),
            Self::Referred { unit, .. } => both(unit, &None),
            Self::Offered { people, team, .. } => {
                team.map(D::Unit).into_iter().chain(people.iter().copied().map(D::Person)).collect()
            }
            Self::Received { person } | Self::MediationStarted { person } => both(&None, person),
            Self::Tasked { person, .. } | Self::Assigned { person } | Self::HandedOver { person } => {
                vec![D::Person(*person)]
            }
            _ => Vec::new(),
        }
    }

    /// Whether the reporter's receipt shows it: the milestones of the public, and what the reporter did. Notes, orders, returns
    /// and the to and fro inside the office stay there.
    pub const fn is_public(&self) -> bool {
        matches!(
            self,
            Self::Reported { .. }
                | Self::SelfHandled { .. }
                | Self::Registered { .. }
                | Self::Rejected { .. }
                | Self::Reconsidered
                | Self::Withdrawn
                | Self::Merged { .. }
                | Self::Unmerged { .. }
                | Self::Referred { .. }
                | Self::Received { .. }
                | Self::OfferAccepted
                | Self::Extended { .. }
                | Self::Paused { .. }
                | Self::Suspended
                | Self::Resumed { .. }
                | Self::Recounted { rules: RuleKind::Calendar | RuleKind::Limits, .. }
                | Self::Submitted { by_lead: true, .. }
                | Self::Confirmed { .. }
                | Self::Reworked { .. }
                | Self::Closed
                | Self::Reopened { .. }
                | Self::Rated { .. }
                | Self::Voided
        )
    }

    /// Whether it is a thing that reporters do: then a reporter did it as such.
    pub const fn is_reporters(&self) -> bool {
        matches!(
            self,
            Self::Withdrawn
                | Self::Supplemented
                | Self::Followed { .. }
                | Self::Edited { .. }
                | Self::Urged
                | Self::Rated { .. }
                | Self::Reopened { by_reporter: true, .. }
                | Self::Asked { request: RequestKind::Reconsider | RequestKind::Void, .. }
        )
    }

    /// The kinds among which [`Self::replies`] is found.
    pub const REPLYING: [&str; 3] = ["rejected", "closed", "refused"];

    /// Whether it tells the reporter what was decided: its own reply, or the one that a handler had drafted until then.
    pub const fn replies(&self) -> bool {
        matches!(
            self,
            Self::Rejected { .. } | Self::Closed | Self::Refused { request: RequestKind::Reconsider }
        )
    }
}

impl Event {
    /// Whether it raises the version that `If-Match` is compared with. What a ladder does to a case is no decision of anybody's:
    /// nobody's edit fails because a clock ticked.
    pub fn raises_version(&self) -> bool {
        let by_ladder = self.role == Role::System
            && matches!(self.fact, Fact::Prioritised { .. } | Fact::Supervised { .. });
        self.fact.raises_version() && !by_ladder
    }

    /// Whether a body outside is shown it: what was reported and added by the reporter, its own referral, and what it did itself
    /// since. `referral` is the number of the referral that stands, `seq` that of this event.
    pub fn is_for_body(&self, seq: i64, referral: i64, by_reporter: bool) -> bool {
        self.is_filing()
            || (by_reporter && matches!(self.fact, Fact::Supplemented))
            || seq == referral
            || (seq > referral && self.role == Role::OutsideBody)
    }

    /// Whether it was the filing.
    pub const fn is_filing(&self) -> bool {
        matches!(self.fact, Fact::Reported { .. } | Fact::SelfHandled { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_hears_nothing_of_notes_orders_and_returns() {
        for fact in [
            Fact::Noted,
            Fact::Returned { reason: Reason::NotOurDuty },
            Fact::Supervised { colour: OrderColour::Red, due_at: None },
            Fact::Submitted { by_lead: false, late: true },
            Fact::MarkedSensitive { on: true },
            Fact::Overdue { clock: crate::domain::codes::ClockKind::Handling, nags: 0, climb: None },
        ] {
            assert!(!fact.is_public(), "{}", fact.code());
        }
        assert!(Fact::Closed.is_public() && Fact::Closed.replies());
    }

    #[test]
    fn followers_and_reporters_are_told_to_nobody() {
        let joined = Fact::ChildMerged { child: CaseId(7), followers: vec![PersonId(1)] };
        assert_eq!(joined.details(), [Detail::Case(CaseId(7))]);
    }
}
