//! What makes a book of ladders sound.

use std::collections::HashSet;

use super::{Ladder, LadderAction, LadderStep, StepTime};
use crate::domain::case::words::OrderColour;
use crate::domain::codes::Source;
use crate::domain::words::{Flaw, Words, is_code, is_name};

/// How often a step may repeat: after that a person must be found, not a mailbox.
pub const MAX_REPEATS: u8 = 9;
const MAX_STEPS: usize = 20;
const MAX_LADDERS: usize = 200;

/// Everything that is wrong with a book, with pointers into it.
pub(super) fn flaws(ladders: &[Ladder]) -> Vec<Flaw> {
    let mut out = Vec::new();
    let mut codes = HashSet::new();
    for (i, ladder) in ladders.iter().enumerate() {
        let at = format!("/ladders/{i}");
        if !codes.insert(&ladder.code) {
            out.push(Flaw::new(format!("{at}/code"), Words::fixed("编码重复。", "appears twice.")));
        }
        ladder_flaws(&at, ladder, &mut out);
    }
    if ladders.len() > MAX_LADDERS {
        out.push(Flaw::new("/ladders", Words::fixed("最多 200 条规则。", "at most 200 ladders.")));
    }
    match ladders.iter().filter(|ladder| ladder.holds_for.is_any()).count() {
        1 => {}
        0 => out.push(Flaw::new(
            "/ladders",
            Words::fixed("须有一条适用于所有情况的规则。", "one ladder must hold for everything."),
        )),
        _ => out.push(Flaw::new(
            "/ladders",
            Words::fixed("只能有一条适用于所有情况的规则。", "only one ladder may hold for everything."),
        )),
    }
    out
}

fn ladder_flaws(at: &str, ladder: &Ladder, out: &mut Vec<Flaw>) {
    if !is_code(&ladder.code) {
        let words = Words::fixed(
            "1 至 40 个小写字母、数字或下划线。",
            "1 to 40 small letters, digits or underscores.",
        );
        out.push(Flaw::new(format!("{at}/code"), words));
    }
    for (field, name) in [("name_zh", &ladder.name_zh), ("name_en", &ladder.name_en)] {
        if !is_name(name) {
            let words =
                Words::fixed("1 至 100 个字符，不含换行。", "1 to 100 characters without line breaks.");
            out.push(Flaw::new(format!("{at}/{field}"), words));
        }
    }
    for (i, prefix) in ladder.holds_for.categories.iter().enumerate() {
        if !is_category_prefix(prefix) {
            out.push(Flaw::new(format!("{at}/match/categories/{i}"), CATEGORY_PREFIX));
        }
    }
    if ladder.steps.is_empty() || ladder.steps.len() > MAX_STEPS {
        out.push(Flaw::new(format!("{at}/steps"), Words::fixed("须有 1 至 20 步。", "1 to 20 steps.")));
    }
    for (i, step) in ladder.steps.iter().enumerate() {
        step_flaws(&format!("{at}/steps/{i}"), step, out);
        order_flaws(&format!("{at}/steps/{i}"), ladder, step, out);
    }
}

fn step_flaws(at: &str, step: &LadderStep, out: &mut Vec<Flaw>) {
    let in_range = match step.at {
        StepTime::Used { percent } => (1..=1000).contains(&percent),
        StepTime::OpeningAfterDue { days } => days > 0,
        StepTime::BeforeDue { .. } | StepTime::AfterDue { .. } => true,
    };
    if !in_range {
        let words = Words::fixed("百分比为 1 至 1000，工作日从 1 起。", "1 to 1000 %, days from 1.");
        out.push(Flaw::new(format!("{at}/at"), words));
    }
    if step.actions.is_empty() {
        out.push(Flaw::new(format!("{at}/actions"), Words::fixed("至少一个动作。", "at least one action.")));
    }
    let tells = step.actions.contains(&LadderAction::Notify);
    if tells && step.to.is_empty() {
        let words = Words::fixed("通知须有接收人。", "needs somebody to notify.");
        out.push(Flaw::new(format!("{at}/to"), words));
    }
    if step.repeat.is_some_and(|repeat| !(1..=MAX_REPEATS).contains(&repeat.at_most)) {
        let words = Words::fixed("重复 1 至 9 次。", "1 to 9 repeats.");
        out.push(Flaw::new(format!("{at}/repeat/at_most"), words));
    }
    if step.needs_ack && !tells {
        let words =
            Words::fixed("须确认的步骤必须通知。", "can be acknowledged only where somebody is told.");
        out.push(Flaw::new(format!("{at}/needs_ack"), words));
    }
}

/// The role table lets the system open ordinary orders. The hotline's own rules turn an order red on the day after; a ladder for
/// its orders alone may do so, and no other.
fn order_flaws(at: &str, ladder: &Ladder, step: &LadderStep, out: &mut Vec<Flaw>) {
    let hotline = ladder.holds_for.sources == [Source::Hotline12345];
    for (i, action) in step.actions.iter().enumerate() {
        let LadderAction::OpenOrder { colour } = *action else { continue };
        if colour != OrderColour::Ordinary && !hotline {
            let words = Words::fixed(
                "除仅适用于 12345 热线工单的规则外，只能开出一般督办单。",
                "only a ladder for hotline orders alone may open a yellow or red order.",
            );
            out.push(Flaw::new(format!("{at}/actions/{i}/colour"), words));
        }
    }
}

/// What a group or category must look like.
pub(in crate::domain) const CATEGORY_PREFIX: Words =
    Words::fixed("类别编码的前 2 至 5 位数字。", "the first two to five digits of a category.");

/// Whether a text is the beginning of a category's code.
pub(in crate::domain) fn is_category_prefix(text: &str) -> bool {
    (2..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}
