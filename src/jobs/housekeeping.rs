//! What is done now and then: the daily seal, forgetting what need not be kept, and a loud word where the calendar lacks a year. Asked every ten minutes; most times there is nothing to do.

use std::time::Duration;

use super::Stop;
use crate::service::core::Core;
use crate::service::retention::forget_old;
use crate::service::rule::missing_years;
use crate::service::seal::seal_if_due;

/// How long nothing happens between two rounds.
const PAUSE: Duration = Duration::from_mins(10);

/// In so many rounds a missing year is told once: once a day.
const ROUNDS_A_DAY: u32 = 144;

/// Goes round until it is told to stop.
pub async fn run(core: Core, mut stop: Stop) {
    for round in (0..ROUNDS_A_DAY).cycle() {
        match seal_if_due(&core).await {
            Ok(Some(seal)) => tracing::info!(number = seal.number, heads = seal.heads, "sealed the chains"),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the chains cannot be sealed now"),
        }
        if round == 0 {
            warn_of_missing_years(&core).await;
        }
        match forget_old(&core).await {
            Ok(forgotten) => {
                for (what, count) in forgotten {
                    tracing::info!(%what, count, "forgot what need not be kept");
                }
            }
            Err(error) => tracing::warn!(%error, "nothing can be forgotten now"),
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

async fn warn_of_missing_years(core: &Core) {
    match missing_years(core).await {
        Ok(years) if years.is_empty() => {}
        Ok(years) => tracing::warn!(
            ?years,
            "the calendar lacks the holidays of these years: deadlines that reach into them are provisional"
        ),
        Err(error) => tracing::warn!(%error, "the calendar cannot be read now"),
    }
}
