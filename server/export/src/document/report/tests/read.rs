//! Reads a report back.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::process::{Command, Stdio};

/// Text without what each form has its own way with: blanks, hyphens, and what no font of a machine may hold.
pub fn told(text: &str) -> String {
    let kept = |one: &char| *one < '\u{2fff}' && *one != '□' && !one.is_whitespace();
    let hyphen = |one: &char| matches!(one, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{200b}');
    text.chars().filter(|one| kept(one) && !hyphen(one)).collect()
}

/// A PDF's text, in the order it is written.
pub fn printed(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-q", "-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext is missing: scripts/install.sh office installs it");
    let mut into = reader.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let sent = std::thread::spawn(move || into.write_all(&bytes));
    let told = reader.wait_with_output().unwrap();
    sent.join().unwrap().unwrap();
    assert!(told.status.success(), "pdftotext");
    String::from_utf8(told.stdout).unwrap()
}

/// A DOCX as LibreOffice prints it.
pub fn converted(docx: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("report.docx");
    std::fs::write(&place, docx).unwrap();
    let told = Command::new("soffice")
        // A profile of its own: two that run at once would wait for each other.
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&place)
        .output()
        .expect("LibreOffice is missing: scripts/install.sh office installs it");
    let made = std::fs::read(folder.path().join("report.pdf"));
    made.unwrap_or_else(|_| panic!("LibreOffice could not open the report: {}", String::from_utf8_lossy(&told.stderr)))
}

/// Markdown's text, as one of its readers shows it.
pub fn markdown_text(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut text = String::new();
    for event in
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
    {
        match event {
            Event::Text(part) => text.push_str(&part),
            Event::InlineHtml(tag) => assert_eq!(&*tag, "<br>"),
            Event::Code(part) | Event::Html(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                panic!("{part} was read as markup")
            }
            _ => {}
        }
    }
    text
}

/// A DOCX, unpacked.
pub struct Word(BTreeMap<String, String>);

impl Word {
    pub fn of(packed: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(packed)).unwrap();
        let mut parts = BTreeMap::new();
        for place in 0..zip.len() {
            let mut file = zip.by_index(place).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            let name = file.name().unwrap().into_owned();
            assert!(parts.insert(name.clone(), text).is_none(), "{name} twice");
        }
        Self(parts)
    }

    pub fn part(&self, name: &str) -> &str {
        &self.0[name]
    }

    /// Elements of a part, in order: name, attributes, and whether it is one that holds nothing.
    fn elements(&self, part: &str) -> Vec<(String, BTreeMap<String, String>, bool)> {
        let mut reader = Reader::from_str(self.part(part));
        let (mut found, mut open) = (Vec::new(), Vec::new());
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{part}: {error}"));
            let (start, empty) = match &event {
                Event::Start(start) => (start, false),
                Event::Empty(start) => (start, true),
                Event::End(_) => {
                    open.pop().unwrap();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let name = start.name().as_ref().to_owned();
            let attribute = |one: quick_xml::events::attributes::Attribute<'_>| {
                let key = one.key.as_ref().to_owned();
                (key, one.value.into_owned())
            };
            let attributes = start.attributes().map(|one| attribute(one.unwrap())).collect();
            if !empty {
                open.push(name.clone());
            }
            found.push((name, attributes, empty));
        }
        assert!(open.is_empty(), "{part} is not closed: {open:?}");
        found
    }

    /// The text of its main part and its footer; each paragraph on a line of its own.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for part in ["word/document.xml", "word/footer1.xml"] {
            let mut reader = Reader::from_str(self.part(part));
            let mut within = false;
            loop {
                match reader.read_event().unwrap() {
                    Event::Start(start) => within = start.name().as_ref() == "w:t",
                    Event::End(end) => {
                        within = false;
                        if end.name().as_ref() == "w:p" {
                            text.push('\n');
                        }
                    }
                    Event::Text(part) if within => text.push_str(&part),
                    Event::GeneralRef(name) if within => text.push_str(match &*name {
                        "lt" => "<",
                        "gt" => ">",
                        "amp" => "&",
                        "quot" => "\"",
                        "apos" => "'",
                        other => panic!("&{other};"),
                    }),
                    Event::Eof => break,
                    _ => {}
                }
            }
        }
        text
    }

    pub fn heading_levels(&self) -> Vec<usize> {
        let styles = self.elements("word/document.xml").into_iter().filter(|(name, ..)| name == "w:pStyle");
        styles.filter_map(|(_, attributes, _)| attributes["w:val"].strip_prefix("Heading")?.parse().ok()).collect()
    }

    /// Paragraphs outside of tables that say nothing.
    pub fn empty_paragraphs(&self) -> usize {
        let main = self.part("word/document.xml");
        let outside: String = main.split("<w:tbl>").map(|part| part.rsplit("</w:tbl>").next().unwrap()).collect();
        outside.split("<w:p>").skip(1).filter(|paragraph| !paragraph.contains("<w:t ")).count()
    }

    /// Asserts what Word asks of a package: each part is well-formed and told what it is, each relation leads somewhere, each
    /// style, list, bookmark and anchor that is named is there, and none is there twice.
    pub fn assert_whole(&self) {
        let values = |part: &str, element: &str, attribute: &str| -> Vec<String> {
            let found = self.elements(part).into_iter().filter(|(name, ..)| name == element);
            found.map(|(_, mut attributes, _)| attributes.remove(attribute).unwrap()).collect()
        };
        let once = |part: &str, element: &str, attribute: &str| -> BTreeSet<String> {
            let all = values(part, element, attribute);
            let set: BTreeSet<String> = all.iter().cloned().collect();
            assert_eq!(all.len(), set.len(), "{element} twice in {part}");
            set
        };
        let types = once("[Content_Types].xml", "Override", "PartName");
        for name in self.0.keys() {
            self.elements(name);
            let plain = name.starts_with('[') || name.ends_with(".rels");
            assert!(plain || types.contains(&format!("/{name}")), "{name} is of no type");
        }
        assert!(types.iter().all(|name| self.0.contains_key(&name[1..])));
        for (part, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            once(part, "Relationship", "Id");
            for target in once(part, "Relationship", "Target") {
                assert!(self.0.contains_key(&format!("{folder}{target}")), "{target}");
            }
        }
        let (main, styles) = ("word/document.xml", "word/styles.xml");
        let relations = once("word/_rels/document.xml.rels", "Relationship", "Id");
        assert!(values(main, "w:footerReference", "r:id").iter().all(|id| relations.contains(id)));
        let known = once(styles, "w:style", "w:styleId");
        once(styles, "w:name", "w:val");
        for (part, element) in [
            (main, "w:pStyle"),
            (main, "w:tblStyle"),
            ("word/footer1.xml", "w:pStyle"),
            ("word/numbering.xml", "w:pStyle"),
            (styles, "w:basedOn"),
            (styles, "w:next"),
        ] {
            let named = values(part, element, "w:val");
            assert!(named.iter().all(|name| known.contains(name)), "{element} of {part}: {named:?}");
        }
        let lists = once("word/numbering.xml", "w:num", "w:numId");
        assert!(values(styles, "w:numId", "w:val").iter().all(|id| lists.contains(id)));
        let bookmarks = once(main, "w:bookmarkStart", "w:name");
        assert_eq!(once(main, "w:bookmarkStart", "w:id"), once(main, "w:bookmarkEnd", "w:id"));
        assert!(values(main, "w:hyperlink", "w:anchor").iter().all(|name| bookmarks.contains(name)));
        let marks = values(main, "w:fldChar", "w:fldCharType");
        assert_eq!(marks, ["begin", "separate", "end"]);
    }
}
