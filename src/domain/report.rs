//! Numbers that supervisors can trust: the facts that follow from the events of a case, the sums over them, distributions that
//! can be added and taken back, percentiles, survival curves, and the periods that are compared. Durations are whole seconds.

pub mod cube;
pub mod dimension;
pub mod fact;
pub mod histogram;
pub mod holder;
pub mod holding;
pub mod log_rank;
pub mod measure;
pub mod paths;
pub mod period;
pub mod quantile;
pub mod stage;
pub mod survival;

/// A count as a number to reckon with.
#[expect(clippy::cast_precision_loss, reason = "counts and seconds are far below 2^52")]
pub(crate) const fn real(count: i64) -> f64 {
    count as f64
}
