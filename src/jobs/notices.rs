//! Messages: what events owe is planned within about a second, what is due is sent. Several nodes may run it: a row that one of
//! them has is passed over by the others. Sending happens here, between two transactions and outside of both.

use std::time::Duration;

use futures_util::future::join_all;

use super::{Stop, rounds};
use crate::domain::notice::outgoing::{Outcome, Outgoing};
use crate::notify::channel::Carriers;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::notice::delivery::{claim, finish};
use crate::service::notice::plan::plan_due;
use crate::service::notice::webhook::fan_out;

/// How long nothing happens between two rounds.
const PAUSE: Duration = Duration::from_secs(1);

/// Times that a result is written where the database cannot serve.
const TRIES: usize = 20;

/// Plans what events owe until it is told to stop.
pub async fn plan(core: Core, stop: Stop) {
    let round = async || Ok(plan_due(&core).await?.more | fan_out(&core).await?);
    rounds(stop, PAUSE, "messages cannot be planned now", round).await;
}

/// Sends what is due until it is told to stop.
pub async fn send(core: Core, carriers: Carriers, stop: Stop) {
    rounds(stop, PAUSE, "messages cannot be sent now", async || send_due(&core, &carriers).await).await;
}

/// Claims a portion of what is due, sends it side by side and writes what came of it; true when something was sent.
pub async fn send_due(core: &Core, carriers: &Carriers) -> Result<bool, ServiceError> {
    let claimed = claim(core, &carriers.channels()).await?;
    let some = !claimed.is_empty();
    let outcomes = join_all(claimed.into_iter().map(|message| carry(carriers.clone(), message))).await;
    for (message, outcome) in outcomes.into_iter().flatten() {
        write_down(core, &message, &outcome).await?;
    }
    Ok(some)
}

/// Writes what came of a message. What has been sent and is not written down is sent again when the lease has run out: so where the
/// database cannot serve for a moment, it is asked again for a while.
async fn write_down(core: &Core, message: &Outgoing, outcome: &Outcome) -> Result<(), ServiceError> {
    for _ in 0..TRIES {
        match finish(core, message, outcome).await {
            Err(error) if error.is_unavailable() => tokio::time::sleep(PAUSE).await,
            written => return written,
        }
    }
    finish(core, message, outcome).await
}

/// Sends one message on a thread that may block. A carrier that panics leaves its lease to run out.
async fn carry(carriers: Carriers, message: Outgoing) -> Option<(Outgoing, Outcome)> {
    let sending = tokio::task::spawn_blocking(move || {
        let outcome = carriers.send(&message);
        (message, outcome)
    });
    match sending.await {
        Ok(done) => Some(done),
        Err(error) => {
            tracing::error!(%error, "a carrier ended badly");
            None
        }
    }
}
