//! Histories: a case that has already happened, decided step by step at its own times by the same rules as any other, and
//! then written at once. Imports and the demonstration tell their cases so.

use std::sync::Arc;

use jiff::Timestamp;
use rand::random;

use crate::domain::calendar::Calendar;
use crate::domain::case::apply::apply;
use crate::domain::case::file::{Report, file, file_self_handled};
use crate::domain::case::fire::fire;
use crate::domain::case::{Case, Command, Ctx, Event, Fact, Input, Refusal, decide};
use crate::domain::codes::ActionCode;
use crate::domain::geo::Point;
use crate::domain::ids::CaseId;
use crate::domain::number::TrackingCode;
use crate::domain::policy::Actor;
use crate::service::case::office::{Named, Office};
use crate::service::case::write::{Given, Salted, write_history};
use crate::service::error::ServiceError;
use crate::store::case::Appended;
use crate::store::incident::{NewIncident, insert_incident};
use crate::store::{StoreError, Tx, search};

/// The id of a case that is not written yet.
pub const UNWRITTEN: CaseId = CaseId(0);

/// A case that is being told.
#[derive(Debug, Clone)]
pub struct History {
    case: Case,
    appended: Vec<Appended>,
    words: Vec<String>,
    /// What its times are counted by.
    calendar: Arc<Calendar>,
}

/// One step of a history.
pub struct Move<'a> {
    /// What is done.
    pub action: ActionCode,
    /// With what; texts are taken from `given`.
    pub input: Input,
    /// With which words.
    pub given: Given,
    /// By whom.
    pub actor: &'a Actor,
    /// When.
    pub at: Timestamp,
    /// What it names.
    pub named: Named<'a>,
}

/// How a report becomes events.
type Opening = fn(&Report, &Actor, &Ctx<'_>) -> Result<Vec<Event>, Refusal>;

impl History {
    /// Begins with a report at the time of the report. Its incident may be written already, or still be [`UNWRITTEN`].
    pub fn open(
        report: Report,
        given: Given,
        actor: &Actor,
        office: &Office,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        Self::begin(file, report, given, actor, office, at)
    }

    /// Begins with something that was seen and fixed on the spot. Its incident must be written, since its number decides
    /// whether it is checked.
    pub fn open_on_the_spot(
        report: Report,
        given: Given,
        actor: &Actor,
        office: &Office,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        Self::begin(file_self_handled, report, given, actor, office, at)
    }

    fn begin(
        opening: Opening,
        mut report: Report,
        given: Given,
        actor: &Actor,
        office: &Office,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        let words = given.body.clone().into_iter().chain(given.address.clone()).collect();
        let salted = given.salted();
        report.text = salted.body_digest();
        let rules = office.rules();
        let events = opening(&report, actor, &office.ctx(&rules, &report.areas, at, Named::default()))?;
        let id = CaseId(report.incident.0);
        let Ok(case) = Case::replay(id, &events) else { unreachable!("a filing opens a case") };
        let (appended, calendar) = (with_words(events, &salted), Arc::clone(&office.calendar));
        Ok(Self { case, appended, words, calendar })
    }

    /// The case so far.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// Takes a step, if the rules allow it at that time.
    pub fn take(&mut self, step: Move<'_>, office: &Office) -> Result<(), Refusal> {
        self.decide(step, office).map(drop)
    }

    /// Merges this case into `parent`, in which the merger then stands as well. Both must have been given their ids.
    pub fn merge_into(
        &mut self,
        parent: &mut Self,
        mut step: Move<'_>,
        office: &Office,
    ) -> Result<(), Refusal> {
        step.input.parent = Some(parent.case.id);
        let named = Named { parent: Some(&parent.case), ..Named::default() };
        let others = self.decide(Move { named, ..step }, office)?;
        for event in &others {
            apply(&mut parent.case, event);
        }
        parent.appended.extend(with_words(others, &Given::default().salted()));
        Ok(())
    }

    /// Lets everything happen that time does until `to`. The case must have been given its id, which is part of each cause.
    pub fn pass(&mut self, to: Timestamp, office: &Office) {
        let rules = office.rules();
        while let Some(alarm) = self.case.next_alarm().filter(|alarm| alarm.at <= to) {
            // An alarm may lie before the step that set it, where that step came late: it rings at once then.
            let at = alarm.at.max(self.case.changed_at);
            let Some(fired) = fire(&self.case, &office.ctx(&rules, &self.case.areas, at, Named::default()))
            else {
                return;
            };
            let mut cause = Some(format!("{}:{}", self.case.id, fired.cause));
            for event in fired.events {
                apply(&mut self.case, &event);
                self.appended.push(Appended { event, cause: cause.take(), text: None });
            }
        }
    }

    /// Decides a step and applies it; answers the events of the other case.
    fn decide(&mut self, step: Move<'_>, office: &Office) -> Result<Vec<Event>, Refusal> {
        let Move { action, mut input, given, actor, at, named } = step;
        let reply = given.reply.clone();
        let salted = given.salted();
        input.text = salted.body_digest();
        input.reply = salted.reply_digest();
        let rules = office.rules();
        let command = Command { action, input };
        let decision = decide(&self.case, &command, actor, &office.ctx(&rules, &self.case.areas, at, named))?;
        for event in &decision.events {
            apply(&mut self.case, event);
        }
        self.words.extend(reply);
        self.appended.extend(with_words(decision.events, &salted));
        Ok(decision.other)
    }

    /// Writes the incident and its case with all that happened.
    pub fn write(
        mut self,
        tx: &mut Tx<'_>,
        incident: &NewIncident,
        place: Option<Point>,
        now: Timestamp,
    ) -> Result<Case, ServiceError> {
        let id = insert_incident(tx, incident)?;
        for item in &mut self.appended {
            if let Fact::Reported { filed } | Fact::SelfHandled { filed, .. } = &mut item.event.fact {
                filed.incident = id;
            }
        }
        let events: Vec<Event> = self.appended.iter().map(|item| item.event.clone()).collect();
        self.case =
            Case::replay(CaseId(id.0), &events).map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
        self.write_case(tx, place, now)
    }

    /// Writes the case of an incident that is written already, with all that happened, and puts its words into the search
    /// unless it is sealed.
    pub fn write_case(
        self,
        tx: &mut Tx<'_>,
        place: Option<Point>,
        now: Timestamp,
    ) -> Result<Case, ServiceError> {
        write_history(tx, &self.case, place, &self.appended, &self.calendar, now)?;
        if !self.case.sensitive {
            search::insert(tx, self.case.id, &self.words.join("\n"));
        }
        Ok(self.case)
    }
}

/// A fresh tracking code.
pub fn tracking_code() -> String {
    TrackingCode::from_random(random()).as_str().to_owned()
}

fn with_words(events: Vec<Event>, salted: &Salted) -> Vec<Appended> {
    let mut text = salted.row();
    events.into_iter().map(|event| Appended { event, cause: None, text: text.take() }).collect()
}
