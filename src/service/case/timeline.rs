//! The history of a case, cut to what its reader may see: the office reads who did what and why, the auditor the same without
//! names and words, the reporter the milestones in public words. Nobody learns from it who reported.

use std::collections::BTreeMap;

use super::see::form_for;
use crate::domain::case::telling::Detail;
use crate::domain::case::{Case, Event, Fact};
use crate::domain::codes::Role;
use crate::domain::ids::{AttachmentId, CaseId, PersonId, UnitId};
use crate::domain::policy::{Actor, Form};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::case::find_case;
use crate::store::person::list_names;
use crate::store::timeline::{TimelineRow, list_timeline, list_unit_names};

/// A history in front of somebody.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// How much may be shown.
    pub form: Form,
    /// The version of the case.
    pub version: i64,
    /// What happened, in order.
    pub entries: Vec<TimelineEntry>,
    /// Names of the people in it, as far as they may be shown.
    pub people: BTreeMap<PersonId, String>,
    /// Names of the units in it, Chinese and English.
    pub units: BTreeMap<UnitId, (String, String)>,
}

impl Timeline {
    /// Whether a photo is shown in it.
    pub fn shows(&self, photo: AttachmentId) -> bool {
        let shown = self.entries.iter().flat_map(|entry| &entry.row.event.attachments);
        shown.into_iter().any(|attached| attached.attachment == photo)
    }
}

/// One thing that happened, cut.
#[derive(Debug, Clone)]
pub struct TimelineEntry {
    /// The event's row; its words are gone where the reader may not see them.
    pub row: TimelineRow,
    /// What changed, as far as it may be shown.
    pub details: Vec<Detail>,
    /// Who did it, if that may be shown.
    pub by: Option<PersonId>,
    /// It was the reporter, whose name is shown to nobody.
    pub by_reporter: bool,
}

/// The history of a case, as far as the actor may see it.
pub async fn get_timeline(core: &Core, actor: Actor, id: CaseId) -> Result<Timeline, ServiceError> {
    let now = core.clock.now();
    core.db
        .read(move |conn| {
            let case = find_case(conn, id)?.ok_or(ServiceError::NotFound)?.case;
            let form = form_for(&actor, &case, now)?;
            timeline(conn, &actor, &case, form)
        })
        .await
}

/// The same on a connection, for whoever is known to see the case in this form.
pub(in crate::service) fn timeline(
    conn: &mut Conn,
    actor: &Actor,
    case: &Case,
    form: Form,
) -> Result<Timeline, ServiceError> {
    let rows = list_timeline(conn, case.id)?;
    let referral = last_referral(&rows);
    let entries: Vec<_> = rows.into_iter().filter_map(|row| cut(row, actor, case, form, referral)).collect();
    let (mut people, mut units) = (Vec::new(), Vec::new());
    for entry in &entries {
        people.extend(entry.by);
        for detail in &entry.details {
            match detail {
                Detail::Person(person) => people.push(*person),
                Detail::Unit(unit) | Detail::CoUnit(unit) => units.push(*unit),
                _ => {}
            }
        }
    }
    let people = if form == Form::Ordinary { list_names(conn, &people)? } else { Vec::new() };
    let units = list_unit_names(conn, &units)?;
    Ok(Timeline {
        form,
        version: case.version,
        entries,
        people: people.into_iter().collect(),
        units: units.into_iter().map(|(id, zh, en)| (id, (zh, en))).collect(),
    })
}

/// The number of the referral that stands, or stood last.
fn last_referral(rows: &[TimelineRow]) -> i64 {
    let referrals = rows.iter().filter(|row| matches!(row.event.fact, Fact::Referred { .. }));
    referrals.map(|row| row.seq).max().unwrap_or(0)
}

/// An event as the form shows it; nothing where it stays inside the office. What a reporter did is always told to himself.
fn cut(mut row: TimelineRow, actor: &Actor, case: &Case, form: Form, referral: i64) -> Option<TimelineEntry> {
    let public = form < Form::Masked;
    let by_reporter = is_by_reporter(&row.event, case);
    let body = form == Form::Body;
    if body && !row.event.is_for_body(row.seq, referral, by_reporter) {
        return None;
    }
    let own = by_reporter && (actor.receipt == Some(case.id) || actor.person == row.event.by);
    if public && !own && !body && !row.event.fact.is_public() {
        return None;
    }
    let ordinary = form == Form::Ordinary;
    if !ordinary && !own && !body {
        row.body = None;
        row.event.attachments = Vec::new();
    }
    let replied = ordinary || (form == Form::Receipt && row.event.fact.replies());
    if !replied {
        row.reply = None;
    }
    let details = row.event.fact.details().into_iter().filter(|detail| match detail {
        Detail::Person(_) => ordinary,
        Detail::Unit(_) | Detail::CoUnit(_) | Detail::Reason(_) => !public,
        _ => true,
    });
    Some(TimelineEntry {
        details: details.collect(),
        by: row.event.by.filter(|_| ordinary && !by_reporter),
        by_reporter,
        row,
    })
}

/// Whether it was the reporter in that part. A clerk who filed for somebody else, and a reporter who later does the work, are
/// told by name.
fn is_by_reporter(event: &Event, case: &Case) -> bool {
    let part = event.is_filing() || event.fact.is_reporters();
    match event.by {
        Some(person) => part && case.reporter == Some(person),
        None => part && !matches!(event.role, Role::System | Role::OutsideBody),
    }
}
