//! The words that only cases use: reasons, outcomes, requests, orders and the fields a command may carry. Each action
//! accepts a few of them; which ones is said here, so that forms, refusals and documentation agree.

use crate::domain::codes::{ActionCode, code_enum};

code_enum! {
    /// Why something was declined, returned, put off or struck. [`Reason::for_action`] says which fit where.
    pub enum Reason {
        NotAMatter = "not_a_matter", "不属于受理事项", "Not a matter for the office";
        Duplicate = "duplicate", "重复上报，无新内容", "Duplicate without anything new";
        Nonsense = "nonsense", "内容无效", "No usable content";
        AlreadySolved = "already_solved", "现场已解决", "Already solved";
        NotFound = "not_found", "现场未发现", "Not found on site";
        CommunityCannot = "community_cannot", "社区无法解决", "Beyond the community's means";
        NotOurDuty = "not_our_duty", "不属本单位职责", "Not this unit's duty";
        NotOurArea = "not_our_area", "不在本单位管辖范围", "Outside this unit's area";
        WrongCategory = "wrong_category", "类别有误", "Wrong category";
        NoConsent = "no_consent", "当事人不同意调解", "No consent of the parties";
        HolderAbsent = "holder_absent", "承办人缺勤", "Holder absent";
        AfterReturn = "after_return", "退回后改派", "After a return";
        Weather = "weather", "天气原因", "Weather";
        Access = "access", "无法进入现场", "No access";
        ThirdParty = "third_party", "等待第三方", "Waiting for a third party";
        Season = "season", "季节原因", "Season";
        Engineering = "engineering", "需工程施工", "Engineering work";
        Complexity = "complexity", "情况复杂", "Complex matter";
        Material = "material", "材料或设备未到", "Material not at hand";
        FiledInError = "filed_in_error", "误报", "Filed in error";
        Withdrawn = "withdrawn", "诉求人撤回", "Withdrawn by the reporter";
        NotSolved = "not_solved", "问题未解决", "Not solved";
        Recurred = "recurred", "问题再次出现", "It came back";
        CheckFailed = "check_failed", "核查不通过", "Check failed";
        LimitWrong = "limit_wrong", "时限设定有误", "Wrong limit";
        NotAtFault = "not_at_fault", "非本单位原因超期", "Late through no fault of the unit";
        Other = "other", "其他", "Other";
    }
}

impl Reason {
    /// The reasons an action accepts; empty where it takes none.
    pub const fn for_action(action: ActionCode) -> &'static [Self] {
        use Reason as R;
        match action {
            ActionCode::Reject => {
                &[R::NotAMatter, R::Duplicate, R::Nonsense, R::AlreadySolved, R::NotFound, R::Other]
            }
            ActionCode::ReportUp => &[R::CommunityCannot, R::NotOurDuty, R::Other],
            ActionCode::Return => &[R::NotOurDuty, R::NotOurArea, R::WrongCategory, R::NoConsent, R::Other],
            ActionCode::Reassign => &[R::AfterReturn, R::HolderAbsent, R::WrongCategory, R::Other],
            ActionCode::Pause => &[R::Weather, R::Access, R::ThirdParty, R::Other],
            ActionCode::Suspend => &[R::Season, R::Engineering],
            ActionCode::Extend => &[R::Complexity, R::Material, R::Engineering, R::Weather, R::Other],
            ActionCode::Void => &[R::FiledInError, R::Duplicate, R::Withdrawn, R::Other],
            ActionCode::Rework => &[R::CheckFailed, R::NotSolved, R::Recurred, R::Other],
            ActionCode::Reopen => &[R::NotSolved, R::Recurred, R::Other],
            ActionCode::Appeal => &[R::LimitWrong, R::NotAtFault, R::Other],
            _ => &[],
        }
    }
}

code_enum! {
    /// What came of a check, a mediation, an outside body's work or a call.
    pub enum Outcome {
        Confirmed = "confirmed", "情况属实", "It is so";
        NotFound = "not_found", "现场未发现", "Not found";
        Unclear = "unclear", "无法判断", "Cannot tell";
        Passed = "passed", "核查通过", "Passed";
        Failed = "failed", "未通过", "Not passed";
        Agreed = "agreed", "达成协议", "Agreed";
        Withdrawn = "withdrawn", "撤回调解", "Withdrawn";
        Referred = "referred", "转司法或其他途径", "Referred elsewhere";
        Solved = "solved", "已解决", "Solved";
        NotTheirs = "not_theirs", "对方不受理", "Not taken on";
        Reached = "reached", "已联系上", "Reached";
        Unreached = "unreached", "未联系上", "Not reached";
    }
}

impl Outcome {
    /// The outcomes an action accepts; empty where it takes none.
    pub const fn for_action(action: ActionCode) -> &'static [Self] {
        match action {
            ActionCode::PreCheckResult => &[Self::Confirmed, Self::NotFound, Self::Unclear],
            ActionCode::PostCheckResult => &[Self::Passed, Self::Failed],
            ActionCode::MediateOutcome => &[Self::Agreed, Self::Failed, Self::Withdrawn, Self::Referred],
            ActionCode::ExternalResult => &[Self::Solved, Self::NotTheirs],
            ActionCode::Contact | ActionCode::Callback => &[Self::Reached, Self::Unreached],
            _ => &[],
        }
    }
}

code_enum! {
    /// A request that a second person decides by `approve` or `refuse`.
    pub enum RequestKind {
        Extend = "extend", "延期", "Extension";
        Pause = "pause", "等待", "Wait";
        Suspend = "suspend", "挂账", "Suspension";
        Void = "void", "作废", "Void";
        Whistle = "whistle", "街呼区应", "District call";
        LowerSensitive = "lower_sensitive", "取消敏感标记", "Lower the sensitive mark";
        Legacy = "legacy", "历史遗留", "Legacy";
        Appeal = "appeal", "申诉", "Appeal";
        Reconsider = "reconsider", "复核", "Review";
        HandOver = "hand_over", "交接", "Hand-over";
        Order = "order", "督办单", "Supervision order";
    }
}

code_enum! {
    /// The weight of a supervision order.
    pub enum OrderColour {
        Ordinary = "ordinary", "督办", "Order";
        Yellow = "yellow", "黄牌督办", "Yellow order";
        Red = "red", "红牌督办", "Red order";
    }
}

code_enum! {
    /// What a photo or document proves.
    pub enum ProofUse {
        Before = "before", "处置前", "Before";
        After = "after", "处置后", "After";
        Document = "document", "材料", "Document";
        Scene = "scene", "现场", "Scene";
    }
}

code_enum! {
    /// Which look a check order asks for.
    pub enum CheckKind {
        Pre = "pre", "现场核实", "Verification";
        Post = "post", "结果核查", "Result check";
    }
}

code_enum! {
    /// A field of a command. The code is the JSON name, so that a refusal can point at it.
    pub enum Field {
        Text = "text", "说明", "Text";
        Reply = "reply", "答复", "Reply";
        Reason = "reason", "原因", "Reason";
        Basis = "basis", "依据", "Basis";
        Category = "category", "类别", "Category";
        Condition = "condition", "立案条件", "Condition";
        Priority = "priority", "紧急程度", "Priority";
        Unit = "unit", "单位", "Unit";
        CoUnits = "co_units", "协办单位", "Co-units";
        Person = "person", "人员", "Person";
        People = "people", "志愿者", "Volunteers";
        Until = "until", "日期", "Date";
        Request = "request", "申请", "Request";
        Outcome = "outcome", "结果", "Outcome";
        Solved = "solved", "是否解决", "Solved";
        Satisfied = "satisfied", "是否满意", "Satisfied";
        Stars = "stars", "星级", "Stars";
        Attachments = "attachments", "附件", "Attachments";
        Consent = "consent", "当事人同意", "Consent";
        Number = "number", "外部编号", "Outside number";
        Parent = "parent", "主案", "Parent case";
        Mode = "mode", "核查方式", "Mode";
        Colour = "colour", "督办级别", "Colour";
        Place = "place", "位置", "Place";
        Sensitive = "sensitive", "敏感", "Sensitive";
        Dispatch = "dispatch", "同时派遣", "Dispatch at once";
        ConditionMet = "condition_met", "结案条件满足", "Closing condition met";
        On = "on", "是否", "On";
    }
}
