//! What may help somebody who is about to report: the category by its words, who would handle it and why, whom to ring
//! first, and what is already known nearby. Nothing is decided and nothing is kept.

use jiff::{SignedDuration, Timestamp};

use crate::domain::area_path::AreaPath;
use crate::domain::case::Case;
use crate::domain::catalogue::{Catalogue, Category};
use crate::domain::codes::{Emergency, Lang, Right};
use crate::domain::geo::{BoundingBox, Point, to_wgs84};
use crate::domain::ids::{AreaId, UnitId};
use crate::domain::policy::{Actor, Target, permit};
use crate::domain::suggest::{Reason, suggest_categories, suggest_department};
use crate::domain::words::Words;
use crate::service::case::office::Office;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::incident::GivenPlace;
use crate::store::nearby::list_open_near;
use crate::store::{Conn, unit};

/// Categories that are suggested.
const CATEGORIES: usize = 3;
/// Known cases that are shown, the nearest first.
const KNOWN: usize = 5;
/// Known cases that are looked at.
const LOOKED_AT: i64 = 200;
/// Characters of the text.
const TEXT_MAX: usize = 2000;

/// What is known of the report so far.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// Its words.
    pub text: String,
    /// The category, if one was chosen.
    pub category: Option<String>,
    /// The condition, if one was chosen.
    pub condition: Option<String>,
    /// The point.
    pub place: Option<GivenPlace>,
    /// The grid, if it is named.
    pub grid: Option<AreaId>,
}

/// A category that the words point to.
#[derive(Debug, Clone)]
pub struct CategoryIdea {
    /// The category.
    pub category: Category,
    /// The words that point to it.
    pub words: Vec<String>,
}

/// A department that would handle it.
#[derive(Debug, Clone)]
pub struct DepartmentIdea {
    /// Its code.
    pub code: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
    /// The unit of this code, to dispatch to.
    pub unit: Option<UnitId>,
    /// Why.
    pub reason: Reason,
    /// Codes of departments that help.
    pub helpers: Vec<String>,
}

/// A condition under which the matter can be registered.
#[derive(Debug, Clone)]
pub struct ConditionIdea {
    /// Its code.
    pub code: String,
    /// Its Chinese name.
    pub name_zh: String,
    /// Its English name.
    pub name_en: String,
}

/// An open case nearby of the same group.
#[derive(Debug, Clone)]
pub struct KnownCase {
    /// The case.
    pub case: Case,
    /// How far away, in whole metres.
    pub metres: u32,
    /// Whether this person may add to it.
    pub may_supplement: bool,
    /// Whether this person may follow it.
    pub may_follow: bool,
}

/// What may help.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    /// Categories, the best first; the chosen one alone, if there is one.
    pub categories: Vec<CategoryIdea>,
    /// Whom to ring first.
    pub emergency: Vec<Emergency>,
    /// Who would handle the first of the categories.
    pub department: Option<DepartmentIdea>,
    /// The conditions of the first of the categories.
    pub conditions: Vec<ConditionIdea>,
    /// What is already known nearby.
    pub known: Vec<KnownCase>,
}

/// Suggests for a report that is being written.
pub async fn suggest(core: &Core, actor: Actor, draft: Draft) -> Result<Suggestions, ServiceError> {
    if draft.text.chars().count() > TEXT_MAX {
        return Err(ServiceError::invalid("/text", "最多 2000 字。", "at most 2000 characters."));
    }
    let rooms = core.clone();
    core.db.read(move |conn| look(&rooms, conn, &actor, &draft)).await
}

fn look(core: &Core, conn: &mut Conn, actor: &Actor, draft: &Draft) -> Result<Suggestions, ServiceError> {
    permit(actor, Right::Report, &Target::default())?;
    let now = core.clock.now();
    let office = core.office(conn)?;
    let (point, areas) = located(draft, &office, now)?;
    let categories = ideas(&office.catalogue, draft)?;
    let mut suggestions = Suggestions { emergency: emergency(&categories), ..Suggestions::default() };
    if let Some(best) = categories.first() {
        let category = &best.category.code;
        suggestions.department = department(conn, &office, category, draft.condition.as_deref(), &areas)?;
        let ideas = office.catalogue.conditions_of(category).map(|condition| ConditionIdea {
            code: condition.condition.clone(),
            name_zh: condition.name_zh.clone(),
            name_en: condition.name_en.clone(),
        });
        suggestions.conditions = ideas.collect();
    }
    if let Some(point) = point {
        suggestions.known = known(conn, actor, &office, &categories, (point, areas), now)?;
    }
    suggestions.categories = categories;
    Ok(suggestions)
}

/// The point in WGS-84 and the areas of the report, as filing would find them.
fn located(
    draft: &Draft,
    office: &Office,
    now: Timestamp,
) -> Result<(Option<Point>, AreaPath), ServiceError> {
    let point = draft.place.map(|place| to_wgs84(place.coord_sys, place.lon, place.lat)).transpose();
    let point = point.map_err(|bad| {
        let words = Words::made(format!("坐标无效：{bad}"), format!("Not a point on the earth: {bad}"));
        ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/place", words)])
    })?;
    let area = match draft.grid {
        Some(grid) if office.areas.find(grid).is_some_and(|area| area.exists_at(now)) => Some(grid),
        Some(_) => return Err(ServiceError::invalid("/grid", "没有这个网格。", "There is no such grid.")),
        None => point.and_then(|point| office.areas.locate_lowest(point, now)),
    };
    Ok((point, area.map_or_else(|| office.top(now), |area| office.areas.ancestors(area))))
}

/// The chosen category, or what the words point to.
fn ideas(catalogue: &Catalogue, draft: &Draft) -> Result<Vec<CategoryIdea>, ServiceError> {
    if let Some(code) = &draft.category {
        let unknown = || {
            let words = Words::fixed("目录中没有这个类别。", "The catalogue has no such category.");
            ServiceError::Invalid(InvalidKind::UnknownCategory, vec![FieldError::new("/category", words)])
        };
        let category = catalogue.category(code).ok_or_else(unknown)?.clone();
        return Ok(vec![CategoryIdea { category, words: Vec::new() }]);
    }
    let hits = suggest_categories(catalogue, &draft.text, CATEGORIES);
    let idea = |hit: crate::domain::suggest::CategoryHit<'_>| CategoryIdea {
        category: hit.category.clone(),
        words: hit.words.iter().map(|word| (*word).to_owned()).collect(),
    };
    Ok(hits.into_iter().map(idea).collect())
}

fn emergency(categories: &[CategoryIdea]) -> Vec<Emergency> {
    let mut numbers: Vec<Emergency> = Vec::new();
    for number in categories.iter().flat_map(|idea| &idea.category.emergency) {
        if !numbers.contains(number) {
            numbers.push(*number);
        }
    }
    numbers
}

fn department(
    conn: &mut Conn,
    office: &Office,
    category: &str,
    condition: Option<&str>,
    areas: &AreaPath,
) -> Result<Option<DepartmentIdea>, ServiceError> {
    let codes: Vec<&str> =
        areas.ids().filter_map(|id| office.areas.find(id)).map(|area| area.code.as_str()).collect();
    let Some(hit) = suggest_department(&office.catalogue, category, condition, &codes) else {
        return Ok(None);
    };
    let unit = unit::find_by_code(conn, &hit.department.code)?.map(|row| row.id);
    Ok(Some(DepartmentIdea {
        code: hit.department.code.clone(),
        name_zh: hit.department.name(Lang::Zh).to_owned(),
        name_en: hit.department.name(Lang::En).to_owned(),
        unit,
        reason: hit.reason,
        helpers: hit.co_departments.iter().map(|d| d.code.clone()).collect(),
    }))
}

/// Open cases of the same groups nearby that the person may see, or at least follow.
fn known(
    conn: &mut Conn,
    actor: &Actor,
    office: &Office,
    categories: &[CategoryIdea],
    (point, areas): (Point, AreaPath),
    now: Timestamp,
) -> Result<Vec<KnownCase>, ServiceError> {
    let groups: Vec<&str> = categories.iter().map(|idea| idea.category.group_code.as_str()).collect();
    let in_groups = office.catalogue.lists().categories.iter().filter(|c| groups.contains(&&*c.group_code));
    let codes: Vec<String> = in_groups.map(|c| c.code.clone()).collect();
    let (metres, days) = office.nearby(&areas);
    let metres = f64::from(metres);
    let since = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN);
    let rows = list_open_near(conn, &BoundingBox::around(point, metres), &codes, since, LOOKED_AT)?;
    let mut known: Vec<KnownCase> = rows
        .into_iter()
        .filter_map(|(case, place)| {
            let away = place.distance_m(point);
            let target = case.target_for(actor, now);
            let may = |right| permit(actor, right, &target).is_ok();
            let heard_of = away <= metres && (may(Right::View) || may(Right::Follow));
            heard_of.then(|| KnownCase {
                metres: whole(away),
                may_supplement: may(Right::Supplement),
                may_follow: may(Right::Follow),
                case,
            })
        })
        .collect();
    known.sort_by_key(|known| (known.metres, std::cmp::Reverse(known.case.id)));
    known.truncate(KNOWN);
    Ok(known)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a distance within the radius")]
fn whole(metres: f64) -> u32 {
    metres.round() as u32
}
