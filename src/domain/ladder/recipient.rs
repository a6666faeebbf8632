//! Whom a step of a ladder tells in a case. The service resolves that to people, at the moment when the step fires.

use super::LadderRecipient;
use crate::domain::area_path::AreaPath;
use crate::domain::case::{Case, Holder};
use crate::domain::codes::{Level, UnitKind};
use crate::domain::ids::AreaId;
use crate::domain::notice::Recipient;

/// The area of a level, or the next one above it that is known.
fn at_or_above(areas: &AreaPath, level: Level) -> Option<AreaId> {
    let upwards = [Level::Grid, Level::Community, Level::Street, Level::District];
    upwards.into_iter().filter(|above| *above >= level).find_map(|above| areas.at(above))
}

impl LadderRecipient {
    /// Who that is in a case; where it has nobody of the kind, its desk.
    pub fn in_case(self, case: &Case) -> Recipient {
        let desk = Recipient::Desk { level: case.level, area: case.desk_area() };
        let lead = |unit| {
            let team = case.lead == Some(unit) && case.lead_kind == Some(UnitKind::Team);
            if team { Recipient::Team { unit } } else { Recipient::UnitLead { unit } }
        };
        match self {
            Self::Holder => match case.holder {
                Some(Holder::Desk { level, area }) => Recipient::Desk { level, area },
                Some(Holder::Unit { unit }) => lead(unit),
                Some(Holder::Person { person, .. }) => Recipient::Person { person },
                None => desk,
            },
            Self::StandIn => match case.holder {
                Some(Holder::Person { person, .. }) => Recipient::StandIn { person },
                _ => Self::Holder.in_case(case),
            },
            Self::UnitLead => case.lead.map_or(desk, lead),
            Self::Desk => desk,
            Self::Role { role, level } => Recipient::Role { role, area: at_or_above(&case.areas, level) },
            Self::OnDuty { level } => Recipient::OnDuty { level, area: at_or_above(&case.areas, level) },
        }
    }
}
