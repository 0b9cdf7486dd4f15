//! What each row of a file would do.

use super::fault::Fault;
use super::lexicon::Lexicon;
use super::mapping::{Lead, Mapping};
use super::row::{Outcome, Row, Standing};
use super::table::{Given, Head, Line, letters};
use super::target::Part;
use super::value::text_of;
use crate::access::{Actor, Subject};
use crate::action::Action;
use crate::body::Body;
use crate::command::{Around, Command, Rules};
use crate::diff;
use crate::draft::Draft;
use crate::error::{ErrorCode, FieldError};
use crate::key::Key;
use crate::kind::Kind;
use std::collections::{HashMap, HashSet};

/// Stands for a reason that is yet to be given, so that no row is refused for want of one.
const LATER: &str = "…";

/// Everything that a row is judged by, and the ids that were seen in the rows before it.
#[derive(Debug)]
pub struct Planner<'a> {
    /// The kind of record.
    pub kind: Kind,
    /// The file's columns.
    pub heads: &'a [Head],
    /// Where they lead.
    pub mapping: &'a Mapping,
    /// What things are called.
    pub lexicon: &'a Lexicon,
    /// What the rules are told.
    pub rules: Rules<'a>,
    /// Who sends the file.
    pub actor: &'a Actor,
    /// The beginning of the commands' ids.
    pub upload: &'a str,
    /// The reason of all commands; empty until the person who has seen what would change has given it.
    pub reason: &'a str,
    /// The journal's length when the person saw what would change; none when that is what is asked for.
    pub since: Option<u64>,
    /// The rows that the ids have been seen in.
    pub seen: HashMap<Key, u32>,
    /// Deliverables that aren't decided, by the measure they come from.
    pub undecided: HashMap<Key, Vec<Key>>,
    /// What each measure depends on, as the rows before leave it.
    pub depends: HashMap<Key, Vec<Key>>,
}

/// A form filled in by a row: what it became, what can't be read, and what secrecy has taken out of the file.
struct Filled {
    draft: Draft,
    errors: Vec<FieldError>,
    hidden: Vec<&'static str>,
}

impl Planner<'_> {
    /// The records that rows are about, as far as they can be told.
    #[must_use]
    pub fn keys(&self, lines: &[Line]) -> Vec<Key> {
        lines.iter().filter_map(|line| self.key(line).ok().flatten()).collect()
    }

    /// What a row would do, where `standing` holds the records that the rows are about and that the actor may see.
    pub fn row(&mut self, line: &Line, standing: &HashMap<Key, Standing>) -> Row {
        let mut row = Row {
            line: line.number,
            key: None,
            title: self.words(line, Part::Form, "title"),
            outcome: Outcome::Same,
            hidden: Vec::new(),
            commands: Vec::new(),
            links: Vec::new(),
        };
        let found = match self.key(line) {
            Ok(None) => None,
            Ok(Some(key)) => {
                row.key = Some(key.clone());
                if let Some(first) = self.seen.insert(key.clone(), line.number) {
                    return row.refused(vec![import("key", Fault::Repeated, first.to_string())]);
                }
                match standing.get(&key) {
                    Some(found) => Some((key, found)),
                    None => return row.refused(vec![unknown(key.as_str())]),
                }
            }
            Err(error) => return row.refused(vec![error]),
        };
        if let Some((_, found)) = &found
            && row.title.is_empty()
        {
            row.title = found.body.title();
        }
        let before = found.as_ref().map(|(_, found)| &found.body);
        let form = self.filled(line, Part::Form, before.map(Body::draft).unwrap_or_default());
        let report = self.progress(line, before);
        row.hidden = form.hidden.iter().chain(&report.hidden).copied().collect();
        let told = before.is_none_or(|body| body.draft() != form.draft);
        let reported = report.draft != progress_of(before);
        if !told && !reported && form.errors.is_empty() && report.errors.is_empty() {
            return row;
        }
        if let Some(error) = self.barred(line, found.as_ref().map(|(_, found)| *found)) {
            return row.refused(vec![error]);
        }
        let key = found.as_ref().map(|(key, _)| key.clone());
        let rev = found.as_ref().map(|(_, found)| found.rev);
        self.judged(row, (key, rev), before, (told, form), (reported, report))
    }

    /// Whether something stands in the way of any change: what was changed meanwhile, what is closed, what one may not
    /// add.
    fn barred(&self, line: &Line, found: Option<&Standing>) -> Option<FieldError> {
        let Some(found) = found else {
            let may = self.actor.may(Subject::Command(Action::Create, self.kind));
            return (!may).then(|| import("key", Fault::NotNew, String::new()));
        };
        let given = self.words(line, Part::Rev, "rev");
        if self.mapping.dated() && given != found.rev.to_string() {
            if given.is_empty() {
                return Some(FieldError::new("rev", ErrorCode::Required));
            }
            return Some(import("rev", Fault::Stale, format!("{given} → {}", found.rev)));
        }
        if self.since.is_some_and(|since| found.seq > since) {
            return Some(import("rev", Fault::Stale, format!("… → {}", found.rev)));
        }
        found.body.closed().map(|_| import("key", Fault::Closed, String::new()))
    }

    /// Carries the row out on a copy, so that every rule has its say.
    fn judged(
        &mut self,
        mut row: Row,
        (key, rev): (Option<Key>, Option<u32>),
        before: Option<&Body>,
        (told, form): (bool, Filled),
        (reported, report): (bool, Filled),
    ) -> Row {
        let mut errors: Vec<FieldError> = form.errors.into_iter().chain(report.errors).collect();
        let mut after = before.cloned();
        let undecided = key.as_ref().and_then(|key| self.undecided.get(key)).cloned().unwrap_or_default();
        let around = Around { undecided, depends: std::mem::take(&mut self.depends) };
        let parts = [
            (told, if before.is_some() { Action::Update } else { Action::Create }, "", form.draft),
            (reported, Action::Report, "-r", report.draft),
        ];
        for (wanted, action, suffix, draft) in parts {
            if !wanted || (after.is_none() && action == Action::Report) {
                continue;
            }
            let command = Command {
                id: format!("{}-{}{suffix}", self.upload, row.line),
                action,
                kind: self.kind,
                key: key.clone(),
                rev,
                draft,
                reason: if self.reason.is_empty() { LATER } else { self.reason }.to_owned(),
            };
            match command.apply(after.as_ref(), &Rules { around: &around, ..self.rules }) {
                Ok(applied) => {
                    if !self.actor.may_on(Subject::Command(action, self.kind), applied.body.owner()) {
                        errors.push(FieldError::new("owner", ErrorCode::NotNow));
                    }
                    after = Some(applied.body);
                    row.commands.push(command);
                }
                Err(wrong) => {
                    let told: HashSet<String> = errors.iter().map(|error| error.field.clone()).collect();
                    errors.extend(wrong.into_iter().filter(|error| !told.contains(&error.field)));
                }
            }
        }
        self.depends = around.depends;
        let Some(after) = after.filter(|_| errors.is_empty()) else { return row.refused(errors) };
        if let (Body::Measure(measure), Some(key)) = (&after, key) {
            self.depends.insert(key, measure.depends_on.clone());
        }
        let known = before.map(Body::links).unwrap_or_default();
        row.links = after.links().into_iter().filter(|link| !known.contains(link)).collect();
        let changes = diff::bodies(before, &after);
        row.outcome = match before {
            None => Outcome::New(changes),
            Some(_) if changes.is_empty() => Outcome::Same,
            Some(_) => Outcome::Changed(changes),
        };
        if row.outcome == Outcome::Same {
            row.commands.clear();
        }
        row
    }

    /// Refuses a row that would point at records that aren't there.
    #[must_use]
    pub fn linked(&self, row: Row, missing: &HashSet<Key>) -> Row {
        let errors: Vec<FieldError> = row
            .links
            .iter()
            .filter(|key| missing.contains(*key))
            .map(|key| {
                let field = match key.kind() {
                    Kind::Risk => "risks",
                    Kind::Measure if self.kind == Kind::Measure => "depends_on",
                    Kind::Measure => "measures",
                    Kind::Deliverable => "deliverables",
                    Kind::Control => "controls",
                    _ => "requirements",
                };
                FieldError::new(field, ErrorCode::UnknownKey { given: key.to_string() })
            })
            .collect();
        if errors.is_empty() { row } else { row.refused(errors) }
    }

    /// The record a row is about; none for a new one.
    fn key(&self, line: &Line) -> Result<Option<Key>, FieldError> {
        let Some(given) = self.cell(line, Part::Key, "key") else { return Ok(None) };
        match given {
            Given::Empty => Ok(None),
            Given::Text(text) => match Key::parse(text) {
                Ok(key) if key.kind() == self.kind => Ok(Some(key)),
                _ => Err(unknown(text)),
            },
            Given::Formula => Err(import("key", Fault::Formula, self.address(line, Part::Key, "key"))),
            _ => Err(unknown(&self.words(line, Part::Key, "key"))),
        }
    }

    /// A form as the record has it, with what the row says in its place.
    fn filled(&self, line: &Line, part: Part, draft: Draft) -> Filled {
        let mut filled = Filled { draft, errors: Vec::new(), hidden: Vec::new() };
        for (lead, given) in self.mapping.leads.iter().zip(&line.cells) {
            let Lead::To(target) = lead else { continue };
            if target.part != part {
                continue;
            }
            let field = target.field.name;
            if let Given::Text(text) = given
                && self.lexicon.hides(text)
            {
                filled.hidden.push(field);
                continue;
            }
            match text_of(given, target, self.lexicon, self.rules.settings) {
                Ok(text) => filled.draft.set(field, text),
                Err(ErrorCode::Import { fault: Fault::Formula, .. }) => {
                    filled.errors.push(import(field, Fault::Formula, self.address(line, part, field)));
                }
                Err(code) => filled.errors.push(FieldError::new(field, code)),
            }
        }
        filled
    }

    /// A report of progress, where the row says something else than what was last reported. It is of today, unless the
    /// row says another day than that report's.
    fn progress(&self, line: &Line, before: Option<&Body>) -> Filled {
        let last = progress_of(before);
        let mut filled = self.filled(line, Part::Progress, last.clone());
        // Nothing reported and nothing filled in is the same as 0 %.
        if last.get("date").is_empty() && filled.draft.get("percent").is_empty() {
            filled.draft.set("percent", "0");
        }
        let same = ["percent", "note", "next_step"].iter().all(|field| filled.draft.get(field) == last.get(field));
        if same {
            // A day alone is no report: a file that was sent before still has the day before its own report.
            filled.draft = last;
        } else if filled.draft.get("date") == last.get("date") {
            filled.draft.set("date", "");
        }
        filled
    }

    fn cell<'l>(&self, line: &'l Line, part: Part, field: &str) -> Option<&'l Given> {
        line.cells.get(self.mapping.place(part, field)?)
    }

    /// The words of a cell that is told as it is.
    fn words(&self, line: &Line, part: Part, field: &str) -> String {
        let place = self.mapping.place(part, field);
        let lead = place.and_then(|place| self.mapping.leads.get(place));
        let (Some(given), Some(Lead::To(target))) = (self.cell(line, part, field), lead) else { return String::new() };
        match given {
            Given::Text(text) => text.trim().to_owned(),
            other => text_of(other, target, self.lexicon, self.rules.settings).unwrap_or_default(),
        }
    }

    /// The address of a cell: `F12`.
    fn address(&self, line: &Line, part: Part, field: &str) -> String {
        let head = self.mapping.place(part, field).and_then(|place| self.heads.get(place));
        head.map_or_else(String::new, |head| format!("{}{}", letters(head.place), line.number))
    }
}

/// What was last reported of a measure, as its form.
pub(super) fn progress_of(body: Option<&Body>) -> Draft {
    let mut draft = Draft::default();
    let Some(Body::Measure(measure)) = body else {
        return draft.with("percent", "0");
    };
    draft.set("percent", measure.percent().to_string());
    if let Some(entry) = measure.progress.last() {
        draft.set_date("date", Some(entry.date));
        draft.set("note", entry.note.as_str());
        draft.set("next_step", entry.next_step.as_str());
    }
    draft
}

fn import(field: &str, fault: Fault, given: String) -> FieldError {
    FieldError::new(field, ErrorCode::Import { fault, given })
}

fn unknown(given: &str) -> FieldError {
    import("key", Fault::Unknown, given.chars().take(80).collect())
}
