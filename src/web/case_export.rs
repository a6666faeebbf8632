//! Exports: the rows that the caller may view, streamed in batches, so that a year of cases needs no more memory than a
//! page. What leaves is masked (no person, no text) and recorded before the first row.

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_DISPOSITION, ContentType};
use actix_web::web::Bytes;
use futures_util::stream;
use jiff::Timestamp;
use serde_json::json;

use crate::domain::codes::{Lang, Level, Priority, Source};
use crate::domain::ids::CaseId;
use crate::domain::policy::{Actor, Form};
use crate::service::case_list::{self as service, EXPORT_BATCH, FiledOrder, ListedCase, Wanted};
use crate::service::core::Core;
use crate::web::case_list::CaseSummary;
use crate::web::case_query::Format;
use crate::web::csv::cell;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

const CSV_HEAD: &str = "number,state,state_label,category,level,priority,source,grid_id,community_id,street_id,lon,lat,\
                        unit_id,occurred_at,filed_at,due_at,closed_at,round\r\n";

/// Streams the list as a file.
pub(super) async fn export(
    core: &Core,
    principal: &Principal,
    wanted: Wanted,
    format: Format,
    lang: Lang,
    asked: &str,
) -> Result<HttpResponse, Problem> {
    let (name, kind) = match format {
        Format::Geojson => ("geojson", "application/geo+json"),
        Format::Csv | Format::Json => ("csv", "text/csv; charset=utf-8"),
    };
    let actor = principal.actor();
    service::begin_export(core, principal.0.person, &actor, name, asked.to_owned()).await?;
    let rows = Rows { core: core.clone(), actor, wanted, format, lang, step: Step::Head };
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"cases.{name}\"")))
        .insert_header(ContentType(kind.parse().unwrap_or(mime_of_text())))
        .streaming(stream::try_unfold(rows, Rows::next)))
}

fn mime_of_text() -> actix_web::mime::Mime {
    actix_web::mime::TEXT_PLAIN_UTF_8
}

/// Where an export stands.
enum Step {
    Head,
    After { id: Option<CaseId>, first: bool },
    Done,
}

struct Rows {
    core: Core,
    actor: Actor,
    wanted: Wanted,
    format: Format,
    lang: Lang,
    step: Step,
}

impl Rows {
    /// The next piece of the file. A failure in the middle breaks the transfer off, so that nobody takes half for the whole.
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, Problem> {
        let geo = self.format == Format::Geojson;
        let (after, first) = match self.step {
            Step::Done => return Ok(None),
            Step::Head => {
                self.step = Step::After { id: None, first: true };
                let head = if geo { "{\"type\":\"FeatureCollection\",\"features\":[" } else { CSV_HEAD };
                return Ok(Some((Bytes::from_static(head.as_bytes()), self)));
            }
            Step::After { id, first } => (id, first),
        };
        let rows = service::list_cases(
            &self.core,
            self.actor.clone(),
            self.wanted.clone(),
            FiledOrder::OldestFirst,
            after,
            EXPORT_BATCH,
        )
        .await?;
        let Some(last) = rows.last().map(|row| row.case.id) else {
            self.step = Step::Done;
            return Ok(Some((Bytes::from_static(if geo { b"]}" } else { b"" }), self)));
        };
        let now = self.core.clock.now();
        let mut text = String::new();
        let mut begun = !first;
        for row in rows {
            let line = if geo { feature(row, self.lang, now) } else { Some(csv_line(row, self.lang, now)) };
            let Some(line) = line else { continue };
            if geo && begun {
                text.push(',');
            }
            text.push_str(&line);
            begun = true;
        }
        self.step = Step::After { id: Some(last), first: !begun };
        Ok(Some((Bytes::from(text), self)))
    }
}

/// The row without persons.
fn masked(mut row: ListedCase, lang: Lang, now: Timestamp) -> CaseSummary {
    row.form = row.form.min(Form::Masked);
    CaseSummary::of(row, lang, now)
}

fn feature(row: ListedCase, lang: Lang, now: Timestamp) -> Option<String> {
    let view = masked(row, lang, now);
    let at = [view.lon?, view.lat?];
    let feature = json!({
        "type": "Feature",
        "id": view.id,
        "geometry": {"type": "Point", "coordinates": at},
        "properties": view,
    });
    Some(feature.to_string())
}

fn csv_line(row: ListedCase, lang: Lang, now: Timestamp) -> String {
    let view = masked(row, lang, now);
    let text = |value: Option<&str>| cell(value.unwrap_or_default());
    let id = |value: Option<i64>| value.map_or_else(String::new, |v| v.to_string());
    let at = |value: Option<Timestamp>| value.map_or_else(String::new, |v| v.to_string());
    let number = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
    let cells = [
        text(Some(&view.number)),
        text(Some(view.state.code())),
        text(Some(view.state_label)),
        text(view.category.as_deref()),
        text(view.level.map(Level::code)),
        text(view.priority.map(Priority::code)),
        text(view.source.map(Source::code)),
        id(view.grid.map(|a| a.0)),
        id(view.community.map(|a| a.0)),
        id(view.street.map(|a| a.0)),
        number(view.lon),
        number(view.lat),
        id(view.unit.map(|u| u.0)),
        at(Some(view.occurred_at)),
        at(Some(view.filed_at)),
        at(view.due_at),
        at(view.closed_at),
        view.round.to_string(),
    ];
    format!("{}\r\n", cells.join(","))
}
