//! Text messages by a gateway that takes JSON over HTTP. Providers differ in the body they want, so the body is a template of the
//! configuration. Built after public documentation and tested against a double: no real provider has seen it.

use super::channel::{Carrier, misdirected};
use super::http::{Http, NoAnswer};
use crate::domain::notice::outgoing::{Address, Outcome, Outgoing};

/// A gateway.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsGateway {
    /// Where it listens.
    pub url: String,
    /// JSON in which `{phone}`, `{text}` and `{id}` stand within strings.
    pub body: String,
    /// The value of `Authorization`, if it wants one.
    pub authorization: Option<String>,
}

/// Sends text messages.
pub struct SmsCarrier {
    gateway: SmsGateway,
    http: Http,
}

impl SmsCarrier {
    /// Messages by a gateway.
    pub const fn new(gateway: SmsGateway, http: Http) -> Self {
        Self { gateway, http }
    }
}

/// Whether a template gives JSON when it is filled in.
pub fn is_template(body: &str) -> bool {
    body.contains("{phone}")
        && body.contains("{text}")
        && serde_json::from_str::<serde_json::Value>(&fill(body, "1", "1", "1")).is_ok()
}

/// Fills a template in. What is filled in is escaped as JSON wants it within a string, and never read as a template itself.
fn fill(body: &str, phone: &str, text: &str, id: &str) -> String {
    let inner = |value: &str| {
        let quoted = serde_json::Value::from(value).to_string();
        quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default().to_owned()
    };
    let holes = [("{phone}", inner(phone)), ("{text}", inner(text)), ("{id}", inner(id))];
    let mut filled = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((at, hole, value)) =
        holes.iter().filter_map(|(hole, value)| Some((rest.find(hole)?, hole, value))).min()
    {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        filled.push_str(before);
        filled.push_str(value);
        rest = behind.strip_prefix(*hole).unwrap_or_default();
    }
    filled.push_str(rest);
    filled
}

impl Carrier for SmsCarrier {
    fn send(&self, message: &Outgoing) -> Outcome {
        let Address::Phone(phone) = &message.to else { return misdirected() };
        let text = format!("{} {}", message.text.title, message.text.link);
        let body = fill(&self.gateway.body, phone, &text, &message.message_id);
        let headers: Vec<(&str, String)> =
            self.gateway.authorization.iter().map(|value| ("authorization", value.clone())).collect();
        match self.http.post(&self.gateway.url, &headers, &body) {
            Ok(answer) if (200..300).contains(&answer.status) => Outcome::Sent,
            Ok(answer) if answer.status == 429 || answer.status >= 500 => {
                Outcome::Later { why: format!("status {}", answer.status), after: answer.retry_after }
            }
            Ok(answer) => Outcome::Refused { why: format!("status {}", answer.status), address: false },
            // A gateway cannot tell a repetition, and each message costs money.
            Err(NoAnswer::Silent) => Outcome::Uncertain { why: NoAnswer::Silent.why().to_owned() },
            Err(none) => Outcome::Later { why: none.why().to_owned(), after: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_stays_within_its_string() {
        let body = r#"{"to":"{phone}","msg":"{text}","ref":"{id}"}"#;
        assert!(is_template(body));
        let filled = fill(body, "139", "a \"{phone}\" \\ \n b", "7");
        let told: serde_json::Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(told["msg"], "a \"{phone}\" \\ \n b");
        assert_eq!((told["to"].as_str(), told["ref"].as_str()), (Some("139"), Some("7")));
        assert!(!is_template(r#"{"to":{phone},"msg":{text}"#));
        assert!(!is_template(r#"{"to":"{phone}"}"#));
    }
}
