//! Forgets what need not be kept, in small portions, so that nobody waits behind it.

use jiff::Timestamp;

use crate::domain::retention::Passing;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::{Lane, StoreError, Tx, account, feed, idempotency, session};

/// Rows that one transaction removes.
const PORTION: i64 = 500;
/// Portions of one kind in one round; the rest goes in the next.
const ROUND: usize = 200;

/// Forgets what has been kept for long enough; answers how many rows of each kind went.
pub async fn forget_old(core: &Core) -> Result<Vec<(Passing, usize)>, ServiceError> {
    let now = core.clock.now();
    let mut forgotten = Vec::new();
    for what in Passing::ALL {
        let before = now.checked_sub(what.kept()).unwrap_or(Timestamp::MIN);
        let mut sum = 0;
        for _ in 0..ROUND {
            let portion = move |tx: &mut Tx<'_>| forget_portion(tx, *what, before);
            let gone = core.db.write(Lane::Background, portion).await?;
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

fn forget_portion(tx: &mut Tx<'_>, what: Passing, before: Timestamp) -> Result<usize, StoreError> {
    match what {
        Passing::Sessions => session::delete_ended(tx, before),
        Passing::LoginAttempts => account::delete_attempts_before(tx, before),
        Passing::IdempotencyKeys => idempotency::prune_used_keys(tx, before.into(), PORTION),
        Passing::Changes => feed::prune_changes(tx, before, PORTION),
    }
}
