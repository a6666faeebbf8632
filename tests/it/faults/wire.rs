//! What comes over the wire below the application: bytes that are no HTTP, heads that never end, bodies that never come. Each is
//! answered or cut off, and the server serves the next.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use gridward::store::Engine;
use serde_json::Value;

use super::process::{House, PATIENCE, Process, log_in};

/// Sends these bytes and reads until the server closes.
fn exchange(process: &Process, bytes: &[u8], ends: bool) -> String {
    let mut stream = TcpStream::connect(process.address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // The server may close before it has read all: that is an answer too.
    let _ = stream.write_all(bytes);
    if ends {
        let _ = stream.shutdown(Shutdown::Write);
    }
    let mut reply = Vec::new();
    if let Err(error) = stream.read_to_end(&mut reply) {
        assert_eq!(
            error.kind(),
            std::io::ErrorKind::ConnectionReset,
            "the server answers or closes: {error}"
        );
    }
    String::from_utf8_lossy(&reply).into_owned()
}

fn is_well(process: &Process) {
    let reply = exchange(process, b"GET /healthz HTTP/1.1\r\nhost: test\r\nconnection: close\r\n\r\n", false);
    assert!(reply.starts_with("HTTP/1.1 200 OK\r\n"), "{reply}");
}

#[test]
fn what_is_no_http_is_refused_and_the_next_is_served() {
    let house = House::build(Engine::Sqlite);
    let process = house.start();
    let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\n";
    let long = format!("GET /healthz HTTP/1.1\r\nhost: test\r\nx: {}\r\n\r\n", "x".repeat(300_000));
    let many = format!("GET /healthz HTTP/1.1\r\nhost: test\r\n{}\r\n", "a: b\r\n".repeat(2000));
    let far = format!("GET /{} HTTP/1.1\r\nhost: test\r\n\r\n", "x".repeat(300_000));
    for (what, bytes) in [
        ("noise", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec()),
        ("no version", b"GET /healthz\r\n\r\n".to_vec()),
        ("another protocol", b"GET /healthz FTP/1.1\r\n\r\n".to_vec()),
        ("a space in a name", b"GET / HTTP/1.1\r\nho st: test\r\n\r\n".to_vec()),
        ("NUL in a value", b"GET / HTTP/1.1\r\nhost: te\0st\r\n\r\n".to_vec()),
        ("no host", b"GET /healthz HTTP/1.1\r\n\r\n".to_vec()),
        ("two lengths", format!("{head}content-length: 1\r\ncontent-length: 2\r\n\r\n{{}}").into_bytes()),
        ("a length that is none", format!("{head}content-length: -1\r\n\r\n{{}}").into_bytes()),
        (
            "length and chunks",
            format!("{head}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n").into_bytes(),
        ),
        ("a long header", long.into_bytes()),
        ("many headers", many.into_bytes()),
        ("a long address", far.into_bytes()),
    ] {
        let reply = exchange(&process, &bytes, true);
        let refused =
            reply.starts_with("HTTP/1.1 400 ") || reply.starts_with("HTTP/1.1 431 ") || reply.is_empty();
        assert!(refused, "{what}: {reply}");
    }
    for (what, bytes) in [
        (
            "a chunk without a length",
            format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n{{}}\r\n0\r\n\r\n"),
        ),
        ("a body that breaks off", format!("{head}content-length: 200\r\n\r\n{{\"login\":")),
        ("chunks that break off", format!("{head}transfer-encoding: chunked\r\n\r\n5\r\n{{\"lo")),
    ] {
        let reply = exchange(&process, bytes.as_bytes(), true);
        assert!(reply.is_empty() || reply.starts_with("HTTP/1.1 4"), "{what}: {reply}");
    }
    is_well(&process);
    process.ask_to_stop();
    assert!(process.ended().success());
}

#[test]
fn who_is_slow_without_end_is_cut_off() {
    let house = House::build(Engine::Sqlite);
    let mut command = house.command("serve");
    command.env("GRIDWARD_REQUEST_SECONDS", "1");
    let process = House::started(command);
    let token = log_in(&process, "volunteer");
    // A head that never ends.
    let reply = exchange(&process, b"GET /healthz HTTP/1.1\r\nhost: test\r\nx-slow: ", false);
    assert!(reply.starts_with("HTTP/1.1 408 "), "{reply}");
    // Bodies that never come: a form, a photo, a photo within a form.
    for (path, kind, begin) in [
        ("incidents", "application/json", "{\"text\":"),
        ("attachments", "image/jpeg", "\u{fffd}"),
        (
            "attachments",
            "multipart/form-data; boundary=b",
            "--b\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nx",
        ),
    ] {
        let bytes = format!(
            "POST /api/v1/{path} HTTP/1.1\r\nhost: test\r\nauthorization: Bearer {token}\r\ncontent-type: {kind}\r\n\
             content-length: 5000\r\n\r\n{begin}"
        );
        let reply = exchange(&process, bytes.as_bytes(), false);
        let (head, body) = reply.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{path} {kind}: {reply:?}"));
        assert!(head.starts_with("HTTP/1.1 408 "), "{path} {kind}: {reply}");
        let told: Value = serde_json::from_str(body).unwrap();
        assert_eq!(told["type"], "/problems/request-timeout");
    }
    is_well(&process);
    process.ask_to_stop();
    assert!(process.ended().success());
}

#[test]
fn connections_that_are_kept_alive_do_not_hold_the_process() {
    let house = House::build(Engine::Sqlite);
    let mut command = house.command("serve");
    // Longer than the test waits: who is idle must not be waited for at all.
    command.env("GRIDWARD_SHUTDOWN_SECONDS", "600");
    let process = House::started(command);
    let mut idle: Vec<TcpStream> = (0..8).map(|_| TcpStream::connect(process.address).unwrap()).collect();
    for stream in &mut idle {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: test\r\n\r\n").unwrap();
        let mut reply = [0; 15];
        stream.read_exact(&mut reply).unwrap();
        assert_eq!(&reply, b"HTTP/1.1 200 OK");
    }
    // Some have never sent anything.
    idle.extend((0..8).map(|_| TcpStream::connect(process.address).unwrap()));
    process.ask_to_stop();
    assert!(process.ended().success());
}
