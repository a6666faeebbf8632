//! `/catalogue`: the catalogue in any of its versions, whole or list by list, as JSON or CSV, and its edits.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::catalogue::{
    Catalogue, Category, Condition, DepartmentDefault, Duty, Part, StepLimit, print,
};
use crate::domain::ids::PersonId;
use crate::service::catalogue::{CatalogueVersion, DatedCatalogue, Which, get_catalogue, list_versions};
use crate::service::core::Core;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::precondition::etag;
use crate::web::problem::Problem;
use crate::web::query::Query;

/// Which version, and how it is shown.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CatalogueQuery {
    /// The version with this number.
    #[param(minimum = 1)]
    version: Option<i64>,
    /// The version in effect at this instant; without either, now.
    at: Option<Instant>,
    /// How a list is shown; JSON unless said otherwise.
    #[serde(default)]
    #[param(inline)]
    format: ListFormat,
}

/// How a list is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// A JSON document.
    #[default]
    Json,
    /// A CSV file, ready to be edited and imported.
    Csv,
}

impl CatalogueQuery {
    fn which(self, core: &Core) -> Which {
        match (self.version, self.at) {
            (Some(version), _) => Which::Version(version),
            (None, Some(at)) => Which::At(at.0),
            (None, None) => Which::At(core.clock.now()),
        }
    }
}

/// A list of the catalogue, as it stands in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListName {
    /// Categories.
    Categories,
    /// Conditions for registering and closing.
    Conditions,
    /// Limits of the steps.
    StepLimits,
    /// Departments.
    Departments,
    /// The duty list.
    Duties,
}

impl ListName {
    /// The list in the domain's words.
    pub const fn part(self) -> Part {
        match self {
            Self::Categories => Part::Category,
            Self::Conditions => Part::Condition,
            Self::StepLimits => Part::StepLimit,
            Self::Departments => Part::Department,
            Self::Duties => Part::Duty,
        }
    }
}

impl From<Part> for ListName {
    fn from(part: Part) -> Self {
        match part {
            Part::Category => Self::Categories,
            Part::Condition => Self::Conditions,
            Part::StepLimit => Self::StepLimits,
            Part::Department => Self::Departments,
            Part::Duty => Self::Duties,
        }
    }
}

impl std::str::FromStr for ListName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "categories" => Ok(Self::Categories),
            "conditions" => Ok(Self::Conditions),
            "step-limits" => Ok(Self::StepLimits),
            "departments" => Ok(Self::Departments),
            "duties" => Ok(Self::Duties),
            _ => Err(()),
        }
    }
}

/// A version of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueVersionView {
    /// Its number.
    pub version: i64,
    /// When it takes effect.
    pub effective_from: Instant,
    /// When it was made.
    pub created_at: Instant,
    /// Who made it; none for the built-in one.
    pub created_by: Option<PersonId>,
    /// Why it was made.
    pub note: String,
}

impl From<&CatalogueVersion> for CatalogueVersionView {
    fn from(version: &CatalogueVersion) -> Self {
        Self {
            version: version.id,
            effective_from: Instant(version.effective_from),
            created_at: Instant(version.created_at),
            created_by: version.created_by,
            note: version.note.clone(),
        }
    }
}

/// The whole catalogue of one version.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueView {
    #[serde(flatten)]
    version: CatalogueVersionView,
    categories: Vec<Category>,
    conditions: Vec<Condition>,
    step_limits: Vec<StepLimit>,
    departments: Vec<DepartmentDefault>,
    duties: Vec<Duty>,
}

/// One list of one version: only the member that is named in the address has rows.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueListView {
    /// The version.
    version: i64,
    /// The rows, each as its list has them.
    items: CatalogueItems,
}

/// The rows of a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum CatalogueItems {
    /// Categories.
    Categories(Vec<Category>),
    /// Conditions.
    Conditions(Vec<Condition>),
    /// Step limits.
    StepLimits(Vec<StepLimit>),
    /// Departments.
    Departments(Vec<DepartmentDefault>),
    /// The duty list.
    Duties(Vec<Duty>),
}

/// Every version, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueVersions {
    items: Vec<CatalogueVersionView>,
}

fn items(catalogue: &Catalogue, list: ListName) -> CatalogueItems {
    let lists = catalogue.lists();
    match list {
        ListName::Categories => CatalogueItems::Categories(lists.categories.clone()),
        ListName::Conditions => CatalogueItems::Conditions(lists.conditions.clone()),
        ListName::StepLimits => CatalogueItems::StepLimits(lists.step_limits.clone()),
        ListName::Departments => CatalogueItems::Departments(lists.departments.clone()),
        ListName::Duties => CatalogueItems::Duties(lists.duties.clone()),
    }
}

fn answer(dated: &DatedCatalogue, body: impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(etag(dated.version.id))
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(body)
}

/// The whole catalogue. Its `ETag` is the version: an edit names the last one in `If-Match`.
#[utoipa::path(get, path = "/api/v1/catalogue", tag = "catalogue", params(CatalogueQuery),
    responses((status = 200, description = "The catalogue", body = CatalogueView)))]
pub async fn show_catalogue(
    core: Data<Core>,
    Query(query): Query<CatalogueQuery>,
) -> Result<HttpResponse, Problem> {
    let dated = get_catalogue(&core, query.which(&core)).await?;
    let lists = dated.catalogue.lists().clone();
    let view = CatalogueView {
        version: (&dated.version).into(),
        categories: lists.categories,
        conditions: lists.conditions,
        step_limits: lists.step_limits,
        departments: lists.departments,
        duties: lists.duties,
    };
    Ok(answer(&dated, view))
}

/// Every version of the catalogue.
#[utoipa::path(get, path = "/api/v1/catalogue/versions", tag = "catalogue",
    responses((status = 200, description = "The versions", body = CatalogueVersions)))]
pub async fn list_catalogue_versions(core: Data<Core>) -> Result<HttpResponse, Problem> {
    let versions = list_versions(&core).await?;
    Ok(HttpResponse::Ok().json(CatalogueVersions { items: versions.iter().map(Into::into).collect() }))
}

/// One list of the catalogue, as JSON or as CSV.
#[utoipa::path(get, path = "/api/v1/catalogue/{list}", tag = "catalogue",
    params(("list" = inline(ListName), Path, description = "Which list"), CatalogueQuery),
    responses((status = 200, description = "The list", content(
        (CatalogueListView = "application/json"), (String = "text/csv")))))]
pub async fn show_catalogue_list(
    core: Data<Core>,
    Path(list): Path<ListName>,
    Query(query): Query<CatalogueQuery>,
) -> Result<HttpResponse, Problem> {
    let dated = get_catalogue(&core, query.which(&core)).await?;
    match query.format {
        ListFormat::Json => {
            let items = items(&dated.catalogue, list);
            Ok(answer(&dated, CatalogueListView { version: dated.version.id, items }))
        }
        ListFormat::Csv => csv_file(&dated, list.part()),
    }
}

fn csv_file(dated: &DatedCatalogue, part: Part) -> Result<HttpResponse, Problem> {
    let csv = print(part, dated.catalogue.lists()).map_err(Problem::internal)?;
    let name = format!("attachment; filename=\"{}-v{}.csv\"", part.code(), dated.version.id);
    Ok(HttpResponse::Ok()
        .insert_header(etag(dated.version.id))
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .content_type("text/csv; charset=utf-8")
        .body(csv))
}
