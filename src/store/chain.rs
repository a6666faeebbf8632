//! The chains of the cases and the seals over them, as they are checked and sealed.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::history::{seal_heads, seals};
use super::schema::{case_events, cases, changes, incidents};
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::chain::check::{Head, SealedHead};
use crate::domain::chain::seal::Seal;
use crate::domain::chain::{Digest, Record};
use crate::domain::ids::{CaseId, PersonId};

/// An event's row, as far as the chain vouches for it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = case_events)]
pub struct ChainRow {
    case_id: i64,
    seq: i64,
    kind: String,
    actor_id: Option<i64>,
    at: DbTime,
    recorded_at: DbTime,
    body: String,
    hash: Vec<u8>,
    cause: Option<String>,
}

impl ChainRow {
    /// The case.
    pub fn case(&self) -> CaseId {
        CaseId(self.case_id)
    }

    /// What was hashed.
    pub fn record(&self) -> Record<'_> {
        Record {
            case: CaseId(self.case_id),
            seq: self.seq,
            kind: &self.kind,
            actor: self.actor_id.map(PersonId),
            at: self.at.at(),
            recorded_at: self.recorded_at.at(),
            body: &self.body,
            cause: self.cause.as_deref(),
        }
    }

    /// The stored hash; one of a wrong length matches nothing.
    pub fn hash(&self) -> Digest {
        Digest::from_slice(&self.hash).unwrap_or(Digest([0xFF; 32]))
    }
}

/// The events of the cases from `first` to `last`, by case and number.
pub fn list_rows(conn: &mut Conn, first: CaseId, last: CaseId) -> Result<Vec<ChainRow>, StoreError> {
    Ok(case_events::table
        .filter(case_events::case_id.ge(first.0))
        .filter(case_events::case_id.le(last.0))
        .order((case_events::case_id, case_events::seq))
        .select(ChainRow::as_select())
        .load(conn)?)
}

/// The heads that the rows of the cases above `after` hold themselves, by id.
pub fn list_own_heads(conn: &mut Conn, after: CaseId, limit: i64) -> Result<Vec<(CaseId, Head)>, StoreError> {
    let rows: Vec<(i64, i64, Vec<u8>)> = cases::table
        .filter(cases::id.gt(after.0))
        .order(cases::id)
        .limit(limit)
        .select((cases::id, cases::seq, cases::chain_head))
        .load(conn)?;
    Ok(rows.into_iter().map(|(case, seq, hash)| (CaseId(case), head(seq, &hash))).collect())
}

fn head(seq: i64, hash: &[u8]) -> Head {
    Head { seq, hash: Digest::from_slice(hash).unwrap_or(Digest([0xFF; 32])) }
}

/// The sealed heads of the cases from `first` to `last`, by case and seal.
pub fn list_sealed_heads(
    conn: &mut Conn,
    first: CaseId,
    last: CaseId,
) -> Result<Vec<(CaseId, SealedHead)>, StoreError> {
    let rows: Vec<(i64, i64, Vec<u8>, DbTime)> = seal_heads::table
        .inner_join(seals::table.on(seals::number.eq(seal_heads::number)))
        .filter(seal_heads::case_id.ge(first.0))
        .filter(seal_heads::case_id.le(last.0))
        .order((seal_heads::case_id, seal_heads::number))
        .select((seal_heads::case_id, seal_heads::seq, seal_heads::hash, seals::cut_at))
        .load(conn)?;
    let sealed = |(case, seq, hash, cut_at): (i64, i64, Vec<u8>, DbTime)| {
        (CaseId(case), SealedHead { head: head(seq, &hash), cut_at: cut_at.at() })
    };
    Ok(rows.into_iter().map(sealed).collect())
}

/// Cases that were filed or sealed, or have events, and have no row of their own: somebody deleted it.
pub fn list_missing_cases(conn: &mut Conn) -> Result<Vec<CaseId>, StoreError> {
    let mut missing: Vec<i64> = incidents::table
        .filter(diesel::dsl::not(diesel::dsl::exists(cases::table.filter(cases::id.eq(incidents::id)))))
        .select(incidents::id)
        .load(conn)?;
    let sealed: Vec<i64> = seal_heads::table
        .filter(diesel::dsl::not(diesel::dsl::exists(cases::table.filter(cases::id.eq(seal_heads::case_id)))))
        .select(seal_heads::case_id)
        .distinct()
        .load(conn)?;
    let orphaned: Vec<i64> = case_events::table
        .filter(diesel::dsl::not(diesel::dsl::exists(
            cases::table.filter(cases::id.eq(case_events::case_id)),
        )))
        .select(case_events::case_id)
        .distinct()
        .load(conn)?;
    missing.extend(sealed);
    missing.extend(orphaned);
    missing.sort_unstable();
    missing.dedup();
    Ok(missing.into_iter().map(CaseId).collect())
}

type SealColumns = (i64, DbTime, i64, Vec<u8>, Vec<u8>, Vec<u8>);

fn seal((number, cut_at, heads, root, signature, key_id): SealColumns) -> Seal {
    Seal {
        number,
        cut_at: cut_at.at(),
        heads,
        // A value of a wrong length is a wrong value: the check will say so.
        root: Digest::from_slice(&root).unwrap_or(Digest([0xFF; 32])),
        signature: signature.try_into().unwrap_or([0; 64]),
        key_id: key_id.try_into().unwrap_or([0; 16]),
    }
}

/// Every seal, by number.
pub fn list_seals(conn: &mut Conn) -> Result<Vec<Seal>, StoreError> {
    let rows: Vec<SealColumns> = seals::table.order(seals::number).load(conn)?;
    Ok(rows.into_iter().map(seal).collect())
}

/// The last seal.
pub fn find_last_seal(conn: &mut Conn) -> Result<Option<Seal>, StoreError> {
    let row: Option<SealColumns> = seals::table.order(seals::number.desc()).first(conn).optional()?;
    Ok(row.map(seal))
}

/// The heads of one seal, by case.
pub fn list_heads_of(conn: &mut Conn, number: i64) -> Result<Vec<(CaseId, Head)>, StoreError> {
    let rows: Vec<(i64, i64, Vec<u8>)> = seal_heads::table
        .filter(seal_heads::number.eq(number))
        .order(seal_heads::case_id)
        .select((seal_heads::case_id, seal_heads::seq, seal_heads::hash))
        .load(conn)?;
    Ok(rows.into_iter().map(|(case, seq, hash)| (CaseId(case), head(seq, &hash))).collect())
}

/// The heads as of `cut` of the cases that changed after `since`, by case: what the next seal covers. Which cases changed is
/// asked of the change feed; without `since` every case is looked at.
pub fn list_changed_heads(
    conn: &mut Conn,
    since: Option<Timestamp>,
    cut: Timestamp,
) -> Result<Vec<(CaseId, Head)>, StoreError> {
    let changed: Vec<i64> = match since {
        Some(since) => changes::table
            .filter(changes::subject.eq("case"))
            .filter(changes::recorded_at.gt(DbTime::from(since)))
            .select(changes::subject_id)
            .distinct()
            .order(changes::subject_id)
            .load(conn)?,
        None => cases::table.select(cases::id).order(cases::id).load(conn)?,
    };
    let mut heads = Vec::new();
    for case in changed {
        let row: Option<(i64, DbTime, Vec<u8>)> = case_events::table
            .filter(case_events::case_id.eq(case))
            .filter(case_events::recorded_at.le(DbTime::from(cut)))
            .order(case_events::seq.desc())
            .select((case_events::seq, case_events::recorded_at, case_events::hash))
            .first(conn)
            .optional()?;
        let new = row.filter(|(_, recorded_at, _)| since.is_none_or(|since| recorded_at.at() > since));
        heads.extend(new.map(|(seq, _, hash)| (CaseId(case), head(seq, &hash))));
    }
    Ok(heads)
}

/// Enters heads of a seal that is being made. They say nothing until the seal itself is there.
pub fn insert_seal_heads(tx: &mut Tx<'_>, number: i64, heads: &[(CaseId, Head)]) -> Result<(), StoreError> {
    for (case, head) in heads {
        diesel::insert_into(seal_heads::table)
            .values((
                seal_heads::case_id.eq(case.0),
                seal_heads::number.eq(number),
                seal_heads::seq.eq(head.seq),
                seal_heads::hash.eq(head.hash.0.to_vec()),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Deletes the heads of a seal that was begun and never made.
pub fn delete_seal_heads(tx: &mut Tx<'_>, number: i64) -> Result<(), StoreError> {
    diesel::delete(seal_heads::table.filter(seal_heads::number.eq(number))).execute(&mut **tx)?;
    Ok(())
}

/// Enters a seal whose heads are there. `Conflict` means that another node sealed meanwhile.
pub fn insert_seal(tx: &mut Tx<'_>, seal: &Seal) -> Result<(), StoreError> {
    diesel::insert_into(seals::table)
        .values((
            seals::number.eq(seal.number),
            seals::cut_at.eq(DbTime::from(seal.cut_at)),
            seals::heads.eq(seal.heads),
            seals::root.eq(seal.root.0.to_vec()),
            seals::signature.eq(seal.signature.to_vec()),
            seals::key_id.eq(seal.key_id.to_vec()),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
