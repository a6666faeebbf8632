//! Messages on their way out: planned, claimed by a lease with a token, sent outside any transaction, finished by whoever still
//! holds the token.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::notices::{bounces, deliveries};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::codes::code_enum;
use crate::domain::ids::{CaseId, PersonId};
use crate::domain::notice::channel::{Channel, Load};

code_enum! {
    /// Where a delivery stands.
    pub enum DeliveryState {
        Waiting = "waiting", "待发送", "Waiting";
        Gathered = "gathered", "待汇总", "Gathered";
        Sending = "sending", "发送中", "Sending";
        Uncertain = "uncertain", "未知是否送达", "Uncertain";
        Sent = "sent", "已发送", "Sent";
        Dropped = "dropped", "已放弃", "Dropped";
        Dead = "dead", "发送失败", "Dead";
    }
}

/// The notice of a digest, which is no message of its own.
pub const DIGEST: &str = "digest";

/// A delivery.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = deliveries)]
pub struct DeliveryRow {
    /// Its id.
    pub id: i64,
    /// The cause, the person and the channel.
    pub dedupe: String,
    /// For whom; none for a program.
    pub person_id: Option<i64>,
    /// About which case.
    pub case_id: Option<i64>,
    /// By which way, as a code.
    pub channel: String,
    /// What is said, as a code; `digest` for a digest, the kind of the event for a webhook.
    pub notice: String,
    /// Where it stands, as a code.
    pub state: String,
    /// When it is tried next.
    pub next_at: DbTime,
    /// The lease's token, while somebody sends it.
    pub lease_token: Option<i64>,
    /// Tries so far.
    pub attempts: i64,
    /// Whether it may have arrived and is sent once more.
    pub resent: bool,
    /// The webhook that it goes to.
    pub webhook_id: Option<i64>,
    /// Why it is not sent.
    pub why: Option<String>,
    /// When it was planned.
    pub created_at: DbTime,
    /// When it was finished.
    pub finished_at: Option<DbTime>,
}

/// A delivery to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The cause, the person and the channel: unique.
    pub dedupe: String,
    /// For whom.
    pub person: Option<PersonId>,
    /// About which case.
    pub case: Option<CaseId>,
    /// By which way.
    pub channel: Channel,
    /// What is said.
    pub notice: String,
    /// When it may be sent first.
    pub next_at: Timestamp,
    /// The digest that it leaves with.
    pub digest: Option<i64>,
    /// The webhook that it goes to.
    pub webhook: Option<i64>,
}

/// Plans a delivery; none when there is one of the same key.
pub fn insert(tx: &mut Tx<'_>, new: &NewDelivery, now: Timestamp) -> Result<Option<i64>, StoreError> {
    let known: i64 =
        deliveries::table.filter(deliveries::dedupe.eq(&new.dedupe)).count().get_result(&mut **tx)?;
    if known > 0 {
        return Ok(None);
    }
    let state = if new.digest.is_some() { DeliveryState::Gathered } else { DeliveryState::Waiting };
    let id = diesel::insert_into(deliveries::table)
        .values((
            deliveries::dedupe.eq(&new.dedupe),
            deliveries::person_id.eq(new.person.map(|id| id.0)),
            deliveries::case_id.eq(new.case.map(|id| id.0)),
            deliveries::channel.eq(new.channel.code()),
            deliveries::notice.eq(&new.notice),
            deliveries::state.eq(state.code()),
            deliveries::next_at.eq(DbTime::from(new.next_at)),
            deliveries::attempts.eq(0),
            deliveries::resent.eq(false),
            deliveries::digest_id.eq(new.digest),
            deliveries::webhook_id.eq(new.webhook),
            deliveries::created_at.eq(DbTime::from(now)),
        ))
        .returning(deliveries::id)
        .get_result(&mut **tx)?;
    Ok(Some(id))
}

/// The digest of that key, if messages may still join it; locked, so that it is not sent before they have. Outer none: there is
/// no such digest yet.
pub fn lock_digest(tx: &mut Tx<'_>, dedupe: &str) -> Result<Option<Option<i64>>, StoreError> {
    let Some(id) = super::dialect::lock_delivery_row(tx, dedupe)? else { return Ok(None) };
    let open: i64 = deliveries::table
        .find(id)
        .filter(deliveries::state.eq(DeliveryState::Waiting.code()))
        .filter(deliveries::attempts.eq(0))
        .count()
        .get_result(&mut **tx)?;
    Ok(Some((open == 1).then_some(id)))
}

/// How much a person has got or is about to get by a channel: of one code since `alike_since`, of any since `since`. What leaves
/// with a digest does not count.
pub fn find_load(
    conn: &mut Conn,
    (person, channel): (PersonId, Channel),
    notice: &str,
    (alike_since, since): (Timestamp, Timestamp),
) -> Result<Load, StoreError> {
    let own = deliveries::table
        .filter(deliveries::person_id.eq(person.0))
        .filter(deliveries::channel.eq(channel.code()))
        .filter(deliveries::digest_id.is_null())
        .filter(deliveries::notice.ne(DIGEST));
    let all = own.filter(deliveries::created_at.gt(DbTime::from(since))).count().get_result(conn)?;
    let alike = own
        .filter(deliveries::created_at.gt(DbTime::from(alike_since)))
        .filter(deliveries::notice.eq(notice))
        .count()
        .get_result(conn)?;
    Ok(Load { alike, all })
}

/// Takes up to `limit` deliveries that are due by one of the channels: they are leased until `until` under `token`.
pub fn claim(
    tx: &mut Tx<'_>,
    channels: &[Channel],
    (now, until): (Timestamp, Timestamp),
    token: i64,
    limit: i64,
) -> Result<Vec<DeliveryRow>, StoreError> {
    let codes: Vec<&str> = channels.iter().map(|channel| channel.code()).collect();
    let ids = super::dialect::lock_due_deliveries(tx, &codes, now.into(), limit)?;
    diesel::update(deliveries::table.filter(deliveries::id.eq_any(&ids)))
        .set((
            deliveries::state.eq(DeliveryState::Sending.code()),
            deliveries::lease_until.eq(DbTime::from(until)),
            deliveries::lease_token.eq(token),
            deliveries::attempts.eq(deliveries::attempts + 1),
        ))
        .execute(&mut **tx)?;
    Ok(deliveries::table
        .filter(deliveries::id.eq_any(&ids))
        .order(deliveries::id)
        .select(DeliveryRow::as_select())
        .load(&mut **tx)?)
}

/// Takes back leases that have run out: their senders died, and whether the message left is not known. It is sent once more;
/// one that was sent once more already is dead.
pub fn reap(tx: &mut Tx<'_>, now: Timestamp) -> Result<usize, StoreError> {
    let mut reaped = 0;
    for (resent, state) in [(true, DeliveryState::Dead), (false, DeliveryState::Uncertain)] {
        let lapsed = deliveries::table
            .filter(deliveries::state.eq(DeliveryState::Sending.code()))
            .filter(deliveries::lease_until.lt(DbTime::from(now)))
            .filter(deliveries::resent.eq(resent));
        let over = state == DeliveryState::Dead;
        reaped += diesel::update(lapsed)
            .set((
                deliveries::state.eq(state.code()),
                deliveries::lease_token.eq(None::<i64>),
                deliveries::lease_until.eq(None::<DbTime>),
                deliveries::resent.eq(true),
                deliveries::next_at.eq(DbTime::from(now)),
                deliveries::why.eq("the sender died"),
                deliveries::finished_at.eq(over.then_some(DbTime::from(now))),
            ))
            .execute(&mut **tx)?;
    }
    Ok(reaped)
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    /// Where it stands now.
    pub state: DeliveryState,
    /// When it is tried next, if it is.
    pub next_at: Option<Timestamp>,
    /// Why it was not sent.
    pub why: Option<String>,
    /// Whether it may have arrived and will be sent once more.
    pub resent: bool,
}

/// Writes how a try ended, if the lease is still this token's; false when somebody else has taken over. A digest takes its
/// messages along.
pub fn finish(
    tx: &mut Tx<'_>,
    (id, token): (i64, i64),
    how: &Finish,
    now: Timestamp,
) -> Result<bool, StoreError> {
    use DeliveryState::{Dead, Dropped, Sent};
    let over = matches!(how.state, Sent | Dropped | Dead);
    let held = deliveries::table
        .find(id)
        .filter(deliveries::lease_token.eq(token))
        .filter(deliveries::state.eq(DeliveryState::Sending.code()));
    let changed = diesel::update(held)
        .set((
            deliveries::state.eq(how.state.code()),
            deliveries::lease_token.eq(None::<i64>),
            deliveries::lease_until.eq(None::<DbTime>),
            deliveries::resent.eq(how.resent),
            deliveries::why.eq(&how.why),
            deliveries::finished_at.eq(over.then_some(DbTime::from(now))),
        ))
        .execute(&mut **tx)?;
    if changed == 0 {
        return Ok(false);
    }
    if let Some(next) = how.next_at {
        diesel::update(deliveries::table.find(id))
            .set(deliveries::next_at.eq(DbTime::from(next)))
            .execute(&mut **tx)?;
    }
    if matches!(how.state, Sent | Dropped) {
        let gathered = deliveries::table
            .filter(deliveries::digest_id.eq(id))
            .filter(deliveries::state.eq(DeliveryState::Gathered.code()));
        diesel::update(gathered)
            .set((deliveries::state.eq(how.state.code()), deliveries::finished_at.eq(DbTime::from(now))))
            .execute(&mut **tx)?;
    }
    Ok(true)
}

/// The messages that leave with a digest, the oldest first.
pub fn list_gathered(conn: &mut Conn, digest: i64) -> Result<Vec<DeliveryRow>, StoreError> {
    Ok(deliveries::table
        .filter(deliveries::digest_id.eq(digest))
        .order(deliveries::id)
        .select(DeliveryRow::as_select())
        .load(conn)?)
}

/// A delivery by its id.
pub fn find(conn: &mut Conn, id: i64) -> Result<Option<DeliveryRow>, StoreError> {
    Ok(deliveries::table.find(id).select(DeliveryRow::as_select()).first(conn).optional()?)
}

/// What a list of deliveries is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// Standing so.
    pub state: Option<DeliveryState>,
    /// By this way.
    pub channel: Option<Channel>,
    /// To this webhook.
    pub webhook: Option<i64>,
    /// With an id below this one.
    pub before: Option<i64>,
}

/// A page of deliveries, the newest first.
pub fn list(conn: &mut Conn, filter: &DeliveryFilter, limit: i64) -> Result<Vec<DeliveryRow>, StoreError> {
    let mut query =
        deliveries::table.filter(deliveries::id.lt(filter.before.unwrap_or(i64::MAX))).into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(deliveries::state.eq(state.code()));
    }
    if let Some(channel) = filter.channel {
        query = query.filter(deliveries::channel.eq(channel.code()));
    }
    if let Some(webhook) = filter.webhook {
        query = query.filter(deliveries::webhook_id.eq(webhook));
    }
    Ok(query.order(deliveries::id.desc()).limit(limit).select(DeliveryRow::as_select()).load(conn)?)
}

/// Sends a dead delivery again from the start; false when it is not dead.
pub fn replay(tx: &mut Tx<'_>, id: i64, now: Timestamp) -> Result<bool, StoreError> {
    let dead = deliveries::table.find(id).filter(deliveries::state.eq(DeliveryState::Dead.code()));
    let changed = diesel::update(dead)
        .set((
            deliveries::state.eq(DeliveryState::Waiting.code()),
            deliveries::next_at.eq(DbTime::from(now)),
            deliveries::attempts.eq(0),
            deliveries::resent.eq(false),
            deliveries::why.eq(None::<String>),
            deliveries::finished_at.eq(None::<DbTime>),
        ))
        .execute(&mut **tx)?;
    Ok(changed == 1)
}

/// How many deliveries are due or on their way, since when the oldest waits, and how many are dead.
pub fn find_backlog(conn: &mut Conn, now: Timestamp) -> Result<(i64, Option<Timestamp>, i64), StoreError> {
    let open = [DeliveryState::Waiting, DeliveryState::Uncertain].map(DeliveryState::code);
    let due = || deliveries::state.eq_any(open).and(deliveries::next_at.le(DbTime::from(now)));
    let count = deliveries::table.filter(due()).count().get_result(conn)?;
    let first = deliveries::table.filter(due()).select(diesel::dsl::min(deliveries::next_at));
    let oldest: Option<DbTime> = first.first(conn)?;
    let dead = deliveries::table.filter(deliveries::state.eq(DeliveryState::Dead.code()));
    Ok((count, oldest.map(DbTime::at), dead.count().get_result(conn)?))
}

/// Remembers that an address is no good.
pub fn insert_bounce(tx: &mut Tx<'_>, digest: &[u8], why: &str, now: Timestamp) -> Result<(), StoreError> {
    diesel::delete(bounces::table.find(digest)).execute(&mut **tx)?;
    diesel::insert_into(bounces::table)
        .values((bounces::address_digest.eq(digest), bounces::why.eq(why), bounces::at.eq(DbTime::from(now))))
        .execute(&mut **tx)?;
    Ok(())
}

/// Whether an address is known to be no good.
pub fn is_bounced(conn: &mut Conn, digest: &[u8]) -> Result<bool, StoreError> {
    let found: i64 = bounces::table.find(digest).count().get_result(conn)?;
    Ok(found > 0)
}

/// Forgets what was finished before an instant. Dead letters stay until they are looked at, for as long again.
pub fn prune(tx: &mut Tx<'_>, before: Timestamp, limit: i64) -> Result<usize, StoreError> {
    let over = [DeliveryState::Sent, DeliveryState::Dropped, DeliveryState::Dead].map(DeliveryState::code);
    let ids: Vec<i64> = deliveries::table
        .filter(deliveries::state.eq_any(over))
        .filter(deliveries::finished_at.assume_not_null().lt(DbTime::from(before)))
        .limit(limit)
        .select(deliveries::id)
        .load(&mut **tx)?;
    Ok(diesel::delete(deliveries::table.filter(deliveries::id.eq_any(ids))).execute(&mut **tx)?)
}
