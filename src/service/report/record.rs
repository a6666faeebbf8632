//! What a change of a case adds to the numbers or takes back, in the transaction of the change. A filing appends one row; a
//! step that ends writes its fact and one more. Whatever changes what a case counts under (a corrected category, a move, an
//! appeal, a seal) takes its facts back and adds them anew.

use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, Event};
use crate::domain::report::cube::Delta;
use crate::domain::report::fact::{Counted, FactBook, Told, Traits, day_number};
use crate::service::error::ServiceError;
use crate::store::report::fact::{delete_facts, insert_facts, list_facts};
use crate::store::report::rollup::insert_deltas;
use crate::store::report::uncounted::is_uncounted;
use crate::store::timeline::list_timeline;
use crate::store::{StoreError, Tx};

fn count(facts: Vec<crate::domain::report::fact::Fact>, calendar: &Calendar) -> Vec<Counted> {
    facts.into_iter().map(|fact| Counted::by(fact, calendar)).collect()
}

/// A case that was opened, with all that has happened to it so far.
pub(in crate::service) fn opened<'a>(
    tx: &mut Tx<'_>,
    case: &Case,
    events: impl IntoIterator<Item = &'a Event>,
    calendar: &Calendar,
) -> Result<(), ServiceError> {
    let Some(under) = Traits::of(case) else { return Ok(()) };
    let (_, book) = FactBook::replay(case.id, events, calendar)
        .map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
    Ok(add(tx, case, &under, &count(book.facts, calendar), calendar)?)
}

/// A case that has changed: what it counted under before, and what its events told. One that is not in the numbers yet stays
/// out until all of it is counted.
pub(in crate::service) fn changed(
    tx: &mut Tx<'_>,
    before: Option<&Traits>,
    case: &Case,
    told: Vec<Told>,
    calendar: &Calendar,
) -> Result<(), ServiceError> {
    if is_uncounted(tx, case.id)? {
        return Ok(());
    }
    let under = Traits::of(case);
    match (before, &under) {
        (Some(before), Some(under)) if before == under => Ok(go_on(tx, case, under, told, calendar)?),
        (Some(before), under) => {
            let stored: Vec<Counted> = list_facts(tx, case.id)?.into_iter().map(|(_, fact)| fact).collect();
            take_back(tx, case, before, &stored, calendar)?;
            let Some(under) = under else { return Ok(()) };
            let facts = up_to_date(stored, told, calendar);
            Ok(add(tx, case, under, &facts, calendar)?)
        }
        (None, Some(_)) => {
            let events: Vec<Event> = list_timeline(tx, case.id)?.into_iter().map(|row| row.event).collect();
            opened(tx, case, &events, calendar)
        }
        (None, None) => Ok(()),
    }
}

/// The usual way: it counts under what it counted before.
fn go_on(
    tx: &mut Tx<'_>,
    case: &Case,
    under: &Traits,
    told: Vec<Told>,
    calendar: &Calendar,
) -> Result<(), StoreError> {
    let filed = day_number(calendar, case.filed_at);
    for told in told {
        if let Some(stage) = told.undone {
            let stored = list_facts(tx, case.id)?.into_iter().map(|(_, fact)| fact);
            let undone = stored.filter(|counted| counted.fact.stage == stage);
            let deltas: Vec<Delta> = undone.map(|counted| counted.delta(under, -1)).collect();
            delete_facts(tx, case.id, Some(stage))?;
            insert_deltas(tx, &deltas)?;
        }
        let new = count(told.new, calendar);
        insert_facts(tx, case.id, filed, under, &new)?;
        insert_deltas(tx, &new.iter().map(|counted| counted.delta(under, 1)).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Facts as stored, brought up to date; those that stay keep what they were counted by.
fn up_to_date(mut facts: Vec<Counted>, told: Vec<Told>, calendar: &Calendar) -> Vec<Counted> {
    for told in told {
        if let Some(stage) = told.undone {
            facts.retain(|counted| counted.fact.stage != stage);
        }
        facts.extend(count(told.new, calendar));
    }
    facts
}

fn add(
    tx: &mut Tx<'_>,
    case: &Case,
    under: &Traits,
    facts: &[Counted],
    calendar: &Calendar,
) -> Result<(), StoreError> {
    let filed = day_number(calendar, case.filed_at);
    insert_facts(tx, case.id, filed, under, facts)?;
    insert_deltas(tx, &deltas(filed, under, facts, 1))
}

fn take_back(
    tx: &mut Tx<'_>,
    case: &Case,
    under: &Traits,
    facts: &[Counted],
    calendar: &Calendar,
) -> Result<(), StoreError> {
    let filed = day_number(calendar, case.filed_at);
    delete_facts(tx, case.id, None)?;
    insert_deltas(tx, &deltas(filed, under, facts, -1))
}

fn deltas(filed: i64, under: &Traits, facts: &[Counted], times: i64) -> Vec<Delta> {
    let told = facts.iter().map(|counted| counted.delta(under, times));
    std::iter::once(Delta::filed(filed, under, times)).chain(told).collect()
}
