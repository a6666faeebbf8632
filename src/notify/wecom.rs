//! Messages of an application in WeCom (企业微信): a token by id and secret, kept until it is refused, then one call a message. Built
//! after the public documentation of the server API and tested against a double: the real service has not seen it.

use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use serde_json::json;

use super::channel::{Carrier, misdirected};
use super::http::{Http, NoAnswer};
use crate::domain::notice::outgoing::{Address, Outcome, Outgoing};

/// A text has at most so many bytes.
const TEXT_MAX: usize = 2048;
/// The token is unknown, wrong or has run out.
const STALE: [i64; 3] = [40014, 42001, 41001];
/// The account is not known, or not within the application's reach.
const NOBODY: [i64; 3] = [60111, 81013, 40003];

/// An application in WeCom.
#[derive(Clone, PartialEq, Eq)]
pub struct WecomApplication {
    /// The server, without a slash at the end.
    pub url: String,
    /// The enterprise.
    pub corp_id: String,
    /// The application.
    pub agent_id: i64,
    /// Its secret.
    pub secret: String,
}

/// Sends messages of the application.
pub struct WecomCarrier {
    application: WecomApplication,
    http: Http,
    token: Mutex<Option<String>>,
}

#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    errcode: i64,
    #[serde(default)]
    access_token: Option<String>,
    #[serde(default)]
    invaliduser: Option<String>,
}

impl WecomCarrier {
    /// Messages of an application.
    pub const fn new(application: WecomApplication, http: Http) -> Self {
        Self { application, http, token: Mutex::new(None) }
    }

    fn token(&self) -> Result<String, Outcome> {
        let kept = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(token) = kept {
            return Ok(token);
        }
        let WecomApplication { url, corp_id, secret, .. } = &self.application;
        let query =
            serde_urlencoded::to_string([("corpid", corp_id), ("corpsecret", secret)]).unwrap_or_default();
        let answer = self.http.get(&format!("{url}/cgi-bin/gettoken?{query}"));
        let later = |why: String| Outcome::Later { why, after: None };
        let told = read(&answer.map_err(|none| later(none.why().to_owned()))?.body)?;
        let token = told.access_token.ok_or_else(|| later(format!("no token: error {}", told.errcode)))?;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.clone());
        Ok(token)
    }

    fn post(&self, user: &str, message: &Outgoing) -> Result<Told, Outcome> {
        let token = self.token()?;
        let WecomApplication { url, agent_id, .. } = &self.application;
        let text = format!("{}\n{}", message.text.title, message.text.body);
        let content = cut(&text);
        // The service itself leaves out a repetition within half an hour.
        let body = json!({"touser": user, "msgtype": "text", "agentid": agent_id, "text": {"content": content},
            "safe": 0, "enable_duplicate_check": 1, "duplicate_check_interval": 1800});
        let query = serde_urlencoded::to_string([("access_token", token)]).unwrap_or_default();
        let address = format!("{url}/cgi-bin/message/send?{query}");
        match self.http.post(&address, &[], &body.to_string()) {
            Ok(answer) => read(&answer.body),
            Err(NoAnswer::Silent) => Err(Outcome::Uncertain { why: NoAnswer::Silent.why().to_owned() }),
            Err(none) => Err(Outcome::Later { why: none.why().to_owned(), after: None }),
        }
    }
}

fn read(body: &str) -> Result<Told, Outcome> {
    serde_json::from_str(body)
        .map_err(|_| Outcome::Later { why: "the answer is not that of WeCom".to_owned(), after: None })
}

/// As much of a text as a message holds.
fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(TEXT_MAX)).unwrap_or(text)
}

impl Carrier for WecomCarrier {
    fn send(&self, message: &Outgoing) -> Outcome {
        let Address::WecomUser(user) = &message.to else { return misdirected() };
        let mut told = self.post(user, message);
        if told.as_ref().is_ok_and(|told| STALE.contains(&told.errcode)) {
            *self.token.lock().unwrap_or_else(PoisonError::into_inner) = None;
            told = self.post(user, message);
        }
        match told {
            Err(outcome) => outcome,
            Ok(told)
                if NOBODY.contains(&told.errcode)
                    || told.invaliduser.as_ref().is_some_and(|who| !who.is_empty()) =>
            {
                Outcome::Refused { why: "no such account in WeCom".to_owned(), address: false }
            }
            Ok(told) if told.errcode == 0 => Outcome::Sent,
            Ok(told) => Outcome::Later { why: format!("WeCom says {}", told.errcode), after: None },
        }
    }
}
