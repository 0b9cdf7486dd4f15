//! The text of the report, and the foot of its pages. The order of elements within one another is the format's own: Word takes
//! a file with another order for a broken one.

use super::xml::Xml;
use crate::document::labels::Labels;
use crate::document::report::outline::{Block, CONTENTS, Outline, Row};
use crate::document::shown::Fact;
use std::io;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const LINKED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Relation of the footer, in `document-rels.xml`.
const FOOTER: &str = "rId4";
/// Deepest style of a heading.
const DEEPEST: u8 = 6;
/// Widths of a table's columns, in twentieths of a point. Together they are the width of the text.
const WIDTHS: [&str; 2] = ["3289", "5782"];
/// Both of them.
const WIDTH: &str = "9071";

/// How a paragraph stands, beside its style.
#[derive(Clone, Copy, Default)]
struct Stands {
    /// On a new page.
    new_page: bool,
    /// With a space before it, where the table before it has none after it.
    apart: bool,
}

/// Names of a heading's bookmark and the number that Word knows it by.
struct Mark {
    name: String,
    id: String,
}

impl Mark {
    fn of(place: usize) -> Self {
        Self { name: format!("_Toc{:08}", place + 1), id: place.to_string() }
    }
}

/// The main part.
pub fn document(outline: &Outline, labels: &Labels) -> io::Result<Vec<u8>> {
    let mut body = Body(Xml::start()?);
    body.0.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", LINKED)])?;
    body.0.open("w:body", &[])?;
    body.first_page(outline)?;
    body.contents(outline, labels)?;
    body.blocks(&outline.blocks)?;
    body.heading(
        1,
        "",
        &outline.about,
        &Mark::of(outline.blocks.len()),
        Stands { new_page: true, ..Stands::default() },
    )?;
    body.paragraph("Normal", Stands::default(), &outline.sealing)?;
    body.facts(&outline.seal)?;
    body.section()?;
    body.0.close("w:body")?;
    body.0.close("w:document")?;
    Ok(body.0.end())
}

/// The foot of its pages: how far the report has come, and `3 (12)`.
pub fn footer(outline: &Outline) -> io::Result<Vec<u8>> {
    let mut body = Body(Xml::start()?);
    body.0.open("w:ftr", &[("xmlns:w", MAIN)])?;
    body.begin("Footer", Stands::default())?;
    let said: Vec<&str> =
        [outline.mark.as_str(), outline.registration.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
    body.run(&said.join(" · "))?;
    body.0.open("w:r", &[])?;
    body.0.empty("w:tab", &[])?;
    body.0.close("w:r")?;
    body.field("PAGE")?;
    body.run(" (")?;
    body.field("NUMPAGES")?;
    body.run(")")?;
    body.0.close("w:p")?;
    body.0.close("w:ftr")?;
    Ok(body.0.end())
}

struct Body(Xml);

impl Body {
    fn first_page(&mut self, outline: &Outline) -> io::Result<()> {
        for text in [&outline.organisation, &outline.board] {
            if !text.is_empty() {
                self.paragraph("Normal", Stands::default(), text)?;
            }
        }
        self.paragraph("Subtitle", Stands::default(), &outline.mark)?;
        self.paragraph("Title", Stands::default(), &outline.title)?;
        self.facts(&outline.facts)
    }

    /// The table of contents: a field that Word draws anew when it is asked to, with what it says written out. Page numbers are
    /// left out, since only Word knows them; each line leads to its heading.
    fn contents(&mut self, outline: &Outline, labels: &Labels) -> io::Result<()> {
        self.paragraph("TOCHeading", Stands::default(), labels.get("report_contents"))?;
        let listed = outline.blocks.iter().enumerate().filter_map(|(place, block)| match block {
            Block::Heading { level, number, text } if *level <= CONTENTS => Some((place, *level, titled(number, text))),
            _ => None,
        });
        let mut lines: Vec<(usize, u8, String)> = listed.collect();
        lines.push((outline.blocks.len(), 1, outline.about.clone()));
        let last = lines.len() - 1;
        for (line, (place, level, text)) in lines.iter().enumerate() {
            self.begin(&format!("TOC{level}"), Stands::default())?;
            if line == 0 {
                self.mark("begin")?;
                self.instruction(&format!("TOC \\o \"1-{CONTENTS}\" \\n \\h \\z"))?;
                self.mark("separate")?;
            }
            self.0.open("w:hyperlink", &[("w:anchor", Mark::of(*place).name.as_str()), ("w:history", "1")])?;
            self.run(text)?;
            self.0.close("w:hyperlink")?;
            if line == last {
                self.mark("end")?;
            }
            self.0.close("w:p")?;
        }
        Ok(())
    }

    fn blocks(&mut self, blocks: &[Block]) -> io::Result<()> {
        let mut table_before = false;
        for (place, block) in blocks.iter().enumerate() {
            let stands = Stands { new_page: place == 0, apart: table_before };
            match block {
                Block::Heading { level, number, text } => {
                    self.heading(*level, number, text, &Mark::of(place), Stands { apart: false, ..stands })?;
                }
                Block::Paragraph { text } => self.paragraph("Normal", stands, text)?,
                Block::Bullets { items } => {
                    for (place, item) in items.iter().enumerate() {
                        self.paragraph("ListBullet", if place == 0 { stands } else { Stands::default() }, item)?;
                    }
                }
                Block::Table { columns, rows } => {
                    if table_before {
                        // Word takes two tables with nothing between them for one.
                        self.paragraph("TableBreak", Stands::default(), "")?;
                    }
                    self.table(columns, rows)?;
                }
            }
            table_before = matches!(block, Block::Table { .. });
        }
        Ok(())
    }

    fn heading(&mut self, level: u8, number: &str, text: &str, mark: &Mark, stands: Stands) -> io::Result<()> {
        self.begin(&format!("Heading{}", level.clamp(1, DEEPEST)), stands)?;
        self.0.empty("w:bookmarkStart", &[("w:id", mark.id.as_str()), ("w:name", mark.name.as_str())])?;
        self.run(&titled(number, text))?;
        self.0.empty("w:bookmarkEnd", &[("w:id", mark.id.as_str())])?;
        self.0.close("w:p")
    }

    fn table(&mut self, (left, right): &(String, String), rows: &[Row]) -> io::Result<()> {
        self.0.open("w:tbl", &[])?;
        self.0.open("w:tblPr", &[])?;
        self.0.empty("w:tblStyle", &[("w:val", "ReportTable")])?;
        self.0.empty("w:tblW", &[("w:w", WIDTH), ("w:type", "dxa")])?;
        self.0.empty("w:tblLayout", &[("w:type", "fixed")])?;
        let look = [("w:val", "06A0"), ("w:firstRow", "1"), ("w:lastRow", "0"), ("w:firstColumn", "1")];
        let plain = [("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
        self.0.empty("w:tblLook", &[look.as_slice(), plain.as_slice()].concat())?;
        self.0.close("w:tblPr")?;
        self.0.open("w:tblGrid", &[])?;
        for width in WIDTHS {
            self.0.empty("w:gridCol", &[("w:w", width)])?;
        }
        self.0.close("w:tblGrid")?;
        self.0.open("w:tr", &[])?;
        self.0.open("w:trPr", &[])?;
        self.0.empty("w:cantSplit", &[])?;
        self.0.empty("w:tblHeader", &[])?;
        self.0.close("w:trPr")?;
        self.cell(WIDTHS[0], &[("TableText", left)])?;
        self.cell(WIDTHS[1], &[("TableText", right)])?;
        self.0.close("w:tr")?;
        for row in rows {
            self.0.open("w:tr", &[])?;
            self.cell(WIDTHS[0], &[("TableText", &row.subject)])?;
            let style = |bullet| if bullet { "TableBullet" } else { "TableText" };
            let said: Vec<(&str, &str)> =
                row.said.iter().map(|piece| (style(piece.bullet), piece.text.as_str())).collect();
            self.cell(WIDTHS[1], &said)?;
            self.0.close("w:tr")?;
        }
        self.0.close("w:tbl")
    }

    /// A cell with its paragraphs. It must have one, whether there is anything to say or not.
    fn cell(&mut self, width: &str, said: &[(&str, &str)]) -> io::Result<()> {
        self.0.open("w:tc", &[])?;
        self.0.open("w:tcPr", &[])?;
        self.0.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")])?;
        self.0.close("w:tcPr")?;
        let said = if said.is_empty() { &[("TableText", "")] } else { said };
        for (style, text) in said {
            self.paragraph(style, Stands::default(), text)?;
        }
        self.0.close("w:tc")
    }

    fn facts(&mut self, facts: &[Fact]) -> io::Result<()> {
        for fact in facts {
            self.begin("Fact", Stands::default())?;
            self.run(&format!("{}:", fact.label))?;
            self.0.open("w:r", &[])?;
            self.0.empty("w:tab", &[])?;
            self.0.close("w:r")?;
            self.run(&fact.value)?;
            self.0.close("w:p")?;
        }
        Ok(())
    }

    fn paragraph(&mut self, style: &str, stands: Stands, text: &str) -> io::Result<()> {
        self.begin(style, stands)?;
        self.run(text)?;
        self.0.close("w:p")
    }

    /// Begins a paragraph, to be closed.
    fn begin(&mut self, style: &str, stands: Stands) -> io::Result<()> {
        self.0.open("w:p", &[])?;
        self.0.open("w:pPr", &[])?;
        self.0.empty("w:pStyle", &[("w:val", style)])?;
        if stands.new_page {
            self.0.empty("w:pageBreakBefore", &[])?;
        }
        if stands.apart {
            self.0.empty("w:spacing", &[("w:before", "200")])?;
        }
        self.0.close("w:pPr")
    }

    /// A text, with its line ends.
    fn run(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.0.open("w:r", &[])?;
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.0.empty("w:br", &[])?;
            }
            // Word would take blanks at its ends away.
            self.0.leaf("w:t", &[("xml:space", "preserve")], line)?;
        }
        self.0.close("w:r")
    }

    /// A figure that Word counts, with what it says until it has.
    fn field(&mut self, instruction: &str) -> io::Result<()> {
        self.mark("begin")?;
        self.instruction(instruction)?;
        self.mark("separate")?;
        self.run("1")?;
        self.mark("end")
    }

    fn mark(&mut self, kind: &str) -> io::Result<()> {
        self.0.open("w:r", &[])?;
        self.0.empty("w:fldChar", &[("w:fldCharType", kind)])?;
        self.0.close("w:r")
    }

    fn instruction(&mut self, instruction: &str) -> io::Result<()> {
        self.0.open("w:r", &[])?;
        self.0.leaf("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "))?;
        self.0.close("w:r")
    }

    /// The page: A4, with a first page that has no foot.
    fn section(&mut self) -> io::Result<()> {
        self.0.open("w:sectPr", &[])?;
        self.0.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER)])?;
        self.0.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")])?;
        let across = [("w:top", "1418"), ("w:right", "1417"), ("w:bottom", "1418"), ("w:left", "1418")];
        let edges = [("w:header", "709"), ("w:footer", "709"), ("w:gutter", "0")];
        self.0.empty("w:pgMar", &[across.as_slice(), edges.as_slice()].concat())?;
        self.0.empty("w:titlePg", &[])?;
        self.0.close("w:sectPr")
    }
}

/// A heading with its number.
fn titled(number: &str, text: &str) -> String {
    if number.is_empty() { text.to_owned() } else { format!("{number} {text}") }
}
