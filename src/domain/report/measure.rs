//! What is told of many facts: how many they are, how many were late, and how long they took.

use super::cube::{Cell, Delta};
use super::quantile::{Quantile, of_sorted};
use super::real;

/// Up to so many facts, percentiles are those of the facts themselves; beyond, those of the histogram (within 0.8 %).
pub const EXACT_BELOW: i64 = 10_000;

/// The upper ends of the bars of a distribution, in seconds: 1, 4 and 8 hours, 1, 3, 7, 15 and 30 days. The last bar is open.
pub const BARS: [i64; 8] = [3_600, 14_400, 28_800, 86_400, 259_200, 604_800, 1_296_000, 2_592_000];

/// Facts while they are gathered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sample {
    cell: Cell,
    /// Every duration by the wall and in working time, while they are few enough to be kept.
    each: Option<(Vec<i64>, Vec<i64>)>,
}

/// How long facts took, in seconds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Times {
    /// The mean; exact however many there are.
    pub mean: Option<f64>,
    /// Half took no longer.
    pub p50: Option<f64>,
    /// Three quarters took no longer.
    pub p75: Option<f64>,
    /// Nine of ten took no longer.
    pub p90: Option<f64>,
    /// Nineteen of twenty took no longer.
    pub p95: Option<f64>,
    /// How many fall into each bar of [`BARS`], and beyond the last.
    pub bars: [i64; 9],
}

/// What is told of the facts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measure {
    /// How many they are.
    pub count: i64,
    /// Of these with a limit.
    pub judged: i64,
    /// Of these late.
    pub missed: i64,
    /// Of these late, but excused by an appeal.
    pub excused: i64,
    /// Whether percentiles are those of the facts themselves.
    pub exact: bool,
    /// By the wall.
    pub wall: Times,
    /// In working time without waits.
    pub work: Times,
}

impl Measure {
    /// The share in time of those with a limit that count; none where there are none.
    pub fn on_time_rate(&self) -> Option<f64> {
        let counted = self.judged - self.excused;
        (counted > 0).then(|| real(self.judged - self.missed) / real(counted))
    }
}

impl Sample {
    /// An empty sample that keeps every duration.
    pub fn of_facts() -> Self {
        Self { cell: Cell::default(), each: Some((Vec::new(), Vec::new())) }
    }

    /// Adds a fact.
    pub fn add(&mut self, delta: &Delta) {
        self.cell.add(delta);
        if let Some((wall, work)) = &mut self.each {
            wall.push(delta.wall);
            work.push(delta.work);
        }
        if self.cell.count >= EXACT_BELOW {
            self.each = None;
        }
    }

    /// Adds a sum of facts.
    pub fn merge(&mut self, cell: &Cell) {
        self.cell.merge(cell);
        self.each = None;
    }

    /// What is told of it.
    pub fn measure(self) -> Measure {
        let Self { cell, each } = self;
        let exact = each.is_some();
        let (wall, work) = each.map_or((None, None), |(wall, work)| (Some(wall), Some(work)));
        Measure {
            count: cell.count,
            judged: cell.judged,
            missed: cell.missed,
            excused: cell.excused,
            exact,
            wall: times(&cell, cell.wall_sum, wall, |cell| &cell.wall),
            work: times(&cell, cell.work_sum, work, |cell| &cell.work),
        }
    }
}

fn times(
    cell: &Cell,
    sum: i64,
    each: Option<Vec<i64>>,
    histogram: impl Fn(&Cell) -> &super::histogram::Histogram,
) -> Times {
    let mut each = each;
    if let Some(values) = &mut each {
        values.sort_unstable();
    }
    let quantile = |quantile: Quantile| match &each {
        Some(values) => of_sorted(values, quantile),
        None => histogram(cell).quantile(quantile),
    };
    let below = |edge: i64| match &each {
        Some(values) => i64::try_from(values.partition_point(|value| *value < edge)).unwrap_or(i64::MAX),
        None => histogram(cell).below(edge),
    };
    let mut bars = [0; 9];
    let mut before = 0;
    for (bar, edge) in bars.iter_mut().zip(BARS.into_iter().map(Some).chain([None])) {
        let until = edge.map_or(cell.count, &below);
        *bar = until - before;
        before = until;
    }
    Times {
        mean: (cell.count > 0).then(|| real(sum) / real(cell.count)),
        p50: quantile(Quantile::MEDIAN),
        p75: quantile(Quantile::P75),
        p90: quantile(Quantile::P90),
        p95: quantile(Quantile::P95),
        bars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::area_path::AreaPath;
    use crate::domain::case::clocks::Verdict;
    use crate::domain::codes::{Priority, Source};
    use crate::domain::report::fact::Traits;
    use crate::domain::report::stage::Stage;

    fn delta(wall: i64, verdict: Verdict, counted: bool) -> Delta {
        let traits = Traits {
            category: None,
            areas: AreaPath::default(),
            source: Source::Resident,
            priority: Priority::Normal,
            counted,
        };
        Delta { stage: Stage::Handle, day: 20_000, traits, unit: 0, verdict, times: 1, wall, work: wall / 2 }
    }

    #[test]
    fn nothing_makes_no_numbers() {
        for sample in [Sample::default(), Sample::of_facts()] {
            let measure = sample.measure();
            assert_eq!((measure.count, measure.on_time_rate()), (0, None));
            assert_eq!((measure.wall.mean, measure.wall.p50, measure.wall.bars), (None, None, [0; 9]));
        }
    }

    #[test]
    fn an_excused_lateness_is_told_and_does_not_count() {
        let mut sample = Sample::of_facts();
        for (verdict, counted) in [
            (Verdict::Met, true),
            (Verdict::Missed, true),
            (Verdict::Missed, false),
            (Verdict::Unlimited, true),
        ] {
            sample.add(&delta(7_200, verdict, counted));
        }
        let measure = sample.measure();
        assert_eq!((measure.count, measure.judged, measure.missed, measure.excused), (4, 3, 2, 1));
        assert_eq!(measure.on_time_rate(), Some(0.5));
        assert_eq!(measure.wall.bars, [0, 4, 0, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn many_facts_are_told_within_a_percent_and_few_exactly() {
        let mut few = Sample::of_facts();
        let mut many = Sample::of_facts();
        for n in 0..EXACT_BELOW {
            if n < 999 {
                few.add(&delta(n * 61, Verdict::Met, true));
            }
            many.add(&delta(n * 61, Verdict::Met, true));
        }
        let (few, many) = (few.measure(), many.measure());
        assert!(few.exact && !many.exact);
        assert_eq!(few.wall.p50, Some(499.0 * 61.0));
        let exact = 4_999.5 * 61.0;
        assert!((many.wall.p50.unwrap() - exact).abs() < exact / 100.0);
        assert_eq!(many.wall.mean, Some(exact));
        assert_eq!(many.wall.bars.iter().sum::<i64>(), EXACT_BELOW);
    }
}
