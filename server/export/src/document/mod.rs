//! Official documents as PDF: the revision with its decision, the report's annex, the evidence list and the statement of
//! applicability; the board pack; tables as workbooks; and the board's reports as PDF, DOCX and Markdown.
//!
//! Each PDF is archival and accessible at once (PDF/A-3a and PDF/UA-1): tagged, with its language, its fonts inside and nothing
//! fetched from anywhere. The same content gives the same bytes.
//!
//! As everywhere in this crate, secrecy has been seen to before: what a marking keeps from the reader has been taken out
//! of the [`Change`]s by [`Change::mask`], and the provision is printed in its place. All words come from [`Words`], those
//! of the documents themselves under the group `document` and one of the names in [`LABELS`].
//!
//! What is printed is data to the typesetter, never markup: it can't be made to run or to read anything.

mod annex;
mod briefing;
mod comparison;
mod evidence;
mod labels;
mod list;
mod matrix;
mod proof;
mod report;
mod revision;
mod shown;
mod slots;
mod statement;
#[cfg(test)]
mod tests;
mod text;
mod workbook;
mod world;

pub use briefing::{BriefingDocument, Listed, Proposed};
pub use evidence::EvidenceDocument;
pub use labels::LABELS;
pub use list::ListDocument;
pub use report::{REPORT_LANGUAGE, ReportDocument, Stage, report, report_markdown, report_word};
pub use statement::StatementDocument;
pub use workbook::{annex_workbook, revision_workbook};

use crate::error::{Error, Result};
use crate::words::Words;
use chrono::{DateTime, Utc};
use domain::picture::page::Base;
use domain::picture::{Change, Content, Decision, Preparation};
use labels::Labels;
use sha2::{Digest, Sha256};

/// What every document says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Language of the words and the content, as an ISO 639 code: `sv`.
    pub language: &'a str,
    /// The city or region the board belongs to: `Göteborgs Stad`.
    pub organisation: &'a str,
    /// What it comes to, in a sentence: `Fyra risker höjs och en sänks`.
    pub finding: &'a str,
    /// When what it shows came about. It is the document's own creation time, so that the same content gives the same bytes.
    pub created: DateTime<Utc>,
}

/// A picture beside the one it revises.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'a> {
    /// The content that is proposed or decided. Its scale, measures and controls are shown; its risks are not read.
    pub content: &'a Content,
    /// The picture it is compared with; none for the first one.
    pub base: Option<&'a Base>,
    /// What becomes of each risk, in the order of their numbers, masked for the reader.
    pub changes: &'a [Change],
    /// Whether the picture before was assessed on another scale.
    pub rescaled: bool,
}

/// A sealed content, to be attached inside a document so that it proves what it shows. It holds everything: only for
/// readers who are cleared for everything.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// File name: letters without diacritics, digits, `.`, `-` and `_`; at most 100.
    pub name: &'a str,
    /// The content's canonical JSON.
    pub bytes: &'a [u8],
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: &'a str,
}

/// A revision as it was laid before the board, with what the board decided.
#[derive(Debug, Clone, Copy)]
pub struct Revision<'a> {
    /// What it says of itself.
    pub head: Head<'a>,
    /// What changes by the proposal. Where the board decided otherwise is told with the decision.
    pub comparison: Comparison<'a>,
    /// The proposal.
    pub preparation: &'a Preparation,
    /// The decision, once there is one.
    pub decision: Option<&'a Decision>,
    /// The sealed content: the one proposed, or the one decided where the board changed something in it.
    pub sealed: Option<Attachment<'a>>,
}

/// The report's annex: every risk and every control.
#[derive(Debug, Clone, Copy)]
pub struct Annex<'a> {
    /// What it says of itself.
    pub head: Head<'a>,
    /// The risks.
    pub comparison: Comparison<'a>,
    /// Registration number (diarienummer); may be empty.
    pub registration: &'a str,
    /// The sealed content.
    pub sealed: Option<Attachment<'a>>,
}

/// The revision as PDF. It takes a tenth of a second or so and blocks: run it on a thread that may.
///
/// # Errors
/// [`Error::Attachment`] when the attached file isn't what it is said to be, or not a content that the proposal or the
/// decision was sealed with; [`Error::Document`] when the language isn't a
/// code, or the program is at fault.
pub fn revision<W: Words + ?Sized>(revision: &Revision<'_>, words: &W) -> Result<Vec<u8>> {
    let seals =
        [Some(revision.preparation.sha256.as_str()), revision.decision.map(|decision| decision.sha256.as_str())];
    if revision.sealed.is_some_and(|file| !seals.contains(&Some(file.sha256))) {
        return Err(Error::Attachment);
    }
    let labels = Labels::of(words);
    let view = revision::view(revision, words, &labels);
    let identity = format!("revision {} {}", revision.comparison.content.picture, revision.preparation.version);
    set("revision.typ", &view, &revision.head, revision.sealed, &identity)
}

/// The annex as PDF.
///
/// # Errors
/// As for [`revision`].
pub fn annex<W: Words + ?Sized>(annex: &Annex<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let view = annex::view(annex, words, &labels);
    let identity = format!("annex {} {}", annex.comparison.content.picture, annex.comparison.content.position);
    set("annex.typ", &view, &annex.head, annex.sealed, &identity)
}

/// The board pack as PDF.
///
/// # Errors
/// As for [`revision`].
pub fn briefing<W: Words + ?Sized>(document: &BriefingDocument<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let view = briefing::view(document, words, &labels);
    let identity = format!("briefing {} {}", document.day, document.position);
    set("briefing.typ", &view, &document.head, None, &identity)
}

/// The evidence list as PDF.
///
/// # Errors
/// As for [`revision`].
pub fn evidence<W: Words + ?Sized>(document: &EvidenceDocument<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let view = evidence::view(document, words, &labels);
    let identity = format!("evidence {} {}", document.title, document.position);
    set("evidence.typ", &view, &document.head, None, &identity)
}

/// A list as PDF.
///
/// # Errors
/// As for [`revision`].
pub fn list<W: Words>(document: &ListDocument<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let view = list::view(document, words, &labels);
    let front = &document.sheet.front;
    let head =
        Head { language: &document.sheet.language, organisation: &front.title, finding: "", created: front.created };
    set("list.typ", &view, &head, None, &format!("list {} {}", document.sheet.name, front.created))
}

/// The statement of applicability as PDF.
///
/// # Errors
/// As for [`revision`].
pub fn statement<W: Words + ?Sized>(document: &StatementDocument<'_>, words: &W) -> Result<Vec<u8>> {
    let labels = Labels::of(words);
    let view = statement::view(document, words, &labels);
    let identity = format!("statement {} {}", document.title, document.position);
    set("statement.typ", &view, &document.head, None, &identity)
}

fn set(
    template: &'static str,
    view: &impl serde::Serialize,
    head: &Head<'_>,
    sealed: Option<Attachment<'_>>,
    identity: &str,
) -> Result<Vec<u8>> {
    if sealed.is_some_and(|file| !file.holds()) {
        return Err(Error::Attachment);
    }
    let view = serde_json::to_value(view)?;
    world::pdf(template, view, sealed, head.created, &format!("{identity} {}", head.language))
}

impl Attachment<'_> {
    /// Whether it is what it is said to be.
    fn holds(&self) -> bool {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        let named = (1..=100).contains(&self.name.len()) && self.name.bytes().all(plain) && !self.name.starts_with('.');
        named && hex::encode(Sha256::digest(self.bytes)) == self.sha256
    }
}
