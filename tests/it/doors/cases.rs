//! `/cases` and the work that waits for somebody: cases just reported, each caller's own, one of the same grid and one of
//! another community. What the table says of other states is held by the matrix of `domain/case/tests/`.

use std::collections::BTreeMap;

use gridward::domain::codes::{Level, Right};
use gridward::domain::ids::{CaseId, PersonId};
use gridward::domain::policy::{Target, may_somewhere, permit};
use serde_json::{Value, json};

use super::Place::{Nowhere, Other, Own, Same};
use super::knocks::{NO_ID, Street, grid_at, knock};
use super::{CALLERS, Caller, Knock, Place, Want};
use crate::support::app::TestApp;
use crate::support::world::World;

/// The cases of the street, by who reported them.
pub(super) struct Cases(BTreeMap<&'static str, CaseId>);

impl Cases {
    pub(super) async fn build(app: &TestApp) -> Self {
        let mut cases = BTreeMap::new();
        for name in CALLERS.into_iter().chain(["second_volunteer", "other_volunteer"]) {
            if name == "stranger" {
                continue;
            }
            let token = app.log_in(name).await;
            let (lon, lat) = World::middle_of(if name.starts_with("other_") { 2 } else { 0 });
            let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
            let reply = app.post(&token, "/api/v1/incidents", &body).await;
            // Auditors and administrators do not report.
            if reply.status == 201 {
                let id: i64 = reply.json()["case"].as_str().unwrap().parse().unwrap();
                cases.insert(name, CaseId(id));
            }
        }
        Self(cases)
    }
}

fn reported(street: &Street, case: CaseId, place: Place, reporter: PersonId) -> Target {
    Target {
        case: Some(case),
        areas: street.path(grid_at(place)),
        level: Some(Level::Community),
        open: true,
        before_register: true,
        reporter: Some(reporter),
        ..Target::default()
    }
}

/// One knock for each place, with the right that the table is asked for.
fn each(
    street: &Street,
    caller: &Caller,
    right: Right,
    knock_at: impl Fn(&str) -> (String, Option<Value>),
) -> Vec<Knock> {
    let reporters = [(Own, caller.name), (Same, "second_volunteer"), (Other, "other_volunteer")];
    let mut knocks = Vec::new();
    for (place, reporter) in reporters {
        let Some(case) = street.cases.0.get(reporter).copied() else { continue };
        let target = reported(street, case, place, street.world.person(reporter));
        let want = Want::of(permit(&caller.actor, right, &target).is_ok());
        let (path, body) = knock_at(&case.to_string());
        knocks.push(knock(place, path, body, want));
    }
    let (path, body) = knock_at(NO_ID);
    knocks.push(knock(Nowhere, path, body, Want::Out));
    knocks
}

pub(super) fn cases(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    match address {
        ("GET", "/cases/{id}" | "/cases/{id}/actions" | "/cases/{id}/clocks" | "/cases/{id}/timeline") => {
            Some(each(street, caller, Right::View, |id| (path(id), None)))
        }
        ("POST", "/cases/{id}/transitions") => Some(each(street, caller, Right::Note, |id| {
            (path(id), Some(json!({"action": "note", "text": "已电话核对"})))
        })),
        ("POST", "/cases/{id}/link") => Some(each(street, caller, Right::ShareLink, |id| (path(id), None))),
        ("POST", "/cases/{id}/contact") => Some(each(street, caller, Right::ViewReporterContact, |id| {
            (path(id), Some(json!({"reason": "核对地点"})))
        })),
        // The rows are filtered one by one; the property tests of the policy hold lists and details together.
        ("GET", "/cases") => Some(vec![knock(Own, path(""), None, Want::In)]),
        ("POST", "/cases/batch") => {
            let case = street.cases.0["second_volunteer"].to_string();
            let body = json!({"action": "close", "items": [{"case": case, "version": 1}]});
            let want = Want::of(may_somewhere(&caller.actor, Right::Batch).is_ok());
            Some(vec![knock(Same, path(""), Some(body), want)])
        }
        _ => None,
    }
}

/// Lists of one's own duties are everybody's. Orders and offers that do not exist open to nobody; those that do are walked
/// through in `cases/`.
pub(super) fn duties(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let path = format!("/api/v1{}", address.1.replace("{id}", NO_ID));
    match address {
        ("GET", "/queues/{queue}") => {
            let at = |place, queue, want| knock(place, path.replace("{queue}", queue), None, want);
            Some(vec![at(Own, "mine", Want::In), at(Nowhere, "nothing", Want::Nothing)])
        }
        ("GET", "/colleagues") => {
            let want = Want::of(may_somewhere(&caller.actor, Right::HandOver).is_ok());
            Some(vec![knock(Own, path, None, want)])
        }
        ("GET", "/checks" | "/offers" | "/requests" | "/queues") => {
            Some(vec![knock(Own, path, None, Want::In)])
        }
        ("POST", "/checks/{id}/take" | "/offers/{id}/accept" | "/offers/{id}/decline") => {
            Some(vec![knock(Nowhere, path, Some(json!({})), Want::Out)])
        }
        ("POST", "/checks/{id}/result") => {
            Some(vec![knock(Nowhere, path, Some(json!({"outcome": "confirmed"})), Want::Out)])
        }
        // Each case of the request has a result of its own.
        ("POST", "/hand-overs") => {
            let case = street.cases.0["second_volunteer"].to_string();
            let to = street.world.person("second_acceptor").to_string();
            let want = Want::of(may_somewhere(&caller.actor, Right::HandOver).is_ok());
            Some(vec![knock(Same, path, Some(json!({"to": to, "cases": [case]})), want)])
        }
        _ => None,
    }
}
