//! What helps before filing, the logs that auditors read, what the office configures, and its numbers.

use gridward::domain::area_path::AreaPath;
use gridward::domain::codes::Right;
use gridward::domain::ids::AreaId;
use gridward::domain::policy::statistics::statistics_scope;
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

/// Numbers: of all that one may see, of a community, and of a unit. Whoever has no right to numbers of others sees his own,
/// whatever area he names.
pub(super) fn reports(street: &Street, address: (&str, &str), caller: &Caller) -> Vec<Knock> {
    let path = format!("/api/v1{}", address.1);
    if address.1.ends_with("/definitions") {
        return vec![knock(Own, path, None, Want::In)];
    }
    let scope = statistics_scope(&caller.actor);
    let within = |area: AreaId| {
        scope.as_ref().is_ok_and(|scope| {
            scope.is_own_only() || !scope.units.is_empty() || scope.holds_area(&street.way(area))
        })
    };
    let [same, other] = street.world.communities;
    let of = |place, area: AreaId| knock(place, format!("{path}?area={area}"), None, Want::of(within(area)));
    vec![
        knock(Own, path.clone(), None, Want::of(scope.is_ok())),
        of(Same, same),
        of(Other, other),
        knock(Nowhere, format!("{path}?area={NO_ID}"), None, Want::Out),
    ]
}
