//! A reckoning in words, in the calendar's own time: what a person needs who checks it with a calendar in hand.

use jiff::Timestamp;
use jiff::civil::Weekday;

use super::Course;
use super::explain::{Reckoning, Span};
use crate::domain::calendar::{Calendar, CountedWindow, Spent};
use crate::domain::case::parts::Terms;
use crate::domain::codes::{Lang, LimitUnit};
use crate::domain::limit_policy::LimitOrigin;

/// An amount of a limit: "1 小时 30 分", "2 working days".
pub fn amount(unit: LimitUnit, spent: Spent, lang: Lang) -> String {
    match unit {
        LimitUnit::WorkDay => counted_days(spent.0, lang.pick("个工作日", "working day"), lang),
        LimitUnit::NaturalDay => counted_days(spent.0, lang.pick("个自然日", "calendar day"), lang),
        LimitUnit::Minute | LimitUnit::UrgentHour | LimitUnit::WorkHour => {
            let seconds = spent.0 / 1_000_000;
            let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            let parts = [
                (hours, lang.pick("小时", "h")),
                (minutes, lang.pick("分", "min")),
                (rest, lang.pick("秒", "s")),
            ];
            let told: Vec<String> =
                parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n} {unit}")).collect();
            if told.is_empty() { lang.pick("0 分", "0 min").to_owned() } else { told.join(" ") }
        }
    }
}

fn counted_days(days: i64, unit: &str, lang: Lang) -> String {
    let plural = if lang == Lang::En && days != 1 { "s" } else { "" };
    format!("{days} {unit}{plural}")
}

const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Monday => lang.pick("周一", "Mon"),
        Weekday::Tuesday => lang.pick("周二", "Tue"),
        Weekday::Wednesday => lang.pick("周三", "Wed"),
        Weekday::Thursday => lang.pick("周四", "Thu"),
        Weekday::Friday => lang.pick("周五", "Fri"),
        Weekday::Saturday => lang.pick("周六", "Sat"),
        Weekday::Sunday => lang.pick("周日", "Sun"),
    }
}

/// An instant on the calendar's wall: "2026-03-10 周二 10:00".
pub fn local(calendar: &Calendar, at: Timestamp, lang: Lang) -> String {
    let wall = calendar.zone().to_datetime(at);
    let day = weekday(wall.weekday(), lang);
    format!("{} {day} {:02}:{:02}{}", wall.date(), wall.hour(), wall.minute(), seconds(wall.second()))
}

fn seconds(second: i8) -> String {
    if second == 0 { String::new() } else { format!(":{second:02}") }
}

/// A stretch of time, with the day said once where it is one day.
pub fn period(calendar: &Calendar, from: Timestamp, to: Timestamp, lang: Lang) -> String {
    let (start, end) = (calendar.zone().to_datetime(from), calendar.zone().to_datetime(to));
    if start.date() == end.date() {
        let time = format!("{:02}:{:02}{}", end.hour(), end.minute(), seconds(end.second()));
        return format!("{}–{time}", local(calendar, from, lang));
    }
    format!("{} – {}", local(calendar, from, lang), local(calendar, to, lang))
}

/// A window: when, why, and what it counted.
pub fn window(calendar: &Calendar, window: &CountedWindow, unit: LimitUnit, lang: Lang) -> String {
    let when = period(calendar, window.from, window.to, lang);
    let name = window.name.as_ref().map(|(zh, en)| lang.pick(zh.as_str(), en.as_str()));
    let kind = window.kind.label(lang);
    let why = name.map_or_else(
        || kind.to_owned(),
        |name| match lang {
            Lang::Zh => format!("{kind}（{name}）"),
            Lang::En => format!("{kind} ({name})"),
        },
    );
    let counted = match (window.counted.0, lang) {
        (0, Lang::Zh) => "不计".to_owned(),
        (0, Lang::En) => "not counted".to_owned(),
        (_, Lang::Zh) => format!("计 {}", amount(unit, window.counted, lang)),
        (_, Lang::En) => format!("counts {}", amount(unit, window.counted, lang)),
    };
    match lang {
        Lang::Zh => format!("{when}，{why}，{counted}"),
        Lang::En => format!("{when}, {}, {counted}", why.to_lowercase()),
    }
}

/// How the due time follows, in a few sentences.
pub fn sentences(reckoning: &Reckoning, calendar: &Calendar, now: Timestamp, lang: Lang) -> String {
    let clock = &reckoning.clock;
    let Some(last) = clock.last() else { return String::new() };
    let since = local(calendar, clock.since, lang);
    let mut said = Vec::new();
    match last.terms {
        Some(terms) => {
            let (limit, name) = (terms.limit.label(lang), calendar.spec().name(lang));
            let (origin, version) = (source(&terms, lang), terms.calendar);
            said.push(match lang {
                Lang::Zh => {
                    format!("时限 {limit}（{origin}），自 {since} 起，按“{name}”第 {version} 版计算。")
                }
                Lang::En => {
                    format!("The limit is {limit} ({origin}), counted from {since} by the {name}, version {version}.")
                }
            });
            if matches!(terms.limit.unit(), LimitUnit::WorkDay | LimitUnit::NaturalDay) {
                said.push(lang.pick("起算当日不计。", "The first day does not count.").to_owned());
            }
            said.extend(reckoning.used.map(|used| {
                let used = amount(terms.limit.unit(), used, lang);
                match lang {
                    Lang::Zh => format!("已计 {used}。"),
                    Lang::En => format!("Counted so far: {used}."),
                }
            }));
            if terms.provisional {
                let text = lang.pick(
                    "所涉年份的节假日安排尚未公布，到期时间可能调整。",
                    "The holidays of a year in question are not published yet, so the date may move.",
                );
                said.push(text.to_owned());
            }
        }
        None => said.push(match lang {
            Lang::Zh => format!("自 {since} 起。"),
            Lang::En => format!("From {since}."),
        }),
    }
    said.extend(stood(&reckoning.spans, calendar, now, lang));
    said.push(due(reckoning, calendar, now, lang));
    said.join(lang.pick("", " "))
}

/// Who said how long it may take, with the version.
fn source(terms: &Terms, lang: Lang) -> String {
    let version = match terms.origin {
        LimitOrigin::Rule => terms.policy,
        LimitOrigin::Condition | LimitOrigin::Step => terms.catalogue,
        LimitOrigin::Default => return terms.origin.label(lang).to_owned(),
    };
    match lang {
        Lang::Zh => format!("{}，第 {version} 版", terms.origin.label(lang)),
        Lang::En => format!("{}, version {version}", terms.origin.label(lang).to_lowercase()),
    }
}

/// For how long the clock stood still.
fn stood(spans: &[Span], calendar: &Calendar, now: Timestamp, lang: Lang) -> Vec<String> {
    let still = spans.iter().filter(|span| span.segment.course != Course::Running);
    still
        .map(|span| {
            let label = span.segment.course.label(lang);
            let when = match span.to {
                Some(to) => period(calendar, span.from, to, lang),
                None => local(calendar, span.from.min(now), lang) + lang.pick(" 起", " on"),
            };
            match lang {
                Lang::Zh => format!("{when}：{label}。"),
                Lang::En => format!("{when}: {}.", label.to_lowercase()),
            }
        })
        .collect()
}

fn due(reckoning: &Reckoning, calendar: &Calendar, now: Timestamp, lang: Lang) -> String {
    let clock = &reckoning.clock;
    let Some(last) = clock.last() else { return String::new() };
    let Some(due_at) = clock.due_at() else {
        return lang.pick("没有规定时限。", "No limit is set.").to_owned();
    };
    let date = local(calendar, due_at, lang);
    let how = match (last.fixed, lang) {
        (false, _) => String::new(),
        (true, Lang::Zh) => format!("（由第 {} 条记录设定）", last.seq),
        (true, Lang::En) => format!(" (set by entry {})", last.seq),
    };
    match (clock.ended, last.course, lang) {
        (Some(ended), _, Lang::Zh) => {
            let at = local(calendar, ended.at, lang);
            format!("应于 {date} 到期{how}，{at} 结束：{}。", ended.verdict.label(lang))
        }
        (Some(ended), _, Lang::En) => {
            let at = local(calendar, ended.at, lang);
            let verdict = ended.verdict.label(lang).to_lowercase();
            format!("It was due on {date}{how} and ended on {at}: {verdict}.")
        }
        (None, Course::Running, Lang::Zh) if due_at <= now => format!("已于 {date} 到期{how}，现已超期。"),
        (None, Course::Running, Lang::En) if due_at <= now => {
            format!("It was due on {date}{how} and is late.")
        }
        (None, Course::Running, Lang::Zh) => format!("应于 {date} 到期{how}。"),
        (None, Course::Running, Lang::En) => format!("It is due on {date}{how}."),
        (None, _, Lang::Zh) => "恢复计时后，剩余时间顺延。".to_owned(),
        (None, _, Lang::En) => "When it goes on, what is left is left.".to_owned(),
    }
}
