//! Writing in a report: chapter by chapter, statement by statement, and taking in what the register says now.

use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::report::clean::{TEXT_MAX, clean};
use crate::report::reading::Reading;
use crate::report::standing::{Freshness, place_of, standings};
use crate::report::{Chapter, Form, Report, ReportMatter, Statement, Taken};

/// The form of writing in a chapter, beside its fields statement by statement: see [`text_field`] and [`choice_field`].
pub const WRITE: &[Field] = &[
    Field::required("chapter", Input::Choice("chapter", Chapter::CODES)),
    Field::optional("own", Input::Text(TEXT_MAX as u32)),
];

/// The form of taking in what the register says now, for all that nobody has edited.
pub const REFRESH: &[Field] = &[Field::optional("new", Input::Flag)];

/// The field that names the statements a form holds, since a text that was emptied is no field.
pub const HELD: &str = "held";

crate::codes! {
    /// What is chosen for a statement in the form of its chapter.
    Choice {
        /// As the text field says.
        Keep = "keep",
        /// The register's text now, in place of the report's.
        Renew = "renew",
        /// The report's own text, though the register has moved.
        Stand = "stand",
        /// Left out of the report.
        Leave = "leave",
        /// Taken into the report.
        Take = "take",
        /// One step up among the chapter's statements.
        Up = "up",
        /// One step down.
        Down = "down",
    }
}

/// The field of a statement's text.
#[must_use]
pub fn text_field(id: &str) -> String {
    format!("text:{}", id.replace('.', ":"))
}

/// The field of what is chosen for a statement, a [`Choice`].
#[must_use]
pub fn choice_field(id: &str) -> String {
    format!("choice:{}", id.replace('.', ":"))
}

impl Report {
    /// Writes in a chapter.
    ///
    /// # Errors
    /// Every field error; `NotNow` at `action` when it is no draft.
    pub fn write(&self, draft: &Draft, matter: &ReportMatter) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if !self.open() {
            reader.error("action", ErrorCode::NotNow);
        }
        let chapter = reader.required_choice("chapter", Chapter::from_code);
        let own = bounded(&mut reader, draft, "own");
        let mut report = self.clone();
        let (Some(chapter), Some(reading)) = (chapter, matter.reading.as_ref()) else { return reader.finish(None) };
        let held: Vec<&str> = draft.get(HELD).split(' ').filter(|id| !id.is_empty()).collect();
        for standing in standings(self, reading) {
            let Some(statement) = standing.statement().filter(|one| one.chapter == chapter) else { continue };
            let id = statement.id.as_str();
            if !held.contains(&id) {
                continue;
            }
            let choice = reader.choice(&choice_field(id), Choice::from_code).unwrap_or(Choice::Keep);
            match (choice, &standing.now) {
                (Choice::Leave, _) => {
                    report.leave(id, standing.taken.as_ref().is_some_and(|taken| taken.read.is_none()))
                }
                (Choice::Renew | Choice::Take, Some(now)) => report.take(now, reading),
                _ if standing.taken.is_some() => {
                    let text = bounded(&mut reader, draft, &text_field(id));
                    if text.is_empty() {
                        reader.error(&text_field(id), ErrorCode::Required);
                    }
                    let now = standing.now.as_ref().filter(|_| choice == Choice::Stand);
                    report.reword(id, text, now);
                    report.shift(id, choice);
                }
                _ => {}
            }
        }
        if !own.is_empty() {
            report.add_own(chapter, own);
        }
        reader.finish(Some(report))
    }

    /// Takes in what the register says now of all that nobody has edited, leaves out what is gone of it, and takes in what is new
    /// where that is asked for, but for what is classified.
    ///
    /// # Errors
    /// `NotNow` at `action` when it is no draft.
    pub fn refresh(&self, draft: &Draft, matter: &ReportMatter) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        if !self.open() {
            reader.error("action", ErrorCode::NotNow);
        }
        let new = reader.flag("new");
        let Some(reading) = &matter.reading else { return reader.finish(None) };
        let mut report = self.clone();
        for standing in standings(self, reading) {
            let edited = standing.taken.as_ref().is_some_and(Taken::edited);
            let Some(statement) = standing.statement() else { continue };
            match (standing.freshness, &standing.now) {
                (Freshness::Stale, Some(now)) if !edited => report.take(now, reading),
                (Freshness::Gone, _) if !edited => report.taken.retain(|one| one.statement.id != statement.id),
                (Freshness::New, Some(now)) if new && !now.classified => report.take(now, reading),
                _ => {}
            }
        }
        reader.finish(Some(report))
    }

    /// Leaves a statement out. One's own is gone for good, since nothing could bring it back.
    fn leave(&mut self, id: &str, own: bool) {
        self.taken.retain(|one| one.statement.id != id);
        if !own && !self.left_out.iter().any(|left| left == id) {
            self.left_out.push(id.to_owned());
        }
    }

    /// Takes a statement in as the register says it, in its place, or in place of what it was.
    fn take(&mut self, now: &Statement, reading: &Reading) {
        self.left_out.retain(|left| *left != now.id);
        if let Some(known) = self.taken.iter_mut().find(|one| one.statement.id == now.id) {
            *known = Taken::of(now.clone());
            return;
        }
        let known: Vec<&Statement> = self.taken.iter().map(|one| &one.statement).collect();
        let place = reading.statements.iter().position(|one| one.id == now.id).unwrap_or(0);
        let at = place_of(now, place, &known, reading);
        self.taken.insert(at, Taken::of(now.clone()));
    }

    /// Puts a statement in other words; `now` is what the register says, where the words stand in spite of it.
    fn reword(&mut self, id: &str, text: String, now: Option<&Statement>) {
        let Some(known) = self.taken.iter_mut().find(|one| one.statement.id == id) else { return };
        if let Some(now) = now {
            *known = Taken::of(now.clone());
        }
        // A text that was only shown and sent back is the one that was there.
        if clean(&known.statement.text) != text {
            known.statement.text = text;
        }
    }

    /// Moves a statement a step among its chapter's.
    fn shift(&mut self, id: &str, choice: Choice) {
        let Some(at) = self.taken.iter().position(|one| one.statement.id == id) else { return };
        let other = match choice {
            Choice::Up => at.checked_sub(1),
            Choice::Down => Some(at + 1).filter(|other| *other < self.taken.len()),
            _ => None,
        };
        if let Some(other) =
            other.filter(|other| self.taken[*other].statement.chapter == self.taken[at].statement.chapter)
        {
            self.taken.swap(at, other);
        }
    }

    /// Adds a statement of one's own at the end of a chapter.
    fn add_own(&mut self, chapter: Chapter, text: String) {
        let numbers = self.taken.iter().filter_map(|one| one.statement.id.strip_prefix("own.")?.parse::<u32>().ok());
        let id = format!("own.{}", numbers.max().unwrap_or(0) + 1);
        let form = if chapter == Chapter::Information { Form::Bullet } else { Form::Paragraph };
        let statement = Statement {
            id,
            chapter,
            group: String::new(),
            subject: String::new(),
            form,
            columns: None,
            text,
            facts: Vec::new(),
            classified: false,
        };
        let at = self.taken.partition_point(|one| one.statement.chapter <= chapter);
        self.taken.insert(at, Taken { statement, read: None });
    }

    /// Whether any statement that a form of a chapter holds has been changed, taken in or taken out since an earlier revision: only
    /// then does what was written in the form overwrite what somebody else wrote. Two write in a chapter each without a thought.
    #[must_use]
    pub fn overtaken(&self, earlier: &Self, sent: &Draft) -> bool {
        let said = |report: &Self, id: &str| report.taken.iter().find(|one| one.statement.id == id).cloned();
        let left = |report: &Self, id: &str| report.left_out.iter().any(|left| left == id);
        let mut held = sent.get(HELD).split(' ').filter(|id| !id.is_empty());
        held.any(|id| said(self, id) != said(earlier, id) || left(self, id) != left(earlier, id))
    }

    /// What is stored of what a form of a chapter holds, as it is typed: the other side where two have written in it.
    #[must_use]
    pub fn write_draft(&self, sent: &Draft) -> Draft {
        let mut draft = sent.clone();
        draft.0.retain(|name, _| !name.starts_with("choice:") && name != "own");
        for taken in &self.taken {
            let field = text_field(&taken.statement.id);
            if sent.get(HELD).split(' ').any(|id| id == taken.statement.id) {
                draft.set(&field, taken.statement.text.as_str());
            }
        }
        draft
    }
}

/// A text as it is kept, of at most [`TEXT_MAX`] characters.
fn bounded(reader: &mut Reader<'_>, draft: &Draft, field: &str) -> String {
    let text = clean(draft.get(field));
    let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    if length > TEXT_MAX as u32 {
        reader.error(field, ErrorCode::TooLong { max: TEXT_MAX as u32, length });
    }
    text
}
