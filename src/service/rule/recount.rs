//! A version of the rules reaches the cases that are open: first as a dry run that says what it would move, then, once it is in
//! effect, case by case in short transactions, with an event in each case that it moves. Whoever is stopped goes on where the
//! last portion ended.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::book::load_with;
use super::{Draft, Rules, beginning, check_draft, may_set};
use crate::domain::case::recount::{Recount, Shift};
use crate::domain::case::rulebook::OfficeRules;
use crate::domain::ids::CaseId;
use crate::domain::limit_policy::LimitBook;
use crate::domain::policy::Actor;
use crate::domain::rule::RuleKind;
use crate::service::access::Caller;
use crate::service::case::office::Office;
use crate::service::case::see::form_for;
use crate::service::case::write::{Given, append};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::store::case::{StoredCase, lock_case};
use crate::store::recount as store;
pub use crate::store::recount::RecountRow;
use crate::store::rule::{self as versions, RuleRow};
use crate::store::{Conn, Lane, Tx};

/// A version sets out so long after it took effect: decisions that were under way with the rules before have ended by then.
const SETTLED: SignedDuration = SignedDuration::from_secs(2);
/// Open cases looked at in one go.
const PORTION: i64 = 500;
/// Cases moved in one transaction, so that the writer is free again after a few milliseconds.
const PER_TRANSACTION: usize = 20;

/// Sends an approved version to the open cases. A calendar counts at once, also where its days lie ahead; limits and ladders
/// count from their date on.
pub(super) fn send(tx: &mut Tx<'_>, row: &RuleRow, now: Timestamp) -> Result<(), ServiceError> {
    let begins = if row.kind == RuleKind::Calendar { now } else { row.effective_from.max(now) };
    Ok(store::insert(tx, (row.kind, row.version), begins + SETTLED)?)
}

/// The rules as they are with a version, and the limits without it.
struct Reach {
    office: Office,
    before: Arc<LimitBook>,
    kind: RuleKind,
    version: i64,
    from: Timestamp,
    /// The instant at which it is asked what is due.
    at: Timestamp,
}

impl Reach {
    /// A version that waits, or that is in effect.
    fn load(core: &Core, conn: &mut Conn, row: &RuleRow, now: Timestamp) -> Result<Self, ServiceError> {
        let mut office = core.office(conn)?;
        let books = if row.approved_at.is_some() {
            core.rule_books(conn)?
        } else {
            Arc::new(load_with(conn, Some(row))?)
        };
        let at = if row.kind == RuleKind::Calendar { now } else { row.effective_from.max(now) };
        office.calendar = books.calendar();
        office.limits = books.limits(at)?;
        office.ladders = books.ladders(at)?;
        let before = books.limits_before(row.version, at)?;
        Ok(Self { office, before, kind: row.kind, version: row.version, from: row.effective_from, at })
    }

    fn recount<'a>(&'a self, rules: &'a OfficeRules<'a>) -> Recount<'a> {
        Recount { kind: self.kind, version: self.version, from: self.from, rules, before: &self.before }
    }

    /// The open cases among some that the version may move. A calendar moves nothing that is due before it begins. A case that
    /// cannot be read is left out and holds up nobody; the doctor names it.
    fn candidates(&self, conn: &mut Conn, ids: &[CaseId]) -> Result<Vec<StoredCase>, ServiceError> {
        let calendar = self.kind == RuleKind::Calendar;
        let due_from = if calendar { self.from.max(self.at) } else { self.at };
        let found = store::list_due_after(conn, ids, due_from)?;
        let read = |(case, read): store::Read| {
            read.inspect_err(|error| tracing::error!(%case, %error, "a case cannot be read")).ok()
        };
        Ok(found.into_iter().filter_map(read).collect())
    }
}

/// What a version does to the open cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Impact {
    /// Open cases.
    pub open: i64,
    /// Cases of which something moves.
    pub moved: i64,
    /// Due times that move back.
    pub later: i64,
    /// Due times that move forward.
    pub earlier: i64,
    /// Clocks that would be late at once.
    pub newly_late: i64,
    /// How far the furthest of those that move back moves.
    pub furthest_later: SignedDuration,
    /// How far the furthest of those that move forward moves.
    pub furthest_earlier: SignedDuration,
}

impl Impact {
    fn add(&mut self, shifts: &[Shift], at: Timestamp) {
        self.moved += 1;
        for shift in shifts {
            let by = shift.after.duration_since(shift.before);
            self.later += i64::from(by.is_positive());
            self.earlier += i64::from(by.is_negative());
            self.newly_late += i64::from(shift.after <= at);
            self.furthest_later = self.furthest_later.max(by);
            self.furthest_earlier = self.furthest_earlier.max(-by);
        }
    }
}

/// A case that a version would move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedCase {
    /// Which.
    pub case: CaseId,
    /// Its clocks; of ladders those whose next step is another one.
    pub shifts: Vec<Shift>,
}

/// What a dry run says.
#[derive(Debug, Clone)]
pub struct Preview {
    /// From when on the version would count.
    pub effective_from: Timestamp,
    /// The instant for which it is asked what would be late.
    pub at: Timestamp,
    /// All of it in numbers; none on further pages, which are not counted again.
    pub impact: Option<Impact>,
    /// Cases that the caller may see, one more than asked for where there are more.
    pub cases: Vec<MovedCase>,
}

/// Which part of the list of a dry run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviewPage {
    /// Behind which case; none for the first page.
    pub after: Option<CaseId>,
    /// How many.
    pub limit: usize,
}

/// What a draft would move. Nothing is written.
pub async fn preview_draft<R: Rules>(
    core: &Core,
    caller: &Caller,
    draft: Draft<R>,
    at: &'static str,
    page: PreviewPage,
) -> Result<Preview, ServiceError> {
    may_set(&caller.actor, R::PART)?;
    check_draft(&draft, at)?;
    let now = core.clock.now();
    let row = RuleRow {
        kind: R::KIND,
        version: core.db.read(|conn| Ok::<_, ServiceError>(versions::last_version(conn, R::KIND)?)).await?
            + 1,
        effective_from: beginning(&draft, now)?,
        retroactive: draft.retroactive,
        created_at: now,
        created_by: Some(caller.person),
        approved_at: None,
        approved_by: None,
        note: draft.note,
        body: serde_json::to_string(&draft.rules).map_err(|error| ServiceError::Fault(error.into()))?,
    };
    preview(core, &caller.actor, row, page).await
}

/// What a version that waits for its approval would move if it were approved now.
pub async fn preview_version<R: Rules>(
    core: &Core,
    caller: &Caller,
    version: i64,
    page: PreviewPage,
) -> Result<Preview, ServiceError> {
    may_set(&caller.actor, R::PART)?;
    let now = core.clock.now();
    let row = core
        .db
        .read(move |conn| {
            let row = versions::find(conn, R::KIND, version)?.ok_or(ServiceError::NotFound)?;
            super::may_approve(conn, &row, None)?;
            let from = super::approved_from::<R>(&row, now)?;
            Ok::<_, ServiceError>(RuleRow { effective_from: from, ..row })
        })
        .await?;
    preview(core, &caller.actor, row, page).await
}

async fn preview(
    core: &Core,
    actor: &Actor,
    row: RuleRow,
    page: PreviewPage,
) -> Result<Preview, ServiceError> {
    let (rooms, now, effective_from) = (core.clone(), core.clock.now(), row.effective_from);
    let reach = Arc::new(core.db.read(move |conn| Reach::load(&rooms, conn, &row, now)).await?);
    let at = reach.at;
    let mut impact = page.after.is_none().then(Impact::default);
    let (mut after, mut cases) = (page.after.unwrap_or(CaseId(0)), Vec::new());
    loop {
        let (reach, who) = (Arc::clone(&reach), actor.clone());
        let go = core.db.read(move |conn| look(conn, &reach, &who, after, now)).await?;
        let Some(last) = go.last else { break };
        after = last;
        if let Some(impact) = &mut impact {
            impact.open += go.open;
            go.moved.iter().for_each(|(moved, _)| impact.add(&moved.shifts, at));
        }
        let wanted = (page.limit + 1).saturating_sub(cases.len());
        let seen = go.moved.into_iter().filter_map(|(moved, visible)| visible.then_some(moved));
        cases.extend(seen.take(wanted));
        if impact.is_none() && cases.len() > page.limit {
            break;
        }
    }
    Ok(Preview { effective_from, at, impact, cases })
}

/// What a portion of the open cases would do.
struct Look {
    open: i64,
    last: Option<CaseId>,
    /// The moved cases, and whether the caller may see each.
    moved: Vec<(MovedCase, bool)>,
}

fn look(
    conn: &mut Conn,
    reach: &Reach,
    actor: &Actor,
    after: CaseId,
    now: Timestamp,
) -> Result<Look, ServiceError> {
    let ids = store::list_open(conn, after, PORTION)?;
    let rules = reach.office.rules();
    let recount = reach.recount(&rules);
    let mut moved = Vec::new();
    for stored in reach.candidates(conn, &ids)? {
        let shifts = recount.shifts(&stored.case, reach.at);
        if !shifts.is_empty() {
            let visible = form_for(actor, &stored.case, now).is_ok();
            moved.push((MovedCase { case: stored.case.id, shifts }, visible));
        }
    }
    Ok(Look { open: i64::try_from(ids.len()).unwrap_or(i64::MAX), last: ids.last().copied(), moved })
}

/// What a go has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recounted {
    /// Open cases that were looked at.
    pub seen: i64,
    /// Cases that were moved.
    pub moved: i64,
    /// Whether there is more to do.
    pub more: bool,
}

/// Brings a version that is on its way to the next portion of open cases.
pub async fn recount_due(core: &Core) -> Result<Recounted, ServiceError> {
    let now = core.clock.now();
    let due = core.db.read(move |conn| Ok::<_, ServiceError>(store::find_due(conn, now)?)).await?;
    let Some(on_its_way) = due else { return Ok(Recounted::default()) };
    let (rooms, of) = (core.clone(), on_its_way.clone());
    let (reach, ids, moving) = core
        .db
        .read(move |conn| {
            let row = versions::find(conn, of.kind, of.version)?.ok_or(ServiceError::NotFound)?;
            let reach = Reach::load(&rooms, conn, &row, now)?;
            let ids = store::list_open(conn, of.after, PORTION)?;
            let rules = reach.office.rules();
            let recount = reach.recount(&rules);
            let moves = |stored: &StoredCase| recount.event(&stored.case, now).is_some();
            let moving =
                reach.candidates(conn, &ids)?.iter().filter(|s| moves(s)).map(|s| s.case.id).collect();
            Ok::<_, ServiceError>((Arc::new(reach), ids, moving))
        })
        .await?;
    let Some(last) = ids.last().copied() else {
        core.db
            .write(Lane::Background, move |tx| Ok::<_, ServiceError>(store::finish(tx, &on_its_way, now)?))
            .await?;
        tracing::info!("a version of the rules has reached every open case");
        return Ok(Recounted { more: true, ..Recounted::default() });
    };
    let moving: Vec<CaseId> = moving;
    let mut moved = 0;
    for chunk in moving.chunks(PER_TRANSACTION) {
        moved += move_cases(core, &reach, chunk.to_vec(), now).await?;
    }
    let seen = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    core.db
        .write(Lane::Background, move |tx| {
            Ok::<_, ServiceError>(store::advance(tx, &on_its_way, (last, seen, moved))?)
        })
        .await?;
    Ok(Recounted { seen, moved, more: true })
}

/// Moves some cases together. If one of them fails each is moved alone, so that it fails alone and stops nobody.
async fn move_cases(
    core: &Core,
    reach: &Arc<Reach>,
    ids: Vec<CaseId>,
    now: Timestamp,
) -> Result<i64, ServiceError> {
    let together = |ids: Vec<CaseId>| {
        let reach = Arc::clone(reach);
        core.db.write(Lane::Background, move |tx| {
            ids.iter()
                .try_fold(0, |moved, id| Ok::<_, ServiceError>(moved + move_case(tx, &reach, *id, now)?))
        })
    };
    match together(ids.clone()).await {
        Ok(moved) => return Ok(moved),
        Err(error) if error.is_unavailable() => return Err(error),
        Err(error) => tracing::debug!(%error, "some cases are recounted one by one"),
    }
    let mut moved = 0;
    for id in ids {
        match together(vec![id]).await {
            Ok(one) => moved += one,
            Err(error) if error.is_unavailable() => return Err(error),
            Err(error) => tracing::error!(case = %id, %error, "a case cannot be recounted"),
        }
    }
    Ok(moved)
}

/// The transaction of a case: what was seen before is looked at again under its lock.
fn move_case(tx: &mut Tx<'_>, reach: &Reach, id: CaseId, now: Timestamp) -> Result<i64, ServiceError> {
    let Some(mut stored) = lock_case(tx, id)? else { return Ok(0) };
    let rules = reach.office.rules();
    let recount = reach.recount(&rules);
    let Some(event) = recount.event(&stored.case, now) else { return Ok(0) };
    let cause = recount.cause(&stored.case);
    if store::has_happened(tx, &cause)? {
        return Ok(0);
    }
    append(
        tx,
        &mut stored,
        vec![event],
        &Given::default().salted(),
        Some(cause),
        &reach.office.calendar,
        now,
    )?;
    Ok(1)
}

/// How far the versions of a kind have come on their way to the open cases.
pub async fn list_recounts(core: &Core, kind: RuleKind) -> Result<Vec<RecountRow>, ServiceError> {
    core.db.read(move |conn| Ok::<_, ServiceError>(store::list(conn, kind)?)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impact_counts_both_ways_and_what_is_late() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let shift = |before, after| Shift {
            kind: crate::domain::codes::ClockKind::Handling,
            before: at(before),
            after: at(after),
        };
        let mut impact = Impact::default();
        impact.add(&[shift(100, 160), shift(100, 40)], at(50));
        impact.add(&[shift(100, 100)], at(50));
        let seconds = SignedDuration::from_secs;
        assert_eq!(
            impact,
            Impact {
                open: 0,
                moved: 2,
                later: 1,
                earlier: 1,
                newly_late: 1,
                furthest_later: seconds(60),
                furthest_earlier: seconds(60),
            }
        );
    }
}
