//! The days of the street, step by step.

use actix_web::test::TestRequest;
use serde_json::json;

use super::Street;
use crate::support::app::bearer;
use crate::support::both_engines;

both_engines! {
    async fn a_drafted_reply_is_the_offices_until_the_case_is_closed(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({})).await;
        let reply = |seen: &serde_json::Value| seen["reply"].as_str().map(str::to_owned);
        street.handling(&case).await;
        let done = json!({"action": "submit", "text": "已劝停", "reply": "施工方已停工"});
        street.step("dept_handler", &case, done, "to_confirm").await;
        assert_eq!(reply(&street.see("resident", &case).await.expect(200).json()), None, "a draft");
        assert_eq!(reply(&street.see("acceptor", &case).await.expect(200).json()), Some("施工方已停工".into()));
        street.confirmed_and_checked(&case).await;
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        assert_eq!(reply(&street.see("resident", &case).await.expect(200).json()), Some("施工方已停工".into()));
    }

    async fn who_may_not_look_does_not_learn_that_there_is_a_case(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        for stranger in ["other_resident", "dept_handler", "mediator"] {
            street.see(stranger, &case).await.expect_problem(404, "not-found");
            for path in ["actions", "timeline"] {
                let path = format!("/api/v1/cases/{case}/{path}");
                app.get_as(&street.token(stranger).await, &path).await.expect_problem(404, "not-found");
            }
            for action in ["note", "close", "receive"] {
                let act = json!({"action": action, "text": "x", "condition_met": true});
                let request = |version: &str| {
                    TestRequest::post().uri(&format!("/api/v1/cases/{case}/transitions")).set_json(&act)
                        .insert_header(("If-Match", version.to_owned()))
                };
                let token = street.token(stranger).await;
                for version in ["\"1\"", "\"77\""] {
                    app.ask(request(version).insert_header(bearer(&token))).await.expect_problem(404, "not-found");
                }
            }
        }
    }

    async fn a_merged_case_owes_no_first_contact_until_it_is_taken_apart(app) {
        let street = Street::new(app);
        let parent = street.file("volunteer", json!({})).await;
        let case = street.file("resident", json!({})).await;
        street.step("acceptor", &case, json!({"action": "merge", "parent": parent}), "merged").await;
        street.pass(24 * 30);
        app.fire_timers().await;
        let path = format!("/api/v1/cases/{case}/timeline");
        let told = app.get_as(&street.token("acceptor").await, &path).await.expect(200);
        assert!(!told.text().contains("contact_overdue"), "{}", told.text());
    }

    async fn from_the_stairwell_to_the_closed_case(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.to_close(&case).await;
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        let own = street.see("volunteer", &case).await.expect(200).json();
        assert_eq!((own["state"].as_str(), own["own_report"].as_bool()), (Some("closed"), Some(true)));
        assert!(own.get("closed_at").is_some());
        street.step("volunteer", &case, json!({"action": "rate", "stars": 4, "solved": true}), "closed").await;
    }

    async fn one_screen_registers_and_dispatches_what_a_community_settles(app) {
        let street = Street::new(app);
        // 24006: a complaint that the community itself settles.
        let case = street.file("volunteer", json!({"category": "24006"})).await;
        let desk = street.unit("north_desk");
        let both = json!({"action": "register", "condition": "default", "dispatch": {"unit": desk}});
        street.step("community_staff", &case, both, "dispatched").await;
        street.step("community_staff", &case, json!({"action": "receive"}), "handling").await;
        street.step("community_staff", &case, json!({"action": "submit", "text": "已调解"}), "handled").await;
        street.step("acceptor", &case, json!({"action": "post_check"}), "post_checking").await;
        street.act("second_community_staff", &case, json!({"action": "post_check_result", "outcome": "passed"}))
            .await.expect_problem(403, "forbidden");
        street.step("grid_member", &case, json!({"action": "claim"}), "post_checking").await;
        street.step("grid_member", &case, json!({"action": "post_check_result", "outcome": "passed"}), "to_close").await;
        let close = || json!({"action": "close", "condition_met": true});
        street.act("community_staff", &case, close()).await.expect_problem(403, "forbidden");
        street.step("second_community_staff", &case, close(), "closed").await;
    }

    async fn the_second_return_lands_on_the_leaders_desk(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        let back = || json!({"action": "return", "reason": "not_our_duty", "basis": "3.2", "text": "不归我们"});
        street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        for (unit, lead) in [("sanitation", "dept_lead"), ("urban_management", "other_dept_lead")] {
            let to = json!({"action": "dispatch", "unit": street.unit(unit)});
            street.step("dispatcher", &case, to, "dispatched").await;
            street.step(lead, &case, back(), "registered").await;
        }
        let again = json!({"action": "dispatch", "unit": street.unit("sanitation")});
        let refused = street.act("dispatcher", &case, again).await.expect_problem(409, "refused").json();
        assert_eq!(refused["reason"], "needs_decision");
        assert_eq!(refused["current_state"], "registered");
        assert!(refused["allowed_actions"].as_array().unwrap().iter().any(|a| a == "whistle"));
        let waiting = street.get("street_leader", "/api/v1/requests").await;
        assert_eq!((waiting["items"][0]["kind"].as_str(), waiting["items"][0]["case"].as_str()), (Some("arbitrate"), Some(&*case)));
        let decided = json!({"action": "arbitrate", "unit": street.unit("sanitation"), "text": "按清单归环卫所"});
        street.step("street_leader", &case, decided, "dispatched").await;
        let bound = street.act("dept_lead", &case, back()).await.expect_problem(409, "refused").json();
        assert_eq!(bound["reason"], "bound_by_decision");
        assert_eq!(street.get("street_leader", "/api/v1/requests").await["items"], json!([]));
    }

    async fn a_wait_is_granted_and_ends_by_itself(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.handling(&case).await;
        let ask = json!({"action": "pause", "reason": "weather", "text": "下雨", "until": "2026-03-11T02:00:00Z"});
        street.step("dept_handler", &case, ask, "handling").await;
        let waiting = street.get("dispatcher", "/api/v1/requests").await;
        assert_eq!(waiting["items"][0]["kind"], "pause");
        street.step("dispatcher", &case, json!({"action": "approve", "request": "pause"}), "paused").await;
        street.pass(25);
        gridward::service::timer::fire_due(&app.core).await.unwrap();
        let told = street.see("dept_lead", &case).await.expect(200).json();
        assert_eq!(told["state"], "handling");
    }

    async fn volunteers_are_asked_and_answer(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({})).await;
        street.step("acceptor", &case, json!({"action": "register", "condition": "default"}), "registered").await;
        let people = [street.person("volunteer"), street.person("second_volunteer")];
        street.step("dispatcher", &case, json!({"action": "dispatch", "people": people}), "offered").await;
        let offers = street.get("volunteer", "/api/v1/offers").await;
        let offer = offers["items"][0]["id"].as_str().unwrap().to_owned();
        let path = |what: &str| format!("/api/v1/offers/{offer}/{what}");
        street.post("volunteer", &path("decline"), &json!({})).await.expect(200);
        assert_eq!(street.get("volunteer", "/api/v1/offers").await["items"], json!([]));
        street.post("other_volunteer", &path("accept"), &json!({})).await.expect_problem(404, "not-found");
        Street::then(street.post("second_volunteer", &path("accept"), &json!({})).await, "handling");
        street.post("volunteer", &path("accept"), &json!({})).await.expect_problem(404, "not-found");
        let done = json!({"action": "submit", "text": "已劝停", "reply": "已处理，谢谢"});
        street.step("second_volunteer", &case, done, "handled").await;
    }

    async fn a_failed_check_leads_to_rework_and_a_resident_reopens(app) {
        let street = Street::new(app);
        let case = street.file("resident", json!({})).await;
        street.handling(&case).await;
        street.act("dept_lead", &case, json!({"action": "submit", "text": "好了"})).await.expect_problem(422, "invalid");
        let done = || json!({"action": "submit", "text": "好了", "reply": "已办理"});
        street.step("dept_lead", &case, done(), "handled").await;
        for (outcome, state) in [("failed", "handled"), ("passed", "to_close")] {
            street.step("acceptor", &case, json!({"action": "post_check"}), "post_checking").await;
            street.step("grid_member", &case, json!({"action": "claim"}), "post_checking").await;
            street.step("grid_member", &case, json!({"action": "post_check_result", "outcome": outcome}), state).await;
            if outcome == "failed" {
                let again = json!({"action": "rework", "reason": "check_failed", "text": "又回来了"});
                let told = street.step("acceptor", &case, again, "handling").await;
                assert_eq!(told["office"]["round"], 2);
                street.step("dept_lead", &case, done(), "handled").await;
            }
        }
        street.step("acceptor", &case, json!({"action": "close", "condition_met": true}), "closed").await;
        let own = street.see("resident", &case).await.expect(200).json();
        assert_eq!(own["reply"], "已办理");
        assert!(own.get("office").is_none(), "{own:#}");
        let no = json!({"action": "reopen", "reason": "not_solved", "text": "还是吵"});
        street.step("resident", &case, no, "registered").await;
    }

    async fn open_work_goes_to_a_colleague_who_agrees(app) {
        let street = Street::new(app);
        let case = street.file("volunteer", json!({})).await;
        street.step("acceptor", &case, json!({"action": "claim"}), "reported").await;
        let over = json!({"to": street.person("second_acceptor"), "cases": [case], "text": "交班"});
        let told = street.post("acceptor", "/api/v1/hand-overs", &over).await.expect(200).json();
        assert_eq!(told["results"][0]["status"], 200, "{told:#}");
        let waiting = street.get("second_acceptor", "/api/v1/requests").await;
        assert_eq!(waiting["items"][0]["kind"], "hand_over");
        let told = street.step("second_acceptor", &case, json!({"action": "approve", "request": "hand_over"}), "reported").await;
        assert_eq!(told["office"]["holder"]["person"], street.person("second_acceptor"));
    }

    async fn three_reports_of_one_noise_lie_side_by_side(app) {
        let street = Street::new(app);
        let parent = street.file("volunteer", json!({})).await;
        let child = street.file("resident", json!({})).await;
        let merge = json!({"action": "merge", "parent": parent});
        let told = street.step("acceptor", &child, merge, "merged").await;
        assert_eq!(told["merged_into"], parent);
        let seen = street.see("acceptor", &parent).await.expect(200).json();
        assert_eq!(seen["office"]["children"], json!([child]));
        street.step("acceptor", &child, json!({"action": "unmerge"}), "reported").await;
        let seen = street.see("acceptor", &parent).await.expect(200).json();
        assert_eq!(seen["office"]["children"], json!([]));
    }

    async fn who_reported_what_was_merged_hears_of_the_closing_about_his_own_report(app) {
        let street = Street::new(app);
        let parent = street.file("volunteer", json!({})).await;
        let child = street.file("resident", json!({})).await;
        let grandchild = street.file("other_resident", json!({})).await;
        street.step("acceptor", &grandchild, json!({"action": "merge", "parent": child}), "merged").await;
        street.step("acceptor", &child, json!({"action": "merge", "parent": parent}), "merged").await;
        street.to_close(&parent).await;
        let close = json!({"action": "close", "condition_met": true, "reply": "已制止"});
        street.step("acceptor", &parent, close, "closed").await;
        app.plan().await;
        for (who, own) in [("resident", &child), ("other_resident", &grandchild)] {
            street.see(who, &parent).await.expect(404);
            let inbox = street.get(who, "/api/v1/inbox").await;
            let told: Vec<&serde_json::Value> =
                inbox["items"].as_array().unwrap().iter().filter(|one| one["code"] == "joined_closed").collect();
            assert_eq!(told.len(), 1, "{who}: {inbox:#}");
            assert_eq!(&told[0]["case"], own);
        }
        let inbox = street.get("volunteer", "/api/v1/inbox").await;
        let codes: Vec<&str> = inbox["items"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&"closed") && !codes.contains(&"joined_closed"), "{codes:?}");
    }

    async fn colleagues_are_named_to_whoever_may_hand_over_and_nobody_else_is(app) {
        let street = Street::new(app);
        let names = async |who: &str| {
            let list = street.get(who, "/api/v1/colleagues").await;
            let items = list["items"].as_array().unwrap().clone();
            for one in &items {
                assert_eq!(one.as_object().unwrap().len(), 2, "id and name: {one:#}");
            }
            let mut names: Vec<String> = items.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect();
            names.sort_unstable();
            names
        };
        assert_eq!(names("dept_handler").await, ["dept_lead"]);
        assert_eq!(names("acceptor").await, ["dispatcher", "second_acceptor"]);
        assert_eq!(names("community_staff").await, ["second_community_staff"]);
        assert_eq!(names("mediator").await, [""; 0]);
        let path = "/api/v1/colleagues";
        for who in ["resident", "street_leader", "auditor", "admin"] {
            app.get_as(&street.token(who).await, path).await.expect_problem(403, "forbidden");
        }
    }

    async fn a_right_that_is_stated_opens_its_page(app) {
        let street = Street::new(app);
        for who in ["supervisor", "auditor", "acceptor", "admin"] {
            let stated = street.get(who, "/api/v1/me").await["rights"].as_array().unwrap().contains(&json!("view_audit"));
            let status = app.get_as(&street.token(who).await, "/api/v1/access-log").await.status.as_u16();
            assert_eq!(status, if stated { 200 } else { 403 }, "{who}");
        }
    }
}
