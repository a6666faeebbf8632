//! Who hears of what (workflow §5). Pure: from the case as it stands after an event come the notices that the event owes.
//! They carry codes and ids only and are rendered in the reader's language when sent. Nobody hears of his own click.

use serde::{Deserialize, Serialize};

use super::case::words::{OrderColour, RequestKind};
use super::case::{Case, Event, Fact, Holder};
use super::codes::{Level, code_enum};
use super::ids::{AreaId, PersonId, UnitId};

code_enum! {
    /// A message.
    pub enum NoticeCode {
        Received = "received", "已收到您的上报", "Your report was received";
        Registered = "registered", "您的上报已立案", "Your report was taken on";
        Rejected = "rejected", "您的上报未受理", "Your report was not taken on";
        Postponed = "postponed", "办理时间有调整", "It will take longer";
        Handled = "handled", "已处置，正在核查", "Done, being checked";
        Closed = "closed", "已办结，请评价", "Closed: is it solved?";
        Reopened = "reopened", "已重新办理", "Opened again";
        NewWork = "new_work", "有新的任务", "New work";
        Urged = "urged", "有人催办", "Somebody asks for speed";
        DueSoon = "due_soon", "即将到期", "Due soon";
        Overdue = "overdue", "已超期", "Overdue";
        ToConfirm = "to_confirm", "待您审核", "To confirm";
        Returned = "returned", "任务被退回", "Returned";
        ToRegister = "to_register", "有新的上报待受理", "A new report to take on";
        ToArbitrate = "to_arbitrate", "二次退回，待裁定", "Returned twice: a decision is due";
        ToSign = "to_sign", "街呼区应待签发", "A call to the district to sign";
        ToDecide = "to_decide", "有申请待审批", "A request to decide";
        RedOrder = "red_order", "红牌督办", "Red supervision order";
        OrderIssued = "order_issued", "收到督办或批示", "A supervision order or an instruction";
        OrderAnswered = "order_answered", "督办已回复", "An order was answered";
        Offered = "offered", "邀请您接单", "Will you take this?";
        Thanks = "thanks", "感谢您的服务", "Thank you";
        CheckWanted = "check_wanted", "有核查任务可领取", "A look on site is wanted";
        Joined = "joined", "已并案办理", "Joined to another case";
    }
}

/// Who is told. A desk, a unit's lead or a role is resolved to people when the message is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Recipient {
    /// Whoever reported it: a person, or whoever holds the tracking code.
    Reporter {
        /// The person, if there is an account.
        person: Option<PersonId>,
    },
    /// A named person.
    Person {
        /// Who.
        person: PersonId,
    },
    /// The leads of a unit.
    UnitLead {
        /// The unit.
        unit: UnitId,
    },
    /// The members of a volunteer team.
    Team {
        /// The team.
        unit: UnitId,
    },
    /// The staff of a desk.
    Desk {
        /// Its level.
        level: Level,
        /// Its area; the street's when the place is unknown.
        area: Option<AreaId>,
    },
    /// The grid members on whose duty grid the case lies.
    DutyGrid {
        /// The grid.
        grid: AreaId,
    },
    /// The street's leaders.
    StreetLeader {
        /// The street.
        street: Option<AreaId>,
    },
    /// The street's inspectors.
    Inspector {
        /// The street.
        street: Option<AreaId>,
    },
}

impl Recipient {
    /// The one person it names, if it does.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Person { person } => Some(*person),
            Self::Reporter { person } => *person,
            _ => None,
        }
    }
}

/// A message owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Notice {
    /// What is said.
    pub code: NoticeCode,
    /// To whom.
    pub to: Recipient,
}

/// The notices that an event owes; `case` is the case after the event.
pub fn notices(case: &Case, event: &Event) -> Vec<Notice> {
    let mut list = List { case, out: Vec::new() };
    list.reporter(&event.fact);
    list.hands(&event.fact);
    list.desks(&event.fact);
    list.leaders(&event.fact);
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
    fn say(&mut self, code: NoticeCode, to: Recipient) {
        self.out.push(Notice { code, to });
    }

    /// The reporter, and with him those who follow and whose reports were merged into this one.
    fn reporter(&mut self, fact: &Fact) {
        let code = match fact {
            Fact::Reported { .. } => NoticeCode::Received,
            Fact::Registered { .. } => NoticeCode::Registered,
            Fact::Rejected { .. } => NoticeCode::Rejected,
            Fact::Paused { .. } | Fact::Suspended | Fact::Extended { .. } => NoticeCode::Postponed,
            Fact::Submitted { by_lead: true, .. } | Fact::Confirmed { .. } | Fact::SelfHandled { .. } => {
                NoticeCode::Handled
            }
            Fact::Closed => NoticeCode::Closed,
            Fact::Reopened { .. } | Fact::Reconsidered => NoticeCode::Reopened,
            Fact::Merged { .. } => NoticeCode::Joined,
            _ => return,
        };
        self.say(code, Recipient::Reporter { person: self.case.reporter });
        if matches!(code, NoticeCode::Closed | NoticeCode::Postponed | NoticeCode::Reopened) {
            for person in &self.case.followers {
                self.say(code, Recipient::Person { person: *person });
            }
        }
    }

    /// Those in whose hands the work is, or was.
    fn hands(&mut self, fact: &Fact) {
        match fact {
            Fact::Dispatched { unit, co_units, person, .. } => {
                for unit in std::iter::once(unit).chain(co_units) {
                    self.say(NoticeCode::NewWork, Recipient::UnitLead { unit: *unit });
                }
                self.person(NoticeCode::NewWork, *person);
            }
            Fact::Tasked { person, .. } | Fact::Assigned { person } | Fact::HandedOver { person } => {
                self.person(NoticeCode::NewWork, Some(*person));
            }
            Fact::Reassigned { unit, person, .. } => {
                self.person(NoticeCode::NewWork, *person);
                self.lead(NoticeCode::NewWork, *unit);
            }
            Fact::Offered { people, team, .. } => {
                for person in people {
                    self.person(NoticeCode::Offered, Some(*person));
                }
                if let Some(unit) = team {
                    self.say(NoticeCode::Offered, Recipient::Team { unit: *unit });
                }
            }
            Fact::PreCheckOrdered { .. } | Fact::PostCheckOrdered { .. } => {
                if let Some(grid) = self.case.areas.grid {
                    self.say(NoticeCode::CheckWanted, Recipient::DutyGrid { grid });
                }
            }
            Fact::Urged => self.holder(NoticeCode::Urged),
            Fact::DueSoon => self.holder(NoticeCode::DueSoon),
            Fact::Reworked { .. } | Fact::SentBack | Fact::Resumed { .. } => self.holder(NoticeCode::NewWork),
            Fact::Instructed { person, unit, .. } => {
                self.person(NoticeCode::OrderIssued, *person);
                self.lead(NoticeCode::OrderIssued, *unit);
            }
            Fact::Supervised { .. } => self.holder(NoticeCode::OrderIssued),
            Fact::Overdue => {
                self.holder(NoticeCode::Overdue);
                self.lead(NoticeCode::Overdue, self.case.lead);
            }
            Fact::Submitted { by_lead: false, .. } => self.lead(NoticeCode::ToConfirm, self.case.lead),
            Fact::GivenBack { .. } => self.lead(NoticeCode::Returned, self.case.lead),
            Fact::Closed => {
                for done in self.case.done.clone() {
                    self.person(NoticeCode::Thanks, done.person);
                }
            }
            _ => {}
        }
    }

    /// Desks.
    fn desks(&mut self, fact: &Fact) {
        let code = match fact {
            Fact::Reported { .. } | Fact::PassedUp { .. } | Fact::Reconsidered => NoticeCode::ToRegister,
            Fact::Returned { .. } | Fact::OfferLapsed => NoticeCode::Returned,
            Fact::Confirmed { .. } | Fact::Submitted { by_lead: true, .. } => NoticeCode::Handled,
            Fact::Asked { request: RequestKind::Extend | RequestKind::Pause, .. } => NoticeCode::ToDecide,
            _ => return,
        };
        let area = self.case.desk_area();
        self.say(code, Recipient::Desk { level: self.case.level, area });
    }

    /// Leaders and inspectors.
    fn leaders(&mut self, fact: &Fact) {
        let street = self.case.areas.street;
        match fact {
            Fact::Returned { .. } if self.case.needs_arbitration() => {
                self.say(NoticeCode::ToArbitrate, Recipient::StreetLeader { street });
            }
            Fact::Asked { request: RequestKind::Whistle, .. } => {
                self.say(NoticeCode::ToSign, Recipient::StreetLeader { street });
            }
            Fact::Asked { request: RequestKind::Suspend, .. } => {
                self.say(NoticeCode::ToDecide, Recipient::StreetLeader { street });
            }
            Fact::Supervised { colour: OrderColour::Red, .. } => {
                self.say(NoticeCode::RedOrder, Recipient::StreetLeader { street });
            }
            Fact::Overdue => self.say(NoticeCode::Overdue, Recipient::Inspector { street }),
            Fact::SuperviseReplied { .. } | Fact::OrderOverdue { .. } => {
                self.say(NoticeCode::OrderAnswered, Recipient::Inspector { street });
            }
            _ => {}
        }
    }

    fn person(&mut self, code: NoticeCode, person: Option<PersonId>) {
        if let Some(person) = person {
            self.say(code, Recipient::Person { person });
        }
    }

    fn lead(&mut self, code: NoticeCode, unit: Option<UnitId>) {
        if let Some(unit) = unit {
            self.say(code, Recipient::UnitLead { unit });
        }
    }

    fn holder(&mut self, code: NoticeCode) {
        match self.case.holder {
            Some(Holder::Desk { level, area }) => self.say(code, Recipient::Desk { level, area }),
            Some(Holder::Unit { unit }) => self.say(code, Recipient::UnitLead { unit }),
            Some(Holder::Person { person, .. }) => self.say(code, Recipient::Person { person }),
            None => {}
        }
    }
}
