//! `/calendars`, `/limits`, `/ladders`: calendars are open to anybody and made by administrators, limits and ladders by
//! inspectors too; and `/duty-roster`, `/stand-ins`.

use gridward::domain::codes::Right;
use gridward::domain::policy::{ConfigPart, Subject, Target, permit};
use serde_json::json;

use super::Place::{Nowhere, Other, Own};
use super::knocks::{NO_ID, Street, knock};
use super::{Caller, Knock, Want};

fn configures(caller: &Caller, target: Target, part: ConfigPart) -> Want {
    let target = Target { subject: Some(Subject::Config(part)), ..target };
    Want::of(permit(&caller.actor, Right::Configure, &target).is_ok())
}

pub(super) fn rules(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let part = match address.1.split('/').nth(1)? {
        "calendars" => ConfigPart::Calendars,
        "limits" => ConfigPart::Limits,
        "ladders" => ConfigPart::Ladders,
        _ => return roster(street, address, caller),
    };
    let path = |version: &str| format!("/api/v1{}", address.1.replace("{version}", version));
    let may = || configures(caller, Target::default(), part);
    match address {
        ("GET", "/calendars" | "/limits" | "/ladders") => Some(vec![knock(Own, path(""), None, Want::In)]),
        ("GET", _) => Some(vec![
            knock(Own, path("current"), None, Want::In),
            knock(Nowhere, path(NO_ID), None, Want::Nothing),
        ]),
        // The built-in version is approved already, which is told to whoever gets in.
        ("POST", approve) if approve.ends_with("/approve") => Some(vec![
            knock(Own, path("1"), Some(json!({})), may()),
            knock(Nowhere, path(NO_ID), Some(json!({})), Want::Out),
        ]),
        // Bodies that make nothing: whoever gets in is told what is missing.
        ("POST", "/calendars") => {
            let calendar = json!({"code": "x", "name_zh": "x", "name_en": "x", "zone": "Asia/Shanghai",
                "known_years": [], "seasons": [], "special_days": []});
            Some(vec![knock(Own, path(""), Some(json!({"calendar": calendar, "note": "试"})), may())])
        }
        ("POST", "/calendars/import") => {
            let body = json!({"format": "csv", "text": "", "years": [], "note": "试"});
            Some(vec![knock(Own, path(""), Some(body), may())])
        }
        ("POST", "/limits") => {
            let body = json!({"limits": {"rework": "reset", "reopen": "reset"}, "note": ""});
            Some(vec![knock(Own, path(""), Some(body), may())])
        }
        ("POST", "/ladders") => {
            Some(vec![knock(Own, path(""), Some(json!({"ladders": [], "note": "试"})), may())])
        }
        _ => None,
    }
}

/// The roster is kept by administrators; a stand-in is named by whoever is away.
fn roster(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    let (person, other) = (street.world.person("dept_lead"), street.world.person("dept_handler"));
    let span = |mut body: serde_json::Value| {
        body["valid_from"] = json!("2026-04-01T00:00:00Z");
        body["valid_to"] = json!("2026-04-02T00:00:00Z");
        Some(body)
    };
    let in_area = |area| Target { areas: street.way(area), ..Target::default() };
    match address {
        ("GET", "/duty-roster" | "/stand-ins") => Some(vec![knock(Own, path(""), None, Want::In)]),
        ("POST", "/duty-roster") => {
            let area = street.world.communities[1];
            let body = span(json!({"area": area.to_string(), "person": person.to_string()}));
            Some(vec![knock(Other, path(""), body, configures(caller, in_area(area), ConfigPart::Units))])
        }
        ("POST", "/stand-ins") => {
            let body = |who: String| span(json!({"person": who, "stand_in": other.to_string()}));
            let mut want = configures(caller, Target::default(), ConfigPart::Units);
            if caller.actor.person == Some(person) {
                want = Want::In;
            }
            let mut knocks = vec![knock(Other, path(""), body(person.to_string()), want)];
            if let Some(own) = caller.actor.person {
                knocks.insert(0, knock(Own, path(""), body(own.to_string()), Want::In));
            }
            Some(knocks)
        }
        ("DELETE", "/duty-roster/{id}" | "/stand-ins/{id}") => {
            Some(vec![knock(Nowhere, path(NO_ID), None, Want::Out)])
        }
        _ => None,
    }
}
