//! Programs that hear what changes (Standard Webhooks): each belongs to a person and hears of nothing that the person may not see.
//! The change feed is the source; a change becomes a delivery, and leaves, fails and is tried again as any other message.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce, Tag};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::{entitled, robot};
use crate::domain::codes::{Lang, Right};
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::channel::Channel;
use crate::domain::notice::outgoing::{Address, Outcome};
use crate::domain::notice::wanted::Dropped;
use crate::domain::number::CaseNumber;
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::idempotency::{self, RequestKey};
use crate::store::case::find_case;
use crate::store::delivery::{self, DeliveryRow, NewDelivery};
use crate::store::feed::{self, Changed};
pub use crate::store::webhook::WebhookRow;
use crate::store::webhook::{self as store, NewWebhook};
use crate::store::{Conn, Lane, Tx};

/// Webhooks that a person may have.
const MOST: usize = 10;
/// Changes that one go looks at.
const PORTION: i64 = 100;
/// After a rotation the former secret signs for so long.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);
/// A webhook that has only failed for so long is switched off.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24 * 5);
/// A URL is at most so long.
const URL_MAX: usize = 500;
/// The kind of the delivery that tests a webhook.
pub(super) const TEST: &str = "test";

/// A webhook with its secret, which is shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct Minted {
    /// The webhook.
    pub row: WebhookRow,
    /// `whsec_` and the secret in base64; none when the request is repeated.
    pub secret: Option<String>,
}

fn cipher(core: &Core) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new((&core.keys.derive("webhook")).into())
}

/// Seals a secret under the key for webhooks: nonce, ciphertext, tag.
fn close(core: &Core, secret: &[u8; 32]) -> Result<Vec<u8>, ServiceError> {
    let nonce: [u8; 12] = rand::random();
    let mut body = secret.to_vec();
    let tag = cipher(core)
        .encrypt_inout_detached(&Nonce::from(nonce), b"webhook", body.as_mut_slice().into())
        .map_err(|_| ServiceError::Fault("a secret could not be sealed".into()))?;
    Ok([nonce.as_slice(), &body, tag.as_slice()].concat())
}

fn open(core: &Core, sealed: &[u8]) -> Result<Vec<u8>, ServiceError> {
    let unreadable = || ServiceError::Fault("the secret of a webhook does not open: another key?".into());
    let (nonce, rest) = sealed.split_first_chunk::<12>().ok_or_else(unreadable)?;
    let (body, tag) = rest.split_last_chunk::<16>().ok_or_else(unreadable)?;
    let mut body = body.to_vec();
    cipher(core)
        .decrypt_inout_detached(
            &Nonce::from(*nonce),
            b"webhook",
            body.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .map_err(|_| unreadable())?;
    Ok(body)
}

fn spelled(secret: &[u8; 32]) -> String {
    format!("whsec_{}", STANDARD.encode(secret))
}

/// An address to which a program may be called: `https`, or `http` where the operator allows private addresses. Where it leads is
/// looked at again each time it is called.
fn check_url(core: &Core, url: &str) -> Result<(), ServiceError> {
    let schemes: &[&str] = if core.notices.private_hooks { &["https://", "http://"] } else { &["https://"] };
    let rest = schemes.iter().find_map(|scheme| url.strip_prefix(scheme));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let plain = url.len() <= URL_MAX && url.bytes().all(|b| b.is_ascii_graphic());
    match host {
        Some(host) if plain && !host.is_empty() && !host.contains('@') => Ok(()),
        _ => Err(ServiceError::invalid(
            "/url",
            "应为不含账号的 https 网址（最多 500 个字符）。",
            "must be an https address without a login, of at most 500 characters.",
        )),
    }
}

/// Creates a webhook of the caller; it hears what changes from now on.
pub async fn create(
    core: &Core,
    caller: &Caller,
    url: String,
    key: Option<RequestKey>,
) -> Result<Minted, ServiceError> {
    caller.needs(Right::Export)?;
    check_url(core, &url)?;
    let (owner, now, secret): (_, _, [u8; 32]) = (caller.person, core.clock.now(), rand::random());
    let sealed = close(core, &secret)?;
    core.db
        .write(Lane::Interactive, move |tx| {
            if let Some(id) = idempotency::find(tx, Some(owner), key.as_ref(), "webhook")? {
                return Ok(Minted { row: owned(tx, owner, id)?, secret: None });
            }
            if store::list(tx, owner)?.len() >= MOST {
                return Err(ServiceError::invalid(
                    "/url",
                    "最多 10 个网络回调。",
                    "would be more than 10 webhooks.",
                ));
            }
            let new = NewWebhook { owner, url: url.clone(), secret: sealed.clone() };
            let row = store::insert(tx, &new, now)?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(owner), key, 201, &format!("webhook/{}", row.id), now)?;
            }
            Ok(Minted { row, secret: Some(spelled(&secret)) })
        })
        .await
}

/// The webhook, if it is the person's own; another's does not exist.
fn owned(conn: &mut Conn, owner: PersonId, id: i64) -> Result<WebhookRow, ServiceError> {
    store::find(conn, id)?.filter(|row| row.owner == owner).ok_or(ServiceError::NotFound)
}

/// The caller's webhooks.
pub async fn list(core: &Core, caller: &Caller) -> Result<Vec<WebhookRow>, ServiceError> {
    caller.needs(Right::Export)?;
    let owner = caller.person;
    core.db.read(move |conn| Ok::<_, ServiceError>(store::list(conn, owner)?)).await
}

/// Gives a webhook a new secret. The former one signs too, for a day.
pub async fn rotate(
    core: &Core,
    caller: &Caller,
    id: i64,
    key: Option<RequestKey>,
) -> Result<Minted, ServiceError> {
    caller.needs(Right::Export)?;
    let (owner, now, secret): (_, _, [u8; 32]) = (caller.person, core.clock.now(), rand::random());
    let sealed = close(core, &secret)?;
    core.db
        .write(Lane::Interactive, move |tx| {
            owned(tx, owner, id)?;
            if idempotency::find(tx, Some(owner), key.as_ref(), "rotation")?.is_some() {
                return Ok(Minted { row: owned(tx, owner, id)?, secret: None });
            }
            store::rotate(tx, id, &sealed, now + OVERLAP)?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(owner), key, 200, &format!("rotation/{id}"), now)?;
            }
            Ok(Minted { row: owned(tx, owner, id)?, secret: Some(spelled(&secret)) })
        })
        .await
}

/// Switches a webhook on, from now on, or off.
pub async fn switch(core: &Core, caller: &Caller, id: i64, active: bool) -> Result<WebhookRow, ServiceError> {
    caller.needs(Right::Export)?;
    let owner = caller.person;
    core.db
        .write(Lane::Interactive, move |tx| {
            owned(tx, owner, id)?;
            store::switch(tx, id, active)?;
            owned(tx, owner, id)
        })
        .await
}

/// Removes a webhook; what waited for it is dropped when its turn comes.
pub async fn remove(core: &Core, caller: &Caller, id: i64) -> Result<(), ServiceError> {
    caller.needs(Right::Export)?;
    let owner = caller.person;
    core.db
        .write(Lane::Interactive, move |tx| {
            owned(tx, owner, id)?;
            Ok(store::delete(tx, id)?)
        })
        .await
}

/// Queues a delivery that says nothing, to see whether the other side understands it. Answers the delivery.
pub async fn test(
    core: &Core,
    caller: &Caller,
    id: i64,
    key: Option<RequestKey>,
) -> Result<DeliveryRow, ServiceError> {
    caller.needs(Right::Export)?;
    let (owner, now) = (caller.person, core.clock.now());
    let nonce: u64 = rand::random();
    core.db
        .write(Lane::Interactive, move |tx| {
            owned(tx, owner, id)?;
            if let Some(made) = idempotency::find(tx, Some(owner), key.as_ref(), "delivery")? {
                return delivery::find(tx, made)?.ok_or(ServiceError::NotFound);
            }
            let new = hook_delivery(format!("test:{nonce}:webhook:{id}"), id, (TEST, None), now);
            let made = delivery::insert(tx, &new, now)?.ok_or(ServiceError::NotFound)?;
            if let Some(key) = &key {
                idempotency::record(tx, Some(owner), key, 202, &format!("delivery/{made}"), now)?;
            }
            delivery::find(tx, made)?.ok_or(ServiceError::NotFound)
        })
        .await
}

fn hook_delivery(
    dedupe: String,
    hook: i64,
    (kind, case): (&str, Option<CaseId>),
    now: Timestamp,
) -> NewDelivery {
    NewDelivery {
        dedupe,
        person: None,
        case,
        channel: Channel::Webhook,
        notice: kind.to_owned(),
        next_at: now,
        digest: None,
        webhook: Some(hook),
    }
}

/// Turns what has changed into deliveries; true when more is waiting.
pub async fn fan_out(core: &Core) -> Result<bool, ServiceError> {
    let now = core.clock.now();
    let hooks = core.db.read(|conn| Ok::<_, ServiceError>(store::list_active(conn)?)).await?;
    let mut more = false;
    for id in hooks {
        more |= core.db.write(Lane::Background, move |tx| fan_out_one(tx, id, now)).await?;
    }
    Ok(more)
}

fn fan_out_one(tx: &mut Tx<'_>, id: i64, now: Timestamp) -> Result<bool, ServiceError> {
    let Some(hook) = store::try_lock(tx, id)? else { return Ok(false) };
    let changes = feed::list_changes(tx, hook.after, PORTION)?;
    let Some(last) = changes.last() else { return Ok(false) };
    let (after, more) = (last.cursor, i64::try_from(changes.len()).is_ok_and(|n| n == PORTION));
    for change in &changes {
        let Changed::Case { case, kind, .. } = &change.what else { continue };
        if robot::is_robot(&hook.url) && !robot::TELLS.contains(&kind.as_str()) {
            continue;
        }
        let Some(stored) = find_case(tx, *case)? else { continue };
        if entitled(tx, &stored.case, &[hook.owner], now)?.is_empty() {
            continue;
        }
        let key = format!("change:{}:webhook:{id}", change.cursor.id);
        delivery::insert(tx, &hook_delivery(key, id, (kind, Some(*case)), now), now)?;
    }
    store::advance(tx, id, after)?;
    Ok(more)
}

/// The request of a delivery, or why it is dropped. Its owner's rights are looked at again.
pub(super) fn prepare(
    core: &Core,
    conn: &mut Conn,
    row: &DeliveryRow,
    now: Timestamp,
) -> Result<Result<Address, Dropped>, ServiceError> {
    let found = row.webhook_id.map(|id| store::find(conn, id)).transpose()?.flatten();
    let Some(hook) = found.filter(|hook| hook.active || row.notice == TEST) else {
        return Ok(Err(Dropped::Gone));
    };
    if robot::is_robot(&hook.url) {
        return robot::prepare(core, conn, row, &hook, now);
    }
    let body = match row.case_id {
        None => json!({"type": TEST, "timestamp": row.created_at.at().to_string(), "data": {}}),
        Some(id) => {
            let Some(stored) = find_case(conn, CaseId(id))? else { return Ok(Err(Dropped::Settled)) };
            if entitled(conn, &stored.case, &[hook.owner], now)?.is_empty() {
                return Ok(Err(Dropped::NoAccess));
            }
            let case = CaseId(id);
            json!({"type": format!("case.{}", row.notice), "timestamp": row.created_at.at().to_string(), "data": {
                "case": case, "number": CaseNumber(case).to_string(), "version": stored.case.version,
                "state": stored.case.state, "state_label": stored.case.state.label(Lang::Zh),
            }})
        }
    };
    let mut secrets = vec![open(core, &hook.secret)?];
    if let Some(former) = hook.former.filter(|(_, until)| *until > now) {
        secrets.push(open(core, &former.0)?);
    }
    Ok(Ok(Address::Hook { url: hook.url, secrets, body: body.to_string(), at: now }))
}

/// Notes whether a webhook works. One that has only failed for days is switched off; one that is gone for good at once.
pub(super) async fn note_outcome(
    core: &Core,
    id: i64,
    outcome: &Outcome,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let (sent, gone) = (*outcome == Outcome::Sent, matches!(outcome, Outcome::Refused { address: true, .. }));
    core.db
        .write(Lane::Background, move |tx| {
            let Some(hook) = store::find(tx, id)? else { return Ok(()) };
            let since = if sent { None } else { hook.failing_since.or(Some(now)) };
            if since != hook.failing_since {
                store::note_failing(tx, id, since)?;
            }
            if gone || since.is_some_and(|since| now.duration_since(since) >= PATIENCE) {
                tracing::warn!(id, "a webhook has failed for too long and is switched off");
                store::switch(tx, id, false)?;
            }
            Ok::<_, ServiceError>(())
        })
        .await
}
