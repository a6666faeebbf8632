//! `/suggestions`: what may help somebody who is about to report.

use actix_web::HttpResponse;
use actix_web::web::Data;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::{ActionCode, Emergency, Lang, State};
use crate::domain::ids::{AreaId, CaseId, UnitId};
use crate::domain::number::CaseNumber;
use crate::service::core::Core;
use crate::service::suggestion::{self as service, CategoryIdea, DepartmentIdea, Draft, KnownCase};
use crate::web::body::Json;
use crate::web::incidents::GivenPlace;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// What is known of the report so far.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SuggestionForm {
    /// What was written so far, up to 2,000 characters.
    #[serde(default)]
    #[schema(example = "三号楼楼道里堆满纸箱")]
    text: String,
    /// The category, once it is chosen.
    #[serde(default)]
    category: Option<String>,
    /// The condition, once it is chosen.
    #[serde(default)]
    condition: Option<String>,
    /// The point.
    #[serde(default)]
    place: Option<GivenPlace>,
    /// The grid, if it is named.
    #[serde(default)]
    grid: Option<AreaId>,
}

/// A category that the words point to.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestedCategory {
    code: String,
    name: String,
    /// Name of its group.
    group: String,
    /// The words that point to it; none if it was chosen.
    words: Vec<String>,
    /// Whether a member may fix it on the spot and file it as done.
    self_handling: bool,
    /// Whether a case of it is sealed from the first day.
    sensitive: bool,
}

/// Whom to ring before filing anything.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmergencyNumber {
    code: Emergency,
    label: &'static str,
}

/// Who would handle it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestedDepartment {
    code: String,
    name: String,
    /// Its unit in this office, to dispatch to.
    #[schema(required = true)]
    unit: Option<UnitId>,
    /// Why, in words.
    reason: String,
    /// Codes of departments that help.
    helpers: Vec<String>,
}

/// A condition under which the matter can be registered.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestedCondition {
    code: String,
    name: String,
}

/// A case nearby that may be the same matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct KnownNearby {
    /// Its id.
    case: CaseId,
    /// Its number for people.
    #[schema(example = "GW-000572-4")]
    number: String,
    /// The code of its category.
    #[schema(required = true)]
    category: Option<String>,
    /// Where it stands.
    state: State,
    /// The state in the words of the public.
    state_label: &'static str,
    /// How far away, in metres.
    metres: u32,
    /// When it was received.
    #[schema(value_type = String, format = DateTime)]
    filed_at: Timestamp,
    /// What the caller may do instead of filing again: `supplement`, `follow`.
    actions: Vec<ActionCode>,
}

/// What may help.
#[derive(Debug, Serialize, ToSchema)]
pub struct SuggestionsView {
    /// Categories, the best first.
    categories: Vec<SuggestedCategory>,
    /// Whom to ring first, when a life may be in danger.
    emergency: Vec<EmergencyNumber>,
    /// Who would handle the first of the categories.
    #[schema(required = true)]
    department: Option<SuggestedDepartment>,
    /// The conditions of the first of the categories.
    conditions: Vec<SuggestedCondition>,
    /// Open cases of the same group nearby, the nearest first.
    known: Vec<KnownNearby>,
}

pub(super) fn category(idea: CategoryIdea, lang: Lang) -> SuggestedCategory {
    let CategoryIdea { category, words } = idea;
    SuggestedCategory {
        name: category.name(lang).to_owned(),
        group: lang.pick(&category.group_zh, &category.group_en).to_owned(),
        self_handling: category.self_handling,
        sensitive: category.sensitive,
        code: category.code,
        words,
    }
}

pub(super) fn emergency(codes: &[Emergency], lang: Lang) -> Vec<EmergencyNumber> {
    codes.iter().map(|&code| EmergencyNumber { code, label: code.label(lang) }).collect()
}

fn department(idea: DepartmentIdea, lang: Lang) -> SuggestedDepartment {
    SuggestedDepartment {
        name: lang.pick(&idea.name_zh, &idea.name_en).to_owned(),
        unit: idea.unit,
        reason: idea.reason.text(lang),
        helpers: idea.helpers,
        code: idea.code,
    }
}

fn known(known: KnownCase, lang: Lang) -> KnownNearby {
    let KnownCase { case, metres, may_supplement, may_follow } = known;
    let actions = [(may_supplement, ActionCode::Supplement), (may_follow, ActionCode::Follow)];
    KnownNearby {
        case: case.id,
        number: CaseNumber(case.id).to_string(),
        state: case.state,
        state_label: case.state.public_label(lang),
        metres,
        filed_at: case.filed_at,
        actions: actions.into_iter().filter(|(may, _)| *may).map(|(_, action)| action).collect(),
        category: case.category,
    }
}

/// Suggests for a report that is being written: the category by its words, who would handle it and why, whom to ring first, and
/// what is already known nearby, so that one can add to it or follow it instead of filing again. Nothing is kept.
#[utoipa::path(post, path = "/api/v1/suggestions", tag = "incidents", request_body = SuggestionForm,
    responses((status = 200, description = "Suggestions", body = SuggestionsView)))]
pub async fn suggest(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    form: Json<SuggestionForm>,
) -> Result<HttpResponse, Problem> {
    let SuggestionForm { text, category: chosen, condition, place, grid } = form.0;
    let draft = Draft { text, category: chosen, condition, place: place.map(Into::into), grid };
    let found = service::suggest(&core, principal.actor(), draft).await?;
    let condition = |c: service::ConditionIdea| SuggestedCondition {
        name: lang.pick(&c.name_zh, &c.name_en).to_owned(),
        code: c.code,
    };
    Ok(HttpResponse::Ok().json(SuggestionsView {
        categories: found.categories.into_iter().map(|idea| category(idea, lang)).collect(),
        emergency: emergency(&found.emergency, lang),
        department: found.department.map(|idea| department(idea, lang)),
        conditions: found.conditions.into_iter().map(condition).collect(),
        known: found.known.into_iter().map(|case| known(case, lang)).collect(),
    }))
}
