//! Disclosures (utlämnanden): the list of them, the going through of the marked fields of a picture or a register's list one by
//! one, and each one's page with its decision and its documents.

pub mod asked;
mod detail;
mod examining;
mod list;

pub use detail::DisclosurePage;
pub use list::DisclosureListPage;

use crate::i18n::Lang;
use crate::i18n::text;
use crate::{plural, t};
use domain::disclosure::{Disclosure, Scope};

/// What is given out, at the beginning of a sentence.
#[must_use]
pub fn what(lang: Lang, scope: &Scope) -> String {
    match scope {
        Scope::Picture { name, .. } => t!(lang, "disclosure.what_picture", name = name),
        Scope::List { register, day, .. } => {
            let register = text(lang, &format!("register.{}", register.code()));
            t!(lang, "disclosure.what_list", register = register, date = day)
        }
    }
}

/// What was decided, in a sentence.
#[must_use]
pub fn finding(lang: Lang, disclosure: &Disclosure) -> String {
    let what = what(lang, &disclosure.scope);
    match disclosure.masked() {
        0 => t!(lang, "disclosure.whole", what = what),
        masked => plural!(lang, "disclosure.masked", masked, what = what),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Key;
    use domain::disclosure::Examined;

    #[test]
    fn a_disclosure_says_what_it_comes_to() {
        let key = |text: &str| Key::parse(text).unwrap();
        let one = |provision: Option<&str>| Examined {
            record: key("RSK-01"),
            field: "cause".into(),
            provision: provision.map(str::to_owned),
        };
        let said = |examined: Vec<Examined>| {
            let disclosure = Disclosure {
                scope: Scope::Picture { picture: key("RB-2026-2"), name: "2026:2".into(), content: key("RB-2026-2.1") },
                registration: "SN 2026/1".into(),
                decided: "2026-11-25".parse().unwrap(),
                by: "Säkerhetssamordnare".into(),
                reasons: String::new(),
                examined,
            };
            finding(Lang::Sv, &disclosure)
        };
        assert_eq!(said(vec![one(None)]), "Riskbild 2026:2 lämnas ut i sin helhet");
        let masked = one(Some("OSL 18 kap. 8 §"));
        assert_eq!(said(vec![masked.clone()]), "Riskbild 2026:2 lämnas ut med en uppgift maskad");
        assert_eq!(said(vec![masked.clone(), masked]), "Riskbild 2026:2 lämnas ut med två uppgifter maskade");
        let list = Scope::List {
            register: domain::Register::Measures,
            filters: std::collections::BTreeMap::new(),
            day: "2026-11-25".parse().unwrap(),
            position: 1,
        };
        assert_eq!(what(Lang::Sv, &list), "Listan Åtgärder den 2026-11-25");
    }
}
