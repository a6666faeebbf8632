//! Rows that are written together. On PostgreSQL every statement costs a round trip, and a filing writes a dozen rows; so inserts
//! whose result nobody asks for wait in the transaction and go in one statement, each as a part of a `WITH`. Keys between them
//! hold, since PostgreSQL checks foreign keys at the end of a statement. SQLite is called, not asked over a wire, and likes small
//! statements that it knows: there each row is written at once.

use std::mem::take;

use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::{QueryResult, RunQueryDsl};

use super::Conn;
use crate::store::error::StoreError;

/// An insert that waits.
pub(in crate::store) type Row = Box<dyn QueryFragment<Pg> + Send>;

/// So many inserts go in one statement at most.
const MOST: usize = 24;

/// The inserts that wait in a transaction.
#[derive(Default)]
pub(in crate::store) struct Together {
    rows: Vec<Row>,
    /// What refused them. From then on the transaction can only be rolled back, and this is why.
    failed: Option<StoreError>,
}

impl Together {
    /// Lets a row wait. Whatever else is asked of the connection, and the commit, writes it first.
    pub(in crate::store) fn wait(&mut self, conn: &mut Conn, row: Row) {
        self.rows.push(row);
        if self.rows.len() >= MOST {
            self.write(conn);
        }
    }

    /// Writes what waits. A failure is kept: PostgreSQL lets nothing more happen in the transaction.
    pub(in crate::store) fn write(&mut self, conn: &mut Conn) {
        let (Conn::Postgres(conn), false) = (conn, self.rows.is_empty()) else { return };
        if let Err(error) = write(conn, take(&mut self.rows)) {
            self.failed.get_or_insert(error.into());
        }
    }

    /// What refused the rows, if they were.
    pub(in crate::store) fn failure(&mut self) -> Option<StoreError> {
        self.failed.take()
    }
}

fn write(conn: &mut PgConnection, mut rows: Vec<Row>) -> QueryResult<usize> {
    // Imports fill one statement after the other, each of another shape: those are not worth keeping prepared.
    let known = rows.len() < MOST;
    let Some(last) = rows.pop() else { return Ok(0) };
    Statement { first: rows, last, known }.execute(conn)
}

/// `WITH w0 AS (INSERT …), w1 AS (INSERT …) INSERT …`
struct Statement {
    first: Vec<Row>,
    last: Row,
    known: bool,
}

impl QueryId for Statement {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl QueryFragment<Pg> for Statement {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        if !self.known {
            out.unsafe_to_cache_prepared();
        }
        for (n, row) in self.first.iter().enumerate() {
            out.push_sql(if n == 0 { "WITH w" } else { ", w" });
            out.push_sql(&n.to_string());
            out.push_sql(" AS (");
            row.walk_ast(out.reborrow())?;
            out.push_sql(") ");
        }
        self.last.walk_ast(out)
    }
}

impl RunQueryDsl<PgConnection> for Statement {}

/// Inserts a row whose result nobody asks for: `put!(tx, statement)`. The rule of [`fixed`](super::fixed) holds for its values;
/// they must be owned, since the row may wait.
macro_rules! put {
    ($tx:expr, $statement:expr) => {{
        struct Site;
        let statement = $statement;
        let (conn, together) = $tx.with_waiting();
        match conn {
            $crate::store::dialect::Conn::Sqlite(conn) => {
                let statement = $crate::store::dialect::fixed::Fixed::<_, Site>::new(statement);
                diesel::RunQueryDsl::execute(statement, conn).map(|_| ())
            }
            conn @ $crate::store::dialect::Conn::Postgres(_) => {
                together.wait(conn, Box::new(statement));
                Ok(())
            }
        }
    }};
}
pub(in crate::store) use put;
