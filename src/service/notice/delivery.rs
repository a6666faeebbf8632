//! Sending, as far as the database is concerned: claim a portion under a lease, look once more whether each message is still wanted,
//! hand it out, and write how the try ended. The sending itself happens in between, outside any transaction.

use jiff::{SignedDuration, Timestamp};

use super::message::tell;
use super::{entitled, may_set_messages, stranger, webhook};
use crate::domain::account::ContactKind;
use crate::domain::codes::Lang;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::NoticeCode;
use crate::domain::notice::channel::Channel;
use crate::domain::notice::outgoing::{Address, HOLD, Outcome, Outgoing, TRIES, backoff};
use crate::domain::notice::template::{Rendered, digest};
use crate::domain::notice::wanted::{Dropped, unwanted};
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::find_case;
use crate::store::delivery::{self as store, DIGEST, Finish};
pub use crate::store::delivery::{DeliveryFilter, DeliveryRow, DeliveryState};
use crate::store::person::PersonRow;
use crate::store::{Conn, Lane, StoreError, contact, person, preference};

/// Messages claimed at once: they are sent side by side.
const PORTION: i64 = 20;
/// A sender has so long. Every channel gives up sooner.
const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// Claims what is due by one of the channels. What is no longer wanted is dropped here; the rest is for the caller to send.
pub async fn claim(core: &Core, channels: &[Channel]) -> Result<Vec<Outgoing>, ServiceError> {
    let now = core.clock.now();
    let lease: i64 = rand::random::<i64>() & i64::MAX;
    let ways = channels.to_vec();
    let rows = core
        .db
        .write(Lane::Background, move |tx| {
            store::reap(tx, now)?;
            Ok::<_, ServiceError>(store::claim(tx, &ways, (now, now + LEASE), lease, PORTION)?)
        })
        .await?;
    let mut outgoing = Vec::with_capacity(rows.len());
    for row in rows {
        let (rooms, claimed) = (core.clone(), row.clone());
        let prepared = core.db.read(move |conn| prepare(&rooms, conn, &claimed, lease, now)).await;
        match prepared {
            Ok(Ok(ready)) => outgoing.push(ready),
            Ok(Err(dropped)) => {
                let how = Finish {
                    state: DeliveryState::Dropped,
                    next_at: None,
                    why: Some(dropped.code().to_owned()),
                    resent: row.resent,
                };
                write_finish(core, (row.id, lease), how, now).await?;
            }
            Err(error) if error.is_unavailable() => return Err(error),
            Err(error) => {
                tracing::error!(id = row.id, %error, "a message cannot be prepared");
                let why = "it cannot be prepared".to_owned();
                end_try(core, &row, lease, &Outcome::Later { why, after: None }).await?;
            }
        }
    }
    Ok(outgoing)
}

/// A message, or why it is dropped.
fn prepare(
    core: &Core,
    conn: &mut Conn,
    row: &DeliveryRow,
    lease: i64,
    now: Timestamp,
) -> Result<Result<Outgoing, Dropped>, ServiceError> {
    let channel: Channel = row.channel.parse().map_err(StoreError::from)?;
    let ready = |to, lang, text| Outgoing {
        id: row.id,
        token: lease,
        channel,
        to,
        lang,
        text,
        message_id: format!("{}.{}", row.id, row.created_at.at().as_microsecond()),
        said_at: row.created_at.at(),
    };
    if channel == Channel::Webhook {
        let hook = webhook::prepare(core, conn, row, now)?;
        return Ok(hook.map(|to| ready(to, Lang::Zh, Rendered::default())));
    }
    if row.person_id.is_none() {
        let stranger = stranger::prepare(core, conn, row, channel, now)?;
        return Ok(stranger.map(|(to, text)| ready(to, Lang::Zh, text)));
    }
    let known = row.person_id.map(|id| person::find(conn, PersonId(id))).transpose()?.flatten();
    let Some(reader) = known.filter(|person| person.active) else { return Ok(Err(Dropped::Gone)) };
    let to = match address(core, conn, reader.id, channel)? {
        Ok(to) => to,
        Err(dropped) => return Ok(Err(dropped)),
    };
    let text = if row.notice == DIGEST {
        gathered(core, conn, row.id, &reader, now)?
    } else {
        single(core, conn, row, &reader, now)?
    };
    Ok(text.map(|text| ready(to, reader.lang, text)))
}

fn single(
    core: &Core,
    conn: &mut Conn,
    row: &DeliveryRow,
    reader: &PersonRow,
    now: Timestamp,
) -> Result<Result<Rendered, Dropped>, ServiceError> {
    let said: NoticeCode = row.notice.parse().map_err(StoreError::from)?;
    let stored = row.case_id.map(|id| find_case(conn, CaseId(id))).transpose()?.flatten();
    let Some(stored) = stored else { return Ok(Err(Dropped::Settled)) };
    if let Some(dropped) = unwanted(said, &stored.case, row.created_at.at(), now) {
        return Ok(Err(dropped));
    }
    if entitled(conn, &stored.case, &[reader.id], now)?.is_empty() {
        return Ok(Err(Dropped::NoAccess));
    }
    tell(core, conn, said, &stored.case, reader.lang).map(Ok)
}

/// A digest of what is still wanted; nothing at all when nothing is.
fn gathered(
    core: &Core,
    conn: &mut Conn,
    id: i64,
    reader: &PersonRow,
    now: Timestamp,
) -> Result<Result<Rendered, Dropped>, ServiceError> {
    let mut messages = Vec::new();
    for row in store::list_gathered(conn, id)? {
        if let Ok(message) = single(core, conn, &row, reader, now)? {
            messages.push(message);
        }
    }
    if messages.is_empty() {
        return Ok(Err(Dropped::Settled));
    }
    Ok(Ok(digest(reader.lang, &messages, &format!("{}/inbox", core.notices.base_url))))
}

/// Where a person is reached by a channel. The details are opened for writing to their owner and for nothing else; the
/// delivery's row is the record of it.
pub(super) fn address(
    core: &Core,
    conn: &mut Conn,
    person: PersonId,
    channel: Channel,
) -> Result<Result<Address, Dropped>, ServiceError> {
    let kind = match channel {
        Channel::Email => ContactKind::Email,
        Channel::Sms => ContactKind::Phone,
        Channel::Wecom => {
            let user = preference::find(conn, person)?.wecom_user;
            return Ok(user.map(Address::WecomUser).ok_or(Dropped::NoAddress));
        }
        Channel::Webhook => return Ok(Err(Dropped::NoAddress)),
    };
    let sealed = contact::list(conn, person)?.into_iter().find(|(known, _)| *known == kind);
    let Some((_, sealed)) = sealed else { return Ok(Err(Dropped::NoAddress)) };
    let text = core.access.seal().open(person, kind, &sealed)?;
    reached(core, conn, kind, text)
}

/// A mail address or a telephone number, unless its server has refused it for good.
pub(super) fn reached(
    core: &Core,
    conn: &mut Conn,
    kind: ContactKind,
    text: String,
) -> Result<Result<Address, Dropped>, ServiceError> {
    if store::is_bounced(conn, &bounce_key(core, &text))? {
        return Ok(Err(Dropped::Bounced));
    }
    Ok(Ok(if kind == ContactKind::Email { Address::Mail(text) } else { Address::Phone(text) }))
}

fn bounce_key(core: &Core, address: &str) -> Vec<u8> {
    core.access.keyed_digest("bounce", &address.to_lowercase())
}

/// Writes how a try ended.
pub async fn finish(core: &Core, sent: &Outgoing, outcome: &Outcome) -> Result<(), ServiceError> {
    let id = sent.id;
    let row = core.db.read_point(move |conn| Ok::<_, ServiceError>(store::find(conn, id)?)).await?;
    let Some(row) = row else { return Ok(()) };
    if let (Outcome::Refused { why, address: true }, Address::Mail(text) | Address::Phone(text)) =
        (outcome, &sent.to)
    {
        let (key, why, now) = (bounce_key(core, text), why.clone(), core.clock.now());
        core.db
            .write(Lane::Background, move |tx| {
                Ok::<_, ServiceError>(store::insert_bounce(tx, &key, &why, now)?)
            })
            .await?;
    }
    end_try(core, &row, sent.token, outcome).await
}

async fn end_try(core: &Core, row: &DeliveryRow, lease: i64, outcome: &Outcome) -> Result<(), ServiceError> {
    let now = core.clock.now();
    let ended =
        |state, next_at, why: Option<&String>, resent| Finish { state, next_at, why: why.cloned(), resent };
    let how = match outcome {
        Outcome::Sent => ended(DeliveryState::Sent, None, None, row.resent),
        Outcome::Later { why, .. } if row.attempts >= TRIES => {
            ended(DeliveryState::Dead, None, Some(why), row.resent)
        }
        Outcome::Later { why, after } => {
            let wait = backoff(row.attempts, rand::random(), *after);
            ended(DeliveryState::Waiting, Some(now + wait), Some(why), row.resent)
        }
        Outcome::Uncertain { why } if row.resent => ended(DeliveryState::Dead, None, Some(why), true),
        Outcome::Uncertain { why } => ended(DeliveryState::Uncertain, Some(now + HOLD), Some(why), true),
        Outcome::Refused { why, .. } => ended(DeliveryState::Dead, None, Some(why), row.resent),
    };
    if how.state == DeliveryState::Dead {
        tracing::warn!(id = row.id, channel = row.channel, why = how.why, "a message is dead");
    }
    if let Some(hook) = row.webhook_id {
        webhook::note_outcome(core, hook, outcome, now).await?;
    }
    write_finish(core, (row.id, lease), how, now).await
}

async fn write_finish(
    core: &Core,
    held: (i64, i64),
    how: Finish,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let held_still = core
        .db
        .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::finish(tx, held, &how, now)?))
        .await?;
    if !held_still {
        tracing::warn!(id = held.0, "somebody else has taken over a message: this result is not written");
    }
    Ok(())
}

/// A page of deliveries, the newest first. They hold codes and ids.
pub async fn list_deliveries(
    core: &Core,
    caller: &Caller,
    filter: DeliveryFilter,
    limit: u32,
) -> Result<Vec<DeliveryRow>, ServiceError> {
    may_set_messages(&caller.actor)?;
    core.db.read(move |conn| Ok::<_, ServiceError>(store::list(conn, &filter, i64::from(limit) + 1)?)).await
}

/// Sends a dead message once more from the start.
pub async fn replay(
    core: &Core,
    caller: &Caller,
    id: i64,
    key: Option<RequestKey>,
) -> Result<DeliveryRow, ServiceError> {
    may_set_messages(&caller.actor)?;
    let (by, now) = (caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            let row = store::find(tx, id)?.ok_or(ServiceError::NotFound)?;
            if idempotency::find(tx, Some(by), key.as_ref(), "replay")?.is_some() {
                return Ok(row);
            }
            if !store::replay(tx, row.id, now)? {
                return Err(ServiceError::Conflict(crate::domain::words::Words::fixed(
                    "只有发送失败的消息可以重发。",
                    "Only a dead message can be sent again.",
                )));
            }
            if let Some(key) = &key {
                idempotency::record(tx, Some(by), key, 200, &format!("replay/{id}"), now)?;
            }
            store::find(tx, id)?.ok_or(ServiceError::NotFound)
        })
        .await
}
