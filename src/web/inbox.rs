//! `/inbox`: what the caller was told, newest first.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::codes::Lang;
use crate::domain::ids::{CaseId, MessageId};
use crate::domain::notice::{NoticeClass, NoticeCode};
use crate::domain::number::CaseNumber;
use crate::service::core::Core;
use crate::service::notice::inbox::{self, InboxRow};
use crate::web::body::Json;
use crate::web::cursor::Cursors;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::{Paged, Paging};

/// Which messages.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct InboxFilter {
    /// Only what was not read.
    #[serde(default)]
    unread: bool,
}

/// A page of the inbox.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxList {
    /// The messages, the newest first.
    items: Vec<InboxItem>,
    /// The address of the next page; `null` on the last.
    #[schema(required = true)]
    next: Option<String>,
    /// How many messages of the whole inbox were not read.
    unread: i64,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub struct InboxItem {
    /// Its id.
    id: MessageId,
    /// What is said, as a code.
    code: NoticeCode,
    /// What it is about.
    class: NoticeClass,
    /// What is said, in words.
    #[schema(example = "有新的任务")]
    title: &'static str,
    /// The case.
    #[schema(required = true)]
    case: Option<CaseId>,
    /// The case's number for people.
    #[schema(required = true)]
    number: Option<String>,
    /// When it came.
    at: Instant,
    /// When it was read; `null` while it was not.
    #[schema(required = true)]
    read_at: Option<Instant>,
}

impl InboxItem {
    fn of(row: &InboxRow, lang: Lang) -> Self {
        Self {
            id: MessageId(row.id),
            code: row.code,
            class: row.code.class(),
            title: row.code.label(lang),
            case: row.case,
            number: row.case.map(|case| CaseNumber(case).to_string()),
            at: Instant(row.arrived_at),
            read_at: row.read_at.map(Instant),
        }
    }
}

/// The caller's messages, the newest first.
#[utoipa::path(get, path = "/api/v1/inbox", tag = "inbox", params(InboxFilter, Paging),
    responses((status = 200, description = "The messages", body = InboxList)))]
pub async fn list_inbox(
    core: Data<Core>,
    cursors: Data<Cursors>,
    principal: Principal,
    lang: Lang,
    query: Paged<InboxFilter>,
) -> Result<HttpResponse, Problem> {
    let Paged { filter, page } = query;
    let before = cursors.open(&page)?;
    let found = inbox::list_inbox(&core, principal.0.person, filter.unread, before, page.limit).await?;
    let listing = cursors.listing(&page, found.rows, |row| row.id, |row| InboxItem::of(&row, lang))?;
    let list = InboxList { items: listing.items, next: listing.next, unread: found.unread };
    Ok(HttpResponse::Ok().insert_header(("cache-control", "no-store")).json(list))
}

/// Marks a message as read. Doing it again changes nothing.
#[utoipa::path(post, path = "/api/v1/inbox/{id}/read", tag = "inbox",
    params(("id" = MessageId, Path, description = "The message")),
    responses((status = 204, description = "It is marked as read")))]
pub async fn read_message(
    core: Data<Core>,
    principal: Principal,
    id: Path<MessageId>,
) -> Result<HttpResponse, Problem> {
    inbox::read_message(&core, principal.0.person, id.0.0).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Up to where the inbox was read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadForm {
    /// The newest message that was on the screen: what has come since stays unread.
    up_to: MessageId,
}

/// How much was marked.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadCount {
    /// Messages that had not been read.
    marked: usize,
}

/// Marks every message up to one as read.
#[utoipa::path(post, path = "/api/v1/inbox/read", tag = "inbox", request_body = ReadForm,
    responses((status = 200, description = "They are marked as read", body = ReadCount)))]
pub async fn read_inbox(
    core: Data<Core>,
    principal: Principal,
    body: Json<ReadForm>,
) -> Result<HttpResponse, Problem> {
    let marked = inbox::read_all(&core, principal.0.person, body.0.up_to.0).await?;
    Ok(HttpResponse::Ok().json(ReadCount { marked }))
}
