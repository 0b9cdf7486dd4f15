//! Addresses of pages, with the parameters that say what they show.

use domain::query::encode;
use domain::{Key, Page};
use std::fmt;

/// The address of a record's page: a picture's, or a revision's.
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
        let kept = |name: &str| matches!(name, "visa" | "sida" | "per" | "omrade" | "delomrade" | "zoom");
        Self { path, pairs: pairs.iter().filter(|(name, _)| kept(name)).cloned().collect() }
    }

    /// Another page with the same parameters, but for those that say how this one shows things.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        let own = |name: &str| matches!(name, "visa" | "sida" | "zoom");
        let pairs = self.pairs.iter().filter(|(name, _)| !own(name)).cloned().collect();
        Self { path: path.to_owned(), pairs }
    }

    /// The other parameters: what a form that asks for this one must bring along.
    #[must_use]
    pub fn without(&self, name: &str) -> Vec<(String, String)> {
        self.pairs.iter().filter(|(known, _)| known != name).cloned().collect()
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
        assert_eq!(address.at("/revideringar").to_string(), "/revideringar?per=2026-01-31");
        assert_eq!(address.without("per"), pairs[..2]);
        let key = Key::parse("RB-2026-2").unwrap();
        assert_eq!(page_of(Page::Meeting, &key), "/revideringar/RB-2026-2/mote");
    }
}
