//! Resolution times: how long each step took, told apart as asked, beside the period before and the year before, and beside the
//! cases that are still open and so are in none of these times.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::name::{Named, names_of};
use super::question::{Question, ReportFilter, RowKey};
use crate::domain::ids::CaseId;
use crate::domain::policy::Actor;
use crate::domain::report::dimension::Dimension;
use crate::domain::report::measure::{Measure, Sample};
use crate::domain::report::period::Period;
use crate::domain::report::stage::Stage;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::report::read::{self, OpenCases};

/// What is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The steps.
    pub stages: Vec<Stage>,
    /// When they ended.
    pub period: Period,
    /// What the rows are; none for one row a step.
    pub by: Option<Dimension>,
    /// Whether the period before and the year before are told too.
    pub compare: bool,
    /// What it is narrowed to.
    pub filter: ReportFilter,
}

/// A row: a step, and what it is told apart by.
#[derive(Debug, Clone)]
pub struct Row {
    /// The step.
    pub stage: Stage,
    /// The code of what it is told apart by; empty for what belongs to none.
    pub group: String,
    /// In the period.
    pub now: Measure,
    /// In the period before.
    pub before: Option<Measure>,
    /// In the same period a year before.
    pub year_before: Option<Measure>,
}

/// The report.
#[derive(Debug, Clone)]
pub struct TimesReport {
    /// The instant of asking.
    pub as_of: Timestamp,
    /// The rows, by step and code.
    pub rows: Vec<Row>,
    /// The names of the codes.
    pub names: Named,
    /// Cases of the same selection that are open now.
    pub open: OpenCases,
}

/// The resolution times.
pub async fn resolution_times(core: &Core, actor: Actor, asked: Asked) -> Result<TimesReport, ServiceError> {
    let (rooms, as_of) = (core.clone(), core.clock.now());
    core.db
        .read(move |conn| {
            let Asked { stages, period, by, compare, filter } = asked;
            let question = Question::new(&rooms, conn, &actor, filter, stages, by)?;
            let mut told = question.gather(conn, period)?;
            // Other periods have other rows where the rows are periods.
            let compare = compare && by.is_none_or(|by| by.grain().is_none());
            let (mut before, mut year_before) = (BTreeMap::new(), BTreeMap::new());
            if compare {
                before = question.gather(conn, period.before())?;
                year_before = question.gather(conn, period.year_before())?;
            }
            let keys: BTreeSet<RowKey> =
                told.keys().chain(before.keys()).chain(year_before.keys()).cloned().collect();
            let measure = |rows: &mut BTreeMap<RowKey, Sample>, key: &RowKey| {
                rows.remove(key).unwrap_or_else(Sample::of_facts).measure()
            };
            let rows: Vec<Row> = keys
                .into_iter()
                .map(|key| Row {
                    now: measure(&mut told, &key),
                    before: compare.then(|| measure(&mut before, &key)),
                    year_before: compare.then(|| measure(&mut year_before, &key)),
                    stage: key.0,
                    group: key.1,
                })
                .collect();
            let codes = rows.iter().map(|row| row.group.clone()).collect();
            let names = match by {
                Some(by) => names_of(&rooms, conn, by, &codes)?,
                None => Named::default(),
            };
            let open = read::count_open(conn, &question.over(period))?;
            Ok(TimesReport { as_of, rows, names, open })
        })
        .await
}

/// The cases behind a number: those of which one of the steps ended in the period, in the order of their filing.
pub async fn cases_behind(
    core: &Core,
    actor: Actor,
    asked: Asked,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<CaseId>, ServiceError> {
    let rooms = core.clone();
    core.db
        .read(move |conn| {
            let question = Question::new(&rooms, conn, &actor, asked.filter, asked.stages, asked.by)?;
            Ok(read::list_cases_behind(conn, &question.over(asked.period), after, limit)?)
        })
        .await
}
