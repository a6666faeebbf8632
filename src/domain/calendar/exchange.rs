//! Holidays and make-up days as files: CSV, and iCalendar (RFC 5545). The events of an iCalendar file are whole days. In
//! Chinese calendars a title with 班 is a make-up working day and one with 休 or 假 a day off; so are events that Apple's
//! feed marks as special days. Where a file marks any of its events, those without a mark are festivals on which people work
//! and are left out; where it marks none, each is a day off.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::{CalendarSpec, DayKind, SpecialDays, Window};
use crate::domain::words::Words;

/// A line of a file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub words: Words,
}

fn bad(line: u64, zh: &'static str, en: &'static str) -> BadLine {
    BadLine { line, words: Words::fixed(zh, en) }
}

const HEAD: [&str; 6] = ["from", "to", "kind", "name_zh", "name_en", "windows"];
/// No holiday is longer; a slip of the pen is.
const MAX_RUN_DAYS: i64 = 100;

/// Special days as CSV with the columns `from,to,kind,name_zh,name_en,windows`; several windows are parted by spaces.
pub fn print_csv(days: &[SpecialDays]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for day in days {
        let (kind, windows) = match &day.kind {
            DayKind::Holiday => ("holiday", String::new()),
            DayKind::MakeUp => ("make_up", String::new()),
            DayKind::Hours(windows) => ("hours", join(windows)),
        };
        let (from, to) = (day.from.to_string(), day.to.to_string());
        writer.write_record([&from, &to, kind, &day.name_zh, &day.name_en, &windows])?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn join(windows: &[Window]) -> String {
    windows.iter().map(Window::to_string).collect::<Vec<_>>().join(" ")
}

fn split(text: &str) -> Option<Vec<Window>> {
    text.split_whitespace().map(|window| window.parse().ok()).collect()
}

/// Reads special days from CSV. The columns are those of [`print_csv`] in any order; `date` may stand for `from` and `to`,
/// `workday` for `make_up`, and `windows` may be missing. Every line that cannot be read is told.
pub fn read_csv(text: &str) -> Result<Vec<SpecialDays>, Vec<BadLine>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let head: BTreeMap<String, usize> = match reader.headers() {
        Ok(head) => head.iter().enumerate().map(|(i, name)| (name.to_owned(), i)).collect(),
        Err(_) => return Err(vec![bad(1, "无法读取表头。", "the head cannot be read.")]),
    };
    let dated = head.contains_key("date") || (head.contains_key("from") && head.contains_key("to"));
    let known = |name: &String| name == "date" || HEAD.contains(&name.as_str());
    if !dated || !head.contains_key("kind") || !head.contains_key("name_zh") || !head.keys().all(known) {
        let en = "the head is from,to,kind,name_zh,name_en,windows.";
        return Err(vec![bad(1, "表头应为 from,to,kind,name_zh,name_en,windows。", en)]);
    }
    let (mut days, mut wrong) = (Vec::new(), Vec::new());
    for (i, record) in reader.records().enumerate() {
        let line = u64::try_from(i + 2).unwrap_or(u64::MAX);
        let Ok(record) = record else {
            wrong.push(bad(line, "无法读取该行。", "the line cannot be read."));
            continue;
        };
        let line = record.position().map_or(line, csv::Position::line);
        let cell = |name: &str| head.get(name).and_then(|i| record.get(*i)).unwrap_or_default();
        match csv_row(cell) {
            Ok(day) => days.push(day),
            Err((zh, en)) => wrong.push(bad(line, zh, en)),
        }
    }
    if wrong.is_empty() { Ok(joined(days)) } else { Err(wrong) }
}

fn csv_row<'a>(cell: impl Fn(&str) -> &'a str) -> Result<SpecialDays, (&'static str, &'static str)> {
    let date = |name: &str| {
        let text = if cell(name).is_empty() { cell("date") } else { cell(name) };
        text.parse::<Date>().map_err(|_| ("日期格式为 2027-01-01。", "a date is 2027-01-01."))
    };
    let (from, to) = (date("from")?, date("to")?);
    if to < from || days_between(from, to) > MAX_RUN_DAYS {
        return Err((
            "结束早于开始，或超过 100 天。",
            "it ends before it begins, or is longer than 100 days.",
        ));
    }
    let kind = match (cell("kind"), split(cell("windows"))) {
        ("holiday", Some(windows)) if windows.is_empty() => DayKind::Holiday,
        ("make_up" | "workday", Some(windows)) if windows.is_empty() => DayKind::MakeUp,
        ("hours", Some(windows)) => DayKind::Hours(windows),
        _ => {
            return Err((
                "类型为 holiday、make_up 或 hours；工作时段如 08:30-12:00。",
                "the kind is holiday, make_up or hours; a window is 08:30-12:00.",
            ));
        }
    };
    named(from, to, kind, cell("name_zh"), cell("name_en")).ok_or(("缺少名称。", "a name is missing."))
}

/// Without an English name the Chinese one stands for both.
fn named(from: Date, to: Date, kind: DayKind, zh: &str, en: &str) -> Option<SpecialDays> {
    let en = if en.is_empty() { zh } else { en };
    (!zh.is_empty()).then(|| SpecialDays { from, to, kind, name_zh: zh.to_owned(), name_en: en.to_owned() })
}

fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// In order, with runs of equal neighbours made one.
fn joined(mut days: Vec<SpecialDays>) -> Vec<SpecialDays> {
    days.sort_by_key(|day| day.from);
    let mut out: Vec<SpecialDays> = Vec::with_capacity(days.len());
    for day in days {
        match out.last_mut() {
            Some(last)
                if days_between(last.to, day.from) == 1
                    && (&last.kind, &last.name_zh, &last.name_en)
                        == (&day.kind, &day.name_zh, &day.name_en) =>
            {
                last.to = day.to;
            }
            _ => out.push(day),
        }
    }
    out
}

/// One event of an iCalendar file.
#[derive(Default)]
struct Event {
    line: u64,
    start: Option<String>,
    end: Option<String>,
    summary: String,
    special: String,
    windows: Option<String>,
    repeats: bool,
}

/// Reads special days from an iCalendar file.
pub fn read_ics(text: &str) -> Result<Vec<SpecialDays>, Vec<BadLine>> {
    let (mut events, mut open) = (Vec::new(), None::<Event>);
    for (line, text) in unfolded(text) {
        let (name, value) = text.split_once(':').unwrap_or((&text, ""));
        let name = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match (name.as_str(), value, &mut open) {
            ("BEGIN", "VEVENT", _) => open = Some(Event { line, ..Event::default() }),
            ("END", "VEVENT", event) => events.extend(event.take()),
            ("DTSTART", value, Some(event)) => event.start = Some(value.to_owned()),
            ("DTEND", value, Some(event)) => event.end = Some(value.to_owned()),
            ("SUMMARY", value, Some(event)) => event.summary = unescaped(value),
            ("X-APPLE-SPECIAL-DAY", value, Some(event)) => value.clone_into(&mut event.special),
            ("X-GRIDWARD-HOURS", value, Some(event)) => event.windows = Some(unescaped(value)),
            ("RRULE" | "RDATE", _, Some(event)) => event.repeats = true,
            _ => {}
        }
    }
    if events.is_empty() {
        return Err(vec![bad(1, "文件中没有日程。", "the file holds no event.")]);
    }
    let marked = events.iter().any(|event| event.mark().is_some());
    let (mut days, mut wrong) = (Vec::new(), Vec::new());
    for event in &events {
        match event.mark().or((!marked).then_some(DayKind::Holiday)) {
            None => {}
            Some(kind) => match event.days(kind) {
                Ok(day) => days.push(day),
                Err(bad) => wrong.push(bad),
            },
        }
    }
    if wrong.is_empty() { Ok(joined(days)) } else { Err(wrong) }
}

/// Logical lines, each with the number of its first line: a line that begins with a space goes on the one before.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some((_, last))) => last.push_str(more),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') | None => out.push(' '),
                Some(c) => out.push(c),
            },
            c => out.push(c),
        }
    }
    out
}

impl Event {
    /// What the event says that its days are.
    fn mark(&self) -> Option<DayKind> {
        if let Some(windows) = self.windows.as_deref().and_then(split) {
            return Some(DayKind::Hours(windows));
        }
        match self.special.as_str() {
            "WORK-HOLIDAY" => return Some(DayKind::Holiday),
            "ALTERNATE-WORKDAY" => return Some(DayKind::MakeUp),
            _ => {}
        }
        if self.summary.contains('班') {
            return Some(DayKind::MakeUp);
        }
        self.summary.contains(['休', '假']).then_some(DayKind::Holiday)
    }

    /// The title without its mark: 春节 for 春节（休） and for 春节 补班.
    fn name(&self) -> &str {
        let name = self.summary.split(['（', '(']).next().unwrap_or_default().trim();
        match name.rsplit_once([' ', '　']) {
            Some((name, mark)) if mark.contains(['班', '休', '假', '第']) => name.trim(),
            _ => name,
        }
    }

    fn days(&self, kind: DayKind) -> Result<SpecialDays, BadLine> {
        if self.repeats {
            return Err(bad(
                self.line,
                "不读取重复日程：节假日须逐年列出。",
                "repeats: holidays are listed year by year.",
            ));
        }
        let date = |text: &str| (text.len() == 8).then(|| Date::strptime("%Y%m%d", text).ok()).flatten();
        let not_whole = || bad(self.line, "须为全天日程。", "is no event of whole days.");
        let from = self.start.as_deref().and_then(date).ok_or_else(not_whole)?;
        // The end of whole days is the day after the last one.
        let to = match self.end.as_deref() {
            None => from,
            Some(text) => {
                date(text).and_then(|end| end.checked_sub(1.day()).ok()).ok_or_else(not_whole)?.max(from)
            }
        };
        if days_between(from, to) > MAX_RUN_DAYS {
            return Err(bad(self.line, "超过 100 天。", "is longer than 100 days."));
        }
        let name = self.name();
        let nameless = || bad(self.line, "缺少名称。", "a name is missing.");
        named(from, to, kind, name, "").ok_or_else(nameless)
    }
}

/// Special days as an iCalendar file, each run one event of whole days; `made_at` is its time stamp.
pub fn print_ics(spec: &CalendarSpec, made_at: Timestamp) -> String {
    let stamp = made_at.strftime("%Y%m%dT%H%M%SZ");
    let mut out = String::new();
    let mut line = |text: String| fold(&text, &mut out);
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gridward//Calendar//ZH", "CALSCALE:GREGORIAN"] {
        line(text.to_owned());
    }
    for day in &spec.days {
        let (mark, special) = match &day.kind {
            DayKind::Holiday => ("休".to_owned(), "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY".to_owned()),
            DayKind::MakeUp => ("班".to_owned(), "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY".to_owned()),
            DayKind::Hours(windows) => (join(windows), format!("X-GRIDWARD-HOURS:{}", join(windows))),
        };
        let after = day.to.checked_add(1.day()).unwrap_or(day.to);
        line("BEGIN:VEVENT".to_owned());
        line(format!(
            "UID:{}-{}@{}.gridward",
            day.from.strftime("%Y%m%d"),
            day.to.strftime("%Y%m%d"),
            spec.code
        ));
        line(format!("DTSTAMP:{stamp}"));
        line(format!("DTSTART;VALUE=DATE:{}", day.from.strftime("%Y%m%d")));
        line(format!("DTEND;VALUE=DATE:{}", after.strftime("%Y%m%d")));
        line(format!("SUMMARY:{}（{mark}）", escaped(&day.name_zh)));
        line("TRANSP:TRANSPARENT".to_owned());
        line(special);
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Lines of at most 75 octets, cut between characters (RFC 5545 §3.1).
fn fold(text: &str, out: &mut String) {
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

impl CalendarSpec {
    /// The calendar with the special days of some years replaced, which are known from now on. Days of the file that lie in
    /// other years are added where they are not there yet.
    #[must_use]
    pub fn with_years(mut self, years: &BTreeSet<i16>, days: Vec<SpecialDays>) -> Self {
        self.days.retain(|day| !years.contains(&day.from.year()));
        for day in days {
            let there = |known: &SpecialDays| known.from <= day.to && day.from <= known.to;
            if !self.days.iter().any(there) {
                self.days.push(day);
            }
        }
        self.days.sort_by_key(|day| day.from);
        self.known_years.extend(years);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::china;

    fn days(found: &[SpecialDays]) -> Vec<String> {
        let kind = |day: &SpecialDays| match &day.kind {
            DayKind::Holiday => "off".to_owned(),
            DayKind::MakeUp => "on".to_owned(),
            DayKind::Hours(windows) => join(windows),
        };
        found.iter().map(|day| format!("{} {} {} {}", day.from, day.to, kind(day), day.name_zh)).collect()
    }

    #[test]
    fn both_files_come_back_as_they_went() {
        let mut spec = china().unwrap();
        let windows = vec!["08:30-12:00".parse().unwrap(), "13:00-15:00".parse().unwrap()];
        spec.days.push(SpecialDays {
            from: Date::constant(2026, 12, 31),
            to: Date::constant(2026, 12, 31),
            kind: DayKind::Hours(windows),
            name_zh: "年末".into(),
            name_en: "Last day of the year".into(),
        });
        assert_eq!(read_csv(&print_csv(&spec.days).unwrap()), Ok(spec.days.clone()));
        let text = print_ics(&spec, Timestamp::UNIX_EPOCH);
        assert!(text.lines().all(|line| line.len() <= 75), "folded");
        assert_eq!(days(&read_ics(&text).unwrap()), days(&spec.days));
    }

    #[test]
    fn a_file_of_single_days_becomes_runs() {
        let text = "date,kind,name_zh,name_en\n2027-01-01,holiday,元旦,New Year\n2027-01-03,holiday,元旦,New Year\n\
            2027-01-02,holiday,元旦,New Year\n2027-01-09,workday,元旦,New Year\n";
        assert_eq!(
            days(&read_csv(text).unwrap()),
            ["2027-01-01 2027-01-03 off 元旦", "2027-01-09 2027-01-09 on 元旦"]
        );
    }

    #[test]
    fn every_bad_line_is_told() {
        let text = "from,to,kind,name_zh,name_en\n2027-01-01,2027-01-03,holiday,元旦,\n2027-02-30,2027-03-01,holiday,无,\n\
            2027-03-02,2027-03-01,holiday,无,\n2027-03-01,2027-03-01,feast,无,\n2027-03-01,2027-03-01,holiday,,\n";
        let lines: Vec<u64> = read_csv(text).unwrap_err().iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [3, 4, 5, 6]);
        assert_eq!(read_csv("day,what\n").unwrap_err()[0].line, 1);
    }

    fn feed(events: &[&str]) -> String {
        let event = |event: &&str| format!("BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n");
        let body = events.iter().map(event).collect::<Vec<_>>().concat();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n")
    }

    #[test]
    fn the_chinese_marks_are_understood_and_festivals_left_out() {
        let text = feed(&[
            "DTSTART;VALUE=DATE:20270206\r\nDTEND;VALUE=DATE:20270214\r\nSUMMARY:春节（休）",
            "DTSTART;VALUE=DATE:20270220\r\nSUMMARY:春节 补\r\n 班",
            "DTSTART;VALUE=DATE:20270501\r\nDTEND;VALUE=DATE:20270502\r\nSUMMARY:劳动节假期",
            "DTSTART;VALUE=DATE:20270508\r\nDTEND;VALUE=DATE:20270509\r\nSUMMARY:劳动节\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY",
            "DTSTART;VALUE=DATE:20270808\r\nSUMMARY:七夕",
        ]);
        assert_eq!(
            days(&read_ics(&text).unwrap()),
            [
                "2027-02-06 2027-02-13 off 春节",
                "2027-02-20 2027-02-20 on 春节",
                "2027-05-01 2027-05-01 off 劳动节假期",
                "2027-05-08 2027-05-08 on 劳动节",
            ]
        );
    }

    #[test]
    fn without_marks_each_event_is_a_day_off() {
        let text =
            feed(&["DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20270102\r\nSUMMARY:New Year's Day"]);
        assert_eq!(days(&read_ics(&text).unwrap()), ["2027-01-01 2027-01-01 off New Year's Day"]);
    }

    #[test]
    fn events_that_are_no_dated_days_are_told() {
        let text = feed(&[
            "DTSTART:20270101T090000Z\r\nSUMMARY:会议",
            "DTSTART;VALUE=DATE:20270101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:元旦",
            "DTSTART;VALUE=DATE:20270101\r\nDTEND;VALUE=DATE:20280101\r\nSUMMARY:元旦",
        ]);
        let lines: Vec<u64> = read_ics(&text).unwrap_err().iter().map(|bad| bad.line).collect();
        assert_eq!(lines, [3, 7, 12]);
        assert_eq!(read_ics("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").unwrap_err()[0].line, 1);
    }

    #[test]
    fn a_year_is_replaced_as_a_whole() {
        let spec = china().unwrap();
        let new =
            read_csv("date,kind,name_zh\n2027-01-01,holiday,元旦\n2026-10-10,make_up,国庆节\n").unwrap();
        let with = spec.clone().with_years(&[2027].into(), new);
        assert!(with.known_years.contains(&2027));
        assert_eq!(with.days.len(), spec.days.len() + 1, "the other year's day is there already");
        let again = with.clone().with_years(&[2027].into(), Vec::new());
        assert!(!again.days.iter().any(|day| day.from.year() == 2027));
    }
}
