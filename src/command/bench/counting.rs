//! What counting with a calendar costs, without a server.

use std::hint::black_box;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::json;

use super::load::as_f64;
use super::{BenchError, Taken, Tier};
use crate::domain::calendar::built_in;
use crate::domain::limit::Limit;

/// Instants from which is counted, spread over the years that are known.
const STARTS: u64 = 4096;

/// Nanoseconds of one addition of a limit to an instant: the mean over hours, days and minutes, each told apart in the detail.
pub(super) fn calendar_add(tier: Tier) -> Result<Taken, BenchError> {
    let calendar = built_in()?;
    let (first, last) = (1_514_764_800_i64, 1_767_225_600_i64);
    let starts: Vec<Timestamp> = (0..STARTS)
        .map(|n| {
            // Weyl's sequence: even, and far from the order of the calendar.
            let part = n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
            let seconds = first + i64::try_from(part)? % (last - first);
            Ok(Timestamp::from_second(seconds)?)
        })
        .collect::<Result<_, BenchError>>()?;
    let rounds = tier.many(240);
    let mut nanoseconds = Vec::new();
    for text in ["12 work_hour", "5 work_day", "30 natural_day", "0.5 urgent_hour"] {
        let limit: Limit = text.parse()?;
        let begun = Instant::now();
        for _ in 0..rounds {
            for start in &starts {
                black_box(calendar.due(black_box(*start), black_box(limit)))?;
            }
        }
        let each = begun.elapsed().as_secs_f64() * 1e9 / as_f64(rounds * STARTS);
        nanoseconds.push((text, each));
    }
    let mean = nanoseconds.iter().map(|(_, each)| each).sum::<f64>() / 4.0;
    let detail: serde_json::Map<String, _> =
        nanoseconds.into_iter().map(|(text, each)| (text.to_owned(), json!(each.round()))).collect();
    Ok(Taken { value: mean, detail: detail.into() })
}
