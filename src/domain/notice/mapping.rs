//! From an event to the messages that it owes (workflow §5). Every fact stands in the one `match`, without a wildcard: a new
//! fact does not compile until somebody has said who hears of it.

use super::{Notice, NoticeCode, Recipient};
use crate::domain::case::words::{OrderColour, Outcome, RequestKind};
use crate::domain::case::{Case, Climb, Event, Fact, Holder};
use crate::domain::codes::{Level, Role, State, UnitKind};
use crate::domain::ids::{PersonId, UnitId};

/// The notices that an event owes; `case` is the case after the event. Nobody hears of his own click.
pub fn notices(case: &Case, event: &Event) -> Vec<Notice> {
    let mut list = List { case, out: Vec::new() };
    if event.role == Role::OutsideBody {
        list.by_body(&event.fact);
    }
    list.owed(&event.fact);
    let mut out = list.out;
    out.retain(|notice| notice.to.person().is_none() || notice.to.person() != event.by);
    let mut seen = std::collections::HashSet::new();
    out.retain(|notice| seen.insert(*notice));
    out
}

struct List<'a> {
    case: &'a Case,
    out: Vec<Notice>,
}

impl List<'_> {
    #[expect(clippy::too_many_lines, reason = "one table of every fact, to be read as one")]
    fn owed(&mut self, fact: &Fact) {
        use NoticeCode as N;
        match fact {
            Fact::Reported { .. } => {
                self.reporter(N::Received);
                self.desk(N::ToRegister);
            }
            Fact::SelfHandled { .. } => self.reporter(N::Handled),
            Fact::Registered { .. } => self.reporter(N::Registered),
            Fact::Rejected { .. } => self.reporter(N::Rejected),
            Fact::Reconsidered => {
                self.reporter(N::Reopened);
                self.desk(N::ToRegister);
            }
            Fact::PassedUp { .. } => self.desk(N::ToRegister),
            Fact::PreCheckOrdered { .. } | Fact::PostCheckOrdered { .. } => self.duty_grid(N::CheckWanted),
            Fact::Merged { .. } => self.reporter(N::Joined),
            Fact::Dispatched { unit, co_units, person, .. } => {
                self.lead(N::NewWork, Some(*unit));
                for unit in co_units {
                    self.lead(N::NewWork, Some(*unit));
                }
                self.person(N::NewWork, *person);
            }
            Fact::Tasked { person, .. } | Fact::Assigned { person } | Fact::HandedOver { person } => {
                self.person(N::NewWork, Some(*person));
            }
            Fact::Reassigned { unit, person, .. } => {
                self.person(N::NewWork, *person);
                self.lead(N::NewWork, *unit);
            }
            Fact::Offered { people, team, .. } => {
                for person in people {
                    self.person(N::Offered, Some(*person));
                }
                if let Some(unit) = team {
                    self.say(N::Offered, Recipient::Team { unit: *unit });
                }
            }
            Fact::OfferLapsed | Fact::TakenBack => self.desk(N::Returned),
            Fact::OfferDeclined { .. } if self.case.offer.is_none() => self.desk(N::Returned),
            Fact::Returned { .. } => {
                self.desk(N::Returned);
                if self.case.needs_arbitration() {
                    self.street_leader(N::ToArbitrate);
                }
            }
            Fact::GivenBack { .. } => self.lead(N::Returned, self.case.lead),
            Fact::Submitted { by_lead: false, .. } => self.lead(N::ToConfirm, self.case.lead),
            Fact::Submitted { by_lead: true, .. } | Fact::Confirmed { .. } => {
                self.reporter(N::Handled);
                self.desk(N::ToCheck);
            }
            Fact::Reworked { .. } | Fact::SentBack | Fact::Resumed { .. } => self.holder(N::NewWork),
            Fact::Asked { request, person, last_stage, .. } => self.asked(*request, *person, *last_stage),
            Fact::Endorsed { request } => self.asked(*request, None, true),
            Fact::Refused { .. } => self.holder(N::Decided),
            Fact::Extended { .. } | Fact::Paused { .. } | Fact::Suspended => {
                self.reporter(N::Postponed);
                self.followers(N::Postponed);
                self.holder(N::Decided);
            }
            Fact::Closed => self.closed(),
            Fact::Reopened { .. } => {
                self.reporter(N::Reopened);
                self.followers(N::Reopened);
                self.desk(N::Returned);
            }
            Fact::Voided => self.reporter(N::Voided),
            Fact::Urged => self.holder(N::Urged),
            Fact::DueSoon { climb, .. } => self.climbed(N::DueSoon, climb.as_deref()),
            Fact::Overdue { climb: None, .. } => {
                self.holder(N::Overdue);
                self.lead(N::Overdue, self.case.lead);
                self.inspector(N::Overdue);
            }
            Fact::StillOverdue { climb: None, .. } => {
                self.holder(N::Overdue);
                self.lead(N::Overdue, self.case.lead);
            }
            Fact::Overdue { climb, .. } | Fact::StillOverdue { climb, .. } => {
                self.climbed(N::Overdue, climb.as_deref());
            }
            Fact::ContactOverdue { climb, .. } => self.climbed(N::ContactLate, climb.as_deref()),
            Fact::Instructed { person, unit, .. } => {
                self.person(N::OrderIssued, *person);
                self.lead(N::OrderIssued, *unit);
            }
            Fact::Escalated { to } => self.raised(*to),
            Fact::Supervised { colour, .. } => {
                self.holder(N::OrderIssued);
                if *colour == OrderColour::Red {
                    self.street_leader(N::RedOrder);
                }
            }
            Fact::SuperviseReplied { .. } => self.inspector(N::OrderAnswered),
            Fact::OrderOverdue { .. } => self.inspector(N::OrderLate),
            // What these say is seen in the case by whoever has it; nobody waits for it.
            Fact::CheckTaken
            | Fact::PreChecked { .. }
            | Fact::PostChecked { .. }
            | Fact::CheckWaived
            | Fact::Withdrawn
            | Fact::Claimed { .. }
            | Fact::Unmerged { .. }
            | Fact::ChildMerged { .. }
            | Fact::ChildUnmerged { .. }
            | Fact::Referred { .. }
            | Fact::LinkIssued { .. }
            | Fact::LinkRevoked
            | Fact::LinkOpened
            | Fact::ExternalResult { .. }
            | Fact::OfferAccepted
            | Fact::OfferDeclined { .. }
            | Fact::Received { .. }
            | Fact::MediationStarted { .. }
            | Fact::Mediated { .. }
            | Fact::CalledBack { .. }
            | Fact::Rated { .. }
            | Fact::Prioritised { .. }
            | Fact::OrderReleased { .. }
            | Fact::Edited { .. }
            | Fact::Moved { .. }
            | Fact::Supplemented
            | Fact::Noted
            | Fact::ContactMade { .. }
            | Fact::Followed { .. }
            | Fact::MarkedSensitive { .. }
            | Fact::MarkedLegacy
            | Fact::AppealGranted
            | Fact::Acknowledged { .. }
            | Fact::Recounted { .. }
            | Fact::TextErased => {}
        }
    }

    /// What the desk need not be told when it writes it down itself, but when the body does.
    fn by_body(&mut self, fact: &Fact) {
        match fact {
            Fact::ExternalResult { outcome: Outcome::Solved } => self.desk(NoticeCode::ToCheck),
            Fact::ExternalResult { .. } => self.desk(NoticeCode::Returned),
            _ => {}
        }
    }

    /// Whoever the step of a ladder names; where no ladder speaks, whoever has the case.
    fn climbed(&mut self, code: NoticeCode, climb: Option<&Climb>) {
        let Some(climb) = climb else { return self.holder(code) };
        for to in &climb.to {
            self.say(code, to.in_case(self.case));
        }
    }

    /// What is raised is told to whoever is to act now: the desk above, and above the street its leader.
    fn raised(&mut self, to: Level) {
        match self.case.state {
            _ if to > Level::Street => self.street_leader(NoticeCode::Urged),
            State::Reported | State::PreChecking => self.desk(NoticeCode::ToRegister),
            State::Handled | State::PostChecking | State::ToClose => self.desk(NoticeCode::ToCheck),
            _ => self.desk(NoticeCode::Urged),
        }
    }

    /// A request goes to whoever decides its present stage.
    fn asked(&mut self, request: RequestKind, person: Option<PersonId>, last_stage: bool) {
        use NoticeCode::{ToDecide, ToSign};
        match request {
            RequestKind::Extend if !last_stage => self.lead(ToDecide, self.case.lead),
            RequestKind::Extend
            | RequestKind::Pause
            | RequestKind::Void
            | RequestKind::LowerSensitive
            | RequestKind::Reconsider => self.desk(ToDecide),
            RequestKind::Suspend | RequestKind::Legacy => self.street_leader(ToDecide),
            RequestKind::Whistle => self.street_leader(ToSign),
            // Whoever reviews it first is not the one who dispatched it, and the second is another than the first.
            RequestKind::Appeal if last_stage => {
                self.inspector(ToDecide);
                self.street_leader(ToDecide);
            }
            RequestKind::Appeal => {
                self.inspector(ToDecide);
                self.say(ToDecide, Recipient::Role { role: Role::Dispatcher, area: self.case.areas.street });
            }
            RequestKind::HandOver => self.person(ToDecide, person),
            // An order is opened by `Supervised`, which has its own notices.
            RequestKind::Order => {}
        }
    }

    fn closed(&mut self) {
        self.reporter(NoticeCode::Closed);
        self.followers(NoticeCode::Closed);
        if !self.case.children.is_empty() {
            self.say(NoticeCode::JoinedClosed, Recipient::JoinedReporters);
        }
        for done in &self.case.done {
            self.person(NoticeCode::Thanks, done.person);
        }
        if self.case.owes_reply() {
            self.desk(NoticeCode::ToCall);
        }
    }

    fn say(&mut self, code: NoticeCode, to: Recipient) {
        self.out.push(Notice { code, to });
    }

    fn reporter(&mut self, code: NoticeCode) {
        self.say(code, Recipient::Reporter { person: self.case.reporter });
    }

    /// Those who follow, and those whose reports were merged into this one.
    fn followers(&mut self, code: NoticeCode) {
        for person in &self.case.followers {
            self.person(code, Some(*person));
        }
    }

    fn person(&mut self, code: NoticeCode, person: Option<PersonId>) {
        if let Some(person) = person {
            self.say(code, Recipient::Person { person });
        }
    }

    fn lead(&mut self, code: NoticeCode, unit: Option<UnitId>) {
        let Some(unit) = unit else { return };
        let team = self.case.lead == Some(unit) && self.case.lead_kind == Some(UnitKind::Team);
        self.say(code, if team { Recipient::Team { unit } } else { Recipient::UnitLead { unit } });
    }

    fn desk(&mut self, code: NoticeCode) {
        self.say(code, Recipient::Desk { level: self.case.level, area: self.case.desk_area() });
    }

    fn duty_grid(&mut self, code: NoticeCode) {
        if let Some(grid) = self.case.areas.grid {
            self.say(code, Recipient::DutyGrid { grid });
        }
    }

    fn street_leader(&mut self, code: NoticeCode) {
        self.say(code, Recipient::StreetLeader { street: self.case.areas.street });
    }

    fn inspector(&mut self, code: NoticeCode) {
        self.say(code, Recipient::Inspector { street: self.case.areas.street });
    }

    fn holder(&mut self, code: NoticeCode) {
        match self.case.holder {
            Some(Holder::Desk { level, area }) => self.say(code, Recipient::Desk { level, area }),
            Some(Holder::Unit { unit }) => self.lead(code, Some(unit)),
            Some(Holder::Person { person, .. }) => self.person(code, Some(person)),
            None => {}
        }
    }
}
