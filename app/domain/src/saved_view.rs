//! Saved views: the filters, columns and order of a list, under a name. They are shared by all who see the list, and each
//! sees in it what they may see.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::moment::Moment;
use crate::query::{ListQuery, decode};
use crate::register::Register;
use crate::risk::Closed;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// The register it is a view of.
    pub register: Register,
    /// What it is called.
    pub name: String,
    /// What it asks for, as an address's query without its `?`.
    pub query: String,
    /// Set when it is no longer offered.
    pub closed: Option<Closed>,
}

impl SavedView {
    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("name", Input::Line(60)),
        Field::required("register", Input::Choice("register", Register::CODES)),
        Field::optional("query", Input::Line(2000)),
    ];

    /// Reads the form; `base` is the view as it was. What it asks for is kept without page and date: a view is seen from its
    /// beginning, at the date that is looked at.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(draft: &Draft, base: Option<&Self>, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let name = reader.required("name", 60);
        let register = reader.required_choice("register", Register::from_code);
        let given = reader.text("query", 2000);
        let query = register.and_then(|register| asked(register, &given, today));
        if register.is_some() && query.is_none() {
            reader.error("query", ErrorCode::UnknownChoice { given: given.chars().take(80).collect() });
        }
        let value = (|| {
            let query = query?.address().trim_start_matches('?').to_owned();
            Some(Self { register: register?, name, query, closed: base.and_then(|base| base.closed.clone()) })
        })();
        reader.finish(value)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        Draft::default()
            .with("name", self.name.as_str())
            .with("register", self.register.code())
            .with("query", self.query.as_str())
    }

    /// What it asks for; none when the register no longer knows it.
    #[must_use]
    pub fn asked(&self, today: NaiveDate) -> Option<ListQuery> {
        asked(self.register, &self.query, today)
    }
}

/// What a view's query asks for, from the list's beginning and now.
fn asked(register: Register, query: &str, today: NaiveDate) -> Option<ListQuery> {
    let pairs = decode(query);
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let asked = ListQuery::parse(register, pairs, today).ok()?;
    Some(ListQuery { page: 1, moment: Moment::Now, ..asked })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn read(query: &str) -> Result<SavedView, Vec<FieldError>> {
        let draft = Draft::default().with("name", "Min fredag").with("register", "atgarder").with("query", query);
        SavedView::read(&draft, None, date::parse("2026-11-27").unwrap())
    }

    #[test]
    fn a_view_keeps_what_it_asks_for_without_page_and_date() {
        let view =
            read("status=overdue&ansvarig=IT-s%C3%A4kerhetsansvarig&kolumner=title,percent&sida=3&per=2024-04-30")
                .unwrap();
        assert_eq!(view.query, "ansvarig=IT-s%C3%A4kerhetsansvarig&status=overdue&kolumner=title%2Cpercent");
        let asked = view.asked(date::parse("2026-11-27").unwrap()).unwrap();
        assert_eq!((asked.page, asked.moment, asked.columns()), (1, Moment::Now, vec!["key", "title", "percent"]));
        assert_eq!(read("").unwrap().query, "");
    }

    #[test]
    fn what_the_list_does_not_understand_is_not_kept() {
        assert_eq!(read("status=kanske").unwrap_err()[0].field, "query");
    }
}
