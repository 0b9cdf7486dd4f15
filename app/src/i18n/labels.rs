//! Labels found by the codes of the domain.

use super::forms::percent;
use super::table::{find, text};
use super::{Lang, t};
use domain::action::Action;
use domain::cell::Cell;
use domain::kind::Kind;
use domain::register::{Register, Sort};

/// The text of a code: `code_label(lang, "treatment", "reduce")`.
#[must_use]
pub fn code_label(lang: Lang, group: &str, code: &str) -> &'static str {
    text(lang, &format!("{group}.{code}"))
}

/// The label of a field: in its kind's own form, in an action's form, or as a diff names it.
#[must_use]
pub fn field_label(lang: Lang, kind: Kind, field: &str) -> &'static str {
    // A field of one of many statements is called as it is of each: `text:risks:counts`.
    let field = field.split(':').next().unwrap_or(field);
    let own = format!("field_{}.{field}", kind.code());
    let shared = ["field_action", "field_secrecy"].map(|space| format!("{space}.{field}"));
    first(lang, [own].iter().chain(&shared))
}

/// The label of a field where there is little room: what stands before the colon of `Orsak: på grund av …`.
#[must_use]
pub fn field_name(lang: Lang, kind: Kind, field: &str) -> &'static str {
    let label = field_label(lang, kind, field);
    label.split_once(':').map_or(label, |(name, _)| name)
}

/// The help below a field, where it has any.
#[must_use]
pub fn field_help(lang: Lang, kind: Kind, field: &str) -> Option<&'static str> {
    [&format!("field_{}", kind.code()), "field_action", "field_secrecy"]
        .iter()
        .find_map(|space| find(lang, &format!("{space}.{field}_help")))
}

/// The heading of a column; the same column may be called differently in different registers.
#[must_use]
pub fn column_label(lang: Lang, register: Register, column: &str) -> &'static str {
    first(lang, &own_or_shared("column", column, register))
}

/// What a list is sorted by, as its register calls it.
#[must_use]
pub fn sort_label(lang: Lang, register: Register, sort: Sort) -> &'static str {
    first(lang, &own_or_shared("sort", sort.code(), register))
}

/// The text of a choice in a filter. The empty code is "all".
#[must_use]
pub fn filter_choice(lang: Lang, register: Register, param: &str, group: &str, code: &str) -> &'static str {
    if code.is_empty() {
        return first(lang, &own_or_shared("filter", &format!("{param}_all"), register));
    }
    find(lang, &format!("filter.{code}_{}", register.code())).unwrap_or_else(|| code_label(lang, group, code))
}

/// The label of the button that opens an action: `Ny risk`, `Rapportera framdrift`.
#[must_use]
pub fn action_label(lang: Lang, action: Action, kind: Kind) -> &'static str {
    text(lang, &format!("action.{}_{}", action.code(), kind.code()))
}

/// What the journal says was done: `Bedömning ändrad`.
#[must_use]
pub fn done_label(lang: Lang, action: Action, kind: Kind) -> &'static str {
    text(lang, &format!("action_done.{}_{}", action.code(), kind.code()))
}

/// A cell in plain words, for files and for those who listen. Numbers are plain digits, so that a file can be counted on.
#[must_use]
pub fn cell_words(lang: Lang, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(words) | Cell::Time(words) => words.clone(),
        Cell::Key(key) => key.to_string(),
        Cell::Keys(keys) => {
            let keys: Vec<&str> = keys.iter().map(domain::Key::as_str).collect();
            keys.join(", ")
        }
        Cell::Labels(labels) => {
            let labels: Vec<&str> = labels.iter().map(|label| code_label(lang, "label", label.code.code())).collect();
            labels.join(", ")
        }
        Cell::Number(n) => n.to_string(),
        Cell::Percent(n) => percent(lang, *n),
        Cell::Date(day) => day.to_string(),
        Cell::Score { value, band, .. } => format!("{value} {band}"),
        Cell::Code(group, code) => code_label(lang, group, code).to_owned(),
        Cell::Flag(true) => t!(lang, "common.yes").to_owned(),
        Cell::Flag(false) => t!(lang, "common.no").to_owned(),
        Cell::Masked(provision) => t!(lang, "secrecy.masked", provision = provision),
    }
}

/// The key as the register has it, then as all have it.
fn own_or_shared(space: &str, key: &str, register: Register) -> [String; 2] {
    [format!("{space}.{key}_{}", register.code()), format!("{space}.{key}")]
}

/// The first of the keys that has a text.
fn first<'a>(lang: Lang, keys: impl IntoIterator<Item = &'a String>) -> &'static str {
    let found = keys.into_iter().find_map(|key| find(lang, key));
    found.unwrap_or(super::MISSING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_in_words() {
        let words = |cell| cell_words(Lang::Sv, &cell);
        assert_eq!(words(Cell::code("treatment", "reduce")), "Reducera");
        assert_eq!(words(Cell::Masked("OSL 18 kap. 8 §".into())), "Sekretessmarkerat, OSL 18 kap. 8 §");
        assert_eq!(words(Cell::Score { value: 8, tone: 4, band: "Hög".into() }), "8 Hög");
        assert_eq!((words(Cell::Flag(true)), words(Cell::Empty)), ("Ja".into(), String::new()));
    }
}
