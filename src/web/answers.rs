//! `/answers`: what a reporter says through the link in a message. The token is the proof; no log-in is asked.

use actix_web::HttpResponse;
use actix_web::web::Data;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::codes::{Lang, State};
use crate::domain::number::CaseNumber;
use crate::service::core::Core;
use crate::service::notice::answer;
use crate::web::body::Json;
use crate::web::problem::Problem;

/// "Not solved."
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NotSolvedForm {
    /// The token of the link.
    token: String,
    /// What is still wrong.
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerView {
    /// The case's number for people.
    number: String,
    /// Where it stands now.
    state: State,
    /// The same in words.
    state_label: &'static str,
}

/// Says that the problem is not solved, which opens the case again: once, and within the days that a reporter has.
#[utoipa::path(post, path = "/api/v1/answers", tag = "answers", request_body = NotSolvedForm,
    responses((status = 200, description = "The case is open again", body = AnswerView)))]
pub async fn answer_not_solved(
    core: Data<Core>,
    lang: Lang,
    body: Json<NotSolvedForm>,
) -> Result<HttpResponse, Problem> {
    let NotSolvedForm { token, text } = body.0;
    let changed = answer::not_solved(&core, &token, text).await?;
    let state = changed.case.state;
    Ok(HttpResponse::Ok().json(AnswerView {
        number: CaseNumber(changed.case.id).to_string(),
        state,
        state_label: state.public_label(lang),
    }))
}
