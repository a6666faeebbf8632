//! Mail over TLS, to a real server whose certificate an authority of the operator has signed.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use gridward::domain::notice::channel::Channel;
use gridward::notify::channel::Carriers;
use gridward::notify::mail::{MailCarrier, MailServer};

use super::{at_once, filed, rows, send_all, states, with_mail};
use crate::support::app::TestApp;
use crate::support::both_engines;
use crate::support::double::Double;

const STAFF: &str = "community_staff";

/// An authority and a certificate for `localhost` that it has signed, made by openssl in a folder of the test.
fn certificates(app: &TestApp) -> PathBuf {
    let folder = app.folder.path().to_owned();
    let run = |arguments: &str| {
        let words = arguments.split_whitespace();
        let done = Command::new("openssl").args(words).current_dir(&folder).output().expect("openssl runs");
        assert!(done.status.success(), "{arguments}: {}", String::from_utf8_lossy(&done.stderr));
    };
    std::fs::write(folder.join("san"), "subjectAltName=DNS:localhost\nbasicConstraints=CA:FALSE\n").unwrap();
    run("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=Authority -keyout ca.key -out ca.pem");
    run("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout server.key -out server.csr");
    run(
        "x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile san -out server.pem",
    );
    folder
}

fn carriers(scheme: &str, login: &str, server: &Double, authority: Option<&Path>) -> Carriers {
    let url = format!("{scheme}://{login}localhost:{}", server.port);
    let mut server = MailServer::parse(&url, "Gridward <notices@ward.example>").unwrap();
    if let Some(folder) = authority {
        server = server.trusting(std::fs::read(folder.join("ca.pem")).unwrap()).unwrap();
    }
    // A handshake among compilers takes its time.
    Carriers::default().with(Channel::Email, MailCarrier::new(server.patient_for(Duration::from_secs(20))))
}

async fn staff(app: &TestApp) {
    app.world();
    with_mail(app, STAFF, "li@example.cn").await;
    at_once(app, STAFF).await;
}

both_engines! {
    async fn mail_goes_out_under_tls_and_after_a_log_in(app) {
        staff(app).await;
        let folder = certificates(app);
        for (scheme, how) in [("smtps", "--tls"), ("smtp", "--starttls")] {
            let server = Double::start("smtp.py", &[Path::new(how), &folder]);
            filed(app).await;
            send_all(app, &carriers(scheme, "ward:p%3Ass@", &server, Some(&folder))).await;
            assert_eq!(rows(app).await.pop().unwrap().state, "sent", "{how}: {:?}", rows(app).await.pop().unwrap().why);
            assert_eq!(server.stop().len(), 1, "{how}");
        }
    }

    async fn nothing_goes_to_a_server_that_cannot_be_trusted(app) {
        staff(app).await;
        let folder = certificates(app);
        for (scheme, how) in [("smtps", "--tls"), ("smtp", "--starttls")] {
            let server = Double::start("smtp.py", &[Path::new(how), &folder]);
            filed(app).await;
            send_all(app, &carriers(scheme, "ward:p%3Ass@", &server, None)).await;
            assert_eq!(rows(app).await.pop().unwrap().state, "waiting", "{how}: nobody knows its authority");
            assert_eq!(server.stop(), [] as [serde_json::Value; 0], "{how}");
        }
        // A server without STARTTLS gets nothing either, and neither does one that refuses the password.
        let plain = Double::start("smtp.py", &[]);
        filed(app).await;
        send_all(app, &carriers("smtp", "", &plain, Some(&folder))).await;
        assert_eq!(plain.stop(), [] as [serde_json::Value; 0]);
        let server = Double::start("smtp.py", &[Path::new("--tls"), &folder]);
        filed(app).await;
        send_all(app, &carriers("smtps", "ward:wrong@", &server, Some(&folder))).await;
        assert_eq!(server.stop(), [] as [serde_json::Value; 0]);
        assert!(states(app).await.iter().all(|state| state != "sent"));
    }
}
