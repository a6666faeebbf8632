//! Words for the search index: one tokeniser feeds FTS5 and `tsvector` and builds the queries of both, since neither engine's
//! own finds a two-character Chinese word. Chinese runs become overlapping pairs, other scripts whole words.
//!
//! A run 消防车 is indexed as `消防 防车 车`: the pairs, then its last character alone. So every character of a text begins some
//! token, and a query of one character is a prefix query.

/// Longest query that is looked at, in tokens; the rest is ignored.
const MAX_QUERY_TOKENS: usize = 48;
/// Longest word kept; what is longer (a key, a link) is cut, for text and query alike.
const MAX_WORD_CHARS: usize = 40;

/// What kind of run a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Word,
    Break,
}

/// Folds one character: full width to half width, upper case to lower case.
fn fold(c: char) -> impl Iterator<Item = char> {
    let half = match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    half.to_lowercase()
}

fn script(c: char) -> Script {
    match c {
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Han,
        _ if c.is_alphanumeric() => Script::Word,
        _ => Script::Break,
    }
}

/// A maximal run of one script, and whether a break (or the beginning) stands before it.
struct Run {
    script: Script,
    chars: Vec<char>,
    after_break: bool,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut after_break = true;
    for c in text.chars().flat_map(fold) {
        let kind = script(c);
        match runs.last_mut() {
            _ if kind == Script::Break => after_break = true,
            Some(run) if !after_break && run.script == kind => run.chars.push(c),
            _ => {
                runs.push(Run { script: kind, chars: vec![c], after_break });
                after_break = false;
            }
        }
    }
    runs
}

fn word(chars: &[char]) -> String {
    chars.iter().take(MAX_WORD_CHARS).collect()
}

fn pairs(chars: &[char]) -> impl Iterator<Item = String> {
    chars.windows(2).map(|pair| pair.iter().collect())
}

/// The tokens of a text, in order, as they are indexed.
pub fn bigrams(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for run in runs(text) {
        match run.script {
            Script::Han => {
                tokens.extend(pairs(&run.chars));
                tokens.extend(run.chars.last().map(char::to_string));
            }
            _ => tokens.push(word(&run.chars)),
        }
    }
    tokens
}

/// The tokens joined by spaces: the text of an FTS5 column with `tokenize = 'ascii'`, which leaves every other character whole.
pub fn fts5_text(text: &str) -> String {
    bigrams(text).join(" ")
}

/// The tokens as a `tsvector` literal with positions. Tokens hold letters and digits only, so that nothing needs escaping;
/// positions beyond what a `tsvector` keeps all count as the last.
pub fn tsvector_text(text: &str) -> String {
    let tokens = bigrams(text);
    let lexemes =
        tokens.iter().enumerate().map(|(index, token)| format!("'{token}':{}", (index + 1).min(16_383)));
    lexemes.collect::<Vec<_>>().join(" ")
}

/// Consecutive tokens, the last of which may be a beginning only.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    tokens: Vec<String>,
    open: bool,
}

/// A search as a person typed it: parts between spaces and signs are phrases, all of which must be found. It is made of tokens,
/// so no operator of either engine can be typed into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchQuery {
    phrases: Vec<Phrase>,
}

impl SearchQuery {
    /// Reads what was typed; `None` when it holds nothing to search for.
    pub fn parse(text: &str) -> Option<Self> {
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut left = MAX_QUERY_TOKENS;
        let runs = runs(text);
        let mut ahead = runs.iter().peekable();
        while let Some(run) = ahead.next() {
            let ends = ahead.peek().is_none_or(|next| next.after_break);
            let (mut tokens, open) = query_tokens(run, ends);
            tokens.truncate(left);
            left -= tokens.len();
            match phrases.last_mut() {
                Some(phrase) if !run.after_break => {
                    phrase.tokens.extend(tokens);
                    phrase.open = open;
                }
                _ => phrases.push(Phrase { tokens, open }),
            }
        }
        phrases.retain(|phrase| !phrase.tokens.is_empty());
        (!phrases.is_empty()).then_some(Self { phrases })
    }

    /// The query for an FTS5 `MATCH`.
    pub fn fts5(&self) -> String {
        let phrases = self.phrases.iter().map(|phrase| {
            let star = if phrase.open { "*" } else { "" };
            format!("\"{}\"{star}", phrase.tokens.join(" "))
        });
        phrases.collect::<Vec<_>>().join(" AND ")
    }

    /// The query for a cast to `tsquery`.
    pub fn tsquery(&self) -> String {
        let phrases = self.phrases.iter().map(|phrase| {
            let last = phrase.tokens.len().saturating_sub(1);
            let tokens = phrase.tokens.iter().enumerate().map(|(index, token)| {
                let star = if phrase.open && index == last { ":*" } else { "" };
                format!("'{token}'{star}")
            });
            format!("({})", tokens.collect::<Vec<_>>().join(" <-> "))
        });
        phrases.collect::<Vec<_>>().join(" & ")
    }
}

/// The tokens of one run of a query, and whether its last token is a beginning. A Chinese run at the end of a phrase says nothing
/// about what follows, so its last character alone is not asked for; a word there may go on (leak, leaking), a number may not.
fn query_tokens(run: &Run, ends_phrase: bool) -> (Vec<String>, bool) {
    if run.script != Script::Han {
        let number = run.chars.iter().all(char::is_ascii_digit);
        return (vec![word(&run.chars)], ends_phrase && !number && run.chars.len() < MAX_WORD_CHARS);
    }
    let mut tokens: Vec<String> = pairs(&run.chars).collect();
    let single = tokens.is_empty();
    if single || !ends_phrase {
        tokens.extend(run.chars.last().map(char::to_string));
    }
    (tokens, single && ends_phrase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn join(text: &str) -> String {
        bigrams(text).join("|")
    }

    #[test]
    fn texts_become_tokens() {
        for (text, tokens) in [
            ("消防车", "消防|防车|车"),
            ("火", "火"),
            ("消防。通道", "消防|防|通道|道"),
            ("３号楼B座", "3|号楼|楼|b|座"),
            ("Water Leak, 12-3", "water|leak|12|3"),
            ("  ，。!? ", ""),
            ("ＧＷ－００１", "gw|001"),
            ("崮云湖街道", "崮云|云湖|湖街|街道|道"),
        ] {
            assert_eq!(join(text), tokens, "{text}");
        }
    }

    #[test]
    fn queries_for_both_engines() {
        for (text, fts5, tsquery) in [
            ("消防", "\"消防\"", "('消防')"),
            ("消防车", "\"消防 防车\"", "('消防' <-> '防车')"),
            ("火", "\"火\"*", "('火':*)"),
            ("3号楼", "\"3 号楼\"", "('3' <-> '号楼')"),
            ("大楼3", "\"大楼 楼 3\"", "('大楼' <-> '楼' <-> '3')"),
            ("leak 消防", "\"leak\"* AND \"消防\"", "('leak':*) & ('消防')"),
        ] {
            let query = SearchQuery::parse(text).unwrap();
            assert_eq!(query.fts5(), fts5, "{text}");
            assert_eq!(query.tsquery(), tsquery, "{text}");
        }
        assert_eq!(SearchQuery::parse(" \"*()' -- "), None);
    }

    #[test]
    fn operators_cannot_be_typed() {
        for text in ["a\" OR \"b", "x' | 'y", "NEAR(a b)", "col:val", "a* AND -b", "'); DROP TABLE x; --"] {
            let query = SearchQuery::parse(text).unwrap();
            for token in query.phrases.iter().flat_map(|phrase| &phrase.tokens) {
                assert!(token.chars().all(char::is_alphanumeric), "{token}");
            }
        }
    }

    #[test]
    fn long_queries_are_cut() {
        let text = "网格".repeat(500);
        let query = SearchQuery::parse(&text).unwrap();
        assert_eq!(query.phrases.iter().map(|p| p.tokens.len()).sum::<usize>(), MAX_QUERY_TOKENS);
        assert_eq!(bigrams(&"x".repeat(500)), vec!["x".repeat(MAX_WORD_CHARS)]);
    }

    /// Whether the tokens of a text satisfy a phrase: what both engines do.
    fn found(tokens: &[String], phrase: &Phrase) -> bool {
        tokens.windows(phrase.tokens.len()).any(|window| {
            window.iter().zip(&phrase.tokens).enumerate().all(|(index, (have, want))| {
                have == want || (phrase.open && index + 1 == phrase.tokens.len() && have.starts_with(want))
            })
        })
    }

    proptest! {
        #[test]
        fn every_part_of_a_chinese_text_is_found(text in "[消防车道堵塞火路灯坏了]{1,12}", from in 0usize..12, len in 1usize..6) {
            let chars: Vec<char> = text.chars().collect();
            let part: String = chars.iter().skip(from % chars.len()).take(len).collect();
            let query = SearchQuery::parse(&part).unwrap();
            let tokens = bigrams(&text);
            prop_assert!(query.phrases.iter().all(|phrase| found(&tokens, phrase)));
        }

        #[test]
        fn a_pair_that_is_not_there_is_not_found(text in "[消防车道]{1,12}") {
            let query = SearchQuery::parse("火灾").unwrap();
            prop_assert!(!query.phrases.iter().any(|phrase| found(&bigrams(&text), phrase)));
        }

        #[test]
        fn tokens_are_plain(text in "\\PC{0,80}") {
            for token in bigrams(&text) {
                prop_assert!(!token.contains([' ', '\'', '"', '\\', '\0']));
            }
        }
    }
}
