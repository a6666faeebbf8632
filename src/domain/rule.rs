//! The rules that an office sets as versions: the calendar, the limits, the ladders. A version is made once and never
//! changed. Of those in effect at an instant the one made last counts, so that a correction may reach back.

use std::sync::Arc;

use jiff::Timestamp;

use super::codes::code_enum;

code_enum! {
    /// A kind of rules.
    pub enum RuleKind {
        Calendar = "calendar", "日历", "Calendar";
        Limits = "limits", "时限规则", "Limits";
        Ladders = "ladders", "督办规则", "Ladders";
    }
}

/// The approved versions of one kind of rules.
#[derive(Debug, Clone)]
pub struct Versions<T> {
    /// Number, beginning and content, in the order of the numbers.
    list: Vec<(i64, Timestamp, Arc<T>)>,
}

impl<T> Versions<T> {
    /// Versions, in any order.
    pub fn new(mut list: Vec<(i64, Timestamp, Arc<T>)>) -> Self {
        list.sort_by_key(|(version, _, _)| *version);
        Self { list }
    }

    /// The one in effect at an instant.
    pub fn at(&self, now: Timestamp) -> Option<&Arc<T>> {
        self.list.iter().rev().find(|(_, from, _)| *from <= now).map(|(_, _, content)| content)
    }

    /// The one in effect at an instant among those made before a number; the first of all where there is none.
    pub fn before(&self, version: i64, now: Timestamp) -> Option<&Arc<T>> {
        let earlier = || self.list.iter().rev().filter(|(number, _, _)| *number < version);
        let found = earlier().find(|(_, from, _)| *from <= now).or_else(|| earlier().next_back());
        found.map(|(_, _, content)| content)
    }

    /// The one with this number.
    pub fn get(&self, version: i64) -> Option<&Arc<T>> {
        self.list.iter().find(|(number, _, _)| *number == version).map(|(_, _, content)| content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_those_in_effect_the_one_made_last_counts() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let version = |number, from| (number, at(from), Arc::new(number));
        // The third reaches back before the second.
        let versions = Versions::new(vec![version(3, 50), version(1, 0), version(2, 100), version(4, 900)]);
        for (now, number) in [(0, 1), (49, 1), (50, 3), (100, 3), (899, 3), (900, 4)] {
            assert_eq!(versions.at(at(now)).map(|n| **n), Some(number), "at {now}");
        }
        assert_eq!(versions.at(at(-1)), None);
        for (version, now, number) in [(3, 99, 1), (3, 100, 2), (4, 100, 3), (4, 40, 1), (9, 900, 4)] {
            assert_eq!(
                versions.before(version, at(now)).map(|n| **n),
                Some(number),
                "before {version} at {now}"
            );
        }
        assert_eq!(versions.get(2).map(|n| **n), Some(2));
    }
}
