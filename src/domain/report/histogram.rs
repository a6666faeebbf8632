//! Histograms of durations with buckets that grow with the value: up to 127 seconds each second has its own, beyond that each
//! power of two has 64. The middle of a bucket is within 1/128 (0.8 %) of every value in it. Buckets follow from integers
//! alone, so that what was added on one machine can be taken back on another.

use std::collections::BTreeMap;

use super::quantile::{Quantile, interpolate};
use super::real;

/// Values below this have a bucket each.
const EXACT: i64 = 128;
/// Buckets of each power of two beyond that.
const PER_DOUBLING: i64 = 64;

/// How many durations fell where. Counts may be taken back, so they are signed; a sum over everything that was told is never
/// negative.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Histogram {
    buckets: BTreeMap<u16, i64>,
}

/// The bucket of a duration in seconds; one below zero counts as zero.
pub fn bucket_of(seconds: i64) -> u16 {
    let value = seconds.max(0);
    let index = if value < EXACT {
        value
    } else {
        // The highest set bit is bit 7 or above; the seven highest bits are kept.
        let shift = i64::from(57 - value.leading_zeros());
        shift * PER_DOUBLING + (value >> shift)
    };
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// The first and the last duration of a bucket, in seconds.
pub fn bounds_of(bucket: u16) -> (i64, i64) {
    let index = i64::from(bucket);
    if index < EXACT {
        return (index, index);
    }
    let shift = index / PER_DOUBLING - 1;
    let mantissa = index - shift * PER_DOUBLING;
    let first = mantissa.checked_shl(u32::try_from(shift).unwrap_or(u32::MAX)).unwrap_or(i64::MAX);
    let next = (mantissa + 1).checked_shl(u32::try_from(shift).unwrap_or(u32::MAX)).unwrap_or(i64::MAX);
    (first, next.wrapping_sub(1).max(first))
}

/// What a bucket stands for: its middle.
fn middle_of(bucket: u16) -> f64 {
    let (first, last) = bounds_of(bucket);
    f64::midpoint(real(first), real(last))
}

impl Histogram {
    /// Adds `times` durations of so many seconds; a negative count takes them back.
    pub fn add(&mut self, seconds: i64, times: i64) {
        self.put(bucket_of(seconds), times);
    }

    fn put(&mut self, bucket: u16, times: i64) {
        let count = self.buckets.entry(bucket).or_default();
        *count += times;
        if *count == 0 {
            self.buckets.remove(&bucket);
        }
    }

    /// Adds everything of another.
    pub fn merge(&mut self, other: &Self) {
        for (bucket, count) in &other.buckets {
            self.put(*bucket, *count);
        }
    }

    /// How many durations there are.
    pub fn count(&self) -> i64 {
        self.buckets.values().sum()
    }

    /// Whether nothing was told, or everything was taken back.
    pub fn is_empty(&self) -> bool {
        self.buckets.is_empty()
    }

    /// The buckets in use with their counts, the shortest first.
    pub fn buckets(&self) -> impl Iterator<Item = (u16, i64)> {
        self.buckets.iter().map(|(bucket, count)| (*bucket, *count))
    }

    /// How many durations are shorter than this; within the width of one bucket.
    pub fn below(&self, seconds: i64) -> i64 {
        self.buckets.range(..bucket_of(seconds)).map(|(_, count)| count).sum()
    }

    /// The duration below which a share of all lies, in seconds, within 0.8 % of the exact one; none when there is none.
    pub fn quantile(&self, quantile: Quantile) -> Option<f64> {
        interpolate(self.count(), quantile, |rank| self.at(rank))
    }

    /// The duration at a rank from 0 on.
    fn at(&self, rank: i64) -> Option<f64> {
        let mut seen = 0;
        self.buckets.iter().find_map(|(bucket, count)| {
            seen += count;
            (seen > rank).then(|| middle_of(*bucket))
        })
    }

    /// The histogram as bytes: for each bucket its distance from the last one and its count, as numbers of variable length.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.buckets.len() * 3);
        let mut last = 0;
        for (bucket, count) in &self.buckets {
            put_number(&mut bytes, u64::from(bucket - last));
            put_number(&mut bytes, zigzag(*count));
            last = *bucket;
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] wrote; none when it did not.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut histogram = Self::default();
        let (mut rest, mut last) = (bytes, 0_u16);
        while !rest.is_empty() {
            let step = take_number(&mut rest)?;
            last = last.checked_add(u16::try_from(step).ok()?)?;
            let count = unzigzag(take_number(&mut rest)?);
            if count == 0 || histogram.buckets.insert(last, count).is_some() {
                return None;
            }
        }
        Some(histogram)
    }
}

/// A signed number so that small ones of either sign stay short.
const fn zigzag(number: i64) -> u64 {
    (number.unsigned_abs() << 1) - (if number < 0 { 1 } else { 0 })
}

fn unzigzag(number: u64) -> i64 {
    let half = i64::try_from(number.div_ceil(2)).unwrap_or(i64::MAX);
    if number.is_multiple_of(2) { half } else { -half }
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or(0x7f);
        number >>= 7;
        if number == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

fn take_number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for place in 0..9 {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        number |= u64::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::quantile::{Quantile, of_sorted};
    use super::*;

    fn histogram(values: &[i64]) -> Histogram {
        let mut histogram = Histogram::default();
        for value in values {
            histogram.add(*value, 1);
        }
        histogram
    }

    #[test]
    fn buckets_follow_each_other_without_gap() {
        let mut next = 0;
        for bucket in 0..2_500_u16 {
            let (first, last) = bounds_of(bucket);
            assert_eq!(first, next, "bucket {bucket}");
            assert_eq!((bucket_of(first), bucket_of(last)), (bucket, bucket));
            next = last + 1;
        }
        assert_eq!(bucket_of(-5), 0);
        assert_eq!(bounds_of(bucket_of(i64::MAX)).1, i64::MAX);
    }

    #[test]
    fn bytes_that_are_no_histogram_are_refused() {
        for bytes in [&[0x80][..], &[1], &[1, 0], &[1, 2, 0, 2], &[0xff, 0xff, 0xff, 1, 2]] {
            assert_eq!(Histogram::from_bytes(bytes), None, "{bytes:?}");
        }
        assert_eq!(Histogram::from_bytes(&[]), Some(Histogram::default()));
    }

    /// Seconds of a blink up to some thirty years, each order of magnitude as likely.
    fn seconds() -> impl Strategy<Value = i64> {
        (0_u32..30, 0_i64..1 << 30).prop_map(|(shift, value)| value >> shift)
    }

    proptest! {
        #[test]
        fn the_middle_of_a_bucket_is_near_every_value(value in 0_i64..1 << 40) {
            let error = (middle_of(bucket_of(value)) - real(value)).abs();
            prop_assert!(error <= real(value) / 128.0);
        }

        #[test]
        fn a_merge_is_the_histogram_of_both(a in prop::collection::vec(seconds(), 0..60),
                                            b in prop::collection::vec(seconds(), 0..60)) {
            let mut merged = histogram(&a);
            merged.merge(&histogram(&b));
            let both: Vec<i64> = a.iter().chain(&b).copied().collect();
            prop_assert_eq!(&merged, &histogram(&both));
            prop_assert_eq!(Histogram::from_bytes(&merged.to_bytes()), Some(merged.clone()));
            for value in &b {
                merged.add(*value, -1);
            }
            prop_assert_eq!(merged, histogram(&a));
        }

        #[test]
        fn quantiles_are_within_one_percent(mut values in prop::collection::vec(seconds(), 1..200),
                                            thousandths in 0_u16..=1000) {
            let quantile = Quantile::new(thousandths).unwrap();
            let near = histogram(&values).quantile(quantile).unwrap();
            values.sort_unstable();
            let exact = of_sorted(&values, quantile).unwrap();
            prop_assert!((near - exact).abs() <= exact / 100.0 + 1e-9, "{near} {exact}");
        }

        #[test]
        fn counting_below_is_off_by_one_bucket_at_most(values in prop::collection::vec(seconds(), 0..100),
                                                       edge in seconds()) {
            let (first, last) = bounds_of(bucket_of(edge));
            let below = |edge: i64| values.iter().map(|value| i64::from(*value < edge)).sum::<i64>();
            let counted = histogram(&values).below(edge);
            prop_assert!(below(first) <= counted && counted <= below(last + 1));
        }
    }
}
