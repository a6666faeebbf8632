//! Mail by SMTP: a text and an HTML part, on connections that are kept for a short while. Each step of the conversation is taken by
//! itself, since it matters whether the message was handed over when the answer failed to come.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

use lettre::Address as MailAddress;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::channel::{Carrier, misdirected};
use crate::domain::notice::outgoing::{Address, Outcome, Outgoing};

/// A server that says nothing for so long is given up.
const PATIENCE: Duration = Duration::from_secs(30);
/// A connection that nobody uses is kept for so long: shorter than any server's own patience.
const IDLE: Duration = Duration::from_secs(20);
/// So many of them at most.
const KEPT: usize = 4;

/// How the conversation is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Security {
    /// `smtps://`: TLS from the first byte.
    Tls,
    /// `smtp://`: STARTTLS, or nothing is sent.
    StartTls,
    /// `smtp+plain://`: none. For a relay on the same machine.
    None,
}

/// A mail server, and in whose name mail is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    host: String,
    port: u16,
    security: Security,
    login: Option<(String, String)>,
    from: Mailbox,
    patience: Duration,
    /// Authorities that are trusted besides the public ones, in PEM.
    trusted: Option<Vec<u8>>,
}

impl MailServer {
    /// Reads `scheme://[user[:password]@]host[:port]` and the sender (`name <address>` or an address). Login and password may be
    /// percent-encoded. The error names the part that is wrong.
    pub fn parse(url: &str, from: &str) -> Result<Self, String> {
        let (scheme, rest) = url.split_once("://").ok_or("is no URL")?;
        let (security, usual) = match scheme {
            "smtps" => (Security::Tls, 465),
            "smtp" => (Security::StartTls, 587),
            "smtp+plain" => (Security::None, 25),
            _ => return Err("must begin with smtps://, smtp:// or smtp+plain://".to_owned()),
        };
        let rest = rest.trim_end_matches('/');
        let (login, server) = match rest.rsplit_once('@') {
            Some((login, server)) => {
                let (user, password) = login.split_once(':').unwrap_or((login, ""));
                (Some((decoded(user)?, decoded(password)?)), server)
            }
            None => (None, rest),
        };
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| "has no port number")?),
            None => (server, usual),
        };
        if host.is_empty() {
            return Err("names no host".to_owned());
        }
        let from = from.parse().map_err(|error| format!("the sender is no mail address: {error}"))?;
        Ok(Self { host: host.to_owned(), port, security, login, from, patience: PATIENCE, trusted: None })
    }

    /// The same server with another patience.
    #[must_use]
    pub const fn patient_for(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The same server, whose certificate may be signed by this authority (PEM) as well. The error says what is wrong with it.
    pub fn trusting(mut self, authority: Vec<u8>) -> Result<Self, String> {
        Certificate::from_pem(&authority).map_err(|error| format!("holds no certificate: {error}"))?;
        self.trusted = Some(authority);
        Ok(self)
    }

    fn tls(&self) -> Result<TlsParameters, lettre::transport::smtp::Error> {
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(authority) = &self.trusted {
            builder = builder.add_root_certificate(Certificate::from_pem(authority)?);
        }
        builder.build()
    }

    fn connect(&self) -> Result<SmtpConnection, lettre::transport::smtp::Error> {
        let hello = ClientId::Domain(self.from.email.domain().to_owned());
        let tls = match self.security {
            Security::None => None,
            Security::Tls | Security::StartTls => Some(self.tls()?),
        };
        let wrapped = tls.as_ref().filter(|_| self.security == Security::Tls);
        let server = (self.host.as_str(), self.port);
        let mut conn = SmtpConnection::connect(server, Some(self.patience), &hello, wrapped, None)?;
        if let Some(tls) = tls.as_ref().filter(|_| self.security == Security::StartTls) {
            conn.starttls(tls, &hello)?;
        }
        if let Some((user, password)) = &self.login {
            let login = Credentials::new(user.clone(), password.clone());
            conn.auth(&[Mechanism::Plain, Mechanism::Login], &login)?;
        }
        Ok(conn)
    }
}

/// Never shows the password.
impl std::fmt::Debug for MailServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MailServer({}:{})", self.host, self.port)
    }
}

fn decoded(text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digit = |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16));
        bytes.push(match byte {
            b'%' => match (digit(rest.next()), digit(rest.next())) {
                (Some(high), Some(low)) => u8::try_from(high * 16 + low).unwrap_or_default(),
                _ => return Err("has a broken percent-encoding".to_owned()),
            },
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| "is not UTF-8".to_owned())
}

/// Sends mail.
pub struct MailCarrier {
    server: MailServer,
    idle: Mutex<Vec<(SmtpConnection, Instant)>>,
}

/// How far a conversation had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Before the server knew for whom the message is.
    Opening,
    /// At the recipient.
    Recipient,
    /// The server was about to take the message.
    Handing,
    /// The message was on its way or handed over.
    Handed,
}

impl MailCarrier {
    /// Mail by a server.
    pub const fn new(server: MailServer) -> Self {
        Self { server, idle: Mutex::new(Vec::new()) }
    }

    /// A connection that answers: one of those kept, or a new one.
    fn take(&self) -> Result<SmtpConnection, lettre::transport::smtp::Error> {
        loop {
            let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            match kept {
                Some((mut conn, since)) if since.elapsed() < IDLE => {
                    // The server may have hung up meanwhile.
                    if conn.test_connected() {
                        return Ok(conn);
                    }
                }
                Some((mut conn, _)) => conn.abort(),
                None => return self.server.connect(),
            }
        }
    }

    fn keep(&self, mut conn: SmtpConnection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push((conn, Instant::now()));
        } else {
            conn.abort();
        }
    }

    fn transmit(
        &self,
        conn: &mut SmtpConnection,
        to: &MailAddress,
        message: &[u8],
    ) -> Result<(), (Stage, lettre::transport::smtp::Error)> {
        let from = Some(self.server.from.email.clone());
        conn.command(Mail::new(from, Vec::new())).map_err(|error| (Stage::Opening, error))?;
        conn.command(Rcpt::new(to.clone(), Vec::new())).map_err(|error| (Stage::Recipient, error))?;
        conn.command(Data).map_err(|error| (Stage::Handing, error))?;
        conn.message(message).map_err(|error| (Stage::Handed, error))?;
        Ok(())
    }
}

impl Carrier for MailCarrier {
    fn send(&self, message: &Outgoing) -> Outcome {
        let Address::Mail(to) = &message.to else { return misdirected() };
        let bad = |why: &str| Outcome::Refused { why: why.to_owned(), address: true };
        let Ok(to) = to.parse::<MailAddress>() else { return bad("no mail address") };
        let Ok(mail) = compose(&self.server.from, to.clone(), message) else {
            return bad("cannot be composed");
        };
        let mut conn = match self.take() {
            Ok(conn) => conn,
            Err(error) => return judge(Stage::Opening, &error),
        };
        match self.transmit(&mut conn, &to, &mail.formatted()) {
            Ok(()) => {
                self.keep(conn);
                Outcome::Sent
            }
            Err((stage, error)) => {
                conn.abort();
                judge(stage, &error)
            }
        }
    }
}

/// What a failure means. The server's own words may hold an address and are not kept.
fn judge(stage: Stage, error: &lettre::transport::smtp::Error) -> Outcome {
    match error.status() {
        Some(status) if error.is_permanent() => Outcome::Refused {
            why: format!("the mail server says {status}"),
            address: stage == Stage::Recipient,
        },
        Some(status) => Outcome::Later { why: format!("the mail server says {status}"), after: None },
        None if stage == Stage::Handed => {
            Outcome::Uncertain { why: "no answer after the message was handed over".to_owned() }
        }
        None if error.is_timeout() => {
            Outcome::Later { why: "the mail server does not answer".to_owned(), after: None }
        }
        None => Outcome::Later { why: "the mail server cannot be reached".to_owned(), after: None },
    }
}

/// The mail: a text and an HTML part. It says that no person wrote it, so that no machine answers, and to which list it belongs,
/// so that it can be sorted. Signing (DKIM) is for the relay: every header that it signs is here.
fn compose(from: &Mailbox, to: MailAddress, message: &Outgoing) -> Result<Message, lettre::error::Error> {
    let domain = from.email.domain();
    let text = format!("{}\n\n-- \n{}\n", message.text.body, footer(message));
    let since_epoch = u64::try_from(message.said_at.as_microsecond()).unwrap_or_default();
    let said_at = UNIX_EPOCH + Duration::from_micros(since_epoch);
    let raw =
        |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(&message.text.title)
        .date(said_at)
        .message_id(Some(format!("<{}@{domain}>", message.message_id)))
        .raw_header(raw("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(raw("List-Id", format!("Gridward <notices.{domain}>")))
        .raw_header(raw("Content-Language", message.lang.tag().to_owned()))
        .multipart(MultiPart::alternative_plain_html(text, html(message)))
}

fn footer(message: &Outgoing) -> &'static str {
    message.lang.pick(
        "邻格自动发送，请勿回复。接收方式可以在应用的设置中更改。",
        "Sent by Gridward; please do not answer. How you hear of things can be changed in the application's settings.",
    )
}

/// The same in HTML. Everything is escaped; nothing is loaded from anywhere.
fn html(message: &Outgoing) -> String {
    let lines: Vec<String> = message.text.body.lines().map(linked).collect();
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><body style=\"font-family:sans-serif;font-size:16px;line-height:1.6\">\
         <h1 style=\"font-size:18px\">{}</h1><p>{}</p><p style=\"color:#666;font-size:13px\">{}</p></body></html>",
        message.lang.tag(),
        escaped(&message.text.title),
        lines.join("<br>"),
        escaped(footer(message)),
    )
}

/// A line whose address, if it ends with one, can be followed.
fn linked(line: &str) -> String {
    let start = line.find("https://").or_else(|| line.find("http://"));
    match start.and_then(|at| line.split_at_checked(at)) {
        Some((before, url)) if !url.contains(char::is_whitespace) => {
            let url = escaped(url);
            format!("{}<a href=\"{url}\">{url}</a>", escaped(before))
        }
        _ => escaped(line),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Lang;
    use crate::domain::notice::NoticeCode;
    use crate::domain::notice::channel::Channel;
    use crate::domain::notice::template::{Facts, Placeholder, Template, built_in, digest, sealed};

    fn message(lang: Lang, text: crate::domain::notice::template::Rendered) -> Outgoing {
        Outgoing {
            id: 7,
            token: 1,
            channel: Channel::Email,
            to: Address::Mail("li@example.cn".to_owned()),
            lang,
            text,
            message_id: "7.1773108000000000".to_owned(),
            said_at: "2026-03-10T02:00:00Z".parse().unwrap(),
        }
    }

    fn facts() -> Facts {
        let facts = [
            (Placeholder::Number, "7-3"),
            (Placeholder::Category, "路灯 <b>& \"co\"</b>"),
            (Placeholder::Place, "北社区第1网格"),
            (Placeholder::Due, "2026-03-12 17:30"),
            (Placeholder::Link, "https://ward.example/cases/7?a=1&b=2"),
        ];
        facts.into_iter().map(|(name, text)| (name, text.to_owned())).collect()
    }

    #[test]
    fn mails_look_like_this() {
        let from: Mailbox = "邻格 <notices@ward.example>".parse().unwrap();
        let mut picture = String::new();
        for lang in [Lang::Zh, Lang::En] {
            let (title, body) = built_in(NoticeCode::NewWork, lang);
            let one = Template::parse(&title, &body).unwrap().render(&facts());
            let many = digest(lang, &[one.clone(), one.clone()], "https://ward.example/inbox");
            for text in [one, many, sealed(lang, &facts())] {
                let told = message(lang, text);
                picture.push_str(&html(&told).replace("><", ">\n<"));
                picture.push_str("\n\n");
                let mail = compose(&from, "li@example.cn".parse().unwrap(), &told).unwrap();
                let wire = String::from_utf8(mail.formatted()).unwrap();
                assert!(wire.is_ascii(), "no server needs an extension for it");
                for header in [
                    "Auto-Submitted: auto-generated",
                    "Message-ID: <7.1773108000000000@ward.example>",
                    "List-Id: Gridward <notices.ward.example>",
                    "Date: Tue, 10 Mar 2026 02:00:00 +0000",
                ] {
                    assert!(wire.contains(header), "{header}\n{wire}");
                }
            }
        }
        insta::assert_snapshot!("mails", picture);
    }

    #[test]
    fn servers_are_read_and_passwords_never_shown() {
        let server = MailServer::parse("smtps://user%40ward:p%3Ass@mail.example", "a@ward.example").unwrap();
        assert_eq!((server.port, server.security), (465, Security::Tls));
        assert_eq!(server.login, Some(("user@ward".to_owned(), "p:ss".to_owned())));
        assert_eq!(format!("{server:?}"), "MailServer(mail.example:465)");
        assert_eq!(MailServer::parse("smtp://m", "a@b.example").unwrap().port, 587);
        for (url, from, wrong) in [
            ("smtp://", "a@b.example", "no host"),
            ("imap://m", "a@b.example", "must begin"),
            ("smtp://m:x", "a@b.example", "port"),
            ("smtp://%zz@m", "a@b.example", "percent"),
            ("smtp://m", "nobody", "sender"),
        ] {
            let error = MailServer::parse(url, from).unwrap_err();
            assert!(error.contains(wrong), "{url}: {error}");
        }
    }
}
