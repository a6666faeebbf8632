//! Dated role grants: given, changed, ended, proposed. A grant is never deleted, and nobody gives one to himself.

use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::account::AccessAct;
use crate::domain::codes::{Right, Role, UnitKind};
use crate::domain::grant::{GrantFault, check_dates, check_place, check_unit, takes_sensitive_desk};
use crate::domain::ids::{AreaId, GrantId, PersonId, ProposalId, UnitId};
use crate::domain::policy::{Actor, DatedGrant, Grant, PeopleAct, permit};
use crate::domain::words::Words;
use crate::service::access::{Caller, announce};
use crate::service::contact::check_reason;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::service::person::{person_target, reach_of};
use crate::store::contact::{AccessEntry, log};
use crate::store::grant as store;
pub use crate::store::grant::{GrantFilter, GrantRow, ProposalRow};
use crate::store::{Conn, Lane, Tx, area_path, person, unit};

/// A grant to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub area: AreaId,
    /// For which unit.
    pub unit: Option<UnitId>,
    /// Named to see sealed cases at this desk.
    pub sensitive_desk: bool,
    /// From when; now if nothing is said.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_to: Option<Timestamp>,
}

fn faults(at: &str, faults: Vec<GrantFault>) -> Result<(), ServiceError> {
    if faults.is_empty() {
        return Ok(());
    }
    let fields = faults.into_iter().map(|f| FieldError::new(format!("{at}/{}", f.field), f.words)).collect();
    Err(ServiceError::Invalid(InvalidKind::Content, fields))
}

/// Checks a new grant against the areas and units that exist.
fn check(conn: &mut Conn, new: &NewGrant, at: &str, now: Timestamp) -> Result<DatedGrant, ServiceError> {
    let path = area_path::find_path(conn, new.area)?;
    let unit_row = new.unit.map(|id| unit::find(conn, id)).transpose()?.flatten();
    let valid_from = new.valid_from.unwrap_or(now);
    let kind: Option<Option<UnitKind>> = match new.unit {
        None => Some(None),
        Some(_) => unit_row.filter(|row| row.exists_at(valid_from)).map(|row| Some(row.kind)),
    };
    let mut wrong = check_place(new.role, path.map(|p| p.lowest_level()));
    wrong.extend(check_unit(new.role, kind));
    wrong.extend(check_dates(valid_from, new.valid_to, now));
    if new.sensitive_desk && !takes_sensitive_desk(new.role) {
        wrong.push(GrantFault::new(
            "sensitive_desk",
            "该角色没有敏感案件专岗。",
            "no such desk with this role.",
        ));
    }
    faults(at, wrong)?;
    let grant = Grant { role: new.role, area: new.area, unit: new.unit, sensitive_desk: new.sensitive_desk };
    Ok(DatedGrant { grant, valid_from, valid_to: new.valid_to })
}

/// Gives a grant inside a transaction. `at` is where its fields stand in the request.
pub(in crate::service) fn give_in(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (by, now): (PersonId, Timestamp),
    person: PersonId,
    new: &NewGrant,
    (act, at): (PeopleAct, &str),
) -> Result<GrantRow, ServiceError> {
    let dated = check(tx, new, at, now)?;
    permit(actor, Right::ManagePeople, &person_target(tx, act, Some(&dated.grant))?)?;
    not_oneself(by, person)?;
    let row = store::insert(tx, person, &dated, Some(by))?;
    log(tx, &entry(AccessAct::GiveGrant, by, person, &told(&dated)), now)?;
    Ok(row)
}

/// Separation of duties: whoever manages people does not also decide what he himself may do.
fn not_oneself(by: PersonId, person: PersonId) -> Result<(), ServiceError> {
    if by == person {
        return Err(ServiceError::Forbidden(Words::fixed(
            "不能给自己授予或更改角色，须由另一位管理员办理。",
            "Nobody gives or changes a role of his own: another administrator must.",
        )));
    }
    Ok(())
}

fn told(dated: &DatedGrant) -> String {
    let Grant { role, area, unit, .. } = dated.grant;
    unit.map_or_else(|| format!("{role} {area}"), |unit| format!("{role} {area} {unit}"))
}

fn entry(act: AccessAct, by: PersonId, person: PersonId, reason: &str) -> AccessEntry {
    AccessEntry { act, actor: Some(by), person: Some(person), case: None, reason: reason.to_owned() }
}

/// Gives a person a role.
pub async fn give_grant(
    core: &Core,
    caller: &Caller,
    person: PersonId,
    new: NewGrant,
    key: Option<RequestKey>,
) -> Result<GrantRow, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "grant")? {
                return get_in(tx, GrantId(id));
            }
            caller_manages(&actor)?;
            if person::find(tx, person)?.is_none() {
                return Err(ServiceError::invalid("/person", "没有此人。", "is no person."));
            }
            let row = give_in(tx, &actor, (by, now), person, &new, (PeopleAct::Grant, ""))?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("grant/{}", row.id), now)?;
            }
            announce(tx, &access)?;
            Ok(row)
        })
        .await
}

fn caller_manages(actor: &Actor) -> Result<(), ServiceError> {
    Ok(crate::domain::policy::may_somewhere(actor, Right::ManagePeople)?)
}

fn get_in(conn: &mut Conn, id: GrantId) -> Result<GrantRow, ServiceError> {
    store::find(conn, id)?.ok_or(ServiceError::NotFound)
}

/// A change of a grant; what is absent stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GrantChange {
    /// Until when it holds; none takes the end away.
    pub valid_to: Option<Option<Timestamp>>,
    /// Whether it names the sensitive desk.
    pub sensitive_desk: Option<bool>,
}

/// Changes when a grant ends. What has been cannot be changed: an end lies in the present or the future.
pub async fn change_grant(
    core: &Core,
    caller: &Caller,
    id: GrantId,
    version: Option<i64>,
    change: GrantChange,
) -> Result<GrantRow, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            caller_manages(&actor)?;
            let row = get_in(tx, id)?;
            let see = person_target(tx, PeopleAct::See, Some(&row.dated.grant))?;
            permit(&actor, Right::ManagePeople, &see).map_err(|_| ServiceError::NotFound)?;
            permit(
                &actor,
                Right::ManagePeople,
                &person_target(tx, PeopleAct::Grant, Some(&row.dated.grant))?,
            )?;
            not_oneself(by, row.person)?;
            if version.is_some_and(|v| v != row.version) {
                return Err(ServiceError::VersionMismatch { current: row.version });
            }
            let valid_to = change.valid_to.unwrap_or(row.dated.valid_to);
            let sensitive_desk = change.sensitive_desk.unwrap_or(row.dated.grant.sensitive_desk);
            check_change(&row, valid_to, sensitive_desk, now)?;
            if !store::update(tx, id, row.version, valid_to, sensitive_desk)? {
                return Err(ServiceError::VersionMismatch { current: row.version });
            }
            let act = if change.valid_to.is_some() { AccessAct::EndGrant } else { AccessAct::GiveGrant };
            log(tx, &entry(act, by, row.person, &told(&row.dated)), now)?;
            announce(tx, &access)?;
            get_in(tx, id)
        })
        .await
}

fn check_change(
    row: &GrantRow,
    valid_to: Option<Timestamp>,
    sensitive_desk: bool,
    now: Timestamp,
) -> Result<(), ServiceError> {
    if row.dated.valid_to.is_some_and(|end| end <= now) {
        return Err(ServiceError::Conflict(Words::fixed(
            "该角色授予已经终止，不能再更改。",
            "This grant has ended and can no longer be changed.",
        )));
    }
    let mut wrong = Vec::new();
    if valid_to != row.dated.valid_to && valid_to.is_some_and(|end| end < now || end < row.dated.valid_from) {
        wrong.push(GrantFault::new(
            "valid_to",
            "不能早于现在或开始时间。",
            "must not lie before now or the beginning.",
        ));
    }
    if sensitive_desk && !takes_sensitive_desk(row.dated.grant.role) {
        wrong.push(GrantFault::new(
            "sensitive_desk",
            "该角色没有敏感案件专岗。",
            "no such desk with this role.",
        ));
    }
    faults("", wrong)
}

/// Ends a grant now; one that has not begun never will.
pub async fn end_grant(core: &Core, caller: &Caller, id: GrantId) -> Result<GrantRow, ServiceError> {
    let now = core.clock.now();
    let begins = core.db.read_point(move |conn| store::find(conn, id)).await?.map(|row| row.dated.valid_from);
    let end = begins.map_or(now, |from| from.max(now));
    change_grant(core, caller, id, None, GrantChange { valid_to: Some(Some(end)), sensitive_desk: None })
        .await
}

/// A page of grants whose holders the caller may see; one's own are always among them.
pub async fn list_grants(
    core: &Core,
    caller: &Caller,
    filter: GrantFilter,
    limit: u32,
) -> Result<Vec<GrantRow>, ServiceError> {
    caller.needs(Right::ManagePeople)?;
    let actor = caller.actor.clone();
    core.db
        .read(move |conn| {
            let reach = reach_of(conn, &actor)?;
            Ok(store::list(conn, &reach, &filter, i64::from(limit))?)
        })
        .await
}

/// Proposes a grant for the administrator to decide: the lead of a unit knows whom it needs.
pub async fn propose_grant(
    core: &Core,
    caller: &Caller,
    person: PersonId,
    new: NewGrant,
    reason: &str,
    key: Option<RequestKey>,
) -> Result<ProposalRow, ServiceError> {
    let reason = check_reason(reason)?;
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "proposal")? {
                return store::find_proposal(tx, ProposalId(id))?.ok_or(ServiceError::NotFound);
            }
            caller_manages(&actor)?;
            if person::find(tx, person)?.is_none() {
                return Err(ServiceError::invalid("/person", "没有此人。", "is no person."));
            }
            let dated = check(tx, &NewGrant { sensitive_desk: false, ..new.clone() }, "", now)?;
            permit(&actor, Right::ManagePeople, &person_target(tx, PeopleAct::Propose, Some(&dated.grant))?)?;
            let row = store::insert_proposal(tx, person, &dated, &reason, (by, now))?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("proposal/{}", row.id), now)?;
            }
            Ok(row)
        })
        .await
}

/// Open proposals: those in the caller's areas, and the caller's own.
pub async fn list_proposals(
    core: &Core,
    caller: &Caller,
    limit: u32,
) -> Result<Vec<ProposalRow>, ServiceError> {
    caller.needs(Right::ManagePeople)?;
    let (actor, by) = (caller.actor.clone(), caller.person);
    core.db
        .read(move |conn| {
            let roots: Vec<AreaId> =
                actor.grants.iter().filter(|g| g.role == Role::Admin).map(|g| g.area).collect();
            let areas = area_path::list_below(conn, &roots)?;
            Ok(store::list_proposals(conn, &areas, by, i64::from(limit))?)
        })
        .await
}

/// Decides a proposal; accepting gives the grant from now on, or from its later beginning.
pub async fn decide_proposal(
    core: &Core,
    caller: &Caller,
    id: ProposalId,
    accept: bool,
) -> Result<ProposalRow, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    let access = Arc::clone(&core.access);
    core.db
        .write(Lane::Interactive, move |tx| {
            caller_manages(&actor)?;
            let open = store::find_proposal(tx, id)?.ok_or(ServiceError::NotFound)?;
            let DatedGrant { grant, valid_from, valid_to } = open.dated;
            let see = person_target(tx, PeopleAct::See, Some(&grant))?;
            permit(&actor, Right::ManagePeople, &see).map_err(|_| ServiceError::NotFound)?;
            permit(&actor, Right::ManagePeople, &person_target(tx, PeopleAct::Grant, Some(&grant))?)?;
            let given = if accept {
                let new = NewGrant {
                    role: grant.role,
                    area: grant.area,
                    unit: grant.unit,
                    sensitive_desk: false,
                    valid_from: Some(valid_from.max(now)),
                    valid_to,
                };
                Some(give_in(tx, &actor, (by, now), open.person, &new, (PeopleAct::Grant, ""))?.id)
            } else {
                None
            };
            if !store::decide_proposal(tx, id, given, (by, now))? {
                return Err(ServiceError::Conflict(Words::fixed(
                    "该建议已有决定。",
                    "This has been decided.",
                )));
            }
            announce(tx, &access)?;
            store::find_proposal(tx, id)?.ok_or(ServiceError::NotFound)
        })
        .await
}
