//! What things are called in a file, in every language of the interface at once: a workbook may have been taken out in
//! one language and be sent in by someone who reads the other.

use std::collections::HashMap;

/// The words of the interface, by what they stand for. All of them as [`plain`] makes them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Headings, each with the name of the list's column or of the field. Those that stand first win.
    pub headings: Vec<(String, &'static str)>,
    /// Further names of columns, good enough to guess by.
    pub hints: Vec<(String, &'static str)>,
    /// The codes of each group, by their words.
    pub codes: HashMap<&'static str, HashMap<String, &'static str>>,
    /// Words for yes.
    pub yes: Vec<String>,
    /// Words for no.
    pub no: Vec<String>,
    /// How a value begins that secrecy has taken out of a file.
    pub masked: Vec<String>,
    /// Names of months, with their numbers.
    pub months: Vec<(String, u32)>,
}

impl Lexicon {
    /// The column of a heading: its name in the data first, which is told by its letters being the same.
    #[must_use]
    pub fn column(&self, heading: &str) -> Option<&'static str> {
        let same = self.headings.iter().find(|(_, name)| *name == heading.trim());
        let wanted = plain(heading);
        same.or_else(|| self.headings.iter().find(|(words, _)| *words == wanted)).map(|(_, name)| *name)
    }

    /// The code of a group that a cell's words say.
    #[must_use]
    pub fn code(&self, group: &str, words: &str) -> Option<&'static str> {
        self.codes.get(group)?.get(&plain(words)).copied()
    }

    /// Whether a cell's words say yes or no.
    #[must_use]
    pub fn flag(&self, words: &str) -> Option<bool> {
        let words = plain(words);
        match (self.yes.contains(&words), self.no.contains(&words)) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => None,
        }
    }

    /// Whether secrecy has taken a cell's content out.
    #[must_use]
    pub fn hides(&self, words: &str) -> bool {
        let words = plain(words);
        self.masked.iter().any(|masked| words.starts_with(masked.as_str()))
    }
}

/// Words as they are compared: in small letters, with one blank between them, and blanks that don't break as others.
#[must_use]
pub fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
