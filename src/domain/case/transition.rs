//! The workflow as data: from which states an action may be taken, under which right, with which guards and fields, where it
//! leads and which function does it. Refusals, `GET …/actions`, the matrix in the tests and `docs/workflow.md` all read this.

use super::Case;
use super::decide::{Draft, Scene};
use super::effect::{anytime, checks, closed, desk, handling, hands, link, requests, review};
use super::guard::Guard;
use super::refusal::No;
use super::words::{Field, RequestKind};
use crate::domain::codes::{ActionCode, Right, State};

/// When a field is demanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// Never; it may be given.
    Optional,
    /// When the case has no category yet.
    NoCategory,
    /// When the reporter is owed a reply and none is on file.
    ReplyOwed,
}

impl When {
    /// Whether the field is demanded of this case.
    pub fn applies(self, case: &Case) -> bool {
        match self {
            Self::Always => true,
            Self::Optional => false,
            Self::NoCategory => case.category.is_none(),
            Self::ReplyOwed => case.owes_reply() && !case.replied,
        }
    }
}

/// Which decision on a request a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The first of two.
    First,
    /// The final one.
    Last,
}

/// What an action does, once everything else has agreed.
pub(super) type Effect = fn(&Scene<'_>) -> Result<Vec<Draft>, No>;

/// A row of the workflow.
pub struct Transition {
    /// The action.
    pub action: ActionCode,
    /// For decisions: about which request, and at which stage.
    pub request: Option<(RequestKind, Stage)>,
    /// The states in which it may be taken.
    pub from: &'static [State],
    /// The states to which it may lead; empty when it leaves the state alone.
    pub to: &'static [State],
    /// The right it needs.
    pub right: Right,
    /// What must be true of the case and the actor.
    pub guards: &'static [Guard],
    /// The fields it takes.
    pub needs: &'static [(Field, When)],
    /// What it does.
    pub(super) effect: Effect,
}

use State as S;

/// Every open state.
const OPEN: &[State] = State::OPEN;
/// Open, and the office has taken it on.
const TAKEN_ON: &[State] = &[
    S::Registered,
    S::Offered,
    S::Dispatched,
    S::Handling,
    S::ToConfirm,
    S::Paused,
    S::Suspended,
    S::Mediating,
    S::Referred,
    S::Handled,
    S::PostChecking,
    S::ToClose,
];
const INTAKE: &[State] = &[S::Reported, S::Registered];
const WAITING: &[State] = &[S::Paused, S::Suspended];
const CHECKING: &[State] = &[S::PreChecking, S::PostChecking];
/// States in which somebody holds the work personally or a pool may be taken from.
const POOL: &[State] =
    &[S::Reported, S::Registered, S::Dispatched, S::Handling, S::Referred, S::Handled, S::ToClose];
const HANDED: &[State] = &[
    S::Reported,
    S::PreChecking,
    S::Registered,
    S::Dispatched,
    S::Handling,
    S::ToConfirm,
    S::Paused,
    S::Suspended,
    S::Mediating,
    S::Referred,
    S::Handled,
    S::PostChecking,
    S::ToClose,
];
/// Open or closed: remarks and marks outlive the closing.
const ALL_REQUESTS: &[State] = &[
    S::Reported,
    S::PreChecking,
    S::Registered,
    S::Offered,
    S::Dispatched,
    S::Handling,
    S::ToConfirm,
    S::Paused,
    S::Suspended,
    S::Mediating,
    S::Referred,
    S::Handled,
    S::PostChecking,
    S::ToClose,
    S::Closed,
];

macro_rules! table {
    ($($action:ident $(($request:ident $stage:ident))? : $from:expr => $to:expr, $right:ident, [$($guard:ident),*], [$($field:ident $when:ident),*], $effect:path;)+) => {
        /// The workflow. Filing (`report`, `self_handle`) has no case to start from and stands in `file`.
        pub const TABLE: &[Transition] = &[$(Transition {
            action: ActionCode::$action,
            request: table!(@request $($request $stage)?),
            from: $from,
            to: $to,
            right: Right::$right,
            guards: &[$(Guard::$guard),*],
            needs: &[$((Field::$field, When::$when)),*],
            effect: $effect,
        }),+];
    };
    (@request) => { None };
    (@request $request:ident $stage:ident) => { Some((RequestKind::$request, Stage::$stage)) };
}

table! {
    // Intake.
    Claim: CHECKING => &[], Claim, [MayTakeCheck], [], checks::take;
    Claim: POOL => &[], Claim, [Unclaimed], [], hands::claim;
    PreCheck: &[S::Reported] => &[S::PreChecking], PreCheck, [], [Mode Optional, Text Optional], checks::order_pre;
    PreCheckResult: &[S::PreChecking] => &[S::Reported], PreCheckResult, [CheckIsYours], [Outcome Always, Text Optional, Attachments Optional], checks::pre_result;
    Register: &[S::Reported] => &[S::Registered, S::Dispatched, S::Offered, S::Referred], Register, [], [Category NoCategory, Condition Always, Priority Optional, Text Optional, Dispatch Optional], desk::register;
    Reject: &[S::Reported] => &[S::Rejected], Reject, [], [Reason Always, Reply Always], desk::reject;
    Withdraw: &[S::Reported, S::PreChecking] => &[S::Voided], Withdraw, [], [Text Optional], desk::withdraw;
    Withdraw: TAKEN_ON => &[], Withdraw, [NoVoidPending], [Text Always], requests::ask_withdraw;
    Reconsider: &[S::Rejected] => &[], Reconsider, [AsksReconsider], [Text Always], requests::ask_reconsider;
    ReportUp: INTAKE => &[], ReportUp, [BelowStreet], [Reason Always, Text Always], desk::report_up;
    Merge: INTAKE => &[S::Merged], Merge, [], [Parent Always, Text Optional], desk::merge;
    Unmerge: &[S::Merged] => &[S::Reported, S::Registered], Unmerge, [], [Text Optional], desk::unmerge;
    Refer: INTAKE => &[S::Referred], Refer, [], [Unit Optional, Number Optional, Until Always, Text Always], desk::refer;

    // Dispatch.
    Dispatch: &[S::Registered] => &[S::Dispatched, S::Offered, S::Referred], Dispatch, [NoArbitration], [Unit Optional, CoUnits Optional, Person Optional, People Optional, Until Optional, Text Optional], hands::dispatch;
    AcceptOffer: &[S::Offered] => &[S::Handling], AcceptOffer, [], [], hands::accept_offer;
    DeclineOffer: &[S::Offered] => &[S::Registered, S::Offered], DeclineOffer, [], [], hands::decline_offer;
    Receive: &[S::Dispatched] => &[S::Handling], Receive, [], [Person Optional], hands::receive;
    Assign: &[S::Dispatched, S::Handling, S::Mediating] => &[], Assign, [], [Person Always, Text Optional], hands::assign;
    Return: &[S::Dispatched, S::Handling] => &[S::Registered], Return, [NotBound, InReturnWindow], [Reason Always, Basis Always, Text Always], hands::give_back;
    Reassign: &[S::Dispatched, S::Handling, S::ToConfirm, S::Mediating] => &[S::Dispatched], Reassign, [], [Unit Optional, Person Optional, Reason Always, Text Optional], hands::reassign;
    Arbitrate: &[S::Registered] => &[S::Dispatched], Arbitrate, [ArbitrationDue], [Unit Always, CoUnits Optional, Text Always], hands::arbitrate;
    Whistle: &[S::Registered, S::Handling] => &[], Whistle, [DraftsWhistle, NoWhistlePending], [Unit Always, Until Always, Text Always], requests::draft_whistle;
    ExternalResult: &[S::Referred] => &[S::Handled, S::Registered], ExternalResult, [], [Outcome Always, Text Always, Reply Optional, Attachments Optional], handling::external_result;
    IssueLink: &[S::Referred] => &[], ShareLink, [WithLinkedBody], [], link::issue;
    RevokeLink: &[S::Referred] => &[], ShareLink, [LinkHolds], [Text Optional], link::revoke;
    OpenLink: &[S::Referred] => &[], View, [LinkUnopened], [], link::open;

    // Handling.
    Submit: &[S::Handling] => &[S::ToConfirm, S::Handled, S::ToClose], Submit, [], [Text Optional, Reply ReplyOwed, Attachments Optional], handling::submit;
    Confirm: &[S::ToConfirm] => &[S::Handled, S::ToClose], Confirm, [], [Text Optional], handling::confirm;
    Refuse: &[S::ToConfirm] => &[S::Handling], Confirm, [], [Text Always], handling::send_back;
    Extend: &[S::Handling] => &[], ExtendRequest, [BeforeDue, NoExtendPending, ExtensionLeft], [Until Always, Reason Always, Text Always], requests::ask_extend;
    Approve (Extend First): &[S::Handling] => &[], ExtendRequest, [UnitLead], [Text Optional], requests::endorse;
    Refuse (Extend First): &[S::Handling] => &[], ExtendRequest, [UnitLead], [Text Always], requests::refuse;
    Approve (Extend Last): &[S::Handling] => &[], ExtendApprove, [RightExtender], [Text Optional], requests::extend;
    Refuse (Extend Last): &[S::Handling] => &[], ExtendApprove, [RightExtender], [Text Always], requests::refuse;
    Pause: &[S::Handling] => &[], PauseRequest, [NoPausePending, WaitLeft], [Until Always, Reason Always, Text Always], requests::ask_pause;
    Approve (Pause Last): &[S::Handling] => &[S::Paused], PauseApprove, [], [Text Optional], requests::pause;
    Refuse (Pause Last): &[S::Handling] => &[], PauseApprove, [], [Text Always], requests::refuse;
    Suspend: &[S::Handling] => &[], SuspendRequest, [NoSuspendPending, NeverSuspended], [Until Always, Reason Always, Text Always], requests::ask_suspend;
    Approve (Suspend Last): &[S::Handling] => &[S::Suspended], SuspendApprove, [], [Text Optional], requests::suspend;
    Refuse (Suspend Last): &[S::Handling] => &[], SuspendApprove, [], [Text Always], requests::refuse;
    Resume: WAITING => &[S::Handling], Resume, [], [Text Optional], requests::resume;
    Mediate: &[S::Dispatched, S::Handling] => &[S::Mediating], Mediate, [WithMediators, NoConflict], [Consent Always, Person Optional, Text Optional], handling::mediate;
    MediateOutcome: &[S::Mediating] => &[S::Handled, S::ToClose, S::Registered, S::Referred], MediateOutcome, [], [Outcome Always, Text Always, Reply Optional, Until Optional, Unit Optional, Attachments Optional], handling::mediate_outcome;
    Approve (Whistle Last): &[S::Registered, S::Handling] => &[S::Referred], Whistle, [SignsWhistle], [Text Optional], requests::sign_whistle;
    Refuse (Whistle Last): &[S::Registered, S::Handling] => &[], Whistle, [SignsWhistle], [Text Always], requests::refuse;

    // Checking and closing.
    PostCheck: &[S::Handled] => &[S::PostChecking], PostCheck, [], [Mode Optional, Text Optional], checks::order_post;
    PostCheckResult: &[S::PostChecking] => &[S::ToClose, S::Handled], PostCheckResult, [CheckIsYours, NotOwnWork], [Outcome Always, Text Optional, Attachments Optional], checks::post_result;
    Rework: &[S::Handled, S::ToClose] => &[S::Handling, S::Registered], Rework, [], [Reason Always, Text Always], review::rework;
    Close: &[S::ToClose] => &[S::Closed], Close, [CheckedOrWaived, MayClose], [ConditionMet Always, Reply ReplyOwed, Text Optional], review::close;

    // After closing.
    Callback: &[S::Closed] => &[], Callback, [NotOwnWork], [Outcome Always, Solved Optional, Satisfied Optional, Text Optional], closed::call_back;
    Rate: &[S::Closed] => &[], Rate, [Unrated], [Stars Always, Solved Always, Text Optional], closed::rate;
    Reopen: &[S::Closed] => &[S::Registered], Reopen, [MayReopen], [Reason Always, Text Always, Attachments Optional], closed::reopen;
    Appeal: &[S::Closed] => &[], AppealRequest, [WasLate, NeverAppealed], [Reason Always, Text Always, Attachments Optional], closed::ask_appeal;
    Approve (Appeal First): &[S::Closed] => &[], AppealReview1, [NotRequester], [Text Always], requests::endorse;
    Refuse (Appeal First): &[S::Closed] => &[], AppealReview1, [NotRequester], [Text Always], requests::refuse;
    Approve (Appeal Last): &[S::Closed] => &[], AppealReview2, [NotRequester], [Text Always], closed::grant_appeal;
    Refuse (Appeal Last): &[S::Closed] => &[], AppealReview2, [NotRequester], [Text Always], requests::refuse;
    Approve (Reconsider Last): &[S::Rejected] => &[S::Reported], Reconsider, [DecidesReconsider], [Text Optional], closed::take_on;
    Refuse (Reconsider Last): &[S::Rejected] => &[], Reconsider, [DecidesReconsider], [Reply Always], requests::refuse;

    // At any time while it is open.
    Void: OPEN => &[], VoidRequest, [NoVoidPending], [Reason Always, Text Always], requests::ask_void;
    Approve (Void Last): OPEN => &[S::Voided], VoidApprove, [NotRequester], [Text Optional], requests::void;
    Refuse (Void Last): OPEN => &[], VoidApprove, [NotRequester], [Text Always], requests::refuse;
    HandOver: HANDED => &[], HandOver, [InSomebodysHands, NoHandOverPending], [Person Always, Text Optional], requests::ask_hand_over;
    Approve (HandOver Last): HANDED => &[], HandOver, [IsSuccessor], [], requests::take_over;
    Refuse (HandOver Last): HANDED => &[], HandOver, [IsSuccessor], [Text Optional], requests::refuse;
    MarkSensitive: ALL_REQUESTS => &[], MarkSensitive, [], [Sensitive Always, Text Always], anytime::mark_sensitive;
    Approve (LowerSensitive Last): ALL_REQUESTS => &[], MarkSensitive, [NotRequester, DeskStaff], [Text Optional], anytime::lower_sensitive;
    Refuse (LowerSensitive Last): ALL_REQUESTS => &[], MarkSensitive, [NotRequester, DeskStaff], [Text Always], requests::refuse;
    Legacy: ALL_REQUESTS => &[], Legacy, [NotLegacy, NoLegacyPending], [Text Always], anytime::propose_legacy;
    Approve (Legacy Last): ALL_REQUESTS => &[], Legacy, [NotRequester, StreetLeader], [Text Optional], anytime::grant_legacy;
    Refuse (Legacy Last): ALL_REQUESTS => &[], Legacy, [NotRequester, StreetLeader], [Text Always], requests::refuse;
    Supervise: OPEN => &[], Supervise, [], [Colour Always, Until Always, Text Always], anytime::supervise;
    SuperviseReply: OPEN => &[], SuperviseReply, [OrderOpen], [Text Always, Attachments Optional], anytime::supervise_reply;
    Approve (Order Last): OPEN => &[], Supervise, [IssuedAnswered], [Text Optional], anytime::release;
    Refuse (Order Last): OPEN => &[], Supervise, [IssuedAnswered], [Text Always], anytime::ask_again;
    Instruct: OPEN => &[], Instruct, [], [Text Always, Person Optional, Unit Optional, Until Optional], anytime::instruct;
    Urge: OPEN => &[], Urge, [NotUrgedEnough], [Text Optional], anytime::urge;
    Acknowledge: OPEN => &[], Note, [AwaitsAck], [Text Optional], anytime::acknowledge;
    Urgent: OPEN => &[], Urgent, [], [Priority Always, Text Optional], anytime::prioritise;
    Escalate: OPEN => &[], Escalate, [BelowTop], [Text Always], anytime::escalate;
    Edit: OPEN => &[], Edit, [], [Category Optional, Condition Optional, Priority Optional, Text Optional], anytime::edit;
    TransferGrid: OPEN => &[], TransferGrid, [], [Place Always, Text Optional], anytime::transfer_grid;
    Supplement: OPEN => &[], Supplement, [], [Text Optional, Attachments Optional], anytime::supplement;
    Note: ALL_REQUESTS => &[], Note, [], [Text Always, Attachments Optional], anytime::note;
    Contact: OPEN => &[], Contact, [], [Outcome Always, Text Optional], anytime::contact;
    Follow: OPEN => &[], Follow, [], [On Optional], anytime::follow;
}
