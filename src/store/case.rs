//! Cases: the projection row, the events behind it, the texts beside it, and the one armed timer.

use diesel::prelude::*;
use jiff::Timestamp;

use super::case_part::{insert_parts, update_parts};
use super::clock::{insert_clocks, update_clocks};
use super::dialect::fixed::fixed;
use super::dialect::together::put;
use super::schema::{case_events, case_texts, cases, timers};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::case::clocks::{ClockBook, Turn};
use crate::domain::case::{Case, Event, Holder};
use crate::domain::chain::{Digest, Record, link};
use crate::domain::geo::Point;
use crate::domain::ids::CaseId;

/// A case as loaded: the projection and the head of its chain.
#[derive(Debug, Clone)]
pub struct StoredCase {
    /// The projection.
    pub case: Case,
    /// The hash of its last event.
    pub chain_head: Digest,
    /// Where it lies, if that is known.
    pub place: Option<Point>,
}

/// What is appended to a case: an event, and the words that were given with it.
#[derive(Debug, Clone)]
pub struct Appended {
    /// What happened.
    pub event: Event,
    /// The cause of a system event; a second event of the same cause is refused by the database.
    pub cause: Option<String>,
    /// The words beside it.
    pub text: Option<EventText>,
}

/// The personal words of one event. The event itself carries their salted digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventText {
    /// The salt of the digests.
    pub salt: [u8; 16],
    /// The words.
    pub body: Option<String>,
    /// The reply to the reporter.
    pub reply: Option<String>,
    /// The address in words, at filing.
    pub address: Option<String>,
}

/// The columns of `cases` that change with its events, taken from the projection.
#[derive(AsChangeset, Insertable)]
#[diesel(table_name = cases, treat_none_as_null = true, treat_none_as_default_value = false)]
struct Projection {
    seq: i64,
    version: i64,
    state: &'static str,
    level: &'static str,
    priority: &'static str,
    source: &'static str,
    sensitive: bool,
    category: Option<String>,
    grid_id: Option<i64>,
    community_id: Option<i64>,
    street_id: Option<i64>,
    district_id: Option<i64>,
    lon: Option<f64>,
    lat: Option<f64>,
    reporter_id: Option<i64>,
    holder_kind: Option<&'static str>,
    holder_id: Option<i64>,
    unit_id: Option<i64>,
    handler_id: Option<i64>,
    occurred_at: DbTime,
    filed_at: DbTime,
    changed_at: DbTime,
    due_at: Option<DbTime>,
    next_fire_at: Option<DbTime>,
    suspended_until: Option<DbTime>,
    closed_at: Option<DbTime>,
    merged_into: Option<i64>,
    chain_head: Vec<u8>,
    detail: String,
}

impl Projection {
    fn of(case: &Case, place: Option<Point>, chain_head: &Digest) -> Result<Self, StoreError> {
        let (holder_kind, holder_id) = holder_columns(case.holder);
        Ok(Self {
            seq: case.seq,
            version: case.version,
            state: case.state.code(),
            level: case.level.code(),
            priority: case.priority.code(),
            source: case.source.code(),
            sensitive: case.sensitive,
            category: case.category.clone(),
            grid_id: case.areas.grid.map(|id| id.0),
            community_id: case.areas.community.map(|id| id.0),
            street_id: case.areas.street.map(|id| id.0),
            district_id: case.areas.district.map(|id| id.0),
            lon: place.map(|point| point.lon),
            lat: place.map(|point| point.lat),
            reporter_id: case.reporter.map(|id| id.0),
            holder_kind,
            holder_id,
            unit_id: case.lead.map(|id| id.0),
            handler_id: case.handler.map(|id| id.0),
            occurred_at: case.occurred_at.into(),
            filed_at: case.filed_at.into(),
            changed_at: case.changed_at.into(),
            due_at: case.clock.map(|clock| clock.due_at.into()),
            next_fire_at: case.next_alarm().map(|alarm| alarm.at.into()),
            suspended_until: case.until.map(Into::into),
            closed_at: case.closed_at.map(Into::into),
            merged_into: case.former.as_ref().map(|former| former.into.0),
            chain_head: chain_head.0.to_vec(),
            detail: serde_json::to_string(case).map_err(|error| StoreError::Corrupt(error.to_string()))?,
        })
    }
}

fn holder_columns(holder: Option<Holder>) -> (Option<&'static str>, Option<i64>) {
    match holder {
        None => (None, None),
        Some(Holder::Desk { area, .. }) => (Some("desk"), area.map(|id| id.0)),
        Some(Holder::Unit { unit }) => (Some("unit"), Some(unit.0)),
        Some(Holder::Person { person, .. }) => (Some("person"), Some(person.0)),
    }
}

/// Writes a case that was just opened, with its events and its timer.
pub fn insert_case(
    tx: &mut Tx<'_>,
    case: &Case,
    place: Option<Point>,
    events: &[Appended],
    recorded_at: Timestamp,
) -> Result<(), StoreError> {
    let (head, rows) = chained(case.id, Digest::GENESIS, case.seq, events, recorded_at)?;
    let row = (cases::id.eq(case.id.0), Projection::of(case, place, &head)?);
    put!(tx, diesel::insert_into(cases::table).values(row))?;
    insert_events(tx, case.id, rows, events)?;
    insert_parts(tx, case)?;
    let told = events.iter().map(|appended| &appended.event);
    let clocks =
        ClockBook::replay(case.id, told).map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
    insert_clocks(tx, case.id, &clocks)?;
    arm_timer(tx, case, true)
}

/// What events did besides the projection.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// To the clocks.
    pub turns: &'a [Turn],
    /// Whether somebody got a part in the case, or lost one.
    pub parts: bool,
}

/// Writes what happened to a case: its new projection, the events that made it, what they did to its clocks, and its timer.
/// The caller holds the row.
pub fn update_case(
    tx: &mut Tx<'_>,
    stored: &StoredCase,
    events: &[Appended],
    told: &Told<'_>,
    recorded_at: Timestamp,
) -> Result<Digest, StoreError> {
    let case = &stored.case;
    let (head, rows) = chained(case.id, stored.chain_head, case.seq, events, recorded_at)?;
    let row = Projection::of(case, stored.place, &head)?;
    fixed!(tx, execute, diesel::update(cases::table.find(case.id.0)).set(row))?;
    insert_events(tx, case.id, rows, events)?;
    if told.parts {
        update_parts(tx, case)?;
    }
    update_clocks(tx, case.id, told.turns)?;
    arm_timer(tx, case, false)?;
    Ok(head)
}

/// An event as its row: its number, its body and its place in the chain.
struct EventLine {
    seq: i64,
    body: String,
    hash: Digest,
    recorded_at: Timestamp,
}

/// Numbers and chains events; `last_seq` is the number of the last of them.
fn chained(
    case: CaseId,
    mut head: Digest,
    last_seq: i64,
    events: &[Appended],
    recorded_at: Timestamp,
) -> Result<(Digest, Vec<EventLine>), StoreError> {
    let first = last_seq - i64::try_from(events.len()).unwrap_or(i64::MAX);
    let mut lines = Vec::with_capacity(events.len());
    for (seq, appended) in (first + 1..).zip(events) {
        let event = &appended.event;
        let body = serde_json::to_string(event).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        head = link(
            &head,
            &Record {
                case,
                seq,
                kind: event.fact.code(),
                actor: event.by,
                at: event.at,
                recorded_at,
                body: &body,
                cause: appended.cause.as_deref(),
            },
        );
        lines.push(EventLine { seq, body, hash: head, recorded_at });
    }
    Ok((head, lines))
}

fn insert_events(
    tx: &mut Tx<'_>,
    case: CaseId,
    lines: Vec<EventLine>,
    events: &[Appended],
) -> Result<(), StoreError> {
    for (line, appended) in lines.into_iter().zip(events) {
        let event = &appended.event;
        let statement = diesel::insert_into(case_events::table).values((
            case_events::case_id.eq(case.0),
            case_events::seq.eq(line.seq),
            case_events::kind.eq(event.fact.code()),
            case_events::actor_id.eq(event.by.map(|person| person.0)),
            case_events::at.eq(DbTime::from(event.at)),
            case_events::recorded_at.eq(DbTime::from(line.recorded_at)),
            case_events::body.eq(line.body),
            case_events::hash.eq(line.hash.0.to_vec()),
            case_events::cause.eq(appended.cause.clone()),
        ));
        put!(tx, statement)?;
        if let Some(text) = &appended.text {
            let statement = diesel::insert_into(case_texts::table).values((
                case_texts::case_id.eq(case.0),
                case_texts::seq.eq(line.seq),
                case_texts::salt.eq(text.salt.to_vec()),
                case_texts::body.eq(text.body.clone()),
                case_texts::reply.eq(text.reply.clone()),
                case_texts::address.eq(text.address.clone()),
            ));
            put!(tx, statement)?;
        }
    }
    Ok(())
}

/// Arms the one timer of the case for its next alarm, or takes it away when there is none. A change clears the mark of a
/// timer that was set aside.
fn arm_timer(tx: &mut Tx<'_>, case: &Case, new: bool) -> Result<(), StoreError> {
    let Some(alarm) = case.next_alarm() else {
        if !new {
            diesel::delete(timers::table.find(case.id.0)).execute(&mut **tx)?;
        }
        return Ok(());
    };
    let row = (timers::fire_at.eq(DbTime::from(alarm.at)), timers::failures.eq(0_i64));
    let armed =
        if new { 0 } else { fixed!(tx, execute, diesel::update(timers::table.find(case.id.0)).set(row))? };
    if armed == 0 {
        let row = (timers::case_id.eq(case.id.0), row);
        put!(tx, diesel::insert_into(timers::table).values(row))?;
    }
    Ok(())
}

/// Arms the timer of a case for what comes next, where its row said otherwise. The caller holds the case's row.
pub fn rearm_timer(tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
    arm_timer(tx, case, false)
}

/// A case by its id.
pub fn find_case(conn: &mut Conn, id: CaseId) -> Result<Option<StoredCase>, StoreError> {
    let row = cases::table
        .find(id.0)
        .select((cases::detail, cases::chain_head, cases::lon, cases::lat))
        .first::<CaseColumns>(conn)
        .optional()?;
    row.map(stored).transpose()
}

/// A case by its id, locked until the transaction ends. On SQLite the writer is alone anyway.
pub fn lock_case(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<StoredCase>, StoreError> {
    super::dialect::lock_case_row(tx, id)?;
    find_case(tx, id)
}

/// A case by its id, locked, unless somebody else has it locked; then nothing. For the engine, which comes again.
pub fn try_lock_case(tx: &mut Tx<'_>, id: CaseId) -> Result<Option<StoredCase>, StoreError> {
    if super::dialect::try_lock_case_row(tx, id)? { find_case(tx, id) } else { Ok(None) }
}

/// The columns from which a case is loaded.
pub(super) type CaseColumns = (String, Vec<u8>, Option<f64>, Option<f64>);

pub(super) fn stored((detail, head, lon, lat): CaseColumns) -> Result<StoredCase, StoreError> {
    let case = serde_json::from_str(&detail).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    let chain_head = Digest::from_slice(&head)
        .ok_or_else(|| StoreError::Corrupt("a chain head of the wrong length".into()))?;
    let place = lon.zip(lat).and_then(|(lon, lat)| Point::new(lon, lat).ok());
    Ok(StoredCase { case, chain_head, place })
}
