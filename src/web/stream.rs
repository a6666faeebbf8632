//! `/stream`: what changes, as it changes, in the form of server-sent events (HTML, §9.2). The event says that something is
//! different; what it is now is read at its own address, under the rights of that moment.

use std::convert::Infallible;
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::Stream;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;
use utoipa::{IntoParams, ToSchema};

use crate::domain::codes::State;
use crate::domain::feed::Cursor;
use crate::domain::ids::CaseId;
use crate::domain::number::CaseNumber;
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::stream::{Listener, Message, Told, listen};
use crate::web::principal::Principal;
use crate::web::problem::{Place, Problem, Slug};
use crate::web::query::Query;

/// A log-out ends a stream at the latest after this; the same beat moves the client's `id` on.
const LOOK: Duration = Duration::from_secs(2);
/// Every so many looks a comment is sent, so that proxies do not take the silence for a dead line.
const LOOKS_PER_BEAT: u32 = 8;
/// A client that lost the line waits this many milliseconds.
const RETRY_MS: u32 = 3000;

/// Where the client left off.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// The `id` of the last event, for clients that cannot send `Last-Event-ID`; that header goes before it.
    #[param(pattern = "^(0|[1-9][0-9]*)-(0|[1-9][0-9]*)$", example = "734-1203")]
    after: Option<String>,
}

/// The `Last-Event-ID` that a client sends when it comes back.
pub struct LastEventId(Option<String>);

impl FromRequest for LastEventId {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("Last-Event-ID");
        // An empty one is what a client sends that has not seen any.
        let text = header.map(|value| value.to_str().unwrap_or("?").trim().to_owned());
        std::future::ready(Ok(Self(text.filter(|text| !text.is_empty()))))
    }
}

/// What an event says. Its name is in the `event` line, and its position, with which to come back, in the `id` line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum StreamEvent {
    /// `case.changed`: a case that the caller may see.
    Changed {
        /// Its id.
        id: CaseId,
        /// Its number for people.
        #[schema(example = "GW-000572-4")]
        number: String,
        /// Where it stands now.
        state: State,
        /// Its version now, as in `ETag`.
        version: i64,
        /// The code of what happened last, as in the timeline; absent where the caller sees a short form only.
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<String>,
    },
    /// `case.gone`: a case that the caller saw before and may see no longer.
    Gone {
        /// Its id.
        id: CaseId,
    },
    /// `inbox.new`, `resync` and `end` say nothing more than their name.
    Bare {},
}

fn parse(text: &str, place: Place, pointer: &str) -> Result<Cursor, Problem> {
    let slug = if place == Place::Header { Slug::InvalidHeader } else { Slug::InvalidQuery };
    text.parse().map_err(|_| {
        let words = Words::fixed("应为此流中某个事件的 id。", "must be the id of an event of this stream.");
        Problem::new(slug).at(place, pointer, words)
    })
}

/// What changes, as it changes: `case.changed`, `case.gone`, `inbox.new`, `resync` (read anew what you hold) and `end` (the
/// token ran out or was revoked: come back with a new one). Filtered as lists are; sealed cases are never in it. Changes
/// are kept for three weeks: who comes back with an older `id` is told to `resync`.
#[utoipa::path(get, path = "/api/v1/stream", tag = "stream",
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "The `id` of the last event")),
    responses((status = 200, description = "Events, until either side ends it",
        content((StreamEvent = "text/event-stream")))))]
pub async fn open_stream(
    core: Data<Core>,
    closing: Data<watch::Sender<bool>>,
    principal: Principal,
    last: LastEventId,
    query: Query<StreamQuery>,
) -> Result<HttpResponse, Problem> {
    let after = match (last.0, query.0.after) {
        (Some(text), _) => Some(parse(&text, Place::Header, "/Last-Event-ID")?),
        (None, Some(text)) => Some(parse(&text, Place::Query, "/after")?),
        (None, None) => None,
    };
    let listener = listen(&core, principal.0, after).await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/event-stream"))
        .insert_header((CACHE_CONTROL, "no-store"))
        // Proxies that know it pass every event on at once.
        .insert_header((HeaderName::from_static("x-accel-buffering"), "no"))
        .streaming(frames(listener, closing.subscribe())))
}

/// The frames of a stream: a greeting, what the listener is told, and a beat now and then.
fn frames(
    listener: Listener,
    closing: watch::Receiver<bool>,
) -> impl Stream<Item = Result<Bytes, Infallible>> {
    let greeting = format!("retry: {RETRY_MS}\nid: {}\n\n", listener.position());
    let start = (listener, closing, Some(greeting), 0_u32);
    futures_util::stream::unfold(start, |(mut listener, mut closing, greeting, mut looks)| async move {
        if let Some(greeting) = greeting {
            return Some((Ok(Bytes::from(greeting)), (listener, closing, None, looks)));
        }
        let frame = loop {
            tokio::select! {
                // In this order: what is there already is told before the house closes.
                biased;
                told = listener.next() => break frame(&told?),
                _ = closing.wait_for(|closing| *closing) => return None,
                () = tokio::time::sleep(LOOK) => {}
            }
            looks += 1;
            if looks.is_multiple_of(LOOKS_PER_BEAT) {
                break format!(": beat\nid: {}\n\n", listener.position());
            }
        };
        Some((Ok(Bytes::from(frame)), (listener, closing, None, looks)))
    })
}

fn frame(told: &Told) -> String {
    let (name, data) = match &told.message {
        Message::Changed { case, state, version, kind, .. } => {
            let number = CaseNumber(*case).to_string();
            let (id, state, version, kind) = (*case, *state, *version, kind.clone());
            ("case.changed", StreamEvent::Changed { id, number, state, version, kind })
        }
        Message::Gone { case } => ("case.gone", StreamEvent::Gone { id: *case }),
        Message::Own(event) => (event.code(), StreamEvent::Bare {}),
        Message::Resync => ("resync", StreamEvent::Bare {}),
        Message::End => ("end", StreamEvent::Bare {}),
    };
    let data = serde_json::to_string(&data).unwrap_or_default();
    format!("event: {name}\nid: {}\ndata: {data}\n\n", told.cursor)
}
