//! `/catalogue`.

use crate::support::both_engines;

both_engines! {
    async fn the_catalogue_is_read_whole_and_list_by_list(app) {
        let whole = app.get("/api/v1/catalogue").await.expect(200);
        assert_eq!(whole.header("etag"), Some("\"v1\""));
        let told = whole.json();
        assert_eq!((told["version"].as_i64(), told["effective_from"].as_str()), (Some(1), Some("1970-01-01T00:00:00Z")));
        let sizes: Vec<usize> = ["categories", "conditions", "step_limits", "departments", "duties"]
            .iter()
            .map(|list| told[list].as_array().unwrap().len())
            .collect();
        assert_eq!(sizes, [142, 347, 28, 39, 0]);
        let limits = app.get("/api/v1/catalogue/step-limits?version=1").await.expect(200).json();
        assert_eq!(limits["items"][0].to_string(), concat!(
            r#"{"clock":"register","limit":{"unit":"urgent_hour","value":"0.25"},"#,
            r#""priority":"urgent","source":"own"}"#,
        ));
        let csv = app.get("/api/v1/catalogue/departments?format=csv").await.expect(200);
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        assert!(String::from_utf8(csv.body).unwrap().starts_with("code,name_zh,name_en,level,access,phone_note\n"));
        let versions = app.get("/api/v1/catalogue/versions").await.expect(200).json();
        assert_eq!(versions["items"].as_array().unwrap().len(), 1);
    }

    async fn what_is_not_in_the_catalogue_is_told_apart(app) {
        app.get("/api/v1/catalogue?version=2").await.expect_problem(404, "not-found");
        app.get("/api/v1/catalogue?at=1969-01-01T00:00:00Z").await.expect_problem(404, "not-found");
        app.get("/api/v1/catalogue?at=yesterday").await.expect_problem(400, "invalid-query");
        app.get("/api/v1/catalogue?version=x").await.expect_problem(400, "invalid-query");
        app.get("/api/v1/catalogue/duties?format=pdf").await.expect_problem(400, "invalid-query");
        app.get("/api/v1/catalogue/wishes").await.expect_problem(400, "invalid-path");
    }
}
