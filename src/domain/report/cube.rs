//! Rollups: facts added up by day and by month. One sum over every combination would have as many rows as there are cases, so
//! there are two: one by place, which knows no category, and one by category, which knows the street but nothing below. What
//! asks for both is counted from the facts, of which there are few then.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::fact::{Fact, Traits, number_of};
use super::histogram::Histogram;
use super::stage::Stage;
use crate::domain::case::clocks::Verdict;
use crate::domain::codes::code_enum;

code_enum! {
    /// A sum over facts.
    pub enum Cube {
        Place = "place", "按区域", "By place";
        Category = "category", "按类别", "By category";
    }
}

code_enum! {
    /// The span of time that one row sums up.
    pub enum Span {
        Day = "day", "日", "Day";
        Month = "month", "月", "Month";
    }
}

/// One fact as it is added up, or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// What.
    pub stage: Stage,
    /// The day on which it ended, counted from 1970-01-01 in the office's zone.
    pub day: i64,
    /// What it counts under.
    pub traits: Traits,
    /// The unit that did it; 0 for none.
    pub unit: i64,
    /// In time or not.
    pub verdict: Verdict,
    /// 1, or −1 for one that is taken back.
    pub times: i64,
    /// Seconds by the wall.
    pub wall: i64,
    /// Seconds of working time.
    pub work: i64,
}

/// What a row of the rollups sums up. Absent ids are 0 and an absent category is empty, so that a key has no holes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which sum.
    pub cube: Cube,
    /// What is summed up.
    pub stage: Stage,
    /// Over which span of time.
    pub span: Span,
    /// The day counted from 1970-01-01, or the month counted from January of year 0.
    pub number: i64,
    /// The category.
    pub category: String,
    /// District, street, community and grid.
    pub areas: [i64; 4],
    /// The unit.
    pub unit: i64,
    /// The code of the source.
    pub source: &'static str,
    /// The code of the priority.
    pub priority: &'static str,
}

/// What is summed up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// How many facts.
    pub count: i64,
    /// Of these with a limit that was met or missed.
    pub judged: i64,
    /// Of these late.
    pub missed: i64,
    /// Of these late, but granted an appeal, so that it does not count.
    pub excused: i64,
    /// Seconds by the wall, summed up.
    pub wall_sum: i64,
    /// Seconds of working time, summed up.
    pub work_sum: i64,
    /// How the seconds by the wall are distributed.
    pub wall: Histogram,
    /// How the seconds of working time are distributed.
    pub work: Histogram,
}

/// The month of a day, counted from January of year 0.
pub fn month_of(day: i64) -> i64 {
    let date = date_of(day);
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// The first day of a month.
pub fn first_of(month: i64) -> Option<i64> {
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let date = Date::new(year, i8::try_from(month.rem_euclid(12)).ok()? + 1, 1).ok()?;
    Some(number_of(date))
}

/// The date of a day counted from 1970-01-01.
pub fn date_of(day: i64) -> Date {
    let epoch = Date::constant(1970, 1, 1);
    epoch.checked_add(day.days()).unwrap_or(epoch)
}

/// The rows from the first to the last day: whole months, and the days before and after them; or days alone.
pub fn spans((first, last): (i64, i64), days_only: bool) -> Vec<(Span, i64, i64)> {
    let starts = |month: i64| first_of(month).filter(|day| *day >= first);
    let from = month_of(first);
    let from = if starts(from).is_some() { from } else { from + 1 };
    let until = month_of(last.saturating_add(1));
    let whole = first_of(from).zip(first_of(until)).filter(|_| from < until && !days_only);
    let Some((begins, ends)) = whole else { return vec![(Span::Day, first, last)] };
    let parts = [(Span::Day, first, begins - 1), (Span::Month, from, until - 1), (Span::Day, ends, last)];
    parts.into_iter().filter(|(_, first, last)| first <= last).collect()
}

impl Delta {
    /// A fact that is added (`times` 1) or taken back (−1).
    pub fn of(fact: &Fact, day: i64, traits: &Traits, times: i64) -> Self {
        Self {
            stage: fact.stage,
            day,
            traits: traits.clone(),
            unit: fact.doer.unit.map_or(0, |unit| unit.0),
            verdict: fact.verdict,
            times,
            wall: fact.wall,
            work: fact.work,
        }
    }

    /// A report that came in, or that is taken back.
    pub fn filed(day: i64, traits: &Traits, times: i64) -> Self {
        let (stage, verdict) = (Stage::Filed, Verdict::Unlimited);
        Self { stage, day, traits: traits.clone(), unit: 0, verdict, times, wall: 0, work: 0 }
    }

    /// The rows that it belongs to.
    pub fn keys(&self) -> [Key; 4] {
        let id = |area: Option<crate::domain::ids::AreaId>| area.map_or(0, |area| area.0);
        let path = &self.traits.areas;
        let (district, street) = (id(path.district), id(path.street));
        let key = |cube, span, number| {
            let (category, areas) = match cube {
                Cube::Place => (String::new(), [district, street, id(path.community), id(path.grid)]),
                Cube::Category => {
                    (self.traits.category.clone().unwrap_or_default(), [district, street, 0, 0])
                }
            };
            let (source, priority) = (self.traits.source.code(), self.traits.priority.code());
            Key { cube, stage: self.stage, span, number, category, areas, unit: self.unit, source, priority }
        };
        let month = month_of(self.day);
        [
            key(Cube::Place, Span::Day, self.day),
            key(Cube::Place, Span::Month, month),
            key(Cube::Category, Span::Day, self.day),
            key(Cube::Category, Span::Month, month),
        ]
    }
}

impl Cell {
    /// Adds a fact, or takes it back.
    pub fn add(&mut self, delta: &Delta) {
        let times = delta.times;
        let judged = matches!(delta.verdict, Verdict::Met | Verdict::Missed);
        let missed = delta.verdict == Verdict::Missed;
        self.count += times;
        self.judged += if judged { times } else { 0 };
        self.missed += if missed { times } else { 0 };
        self.excused += if missed && !delta.traits.counted { times } else { 0 };
        if delta.stage.lasts() {
            self.wall_sum += times * delta.wall;
            self.work_sum += times * delta.work;
            self.wall.add(delta.wall, times);
            self.work.add(delta.work, times);
        }
    }

    /// Adds everything of another.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.judged += other.judged;
        self.missed += other.missed;
        self.excused += other.excused;
        self.wall_sum += other.wall_sum;
        self.work_sum += other.work_sum;
        self.wall.merge(&other.wall);
        self.work.merge(&other.work);
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Adds facts up into their rows; rows of which nothing is left are gone.
pub fn sum_up<'a>(deltas: impl IntoIterator<Item = &'a Delta>) -> BTreeMap<Key, Cell> {
    let mut rows: BTreeMap<Key, Cell> = BTreeMap::new();
    for delta in deltas {
        for key in delta.keys() {
            rows.entry(key).or_default().add(delta);
        }
    }
    rows.retain(|_, cell| !cell.is_empty());
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::area_path::AreaPath;
    use crate::domain::codes::{Priority, Source};
    use crate::domain::ids::AreaId;

    fn deltas() -> impl Strategy<Value = Vec<Delta>> {
        let one =
            (0..Stage::ALL.len(), 20_000_i64..20_100, 0_i64..3, 0_i64..1 << 20, 0_usize..4, any::<bool>());
        prop::collection::vec(one, 0..60).prop_map(|list| {
            list.into_iter()
                .map(|(stage, day, place, wall, verdict, counted)| Delta {
                    stage: Stage::ALL[stage],
                    day,
                    traits: Traits {
                        category: (place > 0).then(|| format!("0{place}")),
                        areas: AreaPath { grid: Some(AreaId(place + 1)), ..AreaPath::default() },
                        source: Source::Volunteer,
                        priority: Priority::Normal,
                        counted,
                    },
                    unit: place,
                    verdict: Verdict::ALL[verdict],
                    times: 1,
                    wall,
                    work: wall / 3,
                })
                .collect()
        })
    }

    #[test]
    fn months_are_counted_through() {
        for (date, month) in
            [("2026-11-24", 2026 * 12 + 10), ("2026-01-01", 2026 * 12), ("1999-12-31", 1999 * 12 + 11)]
        {
            let day = number_of(date.parse().unwrap());
            assert_eq!(month_of(day), month);
            assert!(first_of(month).unwrap() <= day && day < first_of(month + 1).unwrap());
            assert_eq!(date_of(day).to_string(), date);
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_back_was_never_there(kept in deltas(), undone in deltas()) {
            let back = undone.iter().map(|delta| Delta { times: -1, ..delta.clone() }).collect::<Vec<_>>();
            let all = kept.iter().chain(&undone).chain(&back);
            prop_assert_eq!(sum_up(all), sum_up(&kept));
        }

        #[test]
        fn spans_hold_each_day_once(first in 15_000_i64..15_400, length in 0_i64..900, days_only: bool) {
            let mut days = Vec::new();
            for (span, from, to) in spans((first, first + length), days_only) {
                days.extend(match span {
                    Span::Day => from..to + 1,
                    Span::Month => first_of(from).unwrap()..first_of(to + 1).unwrap(),
                });
            }
            prop_assert_eq!(days, (first..=first + length).collect::<Vec<_>>());
        }

        #[test]
        fn each_cube_counts_every_fact_once_in_each_span(deltas in deltas()) {
            let rows = sum_up(&deltas);
            for cube in Cube::ALL {
                for span in Span::ALL {
                    let of = rows.iter().filter(|(key, _)| (key.cube, key.span) == (*cube, *span));
                    prop_assert_eq!(of.map(|(_, cell)| cell.count).sum::<i64>(), i64::try_from(deltas.len()).unwrap());
                }
            }
        }
    }
}
