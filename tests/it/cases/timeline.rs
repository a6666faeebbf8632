//! The history of a case as each reader gets it.

use serde_json::{Value, json};

use super::Street;
use crate::support::both_engines;

fn kinds(timeline: &Value) -> Vec<&str> {
    timeline["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect()
}

/// A resident's case with a remark inside the office, handled and closed with a reply.
async fn closed(street: &Street<'_>) -> String {
    let case = street.file("resident", json!({"text": "诉求原文"})).await;
    street.act("acceptor", &case, json!({"action": "note", "text": "内部备注"})).await.expect(200);
    street.handling(&case).await;
    let submit = json!({"action": "submit", "text": "处置说明", "reply": "草拟答复"});
    street.step("dept_handler", &case, submit, "to_confirm").await;
    street.step("dept_lead", &case, json!({"action": "confirm"}), "handled").await;
    street.step("acceptor", &case, json!({"action": "post_check", "mode": "call"}), "post_checking").await;
    let passed = json!({"action": "post_check_result", "outcome": "passed", "text": "电话属实"});
    street.step("acceptor", &case, passed, "to_close").await;
    let close = json!({"action": "close", "condition_met": true, "reply": "正式答复"});
    street.step("acceptor", &case, close, "closed").await;
    case
}

both_engines! {
    async fn the_office_reads_who_did_what_and_why(app) {
        let street = Street::new(app);
        let case = closed(&street).await;
        let told = street.get("dispatcher", &format!("/api/v1/cases/{case}/timeline")).await;
        assert_eq!(
            kinds(&told),
            ["reported", "noted", "registered", "dispatched", "received", "submitted", "confirmed",
             "post_check_ordered", "post_checked", "closed"]
        );
        let items = told["items"].as_array().unwrap();
        assert_eq!(items[0]["by"]["label"], "上报人");
        assert_eq!(items[0]["by"].get("person"), None, "nobody learns who reported: {:#}", items[0]);
        assert_eq!(items[0]["text"], "诉求原文");
        assert_eq!(items[3]["by"]["name"], "dispatcher");
        assert_eq!(items[3]["details"][0]["field"], "unit");
        assert_eq!(items[3]["details"][0]["value"], street.unit("sanitation"));
        assert_eq!(items[3]["state_label"], "待签收");
        assert_eq!(items[5]["text"], "处置说明");
        let reporter = street.person("resident");
        assert!(!told.to_string().contains(&format!("\"person\":\"{reporter}\"")), "{told:#}");
    }

    async fn the_reporter_reads_milestones_and_the_answer(app) {
        let street = Street::new(app);
        let case = closed(&street).await;
        let told = street.get("resident", &format!("/api/v1/cases/{case}/timeline")).await;
        assert_eq!(kinds(&told), ["reported", "registered", "received", "confirmed", "closed"]);
        let text = told.to_string();
        for secret in ["内部备注", "处置说明", "草拟答复", "电话属实", "dispatcher", "hash"] {
            assert!(!text.contains(secret), "{secret}: {told:#}");
        }
        assert_eq!(told["items"][0]["text"], "诉求原文");
        assert_eq!(told["items"][4]["reply"], "正式答复");
        assert_eq!(told["items"][2]["state_label"], "办理中");
    }

    async fn the_auditor_reads_everything_but_names_and_words(app) {
        let street = Street::new(app);
        let case = closed(&street).await;
        let told = street.get("auditor", &format!("/api/v1/cases/{case}/timeline")).await;
        assert_eq!(told["items"].as_array().unwrap().len(), 10);
        let text = told.to_string();
        for secret in ["诉求原文", "内部备注", "处置说明", "答复", "电话属实", "\"name\"", "\"person\""] {
            assert!(!text.contains(secret), "{secret}: {told:#}");
        }
        assert!(told["items"].as_array().unwrap().iter().all(|item| item["hash"].as_str().is_some_and(|h| h.len() == 64)));
    }

    async fn a_sealed_history_is_not_there_for_others(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({"category": "21001", "text": "两家争吵"})).await;
        let path = format!("/api/v1/cases/{case}/timeline");
        for stranger in ["volunteer", "grid_member", "acceptor", "supervisor", "street_leader", "auditor", "dept_lead"] {
            let token = street.token(stranger).await;
            app.get_as(&token, &path).await.expect_problem(404, "not-found");
        }
        assert_eq!(kinds(&street.get("community_staff", &path).await), ["reported"]);
        assert_eq!(kinds(&street.get("resident", &path).await), ["reported"]);
    }
}
