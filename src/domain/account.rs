//! Accounts: what a login, a password and a reset code may be, how long tokens live, and when a log-in is locked. Pure rules;
//! hashing and keys are the service's.

use jiff::{SignedDuration, Timestamp};

use crate::domain::codes::code_enum;
use crate::domain::words::Words;

/// How long an access token is believed; revocation does not wait for it.
pub const ACCESS_TTL: SignedDuration = SignedDuration::from_mins(15);
/// How long a refresh token can be exchanged.
pub const REFRESH_TTL: SignedDuration = SignedDuration::from_hours(14 * 24);
/// How long a session lives at most, however often it is refreshed.
pub const SESSION_TTL: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How long a reset code can be used.
pub const RESET_TTL: SignedDuration = SignedDuration::from_hours(24);
/// Wrong reset codes after which the right one no longer helps.
pub const RESET_ATTEMPTS: i64 = 5;
/// Failed log-ins after which a login is locked.
pub const LOCK_AFTER: i64 = 5;
/// How long it stays locked.
pub const LOCK_FOR: SignedDuration = SignedDuration::from_mins(15);
/// Failures older than this are forgotten.
pub const FAILURES_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The shortest password.
pub const PASSWORD_MIN: usize = 10;
/// The longest password, in bytes: hashing more would only cost time.
pub const PASSWORD_MAX: usize = 256;

code_enum! {
    /// Why a session ended before its time.
    pub enum SessionEnd {
        LoggedOut = "logged_out", "退出登录", "Logged out";
        LoggedOutEverywhere = "logged_out_everywhere", "全部退出", "Logged out everywhere";
        PasswordChanged = "password_changed", "密码已更改", "Password changed";
        TokenReused = "token_reused", "令牌被重复使用", "A token was used twice";
        AccountClosed = "account_closed", "账号已停用", "Account closed";
    }
}

code_enum! {
    /// What the access log records.
    pub enum AccessAct {
        LogIn = "log_in", "登录", "Logged in";
        LogInLocked = "log_in_locked", "登录被锁定", "Log-in locked";
        TokenReused = "token_reused", "令牌被重复使用", "A token was used twice";
        IssueResetCode = "issue_reset_code", "发放重置码", "Issued a reset code";
        ResetPassword = "reset_password", "重置密码", "Reset the password";
        ChangePassword = "change_password", "更改密码", "Changed the password";
        OpenAccount = "open_account", "开通账号", "Opened an account";
        CloseAccount = "close_account", "停用账号", "Closed an account";
        ReopenAccount = "reopen_account", "恢复账号", "Reopened an account";
        GiveGrant = "give_grant", "授予角色", "Gave a grant";
        EndGrant = "end_grant", "终止角色", "Ended a grant";
        ChangeContact = "change_contact", "更改联系方式", "Changed contact details";
        RevealContact = "reveal_contact", "查看联系方式", "Saw contact details";
        ViewSealedCase = "view_sealed_case", "查看敏感案件", "Saw a sealed case";
        BreakGlass = "break_glass", "紧急调阅", "Broke the glass";
        Export = "export", "导出", "Exported";
    }
}

code_enum! {
    /// A kind of contact detail.
    pub enum ContactKind {
        Phone = "phone", "电话", "Phone";
        Email = "email", "邮箱", "E-mail";
        Address = "address", "地址", "Address";
    }
}

/// A login as it is stored: lower case, so that nobody is locked out by a capital.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Login(String);

impl Login {
    /// Reads a login: 3 to 64 letters, digits and `. _ - @ +`; white space around it is forgiven.
    pub fn parse(text: &str) -> Result<Self, Words> {
        let login = text.trim().to_ascii_lowercase();
        let plain = login.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-@+".contains(&b));
        if plain && (3..=64).contains(&login.len()) {
            Ok(Self(login))
        } else {
            Err(Words::fixed(
                "应为 3 至 64 个英文字母、数字或 . _ - @ +。",
                "must be 3 to 64 letters, digits or . _ - @ +.",
            ))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What everybody tries first.
const COMMON: &[&str] = &[
    "password",
    "passw0rd",
    "12345678",
    "87654321",
    "123456789",
    "1234567890",
    "qwertyuiop",
    "qwerty123",
    "admin123",
    "iloveyou",
    "woaini",
    "gridward",
    "11111111",
    "00000000",
    "88888888",
    "66666666",
    "a123456",
    "asdfghjkl",
    "1q2w3e4r",
    "abc12345",
    "1qaz2wsx",
];

/// Whether a new password is good enough: long, of several characters, not the login or the name, and not what everybody
/// tries first. Length counts for more than kinds of characters, so none are prescribed.
pub fn check_password(password: &str, login: &str, name: &str) -> Result<(), Words> {
    let lower = password.to_lowercase();
    let distinct = lower.chars().collect::<std::collections::BTreeSet<_>>().len();
    if password.chars().count() < PASSWORD_MIN {
        return Err(Words::fixed("至少 10 个字符。", "must have at least 10 characters."));
    }
    if password.len() > PASSWORD_MAX {
        return Err(Words::fixed("过长。", "is too long."));
    }
    if password.chars().any(char::is_control) {
        return Err(Words::fixed("不能含有控制字符。", "must not contain control characters."));
    }
    let stem = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let digits_off = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = COMMON.iter().any(|word| {
        [stem, digits_off].contains(word) || lower.contains(word) && word.len() + 3 >= lower.len()
    });
    let personal = |text: &str| {
        text.chars().count() >= 2 && lower.contains(&text.to_lowercase()) && lower.len() < text.len() + 8
    };
    if known || distinct < 5 || personal(login) || personal(name) {
        return Err(Words::fixed(
            "太容易猜到：请勿使用常见密码、姓名或登录名。",
            "is too easy to guess: no common password, name or login.",
        ));
    }
    Ok(())
}

/// Reads a person's name: 1 to 60 characters, none of them a control or invisible direction character.
pub fn parse_name(text: &str) -> Result<String, Words> {
    let name = text.trim();
    let odd = |c: char| {
        c.is_control() || ('\u{200B}'..='\u{200F}').contains(&c) || ('\u{202A}'..='\u{202E}').contains(&c)
    };
    if (1..=60).contains(&name.chars().count()) && !name.chars().any(odd) {
        Ok(name.to_owned())
    } else {
        Err(Words::fixed("应为 1 至 60 个字符。", "must have 1 to 60 characters."))
    }
}

/// Reads a contact detail.
pub fn parse_contact(kind: ContactKind, text: &str) -> Result<String, Words> {
    let text = text.trim();
    let good = match kind {
        ContactKind::Phone => {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            (5..=20).contains(&digits) && text.bytes().all(|b| b.is_ascii_digit() || b"+- ()".contains(&b))
        }
        ContactKind::Email => {
            let parts = text.split_once('@');
            text.len() <= 254
                && !text.chars().any(|c| c.is_whitespace() || c.is_control())
                && parts
                    .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'))
        }
        ContactKind::Address => {
            (1..=256).contains(&text.chars().count()) && !text.chars().any(char::is_control)
        }
    };
    if good { Ok(text.to_owned()) } else { Err(Words::fixed("格式不正确。", "has the wrong form.")) }
}

/// The letters of reset codes: none that look alike on paper or sound alike on the telephone.
const CODE_ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M',
    'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// A reset code of 60 bits from random bytes, as it is read out: `7K2QF-9XM4W-PD`.
pub fn reset_code(random: [u8; 12]) -> String {
    let letter = |byte: u8| CODE_ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or('0');
    let mut code = String::with_capacity(14);
    for (i, byte) in random.into_iter().enumerate() {
        if i == 5 || i == 10 {
            code.push('-');
        }
        code.push(letter(byte));
    }
    code
}

/// A reset code as it is compared: without the signs between, O and I read as what they were meant to be.
pub fn normal_reset_code(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .take(32)
        .collect()
}

/// Failed log-ins of one login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempts {
    /// Failures in a row.
    pub failures: i64,
    /// The last one.
    pub last_at: Timestamp,
    /// Locked until then.
    pub locked_until: Option<Timestamp>,
}

impl Attempts {
    /// Whether the login is locked.
    pub fn locked_at(&self, now: Timestamp) -> bool {
        self.locked_until.is_some_and(|until| now < until)
    }

    /// One failure more. While it is locked further failures change nothing: the lock ends when it was said to end.
    pub fn failed(before: Option<Self>, now: Timestamp) -> Self {
        let known = before.filter(|a| now.duration_since(a.last_at) < FAILURES_KEPT);
        match known {
            Some(attempts) if attempts.locked_at(now) => attempts,
            // A lock that ran out begins a new count.
            Some(Self { locked_until: None, failures, .. }) => Self::counted(failures + 1, now),
            _ => Self::counted(1, now),
        }
    }

    fn counted(failures: i64, now: Timestamp) -> Self {
        let locked_until = (failures >= LOCK_AFTER).then(|| later(now, LOCK_FOR));
        Self { failures, last_at: now, locked_until }
    }
}

/// `at` plus a span of this file; at the end of time it stays where it is.
pub fn later(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_plain_and_lower_case() {
        assert_eq!(Login::parse(" Wang.Fang@1 ").unwrap().as_str(), "wang.fang@1");
        for bad in ["", "ab", "王芳王芳", "a b c", "a\u{0}bc", &"a".repeat(65), "a/b/c", "x' OR 1=1"] {
            assert!(Login::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn passwords_are_long_and_not_what_everybody_tries() {
        for good in ["correct horse battery", "长清湖边的秋天真好看啊", "Tx9#mQ2!vL", "kuaishui-2026-lianxi"]
        {
            assert_eq!(check_password(good, "wangfang", "王芳"), Ok(()), "{good}");
        }
        for bad in [
            "short",
            "password12",
            "Password2026",
            "1234567890",
            "aaaaaaaaaaaa",
            "ababababab",
            "wangfang88",
            "wangfang2026",
            "qwertyuiop",
            "gridward2026",
            "tab\tinside the",
            &"x9".repeat(200),
        ] {
            assert!(check_password(bad, "wangfang", "王芳").is_err(), "{bad}");
        }
    }

    #[test]
    fn a_reset_code_survives_being_read_out() {
        let code = reset_code([0, 1, 2, 31, 30, 29, 10, 20, 40, 255, 9, 7]);
        assert_eq!(code.len(), 14);
        assert_eq!(normal_reset_code(&code), code.replace('-', ""));
        assert_eq!(normal_reset_code(" o1l-ab c"), "011ABC");
    }

    #[test]
    fn five_failures_lock_for_a_quarter_of_an_hour() {
        let start: Timestamp = "2026-11-24T00:00:00Z".parse().unwrap();
        let minute = |m: i64| later(start, SignedDuration::from_mins(m));
        let mut attempts = None;
        for i in 0..4 {
            let next = Attempts::failed(attempts, minute(i));
            assert!(!next.locked_at(minute(i)));
            attempts = Some(next);
        }
        let locked = Attempts::failed(attempts, minute(4));
        assert!(locked.locked_at(minute(4)) && locked.locked_at(minute(18)) && !locked.locked_at(minute(19)));
        assert_eq!(Attempts::failed(Some(locked), minute(5)), locked, "trying on does not prolong it");
        assert_eq!(Attempts::failed(Some(locked), minute(20)).failures, 1);
        let old = Attempts::failed(attempts, minute(3 + 24 * 60));
        assert_eq!(old.failures, 1, "yesterday is forgotten");
    }

    #[test]
    fn contacts_have_the_form_of_their_kind() {
        for (kind, text, good) in [
            (ContactKind::Phone, "0531-8722 1234", true),
            (ContactKind::Phone, "+86 138 0000 0000", true),
            (ContactKind::Phone, "call me", false),
            (ContactKind::Email, "a@b.cn", true),
            (ContactKind::Email, "a b@c.cn", false),
            (ContactKind::Email, "a@b", false),
            (ContactKind::Address, "长清区崮云湖街道 1 号", true),
            (ContactKind::Address, "", false),
        ] {
            assert_eq!(parse_contact(kind, text).is_ok(), good, "{text}");
        }
    }
}
