//! One row as a history: reported and taken on when it was opened there, with the body that worked on it, and over when it
//! was over there. Steps that the source does not tell are given the time of the step before them.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};

use super::Ground;
use crate::domain::case::ctx::UnitFacts;
use crate::domain::case::file::Report;
use crate::domain::case::words::{Outcome, Reason};
use crate::domain::case::{Input, Refusal};
use crate::domain::catalogue::DEFAULT_CONDITION;
use crate::domain::codes::{ActionCode, Level, Source, UnitKind};
use crate::domain::geo::{Point, to_wgs84};
use crate::domain::ids::IncidentId;
use crate::domain::import::{Ending, ExternalCase, RowFault};
use crate::domain::policy::Actor;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::Given;
use crate::service::history::{History, Move, UNWRITTEN, tracking_code};
use crate::store::incident::NewIncident;

/// What stands where the source gives no words but the rules want some.
const SETTLED: &str = "历史导入：原系统已办结。 / Imported: settled in the source system.";
const DECLINED: &str = "历史导入：原系统未受理。 / Imported: declined in the source system.";

/// The point in WGS-84.
pub(super) fn point_of(row: &ExternalCase) -> Result<Option<Point>, RowFault> {
    row.place.map(|(datum, lon, lat)| to_wgs84(datum, lon, lat)).transpose().or(Err(RowFault::BadPlace))
}

/// The incident as it came in.
pub(super) fn incident_of(row: &ExternalCase) -> NewIncident {
    NewIncident {
        tracking_code: tracking_code(),
        client_uuid: None,
        person_id: None,
        source: Source::Import.code(),
        upstream_number: Some(row.number.clone()),
        upstream_due_at: row.due_at.map(Into::into),
        anonymous: true,
        category: Some(row.category.clone()),
        coord_sys: row.place.map(|(datum, ..)| datum.code()),
        given_lon: row.place.map(|(_, lon, _)| lon),
        given_lat: row.place.map(|(_, _, lat)| lat),
        accuracy_m: None,
        occurred_at: row.opened_at.into(),
        recorded_at: row.opened_at.into(),
    }
}

fn report(row: &ExternalCase, office: &Office, ground: &Ground) -> Report {
    let areas = ground.areas(row.community.as_deref(), office);
    Report {
        incident: IncidentId(UNWRITTEN.0),
        occurred_at: row.opened_at,
        source: Source::Import,
        reporter: None,
        proxy_by: None,
        areas,
        unlocated: areas.grid.is_none(),
        time_doubtful: false,
        category: Some(row.category.clone()),
        sensitive: false,
        contact_agreed: false,
        promised_at: row.due_at,
        neighbour_complaint: false,
        attachments: Vec::new(),
        text: None,
    }
}

/// Tells a row through the rules.
pub(super) fn replay(row: &ExternalCase, office: &Office, ground: &Ground) -> Result<History, Refusal> {
    let given = Given { body: Some(row.text.clone()), reply: None, address: row.address.clone() };
    let mut history = History::open(report(row, office, ground), given, &ground.desk, office, row.opened_at)?;
    let ended = row.ended_at.unwrap_or(row.opened_at);
    match row.ending {
        Ending::Open => take_on(&mut history, row, office, ground)?,
        Ending::Closed => {
            take_on(&mut history, row, office, ground)?;
            settle(&mut history, row, office, ground, ended)?;
        }
        Ending::Rejected => {
            let input = Input { reason: Some(Reason::Duplicate), ..Input::default() };
            let reply = row.reply.clone().unwrap_or_else(|| DECLINED.to_owned());
            let given = Given { reply: Some(reply), ..Given::default() };
            step(&mut history, (ActionCode::Reject, input, given), &ground.desk, office, ended)?;
        }
        Ending::Withdrawn => {
            let reporter = Actor::by_receipt(UNWRITTEN);
            let given = Given { body: row.reply.clone(), ..Given::default() };
            step(&mut history, (ActionCode::Withdraw, Input::default(), given), &reporter, office, ended)?;
        }
    }
    Ok(history)
}

fn step(
    history: &mut History,
    (action, input, given): (ActionCode, Input, Given),
    actor: &Actor,
    office: &Office,
    at: Timestamp,
) -> Result<(), Refusal> {
    history.take(Move { action, input, given, actor, at, named: Named::default() }, office)
}

/// Registered, and with the body that the source names, until the date that was promised there.
fn take_on(
    history: &mut History,
    row: &ExternalCase,
    office: &Office,
    ground: &Ground,
) -> Result<(), Refusal> {
    let unit = ground.unit(row.department.as_deref());
    let facts = UnitFacts { kind: UnitKind::Outside, level: Level::District };
    let named = Named { units: BTreeMap::from([(unit, facts)]), ..Named::default() };
    // The rules take a date of at most a year; a later promise stays with the incident.
    let latest = row.opened_at.checked_add((365 * 24).hours()).unwrap_or(row.opened_at);
    let until = row.due_at.filter(|due| *due > row.opened_at && *due <= latest);
    let dispatch = Input { unit: Some(unit), until, ..Input::default() };
    let input = Input {
        condition: Some(DEFAULT_CONDITION.to_owned()),
        dispatch: Some(Box::new(dispatch)),
        ..Input::default()
    };
    let given = Given::default();
    let desk = &ground.desk;
    history.take(
        Move { action: ActionCode::Register, input, given, actor: desk, at: row.opened_at, named },
        office,
    )
}

/// The body's result, and the end.
fn settle(
    history: &mut History,
    row: &ExternalCase,
    office: &Office,
    ground: &Ground,
    ended: Timestamp,
) -> Result<(), Refusal> {
    let input = Input { outcome: Some(Outcome::Solved), ..Input::default() };
    let given = Given { body: Some(SETTLED.to_owned()), reply: row.reply.clone(), address: None };
    step(history, (ActionCode::ExternalResult, input, given), &ground.desk, office, ended)?;
    let input = Input { condition_met: Some(true), ..Input::default() };
    step(history, (ActionCode::Close, input, Given::default()), &ground.desk, office, ended)
}
