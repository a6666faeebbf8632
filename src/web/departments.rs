//! `/departments`: the handling units: departments, community desks, teams, committees and bodies outside.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::{Lang, UnitKind};
use crate::domain::ids::{AreaId, UnitId};
use crate::service::core::Core;
use crate::service::unit::{self as service, NewUnit, UnitChange, UnitFilter, UnitRow};
use crate::web::body::{Json, Keyed};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::patch::present;
use crate::web::path::Path;
use crate::web::people::at;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// A handling unit.
#[derive(Serialize, ToSchema)]
pub struct UnitView {
    id: UnitId,
    /// The stable code.
    code: String,
    kind: UnitKind,
    /// The kind in the language of the answer.
    kind_label: &'static str,
    /// The name in the language of the answer.
    name: String,
    name_zh: String,
    name_en: String,
    /// Where it works, with everything below.
    area_id: AreaId,
    valid_from: Instant,
    /// The first instant at which it no longer exists.
    #[schema(required = true)]
    valid_to: Option<Instant>,
    version: i64,
}

impl UnitView {
    fn of(row: UnitRow, lang: Lang) -> Self {
        Self {
            id: row.id,
            code: row.code,
            kind: row.kind,
            kind_label: row.kind.label(lang),
            name: lang.pick(&row.name_zh, &row.name_en).to_owned(),
            name_zh: row.name_zh,
            name_en: row.name_en,
            area_id: row.area,
            valid_from: Instant(row.valid_from),
            valid_to: row.valid_to.map(Instant),
            version: row.version,
        }
    }
}

/// What a list of units is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UnitsQuery {
    /// Of this kind.
    kind: Option<UnitKind>,
    /// In this area or below.
    area: Option<AreaId>,
    /// Existing at this instant.
    at: Option<Instant>,
}

/// The handling units, by id.
#[utoipa::path(get, path = "/api/v1/departments", tag = "departments",
    params(UnitsQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<UnitView>)))]
pub async fn list_departments(
    core: Data<Core>,
    cursors: Data<Cursors>,
    _principal: Principal,
    lang: Lang,
    query: Paged<UnitsQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let areas = match filter.area {
        Some(area) => Some(service::areas_below(&core, area).await?),
        None => None,
    };
    let after = cursors.open(&page)?.unwrap_or(0);
    let asked = UnitFilter { kind: filter.kind, areas, at: at(filter.at), after };
    let rows = service::list_units(&core, asked, page.limit + 1).await?;
    let list = cursors.listing(&page, rows, |row| row.id.0, |row| UnitView::of(row, lang))?;
    Ok(HttpResponse::Ok().json(list))
}

/// A handling unit.
#[utoipa::path(get, path = "/api/v1/departments/{id}", tag = "departments", params(("id" = UnitId, Path)),
    responses((status = 200, description = "The unit", body = UnitView)))]
pub async fn get_department(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    id: Path<UnitId>,
) -> Result<HttpResponse, Problem> {
    let row = service::get_unit(&core, id.0).await?;
    Ok(HttpResponse::Ok().insert_header(etag(row.version)).json(UnitView::of(row, lang)))
}

/// A unit to be opened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitBody {
    /// The stable code: small letters, digits, `_` and `-`.
    #[schema(pattern = "^[a-z0-9_-]{2,64}$", example = "gardening_team_3")]
    code: String,
    kind: UnitKind,
    /// Where it works, with everything below.
    area: AreaId,
    #[schema(min_length = 1, max_length = 80, example = "园林志愿服务三队")]
    name_zh: String,
    #[schema(min_length = 1, max_length = 80, example = "Gardening team 3")]
    name_en: String,
    /// From when; now if nothing is said.
    valid_from: Option<Instant>,
}

/// Open a unit.
#[utoipa::path(post, path = "/api/v1/departments", tag = "departments", request_body = UnitBody,
    responses((status = 201, description = "Opened", body = UnitView)))]
pub async fn open_department(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    request: Keyed<UnitBody>,
) -> Result<HttpResponse, Problem> {
    let UnitBody { code, kind, area, name_zh, name_en, valid_from } = request.body;
    let valid_from = at(valid_from).unwrap_or_else(|| core.clock.now());
    let new = NewUnit { code, kind, area, name_zh, name_en, valid_from };
    let row = service::open_unit(&core, &principal.0, new, request.key).await?;
    Ok(HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/departments/{}", row.id)))
        .insert_header(etag(row.version))
        .json(UnitView::of(row, lang)))
}

/// A change of a unit: what is absent stays, `null` takes the end away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitPatch {
    #[schema(min_length = 1, max_length = 80)]
    name_zh: Option<String>,
    #[schema(min_length = 1, max_length = 80)]
    name_en: Option<String>,
    /// When it ends; not before now.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Instant>)]
    valid_to: Option<Option<Instant>>,
}

/// Rename a unit, or say when it ends. A unit is never deleted.
#[utoipa::path(patch, path = "/api/v1/departments/{id}", tag = "departments", request_body = UnitPatch,
    params(("id" = UnitId, Path), ("If-Match" = String, Header, description = "The version that was read")),
    responses((status = 200, description = "The unit", body = UnitView)))]
pub async fn change_department(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<UnitId>,
    version: IfMatch,
    body: Json<UnitPatch>,
) -> Result<HttpResponse, Problem> {
    let UnitPatch { name_zh, name_en, valid_to } = body.0;
    let change = UnitChange { name_zh, name_en, valid_to: valid_to.map(at) };
    let row = service::change_unit(&core, &principal.0, id.0, version.required()?, change).await?;
    Ok(HttpResponse::Ok().insert_header(etag(row.version)).json(UnitView::of(row, lang)))
}
