//! The real program in a process of its own, over a database of its own, with clients that file under load. Nothing here waits
//! for a time to pass: the program says on its log when it serves, and clients count what was acknowledged.

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use gridward::store::{DatabaseUrl, Engine};
use serde_json::{Value, json};

use crate::support::database::TestDatabase;
use crate::support::world::{PASSWORD, World};

const PROGRAM: &str = env!("CARGO_BIN_EXE_gridward");

/// Longer than anything takes: a request that hangs fails the test instead of holding it.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);

/// A street on disk: database, files and keys outlive the processes.
pub(super) struct House {
    pub(super) database: TestDatabase,
    folder: tempfile::TempDir,
}

impl House {
    pub(super) fn build(engine: Engine) -> Self {
        let house = Self { database: TestDatabase::new(engine), folder: tempfile::tempdir().unwrap() };
        let db = house.database.open();
        World::build(&db);
        db.close();
        house
    }

    /// The program over this street, under this name.
    pub(super) fn command(&self, name: &str) -> Command {
        self.furnished(Command::new(PROGRAM), name)
    }

    /// The program, which the shell starts so that a limit on the size of files refuses writes instead of ending it.
    pub(super) fn command_on_a_small_disk(&self) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\"", PROGRAM]);
        self.furnished(shell, "serve")
    }

    fn furnished(&self, mut command: Command, name: &str) -> Command {
        let url = match &self.database.url {
            DatabaseUrl::Sqlite(path) => format!("sqlite:{}", path.display()),
            DatabaseUrl::Postgres(url) => url.clone(),
        };
        command.arg(name).current_dir(self.folder.path());
        command.env("GRIDWARD_DATABASE_URL", url).env("GRIDWARD_DATA_DIR", self.folder.path());
        command.env("GRIDWARD_DOOR_PER_MINUTE", "1000000").env("GRIDWARD_DOOR_BURST", "1000000");
        command.env("GRIDWARD_WORKERS", "2").stdin(Stdio::null());
        command
    }

    /// Starts the program and waits until it says that it serves.
    pub(super) fn start(&self) -> Process {
        Self::started(self.command("serve"))
    }

    /// The same with a command made by [`House::command`].
    pub(super) fn started(mut command: Command) -> Process {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        command.env("GRIDWARD_LISTEN", address.to_string()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (say, log) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let reader = std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                drop(say.send(line));
            }
        });
        let process = Process { child, address, log, reader: Some(reader) };
        process.wait_for("\"serving\"");
        process
    }

    /// What the doctor says about the street.
    pub(super) fn examine(&self) {
        let told = self.command("doctor").arg("--english").output().unwrap();
        let report = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(told.status.success(), "{report}{}", String::from_utf8_lossy(&told.stderr));
        assert!(report.contains(", 0 faults"), "{report}");
    }
}

/// The program at work.
pub(super) struct Process {
    child: Child,
    pub(super) address: SocketAddr,
    log: Receiver<String>,
    reader: Option<JoinHandle<()>>,
}

impl Process {
    /// Reads the log up to a line that has this in it.
    pub(super) fn wait_for(&self, words: &str) {
        let mut said = Vec::new();
        loop {
            match self.log.recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return,
                Ok(line) => said.push(line),
                Err(gone) => panic!("{gone} before {words}: {said:#?}"),
            }
        }
    }

    /// Lets no file of the process grow beyond this many bytes, or any (`unlimited`).
    pub(super) fn limit_files(&self, bytes: &str) {
        let process = self.child.id().to_string();
        let size = format!("--fsize={bytes}:");
        let done =
            Command::new("prlimit").args(["--pid", &process, &size]).status().expect("prlimit is there");
        assert!(done.success());
    }

    /// SIGKILL: nothing is finished, nothing is said.
    pub(super) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM.
    pub(super) fn ask_to_stop(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    pub(super) fn ended(mut self) -> ExitStatus {
        // Its log ends when it does.
        self.reader.take().unwrap().join().unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

pub(super) fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
    config.build().into()
}

pub(super) fn log_in(process: &Process, name: &str) -> String {
    let body = json!({"login": name, "password": PASSWORD});
    let mut reply =
        agent().post(format!("http://{}/api/v1/sessions", process.address)).send_json(&body).unwrap();
    assert_eq!(reply.status().as_u16(), 201);
    let told: Value = reply.body_mut().read_json().unwrap();
    told["access_token"].as_str().unwrap().to_owned()
}

/// What a client was told, or was not.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// Acknowledged: the words and their case.
    Filed { words: String, case: String },
    /// The connection ended before an answer came.
    Nothing { words: String },
}

/// The form and the key under which these words are filed, always the same.
pub(super) fn file(
    agent: &ureq::Agent,
    address: SocketAddr,
    token: &str,
    words: &str,
) -> Result<(u16, Value), ureq::Error> {
    let request = agent
        .post(format!("http://{address}/api/v1/incidents"))
        .header("authorization", format!("Bearer {token}"))
        .header("idempotency-key", words);
    let mut reply = request.send_json(json!({ "text": words }))?;
    let status = reply.status().as_u16();
    if status == 503 {
        assert!(reply.headers().get("retry-after").is_some(), "a 503 says when to come again");
    }
    Ok((status, reply.body_mut().read_json()?))
}

/// Clients that file one thing after the other until nobody answers.
pub(super) struct Clients {
    threads: Vec<JoinHandle<()>>,
    pub(super) told: Receiver<Told>,
}

impl Clients {
    pub(super) fn start(count: usize, address: SocketAddr, token: &str, round: usize) -> Self {
        let (say, told) = channel();
        let client = |number: usize| {
            let (say, token) = (say.clone(), token.to_owned());
            std::thread::spawn(move || work(address, &token, &format!("r{round}c{number}"), &say))
        };
        Self { threads: (0..count).map(client).collect(), told }
    }

    /// The next `count` acknowledgements.
    pub(super) fn acknowledged(&self, count: usize) -> Vec<Told> {
        (0..count).map(|_| self.told.recv_timeout(PATIENCE).expect("clients are answered")).collect()
    }

    /// All that they were told since.
    pub(super) fn so_far(&self) -> Vec<Told> {
        self.told.try_iter().collect()
    }

    /// All that they were told since, once nobody answers them any more.
    pub(super) fn rest(self) -> Vec<Told> {
        for thread in self.threads {
            thread.join().expect("a client was answered as it should be");
        }
        self.told.iter().collect()
    }
}

fn work(address: SocketAddr, token: &str, name: &str, say: &Sender<Told>) {
    let agent = agent();
    for n in 0.. {
        let words = format!("{name}n{n}");
        let told = loop {
            match file(&agent, address, token, &words) {
                Ok((201, told)) => {
                    let case = told["case"].as_str().unwrap().to_owned();
                    break Told::Filed { words, case };
                }
                // Busy or gone for a moment: the same again, under the same key.
                Ok((503, _)) => {}
                Ok((status, told)) => panic!("{status}: {told}"),
                Err(_) => break Told::Nothing { words },
            }
        };
        let over = matches!(told, Told::Nothing { .. });
        if say.send(told).is_err() || over {
            return;
        }
    }
}
