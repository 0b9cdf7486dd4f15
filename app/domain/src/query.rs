//! What a list is asked for: read from the address, written back into it, and obeyed alike by pages and exports.

use crate::date;
use crate::error::{ErrorCode, FieldError};
use crate::facets::Facets;
use crate::incident::DRILL;
use crate::key::Key;
use crate::label::{Label, LabelCode};
use crate::moment::Moment;
use crate::register::{
    Facet, Filter, Options, Register, SOON, STATE_ALL, STATE_OVERDUE, STATE_SOON, STATE_UNFINISHED, Sort,
};
use crate::swedish;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows on a page when nothing else is asked for.
pub const PAGE_SIZE: u32 = 50;
/// Most rows on a page.
pub const PAGE_SIZE_MAX: u32 = 200;
/// Page sizes people can choose among.
pub const PAGE_SIZES: [u32; 4] = [20, 50, 100, 200];
/// Longest search text, in characters.
pub const TEXT_MAX: usize = 200;

/// The parameter of the records that are asked for one by one.
pub const KEYS: &str = "poster";
/// Most records that can be asked for one by one: as many as an address holds everywhere.
pub const KEYS_MAX: usize = 200;

/// What a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The register.
    pub register: Register,
    /// Chosen filters by parameter name.
    pub filters: BTreeMap<String, String>,
    /// Search text.
    pub text: String,
    /// The records that are asked for one by one, as a number of a report leads to just what it counts; empty for all.
    #[serde(default)]
    pub keys: Vec<Key>,
    /// What it is sorted by.
    pub sort: Sort,
    /// Whether the order falls.
    pub falling: bool,
    /// Page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub size: u32,
    /// Whether every column is shown.
    pub all_columns: bool,
    /// The columns to show, in order, when they were chosen one by one; empty for the register's own.
    #[serde(default)]
    pub chosen: Vec<String>,
    /// When it is seen from.
    pub moment: Moment,
}

impl ListQuery {
    /// The register as it is, from the top.
    #[must_use]
    pub fn new(register: Register) -> Self {
        let (sort, falling) = register.default_sort();
        Self {
            register,
            filters: BTreeMap::new(),
            text: String::new(),
            keys: Vec::new(),
            sort,
            falling,
            page: 1,
            size: PAGE_SIZE,
            all_columns: false,
            chosen: Vec::new(),
            moment: Moment::Now,
        }
    }

    /// Reads an address's parameters. Parameters it doesn't know are left to others; values it doesn't understand are
    /// errors, so that a mistyped filter never shows everything as if it were the answer.
    ///
    /// # Errors
    /// Every parameter that can't be taken.
    pub fn parse<'a>(
        register: Register,
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut query = Self::new(register);
        let mut errors = Vec::new();
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let unknown =
                || FieldError::new(name, ErrorCode::UnknownChoice { given: value.chars().take(80).collect() });
            match name {
                KEYS => match keys(value) {
                    Some(keys) => query.keys = keys,
                    None => errors.push(unknown()),
                },
                "q" => query.text = value.chars().take(TEXT_MAX).collect(),
                "sort" => match Sort::from_code(value.trim_start_matches('-')) {
                    Some(sort) => (query.sort, query.falling) = (sort, value.starts_with('-')),
                    None => errors.push(unknown()),
                },
                "sida" => match value.parse() {
                    Ok(page) if (1..=1_000_000).contains(&page) => query.page = page,
                    _ => errors.push(FieldError::new(name, ErrorCode::OutOfRange { min: 1, max: 1_000_000 })),
                },
                "antal" => match value.parse() {
                    Ok(size) if (1..=PAGE_SIZE_MAX).contains(&size) => query.size = size,
                    _ => {
                        errors.push(FieldError::new(name, ErrorCode::OutOfRange { min: 1, max: PAGE_SIZE_MAX.into() }))
                    }
                },
                "kolumner" if value == "alla" => query.all_columns = true,
                "kolumner" => match chosen(register, value) {
                    // A form with boxes sends one for each.
                    Some(names) => names.into_iter().for_each(|name| {
                        if !query.chosen.contains(&name) {
                            query.chosen.push(name);
                        }
                    }),
                    None => errors.push(unknown()),
                },
                "per" => match Moment::parse(value, today) {
                    Ok(moment) => query.moment = moment,
                    Err(_) => errors.push(FieldError::new(name, ErrorCode::NotADate)),
                },
                _ => match register.filters().iter().find(|filter| filter.param == name) {
                    Some(filter) if takes(filter, value) => {
                        query.filters.insert(name.to_owned(), value.to_owned());
                    }
                    Some(_) => errors.push(unknown()),
                    None => {}
                },
            }
        }
        if errors.is_empty() { Ok(query) } else { Err(errors) }
    }

    /// The parameters that ask for this, without those that have their default.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = self.filters.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if !self.text.is_empty() {
            add("q", self.text.clone());
        }
        if !self.keys.is_empty() {
            add(KEYS, self.keys.iter().map(Key::as_str).collect::<Vec<_>>().join(","));
        }
        if (self.sort, self.falling) != self.register.default_sort() {
            add("sort", format!("{}{}", if self.falling { "-" } else { "" }, self.sort.code()));
        }
        if self.page != 1 {
            add("sida", self.page.to_string());
        }
        if self.size != PAGE_SIZE {
            add("antal", self.size.to_string());
        }
        if self.all_columns {
            add("kolumner", "alla".to_owned());
        } else if !self.chosen.is_empty() {
            add("kolumner", self.chosen.join(","));
        }
        if self.moment != Moment::Now {
            add("per", self.moment.param());
        }
        pairs
    }

    /// The same as an address's query, percent-encoded, with its `?`; empty when there is nothing to say.
    #[must_use]
    pub fn address(&self) -> String {
        let text: Vec<String> = self.pairs().iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        if text.is_empty() { String::new() } else { format!("?{}", text.join("&")) }
    }

    /// The value of a filter, or empty.
    #[must_use]
    pub fn filter(&self, on: Facet) -> &str {
        let param = self.register.filters().iter().find(|filter| filter.on == on).map(|filter| filter.param);
        param.and_then(|param| self.filters.get(param)).map_or("", String::as_str)
    }

    /// Whether any filter or search narrows it.
    #[must_use]
    pub fn narrowed(&self) -> bool {
        !self.filters.is_empty() || !self.text.is_empty() || !self.keys.is_empty()
    }

    /// Names of the columns it shows, in order. What a row is about comes first, also when only other columns were chosen.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static str> {
        let all = self.register.columns();
        if self.all_columns || self.chosen.is_empty() {
            // What is a drill says so in every row.
            let marks = |name: &str| name == "drill" && self.drills();
            let shown = all.iter().filter(|column| self.all_columns || column.standard || marks(column.name));
            return shown.map(|column| column.name).collect();
        }
        let named = |name: &String| all.iter().map(|column| column.name).find(|known| known == name);
        let shown: Vec<&'static str> = self.chosen.iter().filter_map(named).collect();
        let first = all.first().map(|column| column.name).filter(|first| !shown.contains(first));
        let drill = (self.drills() && !shown.contains(&"drill")).then_some("drill");
        first.into_iter().chain(shown).chain(drill).collect()
    }

    /// The label that is asked for.
    #[must_use]
    pub fn label(&self) -> Option<LabelCode> {
        LabelCode::from_code(self.filter(Facet::Label))
    }

    /// Whether a record's labels hold the one that is asked for, if any is.
    #[must_use]
    pub fn takes_labels(&self, labels: &[Label]) -> bool {
        self.label().is_none_or(|wanted| labels.iter().any(|label| label.code == wanted))
    }

    /// Whether a record is among those that are asked for one by one, if any are.
    #[must_use]
    pub fn takes_key(&self, key: &Key) -> bool {
        self.keys.is_empty() || self.keys.contains(key)
    }

    /// Whether a record's facets pass every filter, seen from a day. The search text and the labels are not compared here.
    #[must_use]
    pub fn takes(&self, facets: &Facets, day: NaiveDate) -> bool {
        let same = |on, value: &str| self.filter(on).is_empty() || self.filter(on) == value;
        let number = |on, value: i64| self.filter(on).is_empty() || self.filter(on).parse() == Ok(value);
        self.takes_state(facets, day)
            && same(Facet::Category, &facets.category)
            && same(Facet::Owner, &facets.owner)
            && same(Facet::Area, &facets.area)
            && same(Facet::SubArea, &facets.sub_area)
            && same(Facet::Framework, &facets.framework)
            && number(Facet::Band, facets.band)
            && number(Facet::Cell, facets.cell)
            && self.takes_side(&facets.area)
    }

    /// Whether drills are asked for.
    #[must_use]
    pub fn drills(&self) -> bool {
        self.filter(Facet::Drill) == "1"
    }

    /// Whether a record is on the side that is asked for: of incidents either what is real or drills, never both.
    #[must_use]
    pub fn takes_side(&self, area: &str) -> bool {
        self.register != Register::Incidents || (area == DRILL) == self.drills()
    }

    /// What a due date is compared with to tell that it has passed, seen from the end of a day: clocks of incidents count by
    /// the minute.
    #[must_use]
    pub fn passed(&self, day: NaiveDate) -> String {
        match self.register {
            Register::Incidents => swedish::sortable(Some(swedish::end_of(day))),
            _ => day.to_string(),
        }
    }

    fn takes_state(&self, facets: &Facets, day: NaiveDate) -> bool {
        match self.filter(Facet::State) {
            "" => !facets.closed,
            STATE_ALL => true,
            STATE_OVERDUE => !facets.closed && facets.due < self.passed(day),
            STATE_UNFINISHED => !facets.closed && facets.due != date::NEVER,
            STATE_SOON => !facets.closed && (day.to_string()..=soon(day)).contains(&facets.due),
            state => facets.state == state,
        }
    }
}

/// Keys with commas between them; none when one of them is no key, or they are too many.
fn keys(value: &str) -> Option<Vec<Key>> {
    let keys: Vec<Key> = value.split(',').map(|key| Key::parse(key).ok()).collect::<Option<_>>()?;
    (keys.len() <= KEYS_MAX).then_some(keys)
}

/// The last day that is soon, seen from a day.
#[must_use]
pub fn soon(day: NaiveDate) -> String {
    day.checked_add_signed(SOON).unwrap_or(day).to_string()
}

/// Columns by their names, with commas between; none when one of them isn't the register's.
fn chosen(register: Register, value: &str) -> Option<Vec<String>> {
    let known = |name: &str| register.columns().iter().any(|column| column.name == name);
    let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| known(name).then(|| name.to_owned())).collect()
}

/// Whether a filter knows a value. Vocabularies are the organisation's own, and what they held earlier must still be
/// possible to look for, so any short text passes there.
fn takes(filter: &Filter, value: &str) -> bool {
    match filter.options {
        Options::Codes(_, codes) => codes.contains(&value),
        Options::Categories | Options::Functions | Options::Frameworks => value.chars().count() <= 120,
        Options::Bands | Options::Hidden => value.parse::<u8>().is_ok(),
    }
}

/// Percent-encodes a value for an address's query.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                let hex = |n: u8| char::from_digit(n.into(), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(['%', hex(byte >> 4), hex(byte & 15)]);
            }
        }
    }
    out
}

/// The parameters of an address's query, as [`encode`] and browsers write them. What isn't text is left out.
#[must_use]
pub fn decode(query: &str) -> Vec<(String, String)> {
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(part: &str) -> String {
    let given = part.as_bytes();
    let digit =
        |at: usize| given.get(at).and_then(|byte| char::from(*byte).to_digit(16)).and_then(|n| u8::try_from(n).ok());
    let (mut bytes, mut at) = (Vec::with_capacity(given.len()), 0);
    while let Some(byte) = given.get(at) {
        at += 1;
        bytes.push(match (byte, digit(at), digit(at + 1)) {
            (b'%', Some(high), Some(low)) => {
                at += 2;
                high << 4 | low
            }
            (b'+', ..) => b' ',
            (byte, ..) => *byte,
        });
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        date::parse("2026-11-23").unwrap()
    }

    #[test]
    fn an_address_reads_back_as_itself() {
        let pairs = [
            ("status", "overdue"),
            ("ansvarig", "IT-säkerhetsansvarig"),
            ("poster", "ATG-01,ATG-07"),
            ("sort", "-datum"),
            ("sida", "3"),
            ("per", "2024-04-30"),
        ];
        let query = ListQuery::parse(Register::Measures, pairs, today()).unwrap();
        let written = query.pairs();
        let again =
            ListQuery::parse(Register::Measures, written.iter().map(|(k, v)| (k.as_str(), v.as_str())), today());
        assert_eq!(again.unwrap(), query);
        assert!(query.address().contains("IT-s%C3%A4kerhetsansvarig"));
        assert_eq!(decode(&query.address()), written);
        assert_eq!(decode("?q=a+b%2"), [("q".to_owned(), "a b%2".to_owned())]);
    }

    #[test]
    fn what_is_not_understood_is_an_error_not_an_empty_filter() {
        for pair in [
            ("status", "öppen"),
            ("sort", "pris"),
            ("sida", "0"),
            ("antal", "9999"),
            ("per", "igår"),
            ("niva", "hög"),
            ("poster", "RSK-01,?"),
        ] {
            assert!(ListQuery::parse(Register::Risks, [pair], today()).is_err(), "{pair:?}");
        }
    }

    #[test]
    fn a_label_is_asked_for_only_where_it_can_be() {
        let list = |register, code| ListQuery::parse(register, [("flagga", code)], today());
        let query = list(Register::Measures, "established").unwrap();
        let labels = [Label { code: LabelCode::Established, days: 0 }];
        assert!(query.takes_labels(&labels) && !query.takes_labels(&[]));
        assert!(ListQuery::new(Register::Measures).takes_labels(&[]));
        assert!(list(Register::Controls, "established").is_err() && list(Register::Measures, "sent").is_err());
    }

    #[test]
    fn what_is_soon_is_not_yet_late() {
        let due = |due: &str| Facets { state: "ongoing".into(), due: due.into(), ..Facets::default() };
        let takes = |status, facets: &Facets| {
            ListQuery::parse(Register::Measures, [("status", status)], today()).unwrap().takes(facets, today())
        };
        let told = |facets: &Facets| ["overdue", "soon", "unfinished"].map(|status| takes(status, facets));
        assert_eq!(told(&due("2026-11-22")), [true, false, true]);
        assert_eq!(told(&due("2026-11-23")), [false, true, true]);
        assert_eq!(told(&due("2026-12-23")), [false, true, true]);
        assert_eq!(told(&due("2026-12-24")), [false, false, true]);
        assert_eq!(told(&due(date::NEVER)), [false, false, false]);
    }

    #[test]
    fn columns_are_shown_as_they_were_chosen() {
        let chosen = |value| ListQuery::parse(Register::Measures, [("kolumner", value)], today());
        let query = chosen("title,note, percent,note").unwrap();
        assert_eq!(query.columns(), ["key", "title", "note", "percent"]);
        assert_eq!(query.pairs(), [("kolumner".to_owned(), "title,note,percent".to_owned())]);
        assert_eq!(chosen("alla").unwrap().columns().len(), Register::Measures.columns().len());
        assert!(chosen("title,pris").is_err());
        let boxes = [("kolumner", "key"), ("kolumner", "end")];
        assert_eq!(ListQuery::parse(Register::Measures, boxes, today()).unwrap().columns(), ["key", "end"]);
    }

    #[test]
    fn closed_records_are_left_out_until_asked_for() {
        let closed = Facets { closed: true, state: "closed".into(), due: "2020-01-01".into(), ..Facets::default() };
        let list = |status| ListQuery::parse(Register::Risks, [("status", status)], today()).unwrap();
        assert!(!list("").takes(&closed, today()) && list("all").takes(&closed, today()));
        assert!(list("closed").takes(&closed, today()) && !list("overdue").takes(&closed, today()));
    }
}
