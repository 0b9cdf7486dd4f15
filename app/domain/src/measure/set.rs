//! Quick updates: some of a measure's values, each beside the value it was decided on. Two people who change different
//! values of one measure both get their way; who changes the same one is told.

use super::{Measure, Progress};
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::settings::Settings;
use chrono::NaiveDate;

/// What stands before a field's name for the value that its edit was decided on.
pub const WAS: &str = "was_";

/// A value that is to become another.
struct Edit {
    field: &'static str,
    was: String,
    now: String,
}

impl Measure {
    /// The values that can be set one by one. The state isn't among them: it follows from the progress.
    pub const SET: &'static [Field] = &[
        Field::optional("percent", Input::Number(0, 100)),
        Field::optional("next_step", Input::Text(1000)),
        Field::optional("note", Input::Text(2000)),
        Field::optional("end", Input::Date),
        Field::optional("owner", Input::Function),
    ];

    /// What is stored in a field of [`Measure::SET`], as it is typed.
    #[must_use]
    pub fn value(&self, field: &str) -> String {
        let last = self.progress.last();
        match field {
            "percent" => self.percent().to_string(),
            "next_step" => last.map(|entry| entry.next_step.clone()).unwrap_or_default(),
            "note" => last.map(|entry| entry.note.clone()).unwrap_or_default(),
            "end" => self.end.to_string(),
            "owner" => self.owner.clone(),
            _ => String::new(),
        }
    }

    /// The fields that someone else has changed meanwhile: what is stored is neither what the edit was decided on nor what
    /// it says.
    #[must_use]
    pub fn overtaken(&self, draft: &Draft) -> Vec<&'static str> {
        let clashes = |edit: &Edit| {
            let stored = tidy(edit.field, &self.value(edit.field));
            stored != edit.was && stored != edit.now && !(edit.field == "note" && self.left_behind(&edit.was))
        };
        edits(draft).into_iter().filter(clashes).map(|edit| edit.field).collect()
    }

    /// Sets what a draft says is to become something else. Percent, next step and note make today's entry, or amend the one
    /// there is; an entry of a new day goes on from the last one, but for its note. A measure isn't done before what it
    /// delivers is decided: `undecided` are its deliverables that aren't.
    ///
    /// # Errors
    /// Every field error.
    pub fn set(
        &self,
        draft: &Draft,
        undecided: &[Key],
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut edits = edits(draft);
        edits.retain(|edit| self.value(edit.field) != edit.now);
        let typed = edits.iter().fold(Draft::default(), |typed, edit| typed.with(edit.field, edit.now.as_str()));
        let mut reader = Reader::new(&typed);
        let (mut measure, mut entry, mut reported) = (self.clone(), self.entry_on(today), false);
        for edit in &edits {
            reported |= matches!(edit.field, "percent" | "next_step" | "note");
            match edit.field {
                "percent" => {
                    let percent = reader.required_number("percent", 0, 100).and_then(|n| u8::try_from(n).ok());
                    if percent == Some(100) && !undecided.is_empty() {
                        reader.error("percent", ErrorCode::undecided(undecided));
                    }
                    entry.percent = percent.unwrap_or(entry.percent);
                }
                "next_step" => entry.next_step = reader.text("next_step", 1000),
                "note" => entry.note = reader.text("note", 2000),
                "end" => measure.end = reader.required_date("end").unwrap_or(measure.end),
                _ => measure.owner = reader.word("owner", &settings.functions, Some(&self.owner)),
            }
        }
        if measure.end != self.end {
            reader.in_order(("start", Some(self.start)), ("end", Some(measure.end)));
        }
        if reported {
            measure.put(entry);
        }
        reader.finish(Some(measure))
    }

    /// The entry of a day, as an edit finds it.
    fn entry_on(&self, day: NaiveDate) -> Progress {
        match self.progress.last() {
            Some(last) if last.date == day => last.clone(),
            Some(last) => {
                Progress { date: day, percent: last.percent, note: String::new(), next_step: last.next_step.clone() }
            }
            None => Progress { date: day, percent: 0, note: String::new(), next_step: String::new() },
        }
    }

    /// Whether a note belongs to the entry before the last one, whose own is empty: a new day has begun, and nobody has
    /// taken the note away.
    fn left_behind(&self, note: &str) -> bool {
        let mut entries = self.progress.iter().rev();
        entries.next().is_some_and(|last| last.note.is_empty())
            && entries.next().is_some_and(|before| tidy("note", &before.note) == note)
    }
}

/// What a draft changes.
fn edits(draft: &Draft) -> Vec<Edit> {
    let read = |field: &'static str| {
        let (was, now) = (draft.get(&format!("{WAS}{field}")), draft.get(field));
        Edit { field, was: tidy(field, was), now: tidy(field, now) }
    };
    Measure::SET.iter().map(|field| read(field.name)).filter(|edit| edit.was != edit.now).collect()
}

/// A value as it is compared: a form's line ends are the browser's own, and a spreadsheet writes percent with its sign.
fn tidy(field: &str, text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n");
    match field {
        "percent" => text.trim_end_matches(['%', ' ', '\u{a0}']).to_owned(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    const TODAY: &str = "2026-11-27";

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    /// A measure with an entry from October.
    fn measure() -> Measure {
        let typed = Draft::default()
            .with("title", "Rutin för loggning")
            .with("area", "technical")
            .with("sub_area", "it")
            .with("deliverable", "routine")
            .with("change", "new")
            .with("owner", "IT-säkerhetsansvarig")
            .with("start", "2026-01-01")
            .with("end", "2026-12-31");
        let october = Draft::default()
            .with("percent", "80")
            .with("date", "2026-10-31")
            .with("note", "Utkast klart.")
            .with("next_step", "Remiss.");
        Measure::read(&typed, None, &Settings::default()).unwrap().report(&october, &[], day("2026-10-31")).unwrap()
    }

    fn edit(field: &str, was: &str, now: &str) -> Draft {
        Draft::default().with(&format!("{WAS}{field}"), was).with(field, now)
    }

    fn set(measure: &Measure, draft: &Draft) -> Result<Measure, Vec<FieldError>> {
        measure.set(draft, &[], &Settings::default(), day(TODAY))
    }

    #[test]
    fn a_new_day_goes_on_from_the_last_entry_and_the_same_day_is_amended() {
        let measure = set(&measure(), &edit("percent", "80", "90 %")).unwrap();
        let last = measure.progress.last().unwrap();
        assert_eq!((measure.progress.len(), last.date, last.percent), (2, day(TODAY), 90));
        assert_eq!((last.note.as_str(), last.next_step.as_str()), ("", "Remiss."));
        let measure = set(&measure, &edit("note", "", "Remissen är ute.")).unwrap();
        let last = measure.progress.last().unwrap();
        assert_eq!((measure.progress.len(), last.percent, last.note.as_str()), (2, 90, "Remissen är ute."));
        let measure = set(&measure, &edit("next_step", "Remiss.", "")).unwrap();
        assert_eq!(measure.value("next_step"), "");
    }

    #[test]
    fn different_values_never_clash_and_the_same_does() {
        let ahead = set(&measure(), &edit("percent", "80", "90")).unwrap();
        assert_eq!(ahead.overtaken(&edit("next_step", "Remiss.", "Beslut.")), [""; 0]);
        assert_eq!(ahead.overtaken(&edit("note", "Utkast klart.", "Remissen är ute.")), [""; 0], "a new day's note");
        assert_eq!(ahead.overtaken(&edit("percent", "80", "90")), [""; 0], "both say the same");
        assert_eq!(ahead.overtaken(&edit("percent", "80", "95")), ["percent"]);
        assert_eq!(ahead.overtaken(&edit("percent", "90", "95")), [""; 0], "decided on what is stored");
        let noted = set(&ahead, &edit("note", "", "Klart.")).unwrap();
        assert_eq!(noted.overtaken(&edit("note", "Utkast klart.", "Något annat.")), ["note"]);
    }

    #[test]
    fn what_is_not_changed_is_not_touched() {
        let before = measure();
        let same = edit("percent", "80", "80").with("was_note", "Utkast klart.").with("note", "Utkast klart.");
        assert_eq!(set(&before, &same), Ok(before.clone()));
        let lines = edit("note", "ett\r\ntvå", "ett\ntvå");
        assert_eq!(set(&before, &lines), Ok(before));
    }

    #[test]
    fn the_measures_own_rules_hold() {
        let wrong = |draft: &Draft, field: &str, code: ErrorCode| {
            let errors = measure().set(draft, &[], &Settings::default(), day(TODAY)).unwrap_err();
            assert_eq!(errors, [FieldError::new(field, code)]);
        };
        wrong(&edit("percent", "80", "140"), "percent", ErrorCode::OutOfRange { min: 0, max: 100 });
        wrong(&edit("percent", "80", ""), "percent", ErrorCode::Required);
        wrong(&edit("end", "2026-12-31", "2025-12-31"), "end", ErrorCode::Before { other: "start".into() });
        wrong(&edit("end", "2026-12-31", "2026-02-30"), "end", ErrorCode::NotADate);
        let unknown = ErrorCode::UnknownChoice { given: "Vaktmästare".into() };
        wrong(&edit("owner", "IT-säkerhetsansvarig", "Vaktmästare"), "owner", unknown);
        let undecided = [Key::numbered("LEV", 3)];
        let done =
            |percent| measure().set(&edit("percent", "80", percent), &undecided, &Settings::default(), day(TODAY));
        assert_eq!(done("100").unwrap_err(), [FieldError::new("percent", ErrorCode::undecided(&undecided))]);
        assert!(done("99").is_ok());
    }
}
