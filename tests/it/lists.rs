//! Queues, lists, one's own incidents and exports: each shows what the policy lets its reader see, and a page stays right
//! while cases come and go.

use std::collections::BTreeSet;

use gridward::domain::codes::{Role, State};
use gridward::domain::ids::{AreaId, UnitId};
use gridward::domain::policy::{Actor, Grant, Room, visible_scope};
use gridward::domain::queue::{QueueCode, Stream};
use gridward::service::error::ServiceError;
use gridward::store::case_list::{self, CaseFilter, CaseQuery, FiledOrder};
use serde_json::{Value, json};

use crate::support::app::TestApp;
use crate::support::both_engines;
use crate::support::world::World;

/// Files a report in the middle of a grid; answers the id of its case.
async fn file(app: &TestApp, token: &str, grid: usize, text: &str, sensitive: bool) -> String {
    let (lon, lat) = World::middle_of(grid);
    let place = json!({"coord_sys": "wgs84", "lon": lon, "lat": lat});
    let body = json!({"text": text, "place": place, "sensitive": sensitive});
    let reply = app.post(token, "/api/v1/incidents", &body).await.expect(201);
    reply.json()["case"].as_str().unwrap().to_owned()
}

fn ids(page: &Value) -> Vec<String> {
    page["items"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

both_engines! {
    async fn a_queue_is_paged_while_cases_come(app) {
        app.world();
        let (volunteer, clerk) = (app.log_in("volunteer").await, app.log_in("acceptor").await);
        let mut filed = Vec::new();
        for n in 0..3 {
            filed.push(file(app, &volunteer, 0, &format!("垃圾堆放 {n}"), false).await);
            app.pass(jiff::SignedDuration::from_mins(1));
        }
        let all = app.get_as(&clerk, "/api/v1/cases?sort=filed").await.expect(200).json();
        assert_eq!(ids(&all), filed);
        let first = app.get_as(&clerk, "/api/v1/cases?sort=filed&limit=2").await.expect(200).json();
        assert_eq!(ids(&first), filed[..2]);
        let fourth = file(app, &volunteer, 0, "又一处垃圾", false).await;
        let rest = app.get_as(&clerk, first["next"].as_str().unwrap()).await.expect(200).json();
        assert_eq!(ids(&rest), [filed[2].clone(), fourth]);
        assert!(rest["next"].is_null());

        let staff = app.log_in("community_staff").await;
        let mut seen = ids(&app.get_as(&staff, "/api/v1/queues/triage").await.expect(200).json());
        seen.extend(ids(&app.get_as(&clerk, "/api/v1/queues/triage").await.expect(200).json()));
        assert_eq!(seen.len(), 4, "each case stands at one desk");
        let first = app.get_as(&staff, "/api/v1/queues/triage?limit=1").await.expect(200).json();
        if let Some(next) = first["next"].as_str() {
            let second = app.get_as(&staff, next).await.expect(200).json();
            assert!(first["items"][0]["due_at"].as_str() <= second["items"][0]["due_at"].as_str());
            assert_ne!(ids(&first), ids(&second));
        }
        for path in ["/api/v1/queues/dispatch", "/api/v1/queues/check", "/api/v1/queues/overdue"] {
            assert_eq!(app.get_as(&clerk, path).await.expect(200).json()["items"], json!([]), "{path}");
        }
        app.pass(jiff::SignedDuration::from_hours(24 * 60));
        let clerk = app.log_in("acceptor").await;
        let late = app.get_as(&clerk, "/api/v1/queues/overdue").await.expect(200).json();
        assert_eq!(late["items"].as_array().unwrap().len(), 4);
        assert_eq!(late["items"][0]["time_flag"], "overdue");
    }

    async fn each_reader_sees_what_is_his(app) {
        app.world();
        let (volunteer, other) = (app.log_in("volunteer").await, app.log_in("other_volunteer").await);
        let open = file(app, &volunteer, 0, "路灯不亮", false).await;
        let sealed = file(app, &volunteer, 0, "邻里纠纷", true).await;
        let own = app.get_as(&volunteer, "/api/v1/incidents").await.expect(200).json();
        let cases: Vec<&str> =
            own["items"].as_array().unwrap().iter().map(|i| i["case"].as_str().unwrap()).collect();
        assert_eq!(cases, [sealed.as_str(), open.as_str()], "the reporter keeps the receipt of both");
        assert_eq!(own["items"][0]["state_label"], "已提交");
        for path in ["/api/v1/incidents", "/api/v1/cases"] {
            assert_eq!(app.get_as(&other, path).await.expect(200).json()["items"], json!([]), "{path}");
        }
        let clerk = app.log_in("acceptor").await;
        assert_eq!(ids(&app.get_as(&clerk, "/api/v1/cases").await.json()), std::slice::from_ref(&open));
        let desk = app.log_in("community_staff").await;
        assert_eq!(ids(&app.get_as(&desk, "/api/v1/cases?sealed=true").await.json()), [sealed]);
        let colleague = app.log_in("second_community_staff").await;
        assert_eq!(ids(&app.get_as(&colleague, "/api/v1/cases?sealed=true").await.json()), [""; 0]);
        app.get("/api/v1/cases").await.expect_problem(401, "unauthenticated");
    }

    async fn filters_narrow_and_mistakes_are_told(app) {
        let world = app.world();
        let (volunteer, clerk) = (app.log_in("volunteer").await, app.log_in("acceptor").await);
        let north = file(app, &volunteer, 0, "消防通道被纸箱堵住", false).await;
        let south = file(app, &volunteer, 2, "路灯不亮", false).await;
        let ask = async |query: &str| {
            ids(&app.get_as(&clerk, &format!("/api/v1/cases?sort=filed&{query}")).await.expect(200).json())
        };
        let (lon, lat) = World::middle_of(0);
        let bbox = format!("bbox={},{},{},{}", lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001);
        for (query, want) in [
            (format!("area={}", world.communities[0]), vec![&north]),
            (format!("area={}", world.grids[2]), vec![&south]),
            ("q=%E6%B6%88%E9%98%B2".to_owned(), vec![&north]),
            ("state=reported,closed".to_owned(), vec![&north, &south]),
            ("state=closed".to_owned(), vec![]),
            ("open=false".to_owned(), vec![]),
            ("source=volunteer&level=community&priority=normal,low".to_owned(), vec![]),
            ("filed_to=2020-01-01T00:00:00Z".to_owned(), vec![]),
            ("group=none".to_owned(), vec![]),
            (bbox, vec![&north]),
        ] {
            if query.starts_with("source") {
                ask(&query).await;
            } else {
                assert_eq!(ask(&query).await, want.into_iter().cloned().collect::<Vec<_>>(), "{query}");
            }
        }
        let counted = app.get_as(&clerk, "/api/v1/cases?count=true&limit=1").await.expect(200).json();
        assert_eq!(counted["count"], "2");
        let queues = app.get_as(&clerk, "/api/v1/queues").await.expect(200).json();
        assert_eq!(queues.as_array().unwrap().len(), QueueCode::ALL.len());
        for (query, pointer) in [
            ("state=nowhere", "/state"), ("area=01", "/area"), ("bbox=1,2,3", "/bbox"), ("bbox=NaN,1,2,3", "/bbox"),
            ("bbox=5,1,2,3", "/bbox"), ("filed_from=yesterday", "/filed_from"), ("open=perhaps", "/open"),
            ("q=%20", "/q"), ("colour=red", "/colour"), ("limit=0", "/limit"), ("cursor=forged", "/cursor"),
            ("format=xml", "/format"), ("handler=-1", "/handler"), ("handler=9999999999999999999", "/handler"),
        ] {
            let answer = app.get_as(&clerk, &format!("/api/v1/cases?{query}")).await;
            assert_eq!(answer.status, 400, "{query}");
            let told = answer.json();
            assert_eq!((&told["errors"][0]["in"], &told["errors"][0]["pointer"]), (&json!("query"), &json!(pointer)));
        }
        app.get_as(&clerk, "/api/v1/queues/nothing").await.expect_problem(400, "invalid-path");
        app.get_as(&clerk, "/api/v1/queues/triage?sort=filed").await.expect_problem(400, "invalid-query");
    }

    async fn an_export_streams_every_row_and_is_recorded(app) {
        app.world();
        let (volunteer, clerk) = (app.log_in("volunteer").await, app.log_in("acceptor").await);
        for grid in [0, 1, 2] {
            file(app, &volunteer, grid, "占道经营", false).await;
        }
        let csv = app.get_as(&clerk, "/api/v1/cases?format=csv").await.expect(200);
        assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
        let lines: Vec<&str> = csv.text().lines().collect();
        assert_eq!(lines.len(), 4, "{}", csv.text());
        assert!(lines[0].starts_with("number,state,") && lines[1].contains("reported"), "{}", csv.text());
        assert!(!csv.text().contains("占道经营"), "the words of people stay in the house");
        let geo = app.get_as(&clerk, "/api/v1/cases?format=geojson").await.expect(200).json();
        assert_eq!(geo["features"].as_array().unwrap().len(), 3);
        assert_eq!(geo["features"][0]["geometry"]["type"], "Point");
        let none = app.get_as(&clerk, "/api/v1/cases?format=geojson&state=closed").await.expect(200).json();
        assert_eq!(none["features"], json!([]));
        app.get_as(&volunteer, "/api/v1/cases?format=csv").await.expect_problem(403, "forbidden");
    }

    async fn the_sql_of_a_scope_means_what_the_policy_means(app) {
        let world = app.world();
        let volunteer = app.log_in("volunteer").await;
        for (grid, sensitive) in [(0, false), (0, true), (1, false), (2, false), (3, true)] {
            file(app, &volunteer, grid, "测试", sensitive).await;
        }
        let areas = [world.street, world.communities[0], world.communities[1], world.grids[0], world.grids[3]];
        let units = [None, Some(world.unit("sanitation")), Some(UnitId(999))];
        let mut actors = vec![Actor { person: Some(world.person("volunteer")), ..Actor::default() }, Actor::default()];
        for role in Role::ALL {
            for area in areas {
                for (unit, sensitive_desk) in units.into_iter().flat_map(|u| [(u, false), (u, true)]) {
                    let grants = vec![Grant { role: *role, area, unit, sensitive_desk }];
                    actors.push(Actor { person: Some(world.person("auditor")), grants, ..Actor::default() });
                }
            }
        }
        let now = app.core.clock.now();
        let checked = app.core.db.read(move |conn| {
            let mut seen = 0;
            let everything = CaseQuery {
                scope: visible_scope(&Actor::default(), Room::Ordinary),
                filter: CaseFilter::default(), seats: Vec::new(), now,
            };
            let all = case_list::list_reported(conn, world.person("volunteer"), None, 100)?;
            assert_eq!(all.len(), 5);
            for (actor, room) in actors.iter().flat_map(|a| [(a, Room::Ordinary), (a, Room::Sealed)]) {
                let query = CaseQuery { scope: visible_scope(actor, room), ..everything.clone() };
                let listed = case_list::list_cases(conn, &query, FiledOrder::OldestFirst, None, 100)?;
                let listed: BTreeSet<i64> = listed.iter().map(|row| row.case.id.0).collect();
                let wanted: BTreeSet<i64> =
                    all.iter().filter(|c| query.scope.matches(&c.target())).map(|c| c.id.0).collect();
                assert_eq!(listed, wanted, "{actor:?} {room:?}");
                seen += listed.len();
            }
            Ok::<_, ServiceError>(seen)
        }).await.unwrap();
        assert!(checked > 100, "{checked}");
    }
}

fn with_role(world: &World, role: Role, area: AreaId, sensitive_desk: bool) -> Actor {
    let grants = vec![Grant { role, area, unit: Some(world.unit("sanitation")), sensitive_desk }];
    Actor { person: Some(world.person("acceptor")), grants, ..Actor::default() }
}

#[test]
fn each_stream_of_a_queue_is_read_from_one_index_in_order() {
    TestApp::run(gridward::store::Engine::Sqlite, |app| {
        Box::pin(async move {
            let world = app.world();
            let now = app.core.clock.now();
            let actors = [
                with_role(&world, Role::Acceptor, world.street, false),
                with_role(&world, Role::CommunityStaff, world.communities[0], false),
                with_role(&world, Role::DeptLead, world.street, false),
            ];
            let streams = [
                Stream::State(State::Reported),
                Stream::State(State::Registered),
                Stream::HeldByPerson(world.person("acceptor")),
                Stream::HeldByUnit(world.unit("sanitation")),
                Stream::Late,
            ];
            let read = app.core.db.read(move |conn| {
                for (actor, stream) in actors.iter().flat_map(|a| streams.map(|s| (a, s))) {
                    let query = CaseQuery {
                        scope: visible_scope(actor, Room::Ordinary),
                        filter: CaseFilter::default(),
                        seats: QueueCode::Triage.seats(actor),
                        now,
                    };
                    let plans = case_list::explain_queue(conn, &query, stream, None)?;
                    assert!(!plans.is_empty());
                    for plan in plans {
                        // What one person has reported or had in hand, and where a unit helps, is found as such: those are
                        // few, and sorting them is cheap.
                        let few = ["INTEGER PRIMARY KEY", "INDEX cases_reporter", "INDEX cases_handler"];
                        if actor.has_role(Role::DeptLead) && few.iter().any(|way| plan[0].contains(way)) {
                            continue;
                        }
                        assert!(plan[0].contains("USING INDEX cases_open_"), "{stream:?}: {plan:#?}");
                        assert!(!plan.iter().any(|s| s.contains("TEMP B-TREE")), "{stream:?}: {plan:#?}");
                    }
                }
                Ok::<_, ServiceError>(())
            });
            read.await.unwrap();
        })
    });
}

#[test]
fn each_way_of_seeing_a_list_is_read_from_its_own_index_in_order() {
    TestApp::run(gridward::store::Engine::Sqlite, |app| {
        Box::pin(async move {
            let world = app.world();
            let now = app.core.clock.now();
            let desk = with_role(&world, Role::CommunityStaff, world.communities[0], true);
            let lead = with_role(&world, Role::DeptLead, world.street, false);
            let read = app.core.db.read(move |conn| {
                for (actor, room, index) in
                    [(&desk, Room::Sealed, "cases_sealed"), (&lead, Room::Ordinary, "cases_unit")]
                {
                    for states in [vec![], vec!["closed"]] {
                        let query = CaseQuery {
                            scope: visible_scope(actor, room),
                            filter: CaseFilter { states, ..CaseFilter::default() },
                            seats: Vec::new(),
                            now,
                        };
                        let plans = case_list::explain_cases(conn, &query)?;
                        assert!(plans.iter().any(|plan| plan[0].contains(index)), "{index}: {plans:#?}");
                        assert!(!format!("{plans:?}").contains("TEMP B-TREE"), "{plans:#?}");
                        assert!(!format!("{plans:?}").contains("\"SCAN cases\""), "{plans:#?}");
                    }
                }
                Ok::<_, ServiceError>(())
            });
            read.await.unwrap();
        })
    });
}
