//! The paths that cases really took: which step directly followed which, how often and after how long, and the whole sequences.
//! Times are whole numbers of whatever unit they are given in.

use std::collections::BTreeMap;

use super::quantile::{Quantile, of_sorted};
use super::real;

/// Paths while they are gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths<A: Ord> {
    follows: BTreeMap<(A, A), Vec<i64>>,
    visits: BTreeMap<A, i64>,
    starts: BTreeMap<A, i64>,
    ends: BTreeMap<A, i64>,
    variants: BTreeMap<Vec<A>, Vec<i64>>,
}

/// Some durations.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// How many.
    pub count: i64,
    /// The mean.
    pub mean: Option<f64>,
    /// Half took no longer.
    pub p50: Option<f64>,
    /// Nine of ten took no longer.
    pub p90: Option<f64>,
}

/// A step that directly follows another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edge<A> {
    /// What came first.
    pub from: A,
    /// What came next.
    pub to: A,
    /// How often, and after how long.
    pub after: Spread,
}

/// A step of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node<A> {
    /// The step.
    pub step: A,
    /// How often it happened.
    pub visits: i64,
    /// How many paths begin with it.
    pub starts: i64,
    /// How many paths end with it.
    pub ends: i64,
}

/// A whole path.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant<A> {
    /// Its steps.
    pub path: Vec<A>,
    /// How many cases took it, and how long from the first to the last step.
    pub whole: Spread,
}

impl Spread {
    /// What is told of some durations.
    pub fn of(durations: &[i64]) -> Self {
        let mut sorted = durations.to_vec();
        sorted.sort_unstable();
        let count = i64::try_from(sorted.len()).unwrap_or(i64::MAX);
        Self {
            count,
            mean: (count > 0).then(|| sorted.iter().map(|value| real(*value)).sum::<f64>() / real(count)),
            p50: of_sorted(&sorted, Quantile::MEDIAN),
            p90: of_sorted(&sorted, Quantile::P90),
        }
    }
}

impl<A: Ord> Default for Paths<A> {
    fn default() -> Self {
        Self {
            follows: BTreeMap::new(),
            visits: BTreeMap::new(),
            starts: BTreeMap::new(),
            ends: BTreeMap::new(),
            variants: BTreeMap::new(),
        }
    }
}

impl<A: Ord + Copy> Paths<A> {
    /// Adds a case by its steps in order, each with its time. One without a step took no path.
    pub fn add(&mut self, steps: &[(A, i64)]) {
        let (Some(first), Some(last)) = (steps.first(), steps.last()) else { return };
        *self.starts.entry(first.0).or_default() += 1;
        *self.ends.entry(last.0).or_default() += 1;
        for (step, _) in steps {
            *self.visits.entry(*step).or_default() += 1;
        }
        for ((from, began), (to, ended)) in steps.iter().zip(steps.iter().skip(1)) {
            self.follows.entry((*from, *to)).or_default().push(ended - began);
        }
        let path = steps.iter().map(|(step, _)| *step).collect();
        self.variants.entry(path).or_default().push(last.1 - first.1);
    }

    /// How many cases took a path.
    pub fn cases(&self) -> i64 {
        self.starts.values().sum()
    }

    /// The steps, those that happened most first.
    pub fn nodes(&self) -> Vec<Node<A>> {
        let of = |counts: &BTreeMap<A, i64>, step: &A| counts.get(step).copied().unwrap_or_default();
        let mut nodes: Vec<_> = self
            .visits
            .iter()
            .map(|(step, visits)| Node {
                step: *step,
                visits: *visits,
                starts: of(&self.starts, step),
                ends: of(&self.ends, step),
            })
            .collect();
        nodes.sort_by_key(|node| (-node.visits, node.step));
        nodes
    }

    /// What directly followed what, the most frequent first.
    pub fn edges(&self) -> Vec<Edge<A>> {
        let mut edges: Vec<_> = self
            .follows
            .iter()
            .map(|((from, to), after)| Edge { from: *from, to: *to, after: Spread::of(after) })
            .collect();
        edges.sort_by_key(|edge| (-edge.after.count, edge.from, edge.to));
        edges
    }

    /// The whole paths, the most frequent first.
    pub fn variants(&self) -> Vec<Variant<A>> {
        let mut variants: Vec<_> = self
            .variants
            .iter()
            .map(|(path, whole)| Variant { path: path.clone(), whole: Spread::of(whole) })
            .collect();
        variants.sort_by(|a, b| b.whole.count.cmp(&a.whole.count).then_with(|| a.path.cmp(&b.path)));
        variants
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Expected {
        edges: Vec<(usize, usize, i64, f64, f64)>,
        starts: Vec<(usize, i64)>,
        ends: Vec<(usize, i64)>,
        variants: Vec<(Vec<usize>, i64)>,
        cases: i64,
        median_duration: f64,
    }

    /// The log of the fixture, in milliseconds from the first step of each case.
    fn log() -> Vec<Vec<(usize, i64)>> {
        let text = include_str!("../../../tests/fixtures/paths/log.txt");
        let case = |line: &str| {
            let mut at = 0;
            let events = line.split(' ').map(|event| {
                let (step, after) = event.split_once(':').unwrap();
                at += after.parse::<i64>().unwrap();
                (step.parse().unwrap(), at)
            });
            events.collect()
        };
        text.lines().map(case).collect()
    }

    /// In seconds, to within a microsecond.
    fn near(ms: Option<f64>, seconds: f64) -> bool {
        ms.is_some_and(|ms| (ms / 1000.0 - seconds).abs() < 1e-6 * seconds.max(1.0))
    }

    #[test]
    fn paths_agree_with_pm4py() {
        let expected: Expected =
            serde_json::from_str(include_str!("../../../tests/fixtures/paths/expected.json")).unwrap();
        let mut paths = Paths::default();
        for case in log() {
            paths.add(&case);
        }
        assert_eq!(paths.cases(), expected.cases);
        let mut edges = paths.edges();
        edges.sort_by_key(|edge| (edge.from, edge.to));
        assert_eq!(edges.len(), expected.edges.len());
        for (edge, (from, to, count, median, mean)) in edges.iter().zip(&expected.edges) {
            assert_eq!((edge.from, edge.to, edge.after.count), (*from, *to, *count));
            assert!(near(edge.after.p50, *median), "{edge:?} {median}");
            assert!(near(edge.after.mean, *mean), "{edge:?} {mean}");
        }
        let nodes = paths.nodes();
        for (counts, of) in [
            (&expected.starts, (|node| node.starts) as fn(&Node<usize>) -> i64),
            (&expected.ends, |node| node.ends),
        ] {
            let mut told: Vec<_> =
                nodes.iter().map(|node| (node.step, of(node))).filter(|(_, count)| *count > 0).collect();
            told.sort_unstable();
            assert_eq!(told, *counts);
        }
        let variants = paths.variants();
        let told: Vec<_> =
            variants.iter().map(|variant| (variant.path.clone(), variant.whole.count)).collect();
        assert_eq!(told, expected.variants);
        let whole: Vec<i64> = log().iter().map(|case| case[case.len() - 1].1).collect();
        assert!(near(Spread::of(&whole).p50, expected.median_duration));
    }

    #[test]
    fn no_path_and_one_step_are_told_without_a_time() {
        let mut paths = Paths::<u8>::default();
        paths.add(&[]);
        assert_eq!((paths.cases(), paths.edges().len(), paths.variants().len()), (0, 0, 0));
        paths.add(&[(3, 10)]);
        assert_eq!((paths.cases(), paths.edges().len()), (1, 0));
        assert_eq!(paths.variants()[0].whole.p50, Some(0.0));
        assert_eq!(Spread::of(&[]), Spread::default());
    }
}
