//! A cell as the text that a form would have sent.

use super::fault::Fault;
use super::lexicon::{Lexicon, plain};
use super::table::Given;
use super::target::Target;
use crate::date;
use crate::error::ErrorCode;
use crate::field::Input;
use crate::key::Key;
use crate::settings::Settings;
use chrono::{Days, NaiveDate};

/// Days that a spreadsheet may count to and that a record may have: 1920 to 2200, roughly. A bare number outside of them
/// was hardly meant as a date.
const SERIALS: std::ops::RangeInclusive<f64> = 7_306.0..=109_939.0;
/// Largest whole number that is written with all its digits.
const WHOLE: f64 = 1e15;

/// What a cell says of a field, as its form would have sent it. Only what no form can hold is an error here: the rules of
/// the record judge the rest.
pub(super) fn text_of(
    given: &Given,
    target: &Target,
    lexicon: &Lexicon,
    settings: &Settings,
) -> Result<String, ErrorCode> {
    let import = |fault, given: &str| ErrorCode::Import { fault, given: given.to_owned() };
    match given {
        Given::Empty => return Ok(String::new()),
        Given::Formula => return Err(import(Fault::Formula, "")),
        Given::Error(shown) => return Err(import(Fault::CellError, shown)),
        _ => {}
    }
    match target.field.input {
        Input::Date => day(given, lexicon).map(|day| day.to_string()).ok_or(ErrorCode::NotADate),
        Input::Number(..) if target.name == "percent" => percent(given).ok_or(ErrorCode::NotANumber),
        Input::Number(..) => whole(given).ok_or(ErrorCode::NotANumber),
        Input::Likelihood => step(given, &settings.scale.likelihood).ok_or(ErrorCode::NotANumber),
        Input::Consequence => step(given, &settings.scale.consequence).ok_or(ErrorCode::NotANumber),
        Input::Choice(group, codes) => {
            let words = words(given);
            let code = codes.iter().find(|code| **code == words.trim()).copied();
            let code = code.or_else(|| lexicon.code(group, &words));
            code.map(str::to_owned).ok_or_else(|| unknown(&words))
        }
        Input::Category => Ok(one_of(&words(given), &settings.categories)),
        Input::Function => Ok(one_of(&words(given), &settings.functions)),
        Input::Links(_) => Ok(keys(&words(given))),
        Input::Flag => {
            let yes = match given {
                Given::Flag(yes) => Some(*yes),
                other => lexicon.flag(&words(other)),
            };
            yes.map(|yes| if yes { "on".to_owned() } else { String::new() }).ok_or_else(|| unknown(&words(given)))
        }
        Input::Line(_) | Input::Known(_) | Input::Text(_) | Input::Fields(_) | Input::Provisions(_) => Ok(words(given)),
        Input::Moment | Input::Thresholds | Input::Password => Ok(words(given)),
    }
}

fn unknown(words: &str) -> ErrorCode {
    ErrorCode::UnknownChoice { given: words.chars().take(80).collect() }
}

/// The text of a cell, with line ends as they are stored.
fn words(given: &Given) -> String {
    match given {
        Given::Text(text) => text.replace("\r\n", "\n").trim().to_owned(),
        Given::Number(number) | Given::Share(number) => figure(*number),
        Given::Date(day) => day.to_string(),
        Given::Flag(yes) => if *yes { "1" } else { "0" }.to_owned(),
        Given::Empty | Given::Formula | Given::Error(_) => String::new(),
    }
}

/// A number's digits: without decimals where it has none.
fn figure(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < WHOLE { format!("{number:.0}") } else { number.to_string() }
}

/// A whole number.
fn whole(given: &Given) -> Option<String> {
    match given {
        Given::Number(number) if number.fract() == 0.0 && number.abs() < WHOLE => Some(figure(*number)),
        Given::Text(text) => {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            digits.parse::<i64>().ok().map(|number| number.to_string())
        }
        _ => None,
    }
}

/// Whole percent: 80 of `80`, `80 %`, and of 0.8 whether it is shown as percent or not, since nothing here has parts of
/// a percent. One is 100 % where it is shown as percent, and else 1 %.
fn percent(given: &Given) -> Option<String> {
    let share = |share: f64| {
        let percent = (share * 100.0).round();
        ((share * 100.0 - percent).abs() < 1e-6).then(|| figure(percent))
    };
    let bare = |number: f64| if number > 0.0 && number < 1.0 { share(number) } else { whole(&Given::Number(number)) };
    match given {
        Given::Share(number) => share(*number),
        Given::Number(number) => bare(*number),
        Given::Text(text) => {
            let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            let (digits, marked) = digits.strip_suffix('%').map_or((digits.as_str(), false), |digits| (digits, true));
            let number: f64 = digits.replace(',', ".").parse().ok()?;
            if marked { whole(&Given::Number(number)) } else { bare(number) }
        }
        _ => None,
    }
}

/// A step of a scale, by its number, its word, or both: `3`, `Stor`, `3 – Stor`.
fn step(given: &Given, labels: &[String]) -> Option<String> {
    let Given::Text(text) = given else { return whole(given) };
    let wanted = plain(text);
    if let Some(place) = labels.iter().position(|label| plain(label) == wanted) {
        return Some((place + 1).to_string());
    }
    let (digits, rest) = wanted.split_at(wanted.find(|c: char| !c.is_ascii_digit()).unwrap_or(wanted.len()));
    let number: usize = digits.parse().ok()?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | ':' | '.'));
    let agrees = number.checked_sub(1).and_then(|place| labels.get(place)).is_none_or(|label| plain(label) == rest);
    (rest.is_empty() || agrees).then(|| number.to_string())
}

/// A word of a vocabulary, as it is written there.
fn one_of(words: &str, vocabulary: &[String]) -> String {
    let wanted = plain(words);
    vocabulary.iter().find(|word| plain(word) == wanted).map_or_else(|| words.to_owned(), Clone::clone)
}

/// Keys in the order that they are stored in; what can't be one is left to be judged.
fn keys(words: &str) -> String {
    let parts = || words.split([',', ';', ' ', '\n', '\t', '\u{a0}']).map(str::trim).filter(|part| !part.is_empty());
    let Ok(mut keys) = parts().map(Key::parse).collect::<Result<Vec<Key>, _>>() else {
        return parts().collect::<Vec<_>>().join(", ");
    };
    keys.sort();
    keys.dedup();
    keys.iter().map(Key::as_str).collect::<Vec<_>>().join(", ")
}

/// A day: a cell's own, the number a spreadsheet counts days by, or text that can be read one way only. `31/5 2026` and
/// `5/31/2026` can be read in two, and are not taken.
fn day(given: &Given, lexicon: &Lexicon) -> Option<NaiveDate> {
    match given {
        Given::Date(day) => Some(*day),
        Given::Number(number) if number.fract() == 0.0 && SERIALS.contains(number) => serial(*number),
        Given::Text(text) => written(text.trim(), lexicon),
        _ => None,
    }
}

/// The day of a spreadsheet's number. It counts from the last day of 1899, with a day that never was in 1900.
fn serial(number: f64) -> Option<NaiveDate> {
    let days = format!("{number:.0}").parse().ok()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn written(text: &str, lexicon: &Lexicon) -> Option<NaiveDate> {
    let day = text.strip_suffix("00:00:00").or_else(|| text.strip_suffix("00:00")).unwrap_or(text);
    let day = day.trim_end_matches(['T', ' ']);
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return date::parse(&format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]));
    }
    let parts: Vec<String> = plain(day).split([' ', '-', '/', '.', ',']).map(str::to_owned).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return None };
    let month = |word: &str| {
        let named = lexicon.months.iter().find(|(name, _)| name == word || name.chars().take(3).eq(word.chars()));
        named.map(|(_, number)| number.to_string())
    };
    let (year, month, day) = match (first.len(), third.len()) {
        (4, _) => (first, second.to_owned(), third),
        (_, 4) => (third, month(second)?, first),
        _ => return None,
    };
    let two = |part: &str| part.parse::<u32>().ok().map(|number| format!("{number:02}"));
    date::parse(&format!("{year}-{}-{}", two(&month)?, two(day)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::target::target;
    use crate::register::Register;

    fn lexicon() -> Lexicon {
        let months = ["januari", "maj", "december"].into_iter().zip([1, 5, 12]);
        Lexicon {
            codes: [("area", [("teknisk säkerhet".to_owned(), "technical")].into())].into(),
            yes: vec!["ja".into(), "1".into()],
            no: vec!["nej".into(), "0".into()],
            months: months.map(|(name, number)| (name.to_owned(), number)).collect(),
            ..Lexicon::default()
        }
    }

    fn read(register: Register, name: &str, given: Given) -> Result<String, ErrorCode> {
        text_of(&given, &target(register, name).unwrap(), &lexicon(), &Settings::default())
    }

    fn typed(register: Register, name: &str, text: &str) -> Result<String, ErrorCode> {
        read(register, name, Given::text(text))
    }

    #[test]
    fn days_are_read_in_every_way_that_can_be_meant_only_once() {
        let end = |given| read(Register::Measures, "end", given);
        let wanted = Ok("2026-05-31".to_owned());
        assert_eq!(end(Given::Date(date::parse("2026-05-31").unwrap())), wanted);
        assert_eq!(end(Given::Number(46_173.0)), wanted);
        for text in [
            "2026-05-31",
            " 2026-05-31 00:00",
            "2026-05-31T00:00:00",
            "20260531",
            "2026/05/31",
            "2026.5.31",
            "31 maj 2026",
            "31 Maj, 2026",
        ] {
            assert_eq!(end(Given::text(text)), wanted, "{text}");
        }
        for text in
            ["31/5 2026", "5/31/2026", "31.05.2026", "2026-02-30", "maj 2026", "2026-05-31 12:30", "260531", "i maj"]
        {
            assert_eq!(end(Given::text(text)), Err(ErrorCode::NotADate), "{text}");
        }
        for given in [Given::Number(46_173.5), Given::Number(12.0), Given::Flag(true), Given::Share(0.5)] {
            assert_eq!(end(given.clone()), Err(ErrorCode::NotADate), "{given:?}");
        }
    }

    #[test]
    fn percent_is_the_same_as_a_share_as_digits_and_with_its_sign() {
        let percent = |given| read(Register::Measures, "percent", given);
        for (given, wanted) in [
            (Given::Share(0.8), "80"),
            (Given::Share(1.0), "100"),
            (Given::Share(0.29), "29"),
            (Given::Share(1.4), "140"),
            (Given::Number(0.8), "80"),
            (Given::Number(80.0), "80"),
            (Given::Number(1.0), "1"),
            (Given::Number(0.0), "0"),
            (Given::text("80"), "80"),
            (Given::text("80 %"), "80"),
            (Given::text("80%"), "80"),
            (Given::text("0,8"), "80"),
        ] {
            assert_eq!(percent(given.clone()), Ok(wanted.to_owned()), "{given:?}");
        }
        for given in [Given::Share(0.805), Given::Number(80.5), Given::text("åttio"), Given::text("0,5 %")] {
            assert_eq!(percent(given.clone()), Err(ErrorCode::NotANumber), "{given:?}");
        }
    }

    #[test]
    fn words_become_codes_steps_and_keys() {
        use Register::{Controls, Measures, Risks};
        assert_eq!(typed(Measures, "area", "Teknisk\u{a0}säkerhet"), Ok("technical".into()));
        assert_eq!(typed(Measures, "area", "technical"), Ok("technical".into()));
        assert_eq!(typed(Measures, "area", "Annan"), Err(ErrorCode::UnknownChoice { given: "Annan".into() }));
        assert_eq!(typed(Measures, "owner", "säkerhetssamordnare"), Ok("Säkerhetssamordnare".into()));
        assert_eq!(typed(Measures, "technical_archive", "Ja"), Ok("on".into()));
        assert_eq!(read(Measures, "technical_archive", Given::Flag(false)), Ok(String::new()));
        assert_eq!(typed(Controls, "risks", "RSK-04; RSK-01,RSK-04"), Ok("RSK-01, RSK-04".into()));
        assert_eq!(typed(Risks, "likelihood", "3 – Stor"), Ok("3".into()));
        assert_eq!(typed(Risks, "likelihood", "stor"), Ok("3".into()));
        assert_eq!(typed(Risks, "likelihood", "3 – Liten"), Err(ErrorCode::NotANumber));
        assert_eq!(read(Risks, "impact", Given::Number(4.0)), Ok("4".into()));
        assert_eq!(read(Measures, "title", Given::Number(2026.0)), Ok("2026".into()));
    }

    #[test]
    fn what_a_formula_shows_is_not_taken_on_trust() {
        let fault = |fault, given: &str| Err(ErrorCode::Import { fault, given: given.to_owned() });
        assert_eq!(read(Register::Measures, "title", Given::Formula), fault(Fault::Formula, ""));
        assert_eq!(read(Register::Measures, "end", Given::Error("#N/A".into())), fault(Fault::CellError, "#N/A"));
    }
}
