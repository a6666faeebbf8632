//! The people, units and cases of the tests: one street with one community, two grids, a department, the community's own
//! desk, a mediation committee, a team and two bodies outside.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::Timestamp;

use crate::domain::area_path::AreaPath;
use crate::domain::calendar::{self, Calendar};
use crate::domain::case::action::{Command, Input};
use crate::domain::case::ctx::{Ctx, Limits, UnitFacts};
use crate::domain::case::file::{Report, file};
use crate::domain::case::parts::{Attached, TextDigest};
use crate::domain::case::rulebook::OfficeRules;
use crate::domain::case::words::{Outcome, ProofUse, Reason, RequestKind};
use crate::domain::case::{Case, Event, Refusal, apply::apply, decide};
use crate::domain::catalogue::{self, Catalogue};
use crate::domain::codes::{ActionCode, Level, Role, Source, UnitKind};
use crate::domain::ids::{AreaId, AttachmentId, CaseId, IncidentId, PersonId, UnitId};
use crate::domain::ladder::{self, LadderBook};
use crate::domain::limit_policy::{LimitBook, LimitPolicy};
use crate::domain::policy::{Actor, CaseLink, Grant};

pub(super) const AREAS: AreaPath = AreaPath {
    grid: Some(AreaId(4)),
    community: Some(AreaId(3)),
    street: Some(AreaId(2)),
    district: Some(AreaId(1)),
};
pub(super) const OTHER_GRID: AreaId = AreaId(5);
pub(super) const DEPT: UnitId = UnitId(10);
pub(super) const DEPT_2: UnitId = UnitId(11);
pub(super) const DESK: UnitId = UnitId(20);
pub(super) const MEDIATORS: UnitId = UnitId(30);
pub(super) const TEAM: UnitId = UnitId(40);
pub(super) const OUTSIDE: UnitId = UnitId(50);
pub(super) const LINKED: UnitId = UnitId(51);
pub(super) const REPORTER: PersonId = PersonId(90);
/// A category of the street with photos before and after.
pub(super) const CATEGORY: &str = "06010";
pub(super) const CASE: CaseId = CaseId(7);

pub(super) static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| calendar::built_in().expect("the built-in calendar compiles"));
static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| catalogue::built_in(1).expect("the built-in catalogue is sound"));
pub(super) static LADDERS: LazyLock<LadderBook> = LazyLock::new(|| {
    let ladders = ladder::built_in().expect("the built-in ladders are written down");
    LadderBook::new(1, ladders).expect("the built-in ladders are sound")
});
static LIMITS: LazyLock<LimitBook> =
    LazyLock::new(|| LimitBook::new(1, LimitPolicy::built_in()).expect("the built-in policy is sound"));
static RULES: LazyLock<OfficeRules<'static>> = LazyLock::new(|| rules_by(&LIMITS));

/// The rules of the house with other limits.
pub(super) fn rules_by(limits: &LimitBook) -> OfficeRules<'_> {
    OfficeRules { catalogue: &CATALOGUE, calendar: &CALENDAR, limits, ladders: &LADDERS }
}

/// A Tuesday morning at ten in the street's own time.
pub(super) fn morning() -> Timestamp {
    "2026-03-10T02:00:00Z".parse().expect("a time")
}

fn grant(role: Role, area: i64, unit: Option<UnitId>) -> Grant {
    Grant { role, area: AreaId(area), unit, sensitive_desk: false }
}

/// Everybody, with the number of the person.
pub(super) fn people() -> BTreeMap<PersonId, Vec<Grant>> {
    let list = [
        (101, grant(Role::Volunteer, 4, Some(TEAM))),
        (102, grant(Role::GridMember, 4, None)),
        (103, grant(Role::GridLeader, 4, None)),
        (104, grant(Role::CommunityStaff, 3, Some(DESK))),
        (105, grant(Role::Acceptor, 2, None)),
        (106, grant(Role::Dispatcher, 2, None)),
        (107, grant(Role::DeptHandler, 2, Some(DEPT))),
        (108, grant(Role::DeptLead, 2, Some(DEPT))),
        (109, grant(Role::Supervisor, 2, None)),
        (110, grant(Role::StreetLeader, 2, None)),
        (111, grant(Role::Mediator, 2, Some(MEDIATORS))),
        (112, grant(Role::Auditor, 2, None)),
        (113, grant(Role::Admin, 2, None)),
        (114, grant(Role::DeptLead, 2, Some(DEPT_2))),
        (115, grant(Role::GridMember, 5, None)),
        (116, grant(Role::CommunityStaff, 3, Some(DESK))),
        (117, grant(Role::Acceptor, 2, None)),
        (118, grant(Role::Dispatcher, 2, None)),
        (119, grant(Role::DeptHandler, 2, Some(DEPT))),
        (120, grant(Role::Volunteer, 4, None)),
        (121, grant(Role::DeptLead, 2, Some(MEDIATORS))),
        (122, grant(Role::Supervisor, 2, None)),
    ];
    list.into_iter().map(|(id, grant)| (PersonId(id), vec![grant])).collect()
}

pub(super) fn person(id: i64) -> Actor {
    let grants = people().get(&PersonId(id)).cloned().unwrap_or_default();
    Actor { person: Some(PersonId(id)), grants, ..Actor::default() }
}

/// A person of each role; the resident is the reporter.
pub(super) fn by_role(role: Role) -> Actor {
    match role {
        Role::Resident => Actor { person: Some(REPORTER), ..Actor::default() },
        Role::System => Actor::system(),
        _ => {
            let found = people().into_iter().find(|(_, grants)| grants.iter().any(|g| g.role == role));
            let (id, grants) = found.expect("the cast has every role");
            Actor { person: Some(id), grants, ..Actor::default() }
        }
    }
}

/// The body that has a case, showing the link that holds; nobody's link where none does.
pub(super) fn by_link(case: &Case, now: Timestamp) -> Actor {
    Actor::by_link(CaseLink { case: case.id, no: case.live_link(now).map_or(0, |link| link.no) })
}

pub(super) fn ctx(now: Timestamp) -> Ctx<'static> {
    ctx_by(now, &RULES)
}

/// The surroundings of a decision under some rules.
pub(super) fn ctx_by<'a>(now: Timestamp, rules: &'a OfficeRules<'a>) -> Ctx<'a> {
    let unit = |kind, level| UnitFacts { kind, level };
    Ctx {
        now,
        rules,
        units: BTreeMap::from([
            (DEPT, unit(UnitKind::Department, Level::Street)),
            (DEPT_2, unit(UnitKind::Department, Level::Street)),
            (DESK, unit(UnitKind::CommunityDesk, Level::Community)),
            (MEDIATORS, unit(UnitKind::Mediation, Level::Street)),
            (TEAM, unit(UnitKind::Team, Level::Street)),
            (OUTSIDE, unit(UnitKind::Outside, Level::District)),
            (LINKED, unit(UnitKind::Link, Level::Street)),
        ]),
        people: people(),
        parent: None,
        neighbours: vec![OTHER_GRID],
        limits: Limits::default(),
    }
}

pub(super) fn report() -> Report {
    Report {
        incident: IncidentId(CASE.0),
        occurred_at: morning(),
        source: Source::Resident,
        reporter: Some(REPORTER),
        proxy_by: None,
        areas: AREAS,
        unlocated: false,
        time_doubtful: false,
        category: Some(CATEGORY.to_owned()),
        sensitive: false,
        contact_agreed: true,
        promised_at: None,
        neighbour_complaint: false,
        attachments: vec![photo(ProofUse::Before)],
        text: digest(),
    }
}

pub(super) fn photo(r#use: ProofUse) -> Attached {
    Attached { attachment: AttachmentId(1), r#use }
}

pub(super) fn digest() -> Option<TextDigest> {
    Some(TextDigest("00".repeat(32)))
}

/// A case with its history and the time of day: acts are taken one after the other.
#[derive(Clone)]
pub(super) struct Story {
    pub(super) case: Case,
    pub(super) events: Vec<Event>,
    pub(super) now: Timestamp,
    pub(super) limits: &'static LimitBook,
}

impl Story {
    pub(super) fn new() -> Self {
        Self::of(&report())
    }

    pub(super) fn of(report: &Report) -> Self {
        Self::under(report, &LIMITS)
    }

    /// A case under another limit policy.
    pub(super) fn under(report: &Report, limits: &'static LimitBook) -> Self {
        let actor = by_role(Role::Resident);
        let rules = rules_by(limits);
        let events = file(report, &actor, &ctx_by(morning(), &rules)).expect("filing is never refused");
        let case = Case::replay(CASE, &events).expect("a filing opens a case");
        Self { case, events, now: morning(), limits }
    }

    /// Takes an act or says why not.
    pub(super) fn attempt(&mut self, actor: &Actor, action: ActionCode, input: Input) -> Result<(), Refusal> {
        let rules = rules_by(self.limits);
        let decision = decide(&self.case, &Command { action, input }, actor, &ctx_by(self.now, &rules))?;
        for event in decision.events {
            apply(&mut self.case, &event);
            self.events.push(event);
        }
        Ok(())
    }

    /// Takes an act that must succeed.
    pub(super) fn act(mut self, id: i64, action: ActionCode, input: Input) -> Self {
        let actor = if id == REPORTER.0 { by_role(Role::Resident) } else { person(id) };
        self.attempt(&actor, action, input).unwrap_or_else(|no| panic!("{action} by {id}: {no}"));
        self
    }

    pub(super) fn later(mut self, hours: i64) -> Self {
        self.now += jiff::SignedDuration::from_hours(hours);
        self
    }

    pub(super) fn registered(self) -> Self {
        self.act(105, ActionCode::Register, Input { condition: Some("default".into()), ..Input::default() })
    }

    pub(super) fn dispatched(self, unit: UnitId) -> Self {
        self.registered().act(106, ActionCode::Dispatch, Input { unit: Some(unit), ..Input::default() })
    }

    /// With a body that answers through a link, for ten days.
    pub(super) fn with_linked_body(self) -> Self {
        let registered = self.registered();
        let until = Some(registered.now + jiff::SignedDuration::from_hours(240));
        registered.act(106, ActionCode::Dispatch, Input { unit: Some(LINKED), until, ..Input::default() })
    }

    pub(super) fn handling(self) -> Self {
        self.dispatched(DEPT).act(
            108,
            ActionCode::Receive,
            Input { person: Some(PersonId(107)), ..Input::default() },
        )
    }

    pub(super) fn to_confirm(self) -> Self {
        self.handling().act(107, ActionCode::Submit, result())
    }

    pub(super) fn handled(self) -> Self {
        self.to_confirm().act(108, ActionCode::Confirm, Input::default())
    }

    pub(super) fn post_checking(self) -> Self {
        self.handled().act(105, ActionCode::PostCheck, Input::default())
    }

    pub(super) fn to_close(self) -> Self {
        let taken = self.post_checking().act(102, ActionCode::Claim, Input::default());
        taken.act(
            102,
            ActionCode::PostCheckResult,
            Input { outcome: Some(Outcome::Passed), ..Input::default() },
        )
    }

    pub(super) fn closed(self) -> Self {
        self.to_close().act(105, ActionCode::Close, Input { condition_met: Some(true), ..Input::default() })
    }

    pub(super) fn asks(self, id: i64, action: ActionCode, reason: Option<Reason>, hours: i64) -> Self {
        let until = (hours > 0).then(|| self.now + jiff::SignedDuration::from_hours(hours));
        self.act(id, action, Input { reason, until, text: digest(), ..Input::default() })
    }

    pub(super) fn approves(self, id: i64, request: RequestKind) -> Self {
        self.act(id, ActionCode::Approve, Input { request: Some(request), ..Input::default() })
    }
}

/// A full result: photos, words and a reply.
pub(super) fn result() -> Input {
    Input {
        text: digest(),
        reply: digest(),
        attachments: vec![photo(ProofUse::Before), photo(ProofUse::After), photo(ProofUse::Document)],
        ..Input::default()
    }
}
