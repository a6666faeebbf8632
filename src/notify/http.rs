//! Calls to the outside over HTTP: one client with short patience, no redirects, no proxy, and a guard that looks at where a name
//! leads at the moment of the call, so that nobody can have the server call into the operator's own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

use jiff::SignedDuration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error, Timeout};

/// A call takes at most so long, all in all.
const PATIENCE: Duration = Duration::from_secs(20);
/// Finding and reaching the other side at most so long.
const REACH: Duration = Duration::from_secs(8);
/// So much of an answer is read.
const ANSWER_MAX: u64 = 64 * 1024;

/// What the other side answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// How long it asks to wait.
    pub retry_after: Option<SignedDuration>,
    /// The beginning of the body.
    pub body: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// The address leads into a private network, or is none.
    Forbidden,
    /// Nobody is there: nothing was handed over.
    Unreachable,
    /// The request was sent, and then nothing came.
    Silent,
}

impl NoAnswer {
    /// For the operator.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Forbidden => "the address is not allowed",
            Self::Unreachable => "the other side cannot be reached",
            Self::Silent => "the other side does not answer",
        }
    }
}

/// The client.
#[derive(Debug, Clone)]
pub struct Http {
    agent: Agent,
}

impl Http {
    /// A client; `private` allows addresses of private networks.
    pub fn new(private: bool) -> Self {
        let config = Config::builder()
            .timeout_global(Some(PATIENCE))
            .timeout_resolve(Some(REACH))
            .timeout_connect(Some(REACH))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .proxy(None)
            .user_agent("Gridward")
            .build();
        let resolver = Guarded { private, inner: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// Sends JSON and reads the answer, whatever its status.
    pub fn post(&self, url: &str, headers: &[(&str, String)], body: &str) -> Result<Answer, NoAnswer> {
        let mut request = self.agent.post(url).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        read(request.send(body))
    }

    /// Asks for something.
    pub fn get(&self, url: &str) -> Result<Answer, NoAnswer> {
        read(self.agent.get(url).call())
    }
}

fn read(answer: Result<ureq::http::Response<ureq::Body>, Error>) -> Result<Answer, NoAnswer> {
    let mut answer = answer.map_err(|error| match error {
        Error::BadUri(_) | Error::Http(_) | Error::RequireHttpsOnly(_) => NoAnswer::Forbidden,
        Error::Io(io) if io.kind() == std::io::ErrorKind::PermissionDenied => NoAnswer::Forbidden,
        Error::Io(io) if io.kind() == std::io::ErrorKind::ConnectionRefused => NoAnswer::Unreachable,
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::Tls(_)
        | Error::Rustls(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => NoAnswer::Unreachable,
        _ => NoAnswer::Silent,
    })?;
    let seconds = answer.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
    let body = answer.body_mut().with_config().limit(ANSWER_MAX).read_to_string().unwrap_or_default();
    Ok(Answer { status: answer.status().as_u16(), retry_after: seconds.map(SignedDuration::from_secs), body })
}

/// Finds addresses, and leaves out those that are not on the public network.
#[derive(Debug)]
struct Guarded {
    private: bool,
    inner: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| self.private || is_public(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            return Err(Error::Io(std::io::ErrorKind::PermissionDenied.into()));
        }
        Ok(allowed)
    }
}

/// Whether an address is on the public network (IANA's registries of special-purpose addresses).
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = a == 0
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240;
    !special
}

/// Only what is given out to the public (`2000::/3`), and of that neither documentation nor what carries an `IPv4` address within.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    let [first, second, ..] = ip.segments();
    let public = first & 0xe000 == 0x2000;
    let special = first == 0x2002 || (first == 0x2001 && (second < 0x0200 || second == 0x0db8));
    public && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_networks_are_known() {
        for (ip, public) in [
            ("8.8.8.8", true),
            ("114.114.114.114", true),
            ("127.0.0.1", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("172.32.0.1", true),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("0.0.0.0", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:4700::1111", true),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fd00::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:8.8.8.8", true),
            ("64:ff9b::7f00:1", false),
            ("2002:7f00:1::", false),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_public(ip.parse().unwrap()), public, "{ip}");
        }
    }

    #[test]
    fn nobody_is_called_in_a_private_network() {
        let guarded = Http::new(false);
        for url in ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", "http://0x7f000001:9/"] {
            assert_ne!(guarded.post(url, &[], "{}").unwrap_err(), NoAnswer::Silent, "{url}");
        }
        assert_eq!(guarded.post("http://127.0.0.1:9/", &[], "{}").unwrap_err(), NoAnswer::Forbidden);
    }
}
