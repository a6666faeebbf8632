//! Whether a message still makes sense when it is about to leave: between the event and the sending the case moves on. What
//! is no longer true is dropped, and the row says why.

use jiff::{SignedDuration, Timestamp};

use super::{NoticeClass, NoticeCode};
use crate::domain::case::Case;
use crate::domain::codes::{State, code_enum};

code_enum! {
    /// Why a message was dropped.
    pub enum Dropped {
        Settled = "settled", "事项已处理", "It is settled";
        TooOld = "too_old", "已过时", "It is too old";
        NoAccess = "no_access", "收件人无权查看", "The recipient may not see it";
        Gone = "gone", "收件人已停用", "The recipient is gone";
        NoAddress = "no_address", "没有地址", "No address";
        Bounced = "bounced", "地址无效", "The address is no good";
    }
}

/// How long a message is worth sending. News of one's own report is wanted late rather than never.
const fn lifetime(class: NoticeClass) -> SignedDuration {
    match class {
        NoticeClass::OwnReports | NoticeClass::Thanks => SignedDuration::from_hours(24 * 30),
        NoticeClass::Work | NoticeClass::Decisions | NoticeClass::Supervision => {
            SignedDuration::from_hours(24 * 7)
        }
        NoticeClass::Deadlines | NoticeClass::Invitations => SignedDuration::from_hours(24 * 3),
    }
}

/// Why a message about `case` is no longer wanted, if it is not. `case` is the case as it stands now.
pub fn unwanted(code: NoticeCode, case: &Case, said_at: Timestamp, now: Timestamp) -> Option<Dropped> {
    if now.duration_since(said_at) > lifetime(code.class()) {
        return Some(Dropped::TooOld);
    }
    (!still_true(code, case)).then_some(Dropped::Settled)
}

fn still_true(code: NoticeCode, case: &Case) -> bool {
    let late = case.clock.is_some_and(|clock| clock.overdue);
    match code {
        NoticeCode::Received
        | NoticeCode::Registered
        | NoticeCode::Rejected
        | NoticeCode::Handled
        | NoticeCode::Closed
        | NoticeCode::Reopened
        | NoticeCode::Voided
        | NoticeCode::Joined
        | NoticeCode::JoinedClosed
        | NoticeCode::Thanks
        | NoticeCode::Decided
        | NoticeCode::RedOrder
        | NoticeCode::OrderAnswered
        | NoticeCode::OrderLate => true,
        NoticeCode::Postponed
        | NoticeCode::NewWork
        | NoticeCode::Returned
        | NoticeCode::Urged
        | NoticeCode::OrderIssued => case.state.is_open(),
        NoticeCode::ContactLate => case.state.is_open() && case.contact.is_some_and(|clock| clock.overdue),
        NoticeCode::DueSoon => case.clock.is_some() && !late,
        NoticeCode::Overdue => late,
        NoticeCode::ToConfirm => case.state == State::ToConfirm,
        NoticeCode::ToCheck => matches!(case.state, State::Handled | State::PostChecking | State::ToClose),
        NoticeCode::ToRegister => matches!(case.state, State::Reported | State::PreChecking),
        NoticeCode::ToArbitrate => case.needs_arbitration(),
        NoticeCode::ToSign | NoticeCode::ToDecide => !case.requests.is_empty(),
        NoticeCode::Offered => case.offer.is_some(),
        NoticeCode::CheckWanted => case.check.as_ref().is_some_and(|check| check.taken_by.is_none()),
        NoticeCode::ToCall => case.state == State::Closed,
    }
}
