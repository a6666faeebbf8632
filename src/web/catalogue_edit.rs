//! Edits of `/catalogue`: rows put and taken out, or whole lists from CSV. Each makes a new version with its date; a dry run says
//! what it would change and what is wrong, and writes nothing.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::catalogue::Entry;
use crate::domain::codes::Lang;
use crate::service::catalogue::{self as service, CatalogueReport, Changed, Editor, NewVersion};
use crate::service::core::Core;
use crate::service::error::{InvalidKind, ServiceError};
use crate::web::body::{IMPORT_BYTES, Json, Keyed};
use crate::web::catalogue::ListName;
use crate::web::instant::Instant;
use crate::web::people::at;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// A row to take out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovedRow {
    /// Its list.
    list: ListName,
    /// Its key: `matter/01002` for a category, `01002/default` for a condition, `register/urgent` for a step limit, a
    /// department's code, `01002/370113002001` for a duty.
    #[schema(example = "01002/overflow")]
    key: String,
}

/// Rows to put and to take out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEditForm {
    /// Rows that are new, or replace the one with their key.
    #[serde(default)]
    put: Vec<Entry>,
    /// Rows that go.
    #[serde(default)]
    remove: Vec<RemovedRow>,
    /// When the version takes effect; at once if absent.
    #[serde(default)]
    effective_from: Option<Instant>,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
    /// Only say what would change.
    #[serde(default)]
    dry_run: bool,
}

/// One list as CSV.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ListCsv {
    /// Which list.
    list: ListName,
    /// The whole list, as `/catalogue/{list}?format=csv` gives it; rows that are missing in it go.
    csv: String,
}

/// Whole lists to put in the place of those in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CatalogueImportForm {
    /// The lists; those that are not named stay.
    lists: Vec<ListCsv>,
    /// When the version takes effect; at once if absent.
    #[serde(default)]
    effective_from: Option<Instant>,
    /// Why.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
    /// Only say what would change.
    #[serde(default)]
    dry_run: bool,
}

/// A row that differs from the version before.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedRow {
    /// Its list.
    list: ListName,
    /// Its key.
    key: String,
    /// The row before; none for a new one.
    #[schema(required = true)]
    before: Option<Entry>,
    /// The row now; none for one that is gone.
    #[schema(required = true)]
    after: Option<Entry>,
}

/// Something that is wrong with an edit.
#[derive(Debug, Serialize, ToSchema)]
pub struct EditFault {
    /// A JSON pointer into the request.
    pointer: String,
    /// What is wrong there; for CSV with line and column.
    detail: String,
}

/// What an edit has changed, or would.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueReportView {
    /// The version that was made; none in a dry run.
    #[schema(required = true)]
    version: Option<i64>,
    /// From when on it is in effect; none when a dry run found faults.
    #[schema(required = true)]
    effective_from: Option<Instant>,
    /// What differs.
    changes: Vec<ChangedRow>,
    /// What is wrong: in a dry run only, otherwise the edit is refused with the same list.
    faults: Vec<EditFault>,
}

fn row(changed: Changed) -> ChangedRow {
    let Changed { part, key, before, after } = changed;
    ChangedRow { list: part.into(), key, before, after }
}

/// The answer to an edit. What is wrong in a dry run is its result, not its failure.
fn answer(
    done: Result<CatalogueReport, ServiceError>,
    dry_run: bool,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let view = match done {
        Ok(report) => CatalogueReportView {
            version: report.version,
            effective_from: Some(Instant(report.effective_from)),
            changes: report.changes.into_iter().map(row).collect(),
            faults: Vec::new(),
        },
        Err(ServiceError::Invalid(InvalidKind::Content, faults)) if dry_run => CatalogueReportView {
            version: None,
            effective_from: None,
            changes: Vec::new(),
            faults: faults
                .into_iter()
                .map(|fault| EditFault { pointer: fault.pointer, detail: fault.words.pick(lang).to_owned() })
                .collect(),
        },
        Err(error) => return Err(error.into()),
    };
    let mut answer = HttpResponse::Ok();
    if let Some(version) = view.version {
        answer.insert_header(etag(version));
    }
    Ok(answer.json(view))
}

fn editor(principal: &Principal, version: IfMatch, dry_run: bool) -> Result<Editor, ServiceError> {
    let if_version = if dry_run { version.optional() } else { version.required()? };
    Ok(Editor { actor: principal.actor(), if_version, key: None })
}

/// Puts rows and takes rows out, which makes the next version. `If-Match` names the last one (`ETag` of `/catalogue`); a dry run
/// needs none.
#[utoipa::path(patch, path = "/api/v1/catalogue", tag = "catalogue", request_body = CatalogueEditForm,
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of the last version")),
    responses((status = 200, description = "What has changed, or would", body = CatalogueReportView)))]
pub async fn change_catalogue(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    version: IfMatch,
    form: Json<CatalogueEditForm, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let CatalogueEditForm { put, remove, effective_from, note, dry_run } = form.0;
    let remove =
        remove.into_iter().map(|row| service::RemovedEntry { part: row.list.part(), key: row.key }).collect();
    let version_of = NewVersion { effective_from: at(effective_from), note, dry_run };
    let edit = service::CatalogueEdit { put, remove, version: version_of };
    let editor = editor(&principal, version, dry_run)?;
    answer(service::change_catalogue(&core, editor, edit).await, dry_run, lang)
}

/// Replaces whole lists by CSV. Send it with `dry_run` first: every row that cannot be read is told with line and column, and
/// what would change is listed.
#[utoipa::path(post, path = "/api/v1/catalogue/import", tag = "catalogue", request_body = CatalogueImportForm,
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of the last version")),
    responses((status = 200, description = "What has changed, or would", body = CatalogueReportView)))]
pub async fn import_catalogue(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    version: IfMatch,
    form: Keyed<CatalogueImportForm, IMPORT_BYTES>,
) -> Result<HttpResponse, Problem> {
    let CatalogueImportForm { lists, effective_from, note, dry_run } = form.body;
    let lists =
        lists.into_iter().map(|list| service::ListText { part: list.list.part(), csv: list.csv }).collect();
    let version_of = NewVersion { effective_from: at(effective_from), note, dry_run };
    let import = service::CatalogueImport { lists, version: version_of };
    let key = form.key.filter(|_| !dry_run);
    let editor = editor(&principal, version, dry_run)?;
    answer(service::import_catalogue(&core, editor, import, key).await, dry_run, lang)
}
