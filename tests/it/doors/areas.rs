//! `/areas`: read by whoever is signed in, changed by administrators within their own area.

use gridward::domain::area_path::AreaPath;
use gridward::domain::codes::Right;
use gridward::domain::ids::AreaId;
use gridward::domain::policy::{ConfigPart, Subject, Target, permit};
use serde_json::json;

use super::Place::{Nowhere, Other, Own, Same};
use super::knocks::{NO_ID, Street, knock};
use super::{Caller, Knock, Place, Want};

fn configures(street: &Street, caller: &Caller, area: AreaId) -> Want {
    let areas: AreaPath = street.way(area);
    let subject = Some(Subject::Config(ConfigPart::Areas));
    Want::of(permit(&caller.actor, Right::Configure, &Target { areas, subject, ..Target::default() }).is_ok())
}

pub(super) fn areas(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let world = &street.world;
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    let places = [(Same, world.communities[0]), (Other, world.communities[1])];
    let code = |place: Place| format!("{}-{place:?}", caller.name);
    match address {
        ("GET", "/areas" | "/areas/map") => Some(vec![knock(Own, path(""), None, Want::In)]),
        ("GET", "/areas/locate") => {
            Some(vec![knock(Own, path("") + "?lon=116.8&lat=36.5&coord_sys=wgs84", None, Want::In)])
        }
        ("GET", "/areas/{id}") => Some(vec![
            knock(Own, path(&world.grids[0].to_string()), None, Want::In),
            knock(Nowhere, path(NO_ID), None, Want::Nothing),
        ]),
        ("POST", "/areas") => {
            let at = |(place, parent): (Place, AreaId)| {
                let body = json!({"code": code(place), "level": "grid", "parent": parent.to_string(),
                    "name_zh": "新网格", "name_en": "New grid"});
                knock(place, path(""), Some(body), configures(street, caller, parent))
            };
            Some(places.map(at).into())
        }
        ("POST", "/areas/import") => {
            let at = |(place, parent): (Place, AreaId)| {
                let path = path("") + &format!("?level=grid&coord_sys=wgs84&parent={parent}");
                let properties = json!({"code": format!("import-{}", code(place)), "name": "新网格"});
                let body = json!({"type": "FeatureCollection",
                    "features": [{"type": "Feature", "geometry": null, "properties": properties}]});
                knock(place, path, Some(body), configures(street, caller, parent))
            };
            Some(places.map(at).into())
        }
        // An end before the beginning: whoever gets in is told so, and the area stays.
        ("POST", "/areas/{id}/end") => {
            let body = || Some(json!({"at": "1990-01-01T00:00:00Z"}));
            let at = |(place, area): (Place, AreaId)| {
                knock(place, path(&area.to_string()), body(), configures(street, caller, area))
            };
            let mut knocks: Vec<Knock> = places.map(at).into();
            knocks.push(knock(Nowhere, path(NO_ID), body(), Want::Out));
            Some(knocks)
        }
        _ => None,
    }
}
