//! The one policy table: right × role × relation, with the named conditions. Every access decision and every list filter of
//! the product is read from here; a test compares it with the role table the office agreed on.

use crate::domain::codes::{Right, Role};
use crate::domain::policy::condition::Condition;

/// How an actor stands to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// It is the person's own: reported, offered, handled, checked, held.
    Own,
    /// A unit of the person works or worked on it.
    Dept,
    /// It lies in the area of the grant, or below, or is held by the grant's unit.
    Area,
    /// Anywhere in the office: the area of the grant and below it, and what is not located yet.
    Any,
    /// Anywhere at all.
    Everywhere,
}

/// A row of the table: who may, through which relation, on which conditions (all of them must hold).
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The right.
    pub right: Right,
    /// The role that gives it.
    pub role: Role,
    /// The relation that is needed.
    pub relation: Relation,
    /// Conditions, all of which must hold.
    pub conditions: &'static [Condition],
}

/// The rows that give a right.
pub fn rules_of(right: Right) -> impl Iterator<Item = &'static Rule> {
    TABLE.iter().filter(move |rule| rule.right == right)
}

macro_rules! policy_table {
    ($($right:ident => $($role:ident:$relation:ident $([$($condition:ident),+])?),+;)+) => {
        /// The table. A right without a row for a role is refused to that role.
        pub const TABLE: &[Rule] = &[$($(Rule {
            right: Right::$right,
            role: Role::$role,
            relation: Relation::$relation,
            conditions: &[$($(Condition::$condition),+)?],
        }),+),+];
    };
}

policy_table! {
    // Filing: any person, anywhere. Auditors and administrators do not file.
    Report => Volunteer:Everywhere, GridMember:Everywhere, GridLeader:Everywhere, CommunityStaff:Everywhere,
        Acceptor:Everywhere, Dispatcher:Everywhere, DeptHandler:Everywhere, DeptLead:Everywhere,
        Supervisor:Everywhere, StreetLeader:Everywhere, Mediator:Everywhere, Resident:Everywhere;
    SelfHandle => Volunteer:Area[OwnGrid], GridMember:Area, GridLeader:Area, CommunityStaff:Area, System:Any;

    // Looking.
    View => Volunteer:Own[Ordinary], Volunteer:Area[Ordinary, Open, OwnGrid], GridMember:Own[Ordinary],
        GridMember:Area[Ordinary], GridLeader:Area[Ordinary], CommunityStaff:Area[Ordinary], Acceptor:Any[Ordinary],
        Dispatcher:Any[Ordinary], DeptHandler:Own[Ordinary, AsWorker], DeptLead:Dept[Ordinary],
        Supervisor:Any[Ordinary], StreetLeader:Any[Ordinary], Mediator:Own[Ordinary, AsWorker],
        Auditor:Any[Ordinary], Resident:Own[AsReporter], OutsideBody:Own[Ordinary, ByLink];
    ViewSensitiveTriage => CommunityStaff:Area[SensitiveDesk], Acceptor:Any[SensitiveDesk],
        Dispatcher:Any[SensitiveDesk], DeptHandler:Own[AsHandler], DeptLead:Dept[WorkingUnit],
        StreetLeader:Any[SensitiveDesk], Mediator:Own[AsHandler];
    ViewReporterContact => Volunteer:Own[ReporterOrAccepted], GridMember:Own[AsReporter],
        CommunityStaff:Area[ProxyOrAssigned], Acceptor:Any, Dispatcher:Any,
        DeptHandler:Own[AsHandler, ReporterAgreed, NoNeighbourComplaint],
        DeptLead:Dept[HoldingUnit, ReporterAgreed, NoNeighbourComplaint], Supervisor:Any, Mediator:Own[AsHandler],
        Resident:Own[AsReporter];
    ViewSealed => Mediator:Own[AsHandler];
    BreakGlass => StreetLeader:Any;

    // Adding to a case.
    Supplement => Volunteer:Own, Volunteer:Area[OwnGrid], GridMember:Own, GridMember:Area, GridLeader:Area,
        CommunityStaff:Area, Acceptor:Any, Dispatcher:Any, DeptHandler:Own, DeptLead:Dept, Supervisor:Any,
        StreetLeader:Any, Mediator:Own, Resident:Own[AsReporter], OutsideBody:Own[ByLink];
    Follow => Volunteer:Area[OwnGrid], GridMember:Area, GridLeader:Area, CommunityStaff:Area, Acceptor:Any,
        Dispatcher:Any, Supervisor:Any, StreetLeader:Any, Resident:Everywhere[Ordinary];
    Withdraw => Volunteer:Own[AsReporter], GridMember:Own[AsReporter], GridLeader:Own[AsReporter],
        CommunityStaff:Own[AsReporter], DeptHandler:Own[AsReporter], DeptLead:Own[AsReporter],
        Resident:Own[AsReporter];
    Note => GridMember:Own[AsWorker], GridLeader:Area, CommunityStaff:Area, Acceptor:Any, Dispatcher:Any,
        DeptHandler:Own[AsWorker], DeptLead:Dept, Supervisor:Any, StreetLeader:Any, Mediator:Own[AsWorker];
    Instruct => Supervisor:Any, StreetLeader:Any;
    Claim => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any, DeptHandler:Dept[HoldingUnit],
        Mediator:Dept[HoldingUnit];

    // Intake.
    PreCheck => GridLeader:Area, CommunityStaff:Area, Acceptor:Any, Dispatcher:Any;
    PreCheckResult => Volunteer:Own[AsChecker], GridMember:Own[AsChecker], GridLeader:Area, CommunityStaff:Area;
    Register => CommunityStaff:Area[CommunityLevel], Acceptor:Any;
    Reject => CommunityStaff:Area[CommunityLevel], Acceptor:Any;
    Reconsider => Volunteer:Own[AsReporter], GridMember:Own[AsReporter], Acceptor:Any[NotRejecter],
        Supervisor:Any[NotRejecter], Resident:Own[AsReporter];
    ReportUp => GridLeader:Area[CommunityLevel], CommunityStaff:Area[CommunityLevel];
    Edit => Volunteer:Own[AsReporter, BeforeRegister], GridMember:Own[AsReporter, BeforeRegister],
        GridLeader:Area[BeforeRegister], CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any,
        Resident:Own[AsReporter, BeforeRegister];
    TransferGrid => CommunityStaff:Area, Acceptor:Any, Dispatcher:Any;
    Merge => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any;
    Unmerge => Acceptor:Any, Dispatcher:Any, Supervisor:Any;
    MarkSensitive => Volunteer:Own[Ordinary], GridMember:Own[Ordinary], GridLeader:Area[Ordinary],
        CommunityStaff:Area[Ordinary], Acceptor:Any, Dispatcher:Any, Mediator:Own[AsHandler];

    // Dispatch.
    Dispatch => GridLeader:Area[CommunityLevel], CommunityStaff:Area[CommunityHeld], Dispatcher:Any, System:Any;
    AcceptOffer => Volunteer:Own[AsOffered];
    DeclineOffer => Volunteer:Own[AsOffered], System:Any;
    Receive => GridMember:Own[AsHandler], CommunityStaff:Area[HoldingUnit], DeptHandler:Own[AsHandler],
        DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler];
    Assign => GridLeader:Area[CommunityHeld], CommunityStaff:Area[HoldingUnit], DeptLead:Dept[HoldingUnit];
    Return => GridMember:Own[AsHandler], CommunityStaff:Area[HoldingUnit], DeptHandler:Own[AsHandler],
        DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler];
    Reassign => GridLeader:Area[CommunityHeld], CommunityStaff:Area[CommunityHeld], Dispatcher:Any,
        DeptLead:Dept[HoldingUnit];
    Arbitrate => StreetLeader:Any;
    Refer => Acceptor:Any, Dispatcher:Any, Mediator:Own[AsHandler];
    ExternalResult => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any, OutsideBody:Own[ByLink];
    ShareLink => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any;
    Whistle => Dispatcher:Any, StreetLeader:Any;

    // Handling.
    Contact => GridMember:Own[AsHandler], CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any,
        DeptHandler:Own[AsHandler, ReporterAgreed], DeptLead:Dept[HoldingUnit, ReporterAgreed],
        Mediator:Own[AsHandler];
    Submit => Volunteer:Own[AsHandler], GridMember:Own[AsHandler], CommunityStaff:Area[HoldingUnit],
        DeptHandler:Own[AsHandler], DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler];
    Confirm => GridLeader:Area[CommunityHeld, OtherPerson], CommunityStaff:Area[HoldingUnit, OtherPerson],
        DeptLead:Dept[HoldingUnit, OtherPerson];
    ExtendRequest => GridMember:Own[AsHandler], CommunityStaff:Area[HoldingUnit], DeptHandler:Own[AsHandler],
        DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler];
    ExtendApprove => Dispatcher:Any[NotOwnUnit, NotRequester], StreetLeader:Any[NotOwnUnit, NotRequester];
    SuspendRequest => CommunityStaff:Area[HoldingUnit], DeptLead:Dept[HoldingUnit];
    SuspendApprove => StreetLeader:Any[NotRequester];
    PauseRequest => GridMember:Own[AsHandler], CommunityStaff:Area[HoldingUnit], DeptHandler:Own[AsHandler],
        DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler];
    PauseApprove => Dispatcher:Any[NotRequester], DeptLead:Dept[HoldingUnit, NotRequester];
    Resume => CommunityStaff:Area[HoldingUnit], Dispatcher:Any, DeptHandler:Own[AsHandler],
        DeptLead:Dept[HoldingUnit], StreetLeader:Any, System:Any;

    // Checking and closing: never one's own work.
    PostCheck => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Supervisor:Any, System:Any;
    PostCheckResult => Volunteer:Own[AsChecker, NotOwnWork], GridMember:Own[AsChecker, NotOwnWork],
        GridLeader:Area[NotOwnWork], CommunityStaff:Area[NotOwnWork], Acceptor:Any[NotOwnWork],
        Supervisor:Any[NotOwnWork];
    Rework => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Supervisor:Any;
    Close => CommunityStaff:Area[CommunityHeld, OtherPerson], Acceptor:Any[NotOwnWork], System:Any;
    Callback => CommunityStaff:Area[NotOwnWork], Acceptor:Any[NotOwnWork], Supervisor:Any[NotOwnWork], System:Any;
    Rate => Volunteer:Own[AsReporter], GridMember:Own[AsReporter], Resident:Own[AsReporter];
    Reopen => Volunteer:Own[AsReporter], GridMember:Own[AsReporter], Acceptor:Any, Supervisor:Any, StreetLeader:Any,
        Resident:Own[AsReporter];

    // Pressing and supervising.
    Urge => Volunteer:Own[AsReporter], GridMember:Own[AsReporter], GridLeader:Area, CommunityStaff:Area, Acceptor:Any,
        Dispatcher:Any, Supervisor:Any, StreetLeader:Any, Resident:Own[AsReporter];
    Urgent => CommunityStaff:Area, Acceptor:Any, Dispatcher:Any, Supervisor:Any, StreetLeader:Any;
    Supervise => Supervisor:Any, StreetLeader:Any, System:Any;
    SuperviseReply => CommunityStaff:Area[HoldingUnit], DeptLead:Dept[HoldingUnit];
    Escalate => GridMember:Own, GridLeader:Area, CommunityStaff:Area, Acceptor:Any, Dispatcher:Any,
        DeptLead:Dept[HoldingUnit], Mediator:Own[AsHandler], System:Any;
    Legacy => Supervisor:Any, StreetLeader:Any;
    VoidRequest => CommunityStaff:Area[CommunityHeld], Acceptor:Any, Dispatcher:Any;
    VoidApprove => CommunityStaff:Area[Sealed, SensitiveDesk, NotRequester, NotReporter, NotOwnWork],
        Acceptor:Any[NotRequester, NotReporter, NotOwnWork],
        Supervisor:Any[NotRequester, NotReporter, NotOwnWork],
        StreetLeader:Any[NotRequester, NotReporter, NotOwnWork];
    AppealRequest => CommunityStaff:Area[WorkedUnit], DeptLead:Dept;
    AppealReview1 => Dispatcher:Any[NotDispatching], Supervisor:Any[NotDispatching];
    AppealReview2 => Supervisor:Any[NotFirstReviewer], StreetLeader:Any[NotFirstReviewer];

    // Mediation.
    Mediate => Dispatcher:Any, DeptLead:Dept[HoldingUnit, MediationUnit], Mediator:Own[AsHandler];
    MediateOutcome => Mediator:Own[AsHandler];

    // Many at once, numbers, administration.
    Batch => CommunityStaff:Area, Acceptor:Any, Dispatcher:Any;
    Export => GridLeader:Area, CommunityStaff:Area, Acceptor:Any, Dispatcher:Any, DeptLead:Dept, Supervisor:Any,
        StreetLeader:Any, Auditor:Any;
    ViewStatistics => Volunteer:Own, GridMember:Own, GridLeader:Area, CommunityStaff:Area, Acceptor:Any,
        Dispatcher:Any, DeptHandler:Own, DeptLead:Dept, Supervisor:Any, StreetLeader:Any, Mediator:Own, Auditor:Any;
    ViewAudit => Supervisor:Any[OfCase], Auditor:Any;
    Configure => Supervisor:Any[LimitsAndLadders], Admin:Any;
    ManagePeople => GridLeader:Area[ResetCodeOnly], CommunityStaff:Area[VolunteersOnly], DeptLead:Dept[ProposeOnly],
        Admin:Any;
    HandOver => Volunteer:Own[AsHolder], GridMember:Own[AsHolder], GridLeader:Own[AsHolder], GridLeader:Area,
        CommunityStaff:Own[AsHolder], CommunityStaff:Area[CommunityHeld], Acceptor:Own[AsHolder],
        Dispatcher:Own[AsHolder], DeptHandler:Own[AsHolder], DeptLead:Own[AsHolder], DeptLead:Dept[HoldingUnit],
        Supervisor:Own[AsHolder], Mediator:Own[AsHolder];
}
