//! What a message says: the template in effect, with the facts of the case as it stands when it is sent, in the reader's language.
//! Nothing that people wrote is among the facts, and of a sealed case nothing but its number.

use jiff::Timestamp;

use crate::domain::case::Case;
use crate::domain::codes::Lang;
use crate::domain::ids::{AreaId, IncidentId};
use crate::domain::notice::template::{self, Facts, Placeholder, Rendered, Template};
use crate::domain::notice::{NoticeClass, NoticeCode};
use crate::domain::number::{CaseNumber, TrackingCode};
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::notice::answer;
use crate::store::incident::find_incident;
use crate::store::{Conn, StoreError, template as store};

/// A message about a case, to somebody who may see it.
pub(super) fn tell(
    core: &Core,
    conn: &mut Conn,
    said: NoticeCode,
    case: &Case,
    lang: Lang,
) -> Result<Rendered, ServiceError> {
    let facts = facts(core, conn, said, case, lang)?;
    if case.sensitive {
        return Ok(template::sealed(lang, &facts));
    }
    Ok(in_effect(conn, said, lang)?.render(&facts))
}

/// A message about a case to its reporter who cannot log in: the links are those of the receipt. None when nobody reported it.
pub(super) fn tell_stranger(
    core: &Core,
    conn: &mut Conn,
    said: NoticeCode,
    case: &Case,
    lang: Lang,
) -> Result<Option<Rendered>, ServiceError> {
    let Some(incident) = find_incident(conn, IncidentId(case.id.0))? else { return Ok(None) };
    let unreadable = |_| StoreError::Corrupt(format!("the tracking code of incident {}", incident.id));
    let tracking: TrackingCode = incident.tracking_code.parse().map_err(unreadable)?;
    let mut facts = facts(core, conn, said, case, lang)?;
    // Behind `#`, so that it stays out of the logs of servers on the way.
    facts.insert(Placeholder::Link, format!("{}/public/follow#{tracking}", core.notices.base_url));
    let mut told = in_effect(conn, said, lang)?.render(&facts);
    // Where there is room for one link only, it is the one by which he answers.
    if let Some(answer) = facts.remove(&Placeholder::Answer) {
        told.link = answer;
    }
    Ok(Some(told))
}

/// The template in effect.
fn in_effect(conn: &mut Conn, said: NoticeCode, lang: Lang) -> Result<Template, ServiceError> {
    let (title, body) = match store::find(conn, said, lang)? {
        Some(row) => (row.title, row.body),
        None => template::built_in(said, lang),
    };
    let broken = |faults| StoreError::Corrupt(format!("the template of {said}: {faults:?}"));
    Ok(Template::parse(&title, &body).map_err(broken)?)
}

/// What may be said of a case.
pub(super) fn facts(
    core: &Core,
    conn: &mut Conn,
    said: NoticeCode,
    case: &Case,
    lang: Lang,
) -> Result<Facts, ServiceError> {
    let public = said.class() == NoticeClass::OwnReports;
    let mut facts = Facts::new();
    facts.insert(Placeholder::Number, CaseNumber(case.id).to_string());
    facts.insert(Placeholder::Link, core.notices.case_link(case.id));
    let state = if public { case.state.public_label(lang) } else { case.state.label(lang) };
    facts.insert(Placeholder::State, state.to_owned());
    let unnamed = || lang.pick("未分类事项", "an uncategorised matter").to_owned();
    let category = match &case.category {
        Some(known) => {
            core.catalogue(conn)?.category(known).map(|c| lang.pick(&c.name_zh, &c.name_en).to_owned())
        }
        None => None,
    };
    facts.insert(Placeholder::Category, category.unwrap_or_else(unnamed));
    facts.insert(Placeholder::Place, place(core, conn, [case.areas.community, case.areas.grid], lang)?);
    let handling = case.handling.map(|clock| clock.due_at).filter(|_| public || said == NoticeCode::Decided);
    if let Some(due) = case.until.or(handling).or(case.clock.map(|clock| clock.due_at)) {
        facts.insert(Placeholder::Due, local(core, due)?);
    }
    if said == NoticeCode::Closed {
        facts.insert(Placeholder::Answer, answer::link(core, case));
    }
    Ok(facts)
}

fn place(core: &Core, conn: &mut Conn, ids: [Option<AreaId>; 2], lang: Lang) -> Result<String, ServiceError> {
    let areas = core.areas(conn)?;
    let known = ids.into_iter().flatten().filter_map(|id| areas.find(id));
    let names: Vec<&str> = known.map(|area| lang.pick(&area.name_zh, &area.name_en)).collect();
    if names.is_empty() {
        return Ok(lang.pick("地点待核", "place unknown").to_owned());
    }
    Ok(names.join(lang.pick("", ", ")))
}

/// An instant on the office's own wall clock.
fn local(core: &Core, at: Timestamp) -> Result<String, ServiceError> {
    let local = core.calendar()?.zone().to_datetime(at);
    Ok(local.strftime("%Y-%m-%d %H:%M").to_string())
}
