//! The daily seal: after midnight the heads of every chain that changed are folded, signed and kept.

use jiff::{SignedDuration, Timestamp, ToSpan as _};

use crate::domain::chain::Digest;
use crate::domain::chain::seal::{Fold, Seal, SealKey, SealPublic};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::chain as store;
use crate::store::{Lane, StoreError};

/// A day is sealed so long after its end: what was under way at midnight is in by then.
const SETTLED: SignedDuration = SignedDuration::from_mins(10);
/// Heads written in one transaction.
const PORTION: usize = 100;
/// Beyond this age the change feed may have been pruned, and every case is looked at.
const FEED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 20);

impl Core {
    /// The key that signs seals. It is derived from the master key, which lies outside the database.
    pub fn seal_key(&self) -> SealKey {
        SealKey::from_seed(&self.keys.derive("seal"))
    }

    /// What checks them.
    pub fn seal_public(&self) -> SealPublic {
        self.seal_key().public()
    }
}

/// Seals up to the last midnight of the office, if that has not been done. Answers the seal that was made.
pub async fn seal_if_due(core: &Core) -> Result<Option<Seal>, ServiceError> {
    let now = core.clock.now();
    let Some(cut) = last_midnight(core, now)? else { return Ok(None) };
    let last = core.db.read(|conn| Ok::<_, ServiceError>(store::find_last_seal(conn)?)).await?;
    if last.as_ref().is_some_and(|last| last.cut_at >= cut) {
        return Ok(None);
    }
    let number = last.as_ref().map_or(1, |last| last.number + 1);
    let since = last.as_ref().map(|last| last.cut_at);
    let recent = since.filter(|since| now.duration_since(*since) < FEED_KEPT);
    let heads = core
        .db
        .read(move |conn| {
            let heads = store::list_changed_heads(conn, recent, cut)?;
            Ok::<_, ServiceError>(heads)
        })
        .await?;
    let mut fold = Fold::new(&last.map_or(Digest::GENESIS, |last| last.root), number, cut);
    for (case, head) in &heads {
        fold.add(*case, head);
    }
    let seal = core.seal_key().sign(number, cut, fold);
    let begun = move |error| match error {
        ServiceError::Store(StoreError::Conflict(_)) => Ok(None),
        other => Err(other),
    };
    core.db
        .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::delete_seal_heads(tx, number)?))
        .await?;
    for portion in heads.chunks(PORTION).map(<[_]>::to_vec) {
        let written = core
            .db
            .write(Lane::Background, move |tx| {
                Ok::<_, ServiceError>(store::insert_seal_heads(tx, number, &portion)?)
            })
            .await;
        if let Err(error) = written {
            return begun(error);
        }
    }
    let made = seal.clone();
    let written = core
        .db
        .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::insert_seal(tx, &seal)?))
        .await;
    match written {
        Ok(()) => Ok(Some(made)),
        Err(error) => begun(error),
    }
}

/// The last midnight that has settled.
fn last_midnight(core: &Core, now: Timestamp) -> Result<Option<Timestamp>, ServiceError> {
    let calendar = core.calendar()?;
    let settled = now - SETTLED;
    let midnight = |date: jiff::civil::Date| calendar.zone().to_timestamp(date.at(0, 0, 0, 0)).ok();
    let today = calendar.date(settled);
    let found = midnight(today).filter(|at| *at <= settled);
    Ok(found.or_else(|| today.checked_sub(1.day()).ok().and_then(midnight)))
}
