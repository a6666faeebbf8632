//! What holds for every address: problems, numbers of requests, languages, metrics, documents about the API.

use actix_web::http::Method;
use actix_web::test::TestRequest;

use crate::support::both_engines;

both_engines! {
    async fn the_metrics_name_routes_and_never_addresses(app) {
        app.get("/healthz").await.expect(200);
        app.get("/readyz").await.expect(200);
        app.get("/nowhere/at/all").await.expect(404);
        let metrics = app.get("/metrics").await.expect(200);
        let text = metrics.text();
        for start in [
            "gridward_http_requests_total{method=\"GET\",route=\"/healthz\",status=\"200\"} 1",
            "gridward_http_requests_total{method=\"GET\",route=\"unmatched\",status=\"404\"} 1",
            "gridward_http_request_duration_seconds_count{method=\"GET\",route=\"/readyz\"} 1",
            "gridward_http_requests_in_flight 1",
            "gridward_db_connections ",
        ] {
            assert!(text.lines().any(|line| line.starts_with(start)), "{start} is not in\n{text}");
        }
        assert!(!text.contains("nowhere"));
    }

    async fn every_face_is_one_page_under_a_strict_policy(app) {
        for path in ["/", "/log-in", "/console/queues/triage", "/member"] {
            let page = app.get(path).await.expect(200);
            assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
            assert!(page.text().contains("邻格"));
        }
        app.get("/assets/none.js").await.expect_problem(404, "no-such-path");
        app.get("/assets/../Cargo.toml").await.expect_problem(404, "no-such-path");
        app.ask(TestRequest::post().uri("/console")).await.expect_problem(404, "no-such-path");
    }

    async fn an_unknown_method_is_told_the_known_ones(app) {
        let answer = app.ask(TestRequest::delete().uri("/healthz")).await;
        let answer = answer.expect_problem(405, "method-not-allowed");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
        app.ask(TestRequest::default().method(Method::HEAD).uri("/healthz")).await.expect(200);
    }

    async fn a_problem_speaks_the_language_of_the_reader(app) {
        let ask = |lang: &'static str| TestRequest::get().uri("/x").insert_header(("Accept-Language", lang));
        let (zh, en) = (app.ask(ask("zh-CN,en;q=0.8")).await, app.ask(ask("en")).await);
        assert_eq!((zh.header("content-language"), en.header("content-language")), (Some("zh-CN"), Some("en")));
        assert_eq!(zh.json()["title"], "没有这个地址");
        assert_eq!(en.json()["title"], "There is nothing at this address");
        assert_eq!(zh.json()["type"], en.json()["type"]);
    }

    async fn a_request_keeps_its_own_number_if_it_is_sane(app) {
        let ask = |id: &'static str| TestRequest::get().uri("/x").insert_header(("X-Request-Id", id));
        let kept = app.ask(ask("client-number-1")).await;
        assert_eq!(kept.header("x-request-id"), Some("client-number-1"));
        assert_eq!(kept.json()["request_id"], "client-number-1");
        let made = app.ask(ask("<b>not sane</b>")).await;
        assert_eq!(made.header("x-request-id").map(str::len), Some(32));
    }

    async fn every_answer_carries_the_headers_of_caution(app) {
        for path in ["/healthz", "/nowhere"] {
            let answer = app.get(path).await;
            assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            assert!(answer.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
        }
    }

    async fn the_documents_are_served_from_the_binary_alone(app) {
        let document = app.get("/api/v1/openapi.json").await.expect(200).json();
        assert_eq!(document["info"]["title"], "Gridward 邻格");
        assert_eq!(app.get("/docs").await.header("location"), Some("/docs/"));
        let page = app.get("/docs/").await.expect(200);
        let html = page.text();
        let is_file = |s: &&str| [".js", ".css", ".png"].iter().any(|end| s.ends_with(end));
        let files: Vec<&str> = html.split(['"', '\'']).filter(is_file).collect();
        assert!(files.len() >= 4, "{html}");
        for file in files {
            assert!(!file.contains("//"), "{file} is elsewhere");
            app.get(&format!("/docs/{}", file.trim_start_matches("./"))).await.expect(200);
        }
        assert!(!html.contains("<script>"), "the policy lets no inline script run");
        assert!(app.get("/docs/swagger-initializer.js").await.text().contains("/api/v1/openapi.json"));
        app.get("/docs/none.js").await.expect_problem(404, "no-such-path");
    }

    async fn the_type_of_a_problem_can_be_looked_up(app) {
        let told = app.get("/nowhere").await.json()["type"].as_str().unwrap().to_owned();
        let answer = app.get(&told).await.expect(200);
        assert!(answer.text().starts_with("# `no-such-path`"), "{}", answer.text());
        assert!(answer.text().contains("Status 404."));
        app.get("/problems/unheard-of").await.expect_problem(404, "not-found");
    }
}
