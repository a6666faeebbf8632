//! Lists of cases: pages of queues and of the history, counts, and the stream of an export. Every list is cut to what the
//! policy's scope lets its reader see, in the same query.

mod condition;

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Integer, Text};
use jiff::Timestamp;

use super::dialect::{Engine, MultiBackend};
use super::schema::{cases, exports};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::case::Case;
use crate::domain::codes::Level;
use crate::domain::geo::Point;
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::policy::Scope;
use crate::domain::queue::{Seat, Stream};
use crate::domain::text::SearchQuery;
use condition::{Condition, Way};

/// What a list asks for; empty asks for everything.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    /// Codes of states, any of which will do.
    pub states: Vec<&'static str>,
    /// Codes of priorities.
    pub priorities: Vec<&'static str>,
    /// Codes of sources.
    pub sources: Vec<&'static str>,
    /// The level.
    pub level: Option<Level>,
    /// Codes of categories.
    pub categories: Option<Vec<String>>,
    /// The area with everything below.
    pub area: Option<AreaId>,
    /// The unit that leads.
    pub unit: Option<UnitId>,
    /// The person at work.
    pub handler: Option<PersonId>,
    /// Filed at or after.
    pub filed_from: Option<Timestamp>,
    /// Filed before.
    pub filed_to: Option<Timestamp>,
    /// Due before.
    pub due_before: Option<Timestamp>,
    /// Open, or over.
    pub open: Option<bool>,
    /// West, south, east, north, in WGS-84.
    pub bbox: Option<[f64; 4]>,
    /// Words in its texts.
    pub text: Option<SearchQuery>,
}

/// Whose list it is, and what it asks for.
#[derive(Debug, Clone)]
pub struct CaseQuery {
    /// What the reader may see.
    pub scope: Scope,
    /// What is asked for.
    pub filter: CaseFilter,
    /// The desks whose work it is about; all if none.
    pub seats: Vec<Seat>,
    /// The instant of asking.
    pub now: Timestamp,
}

/// A row of a list.
#[derive(Debug, Clone)]
pub struct ListedCase {
    /// The projection.
    pub case: Case,
    /// Where it lies.
    pub place: Option<Point>,
}

/// The order of a list that is no queue: by filing, which never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FiledOrder {
    /// The newest first.
    NewestFirst,
    /// The oldest first.
    OldestFirst,
}

/// The position in a queue: cases without a due time stand last; the id breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DueKey {
    /// Whether there is no due time.
    pub undated: bool,
    /// The due time; the filing's otherwise, which is not compared.
    pub due_at: Timestamp,
    /// The case.
    pub id: i64,
}

impl DueKey {
    /// The position of a case.
    pub fn of(case: &Case) -> Self {
        let due = case.clock.map(|clock| clock.due_at);
        Self { undated: due.is_none(), due_at: due.unwrap_or(Timestamp::UNIX_EPOCH), id: case.id.0 }
    }
}

type Boxed = cases::BoxedQuery<'static, MultiBackend>;
type Row = (String, Option<f64>, Option<f64>);

/// The rows that are asked for, as far as they are seen in one way.
fn filtered(query: &CaseQuery, way: Way, engine: Engine) -> Boxed {
    let conditions = way
        .conditions
        .into_iter()
        .chain(condition::at_seats(&query.seats))
        .chain(condition::asked(&query.filter, engine, way.narrow));
    narrowed(cases::table.into_boxed(), conditions)
}

/// The rows of one stream of a queue, as far as they are seen in one way.
fn streamed(query: &CaseQuery, way: Way, stream: Stream, engine: Engine) -> Boxed {
    let stream = condition::in_stream(stream, query.now.into(), way.narrow);
    narrowed(filtered(query, way, engine), stream)
}

/// The ways through a stream. What somebody holds is read by its holder, in order and in one way.
fn ways_of(query: &CaseQuery, stream: Stream) -> Vec<Way> {
    match stream {
        Stream::HeldByPerson(_) | Stream::HeldByUnit(_) => vec![condition::visible(&query.scope)],
        Stream::State(_) | Stream::Late => condition::ways(&query.scope),
    }
}

fn narrowed(query: Boxed, conditions: impl IntoIterator<Item = Condition>) -> Boxed {
    conditions.into_iter().fold(query, QueryDsl::filter)
}

fn load(conn: &mut Conn, query: Boxed) -> Result<Vec<ListedCase>, StoreError> {
    let rows: Vec<Row> = query.select((cases::detail, cases::lon, cases::lat)).load(conn)?;
    rows.into_iter()
        .map(|(detail, lon, lat)| {
            let case = serde_json::from_str(&detail).map_err(|e| StoreError::Corrupt(e.to_string()))?;
            let place = lon.zip(lat).map(|(lon, lat)| Point { lon, lat });
            Ok(ListedCase { case, place })
        })
        .collect()
}

/// The cases after `after` in the order of filing, at most `limit`. Each way is read in order; the page is their merge.
pub fn list_cases(
    conn: &mut Conn,
    query: &CaseQuery,
    order: FiledOrder,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<ListedCase>, StoreError> {
    let mut merged = Vec::new();
    for way in condition::ways(&query.scope) {
        let rows = in_filed_order(filtered(query, way, conn.engine()), order, after);
        merged.extend(load(conn, rows.limit(limit.into()))?);
    }
    merged.sort_by_key(|row| match order {
        FiledOrder::NewestFirst => -row.case.id.0,
        FiledOrder::OldestFirst => row.case.id.0,
    });
    merged.dedup_by_key(|row| row.case.id);
    merged.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(merged)
}

fn in_filed_order(rows: Boxed, order: FiledOrder, after: Option<CaseId>) -> Boxed {
    match (order, after) {
        (FiledOrder::NewestFirst, None) => rows.order(cases::id.desc()),
        (FiledOrder::NewestFirst, Some(after)) => rows.filter(cases::id.lt(after.0)).order(cases::id.desc()),
        (FiledOrder::OldestFirst, None) => rows.order(cases::id.asc()),
        (FiledOrder::OldestFirst, Some(after)) => rows.filter(cases::id.gt(after.0)).order(cases::id.asc()),
    }
}

/// The cases after `after` in the streams of a queue, the most urgent first, at most `limit`. Each stream is read in the
/// order of one index; the page is their merge.
pub fn list_queue(
    conn: &mut Conn,
    query: &CaseQuery,
    streams: &[Stream],
    after: Option<DueKey>,
    limit: u32,
) -> Result<Vec<ListedCase>, StoreError> {
    let mut merged = Vec::new();
    for stream in streams {
        for way in ways_of(query, *stream) {
            if after.is_none_or(|key| !key.undated) {
                let rows = dated(query, way, *stream, after, conn.engine());
                merged.extend(load(conn, rows.limit(limit.into()))?);
            }
        }
        // Only what somebody holds can stand without a due time: the states of desks always have a clock.
        if matches!(stream, Stream::HeldByPerson(_) | Stream::HeldByUnit(_)) {
            let rows = undated(query, *stream, after, conn.engine());
            merged.extend(load(conn, rows.limit(limit.into()))?);
        }
    }
    merged.sort_by_key(|row| DueKey::of(&row.case));
    merged.dedup_by_key(|row| row.case.id);
    merged.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(merged)
}

fn dated(query: &CaseQuery, way: Way, stream: Stream, after: Option<DueKey>, engine: Engine) -> Boxed {
    let rows = streamed(query, way, stream, engine).filter(cases::due_at.is_not_null());
    let rows = match after {
        None => rows,
        Some(key) => {
            let due = DbTime::from(key.due_at);
            // The first comparison is the range of the index; the second cuts off what was shown.
            rows.filter(cases::due_at.ge(due)).filter(cases::due_at.gt(due).or(cases::id.gt(key.id)))
        }
    };
    rows.order((cases::due_at.asc(), cases::id.asc()))
}

fn undated(query: &CaseQuery, stream: Stream, after: Option<DueKey>, engine: Engine) -> Boxed {
    let way = condition::visible(&query.scope);
    let rows = streamed(query, way, stream, engine).filter(cases::due_at.is_null());
    let after = after.filter(|key| key.undated).map_or(0, |key| key.id);
    rows.filter(cases::id.gt(after)).order(cases::id.asc())
}

/// The cases that a person reported or filed for another, sealed ones too, the newest first.
pub fn list_reported(
    conn: &mut Conn,
    person: PersonId,
    after: Option<CaseId>,
    limit: u32,
) -> Result<Vec<Case>, StoreError> {
    let mut rows = narrowed(cases::table.into_boxed(), [condition::reported_by(person)]);
    if let Some(after) = after {
        rows = rows.filter(cases::id.lt(after.0));
    }
    let rows = load(conn, rows.order(cases::id.desc()).limit(limit.into()))?;
    Ok(rows.into_iter().map(|row| row.case).collect())
}

/// How many cases the list has, counting no further than `cap`.
pub fn count_cases(conn: &mut Conn, query: &CaseQuery, cap: u32) -> Result<u32, StoreError> {
    let mut found = BTreeSet::new();
    for way in condition::ways(&query.scope) {
        let rows = filtered(query, way, conn.engine());
        found.extend(load_ids(conn, rows, cap)?);
    }
    Ok(capped(&found, cap))
}

/// How many cases a queue has, counting no further than `cap`.
pub fn count_queue(
    conn: &mut Conn,
    query: &CaseQuery,
    streams: &[Stream],
    cap: u32,
) -> Result<u32, StoreError> {
    let mut found = BTreeSet::new();
    for stream in streams {
        for way in ways_of(query, *stream) {
            let rows = streamed(query, way, *stream, conn.engine());
            found.extend(load_ids(conn, rows, cap)?);
        }
    }
    Ok(capped(&found, cap))
}

fn load_ids(conn: &mut Conn, rows: Boxed, cap: u32) -> Result<Vec<i64>, StoreError> {
    Ok(rows.select(cases::id).limit(cap.into()).load(conn)?)
}

/// A row that is seen in several ways counts once.
fn capped(found: &BTreeSet<i64>, cap: u32) -> u32 {
    u32::try_from(found.len()).unwrap_or(cap).min(cap)
}

/// How SQLite would read a stream of a queue, a plan for each way, a line a step: for the test that forbids scans and sorts.
pub fn explain_queue(
    conn: &mut Conn,
    query: &CaseQuery,
    stream: Stream,
    after: Option<DueKey>,
) -> Result<Vec<Vec<String>>, StoreError> {
    let ways = ways_of(query, stream).into_iter();
    ways.map(|way| explain(conn, dated(query, way, stream, after, Engine::Sqlite))).collect()
}

/// How SQLite would read a list in the order of filing, a plan for each way, a line a step.
pub fn explain_cases(conn: &mut Conn, query: &CaseQuery) -> Result<Vec<Vec<String>>, StoreError> {
    let newest = |rows| in_filed_order(rows, FiledOrder::NewestFirst, None);
    let ways = condition::ways(&query.scope).into_iter();
    ways.map(|way| explain(conn, newest(filtered(query, way, Engine::Sqlite)))).collect()
}

fn explain(conn: &mut Conn, rows: Boxed) -> Result<Vec<String>, StoreError> {
    let rows = Explained(rows.select((cases::detail, cases::lon, cases::lat)).limit(51));
    let steps: Vec<(i32, i32, i32, String)> = rows.load(conn)?;
    Ok(steps.into_iter().map(|(.., step)| step).collect())
}

/// A query with `EXPLAIN QUERY PLAN` before it.
#[derive(QueryId)]
struct Explained<Q>(Q);

impl<Q: QueryFragment<MultiBackend>> QueryFragment<MultiBackend> for Explained<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, MultiBackend>) -> QueryResult<()> {
        out.push_sql("EXPLAIN QUERY PLAN ");
        self.0.walk_ast(out.reborrow())
    }
}

impl<Q> Query for Explained<Q> {
    type SqlType = (Integer, Integer, Integer, Text);
}

impl<Q> RunQueryDsl<Conn> for Explained<Q> {}

/// Records who takes which rows out of the house, before the first row leaves.
pub fn insert_export(
    tx: &mut Tx<'_>,
    person: PersonId,
    format: &str,
    filter: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = (
        exports::person_id.eq(person.0),
        exports::at.eq(DbTime::from(now)),
        exports::format.eq(format),
        exports::filter.eq(filter),
    );
    diesel::insert_into(exports::table).values(row).execute(&mut **tx)?;
    Ok(())
}
