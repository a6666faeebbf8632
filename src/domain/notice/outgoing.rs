//! A message on its way out, and what came of trying. Both cross from the services to the room that sends.

use jiff::{SignedDuration, Timestamp};

use super::channel::Channel;
use super::template::Rendered;
use crate::domain::codes::Lang;

/// A message that is to be sent now. Whoever finishes it shows the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The delivery's id.
    pub id: i64,
    /// The lease's token.
    pub token: i64,
    /// By which way.
    pub channel: Channel,
    /// To where.
    pub to: Address,
    /// In which language.
    pub lang: Lang,
    /// What is said.
    pub text: Rendered,
    /// Stays the same however often it is sent, so that a receiver can tell a repetition.
    pub message_id: String,
    /// When the message came to be.
    pub said_at: Timestamp,
}

/// Where a message goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Address {
    /// A mail address.
    Mail(String),
    /// A telephone number.
    Phone(String),
    /// An account in WeCom.
    WecomUser(String),
    /// A program: the body is JSON, signed with each of the secrets, the newest first.
    Hook {
        /// Where it listens.
        url: String,
        /// The secrets.
        secrets: Vec<Vec<u8>>,
        /// The body.
        body: String,
        /// Now, which the signature covers.
        at: Timestamp,
    },
    /// The robot of a group chat.
    Robot {
        /// Its address, with the key in it.
        url: String,
        /// What it says.
        text: String,
    },
}

/// Addresses are personal: they are never printed.
impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Mail(_) => "Mail(***)",
            Self::Phone(_) => "Phone(***)",
            Self::WecomUser(_) => "WecomUser(***)",
            Self::Hook { .. } => "Hook(***)",
            Self::Robot { .. } => "Robot(***)",
        })
    }
}

/// What came of sending. The reason is for the operator: a status or a kind of failure, never an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken.
    Sent,
    /// Not now: it is tried again, not before `after` if the other side said so.
    Later {
        /// Why.
        why: String,
        /// How long the other side asks to wait.
        after: Option<SignedDuration>,
    },
    /// It was handed over, and no answer came: it may have arrived.
    Uncertain {
        /// Why.
        why: String,
    },
    /// Never, not like this.
    Refused {
        /// Why.
        why: String,
        /// Whether the address itself is no good, so that nothing more may go there.
        address: bool,
    },
}

/// Tries before a message is listed as dead.
pub const TRIES: i64 = 10;
/// The first wait is at most so long, and doubles with each try …
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// … up to this.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);
/// A message that may have arrived is held for so long before it is sent once more.
pub const HOLD: SignedDuration = SignedDuration::from_mins(10);

/// How long to wait after `attempts` failures: a random part of the doubled wait (full jitter), so that a server that comes
/// back is not met by everybody at once. `chance` is random in 0..=1; what the other side asks for is the least.
pub fn backoff(attempts: i64, chance: f64, asked: Option<SignedDuration>) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 16) - 1).unwrap_or(0);
    let most = (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT);
    let wait = most.mul_f64(chance.clamp(0.0, 1.0)).max(SignedDuration::from_secs(1));
    wait.max(asked.unwrap_or_default().min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_six_hours_and_are_spread() {
        assert_eq!(backoff(1, 1.0, None), SignedDuration::from_secs(30));
        assert_eq!(backoff(2, 1.0, None), SignedDuration::from_secs(60));
        assert_eq!(backoff(4, 0.5, None), SignedDuration::from_secs(120));
        assert_eq!(backoff(40, 1.0, None), SignedDuration::from_hours(6));
        assert_eq!(backoff(3, 0.0, None), SignedDuration::from_secs(1));
    }

    #[test]
    fn what_the_other_side_asks_for_is_the_least() {
        let minutes = SignedDuration::from_mins;
        assert_eq!(backoff(1, 0.0, Some(minutes(5))), minutes(5));
        assert_eq!(backoff(9, 1.0, Some(minutes(5))), minutes(128));
        assert_eq!(backoff(1, 1.0, Some(minutes(60 * 24 * 30))), SignedDuration::from_hours(6));
    }
}
