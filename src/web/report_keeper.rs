//! Who has cases, as reports show it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::codes::{Lang, Level};
use crate::domain::report::holder::{HolderKind, Keeper};
use crate::service::report::name::Named;
use crate::web::reports::label;

/// Names by id.
pub(super) struct Names<'a> {
    /// Of units.
    pub(super) units: &'a Named,
    /// Of areas.
    pub(super) areas: &'a Named,
}

/// Who has cases. Nobody is named: what a person has is told of the unit, and of those without a unit together.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeeperView {
    /// What kind of holder it is.
    pub(super) kind: HolderKind,
    /// Of a desk: its level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<Level>,
    /// The unit, or the area of a desk; absent for the others, and for what lies in no known place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    /// In words.
    #[schema(example = "综合执法办")]
    pub(super) label: String,
}

impl KeeperView {
    /// A keeper in words.
    pub(super) fn of(keeper: Keeper, names: &Names<'_>, lang: Lang) -> Self {
        let id = keeper.id().map(|id| id.to_string());
        let kind = keeper.kind().label(lang);
        let called = |known| id.as_deref().and_then(|id| label(known, id, lang));
        let (level, label) = match keeper {
            Keeper::Desk(level, _) => {
                let words = called(names.areas)
                    .map_or_else(|| kind.to_owned(), |area| format!("{area}{}{kind}", lang.pick("", ": ")));
                (Some(level), words)
            }
            Keeper::Unit(_) => (None, called(names.units).unwrap_or(kind).to_owned()),
            Keeper::Member | Keeper::Checker => (None, kind.to_owned()),
        };
        Self { kind: keeper.kind(), level, id, label }
    }
}
