//! A crowd of cases. Up to ten thousand are told through the rules, step by step, each at its own times; beyond that they are
//! copied by the database under new ids, around the events (`store/bulk.rs`). What is open was filed in the last weeks.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};

use super::fixture::{self, Street, point_in};
use super::load::as_f64;
use super::server::Place;
use super::{Bench, BenchError, Tier};
use crate::domain::case::ctx::UnitFacts;
use crate::domain::case::file::Report;
use crate::domain::case::words::{Outcome, Reason};
use crate::domain::case::{Input, Refusal};
use crate::domain::catalogue::DEFAULT_CONDITION;
use crate::domain::codes::{ActionCode, CoordSys, Level, Source, State, UnitKind};
use crate::domain::geo::Point;
use crate::domain::ids::{IncidentId, UnitId};
use crate::domain::policy::Actor;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::Given;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::history::{History, Move, UNWRITTEN, tracking_code};
use crate::store::bulk::multiply_cases;
use crate::store::incident::NewIncident;
use crate::store::{Lane, StoreError, Tx};

/// Cases that are told; more are copied.
const fn told(tier: Tier) -> u64 {
    match tier {
        Tier::Smoke => 50,
        Tier::Full | Tier::TenMillion => 10_000,
    }
}

/// Cases told in one transaction.
const PORTION: u64 = 250;
/// Categories: of the street's own desk, and of the communities'.
const CATEGORIES: [&str; 5] = ["01037", "06010", "04002", "23009", "09012"];

/// A database with many cases.
pub(super) struct Crowd {
    /// Where it is.
    pub(super) place: Place,
    /// Cases in it.
    pub(super) cases: u64,
    /// Cases a second while they were copied, indexes included.
    pub(super) copied_per_s: f64,
}

impl Crowd {
    /// Builds an office with so many cases on SQLite.
    pub(super) fn build(cases: u64, tier: Tier) -> Result<Self, BenchError> {
        Self::of(cases, tier, Mix::Office)
    }

    /// Builds one in which every case has come in the last day and is at work.
    pub(super) fn at_work(cases: u64, tier: Tier) -> Result<Self, BenchError> {
        Self::of(cases, tier, Mix::AtWork)
    }

    fn of(cases: u64, tier: Tier, mix: Mix) -> Result<Self, BenchError> {
        let place = Place::sqlite()?;
        let db = place.open()?;
        let street = fixture::fill(&db)?;
        db.close();
        drop(db);
        let told = told(tier).min(cases);
        let core = place.core()?;
        tell(&core, &street, told, mix)?;
        core.db.close();
        drop(core);
        let copies = u32::try_from(cases.div_ceil(told.max(1)).saturating_sub(1))?;
        let began = Instant::now();
        let cases = u64::try_from(multiply_cases(&place.url, copies)?)?;
        let copied_per_s = as_f64(cases - told) / began.elapsed().as_secs_f64();
        Ok(Self { place, cases, copied_per_s })
    }
}

impl Bench {
    /// An office with so many cases, built when it is first needed.
    pub(super) fn crowd(&mut self, cases: u64) -> Result<&Crowd, BenchError> {
        match self.crowds.entry(cases) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(Crowd::build(cases, self.tier)?)),
        }
    }
}

/// Which cases there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// As in an office: most are over.
    Office,
    /// All of them have just been taken up.
    AtWork,
    /// All were filed ten days ago, at one instant, and nobody has touched them since: everything of theirs is due.
    Late,
}

pub(super) fn tell(core: &Core, street: &Street, cases: u64, mix: Mix) -> Result<(), BenchError> {
    let now = core.clock.now();
    for first in (0..cases).step_by(usize::try_from(PORTION)?) {
        let (rooms, street) = (core.clone(), street.clone());
        core.db.write_blocking(Lane::Background, move |tx| {
            let office = rooms.office(tx)?;
            (first..(first + PORTION).min(cases))
                .try_for_each(|n| tell_one(tx, &office, &street, (n, mix), now))
        })?;
    }
    Ok(())
}

fn tell_one(
    tx: &mut Tx<'_>,
    office: &Office,
    street: &Street,
    (n, mix): (u64, Mix),
    now: Timestamp,
) -> Result<(), ServiceError> {
    let broken =
        |refusal: Refusal| ServiceError::from(StoreError::Corrupt(format!("story {n}: {refusal:?}")));
    let mut story = Story::open(office, street, (n, mix), now).map_err(broken)?;
    story.go_on().map_err(broken)?;
    let Story { history, incident, point, .. } = story;
    history.write(tx, &incident, Some(point), now)?;
    Ok(())
}

/// One case under way.
struct Story<'a> {
    office: &'a Office,
    street: &'a Street,
    history: History,
    incident: NewIncident,
    point: Point,
    at: Timestamp,
    /// How far it goes, of a hundred.
    fate: u64,
}

impl<'a> Story<'a> {
    fn open(
        office: &'a Office,
        street: &'a Street,
        (n, mix): (u64, Mix),
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        // Multiplied by a large odd number the bits are mixed well enough.
        let dice = n.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
        let within = |days: u64| i64::try_from((dice >> 8) % (days * 24 * 60)).unwrap_or(0) + 180;
        let (fate, minutes) = match (mix, dice % 100) {
            (Mix::Late, _) => (0, 10 * 24 * 60),
            (Mix::AtWork, _) => (12, within(1)),
            (Mix::Office, fate) => (fate, within(if fate < 20 { 20 } else { 3 * 365 })),
        };
        let at = now - SignedDuration::from_mins(minutes);
        let nth = usize::try_from(n).unwrap_or(0);
        let (reporter, grid) = street.reporters.get(nth % street.reporters.len()).copied().unzip();
        let (lon, lat) = point_in(nth, n);
        let point = Point::new(lon, lat).unwrap_or(Point { lon: 0.0, lat: 0.0 });
        let category = CATEGORIES.get(usize::try_from(dice >> 7).unwrap_or(0) % CATEGORIES.len());
        let category = category.map(|code| (*code).to_owned());
        let report = Report {
            incident: IncidentId(UNWRITTEN.0),
            occurred_at: at,
            // A history, as far as the rules care: what was settled outside can be closed without a check.
            source: Source::Import,
            reporter,
            proxy_by: None,
            areas: grid.map(|grid| office.areas.ancestors(grid)).unwrap_or_default(),
            unlocated: false,
            time_doubtful: false,
            category: category.clone(),
            sensitive: false,
            contact_agreed: false,
            neighbour_complaint: false,
            attachments: Vec::new(),
            text: None,
            promised_at: None,
        };
        let incident = NewIncident {
            tracking_code: tracking_code(),
            client_uuid: None,
            person_id: reporter.map(|person| person.0),
            source: Source::Import.code(),
            upstream_number: None,
            upstream_due_at: None,
            anonymous: false,
            category,
            coord_sys: Some(CoordSys::Wgs84.code()),
            given_lon: Some(lon),
            given_lat: Some(lat),
            accuracy_m: Some(12.0),
            occurred_at: at.into(),
            recorded_at: at.into(),
        };
        let grants = grid.map(fixture::volunteer).into_iter().collect();
        let actor = Actor { person: reporter, grants, ..Actor::default() };
        let given = Given { body: Some(format!("测量用案件，第{n}件")), ..Given::default() };
        let history = History::open(report, given, &actor, office, at)?;
        Ok(Self { office, street, history, incident, point, at, fate })
    }

    /// Of a hundred cases four wait to be registered, three to be dispatched, and so on; eighty are over.
    fn go_on(&mut self) -> Result<(), Refusal> {
        let local = self.history.case().level < Level::Street;
        let desk =
            self.history.case().areas.community.and_then(|community| self.street.desks.get(&community));
        let (desk, worker, inside) = if let Some((staff, unit)) = desk.filter(|_| local) {
            (staff, staff, (*unit, UnitKind::CommunityDesk, Level::Community))
        } else {
            let department = (self.street.department, UnitKind::Department, Level::Street);
            (&self.street.intake, &self.street.lead, department)
        };
        if self.fate >= 90 || (local && self.fate >= 20) {
            let input = Input { reason: Some(Reason::NotFound), ..Input::default() };
            return self.step(ActionCode::Reject, input, replied("现场未发现所述情况"), desk, None);
        }
        if self.fate >= 4 {
            let input = Input { condition: Some(DEFAULT_CONDITION.to_owned()), ..Input::default() };
            self.step(ActionCode::Register, input, Given::default(), desk, None)?;
        }
        if self.fate < 7 {
            return Ok(());
        }
        let out = (self.street.outside, UnitKind::Outside, Level::District);
        let unit = if !local && self.fate >= 14 { out } else { inside };
        let input = Input { unit: Some(unit.0), ..Input::default() };
        self.step(ActionCode::Dispatch, input, Given::default(), desk, Some(unit))?;
        if self.history.case().state != State::Referred {
            return if self.fate < 10 {
                Ok(())
            } else {
                self.step(ActionCode::Receive, Input::default(), Given::default(), worker, None)
            };
        }
        if self.fate < 17 {
            return Ok(());
        }
        let input = Input { outcome: Some(Outcome::Solved), ..Input::default() };
        let given = Given { body: Some("外单位反馈已处理".to_owned()), ..replied("已处理") };
        let over = self.fate >= 20;
        // Told by nobody of this house, a result from outside is not checked.
        let teller = if over { Actor { person: None, ..desk.clone() } } else { desk.clone() };
        self.step(ActionCode::ExternalResult, input, given, &teller, None)?;
        if !over {
            return Ok(());
        }
        let input = Input { condition_met: Some(true), ..Input::default() };
        self.step(ActionCode::Close, input, replied("已办结"), desk, None)
    }

    /// Half an hour later somebody does something.
    fn step(
        &mut self,
        action: ActionCode,
        input: Input,
        given: Given,
        actor: &Actor,
        unit: Option<(UnitId, UnitKind, Level)>,
    ) -> Result<(), Refusal> {
        self.at += SignedDuration::from_mins(30);
        let units: BTreeMap<_, _> =
            unit.map(|(unit, kind, level)| (unit, UnitFacts { kind, level })).into_iter().collect();
        let named = Named { units, ..Named::default() };
        self.history.take(Move { action, input, given, actor, at: self.at, named }, self.office)
    }
}

fn replied(reply: &str) -> Given {
    Given { reply: Some(reply.to_owned()), ..Given::default() }
}
