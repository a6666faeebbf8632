//! Cases that are not in the numbers yet. Whoever counts one holds its row, and so does whoever changes it: either the change
//! finds it on the list and leaves it alone, or it finds it counted.

use diesel::dsl::exists;
use diesel::prelude::*;

use crate::domain::ids::CaseId;
use crate::store::schema::reports::report_uncounted;
use crate::store::{Conn, StoreError, Tx};

/// Whether a case is not in the numbers yet.
pub fn is_uncounted(conn: &mut Conn, case: CaseId) -> Result<bool, StoreError> {
    Ok(diesel::select(exists(report_uncounted::table.find(case.0))).get_result(conn)?)
}

/// The next of these cases behind one, by their ids.
pub fn list_uncounted(conn: &mut Conn, after: CaseId, limit: i64) -> Result<Vec<CaseId>, StoreError> {
    let ids: Vec<i64> = report_uncounted::table
        .select(report_uncounted::case_id)
        .filter(report_uncounted::case_id.gt(after.0))
        .order(report_uncounted::case_id)
        .limit(limit)
        .load(conn)?;
    Ok(ids.into_iter().map(CaseId).collect())
}

/// How many they are.
pub fn count_uncounted(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(report_uncounted::table.count().get_result(conn)?)
}

/// Takes a case off the list; answers whether it was on it. The caller holds its row and counts it.
pub fn settle(tx: &mut Tx<'_>, case: CaseId) -> Result<bool, StoreError> {
    Ok(diesel::delete(report_uncounted::table.find(case.0)).execute(&mut **tx)? == 1)
}
