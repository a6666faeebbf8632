//! Who has a part in a case beyond the columns of its row, kept in step with the projection, in its transaction.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::dialect::together::put;
use super::schema::{case_people, case_units};
use super::{StoreError, Tx};
use crate::domain::case::Case;
use crate::domain::ids::CaseId;

type Parts = BTreeSet<(i64, &'static str)>;

const PEOPLE: [&str; 5] = ["proxy", "worked", "checker", "claimant", "offered"];
const UNITS: [&str; 3] = ["helps", "worked", "offered"];

fn people_of(case: &Case) -> Parts {
    let target = case.target();
    let mut parts = Parts::new();
    parts.extend(target.proxy_by.map(|p| (p.0, "proxy")));
    parts.extend(target.past_handlers.iter().map(|p| (p.0, "worked")));
    parts.extend(target.checker.map(|p| (p.0, "checker")));
    parts.extend(target.claimed_by.map(|p| (p.0, "claimant")));
    parts.extend(target.offered_to.iter().map(|p| (p.0, "offered")));
    parts
}

fn units_of(case: &Case) -> Parts {
    let target = case.target();
    let mut parts = Parts::new();
    parts.extend(target.co_units.iter().map(|u| (u.0, "helps")));
    parts.extend(target.past_units.iter().map(|u| (u.0, "worked")));
    parts.extend(case.offer.as_ref().and_then(|o| o.team).map(|u| (u.0, "offered")));
    parts
}

/// Writes the parts of a case that was just opened.
pub(super) fn insert_parts(tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
    insert_people(tx, case.id, &people_of(case))?;
    insert_units(tx, case.id, &units_of(case))
}

/// Whether an event gave somebody a part in the case, or took one away.
pub fn parts_differ(before: &Case, after: &Case) -> bool {
    people_of(before) != people_of(after) || units_of(before) != units_of(after)
}

/// Brings the parts of a case in step with its projection: what is there is compared, only the difference is written.
pub(super) fn update_parts(tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
    let stored: Vec<(i64, String)> = case_people::table
        .filter(case_people::case_id.eq(case.id.0))
        .select((case_people::person_id, case_people::part))
        .load(&mut **tx)?;
    let (stored, wanted) = (known(stored, &PEOPLE)?, people_of(case));
    for (person, part) in stored.difference(&wanted) {
        diesel::delete(case_people::table.find((*person, case.id.0, *part))).execute(&mut **tx)?;
    }
    insert_people(tx, case.id, &wanted.difference(&stored).copied().collect())?;

    let stored: Vec<(i64, String)> = case_units::table
        .filter(case_units::case_id.eq(case.id.0))
        .select((case_units::unit_id, case_units::part))
        .load(&mut **tx)?;
    let (stored, wanted) = (known(stored, &UNITS)?, units_of(case));
    for (unit, part) in stored.difference(&wanted) {
        diesel::delete(case_units::table.find((*unit, case.id.0, *part))).execute(&mut **tx)?;
    }
    insert_units(tx, case.id, &wanted.difference(&stored).copied().collect())
}

fn known(rows: Vec<(i64, String)>, parts: &[&'static str]) -> Result<Parts, StoreError> {
    rows.into_iter()
        .map(|(who, part)| {
            let known = parts.iter().find(|p| **p == part);
            known.map(|p| (who, *p)).ok_or_else(|| StoreError::Corrupt(format!("part {part:?} of a case")))
        })
        .collect()
}

fn insert_people(tx: &mut Tx<'_>, case: CaseId, parts: &Parts) -> Result<(), StoreError> {
    for (person, part) in parts {
        let row = (
            case_people::person_id.eq(*person),
            case_people::case_id.eq(case.0),
            case_people::part.eq(*part),
        );
        put!(tx, diesel::insert_into(case_people::table).values(row))?;
    }
    Ok(())
}

fn insert_units(tx: &mut Tx<'_>, case: CaseId, parts: &Parts) -> Result<(), StoreError> {
    for (unit, part) in parts {
        let row = (case_units::unit_id.eq(*unit), case_units::case_id.eq(case.0), case_units::part.eq(*part));
        put!(tx, diesel::insert_into(case_units::table).values(row))?;
    }
    Ok(())
}
