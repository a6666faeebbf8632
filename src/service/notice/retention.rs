//! What was told is not kept for ever: read messages three months, unread ones a year, finished deliveries three months.

use jiff::SignedDuration;

use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{Lane, delivery, inbox, outbox};

/// Read messages, planned notices and finished deliveries are kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Messages that nobody read are kept for so long.
const UNREAD_KEPT: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Rows removed in one transaction.
const PORTION: i64 = 200;

/// Removes a portion of what is too old; answers how many rows went.
pub async fn prune(core: &Core) -> Result<usize, ServiceError> {
    let now = core.clock.now();
    core.db
        .write(Lane::Background, move |tx| {
            let told = inbox::prune(tx, now - KEPT, now - UNREAD_KEPT, PORTION)?;
            let sent = delivery::prune(tx, now - KEPT, PORTION)?;
            Ok::<_, ServiceError>(told + sent + outbox::prune(tx, now - KEPT, PORTION)?)
        })
        .await
}
