//! Filing: how a case begins. A field report is never lost, so filing refuses nothing for the sake of place or time; it
//! flags them.

use jiff::Timestamp;

use super::climb::arm;
use super::ctx::{CategoryRule, Ctx, Matter};
use super::event::{Event, Fact, Filed, Step};
use super::parts::{Attached, Clock, Holder, TextDigest};
use super::refusal::{No, Refusal, RefusalCode as Code};
use super::words::{Field, ProofUse};
use crate::domain::area_path::AreaPath;
use crate::domain::codes::{ActionCode, ClockKind, Level, Priority, Right, Role, Source, State};
use crate::domain::ids::{IncidentId, PersonId};
use crate::domain::policy::{self, Actor, Target};

/// What somebody files, after place, time and category have been looked up.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The incident's id.
    pub incident: IncidentId,
    /// When it was seen.
    pub occurred_at: Timestamp,
    /// Where it came from.
    pub source: Source,
    /// Who reported it.
    pub reporter: Option<PersonId>,
    /// Who typed it in for somebody else.
    pub proxy_by: Option<PersonId>,
    /// The areas of the place, as far as they are known: at least those of the office.
    pub areas: AreaPath,
    /// The place is still to be found.
    pub unlocated: bool,
    /// The time seen cannot be true.
    pub time_doubtful: bool,
    /// The category, if the reporter is sure; it must exist.
    pub category: Option<String>,
    /// The reporter marks it as sensitive.
    pub sensitive: bool,
    /// The reporter agrees to be contacted by the handler.
    pub contact_agreed: bool,
    /// It complains about a neighbour.
    pub neighbour_complaint: bool,
    /// Photos.
    pub attachments: Vec<Attached>,
    /// By when the system that passed it on wants its answer.
    pub promised_at: Option<Timestamp>,
    /// The digest of the reporter's words.
    pub text: Option<TextDigest>,
}

/// 上报: opens a case in `reported`.
pub fn file(report: &Report, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Event>, Refusal> {
    let draft = || -> Result<Event, No> {
        let target = Target { areas: report.areas, reporter: report.reporter, ..Target::default() };
        let permit = policy::permit(actor, Right::Report, &target)?;
        let rule = rule_of(report, ctx)?;
        let filed = filed(report, rule.as_ref(), ctx);
        let step = step(&filed, State::Reported, ClockKind::Register, ctx);
        Ok(event(report, actor, permit.role, Fact::Reported { filed: Box::new(filed) }, Some(step), ctx))
    };
    draft().map(|event| vec![event]).map_err(|no| no.into_refusal(ActionCode::Report, None))
}

/// 当场处置: seen and fixed on the spot. A sample is checked by somebody else, the rest is closed by the system at once.
pub fn file_self_handled(report: &Report, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Event>, Refusal> {
    let draft = || -> Result<Vec<Event>, No> {
        let target = Target { areas: report.areas, reporter: report.reporter, ..Target::default() };
        let permit = policy::permit(actor, Right::SelfHandle, &target)?;
        let rule = rule_of(report, ctx)?.ok_or(No::field(Code::Missing, Field::Category))?;
        if !rule.self_handling || rule.sensitive || report.sensitive {
            return Err(No::field(Code::NotOnSpot, Field::Category));
        }
        let has = |r#use| report.attachments.iter().any(|a| a.r#use == r#use);
        if !has(ProofUse::Before) || !has(ProofUse::After) {
            return Err(No::field(Code::ProofMissing, Field::Attachments));
        }
        let sampled = is_sampled(report.incident, ctx.limits.sample_percent);
        let mut filed = filed(report, Some(&rule), ctx);
        filed.contact = None;
        let step = step(&filed, State::Handled, ClockKind::PostCheck, ctx);
        let fact = Fact::SelfHandled { filed: Box::new(filed), sampled };
        let mut events = vec![event(report, actor, permit.role, fact, Some(step), ctx)];
        if !sampled {
            let over = Step { state: State::Closed, holder: None, clock: None, until: None };
            let by_system = |fact, step| Event {
                at: ctx.now,
                by: None,
                role: Role::System,
                fact,
                step,
                clocks: Vec::new(),
                text: None,
                reply: None,
                attachments: Vec::new(),
            };
            events.push(by_system(Fact::CheckWaived, None));
            events.push(by_system(Fact::Closed, Some(over)));
        }
        Ok(events)
    };
    draft().map_err(|no| no.into_refusal(ActionCode::SelfHandle, None))
}

fn rule_of(report: &Report, ctx: &Ctx<'_>) -> Result<Option<CategoryRule>, No> {
    match &report.category {
        None => Ok(None),
        Some(code) => {
            let rule = ctx.rules.category(code);
            rule.map(Some).ok_or(No::field(Code::UnknownCategory, Field::Category))
        }
    }
}

fn filed(report: &Report, rule: Option<&CategoryRule>, ctx: &Ctx<'_>) -> Filed {
    let priority = rule.map_or(Priority::Normal, |r| r.priority);
    let owed = matches!(report.source, Source::Resident | Source::Hotline12345);
    let matter =
        Matter { category: report.category.as_deref(), condition: None, priority, areas: &report.areas };
    let contact = owed.then(|| ctx.rules.step(ClockKind::FirstContact, &matter, ctx.now));
    let promise = match report.promised_at {
        Some(at) => Some(promised(at, ctx)),
        None => ctx.rules.whole(&matter, ctx.now),
    };
    let limited = promise.is_some_and(|clock| clock.terms.is_some());
    Filed {
        incident: report.incident,
        recorded_at: ctx.now,
        source: report.source,
        reporter: report.reporter,
        proxy_by: report.proxy_by,
        areas: report.areas,
        unlocated: report.unlocated,
        time_doubtful: report.time_doubtful,
        category: report.category.clone(),
        priority,
        sensitive: report.sensitive || rule.is_some_and(|r| r.sensitive),
        level: starting_level(report, rule),
        contact,
        promise,
        left_out: if limited { ctx.rules.left_out() } else { Vec::new() },
        contact_agreed: report.contact_agreed,
        neighbour_complaint: report.neighbour_complaint,
        photos: u32::try_from(report.attachments.len()).unwrap_or(u32::MAX),
    }
}

/// What was promised elsewhere: a date that was set, from now on.
fn promised(due_at: Timestamp, ctx: &Ctx<'_>) -> Clock {
    Clock {
        kind: ClockKind::Whole,
        since: ctx.now,
        warn_at: None,
        due_at,
        overdue: false,
        nags: 0,
        natural: true,
        fixed: true,
        terms: None,
        next: None,
        climbed: None,
        awaits: false,
        leg: 0,
    }
}

/// The category says where it starts; nothing starts above the street, whose desk knows the way further up, and what lies in
/// no known community starts there as well.
fn starting_level(report: &Report, rule: Option<&CategoryRule>) -> Level {
    let level = rule.map_or(Level::Community, |r| r.level).min(Level::Street);
    match report.areas.community {
        Some(_) => level,
        None => Level::Street,
    }
}

fn step(filed: &Filed, state: State, kind: ClockKind, ctx: &Ctx<'_>) -> Step {
    let holder = Some(Holder::Desk { level: filed.level, area: filed.areas.at(filed.level) });
    let matter = Matter {
        category: filed.category.as_deref(),
        condition: None,
        priority: filed.priority,
        areas: &filed.areas,
    };
    Step { state, holder, clock: Some(ctx.rules.step(kind, &matter, ctx.now)), until: None }
}

fn event(report: &Report, actor: &Actor, role: Role, fact: Fact, step: Option<Step>, ctx: &Ctx<'_>) -> Event {
    let mut event = Event {
        at: report.occurred_at,
        by: actor.person,
        role,
        fact,
        step,
        clocks: Vec::new(),
        text: report.text.clone(),
        reply: None,
        attachments: report.attachments.clone(),
    };
    arm(&mut event, None, ctx.rules);
    event
}

/// Whether a case fixed on the spot is drawn for a check: decided by its number alone, so that it can be proved afterwards
/// and nobody can wish for it. The multiplier is the 64-bit golden ratio (Fibonacci hashing).
pub const fn is_sampled(incident: IncidentId, percent: u8) -> bool {
    let mixed = (incident.0.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    mixed % 100 < percent as u64
}
