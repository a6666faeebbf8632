//! Full-text search in either engine: FTS5 on SQLite, `tsvector` on PostgreSQL, both over tokens that we made ourselves.

use diesel::prelude::*;

use super::fixed::Fixed;
use super::{Conn, Engine};
use crate::domain::text::{SearchQuery, fts5_text, tsvector_text};
use crate::store::Tx;
use crate::store::error::StoreError;
use crate::store::schema::history::{case_fts, case_search};

diesel::define_sql_function! {
    /// Lexemes with positions, cast to `tsvector`.
    fn search_tokens(lexemes: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

impl Engine {
    /// A text as this engine's index takes it.
    pub(in crate::store) fn search_tokens(self, text: &str) -> String {
        match self {
            Self::Sqlite => fts5_text(text),
            Self::Postgres => tsvector_text(text),
        }
    }

    /// A query as this engine takes it.
    pub(in crate::store) fn search_expression(self, query: &SearchQuery) -> String {
        match self {
            Self::Sqlite => query.fts5(),
            Self::Postgres => query.tsquery(),
        }
    }

    /// What stands before and after the query in a condition on `cases`.
    pub(in crate::store) fn search_condition(self) -> (&'static str, &'static str) {
        match self {
            Self::Sqlite => ("cases.id IN (SELECT rowid FROM case_fts WHERE case_fts MATCH ", ")"),
            Self::Postgres => {
                ("cases.id IN (SELECT case_id FROM case_search WHERE tokens @@ CAST(", " AS tsquery))")
            }
        }
    }
}

/// Writes the row of a case that has none yet: on SQLite at the end of the group, on PostgreSQL with the case's other rows.
pub(in crate::store) fn insert_search_row(tx: &mut Tx<'_>, case: i64, tokens: String) {
    if let (conn @ Conn::Postgres(_), together) = tx.with_waiting() {
        let row = (case_search::case_id.eq(case), case_search::tokens.eq(search_tokens(tokens)));
        together.wait(conn, Box::new(diesel::insert_into(case_search::table).values(row)));
        return;
    }
    tx.at_batch_end(move |conn| {
        struct Site;
        let row = (case_fts::rowid.eq(case), case_fts::tokens.eq(tokens));
        if let Conn::Sqlite(conn) = conn {
            Fixed::<_, Site>::new(diesel::insert_into(case_fts::table).values(row)).execute(conn)?;
        }
        Ok(())
    });
}

impl Conn {
    /// Writes a row of the index, in place of the one before.
    pub(in crate::store) fn put_search_row(&mut self, case: i64, tokens: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(conn) => diesel::replace_into(case_fts::table)
                .values((case_fts::rowid.eq(case), case_fts::tokens.eq(tokens)))
                .execute(conn)?,
            Self::Postgres(conn) => diesel::insert_into(case_search::table)
                .values((case_search::case_id.eq(case), case_search::tokens.eq(search_tokens(tokens))))
                .on_conflict(case_search::case_id)
                .do_update()
                .set(case_search::tokens.eq(search_tokens(tokens)))
                .execute(conn)?,
        };
        Ok(())
    }

    /// Removes a row of the index, if there is one.
    pub(in crate::store) fn delete_search_row(&mut self, case: i64) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(conn) => diesel::delete(case_fts::table.find(case)).execute(conn)?,
            Self::Postgres(conn) => diesel::delete(case_search::table.find(case)).execute(conn)?,
        };
        Ok(())
    }
}
