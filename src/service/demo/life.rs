//! How a case of the demonstration goes: reported at some hour of the year, then step by step until today catches up with it
//! or it is over. A step that the rules refuse is not taken, and the case stays where it is.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;
use super::people::{Cast, Player};
use super::photos::Pictures;
use super::places::Grid;
use super::stories::{DONE, STORIES, Story};
use crate::domain::case::file::Report;
use crate::domain::case::parts::Attached;
use crate::domain::case::words::{Outcome, ProofUse, Reason, RequestKind};
use crate::domain::case::{Case, Input};
use crate::domain::catalogue::DEFAULT_CONDITION;
use crate::domain::codes::{ActionCode, CoordSys, Level, Source, State, UnitKind};
use crate::domain::geo::Point;
use crate::domain::ids::{IncidentId, UnitId};
use crate::domain::policy::Actor;
use crate::domain::suggest::suggest_department;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::Given;
use crate::service::error::ServiceError;
use crate::service::history::{History, Move, UNWRITTEN, tracking_code};
use crate::store::attachment::bind_to_event;
use crate::store::incident::NewIncident;
use crate::store::{StoreError, Tx};

/// Where the stories play.
pub(super) struct Stage<'a> {
    pub(super) office: &'a Office,
    pub(super) cast: &'a Cast,
    pub(super) photos: Pictures,
    pub(super) now: Timestamp,
}

/// A case under way.
struct Life<'a, 'b, 't> {
    tx: &'a mut Tx<'t>,
    stage: &'a Stage<'b>,
    dice: &'a mut Dice,
    history: History,
    at: Timestamp,
    /// Photos to bind: what, by whom, to which event.
    taken: Vec<(Attached, Player, i64)>,
}

/// Tells one case; answers 1 when it is still open.
pub(super) fn live(tx: &mut Tx<'_>, stage: &Stage<'_>, dice: &mut Dice) -> Result<u64, ServiceError> {
    let (at, story) = when(stage, dice);
    let Some((reporter, grid)) = dice.one(&stage.cast.volunteers).cloned() else { return Ok(0) };
    let point = near(grid, dice);
    let resident = dice.percent(25);
    let (actor, source) = if resident {
        (Actor::default(), Source::Resident)
    } else {
        (reporter.actor.clone(), Source::Volunteer)
    };
    let words = dice.one(story.words).copied().unwrap_or_default();
    let report = report(stage, (at, grid, source), (!resident).then_some(&reporter), story);
    let given = Given { body: Some(words.to_owned()), reply: None, address: None };
    let refused =
        |what: String| ServiceError::from(StoreError::Corrupt(format!("the demonstration: {what}")));
    let history = History::open(report, given, &actor, stage.office, at)
        .map_err(|refusal| refused(format!("{refusal:?}")))?;
    let mut life = Life { tx, stage, dice, history, at, taken: Vec::new() };
    life.go_on()?;
    let Life { tx, history, taken, .. } = life;
    let incident = incident(story, (at, point, source), (!resident).then_some(&reporter));
    let case = history.write(tx, &incident, Some(point), stage.now)?;
    for (photo, by, seq) in taken {
        bind_to_event(tx, &[photo.attachment], Some(by.person), case.id, seq)?;
    }
    Ok(u64::from(case.state.is_open()))
}

/// An hour of the year behind us, more of them lately, and a story of its season.
fn when(stage: &Stage<'_>, dice: &mut Dice) -> (Timestamp, &'static Story) {
    let days = if dice.percent(12) { dice.below(5) } else { dice.below(365) };
    let minutes = i64::try_from(days * 24 * 60 + dice.below(24 * 60) + 5).unwrap_or(0);
    let mut at = stage.now - SignedDuration::from_mins(minutes);
    let local = stage.office.calendar.zone().to_datetime(at);
    // Nobody reports a street lamp at four in the morning.
    if local.hour() < 7 {
        at -= SignedDuration::from_hours(8);
    }
    let month = stage.office.calendar.date(at).month();
    let fitting: Vec<&Story> = STORIES.iter().filter(|story| story.happens_in(month)).collect();
    let mut left = dice.below(fitting.iter().map(|story| story.weight).sum());
    for story in &fitting {
        if left < story.weight {
            return (at, story);
        }
        left -= story.weight;
    }
    // Some stories happen in every month, so one was found before.
    (at, STORIES.first().unwrap_or(&EVER))
}

const EVER: Story = Story { category: "06010", months: (1, 12), weight: 1, words: &["路边有垃圾"] };

/// A place in the grid, within some 200 metres of its middle.
fn near(grid: Grid, dice: &mut Dice) -> Point {
    let shift = |dice: &mut Dice| (dice.fraction() - 0.5) * 0.003;
    Point::new(grid.middle.lon + shift(dice), grid.middle.lat + shift(dice)).unwrap_or(grid.middle)
}

fn report(
    stage: &Stage<'_>,
    (at, grid, source): (Timestamp, Grid, Source),
    reporter: Option<&Player>,
    story: &Story,
) -> Report {
    Report {
        incident: IncidentId(UNWRITTEN.0),
        occurred_at: at,
        source,
        reporter: reporter.map(|player| player.person),
        proxy_by: None,
        areas: stage.office.areas.ancestors(grid.id),
        unlocated: false,
        time_doubtful: false,
        category: Some(story.category.to_owned()),
        sensitive: false,
        contact_agreed: false,
        neighbour_complaint: false,
        attachments: Vec::new(),
        text: None,
    }
}

fn incident(
    story: &Story,
    (at, point, source): (Timestamp, Point, Source),
    reporter: Option<&Player>,
) -> NewIncident {
    NewIncident {
        tracking_code: tracking_code(),
        client_uuid: None,
        person_id: reporter.map(|player| player.person.0),
        source: source.code(),
        upstream_number: None,
        upstream_due_at: None,
        anonymous: false,
        category: Some(story.category.to_owned()),
        coord_sys: Some(CoordSys::Wgs84.code()),
        given_lon: Some(point.lon),
        given_lat: Some(point.lat),
        accuracy_m: Some(15.0),
        occurred_at: at.into(),
        recorded_at: at.into(),
    }
}

fn said(body: &str) -> Given {
    Given { body: Some(body.to_owned()), ..Given::default() }
}

impl Life<'_, '_, '_> {
    const fn case(&self) -> &Case {
        self.history.case()
    }

    /// Some time passes; false when that is later than now.
    fn pass(&mut self, from_minutes: u64, to_minutes: u64) -> bool {
        let minutes = from_minutes + self.dice.below(to_minutes - from_minutes);
        self.at += SignedDuration::from_mins(i64::try_from(minutes).unwrap_or(0));
        self.at < self.stage.now
    }

    /// Takes a step; false when the rules refuse it.
    fn step(&mut self, who: &Player, action: ActionCode, input: Input, given: Given) -> bool {
        let named = Named {
            units: self.stage.cast.units.iter().map(|(id, facts)| (*id, *facts)).collect::<BTreeMap<_, _>>(),
            ..Named::default()
        };
        let step = Move { action, input, given, actor: &who.actor, at: self.at, named };
        self.history.take(step, self.stage.office).is_ok()
    }

    /// The two people of the desk that has it: who takes it in, and who dispatches.
    fn desk(&self) -> Option<(Player, Player)> {
        let cast = self.stage.cast;
        if self.case().level >= Level::Street {
            return Some((cast.intake.clone(), cast.dispatcher.clone()));
        }
        let desk = cast.desks.get(&self.case().areas.community?)?;
        Some((desk.0.clone(), desk.0.clone()))
    }

    /// The unit that should have it.
    fn unit(&self) -> Option<UnitId> {
        let category = self.case().category.clone()?;
        let hit = suggest_department(&self.stage.office.catalogue, &category, Some(DEFAULT_CONDITION), &[])?;
        let community = self.case().areas.community.and_then(|area| self.stage.cast.desks.get(&area));
        match hit.department.code.as_str() {
            "community_committee" => community.map(|desk| desk.2),
            _ if self.case().level < Level::Street => community.map(|desk| desk.2),
            code => self.stage.cast.codes.get(code).copied(),
        }
    }

    fn go_on(&mut self) -> Result<(), ServiceError> {
        let Some((intake, dispatcher)) = self.desk() else { return Ok(()) };
        if !self.pass(5, 240) {
            return Ok(());
        }
        if self.dice.percent(4) {
            let input = Input { reason: Some(Reason::NotFound), ..Input::default() };
            let given = Given {
                reply: Some("到现场未发现所述情况，如仍存在请再次上报。".into()),
                ..Given::default()
            };
            self.step(&intake, ActionCode::Reject, input, given);
            return Ok(());
        }
        let input = Input { condition: Some(DEFAULT_CONDITION.to_owned()), ..Input::default() };
        if !self.step(&intake, ActionCode::Register, input, Given::default()) || !self.pass(3, 120) {
            return Ok(());
        }
        let Some(unit) = self.unit() else { return Ok(()) };
        let input = Input { unit: Some(unit), ..Input::default() };
        if !self.step(&dispatcher, ActionCode::Dispatch, input, Given::default()) || !self.pass(10, 600) {
            return Ok(());
        }
        if self.case().state == State::Referred {
            self.outside(&intake, &dispatcher);
            return Ok(());
        }
        self.inside(unit, &intake)
    }

    /// A body that never logs in: the desk records what it did.
    fn outside(&mut self, intake: &Player, dispatcher: &Player) {
        if !self.pass(600, 6_000) {
            return;
        }
        let input = Input { outcome: Some(Outcome::Solved), ..Input::default() };
        let reply = self.dice.one(DONE).map(|text| (*text).to_owned());
        let given = Given { body: Some("外单位反馈已处理".into()), reply, address: None };
        if self.step(dispatcher, ActionCode::ExternalResult, input, given) {
            self.check_and_close(intake);
        }
    }

    /// A unit of the street or a community's desk.
    fn inside(&mut self, unit: UnitId, intake: &Player) -> Result<(), ServiceError> {
        let cast = self.stage.cast;
        let community = cast.desks.values().find(|desk| desk.2 == unit).map(|desk| desk.1.clone());
        let department = cast.leads.values().find(|lead| lead.1 == unit).map(|lead| lead.0.clone());
        let Some(worker) = community.or(department) else { return Ok(()) };
        let mediation = cast.units.get(&unit).is_some_and(|facts| facts.kind == UnitKind::Mediation);
        if !self.step(&worker, ActionCode::Receive, Input::default(), Given::default())
            || mediation
            || !self.pass(60, 3_000)
        {
            return Ok(());
        }
        self.wait_a_while(&worker);
        if self.at >= self.stage.now || self.case().state != State::Handling {
            return Ok(());
        }
        if !self.submit(&worker)? || !self.pass(20, 900) {
            return Ok(());
        }
        self.check_and_close(intake);
        Ok(())
    }

    /// Some cases are put off, some prolonged.
    fn wait_a_while(&mut self, worker: &Player) {
        let (leader, dispatcher) = (self.stage.cast.leader.clone(), self.stage.cast.dispatcher.clone());
        let chance = self.dice.below(100);
        let (action, kind, approver, reason, days) = match chance {
            0..4 => (ActionCode::Suspend, RequestKind::Suspend, leader, Reason::Season, 60),
            4..8 => (ActionCode::Pause, RequestKind::Pause, dispatcher, Reason::Weather, 2),
            8..12 => (ActionCode::Extend, RequestKind::Extend, dispatcher, Reason::Material, 20),
            _ => return,
        };
        let until = Some(self.at + SignedDuration::from_hours(24 * days));
        let input = Input { until, reason: Some(reason), ..Input::default() };
        if !self.step(worker, action, input, said("需等待条件具备后继续处置")) {
            return;
        }
        self.at += SignedDuration::from_mins(30);
        let input = Input { request: Some(kind), ..Input::default() };
        self.step(&approver, ActionCode::Approve, input, Given::default());
        if matches!(self.case().state, State::Suspended | State::Paused) {
            self.at += SignedDuration::from_hours(24 * days);
            if self.at < self.stage.now {
                self.step(worker, ActionCode::Resume, Input::default(), Given::default());
                self.at += SignedDuration::from_mins(90);
            }
        }
    }

    fn submit(&mut self, worker: &Player) -> Result<bool, ServiceError> {
        let mut attachments = Vec::new();
        for r#use in [ProofUse::Before, ProofUse::After, ProofUse::Document] {
            attachments.push(self.stage.photos.take(self.tx, r#use, worker.person, self.at)?);
        }
        let reply = self.dice.one(DONE).map(|text| (*text).to_owned());
        let given = Given { body: Some("已按要求处置完毕".into()), reply, address: None };
        let seq = self.case().seq + 1;
        let input = Input { attachments: attachments.clone(), ..Input::default() };
        let done = self.step(worker, ActionCode::Submit, input, given);
        if done {
            self.taken.extend(attachments.into_iter().map(|photo| (photo, worker.clone(), seq)));
        }
        Ok(done)
    }

    /// Somebody of the grid looks, and the desk closes; sometimes it is not good enough.
    fn check_and_close(&mut self, intake: &Player) {
        if self.case().state == State::Handled {
            if !self.step(intake, ActionCode::PostCheck, Input::default(), Given::default())
                || !self.pass(30, 1_200)
            {
                return;
            }
            let (grid, reporter) = (self.case().areas.grid, self.case().reporter);
            let mut near = self
                .stage
                .cast
                .volunteers
                .iter()
                .filter(|(player, place)| Some(place.id) == grid && Some(player.person) != reporter);
            let Some((checker, _)) = near.next().cloned() else { return };
            if !self.step(&checker, ActionCode::Claim, Input::default(), Given::default())
                || !self.pass(20, 600)
            {
                return;
            }
            let failed = self.dice.percent(6);
            let outcome = Some(if failed { Outcome::Failed } else { Outcome::Passed });
            self.step(
                &checker,
                ActionCode::PostCheckResult,
                Input { outcome, ..Input::default() },
                Given::default(),
            );
            if failed {
                let input = Input { reason: Some(Reason::CheckFailed), ..Input::default() };
                self.step(intake, ActionCode::Rework, input, said("核查时问题仍在，请返工"));
                return;
            }
            if !self.pass(20, 700) {
                return;
            }
        }
        let input = Input { condition_met: Some(true), ..Input::default() };
        let given = Given { reply: Some("已办结，感谢您的参与。".into()), ..Given::default() };
        self.step(intake, ActionCode::Close, input, given);
    }
}
