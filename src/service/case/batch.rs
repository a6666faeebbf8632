//! One act on many cases: each in a transaction of its own that shares its commit with the others, each with its own result.

use futures_util::future::join_all;

use super::act::{Act, Ask};
use crate::domain::case::Case;
use crate::domain::case::words::{CheckKind, Outcome};
use crate::domain::codes::{ActionCode, Priority, Right};
use crate::domain::ids::CaseId;
use crate::domain::policy::{Actor, may_somewhere};
use crate::domain::words::Words;
use crate::service::core::Core;
use crate::service::error::{Refused, ServiceError};
use crate::service::idempotency::RequestKey;
use crate::store::case::StoredCase;

/// Cases in one request.
pub const MAX_BATCH: usize = 100;

/// A case of the batch, with the version that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchItem {
    /// The case.
    pub case: CaseId,
    /// The version that the actor has read.
    pub version: i64,
}

/// Whether an action may be done to a case as one of many: any dispatch, and the closing of what is neither urgent nor
/// sensitive and was seen by somebody (role table, `batch`).
pub(super) fn is_safe(case: &Case, action: ActionCode) -> bool {
    let passed = case.last_check.is_some_and(|c| c.kind == CheckKind::Post && c.outcome == Outcome::Passed);
    let low_risk = matches!(case.priority, Priority::Normal | Priority::Low) && !case.sensitive;
    match action {
        ActionCode::Dispatch => true,
        ActionCode::Close => low_risk && passed && case.last_check.is_some_and(|c| c.by.is_some()),
        _ => false,
    }
}

pub(super) fn unsafe_words() -> ServiceError {
    ServiceError::Conflict(Words::fixed(
        "批量结案仅限已通过核查的一般或不急的普通案件，请单独办理。",
        "Only ordinary cases of normal or low priority with a passed check are closed in a batch: do this one by itself.",
    ))
}

/// Does one thing to many cases. The results come in the order of the items.
pub async fn act_on_many(
    core: &Core,
    actor: &Actor,
    action: ActionCode,
    ask: &Ask,
    items: &[BatchItem],
    key: Option<&RequestKey>,
) -> Result<Vec<Result<StoredCase, ServiceError>>, ServiceError> {
    may_somewhere(actor, Right::Batch)?;
    let items: Vec<_> = items.iter().map(|item| (item.case, Some(item.version))).collect();
    run_many(core, actor, action, ask, &items, key, true).await
}

/// Asks a colleague to take over many cases; each changes hands when he approves.
pub async fn hand_over_many(
    core: &Core,
    actor: &Actor,
    ask: &Ask,
    cases: &[CaseId],
    key: Option<&RequestKey>,
) -> Result<Vec<Result<StoredCase, ServiceError>>, ServiceError> {
    may_somewhere(actor, Right::HandOver)?;
    let items: Vec<_> = cases.iter().map(|case| (*case, None)).collect();
    run_many(core, actor, ActionCode::HandOver, ask, &items, key, false).await
}

async fn run_many(
    core: &Core,
    actor: &Actor,
    action: ActionCode,
    ask: &Ask,
    items: &[(CaseId, Option<i64>)],
    key: Option<&RequestKey>,
    careful: bool,
) -> Result<Vec<Result<StoredCase, ServiceError>>, ServiceError> {
    let acts: Result<Vec<Act>, ServiceError> = items
        .iter()
        .map(|(case, version)| {
            let own_key = key.map(|k| RequestKey { key: format!("{}#{case}", k.key), digest: k.digest });
            let act = Act::prepare(core, actor.clone(), *case, action, ask.clone(), *version, own_key)?;
            Ok(if careful { act.careful() } else { act })
        })
        .collect();
    Ok(join_all(acts?.into_iter().map(|act| act.run(core))).await)
}

/// The refusal's own words, for an item of a batch.
pub fn words_of(error: &ServiceError) -> Option<Words> {
    match error {
        ServiceError::Refused(refused) => {
            let Refused { words, .. } = &**refused;
            Some(words.clone())
        }
        ServiceError::Forbidden(words) | ServiceError::Conflict(words) => Some(words.clone()),
        _ => None,
    }
}
