//! A text for people in both languages. The rules of the house say why something is refused; they say it in words that
//! the person in front of the screen can read.

use std::borrow::Cow;

use crate::domain::codes::Lang;

/// One text, in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The Chinese text.
    pub zh: Cow<'static, str>,
    /// The English text.
    pub en: Cow<'static, str>,
}

impl Words {
    /// A text that is known beforehand.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A text with something told in it.
    pub const fn made(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }

    /// The text in one language.
    pub fn pick(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Something wrong with a piece of configuration, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// A JSON pointer into what was given.
    pub pointer: String,
    /// What is wrong there.
    pub words: Words,
}

impl Flaw {
    /// A flaw at a place.
    pub fn new(pointer: impl Into<String>, words: Words) -> Self {
        Self { pointer: pointer.into(), words }
    }
}

/// Whether a text can be a stable code: 1 to 40 small letters, digits or underscores.
pub fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a text can be a name: 1 to 100 characters without line breaks, with no space around it.
pub fn is_name(text: &str) -> bool {
    (1..=100).contains(&text.chars().count()) && !text.chars().any(char::is_control) && text.trim() == text
}
