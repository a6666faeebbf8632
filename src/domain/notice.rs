//! Who hears of what (workflow §5). Pure: from the case as it stands after an event come the notices that the event owes.
//! They carry codes and ids only and are rendered in the reader's language when sent. Nobody hears of his own click.

pub mod channel;
pub mod mapping;
pub mod outgoing;
pub mod template;
#[cfg(test)]
mod tests;
pub mod wanted;

use serde::{Deserialize, Serialize};

use super::case::Case;
use super::codes::{Level, Priority, Role, code_enum};
use super::ids::{AreaId, PersonId, UnitId};

code_enum! {
    /// A message.
    pub enum NoticeCode {
        Received = "received", "已收到您的上报", "Your report was received";
        Registered = "registered", "您的上报已立案", "Your report was taken on";
        Rejected = "rejected", "您的上报未受理", "Your report was not taken on";
        Postponed = "postponed", "办理时间有调整", "It will take longer";
        Handled = "handled", "已处置，正在核查", "Done, being checked";
        ToCheck = "to_check", "处置完毕，待核查", "Done: to be checked";
        Closed = "closed", "已办结，请评价", "Closed: is it solved?";
        Reopened = "reopened", "已重新办理", "Opened again";
        Voided = "voided", "您的上报已作废", "Your report was voided";
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
        Decided = "decided", "申请已有结果", "A request was decided";
        RedOrder = "red_order", "红牌督办", "Red supervision order";
        OrderIssued = "order_issued", "收到督办或批示", "A supervision order or an instruction";
        OrderAnswered = "order_answered", "督办已回复", "An order was answered";
        OrderLate = "order_late", "督办超期未回复", "An order was not answered in time";
        Offered = "offered", "邀请您接单", "Will you take this?";
        Thanks = "thanks", "感谢您的服务", "Thank you";
        CheckWanted = "check_wanted", "有核查任务可领取", "A look on site is wanted";
        ContactLate = "contact_late", "请尽快联系诉求人", "The reporter still waits for a call";
        ToCall = "to_call", "已结案，待回访", "Closed: call the reporter back";
        Joined = "joined", "已并案办理", "Joined to another case";
        JoinedClosed = "joined_closed", "并入的事件已办结", "What it was joined to is closed";
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
    /// Those who reported what was merged into the case: each is told about his own report, since he need not see the other.
    JoinedReporters,
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
    /// Everybody with a role in an area or above it.
    Role {
        /// The role.
        role: Role,
        /// The area; anywhere when the place is unknown.
        area: Option<AreaId>,
    },
    /// Whoever is on duty in an area, by the roster; the desk of its level where the roster is empty.
    OnDuty {
        /// The level at which it is looked for.
        level: Level,
        /// The area of that level.
        area: Option<AreaId>,
    },
    /// Whoever stands in for a person; that person where nobody does.
    StandIn {
        /// The person.
        person: PersonId,
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

/// What the outbox keeps of a message owed: codes and ids, from which people and texts are found when it is planned and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// To whom.
    #[serde(flatten)]
    pub to: Recipient,
    /// Whose click it was: that person is left out where the recipient is a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
}

code_enum! {
    /// What a message is about: people choose by class how they hear of it.
    pub enum NoticeClass {
        OwnReports = "own_reports", "我的上报", "My reports";
        Work = "work", "工作任务", "Work";
        Deadlines = "deadlines", "时限", "Deadlines";
        Decisions = "decisions", "待我审批", "Decisions";
        Supervision = "supervision", "督办", "Supervision";
        Invitations = "invitations", "邀请", "Invitations";
        Thanks = "thanks", "感谢", "Thanks";
    }
}

impl NoticeCode {
    /// Whether the message breaks quiet hours: a red order, and time that runs out where it is urgent.
    pub const fn is_urgent(self, case: &Case) -> bool {
        match self {
            Self::RedOrder => true,
            Self::NewWork | Self::Urged | Self::DueSoon | Self::Overdue => {
                matches!(case.priority, Priority::Urgent)
            }
            _ => false,
        }
    }

    /// What the message is about.
    pub const fn class(self) -> NoticeClass {
        match self {
            Self::Received
            | Self::Registered
            | Self::Rejected
            | Self::Postponed
            | Self::Handled
            | Self::Closed
            | Self::Reopened
            | Self::Voided
            | Self::Joined
            | Self::JoinedClosed => NoticeClass::OwnReports,
            Self::NewWork
            | Self::ToConfirm
            | Self::ToCheck
            | Self::Returned
            | Self::ToRegister
            | Self::ToCall
            | Self::Decided => NoticeClass::Work,
            Self::Urged | Self::DueSoon | Self::Overdue | Self::ContactLate => NoticeClass::Deadlines,
            Self::ToArbitrate | Self::ToSign | Self::ToDecide => NoticeClass::Decisions,
            Self::RedOrder | Self::OrderIssued | Self::OrderAnswered | Self::OrderLate => {
                NoticeClass::Supervision
            }
            Self::Offered | Self::CheckWanted => NoticeClass::Invitations,
            Self::Thanks => NoticeClass::Thanks,
        }
    }
}
