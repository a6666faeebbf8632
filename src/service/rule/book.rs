//! The rules in force, ready to be asked: compiled from the approved versions and kept until the configuration changes.

use std::sync::{Arc, LazyLock};

use crate::domain::calendar::document::CalendarDocument;
use crate::domain::calendar::{Calendar, CalendarError, HORIZON, built_in};
use crate::domain::ladder::LadderBook;
use crate::domain::limit_policy::LimitBook;
use crate::domain::rule::{RuleKind, Versions};
use crate::domain::words::Flaw;
use crate::service::core::Core;
use crate::service::error::ServiceError;
use crate::service::rule::{Rules, stored};
use crate::store::rule::{self as store, RuleRow};
use crate::store::{Conn, StoreError, config_version};

static BUILT_IN: LazyLock<Result<Arc<Calendar>, CalendarError>> = LazyLock::new(|| built_in().map(Arc::new));

/// The calendar, and the limits and ladders in their versions.
#[derive(Debug)]
pub struct RuleBooks {
    calendar: Arc<Calendar>,
    limits: Versions<LimitBook>,
    ladders: Versions<LadderBook>,
}

fn corrupt(row: &RuleRow, flaws: &[Flaw]) -> StoreError {
    let first = flaws.first().map(|flaw| format!("{}: {}", flaw.pointer, flaw.words.en)).unwrap_or_default();
    StoreError::Corrupt(format!("{} version {}: {first}", row.kind, row.version))
}

fn approved(conn: &mut Conn, kind: RuleKind) -> Result<Vec<RuleRow>, StoreError> {
    let rows = store::list(conn, kind)?;
    Ok(rows.into_iter().filter(|row| row.approved_at.is_some()).collect())
}

fn versions<R: Rules, B>(
    conn: &mut Conn,
    book: impl Fn(i64, R) -> Result<B, Vec<Flaw>>,
) -> Result<Versions<B>, ServiceError> {
    let mut list = Vec::new();
    for row in approved(conn, R::KIND)? {
        let made = book(row.version, stored(&row)?).map_err(|flaws| corrupt(&row, &flaws))?;
        list.push((row.version, row.effective_from, Arc::new(made)));
    }
    Ok(Versions::new(list))
}

/// The calendar of the office as its approved versions make it, each from its day on.
fn load_calendar(conn: &mut Conn) -> Result<Calendar, ServiceError> {
    let (mut layers, mut version) = (Vec::new(), 0);
    for row in approved(conn, RuleKind::Calendar)? {
        let spec = stored::<CalendarDocument>(&row)?.read().map_err(|flaws| corrupt(&row, &flaws))?;
        layers.push((row.effective_from, spec));
        version = row.version;
    }
    let compiled = Calendar::compile_layers(&layers, HORIZON.0, HORIZON.1);
    Ok(compiled.map_err(|error| StoreError::Corrupt(format!("the calendar: {error}")))?.with_version(version))
}

fn load(conn: &mut Conn) -> Result<RuleBooks, ServiceError> {
    Ok(RuleBooks {
        calendar: Arc::new(load_calendar(conn)?),
        limits: versions(conn, LimitBook::new)?,
        ladders: versions(conn, LadderBook::new)?,
    })
}

fn missing() -> StoreError {
    StoreError::Corrupt("the database has no rules: run `gridward migrate`".to_owned())
}

impl Core {
    /// Every rule in its approved versions. It is the same value for as long as the configuration does not change.
    pub fn rule_books(&self, conn: &mut Conn) -> Result<Arc<RuleBooks>, ServiceError> {
        let version = config_version::get(conn)?;
        self.caches.rules.at(version, conn, load)
    }

    /// The calendar that deadlines are counted by, as the transaction sees it.
    pub fn calendar_in(&self, conn: &mut Conn) -> Result<Arc<Calendar>, ServiceError> {
        Ok(Arc::clone(&self.rule_books(conn)?.calendar))
    }

    /// The same, by a version of the configuration that was just read.
    pub(in crate::service) fn calendar_at(
        &self,
        version: i64,
        conn: &mut Conn,
    ) -> Result<Arc<Calendar>, ServiceError> {
        Ok(Arc::clone(&self.caches.rules.at(version, conn, load)?.calendar))
    }

    /// The calendar as this node saw it last, or the built-in one before that: to show times and days by. Whatever is decided
    /// asks [`Self::calendar_in`] its own transaction.
    pub fn calendar(&self) -> Result<Arc<Calendar>, ServiceError> {
        if let Some(books) = self.caches.rules.last() {
            return Ok(Arc::clone(&books.calendar));
        }
        match &*BUILT_IN {
            Ok(calendar) => Ok(Arc::clone(calendar)),
            Err(error) => Err(ServiceError::Fault(Box::new(error.clone()))),
        }
    }

    /// The limits in effect now.
    pub fn limit_book(&self, conn: &mut Conn) -> Result<Arc<LimitBook>, ServiceError> {
        let book = self.rule_books(conn)?.limits.at(self.clock.now()).cloned();
        book.ok_or_else(|| missing().into())
    }

    /// The ladders in effect now.
    pub fn ladder_book(&self, conn: &mut Conn) -> Result<Arc<LadderBook>, ServiceError> {
        let book = self.rule_books(conn)?.ladders.at(self.clock.now()).cloned();
        book.ok_or_else(|| missing().into())
    }

    /// The ladders of a version that a clock has pinned; those in effect where there is no such version.
    pub fn pinned_ladders(&self, conn: &mut Conn, version: i64) -> Result<Arc<LadderBook>, ServiceError> {
        match self.rule_books(conn)?.ladders.get(version) {
            Some(book) => Ok(Arc::clone(book)),
            None => self.ladder_book(conn),
        }
    }
}
