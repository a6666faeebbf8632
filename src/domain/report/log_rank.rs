//! The log-rank test: whether two selections of cases are closed at the same pace, or chance would rarely make them differ so.

use super::real;
use super::survival::Lives;

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRank {
    /// Closings of the first selection.
    pub observed: f64,
    /// Closings that it would have had at the common pace.
    pub expected: f64,
    /// The statistic, chi-squared with one degree of freedom.
    pub chi_squared: f64,
    /// How often chance alone would make it as large.
    pub p: f64,
}

/// Compares two selections; none when neither the times nor the numbers allow a comparison: no closing while both had cases.
pub fn log_rank(first: &Lives, second: &Lives) -> Option<LogRank> {
    let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for (in_first, in_second, closed_first, closed_second) in together(first, second) {
        let (a, all) = (real(in_first), real(in_first + in_second));
        let closed = real(closed_first + closed_second);
        observed += real(closed_first);
        expected += closed * a / all;
        if all > 1.0 {
            variance += closed * (a / all) * (1.0 - a / all) * (all - closed) / (all - 1.0);
        }
    }
    if variance <= 0.0 {
        return None;
    }
    let chi_squared = (observed - expected).powi(2) / variance;
    Some(LogRank { observed, expected, chi_squared, p: erfc((chi_squared / 2.0).sqrt()) })
}

/// For each time of a closing: how many were left in each selection, and how many of them were closed.
fn together(first: &Lives, second: &Lives) -> Vec<(i64, i64, i64, i64)> {
    let (a, b): (Vec<_>, Vec<_>) = (first.risks().collect(), second.risks().collect());
    let left_at = |risks: &[(i64, i64, i64)], time: i64| {
        let at = risks.partition_point(|(other, ..)| *other < time);
        match risks.get(at) {
            Some((other, left, closed)) if *other == time => (*left, *closed),
            Some((_, left, _)) => (*left, 0),
            None => (0, 0),
        }
    };
    let closings = a.iter().chain(&b).filter(|(.., closed)| *closed > 0).map(|(time, ..)| *time);
    let times: std::collections::BTreeSet<i64> = closings.collect();
    let row = |time: i64| {
        let ((in_a, closed_a), (in_b, closed_b)) = (left_at(&a, time), left_at(&b, time));
        (in_a, in_b, closed_a, closed_b)
    };
    times.into_iter().map(row).collect()
}

/// The complementary error function for values from 0 on: its series near zero, its continued fraction beyond.
fn erfc(x: f64) -> f64 {
    if x < 2.0 {
        let (mut term, mut sum) = (x, x);
        for n in 1..60 {
            let n = f64::from(n);
            term *= -x * x / n;
            sum += term / (2.0 * n + 1.0);
        }
        return 1.0 - sum * std::f64::consts::FRAC_2_SQRT_PI;
    }
    let fraction = (1..=120).rev().fold(x, |rest, n| x + f64::from(n) / 2.0 / rest);
    (-x * x).exp() * std::f64::consts::FRAC_2_SQRT_PI / 2.0 / fraction
}

#[cfg(test)]
mod tests {
    use super::erfc;

    /// Values of Abramowitz and Stegun, table 7.1, and of 7.1.23 beyond it.
    #[test]
    fn the_error_function_is_the_tables() {
        for (x, want) in [
            (0.0, 1.0),
            (0.1, 0.887_537_083_981_715),
            (0.5, 0.479_500_122_186_953_5),
            (1.0, 0.157_299_207_050_285_1),
            (1.9, 0.007_209_570_764_742_45),
            (2.0, 0.004_677_734_981_047_265),
            (3.0, 2.209_049_699_858_544e-5),
            (5.0, 1.537_459_794_428_035e-12),
        ] {
            let got = erfc(x);
            assert!((got - want).abs() <= want * 1e-11, "{x}: {got} {want}");
        }
    }
}
