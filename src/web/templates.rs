//! `/templates`: the words of messages.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::notice::NoticeCode;
use crate::domain::notice::template::Placeholder;
use crate::service::core::Core;
use crate::service::notice::template::{self, Shown};
use crate::web::body::Json;
use crate::web::path::Path;
use crate::web::people::LangCode;
use crate::web::principal::Principal;
use crate::web::problem::Problem;

/// The templates in effect.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateList {
    /// One for each message and language.
    items: Vec<TemplateView>,
    /// What may stand in braces, and what it is.
    placeholders: Vec<PlaceholderView>,
}

/// What may stand in braces.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceholderView {
    /// The name.
    name: Placeholder,
    /// What it is.
    label: &'static str,
}

/// The words of a message.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateView {
    /// Which message.
    code: NoticeCode,
    /// In which language.
    lang: LangCode,
    /// 0 for the built-in words.
    version: i64,
    /// One line.
    title: String,
    /// A few.
    body: String,
}

impl From<Shown> for TemplateView {
    fn from(shown: Shown) -> Self {
        let Shown { said, lang, row } = shown;
        Self { code: said, lang: lang.into(), version: row.version, title: row.title, body: row.body }
    }
}

/// New words for a message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateForm {
    /// In which language.
    lang: LangCode,
    /// The version that was read.
    version: i64,
    /// One line.
    #[schema(min_length = 1, max_length = 120)]
    title: String,
    /// A few, with placeholders in braces and nothing else.
    #[schema(min_length = 1, max_length = 2000)]
    body: String,
}

/// What is to be tried.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewForm {
    /// In which language.
    lang: LangCode,
    /// The words; without them those in effect.
    #[serde(default)]
    draft: Option<Draft>,
    /// About a real case that the caller may see; without it, about an invented one.
    #[serde(default)]
    case: Option<CaseId>,
}

/// Words that are not saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// One line.
    title: String,
    /// A few.
    body: String,
}

/// What it would say.
#[derive(Debug, Serialize, ToSchema)]
pub struct Preview {
    /// One line.
    title: String,
    /// A few.
    body: String,
}

/// The templates in effect, in both languages.
#[utoipa::path(get, path = "/api/v1/templates", tag = "templates",
    responses((status = 200, description = "The templates", body = TemplateList)))]
pub async fn list_templates(
    core: Data<Core>,
    principal: Principal,
    lang: Lang,
) -> Result<HttpResponse, Problem> {
    let shown = template::list_templates(&core, &principal.0).await?;
    let placeholder = |name: &Placeholder| PlaceholderView { name: *name, label: name.label(lang) };
    Ok(HttpResponse::Ok().json(TemplateList {
        items: shown.into_iter().map(TemplateView::from).collect(),
        placeholders: Placeholder::ALL.iter().map(placeholder).collect(),
    }))
}

/// Replaces the words of a message. An unknown placeholder is refused.
#[utoipa::path(put, path = "/api/v1/templates/{code}", tag = "templates", request_body = TemplateForm,
    params(("code" = NoticeCode, Path, description = "The message")),
    responses((status = 200, description = "As it is now", body = TemplateView)))]
pub async fn save_template(
    core: Data<Core>,
    principal: Principal,
    said: Path<NoticeCode>,
    body: Json<TemplateForm>,
) -> Result<HttpResponse, Problem> {
    let TemplateForm { lang, version, title, body } = body.0;
    let which = (said.0, Lang::from(lang));
    let shown = template::save_template(&core, &principal.0, which, version, title, body).await?;
    Ok(HttpResponse::Ok().json(TemplateView::from(shown)))
}

/// Shows what a message would say, without sending it.
#[utoipa::path(post, path = "/api/v1/templates/{code}/preview", tag = "templates", request_body = PreviewForm,
    params(("code" = NoticeCode, Path, description = "The message")),
    responses((status = 200, description = "What it would say", body = Preview)))]
pub async fn preview_template(
    core: Data<Core>,
    principal: Principal,
    said: Path<NoticeCode>,
    body: Json<PreviewForm>,
) -> Result<HttpResponse, Problem> {
    let PreviewForm { lang, draft, case } = body.0;
    let draft = draft.map(|draft| (draft.title, draft.body));
    let told = template::preview(&core, &principal.0, (said.0, Lang::from(lang)), draft, case).await?;
    Ok(HttpResponse::Ok().json(Preview { title: told.title, body: told.body }))
}
