//! Stand-ins for the world outside, each a real program in another process (`tests/doubles/`): it says first at which port it
//! listens, then, a line each, what it was given.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

/// A test that waits for longer than this has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running stand-in.
pub(crate) struct Double {
    child: Child,
    pub(crate) port: u16,
    told: Receiver<Value>,
}

/// The Python that has the packages, set up on the first use.
fn python() -> PathBuf {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("script/test-doubles");
    let output = Command::new(script).stderr(Stdio::inherit()).output().expect("script/test-doubles runs");
    assert!(output.status.success(), "script/test-doubles failed");
    PathBuf::from(String::from_utf8(output.stdout).unwrap().trim())
}

impl Double {
    /// Starts one of `tests/doubles/`.
    pub(crate) fn start(name: &str, arguments: &[&Path]) -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/doubles").join(name);
        let mut child = Command::new(python())
            .arg("-u")
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the stand-in starts");
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (sender, told) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if sender.send(serde_json::from_str(&line).expect("a line of JSON")).is_err() {
                    return;
                }
            }
        });
        let mut double = Self { child, port: 0, told };
        double.port = double.next()["port"].as_u64().and_then(|port| u16::try_from(port).ok()).unwrap();
        double
    }

    /// What it was given next.
    pub(crate) fn next(&self) -> Value {
        self.told.recv_timeout(PATIENCE).expect("the stand-in was given something")
    }

    /// Stops it and answers everything that it was given and that nobody has looked at.
    pub(crate) fn stop(mut self) -> Vec<Value> {
        self.child.kill().expect("the stand-in can be stopped");
        self.told.iter().collect()
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
