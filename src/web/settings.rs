//! `/settings`: the numbers that an office sets for itself or for one of its areas.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::codes::Lang;
use crate::domain::ids::{AreaId, PersonId};
use crate::domain::setting::Setting;
use crate::service::core::Core;
use crate::service::setting::{self as service, AreaSettings, SettingChange, SettingRow};
use crate::web::body::Json;
use crate::web::instant::Instant;
use crate::web::precondition::{IfMatch, etag};
use crate::web::principal::Principal;
use crate::web::problem::Problem;
use crate::web::query::Query;

/// For which area.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SettingsQuery {
    /// The area; what it does not set comes from those above it.
    area: AreaId,
}

/// One setting as it holds in the area.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingView {
    /// What.
    name: Setting,
    /// What, in words.
    label: &'static str,
    /// The value that holds.
    value: i64,
    /// The area that set it; none for the default.
    #[schema(required = true)]
    from: Option<AreaId>,
    /// What this area has set itself.
    #[schema(required = true)]
    own: Option<i64>,
    /// The value where nobody has set one.
    default: i64,
    /// The smallest value.
    least: i64,
    /// The largest value.
    most: i64,
}

/// A change that the area made.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingChangeView {
    /// What.
    name: Setting,
    /// The value from then on; none where the area follows those above it again.
    #[schema(required = true)]
    value: Option<i64>,
    /// When.
    at: Instant,
    /// Who.
    #[schema(required = true)]
    by: Option<PersonId>,
}

/// The settings of an area.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingsView {
    items: Vec<SettingView>,
    /// The area's latest changes, the newest first.
    changes: Vec<SettingChangeView>,
}

/// What is set. A number sets it for this area, `null` lets the area follow those above it, and what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingsForm {
    /// Values by name.
    #[schema(value_type = std::collections::HashMap<String, Option<i64>>,
        example = json!({"reopen_days": 30, "nearby_metres": null}))]
    values: BTreeMap<Setting, Option<i64>>,
}

fn item(row: SettingRow, lang: Lang) -> SettingView {
    let (least, most) = row.setting.range();
    SettingView {
        name: row.setting,
        label: row.setting.label(lang),
        value: row.held.value,
        from: row.held.from,
        own: row.own,
        default: row.setting.default_value(),
        least,
        most,
    }
}

fn change(change: &SettingChange) -> SettingChangeView {
    SettingChangeView { name: change.setting, value: change.value, at: Instant(change.at), by: change.by }
}

fn answer(settings: AreaSettings, lang: Lang) -> HttpResponse {
    let items = settings.rows.into_iter().map(|row| item(row, lang)).collect();
    let changes = settings.changes.iter().map(change).collect();
    HttpResponse::Ok().insert_header(etag(settings.version)).json(SettingsView { items, changes })
}

/// The settings of an area: what holds there, where it comes from, and what could be set.
#[utoipa::path(get, path = "/api/v1/settings", tag = "settings", params(SettingsQuery),
    responses((status = 200, description = "The settings", body = SettingsView)))]
pub async fn get_settings(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    query: Query<SettingsQuery>,
) -> Result<HttpResponse, Problem> {
    let settings = service::get_settings(&core, principal.actor(), query.0.area).await?;
    Ok(answer(settings, lang))
}

/// Sets values for an area. They hold from the next decision on; nothing that was decided changes.
#[utoipa::path(put, path = "/api/v1/settings", tag = "settings", request_body = SettingsForm,
    params(SettingsQuery, ("If-Match" = String, Header, description = "The `ETag` of what was read")),
    responses((status = 200, description = "The settings now", body = SettingsView)))]
pub async fn change_settings(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
    query: Query<SettingsQuery>,
    version: IfMatch,
    form: Json<SettingsForm>,
) -> Result<HttpResponse, Problem> {
    let (area, version) = (query.0.area, version.required()?);
    let settings = service::change_settings(&core, &principal.0, area, version, form.0.values).await?;
    Ok(answer(settings, lang))
}
