//! A report (delårsrapport, årsrapport) as a file: PDF to be kept, DOCX to be worked on, Markdown to be carried elsewhere. All
//! three are written from one [`outline::Outline`], so that they say the same.
//!
//! A report is written in Swedish, whoever takes it out: give it Swedish words.

mod markdown;
mod outline;
mod paper;
mod pieces;
#[cfg(test)]
mod tests;
mod word;

use super::labels::Labels;
use super::{Attachment, Head};
use crate::error::{Error, Result};
use crate::words::Words;
use chrono::{DateTime, NaiveDate, Utc};
use domain::report::Content;
use outline::Outline;

/// The language reports are written in.
pub const REPORT_LANGUAGE: &str = "sv";

/// A report, as it stands or as it was sealed.
#[derive(Debug, Clone, Copy)]
pub struct ReportDocument<'a> {
    /// What it says.
    pub content: &'a Content,
    /// How far it has come.
    pub stage: Stage<'a>,
    /// The city or region the board belongs to.
    pub organisation: &'a str,
    /// Its period in words: `Period mars 2024`.
    pub period: &'a str,
    /// When it came to stand as it does, so that the same report gives the same bytes.
    pub created: DateTime<Utc>,
    /// The sealed content, to lie inside the PDF. It holds everything: only for readers who are cleared for everything.
    pub sealed: Option<Attachment<'a>>,
}

/// How far a report has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage<'a> {
    /// It is being written: nothing of it is sealed.
    Draft,
    /// It lies before the board.
    Prepared {
        /// Day it was prepared.
        date: NaiveDate,
        /// SHA-256 of its content, in hexadecimal.
        sha256: &'a str,
    },
    /// The board has decided on it.
    Decided {
        /// Day of the meeting.
        date: NaiveDate,
        /// Paragraph of the minutes.
        paragraph: u16,
        /// SHA-256 of its content, in hexadecimal.
        sha256: &'a str,
    },
}

impl<'a> Stage<'a> {
    /// SHA-256 of the content it was sealed with; none for a draft.
    const fn sha256(&self) -> Option<&'a str> {
        match self {
            Self::Draft => None,
            Self::Prepared { sha256, .. } | Self::Decided { sha256, .. } => Some(sha256),
        }
    }

    /// In words: `Utkast`, `Beslutad 2024-04-24 § 87`.
    fn words(&self, labels: &Labels) -> String {
        match self {
            Self::Draft => labels.get("report_draft").to_owned(),
            Self::Prepared { date, .. } => labels.fill("report_prepared", &[("date", date)]),
            Self::Decided { date, paragraph, .. } => {
                labels.fill("report_decided", &[("date", date), ("paragraph", paragraph)])
            }
        }
    }
}

/// The report as PDF.
///
/// # Errors
/// [`Error::Attachment`] when the attached file isn't what it is said to be, or not what the report was sealed with;
/// [`Error::Document`] when the program is at fault.
pub fn report<W: Words + ?Sized>(document: &ReportDocument<'_>, words: &W) -> Result<Vec<u8>> {
    if document.sealed.is_some_and(|file| document.stage.sha256() != Some(file.sha256)) {
        return Err(Error::Attachment);
    }
    let labels = Labels::of(words);
    let outline = Outline::of(document, &labels);
    let view = paper::view(&outline, document, &labels);
    let head =
        Head { language: REPORT_LANGUAGE, organisation: document.organisation, finding: "", created: document.created };
    let identity = format!("report {} {}", document.content.report, document.content.version);
    super::set("report.typ", &view, &head, document.sealed, &identity)
}

/// The report as DOCX.
///
/// # Errors
/// [`Error::Write`] when it can't be packed.
pub fn report_word<W: Words + ?Sized>(document: &ReportDocument<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    word::package(&Outline::of(document, &labels), document, &labels)
}

/// The report as Markdown: CommonMark with tables.
pub fn report_markdown<W: Words + ?Sized>(document: &ReportDocument<'_>, words: &W) -> String {
    markdown::write(&Outline::of(document, &Labels::of(words)))
}
