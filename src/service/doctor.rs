//! The doctor looks at everything that must hold and says in plain lines what does not: chains and seals, that every open case
//! is watched, that events give their case, that timers fire and that files are where their rows say.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::domain::case::clocks::ClockBook;
use crate::domain::case::{Case, Event};
use crate::domain::chain::check::{ChainCheck, Fault, Head, SealedHead};
use crate::domain::chain::seal::SealCheck;
use crate::domain::codes::Lang;
use crate::domain::ids::{AttachmentId, CaseId};
use crate::domain::words::Words;
use crate::service::attachment::Part;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::report::check::{NumbersCheck, count_uncounted};
use crate::store::chain::{self as chains, ChainRow};
use crate::store::recount::{self, RecountRow};
use crate::store::{Conn, attachment, case, clock, delivery, outbox, timeline, timer};

/// Cases looked at in one read.
const PORTION: i64 = 200;
/// A timer may be late by so much, while the machine was down.
const LATE: SignedDuration = SignedDuration::from_mins(10);
/// The last seal may be so old.
const SEAL_AGE: SignedDuration = SignedDuration::from_hours(49);
/// So many findings of one kind are named.
const NAMED: i64 = 100;

/// What the doctor found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What must not be.
    pub faults: Vec<Words>,
    /// What somebody should look at.
    pub remarks: Vec<Words>,
    /// Cases looked at.
    pub cases: u64,
    /// Events looked at.
    pub events: u64,
    /// Files looked at.
    pub files: u64,
}

impl Report {
    fn fault(&mut self, zh: String, en: String) {
        self.faults.push(Words::made(zh, en));
    }

    fn broken(&mut self, faults: impl IntoIterator<Item = Fault>) {
        let told = |fault: Fault| Words::made(fault.describe(Lang::Zh), fault.describe(Lang::En));
        self.faults.extend(faults.into_iter().map(told));
    }
}

/// Looks at everything; `deep` also counts every number of the reports anew. Reads only; takes a while on a large database.
pub fn examine(core: &Core, deep: bool) -> Result<Report, ServiceError> {
    let mut numbers = deep.then(NumbersCheck::default);
    let mut report = Report::default();
    core.db.read_blocking(|conn| check_seals(core, conn, &mut report))?;
    core.db.read_blocking(|conn| {
        let missing = chains::list_missing_cases(conn)?;
        report.broken(missing.into_iter().map(|case| Fault::MissingCase { case }));
        Ok::<_, ServiceError>(())
    })?;
    let mut after = CaseId(0);
    while let Some(last) = core.db.read_blocking(|conn| {
        let numbers = numbers.as_mut().map(|numbers| (numbers, core));
        check_cases(conn, after, &mut report, numbers)
    })? {
        after = last;
    }
    if let Some(numbers) = numbers {
        core.db.read_blocking(|conn| check_numbers(conn, numbers, &mut report))?;
    }
    core.db.read_blocking(|conn| check_watch(core, conn, &mut report))?;
    core.db.read_blocking(|conn| check_calendar(core, conn, &mut report))?;
    check_files(core, &mut report)?;
    Ok(report)
}

fn check_seals(core: &Core, conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    let public = core.seal_public();
    let mut check = SealCheck::new(&public);
    let seals = chains::list_seals(conn)?;
    for seal in &seals {
        check.push(seal, chains::list_heads_of(conn, seal.number)?.into_iter());
    }
    report.broken(check.finish());
    let age = seals.last().map(|seal| core.clock.now().duration_since(seal.cut_at));
    if age.is_none_or(|age| age > SEAL_AGE) {
        report.remarks.push(Words::fixed(
            "最近两天没有封印：服务是否在运行？",
            "nothing was sealed in the last two days: is the server running?",
        ));
    }
    Ok(())
}

/// Checks the chains of one portion of cases; answers the last of them, none at the end.
fn check_cases(
    conn: &mut Conn,
    after: CaseId,
    report: &mut Report,
    mut numbers: Option<(&mut NumbersCheck, &Core)>,
) -> Result<Option<CaseId>, ServiceError> {
    let heads = chains::list_own_heads(conn, after, PORTION)?;
    let (Some((first, _)), Some((last, _))) = (heads.first().copied(), heads.last().copied()) else {
        return Ok(None);
    };
    let mut rows: BTreeMap<CaseId, Vec<ChainRow>> = BTreeMap::new();
    for row in chains::list_rows(conn, first, last)? {
        rows.entry(row.case()).or_default().push(row);
    }
    let mut sealed: BTreeMap<CaseId, Vec<SealedHead>> = BTreeMap::new();
    for (case, head) in chains::list_sealed_heads(conn, first, last)? {
        sealed.entry(case).or_default().push(head);
    }
    for (id, own) in heads {
        let (events, seals) = (rows.remove(&id).unwrap_or_default(), sealed.remove(&id).unwrap_or_default());
        report.cases += 1;
        report.events += events.len() as u64;
        let faults = check_chain(id, &events, own, &seals);
        if faults.is_empty() {
            let events = check_projection(conn, id, &events, report)?;
            if let Some((numbers, core)) = &mut numbers {
                check_facts(conn, id, &events, (numbers, core), report)?;
            }
        }
        report.broken(faults);
    }
    Ok(Some(last))
}

/// What does not hold in one chain.
pub(in crate::service) fn check_chain(
    id: CaseId,
    events: &[ChainRow],
    own: Head,
    sealed: &[SealedHead],
) -> Vec<Fault> {
    let mut check = ChainCheck::new(id, sealed);
    for row in events {
        check.push(&row.record(), row.hash());
    }
    check.finish(own)
}

/// Replaying the events must give the case as it is stored.
fn check_projection(
    conn: &mut Conn,
    id: CaseId,
    events: &[ChainRow],
    report: &mut Report,
) -> Result<Vec<Event>, ServiceError> {
    let parsed: Result<Vec<_>, _> =
        events.iter().map(|row| serde_json::from_str(row.record().body)).collect();
    let events = parsed.unwrap_or_default();
    let replayed = Case::replay(id, &events).ok();
    let clocks = ClockBook::replay(id, &events).unwrap_or_default();
    if understood(clock::agrees(conn, id, &clocks), id, report)? == Some(false) {
        report.fault(
            format!("案件 {id} 的计时与其记录不一致"),
            format!("case {id}: its clocks are not what its events give"),
        );
    }
    let Some(stored) = understood(case::find_case(conn, id), id, report)? else { return Ok(events) };
    if replayed.is_none() || replayed != stored.map(|stored| stored.case) {
        report.fault(
            format!("案件 {id} 的当前状态与其记录不一致"),
            format!("case {id}: its row is not what its events give"),
        );
    }
    Ok(events)
}

/// What was read of a case. What cannot be read is named, and the others are looked at all the same.
fn understood<T>(
    read: Result<T, impl Into<ServiceError>>,
    id: CaseId,
    report: &mut Report,
) -> Result<Option<T>, ServiceError> {
    match read.map_err(Into::into) {
        Ok(read) => Ok(Some(read)),
        Err(error) if error.is_unavailable() => Err(error),
        Err(error) => {
            report.fault(
                format!("案件 {id} 的数据无法读取：{error}"),
                format!("case {id}: a row of it cannot be read: {error}"),
            );
            Ok(None)
        }
    }
}

fn check_facts(
    conn: &mut Conn,
    id: CaseId,
    events: &[Event],
    (numbers, core): (&mut NumbersCheck, &Core),
    report: &mut Report,
) -> Result<(), ServiceError> {
    let calendar = core.calendar_in(conn)?;
    if events.is_empty() {
        return Ok(());
    }
    let counted = numbers.case(conn, id, events, &calendar);
    if understood(counted, id, report)? == Some(false) {
        report.fault(
            format!("案件 {id} 的统计数据与其记录不一致"),
            format!("case {id}: what is counted of it is not what its events give"),
        );
    }
    Ok(())
}

/// Every sum of the reports must be what the facts of all cases add up to.
fn check_numbers(conn: &mut Conn, numbers: NumbersCheck, report: &mut Report) -> Result<(), ServiceError> {
    let uncounted = count_uncounted(conn)?;
    if uncounted > 0 {
        report.remarks.push(Words::made(
            format!("{uncounted} 个案件尚未计入统计：服务是否在运行？"),
            format!("{uncounted} cases are not in the numbers yet: is the server running?"),
        ));
    }
    let wrong = numbers.finish(conn)?;
    for key in wrong.iter().take(usize::try_from(NAMED).unwrap_or(usize::MAX)) {
        let (zh, en) = (key.stage.label(Lang::Zh), key.stage.label(Lang::En));
        let (cube, span, number) = (key.cube.code(), key.span.code(), key.number);
        report.fault(
            format!("统计汇总（{zh}，{cube}，{span} {number}）与案件记录不一致"),
            format!("the sum of {en} ({cube}, {span} {number}) is not what the cases add up to"),
        );
    }
    Ok(())
}

fn check_watch(core: &Core, conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    for id in timeline::list_unwatched(conn, NAMED)? {
        report.fault(
            format!("在办案件 {id} 无人负责或没有计时"),
            format!("case {id} is open and has no holder or no timer"),
        );
    }
    for (id, at, failures) in timer::list_late(conn, core.clock.now() - LATE, NAMED)? {
        report.remarks.push(Words::made(
            format!("案件 {id} 的计时应于 {at} 触发而未触发（失败 {failures} 次）"),
            format!("the timer of case {id} was due at {at} and has not fired ({failures} failures)"),
        ));
    }
    for late in recount::list_late(conn, core.clock.now() - LATE)? {
        let (zh, en) = (late.kind.label(Lang::Zh), late.kind.label(Lang::En));
        let RecountRow { version, begins_at, seen, after, .. } = late;
        report.remarks.push(Words::made(
            format!("{zh}第 {version} 版于 {begins_at} 生效，仍未核对完在办案件（已核对 {seen} 件，至案件 {after}）：服务是否在运行？"),
            format!(
                "version {version} of {en} set out at {begins_at} and has not reached every open case \
                 ({seen} looked at, up to case {after}): is the server running?"
            ),
        ));
    }
    let (_, _, dead) = delivery::find_backlog(conn, core.clock.now())?;
    if dead > 0 {
        report.remarks.push(Words::made(
            format!("{dead} 条消息发送失败，见 /api/v1/deliveries?state=dead"),
            format!("{dead} messages could not be sent: see /api/v1/deliveries?state=dead"),
        ));
    }
    let (waiting, oldest, aside) = outbox::find_backlog(conn)?;
    if aside > 0 {
        report.remarks.push(Words::made(
            format!("{aside} 条通知无法处理，已搁置"),
            format!("{aside} notices could not be planned and were set aside"),
        ));
    }
    if let Some(oldest) = oldest.filter(|oldest| *oldest < core.clock.now() - LATE) {
        report.remarks.push(Words::made(
            format!("{waiting} 条通知待处理，最早的应于 {oldest} 处理：服务是否在运行？"),
            format!("{waiting} notices wait, the oldest since {oldest}: is the server running?"),
        ));
    }
    Ok(())
}

/// Years without holidays make deadlines wrong by days.
fn check_calendar(core: &Core, conn: &mut Conn, report: &mut Report) -> Result<(), ServiceError> {
    for year in core.calendar_in(conn)?.missing_years(core.clock.now()) {
        report.remarks.push(Words::made(
            format!("日历缺少 {year} 年的节假日：相关时限均为暂定，请导入"),
            format!(
                "the calendar lacks the holidays of {year}: deadlines that reach into it are provisional"
            ),
        ));
    }
    Ok(())
}

fn check_files(core: &Core, report: &mut Report) -> Result<(), ServiceError> {
    let mut after = AttachmentId(0);
    loop {
        let rows = core
            .db
            .read_blocking(|conn| Ok::<_, ServiceError>(attachment::list_files(conn, after, 1000)?))?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        for (id, digest) in rows {
            report.files += 1;
            let whole = core.files.get(digest, Part::Whole);
            let sound = whole.is_ok_and(|bytes| bytes.is_some_and(|bytes| digest.is_of(&bytes)));
            if !sound {
                report.fault(
                    format!("附件 {id} 的文件缺失或已损坏"),
                    format!("the file of attachment {id} is missing or damaged"),
                );
            }
        }
    }
    let kept = core.files.list().map_err(|error| ServiceError::Fault(error.into()))?;
    for digest in kept {
        let needed =
            core.db.read_blocking(|conn| Ok::<_, ServiceError>(attachment::is_needed(conn, digest)?))?;
        if !needed {
            report.remarks.push(Words::made(
                format!("文件 {digest} 没有对应的附件"),
                format!("the file {digest} belongs to no attachment"),
            ));
        }
    }
    Ok(())
}
