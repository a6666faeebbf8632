//! The words of messages, as data: a title and a body with placeholders and nothing else. No logic, no loops: what a template can
//! say is the list of [`Placeholder`]s, none of which holds what people wrote. An unknown one is refused when the template is
//! saved, so that nobody is sent a `{nubmer}`.

use std::collections::BTreeMap;

use super::NoticeCode;
use crate::domain::codes::{Lang, code_enum};
use crate::domain::words::Words;

code_enum! {
    /// What a template may hold.
    pub enum Placeholder {
        Number = "number", "案件编号", "The case's number";
        Category = "category", "类别", "The category";
        Place = "place", "社区和网格", "Community and grid";
        State = "state", "状态", "The state";
        Due = "due", "期限", "When it is due";
        Link = "link", "案件链接", "A link to the case";
        Answer = "answer", "回复“未解决”的链接", "A link by which the reporter can say that it is not solved";
    }
}

/// A title is one line of at most so many characters.
const TITLE_MAX: usize = 120;
/// A body has at most so many.
const BODY_MAX: usize = 2000;

/// A template that passed [`Template::parse`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    title: Vec<Piece>,
    body: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Hole(Placeholder),
}

/// What is filled in. What is missing (a case without a place) becomes a dash.
pub type Facts = BTreeMap<Placeholder, String>;

/// A message in words: plain text. Whoever puts it into HTML escapes it there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub title: String,
    /// A few.
    pub body: String,
    /// Where to look.
    pub link: String,
}

/// What is wrong with a template, and in which of its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// `title` or `body`.
    pub field: &'static str,
    /// What is wrong.
    pub words: Words,
}

impl Template {
    /// Reads a template. Every fault is told.
    pub fn parse(title: &str, body: &str) -> Result<Self, Vec<TemplateFault>> {
        let mut faults = Vec::new();
        let mut read = |field, text: &str, most: usize, one_line: bool| {
            let fault = |words| TemplateFault { field, words };
            let length = text.chars().count();
            if text.trim().is_empty() || length > most {
                faults.push(fault(Words::made(
                    format!("应为 1 至 {most} 字。"),
                    format!("must have 1 to {most} characters."),
                )));
            }
            if text.chars().any(|c| c.is_control() && (one_line || c != '\n')) {
                faults.push(fault(Words::fixed("含有控制字符。", "holds control characters.")));
            }
            pieces(text).unwrap_or_else(|words| {
                faults.push(fault(words));
                Vec::new()
            })
        };
        let title = read("title", title, TITLE_MAX, true);
        let body = read("body", body, BODY_MAX, false);
        if faults.is_empty() { Ok(Self { title, body }) } else { Err(faults) }
    }

    /// The words, with the facts filled in.
    pub fn render(&self, facts: &Facts) -> Rendered {
        let fill = |pieces: &[Piece]| {
            let hole = |name| facts.get(name).map_or("—", String::as_str);
            pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => text,
                    Piece::Hole(name) => hole(name),
                })
                .collect::<String>()
        };
        let link = facts.get(&Placeholder::Link).cloned().unwrap_or_default();
        Rendered { title: fill(&self.title), body: fill(&self.body), link }
    }
}

fn pieces(text: &str) -> Result<Vec<Piece>, Words> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let closed = after.split_once('}');
        let Some((name, behind)) = closed.filter(|_| !before.contains('}')) else {
            return Err(Words::fixed("花括号不成对。", "has a brace without its other half."));
        };
        let hole = name.parse().map_err(|_| {
            Words::made(format!("没有 {{{name}}} 这个占位符。"), format!("{{{name}}} is no placeholder."))
        })?;
        pieces.extend([Piece::Text(before.to_owned()), Piece::Hole(hole)]);
        rest = behind;
    }
    if rest.contains('}') {
        return Err(Words::fixed("花括号不成对。", "has a brace without its other half."));
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

/// The bodies that come with the program: code, Chinese, English. `\n` is a new line.
const BUILT_IN: &str = include_str!("built_in.csv");

/// The text of the built-in template, as somebody would write it: title and body.
pub fn built_in(code: NoticeCode, lang: Lang) -> (String, String) {
    let title = lang.pick("（{number}）", " ({number})");
    let title = format!("{}{title}", code.label(lang));
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(BUILT_IN.as_bytes());
    let row = rows.records().flatten().find(|row| row.get(0) == Some(code.code()));
    let column = if lang == Lang::Zh { 1 } else { 2 };
    let body = row.as_ref().and_then(|row| row.get(column)).unwrap_or("{link}");
    (title, body.replace("\\n", "\n"))
}

/// What is said of a sealed case, whatever the template says: that there is something to look at, and nothing else.
pub fn sealed(lang: Lang, facts: &Facts) -> Rendered {
    let (title, body) = match lang {
        Lang::Zh => ("邻格：您有一条新消息（{number}）", "请登录查看。\n{link}"),
        Lang::En => ("Gridward: there is a message for you ({number})", "Please log in to read it.\n{link}"),
    };
    let shown = facts.iter().filter(|(name, _)| matches!(name, Placeholder::Number | Placeholder::Link));
    let shown: Facts = shown.map(|(name, text)| (*name, text.clone())).collect();
    Template::parse(title, body).map(|template| template.render(&shown)).unwrap_or_default()
}

/// Several messages as one: what each says, in one line, with its link.
pub fn digest(lang: Lang, messages: &[Rendered], link: &str) -> Rendered {
    let count = messages.len();
    let title = match lang {
        Lang::Zh => format!("邻格：{count} 条消息"),
        Lang::En if count == 1 => "Gridward: 1 message".to_owned(),
        Lang::En => format!("Gridward: {count} messages"),
    };
    let lines = messages.iter().map(|message| format!("· {}\n  {}\n", message.title, message.link));
    Rendered { title, body: lines.collect(), link: link.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn facts() -> Facts {
        let facts = [
            (Placeholder::Number, "7-3"),
            (Placeholder::Category, "路灯 <b>"),
            (Placeholder::Place, "北社区第1网格"),
            (Placeholder::State, "处置中"),
            (Placeholder::Due, "2026-03-12 17:30"),
            (Placeholder::Link, "https://ward.example/cases/7"),
            (Placeholder::Answer, "https://ward.example/answer#t"),
        ];
        facts.into_iter().map(|(name, text)| (name, text.to_owned())).collect()
    }

    #[test]
    fn every_message_has_its_words_in_both_languages() {
        let mut picture = String::new();
        for code in NoticeCode::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let (title, body) = built_in(*code, lang);
                assert_ne!(body, "{link}", "{code} has no words");
                let told = Template::parse(&title, &body).unwrap().render(&facts());
                writeln!(picture, "== {code} {}\n{}\n{}\n", lang.tag(), told.title, told.body).unwrap();
            }
        }
        insta::assert_snapshot!("built_in", picture);
    }

    #[test]
    fn what_is_no_placeholder_is_refused() {
        for (body, wrong) in [
            ("{nubmer}", "{nubmer}"),
            ("{}", "{}"),
            ("{number", "brace"),
            ("number}", "brace"),
            ("} {number}", "brace"),
            ("{number}}", "brace"),
            ("{{number}}", "{{number}"),
            ("{text}", "{text}"),
            (" ", "1 to 2000"),
            ("a\u{7}", "control"),
        ] {
            let faults = Template::parse("t", body).unwrap_err();
            assert!(faults[0].words.en.contains(wrong), "{body}: {faults:?}");
            assert_eq!(faults[0].field, "body");
        }
        assert_eq!(Template::parse("a\nb", "x").unwrap_err()[0].field, "title");
    }

    #[test]
    fn facts_are_never_read_as_templates_and_missing_ones_are_a_dash() {
        let template = Template::parse("{category}", "{place}|{due}").unwrap();
        let facts = Facts::from([(Placeholder::Category, "{number}".to_owned())]);
        let told = template.render(&facts);
        assert_eq!((told.title.as_str(), told.body.as_str()), ("{number}", "—|—"));
    }

    #[test]
    fn a_sealed_case_says_nothing_but_its_number() {
        for lang in [Lang::Zh, Lang::En] {
            let told = sealed(lang, &facts());
            let all = format!("{}{}", told.title, told.body);
            assert!(all.contains("7-3") && all.contains("https://ward.example/cases/7"), "{all}");
            for secret in ["路灯", "北社区", "处置中", "2026", "answer"] {
                assert!(!all.contains(secret), "{all}");
            }
        }
    }
}
