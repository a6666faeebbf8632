//! The load generator: HTTP/1.1 over kept connections, as cheap as it can be, since it shares two cores with the server.
//!
//! In a closed loop every connection sends its next request when the last was answered: that measures the highest rate.
//! At a fixed rate requests have appointed times and latency counts from those, so that a server that stalls cannot hide
//! the requests that it kept from being sent.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How requests follow each other.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pace {
    /// As fast as answers come.
    Closed,
    /// So many a second, whatever the server does.
    PerSecond(f64),
}

/// What to send, and for how long.
pub(super) struct Load {
    /// The server.
    pub(super) address: SocketAddr,
    /// Kept connections.
    pub(super) connections: usize,
    /// Time before anything is counted.
    pub(super) warm_up: Duration,
    /// Time that counts; zero for a load that ends with the first answers.
    pub(super) measured: Duration,
    /// Answers after which such a short load ends.
    pub(super) enough: usize,
    /// How requests follow each other.
    pub(super) pace: Pace,
}

/// What came back in the time that counts.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Answers by status; 0 stands for a broken connection.
    pub(super) statuses: BTreeMap<u16, u64>,
    /// Seconds that counted.
    pub(super) seconds: f64,
    /// Latencies in microseconds, sorted.
    pub(super) latencies: Vec<u32>,
}

impl Outcome {
    /// Answers of 2xx a second.
    pub(super) fn rate(&self) -> f64 {
        let good: u64 = self.statuses.range(200..300).map(|(_, count)| count).sum();
        as_f64(good) / self.seconds
    }

    /// The latency in milliseconds below which the share `q` of the answers lies.
    pub(super) fn quantile_ms(&self, q: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an index within the vector"
        )]
        let index = (as_f64(last as u64) * q).round() as usize;
        self.latencies.get(index).map_or(f64::NAN, |micros| f64::from(*micros) / 1000.0)
    }
}

/// Counts are far below 2^52.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
pub(super) fn as_f64(count: u64) -> f64 {
    count as f64
}

/// Shared by the connections of one run; they live on one thread.
struct Run<F> {
    load: Load,
    request: F,
    next: Cell<u64>,
    begin: Instant,
    outcome: RefCell<Outcome>,
}

impl<F> Run<F> {
    /// Whether a number of answers ends the load rather than the time.
    fn is_short(&self) -> bool {
        self.load.measured.is_zero()
    }

    /// The time that counted.
    fn seconds(&self) -> Duration {
        if self.is_short() { (self.begin + self.load.warm_up).elapsed() } else { self.load.measured }
    }
}

/// Sends what `request(n)` writes into the buffer, for n = 0, 1, 2, …
pub(super) fn run<F: Fn(u64, &mut Vec<u8>) + 'static>(load: Load, request: F) -> std::io::Result<Outcome> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, async move {
        let connections = load.connections;
        let run = Rc::new(Run {
            load,
            request,
            next: Cell::new(0),
            begin: Instant::now(),
            outcome: RefCell::new(Outcome::default()),
        });
        let tasks: Vec<_> =
            (0..connections).map(|_| tokio::task::spawn_local(connection(Rc::clone(&run)))).collect();
        for task in tasks {
            task.await.map_err(std::io::Error::other)?;
        }
        let mut outcome = run.outcome.take();
        outcome.seconds = run.seconds().as_secs_f64();
        outcome.latencies.sort_unstable();
        Ok(outcome)
    })
}

async fn connection<F: Fn(u64, &mut Vec<u8>)>(run: Rc<Run<F>>) {
    let (from, until) = (run.begin + run.load.warm_up, run.begin + run.load.warm_up + run.load.measured);
    let mut stream = None;
    let (mut out, mut input) = (Vec::with_capacity(2048), Vec::with_capacity(8192));
    while Instant::now() < until || (run.is_short() && run.outcome.borrow().latencies.len() < run.load.enough)
    {
        let n = run.next.get();
        run.next.set(n + 1);
        let started = match run.load.pace {
            Pace::Closed => Instant::now(),
            Pace::PerSecond(rate) => {
                let appointed = run.begin + Duration::from_secs_f64(as_f64(n) / rate);
                tokio::time::sleep_until(appointed.into()).await;
                appointed
            }
        };
        out.clear();
        (run.request)(n, &mut out);
        let status = exchange(&mut stream, run.load.address, &out, &mut input).await.unwrap_or(0);
        let done = Instant::now();
        if started >= from && (started < until || run.is_short()) {
            let mut outcome = run.outcome.borrow_mut();
            *outcome.statuses.entry(status).or_default() += 1;
            outcome.latencies.push(u32::try_from((done - started).as_micros()).unwrap_or(u32::MAX));
        }
    }
}

/// Sends one request and reads its answer; connects first when there is no connection.
async fn exchange(
    stream: &mut Option<TcpStream>,
    address: SocketAddr,
    out: &[u8],
    input: &mut Vec<u8>,
) -> std::io::Result<u16> {
    let mut socket = if let Some(socket) = stream.take() {
        socket
    } else {
        let socket = TcpStream::connect(address).await?;
        socket.set_nodelay(true)?;
        socket
    };
    socket.write_all(out).await?;
    input.clear();
    loop {
        if socket.read_buf(input).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((status, length)) = head(input)
            && input.len() >= length
        {
            *stream = Some(socket);
            return Ok(status);
        }
    }
}

/// The status and the whole length of an answer whose head has arrived.
fn head(input: &[u8]) -> Option<(u16, usize)> {
    let end = input.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(input.get(..end)?).ok()?;
    let status = text.get(9..12)?.parse().ok()?;
    let body = text
        .lines()
        .find_map(|line| {
            line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        })
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())
        .unwrap_or(0);
    Some((status, end + body))
}

/// One answer, with its body.
#[derive(Debug)]
pub(super) struct Reply {
    /// The status.
    pub(super) status: u16,
    /// The body.
    pub(super) body: Vec<u8>,
}

/// Asks one thing after the other over a kept connection.
pub(super) struct Caller {
    address: SocketAddr,
    stream: Option<std::net::TcpStream>,
}

impl Caller {
    /// Connects when it first asks.
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    /// Sends a request and waits for its answer.
    pub(super) fn ask(
        &mut self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: Option<&str>,
    ) -> std::io::Result<Reply> {
        let mut stream = if let Some(stream) = self.stream.take() {
            stream
        } else {
            let stream = std::net::TcpStream::connect(self.address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(Duration::from_mins(1)))?;
            stream
        };
        let mut out = Vec::new();
        write_request(&mut out, method, path, token, None, body);
        stream.write_all(&out)?;
        let (mut input, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
        loop {
            let read = stream.read(&mut chunk)?;
            if read == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            input.extend(chunk.iter().take(read));
            if let Some((status, length)) = head(&input)
                && input.len() >= length
            {
                self.stream = Some(stream);
                let start = input.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(0) + 4;
                return Ok(Reply { status, body: input.split_off(start) });
            }
        }
    }
}

/// Writes a request into `out`.
pub(super) fn write_request(
    out: &mut Vec<u8>,
    method: &str,
    path: &str,
    token: Option<&str>,
    key: Option<u64>,
    body: Option<&str>,
) {
    // Writing to a vector cannot fail.
    let _ = write!(out, "{method} {path} HTTP/1.1\r\nHost: bench\r\n");
    if let Some(token) = token {
        let _ = write!(out, "Authorization: Bearer {token}\r\n");
    }
    if let Some(key) = key {
        let _ = write!(out, "Idempotency-Key: bench-{key}\r\n");
    }
    match body {
        Some(body) => {
            let _ =
                write!(out, "Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
        None => out.extend(b"\r\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_complete_with_its_body() {
        let answer = b"HTTP/1.1 201 Created\r\ncontent-length: 2\r\nx: y\r\n\r\nok";
        assert_eq!(head(answer), Some((201, answer.len())));
        assert_eq!(head(b"HTTP/1.1 201 Created\r\ncontent-length: 2\r\n"), None);
    }

    #[test]
    fn quantiles_are_read_from_sorted_latencies() {
        let outcome = Outcome { latencies: (1..=1000).map(|n| n * 1000).collect(), ..Outcome::default() };
        assert!((outcome.quantile_ms(0.99) - 990.0).abs() < 1.5);
    }
}
