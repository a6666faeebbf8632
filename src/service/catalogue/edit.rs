//! Edits of the catalogue: rows put and removed, or whole lists read from CSV. Both go the same way: check who may, build the
//! next version's lists, check them whole, write what differs.

use std::sync::Arc;

use jiff::Timestamp;

use super::{load, missing, unsound};
use crate::domain::catalogue::{BadRow, Catalogue, Change, Entry, Lists, Part, changes, read};
use crate::domain::codes::{Lang, Right};
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, permit};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::catalogue::{self as store, NewCatalogueVersion};
use crate::store::{Lane, Tx, config_version};

/// What is said of the version that an edit makes.
#[derive(Debug, Clone, Default)]
pub struct NewVersion {
    /// When it takes effect; none is at once.
    pub effective_from: Option<Timestamp>,
    /// Why.
    pub note: String,
    /// Only say what would change; write nothing.
    pub dry_run: bool,
}

/// What an edit has changed, or would.
#[derive(Debug, Clone)]
pub struct CatalogueReport {
    /// The version that was made; none in a dry run.
    pub version: Option<i64>,
    /// From when on it is in effect.
    pub effective_from: Timestamp,
    /// What differs from the version before.
    pub changes: Vec<Changed>,
}

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The list.
    pub part: Part,
    /// The key within the list.
    pub key: String,
    /// The row before; none for a new one.
    pub before: Option<Entry>,
    /// The row now; none for one that is gone.
    pub after: Option<Entry>,
}

/// A row to take out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedEntry {
    /// The list.
    pub part: Part,
    /// The key within the list.
    pub key: String,
}

/// Rows to put and to take out.
#[derive(Debug, Clone, Default)]
pub struct CatalogueEdit {
    /// Rows that are new or replace the one with their key.
    pub put: Vec<Entry>,
    /// Rows that go.
    pub remove: Vec<RemovedEntry>,
    /// When it takes effect, and why.
    pub version: NewVersion,
}

/// One list as CSV.
#[derive(Debug, Clone)]
pub struct ListText {
    /// Which list.
    pub part: Part,
    /// The whole list; rows that are missing in it go.
    pub csv: String,
}

/// Whole lists to put in the place of those in force.
#[derive(Debug, Clone, Default)]
pub struct CatalogueImport {
    /// The lists; those that are not named stay.
    pub lists: Vec<ListText>,
    /// When it takes effect, and why.
    pub version: NewVersion,
}

/// Who edits, and the version that was read before; `None` edits whatever stands.
#[derive(Debug, Clone)]
pub struct Editor {
    /// Who.
    pub actor: Actor,
    /// The version that must be the last one.
    pub if_version: Option<i64>,
    /// The key under which the edit may be repeated.
    pub key: Option<RequestKey>,
}

/// Makes the next version by putting and taking out rows.
pub async fn change_catalogue(
    core: &Core,
    editor: Editor,
    edit: CatalogueEdit,
) -> Result<CatalogueReport, ServiceError> {
    let version = edit.version.clone();
    let parts: Vec<Part> =
        edit.put.iter().map(Entry::part).chain(edit.remove.iter().map(|r| r.part)).collect();
    let build = move |mut lists: Lists| {
        for (index, removed) in edit.remove.iter().enumerate() {
            if !lists.remove(removed.part, &removed.key) {
                let text = format!("{}/{}", removed.part.code(), removed.key);
                return Err(ServiceError::Invalid(
                    InvalidKind::Content,
                    vec![FieldError::new(
                        format!("/remove/{index}"),
                        Words::made(format!("没有 {text}。"), format!("no {text}.")),
                    )],
                ));
            }
        }
        for entry in edit.put.clone() {
            lists.put(entry);
        }
        Ok(lists)
    };
    make_version(core, editor, parts, version, build).await
}

/// Makes the next version by replacing whole lists; every row that cannot be read is told with its line.
pub async fn import_catalogue(
    core: &Core,
    editor: Editor,
    import: CatalogueImport,
    key: Option<RequestKey>,
) -> Result<CatalogueReport, ServiceError> {
    let (mut read_lists, mut faults) = (Lists::default(), Vec::new());
    for (index, list) in import.lists.iter().enumerate() {
        let bad = read(list.part, list.csv.as_bytes(), &mut read_lists);
        faults.extend(bad.iter().map(|row| row_fault(index, row)));
    }
    if !faults.is_empty() {
        faults.truncate(1000);
        return Err(ServiceError::Invalid(InvalidKind::Content, faults));
    }
    let parts: Vec<Part> = import.lists.iter().map(|list| list.part).collect();
    let given = parts.clone();
    let build = move |mut lists: Lists| {
        for part in &given {
            lists.clear(*part);
            for entry in read_lists.entries(*part) {
                lists.push(entry);
            }
        }
        Ok(lists)
    };
    make_version(core, Editor { key, ..editor }, parts, import.version, build).await
}

fn row_fault(index: usize, row: &BadRow) -> FieldError {
    let (line, column, reason) = (row.line, &row.column, &row.reason);
    let words = Words::made(
        format!("第 {line} 行，{column} 列：{reason}"),
        format!("line {line}, column {column}: {reason}"),
    );
    FieldError::new(format!("/lists/{index}/csv"), words)
}

/// Whoever may configure limits only may not touch anything else.
fn may_edit(actor: &Actor, parts: &[Part]) -> Result<(), ServiceError> {
    let limits_only = !parts.is_empty() && parts.iter().all(|part| *part == Part::StepLimit);
    let subject = if limits_only { ConfigPart::Limits } else { ConfigPart::Catalogue };
    let target = Target { subject: Some(Subject::Config(subject)), ..Target::default() };
    match permit(actor, Right::Configure, &target) {
        Ok(_) => Ok(()),
        Err(no) => Err(ServiceError::Forbidden(Words::fixed(no.text(Lang::Zh), no.text(Lang::En)))),
    }
}

async fn make_version(
    core: &Core,
    editor: Editor,
    parts: Vec<Part>,
    asked: NewVersion,
    build: impl Fn(Lists) -> Result<Lists, ServiceError> + Send + 'static,
) -> Result<CatalogueReport, ServiceError> {
    let now = core.clock.now();
    if asked.note.chars().count() > 500 {
        return Err(ServiceError::invalid("/note", "最多 500 字。", "at most 500 characters."));
    }
    let write = move |tx: &mut Tx<'_>| {
        may_edit(&editor.actor, &parts)?;
        let key = editor.key.as_ref();
        if let Some(made) = idempotency::find(tx, editor.actor.person, key, "catalogue")? {
            return report_of(tx, made);
        }
        let last = store::find_last_catalogue_version(tx)?.ok_or_else(missing)?;
        if editor.if_version.is_some_and(|version| version != last.id) {
            return Err(ServiceError::VersionMismatch { current: last.id });
        }
        let earliest = now.max(last.effective_from.at());
        let from = asked.effective_from.unwrap_or(earliest);
        if from < earliest {
            return Err(too_early());
        }
        let old: Arc<Catalogue> = load(tx, last.id)?;
        let next =
            Catalogue::new(last.id + 1, build(old.lists().clone())?).map_err(|flaws| unsound(&flaws))?;
        let mut report = report(&old, &next, from);
        if asked.dry_run {
            report.version = None;
            return Ok(report);
        }
        let version = NewCatalogueVersion {
            id: next.version(),
            effective_from: from,
            created_at: now,
            created_by: editor.actor.person,
            note: asked.note.clone(),
        };
        store::insert_catalogue_version(tx, &version, &changes(old.lists(), next.lists()))?;
        config_version::raise(tx)?;
        if let Some(key) = key {
            let made = format!("catalogue/{}", version.id);
            idempotency::record(tx, editor.actor.person, key, 200, &made, now)?;
        }
        Ok(report)
    };
    core.db.write(Lane::Interactive, write).await
}

/// What one version has changed.
fn report(old: &Catalogue, new: &Catalogue, effective_from: Timestamp) -> CatalogueReport {
    let before = |part: Part, key: &str| old.lists().entries(part).into_iter().find(|e| e.key() == key);
    let told = |change: Change| Changed {
        before: before(change.part, &change.key),
        part: change.part,
        key: change.key,
        after: change.entry,
    };
    let changes = changes(old.lists(), new.lists()).into_iter().map(told).collect();
    CatalogueReport { version: Some(new.version()), effective_from, changes }
}

fn report_of(tx: &mut Tx<'_>, made: i64) -> Result<CatalogueReport, ServiceError> {
    let version = store::find_catalogue_version(tx, made)?.ok_or_else(missing)?;
    let (old, new) = (load(tx, made - 1)?, load(tx, made)?);
    Ok(report(&old, &new, version.effective_from.at()))
}

fn too_early() -> ServiceError {
    ServiceError::invalid(
        "/effective_from",
        "不能早于现在，也不能早于上一版本的生效时间。",
        "must not be before now, nor before the last version takes effect.",
    )
}
