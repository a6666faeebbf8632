//! What a report is asked, cut to what its asker may see, and where it is answered from: the rollups where they know enough,
//! the facts where those are few or the rollups know too little.

use std::collections::{BTreeMap, HashMap};

use crate::domain::codes::{Level, Right, Why};
use crate::domain::ids::{AreaId, PersonId, UnitId};
use crate::domain::policy::statistics::{StatisticsScope, statistics_scope};
use crate::domain::policy::{Actor, Forbidden};
use crate::domain::report::cube::{Cube, Delta, first_of, month_of, spans};
use crate::domain::report::dimension::{Belongs, Dimension};
use crate::domain::report::fact::number_of;
use crate::domain::report::measure::{EXACT_BELOW, Sample};
use crate::domain::report::period::Period;
use crate::domain::report::stage::Stage;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::Conn;
use crate::store::report::read::{self, Selection};

/// What a report is narrowed to; the names are those of the lists of cases.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Codes of categories.
    pub categories: Option<Vec<String>>,
    /// A group of the catalogue.
    pub group: Option<String>,
    /// The area with everything below.
    pub area: Option<AreaId>,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The person.
    pub handler: Option<PersonId>,
    /// Codes of priorities.
    pub priorities: Vec<&'static str>,
    /// Codes of sources.
    pub sources: Vec<&'static str>,
}

/// A question that may be asked.
pub(super) struct Question {
    selection: Selection,
    by: Option<Dimension>,
    cube: Option<Cube>,
    groups: HashMap<String, String>,
}

/// A stage and the code of a row.
pub(super) type RowKey = (Stage, String);

impl Question {
    /// Checks that the actor may ask this, and finds out what can answer it.
    pub(super) fn new(
        core: &Core,
        conn: &mut Conn,
        actor: &Actor,
        filter: ReportFilter,
        stages: Vec<Stage>,
        by: Option<Dimension>,
    ) -> Result<Self, ServiceError> {
        let scope = statistics_scope(actor)?;
        let areas = core.areas(conn)?;
        let area = match filter.area {
            None => None,
            Some(id) => Some((areas.find(id).ok_or(ServiceError::NotFound)?.level, id)),
        };
        let lists = core.catalogue(conn)?;
        let groups = lists.lists().categories.iter().map(|c| (c.code.clone(), c.group_code.clone()));
        let groups: HashMap<String, String> = groups.collect();
        let may =
            filter.area.is_none_or(|id| scope.holds_area(&areas.ancestors(id)) || !scope.units.is_empty());
        check(&scope, &filter, actor, by, may)?;
        let low_scope = scope.areas.iter().any(|id| areas.find(*id).is_none_or(|area| is_low(area.level)));
        let no_volunteers =
            by == Some(Dimension::Person) || (filter.handler.is_some() && filter.handler != actor.person);
        let selection = Selection {
            stages,
            days: (0, 0),
            categories: categories(filter.categories, filter.group.as_deref(), &groups),
            area,
            unit: filter.unit,
            person: filter.handler,
            priorities: filter.priorities,
            sources: filter.sources,
            no_volunteers: no_volunteers && !scope.is_own_only(),
            scope,
        };
        let cube = cube_for(&selection, by, low_scope);
        Ok(Self { selection, by, cube, groups })
    }

    /// The selection over a period.
    pub(super) fn over(&self, period: Period) -> Selection {
        let days = (number_of(period.first()), number_of(period.last()));
        Selection { days, ..self.selection.clone() }
    }

    /// What is gathered for each row over a period.
    pub(super) fn gather(
        &self,
        conn: &mut Conn,
        period: Period,
    ) -> Result<BTreeMap<RowKey, Sample>, ServiceError> {
        let selection = self.over(period);
        if let Some(cube) = self.cube {
            let days_only = self.by.is_some_and(Dimension::needs_days);
            let spans = spans(selection.days, days_only);
            let (sums, waiting) = read::list_sums(conn, &selection, cube, &spans)?;
            let count: i64 = sums.iter().map(|(_, cell)| cell.count).sum::<i64>()
                + waiting.iter().map(|delta| delta.times).sum::<i64>();
            if count >= EXACT_BELOW {
                return Ok(self.of_sums(&sums, &waiting));
            }
        }
        self.of_facts(conn, &selection)
    }

    fn row(&self, stage: Stage, belongs: &Belongs<'_>) -> RowKey {
        let group_of = |category: &str| self.groups.get(category).cloned();
        (stage, self.by.map_or_else(String::new, |by| belongs.under(by, &group_of)))
    }

    fn of_sums(
        &self,
        sums: &[(crate::domain::report::cube::Key, crate::domain::report::cube::Cell)],
        waiting: &[Delta],
    ) -> BTreeMap<RowKey, Sample> {
        let mut rows: BTreeMap<RowKey, Sample> = BTreeMap::new();
        for (key, cell) in sums {
            rows.entry(self.row(key.stage, &Belongs::of_sum(key))).or_default().merge(cell);
        }
        for delta in waiting {
            let row = self.row(delta.stage, &Belongs::of_delta(delta));
            rows.entry(row).or_default().add(delta);
        }
        rows
    }

    /// Counted from the facts, a month at a time, so that no more of them are held than a month has.
    fn of_facts(
        &self,
        conn: &mut Conn,
        selection: &Selection,
    ) -> Result<BTreeMap<RowKey, Sample>, ServiceError> {
        let mut rows: BTreeMap<RowKey, Sample> = BTreeMap::new();
        let (first, last) = selection.days;
        for month in month_of(first)..=month_of(last) {
            let begins = first_of(month).unwrap_or(first).max(first);
            let ends = first_of(month + 1).map_or(last, |next| next - 1).min(last);
            for (traits, counted) in read::list_selected(conn, selection, (begins, ends))? {
                let row = self.row(counted.fact.stage, &Belongs::of_fact(&traits, &counted));
                rows.entry(row).or_insert_with(Sample::of_facts).add(&counted.delta(&traits, 1));
            }
        }
        Ok(rows)
    }
}

const fn is_low(level: Level) -> bool {
    matches!(level, Level::Grid | Level::Community)
}

/// A question about what the asker may not see is refused, and not answered with nothing.
fn check(
    scope: &StatisticsScope,
    filter: &ReportFilter,
    actor: &Actor,
    by: Option<Dimension>,
    may_area: bool,
) -> Result<(), Forbidden> {
    let no = |why| Err(Forbidden { right: Right::ViewStatistics, why });
    let own = scope.is_own_only();
    if own
        && (filter.handler.is_some_and(|person| Some(person) != actor.person)
            || by == Some(Dimension::Person))
    {
        return no(Why::NotConcerned);
    }
    if !own && !may_area {
        return no(Why::OtherArea);
    }
    if let Some(unit) = filter.unit
        && !own
        && scope.areas.is_empty()
        && !scope.holds_unit(unit)
    {
        return no(Why::OtherUnit);
    }
    Ok(())
}

fn categories(
    listed: Option<Vec<String>>,
    group: Option<&str>,
    groups: &HashMap<String, String>,
) -> Option<Vec<String>> {
    let Some(group) = group else { return listed };
    let within = groups.iter().filter(|(_, of)| *of == group).map(|(code, _)| code.clone());
    Some(within.filter(|code| listed.as_ref().is_none_or(|listed| listed.contains(code))).collect())
}

/// The rollup that knows enough to answer; none where only the facts do.
fn cube_for(selection: &Selection, by: Option<Dimension>, low_scope: bool) -> Option<Cube> {
    let people = selection.person.is_some() || selection.scope.person.is_some() || selection.no_volunteers;
    let low_area = selection.area.is_some_and(|(level, _)| is_low(level));
    let place = low_scope || low_area || by.is_some_and(Dimension::needs_place);
    let category = selection.categories.is_some() || by.is_some_and(Dimension::needs_category);
    match (people, place, category) {
        (true, ..) | (_, true, true) => None,
        (_, false, true) => Some(Cube::Category),
        (_, _, false) => Some(Cube::Place),
    }
}
