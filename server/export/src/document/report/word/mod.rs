//! The report as DOCX: the parts of an Office Open XML package (ECMA-376), written by hand with a writer of XML and packed
//! with the ZIP library that the packs use.
//!
//! The library of the registry that writes DOCX has no header rows that are repeated on each page of a table and no language
//! for the text, and a report for a public body needs both. What a report needs of the format is small: styles, one kind of
//! list, tables of two columns, a footer and a table of contents. The parts that are the same in every report are plain files
//! beside the templates.

mod body;
mod xml;

use super::ReportDocument;
use super::outline::Outline;
use crate::document::labels::Labels;
use crate::error::{Error, Result};
use chrono::{DateTime, Datelike, SecondsFormat, Utc};
use std::io::{Cursor, Write};
use xml::Xml;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts that are the same in every report. What each part is comes first, as readers of the format expect.
const PARTS: [(&str, &str); 7] = [
    ("[Content_Types].xml", include_str!("../../templates/word/content-types.xml")),
    ("_rels/.rels", include_str!("../../templates/word/package-rels.xml")),
    ("docProps/app.xml", include_str!("../../templates/word/app.xml")),
    ("word/_rels/document.xml.rels", include_str!("../../templates/word/document-rels.xml")),
    ("word/styles.xml", include_str!("../../templates/word/styles.xml")),
    ("word/numbering.xml", include_str!("../../templates/word/numbering.xml")),
    ("word/settings.xml", include_str!("../../templates/word/settings.xml")),
];

/// Packs it. The same report gives the same bytes.
pub fn package(outline: &Outline, document: &ReportDocument<'_>, labels: &Labels) -> Result<Vec<u8>> {
    let made = [
        ("docProps/core.xml", properties(outline, document.created)?),
        ("word/document.xml", body::document(outline, labels)?),
        ("word/footer1.xml", body::footer(outline)?),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(day(document.created))
        .unix_permissions(0o644);
    let fixed = PARTS.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in fixed.chain(made.iter().map(|(name, bytes)| (*name, bytes.as_slice()))) {
        zip.start_file(name, options).map_err(failed)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}

/// What the file says of itself.
fn properties(outline: &Outline, created: DateTime<Utc>) -> Result<Vec<u8>> {
    let mut xml = Xml::start()?;
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    )?;
    let at = created.to_rfc3339_opts(SecondsFormat::Secs, true);
    xml.leaf("dc:title", &[], &outline.title)?;
    xml.leaf("dc:creator", &[], &outline.board)?;
    xml.leaf("dc:subject", &[], &outline.mark)?;
    xml.leaf("dc:language", &[], "sv-SE")?;
    xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &at)?;
    xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &at)?;
    xml.close("cp:coreProperties")?;
    Ok(xml.end())
}

/// The day as a ZIP keeps it. It knows none before 1980.
fn day(created: DateTime<Utc>) -> zip::DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(created.year()).unwrap_or(1980);
    zip::DateTime::from_date_and_time(year, small(created.month()), small(created.day()), 0, 0, 0).unwrap_or_default()
}

fn failed(error: ZipError) -> Error {
    Error::Write(error.into())
}
