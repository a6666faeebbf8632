//! The desk's last word on a result: close it, or send it into another round.

use super::super::decide::{Draft, Scene};
use super::super::event::Fact;
use super::super::matter::gone_on;
use super::super::refusal::{No, RefusalCode as Code};
use super::super::words::Field;
use super::{given, hands};
use crate::domain::codes::State;
use crate::domain::limit_policy::NewRound;

/// 返工: a new round for the unit that did it, with a new clock or the old one going on, as the policy says. Volunteers and outside bodies are asked anew by the desk.
pub(in super::super) fn rework(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    let reason = given(s.input.reason.as_ref(), Field::Reason)?;
    let time = s.ctx.rules.on_rework();
    let ours = (s.case.lead.is_some() || s.case.handler.is_some()) && !s.case.with_volunteer();
    if !ours || s.case.self_handled && s.case.lead.is_none() {
        return Ok(vec![(Fact::Reworked { reason, handling: None, time }, s.at_desk(State::Registered))]);
    }
    let handling = match (&s.case.handling, time) {
        (Some(old), NewRound::Resume) => gone_on(s.case, old, s.ctx),
        _ => s.ctx.rules.handling(&s.case.matter(), s.ctx.now, s.ctx.now),
    };
    let mut step = hands::at_work(s, s.case.handler);
    step.clock = Some(handling);
    Ok(vec![(Fact::Reworked { reason, handling: Some(handling), time }, Some(step))])
}

/// 结案.
pub(in super::super) fn close(s: &Scene<'_>) -> Result<Vec<Draft>, No> {
    if s.input.condition_met != Some(true) {
        return Err(No::field(Code::ConditionNotMet, Field::ConditionMet));
    }
    Ok(vec![(Fact::Closed, s.over(State::Closed))])
}
