//! People and their accounts: who may be seen, opened, changed, and given a reset code, by the rules of `manage_people`.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::account::{AccessAct, Login, RESET_TTL, SessionEnd, later, normal_reset_code, parse_name};
use crate::domain::codes::{Lang, Right, Role, Why};
use crate::domain::ids::PersonId;
use crate::domain::policy::{
    Actor, Forbidden, Grant, PeopleAct, Relation, Subject, Target, permit, rules_of,
};
use crate::domain::words::Words;
use crate::service::access::{Access, Caller, announce, random_reset_code};
use crate::service::contact::{ContactChange, save_contact};
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::grant::{NewGrant, give_in};
use crate::service::idempotency::{self, RequestKey};
use crate::store::contact::{AccessEntry, log};
use crate::store::grant::{GrantRow, PeopleReach};
use crate::store::person as store;
pub use crate::store::person::{PersonFilter, PersonRow};
use crate::store::{Conn, Lane, StoreError, Tx, account, area_path, grant, session};

/// A person as the office sees one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDetail {
    /// The person.
    pub row: PersonRow,
    /// The login, if there is an account.
    pub login: Option<String>,
    /// Every grant, past and future too.
    pub grants: Vec<GrantRow>,
}

/// A reset code, shown once to whoever issues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedCode {
    /// The code, to be handed over in person or read out.
    pub code: String,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// The target of the policy for one role of a person, in its area and unit.
pub(in crate::service) fn person_target(
    conn: &mut Conn,
    act: PeopleAct,
    grant: Option<&Grant>,
) -> Result<Target, ServiceError> {
    let areas = match grant {
        Some(grant) => area_path::find_path(conn, grant.area)?.unwrap_or_default(),
        None => crate::domain::area_path::AreaPath::default(),
    };
    let role = Some(grant.map_or(Role::Resident, |g| g.role));
    let subject = Some(Subject::Person { act, role });
    Ok(Target { areas, holder_unit: grant.and_then(|g| g.unit), subject, ..Target::default() })
}

/// May the actor do this to the person? Looking needs one role of the person within reach; anything else needs every one, so
/// that nobody resets the password of somebody who is more elsewhere. Whom one may not see does not exist.
pub(in crate::service) fn may_manage(
    conn: &mut Conn,
    actor: &Actor,
    act: PeopleAct,
    person: PersonId,
    now: Timestamp,
) -> Result<(), ServiceError> {
    if store::find(conn, person)?.is_none() {
        return Err(if actor_manages(actor) {
            ServiceError::NotFound
        } else {
            Forbidden { right: Right::ManagePeople, why: Why::NotYourRole }.into()
        });
    }
    let held: Vec<_> = grant::list_of_person(conn, person)?
        .into_iter()
        .filter(|row| row.dated.holds_at(now))
        .map(|row| Some(row.dated.grant))
        .collect();
    let held = if held.is_empty() { vec![None] } else { held };
    let mut seen = false;
    let mut refused = None;
    for grant in &held {
        let see = person_target(conn, PeopleAct::See, grant.as_ref())?;
        seen |= permit(actor, Right::ManagePeople, &see).is_ok();
        if let Err(why) = permit(actor, Right::ManagePeople, &person_target(conn, act, grant.as_ref())?) {
            refused = refused.or(Some(why));
        }
    }
    match (seen, refused) {
        (false, Some(why)) if !actor_manages(actor) => Err(why.into()),
        (false, _) => Err(ServiceError::NotFound),
        (true, Some(why)) if act != PeopleAct::See => Err(why.into()),
        (true, _) => Ok(()),
    }
}

fn actor_manages(actor: &Actor) -> bool {
    rules_of(Right::ManagePeople).any(|rule| actor.has_role(rule.role))
}

/// Whom the actor may see in a list, read from the rows of `manage_people`.
pub(in crate::service) fn reach_of(conn: &mut Conn, actor: &Actor) -> Result<PeopleReach, StoreError> {
    let mut roots = Vec::new();
    let mut reach = PeopleReach::default();
    for rule in rules_of(Right::ManagePeople) {
        for grant in actor.grants.iter().filter(|grant| grant.role == rule.role) {
            match rule.relation {
                Relation::Dept => reach.units.extend(grant.unit.map(|unit| unit.0)),
                Relation::Any => {
                    roots.push(grant.area);
                    reach.unassigned = true;
                }
                _ => {
                    roots.push(grant.area);
                    reach.units.extend(grant.unit.map(|unit| unit.0));
                }
            }
        }
    }
    reach.areas = area_path::list_below(conn, &roots)?;
    Ok(reach)
}

/// A page of people whom the caller may see.
pub async fn list_people(
    core: &Core,
    caller: &Caller,
    filter: PersonFilter,
    limit: u32,
) -> Result<Vec<PersonDetail>, ServiceError> {
    caller.needs(Right::ManagePeople)?;
    let (actor, now) = (caller.actor.clone(), core.clock.now());
    core.db
        .read(move |conn| {
            let reach = reach_of(conn, &actor)?;
            let rows = store::list(conn, &reach, &filter, (now, i64::from(limit)))?;
            detail(conn, rows)
        })
        .await
}

fn detail(conn: &mut Conn, rows: Vec<PersonRow>) -> Result<Vec<PersonDetail>, ServiceError> {
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    let mut logins: std::collections::HashMap<_, _> = store::list_logins(conn, &ids)?.into_iter().collect();
    let grants = grant::list_of_people(conn, &ids)?;
    let of = |id| grants.iter().filter(|g| g.person == id).copied().collect();
    Ok(rows
        .into_iter()
        .map(|row| PersonDetail { login: logins.remove(&row.id), grants: of(row.id), row })
        .collect())
}

fn get_in(conn: &mut Conn, id: PersonId) -> Result<PersonDetail, ServiceError> {
    let row = store::find(conn, id)?.ok_or(ServiceError::NotFound)?;
    detail(conn, vec![row])?.pop().ok_or(ServiceError::NotFound)
}

/// A person whom the caller may see: anybody sees himself.
pub async fn get_person(core: &Core, caller: &Caller, id: PersonId) -> Result<PersonDetail, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .read(move |conn| {
            if id != by {
                may_manage(conn, &actor, PeopleAct::See, id, now)?;
            }
            get_in(conn, id)
        })
        .await
}

/// A new person, with or without an account, with a first grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPerson {
    /// The name.
    pub name: String,
    /// The language of notices.
    pub lang: Lang,
    /// The login; without one the person is only named.
    pub login: Option<String>,
    /// The first grant; only the administrator enters people without any.
    pub grant: Option<NewGrant>,
    /// Contact details.
    pub contact: ContactChange,
}

/// Enters a person. With a login an account is opened, and a reset code is issued for the first log-in.
pub async fn invite_person(
    core: &Core,
    caller: &Caller,
    new: NewPerson,
    key: Option<RequestKey>,
) -> Result<(PersonDetail, Option<IssuedCode>), ServiceError> {
    caller.needs(Right::ManagePeople)?;
    let checked = Checked::read(&new)?;
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let (secret, access) = (random_reset_code(), Arc::clone(&core.access));
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "person")? {
                return Ok((get_in(tx, PersonId(id))?, None));
            }
            if new.grant.is_none() {
                permit(&actor, Right::ManagePeople, &person_target(tx, PeopleAct::Invite, None)?)?;
            }
            let row = store::insert(tx, &checked.name, new.lang, now)?;
            if let Some(first) = &new.grant {
                give_in(tx, &actor, (by, now), row.id, first, (PeopleAct::Invite, "/grant"))?;
            }
            save_contact(&access, tx, row.id, &checked.contact, now)?;
            let issued = match &checked.login {
                Some(login) => Some(open_account(&access, tx, (by, now), row.id, login, &secret)?),
                None => None,
            };
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("person/{}", row.id), now)?;
            }
            Ok((get_in(tx, row.id)?, issued))
        })
        .await
}

struct Checked {
    name: String,
    login: Option<Login>,
    contact: ContactChange,
}

impl Checked {
    fn read(new: &NewPerson) -> Result<Self, ServiceError> {
        let mut wrong = Vec::new();
        let mut note = |pointer: &str, words: Words| wrong.push(FieldError::new(pointer, words));
        let name = parse_name(&new.name).map_err(|words| note("/name", words)).unwrap_or_default();
        let login = new
            .login
            .as_deref()
            .and_then(|text| Login::parse(text).map_err(|words| note("/login", words)).ok());
        let contact = match new.contact.check() {
            Ok(contact) => contact,
            Err(ServiceError::Invalid(_, errors)) => {
                for error in errors {
                    note(&format!("/contact{}", error.pointer), error.words);
                }
                ContactChange::default()
            }
            Err(other) => return Err(other),
        };
        if wrong.is_empty() {
            Ok(Self { name, login, contact })
        } else {
            Err(ServiceError::Invalid(InvalidKind::Content, wrong))
        }
    }
}

fn open_account(
    access: &Access,
    tx: &mut Tx<'_>,
    (by, now): (PersonId, Timestamp),
    person: PersonId,
    login: &Login,
    code: &str,
) -> Result<IssuedCode, ServiceError> {
    account::insert(tx, person, login, now).map_err(|error| match error {
        StoreError::Conflict(key) if key.is("accounts", "login") => {
            ServiceError::Conflict(Words::fixed("登录名已被使用。", "The login is taken."))
        }
        other => other.into(),
    })?;
    log(tx, &entry(AccessAct::OpenAccount, by, person), now)?;
    issue_in(access, tx, (Some(by), now), person, code)
}

fn entry(act: AccessAct, by: PersonId, person: PersonId) -> AccessEntry {
    AccessEntry { act, actor: Some(by), person: Some(person), case: None, reason: String::new() }
}

pub(in crate::service) fn issue_in(
    access: &Access,
    tx: &mut Tx<'_>,
    (by, now): (Option<PersonId>, Timestamp),
    person: PersonId,
    code: &str,
) -> Result<IssuedCode, ServiceError> {
    let expires_at = later(now, RESET_TTL);
    let digest = access.keyed_digest("reset", &normal_reset_code(code));
    account::replace_reset(tx, person, &digest, by, (now, expires_at))?;
    let act = AccessAct::IssueResetCode;
    log(tx, &AccessEntry { act, actor: by, person: Some(person), case: None, reason: String::new() }, now)?;
    Ok(IssuedCode { code: code.to_owned(), expires_at })
}

/// Issues a one-time reset code for somebody whose account the caller looks after. Earlier codes no longer work.
pub async fn issue_reset_code(
    core: &Core,
    caller: &Caller,
    id: PersonId,
) -> Result<IssuedCode, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let (secret, access) = (random_reset_code(), Arc::clone(&core.access));
    core.db
        .write(Lane::Interactive, move |tx| {
            may_manage(tx, &actor, PeopleAct::ResetCode, id, now)?;
            let account = account::find(tx, id)?.filter(|a| a.active);
            if account.is_none() {
                return Err(ServiceError::Conflict(Words::fixed(
                    "此人没有可用的账号。",
                    "This person has no account, or a closed one.",
                )));
            }
            issue_in(&access, tx, (Some(by), now), id, &secret)
        })
        .await
}

/// A change of a person; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonChange {
    /// The name.
    pub name: Option<String>,
    /// The language.
    pub lang: Option<Lang>,
    /// Whether the person takes part; closing an account ends its sessions.
    pub active: Option<bool>,
}

/// Changes a person. One may change one's own language, and nothing else of oneself.
pub async fn change_person(
    core: &Core,
    caller: &Caller,
    id: PersonId,
    version: Option<i64>,
    change: PersonChange,
) -> Result<PersonDetail, ServiceError> {
    let name = change.name.as_deref().map(parse_name).transpose().map_err(|words| {
        ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/name", words)])
    })?;
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            if id == by {
                if name.is_some() || change.active.is_some() {
                    return Err(ServiceError::Forbidden(Words::fixed(
                        "本人只能更改自己的语言设置。",
                        "Of yourself you may change the language only.",
                    )));
                }
            } else {
                may_manage(tx, &actor, PeopleAct::Change, id, now)?;
            }
            let row = store::find(tx, id)?.ok_or(ServiceError::NotFound)?;
            let changed = PersonRow {
                name: name.clone().unwrap_or_else(|| row.name.clone()),
                lang: change.lang.unwrap_or(row.lang),
                active: change.active.unwrap_or(row.active),
                ..row.clone()
            };
            save(tx, &row, &changed, version)?;
            if changed.active != row.active {
                open_or_close(tx, &changed, (by, now))?;
            }
            announce(tx, &access)?;
            get_in(tx, id)
        })
        .await
}

fn save(
    tx: &mut Tx<'_>,
    row: &PersonRow,
    changed: &PersonRow,
    version: Option<i64>,
) -> Result<(), ServiceError> {
    let expected = version.unwrap_or(row.version);
    if expected != row.version || !store::update(tx, changed, expected)? {
        return Err(ServiceError::VersionMismatch { current: row.version });
    }
    Ok(())
}

fn open_or_close(
    tx: &mut Tx<'_>,
    changed: &PersonRow,
    (by, now): (PersonId, Timestamp),
) -> Result<(), ServiceError> {
    let act = if changed.active { AccessAct::ReopenAccount } else { AccessAct::CloseAccount };
    log(tx, &entry(act, by, changed.id), now)?;
    if !changed.active {
        session::revoke_all(tx, changed.id, None, SessionEnd::AccountClosed, now)?;
        account::delete_reset(tx, changed.id)?;
    }
    Ok(())
}
