//! What is asked at each address, and what the policy table says to it. The table is asked about targets that are described here
//! from the world, not read back from the application: so a use case that asks about the wrong target is found.

use gridward::domain::area_path::AreaPath;
use gridward::domain::codes::{Right, Role};
use gridward::domain::ids::{AreaId, UnitId};
use gridward::domain::policy::{ConfigPart, Grant, PeopleAct, Subject, Target, may_somewhere, permit};
use gridward::web::routes::Route;
use serde_json::{Value, json};

use super::Place::{Nowhere, Other, Own, Same};
use super::areas::areas;
use super::cases::{Cases, cases, duties};
use super::office::{office, reports};
use super::public::{outside, public};
use super::rules::rules;
use super::{Caller, Knock, Place, Want};
use crate::support::app::TestApp;
use crate::support::world::World;

/// No id is as high.
pub(super) const NO_ID: &str = "999999999";

/// The world, with what is needed in it to knock at.
pub(crate) struct Street {
    pub(super) world: World,
    /// The cases to knock at.
    pub(super) cases: Cases,
    /// Grants that are there to be ended, by place.
    spare_grants: [String; 2],
    /// Open proposals, by place.
    proposals: [String; 2],
    /// A photo that nobody has used yet, of somebody who does not knock.
    photo: String,
}

impl Street {
    pub(crate) async fn build(app: &TestApp) -> Self {
        let world = app.world();
        let admin = app.log_in("admin").await;
        let mut spare_grants = Vec::new();
        for grid in [0, 2] {
            let body = json!({"name": "临时", "grant": {"role": "volunteer", "area": world.grids[grid].to_string()}});
            let told = app.post(&admin, "/api/v1/people", &body).await.expect(201).json();
            let person = told["person"]["id"].as_str().unwrap();
            let grants =
                app.get_as(&admin, &format!("/api/v1/roles?person={person}")).await.expect(200).json();
            spare_grants.push(grants["items"][0]["id"].as_str().unwrap().to_owned());
        }
        let mut proposals = Vec::new();
        for (lead, unit) in [("dept_lead", "sanitation"), ("other_dept_lead", "urban_management")] {
            let token = app.log_in(lead).await;
            let body = json!({"grant": handler(&world, unit), "reason": "人手不足"});
            let told = app.post(&token, "/api/v1/roles/proposals", &body).await.expect(201).json();
            proposals.push(told["id"].as_str().unwrap().to_owned());
        }
        let photo = upload(app, "second_volunteer").await;
        let cases = Cases::build(app).await;
        Self {
            world,
            cases,
            spare_grants: spare_grants.try_into().unwrap(),
            proposals: proposals.try_into().unwrap(),
            photo,
        }
    }

    fn grid(&self, place: Place) -> AreaId {
        self.world.grids[grid_at(place)]
    }

    /// The whole way from a grid up.
    pub(super) fn path(&self, grid: usize) -> AreaPath {
        AreaPath {
            grid: Some(self.world.grids[grid]),
            community: Some(self.world.communities[grid / 2]),
            street: Some(self.world.street),
            district: Some(self.world.district),
        }
    }

    /// The way from any area of the world up.
    pub(super) fn way(&self, area: AreaId) -> AreaPath {
        let up = |grid| self.path(grid);
        if let Some(grid) = self.world.grids.iter().position(|id| *id == area) {
            return up(grid);
        }
        if let Some(community) = self.world.communities.iter().position(|id| *id == area) {
            return AreaPath { grid: None, ..up(2 * community) };
        }
        AreaPath { grid: None, community: None, ..up(0) }
    }

    /// The target of an act on somebody who holds this grant, or none.
    fn person(&self, act: PeopleAct, grant: Option<&Grant>) -> Target {
        Target {
            areas: grant.map_or_else(AreaPath::default, |grant| self.way(grant.area)),
            holder_unit: grant.and_then(|grant| grant.unit),
            subject: Some(Subject::Person {
                act,
                role: Some(grant.map_or(Role::Resident, |grant| grant.role)),
            }),
            ..Target::default()
        }
    }

    /// Whether the table lets the caller do this to a volunteer of a grid.
    fn manages_volunteer(&self, caller: &Caller, act: PeopleAct, place: Place) -> bool {
        let grant = volunteer(self.grid(place));
        permit(&caller.actor, Right::ManagePeople, &self.person(act, Some(&grant))).is_ok()
    }

    /// And to himself.
    fn manages_self(&self, caller: &Caller, act: PeopleAct) -> bool {
        let target = self.person(act, caller.actor.grants.first());
        permit(&caller.actor, Right::ManagePeople, &target).is_ok()
    }

    fn configures_units(&self, caller: &Caller, area: AreaId) -> bool {
        let subject = Some(Subject::Config(ConfigPart::Units));
        let target = Target { areas: self.way(area), subject, ..Target::default() };
        permit(&caller.actor, Right::Configure, &target).is_ok()
    }
}

pub(super) fn grid_at(place: Place) -> usize {
    if place == Other { 2 } else { 0 }
}

fn volunteer(area: AreaId) -> Grant {
    Grant { role: Role::Volunteer, area, unit: None, sensitive_desk: false }
}

fn handler(world: &World, unit: &str) -> Value {
    json!({"person": world.person("other_resident").to_string(), "role": "dept_handler",
        "area": world.street.to_string(), "unit": world.unit(unit).to_string()})
}

async fn upload(app: &TestApp, name: &str) -> String {
    let token = app.log_in(name).await;
    let picture = image::RgbImage::from_pixel(8, 8, image::Rgb([90, 120, 60]));
    let mut bytes = Vec::new();
    let mut to = std::io::Cursor::new(&mut bytes);
    picture.write_to(&mut to, image::ImageFormat::Png).unwrap();
    let request = actix_web::test::TestRequest::post().uri("/api/v1/attachments");
    let request = request.insert_header(crate::support::app::bearer(&token));
    let reply = app.ask(request.insert_header(("content-type", "image/png")).set_payload(bytes)).await;
    reply.expect(201).json()["id"].as_str().unwrap().to_owned()
}

pub(super) fn knock(place: Place, path: impl Into<String>, body: Option<Value>, want: Want) -> Knock {
    Knock { place, path: path.into(), body, want }
}

/// The knocks of one caller at one address; none if it is not described.
pub(crate) fn knocks(street: &Street, route: &Route, caller: &Caller) -> Option<Vec<Knock>> {
    let address = (route.method.as_str(), route.path.strip_prefix("/api/v1").unwrap_or(route.path));
    match address.1.split('/').nth(1).unwrap_or_default() {
        "people" => people(street, address, caller),
        "roles" => roles(street, address, caller),
        "departments" => departments(street, address, caller),
        "incidents" => incidents(street, address, caller),
        "attachments" => attachments(street, address),
        "areas" => areas(street, address, caller),
        "cases" => cases(street, address, caller),
        "public" => public(address),
        "outside" => Some(outside(address)),
        "deliveries" | "templates" | "webhooks" | "answers" => deliveries(address, caller),
        "calendars" | "limits" | "ladders" | "duty-roster" | "stand-ins" => rules(street, address, caller),
        "reports" => Some(reports(street, address, caller)),
        "suggestions" | "access-log" | "export-log" | "settings" | "catalogue" => {
            office(street, route.path, address, caller).or_else(|| plain(route, address))
        }
        "colleagues" | "checks" | "offers" | "requests" | "hand-overs" | "queues" => {
            duties(street, address, caller)
        }
        _ => plain(route, address),
    }
}

/// Addresses that have no target: what they show or change is the caller's own, or everybody's.
#[expect(clippy::unnested_or_patterns, reason = "one line a resource")]
fn plain(route: &Route, address: (&str, &str)) -> Option<Vec<Knock>> {
    let body = match address {
        ("PUT", "/me/password") => {
            Some(json!({"current_password": "not this one", "new_password": "长清湖边的秋天真好看啊"}))
        }
        ("POST" | "PUT" | "PATCH", _) => Some(json!({})),
        _ => None,
    };
    let path = |filling: &str| route.path.replace("{id}", filling).replace("{file}", filling);
    match address {
        ("GET", "/healthz" | "/readyz" | "/metrics" | "/docs" | "/docs/" | "/about" | "/openapi.json")
        | ("GET", "/catalogue" | "/catalogue/versions")
        | ("POST", "/sessions" | "/sessions/renew" | "/sessions/reset")
        | ("GET" | "DELETE", "/sessions")
        | ("DELETE", "/sessions/current")
        | ("GET" | "PATCH", "/me" | "/me/contact")
        | ("GET", "/inbox")
        | ("GET" | "PUT", "/preferences")
        | ("PUT", "/me/password") => Some(vec![knock(Own, route.path, body, Want::In)]),
        ("POST", "/inbox/read") => {
            Some(vec![knock(Own, route.path, Some(json!({"up_to": NO_ID})), Want::In)])
        }
        ("POST", "/inbox/{id}/read") | ("DELETE", "/sessions/{id}") => {
            Some(vec![knock(Nowhere, path(NO_ID), body, Want::Nothing)])
        }
        // Whoever gets in is told that this is no position: a stream that opens does not end.
        ("GET", "/stream") => Some(vec![knock(Own, "/api/v1/stream?after=nowhere", None, Want::In)]),
        ("GET", "/docs/{file}") => Some(vec![
            knock(Own, path("index.html"), None, Want::In),
            knock(Nowhere, path("nothing.html"), None, Want::Nothing),
        ]),
        ("GET", "/problems/{slug}") => Some(vec![
            knock(Own, "/problems/forbidden", None, Want::In),
            knock(Nowhere, "/problems/nothing", None, Want::Nothing),
        ]),
        ("GET", "/catalogue/{list}") => Some(vec![
            knock(Own, "/api/v1/catalogue/categories", None, Want::In),
            knock(Nowhere, "/api/v1/catalogue/nothing", None, Want::Nothing),
        ]),
        _ => None,
    }
}

/// What goes out of the house: administrators look after it, and whoever may take rows out may have programs told.
fn deliveries(address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let may = |right| Want::of(may_somewhere(&caller.actor, right).is_ok());
    let subject = Some(Subject::Config(ConfigPart::Messages));
    let messages = permit(&caller.actor, Right::Configure, &Target { subject, ..Target::default() });
    let messages = Want::of(messages.is_ok());
    let path =
        |filling: &str| format!("/api/v1{}", address.1.replace("{id}", filling).replace("{code}", filling));
    let own = |filling: &str, body, want| Some(vec![knock(Own, path(filling), body, want)]);
    let nowhere = |body| Some(vec![knock(Nowhere, path(NO_ID), body, Want::Nothing)]);
    match address {
        ("GET", "/deliveries" | "/templates") => own("", None, messages),
        ("PUT", "/templates/{code}") => {
            let words = json!({"lang": "en", "version": 999, "title": "t", "body": "b"});
            own("closed", Some(words), messages)
        }
        ("POST", "/templates/{code}/preview") => own("closed", Some(json!({"lang": "en"})), messages),
        ("GET", "/webhooks") => own("", None, may(Right::Export)),
        ("POST", "/webhooks") => own("", Some(json!({"url": "https://example.cn/"})), may(Right::Export)),
        ("PUT", "/webhooks/{id}/active") => nowhere(Some(json!({"active": false}))),
        ("DELETE", "/webhooks/{id}") => nowhere(None),
        ("POST", "/answers") => nowhere(Some(json!({"token": "1.x", "text": "x"}))),
        ("POST", _) => nowhere(Some(json!({}))),
        _ => None,
    }
}

fn listed(route: &str, caller: &Caller, right: Right) -> Vec<Knock> {
    vec![knock(Own, format!("/api/v1{route}"), None, Want::of(may_somewhere(&caller.actor, right).is_ok()))]
}

fn people(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let world = &street.world;
    let (act, own, body) = match address {
        ("GET", "/people") => return Some(listed("/people", caller, Right::ManagePeople)),
        ("POST", "/people") => return Some(invitations(street, caller)),
        // Anybody sees himself, and changes his own language and contact details.
        ("GET", "/people/{id}") => (PeopleAct::See, true, None),
        ("PATCH", "/people/{id}") => (PeopleAct::Change, true, Some(json!({"lang": "en"}))),
        ("PATCH", "/people/{id}/contact") => (PeopleAct::Change, true, Some(json!({"phone": null}))),
        ("POST", "/people/{id}/reset-codes") => {
            let own = street.manages_self(caller, PeopleAct::ResetCode);
            (PeopleAct::ResetCode, own, Some(json!({})))
        }
        ("POST", "/people/{id}/contact/reveal") => {
            (PeopleAct::See, street.manages_self(caller, PeopleAct::See), Some(json!({"reason": "例行核对"})))
        }
        _ => return None,
    };
    let at = |place, id: &str, want| {
        knock(place, format!("/api/v1{}", address.1.replace("{id}", id)), body.clone(), want)
    };
    let other = |place, name| {
        at(place, &world.person(name).to_string(), Want::of(street.manages_volunteer(caller, act, place)))
    };
    let mut knocks =
        vec![other(Same, "second_volunteer"), other(Other, "other_volunteer"), at(Nowhere, NO_ID, Want::Out)];
    if let Some(person) = caller.actor.person {
        knocks.insert(0, at(Own, &person.to_string(), Want::of(own)));
    }
    Some(knocks)
}

fn invitations(street: &Street, caller: &Caller) -> Vec<Knock> {
    let body = |area: &str| Some(json!({"name": "新人", "grant": {"role": "volunteer", "area": area}}));
    let at = |place| {
        let want = Want::of(street.manages_volunteer(caller, PeopleAct::Invite, place));
        knock(place, "/api/v1/people", body(&street.grid(place).to_string()), want)
    };
    vec![at(Same), at(Other), knock(Nowhere, "/api/v1/people", body(NO_ID), Want::Nothing)]
}

fn roles(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    let ends = |id: usize, place| {
        let want = Want::of(street.manages_volunteer(caller, PeopleAct::Grant, place));
        let body = (address.0 == "PATCH").then(|| json!({"valid_to": null}));
        knock(place, path(&street.spare_grants[id]), body, want)
    };
    match address {
        ("GET", "/roles" | "/roles/proposals") => Some(listed(address.1, caller, Right::ManagePeople)),
        ("POST", "/roles") => Some(gifts(street, caller)),
        ("PATCH" | "DELETE", "/roles/{id}") => {
            let body = (address.0 == "PATCH").then(|| json!({"valid_to": null}));
            Some(vec![ends(0, Same), ends(1, Other), knock(Nowhere, path(NO_ID), body, Want::Out)])
        }
        ("POST", "/roles/proposals") => Some(proposals(street, caller)),
        ("PUT", "/roles/proposals/{id}/decision") => {
            let at = |place, id: &str, want| knock(place, path(id), Some(json!({"accept": false})), want);
            let decides = |unit| {
                let target = street.person(PeopleAct::Grant, Some(&handler_grant(street, unit)));
                Want::of(permit(&caller.actor, Right::ManagePeople, &target).is_ok())
            };
            Some(vec![
                at(Same, &street.proposals[0], decides("sanitation")),
                at(Other, &street.proposals[1], decides("urban_management")),
                at(Nowhere, NO_ID, Want::Out),
            ])
        }
        _ => None,
    }
}

/// Grants to others, and one to oneself, which nobody may give.
fn gifts(street: &Street, caller: &Caller) -> Vec<Knock> {
    let at = |place, person: String, want| {
        let area = street.grid(place).to_string();
        let body = json!({"person": person, "role": "volunteer", "area": area});
        knock(place, "/api/v1/roles", Some(body), want)
    };
    let other = street.world.person("other_resident").to_string();
    let gives = |place| Want::of(street.manages_volunteer(caller, PeopleAct::Grant, place));
    let mut knocks = vec![at(Same, other.clone(), gives(Same)), at(Other, other, gives(Other))];
    if let Some(person) = caller.actor.person {
        knocks.insert(0, at(Own, person.to_string(), Want::Out));
    }
    knocks
}

fn handler_grant(street: &Street, unit: &str) -> Grant {
    let unit: UnitId = street.world.unit(unit);
    Grant { role: Role::DeptHandler, area: street.world.street, unit: Some(unit), sensitive_desk: false }
}

fn proposals(street: &Street, caller: &Caller) -> Vec<Knock> {
    let at = |place, unit| {
        let target = street.person(PeopleAct::Propose, Some(&handler_grant(street, unit)));
        let want = Want::of(permit(&caller.actor, Right::ManagePeople, &target).is_ok());
        let body = json!({"grant": handler(&street.world, unit), "reason": "人手不足"});
        knock(place, "/api/v1/roles/proposals", Some(body), want)
    };
    vec![at(Same, "sanitation"), at(Other, "urban_management")]
}

fn departments(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    let world = &street.world;
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    match address {
        ("GET", "/departments") => Some(vec![knock(Own, path(""), None, Want::In)]),
        ("GET", "/departments/{id}") => Some(vec![
            knock(Same, path(&world.unit("north_desk").to_string()), None, Want::In),
            knock(Nowhere, path(NO_ID), None, Want::Nothing),
        ]),
        ("POST", "/departments") => {
            let at = |place, area: AreaId| {
                let code = format!("{}_{place:?}", caller.name).to_lowercase();
                let body = json!({"code": code, "kind": "team", "area": area.to_string(),
                    "name_zh": "新队", "name_en": "New team"});
                knock(place, path(""), Some(body), Want::of(street.configures_units(caller, area)))
            };
            Some(vec![at(Same, world.communities[0]), at(Other, world.communities[1])])
        }
        ("PATCH", "/departments/{id}") => {
            let body = || Some(json!({"name_en": "Other words"}));
            let same = Want::of(street.configures_units(caller, world.communities[0]));
            Some(vec![
                knock(Same, path(&world.unit("north_desk").to_string()), body(), same),
                knock(Nowhere, path(NO_ID), body(), Want::Out),
            ])
        }
        _ => None,
    }
}

/// Filing has no place of its own: whoever may, may everywhere, and outside every grid too.
fn incidents(street: &Street, address: (&str, &str), caller: &Caller) -> Option<Vec<Knock>> {
    match address {
        ("POST", "/incidents") => {}
        ("GET", "/incidents") => return Some(vec![knock(Own, "/api/v1/incidents", None, Want::In)]),
        _ => return None,
    }
    let at = |place| {
        let target = Target { areas: street.path(grid_at(place)), ..Target::default() };
        let want = Want::of(permit(&caller.actor, Right::Report, &target).is_ok());
        let (lon, lat) = if place == Nowhere { (0.0, 0.0) } else { World::middle_of(grid_at(place)) };
        let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
        knock(place, "/api/v1/incidents", Some(body), want)
    };
    Some(vec![at(Same), at(Other), at(Nowhere)])
}

/// A photo that no report names yet is seen by whoever uploaded it, and by nobody else.
fn attachments(street: &Street, address: (&str, &str)) -> Option<Vec<Knock>> {
    let path = |id: &str| format!("/api/v1{}", address.1.replace("{id}", id));
    match address {
        ("POST", "/attachments") => Some(vec![knock(Own, path(""), Some(json!({})), Want::In)]),
        ("GET", "/attachments/{id}" | "/attachments/{id}/thumbnail") => Some(vec![
            knock(Other, path(&street.photo), None, Want::Out),
            knock(Nowhere, path(NO_ID), None, Want::Out),
        ]),
        _ => None,
    }
}
