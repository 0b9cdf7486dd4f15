//! The table of texts and the search in it. The search is `const`, so that a misspelt key doesn't compile.

use super::Lang;

/// One column of the table: its texts one after the other, and what it takes to find the one at a place.
struct Column {
    texts: &'static str,
    /// Length of each in bytes.
    lengths: &'static [u16],
    /// Where every `BLOCK`th begins.
    starts: &'static [u32],
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Column {
    const fn get(&self, place: usize) -> &'static str {
        let mut start = self.starts[place / BLOCK] as usize;
        let mut at = place - place % BLOCK;
        while at < place {
            start += self.lengths[at] as usize;
            at += 1;
        }
        let (_, rest) = self.texts.split_at(start);
        rest.split_at(self.lengths[place] as usize).0
    }
}

/// What is shown where a text is missing: visible, and the same length whatever was asked for.
pub const MISSING: &str = "[text saknas]";

/// The text with a key known only at run time. A missing one shows as [`MISSING`]; the tests see to it that every code
/// of the domain has its text.
#[must_use]
pub fn text(lang: Lang, key: &str) -> &'static str {
    find(lang, key).unwrap_or(MISSING)
}

/// The text with a key, when there is one.
#[must_use]
pub const fn find(lang: Lang, key: &str) -> Option<&'static str> {
    match search(key) {
        Some(place) => Some(text_at(lang, place)),
        None => None,
    }
}

/// The text at a place of the table, as [`place`] found it.
#[must_use]
pub const fn text_at(lang: Lang, place: usize) -> &'static str {
    match lang {
        Lang::Sv => SWEDISH.get(place),
        Lang::En => ENGLISH.get(place),
    }
}

/// The place of a key; for [`t!`](crate::t), which asks while compiling.
///
/// # Panics
/// When there is no such key: the compilation stops.
#[must_use]
pub const fn place(key: &str) -> usize {
    let found = search(key);
    assert!(found.is_some(), "no text has this key");
    match found {
        Some(place) => place,
        None => 0,
    }
}

/// The place of a key that may be left out.
#[must_use]
pub const fn optional(key: &str) -> Option<usize> {
    search(key)
}

/// Whether every placeholder of a text is among `names`. With `counted`, its count may be written too.
#[must_use]
pub const fn given(place: usize, names: &[&str], counted: bool) -> bool {
    let text = SWEDISH.get(place).as_bytes();
    let mut at = 0;
    while at < text.len() {
        if text[at] != b'{' {
            at += 1;
            continue;
        }
        let start = at + 1;
        while text[at] != b'}' {
            at += 1;
        }
        let known = among(text, start, at, names) || (counted && among(text, start, at, &["n", "word", "Word"]));
        if !known {
            return false;
        }
    }
    true
}

/// Whether a text has a place for every one of `names`.
#[must_use]
pub const fn wanted(place: usize, names: &[&str]) -> bool {
    let text = SWEDISH.get(place).as_bytes();
    let mut i = 0;
    while i < names.len() {
        let mut found = false;
        let (mut start, mut at) = (0, 0);
        while at < text.len() {
            match text[at] {
                b'{' => start = at + 1,
                b'}' => found |= among(text, start, at, &[names[i]]),
                _ => {}
            }
            at += 1;
        }
        if !found {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether `text[start..end]` is one of the names.
const fn among(text: &[u8], start: usize, end: usize, names: &[&str]) -> bool {
    let mut i = 0;
    while i < names.len() {
        let name = names[i].as_bytes();
        let mut same = name.len() == end - start;
        let mut j = 0;
        while same && j < name.len() {
            same = name[j] == text[start + j];
            j += 1;
        }
        if same {
            return true;
        }
        i += 1;
    }
    false
}

const fn search(key: &str) -> Option<usize> {
    // First the last block that begins with the key or before it, then the key in that block.
    let (mut low, mut high) = (0, COUNT.div_ceil(BLOCK));
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if order(KEYS.get(middle * BLOCK).as_bytes(), key.as_bytes()) > 0 {
            high = middle;
        } else {
            low = middle;
        }
    }
    let mut place = low * BLOCK;
    while place < COUNT && place < (low + 1) * BLOCK {
        if order(KEYS.get(place).as_bytes(), key.as_bytes()) == 0 {
            return Some(place);
        }
        place += 1;
    }
    None
}

/// -1, 0 or 1: how `a` stands to `b`. The standard comparison isn't `const` yet.
const fn order(a: &[u8], b: &[u8]) -> i8 {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return if a[i] < b[i] { -1 } else { 1 };
        }
        i += 1;
    }
    if a.len() == b.len() {
        0
    } else if a.len() < b.len() {
        -1
    } else {
        1
    }
}

/// Every key with its texts, for the tests.
#[cfg(test)]
pub fn all() -> impl Iterator<Item = (&'static str, [&'static str; 2])> {
    (0..COUNT).map(|place| (KEYS.get(place), [SWEDISH.get(place), ENGLISH.get(place)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_where_it_is() {
        for place in 0..COUNT {
            assert_eq!(search(KEYS.get(place)), Some(place));
        }
        for absent in ["", "a", "common", "common.savf", "zzz.zzz"] {
            assert_eq!(search(absent), None);
        }
    }
}
