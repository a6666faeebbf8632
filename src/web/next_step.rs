//! What happens next to a case, when, and who hears of it: one line in lists and details.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::case::fire::{FireKind, NextStep};
use crate::domain::codes::{ClockKind, Lang};

/// What time does next to a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct NextStepView {
    /// What, as a code.
    code: FireKind,
    /// The same in words.
    #[schema(example = "到期：处置")]
    label: String,
    /// To which clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<ClockKind>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who hears of it, in words.
    #[schema(example = json!(["承办人"]))]
    whom: Vec<String>,
}

impl NextStepView {
    /// The line in a language.
    pub fn of(step: &NextStep, lang: Lang) -> Self {
        let alarm = step.alarm;
        let kind = alarm.kind.label(lang);
        let label = match alarm.clock {
            Some(clock) => format!("{kind}{}{}", lang.pick("：", ": "), clock.label(lang)),
            None => kind.to_owned(),
        };
        let whom = step.to.iter().map(|to| to.label(lang)).collect();
        Self { code: alarm.kind, label, clock: alarm.clock, at: alarm.at, whom }
    }
}
