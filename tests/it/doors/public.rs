//! `/public` and `/outside`: open to anybody; a code that stands for nothing opens nothing, nor does nobody's link.

use serde_json::json;

use super::Place::{Nowhere, Own};
use super::knocks::{NO_ID, knock};
use super::{Knock, Want};

/// A tracking code that is well formed and nobody's.
const NO_CODE: &str = "00000-00000-0000";

pub(super) fn public(address: (&str, &str)) -> Option<Vec<Knock>> {
    let path = format!("/api/v1{}", address.1);
    let nobodys = |body| vec![knock(Nowhere, path.replace("{code}", NO_CODE), body, Want::Nothing)];
    match address {
        ("POST", "/public/incidents") => Some(vec![knock(Own, path, Some(json!({})), Want::In)]),
        ("POST", "/public/suggestions") => {
            Some(vec![knock(Own, path, Some(json!({"text": "路灯不亮"})), Want::In)])
        }
        ("GET", "/public/nearby") => {
            Some(vec![knock(Own, path + "?lon=116.8&lat=36.5&coord_sys=wgs84", None, Want::In)])
        }
        ("GET", "/public/known/{number}") => {
            Some(vec![knock(Nowhere, path.replace("{number}", "GW-999999-9"), None, Want::Nothing)])
        }
        ("POST", "/public/cases/{code}/transitions") => {
            Some(nobodys(Some(json!({"action": "rate", "stars": 5, "solved": true}))))
        }
        ("GET" | "POST", _) => Some(nobodys(None)),
        _ => None,
    }
}

/// Nobody here has a link; what those open who have one is walked through in `outside.rs`.
pub(super) fn outside(address: (&str, &str)) -> Vec<Knock> {
    let path = format!("/api/v1{}", address.1.replace("{id}", NO_ID));
    let body = match address.1 {
        "/outside/case/result" => Some(json!({"outcome": "solved", "text": "已修好"})),
        "/outside/case/supplements" => Some(json!({"text": "明天到场"})),
        _ => None,
    };
    vec![knock(Nowhere, path, body, Want::Nothing)]
}
