//! The steps that are measured: what each begins and ends with is its published definition.

use crate::domain::case::Fact;
use crate::domain::codes::{ClockKind, Lang, code_enum};

code_enum! {
    /// What a report counts or measures.
    pub enum Stage {
        Filed = "filed", "上报", "Filed";
        Accept = "accept", "受理", "Acceptance";
        PreCheck = "pre_check", "核实", "Verification";
        FirstContact = "first_contact", "首次联系", "First contact";
        Dispatch = "dispatch", "派遣", "Dispatch";
        Receive = "receive", "签收", "Receipt";
        Handle = "handle", "处置", "Handling";
        Mediate = "mediate", "调解", "Mediation";
        Refer = "refer", "外单位办理", "Outside body";
        ArrangeCheck = "arrange_check", "安排核查", "Arranging the check";
        Check = "check", "核查", "Check";
        Conclude = "conclude", "结案审核", "Conclusion";
        Close = "close", "结案", "Closing";
        Declined = "declined", "不予受理", "Declined";
        Merged = "merged", "并案", "Merged";
        Voided = "voided", "作废", "Voided";
        Returned = "returned", "退回", "Returned";
        Reworked = "reworked", "返工", "Rework";
        Extended = "extended", "延期", "Extension";
        Reopened = "reopened", "重新办理", "Reopened";
    }
}

impl Stage {
    /// Whether it lasts, so that times can be told; the others are only counted.
    pub const fn lasts(self) -> bool {
        !matches!(self, Self::Filed | Self::Returned | Self::Reworked | Self::Extended | Self::Reopened)
    }

    /// Whether it is the end of a case.
    pub const fn is_end(self) -> bool {
        matches!(self, Self::Close | Self::Declined | Self::Merged | Self::Voided)
    }

    /// From what to what it is measured.
    pub const fn definition(self, lang: Lang) -> &'static str {
        match self {
            Self::Filed => lang.pick("收到上报。", "The report was received."),
            Self::Accept => lang.pick(
                "从收到上报（或复核改为受理）到立案或转外单位。",
                "From the receipt of the report (or the decision to take it on after review) to registration or referral.",
            ),
            Self::PreCheck => lang.pick("从安排现场核实到反馈核实结果。", "From the order to verify on site to its result."),
            Self::FirstContact => lang.pick("从收到上报到首次联系诉求人。", "From the receipt of the report to the first call to the reporter."),
            Self::Dispatch => lang.pick(
                "从立案（或退回、重新办理）到派遣；邀请志愿者的，到有人接单。",
                "From registration (or return, or reopening) to dispatch; of an offer, to its acceptance.",
            ),
            Self::Receive => lang.pick("从派遣到签收。", "From dispatch to receipt by the unit."),
            Self::Handle => lang.pick(
                "处置计时起点（按立案条件为派遣、立案或同意调解）到提交结果并经审核；每次返工另计。",
                "From where the handling clock starts (dispatch, registration or consent, as the condition says) to the result that was handed in and confirmed; each rework counts by itself.",
            ),
            Self::Mediate => lang.pick("从开始调解到登记调解结果。", "From the start of a mediation to its outcome."),
            Self::Refer => lang.pick("从转外单位到登记反馈。", "From referral to the recorded answer."),
            Self::ArrangeCheck => lang.pick("从提交结果到安排核查。", "From the result to the order to check it."),
            Self::Check => lang.pick("从安排核查到反馈核查结果。", "From the order to check to its result."),
            Self::Conclude => lang.pick("从待结案到结案。", "From waiting to be closed to closing."),
            Self::Close => lang.pick(
                "从收到上报到最后一次结案；重新办理的案件从首次上报起算。",
                "From the receipt of the report to the last closing; a case that was opened again counts from its first report.",
            ),
            Self::Declined => lang.pick("从收到上报到不予受理。", "From the receipt of the report to its being declined."),
            Self::Merged => lang.pick("从收到上报到并案。", "From the receipt of the report to the merger into another case."),
            Self::Voided => lang.pick("从收到上报到撤回或作废。", "From the receipt of the report to its withdrawal or voiding."),
            Self::Returned => lang.pick("承办单位退回。", "Returned by the unit."),
            Self::Reworked => lang.pick("退回返工。", "Sent back for rework."),
            Self::Extended => lang.pick("批准延期。", "An extension was granted."),
            Self::Reopened => lang.pick("结案后重新办理。", "Opened again after closing."),
        }
    }
}

/// The stage that ends when an event ends a clock, if what the clock waited for has come; a clock that ends otherwise (a
/// return, a merger) is no measure of anybody's time.
pub const fn stage_of(kind: ClockKind, fact: &Fact) -> Option<Stage> {
    Some(match (kind, fact) {
        (ClockKind::Register, Fact::Registered { .. } | Fact::Referred { .. }) => Stage::Accept,
        (ClockKind::PreCheck, Fact::PreChecked { .. }) => Stage::PreCheck,
        (ClockKind::FirstContact, Fact::ContactMade { .. }) => Stage::FirstContact,
        (
            ClockKind::Dispatch,
            Fact::Dispatched { .. } | Fact::Tasked { .. } | Fact::OfferAccepted | Fact::Referred { .. },
        ) => Stage::Dispatch,
        (ClockKind::Receive, Fact::Received { .. }) => Stage::Receive,
        (ClockKind::Handling, Fact::Submitted { .. } | Fact::Confirmed { .. }) => Stage::Handle,
        (ClockKind::Mediation, Fact::Mediated { .. }) => Stage::Mediate,
        (ClockKind::Refer, Fact::ExternalResult { .. }) => Stage::Refer,
        (ClockKind::PostCheck, Fact::PostCheckOrdered { .. }) => Stage::ArrangeCheck,
        (ClockKind::PostCheck, Fact::PostChecked { .. }) => Stage::Check,
        (ClockKind::Close, Fact::Closed) => Stage::Conclude,
        _ => return None,
    })
}
