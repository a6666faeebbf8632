//! The reader of the change feed: what is new goes to the streams of this process within a quarter of a second, whichever node
//! wrote it. While nobody listens it asks for nothing.

use std::time::Duration;

use super::{Stop, rounds};
use crate::service::core::Core;
use crate::service::stream::tail;

/// How long nothing happens between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// Follows the feed until it is told to stop.
pub async fn run(core: Core, stop: Stop) {
    rounds(stop, PAUSE, "the change feed cannot be read now", async || tail(&core).await).await;
}
