//! The rules that an office sets as versions: calendar, limits, ladders. A version is checked whole, waits for a second person
//! where the policy asks for one, and takes effect at its date; nothing is ever changed in place.

mod book;
mod calendar;
mod ladders;
mod recount;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::calendar::document::CalendarDocument;
use crate::domain::codes::{Right, Role};
use crate::domain::ids::PersonId;
use crate::domain::ladder::{Ladder, LadderBook};
use crate::domain::limit_policy::{LimitBook, LimitPolicy};
use crate::domain::policy::{Actor, ConfigPart, Permit, Subject, Target, permit};
use crate::domain::rule::RuleKind;
use crate::domain::words::{Flaw, Words};
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::rule as store;
pub use crate::store::rule::RuleRow;
use crate::store::{Conn, Lane, StoreError, Tx, config_version};

pub use book::RuleBooks;
pub use calendar::{CalendarImport, DaysFormat, import_calendar, imported, missing_years};
pub use ladders::ladder_warnings;
pub use recount::{
    Impact, MovedCase, Preview, PreviewPage, RecountRow, Recounted, list_recounts, preview_draft,
    preview_version, recount_due,
};

/// Notes have at most this many characters.
const NOTE_MAX: usize = 500;

/// Rules of one kind, as they are written down.
pub trait Rules: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Which kind.
    const KIND: RuleKind;
    /// Under which part of the configuration the policy table has them.
    const PART: ConfigPart;

    /// Whether they are sound, with pointers into them.
    fn check(&self) -> Result<(), Vec<Flaw>>;

    /// The first instant at which a version that is asked for at `at` can begin.
    fn begins(&self, at: Timestamp) -> Result<Timestamp, ServiceError> {
        Ok(at)
    }
}

impl Rules for LimitPolicy {
    const KIND: RuleKind = RuleKind::Limits;
    const PART: ConfigPart = ConfigPart::Limits;

    fn check(&self) -> Result<(), Vec<Flaw>> {
        LimitBook::new(0, self.clone()).map(drop)
    }
}

impl Rules for Vec<Ladder> {
    const KIND: RuleKind = RuleKind::Ladders;
    const PART: ConfigPart = ConfigPart::Ladders;

    fn check(&self) -> Result<(), Vec<Flaw>> {
        LadderBook::new(0, self.clone()).map(drop)
    }
}

impl Rules for CalendarDocument {
    const KIND: RuleKind = RuleKind::Calendar;
    const PART: ConfigPart = ConfigPart::Calendars;

    fn check(&self) -> Result<(), Vec<Flaw>> {
        calendar::check(self)
    }

    fn begins(&self, at: Timestamp) -> Result<Timestamp, ServiceError> {
        calendar::first_midnight(self, at)
    }
}

/// A version that somebody wants.
#[derive(Debug, Clone)]
pub struct Draft<R> {
    /// The rules, whole.
    pub rules: R,
    /// When they take effect; none is as soon as they can.
    pub effective_from: Option<Timestamp>,
    /// Whether they may take effect before now.
    pub retroactive: bool,
    /// Why they are made.
    pub note: String,
}

/// Whether the actor may set rules of a kind, and through which role.
fn may_set(actor: &Actor, part: ConfigPart) -> Result<Permit, ServiceError> {
    let target = Target { subject: Some(Subject::Config(part)), ..Target::default() };
    Ok(permit(actor, Right::Configure, &target)?)
}

/// The flaws of a draft as faults of its request, below `at`.
fn unsound(at: &str, flaws: Vec<Flaw>) -> ServiceError {
    let field = |flaw: Flaw| FieldError::new(format!("{at}{}", flaw.pointer), flaw.words);
    ServiceError::Invalid(InvalidKind::Content, flaws.into_iter().take(100).map(field).collect())
}

fn stored<R: Rules>(row: &RuleRow) -> Result<R, StoreError> {
    serde_json::from_str(&row.body)
        .map_err(|error| StoreError::Corrupt(format!("{} version {}: {error}", row.kind, row.version)))
}

/// Every version, the oldest first.
pub async fn list_versions(core: &Core, kind: RuleKind) -> Result<Vec<RuleRow>, ServiceError> {
    core.db.read(move |conn| Ok::<_, ServiceError>(store::list(conn, kind)?)).await
}

/// Which version is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The one that is in effect now.
    Current,
    /// The one with this number.
    Number(i64),
}

/// A version with its rules.
pub async fn get_version<R: Rules>(core: &Core, which: Which) -> Result<(RuleRow, R), ServiceError> {
    let now = core.clock.now();
    core.db
        .read(move |conn| {
            let row = match which {
                Which::Number(version) => store::find(conn, R::KIND, version)?,
                Which::Current => current(conn, R::KIND, now)?,
            };
            let row = row.ok_or(ServiceError::NotFound)?;
            let rules = stored(&row)?;
            Ok((row, rules))
        })
        .await
}

fn current(conn: &mut Conn, kind: RuleKind, now: Timestamp) -> Result<Option<RuleRow>, StoreError> {
    let rows = store::list(conn, kind)?;
    Ok(rows.into_iter().rev().find(|row| row.approved_at.is_some() && row.effective_from <= now))
}

fn check_draft<R: Rules>(draft: &Draft<R>, at: &str) -> Result<(), ServiceError> {
    if draft.note.trim().is_empty() || draft.note.chars().count() > NOTE_MAX {
        return Err(ServiceError::invalid(
            "/note",
            "请写明原因，最多 500 字。",
            "says why, in at most 500 characters.",
        ));
    }
    draft.rules.check().map_err(|flaws| unsound(at, flaws))
}

/// When a draft takes effect: as asked, not before now unless it is to reach back.
fn beginning<R: Rules>(draft: &Draft<R>, now: Timestamp) -> Result<Timestamp, ServiceError> {
    let from = draft.rules.begins(draft.effective_from.unwrap_or(now))?;
    if from < now && !draft.retroactive {
        return Err(ServiceError::invalid(
            "/effective_from",
            "不能早于现在；追溯生效须明确标注。",
            "must not be before now, unless `retroactive` says so.",
        ));
    }
    Ok(from)
}

/// Makes the next version; answers it. An administrator's takes effect at its date. An inspector's waits for the approval of
/// a second person (`role_action`: limits and ladders).
pub async fn create_version<R: Rules>(
    core: &Core,
    caller: &Caller,
    draft: Draft<R>,
    (at, key): (&'static str, Option<RequestKey>),
) -> Result<RuleRow, ServiceError> {
    may_set(&caller.actor, R::PART)?;
    check_draft(&draft, at)?;
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            let resource = resource(R::KIND);
            if let Some(version) = idempotency::find(tx, Some(by), key.as_ref(), resource)? {
                return store::find(tx, R::KIND, version)?.ok_or(ServiceError::NotFound);
            }
            let alone = may_set(&actor, R::PART)?.role == Role::Admin;
            let row = RuleRow {
                kind: R::KIND,
                version: store::last_version(tx, R::KIND)? + 1,
                effective_from: beginning(&draft, now)?,
                retroactive: draft.retroactive,
                created_at: now,
                created_by: Some(by),
                approved_at: alone.then_some(now),
                approved_by: alone.then_some(by),
                note: draft.note.clone(),
                body: serde_json::to_string(&draft.rules)
                    .map_err(|error| ServiceError::Fault(error.into()))?,
            };
            store::insert(tx, &row)?;
            if alone {
                config_version::raise(tx)?;
                recount::send(tx, &row, now)?;
            }
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("{resource}/{}", row.version), now)?;
            }
            Ok(row)
        })
        .await
}

const fn resource(kind: RuleKind) -> &'static str {
    match kind {
        RuleKind::Calendar => "calendar",
        RuleKind::Limits => "limits",
        RuleKind::Ladders => "ladders",
    }
}

/// Approves a version as a second person. One that should have begun meanwhile begins now, unless it is to reach back.
pub async fn approve_version<R: Rules>(
    core: &Core,
    caller: &Caller,
    version: i64,
) -> Result<RuleRow, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            may_set(&actor, R::PART)?;
            let row = store::find(tx, R::KIND, version)?.ok_or(ServiceError::NotFound)?;
            approve_in::<R>(tx, &row, (by, now))?;
            store::find(tx, R::KIND, version)?.ok_or(ServiceError::NotFound)
        })
        .await
}

fn approve_in<R: Rules>(
    tx: &mut Tx<'_>,
    row: &RuleRow,
    (by, now): (PersonId, Timestamp),
) -> Result<(), ServiceError> {
    may_approve(tx, row, Some(by))?;
    let from = approved_from::<R>(row, now)?;
    if !store::approve(tx, (R::KIND, row.version), from, (by, now))? {
        return Err(ServiceError::Conflict(Words::fixed("该版本已批准。", "It has been approved already.")));
    }
    config_version::raise(tx)?;
    recount::send(tx, &RuleRow { effective_from: from, ..row.clone() }, now)
}

/// Whether a version can be approved, by a person if one is named.
fn may_approve(conn: &mut Conn, row: &RuleRow, by: Option<PersonId>) -> Result<(), ServiceError> {
    if row.approved_at.is_some() {
        return Err(ServiceError::Conflict(Words::fixed("该版本已批准。", "It has been approved already.")));
    }
    if by.is_some() && row.created_by == by {
        return Err(ServiceError::Forbidden(Words::fixed(
            "须由另一人批准。",
            "Another person than its author approves it.",
        )));
    }
    let newer = store::list(conn, row.kind)?;
    if newer.iter().any(|other| other.version > row.version && other.approved_at.is_some()) {
        return Err(ServiceError::Conflict(Words::fixed(
            "已有更新的版本生效，请重新提交。",
            "A later version has been approved meanwhile: make a new one.",
        )));
    }
    Ok(())
}

/// When a version that is approved now begins: as asked, not before now unless it is to reach back.
fn approved_from<R: Rules>(row: &RuleRow, now: Timestamp) -> Result<Timestamp, ServiceError> {
    if row.retroactive || row.effective_from >= now {
        return Ok(row.effective_from);
    }
    stored::<R>(row)?.begins(now)
}
