//! Events: what happened to a case, in codes, ids and digests. They are the only source of change; the text of people lies
//! elsewhere. An event carries the step it made (state, holder, clock), so that replay needs neither calendar nor catalogue.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::climb::Climb;
use super::parts::{Armed, Attached, Clock, Holder, TextDigest};
use super::words::{OrderColour, Outcome, Reason, RequestKind};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{CheckMode, ClockKind, Lang, Level, Priority, Role, Source, State, UnitKind};
use crate::domain::ids::{AreaId, CaseId, IncidentId, PersonId, UnitId};
use crate::domain::limit_policy::NewRound;
use crate::domain::rule::RuleKind;

/// One thing that happened, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened; imports and late offline commands keep their own time.
    pub at: Timestamp,
    /// Who did it; none for the system, for residents with a tracking code and for bodies with a link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// In which role.
    pub role: Role,
    /// What happened.
    pub fact: Fact,
    /// The new state, holder and clock; none when they stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Step>,
    /// Clocks beside the step's that got another limit or another due time by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<Clock>,
    /// The digest of the text given with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextDigest>,
    /// The digest of the reply to the reporter given with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<TextDigest>,
    /// Photos and documents given with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attached>,
}

/// Where a case stands after an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The state.
    pub state: State,
    /// Who answers for it; none once it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<Holder>,
    /// The clock that runs; none once it is over or while it waits for a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// The date at which the system resumes a waiting case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// Declares the facts with their stable code and labels; `minor` facts leave the case's version alone, because no decision
/// rests on them and nobody's edit should fail for them.
macro_rules! facts {
    ($($(#[$meta:meta])* $name:ident $({ $($(#[$fmeta:meta])* $field:ident: $ty:ty),+ $(,)? })? = $code:literal, $zh:literal, $en:literal, $weight:ident;)+) => {
        /// What happened.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(tag = "kind")]
        pub enum Fact {
            $(
                #[doc = concat!($zh, " · ", $en)]
                $(#[$meta])*
                #[serde(rename = $code)]
                $name $({ $($(#[$fmeta])* #[doc = concat!("See `", stringify!($field), "` of the command or case.")] $field: $ty),+ })?,
            )+
        }

        impl Fact {
            /// Every event code with its labels, for documentation and clients.
            pub const CODES: &'static [(&'static str, &'static str, &'static str)] = &[$(($code, $zh, $en)),+];

            /// The stable code.
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code),+ }
            }

            /// The label for people.
            pub const fn label(&self, lang: Lang) -> &'static str {
                match self { $(Self::$name { .. } => lang.pick($zh, $en)),+ }
            }

            /// Whether the event raises the version that `If-Match` is compared with.
            pub const fn raises_version(&self) -> bool {
                match self { $(Self::$name { .. } => facts!(@ $weight)),+ }
            }
        }
    };
    (@ major) => { true };
    (@ minor) => { false };
}

facts! {
    Reported { filed: Box<Filed> } = "reported", "上报", "Reported", major;
    SelfHandled { filed: Box<Filed>, sampled: bool } = "self_handled", "当场处置", "Fixed on the spot", major;
    PreCheckOrdered { mode: CheckMode, widen_at: Timestamp, #[serde(default, skip_serializing_if = "Vec::is_empty")] neighbours: Vec<AreaId> } = "pre_check_ordered", "安排现场核实", "Verification ordered", major;
    CheckTaken = "check_taken", "领取核查任务", "Check taken", major;
    PreChecked { outcome: Outcome } = "pre_checked", "反馈核实结果", "Verified", major;
    Registered { category: String, condition: String, priority: Priority, sensitive: bool } = "registered", "立案", "Registered", major;
    Rejected { reason: Reason } = "rejected", "不予受理", "Declined", major;
    Withdrawn = "withdrawn", "撤回", "Withdrawn", major;
    PassedUp { level: Level, reason: Reason } = "passed_up", "上报上级", "Passed up", major;
    Claimed { person: PersonId } = "claimed", "领取", "Taken", major;
    Merged { into: CaseId } = "merged", "并案", "Merged", major;
    Unmerged { #[serde(default, skip_serializing_if = "Option::is_none")] contact: Option<Clock> } = "unmerged", "取消并案", "Unmerged", major;
    ChildMerged { child: CaseId, followers: Vec<PersonId> } = "child_merged", "并入案件", "Another report joined", minor;
    ChildUnmerged { child: CaseId } = "child_unmerged", "移出并案", "A report left", minor;
    Referred { #[serde(default, skip_serializing_if = "Option::is_none")] unit: Option<UnitId>, number: Option<String>, due_at: Timestamp } = "referred", "转外单位", "Referred out", major;
    ExternalResult { outcome: Outcome } = "external_result", "登记反馈", "Outside result recorded", major;
    LinkIssued { expires_at: Timestamp } = "link_issued", "发出一案一链", "Case link issued", major;
    LinkRevoked = "link_revoked", "撤销一案一链", "Case link revoked", major;
    LinkOpened = "link_opened", "外单位打开链接", "Case link opened", minor;
    Dispatched { unit: UnitId, unit_kind: UnitKind, co_units: Vec<UnitId>, person: Option<PersonId>, handling: Clock, bound: bool } = "dispatched", "派遣", "Dispatched", major;
    Tasked { person: PersonId, handling: Clock } = "tasked", "派给网格员", "Given to a grid member", major;
    Offered { people: Vec<PersonId>, team: Option<UnitId>, expires_at: Timestamp, handling: Clock } = "offered", "邀请接单", "Offered", major;
    OfferAccepted = "offer_accepted", "接单", "Offer accepted", major;
    OfferDeclined { person: PersonId } = "offer_declined", "婉拒", "Offer declined", major;
    OfferLapsed = "offer_lapsed", "邀请到期", "Offer lapsed", major;
    Received { person: Option<PersonId> } = "received", "签收", "Received", major;
    Assigned { person: PersonId } = "assigned", "指派", "Assigned", major;
    GivenBack { reason: Reason } = "given_back", "退回本单位负责人", "Given back to own lead", major;
    Returned { reason: Reason } = "returned", "退回", "Returned", major;
    Submitted { by_lead: bool, late: bool } = "submitted", "提交结果", "Result submitted", major;
    Confirmed { late: bool } = "confirmed", "审核通过", "Confirmed", major;
    SentBack = "sent_back", "审核退回", "Sent back", major;
    Asked { request: RequestKind, #[serde(default, skip_serializing_if = "Option::is_none")] reason: Option<Reason>, #[serde(default, skip_serializing_if = "Option::is_none")] until: Option<Timestamp>, #[serde(default, skip_serializing_if = "Option::is_none")] unit: Option<UnitId>, #[serde(default, skip_serializing_if = "Option::is_none")] person: Option<PersonId>, last_stage: bool } = "asked", "提出申请", "Request made", major;
    Endorsed { request: RequestKind } = "endorsed", "初审同意", "Agreed at first stage", major;
    Refused { request: RequestKind } = "refused", "申请未同意", "Request refused", major;
    Extended { handling: Clock } = "extended", "延期", "Extended", major;
    Paused { work_minutes: i64 } = "paused", "等待", "Waiting", major;
    Suspended = "suspended", "挂账", "Suspended", major;
    Resumed { handling: Clock, #[serde(default, skip_serializing_if = "super::parts::is_zero")] unused_minutes: i64 } = "resumed", "恢复办理", "Resumed", major;
    MediationStarted { #[serde(default, skip_serializing_if = "Option::is_none")] person: Option<PersonId> } = "mediation_started", "开始调解", "Mediation started", major;
    Mediated { outcome: Outcome } = "mediated", "登记调解结果", "Mediation outcome", major;
    CheckWaived = "check_waived", "免核查", "Check waived", major;
    PostCheckOrdered { mode: CheckMode, widen_at: Timestamp, #[serde(default, skip_serializing_if = "Vec::is_empty")] neighbours: Vec<AreaId> } = "post_check_ordered", "安排结果核查", "Check ordered", major;
    PostChecked { outcome: Outcome } = "post_checked", "反馈核查结果", "Checked", major;
    Reworked { reason: Reason, #[serde(default, skip_serializing_if = "Option::is_none")] handling: Option<Clock>, #[serde(default, skip_serializing_if = "NewRound::is_usual")] time: NewRound } = "reworked", "返工", "Rework", major;
    Closed = "closed", "结案", "Closed", major;
    CalledBack { outcome: Outcome, solved: Option<bool>, satisfied: Option<bool> } = "called_back", "回访", "Called back", major;
    Rated { stars: u8, solved: bool } = "rated", "评价", "Rated", major;
    Reopened { reason: Reason, by_reporter: bool, #[serde(default, skip_serializing_if = "NewRound::is_usual")] time: NewRound } = "reopened", "重新办理", "Reopened", major;
    Reconsidered = "reconsidered", "复核改为受理", "Taken on after review", major;
    Voided = "voided", "作废", "Voided", major;
    Reassigned { unit: Option<UnitId>, unit_kind: Option<UnitKind>, person: Option<PersonId>, reason: Reason, handling: Clock } = "reassigned", "改派", "Reassigned", major;
    HandedOver { person: PersonId } = "handed_over", "交接", "Handed over", major;
    Urged = "urged", "催办", "Urged", minor;
    Prioritised { priority: Priority } = "prioritised", "调整紧急程度", "Priority changed", major;
    Instructed { person: Option<PersonId>, unit: Option<UnitId>, due_at: Option<Timestamp> } = "instructed", "批示", "Instructed", major;
    Supervised { colour: OrderColour, due_at: Option<Timestamp> } = "supervised", "督办", "Supervised", major;
    SuperviseReplied { order: i64 } = "supervise_replied", "督办回复", "Order answered", major;
    OrderReleased { order: i64 } = "order_released", "解除督办", "Order released", major;
    OrderOverdue { order: i64 } = "order_overdue", "督办超期未复", "Order unanswered", minor;
    Escalated { to: Level } = "escalated", "提级", "Escalated", major;
    Edited { category: Option<String>, condition: Option<String>, priority: Option<Priority> } = "edited", "更正", "Corrected", major;
    Moved { areas: AreaPath } = "moved", "调整网格", "Moved to another grid", major;
    Supplemented = "supplemented", "补充", "Details added", minor;
    Noted = "noted", "备注", "Note", minor;
    ContactMade { outcome: Outcome } = "contact_made", "联系诉求人", "Reporter contacted", minor;
    Followed { on: bool } = "followed", "关注", "Followed", minor;
    MarkedSensitive { on: bool } = "marked_sensitive", "敏感标记", "Sensitive mark", major;
    MarkedLegacy = "marked_legacy", "历史遗留", "Marked as legacy", major;
    AppealGranted = "appeal_granted", "申诉成立", "Appeal granted", major;
    DueSoon { clock: ClockKind, #[serde(default, skip_serializing_if = "Option::is_none")] climb: Option<Box<Climb>> } = "due_soon", "临期", "Due soon", minor;
    Overdue { clock: ClockKind, #[serde(default, skip_serializing_if = "super::parts::is_zero")] nags: u8, #[serde(default, skip_serializing_if = "Option::is_none")] climb: Option<Box<Climb>> } = "overdue", "超期", "Overdue", minor;
    StillOverdue { clock: ClockKind, nags: u8, #[serde(default, skip_serializing_if = "Option::is_none")] climb: Option<Box<Climb>> } = "still_overdue", "仍超期", "Still overdue", minor;
    ContactOverdue { #[serde(default, skip_serializing_if = "super::parts::is_zero")] nags: u8, #[serde(default, skip_serializing_if = "Option::is_none")] climb: Option<Box<Climb>> } = "contact_overdue", "未按时联系诉求人", "Reporter not contacted in time", minor;
    Acknowledged { clocks: Vec<(ClockKind, Option<Armed>)> } = "acknowledged", "确认知悉", "Acknowledged", minor;
    TakenBack = "taken_back", "收回", "Taken back", major;
    Recounted { rules: RuleKind, version: i64 } = "recounted", "时限重新计算", "Deadlines counted anew", minor;
    TextErased = "text_erased", "个人信息已删除", "Personal text erased", minor;
}

/// What an incident brings into its case.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// The incident.
    pub incident: IncidentId,
    /// When it was received, which starts the first clock.
    pub recorded_at: Timestamp,
    /// Where it came from.
    pub source: Source,
    /// Who reported; none for residents with a tracking code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporter: Option<PersonId>,
    /// Who typed it in for somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_by: Option<PersonId>,
    /// Where it lies.
    pub areas: AreaPath,
    /// Whether the place is still to be found (待定位).
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub unlocated: bool,
    /// Whether the time seen cannot be true (待核时间).
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub time_doubtful: bool,
    /// The category, when the reporter was sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// How fast it must move.
    pub priority: Priority,
    /// Whether it is sealed from the first day.
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub sensitive: bool,
    /// The level at which it starts.
    pub level: Level,
    /// The clock of the first call, for residents and the hotline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Clock>,
    /// The clock of the whole case, where it has a date: what was promised elsewhere, or the limit of the policy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise: Option<Clock>,
    /// The states that the clock of the whole case leaves out, where the policy limits it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<State>,
    /// The reporter agreed to be contacted by whoever handles it.
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub contact_agreed: bool,
    /// It complains about a neighbour, so its handler must not learn who reported.
    #[serde(default, skip_serializing_if = "super::parts::is_false")]
    pub neighbour_complaint: bool,
    /// Photos given at filing; one satisfies the proof "before".
    #[serde(default)]
    pub photos: u32,
}
