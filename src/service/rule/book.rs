//! The rules in force, ready to be asked: compiled from the approved versions and kept until the configuration changes.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::Timestamp;

use crate::domain::calendar::document::CalendarDocument;
use crate::domain::calendar::{Calendar, CalendarError, CalendarSpec, HORIZON, built_in};
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
    layers: Layers,
    /// Calendars as of earlier versions, made when a clock that pins one is looked at.
    pinned: Mutex<BTreeMap<i64, Arc<Calendar>>>,
    limits: Versions<LimitBook>,
    ladders: Versions<LadderBook>,
}

/// The approved versions of the calendar with their beginnings, the oldest first.
type Layers = Vec<(i64, Timestamp, CalendarSpec)>;

impl RuleBooks {
    /// The calendar as all of its versions make it.
    pub fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.calendar)
    }

    /// The calendar as it was when a version was its newest: what a clock that pins it was counted by.
    pub fn pinned_calendar(&self, version: i64) -> Result<Arc<Calendar>, ServiceError> {
        if version >= self.calendar.version() {
            return Ok(self.calendar());
        }
        let mut kept = self.pinned.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(calendar) = kept.get(&version) {
            return Ok(Arc::clone(calendar));
        }
        let until = self.layers.partition_point(|(number, ..)| *number <= version);
        let calendar = Arc::new(compiled(self.layers.get(..until.max(1)).unwrap_or_default())?);
        kept.insert(version, Arc::clone(&calendar));
        Ok(calendar)
    }

    /// The limits in effect at an instant.
    pub fn limits(&self, at: Timestamp) -> Result<Arc<LimitBook>, ServiceError> {
        self.limits.at(at).cloned().ok_or_else(|| missing().into())
    }

    /// The limits in effect at an instant as they would be without a version and whatever came after it.
    pub fn limits_before(&self, version: i64, at: Timestamp) -> Result<Arc<LimitBook>, ServiceError> {
        self.limits.before(version, at).cloned().ok_or_else(|| missing().into())
    }

    /// The ladders in effect at an instant.
    pub fn ladders(&self, at: Timestamp) -> Result<Arc<LadderBook>, ServiceError> {
        self.ladders.at(at).cloned().ok_or_else(|| missing().into())
    }
}

fn corrupt(row: &RuleRow, flaws: &[Flaw]) -> StoreError {
    let first = flaws.first().map(|flaw| format!("{}: {}", flaw.pointer, flaw.words.en)).unwrap_or_default();
    StoreError::Corrupt(format!("{} version {}: {first}", row.kind, row.version))
}

/// The approved versions of a kind, and a draft behind them as if it were approved too.
fn approved(conn: &mut Conn, kind: RuleKind, draft: Option<&RuleRow>) -> Result<Vec<RuleRow>, StoreError> {
    let rows = store::list(conn, kind)?.into_iter().filter(|row| row.approved_at.is_some());
    let draft = draft.filter(|row| row.kind == kind);
    Ok(rows
        .filter(|row| draft.is_none_or(|draft| draft.version != row.version))
        .chain(draft.cloned())
        .collect())
}

fn versions<R: Rules, B>(
    conn: &mut Conn,
    draft: Option<&RuleRow>,
    book: impl Fn(i64, R) -> Result<B, Vec<Flaw>>,
) -> Result<Versions<B>, ServiceError> {
    let mut list = Vec::new();
    for row in approved(conn, R::KIND, draft)? {
        let made = book(row.version, stored(&row)?).map_err(|flaws| corrupt(&row, &flaws))?;
        list.push((row.version, row.effective_from, Arc::new(made)));
    }
    Ok(Versions::new(list))
}

fn layers(conn: &mut Conn, draft: Option<&RuleRow>) -> Result<Layers, ServiceError> {
    let mut layers = Vec::new();
    for row in approved(conn, RuleKind::Calendar, draft)? {
        let spec = stored::<CalendarDocument>(&row)?.read().map_err(|flaws| corrupt(&row, &flaws))?;
        layers.push((row.version, row.effective_from, spec));
    }
    Ok(layers)
}

/// The calendar of the office as some of its versions make it, each from its day on.
fn compiled(layers: &[(i64, Timestamp, CalendarSpec)]) -> Result<Calendar, ServiceError> {
    let version = layers.last().map_or(0, |(version, ..)| *version);
    let layers: Vec<_> = layers.iter().map(|(_, from, spec)| (*from, spec.clone())).collect();
    let calendar = Calendar::compile_layers(&layers, HORIZON.0, HORIZON.1);
    Ok(calendar.map_err(|error| StoreError::Corrupt(format!("the calendar: {error}")))?.with_version(version))
}

fn load(conn: &mut Conn) -> Result<RuleBooks, ServiceError> {
    load_with(conn, None)
}

/// The rules as they would be if a draft were approved.
pub(super) fn load_with(conn: &mut Conn, draft: Option<&RuleRow>) -> Result<RuleBooks, ServiceError> {
    let layers = layers(conn, draft)?;
    Ok(RuleBooks {
        calendar: Arc::new(compiled(&layers)?),
        layers,
        pinned: Mutex::default(),
        limits: versions(conn, draft, LimitBook::new)?,
        ladders: versions(conn, draft, LadderBook::new)?,
    })
}

fn missing() -> StoreError {
    StoreError::Corrupt("the database has no rules: run `gridward migrate`".to_owned())
}

impl Core {
    /// Every rule in its approved versions. It is the same value for as long as the configuration does not change.
    pub fn rule_books(&self, conn: &mut Conn) -> Result<Arc<RuleBooks>, ServiceError> {
        let version = config_version::get(conn)?;
        self.rules_at(version, conn)
    }

    /// The calendar that deadlines are counted by, as the transaction sees it.
    pub fn calendar_in(&self, conn: &mut Conn) -> Result<Arc<Calendar>, ServiceError> {
        Ok(Arc::clone(&self.rule_books(conn)?.calendar))
    }

    /// Every rule, by a version of the configuration that was just read.
    pub(in crate::service) fn rules_at(
        &self,
        version: i64,
        conn: &mut Conn,
    ) -> Result<Arc<RuleBooks>, ServiceError> {
        self.caches.rules.at(version, conn, load)
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
        self.rule_books(conn)?.limits(self.clock.now())
    }

    /// The ladders in effect now.
    pub fn ladder_book(&self, conn: &mut Conn) -> Result<Arc<LadderBook>, ServiceError> {
        self.rule_books(conn)?.ladders(self.clock.now())
    }

    /// The ladders of a version that a clock has pinned; those in effect where there is no such version.
    pub fn pinned_ladders(&self, conn: &mut Conn, version: i64) -> Result<Arc<LadderBook>, ServiceError> {
        match self.rule_books(conn)?.ladders.get(version) {
            Some(book) => Ok(Arc::clone(book)),
            None => self.ladder_book(conn),
        }
    }
}
