//! Addresses of the pages of pictures and revisions.

use domain::query::encode;
use domain::{Key, Page};
use std::fmt;

/// The address of a picture's or a revision's page.
#[must_use]
pub fn page_of(page: Page, key: &Key) -> String {
    page.path().replace(":key", &encode(key.as_str()))
}

/// A page's address with its parameters, to be changed one at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// A path with those of an address's parameters that say what is shown; what was just done is left behind.
    #[must_use]
    pub fn new(path: String, pairs: &[(String, String)]) -> Self {
        let kept = |name: &str| matches!(name, "visa" | "sida" | "per");
        Self { path, pairs: pairs.iter().filter(|(name, _)| kept(name)).cloned().collect() }
    }

    /// The same with a parameter set; an empty value takes it away. Another selection begins on its first page.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.pairs.retain(|(known, _)| known != name && !(name == "visa" && known == "sida"));
        if !value.is_empty() {
            changed.pairs.push((name.to_owned(), value.to_owned()));
        }
        changed
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        for (n, (name, value)) in self.pairs.iter().enumerate() {
            write!(f, "{}{name}={}", if n == 0 { '?' } else { '&' }, encode(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_changed_and_the_rest_kept() {
        let pairs = [("visa", "alla"), ("sida", "2"), ("per", "2026-01-31"), ("klart", "review")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let address = Address::new("/revideringar/RB-2026-2".to_owned(), &pairs);
        assert_eq!(address.to_string(), "/revideringar/RB-2026-2?visa=alla&sida=2&per=2026-01-31");
        assert_eq!(address.with("visa", "andrade").to_string(), "/revideringar/RB-2026-2?per=2026-01-31&visa=andrade");
        assert_eq!(address.with("sida", "").with("per", "").to_string(), "/revideringar/RB-2026-2?visa=alla");
        let key = Key::parse("RB-2026-2").unwrap();
        assert_eq!(page_of(Page::Meeting, &key), "/revideringar/RB-2026-2/mote");
    }
}
