//! Errors in words: what is wrong and what to do.

use super::fill::{Values, count_text, fill};
use super::forms::{bytes, number};
use super::labels::field_label;
use super::table::{MISSING, find, text};
use super::{Lang, t};
use domain::error::{AppError, ErrorCode, FieldError};
use domain::kind::Kind;

/// The sentence for a field error. `kind` names the form its fields belong to; `None` for the parameters of an address.
#[must_use]
pub fn error_text(lang: Lang, error: &FieldError, kind: impl Into<Option<Kind>>) -> String {
    let kind = kind.into();
    let name = |field: &str| label(lang, kind, field);
    let field = name(&error.field);
    let say = |code: &str, values: Values<'_>| {
        // The fields of a numbered row, `risk_2`, share their sentence.
        let stem = error.field.trim_end_matches(|c: char| c == '_' || c.is_ascii_digit());
        let own = find(lang, &format!("error.{code}_{stem}"));
        let template = own.unwrap_or_else(|| text(lang, &format!("error.{code}")));
        let named: Vec<_> = [("field", &field as &dyn std::fmt::Display)].iter().chain(values).copied().collect();
        fill(template, &named)
    };
    match &error.code {
        ErrorCode::Required => say("required", &[]),
        ErrorCode::TooLong { max, length } => {
            let (max, length) = (number(lang, *max), number(lang, *length));
            say("too_long", &[("max", &max), ("length", &length)])
        }
        ErrorCode::NotADate => say("not_a_date", &[]),
        ErrorCode::NotATime => say("not_a_time", &[]),
        ErrorCode::Thresholds => say("thresholds", &[]),
        ErrorCode::YearSteps => say("year_steps", &[]),
        ErrorCode::Unsent { number } => count_text(lang, "error.unsent", *number, &[]),
        ErrorCode::Before { other } => say("before", &[("other", &name(other))]),
        ErrorCode::InTheFuture => say("in_the_future", &[]),
        ErrorCode::NotANumber => say("not_a_number", &[]),
        ErrorCode::OutOfRange { min, max } => {
            let (min, max) = (number(lang, *min), number(lang, *max));
            say("out_of_range", &[("min", &min), ("max", &max)])
        }
        ErrorCode::UnknownChoice { given } => say("unknown_choice", &[("given", given)]),
        ErrorCode::NotMarked { field } => say("not_marked", &[("given", &name(field))]),
        ErrorCode::UnknownKey { given } => say("unknown_key", &[("given", given)]),
        ErrorCode::NotNow => say("not_now", &[]),
        ErrorCode::NotOnTheWeb => say("not_on_the_web", &[]),
        ErrorCode::Taken => say("taken", &[]),
        ErrorCode::Bands => say("bands", &[]),
        ErrorCode::TooShort { min } => say("too_short", &[("min", min)]),
        ErrorCode::WrongPassword => say("wrong_password", &[]),
        ErrorCode::NotADecimal => say("not_a_decimal", &[]),
        ErrorCode::NotAPeriod => say("not_a_period", &[]),
        ErrorCode::NotAnAddress => say("not_an_address", &[]),
        ErrorCode::FileType { found } => say("file_type", &[("found", found)]),
        ErrorCode::FileName { found, given } => say("file_name", &[("found", found), ("given", given)]),
        ErrorCode::NoRoom => say("no_room", &[]),
        ErrorCode::FileSize { max } => say("file_size", &[("max", &bytes(lang, *max))]),
        ErrorCode::Classified => say("classified", &[]),
        ErrorCode::FileBroken => say("file_broken", &[]),
        ErrorCode::Unfinished { files, max } => say("unfinished", &[("files", files), ("max", &bytes(lang, *max))]),
        ErrorCode::Undecided { number, given } => count_text(lang, "error.undecided", *number, &[("given", given)]),
        ErrorCode::Cycle { given } => say("cycle", &[("given", given)]),
        ErrorCode::Import { fault, given } => {
            fill(text(lang, &format!("import.fault_{}", fault.code())), &[("field", &field), ("given", given)])
        }
        ErrorCode::Stale { number, given } => count_text(lang, "error.stale", *number, &[("given", given)]),
        ErrorCode::Unanswered { number, given } => count_text(lang, "error.unanswered", *number, &[("given", given)]),
    }
}

/// The name of a field or parameter; its own name when neither the form nor the address knows it.
fn label(lang: Lang, kind: Option<Kind>, field: &str) -> String {
    let own = kind.map(|kind| field_label(lang, kind, field));
    own.filter(|label| *label != MISSING).or_else(|| find(lang, &format!("filter.{field}"))).unwrap_or(field).to_owned()
}

/// An error as a page tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorTexts {
    /// What is the matter, as a heading.
    pub title: String,
    /// What happened.
    pub what: String,
    /// What was kept.
    pub kept: String,
    /// What to do.
    pub remedy: String,
}

/// The texts of an error that isn't a field's.
#[must_use]
pub fn app_error_text(lang: Lang, error: &AppError) -> ErrorTexts {
    let code = match error {
        AppError::Unauthenticated => "unauthenticated",
        AppError::Forbidden => "forbidden",
        AppError::NotFound => "not_found",
        AppError::Disposed { .. } => "disposed",
        AppError::Conflict(_) => "conflict",
        AppError::Invalid { .. } => "invalid",
        AppError::Throttled { .. } => "throttled",
        AppError::Unavailable => "unavailable",
        AppError::NoRoom => "full",
        AppError::Internal { .. } => "internal",
    };
    let part = |part: &str| text(lang, &format!("error.{code}.{part}")).to_owned();
    let title = match error {
        AppError::Disposed { key, .. } => t!(lang, "error.disposed.title", key = key),
        _ => part("title"),
    };
    let what = match error {
        AppError::Disposed { key, by, date } => {
            t!(lang, "error.disposed.what", key = key, by = by, day = date)
        }
        AppError::Conflict(conflict) => {
            t!(lang, "error.conflict.what", by = conflict.by, key = conflict.key, at = conflict.at)
        }
        _ => part("what"),
    };
    let remedy = match error {
        AppError::Throttled { seconds } => count_text(lang, "error.throttled.do", *seconds, &[]),
        AppError::Internal { id } => t!(lang, "error.internal.do", id = id),
        _ => part("do"),
    };
    ErrorTexts { title, what, kept: part("kept"), remedy }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::error::Conflict;
    use domain::import::Fault;

    #[test]
    fn every_field_error_is_a_whole_sentence() {
        let codes = [
            ErrorCode::Required,
            ErrorCode::TooLong { max: 200, length: 213 },
            ErrorCode::NotADate,
            ErrorCode::NotATime,
            ErrorCode::Thresholds,
            ErrorCode::YearSteps,
            ErrorCode::Unsent { number: 1 },
            ErrorCode::Unsent { number: 3 },
            ErrorCode::Before { other: "start".into() },
            ErrorCode::InTheFuture,
            ErrorCode::NotANumber,
            ErrorCode::OutOfRange { min: 1, max: 24 },
            ErrorCode::UnknownChoice { given: "x".into() },
            ErrorCode::NotMarked { field: "title".into() },
            ErrorCode::UnknownKey { given: "RSK-99".into() },
            ErrorCode::NotNow,
            ErrorCode::NotOnTheWeb,
            ErrorCode::Taken,
            ErrorCode::Bands,
            ErrorCode::TooShort { min: 12 },
            ErrorCode::WrongPassword,
            ErrorCode::NotAnAddress,
            ErrorCode::NotADecimal,
            ErrorCode::NotAPeriod,
            ErrorCode::FileType { found: "application/zip".into() },
            ErrorCode::FileName { found: "text/plain".into(), given: "pdf".into() },
            ErrorCode::NoRoom,
            ErrorCode::FileSize { max: 25_000_000 },
            ErrorCode::FileBroken,
            ErrorCode::Unfinished { files: 100, max: 1_000_000_000 },
            ErrorCode::Classified,
            ErrorCode::Undecided { number: 1, given: "LEV-03".into() },
            ErrorCode::Undecided { number: 2, given: "LEV-03, LEV-07".into() },
            ErrorCode::Cycle { given: "ATG-03 → ATG-07 → ATG-03".into() },
            ErrorCode::Stale { number: 1, given: "Riskvärden".into() },
            ErrorCode::Stale { number: 2, given: "Riskvärden, Avvikelser".into() },
            ErrorCode::Unanswered { number: 2, given: "RSK-02, RSK-06".into() },
        ];
        let faults = Fault::ALL.iter().map(|fault| ErrorCode::Import { fault: *fault, given: "F12".into() });
        let codes: Vec<ErrorCode> = codes.into_iter().chain(faults).collect();
        for &lang in Lang::ALL {
            for code in &codes {
                for field in ["end", "likelihood", "consequence", "level", "role", "action"] {
                    let said = error_text(lang, &FieldError::new(field, code.clone()), Kind::Measure);
                    assert!(said.ends_with('.') && !said.contains(['{', '[']), "{said}");
                }
            }
        }
        let late = FieldError::new("end", ErrorCode::Before { other: "start".into() });
        assert_eq!(
            error_text(Lang::Sv, &late, Kind::Measure),
            "”Slutdatum” är före ”Startdatum”. Ändra ett av datumen."
        );
        let typed = FieldError::new("niva", ErrorCode::UnknownChoice { given: "hög".into() });
        assert!(error_text(Lang::Sv, &typed, None).contains("”Nivå”"));
    }

    #[test]
    fn every_error_says_what_happened_what_was_kept_and_what_to_do() {
        let conflict = Conflict {
            key: domain::Key::numbered("ATG", 37),
            rev: 4,
            by: "Arkivansvarig".into(),
            at: "2026-11-23 15:38".into(),
            yours: domain::Draft::default(),
            theirs: domain::Draft::default(),
        };
        let errors = [
            AppError::Unauthenticated,
            AppError::Forbidden,
            AppError::NotFound,
            AppError::Disposed {
                key: domain::Key::numbered("RSK", 3),
                by: domain::Key::numbered("GAL", 1),
                date: domain::date::parse("2026-11-23").unwrap(),
            },
            AppError::Conflict(Box::new(conflict)),
            AppError::Invalid { errors: Vec::new() },
            AppError::Throttled { seconds: 1 },
            AppError::Unavailable,
            AppError::NoRoom,
            AppError::Internal { id: "7F3A".into() },
        ];
        for &lang in Lang::ALL {
            for error in &errors {
                let said = app_error_text(lang, error);
                for part in [said.title, said.what, said.kept, said.remedy] {
                    assert!(!part.contains(['{', '[']) && !part.is_empty(), "{part}");
                }
            }
        }
        assert_eq!(
            app_error_text(Lang::Sv, &AppError::Throttled { seconds: 1 }).remedy,
            "Vänta 1 sekund och försök igen."
        );
    }
}
