//! The interface's words in both languages, as the columns and cells of a file are read by.

use crate::i18n::{Lang, code_label, column_label, field_name, find, text};
use domain::field::Input;
use domain::import::{Lexicon, plain, targets};
use domain::{Kind, Register};

/// What people write for yes and no besides the words themselves.
const YES: [&str; 6] = ["true", "sant", "yes", "x", "on", "1"];
const NO: [&str; 4] = ["false", "falskt", "no", "0"];

/// What the columns and cells of a register's file may be called.
#[must_use]
pub fn lexicon(register: Register) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let Some(kind) = register.kind() else { return lexicon };
    let both = |key: &str| Lang::ALL.iter().filter_map(|lang| find(*lang, key)).map(plain).collect::<Vec<String>>();
    let columns: Vec<&'static str> = register.columns().iter().map(|column| column.name).collect();
    let beside = targets(register).into_iter().filter(|target| !columns.contains(&target.name));
    lexicon.headings = columns.iter().flat_map(|name| own(register, name)).collect();
    lexicon.headings.extend(beside.flat_map(|target| fields(kind, target.field.name, target.name)));
    lexicon.headings.extend(
        columns.iter().flat_map(|name| both(&format!("column.{name}")).into_iter().map(|words| (words, *name))),
    );
    for target in targets(register) {
        lexicon.hints.extend(fields(kind, target.field.name, target.name));
        if let Input::Choice(group, codes) = target.field.input {
            let words = codes
                .iter()
                .flat_map(|code| Lang::ALL.iter().map(|lang| (plain(code_label(*lang, group, code)), *code)));
            lexicon.codes.insert(group, words.collect());
        }
    }
    lexicon.yes = both("common.yes").into_iter().chain(YES.map(str::to_owned)).collect();
    lexicon.no = both("common.no").into_iter().chain(NO.map(str::to_owned)).collect();
    // What stands before the provision.
    let begins = |lang: &Lang| plain(text(*lang, "secrecy.masked").split('{').next().unwrap_or_default());
    lexicon.masked = Lang::ALL.iter().map(begins).collect();
    lexicon.months =
        (1..=12).flat_map(|n| both(&format!("calendar.month_{n}")).into_iter().map(move |name| (name, n))).collect();
    lexicon
}

/// What a register calls a column of its own.
fn own(register: Register, name: &'static str) -> impl Iterator<Item = (String, &'static str)> {
    Lang::ALL.iter().map(move |lang| (plain(column_label(*lang, register, name)), name))
}

/// What a form calls a field.
fn fields(kind: Kind, field: &'static str, name: &'static str) -> impl Iterator<Item = (String, &'static str)> {
    Lang::ALL.iter().map(move |lang| (plain(field_name(*lang, kind, field)), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::MISSING;
    use domain::import::{Head, Lead, Mapping, registers};

    #[test]
    fn every_heading_of_our_own_files_leads_to_its_own_column_in_both_languages() {
        for register in registers() {
            let lexicon = lexicon(register);
            assert!(!lexicon.headings.iter().any(|(words, _)| *words == plain(MISSING)), "{register:?}");
            for lang in Lang::ALL {
                for column in register.columns() {
                    let heading = column_label(*lang, register, column.name);
                    assert_eq!(lexicon.column(heading), Some(column.name), "{register:?} {heading}");
                }
                for target in targets(register) {
                    let heading = crate::import::heading(*lang, register, &target);
                    assert_eq!(lexicon.column(heading), Some(target.name), "{register:?} {heading}");
                }
            }
        }
    }

    #[test]
    fn the_name_of_a_field_in_the_data_leads_to_it() {
        for register in registers() {
            let lexicon = lexicon(register);
            for target in targets(register) {
                assert_eq!(lexicon.column(target.name), Some(target.name), "{register:?}");
            }
        }
    }

    #[test]
    fn headings_of_another_system_are_guessed() {
        let texts = ["Namn", "Ansvarig enhet", "Startdatum", "Slutdatum", "Status", "Klart i %", "Kommentar"];
        let heads: Vec<Head> = (0..).zip(texts).map(|(place, text)| Head { place, text: text.to_owned() }).collect();
        let mapping = Mapping::of(Register::Measures, &heads, &lexicon(Register::Measures), |_| None);
        let guessed: Vec<Option<&str>> = mapping
            .leads
            .iter()
            .map(|lead| match lead {
                Lead::Unknown(Some(target)) => Some(target.name),
                Lead::To(target) => Some(target.name),
                _ => None,
            })
            .collect();
        assert_eq!(guessed, [None, Some("owner"), Some("start"), Some("end"), None, Some("percent"), None]);
    }

    #[test]
    fn words_are_known_in_both_languages() {
        let lexicon = lexicon(Register::Measures);
        assert_eq!(lexicon.code("area", "Technical security"), lexicon.code("area", "Teknisk säkerhet"));
        assert_eq!((lexicon.flag("Ja"), lexicon.flag("no"), lexicon.flag("kanske")), (Some(true), Some(false), None));
        assert!(lexicon.hides("Sekretessmarkerat, OSL 18 kap. 8 §") && !lexicon.hides("Sekretess"));
        assert_eq!(lexicon.months.iter().filter(|(_, n)| *n == 5).count(), 2);
    }
}
