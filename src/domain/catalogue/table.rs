//! The catalogue as CSV: one file a list, the same columns in and out. A row that cannot be read is told by line, column
//! and reason, and the rest is read on, so that an office mends its file in one pass.

use std::fmt;
use std::str::FromStr;

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};

use super::{Category, Condition, DepartmentDefault, Duty, Entry, Lists, Part, StepLimit};
use crate::domain::limit::Limit;

/// A row, or the head, of a CSV file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Line in the file, counted from 1.
    pub line: u64,
    /// The column, empty when the whole line is meant.
    pub column: String,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for BadRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.reason)
    }
}

const DEPARTMENT: &[&str] = &["code", "name_zh", "name_en", "level", "access", "phone_note"];
const CATEGORY: &[&str] = &[
    "kind",
    "code",
    "name_zh",
    "name_en",
    "group_code",
    "group_zh",
    "group_en",
    "settled_by",
    "department",
    "co_departments",
    "priority",
    "flow",
    "self_handling",
    "sensitive",
    "report_proof",
    "handling_proof",
    "check_mode",
    "emergency",
    "aliases_zh",
    "aliases_en",
    "std_ref",
    "limit_source",
];
const CONDITION: &[&str] = &[
    "category",
    "condition",
    "name_zh",
    "name_en",
    "limit",
    "unit",
    "clock_start",
    "priority",
    "department",
    "close_zh",
    "close_en",
    "limit_source",
];
const STEP_LIMIT: &[&str] = &["clock", "priority", "limit", "unit", "source"];
const DUTY: &[&str] = &["category", "area", "department", "basis"];

impl Part {
    /// The columns of the list's file, in order.
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Department => DEPARTMENT,
            Self::Category => CATEGORY,
            Self::Condition => CONDITION,
            Self::StepLimit => STEP_LIMIT,
            Self::Duty => DUTY,
        }
    }
}

/// One record under its head.
struct Row<'a> {
    line: u64,
    record: &'a ByteRecord,
    /// For each column of the part, its place in the file.
    places: &'a [(&'static str, usize)],
}

impl Row<'_> {
    fn bad(&self, column: &str, reason: impl fmt::Display) -> BadRow {
        BadRow { line: self.line, column: column.to_owned(), reason: reason.to_string() }
    }

    fn text(&self, column: &str) -> Result<String, BadRow> {
        let place = self.places.iter().find(|(name, _)| *name == column).map(|(_, place)| *place);
        let bytes = place.and_then(|place| self.record.get(place)).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.trim().to_owned()),
            Err(e) => Err(self.bad(column, format_args!("not UTF-8: {e}"))),
        }
    }

    fn parse<T: FromStr<Err: fmt::Display>>(&self, column: &str) -> Result<T, BadRow> {
        self.text(column)?.parse().map_err(|e| self.bad(column, e))
    }

    fn yes_no(&self, column: &str) -> Result<bool, BadRow> {
        match self.text(column)?.as_str() {
            "Y" => Ok(true),
            "N" => Ok(false),
            other => Err(self.bad(column, format_args!("Y or N, not {other:?}"))),
        }
    }

    fn list<T: FromStr<Err: fmt::Display>>(&self, column: &str) -> Result<Vec<T>, BadRow> {
        let text = self.text(column)?;
        let items = text.split('|').map(str::trim).filter(|item| !item.is_empty());
        items.map(|item| item.parse().map_err(|e| self.bad(column, e))).collect()
    }

    fn optional(&self, column: &str) -> Result<Option<String>, BadRow> {
        Ok(Some(self.text(column)?).filter(|text| !text.is_empty()))
    }

    fn limit(&self) -> Result<Limit, BadRow> {
        Limit::new(self.parse("limit")?, self.parse("unit")?).map_err(|e| self.bad("limit", e))
    }

    fn entry(&self, part: Part) -> Result<Entry, BadRow> {
        Ok(match part {
            Part::Department => Entry::Department(self.department()?),
            Part::Category => Entry::Category(self.category()?),
            Part::Condition => Entry::Condition(self.condition()?),
            Part::StepLimit => Entry::StepLimit(StepLimit {
                clock: self.parse("clock")?,
                priority: self.parse("priority")?,
                limit: self.limit()?,
                source: self.text("source")?,
            }),
            Part::Duty => Entry::Duty(Duty {
                category: self.text("category")?,
                area: self.text("area")?,
                department: self.text("department")?,
                basis: self.text("basis")?,
            }),
        })
    }

    fn department(&self) -> Result<DepartmentDefault, BadRow> {
        Ok(DepartmentDefault {
            code: self.text("code")?,
            name_zh: self.text("name_zh")?,
            name_en: self.text("name_en")?,
            level: self.parse("level")?,
            access: self.parse("access")?,
            phone_note: self.text("phone_note")?,
        })
    }

    fn category(&self) -> Result<Category, BadRow> {
        Ok(Category {
            kind: self.parse("kind")?,
            code: self.text("code")?,
            name_zh: self.text("name_zh")?,
            name_en: self.text("name_en")?,
            group_code: self.text("group_code")?,
            group_zh: self.text("group_zh")?,
            group_en: self.text("group_en")?,
            settled_by: self.parse("settled_by")?,
            department: self.text("department")?,
            co_departments: self.list("co_departments")?,
            priority: self.parse("priority")?,
            flow: self.parse("flow")?,
            self_handling: self.yes_no("self_handling")?,
            sensitive: self.yes_no("sensitive")?,
            report_proof: self.list("report_proof")?,
            handling_proof: self.list("handling_proof")?,
            check_mode: self.parse("check_mode")?,
            emergency: self.list("emergency")?,
            aliases_zh: self.list("aliases_zh")?,
            aliases_en: self.list("aliases_en")?,
            std_ref: self.text("std_ref")?,
            limit_source: self.text("limit_source")?,
        })
    }

    fn condition(&self) -> Result<Condition, BadRow> {
        Ok(Condition {
            category: self.text("category")?,
            condition: self.text("condition")?,
            name_zh: self.text("name_zh")?,
            name_en: self.text("name_en")?,
            limit: self.limit()?,
            clock_start: self.parse("clock_start")?,
            priority: self.parse("priority")?,
            department: self.optional("department")?,
            close_zh: self.text("close_zh")?,
            close_en: self.text("close_en")?,
            limit_source: self.text("limit_source")?,
        })
    }
}

/// Where each column of the list stands in this file; every column must be there, and no other.
fn places(part: Part, head: &ByteRecord) -> Result<Vec<(&'static str, usize)>, Vec<BadRow>> {
    let names: Vec<String> =
        head.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
    let bad =
        |column: &str, reason: &str| BadRow { line: 1, column: column.to_owned(), reason: reason.to_owned() };
    let mut flaws: Vec<BadRow> = Vec::new();
    for (i, name) in names.iter().enumerate() {
        if !part.columns().contains(&name.as_str()) {
            flaws.push(bad(name, "unknown column"));
        } else if names.iter().take(i).any(|earlier| earlier == name) {
            flaws.push(bad(name, "column appears twice"));
        }
    }
    let mut found = Vec::new();
    for column in part.columns() {
        match names.iter().position(|name| name == column) {
            Some(place) => found.push((*column, place)),
            None => flaws.push(bad(column, "column is missing")),
        }
    }
    if flaws.is_empty() { Ok(found) } else { Err(flaws) }
}

/// Reads a list from CSV (UTF-8, with or without byte order mark) and appends its rows to `lists`. Returns what could not
/// be read; rows that could be are appended all the same, each under the line returned in the second place.
pub fn read(part: Part, csv: &[u8], lists: &mut Lists) -> Vec<BadRow> {
    let (entries, bad) = read_all(part, csv);
    for (_, entry) in entries {
        lists.push(entry);
    }
    bad
}

/// The line a record begins on. The reader leaves the second half of a CRLF, and blank lines, before the record they precede.
fn line_of(csv: &[u8], position: Option<&csv::Position>) -> u64 {
    let Some(at) = position.and_then(|p| usize::try_from(p.byte()).ok()) else { return 0 };
    let (before, from) = csv.split_at(at.min(csv.len()));
    let breaks = from.iter().take_while(|b| matches!(**b, b'\r' | b'\n'));
    before.iter().chain(breaks).fold(1, |line, b| line + u64::from(*b == b'\n'))
}

/// Reads a list from CSV: the rows that could be read, each with its line, and what could not be read.
pub fn read_all(part: Part, csv: &[u8]) -> (Vec<(u64, Entry)>, Vec<BadRow>) {
    let csv = csv.strip_prefix("\u{feff}".as_bytes()).unwrap_or(csv);
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(csv);
    let mut record = ByteRecord::new();
    let (mut entries, mut bad) = (Vec::new(), Vec::new());
    let mut head: Option<Vec<(&'static str, usize)>> = None;
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            Err(e) => {
                let line = line_of(csv, e.position());
                bad.push(BadRow { line, column: String::new(), reason: e.to_string() });
                continue;
            }
        }
        let line = line_of(csv, record.position());
        let Some(places) = &head else {
            match places(part, &record) {
                Ok(places) => head = Some(places),
                Err(flaws) => return (entries, flaws),
            }
            continue;
        };
        match (Row { line, record: &record, places }).entry(part) {
            Ok(entry) => entries.push((line, entry)),
            Err(row) => bad.push(row),
        }
    }
    if head.is_none() {
        bad.push(BadRow { line: 1, column: String::new(), reason: "the file is empty".to_owned() });
    }
    (entries, bad)
}

fn codes<T: fmt::Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join("|")
}

fn cells(entry: &Entry) -> Vec<String> {
    let yes_no = |yes: bool| if yes { "Y" } else { "N" }.to_owned();
    match entry.clone() {
        Entry::Department(d) => {
            vec![d.code, d.name_zh, d.name_en, d.level.to_string(), d.access.to_string(), d.phone_note]
        }
        Entry::Category(c) => vec![
            c.kind.to_string(),
            c.code,
            c.name_zh,
            c.name_en,
            c.group_code,
            c.group_zh,
            c.group_en,
            c.settled_by.to_string(),
            c.department,
            codes(&c.co_departments),
            c.priority.to_string(),
            c.flow.to_string(),
            yes_no(c.self_handling),
            yes_no(c.sensitive),
            codes(&c.report_proof),
            codes(&c.handling_proof),
            c.check_mode.to_string(),
            codes(&c.emergency),
            codes(&c.aliases_zh),
            codes(&c.aliases_en),
            c.std_ref,
            c.limit_source,
        ],
        Entry::Condition(c) => vec![
            c.category,
            c.condition,
            c.name_zh,
            c.name_en,
            c.limit.value().to_string(),
            c.limit.unit().to_string(),
            c.clock_start.to_string(),
            c.priority.to_string(),
            c.department.unwrap_or_default(),
            c.close_zh,
            c.close_en,
            c.limit_source,
        ],
        Entry::StepLimit(s) => vec![
            s.clock.to_string(),
            s.priority.to_string(),
            s.limit.value().to_string(),
            s.limit.unit().to_string(),
            s.source,
        ],
        Entry::Duty(d) => vec![d.category, d.area, d.department, d.basis],
    }
}

/// Writes a list as CSV, ready to be read back.
pub fn print(part: Part, lists: &Lists) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new().terminator(Terminator::Any(b'\n')).from_writer(Vec::new());
    writer.write_record(part.columns())?;
    for entry in lists.entries(part) {
        writer.write_record(cells(&entry))?;
    }
    writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))
}
