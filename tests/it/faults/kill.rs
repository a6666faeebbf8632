//! Whatever was acknowledged is there after the process was killed, and nothing is there by half.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use gridward::store::{Engine, StoreError};
use serde_json::Value;

use super::process::{Clients, House, Process, Told, agent, file, log_in};
use crate::support::both_engines;

pub(super) const CLIENTS: usize = 6;

/// What clients know to have happened.
#[derive(Default)]
pub(super) struct Ledger {
    /// Words, and the case that was acknowledged for them.
    filed: BTreeMap<String, String>,
    /// Words that were sent and not answered.
    open: Vec<String>,
}

impl Ledger {
    pub(super) fn add(&mut self, told: Vec<Told>) {
        for told in told {
            match told {
                Told::Filed { words, case } => drop(self.filed.insert(words, case)),
                Told::Nothing { words } => self.open.push(words),
            }
        }
    }

    /// Sends again what was not answered: it happens once, whether it had happened or not.
    pub(super) fn settle(&mut self, process: &Process, token: &str) {
        for words in std::mem::take(&mut self.open) {
            let (status, told) = file(&agent(), process.address, token, &words).unwrap();
            assert_eq!(status, 201, "{told}");
            self.filed.insert(words, told["case"].as_str().unwrap().to_owned());
        }
    }

    /// Every acknowledged filing is there, under its case and with its words.
    pub(super) fn is_kept(&self, process: &Process, token: &str) {
        let agent = agent();
        for (words, case) in &self.filed {
            let url = format!("http://{}/api/v1/cases/{case}", process.address);
            let mut reply = agent.get(url).header("authorization", format!("Bearer {token}")).call().unwrap();
            assert_eq!(reply.status().as_u16(), 200, "{words}");
            let seen: Value = reply.body_mut().read_json().unwrap();
            assert_eq!(seen["text"], words.as_str());
        }
    }

    /// The database holds these filings and nothing besides, each whole: incident, case, event, words, timer, key.
    pub(super) fn is_all(&self, house: &House) {
        let db = house.database.open();
        let all = i64::try_from(self.filed.len()).unwrap();
        for (what, sql) in [
            ("incidents", "SELECT count(*) AS n FROM incidents"),
            ("cases", "SELECT count(*) AS n FROM cases"),
            ("filings", "SELECT count(*) AS n FROM case_events WHERE seq = 1"),
            ("words", "SELECT count(DISTINCT body) AS n FROM case_texts"),
            ("timers", "SELECT count(DISTINCT case_id) AS n FROM timers"),
            ("keys", "SELECT count(*) AS n FROM idempotency_keys"),
        ] {
            let found = db.read_blocking(move |conn| {
                Ok::<_, StoreError>(diesel::sql_query(sql).get_result::<Count>(conn)?.n)
            });
            assert_eq!(found.unwrap(), all, "{what}");
        }
        db.close();
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

both_engines! {
    fn a_killed_process_loses_nothing_and_leaves_nothing_by_half(engine) {
        let house = House::build(engine);
        let mut process = house.start();
        let token = log_in(&process, "volunteer");
        let mut ledger = Ledger::default();
        for round in 0..3 {
            let clients = Clients::start(CLIENTS, process.address, &token, round);
            ledger.add(clients.acknowledged(40));
            process.kill();
            ledger.add(clients.rest());
            assert_eq!(ledger.open.len(), CLIENTS, "each client had something under way");
            process = house.start();
            ledger.is_kept(&process, &token);
            ledger.settle(&process, &token);
        }
        process.ask_to_stop();
        assert!(process.ended().success());
        ledger.is_all(&house);
        house.examine();
    }

    fn asked_to_stop_it_finishes_what_is_under_way(engine) {
        let house = House::build(engine);
        let process = house.start();
        let token = log_in(&process, "volunteer");
        let mut ledger = Ledger::default();
        let clients = Clients::start(CLIENTS, process.address, &token, 0);
        ledger.add(clients.acknowledged(20));

        // A filing of which half has arrived when the process is asked to stop.
        let body = r#"{"text":"half"}"#;
        let head = format!(
            "POST /api/v1/incidents HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {token}\r\nidempotency-key: half\r\n\
             content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\nexpect: 100-continue\r\n\r\n",
            body.len()
        );
        let mut slow = TcpStream::connect(process.address).unwrap();
        slow.write_all(head.as_bytes()).unwrap();
        // The server asks for the rest: so its handler is at work.
        let mut asked = [0; 25];
        slow.read_exact(&mut asked).unwrap();
        assert_eq!(&asked, b"HTTP/1.1 100 Continue\r\n\r\n");
        process.ask_to_stop();
        process.wait_for("\"stopping\"");
        slow.write_all(body.as_bytes()).unwrap();
        let mut reply = String::new();
        slow.read_to_string(&mut reply).unwrap();
        assert!(reply.starts_with("HTTP/1.1 201 "), "{reply}");
        let told: Value = serde_json::from_str(reply.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        ledger.filed.insert("half".to_owned(), told["case"].as_str().unwrap().to_owned());

        assert!(process.ended().success());
        ledger.add(clients.rest());
        let process = house.start();
        ledger.is_kept(&process, &token);
        ledger.settle(&process, &token);
        process.ask_to_stop();
        assert!(process.ended().success());
        ledger.is_all(&house);
        house.examine();
    }
}

#[test]
fn a_server_whose_backends_are_ended_is_found_again() {
    let house = House::build(Engine::Postgres);
    let process = house.start();
    let token = log_in(&process, "volunteer");
    let mut ledger = Ledger::default();
    let clients = Clients::start(CLIENTS, process.address, &token, 0);
    for _ in 0..3 {
        ledger.add(clients.acknowledged(20));
        assert!(house.database.end_backends() > 0, "there was somebody to end");
    }
    ledger.add(clients.acknowledged(40));
    process.kill();
    ledger.add(clients.rest());
    let process = house.start();
    ledger.is_kept(&process, &token);
    ledger.settle(&process, &token);
    process.ask_to_stop();
    assert!(process.ended().success());
    ledger.is_all(&house);
    house.examine();
}
