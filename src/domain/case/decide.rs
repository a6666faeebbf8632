//! `decide`: a command becomes events, or a refusal that says why. In this order: the state, the right, the guards, the
//! fields, the action's own rules.

use jiff::Timestamp;

use super::Case;
use super::action::{Command, Input};
use super::ctx::Ctx;
use super::event::{Event, Fact, Step};
use super::parts::{EVENTS_PER_CASE, Need};
use super::refusal::{No, Refusal, RefusalCode as Code};
use super::transition::{Stage, TABLE, Transition};
use super::words::{CheckKind, Field, Outcome, Reason, RequestKind};
use crate::domain::codes::{ActionCode, CheckMode, Right, Role, State, UnitKind};
use crate::domain::ids::PersonId;
use crate::domain::policy::{self, Actor, Permit, Target};

/// What a command leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The case's own events, at least one.
    pub events: Vec<Event>,
    /// Events of the other case: the parent of a merge.
    pub other: Vec<Event>,
}

/// A fact with the step it makes, before it is dated and signed.
pub(super) type Draft = (Fact, Option<Step>);

/// Everything an effect may look at.
pub(super) struct Scene<'a> {
    pub(super) case: &'a Case,
    pub(super) input: &'a Input,
    pub(super) actor: &'a Actor,
    pub(super) permit: Permit,
    pub(super) ctx: &'a Ctx<'a>,
    pub(super) request: Option<RequestKind>,
}

/// Decides a command.
pub fn decide(case: &Case, command: &Command, actor: &Actor, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let mut decision = decide_one(case, command, actor, ctx)?;
    if command.action == ActionCode::Register
        && let Some(dispatch) = &command.input.dispatch
    {
        let mut next = case.clone();
        decision.events.iter().for_each(|e| super::apply::apply(&mut next, e));
        let follow_up = Command { action: ActionCode::Dispatch, input: (**dispatch).clone() };
        decision.events.extend(decide_one(&next, &follow_up, actor, ctx)?.events);
    }
    if command.action == ActionCode::Merge {
        decision.other = vec![joined(case, actor, &decision)];
    }
    if command.action == ActionCode::Unmerge {
        decision.other = vec![signed(actor, &decision, Fact::ChildUnmerged { child: case.id })];
    }
    Ok(decision)
}

fn joined(case: &Case, actor: &Actor, decision: &Decision) -> Event {
    let mut followers = case.followers.clone();
    followers.extend(case.reporter.filter(|r| !case.followers.contains(r)));
    signed(actor, decision, Fact::ChildMerged { child: case.id, followers })
}

fn signed(actor: &Actor, decision: &Decision, fact: Fact) -> Event {
    let (at, role) =
        decision.events.first().map_or((Timestamp::UNIX_EPOCH, Role::System), |e| (e.at, e.role));
    Event {
        at,
        by: actor.person,
        role,
        fact,
        step: None,
        clocks: Vec::new(),
        text: None,
        reply: None,
        attachments: Vec::new(),
    }
}

fn decide_one(case: &Case, command: &Command, actor: &Actor, ctx: &Ctx<'_>) -> Result<Decision, Refusal> {
    let (row, request) =
        find(case, command, actor, ctx).map_err(|no| no.into_refusal(command.action, Some(case.state)))?;
    let run = || -> Result<Vec<Event>, No> {
        let scene = scene(case, &command.input, actor, ctx, row, request)?;
        row.guards.iter().try_for_each(|g| g.check(&scene))?;
        check_fields(row, case, &command.input, command.action)?;
        if case.seq + 3 >= EVENTS_PER_CASE {
            return Err(No::rule(Code::TooManyEvents));
        }
        let drafts = (row.effect)(&scene)?;
        Ok(sign(&scene, drafts))
    };
    match run() {
        Ok(events) => Ok(Decision { events, other: Vec::new() }),
        Err(no) => Err(no.into_refusal(command.action, Some(case.state))),
    }
}

/// The row of the table that a command means in the present state.
fn find(
    case: &Case,
    command: &Command,
    actor: &Actor,
    ctx: &Ctx<'_>,
) -> Result<(&'static Transition, Option<RequestKind>), No> {
    let here = |row: &&Transition| row.action == command.action && row.from.contains(&case.state);
    if !TABLE.iter().any(|row| here(&row)) {
        return Err(No::rule(Code::WrongState));
    }
    let asked = command.input.request;
    if let Some(row) = TABLE.iter().filter(here).find(|row| row.request.is_none() && asked.is_none()) {
        return Ok((row, None));
    }
    let mut rows = TABLE.iter().filter(here).filter(|row| waits(case, row, asked));
    match (rows.next(), rows.next()) {
        (None, _) => Err(No::rule(Code::NothingPending)),
        (Some(row), None) => Ok((row, row.request.map(|(kind, _)| kind))),
        (Some(first), Some(second)) => [first, second]
            .into_iter()
            .chain(rows)
            .find(|row| scene(case, &command.input, actor, ctx, row, row.request.map(|(k, _)| k)).is_ok())
            .filter(|_| asked.is_some())
            .map(|row| (row, row.request.map(|(kind, _)| kind)))
            .ok_or(No::field(Code::WhichRequest, Field::Request)),
    }
}

/// Whether a row decides a request that waits.
pub(super) fn waits(case: &Case, row: &Transition, asked: Option<RequestKind>) -> bool {
    row.request.is_some_and(|(kind, stage)| {
        let here = if kind == RequestKind::Order {
            stage == Stage::Last && !case.orders.is_empty()
        } else {
            case.request(kind).is_some_and(|r| r.last_stage == (stage == Stage::Last))
        };
        here && asked.is_none_or(|a| a == kind)
    })
}

/// Asks the policy table for the row's right and sets the scene.
pub(super) fn scene<'a>(
    case: &'a Case,
    input: &'a Input,
    actor: &'a Actor,
    ctx: &'a Ctx<'a>,
    row: &Transition,
    request: Option<RequestKind>,
) -> Result<Scene<'a>, No> {
    let mut target = case.target_for(actor, ctx.now);
    target.requested_by = request.and_then(|kind| case.request(kind)).and_then(|r| r.by);
    let right = stand_in(case, actor, row, request, &mut target);
    let permit = policy::permit(actor, right, &target)?;
    Ok(Scene { case, input, actor, permit, ctx, request })
}

/// Two acts stand for somebody to be: whoever takes a check order is asked as its checker, and whoever is to take over as
/// its holder. The right is then the one which that person will need.
fn stand_in(
    case: &Case,
    actor: &Actor,
    row: &Transition,
    request: Option<RequestKind>,
    target: &mut Target,
) -> Right {
    match (row.action, &case.check, request) {
        (ActionCode::Claim, Some(check), _) if check.taken_by.is_none() => match check.kind {
            CheckKind::Pre => Right::PreCheckResult,
            CheckKind::Post => Right::PostCheckResult,
        },
        (_, _, Some(RequestKind::HandOver)) => {
            if case.request(RequestKind::HandOver).is_some_and(|r| r.person == actor.person) {
                target.claimed_by = actor.person;
            }
            row.right
        }
        _ => row.right,
    }
}

fn check_fields(row: &Transition, case: &Case, input: &Input, action: ActionCode) -> Result<(), No> {
    for (field, when) in row.needs {
        if when.applies(case) && !input.has(*field) {
            let code = if *field == Field::Reply { Code::ReplyMissing } else { Code::Missing };
            return Err(No::field(code, *field));
        }
    }
    let decides = row.request.is_some();
    for field in Field::ALL {
        let takes = row.needs.iter().any(|(f, _)| f == field) || (decides && *field == Field::Request);
        if input.has(*field) && !takes {
            return Err(No::field(Code::NotUsed, *field));
        }
    }
    let reason_fits = input.reason.is_none_or(|r| Reason::for_action(action).contains(&r));
    let outcome_fits = input.outcome.is_none_or(|o| Outcome::for_action(action).contains(&o));
    match (reason_fits, outcome_fits) {
        (false, _) => Err(No::field(Code::BadOption, Field::Reason)),
        (_, false) => Err(No::field(Code::BadOption, Field::Outcome)),
        _ => Ok(()),
    }
}

/// What a row asks for, for clients to build a form from.
pub(super) fn needs_of(row: &Transition, case: &Case, actor: &Actor, now: Timestamp) -> Vec<Need> {
    // Registering may carry the dispatch of whoever may dispatch.
    let dispatches = || policy::permit(actor, Right::Dispatch, &case.target_for(actor, now)).is_ok();
    let taken = row.needs.iter().filter(|(field, _)| *field != Field::Dispatch || dispatches());
    let fields = taken.map(|(field, when)| Need {
        field: *field,
        required: when.applies(case),
        options: match field {
            Field::Reason => Reason::for_action(row.action).iter().map(|r| r.code()).collect(),
            Field::Outcome => Outcome::for_action(row.action).iter().map(|o| o.code()).collect(),
            Field::Mode => {
                CheckMode::ALL.iter().filter(|m| **m != CheckMode::None).map(|m| m.code()).collect()
            }
            Field::Priority => crate::domain::codes::Priority::ALL.iter().map(|p| p.code()).collect(),
            Field::Colour => super::words::OrderColour::ALL.iter().map(|c| c.code()).collect(),
            _ => Vec::new(),
        },
    });
    let request = row.request.map(|(kind, _)| Need {
        field: Field::Request,
        required: true,
        options: vec![kind.code()],
    });
    fields.chain(request).collect()
}

fn sign(scene: &Scene<'_>, drafts: Vec<Draft>) -> Vec<Event> {
    let mut events: Vec<Event> = drafts
        .into_iter()
        .map(|(fact, step)| Event {
            at: scene.ctx.now,
            by: scene.actor.person,
            role: scene.permit.role,
            fact,
            step,
            clocks: Vec::new(),
            text: None,
            reply: None,
            attachments: Vec::new(),
        })
        .collect();
    if let Some(first) = events.first_mut() {
        first.text.clone_from(&scene.input.text);
        first.reply.clone_from(&scene.input.reply);
        first.attachments.clone_from(&scene.input.attachments);
    }
    for event in &mut events {
        super::matter::follow_up(event, scene.case, scene.ctx);
        super::climb::arm(event, Some(scene.case), scene.ctx.rules);
    }
    events
}

impl Scene<'_> {
    /// Whether the actor reported the case or filed it for another.
    pub(super) fn is_reporter(&self) -> bool {
        self.actor.receipt == Some(self.case.id)
            || self
                .actor
                .person
                .is_some_and(|p| self.case.reporter == Some(p) || self.case.proxy_by == Some(p))
    }

    /// Whether the actor did not make the request that is decided.
    pub(super) fn not_requester(&self) -> bool {
        let by = self.request.and_then(|kind| self.case.request(kind)).and_then(|r| r.by);
        by.is_none() || by != self.actor.person
    }

    /// Whether the actor holds one of the roles.
    pub(super) fn has_any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|r| self.actor.has_role(*r))
    }

    /// Whether the actor leads the unit at work.
    pub(super) fn leads_unit(&self) -> bool {
        self.case.lead.is_some()
            && self
                .actor
                .grants
                .iter()
                .any(|g| g.unit == self.case.lead && matches!(g.role, Role::DeptLead | Role::CommunityStaff))
    }

    /// Whether neither the actor nor a unit of the actor did the work. `desk_may`: the community's own desk may close what a
    /// colleague there did (workflow §1).
    pub(super) fn had_no_hand(&self, desk_may: bool) -> bool {
        let case = self.case;
        let units = case
            .done
            .iter()
            .filter_map(|d| d.unit.map(|u| (u, d.unit_kind)))
            .chain(case.lead.map(|u| (u, case.lead_kind)));
        let own = |unit| self.actor.grants.iter().any(|g| g.unit == Some(unit));
        let mut own_units = units.filter(|(unit, _)| own(*unit));
        let person = self.actor.person;
        person.is_none_or(|p: PersonId| !case.did_work(p))
            && own_units.all(|(_, kind)| desk_may && kind == Some(UnitKind::CommunityDesk))
    }

    /// Whether the last result check of this round passed or was waived.
    pub(super) fn check_passed(&self) -> bool {
        self.case.last_check.is_some_and(|c| c.kind == CheckKind::Post && c.outcome == Outcome::Passed)
    }

    /// Minutes of work time for which it may still wait.
    pub(super) fn wait_left(&self) -> i64 {
        i64::from(self.ctx.limits.wait_days) * self.ctx.rules.work_day_minutes() - self.case.waited_minutes
    }

    /// The person in whose hands the case is: who checks it, works on it, or took it from the pool.
    pub(super) fn in_hands_of(&self) -> Option<PersonId> {
        let checker = self.case.check.as_ref().and_then(|c| c.taken_by);
        let handler = if self.case.state.is_at_work() { self.case.handler } else { None };
        checker.or(handler).or(self.case.claimed_by)
    }

    /// A step that ends the case.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "reads as the other steps do, and goes where drafts do"
    )]
    pub(super) const fn over(&self, state: State) -> Option<Step> {
        Some(Step { state, holder: None, clock: None, until: None })
    }

    /// A step to a state at the desk of the case's level, with the state's own clock started now.
    #[expect(clippy::unnecessary_wraps, reason = "goes where drafts do")]
    pub(super) fn at_desk(&self, state: State) -> Option<Step> {
        Some(at_desk(self.case, self.ctx, state))
    }
}

/// A step to a state at the desk of the case's level, with the state's own clock started now.
pub(super) fn at_desk(case: &Case, ctx: &Ctx<'_>, state: State) -> Step {
    let clock = state.clock_kind().map(|kind| ctx.rules.step(kind, &case.matter(), ctx.now));
    Step { state, holder: Some(case.desk(case.level)), clock, until: None }
}
