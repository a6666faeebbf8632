//! Templates that replace the built-in words, every version of them.

use diesel::prelude::*;
use jiff::Timestamp;

use super::schema::notices::templates;
use super::{Conn, DbTime, StoreError, Tx};
use crate::domain::codes::Lang;
use crate::domain::ids::PersonId;
use crate::domain::notice::NoticeCode;

/// A template as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateRow {
    /// 1 for the first that replaced the built-in one.
    pub version: i64,
    /// The title.
    pub title: String,
    /// The body.
    pub body: String,
}

/// The template in effect, if the built-in one was replaced.
pub fn find(conn: &mut Conn, code: NoticeCode, lang: Lang) -> Result<Option<TemplateRow>, StoreError> {
    let row: Option<(i64, String, String)> = templates::table
        .filter(templates::code.eq(code.code()))
        .filter(templates::lang.eq(lang.tag()))
        .order(templates::version.desc())
        .select((templates::version, templates::title, templates::body))
        .first(conn)
        .optional()?;
    Ok(row.map(|(version, title, body)| TemplateRow { version, title, body }))
}

/// Saves a version. Of two that save the same one, the second meets the key.
pub fn insert(
    tx: &mut Tx<'_>,
    (code, lang): (NoticeCode, Lang),
    row: &TemplateRow,
    by: PersonId,
    now: Timestamp,
) -> Result<(), StoreError> {
    diesel::insert_into(templates::table)
        .values((
            templates::code.eq(code.code()),
            templates::lang.eq(lang.tag()),
            templates::version.eq(row.version),
            templates::title.eq(&row.title),
            templates::body.eq(&row.body),
            templates::author_id.eq(by.0),
            templates::saved_at.eq(DbTime::from(now)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}
