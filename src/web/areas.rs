//! `/areas`: the dated tree district → street → community → grid, with shapes as GeoJSON.

use actix_web::HttpResponse;
use actix_web::http::header::LOCATION;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use crate::domain::area::{Area, AreaKind};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{CoordSys, Lang, Level};
use crate::domain::ids::AreaId;
use crate::service::area::{self as service, AreaDraft, AreaFilter, DrawnArea, ImportDefaults};
use crate::service::core::Core;
use crate::web::body::{IMPORT_BYTES, Keyed};
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging, Query, in_query};

/// An area.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaView {
    id: AreaId,
    code: String,
    level: Level,
    /// The area above; none for a district.
    #[schema(required = true)]
    parent: Option<AreaId>,
    kind: AreaKind,
    /// The name in the language of the answer.
    name: String,
    name_zh: String,
    name_en: String,
    /// Invented for a demonstration.
    fictitious: bool,
    valid_from: Instant,
    /// The first instant at which it exists no more.
    #[schema(required = true)]
    valid_to: Option<Instant>,
}

impl AreaView {
    fn of(area: Area, lang: Lang) -> Self {
        Self {
            id: area.id,
            code: area.code,
            level: area.level,
            parent: area.parent,
            kind: area.kind,
            name: lang.pick(&area.name_zh, &area.name_en).to_owned(),
            name_zh: area.name_zh,
            name_en: area.name_en,
            fictitious: area.fictitious,
            valid_from: Instant(area.valid_from),
            valid_to: area.valid_to.map(Instant),
        }
    }
}

/// What a list of areas is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AreasQuery {
    /// In this area or below.
    within: Option<AreaId>,
    /// Of this level.
    level: Option<Level>,
    /// Directly below this area.
    parent: Option<AreaId>,
    /// Existing at this instant.
    at: Option<Instant>,
}

/// The areas, by id.
#[utoipa::path(get, path = "/api/v1/areas", tag = "areas", params(AreasQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<AreaView>)))]
pub async fn list_areas(
    core: Data<Core>,
    cursors: Data<Cursors>,
    _principal: Principal,
    lang: Lang,
    query: Paged<AreasQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let AreasQuery { within, level, parent, at } = filter;
    let after = cursors.open(&page)?.unwrap_or(0);
    let asked = AreaFilter { within, level, parent, at: at.map(|at| at.0), after };
    let rows = service::list_areas_page(&core, asked, page.limit + 1).await?;
    let list = cursors.listing(&page, rows, |area| area.id.0, |area| AreaView::of(area, lang))?;
    Ok(HttpResponse::Ok().json(list))
}

/// An area with the areas above it and its shape.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreaDetail {
    #[serde(flatten)]
    area: AreaView,
    /// The areas above, itself included.
    #[schema(value_type = Object)]
    path: AreaPath,
    /// A GeoJSON geometry in WGS-84.
    #[schema(value_type = Option<Object>, required = true)]
    geometry: Option<Value>,
}

/// An area.
#[utoipa::path(get, path = "/api/v1/areas/{id}", tag = "areas", params(("id" = AreaId, Path)),
    responses((status = 200, description = "The area", body = AreaDetail)))]
pub async fn get_area(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    id: Path<AreaId>,
) -> Result<HttpResponse, Problem> {
    let DrawnArea { area, path, shape } = service::get_area(&core, id.0).await?;
    let geometry = shape.map(|shape| shape.to_geojson());
    Ok(HttpResponse::Ok().json(AreaDetail { area: AreaView::of(area, lang), path, geometry }))
}

/// What a map of areas is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MapQuery {
    /// In this area or below.
    within: Option<AreaId>,
    /// Of this level.
    level: Option<Level>,
    /// Existing at this instant; now if nothing is said.
    at: Option<Instant>,
}

/// The shapes of the areas that exist at an instant, as a GeoJSON `FeatureCollection` in WGS-84.
#[utoipa::path(get, path = "/api/v1/areas/map", tag = "areas", params(MapQuery),
    responses((status = 200, description = "The shapes", body = Object, content_type = "application/geo+json")))]
pub async fn draw_areas(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    Query(query): Query<MapQuery>,
) -> Result<HttpResponse, Problem> {
    let at = query.at.map_or_else(|| core.clock.now(), |at| at.0);
    let areas = service::draw_areas(&core, query.within, query.level, at).await?;
    let feature = |DrawnArea { area, shape, .. }: DrawnArea| {
        let id = area.id;
        json!({ "type": "Feature", "id": id, "geometry": shape.map(|shape| shape.to_geojson()),
            "properties": AreaView::of(area, lang) })
    };
    let features: Vec<Value> = areas.into_iter().map(feature).collect();
    let collection = json!({ "type": "FeatureCollection", "features": features });
    Ok(HttpResponse::Ok().content_type("application/geo+json").body(collection.to_string()))
}

/// A point.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LocateQuery {
    /// Longitude in degrees.
    lon: f64,
    /// Latitude in degrees.
    lat: f64,
    /// The datum of the two.
    coord_sys: CoordSys,
    /// At which instant; now if nothing is said.
    at: Option<Instant>,
}

/// Where a point lies.
#[derive(Debug, Serialize, ToSchema)]
pub struct LocatedView {
    /// The grid; none when the point lies in no grid.
    #[schema(required = true)]
    grid: Option<AreaView>,
    /// The areas that hold the point.
    #[schema(value_type = Object)]
    path: AreaPath,
}

/// The grid in which a point lies.
#[utoipa::path(get, path = "/api/v1/areas/locate", tag = "areas", params(LocateQuery),
    responses((status = 200, description = "Where it lies", body = LocatedView)))]
pub async fn locate_point(
    core: Data<Core>,
    _principal: Principal,
    lang: Lang,
    Query(query): Query<LocateQuery>,
) -> Result<HttpResponse, Problem> {
    let at = query.at.map_or_else(|| core.clock.now(), |at| at.0);
    let located =
        service::locate_point(&core, query.coord_sys, query.lon, query.lat, at).await.map_err(in_query)?;
    let grid = located.grid.map(|area| AreaView::of(area, lang));
    Ok(HttpResponse::Ok().json(LocatedView { grid, path: located.path }))
}

/// An area to be opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewArea {
    #[schema(example = "370113002001003")]
    code: String,
    level: Level,
    /// The area above.
    parent: Option<AreaId>,
    /// `dedicated` for a campus, a park or the like.
    kind: Option<AreaKind>,
    #[schema(example = "湖东网格")]
    name_zh: String,
    #[schema(example = "Lake East grid")]
    name_en: String,
    #[serde(default)]
    fictitious: bool,
    /// From when; now if nothing is said.
    valid_from: Option<Instant>,
    /// A GeoJSON `Polygon` or `MultiPolygon`.
    #[schema(value_type = Option<Object>)]
    geometry: Option<Value>,
    /// The datum of the geometry; WGS-84 if nothing is said, as GeoJSON has it.
    coord_sys: Option<CoordSys>,
}

impl NewArea {
    fn draft(self, now: jiff::Timestamp) -> AreaDraft {
        let sys = self.coord_sys.unwrap_or(CoordSys::Wgs84);
        AreaDraft {
            code: self.code,
            level: self.level,
            parent: self.parent,
            kind: self.kind.unwrap_or(AreaKind::Ordinary),
            name_zh: self.name_zh,
            name_en: self.name_en,
            fictitious: self.fictitious,
            valid_from: self.valid_from.map_or(now, |from| from.0),
            shape: self.geometry.map(|geometry| (geometry, sys)),
        }
    }
}

/// Open an area.
#[utoipa::path(post, path = "/api/v1/areas", tag = "areas", request_body = NewArea,
    responses((status = 201, description = "Opened", body = AreaDetail)))]
pub async fn open_area(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    Keyed { body: new, key }: Keyed<NewArea, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let id = service::open_area(&core, &principal.actor(), new.draft(core.clock.now()), key).await?;
    let DrawnArea { area, path, shape } = service::get_area(&core, id).await?;
    let geometry = shape.map(|shape| shape.to_geojson());
    Ok(HttpResponse::Created().insert_header((LOCATION, format!("/api/v1/areas/{id}"))).json(AreaDetail {
        area: AreaView::of(area, lang),
        path,
        geometry,
    }))
}

/// An area that ends, and what comes after it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AreaEnd {
    /// The first instant at which it exists no more; now if nothing is said.
    at: Option<Instant>,
    /// The areas that take its place: their level, parent and beginning are its own and this instant.
    #[serde(default)]
    successors: Vec<NewArea>,
}

/// The areas that were opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedAreas {
    opened: Vec<AreaId>,
    /// Numbers of the features in whose shapes slips of drawing were repaired.
    repaired: Vec<usize>,
}

/// End an area, or split it: its successors begin when it ends. Cases of before stay with it.
#[utoipa::path(post, path = "/api/v1/areas/{id}/end", tag = "areas", params(("id" = AreaId, Path)), request_body = AreaEnd,
    responses((status = 200, description = "Ended", body = OpenedAreas)))]
pub async fn end_area(
    core: Data<Core>,
    principal: Principal,
    id: Path<AreaId>,
    Keyed { body: end, key }: Keyed<AreaEnd, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let now = core.clock.now();
    let at = end.at.map_or(now, |at| at.0);
    let drafts = end.successors.into_iter().map(|new| new.draft(now)).collect();
    let opened = service::split_area(&core, &principal.actor(), id.0, at, drafts, key).await?;
    Ok(HttpResponse::Ok().json(OpenedAreas { opened, repaired: Vec::new() }))
}

/// What holds for features that do not say otherwise.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// The level.
    level: Level,
    /// The area above.
    parent: Option<AreaId>,
    /// The datum in which the file was drawn.
    coord_sys: CoordSys,
    /// From when; now if nothing is said.
    valid_from: Option<Instant>,
    /// Invented for a demonstration.
    #[serde(default)]
    fictitious: bool,
}

/// Open an area for each feature of a GeoJSON `FeatureCollection`: all of them, or none and every fault named by feature.
#[utoipa::path(post, path = "/api/v1/areas/import", tag = "areas", params(ImportQuery), request_body = Object,
    responses((status = 201, description = "Imported", body = OpenedAreas)))]
pub async fn import_areas(
    core: Data<Core>,
    principal: Principal,
    Query(query): Query<ImportQuery>,
    Keyed { body: collection, key }: Keyed<Value, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let ImportQuery { level, parent, coord_sys, valid_from, fictitious } = query;
    let valid_from = valid_from.map_or_else(|| core.clock.now(), |from| from.0);
    let defaults = ImportDefaults { level, parent, coord_sys, valid_from, fictitious };
    let done = service::import_areas(&core, &principal.actor(), collection, defaults, key).await?;
    Ok(HttpResponse::Created().json(OpenedAreas { opened: done.opened, repaired: done.repaired }))
}
