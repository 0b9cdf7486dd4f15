//! The lists of a pack as sheets: the evidence list, and what is missing from it.

use super::making::Found;
use crate::downloads::front::secrecy;
use app::i18n::{Lang, t, text};
use app::pack::{of, period};
use chrono::{DateTime, NaiveTime, Utc};
use domain::evidence_list::{EvidenceLine, EvidenceStatus};
use domain::pack::Pack;
use domain::{Cell, Key};
use export::{Front, Heading, Sheet, evidence_list};
use proof::pack::FileState;
use std::collections::BTreeMap;
use store::View;

/// The columns of what is missing; the last says what is wrong with a file.
const MISSING: [&str; 8] = [
    "number",
    "requirement_title",
    "framework",
    "evidence_status",
    "evidence",
    "evidence_title",
    "valid_until",
    "file",
];

/// What is known of a pack, as its lists and its page say it.
pub struct About<'a> {
    /// The pack.
    pub pack: &'a Pack,
    /// The register as it is seen from it.
    pub view: &'a View<'a>,
    /// The frameworks the reader may see.
    pub frameworks: &'a [(String, String)],
    /// In which language.
    pub lang: Lang,
}

impl About<'_> {
    /// What it is called.
    pub fn title(&self) -> String {
        let what = of(self.lang, &self.pack.selection, self.frameworks);
        t!(self.lang, "pack.manifest_title", what = what, date = self.pack.day)
    }

    /// The day it is of, as a moment: the same however often it is made.
    pub fn created(&self) -> DateTime<Utc> {
        self.pack.day.and_time(NaiveTime::MIN).and_utc()
    }

    /// What is known of it: a name for programs, a label and a value. Nothing that differs from one time to the next.
    pub fn facts(&self, lines: usize) -> Vec<(&'static str, &'static str, Cell)> {
        let lang = self.lang;
        let number = |n: u64| Cell::Number(i64::try_from(n).unwrap_or(i64::MAX));
        let selection = &self.pack.selection;
        let mut facts = vec![
            ("content", t!(lang, "pack.column_of"), Cell::Text(of(lang, selection, self.frameworks))),
            ("organisation", t!(lang, "export.fact_organisation"), Cell::text(&self.view.settings.organisation)),
            ("moment", t!(lang, "export.fact_moment"), Cell::Date(self.pack.day)),
            ("position", t!(lang, "export.fact_position"), number(self.pack.position)),
            ("rows", t!(lang, "export.fact_rows"), number(lines as u64)),
            ("role", t!(lang, "export.fact_role"), Cell::code("role", self.view.actor.role.code())),
            ("secrecy", t!(lang, "export.fact_secrecy"), Cell::text(secrecy(lang, self.view.actor))),
        ];
        if let Some(days) = period(lang, selection) {
            facts.insert(1, ("period", t!(lang, "pack.period"), Cell::Text(days)));
        }
        facts
    }

    /// The evidence list.
    pub fn sheet(&self, lines: usize) -> Sheet {
        let heading = |name: &str| text(self.lang, &format!("column.{name}")).to_owned();
        Sheet::new(t!(self.lang, "evidence_list.heading"), evidence_list::headings(heading), self.front(lines))
    }

    /// What is missing.
    pub fn missing_sheet(&self) -> Sheet {
        let lang = self.lang;
        let heading = |name: &&str| Heading::of_column(name, text(lang, &format!("column.{name}")));
        Sheet::new(t!(lang, "pack.sheet_missing"), MISSING.iter().map(heading).collect(), self.front(0))
    }

    fn front(&self, lines: usize) -> Front {
        let front = Front::new(t!(self.lang, "export.sheet_about"), self.title(), self.created());
        self.facts(lines).into_iter().fold(front, |front, (name, label, value)| front.fact(name, label, value))
    }

    /// The rows of what is missing: requirements without evidence, evidence that doesn't hold, and files that weren't as the
    /// register says.
    pub fn missing(&self, lines: &[EvidenceLine], found: &BTreeMap<Key, Found>) -> Vec<Vec<Cell>> {
        let fault = |line: &EvidenceLine| {
            let found = line.evidence.as_ref().and_then(|listed| found.get(&listed.key))?;
            self.fault(found.state)
        };
        let lacking = lines.iter().filter(|line| line.status() != EvidenceStatus::Has || fault(line).is_some());
        lacking
            .map(|line| {
                let named = MISSING.iter().take(MISSING.len() - 1);
                let mut row: Vec<Cell> = named.map(|name| line.cell(name)).collect();
                row.push(Cell::text(fault(line).unwrap_or_default()));
                row
            })
            .collect()
    }

    /// What is wrong with a file, in words.
    pub fn fault(&self, state: FileState) -> Option<&'static str> {
        match state {
            FileState::Whole => None,
            FileState::Damaged => Some(t!(self.lang, "pack.file_damaged")),
            FileState::Missing => Some(t!(self.lang, "pack.file_missing")),
        }
    }
}
