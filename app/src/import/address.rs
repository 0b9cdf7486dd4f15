//! Addresses of a step: the file, what is chosen for its columns, and what is shown of it.

use domain::Register;
use domain::query::encode;
use std::fmt;

/// The address of a step, with its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    path: String,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// The page of a register, with those of an address's parameters that say which file it is and where its columns
    /// lead.
    #[must_use]
    pub fn new(register: Register, pairs: &[(String, String)]) -> Self {
        let kept = |name: &str| name == "fil" || is_choice(name);
        Self {
            path: format!("/{}/import", register.code()),
            pairs: pairs.iter().filter(|(name, value)| kept(name) && !value.is_empty()).cloned().collect(),
        }
    }

    /// The same with a parameter set.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.pairs.retain(|(known, _)| known != name);
        changed.pairs.push((name.to_owned(), value.to_owned()));
        changed
    }

    /// Its path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its parameters.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

/// Whether a parameter says where a column leads: `k1`, `k12`.
fn is_choice(name: &str) -> bool {
    name.strip_prefix('k').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()))
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
    fn only_the_file_and_its_columns_go_along() {
        let pairs = [("fil", "ab"), ("k1", "title"), ("k2", ""), ("visa", "fel"), ("kolumner", "alla"), ("klart", "x")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let address = Address::new(Register::Measures, &pairs);
        assert_eq!(address.to_string(), "/atgarder/import?fil=ab&k1=title");
        assert_eq!(address.with("sida", "2").to_string(), "/atgarder/import?fil=ab&k1=title&sida=2");
    }
}
