//! What an export's address asks for. Here a parameter that nothing knows is an error too: a mistyped filter must not
//! give a file with everything in it.

use chrono::NaiveDate;
use domain::history::JournalQuery;
use domain::pack::Selection;
use domain::{ErrorCode, FieldError, Key, ListQuery, Moment, Register, date};
use export::Format;

/// What is to be taken out, and in which form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// From which register.
    pub register: Register,
    /// In which form.
    pub format: Format,
    /// What of it.
    pub what: What,
}

/// What is to be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A register, as its list shows it.
    List(ListQuery),
    /// The journal.
    Journal(JournalQuery, Moment),
    /// The evidence list: each requirement with its evidence, or the lack of any.
    EvidenceList(Selection, Moment),
    /// The statement of applicability of a framework, by its key; of the first one when it is empty.
    Statement(String, Moment),
    /// A workbook to fill in: empty, or with the rows of a list.
    Template(Option<ListQuery>),
}

/// Parameters every list has beside its filters.
const SHARED: [&str; 6] = ["q", "sort", "sida", "antal", "kolumner", "per"];
/// Parameters of the evidence list.
const EVIDENCE_LIST: [&str; 5] = ["ramverk", "krav", "fran", "till", "per"];
/// Parameters of the statement of applicability.
const STATEMENT: [&str; 2] = ["ramverk", "per"];
/// The name of the statement's file.
const STATEMENT_FILE: &str = "tillamplighet";

/// The register and form that a file's name in an address says.
#[must_use]
pub fn file(name: &str) -> Option<(Register, Format)> {
    let (register, format) = name.rsplit_once('.')?;
    Some((Register::from_code(register)?, Format::from_code(format)?))
}

/// The ending of the statement's file, when a file's name in an address says that it is the statement.
#[must_use]
pub fn statement(name: &str) -> Option<&str> {
    name.strip_prefix(STATEMENT_FILE)?.strip_prefix('.')
}

/// Reads which framework's statement an address asks for, and when it is seen from.
///
/// # Errors
/// Every parameter that can't be taken.
pub fn read_statement<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    today: NaiveDate,
) -> Result<(String, Moment), Vec<FieldError>> {
    let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
    let mut errors: Vec<FieldError> = pairs.iter().filter(|(name, _)| !STATEMENT.contains(name)).map(unknown).collect();
    let framework = pairs.iter().rfind(|(name, _)| *name == "ramverk").map_or("", |(_, value)| value.trim());
    match moment(&pairs, today) {
        Ok(moment) if errors.is_empty() => Ok((framework.to_lowercase(), moment)),
        Ok(_) => Err(errors),
        Err(wrong) => {
            errors.push(wrong);
            Err(errors)
        }
    }
}

/// Reads when an address is seen from, where it can ask for nothing else.
///
/// # Errors
/// Every parameter that can't be taken.
pub fn read_day<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    today: NaiveDate,
) -> Result<Moment, Vec<FieldError>> {
    let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
    let errors = pairs.iter().filter(|(name, _)| *name != "per").map(unknown);
    let errors: Vec<FieldError> = errors.chain(moment(&pairs, today).err()).collect();
    if errors.is_empty() { moment(&pairs, today).map_err(|error| vec![error]) } else { Err(errors) }
}

fn unknown((name, value): &(&str, &str)) -> FieldError {
    let short = |text: &str| text.chars().take(80).collect::<String>();
    FieldError::new(&short(name), ErrorCode::UnknownChoice { given: short(value) })
}

impl Asked {
    /// Reads an address's parameters.
    ///
    /// # Errors
    /// Every parameter that can't be taken.
    pub fn read<'a>(
        register: Register,
        format: Format,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
        let given = |names: &[&str]| pairs.iter().any(|(name, value)| names.contains(name) && !value.trim().is_empty());
        let list_of_evidence = register == Register::Evidence && given(&["ramverk", "krav"]);
        let known = |name: &str| match register {
            _ if list_of_evidence => EVIDENCE_LIST.contains(&name),
            Register::Journal => JournalQuery::PARAMS.contains(&name) || name == "per",
            _ => SHARED.contains(&name) || register.filters().iter().any(|filter| filter.param == name),
        };
        let mut errors: Vec<FieldError> = pairs.iter().filter(|(name, _)| !known(name)).map(unknown).collect();
        let read = match register {
            _ if list_of_evidence => evidence_list(&pairs, today),
            Register::Journal => journal(&pairs, today),
            _ => ListQuery::parse(register, pairs.iter().copied(), today).map(What::List),
        };
        match read {
            Ok(what) if errors.is_empty() => Ok(Self { register, format, what }),
            Ok(_) => Err(errors),
            Err(wrong) => {
                errors.extend(wrong);
                Err(errors)
            }
        }
    }

    /// When it is seen from.
    #[must_use]
    pub const fn moment(&self) -> Moment {
        match &self.what {
            What::List(query) => query.moment,
            What::Journal(_, moment) | What::EvidenceList(_, moment) | What::Statement(_, moment) => *moment,
            What::Template(_) => Moment::Now,
        }
    }
}

fn moment(pairs: &[(&str, &str)], today: NaiveDate) -> Result<Moment, FieldError> {
    let given = pairs.iter().rfind(|(name, _)| *name == "per").map_or("", |(_, value)| value);
    Moment::parse(given, today).map_err(|_| FieldError::new("per", ErrorCode::NotADate))
}

fn journal(pairs: &[(&str, &str)], today: NaiveDate) -> Result<What, Vec<FieldError>> {
    // How far someone has leafed is no filter.
    let query = JournalQuery::parse(pairs.iter().copied()).map(|query| JournalQuery { before: None, ..query });
    match (query, moment(pairs, today)) {
        (Ok(query), Ok(moment)) => Ok(What::Journal(query, moment)),
        (query, moment) => Err(query.err().into_iter().flatten().chain(moment.err()).collect()),
    }
}

fn evidence_list(pairs: &[(&str, &str)], today: NaiveDate) -> Result<What, Vec<FieldError>> {
    let (mut query, mut errors) = (Selection::default(), Vec::new());
    for (name, value) in pairs.iter().map(|(name, value)| (*name, value.trim())).filter(|(_, value)| !value.is_empty())
    {
        let given = || value.chars().take(80).collect::<String>();
        let wrong = match name {
            "ramverk" => {
                query.frameworks = vec![value.to_lowercase()];
                None
            }
            "krav" => {
                query.requirements = Key::parse(value).into_iter().collect();
                query.requirements.is_empty().then(|| ErrorCode::UnknownKey { given: given() })
            }
            "fran" => {
                query.from = date::parse(value);
                query.from.is_none().then_some(ErrorCode::NotADate)
            }
            "till" => {
                query.to = date::parse(value);
                query.to.is_none().then_some(ErrorCode::NotADate)
            }
            _ => None,
        };
        errors.extend(wrong.map(|code| FieldError::new(name, code)));
    }
    if let (Some(from), Some(to)) = (query.from, query.to)
        && to < from
    {
        errors.push(FieldError::new("till", ErrorCode::Before { other: "fran".to_owned() }));
    }
    match moment(pairs, today) {
        Ok(moment) if errors.is_empty() => Ok(What::EvidenceList(query, moment)),
        Ok(_) => Err(errors),
        Err(wrong) => {
            errors.push(wrong);
            Err(errors)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, pairs: &[(&str, &str)]) -> Result<What, Vec<FieldError>> {
        let (register, format) = file(name).unwrap();
        Asked::read(register, format, pairs.iter().copied(), date::parse("2026-11-23").unwrap()).map(|asked| asked.what)
    }

    #[test]
    fn a_files_name_says_register_and_form() {
        assert_eq!(file("risker.xlsx"), Some((Register::Risks, Format::Xlsx)));
        for absent in ["risker", "risker.doc", "risks.csv", ".csv", "risker.csv.exe"] {
            assert_eq!(file(absent), None, "{absent}");
        }
    }

    #[test]
    fn a_list_reads_its_own_filters_and_the_journal_its_own() {
        let list = read("risker.csv", &[("status", "all"), ("per", "2024-04-30"), ("sida", "3")]).unwrap();
        assert!(matches!(list, What::List(query) if query.filters.len() == 1 && query.moment != Moment::Now));
        let journal = read("journal.csv", &[("slag", "risk"), ("fore", "61")]).unwrap();
        assert!(matches!(journal, What::Journal(query, Moment::Now) if query.kind.is_some() && query.before.is_none()));
        assert!(matches!(read("evidens.csv", &[("slag", "minutes")]), Ok(What::List(_))));
        let list = read("evidens.csv", &[("ramverk", "NIS2"), ("fran", "2026-01-01")]).unwrap();
        assert!(matches!(list, What::EvidenceList(query, _) if query.frameworks == ["nis2"] && query.from.is_some()));
    }

    #[test]
    fn the_statement_is_asked_for_by_its_framework_and_day() {
        assert_eq!((statement("tillamplighet.pdf"), statement("tillamplighetpdf")), (Some("pdf"), None));
        let today = date::parse("2026-11-23").unwrap();
        let read = |pairs: &[(&'static str, &'static str)]| read_statement(pairs.iter().copied(), today);
        assert_eq!(read(&[("ramverk", "ISO27001")]), Ok(("iso27001".to_owned(), Moment::Now)));
        assert!(matches!(read(&[("per", "2025-12-31")]), Ok((framework, Moment::On(_))) if framework.is_empty()));
        assert_eq!(read(&[("per", "x"), ("sort", "titel")]).unwrap_err().len(), 2);
    }

    #[test]
    fn a_board_pack_is_asked_for_by_its_day_alone() {
        let today = date::parse("2026-11-23").unwrap();
        assert_eq!(read_day([], today), Ok(Moment::Now));
        assert!(matches!(read_day([("per", "2025-12-31")], today), Ok(Moment::On(_))));
        assert_eq!(read_day([("per", "x"), ("sida", "2")], today).unwrap_err().len(), 2);
    }

    #[test]
    fn what_nothing_knows_is_an_error() {
        for (name, pairs) in [
            ("risker.csv", ("statsu", "open")),
            ("risker.csv", ("status", "öppen")),
            ("risker.csv", ("per", "igår")),
            ("risker.csv", ("ramverk", "nis2")),
            ("journal.csv", ("status", "open")),
            ("journal.csv", ("fran", "x")),
            ("evidens.csv", ("fran", "2026-01-01")),
            ("evidens.csv", ("krav", "a b")),
        ] {
            assert_eq!(read(name, &[pairs]).unwrap_err().len(), 1, "{name} {pairs:?}");
        }
        assert!(read("evidens.csv", &[("ramverk", "nis2"), ("status", "open")]).is_err());
        assert!(read("evidens.csv", &[("ramverk", "nis2"), ("fran", "2026-02-01"), ("till", "2026-01-01")]).is_err());
    }
}
