//! Looking at a case: what of it an actor is shown. The policy says in which form; the words of people are read here.

use jiff::Timestamp;

use crate::domain::case::fire::NextStep;
use crate::domain::case::{ActionOffer, Case, Fact, offered_actions};
use crate::domain::codes::{ActionCode, Right};
use crate::domain::ids::{CaseId, IncidentId};
use crate::domain::policy::{Actor, Form, permit};
use crate::service::case::act::named;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::{StoredCase, find_case};
use crate::store::case_text::{TextRow, list_texts};
use crate::store::incident::{IncidentRow, find_incident};
use crate::store::timeline::list_events_of;
use crate::store::{Conn, StoreError, person, unit};

/// A case as an actor may see it.
#[derive(Debug, Clone)]
pub struct SeenCase {
    /// The case.
    pub stored: StoredCase,
    /// How much of it may be shown.
    pub form: Form,
    /// What was filed.
    pub incident: IncidentRow,
    /// The words that may be shown: the report's own, and replies.
    pub words: SeenWords,
    /// Names for people to read: of the category, the leading unit and the person at work.
    pub names: SeenNames,
    /// Whether the actor reported it.
    pub own_report: bool,
    /// What happens next to it.
    pub next: Option<NextStep>,
    /// The instant of looking.
    pub now: Timestamp,
}

/// Words that may be shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeenWords {
    /// What the reporter said.
    pub text: Option<String>,
    /// The place in words.
    pub address: Option<String>,
    /// The last reply to the reporter.
    pub reply: Option<String>,
}

/// Names, in Chinese and English.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeenNames {
    /// The category.
    pub category: Option<(String, String)>,
    /// The leading unit.
    pub unit: Option<(String, String)>,
    /// The person at work, or who holds it.
    pub handler: Option<String>,
}

/// The form in which an actor may look at a case. Without one the answer is as if there were no case: who may not look does
/// not learn from the answer that there is something to see.
pub(in crate::service) fn form_for(actor: &Actor, case: &Case, now: Timestamp) -> Result<Form, ServiceError> {
    let permit = permit(actor, Right::View, &case.target_for(actor, now));
    permit.map(|permit| permit.form).map_err(|_| ServiceError::NotFound)
}

/// A case, as far as the actor may see it.
pub async fn get_case(core: &Core, actor: Actor, id: CaseId) -> Result<SeenCase, ServiceError> {
    let rooms = core.clone();
    core.db.read_point(move |conn| see(&rooms, conn, &actor, id)).await
}

/// A case that was just changed, as far as the actor may still see it.
pub(in crate::service) fn see(
    core: &Core,
    conn: &mut Conn,
    actor: &Actor,
    id: CaseId,
) -> Result<SeenCase, ServiceError> {
    let stored = find_case(conn, id)?.ok_or(ServiceError::NotFound)?;
    let now = core.clock.now();
    let form = form_for(actor, &stored.case, now)?;
    let incident = find_incident(conn, IncidentId(id.0))?
        .ok_or_else(|| StoreError::Corrupt(format!("case {id} has no incident")))?;
    let own_report = actor.receipt == Some(id)
        || actor.person.is_some_and(|p| stored.case.reporter == Some(p) || stored.case.proxy_by == Some(p));
    let told = if form == Form::Ordinary { i64::MAX } else { last_told(conn, id)? };
    let words = words(form, own_report, told, list_texts(conn, id)?);
    let names = names(core, conn, &stored.case, form)?;
    let next = stored.case.next_step(&*core.ladder_book(conn)?);
    Ok(SeenCase { stored, form, incident, words, names, own_report, next, now })
}

/// The number of the last event that told the reporter what was decided; replies drafted since are not for him yet.
fn last_told(conn: &mut Conn, id: CaseId) -> Result<i64, ServiceError> {
    let decisions = list_events_of(conn, id, &Fact::REPLYING)?;
    Ok(decisions.into_iter().filter(|(_, event)| event.fact.replies()).map(|(seq, _)| seq).max().unwrap_or(0))
}

/// The words that may be read; of the replies those up to the event `told`.
fn words(form: Form, own_report: bool, told: i64, rows: Vec<TextRow>) -> SeenWords {
    let readable = matches!(form, Form::Ordinary | Form::Body) || own_report;
    let mut words = SeenWords::default();
    for row in rows.into_iter().filter(|_| readable) {
        if row.seq == 1 {
            words.text = row.body;
            words.address = row.address;
        }
        words.reply = row.reply.filter(|_| row.seq <= told && form != Form::Body).or(words.reply);
    }
    words
}

fn names(core: &Core, conn: &mut Conn, case: &Case, form: Form) -> Result<SeenNames, ServiceError> {
    let mut names = SeenNames::default();
    if let Some(code) = &case.category {
        let catalogue = core.catalogue(conn)?;
        names.category = catalogue.category(code).map(|c| (c.name_zh.clone(), c.name_en.clone()));
    }
    if form >= Form::Masked
        && let Some(id) = case.lead
    {
        names.unit = unit::find(conn, id)?.map(|row| (row.name_zh, row.name_en));
    }
    let in_hands = case.handler.or(case.claimed_by);
    if form == Form::Ordinary
        && let Some(id) = in_hands
    {
        names.handler = person::find(conn, id)?.map(|row| row.name);
    }
    Ok(names)
}

/// Whether somebody has something to do with a case, even if he may not look at it: it is offered to him, say. To follow is
/// open to whoever was told of a case by a suggestion, and is not enough.
pub(super) fn has_work(offers: &[ActionOffer]) -> bool {
    offers.iter().any(|offer| offer.action != ActionCode::Follow)
}

/// What the actor may do to a case now, and what each action needs.
pub async fn list_actions(
    core: &Core,
    actor: Actor,
    id: CaseId,
) -> Result<(StoredCase, Vec<ActionOffer>), ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let stored = find_case(conn, id)?.ok_or(ServiceError::NotFound)?;
            let offers = offers(&rooms, conn, &actor, &stored.case)?;
            if !has_work(&offers) {
                form_for(&actor, &stored.case, rooms.clock.now())?;
            }
            Ok((stored, offers))
        })
        .await
}

/// What is open to the actor, whether or not he may look.
pub(in crate::service) fn offers(
    core: &Core,
    conn: &mut Conn,
    actor: &Actor,
    case: &Case,
) -> Result<Vec<ActionOffer>, ServiceError> {
    let now = core.clock.now();
    let office = core.office(conn)?;
    let rules = office.rules();
    let ctx = office.ctx(&rules, &case.areas, now, named(conn, case, None, &office, now)?);
    Ok(offered_actions(case, actor, &ctx))
}
