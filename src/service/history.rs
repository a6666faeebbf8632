//! Histories: a case that has already happened, decided step by step at its own times by the same rules as any other, and
//! then written at once. Imports and the demonstration tell their cases so.

use jiff::Timestamp;
use rand::random;

use crate::domain::case::apply::apply;
use crate::domain::case::file::{Report, file};
use crate::domain::case::{Case, Command, Event, Fact, Input, Refusal, decide};
use crate::domain::codes::ActionCode;
use crate::domain::geo::Point;
use crate::domain::ids::{CaseId, IncidentId};
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

impl History {
    /// Begins with a report at the time of the report. Its incident's id is given when it is written.
    pub fn open(
        mut report: Report,
        given: Given,
        actor: &Actor,
        office: &Office,
        at: Timestamp,
    ) -> Result<Self, Refusal> {
        let words = given.body.clone().into_iter().chain(given.address.clone()).collect();
        let salted = given.salted();
        report.incident = IncidentId(UNWRITTEN.0);
        report.text = salted.body_digest();
        let rules = office.rules();
        let events = file(&report, actor, &office.ctx(&rules, at, Named::default()))?;
        let Ok(case) = Case::replay(UNWRITTEN, &events) else { unreachable!("a filing opens a case") };
        Ok(Self { case, appended: with_words(events, &salted), words })
    }

    /// The case so far.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// Takes a step, if the rules allow it at that time.
    pub fn take(&mut self, step: Move<'_>, office: &Office) -> Result<(), Refusal> {
        let Move { action, mut input, given, actor, at, named } = step;
        self.words.extend(given.reply.clone());
        let salted = given.salted();
        input.text = salted.body_digest();
        input.reply = salted.reply_digest();
        let rules = office.rules();
        let command = Command { action, input };
        let decision = decide(&self.case, &command, actor, &office.ctx(&rules, at, named))?;
        for event in &decision.events {
            apply(&mut self.case, event);
        }
        self.appended.extend(with_words(decision.events, &salted));
        Ok(())
    }

    /// Writes the incident and its case with all that happened, and puts its words into the search unless it is sealed.
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
        let case =
            Case::replay(CaseId(id.0), &events).map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
        write_history(tx, &case, place, &self.appended, now)?;
        if !case.sensitive {
            search::index(tx, case.id, &self.words.join("\n"));
        }
        Ok(case)
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
