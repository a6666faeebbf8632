//! Forgets what need not be kept, in small portions, so that nobody waits behind it.

use jiff::Timestamp;

use crate::domain::retention::Passing;
use crate::service::attachment::sweep_photos;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{Lane, account, delivery, feed, idempotency, inbox, outbox, session};

/// Rows that one transaction removes.
const PORTION: i64 = 500;
/// Portions of one kind in one round; the rest goes in the next.
const ROUND: usize = 200;

/// Forgets what has been kept for long enough; answers how many of each kind went.
pub async fn forget_old(core: &Core) -> Result<Vec<(Passing, usize)>, ServiceError> {
    let now = core.clock.now();
    let mut forgotten = Vec::new();
    for what in Passing::ALL {
        let before = now.checked_sub(what.kept()).unwrap_or(Timestamp::MIN);
        let mut sum = 0;
        for _ in 0..ROUND {
            let gone = forget_portion(core, *what, before).await?;
            sum += gone;
            if gone == 0 {
                break;
            }
        }
        if sum > 0 {
            forgotten.push((*what, sum));
        }
    }
    Ok(forgotten)
}

async fn forget_portion(core: &Core, what: Passing, before: Timestamp) -> Result<usize, ServiceError> {
    if what == Passing::LoosePhotos {
        return sweep_photos(core, before).await;
    }
    core.db
        .write(Lane::Background, move |tx| {
            Ok::<_, ServiceError>(match what {
                Passing::Sessions => session::delete_ended(tx, before)?,
                Passing::LoginAttempts => account::delete_attempts_before(tx, before)?,
                Passing::IdempotencyKeys => idempotency::prune_used_keys(tx, before.into(), PORTION)?,
                Passing::Changes => feed::prune_changes(tx, before, PORTION)?,
                Passing::ReadMessages => inbox::prune_read(tx, before, PORTION)?,
                Passing::UnreadMessages => inbox::prune_arrived(tx, before, PORTION)?,
                Passing::Notices => outbox::prune(tx, before, PORTION)?,
                Passing::Deliveries => delivery::prune(tx, before, PORTION)?,
                // Photos are files too, which no transaction may wait for.
                Passing::LoosePhotos => 0,
            })
        })
        .await
}
