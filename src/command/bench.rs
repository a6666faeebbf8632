//! `gridward bench [GLOB…]`: measures the figures whose names match and prints one JSON object a line. `script/bench` builds
//! and calls it; `docs/performance.md` explains the figures. The server under test is this same program in a process of its
//! own, asked over HTTP with log-in; the load generator shares the machine with it.

mod figures;
mod fixture;
mod load;
mod server;

use serde_json::{Value, json};

use crate::app::StartError;
use figures::FIGURES;

/// The options of `bench`.
#[derive(clap::Args)]
pub(super) struct Options {
    /// Names of figures, with `*` for any text; all without one.
    figures: Vec<String>,
    /// How long: smoke runs take a second each and prove only that the figures can be taken.
    #[arg(long, value_enum, default_value_t = Tier::Full)]
    tier: Tier,
}

/// The size of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Tier {
    /// A second each: for the test suite.
    Smoke,
    /// The figures of `docs/performance.md`.
    Full,
}

impl Tier {
    /// Runs of each figure; the median is the value.
    const fn runs(self) -> usize {
        match self {
            Self::Smoke => 1,
            Self::Full => 3,
        }
    }

    /// Seconds that count in a run of a load.
    const fn seconds(self) -> u64 {
        match self {
            Self::Smoke => 1,
            Self::Full => 8,
        }
    }
}

/// A figure to be taken.
struct Figure {
    name: &'static str,
    unit: &'static str,
    take: fn(Tier) -> Result<Taken, BenchError>,
}

/// What one run of a figure gave.
struct Taken {
    value: f64,
    detail: Value,
}

type BenchError = Box<dyn std::error::Error>;

pub(super) fn run(options: &Options) -> Result<(), StartError> {
    let wanted =
        |name: &str| options.figures.is_empty() || options.figures.iter().any(|glob| matches(glob, name));
    for figure in FIGURES.iter().filter(|figure| wanted(figure.name)) {
        let taken: Result<Vec<Taken>, BenchError> =
            (0..options.tier.runs()).map(|_| (figure.take)(options.tier)).collect();
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

/// Three significant decimals are more than a shared machine can tell.
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
