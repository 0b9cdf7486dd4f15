//! The life of a piece of evidence: the versions of its document, who vouches for them, what it shows of each record it speaks
//! for, and how it stands on a day.

use super::{Evidence, FileRef};
use crate::cell::Cell;
use crate::codes;
use crate::draft::{Draft, Reader};
use crate::error::{ErrorCode, FieldError};
use crate::field::{Field, Input};
use crate::key::Key;
use crate::kind::Kind;
use crate::label::SOON;
use crate::settings::Settings;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How a piece of evidence stands on a day. Follows from its dates; nobody sets it.
    Standing {
        /// Gällande.
        Holds = "holds",
        /// Gäller, men går ut inom 30 dagar.
        Expiring = "expiring",
        /// Under granskning: its review day has passed and nobody has vouched for it since.
        InReview = "in_review",
        /// Utgången: its last date has passed.
        Expired = "expired",
        /// Ersatt: another piece of evidence took its place.
        Replaced = "replaced",
        /// Avslutad.
        Closed = "closed",
    }
}

/// Someone's word that a version is what it says and holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// The function that gives its word.
    pub by: String,
    /// When.
    pub date: NaiveDate,
}

/// A version that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its file.
    pub file: FileRef,
    /// What it was called.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The date it spoke for.
    pub effective: NaiveDate,
    /// The last date it held.
    pub valid_until: Option<NaiveDate>,
    /// When it was recorded here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<NaiveDate>,
    /// When the next version was.
    pub ended: NaiveDate,
    /// Who vouched for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vouched: Option<Vouched>,
}

/// What it shows of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The record.
    pub key: Key,
    /// What of it.
    pub text: String,
}

/// Most characters of what is shown of one record.
const SHOWN_MAX: usize = 500;

impl Shown {
    /// Reads lines of the form `KTR-02: vad det visar`, each of a record that the evidence speaks for.
    pub(super) fn read(reader: &mut Reader<'_>, spoken_for: &[Key]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for line in reader.text("shows", 8000).lines().map(str::trim).filter(|line| !line.is_empty()) {
            let given = || line.chars().take(80).collect();
            let Some((key, text)) = line.split_once(':') else {
                reader.error("shows", ErrorCode::UnknownKey { given: given() });
                continue;
            };
            let text = text.trim();
            match Key::parse(key) {
                Ok(key) if spoken_for.contains(&key) && !all.iter().any(|one| one.key == key) => {
                    let length = text.chars().count();
                    if length > SHOWN_MAX {
                        let int = |n| u32::try_from(n).unwrap_or(u32::MAX);
                        reader.error("shows", ErrorCode::TooLong { max: int(SHOWN_MAX), length: int(length) });
                    } else if !text.is_empty() {
                        all.push(Self { key, text: text.to_owned() });
                    }
                }
                _ => reader.error("shows", ErrorCode::UnknownKey { given: given() }),
            }
        }
        all
    }

    /// As it is read.
    #[must_use]
    pub fn written(all: &[Self]) -> String {
        all.iter().map(|one| format!("{}: {}", one.key, one.text)).collect::<Vec<_>>().join("\n")
    }
}

impl Evidence {
    /// The form of giving one's word for the version there is.
    pub const VOUCH: &'static [Field] =
        &[Field::required("vouched_by", Input::Function), Field::optional("vouched", Input::Date)];

    /// Sets the file: a new version, which nobody has vouched for yet. The one before it stays, with its dates.
    ///
    /// # Errors
    /// Every field error.
    pub fn attach(&self, draft: &Draft, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let sha256 = reader.required("sha256", 64);
        if sha256.len() != 64 || !sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            reader.error("sha256", ErrorCode::FileBroken);
        }
        let name = reader.required("name", 200);
        let size = reader.required_number("size", 1, i64::MAX).and_then(|n| u64::try_from(n).ok());
        let media_type = reader.required("media_type", 120);
        let effective = reader.date("effective").or(Some(self.effective));
        if effective.is_some_and(|day| day > today) {
            reader.error("effective", ErrorCode::InTheFuture);
        }
        let until = reader.date("valid_until");
        // A last date of the version before says nothing of this one, unless the dates were left as they were.
        let untouched = draft.get("effective").is_empty() && draft.get("valid_until").is_empty();
        let valid_until = if untouched { self.valid_until } else { until };
        reader.in_order(("effective", effective), ("valid_until", valid_until));
        let version = reader.text("version", 40);
        if self.file.as_ref().is_some_and(|file| file.sha256 == sha256) {
            reader.error("file", ErrorCode::Taken);
        }
        let value = size.zip(effective).map(|(size, effective)| {
            let mut next = self.clone();
            if let Some(file) = next.file.take() {
                next.earlier.push(Earlier {
                    file,
                    version: std::mem::take(&mut next.version),
                    effective: self.effective,
                    valid_until: self.valid_until,
                    recorded: self.recorded,
                    ended: today,
                    vouched: next.vouched.take(),
                });
            }
            next.file = Some(FileRef { sha256, name, size, media_type });
            (next.effective, next.valid_until, next.recorded) = (effective, valid_until, Some(today));
            next.vouched = None;
            if !version.is_empty() {
                next.version = version;
            }
            next
        });
        reader.finish(value)
    }

    /// Records a function's word for the version there is.
    ///
    /// # Errors
    /// Every field error.
    pub fn vouch(&self, draft: &Draft, settings: &Settings, today: NaiveDate) -> Result<Self, Vec<FieldError>> {
        let mut reader = Reader::new(draft);
        let by = reader.word("vouched_by", &settings.functions, None);
        let date = reader.date("vouched").unwrap_or(today);
        if date > today {
            reader.error("vouched", ErrorCode::InTheFuture);
        }
        reader.in_order(("effective", Some(self.effective)), ("vouched", Some(date)));
        reader.finish(Some(Self { vouched: Some(Vouched { by, date }), ..self.clone() }))
    }

    /// How it stands on a day.
    #[must_use]
    pub fn standing(&self, day: NaiveDate) -> Standing {
        let left = self.valid_until.map(|last| (last - day).num_days());
        match left {
            _ if self.closed.is_some() => Standing::Closed,
            _ if self.replaced_by.is_some() => Standing::Replaced,
            Some(days) if days < 0 => Standing::Expired,
            _ if self.in_review(day) => Standing::InReview,
            Some(days) if days <= SOON => Standing::Expiring,
            _ => Standing::Holds,
        }
    }

    /// Whether its review day has passed without anyone's word for it since.
    fn in_review(&self, day: NaiveDate) -> bool {
        let vouched = self.vouched.as_ref().map(|vouched| vouched.date);
        self.review.is_some_and(|review| review < day && vouched.is_none_or(|vouched| vouched < review))
    }

    /// A file of it by its SHA-256: that of the version there is, or of one before it.
    #[must_use]
    pub fn file_of(&self, sha256: &str) -> Option<&FileRef> {
        let earlier = self.earlier.iter().rev().map(|earlier| &earlier.file);
        self.file.iter().chain(earlier).find(|file| file.sha256 == sha256)
    }

    /// What it shows of a record; the provision's mask where its marking keeps that, whether anything is told or not.
    #[must_use]
    pub fn shown_of(&self, key: &Key) -> Cell {
        match self.secrecy.as_ref().and_then(|marking| marking.hidden_by("note")) {
            Some(provision) => Cell::Masked(provision.to_owned()),
            None => self.shows.iter().find(|one| one.key == *key).map_or(Cell::Empty, |one| Cell::text(&one.text)),
        }
    }

    /// Reads which piece of evidence took its place: one at most.
    pub(super) fn replacement(reader: &mut Reader<'_>) -> Option<Key> {
        let mut keys = reader.keys("replaced_by", Kind::Evidence);
        if keys.len() > 1 {
            reader.error("replaced_by", ErrorCode::OutOfRange { min: 0, max: 1 });
        }
        keys.pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date;

    fn day(text: &str) -> NaiveDate {
        date::parse(text).unwrap()
    }

    fn typed() -> Draft {
        Draft::default()
            .with("title", "Protokoll")
            .with("kind", "minutes")
            .with("effective", "2025-01-15")
            .with("valid_until", "2025-12-31")
            .with("controls", "KTR-02, KTR-03")
            .with("owner", "Säkerhetssamordnare")
    }

    fn read(draft: &Draft) -> Result<Evidence, Vec<FieldError>> {
        Evidence::read(draft, None, &Settings::default(), day("2026-01-01"))
    }

    fn file(letter: &str) -> Draft {
        Draft::default()
            .with("sha256", letter.repeat(64))
            .with("name", format!("{letter}.pdf"))
            .with("size", "10")
            .with("media_type", "application/pdf")
    }

    #[test]
    fn a_new_version_keeps_the_one_before_it_and_needs_a_word_of_its_own() {
        let first = read(&typed()).unwrap().attach(&file("a"), day("2025-02-01")).unwrap();
        let word = Draft::default().with("vouched_by", "Säkerhetssamordnare").with("vouched", "2025-02-02");
        let first = first.vouch(&word, &Settings::default(), day("2025-02-02")).unwrap();
        assert_eq!((first.earlier.len(), first.recorded), (0, Some(day("2025-02-01"))));
        let dated = file("b").with("effective", "2025-06-01").with("version", "2.0");
        let second = first.attach(&dated, day("2025-06-03")).unwrap();
        let before = &second.earlier[0];
        assert_eq!((before.file.name.as_str(), before.effective), ("a.pdf", day("2025-01-15")));
        assert_eq!((before.valid_until, before.ended), (Some(day("2025-12-31")), day("2025-06-03")));
        assert!(before.vouched.is_some() && second.vouched.is_none());
        assert_eq!((second.effective, second.valid_until, second.version.as_str()), (day("2025-06-01"), None, "2.0"));
        assert!(second.file_of(&"a".repeat(64)).is_some() && second.file_of(&"c".repeat(64)).is_none());
        assert_eq!(second.attach(&file("b"), day("2025-06-03")).unwrap_err()[0].code, ErrorCode::Taken);
    }

    #[test]
    fn how_it_stands_follows_from_its_dates() {
        let mut evidence = read(&typed().with("review", "2025-06-30")).unwrap();
        let at = |evidence: &Evidence, text| evidence.standing(day(text)).code();
        assert_eq!((at(&evidence, "2025-06-30"), at(&evidence, "2025-07-01")), ("holds", "in_review"));
        evidence.vouched = Some(Vouched { by: String::new(), date: day("2025-06-30") });
        assert_eq!((at(&evidence, "2025-11-30"), at(&evidence, "2025-12-01")), ("holds", "expiring"));
        assert_eq!((at(&evidence, "2025-12-31"), at(&evidence, "2026-01-01")), ("expiring", "expired"));
        evidence.replaced_by = Key::parse("EVD-09").ok();
        assert_eq!((at(&evidence, "2025-06-30"), evidence.holds_on(day("2025-06-30"))), ("replaced", false));
    }

    #[test]
    fn what_it_shows_is_told_only_of_what_it_speaks_for() {
        let draft = typed().with("shows", "KTR-03: återläsningen tog fyra timmar\r\nKTR-02:  rutinen följs ");
        let evidence = read(&draft).unwrap();
        assert_eq!(
            evidence.shows.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
            ["återläsningen tog fyra timmar", "rutinen följs"]
        );
        assert_eq!(read(&evidence.draft()).unwrap(), evidence);
        for bad in ["KTR-04: okänd", "utan nyckel", "KTR-02: en gång\nKTR-02: till"] {
            let errors = read(&typed().with("shows", bad)).unwrap_err();
            assert_eq!((errors.len(), errors[0].field.as_str()), (1, "shows"), "{bad}");
        }
    }

    #[test]
    fn content_from_before_versions_were_kept_is_unchanged_by_them() {
        let old = r#"{"title":"P","kind":"minutes","effective":"2025-01-15","valid_until":null,"owner":"x","file":null,"closed":null,"secrecy":null}"#;
        let read: Evidence = serde_json::from_str(old).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
    }
}
