//! Who hears of a step, in words.

use super::LadderRecipient;
use crate::domain::codes::Lang;

impl LadderRecipient {
    /// Who that is, for people.
    pub fn label(&self, lang: Lang) -> String {
        let fixed = |zh: &'static str, en| lang.pick(zh, en).to_owned();
        match self {
            Self::Holder => fixed("承办人", "Whoever has it"),
            Self::StandIn => fixed("代理人", "The stand-in"),
            Self::UnitLead => fixed("承办单位负责人", "The unit's lead"),
            Self::Desk => fixed("本级受理台", "The desk of its level"),
            Self::Role { role, .. } => role.label(lang).to_owned(),
            Self::OnDuty { level } => match lang {
                Lang::Zh => format!("{}值班人员", level.label(lang)),
                Lang::En => format!("Whoever is on duty ({})", level.label(lang)),
            },
        }
    }
}
