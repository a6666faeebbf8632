//! What helps before filing, the logs that auditors read, and what the office configures.

use gridward::domain::area_path::AreaPath;
use gridward::domain::codes::Right;
use gridward::domain::ids::AreaId;
use gridward::domain::policy::{ConfigPart, Subject, Target, permit};
use serde_json::json;

use super::Place::{Nowhere, Other, Own, Same};
use super::knocks::{NO_ID, Street, knock};
use super::{Caller, Knock, Want};

/// What helps before filing, the logs, and what the office configures.
pub(super) fn office(
    street: &Street,
    path: &str,
    address: (&str, &str),
    caller: &Caller,
) -> Option<Vec<Knock>> {
    let may = |right, target: &Target| Want::of(permit(&caller.actor, right, target).is_ok());
    let configures = |areas: AreaPath, part| {
        let subject = Some(Subject::Config(part));
        may(Right::Configure, &Target { areas, subject, ..Target::default() })
    };
    match address {
        ("POST", "/suggestions") => {
            Some(vec![knock(Own, path, Some(json!({})), may(Right::Report, &Target::default()))])
        }
        ("GET", "/access-log" | "/export-log") => {
            Some(vec![knock(Own, path, None, may(Right::ViewAudit, &Target::default()))])
        }
        ("GET" | "PUT", "/settings") => {
            let body = (address.0 == "PUT").then(|| json!({"values": {}}));
            let at =
                |place, area: &str, want| knock(place, format!("{path}?area={area}"), body.clone(), want);
            let of = |place, area: AreaId| {
                at(place, &area.to_string(), configures(street.way(area), ConfigPart::Limits))
            };
            let [same, other] = street.world.communities;
            Some(vec![of(Same, same), of(Other, other), at(Nowhere, NO_ID, Want::Out)])
        }
        ("PATCH", "/catalogue") => {
            let want = configures(AreaPath::default(), ConfigPart::Catalogue);
            Some(vec![knock(Own, path, Some(json!({})), want)])
        }
        ("POST", "/catalogue/import") => {
            let want = configures(AreaPath::default(), ConfigPart::Catalogue);
            Some(vec![knock(Own, path, Some(json!({"lists": [], "dry_run": true})), want)])
        }
        _ => None,
    }
}
