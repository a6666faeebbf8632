//! One case of the demonstration, played through the domain's own rules at its historical times: file, let time do its work,
//! take the next step, until the story ends or today is reached.

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::cast::Cast;
use super::dice::Dice;
use super::photos::Pictures;
use super::plot::{Course, Halt, Plot};
use super::report::{Spot, report, spot};
use super::scene::{Act, desk, next_act};
use super::street::Street;
use super::theme::Theme;
use crate::domain::case::Case;
use crate::domain::case::action::Input;
use crate::domain::case::parts::Attached;
use crate::domain::case::words::ProofUse;
use crate::domain::codes::{ActionCode, State};
use crate::domain::ids::PersonId;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::Given;
use crate::service::error::ServiceError;
use crate::service::history::{History, Move};
use crate::store::Tx;
use crate::store::incident::insert_incident;

/// What the whole year is played with.
pub(super) struct Stage<'a> {
    pub(super) office: Office,
    pub(super) street: &'a Street,
    pub(super) cast: &'a Cast,
    pub(super) themes: &'a [Theme],
    pub(super) pictures: Pictures,
    pub(super) now: Timestamp,
}

/// A case under way.
pub(super) struct Player<'a> {
    pub(super) stage: &'a Stage<'a>,
    pub(super) plot: &'a Plot,
    pub(super) theme: &'a Theme,
    pub(super) dice: Dice,
    pub(super) at: Timestamp,
    history: History,
    spot: Spot,
    /// Turns of the story that were told.
    told: Vec<&'static str>,
}

/// A step that the rules refused: the story was told wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The category of the story.
    pub category: String,
    /// Where its case stands.
    pub state: State,
    /// What was refused.
    pub action: ActionCode,
    /// Why, in English.
    pub why: String,
}

/// Plays a plot and what is merged into it; answers what was refused on the way.
pub(super) fn play(
    stage: &Stage<'_>,
    plot: &Plot,
    tx: &mut Tx<'_>,
) -> Result<(u64, Vec<Stop>), ServiceError> {
    let mut stops = Vec::new();
    let mut children = Vec::new();
    let mut player = match Player::open(stage, plot, (plot.filed_at, None), tx)? {
        Ok(player) => player,
        Err(stop) => return Ok((0, vec![stop])),
    };
    for n in 0..plot.duplicates {
        let filed_at = player.at + SignedDuration::from_mins(4 + 7 * i64::from(n));
        if filed_at + MERGED_AFTER >= stage.now {
            break;
        }
        match Player::open(stage, plot, (filed_at, Some(player.spot.clone())), tx)? {
            Ok(mut child) => {
                stops.extend(child.join(&mut player).err());
                children.push(child);
            }
            Err(stop) => stops.push(stop),
        }
    }
    stops.extend(player.run(tx)?.err());
    // The parent first, to which its children point.
    let told = 1 + u64::try_from(children.len()).unwrap_or(0);
    for player in std::iter::once(player).chain(children) {
        player.history.write_case(tx, player.spot.point, stage.now)?;
    }
    Ok((told, stops))
}

/// How long the desk needs to see that two reports are one matter.
const MERGED_AFTER: SignedDuration = SignedDuration::from_mins(3);
/// More steps than any story has.
const LONGEST: usize = 60;

type Told<T> = Result<T, Stop>;

impl<'a> Player<'a> {
    fn open(
        stage: &'a Stage<'a>,
        plot: &'a Plot,
        (filed_at, known): (Timestamp, Option<Spot>),
        tx: &mut Tx<'_>,
    ) -> Result<Told<Self>, ServiceError> {
        let theme = stage.themes.get(plot.theme).ok_or(ServiceError::NotFound)?;
        let mut dice = Dice::of(plot.seed, filed_at.as_second().unsigned_abs());
        let spot = known.unwrap_or_else(|| spot(stage, plot, theme, &mut dice));
        let mut filed = report(stage, plot, theme, &spot, &mut dice, filed_at);
        let uses: &[ProofUse] = match plot.course {
            Course::OnTheSpot => &[ProofUse::Before, ProofUse::After],
            _ if theme.shows_photos => &[ProofUse::Before],
            _ => &[],
        };
        filed.report.attachments = photos(stage, uses, filed.by, filed_at, tx)?;
        filed.report.incident = insert_incident(tx, &filed.incident)?;
        let actor = stage.cast.actor(filed.by);
        let open = if plot.course == Course::OnTheSpot { History::open_on_the_spot } else { History::open };
        let opened = open(filed.report, filed.given, &actor, &stage.office, filed_at);
        Ok(match opened {
            Ok(history) => {
                Ok(Self { stage, plot, theme, dice, at: filed_at, history, spot, told: Vec::new() })
            }
            Err(refusal) => Err(Stop {
                category: theme.category.clone(),
                state: State::Reported,
                action: ActionCode::Report,
                why: refusal.to_string(),
            }),
        })
    }

    pub(super) const fn case(&self) -> &Case {
        self.history.case()
    }

    /// A turn of the story is told once.
    pub(super) fn once(&mut self, turn: &'static str) -> bool {
        let new = !self.told.contains(&turn);
        if new {
            self.told.push(turn);
        }
        new
    }

    fn halted(&self) -> bool {
        let case = self.case();
        match self.plot.halt {
            None => false,
            Some(Halt::In(state)) => case.state == state,
            Some(Halt::Asked(kind)) => case.request(kind).is_some(),
            Some(Halt::Returned) => case.needs_arbitration(),
            Some(Halt::Ordered) => case.orders.iter().any(|order| !order.answered),
        }
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Result<Told<()>, ServiceError> {
        for _ in 0..LONGEST {
            if self.halted() {
                break;
            }
            if let (State::Paused | State::Suspended, Some(until)) = (self.case().state, self.case().until) {
                if until >= self.stage.now {
                    break;
                }
                self.history.pass(until, &self.stage.office);
                self.at = until;
                continue;
            }
            let Some(act) = next_act(self) else { break };
            let at = self.when(act.minutes);
            if at >= self.stage.now {
                break;
            }
            self.history.pass(at, &self.stage.office);
            self.at = at;
            // Time did something meanwhile: the next act is another one.
            if self.case().state != act.state {
                continue;
            }
            if let Err(stop) = self.act(act, tx)? {
                return Ok(Err(stop));
            }
        }
        self.history.pass(self.stage.now, &self.stage.office);
        Ok(Ok(()))
    }

    /// The time of the next act: within the office's hours unless the story hurries.
    fn when(&mut self, minutes: i64) -> Timestamp {
        if self.plot.halt.is_some() {
            return self.at + SignedDuration::from_mins(self.dice.between(3, 9));
        }
        let low = (minutes / 3).max(2);
        let at = self.at + SignedDuration::from_mins(self.dice.between(low, minutes * 5 / 3 + 2));
        let zone = self.stage.office.calendar.zone();
        let mut local = zone.to_datetime(at);
        let early = self.dice.between(35, 110);
        // At most from Friday evening to Monday morning.
        for _ in 0..4 {
            let idle = local.hour() >= 18 || matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
            if !idle && local.hour() >= 8 {
                break;
            }
            let day = if idle { local.date().saturating_add(1.days()) } else { local.date() };
            local = day.at(8, 0, 0, 0).saturating_add(early.minutes());
        }
        zone.to_timestamp(local).unwrap_or(at)
    }

    fn act(&mut self, act: Act, tx: &mut Tx<'_>) -> Result<Told<()>, ServiceError> {
        let attachments = photos(self.stage, act.photos, act.who, self.at, tx)?;
        let actor = self.stage.cast.actor(act.who);
        let step = Move {
            named: self.named(&act.input),
            action: act.action,
            input: Input { attachments, ..act.input },
            given: Given { body: act.text, reply: act.reply, address: None },
            actor: &actor,
            at: self.at,
        };
        let taken = self.history.take(step, &self.stage.office);
        Ok(taken.map_err(|refusal| self.stop(act.action, refusal.to_string())))
    }

    /// This second report of the same matter joins the first.
    fn join(&mut self, parent: &mut Self) -> Told<()> {
        let at = self.at + MERGED_AFTER;
        let actor = self.stage.cast.actor(desk(self));
        let step = Move {
            action: ActionCode::Merge,
            input: Input::default(),
            given: Given {
                body: Some("与已受理的同一处问题合并办理。".to_owned()), ..Given::default()
            },
            actor: &actor,
            at,
            named: Named::default(),
        };
        let merged = self.history.merge_into(&mut parent.history, step, &self.stage.office);
        parent.at = at;
        self.history.pass(self.stage.now, &self.stage.office);
        merged.map_err(|refusal| self.stop(ActionCode::Merge, refusal.to_string()))
    }

    fn stop(&self, action: ActionCode, why: String) -> Stop {
        Stop { category: self.theme.category.clone(), state: self.case().state, action, why }
    }

    fn named(&self, input: &Input) -> Named<'static> {
        let stage = self.stage;
        let facts = |unit| Some((unit, *stage.street.facts.get(&unit)?));
        let grants = |person: PersonId| Some((person, stage.cast.grants.get(&person)?.clone()));
        let people = input.person.into_iter().chain(input.people.iter().copied());
        let areas = self.case().areas;
        let near = areas.community.map(|area| stage.office.areas.children(Some(area)));
        Named {
            units: input.unit.into_iter().filter_map(facts).collect::<BTreeMap<_, _>>(),
            people: people.filter_map(grants).collect::<BTreeMap<_, _>>(),
            parent: None,
            neighbours: near
                .into_iter()
                .flatten()
                .copied()
                .filter(|grid| Some(*grid) != areas.grid)
                .collect(),
        }
    }
}

/// A picture for each use.
fn photos(
    stage: &Stage<'_>,
    uses: &[ProofUse],
    who: PersonId,
    at: Timestamp,
    tx: &mut Tx<'_>,
) -> Result<Vec<Attached>, ServiceError> {
    uses.iter().map(|r#use| stage.pictures.take(tx, *r#use, who, at)).collect()
}
