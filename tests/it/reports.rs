//! Reports: what is counted follows every change of a case, and what is told of it.

mod backfill;
mod histories;
mod morning;
mod record;
mod times;

use crate::cases::Street;
use crate::support::app::TestApp;
use gridward::domain::ids::CaseId;
use gridward::domain::report::fact::Fact;
use gridward::store::report::fact::list_facts;
use serde_json::json;

/// A case from its report to its closing: two hours until it is taken on, and one until it is closed.
async fn closed(street: &Street<'_>, body: serde_json::Value) -> String {
    let case = street.file("volunteer", body).await;
    street.pass(2);
    street.to_close(&case).await;
    street.pass(1);
    street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
    case
}

/// What is counted of a case.
async fn facts_of(app: &TestApp, case: &str) -> Vec<Fact> {
    let id = CaseId(case.parse().unwrap());
    let stored = app.core.db.read(move |conn| list_facts(conn, id)).await.unwrap();
    stored.into_iter().map(|(_, counted)| counted.fact).collect()
}
