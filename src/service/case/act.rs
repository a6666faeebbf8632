//! Acting on a case: lock, look, decide, write; all in one transaction. Every action of the workflow goes through here.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::office::{Named, Office};
use super::refused::refused;
use super::see::{form_for, has_work};
use super::write::{Given, Salted, append};
use crate::domain::case::action::{Command, Input};
use crate::domain::case::ctx::UnitFacts;
use crate::domain::case::parts::Attached;
use crate::domain::case::{Case, Decision, decide, offered_actions};
use crate::domain::codes::{ActionCode, CoordSys, Level};
use crate::domain::geo::{Point, to_wgs84};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::policy::{Actor, Grant};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::{StoredCase, find_case, lock_case};
use crate::store::{Conn, Lane, Tx, grant, unit};

/// A case as it stands after an act; also the form in which duties are listed.
pub type Changed = StoredCase;

/// Words of a reason, remark or reply are at most this long.
const MAX_CHARS: usize = 2000;
/// Short references: an outside number, the basis of a return.
const MAX_REFERENCE: usize = 64;
/// Photos and documents with one command.
const MAX_ATTACHMENTS: usize = 9;

/// Where the pin goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NewPlace {
    /// To a point in a datum.
    Point(CoordSys, f64, f64),
    /// To a grid.
    Grid(AreaId),
}

/// What an actor wants done, with the words in full.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// The fields; `text`, `reply` and `place` are filled in here, from the fields below.
    pub input: Input,
    /// Reason, remark or finding.
    pub text: Option<String>,
    /// What the reporter will read.
    pub reply: Option<String>,
    /// Where the pin goes.
    pub place: Option<NewPlace>,
}

/// An act that passed what can be checked without the database. Random parts are drawn once, since a transaction may run
/// twice and must write the same.
#[derive(Clone)]
pub struct Act {
    actor: Actor,
    case: CaseId,
    command: Command,
    words: Salted,
    place: Option<NewPlace>,
    version: Option<i64>,
    key: Option<RequestKey>,
    now: Timestamp,
    careful: bool,
}

impl Act {
    /// Checks what was sent. `version` is the one the actor has read, if that matters.
    pub fn prepare(
        core: &Core,
        actor: Actor,
        case: CaseId,
        action: ActionCode,
        ask: Ask,
        version: Option<i64>,
        key: Option<RequestKey>,
    ) -> Result<Self, ServiceError> {
        check(&ask)?;
        let Ask { mut input, text, reply, place } = ask;
        let words = Given { body: text, reply, address: None }.salted();
        input.text = words.body_digest();
        input.reply = words.reply_digest();
        let command = Command { action, input };
        let now = core.clock.now();
        Ok(Self { actor, case, command, words, place, version, key, now, careful: false })
    }

    /// Only what is safe to do to many at once: closing is for low risk with a passed check.
    #[must_use]
    pub const fn careful(mut self) -> Self {
        self.careful = true;
        self
    }

    /// With a photo that was kept in the same transaction.
    #[must_use]
    pub fn with_photo(mut self, photo: Attached) -> Self {
        self.command.input.attachments.push(photo);
        self
    }

    /// Whether it was done before, under the same key.
    pub fn is_repeated(&self, conn: &mut Conn) -> Result<bool, ServiceError> {
        Ok(idempotency::find(conn, self.actor.person, self.key.as_ref(), "case")?.is_some())
    }

    /// Does it.
    pub async fn run(self, core: &Core) -> Result<StoredCase, ServiceError> {
        let rooms = core.clone();
        core.db.write(Lane::Interactive, move |tx| self.write(&rooms, tx)).await
    }

    /// Does it within a transaction.
    pub fn write(&self, core: &Core, tx: &mut Tx<'_>) -> Result<StoredCase, ServiceError> {
        if self.is_repeated(tx)? {
            return find_case(tx, self.case)?.ok_or(ServiceError::NotFound);
        }
        let (mut stored, mut parent) = self.lock(tx)?;
        let office = core.office(tx)?;
        self.check_known(tx, &office, &stored.case)?;
        self.check_version(stored.case.version)?;
        let decision = self.decide(tx, &office, &mut stored, parent.as_ref())?;
        append(tx, &mut stored, decision.events, &self.words, None, &office.calendar, self.now)?;
        if let Some(parent) = &mut parent
            && !decision.other.is_empty()
        {
            append(tx, parent, decision.other, &Given::default().salted(), None, &office.calendar, self.now)?;
        }
        if let Some(key) = &self.key {
            let resource = format!("case/{}@{}", self.case, stored.case.version);
            idempotency::record(tx, self.actor.person, key, 200, &resource, self.now)?;
        }
        Ok(stored)
    }

    /// The case, and the other one of a merge; locked in the order of their ids, so that two merges never wait for each
    /// other.
    fn lock(&self, tx: &mut Tx<'_>) -> Result<(StoredCase, Option<StoredCase>), ServiceError> {
        let other = match self.command.action {
            ActionCode::Merge => self.command.input.parent.filter(|p| *p != self.case),
            ActionCode::Unmerge => find_case(tx, self.case)?.and_then(|s| s.case.former).map(|f| f.into),
            _ => None,
        };
        let other_first = other.filter(|id| *id < self.case).map(|id| lock_case(tx, id)).transpose()?;
        let stored = lock_case(tx, self.case)?.ok_or(ServiceError::NotFound)?;
        let other_last = other.filter(|id| *id > self.case).map(|id| lock_case(tx, id)).transpose()?;
        Ok((stored, other_first.or(other_last).flatten()))
    }

    /// Refuses as if there were no case, unless the actor may look at it or has something to do with it now.
    fn check_known(&self, conn: &mut Conn, office: &Office, case: &Case) -> Result<(), ServiceError> {
        let Err(unknown) = form_for(&self.actor, case, self.now) else { return Ok(()) };
        if self.command.action == ActionCode::Follow {
            return Ok(());
        }
        let rules = office.rules();
        let ctx = office.ctx(&rules, &case.areas, self.now, named(conn, case, None, office, self.now)?);
        if has_work(&offered_actions(case, &self.actor, &ctx)) { Ok(()) } else { Err(unknown) }
    }

    const fn check_version(&self, current: i64) -> Result<(), ServiceError> {
        match self.version {
            Some(version) if version != current => Err(ServiceError::VersionMismatch { current }),
            _ => Ok(()),
        }
    }

    fn decide(
        &self,
        tx: &mut Tx<'_>,
        office: &Office,
        stored: &mut StoredCase,
        parent: Option<&StoredCase>,
    ) -> Result<Decision, ServiceError> {
        let mut command = self.command.clone();
        if let Some(place) = self.place {
            let (areas, point) = located(place, office, self.now)?;
            command.input.place = Some(areas);
            stored.place = point.or(stored.place);
        }
        let visible = parent.filter(|p| form_for(&self.actor, &p.case, self.now).is_ok());
        let mut named = named(tx, &stored.case, Some(&command.input), office, self.now)?;
        named.parent = visible.map(|p| &p.case);
        let rules = office.rules();
        let ctx = office.ctx(&rules, &stored.case.areas, self.now, named);
        if self.careful && !super::batch::is_safe(&stored.case, self.command.action) {
            return Err(super::batch::unsafe_words());
        }
        decide(&stored.case, &command, &self.actor, &ctx).map_err(|refusal| {
            let allowed = offered_actions(&stored.case, &self.actor, &ctx);
            let mut actions: Vec<ActionCode> = allowed.iter().map(|offer| offer.action).collect();
            actions.dedup();
            refused(&refusal, actions)
        })
    }
}

/// What can be said of the fields without any case.
fn check(ask: &Ask) -> Result<(), ServiceError> {
    let too_long =
        |text: Option<&str>, max| text.is_some_and(|t| t.trim().is_empty() || t.chars().count() > max);
    let input = &ask.input;
    let inner = input.dispatch.as_deref();
    let faults = [
        ("/text", too_long(ask.text.as_deref(), MAX_CHARS), MAX_CHARS),
        ("/reply", too_long(ask.reply.as_deref(), MAX_CHARS), MAX_CHARS),
        ("/basis", too_long(input.basis.as_deref(), MAX_REFERENCE), MAX_REFERENCE),
        ("/number", too_long(input.number.as_deref(), MAX_REFERENCE), MAX_REFERENCE),
        ("/category", too_long(input.category.as_deref(), MAX_REFERENCE), MAX_REFERENCE),
        ("/condition", too_long(input.condition.as_deref(), MAX_REFERENCE), MAX_REFERENCE),
        ("/attachments", input.attachments.len() > MAX_ATTACHMENTS, MAX_ATTACHMENTS),
        ("/co_units", input.co_units.len() > 20, 20),
        ("/people", input.people.len() > 50, 50),
        ("/dispatch/people", inner.is_some_and(|d| d.people.len() > 50), 50),
        ("/dispatch/co_units", inner.is_some_and(|d| d.co_units.len() > 20), 20),
    ];
    let faults: Vec<FieldError> = faults
        .into_iter()
        .filter(|(_, wrong, _)| *wrong)
        .map(|(pointer, _, max)| {
            let zh = format!("不能为空，且不超过 {max}。");
            FieldError::new(pointer, Words::made(zh, format!("must not be empty, and at most {max}.")))
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(ServiceError::Invalid(InvalidKind::Content, faults)) }
}

type Located = (crate::domain::area_path::AreaPath, Option<Point>);

fn located(place: NewPlace, office: &Office, now: Timestamp) -> Result<Located, ServiceError> {
    let nowhere =
        || ServiceError::invalid("/place", "不在本辖区的网格内。", "It lies in no grid of this office.");
    match place {
        NewPlace::Grid(grid) => {
            let area = office.areas.find(grid).filter(|a| a.exists_at(now) && a.level == Level::Grid);
            area.map(|a| (office.areas.ancestors(a.id), None)).ok_or_else(nowhere)
        }
        NewPlace::Point(sys, lon, lat) => {
            let point = to_wgs84(sys, lon, lat).map_err(|bad| {
                let words =
                    Words::made(format!("坐标无效：{bad}"), format!("Not a point on the earth: {bad}"));
                ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/place", words)])
            })?;
            let area = office.areas.locate_lowest(point, now).ok_or_else(nowhere)?;
            Ok((office.areas.ancestors(area), Some(point)))
        }
    }
}

/// The units and people that a command or a case names, with what a decision must know of them now.
pub(super) fn named<'a>(
    conn: &mut Conn,
    case: &crate::domain::case::Case,
    input: Option<&Input>,
    office: &Office,
    now: Timestamp,
) -> Result<Named<'a>, ServiceError> {
    let inputs = || input.into_iter().chain(input.and_then(|i| i.dispatch.as_deref()));
    let units = inputs().flat_map(|i| i.unit.into_iter().chain(i.co_units.iter().copied()));
    let units = units.chain(case.external.as_ref().and_then(|body| body.unit));
    let people: Vec<PersonId> =
        inputs().flat_map(|i| i.person.into_iter().chain(i.people.iter().copied())).collect();
    let units = units.collect::<std::collections::BTreeSet<UnitId>>();
    Ok(Named {
        units: units_named(conn, units, office, now)?,
        people: people_named(conn, &people, now)?,
        parent: None,
        neighbours: neighbours(case.areas.community, case.areas.grid, office, now),
    })
}

fn units_named(
    conn: &mut Conn,
    units: impl IntoIterator<Item = UnitId>,
    office: &Office,
    now: Timestamp,
) -> Result<BTreeMap<UnitId, UnitFacts>, ServiceError> {
    let mut facts = BTreeMap::new();
    for id in units {
        if let Some(row) = unit::find(conn, id)?.filter(|row| row.exists_at(now)) {
            let level = office.areas.find(row.area).map_or(Level::Street, |area| area.level);
            facts.insert(id, UnitFacts { kind: row.kind, level });
        }
    }
    Ok(facts)
}

fn people_named(
    conn: &mut Conn,
    people: &[PersonId],
    now: Timestamp,
) -> Result<BTreeMap<PersonId, Vec<Grant>>, ServiceError> {
    let mut grants: BTreeMap<PersonId, Vec<Grant>> = BTreeMap::new();
    if !people.is_empty() {
        for row in grant::list_of_people(conn, people)?.into_iter().filter(|row| row.dated.holds_at(now)) {
            grants.entry(row.person).or_default().push(row.dated.grant);
        }
    }
    Ok(grants)
}

/// The other grids of the community: asked second for a look on site.
fn neighbours(
    community: Option<AreaId>,
    grid: Option<AreaId>,
    office: &Office,
    now: Timestamp,
) -> Vec<AreaId> {
    let grids = office.areas.children(Some(community.unwrap_or(AreaId(0))));
    let alive =
        |id: &&AreaId| office.areas.find(**id).is_some_and(|a| a.exists_at(now)) && Some(**id) != grid;
    if community.is_some() { grids.iter().filter(alive).copied().collect() } else { Vec::new() }
}
