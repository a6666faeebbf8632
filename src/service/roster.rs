//! The duty roster (值班表) and stand-ins: who is on duty where, and who stands in for whom. Entries have dates; one that has
//! begun is ended, never taken back, so that it can still be said who was there.

use jiff::{SignedDuration, Timestamp};

use crate::domain::codes::Right;
use crate::domain::ids::{AreaId, PersonId, ShiftId, StandInId};
use crate::domain::policy::{Actor, ConfigPart, Subject, Target, may_somewhere, permit};
use crate::domain::words::Words;
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::roster as store;
pub use crate::store::roster::{Shift, Span, StandIn};
use crate::store::{Conn, Lane, area_path, person};

/// A shift or a stand-in lasts at most so long: nobody is away or on duty for ever.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

/// The roster belongs to the units of an area, and is kept by whoever sets those up.
fn may_keep(conn: &mut Conn, actor: &Actor, area: AreaId) -> Result<(), ServiceError> {
    may_somewhere(actor, Right::Configure)?;
    let Some(areas) = area_path::find_path(conn, area)? else {
        return Err(ServiceError::invalid("/area", "没有这个区域。", "is no area."));
    };
    let subject = Some(Subject::Config(ConfigPart::Units));
    permit(actor, Right::Configure, &Target { areas, subject, ..Target::default() })?;
    Ok(())
}

/// Whoever is away names a stand-in for himself; for others whoever keeps the roster does.
fn may_replace(actor: &Actor, person: PersonId) -> Result<(), ServiceError> {
    if actor.person == Some(person) {
        return Ok(());
    }
    let subject = Some(Subject::Config(ConfigPart::Units));
    permit(actor, Right::Configure, &Target { subject, ..Target::default() })?;
    Ok(())
}

fn check_span(span: Span, now: Timestamp) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    if span.to <= span.from || span.to <= now || span.to.duration_since(span.from) > LONGEST {
        let words = Words::fixed(
            "须晚于开始时间和现在，最长一年。",
            "must lie after the beginning and now, and within a year.",
        );
        wrong.push(FieldError::new("/valid_to", words));
    }
    wrong
}

fn check_person(conn: &mut Conn, at: &str, id: PersonId) -> Result<Vec<FieldError>, ServiceError> {
    let there = person::find(conn, id)?.is_some_and(|row| row.active);
    let words = Words::fixed("没有这个人，或账号已停用。", "is nobody, or takes part no more.");
    Ok(if there { Vec::new() } else { vec![FieldError::new(at, words)] })
}

fn sound(wrong: Vec<FieldError>) -> Result<(), ServiceError> {
    if wrong.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(InvalidKind::Content, wrong)) }
}

/// Shifts that touch a span of time, by id; in an area and below, if one is named.
pub async fn list_shifts(
    core: &Core,
    area: Option<AreaId>,
    span: Span,
    (after, limit): (i64, u32),
) -> Result<Vec<Shift>, ServiceError> {
    core.db
        .read(move |conn| {
            let areas = area.map(|area| area_path::list_below(conn, &[area])).transpose()?;
            Ok::<_, ServiceError>(store::list_shifts(conn, areas.as_deref(), span, after, i64::from(limit))?)
        })
        .await
}

/// Puts somebody on duty.
pub async fn enter_shift(
    core: &Core,
    caller: &Caller,
    (area, person): (AreaId, PersonId),
    span: Span,
    key: Option<RequestKey>,
) -> Result<Shift, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "shift")? {
                return store::find_shift(tx, ShiftId(id))?.ok_or(ServiceError::NotFound);
            }
            may_keep(tx, &actor, area)?;
            let mut wrong = check_span(span, now);
            wrong.extend(check_person(tx, "/person", person)?);
            sound(wrong)?;
            let shift = store::insert_shift(tx, (area, person), span, (by, now))?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("shift/{}", shift.id), now)?;
            }
            Ok(shift)
        })
        .await
}

/// Ends a shift now; one that has not begun is struck.
pub async fn end_shift(core: &Core, caller: &Caller, id: ShiftId) -> Result<(), ServiceError> {
    let (actor, now) = (caller.actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            may_somewhere(&actor, Right::Configure)?;
            let shift = store::find_shift(tx, id)?.ok_or(ServiceError::NotFound)?;
            may_keep(tx, &actor, shift.area)?;
            Ok(store::end_shift(tx, id, now)?)
        })
        .await
}

/// Stand-ins that have not ended yet, by id.
pub async fn list_stand_ins(core: &Core, after: i64, limit: u32) -> Result<Vec<StandIn>, ServiceError> {
    let now = core.clock.now();
    core.db
        .read(move |conn| Ok::<_, ServiceError>(store::list_stand_ins(conn, now, after, i64::from(limit))?))
        .await
}

/// Names a stand-in.
pub async fn enter_stand_in(
    core: &Core,
    caller: &Caller,
    (person, stand_in): (PersonId, PersonId),
    span: Span,
    key: Option<RequestKey>,
) -> Result<StandIn, ServiceError> {
    let (actor, by, now) = (caller.actor.clone(), caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(by), key.as_ref(), "stand_in")? {
                return store::find_stand_in(tx, StandInId(id))?.ok_or(ServiceError::NotFound);
            }
            may_replace(&actor, person)?;
            let mut wrong = check_span(span, now);
            wrong.extend(check_person(tx, "/person", person)?);
            wrong.extend(check_person(tx, "/stand_in", stand_in)?);
            if person == stand_in {
                let words = Words::fixed("不能由本人代班。", "must be somebody else.");
                wrong.push(FieldError::new("/stand_in", words));
            }
            sound(wrong)?;
            let row = store::insert_stand_in(tx, (person, stand_in), span, (by, now))?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 201, &format!("stand_in/{}", row.id), now)?;
            }
            Ok(row)
        })
        .await
}

/// Ends a stand-in now; one that has not begun is struck.
pub async fn end_stand_in(core: &Core, caller: &Caller, id: StandInId) -> Result<(), ServiceError> {
    let (actor, now) = (caller.actor.clone(), core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            // Whose it is does not concern a stranger to it.
            let row = store::find_stand_in(tx, id)?.ok_or(ServiceError::NotFound)?;
            may_replace(&actor, row.person)?;
            Ok(store::end_stand_in(tx, id, now)?)
        })
        .await
}
