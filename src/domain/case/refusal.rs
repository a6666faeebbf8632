//! Refusals: why a command does not happen, as a code with texts, the state the case is in and the field at fault. Everyone
//! who may not is told why.

use super::words::Field;
use crate::domain::codes::{ActionCode, Lang, State, code_enum};
use crate::domain::policy::Forbidden;

code_enum! {
    /// Why a command was refused though its actor has the right.
    pub enum RefusalCode {
        WrongState = "wrong_state", "案件当前状态不能进行此操作", "The case is not in a state for this";
        Missing = "missing", "缺少必填内容", "Something that is needed is missing";
        NotUsed = "not_used", "此操作不接受该内容", "This action takes no such field";
        BadOption = "bad_option", "该选项不适用于此操作", "This option does not fit the action";
        UnknownCategory = "unknown_category", "类别不存在", "No such category";
        UnknownCondition = "unknown_condition", "该类别没有此立案条件", "The category has no such condition";
        UnknownUnit = "unknown_unit", "单位不存在或已停用", "No such unit, or it is no longer active";
        UnknownPerson = "unknown_person", "人员不存在或无有效角色", "No such person, or no role today";
        NotInUnit = "not_in_unit", "该人员不属于承办单位", "The person does not belong to the unit";
        VolunteersAreAsked = "volunteers_are_asked", "志愿者只能邀请，不能指派", "Volunteers are asked, never assigned";
        SensitiveNoOffer = "sensitive_no_offer", "敏感案件不派给志愿者或外单位链接", "A sensitive case is not offered to volunteers";
        NeedsDecision = "needs_decision", "本轮已两次退回，须由街道领导裁定", "Returned twice in this round: the street leader decides";
        NoDecisionDue = "no_decision_due", "尚未两次退回，无需裁定", "Not returned twice, so there is nothing to decide";
        StreetUnitsOnly = "street_units_only", "裁定只约束街道单位，区级单位请用街呼区应", "A decision binds street units only; call the district instead";
        BoundByDecision = "bound_by_decision", "已裁定，本轮不能再退回", "A binding decision gave it to this unit for the round";
        ReturnTooLate = "return_too_late", "签收已超过退回期限", "The time to return it is over";
        TooManyEvents = "too_many_events", "事件过多，无法继续", "The case has too many events";
        DateInPast = "date_in_past", "日期必须晚于现在", "The date must lie ahead";
        DateTooFar = "date_too_far", "日期超出允许范围", "The date lies too far ahead";
        AfterLimit = "after_limit", "不能晚于规定时限，需要延长请申请延期", "Later than the limit: ask for an extension instead";
        AlreadyDue = "already_due", "已到期，不能再申请延期", "Already due: no extension any more";
        AlreadyPending = "already_pending", "已有同类申请待审批", "Such a request is already waiting";
        NothingPending = "nothing_pending", "没有待审批的申请", "No request is waiting";
        WhichRequest = "which_request", "有多项申请，请指明", "Several requests are waiting: say which";
        NoMoreExtensions = "no_more_extensions", "延期次数已用完", "No extension is left";
        LeaderDecides = "leader_decides", "第二次或工程类延期由街道领导审批", "A second or engineering extension is the street leader's";
        DispatcherDecides = "dispatcher_decides", "由派遣员（值班长）审批", "The duty dispatcher decides this";
        LeadEndorsesFirst = "lead_endorses_first", "须先由本单位负责人同意", "The unit's own lead must agree first";
        WaitedEnough = "waited_enough", "累计等待已达上限", "It has waited as long as it may";
        SuspendedBefore = "suspended_before", "每案只能挂账一次", "A case is suspended once at most";
        OwnWork = "own_work", "承办人及其单位不能核查或结办自己的案件", "Nobody checks or closes his own work";
        OwnRequest = "own_request", "不能审批自己的申请", "Nobody decides his own request";
        OwnDecision = "own_decision", "须由另一人决定", "Another person must decide";
        ProofMissing = "proof_missing", "缺少该类别要求的证明", "The proof which the category asks for is missing";
        ReplyMissing = "reply_missing", "须填写给诉求人的答复", "A reply to the reporter is needed";
        NotConsented = "not_consented", "须经当事人同意", "The parties' consent is needed";
        NotMediation = "not_mediation", "须先派给调解组织", "It is not with a mediation committee";
        Conflict = "conflict", "调解员与案件有利害关系", "The mediator has a conflict of interest";
        NotChecked = "not_checked", "尚未通过核查", "The result has not passed a check";
        ConditionNotMet = "condition_not_met", "未满足结案条件", "The closing condition is not met";
        NotReporter = "not_reporter", "只有诉求人可以", "Only the reporter may";
        OnceOnly = "once_only", "只能进行一次", "This can be done only once";
        TooLate = "too_late", "已超过期限", "The time for it is over";
        NotLate = "not_late", "未超期，无需申诉", "The work was not late, so there is nothing to appeal";
        NotOffered = "not_offered", "没有向您发出邀请", "It was not offered to you";
        AlreadyTaken = "already_taken", "已被他人领取", "Somebody else has taken it";
        NotTaken = "not_taken", "请先领取", "Take it first";
        NotYours = "not_yours", "不在您手中", "It is not in your hands";
        NothingRaised = "nothing_raised", "没有待确认的督办提醒", "No reminder waits for an acknowledgement";
        UrgedEnough = "urged_enough", "今日催办次数已达上限", "Urged often enough for today";
        SameCase = "same_case", "不能并入自身", "A case cannot be merged into itself";
        ParentNotOpen = "parent_not_open", "主案不存在或未在办", "The parent is not open";
        SealDiffers = "seal_differs", "敏感案件与普通案件不能并案", "A sensitive and an ordinary case cannot be merged";
        TopLevel = "top_level", "已在最高层级", "It is at the highest level";
        UseRefer = "use_refer", "外单位请用转外单位", "For an outside body use refer";
        NotOnSpot = "not_on_spot", "该类别不能当场处置", "This category cannot be fixed on the spot";
        NoChange = "no_change", "没有变化", "Nothing would change";
        DowngradeNotYours = "downgrade_not_yours", "只有派遣员或街道领导可以降低紧急程度", "Only the dispatcher or the leader lowers the priority";
        TextOnly = "text_only", "诉求人只能更正文字", "A reporter may correct the words only";
        NotAnswered = "not_answered", "尚无书面回复", "There is no written answer yet";
        NoOrder = "no_order", "没有待回复的督办", "No order waits for an answer";
        IssuerOnly = "issuer_only", "只有签发人可以解除", "Only the issuer releases it";
        NoLinkedBody = "no_linked_body", "案件不在一案一链单位", "The case is not with a linked body";
        NoLink = "no_link", "没有有效的链接", "There is no link that holds";
        NoDueTime = "no_due_time", "督查员批示不设期限", "An inspector's remark sets no due time";
    }
}

/// A command that does not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The actor has not the right.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// A rule of the workflow stands against it.
    #[error("{} is refused in {}: {}", action.code(), state.map_or("none", State::code), code.code())]
    Rule {
        /// The rule.
        code: RefusalCode,
        /// What was tried.
        action: ActionCode,
        /// Where the case stands; none when it is not yet filed.
        state: Option<State>,
        /// The fields at fault, by their JSON names.
        fields: Vec<Field>,
    },
}

impl Refusal {
    /// The reason for people.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Forbidden(forbidden) => forbidden.text(lang).to_owned(),
            Self::Rule { code, fields, .. } if fields.is_empty() => code.label(lang).to_owned(),
            Self::Rule { code, fields, .. } => {
                let names: Vec<_> = fields.iter().map(|f| f.label(lang)).collect();
                format!("{}: {}", code.label(lang), names.join(lang.pick("、", ", ")))
            }
        }
    }

    /// Whether the command itself is faulty (a field is missing or wrong), rather than the state of the case.
    pub const fn is_about_input(&self) -> bool {
        matches!(self, Self::Rule { fields, .. } if !fields.is_empty())
    }
}

/// The short form in which rules refuse; `decide` adds the action and the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum No {
    /// A rule, with the field at fault.
    Rule(RefusalCode, Option<Field>),
    /// A right.
    Forbidden(Forbidden),
}

impl No {
    /// A rule against the state of the case.
    pub(super) const fn rule(code: RefusalCode) -> Self {
        Self::Rule(code, None)
    }

    /// A rule against a field of the command.
    pub(super) const fn field(code: RefusalCode, field: Field) -> Self {
        Self::Rule(code, Some(field))
    }

    /// The full refusal.
    pub(super) fn into_refusal(self, action: ActionCode, state: Option<State>) -> Refusal {
        match self {
            Self::Rule(code, field) => {
                Refusal::Rule { code, action, state, fields: field.into_iter().collect() }
            }
            Self::Forbidden(forbidden) => Refusal::Forbidden(forbidden),
        }
    }
}

impl From<Forbidden> for No {
    fn from(forbidden: Forbidden) -> Self {
        Self::Forbidden(forbidden)
    }
}
