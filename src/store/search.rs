//! Full-text search over cases. The tokens come from `domain/text.rs`, so that both engines find the same words. Rows are written
//! once, at the end of the group of transactions that are committed together.

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::dialect::search::insert_search_row;
use super::dialect::{Engine, MultiBackend};
use super::schema::cases;
use super::{StoreError, Tx};
use crate::domain::ids::CaseId;
use crate::domain::text::SearchQuery;

/// Puts the texts of a case that was just opened into the index. The caller never does so for a sealed case.
pub fn insert(tx: &mut Tx<'_>, case: CaseId, text: &str) {
    let tokens = tx.engine().search_tokens(text);
    insert_search_row(tx, case.0, tokens);
}

/// Puts the texts of a case into the index, in place of what was there. The caller never does so for a sealed case.
pub fn index(tx: &mut Tx<'_>, case: CaseId, text: &str) {
    let tokens = tx.engine().search_tokens(text);
    tx.at_batch_end(move |conn| conn.put_search_row(case.0, &tokens));
}

/// Takes a case out of the index: it was sealed, or its texts were erased.
pub fn forget(tx: &mut Tx<'_>, case: CaseId) {
    tx.at_batch_end(move |conn| conn.delete_search_row(case.0));
}

/// The condition that a row of `cases` is found by a query: to be joined to whatever else a list asks.
pub fn found(
    engine: Engine,
    query: &SearchQuery,
) -> Box<dyn BoxableExpression<cases::table, MultiBackend, SqlType = Bool>> {
    let (before, after) = engine.search_condition();
    Box::new(diesel::dsl::sql::<Bool>(before).bind::<Text, _>(engine.search_expression(query)).sql(after))
}

/// The ids of at most `limit` cases that a query finds, newest first. Access is for the caller to check.
pub fn list_found(
    conn: &mut super::Conn,
    query: &SearchQuery,
    limit: i64,
) -> Result<Vec<CaseId>, StoreError> {
    let found = found(conn.engine(), query);
    let ids: Vec<i64> =
        cases::table.filter(found).order(cases::id.desc()).limit(limit).select(cases::id).load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}
