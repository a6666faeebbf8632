//! A coarse index over sorted numbers: where the numbers of each stretch begin, so that a look-up is one step and a short walk
//! instead of a search through the whole calendar.

/// An index over a sorted list of numbers that is kept beside it.
#[derive(Debug, Clone)]
pub(super) struct Coarse {
    from: i64,
    step: i64,
    /// How many numbers lie at or below the beginning of each stretch.
    below: Vec<usize>,
}

impl Coarse {
    /// An index with about one number a stretch.
    pub(super) fn new(sorted: &[i64]) -> Self {
        let (Some(from), Some(to)) = (sorted.first().copied(), sorted.last().copied()) else {
            return Self { from: 0, step: 1, below: Vec::new() };
        };
        let count = i64::try_from(sorted.len()).unwrap_or(i64::MAX);
        let step = ((to - from) / count).max(1);
        let stretches = (to - from) / step + 1;
        let mut below = Vec::new();
        let mut passed = 0;
        for stretch in 0..stretches {
            let begin = from + stretch * step;
            while sorted.get(passed).is_some_and(|number| *number <= begin) {
                passed += 1;
            }
            below.push(passed);
        }
        Self { from, step, below }
    }

    /// How many of the numbers lie at or below `limit`; `number` gives the number at a place of the list.
    pub(super) fn count(&self, number: impl Fn(usize) -> Option<i64>, limit: i64) -> usize {
        if limit < self.from {
            return 0;
        }
        let stretch = usize::try_from((limit - self.from) / self.step).unwrap_or(usize::MAX);
        let mut count = self.below.get(stretch).or(self.below.last()).copied().unwrap_or(0);
        while number(count).is_some_and(|number| number <= limit) {
            count += 1;
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_counts_like_a_search(mut numbers in prop::collection::vec(-5000i64..5000, 0..80), probes in prop::collection::vec(-6000i64..6000, 40)) {
            numbers.sort_unstable();
            let index = Coarse::new(&numbers);
            for probe in probes {
                prop_assert_eq!(index.count(|i| numbers.get(i).copied(), probe), numbers.partition_point(|n| *n <= probe));
            }
        }
    }
}
