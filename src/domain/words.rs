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
