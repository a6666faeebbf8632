//! Messages to people: from what an event owes ([`plan`]) to the inbox and to deliveries, which another room sends.

pub mod answer;
pub mod delivery;
pub mod inbox;
mod message;
pub mod plan;
pub mod preference;
mod robot;
mod stranger;
pub mod template;
pub mod webhook;

use jiff::Timestamp;

use crate::domain::case::Case;
use crate::domain::codes::Right;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::channel::Channel;
use crate::domain::policy::{Actor, ConfigPart, DatedGrant, Subject, Target, permit};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::person::PersonRow;
use crate::store::{Conn, delivery as deliveries, grant, outbox, person};

/// What the operator has set up for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeOptions {
    /// The ways out that are configured.
    pub channels: Vec<Channel>,
    /// The address under which people reach the application, without a slash at the end.
    pub base_url: String,
    /// Whether webhooks may call addresses of the operator's own network.
    pub private_hooks: bool,
}

impl Default for NoticeOptions {
    /// The inbox, and webhooks to the public network.
    fn default() -> Self {
        Self {
            channels: vec![Channel::Webhook],
            base_url: "http://localhost".to_owned(),
            private_hooks: false,
        }
    }
}

impl NoticeOptions {
    /// Where a case is looked at.
    pub fn case_link(&self, case: CaseId) -> String {
        format!("{}/cases/{case}", self.base_url)
    }
}

/// Whether the actor looks after the words of messages and what has become of them.
fn may_set_messages(actor: &Actor) -> Result<(), ServiceError> {
    let subject = Some(Subject::Config(ConfigPart::Messages));
    permit(actor, Right::Configure, &Target { subject, ..Target::default() })?;
    Ok(())
}

/// Those of the people who are still here and may see the case now.
fn entitled(
    conn: &mut Conn,
    case: &Case,
    people: &[PersonId],
    now: Timestamp,
) -> Result<Vec<PersonRow>, ServiceError> {
    let grants = grant::list_of_people(conn, people)?;
    let mut entitled = Vec::with_capacity(people.len());
    for id in people {
        let held: Vec<DatedGrant> =
            grants.iter().filter(|row| row.person == *id).map(|row| row.dated).collect();
        let actor = Actor::at(*id, &held, now);
        if permit(&actor, Right::View, &case.target_for(&actor, now)).is_ok()
            && let Some(row) = person::find(conn, *id)?.filter(|row| row.active)
        {
            entitled.push(row);
        }
    }
    Ok(entitled)
}

/// How much waits to be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Notices that wait to be planned.
    pub notices: i64,
    /// Notices that could not be planned and were set aside.
    pub set_aside: i64,
    /// Messages that are due.
    pub messages: i64,
    /// Messages that could not be sent.
    pub dead: i64,
    /// How long the oldest of both waits, in seconds.
    pub oldest_seconds: i64,
}

/// How much waits to be told, for metrics.
pub async fn find_backlog(core: &Core) -> Result<Backlog, ServiceError> {
    let now = core.clock.now();
    core.db
        .read(move |conn| {
            let (notices, first, set_aside) = outbox::find_backlog(conn)?;
            let (messages, second, dead) = deliveries::find_backlog(conn, now)?;
            let oldest = first.into_iter().chain(second).min();
            let oldest_seconds = oldest.map_or(0, |at| now.duration_since(at).as_secs().max(0));
            Ok(Backlog { notices, set_aside, messages, dead, oldest_seconds })
        })
        .await
}
