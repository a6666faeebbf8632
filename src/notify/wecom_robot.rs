//! Messages into a group chat of WeCom by its robot (企业微信群机器人): one call to the robot's own address, whose key is all the
//! proof there is. Built after the public documentation and tested against a stand-in: the real service has not seen it.

use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::json;

use super::http::{Http, NoAnswer};
use crate::domain::notice::outgoing::Outcome;

/// A text has at most so many bytes.
const TEXT_MAX: usize = 2048;
/// More than twenty messages in a minute.
const TOO_OFTEN: i64 = 45009;
/// There is no such robot, or no more.
const NO_ROBOT: [i64; 2] = [93000, 93004];
/// A robot that has had enough listens again after a minute.
const BREATH: SignedDuration = SignedDuration::from_mins(1);

#[derive(Deserialize)]
struct Told {
    errcode: i64,
}

/// Has a robot say something.
pub(super) fn say(http: &Http, url: &str, text: &str) -> Outcome {
    let content = text.get(..text.floor_char_boundary(TEXT_MAX)).unwrap_or(text);
    let body = json!({"msgtype": "text", "text": {"content": content}});
    let later = |why: String, after| Outcome::Later { why, after };
    let answer = match http.post(url, &[], &body.to_string()) {
        Ok(answer) => answer,
        // A robot cannot tell a repetition.
        Err(NoAnswer::Silent) => return Outcome::Uncertain { why: NoAnswer::Silent.why().to_owned() },
        Err(NoAnswer::Forbidden) => {
            return Outcome::Refused { why: NoAnswer::Forbidden.why().to_owned(), address: false };
        }
        Err(none) => return later(none.why().to_owned(), None),
    };
    match serde_json::from_str::<Told>(&answer.body) {
        Ok(Told { errcode: 0 }) => Outcome::Sent,
        Ok(Told { errcode: TOO_OFTEN }) => {
            later("the robot has said enough for now".to_owned(), Some(BREATH))
        }
        Ok(told) if NO_ROBOT.contains(&told.errcode) => {
            Outcome::Refused { why: "there is no such robot".to_owned(), address: true }
        }
        Ok(told) => later(format!("WeCom says {}", told.errcode), None),
        Err(_) => later(format!("status {}", answer.status), answer.retry_after),
    }
}
