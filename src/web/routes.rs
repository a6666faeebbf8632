//! The URL table: every method, address, handler and who may come in, on one screen. Actix, the OpenAPI document and the
//! generated role × endpoint test all read this one table.

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::web::ServiceConfig;
use actix_web::{Resource, guard, web};

use crate::domain::codes::Right;
use crate::web::fallback::method_not_allowed;

// One a line: this is where everybody adds.
use crate::web::about;
use crate::web::answers;
use crate::web::areas;
use crate::web::attachments;
use crate::web::audit;
use crate::web::calendars;
use crate::web::case_list;
use crate::web::cases;
use crate::web::catalogue;
use crate::web::catalogue_edit;
use crate::web::clocks;
use crate::web::deliveries;
use crate::web::departments;
use crate::web::docs;
use crate::web::door;
use crate::web::duties;
use crate::web::health;
use crate::web::inbox;
use crate::web::incidents;
use crate::web::ladders;
use crate::web::limits;
use crate::web::me;
use crate::web::outside;
use crate::web::people;
use crate::web::preferences;
use crate::web::public;
use crate::web::report_histories;
use crate::web::report_morning;
use crate::web::report_survival;
use crate::web::reports;
use crate::web::roles;
use crate::web::roster;
use crate::web::sessions;
use crate::web::settings;
use crate::web::stream;
use crate::web::suggestions;
use crate::web::templates;
use crate::web::timeline;
use crate::web::webhooks;

/// Who gets past the door of a route. What he may do there is for the policy table to say, inside the transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Anybody with a valid token; the use case concerns himself.
    SignedIn,
    /// Whoever has this right on the target.
    Needs(Right),
    /// The right is that of the action named in the body.
    ByAction,
}

/// One row of the table.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The address, as a template.
    pub path: &'static str,
    /// Who gets in.
    pub access: Access,
    add: fn(Resource) -> Resource,
}

macro_rules! routes {
    ($($method:ident $path:literal => $($part:ident)::+, $access:expr;)+) => {
        /// The table.
        pub static ROUTES: &[Route] = &[$(Route {
            method: Method::$method,
            path: $path,
            access: $access,
            add: |resource| {
                let route = web::route().guard(by(Method::$method)).to($($part)::+);
                resource.route(guarded(route, &Method::$method, $access))
            },
        }),+];

        /// The operations of the table, as their handlers describe them.
        #[derive(utoipa::OpenApi)]
        #[openapi(paths($($($part)::+),+))]
        pub(super) struct Operations;
    };
}

use Access::{ByAction, Needs, Open, SignedIn};

routes! {
    GET "/healthz" => health::get_health, Open;
    GET "/readyz" => health::get_readiness, Open;
    GET "/metrics" => health::get_metrics, Open;
    GET "/docs" => docs::get_docs_root, Open;
    GET "/docs/" => docs::get_docs_page, Open;
    GET "/docs/{file}" => docs::get_docs_file, Open;
    GET "/problems/{slug}" => docs::get_problem, Open;
    GET "/api/v1/about" => about::get_about, Open;
    GET "/api/v1/openapi.json" => docs::get_openapi, Open;
    POST "/api/v1/sessions" => sessions::log_in, Open;
    GET "/api/v1/sessions" => sessions::list_sessions, SignedIn;
    DELETE "/api/v1/sessions" => sessions::end_all_sessions, SignedIn;
    POST "/api/v1/sessions/renew" => sessions::renew_session, Open;
    POST "/api/v1/sessions/reset" => sessions::reset_password, Open;
    DELETE "/api/v1/sessions/current" => sessions::log_out, SignedIn;
    DELETE "/api/v1/sessions/{id}" => sessions::end_session, SignedIn;
    GET "/api/v1/me" => me::get_me, SignedIn;
    PATCH "/api/v1/me" => me::change_me, SignedIn;
    PUT "/api/v1/me/password" => me::change_password, SignedIn;
    GET "/api/v1/me/contact" => me::get_own_contact, SignedIn;
    PATCH "/api/v1/me/contact" => me::change_own_contact, SignedIn;
    GET "/api/v1/people" => people::list_people, Needs(Right::ManagePeople);
    POST "/api/v1/people" => people::invite_person, Needs(Right::ManagePeople);
    GET "/api/v1/people/{id}" => people::get_person, Needs(Right::ManagePeople);
    PATCH "/api/v1/people/{id}" => people::change_person, Needs(Right::ManagePeople);
    POST "/api/v1/people/{id}/reset-codes" => people::issue_reset_code, Needs(Right::ManagePeople);
    POST "/api/v1/people/{id}/contact/reveal" => people::reveal_contact, Needs(Right::ManagePeople);
    PATCH "/api/v1/people/{id}/contact" => people::change_contact, Needs(Right::ManagePeople);
    GET "/api/v1/roles" => roles::list_roles, Needs(Right::ManagePeople);
    POST "/api/v1/roles" => roles::give_role, Needs(Right::ManagePeople);
    PATCH "/api/v1/roles/{id}" => roles::change_role, Needs(Right::ManagePeople);
    DELETE "/api/v1/roles/{id}" => roles::end_role, Needs(Right::ManagePeople);
    GET "/api/v1/roles/proposals" => roles::list_proposals, Needs(Right::ManagePeople);
    POST "/api/v1/roles/proposals" => roles::propose_role, Needs(Right::ManagePeople);
    PUT "/api/v1/roles/proposals/{id}/decision" => roles::decide_proposal, Needs(Right::ManagePeople);
    GET "/api/v1/departments" => departments::list_departments, SignedIn;
    POST "/api/v1/departments" => departments::open_department, Needs(Right::Configure);
    GET "/api/v1/departments/{id}" => departments::get_department, SignedIn;
    PATCH "/api/v1/departments/{id}" => departments::change_department, Needs(Right::Configure);
    POST "/api/v1/incidents" => incidents::file_incident, Needs(Right::Report);
    GET "/api/v1/areas" => areas::list_areas, SignedIn;
    POST "/api/v1/areas" => areas::open_area, Needs(Right::Configure);
    GET "/api/v1/areas/locate" => areas::locate_point, SignedIn;
    GET "/api/v1/areas/map" => areas::draw_areas, SignedIn;
    POST "/api/v1/areas/import" => areas::import_areas, Needs(Right::Configure);
    GET "/api/v1/areas/{id}" => areas::get_area, SignedIn;
    POST "/api/v1/areas/{id}/end" => areas::end_area, Needs(Right::Configure);
    POST "/api/v1/attachments" => attachments::upload_attachment, SignedIn;
    GET "/api/v1/attachments/{id}" => attachments::get_attachment, SignedIn;
    GET "/api/v1/attachments/{id}/thumbnail" => attachments::get_thumbnail, SignedIn;
    GET "/api/v1/cases/{id}" => cases::show_case, Needs(Right::View);
    GET "/api/v1/cases/{id}/timeline" => timeline::show_timeline, Needs(Right::View);
    GET "/api/v1/cases/{id}/clocks" => clocks::show_clocks, Needs(Right::View);
    GET "/api/v1/cases/{id}/actions" => cases::list_case_actions, Needs(Right::View);
    POST "/api/v1/cases/{id}/transitions" => cases::act_on_case, ByAction;
    POST "/api/v1/cases/{id}/link" => outside::issue_case_link, Needs(Right::ShareLink);
    POST "/api/v1/cases/batch" => cases::act_on_cases, Needs(Right::Batch);
    GET "/api/v1/checks" => duties::list_checks, SignedIn;
    POST "/api/v1/checks/{id}/take" => duties::take_check, ByAction;
    POST "/api/v1/checks/{id}/result" => duties::report_check, ByAction;
    GET "/api/v1/offers" => duties::list_offers, SignedIn;
    POST "/api/v1/offers/{id}/accept" => duties::accept_offer, Needs(Right::AcceptOffer);
    POST "/api/v1/offers/{id}/decline" => duties::decline_offer, Needs(Right::DeclineOffer);
    GET "/api/v1/requests" => duties::list_requests, SignedIn;
    GET "/api/v1/inbox" => inbox::list_inbox, SignedIn;
    POST "/api/v1/inbox/read" => inbox::read_inbox, SignedIn;
    POST "/api/v1/inbox/{id}/read" => inbox::read_message, SignedIn;
    GET "/api/v1/preferences" => preferences::get_preferences, SignedIn;
    PUT "/api/v1/preferences" => preferences::set_preferences, SignedIn;
    GET "/api/v1/templates" => templates::list_templates, Needs(Right::Configure);
    PUT "/api/v1/templates/{code}" => templates::save_template, Needs(Right::Configure);
    POST "/api/v1/templates/{code}/preview" => templates::preview_template, Needs(Right::Configure);
    GET "/api/v1/deliveries" => deliveries::list_deliveries, Needs(Right::Configure);
    POST "/api/v1/deliveries/{id}/replay" => deliveries::replay_delivery, Needs(Right::Configure);
    GET "/api/v1/webhooks" => webhooks::list_webhooks, Needs(Right::Export);
    POST "/api/v1/webhooks" => webhooks::create_webhook, Needs(Right::Export);
    DELETE "/api/v1/webhooks/{id}" => webhooks::remove_webhook, Needs(Right::Export);
    PUT "/api/v1/webhooks/{id}/active" => webhooks::switch_webhook, Needs(Right::Export);
    POST "/api/v1/webhooks/{id}/rotate" => webhooks::rotate_webhook, Needs(Right::Export);
    POST "/api/v1/webhooks/{id}/test" => webhooks::test_webhook, Needs(Right::Export);
    POST "/api/v1/answers" => answers::answer_not_solved, Open;
    GET "/api/v1/colleagues" => duties::list_colleagues, Needs(Right::HandOver);
    POST "/api/v1/hand-overs" => duties::hand_over, Needs(Right::HandOver);
    GET "/api/v1/incidents" => case_list::list_own_incidents, SignedIn;
    GET "/api/v1/cases" => case_list::list_cases, SignedIn;
    GET "/api/v1/queues" => case_list::count_queues, SignedIn;
    GET "/api/v1/queues/{queue}" => case_list::list_queue, SignedIn;
    GET "/api/v1/catalogue" => catalogue::show_catalogue, Open;
    GET "/api/v1/catalogue/versions" => catalogue::list_catalogue_versions, Open;
    GET "/api/v1/catalogue/{list}" => catalogue::show_catalogue_list, Open;
    POST "/api/v1/suggestions" => suggestions::suggest, Needs(Right::Report);
    POST "/api/v1/cases/{id}/contact" => cases::reveal_reporter, Needs(Right::ViewReporterContact);
    GET "/api/v1/access-log" => audit::list_access_log, Needs(Right::ViewAudit);
    GET "/api/v1/export-log" => audit::list_export_log, Needs(Right::ViewAudit);
    GET "/api/v1/settings" => settings::get_settings, Needs(Right::Configure);
    PUT "/api/v1/settings" => settings::change_settings, Needs(Right::Configure);
    PATCH "/api/v1/catalogue" => catalogue_edit::change_catalogue, Needs(Right::Configure);
    POST "/api/v1/catalogue/import" => catalogue_edit::import_catalogue, Needs(Right::Configure);
    GET "/api/v1/reports/resolution-times" => reports::get_resolution_times, Needs(Right::ViewStatistics);
    GET "/api/v1/reports/morning" => report_morning::get_morning, Needs(Right::ViewStatistics);
    GET "/api/v1/reports/holding" => report_histories::get_holding, Needs(Right::ViewStatistics);
    GET "/api/v1/reports/paths" => report_histories::get_paths, Needs(Right::ViewStatistics);
    GET "/api/v1/reports/survival" => report_survival::get_survival, Needs(Right::ViewStatistics);
    GET "/api/v1/reports/definitions" => reports::get_definitions, SignedIn;
    GET "/api/v1/stream" => stream::open_stream, SignedIn;
    GET "/api/v1/calendars" => calendars::list_calendars, Open;
    POST "/api/v1/calendars" => calendars::create_calendar, Needs(Right::Configure);
    POST "/api/v1/calendars/import" => calendars::import_days, Needs(Right::Configure);
    GET "/api/v1/calendars/{version}" => calendars::show_calendar, Open;
    POST "/api/v1/calendars/{version}/approve" => calendars::approve_calendar, Needs(Right::Configure);
    GET "/api/v1/limits" => limits::list_limits, SignedIn;
    POST "/api/v1/limits" => limits::create_limits, Needs(Right::Configure);
    GET "/api/v1/limits/{version}" => limits::show_limits, SignedIn;
    POST "/api/v1/limits/{version}/approve" => limits::approve_limits, Needs(Right::Configure);
    GET "/api/v1/ladders" => ladders::list_ladders, SignedIn;
    POST "/api/v1/ladders" => ladders::create_ladders, Needs(Right::Configure);
    GET "/api/v1/ladders/{version}" => ladders::show_ladders, SignedIn;
    POST "/api/v1/ladders/{version}/approve" => ladders::approve_ladders, Needs(Right::Configure);
    GET "/api/v1/duty-roster" => roster::list_shifts, SignedIn;
    POST "/api/v1/duty-roster" => roster::enter_shift, Needs(Right::Configure);
    DELETE "/api/v1/duty-roster/{id}" => roster::end_shift, Needs(Right::Configure);
    POST "/api/v1/public/incidents" => public::report_as_stranger, Open;
    POST "/api/v1/public/suggestions" => public::suggest_to_stranger, Open;
    GET "/api/v1/public/cases/{code}" => public::follow_report, Open;
    POST "/api/v1/public/cases/{code}/transitions" => public::act_on_report, Open;
    POST "/api/v1/public/cases/{code}/attachments" => public::add_photo_to_report, Open;
    GET "/api/v1/public/known/{number}" => public::show_known_case, Open;
    GET "/api/v1/public/nearby" => public::list_news, Open;
    GET "/api/v1/public/grids/{code}" => public::show_public_grid, Open;
    GET "/api/v1/public/grids/{code}/qr" => public::draw_grid_code, Open;
    GET "/api/v1/outside/case" => outside::show_linked_case, Open;
    POST "/api/v1/outside/case/result" => outside::report_outside_result, Open;
    POST "/api/v1/outside/case/supplements" => outside::supplement_linked_case, Open;
    POST "/api/v1/outside/case/attachments" => outside::add_photo_to_linked_case, Open;
    GET "/api/v1/outside/attachments/{id}" => outside::get_linked_photo, Open;
    GET "/api/v1/outside/attachments/{id}/thumbnail" => outside::get_linked_thumbnail, Open;
    GET "/api/v1/stand-ins" => roster::list_stand_ins, SignedIn;
    POST "/api/v1/stand-ins" => roster::enter_stand_in, SignedIn;
    DELETE "/api/v1/stand-ins/{id}" => roster::end_stand_in, SignedIn;
}

/// What strangers may change goes through the door, whatever its handler does.
fn guarded(route: actix_web::Route, method: &Method, access: Access) -> actix_web::Route {
    if access == Open && *method != Method::GET { route.wrap(from_fn(door::count)) } else { route }
}

/// `HEAD` is answered wherever `GET` is.
fn by(method: Method) -> guard::AnyGuard {
    let head = if method == Method::GET { Method::HEAD } else { method.clone() };
    guard::Any(guard::Method(method)).or(guard::Method(head))
}

/// The addresses in the order in which they are tried: a literal segment before a parameter, whatever the table's order.
fn addresses() -> Vec<&'static str> {
    let mut paths: Vec<&str> = ROUTES.iter().map(|route| route.path).collect();
    let key = |path: &str| path.split('/').map(|s| (s.starts_with('{'), s.to_owned())).collect::<Vec<_>>();
    paths.sort_by_key(|path| key(path));
    paths.dedup();
    paths
}

/// Registers the table. A known address asked with another method says which it has.
pub(super) fn register(config: &mut ServiceConfig) {
    for path in addresses() {
        let rows: Vec<&Route> = ROUTES.iter().filter(|route| route.path == path).collect();
        let methods: Vec<Method> = rows.iter().map(|row| row.method.clone()).collect();
        let resource = rows.iter().fold(web::resource(path), |resource, row| (row.add)(resource));
        config.service(resource.default_service(web::to(move || {
            let problem = method_not_allowed(&methods);
            async move { Err::<&'static str, _>(problem) }
        })));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_said_twice_and_literals_go_first() {
        let mut seen = std::collections::BTreeSet::new();
        for route in ROUTES {
            assert!(seen.insert((route.method.as_str(), route.path)), "{} {}", route.method, route.path);
        }
        let addresses = addresses();
        let at = |path: &str| addresses.iter().position(|p| *p == path).unwrap();
        assert!(at("/docs/") < at("/docs/{file}"));
    }
}
