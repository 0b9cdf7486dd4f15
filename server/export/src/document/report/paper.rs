//! The report as its template sees it.

use super::outline::{Block, CONTENTS, Outline};
use super::{REPORT_LANGUAGE, ReportDocument};
use crate::document::labels::Labels;
use crate::document::shown::Fact;
use crate::document::text::{self, RUNNING};
use serde::Serialize;

#[derive(Serialize)]
pub struct View<'a> {
    labels: &'a Labels,
    lang: &'a str,
    title: &'a str,
    heading: &'a str,
    template: &'a str,
    running: String,
    author: &'a str,
    organisation: &'a str,
    /// What stands at the foot of every page: how far the report has come.
    name: &'a str,
    registration: &'a str,
    draft: bool,
    facts: &'a [Fact],
    contents: u8,
    blocks: &'a [Block],
    about: &'a str,
    sealing: &'a str,
    seal: &'a [Fact],
}

pub fn view<'a>(outline: &'a Outline, document: &ReportDocument<'_>, labels: &'a Labels) -> View<'a> {
    View {
        labels,
        lang: REPORT_LANGUAGE,
        title: &outline.title,
        heading: &outline.heading,
        template: &outline.template,
        running: text::cut(&outline.title, RUNNING),
        author: &outline.board,
        organisation: &outline.organisation,
        name: &outline.mark,
        registration: &outline.registration,
        draft: document.stage.sha256().is_none(),
        facts: &outline.facts,
        contents: CONTENTS,
        blocks: &outline.blocks,
        about: &outline.about,
        sealing: &outline.sealing,
        seal: &outline.seal,
    }
}
