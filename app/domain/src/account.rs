//! Accounts. An account is named by function, never needs a personal name, and is closed rather than deleted.

use crate::access::{Actor, Role};
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Shortest password, in characters.
pub const PASSWORD_MIN: u32 = 12;

/// An account. Its password's hash is kept elsewhere and never in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What is shown for it: a function.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Functions it acts for; an owner sees and edits what these own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub functions: Vec<String>,
    /// First day it may sign in.
    pub from: Option<NaiveDate>,
    /// Last day it may sign in.
    pub to: Option<NaiveDate>,
    /// Frameworks an auditor may see; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frameworks: Vec<String>,
    /// Whether it is shut.
    pub shut: bool,
}

impl Account {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("name", Input::Line(120)),
        Field::required("role", Input::Choice("role", Role::CODES)),
        Field::optional("functions", Input::Text(2000)),
        Field::optional("from", Input::Date),
        Field::optional("to", Input::Date),
        Field::optional("frameworks", Input::Line(400)),
        Field::optional("shut", Input::Flag),
    ];

    /// Reads the form.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let name = reader.required("name", 120);
        let role = reader.required_choice("role", Role::from_code);
        if role == Some(Role::System) {
            reader.error("role", ErrorCode::UnknownChoice { given: Role::System.code().to_owned() });
        }
        let functions = reader.lines("functions", 120);
        if role == Some(Role::Owner) && functions.is_empty() {
            reader.error("functions", ErrorCode::Required);
        }
        let (from, to) = (reader.date("from"), reader.date("to"));
        reader.in_order(("from", from), ("to", to));
        let listed = reader.text("frameworks", 400);
        let frameworks = listed.split([',', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let shut = reader.flag("shut");
        let value = role.map(|role| Self { name, role, functions, from, to, frameworks, shut });
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("name", self.name.as_str())
            .with("role", self.role.code())
            .with("functions", self.functions.join("\n"))
            .with("frameworks", self.frameworks.join(", "))
            .with("shut", if self.shut { "on" } else { "" });
        draft.set_date("from", self.from);
        draft.set_date("to", self.to);
        draft
    }

    /// The key of an account by this name at sign-in; none when it can't be a name. It is part of an address.
    #[must_use]
    pub fn username(text: &str) -> Option<Key> {
        Key::parse(text).ok().filter(|key| !key.as_str().contains('/') && key.as_str() != "ny")
    }

    /// Whether it may be used on a day.
    #[must_use]
    pub fn open_on(&self, day: NaiveDate) -> bool {
        !self.shut && self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The actor it acts as.
    #[must_use]
    pub fn actor(&self, username: &str) -> Actor {
        Actor {
            username: username.to_owned(),
            name: self.name.clone(),
            role: self.role,
            functions: self.functions.clone(),
            frameworks: self.frameworks.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    #[test]
    fn an_auditors_window_opens_and_shuts() {
        let typed = Draft::default()
            .with("name", "Stadsrevisionen")
            .with("role", "auditor")
            .with("from", "2026-01-01")
            .with("to", "2026-03-31");
        let account = Account::read(&typed).unwrap();
        let open = |text| account.open_on(date::parse(text).unwrap());
        assert!(!open("2025-12-31") && open("2026-01-01") && open("2026-03-31") && !open("2026-04-01"));
    }

    #[test]
    fn a_name_at_sign_in_can_stand_in_an_address() {
        assert!(Account::username("it.drift-2").is_some() && Account::username("åsele_arkiv").is_some());
        for bad in ["", "a b", "a/b", "ny", "x?y"] {
            assert_eq!(Account::username(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn nobody_can_be_made_the_system() {
        assert!(Account::read(&Draft::default().with("name", "x").with("role", "system")).is_err());
    }
}
