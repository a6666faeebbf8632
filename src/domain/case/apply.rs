//! `apply`: an event folded into the projection. Total and without rules: what was decided stays decided, whatever today's
//! catalogue, calendar or policy say. Replaying all events of a case gives its row.

mod beside;
mod blank;
mod hands;
mod rounds;

use super::Case;
use super::event::{Event, Fact};
use super::parts::{CheckOrder, CheckResult, Done, Former, Order, Request, Wait};
use super::words::{CheckKind, Outcome, RequestKind};
use crate::domain::codes::{CheckMode, Role, State, UnitKind};
use crate::domain::ids::{CaseId, PersonId};
use beside::beside;
use blank::blank;
use hands::hands;

/// A history that does not begin with a filing, so that there is no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the history of a case begins with its filing")]
pub struct BrokenHistory;

impl Case {
    /// The case that its first event opens.
    pub fn open(id: CaseId, first: &Event) -> Result<Self, BrokenHistory> {
        let (Fact::Reported { filed } | Fact::SelfHandled { filed, .. }) = &first.fact else {
            return Err(BrokenHistory);
        };
        let mut case = blank(id, first, filed);
        apply(&mut case, first);
        Ok(case)
    }

    /// The case that a history leaves.
    pub fn replay<'a>(
        id: CaseId,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, BrokenHistory> {
        let mut events = events.into_iter();
        let mut case = Self::open(id, events.next().ok_or(BrokenHistory)?)?;
        events.for_each(|event| apply(&mut case, event));
        Ok(case)
    }

    /// What has been done is now the past: who did it is remembered, and the next round begins without them.
    fn new_round(&mut self) {
        self.round += 1;
        self.returns = 0;
        self.bound = false;
        self.last_check = None;
        self.replied = false;
        self.let_go();
    }

    fn let_go(&mut self) {
        let done = std::mem::take(&mut self.done);
        let units = self.lead.take().into_iter().chain(std::mem::take(&mut self.co_units));
        for unit in units.chain(done.iter().filter_map(|d| d.unit)) {
            if !self.past_units.contains(&unit) {
                self.past_units.push(unit);
            }
        }
        for person in self.handler.take().into_iter().chain(done.iter().filter_map(|d| d.person)) {
            remember(&mut self.past_handlers, person);
        }
        self.lead_kind = None;
        self.handler_role = None;
        self.confirmed_by = None;
        self.received_at = None;
        self.handling = None;
        self.external = None;
        self.stopped_at = None;
    }

    fn done_by(&mut self, person: Option<PersonId>) {
        let done = Done { person, unit: self.lead, unit_kind: self.lead_kind };
        if !self.done.contains(&done) {
            self.done.push(done);
        }
    }
}

fn remember(people: &mut Vec<PersonId>, person: PersonId) {
    if !people.contains(&person) {
        people.push(person);
    }
}

/// Folds an event into the case.
pub fn apply(case: &mut Case, event: &Event) {
    case.seq += 1;
    case.version += i64::from(event.raises_version());
    case.changed_at = event.at;
    case.replied |= event.reply.is_some();
    let (from, held) = (case.state, case.holder);
    let folded = intake(case, event)
        || hands(case, event)
        || work(case, event)
        || review(case, event)
        || ends(case, event);
    if !folded {
        beside(case, event);
    }
    if let Some(step) = &event.step {
        case.state = step.state;
        case.holder = step.holder;
        case.clock = step.clock;
        case.until = step.until;
    }
    event.clocks.iter().for_each(|clock| case.keep(clock));
    rounds::follow(case, event, from);
    if case.state != from {
        case.claimed_by = None;
        let state = case.state;
        case.requests.retain(|r| lives_in(r.kind, state));
    }
    if case.holder != held && !matches!(event.fact, Fact::Asked { .. }) {
        case.requests.retain(|r| r.kind != RequestKind::HandOver);
    }
    if !case.state.is_open() {
        case.offer = None;
        case.check = None;
        case.until = None;
    }
}

/// Whether a request may still be decided in a state; otherwise it has lost its object.
const fn lives_in(kind: RequestKind, state: State) -> bool {
    match kind {
        RequestKind::Extend | RequestKind::Pause | RequestKind::Suspend => matches!(state, State::Handling),
        RequestKind::Whistle => matches!(state, State::Registered | State::Handling),
        RequestKind::Void | RequestKind::HandOver | RequestKind::Order => state.is_open(),
        RequestKind::LowerSensitive | RequestKind::Legacy => {
            state.is_open() || matches!(state, State::Closed)
        }
        RequestKind::Appeal => matches!(state, State::Closed),
        RequestKind::Reconsider => matches!(state, State::Rejected),
    }
}

fn intake(case: &mut Case, event: &Event) -> bool {
    match &event.fact {
        Fact::Reported { .. } => {}
        Fact::SelfHandled { .. } => {
            case.self_handled = true;
            case.handler = event.by;
            case.handler_role = Some(event.role);
            case.done_by(event.by);
        }
        Fact::PreCheckOrdered { mode, widen_at, neighbours } => {
            case.parked = case.clock;
            case.check = Some(order(case, event, CheckKind::Pre, *mode, *widen_at, neighbours));
        }
        Fact::PostCheckOrdered { mode, widen_at, neighbours } => {
            case.check = Some(order(case, event, CheckKind::Post, *mode, *widen_at, neighbours));
        }
        Fact::CheckTaken => {
            if let Some(check) = &mut case.check {
                check.taken_by = event.by;
            }
        }
        Fact::PreChecked { outcome } => {
            case.parked = None;
            case.photos += u32::try_from(event.attachments.len()).unwrap_or(0);
            found(case, event, CheckKind::Pre, *outcome);
        }
        Fact::PostChecked { outcome } => found(case, event, CheckKind::Post, *outcome),
        Fact::CheckWaived => {
            found(case, &Event { by: None, ..event.clone() }, CheckKind::Post, Outcome::Passed);
        }
        Fact::Registered { category, condition, priority, sensitive } => {
            case.category = Some(category.clone());
            case.condition = Some(condition.clone());
            case.priority = *priority;
            case.sensitive = *sensitive;
            case.registered_at = Some(event.at);
        }
        Fact::Rejected { .. } => {
            case.rejected_by = event.by;
            case.contact = None;
        }
        Fact::Withdrawn | Fact::Voided => case.contact = None,
        Fact::PassedUp { level, .. } => case.level = *level,
        Fact::Merged { into } => {
            let (state, holder, clock) = (case.state, case.holder, case.clock);
            case.former = Some(Former { state, holder, clock, at: event.at, into: *into });
        }
        Fact::Unmerged { contact } => {
            case.contact = *contact;
            if let Some(former) = case.former.take() {
                case.waits.push(Wait { from: former.at, to: event.at });
            }
        }
        _ => return false,
    }
    true
}

fn order(
    case: &Case,
    event: &Event,
    kind: CheckKind,
    mode: CheckMode,
    widen_at: jiff::Timestamp,
    neighbours: &[crate::domain::ids::AreaId],
) -> CheckOrder {
    CheckOrder {
        no: case.seq,
        kind,
        mode,
        by: event.by,
        widen_at,
        neighbours: neighbours.to_vec(),
        taken_by: None,
    }
}

fn found(case: &mut Case, event: &Event, kind: CheckKind, outcome: Outcome) {
    case.check = None;
    case.last_check = Some(CheckResult { kind, outcome, by: event.by, at: event.at });
}

fn work(case: &mut Case, event: &Event) -> bool {
    match &event.fact {
        Fact::Submitted { late, .. } => {
            case.was_late |= *late;
            let worker = case.handler;
            case.done_by(worker.or(event.by));
            case.done_by(event.by);
        }
        Fact::Confirmed { late } => {
            case.was_late |= *late;
            case.confirmed_by = event.by;
        }
        Fact::SentBack => case.done.clear(),
        Fact::ExternalResult { outcome: Outcome::Solved } => {
            let unit = case.external.as_ref().and_then(|e| e.unit);
            case.done.push(Done { person: None, unit, unit_kind: Some(UnitKind::Outside) });
        }
        Fact::Mediated { outcome: Outcome::Agreed } => case.done_by(event.by),
        Fact::ExternalResult { .. } | Fact::Mediated { outcome: Outcome::Failed | Outcome::Withdrawn } => {
            case.new_round();
        }
        Fact::MediationStarted { person: Some(person) } => hands::give(case, *person, Role::Mediator),
        Fact::MediationStarted { .. } | Fact::Mediated { .. } => {}
        Fact::Extended { handling } => {
            case.handling = Some(*handling);
            case.extensions += 1;
            done_with(case, RequestKind::Extend);
        }
        Fact::Paused { work_minutes } => {
            case.waited_minutes += work_minutes;
            case.stopped_at = Some(event.at);
        }
        Fact::Suspended => {
            case.was_suspended = true;
            case.stopped_at = Some(event.at);
        }
        Fact::Resumed { handling, unused_minutes } => {
            case.waited_minutes = (case.waited_minutes - unused_minutes).max(0);
            case.handling = Some(*handling);
            if let Some(from) = case.stopped_at.take() {
                case.waits.push(Wait { from, to: event.at });
            }
        }
        Fact::Reworked { handling: Some(handling), time, .. } => {
            let (lead, kind, co) = (case.lead, case.lead_kind, case.co_units.clone());
            let (handler, role) = (case.handler, case.handler_role);
            case.new_round();
            case.past_units.retain(|u| Some(*u) != lead && !co.contains(u));
            (case.lead, case.lead_kind, case.co_units, case.handler, case.handler_role) =
                (lead, kind, co, handler, role);
            case.received_at = Some(event.at);
            case.handling = Some(*handling);
            case.round_at = Some(event.at);
            case.time = *time;
        }
        Fact::Reworked { handling: None, time, .. } => rounds::begins(case, event, *time),
        _ => return false,
    }
    true
}

fn done_with(case: &mut Case, kind: RequestKind) {
    case.requests.retain(|r| r.kind != kind);
}

fn review(case: &mut Case, event: &Event) -> bool {
    match &event.fact {
        Fact::Asked { request, reason, until, unit, person, last_stage } => {
            case.reconsidered |= *request == RequestKind::Reconsider;
            case.appealed |= *request == RequestKind::Appeal;
            case.requests.push(Request {
                kind: *request,
                by: event.by,
                at: event.at,
                reason: *reason,
                until: *until,
                unit: *unit,
                person: *person,
                first: None,
                last_stage: *last_stage,
            });
        }
        Fact::Endorsed { request } => {
            if let Some(asked) = case.requests.iter_mut().find(|r| r.kind == *request) {
                asked.first = event.by;
                asked.last_stage = true;
            }
        }
        Fact::Refused { request: RequestKind::Order } => {
            let own = |o: &&mut Order| o.answered && (o.by.is_none() || o.by == event.by);
            if let Some(order) = case.orders.iter_mut().find(own) {
                order.answered = false;
                order.answered_at = None;
            }
        }
        Fact::Refused { request } => done_with(case, *request),
        Fact::Reconsidered => done_with(case, RequestKind::Reconsider),
        Fact::MarkedLegacy => {
            case.legacy = true;
            done_with(case, RequestKind::Legacy);
        }
        Fact::AppealGranted => {
            case.not_counted = true;
            done_with(case, RequestKind::Appeal);
        }
        _ => return false,
    }
    true
}

fn ends(case: &mut Case, event: &Event) -> bool {
    match &event.fact {
        Fact::Closed => {
            case.closed_at = Some(event.at);
            case.contact = None;
            case.stars = None;
            case.solved = None;
            case.orders.clear();
        }
        Fact::CalledBack { solved, .. } => case.solved = solved.or(case.solved),
        Fact::Rated { stars, solved } => {
            case.stars = Some(*stars);
            case.solved = Some(*solved);
        }
        Fact::Reopened { by_reporter, time, .. } => {
            case.reopened += 1;
            case.reporter_reopened |= *by_reporter;
            case.self_handled = false;
            case.solved = Some(false);
            case.closed_at = None;
            // What was promised for the whole was kept or not when it was closed.
            case.promise = None;
            case.left.clear();
            rounds::begins(case, event, *time);
        }
        _ => return false,
    }
    true
}
