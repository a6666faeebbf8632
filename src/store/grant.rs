//! Dated role grants, and proposals of grants.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::access::grant_proposals as proposals;
use super::schema::foundation::grants;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::ids::{AreaId, GrantId, PersonId, ProposalId, UnitId};
use crate::domain::policy::{DatedGrant, Grant};

/// A grant as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantRow {
    /// Its id.
    pub id: GrantId,
    /// Who holds it.
    pub person: PersonId,
    /// What is granted, and when.
    pub dated: DatedGrant,
    /// Who gave it; none for the first administrator and the demo.
    pub granted_by: Option<PersonId>,
    /// Raised with every change.
    pub version: i64,
}

type Columns = (i64, i64, String, i64, Option<i64>, bool, DbTime, Option<DbTime>, Option<i64>, i64);

fn row(columns: Columns) -> Result<GrantRow, StoreError> {
    let (id, person, role, area, unit, sensitive_desk, from, to, by, version) = columns;
    let grant = Grant { role: role.parse()?, area: AreaId(area), unit: unit.map(UnitId), sensitive_desk };
    Ok(GrantRow {
        id: GrantId(id),
        person: PersonId(person),
        dated: DatedGrant { grant, valid_from: from.at(), valid_to: to.map(DbTime::at) },
        granted_by: by.map(PersonId),
        version,
    })
}

fn rows(columns: Vec<Columns>) -> Result<Vec<GrantRow>, StoreError> {
    columns.into_iter().map(row).collect()
}

/// Gives a grant.
pub fn insert(
    tx: &mut Tx<'_>,
    person: PersonId,
    dated: &DatedGrant,
    by: Option<PersonId>,
) -> Result<GrantRow, StoreError> {
    let columns: Columns = diesel::insert_into(grants::table)
        .values((
            grants::person_id.eq(person.0),
            grants::role.eq(dated.grant.role.code()),
            grants::area_id.eq(dated.grant.area.0),
            grants::unit_id.eq(dated.grant.unit.map(|u| u.0)),
            grants::sensitive_desk.eq(dated.grant.sensitive_desk),
            grants::valid_from.eq(DbTime::from(dated.valid_from)),
            grants::valid_to.eq(dated.valid_to.map(DbTime::from)),
            grants::granted_by.eq(by.map(|p| p.0)),
            grants::version.eq(1),
        ))
        .returning(grants::all_columns)
        .get_result(&mut **tx)?;
    row(columns)
}

/// A grant by its id.
pub fn find(conn: &mut Conn, id: GrantId) -> Result<Option<GrantRow>, StoreError> {
    grants::table.find(id.0).get_result::<Columns>(conn).optional()?.map(row).transpose()
}

/// Every grant of a person, past and future too, the oldest first.
pub fn list_of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<GrantRow>, StoreError> {
    rows(grants::table.filter(grants::person_id.eq(person.0)).order(grants::id).load(conn)?)
}

/// Every grant of some persons, the oldest first.
pub fn list_of_people(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<GrantRow>, StoreError> {
    let ids: Vec<i64> = people.iter().map(|p| p.0).collect();
    rows(grants::table.filter(grants::person_id.eq_any(ids)).order(grants::id).load(conn)?)
}

/// Changes when a grant ends and whether it names a sensitive desk, if it still has `version`.
pub fn update(
    tx: &mut Tx<'_>,
    id: GrantId,
    version: i64,
    valid_to: Option<Timestamp>,
    sensitive_desk: bool,
) -> Result<bool, StoreError> {
    let changed = diesel::update(grants::table.find(id.0).filter(grants::version.eq(version)))
        .set((
            grants::valid_to.eq(valid_to.map(DbTime::from)),
            grants::sensitive_desk.eq(sensitive_desk),
            grants::version.eq(grants::version + 1),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// What a list of grants is asked for.
#[derive(Debug, Clone, Default)]
pub struct GrantFilter {
    /// Of this person.
    pub person: Option<PersonId>,
    /// Of this role, by its code.
    pub role: Option<&'static str>,
    /// In one of these areas.
    pub areas: Option<Vec<i64>>,
    /// For this unit.
    pub unit: Option<UnitId>,
    /// Valid at this instant.
    pub at: Option<Timestamp>,
    /// With an id above this one.
    pub after: i64,
}

/// Who may be seen in a list: people with a grant in one of the areas or for one of the units, and those without any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PeopleReach {
    /// Grants in these areas.
    pub areas: Vec<i64>,
    /// Grants for these units.
    pub units: Vec<i64>,
    /// People who hold no grant at all.
    pub unassigned: bool,
}

/// A page of grants within a reach, by id.
pub fn list(
    conn: &mut Conn,
    reach: &PeopleReach,
    filter: &GrantFilter,
    limit: i64,
) -> Result<Vec<GrantRow>, StoreError> {
    let within =
        grants::area_id.eq_any(&reach.areas).or(grants::unit_id.assume_not_null().eq_any(&reach.units));
    let mut query = grants::table.filter(within).filter(grants::id.gt(filter.after)).into_boxed();
    if let Some(person) = filter.person {
        query = query.filter(grants::person_id.eq(person.0));
    }
    if let Some(role) = filter.role {
        query = query.filter(grants::role.eq(role));
    }
    if let Some(areas) = &filter.areas {
        query = query.filter(grants::area_id.eq_any(areas));
    }
    if let Some(unit) = filter.unit {
        query = query.filter(grants::unit_id.eq(unit.0));
    }
    if let Some(at) = filter.at.map(DbTime::from) {
        query = query
            .filter(grants::valid_from.le(at))
            .filter(grants::valid_to.is_null().or(grants::valid_to.assume_not_null().gt(at)));
    }
    rows(query.order(grants::id).limit(limit).load(conn)?)
}

/// A proposal of a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Its id.
    pub id: ProposalId,
    /// For whom.
    pub person: PersonId,
    /// What is proposed, and when it would hold.
    pub dated: DatedGrant,
    /// Why.
    pub reason: String,
    /// Who proposes it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// The grant that came of it, if it was accepted.
    pub grant: Option<GrantId>,
}

type ProposalColumns = (
    i64,
    i64,
    String,
    i64,
    Option<i64>,
    DbTime,
    Option<DbTime>,
    String,
    i64,
    DbTime,
    Option<i64>,
    Option<DbTime>,
    Option<i64>,
);

fn proposal(columns: ProposalColumns) -> Result<ProposalRow, StoreError> {
    let (id, person, role, area, unit, from, to, reason, by, at, _, decided_at, grant) = columns;
    let granted =
        Grant { role: role.parse()?, area: AreaId(area), unit: unit.map(UnitId), sensitive_desk: false };
    Ok(ProposalRow {
        id: ProposalId(id),
        person: PersonId(person),
        dated: DatedGrant { grant: granted, valid_from: from.at(), valid_to: to.map(DbTime::at) },
        reason,
        proposed_by: PersonId(by),
        proposed_at: at.at(),
        decided_at: decided_at.map(DbTime::at),
        grant: grant.map(GrantId),
    })
}

/// Keeps a proposal.
pub fn insert_proposal(
    tx: &mut Tx<'_>,
    person: PersonId,
    dated: &DatedGrant,
    reason: &str,
    (by, now): (PersonId, Timestamp),
) -> Result<ProposalRow, StoreError> {
    let columns: ProposalColumns = diesel::insert_into(proposals::table)
        .values((
            proposals::person_id.eq(person.0),
            proposals::role.eq(dated.grant.role.code()),
            proposals::area_id.eq(dated.grant.area.0),
            proposals::unit_id.eq(dated.grant.unit.map(|u| u.0)),
            proposals::valid_from.eq(DbTime::from(dated.valid_from)),
            proposals::valid_to.eq(dated.valid_to.map(DbTime::from)),
            proposals::reason.eq(reason),
            proposals::proposed_by.eq(by.0),
            proposals::proposed_at.eq(DbTime::from(now)),
        ))
        .returning(proposals::all_columns)
        .get_result(&mut **tx)?;
    proposal(columns)
}

/// A proposal by its id.
pub fn find_proposal(conn: &mut Conn, id: ProposalId) -> Result<Option<ProposalRow>, StoreError> {
    proposals::table.find(id.0).get_result::<ProposalColumns>(conn).optional()?.map(proposal).transpose()
}

/// Open proposals in some areas, or by one person, the oldest first.
pub fn list_proposals(
    conn: &mut Conn,
    areas: &[i64],
    by: PersonId,
    limit: i64,
) -> Result<Vec<ProposalRow>, StoreError> {
    let columns: Vec<ProposalColumns> = proposals::table
        .filter(proposals::decided_at.is_null())
        .filter(proposals::area_id.eq_any(areas).or(proposals::proposed_by.eq(by.0)))
        .order(proposals::id)
        .limit(limit)
        .load(conn)?;
    columns.into_iter().map(proposal).collect()
}

/// Decides a proposal; false when somebody has decided it before.
pub fn decide_proposal(
    tx: &mut Tx<'_>,
    id: ProposalId,
    grant: Option<GrantId>,
    (by, now): (PersonId, Timestamp),
) -> Result<bool, StoreError> {
    let changed = diesel::update(proposals::table.find(id.0).filter(proposals::decided_at.is_null()))
        .set((
            proposals::decided_by.eq(by.0),
            proposals::decided_at.eq(DbTime::from(now)),
            proposals::grant_id.eq(grant.map(|g| g.0)),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}
