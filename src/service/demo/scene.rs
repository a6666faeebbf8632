//! Who does what next: the story's choice among what the workflow allows in each state.

mod unit;

use jiff::SignedDuration;

use super::play::Player;
use super::plot::{Course, Twist};
use crate::domain::case::action::Input;
use crate::domain::case::parts::Request;
use crate::domain::case::words::{Outcome, ProofUse, Reason, RequestKind};
use crate::domain::codes::{ActionCode as A, Level, Source, State, UnitKind};
use crate::domain::ids::{PersonId, UnitId};
use unit::{appeal, confirm, mediated, receive, unit_staff, work};

/// What somebody is about to do.
pub(super) struct Act {
    /// In which state of the case.
    pub(super) state: State,
    pub(super) who: PersonId,
    pub(super) action: A,
    pub(super) input: Input,
    pub(super) text: Option<String>,
    pub(super) reply: Option<String>,
    pub(super) photos: &'static [ProofUse],
    /// About how long until then.
    pub(super) minutes: i64,
}

impl Act {
    fn of(state: State, who: PersonId, action: A, minutes: i64) -> Self {
        let input = Input::default();
        Self { state, who, action, input, text: None, reply: None, photos: &[], minutes }
    }

    fn with(self, input: Input) -> Self {
        Self { input, ..self }
    }

    fn saying(self, text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..self }
    }

    fn replying(self, reply: &str) -> Self {
        Self { reply: Some(reply.to_owned()), ..self }
    }
}

/// The next act; none when the story is over.
pub(super) fn next_act(p: &mut Player<'_>) -> Option<Act> {
    if let Some(act) = answer(p).or_else(|| first_call(p)) {
        return Some(act);
    }
    match p.case().state {
        State::Reported => Some(intake(p)),
        State::PreChecking | State::PostChecking => look(p),
        State::Registered => dispatch(p),
        State::Offered => offered(p),
        State::Dispatched => receive(p),
        State::Handling => work(p),
        State::ToConfirm => confirm(p),
        State::Mediating => mediated(p),
        State::Referred => Some(outside(p)),
        State::Handled => Some(check(p)),
        State::ToClose => Some(close(p)),
        State::Closed => afterwards(p),
        State::Rejected => object(p),
        State::Paused | State::Suspended | State::Merged | State::Voided => None,
    }
}

fn act(p: &Player<'_>, who: PersonId, action: A, minutes: i64) -> Act {
    Act::of(p.case().state, who, action, minutes)
}

fn at_community(p: &Player<'_>) -> bool {
    p.case().level <= Level::Community && p.case().areas.community.is_some()
}

/// The grid leader and the staff of the community in which the case lies.
fn locals(p: &Player<'_>) -> Option<[PersonId; 3]> {
    let area = p.case().areas.community?;
    let index = p.stage.street.communities.iter().position(|place| place.area == area)?;
    p.stage.cast.communities.get(index).copied()
}

/// Whoever speaks for the desk: intake or dispatch at the street, the staff of the community below.
pub(super) fn desk(p: &Player<'_>) -> PersonId {
    let street = || p.stage.cast.acceptors.first().copied();
    let local = if at_community(p) { locals(p).map(|[_, first, _]| first) } else { None };
    local.or_else(street).unwrap_or(PersonId(0))
}

fn dispatcher(p: &Player<'_>) -> PersonId {
    let street = || p.stage.cast.dispatchers.first().copied();
    let local = if at_community(p) { locals(p).map(|[_, first, _]| first) } else { None };
    local.or_else(street).unwrap_or(PersonId(0))
}

fn second<T: Copy>(list: &[T]) -> Option<T> {
    list.last().copied()
}

/// Requests that wait for somebody else are answered first.
fn answer(p: &Player<'_>) -> Option<Act> {
    let Request { kind, last_stage, .. } = *p.case().requests.first()?;
    let cast = p.stage.cast;
    let who = match (kind, last_stage) {
        (RequestKind::Void, _) | (RequestKind::Appeal, true) => second(&cast.supervisors)?,
        (RequestKind::Extend, false) => unit_staff(p)?[0],
        (RequestKind::Extend | RequestKind::Pause, _) | (RequestKind::Appeal, false) => {
            second(&cast.dispatchers)?
        }
        (RequestKind::Suspend | RequestKind::Whistle, _) => cast.leader?,
        (RequestKind::Reconsider, _) => second(&cast.acceptors)?,
        _ => return None,
    };
    let input = Input { request: Some(kind), ..Input::default() };
    // An extension is granted before the due time or not at all, and the next answer may come after a weekend.
    let close = p.case().handling.is_some_and(|clock| clock.due_at < p.at + SignedDuration::from_hours(96));
    if kind == RequestKind::Extend && close {
        return Some(act(p, who, A::Refuse, 5).with(input).saying("临近到期，不再延期，请抓紧办结。"));
    }
    Some(act(p, who, A::Approve, 90).with(input).saying("情况属实，同意。"))
}

/// Residents and the hotline are owed a call; now and then it is forgotten, and time brings it up.
fn first_call(p: &mut Player<'_>) -> Option<Act> {
    let owed = p.case().contact.is_some_and(|clock| !clock.overdue) && p.case().state != State::Offered;
    if !owed || !p.case().state.is_open() || p.plot.seed.is_multiple_of(7) || !p.once("call") {
        return None;
    }
    let input = Input { outcome: Some(Outcome::Reached), ..Input::default() };
    Some(act(p, desk(p), A::Contact, 20).with(input).saying("已电话联系诉求人，了解情况。"))
}

/// One in five whose report was declined asks for a second look, and gets it.
fn object(p: &mut Player<'_>) -> Option<Act> {
    let reporter = p.case().reporter.filter(|_| !p.case().sensitive && p.plot.halt.is_none())?;
    let asks = p.plot.seed.is_multiple_of(5) && p.once("object");
    asks.then(|| act(p, reporter, A::Reconsider, 60 * 8).saying("现场仍未解决，请再核实一次。"))
}

fn intake(p: &mut Player<'_>) -> Act {
    let who = desk(p);
    if p.plot.course == Course::TakenBack
        && let Some(reporter) = p.case().reporter
    {
        return act(p, reporter, A::Withdraw, 25).saying("已自行处理，撤回。");
    }
    if p.plot.course == Course::Declined && p.once("decline") {
        let input = Input { reason: Some(Reason::AlreadySolved), ..Input::default() };
        let reply = "经核实，现场问题已经解决，本次不再立案。感谢您的关注。";
        return act(p, who, A::Reject, 60).with(input).replying(reply);
    }
    let looked_at = !p.case().sensitive && p.case().areas.grid.is_some();
    if p.plot.twist == Twist::PreCheck && looked_at && p.once("pre_check") {
        return act(p, who, A::PreCheck, 30).saying("请到现场看一下是否属实。");
    }
    if p.plot.course == Course::PassedUp && p.case().level < Level::Street && at_community(p) {
        let input = Input { reason: Some(Reason::CommunityCannot), ..Input::default() };
        return act(p, who, A::ReportUp, 50).with(input).saying("社区无相应力量，请街道协调。");
    }
    let category = p.case().category.is_none().then(|| p.theme.category.clone());
    let input = Input { category, condition: Some("default".into()), ..Input::default() };
    act(p, who, A::Register, 45).with(input)
}

/// A look on site: a member of the grid or one of its volunteers who had no hand in it, or the desk's own people where the
/// case is sealed.
fn look(p: &mut Player<'_>) -> Option<Act> {
    let pre = p.case().state == State::PreChecking;
    let passed = !(p.plot.twist == Twist::Rework && p.case().round == 1);
    let outcome = Some(match (pre, passed) {
        (true, _) => Outcome::Confirmed,
        (false, true) => Outcome::Passed,
        (false, false) => Outcome::Failed,
    });
    let (action, text) = match (pre, passed) {
        (true, _) => (A::PreCheckResult, "现场属实，照片已附。"),
        (false, true) => (A::PostCheckResult, "现场已恢复，处置到位。"),
        (false, false) => (A::PostCheckResult, "问题又出现，处置不彻底。"),
    };
    let input = Input { outcome, ..Input::default() };
    if let Some(taken) = p.case().check.as_ref().and_then(|check| check.taken_by) {
        return Some(act(p, taken, action, 120).with(input).saying(text));
    }
    let member = p.stage.cast.members.get(p.plot.grid).copied();
    let volunteers = p.stage.cast.volunteers.get(p.plot.grid);
    let mut free = member.into_iter().chain(volunteers.into_iter().flatten().copied());
    let free = free.find(|person| !p.case().has_part(*person) && p.case().reporter != Some(*person));
    if let Some(person) = free.filter(|_| !p.case().sensitive && p.case().areas.grid.is_some()) {
        return Some(act(p, person, A::Claim, 80));
    }
    // Only the named desk may look into a sealed case.
    let inspector = second(&p.stage.cast.supervisors)?;
    let who = match (pre, p.case().sensitive) {
        (true, _) => locals(p).map_or_else(|| desk(p), |[_, first, _]| first),
        (false, true) => desk(p),
        (false, false) => inspector,
    };
    Some(act(p, who, action, 150).with(input).saying(text))
}

/// The unit that the catalogue names, or the community's own desk.
fn unit_for(p: &Player<'_>) -> Option<(UnitId, UnitKind)> {
    let code = p.case().category.as_deref()?;
    let category = p.stage.office.catalogue.category(code)?;
    let local = p.stage.street.communities.iter().find(|c| Some(c.area) == p.case().areas.community);
    let named = p.stage.street.units.get(&category.department).copied();
    let unit = match (local, named) {
        (Some(local), None) => local.desk,
        // What is sealed is checked by the desk, which therefore must not do the work.
        (Some(local), Some(named))
            if at_community(p) && !p.case().sensitive && kind(p, named) == Some(UnitKind::Department) =>
        {
            if p.plot.seed % 5 < 3 { local.desk } else { named }
        }
        (_, Some(named)) => named,
        (None, None) => general_unit(p)?,
    };
    Some((unit, kind(p, unit)?))
}

fn kind(p: &Player<'_>, unit: UnitId) -> Option<UnitKind> {
    p.stage.street.facts.get(&unit).map(|facts| facts.kind)
}

fn dispatch(p: &mut Player<'_>) -> Option<Act> {
    if p.plot.course == Course::Struck && p.case().round == 1 && p.once("struck") {
        let input = Input { reason: Some(Reason::FiledInError), ..Input::default() };
        return Some(act(p, dispatcher(p), A::Void, 60).with(input).saying("重复登记，申请作废。"));
    }
    let (unit, kind) = unit_for(p)?;
    if p.case().needs_arbitration() {
        let unit = if kind == UnitKind::Department { unit } else { general_unit(p)? };
        let input = Input { unit: Some(unit), ..Input::default() };
        return Some(
            act(p, p.stage.cast.leader?, A::Arbitrate, 200)
                .with(input)
                .saying("按职责清单，由你单位牵头办理。"),
        );
    }
    if p.plot.twist == Twist::Whistle && !p.case().sensitive && p.once("whistle") {
        let until = Some(p.at + SignedDuration::from_hours(24 * 7));
        let unit = p.stage.street.units.get("housing_construction").copied();
        let drafter = p.stage.cast.dispatchers.first().copied()?;
        let call = act(p, drafter, A::Whistle, 60).with(Input { unit, until, ..Input::default() });
        return Some(call.saying("超出街道职责，请区住建部门现场办理。"));
    }
    let who = dispatcher(p);
    if p.plot.course == Course::Volunteers && !p.case().sensitive && p.once("offer") {
        let people = p.stage.cast.volunteers.get(p.plot.grid).cloned().unwrap_or_default();
        let people: Vec<PersonId> = people.into_iter().take(4).collect();
        if !people.is_empty() {
            return Some(act(p, who, A::Dispatch, 40).with(Input { people, ..Input::default() }));
        }
    }
    // What a unit has given back goes to another one.
    let unit = if p.case().returns == 1 { another_unit(p)? } else { unit };
    let input = Input { unit: Some(unit), ..Input::default() };
    Some(act(p, who, A::Dispatch, 40).with(input))
}

/// The office that has what is nobody else's.
fn general_unit(p: &Player<'_>) -> Option<UnitId> {
    p.stage.street.units.get("urban_management").copied()
}

/// A unit that has not had the case.
fn another_unit(p: &Player<'_>) -> Option<UnitId> {
    let general = general_unit(p)?;
    let had = p.case().past_units.contains(&general);
    if had { p.stage.street.units.get("law_enforcement").copied() } else { Some(general) }
}

/// The first who was asked says yes; one in five offers lapses.
fn offered(p: &mut Player<'_>) -> Option<Act> {
    let offer = p.case().offer.clone()?;
    let minutes = if p.plot.seed.is_multiple_of(5) { 60 * 30 } else { 90 };
    let first = *offer.people.first()?;
    let declines = offer.people.len() > 1 && p.plot.seed.is_multiple_of(3) && p.once("declined");
    Some(act(p, first, if declines { A::DeclineOffer } else { A::AcceptOffer }, minutes))
}

fn outside(p: &mut Player<'_>) -> Act {
    let who = dispatcher(p);
    let done = p.theme.done(&mut p.dice);
    let minutes = 60 * 4 + 60 * p.plot.pace / 3;
    let input = Input { outcome: Some(Outcome::Solved), ..Input::default() };
    let told = act(p, who, A::ExternalResult, minutes).with(input).saying(&done).replying(&done);
    Act { photos: &[ProofUse::After], ..told }
}

fn check(p: &mut Player<'_>) -> Act {
    let failed = p.case().last_check.is_some_and(|check| check.outcome == Outcome::Failed);
    if failed && p.case().round == 1 {
        let input = Input { reason: Some(Reason::CheckFailed), ..Input::default() };
        return act(p, desk(p), A::Rework, 60).with(input).saying("核查未通过，请重新处置。");
    }
    act(p, desk(p), A::PostCheck, 90)
}

fn close(p: &mut Player<'_>) -> Act {
    let input = Input { condition_met: Some(true), ..Input::default() };
    let close = act(p, desk(p), A::Close, 70).with(input);
    close.replying("您反映的事项已办结，感谢您对街道工作的支持。")
}

fn afterwards(p: &mut Player<'_>) -> Option<Act> {
    // A sealed case is closed for its reporter as well, unless he is a resident; the desk's call-back is the end of it.
    let reporter = p.case().reporter.filter(|_| !p.case().sensitive)?;
    if let Some(act) = appeal(p) {
        return Some(act);
    }
    if p.plot.twist == Twist::Reopen && p.case().reopened == 0 && !p.case().self_handled {
        let input = Input { reason: Some(Reason::NotSolved), ..Input::default() };
        return Some(
            act(p, reporter, A::Reopen, 60 * 26).with(input).saying("过了一天又出现了，没有彻底解决。"),
        );
    }
    let hotline = p.case().source == Source::Hotline12345;
    if (hotline || p.case().owes_reply()) && p.once("callback") {
        let caller = second(&p.stage.cast.acceptors)?;
        let input = Input {
            outcome: Some(Outcome::Reached),
            solved: Some(true),
            satisfied: Some(!p.plot.seed.is_multiple_of(9)),
            ..Input::default()
        };
        return Some(act(p, caller, A::Callback, 60 * 20).with(input).saying("电话回访，诉求人表示已解决。"));
    }
    if p.plot.seed.is_multiple_of(4) && p.case().stars.is_none() && p.once("stars") {
        let stars = Some(if p.plot.seed.is_multiple_of(8) { 5 } else { 4 });
        let input = Input { stars, solved: Some(true), ..Input::default() };
        return Some(act(p, reporter, A::Rate, 60 * 9).with(input));
    }
    None
}
