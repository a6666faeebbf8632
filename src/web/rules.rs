//! What `/calendars`, `/limits` and `/ladders` have in common: versions, and which of them is asked for.

use std::str::FromStr;

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::ids::PersonId;
use crate::domain::words::Flaw;
use crate::service::rule::{RecountRow, RuleRow, Which};
use crate::web::instant::Instant;
use crate::web::precondition::etag;

/// A version of the calendar, the limits or the ladders.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleVersionView {
    /// Its number; clocks keep the one that decided about them.
    version: i64,
    /// From when on it is in effect, once approved.
    effective_from: Instant,
    /// It was made to reach back.
    retroactive: bool,
    /// When it was made.
    created_at: Instant,
    /// Who made it; `null` for the built-in one.
    #[schema(required = true)]
    created_by: Option<PersonId>,
    /// When it was approved; `null` while it waits for a second person.
    #[schema(required = true)]
    approved_at: Option<Instant>,
    /// Who approved it.
    #[schema(required = true)]
    approved_by: Option<PersonId>,
    /// Why it was made; of the built-in one, that it is.
    note: String,
    /// How far it has come on its way to the open cases; absent before it is approved, and for the built-in one.
    #[serde(skip_serializing_if = "Option::is_none")]
    recount: Option<RecountView>,
}

/// A version on its way to the open cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecountView {
    /// When it sets out.
    begins_at: Instant,
    /// Open cases that it has looked at.
    seen: i64,
    /// Cases of which it has moved something.
    moved: i64,
    /// When it had looked at all of them.
    #[schema(required = true)]
    done_at: Option<Instant>,
}

impl From<&RecountRow> for RecountView {
    fn from(row: &RecountRow) -> Self {
        Self {
            begins_at: Instant(row.begins_at),
            seen: row.seen,
            moved: row.moved,
            done_at: row.done_at.map(Instant),
        }
    }
}

impl RuleVersionView {
    /// A version in a language: the built-in one is nobody's words.
    pub fn of(row: &RuleRow, lang: Lang) -> Self {
        let built_in = lang.pick("系统内置", "Comes with Gridward");
        let note = if row.created_by.is_some() { &row.note } else { built_in };
        Self {
            version: row.version,
            effective_from: Instant(row.effective_from),
            retroactive: row.retroactive,
            created_at: Instant(row.created_at),
            created_by: row.created_by,
            approved_at: row.approved_at.map(Instant),
            approved_by: row.approved_by,
            note: note.to_owned(),
            recount: None,
        }
    }
}

/// Every version, the oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleVersions {
    items: Vec<RuleVersionView>,
}

impl RuleVersions {
    /// The versions as they are shown.
    pub fn of(rows: &[RuleRow], on_their_way: &[RecountRow], lang: Lang) -> Self {
        let way = |version| on_their_way.iter().find(|way| way.version == version).map(RecountView::from);
        let view =
            |row: &RuleRow| RuleVersionView { recount: way(row.version), ..RuleVersionView::of(row, lang) };
        Self { items: rows.iter().map(view).collect() }
    }
}

/// Something to think about before the version takes effect.
#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    /// A JSON pointer into what was sent.
    pointer: String,
    /// The warning, in the language of the answer.
    text: String,
}

impl Warning {
    /// Warnings in a language.
    pub fn all(flaws: &[Flaw], lang: Lang) -> Vec<Self> {
        let told =
            |flaw: &Flaw| Self { pointer: flaw.pointer.clone(), text: flaw.words.pick(lang).to_owned() };
        flaws.iter().map(told).collect()
    }
}

/// The number of a version, as an address names it: what is printed and nothing else, no sign, no leading zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionNumber(pub i64);

impl FromStr for VersionNumber {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
        text.parse().ok().filter(|_| plain).map(Self).ok_or(())
    }
}

/// The version that an address names: its number, or `current`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionName(pub Which);

impl FromStr for VersionName {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if text == "current" {
            return Ok(Self(Which::Current));
        }
        text.parse().map(|VersionNumber(version)| Self(Which::Number(version)))
    }
}

/// The answer to a version that was made or approved.
pub fn made(list: &str, row: &RuleRow, body: impl Serialize) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((LOCATION, format!("/api/v1/{list}/{}", row.version)))
        .insert_header(etag(row.version))
        .json(body)
}

/// A version as it is shown.
pub fn shown(row: &RuleRow, body: impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header(etag(row.version)).insert_header((CACHE_CONTROL, "no-store")).json(body)
}
