//! What a disclosure gives out: a risk picture as it was adopted, or a list as a register showed it on a day.

use crate::draft::Reader;
use crate::error::ErrorCode;
use crate::key::Key;
use crate::query::ListQuery;
use crate::register::Register;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scope {
    /// An adopted risk picture.
    Picture {
        /// The picture.
        picture: Key,
        /// Year and number within it, as people say it: `2026:1`.
        name: String,
        /// Its content, as it was decided.
        content: Key,
    },
    /// A register's list.
    List {
        /// The register.
        register: Register,
        /// The list's own parameters: filters, order and columns.
        filters: BTreeMap<String, String>,
        /// The day it is seen from.
        day: NaiveDate,
        /// The place of the journal it is seen from.
        position: u64,
    },
}

impl Scope {
    /// Registers whose records can have a secrecy marking.
    pub const REGISTERS: [Register; 15] = [
        Register::Risks,
        Register::Measures,
        Register::Deliverables,
        Register::Controls,
        Register::Evidence,
        Register::Deviations,
        Register::Incidents,
        Register::Indicators,
        Register::Assignments,
        Register::Recommendations,
        Register::Analyses,
        Register::Goals,
        Register::Projects,
        Register::CityMatters,
        Register::Services,
    ];
    /// Columns that follow from other records than the row's own: a public version holds only what was looked at.
    const COMPUTED: [&'static str; 5] = ["labels", "since", "decided_end", "slip", "standing"];

    /// Reads which list a form asks for: the register, the list's parameters as lines `name=value`, and its day.
    pub fn read_list(reader: &mut Reader<'_>, today: NaiveDate) -> Option<(ListQuery, NaiveDate)> {
        let named = reader.text("register", 40);
        let register = Register::from_code(&named).filter(|register| Self::REGISTERS.contains(register));
        if register.is_none() {
            reader.error("register", ErrorCode::UnknownChoice { given: named.chars().take(40).collect() });
        }
        let lines = reader.text("filters", 4000);
        let day = reader.required_date("day");
        if day.is_some_and(|day| day > today) {
            reader.error("day", ErrorCode::InTheFuture);
        }
        match ListQuery::parse(register?, lines.lines().filter_map(|line| line.split_once('=')), today) {
            Ok(query) => Some((whole(query), day?)),
            Err(errors) => {
                for error in errors {
                    reader.error("filters", error.code);
                }
                None
            }
        }
    }

    /// The list as it was asked for.
    #[must_use]
    pub fn list(query: &ListQuery, day: NaiveDate, position: u64) -> Self {
        Self::List { register: query.register, filters: query.pairs().into_iter().collect(), day, position }
    }

    /// What the list shows; nothing of a picture.
    #[must_use]
    pub fn query(&self) -> Option<ListQuery> {
        let Self::List { register, filters, day, .. } = self else { return None };
        let pairs = filters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        Some(ListQuery::parse(*register, pairs, *day).unwrap_or_else(|_| ListQuery::new(*register)))
    }

    /// The columns of the public version of a list.
    #[must_use]
    pub fn columns(query: &ListQuery) -> Vec<String> {
        let columns = query.columns().into_iter();
        columns.filter(|column| !Self::COMPUTED.contains(column)).map(str::to_owned).collect()
    }
}

/// The list without its pages and its day, which is told beside it.
fn whole(query: ListQuery) -> ListQuery {
    let plain = ListQuery::new(query.register);
    ListQuery { page: plain.page, size: plain.size, moment: plain.moment, ..query }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::form;

    #[test]
    fn every_register_whose_records_can_be_marked_can_be_disclosed() {
        for &register in Register::ALL {
            let markable =
                register.kind().is_some_and(|kind| form(kind).iter().any(|field| field.name == "secrecy_fields"));
            assert_eq!(Scope::REGISTERS.contains(&register), markable, "{register:?}");
        }
    }
}
