//! A case as JSON, cut to the form in which the policy lets its reader see it.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::area_path::AreaPath;
use crate::domain::case::Case;
use crate::domain::case::parts::{self, Clock, Holder};
use crate::domain::case::words::{CheckKind, OrderColour, Outcome, Reason, RequestKind};
use crate::domain::codes::{CheckMode, ClockKind, Flag, Lang, Level, Priority, Source, State};
use crate::domain::ids::{AreaId, CaseId, CheckId, IncidentId, OfferId, PersonId, UnitId};
use crate::domain::number::CaseNumber;
use crate::domain::policy::Form;
use crate::service::case::see::SeenCase;
use crate::web::instant::Instant;
use crate::web::next_step::NextStepView;

/// A case. What its reader may not see is absent.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct CaseView {
    /// Its id.
    #[schema(value_type = String)]
    id: Option<CaseId>,
    /// Its number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// The version for `If-Match`.
    version: i64,
    /// Where it stands.
    #[schema(value_type = State)]
    state: Option<State>,
    /// The state in words: the office's own, or those of the public.
    state_label: String,
    /// The category.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<Named>,
    /// When it was seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred_at: Option<Instant>,
    /// When it was received.
    #[serde(skip_serializing_if = "Option::is_none")]
    filed_at: Option<Instant>,
    /// By when it is to be settled: the handling limit, or before that the limit of the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Instant>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<Instant>,
    /// The date at which a waiting case is resumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    waits_until: Option<Instant>,
    /// Where it lies: the areas.
    #[serde(skip_serializing_if = "Option::is_none")]
    areas: Option<AreasView>,
    /// Where it lies: the point, in WGS-84.
    #[serde(skip_serializing_if = "Option::is_none")]
    point: Option<PointView>,
    /// The place in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// What the reporter said.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// The last reply to the reporter.
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<String>,
    /// The case into which it was merged.
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<CaseId>,
    /// Whether the reader reported it.
    own_report: bool,
    /// What the office knows of it besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    office: Option<Box<OfficeView>>,
}

/// A code with its name in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// The code.
    code: String,
    /// The name; absent when the catalogue no longer has the code.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// The areas of a place.
#[derive(Debug, Serialize, ToSchema)]
pub struct AreasView {
    /// The grid.
    grid: Option<AreaId>,
    /// The community.
    community: Option<AreaId>,
    /// The street.
    street: Option<AreaId>,
    /// The district.
    district: Option<AreaId>,
}

impl From<AreaPath> for AreasView {
    fn from(path: AreaPath) -> Self {
        Self { grid: path.grid, community: path.community, street: path.street, district: path.district }
    }
}

/// A point in WGS-84.
#[derive(Debug, Serialize, ToSchema)]
pub struct PointView {
    /// Longitude.
    pub(in crate::web) lon: f64,
    /// Latitude.
    pub(in crate::web) lat: f64,
}

/// What the office sees.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeView {
    /// The incident it was opened with.
    incident: IncidentId,
    /// Which level has it.
    level: Level,
    /// How fast it must move.
    priority: Priority,
    /// Where it came from.
    source: Source,
    /// The number in the system that passed it on.
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream_number: Option<String>,
    /// By when that system wants its answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    upstream_due_at: Option<Instant>,
    /// Sealed.
    sensitive: bool,
    /// The place is still to be found.
    unlocated: bool,
    /// The time seen cannot be true.
    time_doubtful: bool,
    /// The registration condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<String>,
    /// Marks beside the state.
    flags: Vec<Flag>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    holder: Option<HolderView>,
    /// The unit that leads, with its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<LeadUnitView>,
    /// Units that help.
    co_units: Vec<UnitId>,
    /// The person at work.
    #[serde(skip_serializing_if = "Option::is_none")]
    handler: Option<HandlerView>,
    /// The clock of the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    clock: Option<ClockView>,
    /// What happens next, when, and who hears of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_step: Option<NextStepView>,
    /// The round of work.
    round: u32,
    /// Returns in this round.
    returns: u32,
    /// Extensions granted.
    extensions: u32,
    /// What waits for a second person.
    requests: Vec<RequestView>,
    /// Supervision orders and instructions that are open.
    orders: Vec<OrderView>,
    /// The open check order.
    #[serde(skip_serializing_if = "Option::is_none")]
    check: Option<CheckView>,
    /// The last finding.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_check: Option<FindingView>,
    /// The standing offer.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<OfferId>,
    /// The outside body's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    outside_number: Option<String>,
    /// The link by which the body at work may open it; what it opens with was shown once, to whoever issued it.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<LinkView>,
    /// Cases that were merged into it.
    children: Vec<CaseId>,
}

/// A link to one case.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "three instants of its life")]
pub struct LinkView {
    /// When it was issued.
    issued_at: Instant,
    /// Until when it holds, while the case stays with the body.
    expires_at: Instant,
    /// When it was first opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    opened_at: Option<Instant>,
}

/// Who answers for a case: a desk, a unit or a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum HolderView {
    /// The desk of a level.
    Desk {
        /// The level.
        level: Level,
        /// Of which area.
        area: Option<AreaId>,
    },
    /// A unit.
    Unit {
        /// The unit.
        unit: UnitId,
    },
    /// A person.
    Person {
        /// Who.
        person: PersonId,
        /// For which unit.
        unit: Option<UnitId>,
    },
}

/// A unit with its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeadUnitView {
    /// The unit.
    id: UnitId,
    /// Its name.
    name: Option<String>,
}

/// A person at work.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandlerView {
    /// Who; absent where names are masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<PersonId>,
    /// The name; absent where names are masked.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// A running clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockView {
    /// What is waited for.
    kind: ClockKind,
    /// When it started.
    since: Instant,
    /// When it is due.
    due_at: Instant,
    /// Whether it is past due.
    overdue: bool,
}

impl From<Clock> for ClockView {
    fn from(clock: Clock) -> Self {
        Self {
            kind: clock.kind,
            since: Instant(clock.since),
            due_at: Instant(clock.due_at),
            overdue: clock.overdue,
        }
    }
}

/// What waits for a second person.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestView {
    /// What is asked.
    kind: RequestKind,
    /// When it was asked.
    at: Instant,
    /// Why.
    reason: Option<Reason>,
    /// Until when.
    until: Option<Instant>,
    /// Whether the next decision is the final one.
    last_stage: bool,
}

/// A supervision order or an instruction.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderView {
    /// Its weight; absent for an instruction.
    colour: Option<OrderColour>,
    /// By when an answer is due.
    due_at: Option<Instant>,
    /// Whether the answer is there.
    answered: bool,
}

/// An open check order.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckView {
    /// Its id.
    id: CheckId,
    /// Before registering or before closing.
    kind: CheckKind,
    /// How to look.
    mode: CheckMode,
    /// Whether somebody took it.
    taken: bool,
}

/// What a check found.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingView {
    /// Before registering or before closing.
    kind: CheckKind,
    /// The finding.
    outcome: Outcome,
    /// When.
    at: Instant,
}

impl CaseView {
    /// The case as its reader may see it.
    pub fn of(seen: &SeenCase, lang: Lang) -> Self {
        let case = &seen.stored.case;
        let office = seen.form >= Form::Masked;
        let label = if office { case.state.label(lang) } else { case.state.public_label(lang) };
        let due = case.handling.or(case.clock).filter(|_| case.state.is_open());
        let name = |names: &(String, String)| lang.pick(&names.0, &names.1).to_owned();
        let placed = seen.form >= Form::Short || seen.own_report;
        Self {
            category: case
                .category
                .clone()
                .map(|code| Named { code, name: seen.names.category.as_ref().map(name) }),
            occurred_at: Some(Instant(case.occurred_at)),
            filed_at: Some(Instant(case.filed_at)),
            due_at: due.map(|clock| Instant(clock.due_at)),
            closed_at: case.closed_at.map(Instant),
            waits_until: case.until.map(Instant),
            areas: placed.then(|| case.areas.into()),
            point: seen.stored.place.filter(|_| placed).map(|p| PointView { lon: p.lon, lat: p.lat }),
            address: seen.words.address.clone(),
            text: seen.words.text.clone(),
            reply: seen.words.reply.clone(),
            merged_into: case.former.as_ref().map(|former| former.into),
            own_report: seen.own_report,
            office: office.then(|| Box::new(OfficeView::of(seen, lang))),
            ..Self::bare(case, label)
        }
    }

    /// What remains to be said of a case that its reader may no longer see, after he has acted on it.
    pub fn bare(case: &Case, label: &str) -> Self {
        Self {
            id: Some(case.id),
            number: CaseNumber(case.id).to_string(),
            version: case.version,
            state: Some(case.state),
            state_label: label.to_owned(),
            ..Self::default()
        }
    }

    /// The version for the `ETag`.
    pub const fn version(&self) -> i64 {
        self.version
    }
}

impl OfficeView {
    fn of(seen: &SeenCase, lang: Lang) -> Self {
        let (case, incident) = (&seen.stored.case, &seen.incident);
        let named = seen.form == Form::Ordinary;
        let unit_name = seen.names.unit.as_ref().map(|n| lang.pick(&n.0, &n.1).to_owned());
        Self {
            incident: case.incident,
            level: case.level,
            priority: case.priority,
            source: case.source,
            upstream_number: incident.upstream_number.clone().filter(|_| named),
            upstream_due_at: incident.upstream_due_at.map(|at| Instant(at.at())),
            sensitive: case.sensitive,
            unlocated: case.unlocated,
            time_doubtful: case.time_doubtful,
            condition: case.condition.clone(),
            flags: flags(case, seen.now),
            holder: case.holder.and_then(|holder| holder_view(holder, named)),
            unit: case.lead.map(|id| LeadUnitView { id, name: unit_name }),
            co_units: case.co_units.clone(),
            handler: case
                .handler
                .or(case.claimed_by)
                .map(|id| HandlerView { id: named.then_some(id), name: seen.names.handler.clone() }),
            clock: case.clock.map(Into::into),
            next_step: seen.next.as_ref().map(|step| NextStepView::of(step, lang)),
            round: case.round,
            returns: case.returns,
            extensions: case.extensions,
            requests: case.requests.iter().map(request_view).collect(),
            orders: case.orders.iter().map(order_view).collect(),
            check: case.check.as_ref().map(|check| CheckView {
                id: parts::check_id(case.id, check.no),
                kind: check.kind,
                mode: check.mode,
                taken: check.taken_by.is_some(),
            }),
            last_check: case.last_check.map(|found| FindingView {
                kind: found.kind,
                outcome: found.outcome,
                at: Instant(found.at),
            }),
            offer: case.offer.as_ref().map(|offer| parts::offer_id(case.id, offer.no)),
            outside_number: case.external.as_ref().and_then(|e| e.number.clone()).filter(|_| named),
            link: case
                .external
                .as_ref()
                .and_then(|e| e.link)
                .filter(|link| named && seen.now < link.expires_at)
                .map(|link| LinkView {
                    issued_at: Instant(link.issued_at),
                    expires_at: Instant(link.expires_at),
                    opened_at: link.opened_at.map(Instant),
                }),
            children: case.children.clone(),
        }
    }
}

const fn holder_view(holder: Holder, named: bool) -> Option<HolderView> {
    match holder {
        Holder::Desk { level, area } => Some(HolderView::Desk { level, area }),
        Holder::Person { person, unit } if named => Some(HolderView::Person { person, unit }),
        Holder::Unit { unit } | Holder::Person { unit: Some(unit), .. } => Some(HolderView::Unit { unit }),
        Holder::Person { .. } => None,
    }
}

fn request_view(request: &parts::Request) -> RequestView {
    RequestView {
        kind: request.kind,
        at: Instant(request.at),
        reason: request.reason,
        until: request.until.map(Instant),
        last_stage: request.last_stage,
    }
}

fn order_view(order: &parts::Order) -> OrderView {
    OrderView { colour: order.colour, due_at: order.due_at.map(Instant), answered: order.answered }
}

/// The marks beside the state.
fn flags(case: &Case, now: Timestamp) -> Vec<Flag> {
    let colour = |wanted| case.orders.iter().any(|o| o.colour == Some(wanted));
    let time = case.colour(now).or_else(|| case.state.is_open().then_some(Flag::OnTrack));
    let time = time.map(|flag| (true, flag));
    let marks = [
        (colour(OrderColour::Yellow), Flag::YellowOrder),
        (colour(OrderColour::Red), Flag::RedOrder),
        (case.returns > 0, Flag::ReturnedFlag),
        (case.reopened > 0, Flag::ReopenedFlag),
        (case.not_counted, Flag::NotCounted),
    ];
    time.into_iter().chain(marks).filter_map(|(on, flag)| on.then_some(flag)).collect()
}
