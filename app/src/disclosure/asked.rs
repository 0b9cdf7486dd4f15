//! What the address of the disclosures' page asks to have looked at: a picture, or a list with its own parameters.

use domain::disclosure::filter_lines;
use domain::query::encode;
use domain::{Draft, Key, ListQuery, Moment, Page, Register};

/// The parameter that names a picture.
pub const PICTURE: &str = "riskbild";
/// The parameter that names a register.
pub const LIST: &str = "lista";
/// The parameter that says which day a list is seen from.
pub const DAY: &str = "dag";
/// Parameters of the page itself, which are none of a list's.
const OWN: [&str; 7] = [PICTURE, LIST, DAY, "per", "klart", "vad", "v"];

/// The beginning of the form, when the address asks for one.
#[must_use]
pub fn asked(pairs: &[(String, String)]) -> Option<Draft> {
    let named = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    if !named(PICTURE).is_empty() {
        return Some(Draft::default().with("picture", named(PICTURE)));
    }
    let filters = pairs.iter().filter(|(name, value)| !OWN.contains(&name.as_str()) && !value.is_empty());
    let lines = filter_lines(filters.map(|(name, value)| (name.as_str(), value.as_str())));
    let draft = Draft::default().with("register", named(LIST)).with("filters", lines).with("day", named(DAY));
    (!named(LIST).is_empty()).then_some(draft)
}

/// The address that asks for a picture.
#[must_use]
pub fn of_picture(picture: &Key) -> String {
    format!("{}?{PICTURE}={}", Page::Disclosures.path(), encode(picture.as_str()))
}

/// The address that asks for a list, as it stands on a day.
#[must_use]
pub fn of_list(register: Register, filters: impl IntoIterator<Item = (String, String)>, day: &str) -> String {
    let filters = filters.into_iter().filter(|(name, _)| !OWN.contains(&name.as_str()));
    let filters: String = filters.map(|(name, value)| format!("&{}={}", encode(&name), encode(&value))).collect();
    format!("{}?{LIST}={}&{DAY}={day}{filters}", Page::Disclosures.path(), register.code())
}

/// The address that asks for what a list shows.
#[must_use]
pub fn of_query(query: &ListQuery, day: chrono::NaiveDate) -> String {
    let whole = ListQuery { page: 1, size: ListQuery::new(query.register).size, moment: Moment::Now, ..query.clone() };
    of_list(query.register, whole.pairs(), &day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_asks_for_what_it_was_made_of() {
        let picture = Key::parse("RB-2026-2").unwrap();
        assert_eq!(of_picture(&picture), "/utlamnanden?riskbild=RB-2026-2");
        let pairs = [("omrade", "technical"), ("per", "2025-01-01"), ("sida", "3"), ("sort", "titel")];
        let today = "2026-11-25".parse().unwrap();
        let query = ListQuery::parse(Register::Risks, pairs, today).unwrap();
        let address = of_query(&query, today);
        assert_eq!(address, "/utlamnanden?lista=risker&dag=2026-11-25&omrade=technical&sort=titel");
        let read: Vec<(String, String)> = address
            .split(['?', '&'])
            .filter_map(|part| part.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let draft = asked(&read).unwrap();
        assert_eq!((draft.get("register"), draft.get("day")), ("risker", "2026-11-25"));
        assert_eq!(draft.get("filters"), "omrade=technical\nsort=titel");
        assert_eq!(asked(&[("per".into(), "2025-01-01".into())]), None);
    }
}
