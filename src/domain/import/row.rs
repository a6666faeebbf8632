//! One row: columns become an [`ExternalCase`], or the first fault is named.

use std::collections::{HashMap, HashSet};

use csv::ByteRecord;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};

use super::mapping::{BadMapping, Mapping};
use super::{Ending, ExternalCase, RowFault};
use crate::domain::catalogue::Catalogue;
use crate::domain::suggest::suggest_categories;

/// Longest number, together with the source's name within what an incident holds.
const NUMBER_MAX: usize = 48;
const TEXT_MAX: usize = 20_000;
const ADDRESS_MAX: usize = 256;
/// Coordinates this near to a placeholder are it, in degrees (about a metre).
const SAME_POINT: f64 = 0.000_01;

/// Reads the rows of one file under its head.
pub struct Reader<'a> {
    mapping: &'a Mapping,
    catalogue: &'a Catalogue,
    places: HashMap<String, usize>,
    seen: HashSet<String>,
    now: Timestamp,
}

impl<'a> Reader<'a> {
    /// A reader for a file with this head; every column that the mapping names must be there.
    pub fn new(
        mapping: &'a Mapping,
        catalogue: &'a Catalogue,
        head: &ByteRecord,
        now: Timestamp,
    ) -> Result<Self, BadMapping> {
        let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').to_owned();
        let places: HashMap<String, usize> =
            head.iter().enumerate().map(|(i, cell)| (name(cell), i)).collect();
        for column in mapping.columns() {
            if !places.contains_key(column) {
                return Err(BadMapping::Column(column.to_owned()));
            }
        }
        Ok(Self { mapping, catalogue, places, seen: HashSet::new(), now })
    }

    /// Understands a row that begins on `line`.
    pub fn read(&mut self, line: u64, record: &ByteRecord) -> Result<ExternalCase, RowFault> {
        let case = self.understand(line, record)?;
        self.seen.insert(case.number.clone());
        Ok(case)
    }

    fn understand(&self, line: u64, record: &ByteRecord) -> Result<ExternalCase, RowFault> {
        for cell in record {
            let text = std::str::from_utf8(cell).map_err(|_| RowFault::NotUtf8)?;
            if text.contains('\0') {
                return Err(RowFault::NotUtf8);
            }
        }
        let cells = Cells { record, places: &self.places };
        let number = self.number(&cells)?;
        let written = &self.mapping.written;
        let text = text(&cells, &written.columns.text)?;
        let (opened_at, due_at) = (self.opened(&cells)?, self.due(&cells)?);
        let reply = written.columns.reply.as_ref().and_then(|c| cells.filled(c)).map(str::to_owned);
        let (ending, ended_at) = self.ending(&cells, opened_at, reply.as_deref())?;
        let named =
            |column: &Option<String>| column.as_ref().and_then(|c| cells.filled(c)).map(str::to_owned);
        Ok(ExternalCase {
            line,
            number,
            opened_at,
            due_at,
            ended_at,
            ending,
            category: self.category(&cells, &text),
            reply,
            address: named(&written.columns.address).map(|a| a.chars().take(ADDRESS_MAX).collect()),
            place: self.place(&cells)?,
            community: named(&written.columns.community),
            department: named(&written.columns.department),
            text,
        })
    }

    fn number(&self, cells: &Cells<'_>) -> Result<String, RowFault> {
        let number = cells.filled(&self.mapping.written.columns.number).ok_or(RowFault::NoNumber)?;
        if number.chars().count() > NUMBER_MAX - 16 {
            return Err(RowFault::NumberTooLong);
        }
        let number = format!("{}:{number}", self.mapping.source());
        if self.seen.contains(&number) { Err(RowFault::NumberTwice) } else { Ok(number) }
    }

    fn time(&self, text: &str) -> Option<Timestamp> {
        let format = &self.mapping.written.times.format;
        let civil = DateTime::strptime(format, text).or_else(|_| {
            Date::strptime(format, text).map(|date| date.to_datetime(jiff::civil::Time::midnight()))
        });
        // An hour that happened twice is taken as the first, one that was skipped moves on.
        self.mapping.zone.to_timestamp(civil.ok()?).ok()
    }

    fn opened(&self, cells: &Cells<'_>) -> Result<Timestamp, RowFault> {
        let text = cells.filled(&self.mapping.written.times.opened).ok_or(RowFault::BadOpened)?;
        let opened = self.time(text).ok_or(RowFault::BadOpened)?;
        if opened > self.now { Err(RowFault::InFuture) } else { Ok(opened) }
    }

    fn due(&self, cells: &Cells<'_>) -> Result<Option<Timestamp>, RowFault> {
        let column = self.mapping.written.times.due.as_ref();
        let text = column.and_then(|column| cells.filled(column));
        text.map(|text| self.time(text).ok_or(RowFault::BadDue)).transpose()
    }

    fn ended(&self, cells: &Cells<'_>, opened: Timestamp) -> Option<Timestamp> {
        let times = &self.mapping.written.times;
        if let Some(text) = times.closed.as_ref().and_then(|column| cells.filled(column)) {
            return self.time(text);
        }
        let days: i32 =
            times.closed_after_days.as_ref().and_then(|column| cells.filled(column))?.parse().ok()?;
        let date = self.mapping.zone.to_datetime(opened).checked_add(days.days()).ok()?;
        self.mapping.zone.to_timestamp(date).ok()
    }

    fn ending(
        &self,
        cells: &Cells<'_>,
        opened: Timestamp,
        reply: Option<&str>,
    ) -> Result<(Ending, Option<Timestamp>), RowFault> {
        let rule = &self.mapping.written.state;
        let told = rule.column.as_ref().and_then(|column| cells.filled(column));
        let ending = told.and_then(|state| rule.map.get(state).copied()).or(rule.fallback);
        let ending = ending.ok_or(RowFault::BadState)?;
        if ending == Ending::Open {
            return Ok((ending, None));
        }
        let ended = self.ended(cells, opened).ok_or(RowFault::BadClosed)?;
        if ended < opened {
            return Err(RowFault::ClosedBeforeOpened);
        }
        if ended > self.now {
            return Err(RowFault::InFuture);
        }
        let reply = reply.unwrap_or_default().to_lowercase();
        let duplicate = rule.duplicate_replies.iter().any(|words| reply.contains(words));
        Ok((if duplicate { Ending::Rejected } else { ending }, Some(ended)))
    }

    fn category(&self, cells: &Cells<'_>, text: &str) -> String {
        let rule = &self.mapping.written.category;
        let values = rule.columns.iter().filter_map(|column| cells.filled(column));
        if let Some(code) = values.into_iter().find_map(|value| rule.map.get(value)) {
            return code.clone();
        }
        if rule.by_text {
            let hits = suggest_categories(self.catalogue, text, 5);
            if let Some(hit) = hits.into_iter().find(|hit| !hit.category.sensitive) {
                return hit.category.code.clone();
            }
        }
        rule.fallback.clone()
    }

    fn place(
        &self,
        cells: &Cells<'_>,
    ) -> Result<Option<(crate::domain::codes::CoordSys, f64, f64)>, RowFault> {
        let Some(rule) = &self.mapping.written.place else { return Ok(None) };
        let (Some(lon), Some(lat)) = (cells.filled(&rule.lon), cells.filled(&rule.lat)) else {
            return Ok(None);
        };
        let (Ok(lon), Ok(lat)) = (lon.parse::<f64>(), lat.parse::<f64>()) else {
            return Err(RowFault::BadPlace);
        };
        if !(-180.0..=180.0).contains(&lon) || !(-90.0..=90.0).contains(&lat) {
            return Err(RowFault::BadPlace);
        }
        let near = |p: &(f64, f64)| (p.0 - lon).abs() < SAME_POINT && (p.1 - lat).abs() < SAME_POINT;
        let unknown = rule.placeholders.iter().any(near);
        Ok((!unknown).then_some((rule.coord_sys, lon, lat)))
    }
}

/// The cells of a row by their column's name.
struct Cells<'a> {
    record: &'a ByteRecord,
    places: &'a HashMap<String, usize>,
}

impl<'a> Cells<'a> {
    /// What a column holds, if it holds anything.
    fn filled(&self, column: &str) -> Option<&'a str> {
        let cell = self.places.get(column).and_then(|place| self.record.get(*place))?;
        std::str::from_utf8(cell).ok().map(str::trim).filter(|text| !text.is_empty())
    }
}

/// The columns of a text, one under the other, without repeating what was said.
fn text(cells: &Cells<'_>, columns: &[String]) -> Result<String, RowFault> {
    let mut parts: Vec<&str> = Vec::new();
    for part in columns.iter().filter_map(|column| cells.filled(column)) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let text = parts.join("\n");
    match text.chars().count() {
        0 => Err(RowFault::NoText),
        1..=TEXT_MAX => Ok(text),
        _ => Err(RowFault::TextTooLong),
    }
}

impl Mapping {
    /// Every column that the mapping names.
    fn columns(&self) -> impl Iterator<Item = &str> {
        let w = &self.written;
        let place = w.place.iter().flat_map(|p| [&p.lon, &p.lat]);
        let always = [&w.columns.number, &w.times.opened];
        let maybe = [
            &w.columns.reply,
            &w.columns.address,
            &w.columns.community,
            &w.columns.department,
            &w.times.due,
            &w.times.closed,
            &w.times.closed_after_days,
            &w.state.column,
        ];
        let lists = w.columns.text.iter().chain(&w.category.columns);
        always.into_iter().chain(maybe.into_iter().flatten()).chain(place).chain(lists).map(String::as_str)
    }
}
