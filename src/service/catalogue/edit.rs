//! Edits of the catalogue: rows put and removed, or whole lists read from CSV. Both go the same way: check who may, build the
//! next version's lists, check them whole, write what differs.

use std::sync::Arc;

use jiff::Timestamp;

use super::{load, missing, unsound};
use crate::domain::catalogue::{BadRow, Catalogue, Entry, Lists, Part, changes, read};
use crate::domain::codes::{Lang, Right};
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, permit};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::store::catalogue::{self as store, NewCatalogueVersion};
use crate::store::{Lane, Tx, config_version};

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
    /// When the version takes effect; none is at once.
    pub effective_from: Option<Timestamp>,
    /// Why.
    pub note: String,
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
    /// When the version takes effect; none is at once.
    pub effective_from: Option<Timestamp>,
    /// Why.
    pub note: String,
}

/// Who edits, and the version that was read before; `None` edits whatever stands.
#[derive(Debug, Clone)]
pub struct Editor {
    /// Who.
    pub actor: Actor,
    /// The version that must be the last one.
    pub if_version: Option<i64>,
}

/// Makes the next version by putting and taking out rows; answers its number.
pub async fn change_catalogue(core: &Core, editor: Editor, edit: CatalogueEdit) -> Result<i64, ServiceError> {
    let parts: Vec<Part> =
        edit.put.iter().map(Entry::part).chain(edit.remove.iter().map(|r| r.part)).collect();
    let build = move |mut lists: Lists| {
        for removed in &edit.remove {
            if !lists.remove(removed.part, &removed.key) {
                let text = format!("{}/{}", removed.part.code(), removed.key);
                return Err(ServiceError::Invalid(
                    InvalidKind::Content,
                    vec![FieldError::new(
                        "/remove",
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
    make_version(core, editor, parts, (edit.effective_from, edit.note), build).await
}

/// Makes the next version by replacing whole lists; every row that cannot be read is told with its line.
pub async fn import_catalogue(
    core: &Core,
    editor: Editor,
    import: CatalogueImport,
) -> Result<i64, ServiceError> {
    let (mut read_lists, mut faults) = (Lists::default(), Vec::new());
    for list in &import.lists {
        let bad = read(list.part, list.csv.as_bytes(), &mut read_lists);
        faults.extend(bad.iter().map(|row| row_fault(list.part, row)));
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
    make_version(core, editor, parts, (import.effective_from, import.note), build).await
}

fn row_fault(part: Part, row: &BadRow) -> FieldError {
    let (line, column, reason) = (row.line, &row.column, &row.reason);
    let words = Words::made(
        format!("第 {line} 行，{column} 列：{reason}"),
        format!("line {line}, column {column}: {reason}"),
    );
    FieldError::new(format!("/lists/{}", part.code()), words)
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
    (effective_from, note): (Option<Timestamp>, String),
    build: impl Fn(Lists) -> Result<Lists, ServiceError> + Send + 'static,
) -> Result<i64, ServiceError> {
    let now = core.clock.now();
    if note.chars().count() > 500 {
        return Err(ServiceError::invalid("/note", "最多 500 字。", "at most 500 characters."));
    }
    let write = move |tx: &mut Tx<'_>| {
        may_edit(&editor.actor, &parts)?;
        let last = store::find_last_catalogue_version(tx)?.ok_or_else(missing)?;
        if editor.if_version.is_some_and(|version| version != last.id) {
            return Err(ServiceError::VersionMismatch { current: last.id });
        }
        let earliest = now.max(last.effective_from.at());
        let from = effective_from.unwrap_or(earliest);
        if from < earliest {
            return Err(too_early());
        }
        let old: Arc<Catalogue> = load(tx, last.id)?;
        let next =
            Catalogue::new(last.id + 1, build(old.lists().clone())?).map_err(|flaws| unsound(&flaws))?;
        let version = NewCatalogueVersion {
            id: next.version(),
            effective_from: from,
            created_at: now,
            created_by: editor.actor.person,
            note: note.clone(),
        };
        store::insert_catalogue_version(tx, &version, &changes(old.lists(), next.lists()))?;
        config_version::raise(tx)?;
        Ok(version.id)
    };
    core.db.write(Lane::Interactive, write).await
}

fn too_early() -> ServiceError {
    ServiceError::invalid(
        "/effective_from",
        "不能早于现在，也不能早于上一版本的生效时间。",
        "must not be before now, nor before the last version takes effect.",
    )
}
