//! The body of a transition: the action and the fields it takes. `GET /cases/{id}/actions` says which these are.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::case::Input;
use crate::domain::case::parts::Attached;
use crate::domain::case::words::{OrderColour, Outcome, Reason, RequestKind};
use crate::domain::codes::{ActionCode, CheckMode, CoordSys, Priority};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::words::Words;
use crate::service::case::act::{Ask, NewPlace};
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::web::instant::Instant;

/// A place: a grid, or a point whose datum is named.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceForm {
    /// The grid; it goes before the point.
    grid: Option<AreaId>,
    /// The datum of the two coordinates.
    coord_sys: Option<CoordSys>,
    /// Longitude in degrees.
    lon: Option<f64>,
    /// Latitude in degrees.
    lat: Option<f64>,
}

impl PlaceForm {
    /// The place, or the field that is missing.
    fn read(self) -> Result<NewPlace, ServiceError> {
        let missing = |name| ServiceError::invalid(format!("/place/{name}"), "此项必填。", "is required.");
        match self.grid {
            Some(grid) => Ok(NewPlace::Grid(grid)),
            None => Ok(NewPlace::Point(
                self.coord_sys.ok_or_else(unknown_datum)?,
                self.lon.ok_or_else(|| missing("lon"))?,
                self.lat.ok_or_else(|| missing("lat"))?,
            )),
        }
    }
}

fn unknown_datum() -> ServiceError {
    let words = Words::fixed("此项必填。", "is required.");
    ServiceError::Invalid(InvalidKind::UnknownDatum, vec![FieldError::new("/place/coord_sys", words)])
}

/// Declares the two forms that carry the fields of an action: beside the action, and by themselves.
macro_rules! fields {
    ($($(#[$meta:meta])* pub $name:ident: $ty:ty,)+) => {
        /// What is to be done to a case, and the fields that the action takes.
        #[derive(Debug, Clone, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct TransitionForm {
            /// The action.
            pub action: ActionCode,
            $($(#[$meta])* pub $name: $ty,)+
        }

        /// The fields of an action; each action takes a few of them.
        #[derive(Debug, Clone, Default, Deserialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        pub struct ActionFields {
            $($(#[$meta])* pub $name: $ty,)+
        }

        impl TransitionForm {
            /// The action, and its fields.
            pub fn split(self) -> (ActionCode, ActionFields) {
                (self.action, ActionFields { $($name: self.$name),+ })
            }
        }
    };
}

fields! {
    /// Reason, remark or finding in words, up to 2,000 characters.
    #[schema(max_length = 2000)]
    pub text: Option<String>,
    /// The reply that the reporter will read, up to 2,000 characters.
    #[schema(max_length = 2000)]
    pub reply: Option<String>,
    /// The reason as a code.
    pub reason: Option<Reason>,
    /// The rule or list item on which a return rests.
    #[schema(max_length = 64)]
    pub basis: Option<String>,
    /// The category.
    pub category: Option<String>,
    /// The registration condition.
    pub condition: Option<String>,
    /// The priority.
    pub priority: Option<Priority>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// Units that help.
    #[serde(default)]
    pub co_units: Vec<UnitId>,
    /// A person of the staff.
    pub person: Option<PersonId>,
    /// Volunteers who are asked.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// A due time, or the end of a wait or an offer.
    pub until: Option<Instant>,
    /// For `approve` and `refuse`: which request.
    pub request: Option<RequestKind>,
    /// The result of a check, a mediation, an outside body's work or a call.
    pub outcome: Option<Outcome>,
    /// Whether it is solved.
    pub solved: Option<bool>,
    /// Whether the reporter is satisfied.
    pub satisfied: Option<bool>,
    /// One to five.
    #[schema(minimum = 1, maximum = 5)]
    pub stars: Option<u8>,
    /// Photos uploaded before, with what they show; at most 9.
    #[schema(max_items = 9)]
    #[serde(default)]
    pub attachments: Vec<Attached>,
    /// The parties' consent to mediation.
    pub consent: Option<bool>,
    /// An outside body's number.
    #[schema(max_length = 64)]
    pub number: Option<String>,
    /// The case into which this one is merged.
    pub parent: Option<CaseId>,
    /// How to check.
    pub mode: Option<CheckMode>,
    /// The weight of a supervision order.
    pub colour: Option<OrderColour>,
    /// Where the pin goes.
    pub place: Option<PlaceForm>,
    /// Raise (true) or lower (false) the sensitive mark.
    pub sensitive: Option<bool>,
    /// With `register`: dispatch at once, with these fields.
    #[schema(no_recursion)]
    pub dispatch: Option<Box<ActionFields>>,
    /// The closing condition holds.
    pub condition_met: Option<bool>,
    /// With `follow`: begin (true) or end (false).
    pub on: Option<bool>,
}

impl TryFrom<ActionFields> for Ask {
    type Error = ServiceError;

    fn try_from(fields: ActionFields) -> Result<Self, ServiceError> {
        let place = fields.place.map(PlaceForm::read).transpose()?;
        if let Some(inner) = &fields.dispatch {
            let stray = [
                ("text", inner.text.is_some()),
                ("reply", inner.reply.is_some()),
                ("place", inner.place.is_some()),
                ("dispatch", inner.dispatch.is_some()),
            ];
            if let Some((name, _)) = stray.into_iter().find(|(_, given)| *given) {
                let pointer = format!("/dispatch/{name}");
                return Err(ServiceError::invalid(pointer, "此操作不接受该内容。", "is not taken here."));
            }
        }
        Ok(Self { text: fields.text.clone(), reply: fields.reply.clone(), place, input: fields.into() })
    }
}

impl From<ActionFields> for Input {
    fn from(fields: ActionFields) -> Self {
        Self {
            text: None,
            reply: None,
            reason: fields.reason,
            basis: fields.basis,
            category: fields.category,
            condition: fields.condition,
            priority: fields.priority,
            unit: fields.unit,
            co_units: fields.co_units,
            person: fields.person,
            people: fields.people,
            until: fields.until.map(|at| at.0),
            request: fields.request,
            outcome: fields.outcome,
            solved: fields.solved,
            satisfied: fields.satisfied,
            stars: fields.stars,
            attachments: fields.attachments,
            consent: fields.consent,
            number: fields.number,
            parent: fields.parent,
            mode: fields.mode,
            colour: fields.colour,
            place: None,
            sensitive: fields.sensitive,
            dispatch: fields.dispatch.map(|inner| Box::new((*inner).into())),
            condition_met: fields.condition_met,
            on: fields.on,
        }
    }
}
