//! `gridward bench [GLOB…]`: measures the figures whose names match and prints one JSON object a line. `script/bench` builds
//! and calls it; `docs/performance.md` explains the figures. The server under test is this same program in a process of its
//! own, asked over HTTP with log-in; the load generator shares the machine with it.

mod counting;
mod crowd;
mod edits;
mod figures;
mod fixture;
mod imports;
mod load;
mod postgres;
mod scale;
mod server;
mod timers;

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use crate::app::StartError;
use crowd::Crowd;
use figures::FIGURES;

/// The options of `bench`.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Names of figures, with `*` for any text; all of the tier without one.
    figures: Vec<String>,
    /// How long and how large.
    #[arg(long, value_enum, default_value_t = Tier::Full)]
    tier: Tier,
}

/// The size of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
enum Tier {
    /// Every figure once, tiny: asks only that each can be taken.
    Smoke,
    /// The figures of `docs/performance.md`.
    Full,
    /// Those as well which need ten million cases.
    TenMillion,
}

impl Tier {
    /// Runs of each figure; the median is the value.
    const fn runs(self) -> usize {
        match self {
            Self::Smoke => 1,
            Self::Full | Self::TenMillion => 3,
        }
    }

    /// The time of a load before anything is counted, and the time that counts. The smoke run ends with a few answers instead,
    /// however long they take.
    const fn times(self) -> (Duration, Duration) {
        match self {
            Self::Smoke => (Duration::ZERO, Duration::ZERO),
            Self::Full | Self::TenMillion => (Duration::from_secs(1), Duration::from_secs(8)),
        }
    }

    /// Connections of the load generator.
    const fn connections(self) -> usize {
        match self {
            Self::Smoke => 4,
            Self::Full | Self::TenMillion => 64,
        }
    }

    /// `full` of something, or very few of it.
    const fn many(self, full: u64) -> u64 {
        match self {
            Self::Smoke => full.div_ceil(2_000),
            Self::Full | Self::TenMillion => full,
        }
    }
}

/// A figure to be taken.
struct Figure {
    name: &'static str,
    unit: &'static str,
    /// The smallest tier that takes it besides the smoke run, which takes all.
    from: Tier,
    take: fn(&mut Bench) -> Result<Taken, BenchError>,
}

/// What one run of a figure gave.
struct Taken {
    value: f64,
    detail: Value,
}

type BenchError = Box<dyn std::error::Error>;

/// What the figures of one call share.
struct Bench {
    tier: Tier,
    /// Large databases that are only read, by their number of cases: they take time to build.
    crowds: BTreeMap<u64, Crowd>,
}

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    let tier = options.tier;
    let wanted = |figure: &&Figure| {
        let named = options.figures.iter().any(|glob| matches(glob, figure.name));
        let sized = tier == Tier::Smoke || tier >= figure.from;
        sized && (named || options.figures.is_empty())
    };
    let mut bench = Bench { tier, crowds: BTreeMap::new() };
    for figure in FIGURES.iter().filter(wanted) {
        let taken: Result<Vec<Taken>, BenchError> =
            (0..tier.runs()).map(|_| (figure.take)(&mut bench)).collect();
        let taken = taken.map_err(|error| StartError::Command(format!("{}: {error}", figure.name)))?;
        println!("{}", line(figure, taken));
    }
    Ok(())
}

/// One figure as a line: the median of the runs, their span, and what the median run said beside its value.
fn line(figure: &Figure, mut taken: Vec<Taken>) -> Value {
    taken.sort_by(|a, b| a.value.total_cmp(&b.value));
    let value = |taken: Option<&Taken>| taken.map_or(f64::NAN, |taken| round(taken.value));
    let middle = taken.get(taken.len() / 2);
    json!({
        "figure": figure.name,
        "value": value(middle),
        "unit": figure.unit,
        "min": value(taken.first()),
        "max": value(taken.last()),
        "runs": taken.len(),
        "detail": middle.map_or(Value::Null, |taken| taken.detail.clone()),
    })
}

/// Three decimals are more than a shared machine can tell.
fn round(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Whether `name` fits a pattern in which `*` stands for any text.
fn matches(glob: &str, name: &str) -> bool {
    match glob.split_once('*') {
        None => glob == name,
        Some((head, tail)) => name.strip_prefix(head).is_some_and(|rest| {
            (0..=rest.len()).any(|cut| rest.get(cut..).is_some_and(|end| matches(tail, end)))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (glob, name, fits) in [
            ("file.*", "file.sqlite.rate", true),
            ("*.rate", "file.sqlite.rate", true),
            ("file.*.rate", "file.pg.rate", true),
            ("file", "file.pg.rate", false),
            ("*", "rss.mb", true),
            ("rss.mb", "rss.mb", true),
        ] {
            assert_eq!(matches(glob, name), fits, "{glob} {name}");
        }
    }
}
