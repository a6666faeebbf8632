//! Whether the numbers are what the events give: for `doctor --deep`.

use std::collections::BTreeMap;

use crate::domain::calendar::Calendar;
use crate::domain::case::Event;
use crate::domain::ids::CaseId;
use crate::domain::report::cube::{Cell, Delta, Key, sum_up};
use crate::domain::report::fact::{Counted, FactBook, Traits, day_number};
use crate::service::error::ServiceError;
use crate::store::report::fact::list_facts;
use crate::store::report::rollup::list_all;
pub use crate::store::report::uncounted::count_uncounted;
use crate::store::report::uncounted::is_uncounted;
use crate::store::{Conn, StoreError};

/// Adds up what the events of every case give, and then compares.
#[derive(Debug, Default)]
pub struct NumbersCheck {
    sums: BTreeMap<Key, Cell>,
}

impl NumbersCheck {
    /// Adds a case; answers whether its facts are what its events give. A working time that was counted by another version of
    /// the calendar stays as it was counted then, and a case that is not in the numbers yet has none.
    pub fn case(
        &mut self,
        conn: &mut Conn,
        id: CaseId,
        events: &[Event],
        calendar: &Calendar,
    ) -> Result<bool, ServiceError> {
        let (case, book) = FactBook::replay(id, events, calendar)
            .map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
        let stored = list_facts(conn, id)?;
        if is_uncounted(conn, id)? {
            return Ok(stored.is_empty());
        }
        let Some(under) = Traits::of(&case) else { return Ok(stored.is_empty()) };
        let mut given = book.by_key();
        let mut sound = stored.len() == given.len();
        let mut deltas = vec![Delta::filed(day_number(calendar, case.filed_at), &under, 1)];
        for (counted_under, counted) in stored {
            let Some(fact) = given.remove(&(counted.fact.stage, counted.fact.seq)) else {
                sound = false;
                continue;
            };
            let mut told = Counted::by(fact, calendar);
            if counted.calendar != calendar.version() {
                told = Counted {
                    fact: crate::domain::report::fact::Fact { work: counted.fact.work, ..told.fact },
                    calendar: counted.calendar,
                    ..told
                };
            }
            sound &= told == counted && counted_under == under;
            deltas.push(told.delta(&under, 1));
        }
        deltas.extend(given.into_values().map(|fact| Counted::by(fact, calendar).delta(&under, 1)));
        for (key, more) in sum_up(&deltas) {
            self.sums.entry(key).or_default().merge(&more);
        }
        Ok(sound)
    }

    /// The rows of the rollups that are not what the facts of all cases add up to, with those that lack or are too many.
    pub fn finish(self, conn: &mut Conn) -> Result<Vec<Key>, ServiceError> {
        let stored = list_all(conn)?;
        let wrong = |(key, cell): (&Key, &Cell)| (self.sums.get(key) != Some(cell)).then(|| key.clone());
        let lacking = self.sums.keys().filter(|key| !stored.contains_key(key)).cloned();
        Ok(stored.iter().filter_map(wrong).chain(lacking).collect())
    }
}
