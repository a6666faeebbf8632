//! Curves against lifelines (`tests/fixtures/survival`), a textbook, and what must hold of any.

use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::domain::report::log_rank::log_rank;

const EXACT: f64 = 1e-6;

#[derive(Deserialize)]
struct Fixture {
    selections: Vec<Selection>,
    log_rank: Vec<Compared>,
}

#[derive(Deserialize)]
struct Selection {
    name: String,
    times: Vec<i64>,
    fates: Vec<u8>,
    steps: Vec<(f64, f64, f64, f64)>,
    median: Option<f64>,
    median_low: Option<f64>,
    median_high: Option<f64>,
    #[serde(default)]
    incidence: Vec<(f64, f64)>,
    #[serde(default)]
    other_incidence: Vec<(f64, f64)>,
}

#[derive(Deserialize)]
struct Compared {
    first: String,
    second: String,
    chi_squared: f64,
    p: f64,
}

fn fixture() -> Fixture {
    serde_json::from_str(include_str!("../../../../tests/fixtures/survival/survival.json")).unwrap()
}

impl Selection {
    fn lives(&self) -> Lives {
        let mut lives = Lives::default();
        for (time, fate) in self.times.iter().zip(&self.fates) {
            let fate = [Fate::Open, Fate::Closed, Fate::Otherwise][usize::from(*fate)];
            lives.add(*time, fate, 1);
        }
        lives
    }
}

fn near(got: f64, want: f64, what: &str) {
    assert!((got - want).abs() <= EXACT, "{what}: {got} instead of {want}");
}

#[test]
fn curves_agree_with_lifelines() {
    for selection in fixture().selections {
        let (name, curve) = (&selection.name, selection.lives().curve());
        assert_eq!(curve.steps.len(), selection.steps.len(), "{name}");
        for (step, (time, survival, low, high)) in curve.steps.iter().zip(&selection.steps) {
            near(real(step.time), *time, name);
            near(step.survival, *survival, &format!("{name} at {time}"));
            match step.band {
                Some(band) => {
                    near(band.0, *low, &format!("lower bound of {name} at {time}"));
                    near(band.1, *high, &format!("upper bound of {name} at {time}"));
                }
                None => near(step.survival, 0.0, name),
            }
        }
        assert_eq!(curve.median().map(real), selection.median, "{name}");
        // Where nobody is left lifelines draws the band to zero; here it has no value.
        let last = curve.steps.last().filter(|step| step.band.is_none()).map(|step| real(step.time));
        let (low, high) = curve.median_band();
        assert_eq!(low.map(real).or(last), selection.median_low.or(last), "{name}");
        assert_eq!(high.map(real).or(last), selection.median_high.or(last), "{name}");
    }
}

#[test]
fn incidence_agrees_with_lifelines() {
    let mut compared = 0;
    for selection in fixture().selections {
        let steps = selection.lives().curve().steps;
        let at = |time: f64| steps.iter().find(|step| (real(step.time) - time).abs() < 0.5).unwrap();
        for (time, share) in &selection.incidence {
            near(at(*time).incidence, *share, &selection.name);
            compared += 1;
        }
        for (time, share) in &selection.other_incidence {
            near(at(*time).other_incidence, *share, &selection.name);
        }
    }
    assert!(compared > 100);
}

#[test]
fn the_log_rank_test_agrees_with_lifelines() {
    let fixture = fixture();
    let lives = |name: &str| fixture.selections.iter().find(|s| s.name == name).unwrap().lives();
    for pair in &fixture.log_rank {
        let (first, second) = (lives(&pair.first), lives(&pair.second));
        let found = log_rank(&first, &second).unwrap();
        let name = format!("{} and {}", pair.first, pair.second);
        assert!(
            (found.chi_squared - pair.chi_squared).abs() <= EXACT * pair.chi_squared.max(1.0),
            "{name}: {found:?}"
        );
        assert!((found.p - pair.p).abs() <= EXACT * pair.p.max(1e-6), "{name}: {found:?}");
        let other = log_rank(&second, &first).unwrap();
        near(other.chi_squared, found.chi_squared, &name);
    }
}

/// Kalbfleisch and Prentice; R's `survival::aml`, maintained group: the values that `survfit` prints.
#[test]
fn the_textbook_is_met() {
    let mut lives = Lives::default();
    for time in [9, 13, 18, 23, 31, 34, 48] {
        lives.add(time, Fate::Closed, 1);
    }
    for time in [13, 28, 45, 161] {
        lives.add(time, Fate::Open, 1);
    }
    let curve = lives.curve();
    let at = |time: i64| curve.steps.iter().find(|step| step.time == time).unwrap();
    for (time, at_risk, survival) in [
        (9, 11, 0.909),
        (13, 10, 0.818),
        (18, 8, 0.716),
        (23, 7, 0.614),
        (31, 5, 0.491),
        (34, 4, 0.368),
        (48, 2, 0.184),
    ] {
        assert_eq!(at(time).at_risk, at_risk);
        assert!((at(time).survival - survival).abs() < 5e-4, "{time}: {}", at(time).survival);
    }
    assert_eq!(curve.median(), Some(31));
}

#[test]
fn nothing_and_nobody_closed_make_no_numbers() {
    let nothing = Lives::default();
    assert_eq!(nothing.curve(), Curve::default());
    assert_eq!(nothing.curve().median(), None);
    let mut open = Lives::default();
    open.add(10, Fate::Open, 3);
    assert_eq!(open.curve().steps[0].band, Some((1.0, 1.0)));
    assert_eq!(log_rank(&open, &open), None);
    assert_eq!(log_rank(&open, &nothing), None);
}

fn lives() -> impl Strategy<Value = Lives> {
    prop::collection::vec((0_i64..500, 0_usize..3, 1_i64..4), 1..80).prop_map(|list| {
        let mut lives = Lives::default();
        for (time, fate, cases) in list {
            lives.add(time, [Fate::Open, Fate::Closed, Fate::Otherwise][fate], cases);
        }
        lives
    })
}

proptest! {
    #[test]
    fn a_curve_falls_inside_its_band_and_shares_add_up(lives in lives()) {
        let mut before = 1.0;
        for step in lives.curve().steps {
            prop_assert!(step.survival <= before && step.survival >= -1e-12);
            before = step.survival;
            if let Some((low, high)) = step.band {
                prop_assert!(low <= step.survival + 1e-12 && step.survival <= high + 1e-12);
            }
            prop_assert!(step.incidence + step.other_incidence <= 1.0 + 1e-9);
            prop_assert!(step.incidence <= 1.0 - step.survival + 1e-9);
        }
    }

    #[test]
    fn without_open_cases_the_curve_is_the_share_that_is_left(times in prop::collection::vec(0_i64..100, 1..60)) {
        let mut lives = Lives::default();
        for time in &times {
            lives.add(*time, Fate::Closed, 1);
        }
        for step in lives.curve().steps {
            let left: f64 = times.iter().map(|time| f64::from(u8::from(*time > step.time))).sum();
            let all: f64 = times.iter().map(|_| 1.0).sum();
            prop_assert!((step.survival - left / all).abs() < 1e-9);
        }
    }

    #[test]
    fn a_selection_does_not_differ_from_itself(lives in lives()) {
        if let Some(found) = log_rank(&lives, &lives) {
            prop_assert!(found.chi_squared < 1e-9 && found.p > 0.999);
        }
    }

    #[test]
    fn a_thinned_curve_has_the_steps_it_may_and_ends_where_it_ended(lives in lives(), most in 2_usize..30) {
        let whole = lives.curve();
        let thin = whole.clone().thinned(most);
        prop_assert!(thin.steps.len() <= most.max(2));
        prop_assert_eq!(thin.steps.last(), whole.steps.last());
        prop_assert!(thin.steps.iter().all(|step| whole.steps.contains(step)));
    }
}
