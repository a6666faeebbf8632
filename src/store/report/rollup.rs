//! Deltas and the rollups that they are folded into. Whoever folds holds a lock, so that two nodes do not add to the same row at
//! once; whoever reports reads both in one snapshot.

use std::collections::BTreeMap;

use diesel::prelude::*;

use super::traits;
use crate::domain::case::clocks::Verdict;
use crate::domain::codes::{Priority, Source};
use crate::domain::report::cube::{Cell, Cube, Delta, Key, Span, sum_up};
use crate::domain::report::histogram::Histogram;
use crate::domain::report::stage::Stage;
use crate::store::dialect::MultiBackend;
use crate::store::dialect::fixed::fixed;
use crate::store::schema::reports::{report_deltas, report_rollups};
use crate::store::{Conn, StoreError, Tx};

#[derive(Insertable)]
#[diesel(table_name = report_deltas, treat_none_as_default_value = false)]
struct NewDelta<'a> {
    stage: &'static str,
    day: i64,
    category: Option<&'a str>,
    grid_id: Option<i64>,
    community_id: Option<i64>,
    street_id: Option<i64>,
    district_id: Option<i64>,
    unit_id: i64,
    source: &'static str,
    priority: &'static str,
    counted: bool,
    verdict: &'static str,
    times: i64,
    wall_s: i64,
    work_s: i64,
}

#[derive(Queryable)]
pub(super) struct DeltaRow {
    id: i64,
    stage: String,
    day: i64,
    category: Option<String>,
    grid_id: Option<i64>,
    community_id: Option<i64>,
    street_id: Option<i64>,
    district_id: Option<i64>,
    unit_id: i64,
    source: String,
    priority: String,
    counted: bool,
    verdict: String,
    times: i64,
    wall_s: i64,
    work_s: i64,
}

impl DeltaRow {
    pub(super) fn delta(self) -> Result<Delta, StoreError> {
        let areas = [self.grid_id, self.community_id, self.street_id, self.district_id];
        Ok(Delta {
            stage: self.stage.parse::<Stage>()?,
            day: self.day,
            traits: traits((self.category, areas, self.source, self.priority, self.counted))?,
            unit: self.unit_id,
            verdict: self.verdict.parse::<Verdict>()?,
            times: self.times,
            wall: self.wall_s,
            work: self.work_s,
        })
    }
}

/// Appends what was added or taken back.
pub fn insert_deltas(tx: &mut Tx<'_>, deltas: &[Delta]) -> Result<(), StoreError> {
    for delta in deltas {
        let areas = &delta.traits.areas;
        let row = NewDelta {
            stage: delta.stage.code(),
            day: delta.day,
            category: delta.traits.category.as_deref(),
            grid_id: areas.grid.map(|id| id.0),
            community_id: areas.community.map(|id| id.0),
            street_id: areas.street.map(|id| id.0),
            district_id: areas.district.map(|id| id.0),
            unit_id: delta.unit,
            source: delta.traits.source.code(),
            priority: delta.traits.priority.code(),
            counted: delta.traits.counted,
            verdict: delta.verdict.code(),
            times: delta.times,
            wall_s: delta.wall,
            work_s: delta.work,
        };
        fixed!(tx, execute, diesel::insert_into(report_deltas::table).values(row))?;
    }
    Ok(())
}

/// What waits to be folded, at most `limit`, the oldest first.
fn list_waiting(conn: &mut Conn, limit: i64) -> Result<Vec<(i64, Delta)>, StoreError> {
    let rows: Vec<DeltaRow> = report_deltas::table.order(report_deltas::id).limit(limit).load(conn)?;
    rows.into_iter().map(|row| Ok((row.id, row.delta()?))).collect()
}

/// Folds up to `limit` deltas into the rollups and removes them; answers how many. None while another node folds.
pub fn fold(tx: &mut Tx<'_>, limit: i64) -> Result<usize, StoreError> {
    if !tx.try_lock_rollups()? {
        return Ok(0);
    }
    let waiting = list_waiting(tx, limit)?;
    for (key, cell) in sum_up(waiting.iter().map(|(_, delta)| delta)) {
        add_to_row(tx, &key, &cell)?;
    }
    // By their ids and not up to the last one: on PostgreSQL a lower number may be committed later.
    let ids: Vec<i64> = waiting.iter().map(|(id, _)| *id).collect();
    if !ids.is_empty() {
        diesel::delete(report_deltas::table.filter(report_deltas::id.eq_any(ids))).execute(&mut **tx)?;
    }
    Ok(waiting.len())
}

/// The values of a row of the rollups: count, judged, missed, excused, both sums and both histograms.
type CellColumns = (i64, i64, i64, i64, i64, i64, Vec<u8>, Vec<u8>);

fn cell(
    (count, judged, missed, excused, wall_sum, work_sum, wall, work): CellColumns,
) -> Result<Cell, StoreError> {
    let histogram = |bytes: &[u8]| {
        Histogram::from_bytes(bytes).ok_or_else(|| StoreError::Corrupt("a histogram of a rollup".to_owned()))
    };
    let (wall, work) = (histogram(&wall)?, histogram(&work)?);
    Ok(Cell { count, judged, missed, excused, wall_sum, work_sum, wall, work })
}

type RowKey<'a> = (&'a str, &'a str, &'a str, i64, &'a str, i64, i64, i64, i64, i64, &'a str, &'a str);

fn row_key(key: &Key) -> RowKey<'_> {
    let [district, street, community, grid] = key.areas;
    (
        key.cube.code(),
        key.stage.code(),
        key.span.code(),
        key.number,
        key.category.as_str(),
        grid,
        community,
        street,
        district,
        key.unit,
        key.source,
        key.priority,
    )
}

macro_rules! cell_columns {
    () => {
        (
            report_rollups::count,
            report_rollups::judged,
            report_rollups::missed,
            report_rollups::excused,
            report_rollups::wall_sum,
            report_rollups::work_sum,
            report_rollups::wall,
            report_rollups::work,
        )
    };
}

/// Adds to a row, makes it, or removes it when nothing is left of it.
fn add_to_row(tx: &mut Tx<'_>, key: &Key, more: &Cell) -> Result<(), StoreError> {
    let row = report_rollups::table.find(row_key(key));
    let known: Option<CellColumns> = row.select(cell_columns!()).first(&mut **tx).optional()?;
    let Some(known) = known else {
        return insert_row(tx, key, more);
    };
    let mut sum = cell(known)?;
    sum.merge(more);
    if sum.is_empty() {
        diesel::delete(row).execute(&mut **tx)?;
        return Ok(());
    }
    let values = (
        report_rollups::count.eq(sum.count),
        report_rollups::judged.eq(sum.judged),
        report_rollups::missed.eq(sum.missed),
        report_rollups::excused.eq(sum.excused),
        report_rollups::wall_sum.eq(sum.wall_sum),
        report_rollups::work_sum.eq(sum.work_sum),
        report_rollups::wall.eq(sum.wall.to_bytes()),
        report_rollups::work.eq(sum.work.to_bytes()),
    );
    diesel::update(row).set(values).execute(&mut **tx)?;
    Ok(())
}

fn insert_row(tx: &mut Tx<'_>, key: &Key, cell: &Cell) -> Result<(), StoreError> {
    let [district, street, community, grid] = key.areas;
    let statement = diesel::insert_into(report_rollups::table).values((
        (
            report_rollups::cube.eq(key.cube.code()),
            report_rollups::stage.eq(key.stage.code()),
            report_rollups::span.eq(key.span.code()),
            report_rollups::number.eq(key.number),
            report_rollups::category.eq(key.category.as_str()),
            report_rollups::grid_id.eq(grid),
            report_rollups::community_id.eq(community),
            report_rollups::street_id.eq(street),
            report_rollups::district_id.eq(district),
            report_rollups::unit_id.eq(key.unit),
            report_rollups::source.eq(key.source),
            report_rollups::priority.eq(key.priority),
        ),
        (
            report_rollups::count.eq(cell.count),
            report_rollups::judged.eq(cell.judged),
            report_rollups::missed.eq(cell.missed),
            report_rollups::excused.eq(cell.excused),
            report_rollups::wall_sum.eq(cell.wall_sum),
            report_rollups::work_sum.eq(cell.work_sum),
            report_rollups::wall.eq(cell.wall.to_bytes()),
            report_rollups::work.eq(cell.work.to_bytes()),
        ),
    ));
    fixed!(tx, execute, statement)?;
    Ok(())
}

type KeyColumns = (String, String, String, i64, String, [i64; 5], String, String);
type LoadedKey = (String, String, String, i64, String, i64, i64, i64, i64, i64, String, String);

fn key((cube, stage, span, number, category, ids, source, priority): KeyColumns) -> Result<Key, StoreError> {
    let [grid, community, street, district, unit] = ids;
    Ok(Key {
        cube: cube.parse::<Cube>()?,
        stage: stage.parse::<Stage>()?,
        span: span.parse::<Span>()?,
        number,
        category,
        areas: [district, street, community, grid],
        unit,
        source: source.parse::<Source>()?.code(),
        priority: priority.parse::<Priority>()?.code(),
    })
}

macro_rules! key_columns {
    () => {
        (
            report_rollups::cube,
            report_rollups::stage,
            report_rollups::span,
            report_rollups::number,
            report_rollups::category,
            report_rollups::grid_id,
            report_rollups::community_id,
            report_rollups::street_id,
            report_rollups::district_id,
            report_rollups::unit_id,
            report_rollups::source,
            report_rollups::priority,
        )
    };
}

/// Rows of the rollups as they are stored.
pub(super) fn load(
    conn: &mut Conn,
    rows: report_rollups::BoxedQuery<'_, MultiBackend>,
) -> Result<Vec<(Key, Cell)>, StoreError> {
    let rows: Vec<(LoadedKey, CellColumns)> = rows.select((key_columns!(), cell_columns!())).load(conn)?;
    rows.into_iter()
        .map(|(columns, values)| {
            let (cube, stage, span, number, category, a, b, c, d, unit, source, priority) = columns;
            let columns = (cube, stage, span, number, category, [a, b, c, d, unit], source, priority);
            Ok((key(columns)?, cell(values)?))
        })
        .collect()
}

/// Every row of the rollups with what waits added to it, as of one instant: for `doctor`.
pub fn list_all(conn: &mut Conn) -> Result<BTreeMap<Key, Cell>, StoreError> {
    conn.snapshot(|conn| {
        let mut all: BTreeMap<Key, Cell> =
            load(conn, report_rollups::table.into_boxed())?.into_iter().collect();
        let waiting = list_waiting(conn, i64::MAX)?;
        for (key, more) in sum_up(waiting.iter().map(|(_, delta)| delta)) {
            all.entry(key).or_default().merge(&more);
        }
        all.retain(|_, cell| !cell.is_empty());
        Ok(all)
    })
}
