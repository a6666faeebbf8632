//! `/cases/{id}/clocks`: how each due time follows, window by window, in words that can be checked with a calendar in hand.

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::calendar::{Calendar, CountedWindow, Spent, WindowKind};
use crate::domain::case::Holder;
use crate::domain::case::clocks::explain::Span;
use crate::domain::case::clocks::{Course, Ended, Verdict, telling};
use crate::domain::case::words::Reason;
use crate::domain::codes::{ClockKind, Lang, LimitUnit};
use crate::domain::ids::{AreaId, CaseId, PersonId, UnitId};
use crate::domain::limit::Limit;
use crate::domain::limit_policy::LimitOrigin;
use crate::domain::policy::Form;
use crate::service::case::clocks::{HolderNames, SeenClock, SeenClocks, get_clocks};
use crate::service::core::Core;
use crate::web::instant::Instant;
use crate::web::path::Path;
use crate::web::precondition::etag;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// The clocks of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClocksView {
    /// The instant of the reckoning.
    now: Instant,
    /// The zone in which days begin and end, and in which the texts tell the time.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
    /// The clocks in the order in which they began.
    items: Vec<ClockReckoning>,
}

/// One clock: what it waits for, how long that may take, and how its due time follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClockReckoning {
    /// What is waited for.
    kind: ClockKind,
    /// The same in words.
    label: &'static str,
    /// Which run of this kind; for an order the number of the entry that opened it.
    cycle: i64,
    /// How long it may take; absent where a date was set instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<Limit>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "2 工作时")]
    limit_label: Option<String>,
    /// Who said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_origin: Option<LimitOrigin>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit_origin_label: Option<&'static str>,
    /// The version of the limit policy that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy_version: Option<i64>,
    /// The version of the catalogue, which speaks where the policy has no rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    catalogue_version: Option<i64>,
    /// The version of the calendar that counted it, which every window here is told by.
    #[serde(skip_serializing_if = "Option::is_none")]
    calendar_version: Option<i64>,
    /// Whether the due time may move when the holidays of a year are published.
    provisional: bool,
    /// Whether the due time was set by somebody.
    fixed: bool,
    /// When it began to count.
    since: Instant,
    /// When it is, or was, due. While it stands still: when it would be due if it went on at once.
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<Instant>,
    /// Whether it runs, or why not; absent when it has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    course: Option<Course>,
    /// What of the limit is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<CountedView>,
    /// How it ended; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    ended: Option<EndedView>,
    /// How the due time follows, in words.
    text: String,
    /// Its segments, cut at the present and at the due time.
    segments: Vec<SegmentView>,
}

/// An amount of a limit.
#[derive(Debug, Serialize, ToSchema)]
pub struct CountedView {
    /// Whole days, for limits in days.
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<i64>,
    /// Seconds, for limits in hours or minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<i64>,
    /// The same in words.
    #[schema(example = "1 小时 30 分")]
    text: String,
}

/// How a clock ended.
#[derive(Debug, Serialize, ToSchema)]
pub struct EndedView {
    /// When.
    at: Instant,
    /// The number of the entry in the history that ended it.
    seq: i64,
    /// In time or not.
    verdict: Verdict,
    /// The same in words.
    label: &'static str,
}

/// A stretch in which a clock ran or stood under one holder.
#[derive(Debug, Serialize, ToSchema)]
pub struct SegmentView {
    /// Its beginning.
    from: Instant,
    /// Its end; absent while the clock stands still.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Instant>,
    /// Whether it lies ahead.
    ahead: bool,
    /// Whether it lies behind the due time.
    late: bool,
    /// Whether the clock ran, or why it stood.
    course: Course,
    /// The same in words.
    label: &'static str,
    /// Why it stood, as the request for it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Reason>,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_label: Option<&'static str>,
    /// The number of the entry in the history that began it.
    seq: i64,
    /// Who had the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    held_by: Option<HeldView>,
    /// What it counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<CountedView>,
    /// What of it counted and what did not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    windows: Vec<WindowView>,
}

/// Who had the case; ids and names only where they may be shown.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct HeldView {
    /// `desk`, `unit` or `person`.
    kind: &'static str,
    /// The area of the desk.
    #[serde(skip_serializing_if = "Option::is_none")]
    area: Option<AreaId>,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<PersonId>,
    /// In words.
    text: String,
}

/// A window of time with one reason.
#[derive(Debug, Serialize, ToSchema)]
pub struct WindowView {
    /// Its beginning.
    from: Instant,
    /// Its end.
    to: Instant,
    /// Why it counts, or does not.
    kind: WindowKind,
    /// What it counted.
    counted: CountedView,
    /// All of it in words.
    #[schema(example = "2026-03-13 周五 16:30–17:30，工作时间，计 1 小时")]
    text: String,
}

/// How the due times of a case follow, for whoever may see the case.
#[utoipa::path(get, path = "/api/v1/cases/{id}/clocks", tag = "cases",
    params(("id" = CaseId, Path, description = "The case")),
    responses((status = 200, description = "The clocks", body = ClocksView)))]
pub async fn show_clocks(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    id: Path<CaseId>,
) -> Result<HttpResponse, Problem> {
    let seen = get_clocks(&core, principal.actor(), id.0).await?;
    let items = seen.clocks.iter().map(|clock| ClockReckoning::of(clock, &seen, lang)).collect();
    let view = ClocksView { now: Instant(seen.now), zone: seen.calendar.spec().zone.clone(), items };
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(etag(seen.version))
        .json(view))
}

impl ClockReckoning {
    fn of(of: &SeenClock, seen: &SeenClocks, lang: Lang) -> Self {
        let SeenClock { reckoning, calendar } = of;
        let clock = &reckoning.clock;
        let last = clock.last();
        let terms = last.and_then(|segment| segment.terms);
        let unit = terms.map(|terms| terms.limit.unit());
        Self {
            kind: clock.kind,
            label: clock.kind.label(lang),
            cycle: clock.cycle,
            limit: terms.map(|terms| terms.limit),
            limit_label: terms.map(|terms| terms.limit.label(lang)),
            limit_origin: terms.map(|terms| terms.origin),
            limit_origin_label: terms.map(|terms| terms.origin.label(lang)),
            policy_version: terms.map(|terms| terms.policy),
            catalogue_version: terms.map(|terms| terms.catalogue),
            calendar_version: terms.map(|terms| terms.calendar),
            provisional: terms.is_some_and(|terms| terms.provisional),
            fixed: last.is_some_and(|segment| segment.fixed),
            since: Instant(clock.since),
            due_at: clock.due_at().map(Instant),
            course: last.filter(|_| clock.ended.is_none()).map(|segment| segment.course),
            used: reckoning.used.zip(unit).map(|(used, unit)| CountedView::of(unit, used, lang)),
            ended: clock.ended.map(|ended| EndedView::of(ended, lang)),
            text: telling::sentences(reckoning, calendar, seen.now, lang),
            segments: reckoning.spans.iter().map(|span| SegmentView::of(span, unit, seen, lang)).collect(),
        }
    }
}

impl CountedView {
    fn of(unit: LimitUnit, spent: Spent, lang: Lang) -> Self {
        let in_days = matches!(unit, LimitUnit::WorkDay | LimitUnit::NaturalDay);
        Self {
            days: in_days.then_some(spent.0),
            seconds: (!in_days).then_some(spent.0 / 1_000_000),
            text: telling::amount(unit, spent, lang),
        }
    }
}

impl EndedView {
    const fn of(ended: Ended, lang: Lang) -> Self {
        Self {
            at: Instant(ended.at),
            seq: ended.seq,
            verdict: ended.verdict,
            label: ended.verdict.label(lang),
        }
    }
}

impl SegmentView {
    fn of(span: &Span, unit: Option<LimitUnit>, seen: &SeenClocks, lang: Lang) -> Self {
        let segment = &span.segment;
        let reason = segment.reason.filter(|_| seen.form >= Form::Masked);
        let windows = unit.map(|unit| {
            span.windows.iter().map(|window| WindowView::of(window, unit, &seen.calendar, lang)).collect()
        });
        Self {
            from: Instant(span.from),
            to: span.to.map(Instant),
            ahead: span.ahead,
            late: span.late,
            course: segment.course,
            label: segment.course.label(lang),
            reason,
            reason_label: reason.map(|reason| reason.label(lang)),
            seq: segment.seq,
            held_by: segment.holder.map(|holder| HeldView::of(holder, seen, lang)),
            counted: span.counted.zip(unit).map(|(counted, unit)| CountedView::of(unit, counted, lang)),
            windows: windows.unwrap_or_default(),
        }
    }
}

impl HeldView {
    fn of(holder: Holder, seen: &SeenClocks, lang: Lang) -> Self {
        let HolderNames { people, units, areas } = &seen.names;
        let pick = |(zh, en): &(String, String)| lang.pick(zh, en).to_owned();
        let unit_of = |unit: Option<UnitId>| unit.and_then(|unit| units.get(&unit).map(pick));
        let office = seen.form >= Form::Masked;
        match holder {
            Holder::Desk { level, area } => {
                let place = area.and_then(|area| areas.get(&area).map(pick));
                let desk = level.label(lang);
                let text = place.map_or_else(|| desk.to_owned(), |place| format!("{place} ({desk})"));
                Self { kind: "desk", area, text, ..Self::default() }
            }
            Holder::Unit { unit } => Self {
                kind: "unit",
                unit: Some(unit).filter(|_| office),
                text: unit_of(Some(unit)).unwrap_or_else(|| lang.pick("承办单位", "The unit").to_owned()),
                ..Self::default()
            },
            Holder::Person { person, unit } => {
                let names = [people.get(&person).cloned(), unit_of(unit)];
                let text = names.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("，", ", "));
                let nobody = lang.pick("承办人", "The handler");
                Self {
                    kind: "person",
                    unit: unit.filter(|_| office),
                    person: Some(person).filter(|_| seen.form == Form::Ordinary),
                    text: if text.is_empty() { nobody.to_owned() } else { text },
                    ..Self::default()
                }
            }
        }
    }
}

impl WindowView {
    fn of(window: &CountedWindow, unit: LimitUnit, calendar: &Calendar, lang: Lang) -> Self {
        Self {
            from: Instant(window.from),
            to: Instant(window.to),
            kind: window.kind,
            counted: CountedView::of(unit, window.counted, lang),
            text: telling::window(calendar, window, unit, lang),
        }
    }
}
