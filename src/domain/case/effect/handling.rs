//! The work itself: results, the lead's confirmation, mediation, results from outside.

use super::super::decide::{Draft, Scene};
use super::super::event::{Fact, Step};
use super::super::parts::Holder;
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::{Field, Outcome, ProofUse};
use super::{date_ahead, desk, given, hands};
use crate::domain::codes::{CheckMode, ClockKind, Level, Role, Source, State};
use crate::domain::ids::PersonId;

/// 提交结果, with the proof that the category asks for. The lead's own result needs no confirmation.
pub(in super::super) fn submit(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    check_proof(s)?;
    let late = is_late(s);
    let alone = s.case.with_volunteer() || s.permit.role == Role::Volunteer;
    if alone || s.leads_unit() {
        return Ok(handled(s, Fact::Submitted { by_lead: true, late }));
    }
    let holder = match s.case.lead {
        Some(unit) => Holder::Unit { unit },
        None => s.case.desk(Level::Grid),
    };
    let step = Step { state: State::ToConfirm, holder: Some(holder), clock: s.case.handling, until: None };
    Ok(vec![(Fact::Submitted { by_lead: false, late }, Some(step))])
}

fn is_late(s: &Scene<'_>) -> bool {
    s.case.handling.is_some_and(|c| s.ctx.now > c.due_at)
}

/// The proof rule of the category; a photo given at filing satisfies "before".
fn check_proof(s: &Scene<'_>) -> Result<(), No> {
    let rule =
        s.case.category.as_deref().and_then(|c| s.ctx.rules.category(c)).map(|c| c.proof).unwrap_or_default();
    let has = |r#use| s.input.attachments.iter().any(|a| a.r#use == r#use);
    let before = !rule.before || s.case.photos > 0 || has(ProofUse::Before);
    if !before || (rule.after && !has(ProofUse::After)) || (rule.document && !has(ProofUse::Document)) {
        return Err(No::field(Code::ProofMissing, Field::Attachments));
    }
    if rule.record && s.input.text.is_none() {
        return Err(No::field(Code::ProofMissing, Field::Text));
    }
    Ok(())
}

/// The step to `handled`, and on to `to_close` where the category waives the check. What was settled elsewhere and is only told
/// as a history, by nobody of this house, is not checked: inventing a check would falsify the figures. Imported work that is
/// done here is checked like any other.
pub(in super::super) fn handled(s: &Scene<'_>, fact: Fact) -> Vec<Draft> {
    let mut drafts = vec![(fact, s.at_desk(State::Handled))];
    let mode = s.case.category.as_deref().and_then(|c| s.ctx.rules.category(c)).map(|c| c.check_mode);
    let told = s.case.source == Source::Import && s.actor.person.is_none() && s.actor.link.is_none();
    if mode == Some(CheckMode::None) || told {
        drafts.push((Fact::CheckWaived, s.at_desk(State::ToClose)));
    }
    drafts
}

/// 审核通过: the unit's clock ends here.
pub(in super::super) fn confirm(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(handled(s, Fact::Confirmed { late: is_late(s) }))
}

/// The lead is not content: back to the handler, on the same clock.
pub(in super::super) fn send_back(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    Ok(vec![(Fact::SentBack, Some(hands::at_work(s, s.case.handler)))])
}

/// Open mediation: with the parties' consent; thirty natural days from it unless the policy says otherwise (workflow §3).
pub(in super::super) fn mediate(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    if s.input.consent != Some(true) {
        return Err(No::field(Code::NotConsented, Field::Consent));
    }
    let clock = s.ctx.rules.step(ClockKind::Mediation, &s.case.matter(), s.ctx.now);
    let mediator = mediator(s)?;
    let at_work = hands::at_work(s, Some(mediator));
    let step = Step { state: State::Mediating, holder: at_work.holder, clock: Some(clock), until: None };
    let mut drafts = Vec::new();
    if s.case.state == State::Dispatched {
        drafts.push((Fact::Received { person: None }, Some(at_work)));
    }
    drafts.push((Fact::MediationStarted { person: s.input.person }, Some(step)));
    Ok(drafts)
}

/// The one who mediates: named already, named now by the committee's lead, or whoever starts it.
fn mediator(s: &Scene<'_>) -> Result<PersonId, No> {
    match (s.input.person, s.case.lead, s.case.handler) {
        (Some(person), Some(unit), _) if s.case.reporter != Some(person) => {
            hands::member_of(s, person, unit)?;
            Ok(person)
        }
        (Some(_), _, _) => Err(No::field(Code::Conflict, Field::Person)),
        (None, _, handler) => handler.ok_or(No::field(Code::Missing, Field::Person)),
    }
}

/// Agreed, failed or withdrawn, or gone to court, police or arbitration.
pub(in super::super) fn mediate_outcome(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    let fact = Fact::Mediated { outcome };
    match outcome {
        Outcome::Agreed => Ok(handled(s, fact)),
        Outcome::Referred => {
            let due_at = date_ahead(s)?;
            Ok(vec![(fact, Some(desk::watching(s, due_at))), desk::referred(s, due_at)])
        }
        _ => Ok(vec![(fact, s.at_desk(State::Registered))]),
    }
}

/// What the outside body did, recorded by the desk or by the body itself.
pub(in super::super) fn external_result(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let outcome = given(s.input.outcome.as_ref(), Field::Outcome)?;
    let fact = Fact::ExternalResult { outcome };
    match outcome {
        Outcome::Solved => Ok(handled(s, fact)),
        _ => Ok(vec![(fact, s.at_desk(State::Registered))]),
    }
}
