//! How long is kept what need not be kept for ever: one table. Cases, events, verdicts and the logs of access are not in it.

use jiff::SignedDuration;

use super::account::FAILURES_KEPT;
use super::codes::code_enum;
use super::feed;

code_enum! {
    /// What goes after a time.
    pub enum Passing {
        Sessions = "sessions", "已结束的登录", "Sessions that have ended, with their refresh tokens";
        LoginAttempts = "login_attempts", "失败的登录", "Failed log-ins";
        IdempotencyKeys = "idempotency_keys", "请求标识", "Keys of repeatable requests";
        Changes = "changes", "变更流", "The change feed";
        LoosePhotos = "loose_photos", "未使用的照片", "Photos that no report names";
        ReadMessages = "read_messages", "已读消息", "Messages of the inbox that were read";
        UnreadMessages = "unread_messages", "未读消息", "Messages of the inbox that nobody read";
        Notices = "notices", "已分发的通知", "What events owed, once it is planned";
        Deliveries = "deliveries", "已结束的发送", "Messages that were sent, dropped, or could not be sent";
    }
}

impl Passing {
    /// How long it is kept.
    pub const fn kept(self) -> SignedDuration {
        match self {
            // As long as somebody may ask which telephone was logged in; and what the API promises of keys.
            Self::Sessions | Self::IdempotencyKeys => SignedDuration::from_hours(24 * 30),
            // Long enough to finish a report without signal.
            Self::LoosePhotos => SignedDuration::from_hours(24),
            Self::LoginAttempts => FAILURES_KEPT,
            Self::Changes => feed::KEPT,
            Self::ReadMessages | Self::Notices | Self::Deliveries => SignedDuration::from_hours(24 * 90),
            Self::UnreadMessages => SignedDuration::from_hours(24 * 365),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_tells_the_same_periods() {
        let manual = include_str!("../../docs/operations.md");
        for passing in Passing::ALL {
            let days = passing.kept().as_hours() / 24;
            let unit = if days == 1 { "day" } else { "days" };
            let row = format!("| `{passing}` | {days} {unit} |");
            assert!(manual.contains(&row), "docs/operations.md lacks {row}");
        }
    }
}
