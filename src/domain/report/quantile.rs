//! Quantiles as R (type 7), `NumPy` and pandas count them: between the two nearest ranks of the sorted values, in proportion.

use super::real;

/// A share of all, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantile(u16);

impl Quantile {
    /// Half of all are shorter.
    pub const MEDIAN: Self = Self(500);
    /// Three quarters of all are shorter.
    pub const P75: Self = Self(750);
    /// Nine of ten are shorter.
    pub const P90: Self = Self(900);
    /// Nineteen of twenty are shorter.
    pub const P95: Self = Self(950);

    /// A share from 0 to 1000 thousandths.
    pub const fn new(thousandths: u16) -> Option<Self> {
        if thousandths <= 1000 { Some(Self(thousandths)) } else { None }
    }
}

/// The quantile of `count` sorted values, of which `at` gives the one at a rank from 0 on; none when there is no value.
pub fn interpolate(count: i64, quantile: Quantile, at: impl Fn(i64) -> Option<f64>) -> Option<f64> {
    if count <= 0 {
        return None;
    }
    let place = (count - 1) * i64::from(quantile.0);
    let (rank, part) = (place / 1000, place % 1000);
    let low = at(rank)?;
    if part == 0 {
        return Some(low);
    }
    let high = at(rank + 1)?;
    Some(low + (high - low) * real(part) / 1000.0)
}

/// The quantile of sorted values; none when there is none.
pub fn of_sorted(values: &[i64], quantile: Quantile) -> Option<f64> {
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    interpolate(count, quantile, |rank| values.get(usize::try_from(rank).ok()?).map(|value| real(*value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_ranks() {
        for (values, thousandths, want) in [
            (&[7][..], 0, 7.0),
            (&[7], 1000, 7.0),
            (&[1, 2], 500, 1.5),
            (&[1, 2, 3, 4], 500, 2.5),
            (&[1, 2, 3, 4], 900, 3.7),
            (&[10, 20, 40, 80, 160], 750, 80.0),
            (&[10, 20, 40, 80, 160], 950, 144.0),
        ] {
            let got = of_sorted(values, Quantile::new(thousandths).unwrap()).unwrap();
            assert!((got - want).abs() < 1e-9, "{values:?} at {thousandths}: {got}");
        }
        assert_eq!(of_sorted(&[], Quantile::MEDIAN), None);
        assert_eq!(Quantile::new(1001), None);
    }
}
