//! Webhooks after the Standard Webhooks specification: `webhook-id`, `webhook-timestamp`, `webhook-signature` (`v1`, HMAC-SHA256 over
//! id, time and body). A repetition carries the same id. While a secret is being changed both sign.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::channel::{Carrier, misdirected};
use super::http::{Answer, Http, NoAnswer};
use super::wecom_robot;
use crate::domain::notice::outgoing::{Address, Outcome, Outgoing};

/// Calls programs.
pub struct WebhookCarrier {
    http: Http,
}

impl WebhookCarrier {
    /// Calls by a client, whose guard says where.
    pub const fn new(http: Http) -> Self {
        Self { http }
    }
}

impl Carrier for WebhookCarrier {
    fn send(&self, message: &Outgoing) -> Outcome {
        if let Address::Robot { url, text } = &message.to {
            return wecom_robot::say(&self.http, url, text);
        }
        let Address::Hook { url, secrets, body, at } = &message.to else { return misdirected() };
        let id = format!("msg_{}", message.message_id);
        let seconds = at.as_second();
        let signatures: Vec<String> =
            secrets.iter().map(|secret| signature(secret, &id, seconds, body)).collect();
        let headers = [
            ("webhook-id", id),
            ("webhook-timestamp", seconds.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ];
        judge(self.http.post(url, &headers, body))
    }
}

fn signature(secret: &[u8], id: &str, seconds: i64, body: &str) -> String {
    // Secrets are shorter than HMAC's block, which fills them with zeros (RFC 2104 §2).
    let mut block = [0; 64];
    for (to, from) in block.iter_mut().zip(secret) {
        *to = *from;
    }
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Anything but success is tried again, since the other side can tell a repetition; 410 says that nobody wants it any more.
fn judge(answer: Result<Answer, NoAnswer>) -> Outcome {
    match answer {
        Ok(answer) if (200..300).contains(&answer.status) => Outcome::Sent,
        Ok(Answer { status: 410, .. }) => Outcome::Refused { why: "status 410".to_owned(), address: true },
        Ok(answer) => Outcome::Later { why: format!("status {}", answer.status), after: answer.retry_after },
        Err(NoAnswer::Forbidden) => {
            Outcome::Refused { why: NoAnswer::Forbidden.why().to_owned(), address: false }
        }
        Err(none) => Outcome::Later { why: none.why().to_owned(), after: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_specification() {
        // The example of the specification's reference libraries.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed =
            signature(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
