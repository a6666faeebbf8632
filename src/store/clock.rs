//! Clocks of cases: rows that follow from the events and are written with them. The first segment of a clock stands in the clock's own row, since most
//! clocks have no other.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::dialect::together::put;
use super::schema::clocks::{case_clocks, clock_segments};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::case::Holder;
use crate::domain::case::clocks::{CaseClock, ClockBook, Ended, Segment, Turn, What};
use crate::domain::codes::ClockKind;
use crate::domain::ids::CaseId;

/// A clock as its row.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable)]
#[diesel(table_name = case_clocks, treat_none_as_default_value = false)]
pub(super) struct ClockRow {
    case_id: i64,
    kind: String,
    cycle: i64,
    seq: i64,
    since: DbTime,
    holder_kind: Option<String>,
    holder_id: Option<i64>,
    unit_id: Option<i64>,
    course: String,
    segments: i64,
    due_at: Option<DbTime>,
    fixed: bool,
    budget: Option<String>,
    policy: Option<i64>,
    calendar: Option<i64>,
    provisional: bool,
    ended_seq: Option<i64>,
    ended_at: Option<DbTime>,
    verdict: Option<String>,
    origin: Option<String>,
    catalogue: Option<i64>,
}

/// A segment from the second on as its row.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, Queryable)]
#[diesel(table_name = clock_segments, treat_none_as_default_value = false)]
pub(super) struct SegmentRow {
    case_id: i64,
    kind: String,
    cycle: i64,
    number: i64,
    seq: i64,
    from_at: DbTime,
    course: String,
    reason: Option<String>,
    holder_kind: Option<String>,
    holder_id: Option<i64>,
    unit_id: Option<i64>,
    due_at: Option<DbTime>,
    fixed: bool,
}

/// Kind of holder, whose id, and for which unit.
fn holder(holder: Option<Holder>) -> (Option<String>, Option<i64>, Option<i64>) {
    match holder {
        None => (None, None, None),
        Some(Holder::Desk { area, .. }) => (Some("desk".to_owned()), area.map(|id| id.0), None),
        Some(Holder::Unit { unit }) => (Some("unit".to_owned()), Some(unit.0), Some(unit.0)),
        Some(Holder::Person { person, unit }) => {
            (Some("person".to_owned()), Some(person.0), unit.map(|id| id.0))
        }
    }
}

impl ClockRow {
    fn begins(case: CaseId, kind: ClockKind, cycle: i64, since: jiff::Timestamp, first: &Segment) -> Self {
        let (holder_kind, holder_id, unit_id) = holder(first.holder);
        let mut row = Self {
            case_id: case.0,
            kind: kind.code().to_owned(),
            cycle,
            seq: first.seq,
            since: since.into(),
            holder_kind,
            holder_id,
            unit_id,
            course: String::new(),
            segments: 0,
            due_at: None,
            fixed: false,
            budget: None,
            policy: None,
            calendar: None,
            provisional: false,
            ended_seq: None,
            ended_at: None,
            verdict: None,
            origin: None,
            catalogue: None,
        };
        row.goes(first);
        row
    }

    /// What a segment changes of the clock's row.
    fn goes(&mut self, segment: &Segment) {
        self.segments += 1;
        segment.course.code().clone_into(&mut self.course);
        self.due_at = segment.due_at.map(Into::into);
        self.fixed = segment.fixed;
        self.budget = segment.terms.map(|terms| terms.limit.to_string());
        self.origin = segment.terms.map(|terms| terms.origin.code().to_owned());
        self.policy = segment.terms.map(|terms| terms.policy);
        self.catalogue = segment.terms.map(|terms| terms.catalogue);
        self.calendar = segment.terms.map(|terms| terms.calendar);
        self.provisional = segment.terms.is_some_and(|terms| terms.provisional);
    }

    fn ends(&mut self, ended: &Ended) {
        self.ended_seq = Some(ended.seq);
        self.ended_at = Some(ended.at.into());
        self.verdict = Some(ended.verdict.code().to_owned());
    }

    fn key(&self) -> (i64, &str, i64) {
        (self.case_id, &self.kind, self.cycle)
    }
}

impl SegmentRow {
    /// The row of the segment that has just been counted into its clock.
    fn of(clock: &ClockRow, segment: &Segment) -> Self {
        let (holder_kind, holder_id, unit_id) = holder(segment.holder);
        Self {
            case_id: clock.case_id,
            kind: clock.kind.clone(),
            cycle: clock.cycle,
            number: clock.segments,
            seq: segment.seq,
            from_at: segment.from.into(),
            course: segment.course.code().to_owned(),
            reason: segment.reason.map(|reason| reason.code().to_owned()),
            holder_kind,
            holder_id,
            unit_id,
            due_at: segment.due_at.map(Into::into),
            fixed: segment.fixed,
        }
    }
}

fn rows_of(case: CaseId, book: &ClockBook) -> (Vec<ClockRow>, Vec<SegmentRow>) {
    let (mut clocks, mut segments) = (Vec::with_capacity(book.clocks.len()), Vec::new());
    for CaseClock { kind, cycle, since, segments: parts, ended } in &book.clocks {
        let Some((first, further)) = parts.split_first() else { continue };
        let mut row = ClockRow::begins(case, *kind, *cycle, *since, first);
        for segment in further {
            row.goes(segment);
            segments.push(SegmentRow::of(&row, segment));
        }
        if let Some(ended) = ended {
            row.ends(ended);
        }
        clocks.push(row);
    }
    (clocks, segments)
}

fn insert_clock_rows(tx: &mut Tx<'_>, rows: Vec<ClockRow>) -> Result<(), StoreError> {
    for row in rows {
        put!(tx, diesel::insert_into(case_clocks::table).values(row))?;
    }
    Ok(())
}

fn insert_segment_rows(tx: &mut Tx<'_>, rows: Vec<SegmentRow>) -> Result<(), StoreError> {
    for row in rows {
        put!(tx, diesel::insert_into(clock_segments::table).values(row))?;
    }
    Ok(())
}

/// Writes the clocks of a case that was just opened.
pub(super) fn insert_clocks(tx: &mut Tx<'_>, case: CaseId, book: &ClockBook) -> Result<(), StoreError> {
    let (clocks, segments) = rows_of(case, book);
    insert_clock_rows(tx, clocks)?;
    insert_segment_rows(tx, segments)
}

/// Writes what events have done to the clocks of a case. Most events do nothing to them and cost nothing here.
pub(super) fn update_clocks(tx: &mut Tx<'_>, case: CaseId, turns: &[Turn]) -> Result<(), StoreError> {
    if turns.is_empty() {
        return Ok(());
    }
    let stored: Vec<ClockRow> = case_clocks::table.filter(case_clocks::case_id.eq(case.0)).load(&mut **tx)?;
    let mut change = Change { case, known: BTreeMap::new(), touched: Vec::new(), segments: Vec::new() };
    for row in stored {
        let known = change.known.entry(row.kind.clone()).or_default();
        known.0 += 1;
        if row.ended_at.is_none() {
            change.touched.push(Touched { row, new: false, changed: false });
        }
    }
    for turn in turns {
        change.turn(turn)?;
    }
    change.write(tx)
}

struct Touched {
    row: ClockRow,
    new: bool,
    changed: bool,
}

/// How many clocks of a kind there have been.
#[derive(Default)]
struct Known(i64);

struct Change {
    case: CaseId,
    known: BTreeMap<String, Known>,
    touched: Vec<Touched>,
    segments: Vec<SegmentRow>,
}

impl Change {
    fn turn(&mut self, turn: &Turn) -> Result<(), StoreError> {
        if let What::Begins { since, first } = &turn.what {
            let known = self.known.entry(turn.kind.code().to_owned()).or_default();
            known.0 += 1;
            let row = ClockRow::begins(self.case, turn.kind, turn.order.unwrap_or(known.0), *since, first);
            self.touched.push(Touched { row, new: true, changed: false });
            return Ok(());
        }
        let open = self.touched.iter_mut().rev().find(|touched| {
            touched.row.kind == turn.kind.code()
                && touched.row.ended_at.is_none()
                && turn.order.is_none_or(|order| touched.row.cycle == order)
        });
        let touched = open.ok_or_else(|| {
            StoreError::Corrupt(format!("case {} has no open clock {}", self.case, turn.kind))
        })?;
        touched.changed = true;
        match &turn.what {
            What::Goes(segment) => {
                touched.row.goes(segment);
                self.segments.push(SegmentRow::of(&touched.row, segment));
            }
            What::Ends(ended) => touched.row.ends(ended),
            What::Begins { .. } => {}
        }
        Ok(())
    }

    fn write(self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (new, old): (Vec<_>, Vec<_>) = self.touched.into_iter().partition(|touched| touched.new);
        for Touched { row, .. } in old.iter().filter(|touched| touched.changed) {
            diesel::update(case_clocks::table.find(row.key()))
                .set((
                    case_clocks::course.eq(&row.course),
                    case_clocks::segments.eq(row.segments),
                    case_clocks::due_at.eq(row.due_at),
                    case_clocks::fixed.eq(row.fixed),
                    case_clocks::budget.eq(&row.budget),
                    case_clocks::origin.eq(&row.origin),
                    case_clocks::policy.eq(row.policy),
                    case_clocks::catalogue.eq(row.catalogue),
                    case_clocks::calendar.eq(row.calendar),
                    case_clocks::provisional.eq(row.provisional),
                    case_clocks::ended_seq.eq(row.ended_seq),
                    case_clocks::ended_at.eq(row.ended_at),
                    case_clocks::verdict.eq(&row.verdict),
                ))
                .execute(&mut **tx)?;
        }
        let new: Vec<ClockRow> = new.into_iter().map(|touched| touched.row).collect();
        insert_clock_rows(tx, new)?;
        insert_segment_rows(tx, self.segments)
    }
}

/// Whether the rows of a case are what its events give: for `doctor`.
pub fn agrees(conn: &mut Conn, case: CaseId, book: &ClockBook) -> Result<bool, StoreError> {
    let (mut clocks, mut segments) = rows_of(case, book);
    clocks.sort_by(|a, b| a.key().cmp(&b.key()));
    segments.sort_by(|a, b| (&a.kind, a.cycle, a.number).cmp(&(&b.kind, b.cycle, b.number)));
    let stored: Vec<ClockRow> = case_clocks::table
        .filter(case_clocks::case_id.eq(case.0))
        .order((case_clocks::kind, case_clocks::cycle))
        .load(conn)?;
    let further: Vec<SegmentRow> = clock_segments::table
        .filter(clock_segments::case_id.eq(case.0))
        .order((clock_segments::kind, clock_segments::cycle, clock_segments::number))
        .load(conn)?;
    Ok(clocks == stored && segments == further)
}
