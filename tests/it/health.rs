//! `/healthz`, `/readyz`, and what every answer has in common.

use crate::support::both_engines;

both_engines! {
    async fn the_house_answers(app) {
        app.get("/healthz").await.expect(200);
        app.get("/readyz").await.expect(200);
        let lost = app.get("/api/v1/nothing").await.expect_problem(404, "no-such-path");
        assert!(lost.header("x-request-id").is_some_and(|id| id.len() >= 8));
    }
}
