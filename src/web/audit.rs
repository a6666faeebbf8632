//! `/access-log` and `/export-log`: what auditors read.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::account::AccessAct;
use crate::domain::codes::Lang;
use crate::domain::ids::{CaseId, PersonId};
use crate::service::audit::{self as service, AccessRow, ExportRow, LogFilter};
use crate::service::core::Core;
use crate::web::cursor::{Cursors, Listing};
use crate::web::instant::Instant;
use crate::web::people::at;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// What of the access log is asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AccessLogQuery {
    /// Done by this person.
    actor: Option<PersonId>,
    /// About this person.
    person: Option<PersonId>,
    /// About this case.
    case: Option<CaseId>,
    /// Of this kind.
    act: Option<AccessAct>,
    /// At or after this instant.
    from: Option<Instant>,
    /// Before this instant.
    to: Option<Instant>,
}

/// An entry of the access log.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessLogEntry {
    /// When.
    at: Instant,
    /// What was done.
    act: AccessAct,
    /// The same in words.
    label: &'static str,
    /// Who did it; none for the system and for strangers.
    #[schema(required = true)]
    actor: Option<PersonId>,
    /// About whom.
    #[schema(required = true)]
    person: Option<PersonId>,
    /// About which case.
    #[schema(required = true)]
    case: Option<CaseId>,
    /// Why, in the words of the actor.
    reason: String,
}

fn entry(row: AccessRow, lang: Lang) -> AccessLogEntry {
    let AccessRow { at, entry, .. } = row;
    AccessLogEntry {
        at: Instant(at),
        act: entry.act,
        label: entry.act.label(lang),
        actor: entry.actor,
        person: entry.person,
        case: entry.case,
        reason: entry.reason,
    }
}

/// Who saw what is sealed, and did what to an account, when and why; the newest first.
#[utoipa::path(get, path = "/api/v1/access-log", tag = "audit", params(AccessLogQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<AccessLogEntry>)))]
pub async fn list_access_log(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<AccessLogQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter: asked, page } = query;
    let AccessLogQuery { actor, person, case, act, from, to } = asked;
    let filter = LogFilter { actor, person, case, act, from: at(from), to: at(to) };
    let before = cursors.open(&page)?.unwrap_or(i64::MAX);
    let rows = service::list_access(&core, principal.actor(), filter, before, page.limit + 1).await?;
    Ok(HttpResponse::Ok().json(cursors.listing(&page, rows, |row| row.id, |row| entry(row, lang))?))
}

/// What of the log of exports is asked for.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportLogQuery {
    /// By this person.
    person: Option<PersonId>,
}

/// An export.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportLogEntry {
    /// When.
    at: Instant,
    /// Who.
    person: PersonId,
    /// As what.
    #[schema(example = "csv")]
    format: String,
    /// Which rows: the query that was asked.
    filter: String,
}

/// Who took which rows out of the house, the newest first.
#[utoipa::path(get, path = "/api/v1/export-log", tag = "audit", params(ExportLogQuery, Paging),
    responses((status = 200, description = "A page", body = Listing<ExportLogEntry>)))]
pub async fn list_export_log(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    query: Paged<ExportLogQuery>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let before = cursors.open(&page)?.unwrap_or(i64::MAX);
    let rows = service::list_exports(&core, principal.actor(), filter.person, before, page.limit + 1).await?;
    let view = |row: ExportRow| ExportLogEntry {
        at: Instant(row.at),
        person: row.person,
        format: row.format,
        filter: row.filter,
    };
    Ok(HttpResponse::Ok().json(cursors.listing(&page, rows, |row| row.id, view)?))
}
