//! The words of Gridward: every code that crosses a boundary (API, database, event, screen), each with its Chinese and
//! English label. A code is an enum here and nowhere else; unknown text is an error, never a default.

pub use crate::domain::policy::codes::{Right, Why};

/// Text that names no known code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} code {text:?}")]
pub struct UnknownCode {
    /// The enum that was asked.
    pub kind: &'static str,
    /// What was given.
    pub text: String,
}

/// A language in which people are spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Simplified Chinese, the first language of the product.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The tag sent in `Content-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// Declares an enum whose variants are stable `snake_case` codes with a Chinese and an English label.
macro_rules! code_enum {
    ($(#[doc = $doc:literal])+ pub enum $name:ident { $($variant:ident = $code:literal, $zh:literal, $en:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $(
                #[doc = concat!($zh, " · ", $en)]
                #[serde(rename = $code)]
                $variant,
            )+
        }

        impl $name {
            /// Every code, in the order of the declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The label for people.
            pub const fn label(self, lang: $crate::domain::codes::Lang) -> &'static str {
                match self { $(Self::$variant => lang.pick($zh, $en)),+ }
            }
        }

        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                $crate::domain::codes::code_schema(
                    concat!($($doc, "\n"),+).trim(),
                    &[$(($code, $zh, $en)),+],
                )
            }
        }

        impl utoipa::ToSchema for $name {}

        impl std::str::FromStr for $name {
            type Err = $crate::domain::codes::UnknownCode;

            fn from_str(text: &str) -> Result<Self, $crate::domain::codes::UnknownCode> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => Err($crate::domain::codes::UnknownCode { kind: stringify!($name), text: text.to_owned() }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

pub(crate) use code_enum;

/// The schema of a code: its texts, and in `x-labels` the word for each in both languages, so that a client has no list of
/// its own.
pub(crate) fn code_schema(
    description: &str,
    codes: &[(&str, &str, &str)],
) -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    let labels: serde_json::Map<_, _> = codes
        .iter()
        .map(|(code, zh, en)| ((*code).to_owned(), serde_json::json!({"zh": zh, "en": en})))
        .collect();
    utoipa::openapi::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .description(Some(description))
        .enum_values(Some(codes.iter().map(|(code, _, _)| *code)))
        .extensions(Some(utoipa::openapi::extensions::ExtensionsBuilder::new().add("labels", labels).build()))
        .into()
}

code_enum! {
    /// Where a case stands. What each state waits for, and which clock runs there, is in `domain/case/transition.rs`.
    pub enum State {
        Offered = "offered", "待接单", "Offered";
        Reported = "reported", "待受理", "New";
        PreChecking = "pre_checking", "核实中", "Verifying";
        Rejected = "rejected", "不予受理", "Declined";
        Registered = "registered", "待派遣", "To dispatch";
        Merged = "merged", "已并案", "Merged";
        Dispatched = "dispatched", "待签收", "To receive";
        Handling = "handling", "处置中", "In progress";
        ToConfirm = "to_confirm", "待审核", "To confirm";
        Suspended = "suspended", "挂账", "Suspended";
        Paused = "paused", "等待", "Waiting";
        Mediating = "mediating", "调解中", "In mediation";
        Referred = "referred", "外单位办理", "With outside body";
        Handled = "handled", "待核查", "To check";
        PostChecking = "post_checking", "核查中", "Checking";
        ToClose = "to_close", "待结案", "To close";
        Closed = "closed", "已结案", "Closed";
        Voided = "voided", "已作废", "Voided";
    }
}

impl State {
    /// The wording for residents, who are spared the office's vocabulary.
    pub const fn public_label(self, lang: Lang) -> &'static str {
        match self {
            Self::Offered | Self::Registered => lang.pick("已受理", "Accepted"),
            Self::Reported => lang.pick("已提交", "Received"),
            Self::PreChecking => lang.pick("核实中", "Being verified"),
            Self::Rejected => lang.pick("未受理", "Not accepted"),
            Self::Merged => lang.pick("已合并办理", "Joined to another report"),
            Self::Dispatched => lang.pick("已派单", "Sent to handler"),
            Self::Handling | Self::ToConfirm | Self::Paused | Self::Mediating => {
                lang.pick("办理中", "In progress")
            }
            Self::Suspended => lang.pick("暂缓办理", "Postponed"),
            Self::Referred => lang.pick("已转外单位办理", "With another authority"),
            Self::Handled | Self::PostChecking | Self::ToClose => {
                lang.pick("已处置，核查中", "Done, being checked")
            }
            Self::Closed => lang.pick("已办结", "Closed"),
            Self::Voided => lang.pick("已撤销", "Withdrawn"),
        }
    }
}

code_enum! {
    /// What can be done to a case; the verbs of the workflow.
    pub enum ActionCode {
        Report = "report", "上报", "Report";
        SelfHandle = "self_handle", "当场处置", "Fixed on the spot";
        Supplement = "supplement", "补充", "Add details";
        Follow = "follow", "关注", "Follow";
        Withdraw = "withdraw", "撤回", "Withdraw";
        Claim = "claim", "领取", "Take";
        PreCheck = "pre_check", "现场核实", "Verify on site";
        Reject = "reject", "不予受理", "Decline";
        Reconsider = "reconsider", "申请复核", "Ask for review";
        ReportUp = "report_up", "上报街道", "Pass to street";
        Register = "register", "立案", "Register";
        Edit = "edit", "更正", "Correct";
        TransferGrid = "transfer_grid", "调整网格", "Move to grid";
        Merge = "merge", "并案", "Merge";
        Unmerge = "unmerge", "取消并案", "Unmerge";
        MarkSensitive = "mark_sensitive", "标记敏感", "Mark sensitive";
        Dispatch = "dispatch", "派遣", "Dispatch";
        AcceptOffer = "accept_offer", "接单", "Accept";
        DeclineOffer = "decline_offer", "婉拒", "Decline";
        Receive = "receive", "签收", "Receive";
        Assign = "assign", "指派", "Assign";
        Return = "return", "退回", "Return";
        Reassign = "reassign", "改派", "Reassign";
        Arbitrate = "arbitrate", "裁定", "Decide";
        Refer = "refer", "转外单位", "Refer out";
        ExternalResult = "external_result", "登记反馈", "Record outside result";
        IssueLink = "issue_link", "发出一案一链", "Issue case link";
        RevokeLink = "revoke_link", "撤销一案一链", "Revoke case link";
        OpenLink = "open_link", "打开一案一链", "Open case link";
        Whistle = "whistle", "街呼区应", "Call district";
        Contact = "contact", "联系诉求人", "Contact reporter";
        Submit = "submit", "提交结果", "Submit result";
        Confirm = "confirm", "审核通过", "Confirm";
        Extend = "extend", "申请延期", "Ask to extend";
        Pause = "pause", "申请等待", "Ask to wait";
        Suspend = "suspend", "申请挂账", "Ask to suspend";
        Resume = "resume", "恢复办理", "Resume";
        Approve = "approve", "同意", "Approve";
        Refuse = "refuse", "不同意", "Refuse";
        PostCheck = "post_check", "结果核查", "Check result";
        Rework = "rework", "返工", "Rework";
        Close = "close", "结案", "Close";
        Callback = "callback", "回访", "Call back";
        Rate = "rate", "评价", "Rate";
        Reopen = "reopen", "重新办理", "Reopen";
        Urge = "urge", "催办", "Urge";
        Acknowledge = "acknowledge", "确认知悉", "Acknowledge";
        Urgent = "urgent", "加急", "Mark urgent";
        Instruct = "instruct", "批示", "Instruct";
        Supervise = "supervise", "督办", "Supervise";
        SuperviseReply = "supervise_reply", "督办回复", "Answer order";
        Escalate = "escalate", "提级", "Escalate";
        Legacy = "legacy", "历史遗留", "Legacy";
        Appeal = "appeal", "申诉", "Appeal";
        Void = "void", "作废", "Void";
        Mediate = "mediate", "开始调解", "Start mediation";
        HandOver = "hand_over", "交接", "Hand over";
        Note = "note", "备注", "Note";
        PreCheckResult = "pre_check_result", "反馈核实结果", "Report verification";
        PostCheckResult = "post_check_result", "反馈核查结果", "Report check";
        MediateOutcome = "mediate_outcome", "登记调解结果", "Record outcome";
    }
}

code_enum! {
    /// Marks beside the state: colours of time, supervision orders and a case's past.
    pub enum Flag {
        OnTrack = "on_track", "正常", "On track";
        DueSoon = "due_soon", "临期", "Due soon";
        Overdue = "overdue", "超期", "Overdue";
        YellowOrder = "yellow_order", "黄牌督办", "Yellow order";
        RedOrder = "red_order", "红牌督办", "Red order";
        ReturnedFlag = "returned_flag", "退回", "Returned";
        ReopenedFlag = "reopened_flag", "重办", "Reopened";
        NotCounted = "not_counted", "不计超期", "Not counted";
    }
}

code_enum! {
    /// What a dated grant makes of a person. `outside_body` is a body that shows the link to one case, `system` is Gridward itself:
    /// neither is granted.
    pub enum Role {
        Volunteer = "volunteer", "志愿网格员", "Volunteer grid member";
        GridMember = "grid_member", "专职网格员", "Grid member";
        GridLeader = "grid_leader", "网格长", "Grid leader";
        CommunityStaff = "community_staff", "社区工作人员", "Community staff";
        Acceptor = "acceptor", "受理员", "Intake clerk";
        Dispatcher = "dispatcher", "派遣员（值班长）", "Dispatcher";
        DeptHandler = "dept_handler", "经办人", "Handler";
        DeptLead = "dept_lead", "部门负责人", "Department lead";
        Supervisor = "supervisor", "督查员", "Inspector";
        StreetLeader = "street_leader", "街道领导", "Street leader";
        Mediator = "mediator", "人民调解员", "Mediator";
        Auditor = "auditor", "审计员", "Auditor";
        Resident = "resident", "居民", "Resident";
        Admin = "admin", "系统管理员", "Administrator";
        OutsideBody = "outside_body", "外单位", "Outside body";
        System = "system", "系统", "System";
    }
}

code_enum! {
    /// Who can settle a case: each level has a desk.
    pub enum Level {
        Grid = "grid", "网格", "Grid";
        Community = "community", "社区", "Community";
        Street = "street", "街道", "Street";
        District = "district", "区", "District";
    }
}

code_enum! {
    /// How fast a case must move.
    pub enum Priority {
        Urgent = "urgent", "紧急", "Urgent";
        High = "high", "较急", "High";
        Normal = "normal", "一般", "Normal";
        Low = "low", "不急", "Low";
    }
}

code_enum! {
    /// Where an incident came from.
    pub enum Source {
        GridMember = "grid_member", "网格员上报", "Grid member";
        Volunteer = "volunteer", "志愿者上报", "Volunteer";
        Resident = "resident", "居民上报", "Resident";
        Hotline12345 = "hotline_12345", "12345 热线", "Hotline 12345";
        Property = "property", "物业", "Property company";
        Sensor = "sensor", "智能监控", "Sensor";
        Superior = "superior", "上级交办", "Superior";
        Media = "media", "媒体", "Media";
        Staff = "staff", "工作人员登记", "Staff";
        Import = "import", "历史导入", "Imported";
    }
}

code_enum! {
    /// How a result is checked before a case is closed.
    pub enum CheckMode {
        Photo = "photo", "照片核查", "Photo";
        Site = "site", "现场核查", "On site";
        Call = "call", "电话核查", "By call";
        Document = "document", "材料核查", "Document";
        None = "none", "免核查", "None";
    }
}

code_enum! {
    /// What a handling unit is.
    pub enum UnitKind {
        Department = "department", "部门", "Department";
        CommunityDesk = "community_desk", "社区", "Community";
        Team = "team", "志愿服务队", "Volunteer team";
        Mediation = "mediation", "调解组织", "Mediation committee";
        Link = "link", "一案一链单位", "Linked body";
        Outside = "outside", "外单位", "Outside body";
    }
}

code_enum! {
    /// The datum of a pair of coordinates; unknown is refused, since a wrong datum moves a report several grids.
    pub enum CoordSys {
        Wgs84 = "wgs84", "WGS-84", "WGS-84";
        Cgcs2000 = "cgcs2000", "国家大地坐标系 2000", "CGCS2000";
        Gcj02 = "gcj02", "火星坐标系", "GCJ-02";
        Bd09 = "bd09", "百度坐标系", "BD-09";
    }
}

code_enum! {
    /// The unit of a time limit. `urgent_hour` runs round the clock; `work_day` excludes the start day and falls due at close of day.
    pub enum LimitUnit {
        Minute = "minute", "分钟", "Minute";
        UrgentHour = "urgent_hour", "紧急工作时", "Urgent hour";
        WorkHour = "work_hour", "工作时", "Working hour";
        WorkDay = "work_day", "工作日", "Working day";
        NaturalDay = "natural_day", "自然日", "Calendar day";
    }
}

code_enum! {
    /// A clock: what is being waited for.
    pub enum ClockKind {
        Register = "register", "受理", "Register";
        PreCheck = "pre_check", "核实", "Verification";
        Dispatch = "dispatch", "派遣", "Dispatch";
        Receive = "receive", "签收", "Receipt";
        FirstContact = "first_contact", "首次联系", "First contact";
        Handling = "handling", "处置", "Handling";
        Mediation = "mediation", "调解", "Mediation";
        Refer = "refer", "外单位办理", "Outside body";
        PostCheck = "post_check", "核查", "Check";
        Close = "close", "结案", "Closing";
        Whole = "whole", "全程", "Whole case";
        Order = "order", "督办与批示", "Supervision order";
    }
}

code_enum! {
    /// Who can settle a matter of a category. Companies and district bodies are reached through the street's desk.
    pub enum SettledBy {
        Grid = "grid", "网格", "Grid";
        Community = "community", "社区", "Community";
        Street = "street", "街道", "Street";
        District = "district", "区", "District";
        Enterprise = "enterprise", "企业", "Enterprise";
    }
}

impl SettledBy {
    /// The level at which a case of this kind starts, and whose desk takes it in: a grid has no desk of its own before its
    /// community's, and what a district body or a company settles is passed to it by the street.
    pub const fn starting_level(self) -> Level {
        match self {
            Self::Grid => Level::Grid,
            Self::Community => Level::Community,
            Self::Street | Self::District | Self::Enterprise => Level::Street,
        }
    }
}

code_enum! {
    /// What a catalogue row describes (GB/T 47678.5): a thing that stands in the street, or something that happens. Both
    /// number from the same codes, so a row is known by (kind, code). A case is always about a matter.
    pub enum CatalogueKind {
        Matter = "matter", "管理事项", "Matter";
        Component = "component", "管理部件", "Component";
    }
}

code_enum! {
    /// What becomes of a report of a category: a case, an entry of information collection, or a need of a resident.
    pub enum Flow {
        Case = "case", "案件", "Case";
        Form = "form", "信息采集", "Form";
        Need = "need", "需求", "Need";
    }
}

code_enum! {
    /// What has to be shown when a matter is filed or handled.
    pub enum Proof {
        Location = "location", "位置", "Place";
        Photo = "photo", "照片", "Photo";
        PhotoBefore = "photo_before", "处置前照片", "Photo before";
        PhotoAfter = "photo_after", "处置后照片", "Photo after";
        Record = "record", "文字记录", "Written record";
        Document = "document", "材料", "Document";
    }
}

code_enum! {
    /// When the handling clock of a condition starts.
    pub enum ClockStart {
        Dispatch = "dispatch", "派遣起", "From dispatch";
        Register = "register", "立案起", "From registration";
        Consent = "consent", "同意调解起", "From consent";
    }
}

code_enum! {
    /// Whom to ring before any form is filled in.
    pub enum Emergency {
        Police = "110", "110 报警", "110 police";
        Fire = "119", "119 消防", "119 fire";
        Ambulance = "120", "120 急救", "120 ambulance";
        Hotline = "12345", "12345 热线", "12345 hotline";
        Water = "water", "供水抢修", "Water company";
        Power = "power", "电力抢修", "Power company";
        Gas = "gas", "燃气抢修", "Gas company";
    }
}

code_enum! {
    /// How a department works with Gridward: it logs in, it answers through a signed link to one case, or it never comes
    /// near and the desk records what it did.
    pub enum DepartmentAccess {
        Gridward = "gridward", "使用邻格", "Uses Gridward";
        Link = "link", "一案一链", "Signed link";
        Outside = "outside", "不使用系统", "Outside";
    }
}
