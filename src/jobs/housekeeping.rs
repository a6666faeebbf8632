//! What is done now and then: the daily seal, and the sweep of photos that nobody used and of
//! messages that are too old. Asked every ten minutes; most times
//! there is nothing to do.

use std::time::Duration;

use super::Stop;
use crate::service::attachment::sweep_photos;
use crate::service::core::Core;
use crate::service::notice::retention::prune;
use crate::service::seal::seal_if_due;

/// How long nothing happens between two rounds.
const PAUSE: Duration = Duration::from_mins(10);

/// Goes round until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        match seal_if_due(&core).await {
            Ok(Some(seal)) => tracing::info!(number = seal.number, heads = seal.heads, "sealed the chains"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the chains cannot be sealed now"),
        }
        match sweep_photos(&core).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "swept photos that nobody used"),
            Err(error) => tracing::warn!(%error, "photos cannot be swept now"),
        }
        match prune(&core).await {
            Ok(0) => {}
            Ok(rows) => tracing::info!(rows, "removed messages that are too old"),
            Err(error) => tracing::warn!(%error, "old messages cannot be removed now"),
        }
        tokio::select! {
            () = tokio::time::sleep(PAUSE) => {}
            _ = stop.changed() => return,
        }
        if *stop.borrow() {
            return;
        }
    }
}
