//! What goes out of the house, to real servers in other processes that also misbehave: each message arrives once, is held, tried
//! again or listed as dead, and nothing is lost.

mod mail;
mod people;
mod strangers;
mod tls;
mod webhooks;

use std::time::Duration;

use actix_web::test::TestRequest;
use gridward::domain::notice::channel::Channel;
use gridward::jobs::notices::send_due;
use gridward::notify::channel::Carriers;
use gridward::notify::mail::{MailCarrier, MailServer};
use gridward::service::notice::delivery::{DeliveryFilter, DeliveryRow};
use serde_json::{Value, json};

use crate::support::app::{TestApp, bearer};
use crate::support::double::Double;
use crate::support::world::World;

/// Mail by a server in another process, with little patience.
pub(crate) fn mail(server: &Double) -> Carriers {
    let url = format!("smtp+plain://127.0.0.1:{}", server.port);
    let server = MailServer::parse(&url, "Gridward <notices@ward.example>").unwrap();
    Carriers::default().with(Channel::Email, MailCarrier::new(server.patient_for(Duration::from_millis(700))))
}

/// Sends whatever is due, and what becomes due by that.
async fn send_all(app: &TestApp, carriers: &Carriers) {
    while send_due(&app.core, carriers).await.unwrap() {}
}

/// Sends a PUT or PATCH of JSON as somebody.
async fn change(app: &TestApp, request: TestRequest, who: &str, body: &Value) -> crate::support::app::Reply {
    let token = app.log_in(who).await;
    app.ask(request.insert_header(bearer(&token)).set_json(body)).await
}

/// Gives somebody a mail address.
async fn with_mail(app: &TestApp, who: &str, address: &str) {
    let request = TestRequest::patch().uri("/api/v1/me/contact");
    change(app, request, who, &json!({"email": address})).await.expect(200);
}

/// Has somebody hear of work at once instead of in a digest.
async fn at_once(app: &TestApp, who: &str) {
    let request = TestRequest::put().uri("/api/v1/preferences");
    change(app, request, who, &json!({"modes": {"work": {"email": "instant"}}})).await.expect(200);
}

/// Files something in the first grid, which its community's staff hear of, and plans what that owes.
async fn filed(app: &TestApp) -> String {
    let token = app.log_in("volunteer").await;
    let (lon, lat) = World::middle_of(0);
    let body = json!({"text": "路灯不亮", "place": {"coord_sys": "wgs84", "lon": lon, "lat": lat}});
    let case = app.post(&token, "/api/v1/incidents", &body).await.expect(201).json()["case"].clone();
    app.plan().await;
    case.as_str().unwrap().to_owned()
}

/// Every delivery, the oldest first.
async fn rows(app: &TestApp) -> Vec<DeliveryRow> {
    let all = DeliveryFilter::default();
    let mut rows =
        app.core.db.read(move |conn| gridward::store::delivery::list(conn, &all, 1000)).await.unwrap();
    rows.reverse();
    rows
}

/// Where each delivery stands, the oldest first.
async fn states(app: &TestApp) -> Vec<String> {
    rows(app).await.into_iter().map(|row| row.state).collect()
}
