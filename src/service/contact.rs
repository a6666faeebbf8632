//! Contact details: sealed at rest, opened through one function that writes down who looked, when and why.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::account::{AccessAct, ContactKind, parse_contact};
use crate::domain::codes::Right;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::policy::{PeopleAct, permit};
use crate::service::access::{Access, Caller};
use crate::service::case::see::form_for;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::person::may_manage;
use crate::store::case::find_case;
use crate::store::contact::{self as store, AccessEntry};
use crate::store::{Conn, Lane, Tx};

/// A reason is at least this long: a word, not a dot.
const REASON_MIN: usize = 2;
/// And at most this long.
const REASON_MAX: usize = 300;

/// Contact details, opened.
pub type Details = Vec<(ContactKind, String)>;

/// Opens the contact details of a person and writes down the access. The one place that does.
pub fn open_contact(
    access: &Access,
    tx: &mut Tx<'_>,
    person: PersonId,
    entry: &AccessEntry,
    now: Timestamp,
) -> Result<Details, ServiceError> {
    store::log(tx, entry, now)?;
    let sealed = store::list(tx, person)?;
    sealed.into_iter().map(|(kind, blob)| Ok((kind, access.seal().open(person, kind, &blob)?))).collect()
}

/// The caller's own details.
pub async fn get_own_contact(core: &Core, caller: &Caller) -> Result<Details, ServiceError> {
    let person = caller.person;
    let sealed = core.db.read_point(move |conn| store::list(conn, person)).await?;
    sealed.into_iter().map(|(kind, blob)| Ok((kind, core.access.seal().open(person, kind, &blob)?))).collect()
}

/// Shows the details of somebody whom the caller looks after, for a reason that is written down.
pub async fn reveal_contact(
    core: &Core,
    caller: &Caller,
    person: PersonId,
    reason: &str,
) -> Result<Details, ServiceError> {
    let reason = check_reason(reason)?;
    let (actor, by, now, access) =
        (caller.actor.clone(), caller.person, core.clock.now(), Arc::clone(&core.access));
    core.db
        .write(Lane::Interactive, move |tx| {
            may_manage(tx, &actor, PeopleAct::See, person, now)?;
            let entry = AccessEntry {
                act: AccessAct::RevealContact,
                actor: Some(by),
                person: Some(person),
                case: None,
                reason: reason.clone(),
            };
            open_contact(&access, tx, person, &entry, now)
        })
        .await
}

/// What the reporter of a case left who has no account, opened; empty where nothing was left.
pub(in crate::service) fn open_of_case(
    access: &Access,
    conn: &mut Conn,
    case: CaseId,
) -> Result<Details, ServiceError> {
    let Some(sealed) = store::find_of_case(conn, case)? else { return Ok(Details::new()) };
    let text = access.seal().open_of_case(case, &sealed)?;
    let kept: BTreeMap<ContactKind, String> =
        serde_json::from_str(&text).map_err(|error| ServiceError::Fault(error.into()))?;
    Ok(kept.into_iter().collect())
}

/// Keeps what the reporter of a case left.
pub(in crate::service) fn save_of_case(
    access: &Access,
    tx: &mut Tx<'_>,
    case: CaseId,
    details: &Details,
) -> Result<(), ServiceError> {
    let kept: BTreeMap<ContactKind, &str> =
        details.iter().map(|(kind, text)| (*kind, text.as_str())).collect();
    let text = serde_json::to_string(&kept).map_err(|error| ServiceError::Fault(error.into()))?;
    Ok(store::insert_of_case(tx, case, &access.seal().close_of_case(case, &text)?)?)
}

/// Shows how the reporter of a case can be reached, for a reason that is written down with who looked and when. Who reported
/// without an account has what he left with the report.
pub async fn reveal_reporter(
    core: &Core,
    caller: &Caller,
    case: CaseId,
    reason: &str,
) -> Result<Details, ServiceError> {
    let reason = check_reason(reason)?;
    let (actor, by, now, access) =
        (caller.actor.clone(), caller.person, core.clock.now(), Arc::clone(&core.access));
    core.db
        .write(Lane::Interactive, move |tx| {
            let stored = find_case(tx, case)?.ok_or(ServiceError::NotFound)?;
            form_for(&actor, &stored.case, now)?;
            permit(&actor, Right::ViewReporterContact, &stored.case.target_for(&actor, now))?;
            let entry = AccessEntry {
                act: AccessAct::RevealContact,
                actor: Some(by),
                person: stored.case.reporter,
                case: Some(case),
                reason: reason.clone(),
            };
            if let Some(reporter) = stored.case.reporter {
                return open_contact(&access, tx, reporter, &entry, now);
            }
            store::log(tx, &entry, now)?;
            open_of_case(&access, tx, case)
        })
        .await
}

/// A reason that somebody can understand later.
pub fn check_reason(reason: &str) -> Result<String, ServiceError> {
    let reason = reason.trim();
    let length = reason.chars().count();
    if (REASON_MIN..=REASON_MAX).contains(&length) && !reason.chars().any(|c| c.is_control() && c != '\n') {
        return Ok(reason.to_owned());
    }
    Err(ServiceError::invalid(
        "/reason",
        "请写明原因（2 至 300 字）。",
        "must say why, in 2 to 300 characters.",
    ))
}

/// A change of contact details: each kind is left alone, set, or removed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactChange {
    /// The kinds with their new values; none removes.
    pub set: Vec<(ContactKind, Option<String>)>,
}

impl ContactChange {
    /// Reads the values, pointing at those that are wrong.
    pub fn check(&self) -> Result<Self, ServiceError> {
        let mut wrong = Vec::new();
        let mut set = Vec::new();
        for (kind, value) in &self.set {
            match value.as_deref().map(|text| parse_contact(*kind, text)).transpose() {
                Ok(value) => set.push((*kind, value)),
                Err(words) => wrong.push(FieldError::new(format!("/{kind}"), words)),
            }
        }
        if wrong.is_empty() {
            Ok(Self { set })
        } else {
            Err(ServiceError::Invalid(InvalidKind::Content, wrong))
        }
    }
}

/// Changes the caller's own details, or those of somebody whose account the caller may change.
pub async fn change_contact(
    core: &Core,
    caller: &Caller,
    person: PersonId,
    change: &ContactChange,
) -> Result<(), ServiceError> {
    let change = change.check()?;
    let (actor, by, now, access) =
        (caller.actor.clone(), caller.person, core.clock.now(), Arc::clone(&core.access));
    core.db
        .write(Lane::Interactive, move |tx| {
            if person != by {
                may_manage(tx, &actor, PeopleAct::Change, person, now)?;
            }
            save_contact(&access, tx, person, &change, now)?;
            let entry = AccessEntry {
                act: AccessAct::ChangeContact,
                actor: Some(by),
                person: Some(person),
                case: None,
                reason: String::new(),
            };
            Ok(store::log(tx, &entry, now)?)
        })
        .await
}

/// Writes checked details.
pub(in crate::service) fn save_contact(
    access: &Access,
    tx: &mut Tx<'_>,
    person: PersonId,
    change: &ContactChange,
    now: Timestamp,
) -> Result<(), ServiceError> {
    for (kind, value) in &change.set {
        let sealed = value.as_deref().map(|text| access.seal().close(person, *kind, text)).transpose()?;
        store::replace(tx, person, *kind, sealed.as_deref(), now)?;
    }
    Ok(())
}
