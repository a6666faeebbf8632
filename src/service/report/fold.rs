//! Folding: what was appended is added up, a portion at a time, so that nobody waits behind it.

use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Lane;
use crate::store::report::rollup::fold;

/// Rows that one transaction folds: each touches four sums, and a transaction should be over in some milliseconds.
const PORTION: i64 = 100;

/// Folds one portion of what waits; true when there may be more.
pub async fn fold_some(core: &Core) -> Result<bool, ServiceError> {
    let folded = core.db.write(Lane::Background, |tx| Ok::<_, ServiceError>(fold(tx, PORTION)?)).await?;
    Ok(i64::try_from(folded).is_ok_and(|folded| folded == PORTION))
}
