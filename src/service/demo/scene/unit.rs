//! What a unit does: signs for it, puts it off, answers orders, does the work, confirms it, and objects to having been late.

use jiff::{SignedDuration, Timestamp};

use super::super::play::Player;
use super::super::plot::Twist;
use super::{Act, act, locals};
use crate::domain::case::action::Input;
use crate::domain::case::words::{OrderColour, Outcome, ProofUse, Reason, RequestKind};
use crate::domain::codes::{ActionCode as A, Proof, Role, UnitKind};
use crate::domain::ids::PersonId;

/// Lead and handlers of the unit that has the case; a community's desk has its two.
pub(super) fn unit_staff(p: &Player<'_>) -> Option<[PersonId; 3]> {
    let lead = p.case().lead?;
    if let Some(staff) = p.stage.cast.units.get(&lead) {
        return Some(*staff);
    }
    let index = p.stage.street.communities.iter().position(|place| place.desk == lead)?;
    let [_, first, second] = p.stage.cast.communities.get(index).copied()?;
    Some([first, second, second])
}

pub(super) fn receive(p: &mut Player<'_>) -> Option<Act> {
    let [lead, first, other] = unit_staff(p)?;
    let twice = p.plot.twist == Twist::Arbitrate && p.case().returns < 2;
    let once = p.plot.twist == Twist::Return && p.case().returns < 1;
    if (twice || once) && !p.case().bound && p.case().lead_kind == Some(UnitKind::Department) {
        let input = Input {
            reason: Some(Reason::NotOurDuty),
            basis: Some("职责清单 3.2".into()),
            ..Input::default()
        };
        return Some(act(p, lead, A::Return, 100).with(input).saying("不属于本单位职责，请另派。"));
    }
    let person = if p.plot.seed.is_multiple_of(2) { first } else { other };
    let input = Input { person: Some(person), ..Input::default() };
    Some(act(p, lead, A::Receive, 60).with(input))
}

pub(super) fn work(p: &mut Player<'_>) -> Option<Act> {
    if p.case().lead_kind == Some(UnitKind::Mediation) {
        let mediator = p.case().handler?;
        let input = Input { consent: Some(true), ..Input::default() };
        return Some(act(p, mediator, A::Mediate, 240).with(input));
    }
    if let Some(act) = delay(p).or_else(|| order(p)) {
        return Some(act);
    }
    let handler = p.case().handler.or_else(|| unit_staff(p).map(|staff| staff[1]))?;
    let left =
        p.case().handling.map_or(600, |clock| SignedDuration::as_mins(&clock.due_at.duration_since(p.at)));
    let minutes = (left.max(60) * p.plot.pace / 100).max(20);
    let done = p.theme.done(&mut p.dice);
    let proof = p.case().category.as_deref().and_then(|code| p.stage.office.catalogue.category(code));
    let asks = |what: Proof| proof.is_some_and(|category| category.handling_proof.contains(&what));
    let photos: &'static [ProofUse] = match (p.case().photos == 0, asks(Proof::Document)) {
        (_, true) => &[ProofUse::Before, ProofUse::After, ProofUse::Document],
        (true, false) => &[ProofUse::Before, ProofUse::After],
        (false, false) => &[ProofUse::After],
    };
    let submit = act(p, handler, A::Submit, minutes).saying(&done);
    let reply = format!("您反映的问题已处理：{done}");
    let submit = if p.case().owes_reply() { submit.replying(&reply) } else { submit };
    Some(Act { photos, ..submit })
}

/// An extension, a wait or a suspension, where the story has one.
fn delay(p: &mut Player<'_>) -> Option<Act> {
    let handler = p.case().handler?;
    if p.case().handler_role != Some(Role::DeptHandler) {
        return None;
    }
    let lead = unit_staff(p)?[0];
    let (who, action, reason, until, text) = match p.plot.twist {
        Twist::Extend => {
            let due = p.case().handling?.due_at;
            let until = due + SignedDuration::from_hours(24 * 5);
            (handler, A::Extend, Reason::Material, until, "配件未到货，申请延期。")
        }
        Twist::Pause => {
            // Longer than from Friday's evening to Monday's answer.
            let until = p.at + SignedDuration::from_hours(96);
            (handler, A::Pause, Reason::Weather, until, "连日降雨，无法施工，雨停即办。")
        }
        Twist::Suspend => {
            let until = p.at + SignedDuration::from_hours(24 * 60);
            (lead, A::Suspend, Reason::Engineering, until, "需纳入维修计划统一施工。")
        }
        _ => return None,
    };
    let due = p.case().handling?.due_at;
    let soon = p.at + SignedDuration::from_mins(30) < due;
    if !soon || !p.once("delay") {
        return None;
    }
    let input = Input { reason: Some(reason), until: Some(until), ..Input::default() };
    Some(act(p, who, action, 15).with(input).saying(text))
}

/// An order of the inspector, answered by the unit and released.
fn order(p: &mut Player<'_>) -> Option<Act> {
    if p.plot.twist != Twist::Supervise || p.case().lead_kind != Some(UnitKind::Department) {
        return None;
    }
    let inspector = p.stage.cast.supervisors.first().copied()?;
    if p.once("order") {
        let until: Timestamp = p.at + SignedDuration::from_hours(72);
        let input = Input { colour: Some(OrderColour::Yellow), until: Some(until), ..Input::default() };
        return Some(
            act(p, inspector, A::Supervise, 180).with(input).saying("同类问题反复出现，请说明整改措施。"),
        );
    }
    match p.case().orders.first() {
        Some(order) if !order.answered => {
            let lead = unit_staff(p)?[0];
            Some(act(p, lead, A::SuperviseReply, 240).saying("已安排专人负责，每周复查。"))
        }
        Some(_) => {
            let input = Input { request: Some(RequestKind::Order), ..Input::default() };
            Some(act(p, inspector, A::Approve, 120).with(input))
        }
        None => None,
    }
}

pub(super) fn confirm(p: &mut Player<'_>) -> Option<Act> {
    let lead = unit_staff(p).map(|staff| staff[0]).or_else(|| locals(p).map(|staff| staff[0]))?;
    Some(act(p, lead, A::Confirm, 60))
}

pub(super) fn mediated(p: &mut Player<'_>) -> Option<Act> {
    let mediator = p.case().handler?;
    let done = p.theme.done(&mut p.dice);
    let input = Input { outcome: Some(Outcome::Agreed), ..Input::default() };
    let settled = act(p, mediator, A::MediateOutcome, 60 * 24 * 6).with(input).saying(&done);
    Some(settled.replying(&done))
}

/// A department that was late through no fault of its own says so once.
pub(super) fn appeal(p: &mut Player<'_>) -> Option<Act> {
    let late = p.case().was_late && !p.case().appealed && p.case().request(RequestKind::Appeal).is_none();
    let unit = p.case().done.iter().find(|done| done.unit_kind == Some(UnitKind::Department))?.unit?;
    let [lead, ..] = *p.stage.cast.units.get(&unit)?;
    if p.plot.twist != Twist::Appeal || !late || !p.once("appeal") {
        return None;
    }
    let input = Input { reason: Some(Reason::NotAtFault), ..Input::default() };
    Some(act(p, lead, A::Appeal, 60 * 10).with(input).saying("现场被车辆占用，挪车后方能施工。"))
}
