//! Whether the steps of a ladder come at a sensible time on the limits that it holds for. Limits are compared roughly, as
//! parts of a working day: the point is to warn, not to count.

use super::{Ladder, LadderStep, StepTime};
use crate::domain::codes::LimitUnit;
use crate::domain::limit::Limit;
use crate::domain::words::{Flaw, Words};

/// A limit in thousandths of a day: eight working hours, or twenty-four around the clock.
fn days(limit: Limit) -> i64 {
    let thousandths = i64::from(limit.value().thousandths());
    match limit.unit() {
        LimitUnit::Minute => thousandths / (24 * 60),
        LimitUnit::UrgentHour => thousandths / 24,
        LimitUnit::WorkHour => thousandths / 8,
        LimitUnit::WorkDay | LimitUnit::NaturalDay => thousandths,
    }
}

/// Where a step lies from the due time on a limit, in thousandths of a day.
fn offset(step: &LadderStep, budget: Limit) -> i64 {
    match step.at {
        StepTime::Used { percent } => days(budget) * (i64::from(percent) - 100) / 100,
        StepTime::BeforeDue { limit } => -days(limit),
        StepTime::AfterDue { limit } => days(limit),
        // The opening of the next day lies just after the due time.
        StepTime::OpeningAfterDue { days } => i64::from(days) * 1000 - 999,
    }
}

impl Ladder {
    /// Steps that come too early or never, for the limits of the clocks it holds for; pointers begin at the ladder.
    pub fn untimely(&self, budgets: &[Limit]) -> Vec<Flaw> {
        let mut out = Vec::new();
        for (i, step) in self.steps.iter().enumerate() {
            let at = format!("/steps/{i}/at");
            let own: Vec<Limit> =
                budgets.iter().copied().filter(|b| !(step.skip_under_a_day && b.is_under_a_day())).collect();
            if own.is_empty() && !budgets.is_empty() {
                let words = Words::fixed(
                    "所适用的时限均不足一个工作日，此步不会发生。",
                    "never comes: every limit it holds for is under one working day.",
                );
                out.push(Flaw::new(at, words));
                continue;
            }
            let early = own.iter().filter(|budget| offset(step, **budget) <= -days(**budget)).count();
            if early > 0 {
                let of = own.len();
                out.push(Flaw::new(
                    at.clone(),
                    Words::made(
                        format!("所适用的 {of} 个时限中有 {early} 个不长于此提前量：将在计时开始时发生。"),
                        format!("comes at the very start on {early} of the {of} limits that it holds for."),
                    ),
                ));
            }
            let before = self.steps.iter().take(i);
            let follows = own.is_empty()
                || own
                    .iter()
                    .any(|budget| before.clone().all(|b| offset(b, *budget) <= offset(step, *budget)));
            if !follows {
                let words = Words::fixed("早于前面的步骤。", "comes before a step that stands above it.");
                out.push(Flaw::new(at, words));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::ladder::built_in;
    use crate::domain::limit::Limit;

    use super::*;

    fn limits(texts: &[&str]) -> Vec<Limit> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    fn told(ladder: &Ladder, texts: &[&str]) -> Vec<(String, String)> {
        let flaws = ladder.untimely(&limits(texts));
        flaws.into_iter().map(|flaw| (flaw.pointer, flaw.words.en.into_owned())).collect()
    }

    #[test]
    fn the_built_in_ladders_are_timely_on_days() {
        for ladder in built_in().unwrap() {
            assert_eq!(told(&ladder, &["2 work_day", "5 work_day", "30 natural_day"]), [], "{}", ladder.code);
        }
    }

    #[test]
    fn what_comes_too_early_never_or_out_of_order_is_told() {
        let ladders = built_in().unwrap();
        let early = told(&ladders[2], &["1 work_day", "5 work_day"]);
        assert_eq!(early[0].0, "/steps/0/at");
        assert!(early[0].1.contains("1 of the 2 limits"), "{early:?}");
        let never = told(&ladders[0], &["2 work_hour", "0.5 urgent_hour"]);
        assert_eq!(never.len(), 1);
        assert!(never[0].1.starts_with("never comes"), "{never:?}");
        let mut turned = ladders[0].clone();
        turned.steps.swap(1, 3);
        let turned = told(&turned, &["4 work_day"]);
        assert_eq!(
            turned.iter().map(|(at, _)| at.as_str()).collect::<Vec<_>>(),
            ["/steps/2/at", "/steps/3/at"]
        );
    }
}
