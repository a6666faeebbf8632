//! Statements whose SQL is the same at every call. diesel builds the text of an INSERT anew each time to find it in its cache
//! of prepared statements, since the same type may stand for different texts; on the writer's thread that cost more than
//! SQLite's own work. A fixed statement is found by its place in the source instead, and is run on the connection behind the
//! enum, which spares a second walk through the query for its binds.

use std::marker::PhantomData;

use diesel::backend::Backend;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::{QueryResult, RunQueryDsl};

/// A statement that is known by `Site`, a type of its own for each place in the source. Made by [`fixed`] alone.
pub(in crate::store) struct Fixed<Q, Site>(Q, PhantomData<Site>);

impl<Q, Site> Fixed<Q, Site> {
    pub(in crate::store) fn new(query: Q) -> Self {
        Self(query, PhantomData)
    }
}

impl<Q, Site: 'static> QueryId for Fixed<Q, Site> {
    type QueryId = Fixed<(), Site>;
    const HAS_STATIC_QUERY_ID: bool = true;
}

impl<DB: Backend, Q: QueryFragment<DB>, Site> QueryFragment<DB> for Fixed<Q, Site> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, DB>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }
}

impl<Q: Query, Site> Query for Fixed<Q, Site> {
    type SqlType = Q::SqlType;
}

impl<Q, Site, C> RunQueryDsl<C> for Fixed<Q, Site> {}

/// Runs a statement whose text never changes: `fixed!(tx, execute, statement)` or `fixed!(tx, get_result, statement)`. Every
/// value must be written as `column.eq(value)`, or by an `Insertable` with `treat_none_as_default_value = false`: otherwise a
/// `None` changes the text, and the first one that came by would be run for all.
macro_rules! fixed {
    ($tx:expr, $run:ident, $statement:expr) => {{
        struct Site;
        let statement = $crate::store::dialect::fixed::Fixed::<_, Site>::new($statement);
        match &mut **$tx {
            $crate::store::dialect::Conn::Sqlite(conn) => diesel::RunQueryDsl::$run(statement, conn),
            $crate::store::dialect::Conn::Postgres(conn) => diesel::RunQueryDsl::$run(statement, conn),
        }
    }};
}
pub(in crate::store) use fixed;
