//! Histories from elsewhere: a mapping file says what the columns of a CSV file mean, and each of its rows becomes an
//! [`ExternalCase`] with its original times, or a [`RowFault`] that says why not. Nothing is guessed and nothing is lost.

mod mapping;
mod row;

use jiff::Timestamp;

use super::codes::{CoordSys, code_enum};

pub use mapping::{AreaPlan, BadMapping, Mapping, Named};
pub use row::Reader;

code_enum! {
    /// How an outside history ended.
    pub enum Ending {
        Open = "open", "未结", "Open";
        Closed = "closed", "办结", "Closed";
        Rejected = "rejected", "不予受理", "Declined";
        Withdrawn = "withdrawn", "撤回", "Withdrawn";
    }
}

code_enum! {
    /// Why a row cannot come in.
    pub enum RowFault {
        NotCsv = "not_csv", "不是有效的 CSV 行", "not a row of this CSV file";
        NotUtf8 = "not_utf8", "不是 UTF-8 文本", "not UTF-8 text";
        NoNumber = "no_number", "没有编号", "has no number";
        NumberTwice = "number_twice", "编号在文件中重复", "its number appears earlier in the file";
        NumberTooLong = "number_too_long", "编号超过 48 字", "its number is longer than 48 characters";
        NoText = "no_text", "没有内容", "has no text";
        TextTooLong = "text_too_long", "内容超过 20000 字", "its text is longer than 20000 characters";
        BadOpened = "bad_opened", "受理时间缺失或无法识别", "its opening time is missing or cannot be read";
        BadClosed = "bad_closed", "已结而办结时间缺失或无法识别", "it is over, but its closing time is missing or cannot be read";
        ClosedBeforeOpened = "closed_before_opened", "办结早于受理", "closed before it was opened";
        InFuture = "in_future", "时间在将来", "lies in the future";
        BadDue = "bad_due", "期限无法识别", "its due time cannot be read";
        BadPlace = "bad_place", "坐标无法识别", "its coordinates cannot be read";
        BadState = "bad_state", "状态未在映射中", "its state is not in the mapping";
        Refused = "refused", "流程不允许", "the workflow refuses it";
    }
}

/// A history from elsewhere, understood but not yet replayed.
#[derive(Debug, Clone, PartialEq)]
pub struct ExternalCase {
    /// Line in the file, counted from 1; the line on which the row begins.
    pub line: u64,
    /// Its number there, led by the source's name so that two sources never collide.
    pub number: String,
    /// When it was received there.
    pub opened_at: Timestamp,
    /// When it was promised.
    pub due_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// How it ended.
    pub ending: Ending,
    /// The category here.
    pub category: String,
    /// What it says.
    pub text: String,
    /// The answer that was given.
    pub reply: Option<String>,
    /// The place in words.
    pub address: Option<String>,
    /// The point, with its datum; none where the file has none or a placeholder.
    pub place: Option<(CoordSys, f64, f64)>,
    /// The name of the part of the city.
    pub community: Option<String>,
    /// The body that worked on it.
    pub department: Option<String>,
}

#[cfg(test)]
mod tests;
