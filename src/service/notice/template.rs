//! The words of messages as the office has them: read, replaced, tried out.

use crate::domain::codes::Lang;
use crate::domain::ids::CaseId;
use crate::domain::notice::NoticeCode;
use crate::domain::notice::template::{self, Facts, Placeholder, Rendered, Template, TemplateFault};
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::notice::{entitled, may_set_messages, message};
use crate::store::case::find_case;
use crate::store::template::{self as store, TemplateRow};
use crate::store::{Conn, Lane, StoreError};

/// A template in effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// For which message.
    pub said: NoticeCode,
    /// In which language.
    pub lang: Lang,
    /// Its words; version 0 is the built-in one.
    pub row: TemplateRow,
}

fn in_effect(conn: &mut Conn, said: NoticeCode, lang: Lang) -> Result<TemplateRow, StoreError> {
    Ok(store::find(conn, said, lang)?.unwrap_or_else(|| {
        let (title, body) = template::built_in(said, lang);
        TemplateRow { version: 0, title, body }
    }))
}

fn parsed(title: &str, body: &str) -> Result<Template, ServiceError> {
    let told = |fault: TemplateFault| FieldError::new(format!("/{}", fault.field), fault.words);
    Template::parse(title, body)
        .map_err(|faults| ServiceError::Invalid(InvalidKind::Content, faults.into_iter().map(told).collect()))
}

/// Every template in effect, in both languages.
pub async fn list_templates(core: &Core, caller: &Caller) -> Result<Vec<Shown>, ServiceError> {
    may_set_messages(&caller.actor)?;
    core.db
        .read(|conn| {
            let mut shown = Vec::new();
            for said in NoticeCode::ALL {
                for lang in [Lang::Zh, Lang::En] {
                    shown.push(Shown { said: *said, lang, row: in_effect(conn, *said, lang)? });
                }
            }
            Ok::<_, ServiceError>(shown)
        })
        .await
}

/// Replaces a template, if its version is still the one that was read.
pub async fn save_template(
    core: &Core,
    caller: &Caller,
    (said, lang): (NoticeCode, Lang),
    version: i64,
    title: String,
    body: String,
) -> Result<Shown, ServiceError> {
    may_set_messages(&caller.actor)?;
    parsed(&title, &body)?;
    let (by, now) = (caller.person, core.clock.now());
    core.db
        .write(Lane::Interactive, move |tx| {
            let current = in_effect(tx, said, lang)?.version;
            if current != version {
                return Err(ServiceError::VersionMismatch { current });
            }
            let row = TemplateRow { version: current + 1, title: title.clone(), body: body.clone() };
            store::insert(tx, (said, lang), &row, by, now)?;
            Ok(Shown { said, lang, row })
        })
        .await
}

/// What a template would say: the given words or those in effect, about a real case that the caller may see, or about an invented
/// one.
pub async fn preview(
    core: &Core,
    caller: &Caller,
    (said, lang): (NoticeCode, Lang),
    draft: Option<(String, String)>,
    case: Option<CaseId>,
) -> Result<Rendered, ServiceError> {
    may_set_messages(&caller.actor)?;
    let draft = draft.map(|(title, body)| parsed(&title, &body)).transpose()?;
    let (rooms, person, now) = (core.clone(), caller.person, core.clock.now());
    core.db
        .read(move |conn| {
            let words = if let Some(words) = draft {
                words
            } else {
                let row = in_effect(conn, said, lang)?;
                parsed(&row.title, &row.body)?
            };
            let Some(id) = case else { return Ok(words.render(&invented(&rooms, lang))) };
            let stored = find_case(conn, id)?.ok_or(ServiceError::NotFound)?;
            if entitled(conn, &stored.case, &[person], now)?.is_empty() {
                return Err(ServiceError::NotFound);
            }
            let facts = message::facts(&rooms, conn, said, &stored.case, lang)?;
            Ok(if stored.case.sensitive { template::sealed(lang, &facts) } else { words.render(&facts) })
        })
        .await
}

/// Facts of a case that does not exist.
fn invented(core: &Core, lang: Lang) -> Facts {
    let base = &core.notices.base_url;
    let facts = [
        (Placeholder::Number, "1".to_owned()),
        (Placeholder::Category, lang.pick("路灯不亮", "Street light out").to_owned()),
        (Placeholder::Place, lang.pick("示例社区第一网格", "Sample community, grid 1").to_owned()),
        (Placeholder::State, lang.pick("处置中", "In progress").to_owned()),
        (Placeholder::Due, "2026-03-12 17:30".to_owned()),
        (Placeholder::Link, core.notices.case_link(CaseId(1))),
        (Placeholder::Answer, format!("{base}/answer")),
    ];
    facts.into_iter().collect()
}
