//! Evidence: a document or a reference that shows what was done, for which requirement, measure or control.

pub mod life;

use self::life::{Earlier, Shown, Vouched};
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::risk::Closed;
use crate::secrecy::SecrecyMarking;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// What sort of evidence it is.
    EvidenceKind {
        /// Styrdokument.
        Policy = "policy",
        /// Beslut.
        Decision = "decision",
        /// Protokoll.
        Minutes = "minutes",
        /// Kvittens.
        Receipt = "receipt",
        /// Förteckning.
        Inventory = "inventory",
        /// Granskning.
        Review = "review",
        /// Register.
        Register = "register",
        /// Rapport.
        Report = "report",
        /// Avtal.
        Contract = "contract",
        /// Utbildning.
        Training = "training",
        /// Skärmbild eller logg.
        Log = "log",
        /// Annat.
        Other = "other",
    }
}

/// Most bytes of a file, when the server isn't told otherwise.
pub const FILE_MAX: u64 = 50_000_000;
/// Bytes of each piece but the last, of a file that is sent piece by piece. What breaks off costs no more than one.
pub const PIECE: u64 = 2_000_000;
/// Most files that an account may have begun to send and not ended. What nobody goes on with is gone after a day.
pub const UNFINISHED_FILES: usize = 100;
/// Most bytes that they are said to have together.
pub const UNFINISHED_MAX: u64 = 1_000_000_000;
/// Most bytes of a file that is shown beside its evidence without being asked for by itself.
pub const PREVIEW_MAX: u64 = 10_000_000;
/// How names of the files that are kept end. What a file is, its content decides.
pub const FILE_ENDINGS: [&str; 17] = [
    "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "png", "jpg", "jpeg", "webp", "txt", "log", "csv", "md", "eml",
    "msg",
];

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Short name.
    pub title: String,
    /// What sort it is.
    pub kind: EvidenceKind,
    /// The date it speaks for, which is not when it was registered.
    pub effective: NaiveDate,
    /// Last date it holds; none when it holds until further notice.
    pub valid_until: Option<NaiveDate>,
    /// Reference: diarienummer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reference: String,
    /// Where it is kept, when not here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// What it shows.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Function that answers for it.
    pub owner: String,
    /// The file, when it is kept here.
    pub file: Option<FileRef>,
    /// What its version is called, by those who keep the document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// When it is to be reviewed next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<NaiveDate>,
    /// When the version was recorded here, which is not the date it speaks for; none when that was before versions were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<NaiveDate>,
    /// Who vouches for the version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vouched: Option<Vouched>,
    /// Versions before this one, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier>,
    /// The evidence that took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<Key>,
    /// What it shows of single records that it speaks for (vad det visar).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shows: Vec<Shown>,
    /// Requirements it speaks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Key>,
    /// Measures it speaks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Key>,
    /// Deliverables it speaks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deliverables: Vec<Key>,
    /// Controls it speaks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<Key>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Set when it no longer counts.
    pub closed: Option<Closed>,
    /// Its secrecy marking.
    pub secrecy: Option<SecrecyMarking>,
}

/// A stored file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// SHA-256 of its bytes, in hexadecimal; also its name in the file store.
    pub sha256: String,
    /// The name it was uploaded under, without a path.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Media type, decided by its content.
    pub media_type: String,
}

impl FileRef {
    /// What the upload tells of it.
    #[must_use]
    pub fn draft(self) -> Draft {
        Draft::default()
            .with("sha256", self.sha256)
            .with("name", self.name)
            .with("size", self.size.to_string())
            .with("media_type", self.media_type)
    }

    /// The media type it is shown under in the browser; none for what is only handed out. Nothing that can hold a script of
    /// the site's is among them: texts are shown as plain text, whatever they are.
    #[must_use]
    pub fn shown_as(&self) -> Option<&'static str> {
        match self.media_type.split(';').next().unwrap_or_default().trim() {
            "application/pdf" => Some("application/pdf"),
            "image/png" => Some("image/png"),
            "image/jpeg" => Some("image/jpeg"),
            "image/webp" => Some("image/webp"),
            "text/plain" | "text/csv" | "text/markdown" => Some("text/plain; charset=utf-8"),
            _ => None,
        }
    }
}

impl Evidence {
    /// Fields a secrecy marking may cover. `file` covers the document itself.
    pub const MARKABLE: &'static [&'static str] = &["title", "reference", "place", "note", "file"];

    /// The form.
    pub const FIELDS: &'static [Field] = &[
        Field::required("title", Input::Line(200)),
        Field::required("kind", Input::Choice("evidence_kind", EvidenceKind::CODES)),
        Field::required("effective", Input::Date),
        Field::optional("valid_until", Input::Date),
        Field::optional("reference", Input::Line(200)),
        Field::optional("place", Input::Line(200)),
        Field::optional("note", Input::Text(2000)),
        Field::required("owner", Input::Function),
        Field::optional("requirements", Input::Links(Kind::Requirement)),
        Field::optional("measures", Input::Links(Kind::Measure)),
        Field::optional("deliverables", Input::Links(Kind::Deliverable)),
        Field::optional("controls", Input::Links(Kind::Control)),
        Field::optional("shows", Input::Text(8000)),
        Field::optional("version", Input::Line(40)),
        Field::optional("review", Input::Date),
        Field::optional("replaced_by", Input::Links(Kind::Evidence)),
        Field::optional("source", Input::Line(200)),
        SECRECY[0],
        SECRECY[1],
        SECRECY[2],
        SECRECY[3],
        SECRECY[4],
    ];

    /// What the upload tells of a file.
    pub const ATTACH: &'static [Field] = &[
        Field::required("sha256", Input::Line(64)),
        Field::required("name", Input::Line(200)),
        Field::required("size", Input::Number(1, i64::MAX)),
        Field::required("media_type", Input::Line(120)),
        Field::optional("effective", Input::Date),
        Field::optional("valid_until", Input::Date),
        Field::optional("version", Input::Line(40)),
    ];

    /// Of them, what may be told of a version: the days it speaks for, and what it is called.
    pub const VERSION: &'static [&'static str] = &["effective", "valid_until", "version"];

    /// Reads the form; `base` is the evidence as it was.
    ///
    /// # Errors
    /// Every field error.
    pub fn read(
        draft: &Draft,
        base: Option<&Self>,
        settings: &Settings,
        today: NaiveDate,
    ) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let title = reader.required("title", 200);
        let kind = reader.required_choice("kind", EvidenceKind::from_code);
        let effective = reader.required_date("effective");
        if effective.is_some_and(|day| day > today) {
            reader.error("effective", ErrorCode::InTheFuture);
        }
        let valid_until = reader.date("valid_until");
        reader.in_order(("effective", effective), ("valid_until", valid_until));
        let reference = reader.text("reference", 200);
        let place = reader.text("place", 200);
        let note = reader.text("note", 2000);
        let owner = reader.word("owner", &settings.functions, base.map(|b| b.owner.as_str()));
        let requirements = reader.keys("requirements", Kind::Requirement);
        let measures = reader.keys("measures", Kind::Measure);
        let deliverables = reader.keys("deliverables", Kind::Deliverable);
        let controls = reader.keys("controls", Kind::Control);
        let spoken_for = [&requirements[..], &measures, &deliverables, &controls].concat();
        let shows = Shown::read(&mut reader, &spoken_for);
        let version = reader.text("version", 40);
        let review = reader.date("review");
        let replaced_by = Self::replacement(&mut reader);
        let source = reader.text("source", 200);
        let secrecy = SecrecyMarking::read(&mut reader, Self::MARKABLE);
        let value = (|| {
            Some(Self {
                title,
                kind: kind?,
                effective: effective?,
                valid_until,
                reference,
                place,
                note,
                owner,
                file: base.and_then(|b| b.file.clone()),
                version,
                review,
                recorded: base.and_then(|b| b.recorded),
                vouched: base.and_then(|b| b.vouched.clone()),
                earlier: base.map(|b| b.earlier.clone()).unwrap_or_default(),
                replaced_by,
                shows,
                requirements,
                measures,
                deliverables,
                controls,
                source,
                closed: base.and_then(|b| b.closed.clone()),
                secrecy,
            })
        })();
        reader.finish(value)
    }

    /// Whether it speaks for a date: effective by then, neither expired nor replaced.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.closed.is_none()
            && self.replaced_by.is_none()
            && self.effective <= day
            && self.valid_until.is_none_or(|last| day <= last)
    }

    /// Its last date, when that has passed.
    #[must_use]
    pub fn expired_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.valid_until.filter(|last| *last < day)
    }

    /// The form, filled in.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::default()
            .with("title", self.title.as_str())
            .with("kind", self.kind.code())
            .with("reference", self.reference.as_str())
            .with("place", self.place.as_str())
            .with("note", self.note.as_str())
            .with("owner", self.owner.as_str())
            .with("version", self.version.as_str())
            .with("shows", Shown::written(&self.shows))
            .with("source", self.source.as_str());
        draft.set_date("review", self.review);
        draft.set_keys("replaced_by", self.replaced_by.as_slice());
        draft.set_date("effective", Some(self.effective));
        draft.set_date("valid_until", self.valid_until);
        draft.set_keys("requirements", &self.requirements);
        draft.set_keys("measures", &self.measures);
        draft.set_keys("deliverables", &self.deliverables);
        draft.set_keys("controls", &self.controls);
        SecrecyMarking::write(self.secrecy.as_ref(), &mut draft);
        draft
    }

    /// Takes the marked fields out.
    pub fn mask(&mut self) {
        let Some(marking) = SecrecyMarking::of_masked(&mut self.secrecy) else { return };
        for (field, text) in [
            ("title", &mut self.title),
            ("reference", &mut self.reference),
            ("place", &mut self.place),
            ("note", &mut self.note),
        ] {
            if marking.covers(field) {
                text.clear();
            }
        }
        if marking.covers("note") {
            // What it shows of one record is part of what it shows.
            self.shows.clear();
        }
        if marking.covers("file") {
            self.file = None;
            self.version.clear();
            self.earlier.clear();
        }
    }
}

const SECRECY: [Field; 6] = SecrecyMarking::fields_for(Evidence::MARKABLE);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    #[test]
    fn evidence_holds_from_its_effective_date_through_its_last() {
        let typed = Draft::default()
            .with("title", "Protokoll")
            .with("kind", "minutes")
            .with("effective", "2025-01-15")
            .with("valid_until", "2025-12-31")
            .with("owner", "Säkerhetssamordnare");
        let today = date::parse("2026-01-01").unwrap();
        let evidence = Evidence::read(&typed, None, &Settings::default(), today).unwrap();
        let holds = |text| evidence.holds_on(date::parse(text).unwrap());
        assert_eq!(evidence.expired_on(today), date::parse("2025-12-31"));
        assert!(!holds("2025-01-14") && holds("2025-01-15") && holds("2025-12-31") && !holds("2026-01-01"));
    }
}
