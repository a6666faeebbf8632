//! The codes of access: the rights of the policy table, and the reasons for which it refuses.

use crate::domain::codes::code_enum;

code_enum! {
    /// A right of the policy table: the actions of the workflow, split where asking and deciding are two rights, and the
    /// rights to look, to configure and to manage. The table is in `domain/policy/`.
    pub enum Right {
        Report = "report", "上报", "Report";
        SelfHandle = "self_handle", "当场处置", "Fixed on the spot";
        View = "view", "查看", "View";
        ViewSensitiveTriage = "view_sensitive_triage", "查看敏感案件", "View sensitive case";
        ViewReporterContact = "view_reporter_contact", "查看诉求人联系方式", "View reporter contact";
        ViewSealed = "view_sealed", "查看调解卷宗", "View mediation file";
        BreakGlass = "break_glass", "紧急调阅", "Break glass";
        Supplement = "supplement", "补充", "Add details";
        Follow = "follow", "关注", "Follow";
        Withdraw = "withdraw", "撤回", "Withdraw";
        Note = "note", "备注", "Note";
        Instruct = "instruct", "批示", "Instruct";
        Claim = "claim", "领取", "Take";
        PreCheck = "pre_check", "现场核实", "Verify on site";
        PreCheckResult = "pre_check_result", "反馈核实结果", "Report verification";
        Register = "register", "立案", "Register";
        Reject = "reject", "不予受理", "Decline";
        Reconsider = "reconsider", "申请复核", "Ask for review";
        ReportUp = "report_up", "上报街道", "Pass to street";
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
        ShareLink = "share_link", "一案一链", "Share case link";
        Whistle = "whistle", "街呼区应", "Call district";
        Contact = "contact", "联系诉求人", "Contact reporter";
        Submit = "submit", "提交结果", "Submit result";
        Confirm = "confirm", "审核通过", "Confirm";
        ExtendRequest = "extend_request", "申请延期", "Request: Ask to extend";
        ExtendApprove = "extend_approve", "批准延期", "Approve: Ask to extend";
        SuspendRequest = "suspend_request", "申请挂账", "Request: Ask to suspend";
        SuspendApprove = "suspend_approve", "批准挂账", "Approve: Ask to suspend";
        PauseRequest = "pause_request", "申请等待", "Request: Ask to wait";
        PauseApprove = "pause_approve", "批准等待", "Approve: Ask to wait";
        Resume = "resume", "恢复办理", "Resume";
        PostCheck = "post_check", "结果核查", "Check result";
        PostCheckResult = "post_check_result", "反馈核查结果", "Report check";
        Rework = "rework", "返工", "Rework";
        Close = "close", "结案", "Close";
        Callback = "callback", "回访", "Call back";
        Rate = "rate", "评价", "Rate";
        Reopen = "reopen", "重新办理", "Reopen";
        Urge = "urge", "催办", "Urge";
        Urgent = "urgent", "加急", "Mark urgent";
        Supervise = "supervise", "督办", "Supervise";
        SuperviseReply = "supervise_reply", "督办回复", "Answer order";
        Escalate = "escalate", "提级", "Escalate";
        Legacy = "legacy", "历史遗留", "Legacy";
        VoidRequest = "void_request", "申请作废", "Request: Void";
        VoidApprove = "void_approve", "批准作废", "Approve: Void";
        AppealRequest = "appeal_request", "申请申诉", "Request: Appeal";
        AppealReview1 = "appeal_review_1", "申诉初审", "First appeal review";
        AppealReview2 = "appeal_review_2", "申诉复审", "Second appeal review";
        Mediate = "mediate", "开始调解", "Start mediation";
        MediateOutcome = "mediate_outcome", "登记调解结果", "Record outcome";
        Batch = "batch", "批量办理", "Batch";
        Export = "export", "导出", "Export";
        ViewStatistics = "view_statistics", "查看统计", "View statistics";
        ViewAudit = "view_audit", "查看审计", "View audit";
        Configure = "configure", "配置", "Configure";
        ManagePeople = "manage_people", "人员管理", "Manage people";
        HandOver = "hand_over", "交接", "Hand over";
    }
}

code_enum! {
    /// Why access was refused: shown to the person, in whole sentences.
    pub enum Why {
        NotYourRole = "not_your_role", "您的角色没有这项权限。", "Your role does not include this.";
        NotConcerned = "not_concerned", "该事项与您本人无关，不能办理。", "This is not one of your own.";
        OtherArea = "other_area", "该事项不在您的管辖区域内。", "This lies outside your area.";
        OtherUnit = "other_unit", "该事项不由您的单位承办。", "This is not in the hands of your unit.";
        Sealed = "sealed", "没有找到。", "Not found.";
        NotOpen = "not_open", "该案件已经终结。", "This case is no longer open.";
        AlreadyRegistered = "already_registered", "已经立案，只能由受理人员更正。", "It has been registered: only the desk can change it now.";
        NotOwnGrid = "not_own_grid", "只能处理您本人网格内的事项。", "Only within the grid you serve.";
        NotCommunityLevel = "not_community_level", "该案件不在社区层级，也不由本社区承办。", "The case is not at community level, nor held by your community.";
        NotMediationUnit = "not_mediation_unit", "承办单位不是调解组织。", "The unit that holds it is no mediation committee.";
        NotReporter = "not_reporter", "只有上报人本人可以办理。", "Only the reporter can do this.";
        NotHandler = "not_handler", "只有经办人本人可以办理。", "Only the person handling it can do this.";
        NotOffered = "not_offered", "没有发给您的待接单邀请。", "There is no open offer to you.";
        NoLiveLink = "no_live_link", "链接已失效。", "The link is over.";
        NotChecker = "not_checker", "该核实或核查任务没有交给您。", "This check is not yours.";
        NotHeld = "not_held", "仅限代办上报或由本社区承办的案件。", "Only for reports filed by proxy or held by your community.";
        ReporterNotAgreed = "reporter_not_agreed", "诉求人未同意承办人员与其联系。", "The reporter has not agreed to be contacted.";
        NeighbourComplaint = "neighbour_complaint", "涉及邻里投诉，不向承办人员透露诉求人。", "In a complaint about a neighbour the handler is not told who reported.";
        OwnWork = "own_work", "本人或本单位处置的案件，须由他人核查或结案。", "Nobody checks or closes the work of himself or his unit.";
        OwnUnit = "own_unit", "不能审批本单位的申请。", "Nobody decides a request of his own unit.";
        OwnRequest = "own_request", "不能审批自己提出的申请。", "Nobody decides his own request.";
        OwnReport = "own_report", "上报人不能审批该申请。", "The reporter cannot decide this.";
        OwnDecision = "own_decision", "须由另一人复核。", "Another person must review this decision.";
        LimitsOnly = "limits_only", "仅限办理时限和督办规则。", "Limited to time limits and ladders.";
        VolunteersOnly = "volunteers_only", "仅限管理本社区志愿者。", "Limited to the volunteers of your community.";
        ResetCodeOnly = "reset_code_only", "仅限为本网格成员发放重置码。", "Limited to reset codes for members of your grid.";
        ProposeOnly = "propose_only", "只能提出建议，由管理员决定。", "You can propose this; the administrator decides.";
    }
}
