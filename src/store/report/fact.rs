//! Facts of cases.

use diesel::prelude::*;

use super::traits;
use crate::domain::case::clocks::Verdict;
use crate::domain::ids::{CaseId, PersonId, UnitId};
use crate::domain::report::fact::{Counted, Doer, Fact, Traits};
use crate::domain::report::stage::Stage;
use crate::store::dialect::fixed::fixed;
use crate::store::schema::reports::report_facts;
use crate::store::{Conn, DbTime, StoreError, Tx};

#[derive(Insertable, Queryable)]
#[diesel(table_name = report_facts, treat_none_as_default_value = false)]
pub(super) struct FactRow {
    case_id: i64,
    stage: String,
    seq: i64,
    since: DbTime,
    ended_at: DbTime,
    due_at: Option<DbTime>,
    day: i64,
    filed_day: i64,
    wall_s: i64,
    work_s: i64,
    verdict: String,
    calendar: i64,
    unit_id: Option<i64>,
    person_id: Option<i64>,
    volunteer: bool,
    category: Option<String>,
    grid_id: Option<i64>,
    community_id: Option<i64>,
    street_id: Option<i64>,
    district_id: Option<i64>,
    source: String,
    priority: String,
    counted: bool,
}

impl FactRow {
    fn of(case: CaseId, filed_day: i64, under: &Traits, counted: &Counted) -> Self {
        let Counted { fact, day, calendar } = counted;
        Self {
            case_id: case.0,
            stage: fact.stage.code().to_owned(),
            seq: fact.seq,
            since: fact.since.into(),
            ended_at: fact.at.into(),
            due_at: fact.due_at.map(Into::into),
            day: *day,
            filed_day,
            wall_s: fact.wall,
            work_s: fact.work,
            verdict: fact.verdict.code().to_owned(),
            calendar: *calendar,
            unit_id: fact.doer.unit.map(|id| id.0),
            person_id: fact.doer.person.map(|id| id.0),
            volunteer: fact.doer.volunteer,
            category: under.category.clone(),
            grid_id: under.areas.grid.map(|id| id.0),
            community_id: under.areas.community.map(|id| id.0),
            street_id: under.areas.street.map(|id| id.0),
            district_id: under.areas.district.map(|id| id.0),
            source: under.source.code().to_owned(),
            priority: under.priority.code().to_owned(),
            counted: under.counted,
        }
    }

    pub(super) fn stored(self) -> Result<(Traits, Counted), StoreError> {
        let fact = Fact {
            stage: self.stage.parse::<Stage>()?,
            seq: self.seq,
            since: self.since.at(),
            at: self.ended_at.at(),
            due_at: self.due_at.map(DbTime::at),
            wall: self.wall_s,
            work: self.work_s,
            verdict: self.verdict.parse::<Verdict>()?,
            doer: Doer {
                unit: self.unit_id.map(UnitId),
                person: self.person_id.map(PersonId),
                volunteer: self.volunteer,
            },
        };
        let areas = [self.grid_id, self.community_id, self.street_id, self.district_id];
        let under = traits((self.category, areas, self.source, self.priority, self.counted))?;
        Ok((under, Counted { fact, day: self.day, calendar: self.calendar }))
    }
}

/// Writes facts of a case.
pub fn insert_facts(
    tx: &mut Tx<'_>,
    case: CaseId,
    filed_day: i64,
    under: &Traits,
    facts: &[Counted],
) -> Result<(), StoreError> {
    for counted in facts {
        let row = FactRow::of(case, filed_day, under, counted);
        fixed!(tx, execute, diesel::insert_into(report_facts::table).values(row))?;
    }
    Ok(())
}

/// The facts of a case as they are stored, by stage and number.
pub fn list_facts(conn: &mut Conn, case: CaseId) -> Result<Vec<(Traits, Counted)>, StoreError> {
    let rows: Vec<FactRow> = report_facts::table
        .filter(report_facts::case_id.eq(case.0))
        .order((report_facts::stage, report_facts::seq))
        .load(conn)?;
    rows.into_iter().map(FactRow::stored).collect()
}

/// Takes the facts of a case back; those of one stage, or all.
pub fn delete_facts(tx: &mut Tx<'_>, case: CaseId, stage: Option<Stage>) -> Result<(), StoreError> {
    let of_case = report_facts::table.filter(report_facts::case_id.eq(case.0));
    match stage {
        None => diesel::delete(of_case).execute(&mut **tx)?,
        Some(stage) => {
            diesel::delete(of_case.filter(report_facts::stage.eq(stage.code()))).execute(&mut **tx)?
        }
    };
    Ok(())
}
