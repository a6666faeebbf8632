//! Survival: what share of cases is still not closed after a time, when some are open yet. A case that is open now counts as
//! one that lasted at least so long (censored). One that ended otherwise (declined, merged, voided) can no longer be closed:
//! the Kaplan–Meier curve treats it as censored at that moment and so answers "if nothing else could happen"; the incidence
//! (Aalen–Johansen) says what share has really been closed, and what share has ended otherwise.

use std::collections::BTreeMap;

use super::real;

/// The normal quantile of 97.5 %: bands are two-sided at 95 %.
const Z95: f64 = 1.959_963_984_540_054;

/// What had become of a case when it was last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It was closed.
    Closed,
    /// It ended otherwise.
    Otherwise,
    /// It is open.
    Open,
}

/// How many cases met which fate at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Tally {
    closed: i64,
    otherwise: i64,
    open: i64,
}

impl Tally {
    const fn all(self) -> i64 {
        self.closed + self.otherwise + self.open
    }
}

/// Cases by how long they lasted, in seconds, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lives {
    at: BTreeMap<i64, Tally>,
}

/// One step of a curve. At equal times closings come before what is censored.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Seconds after filing.
    pub time: i64,
    /// Cases that had lasted until then.
    pub at_risk: i64,
    /// Closed at that time.
    pub closed: i64,
    /// Ended otherwise at that time.
    pub otherwise: i64,
    /// Open, and observed no longer than that.
    pub open: i64,
    /// The share not closed after it (Kaplan–Meier).
    pub survival: f64,
    /// Lower and upper 95 % bound (Greenwood's variance on the log(−log) scale); none once nobody is left, when the variance
    /// has no value.
    pub band: Option<(f64, f64)>,
    /// The share closed by then (Aalen–Johansen).
    pub incidence: f64,
    /// The share ended otherwise by then.
    pub other_incidence: f64,
}

/// A survival curve.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    /// Its steps, one for each time at which anything happened.
    pub steps: Vec<Step>,
}

impl Lives {
    /// Adds cases that lasted so many seconds.
    pub fn add(&mut self, seconds: i64, fate: Fate, cases: i64) {
        let tally = self.at.entry(seconds.max(0)).or_default();
        match fate {
            Fate::Closed => tally.closed += cases,
            Fate::Otherwise => tally.otherwise += cases,
            Fate::Open => tally.open += cases,
        }
    }

    /// How many cases met a fate.
    pub fn count(&self, fate: Fate) -> i64 {
        let of = |tally: &Tally| match fate {
            Fate::Closed => tally.closed,
            Fate::Otherwise => tally.otherwise,
            Fate::Open => tally.open,
        };
        self.at.values().map(of).sum()
    }

    /// The times at which something happened, with how many were left before and how many were closed.
    pub(super) fn risks(&self) -> impl Iterator<Item = (i64, i64, i64)> {
        let mut left: i64 = self.at.values().map(|tally| tally.all()).sum();
        self.at.iter().map(move |(time, tally)| {
            let before = left;
            left -= tally.all();
            (*time, before, tally.closed)
        })
    }

    /// The curve.
    pub fn curve(&self) -> Curve {
        let (mut survival, mut lasting, mut variance) = (1.0, 1.0, 0.0);
        let (mut incidence, mut other_incidence) = (0.0, 0.0);
        let risks = self.risks().zip(self.at.values());
        let steps = risks.map(|((time, at_risk, closed), tally)| {
            let (risk, dead) = (real(at_risk.max(1)), real(closed));
            survival *= 1.0 - dead / risk;
            variance += if closed == at_risk { 0.0 } else { dead / (risk * (risk - dead)) };
            incidence += lasting * dead / risk;
            other_incidence += lasting * real(tally.otherwise) / risk;
            lasting *= 1.0 - (dead + real(tally.otherwise)) / risk;
            Step {
                time,
                at_risk,
                closed,
                otherwise: tally.otherwise,
                open: tally.open,
                survival,
                band: band(survival, variance),
                incidence,
                other_incidence,
            }
        });
        Curve { steps: steps.collect() }
    }
}

fn band(survival: f64, variance: f64) -> Option<(f64, f64)> {
    if survival >= 1.0 {
        return Some((1.0, 1.0));
    }
    if survival <= 0.0 {
        return None;
    }
    let log = survival.ln();
    let spread = (Z95 * variance.sqrt() / log.abs()).exp();
    Some((survival.powf(spread), survival.powf(1.0 / spread)))
}

impl Curve {
    /// The first time at which no more than half is left, in seconds; none while more than half is.
    pub fn median(&self) -> Option<i64> {
        self.first(|step| Some(step.survival))
    }

    /// The 95 % bounds of the median: where the bounds of the curve fall to half. A bound that they do not reach is none.
    pub fn median_band(&self) -> (Option<i64>, Option<i64>) {
        (self.first(|step| step.band.map(|band| band.0)), self.first(|step| step.band.map(|band| band.1)))
    }

    fn first(&self, value: impl Fn(&Step) -> Option<f64>) -> Option<i64> {
        // A product of fractions may miss one half by the last bit.
        let half = 0.5 + 1e-12;
        self.steps.iter().find(|step| value(step).is_some_and(|v| v <= half)).map(|step| step.time)
    }

    /// The curve with no more than so many steps: those nearest to even distances in survival and incidence, the last one always.
    #[must_use]
    pub fn thinned(mut self, most: usize) -> Self {
        let most = most.max(2);
        let (count, last) = (self.steps.len(), self.steps.last().copied());
        if count <= most {
            return self;
        }
        let steps = f64::from(u32::try_from(most - 1).unwrap_or(u32::MAX));
        let mut told = (f64::INFINITY, f64::NEG_INFINITY);
        self.steps.retain(|step| {
            let falls = told.0 - step.survival >= 1.0 / steps;
            let rises = step.incidence + step.other_incidence - told.1 >= 2.0 / steps;
            if falls || rises {
                told = (step.survival, step.incidence + step.other_incidence);
            }
            falls || rises
        });
        self.steps.truncate(most - 1);
        if let Some(last) = last.filter(|last| self.steps.last() != Some(last)) {
            self.steps.push(last);
        }
        self
    }
}

#[cfg(test)]
mod tests;
