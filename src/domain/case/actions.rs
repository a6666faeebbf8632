//! What an actor may do to a case now, and what each action needs: so that no client repeats the rules.

use serde::Serialize;

use super::Case;
use super::action::Input;
use super::ctx::Ctx;
use super::decide::{needs_of, scene, waits};
use super::parts::Need;
use super::transition::TABLE;
use super::words::RequestKind;
use crate::domain::codes::ActionCode;
use crate::domain::policy::Actor;

/// An action that is open to an actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ActionOffer {
    /// The action.
    pub action: ActionCode,
    /// For `approve` and `refuse`: which request is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKind>,
    /// The fields it takes.
    pub needs: Vec<Need>,
}

/// Every action that the actor may take now: right state, right, guards. What remains to be judged is what is filled in.
pub fn offered_actions(case: &Case, actor: &Actor, ctx: &Ctx<'_>) -> Vec<ActionOffer> {
    let input = Input::default();
    let mut offers: Vec<ActionOffer> = Vec::new();
    for row in TABLE.iter().filter(|row| row.from.contains(&case.state)) {
        if row.request.is_some() && !waits(case, row, None) {
            continue;
        }
        let request = row.request.map(|(kind, _)| kind);
        let open = scene(case, &input, actor, ctx, row, request)
            .and_then(|scene| row.guards.iter().try_for_each(|guard| guard.check(&scene)));
        let listed = offers.iter().any(|o| o.action == row.action && o.request == request);
        if open.is_ok() && !listed {
            offers.push(ActionOffer {
                action: row.action,
                request,
                needs: needs_of(row, case, actor, ctx.now),
            });
        }
    }
    offers
}
