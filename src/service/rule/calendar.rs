//! What is particular to calendars: they are compiled to be checked, begin with a day, and take holidays in from files.

use std::collections::BTreeSet;

use jiff::tz::TimeZoneDatabase;
use jiff::{Timestamp, ToSpan as _};

use super::{Draft, create_version, current, may_set, stored, unsound};
use crate::domain::calendar::document::CalendarDocument;
use crate::domain::calendar::exchange::{BadLine, read_csv, read_ics};
use crate::domain::calendar::{Calendar, HORIZON};
use crate::domain::policy::ConfigPart;
use crate::domain::rule::RuleKind;
use crate::domain::words::{Flaw, Words};
use crate::service::access::Caller;
use crate::service::core::Core;
use crate::service::error::{FieldError, InvalidKind, ServiceError};
use crate::service::idempotency::RequestKey;
use crate::store::rule::RuleRow;

/// Whether a calendar can be read and compiled.
pub(super) fn check(document: &CalendarDocument) -> Result<(), Vec<Flaw>> {
    let spec = document.read()?;
    Calendar::compile(spec, HORIZON.0, HORIZON.1).map(drop).map_err(|error| {
        let text = error.to_string();
        vec![Flaw::new(
            "",
            Words::made(format!("日历不成立：{text}。"), format!("makes no calendar: {text}.")),
        )]
    })
}

/// Days are whole: a calendar begins with the first midnight in its zone that is not before `at`.
pub(super) fn first_midnight(document: &CalendarDocument, at: Timestamp) -> Result<Timestamp, ServiceError> {
    let no_zone = || ServiceError::invalid("/calendar/zone", "没有这个时区。", "is no time zone.");
    let zone = TimeZoneDatabase::bundled().get(&document.zone).map_err(|_| no_zone())?;
    let date = zone.to_datetime(at).date();
    let begins = |date: jiff::civil::Date| zone.to_timestamp(date.at(0, 0, 0, 0)).map_err(|_| no_zone());
    let today = begins(date)?;
    if today >= at {
        return Ok(today);
    }
    begins(date.checked_add(1.day()).map_err(|_| no_zone())?)
}

/// How a file of days is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DaysFormat {
    /// CSV.
    Csv,
    /// iCalendar.
    Ics,
}

/// The holidays of some years, from a file.
#[derive(Debug, Clone)]
pub struct CalendarImport {
    /// How it is written.
    pub format: DaysFormat,
    /// The file.
    pub text: String,
    /// The years whose days it holds in full.
    pub years: BTreeSet<i16>,
    /// When the version takes effect; none is as soon as it can.
    pub effective_from: Option<Timestamp>,
    /// Whether it may take effect before now.
    pub retroactive: bool,
    /// Why.
    pub note: String,
}

/// Makes the next version of the calendar: that in force now with the special days of some years replaced by a file's.
pub async fn import_calendar(
    core: &Core,
    caller: &Caller,
    import: CalendarImport,
    key: Option<RequestKey>,
) -> Result<RuleRow, ServiceError> {
    may_set(&caller.actor, ConfigPart::Calendars)?;
    let draft = imported(core, import).await?;
    create_version(core, caller, draft, ("/text", key)).await
}

/// The calendar that an import would make.
pub async fn imported(core: &Core, import: CalendarImport) -> Result<Draft<CalendarDocument>, ServiceError> {
    let CalendarImport { format, text, years, effective_from, retroactive, note } = import;
    let known = |year: &i16| (HORIZON.0..=HORIZON.1).contains(year);
    if years.is_empty() || !years.iter().all(known) {
        return Err(ServiceError::invalid(
            "/years",
            "请给出文件所含的年份。",
            "names the years that the file holds in full.",
        ));
    }
    let days = match format {
        DaysFormat::Csv => read_csv(&text),
        DaysFormat::Ics => read_ics(&text),
    };
    let days =
        days.map_err(|lines| ServiceError::Invalid(InvalidKind::Content, lines.iter().map(fault).collect()))?;
    let empty: Vec<String> = years
        .iter()
        .filter(|year| !days.iter().any(|day| day.from.year() == **year))
        .map(ToString::to_string)
        .collect();
    if !empty.is_empty() {
        let text = empty.join(", ");
        let words =
            Words::made(format!("文件中没有 {text} 年的日子。"), format!("the file has no day of {text}."));
        return Err(ServiceError::Invalid(InvalidKind::Content, vec![FieldError::new("/years", words)]));
    }
    let now = core.clock.now();
    let before: CalendarDocument = core
        .db
        .read(move |conn| {
            let row = current(conn, RuleKind::Calendar, now)?.ok_or(ServiceError::NotFound)?;
            Ok::<_, ServiceError>(stored(&row)?)
        })
        .await?;
    let spec = before.read().map_err(|flaws| unsound("", flaws))?;
    let rules = CalendarDocument::from(&spec.with_years(&years, days));
    Ok(Draft { rules, effective_from, retroactive, note })
}

fn fault(bad: &BadLine) -> FieldError {
    let line = bad.line;
    let words =
        Words::made(format!("第 {line} 行：{}", bad.words.zh), format!("line {line}: {}", bad.words.en));
    FieldError::new("/text", words)
}

/// The years that deadlines of now reach into and whose holidays nobody has entered yet.
pub async fn missing_years(core: &Core) -> Result<Vec<i16>, ServiceError> {
    let (rooms, now) = (core.clone(), core.clock.now());
    core.db.read(move |conn| Ok(rooms.calendar_in(conn)?.missing_years(now))).await
}
