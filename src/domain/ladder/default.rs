//! The ladders an office starts with. 50/80/100/150 %, without the 50 % step on limits under one working day; handling that
//! is late opens an ordinary supervision order. Hotline orders warn one working day before they are due and open a red
//! order on the first working day after.

use super::{Ladder, LadderAction, LadderMatch, LadderRecipient, LadderStep, Repeat, StepTime};
use crate::domain::case::words::OrderColour;
use crate::domain::codes::{ClockKind, Level, LimitUnit, Role, Source};
use crate::domain::limit::{BadLimit, Limit};

const HOLDER: LadderRecipient = LadderRecipient::Holder;
const LEAD: LadderRecipient = LadderRecipient::UnitLead;
const INSPECTOR: LadderRecipient = LadderRecipient::Role { role: Role::Supervisor, level: Level::Street };
const LEADER: LadderRecipient = LadderRecipient::Role { role: Role::StreetLeader, level: Level::Street };

fn step(at: StepTime, to: &[LadderRecipient], more: &[LadderAction]) -> LadderStep {
    let actions = std::iter::once(LadderAction::Notify).chain(more.iter().copied()).collect();
    LadderStep { at, skip_under_a_day: false, to: to.to_vec(), actions, needs_ack: false, repeat: None }
}

const fn used(percent: u16) -> StepTime {
    StepTime::Used { percent }
}

const fn order(colour: OrderColour) -> LadderAction {
    LadderAction::OpenOrder { colour }
}

/// The same four steps for every clock; `late` is what lateness does besides telling.
fn quarters(late: &[LadderAction], repeat: Repeat) -> Vec<LadderStep> {
    vec![
        LadderStep { skip_under_a_day: true, ..step(used(50), &[HOLDER], &[]) },
        step(used(80), &[HOLDER], &[]),
        step(used(100), &[HOLDER, LEAD, INSPECTOR], late),
        LadderStep {
            needs_ack: true,
            repeat: Some(repeat),
            ..step(used(150), &[LEAD, LEADER, INSPECTOR], &[LadderAction::RaisePriority])
        },
    ]
}

/// The built-in ladders; an error names a flaw of this file.
pub fn built_in() -> Result<Vec<Ladder>, BadLimit> {
    let day = Limit::of(1, LimitUnit::WorkDay)?;
    let daily = Repeat { every: day, at_most: 5 };
    let handling = LadderMatch { clocks: vec![ClockKind::Handling, ClockKind::Whole], ..Default::default() };
    let hotline = LadderMatch { sources: vec![Source::Hotline12345], ..handling.clone() };
    let ladder = |code: &str, name_zh: &str, name_en: &str, holds_for, steps| Ladder {
        code: code.to_owned(),
        name_zh: name_zh.to_owned(),
        name_en: name_en.to_owned(),
        holds_for,
        steps,
    };
    let hotline_steps = vec![
        LadderStep {
            skip_under_a_day: true,
            ..step(StepTime::BeforeDue { limit: day }, &[HOLDER, LEAD], &[])
        },
        step(used(80), &[HOLDER], &[]),
        step(used(100), &[HOLDER, LEAD, INSPECTOR], &[]),
        LadderStep {
            needs_ack: true,
            repeat: Some(daily),
            ..step(
                StepTime::OpeningAfterDue { days: 1 },
                &[LEAD, LEADER, INSPECTOR],
                &[order(OrderColour::Red), LadderAction::RaisePriority],
            )
        },
    ];
    let ordinary = [order(OrderColour::Ordinary)];
    Ok(vec![
        ladder("standard", "一般规则", "Standard", LadderMatch::default(), quarters(&[], daily)),
        ladder("handling", "处置时限", "Handling", handling, quarters(&ordinary, daily)),
        ladder("hotline", "12345 热线工单", "Hotline orders", hotline, hotline_steps),
    ])
}
