//! Reports: what is counted follows every change of a case, and what is told of it.

mod record;
mod times;

use crate::cases::Street;
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
