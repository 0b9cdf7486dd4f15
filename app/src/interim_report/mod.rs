//! The board's interim and annual reports: which there are, each with what it says, and writing in them chapter by chapter.

mod banner;
mod chapters;
mod detail;
mod files;
mod forms;
mod list;
mod statement;
mod statement_fields;
mod write;

pub use detail::InterimReportPage;
pub use list::InterimReportListPage;
pub use write::WritePage;

use crate::i18n::{Lang, code_label};
use domain::query::encode;
use domain::report::{Chapter, Report};
use domain::{Key, Page};

/// The parameter that names a chapter in an address.
const CHAPTER: &str = "kapitel";

/// A chapter's heading with its number: `2.1.4 Risker`, `Bilaga: Uppföljning av risker och kontroller`.
#[must_use]
pub fn heading(chapter: Chapter) -> String {
    match chapter.number() {
        Some(number) => format!("{number} {}", chapter.heading()),
        None => format!("Bilaga: {}", chapter.heading()),
    }
}

/// The address where one writes in a chapter.
fn writing(key: &Key, chapter: Chapter) -> String {
    let page = Page::WriteInterimReport.path().replace(":key", &encode(key.as_str()));
    format!("{page}?{CHAPTER}={}", chapter.code())
}

/// Where a report stands, in words.
fn state_words(lang: Lang, report: &Report) -> &'static str {
    code_label(lang, "report_state", report.state().code())
}

/// The id of a statement's place on a page.
fn anchor(id: &str) -> String {
    format!("u-{}", id.replace(['.', '/'], "-"))
}
