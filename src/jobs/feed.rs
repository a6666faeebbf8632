//! The reader of the change feed: what is new goes to the streams of this process within a quarter of a second, whichever node
//! wrote it. While nobody listens it asks for nothing.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::stream::tail;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_millis(250);
/// How long it waits after the database could not serve.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

/// Follows the feed until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    loop {
        let pause = match tail(&core).await {
            Ok(true) => Duration::ZERO,
            Ok(false) => PAUSE,
            Err(error) => {
                tracing::warn!(%error, "the change feed cannot be read now");
                PAUSE_AFTER_FAILURE
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => return,
        }
        if *stop.borrow() {
            return;
        }
    }
}
