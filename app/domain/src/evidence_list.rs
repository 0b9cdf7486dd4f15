//! The evidence list: each requirement with the evidence for it, and a line saying so for each that has none.

use crate::cell::Cell;
use crate::codes;
use crate::evidence::life::Vouched;
use crate::evidence::{Evidence, EvidenceKind, FileRef};
use crate::key::Key;
use crate::requirement::{Level, Requirement};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What a line of the list says of its requirement.
    EvidenceStatus {
        /// There is evidence, and it holds on the day.
        Has = "has",
        /// There was evidence, but it no longer holds, or doesn't yet.
        Expired = "expired",
        /// There is none (saknas).
        Missing = "missing",
    }
}

/// A line: a requirement and one piece of evidence, or a requirement and the lack of any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceLine {
    /// The requirement.
    pub requirement: Key,
    /// Its number, as the framework writes it.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Short name of its framework.
    pub framework: String,
    /// How well it is judged to be met.
    pub level: Level,
    /// When it was judged.
    pub judged: Option<NaiveDate>,
    /// The evidence; none when it is missing.
    pub evidence: Option<ListedEvidence>,
}

/// A piece of evidence on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedEvidence {
    /// The evidence.
    pub key: Key,
    /// Short name.
    pub title: String,
    /// What sort it is.
    pub kind: EvidenceKind,
    /// The date it speaks for.
    pub effective: NaiveDate,
    /// Last date it holds; none when it holds until further notice.
    pub valid_until: Option<NaiveDate>,
    /// Reference: diarienummer.
    pub reference: String,
    /// Where it is kept, when not here.
    pub place: String,
    /// The file, when it is kept here.
    pub file: Option<FileRef>,
    /// Measures it speaks for.
    pub measures: Vec<Key>,
    /// Controls it speaks for.
    pub controls: Vec<Key>,
    /// What it shows of the requirement, where that is told.
    pub shows: String,
    /// What its version is called.
    pub version: String,
    /// Who vouches for the version.
    pub vouched: Option<Vouched>,
    /// Whether it holds on the day the list is seen from.
    pub holds: bool,
    /// What this reader may not see of it: fields by name, each with the provision that keeps it.
    pub hidden: BTreeMap<String, String>,
}

/// Names of the columns, in the order of [`EvidenceLine::cells`]; the headings are found under `column.<name>`.
pub const COLUMNS: [&str; 22] = [
    "number",
    "requirement_title",
    "framework",
    "evidence_status",
    "evidence",
    "evidence_title",
    "evidence_kind",
    "effective",
    "valid_until",
    "reference",
    "place",
    "file",
    "size",
    "sha256",
    "measures",
    "controls",
    "level",
    "judged",
    "shown",
    "version",
    "vouched_by",
    "vouched",
];

impl ListedEvidence {
    /// The evidence as the reader's view gave it, masked or whole, beside a requirement and seen from a day.
    #[must_use]
    pub fn of(key: Key, evidence: &Evidence, requirement: &Key, day: NaiveDate) -> Self {
        let masked = evidence.secrecy.as_ref().filter(|marking| marking.masked);
        let hidden = masked.map_or_else(BTreeMap::new, |marking| {
            marking.fields.iter().map(|field| (field.clone(), marking.provision_of(field).to_owned())).collect()
        });
        Self {
            key,
            title: evidence.title.clone(),
            kind: evidence.kind,
            effective: evidence.effective,
            valid_until: evidence.valid_until,
            reference: evidence.reference.clone(),
            place: evidence.place.clone(),
            file: evidence.file.clone(),
            measures: evidence.measures.clone(),
            controls: evidence.controls.clone(),
            shows: evidence
                .shows
                .iter()
                .find(|one| one.key == *requirement)
                .map(|one| one.text.clone())
                .unwrap_or_default(),
            version: evidence.version.clone(),
            vouched: evidence.vouched.clone(),
            holds: evidence.holds_on(day),
            hidden,
        }
    }

    fn cell(&self, column: &str) -> Cell {
        let file = |cell: fn(&FileRef) -> Cell| self.shown("file", self.file.as_ref().map_or(Cell::Empty, cell));
        match column {
            "evidence" => Cell::Key(self.key.clone()),
            "evidence_title" => self.shown("title", Cell::text(&self.title)),
            "evidence_kind" => Cell::code("evidence_kind", self.kind.code()),
            "effective" => Cell::Date(self.effective),
            "valid_until" => Cell::date(self.valid_until),
            "reference" => self.shown("reference", Cell::text(&self.reference)),
            "place" => self.shown("place", Cell::text(&self.place)),
            "file" => file(|file| Cell::text(&file.name)),
            "size" => file(|file| i64::try_from(file.size).map_or(Cell::Empty, Cell::Number)),
            "sha256" => file(|file| Cell::text(&file.sha256)),
            "measures" => Cell::keys(&self.measures),
            "controls" => Cell::keys(&self.controls),
            "shown" => self.shown("note", Cell::text(&self.shows)),
            "version" => self.shown("file", Cell::text(&self.version)),
            "vouched_by" => self.vouched.as_ref().map_or(Cell::Empty, |vouched| Cell::text(&vouched.by)),
            "vouched" => Cell::date(self.vouched.as_ref().map(|vouched| vouched.date)),
            _ => Cell::Empty,
        }
    }

    /// A field's cell, or the provision that hides it.
    fn shown(&self, field: &str, cell: Cell) -> Cell {
        self.hidden.get(field).map_or(cell, |provision| Cell::Masked(provision.clone()))
    }
}

impl EvidenceLine {
    /// The line of a requirement and one piece of its evidence, or none.
    #[must_use]
    pub fn of(key: Key, requirement: &Requirement, framework: &str, evidence: Option<ListedEvidence>) -> Self {
        Self {
            requirement: key,
            number: requirement.number.clone(),
            title: requirement.title.clone(),
            framework: framework.to_owned(),
            level: requirement.level(),
            judged: requirement.judgement.as_ref().map(|judgement| judgement.date),
            evidence,
        }
    }

    /// What the line says.
    #[must_use]
    pub fn status(&self) -> EvidenceStatus {
        match &self.evidence {
            None => EvidenceStatus::Missing,
            Some(evidence) if evidence.holds => EvidenceStatus::Has,
            Some(_) => EvidenceStatus::Expired,
        }
    }

    /// One cell for each of [`COLUMNS`].
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        COLUMNS.iter().map(|name| self.cell(name)).collect()
    }

    /// The cell of a column; empty for a name that isn't one of [`COLUMNS`].
    #[must_use]
    pub fn cell(&self, column: &str) -> Cell {
        match column {
            "number" => Cell::text(&self.number),
            "requirement_title" => Cell::text(&self.title),
            "framework" => Cell::text(&self.framework),
            "evidence_status" => Cell::code("evidence_status", self.status().code()),
            "level" => Cell::code("level", self.level.code()),
            "judged" => Cell::date(self.judged),
            other => self.evidence.as_ref().map_or(Cell::Empty, |evidence| evidence.cell(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;
    use crate::draft::Draft;
    use crate::settings::Settings;

    fn line(valid_until: &str, secret: bool) -> EvidenceLine {
        let requirement = Requirement::read(
            &Draft::default()
                .with("framework", "nis2")
                .with("number", "21.2 c")
                .with("place", "3")
                .with("title", "Driftskontinuitet"),
            None,
        )
        .unwrap();
        let mut typed = Draft::default()
            .with("title", "Återläsningsprotokoll")
            .with("kind", "minutes")
            .with("effective", "2026-02-12")
            .with("valid_until", valid_until)
            .with("reference", "SN 2026/112")
            .with("requirements", "NIS2-21.2.c, NIS2-21.2.d")
            .with("shows", "NIS2-21.2.c: återläsningen tog fyra timmar\nNIS2-21.2.d: annat")
            .with("version", "1.2")
            .with("owner", "Säkerhetssamordnare");
        if secret {
            typed = typed
                .with("secrecy_provision", "OSL 18 kap. 8 §")
                .with("secrecy_date", "2026-03-01")
                .with("secrecy_authority", "Stadsarkivet")
                .with("secrecy_fields", "title, file");
        }
        let day = date::parse("2026-11-23").unwrap();
        let mut evidence = Evidence::read(&typed, None, &Settings::default(), day).unwrap();
        evidence.mask();
        let key = Key::parse("NIS2-21.2.c").unwrap();
        let listed = ListedEvidence::of(Key::numbered("EVD", 7), &evidence, &key, day);
        EvidenceLine::of(key, &requirement, "NIS2", Some(listed))
    }

    fn cell(line: &EvidenceLine, column: &str) -> Cell {
        assert!(COLUMNS.contains(&column));
        line.cell(column)
    }

    #[test]
    fn every_line_fills_every_column() {
        let mut line = line("", false);
        assert_eq!(line.cells().len(), COLUMNS.len());
        assert_eq!(line.status(), EvidenceStatus::Has);
        assert_eq!(cell(&line, "level"), Cell::code("level", Level::NotJudged.code()));
        assert_eq!(cell(&line, "shown"), Cell::text("återläsningen tog fyra timmar"));
        assert_eq!(cell(&line, "version"), Cell::text("1.2"));
        line.evidence = None;
        assert_eq!(line.cells().len(), COLUMNS.len());
        assert_eq!(cell(&line, "evidence_status"), Cell::code("evidence_status", "missing"));
        assert_eq!(cell(&line, "level"), Cell::code("level", Level::NotJudged.code()));
    }

    #[test]
    fn evidence_past_its_last_date_is_listed_as_expired() {
        assert_eq!(line("2026-11-22", false).status(), EvidenceStatus::Expired);
        assert_eq!(line("2026-11-23", false).status(), EvidenceStatus::Has);
    }

    #[test]
    fn what_is_marked_is_replaced_by_the_provision_and_the_rest_is_shown() {
        let line = line("", true);
        let masked = Cell::Masked("OSL 18 kap. 8 §".into());
        for column in ["evidence_title", "file", "size", "sha256", "version"] {
            assert_eq!(cell(&line, column), masked, "{column}");
        }
        assert_eq!(cell(&line, "reference"), Cell::text("SN 2026/112"));
    }
}
