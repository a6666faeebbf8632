//! `/cases/{id}/timeline`: who, when, what changed and why, in words that a lay person can read, with the hashes that an auditor
//! can follow.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::case::parts::Attached;
use crate::domain::case::telling::Detail;
use crate::domain::codes::{Lang, Role, State};
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::policy::Form;
use crate::service::case::timeline::{Timeline, TimelineEntry, get_timeline};
use crate::service::core::Core;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::precondition::etag;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// The history of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineView {
    /// What happened, the oldest first.
    items: Vec<TimelineItem>,
}

/// One thing that happened. What its reader may not see is absent.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineItem {
    /// Its number in the case; a reader who does not see everything finds gaps.
    seq: i64,
    /// What, as a code.
    #[schema(example = "dispatched")]
    kind: &'static str,
    /// What, in words.
    #[schema(example = "派遣")]
    label: &'static str,
    /// When it happened.
    at: Instant,
    /// When it was written down; later than `at` for what an import or a phone without network brought.
    recorded_at: Instant,
    /// Who did it.
    by: Doer,
    /// Where the case stood afterwards, if that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<State>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    state_label: Option<&'static str>,
    /// What changed, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<TimelineDetail>,
    /// What was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// What the reporter was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    /// Photos and documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attached>,
    /// The hash of the event, over the one before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

/// Who did something.
#[derive(Debug, Serialize, ToSchema)]
pub struct Doer {
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    /// The name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// In which role.
    role: Role,
    /// The role in words; 上报人 for whoever reported it.
    label: String,
    /// Whether it was the reporter.
    reporter: bool,
}

/// Something that changed or was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineDetail {
    /// What it is about, as a code.
    #[schema(example = "reason")]
    field: &'static str,
    /// What it is about, in words.
    #[schema(example = "原因")]
    label: &'static str,
    /// The code, id, number or time.
    #[schema(example = "not_our_duty")]
    value: String,
    /// The same in words.
    #[schema(example = "不属本单位职责")]
    text: String,
}

/// The history of a case, as far as the caller may see it.
#[utoipa::path(get, path = "/api/v1/cases/{id}/timeline", tag = "cases",
    params(("id" = CaseId, Path, description = "The case")),
    responses((status = 200, description = "The history", body = TimelineView)))]
pub async fn show_timeline(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CaseId>,
) -> Result<HttpResponse, Problem> {
    let mut timeline = get_timeline(&core, principal.actor(), id.0).await?;
    let entries = std::mem::take(&mut timeline.entries);
    let items = entries.into_iter().map(|entry| TimelineItem::of(entry, &timeline, lang)).collect();
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(timeline.version))
        .json(TimelineView { items }))
}

impl TimelineItem {
    pub(super) fn of(entry: TimelineEntry, timeline: &Timeline, lang: Lang) -> Self {
        let TimelineEntry { row, details, by, by_reporter } = entry;
        let event = &row.event;
        let state = event.step.map(|step| step.state);
        let public = timeline.form < Form::Masked;
        let reporter = by_reporter.then(|| lang.pick("上报人", "Reporter"));
        Self {
            seq: row.seq,
            kind: event.fact.code(),
            label: event.fact.label(lang),
            at: Instant(event.at),
            recorded_at: Instant(row.recorded_at),
            by: Doer {
                person: by,
                name: by.and_then(|person| timeline.people.get(&person).cloned()),
                role: event.role,
                label: reporter.unwrap_or_else(|| event.role.label(lang)).to_owned(),
                reporter: by_reporter,
            },
            state,
            state_label: state.map(|s| if public { s.public_label(lang) } else { s.label(lang) }),
            details: details.iter().map(|detail| told(detail, timeline, lang)).collect(),
            attachments: event.attachments.clone(),
            hash: (!public).then(|| row.hash.to_string()),
            text: row.body,
            reply: row.reply,
        }
    }
}

fn told(detail: &Detail, timeline: &Timeline, lang: Lang) -> TimelineDetail {
    let code = |value: &'static str, text: &'static str| (value.to_owned(), text.to_owned());
    let same = |value: String| (value.clone(), value);
    let yes = |on: bool| {
        code(
            if on { "true" } else { "false" },
            if on { lang.pick("是", "yes") } else { lang.pick("否", "no") },
        )
    };
    let (value, text) = match detail {
        Detail::Reason(reason) => code(reason.code(), reason.label(lang)),
        Detail::Outcome(outcome) => code(outcome.code(), outcome.label(lang)),
        Detail::Request(request) => code(request.code(), request.label(lang)),
        Detail::Priority(priority) => code(priority.code(), priority.label(lang)),
        Detail::Level(level) => code(level.code(), level.label(lang)),
        Detail::Mode(mode) => code(mode.code(), mode.label(lang)),
        Detail::Colour(colour) => code(colour.code(), colour.label(lang)),
        Detail::Unit(unit) | Detail::CoUnit(unit) => {
            let name = timeline.units.get(unit).map(|(zh, en)| lang.pick(zh, en).to_owned());
            (unit.to_string(), name.unwrap_or_else(|| unit.to_string()))
        }
        Detail::Person(person) => {
            let name = timeline.people.get(person).cloned();
            (person.to_string(), name.unwrap_or_else(|| person.to_string()))
        }
        Detail::Until(at) => same(Instant(*at).to_string()),
        Detail::Category(text) | Detail::Condition(text) | Detail::Number(text) => same(text.clone()),
        Detail::Case(case) => same(case.to_string()),
        Detail::Stars(stars) => same(stars.to_string()),
        Detail::Rules(kind, version) => {
            let kind_label = kind.label(lang);
            let text = match lang {
                Lang::Zh => format!("{kind_label}第 {version} 版"),
                Lang::En => format!("{kind_label}, version {version}"),
            };
            (format!("{kind}/{version}"), text)
        }
        Detail::Solved(on) | Detail::Satisfied(on) | Detail::On(on) => yes(*on),
    };
    let (field, label) = detail.label(lang);
    TimelineDetail { field, label, value, text }
}
