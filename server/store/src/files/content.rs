//! What a file is, by what it holds. The name it came under only has to agree.
//!
//! Kept are documents people can open without running anything: PDF, Office and OpenDocument files without macros,
//! images, plain text and mail. Not kept are programs, web pages and images that can hold scripts, archives whose content
//! nobody has judged, and anything unknown.

use domain::error::ErrorCode;

/// A type of file that is kept.
#[derive(Debug, PartialEq, Eq)]
pub struct Type {
    /// Its media type.
    pub media_type: &'static str,
    /// How names of such files end; the first is added where a name has no ending.
    pub extensions: &'static [&'static str],
}

macro_rules! types {
    ($($name:ident = $media_type:literal: $($extension:literal)|+;)+) => {
        $(pub const $name: Type = Type { media_type: $media_type, extensions: &[$($extension),+] };)+
        #[cfg(test)]
        const EXTENSIONS: &[&str] = &[$($($extension),+),+];
    };
}

types! {
    PDF = "application/pdf": "pdf";
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx";
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx";
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx";
    ODT = "application/vnd.oasis.opendocument.text": "odt";
    ODS = "application/vnd.oasis.opendocument.spreadsheet": "ods";
    ODP = "application/vnd.oasis.opendocument.presentation": "odp";
    PNG = "image/png": "png";
    JPEG = "image/jpeg": "jpg" | "jpeg";
    WEBP = "image/webp": "webp";
    TEXT = "text/plain": "txt" | "log";
    CSV = "text/csv": "csv";
    MARKDOWN = "text/markdown": "md";
    EML = "message/rfc822": "eml";
    MSG = "application/vnd.ms-outlook": "msg";
}

/// Bytes from the beginning that are kept to judge by.
pub const HEAD: usize = 8 * 1024;
/// Longest file name, in characters.
const NAME_MAX: usize = 200;

/// Watches a file go by: its beginning, and whether all of it is text.
#[derive(Debug, Default)]
pub struct Watch {
    head: Vec<u8>,
    /// The beginning of a character whose end hasn't come yet.
    half: Vec<u8>,
    not_utf8: bool,
    /// Bytes that no text and no mail holds.
    binary: bool,
}

impl Watch {
    /// Sees the next bytes.
    pub fn see(&mut self, bytes: &[u8]) {
        let room = HEAD - self.head.len();
        self.head.extend_from_slice(&bytes[..bytes.len().min(room)]);
        // Line ends, tabs, form feeds, and the escape of coloured logs are text.
        let plain = |byte: &u8| *byte >= 0x20 || matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | 0x1b);
        self.binary = self.binary || !bytes.iter().all(plain);
        if !self.not_utf8 {
            self.half.extend_from_slice(bytes);
            match std::str::from_utf8(&self.half) {
                Ok(_) => self.half.clear(),
                Err(error) if error.error_len().is_none() => {
                    self.half.drain(..error.valid_up_to());
                }
                Err(_) => self.not_utf8 = true,
            }
        }
    }

    /// The file's beginning.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether all of it was text in UTF-8, and ended with a whole character.
    pub fn is_text(&self) -> bool {
        !self.binary && !self.not_utf8 && self.half.is_empty()
    }

    /// What the file is, when its beginning and the kind of its bytes tell. A ZIP or OLE container has to be looked
    /// into, which is [`super::package`]'s.
    ///
    /// # Errors
    /// The type of a file that isn't kept.
    pub fn simple_type(&self, extension: &str) -> Result<&'static Type, String> {
        if self.head.starts_with(b"%PDF-") {
            return Ok(&PDF);
        }
        let known = infer::get(&self.head).map(|known| known.mime_type());
        match known {
            Some("image/png") => return Ok(&PNG),
            Some("image/jpeg") => return Ok(&JPEG),
            Some("image/webp") => return Ok(&WEBP),
            _ => {}
        }
        if extension == "eml" && !self.binary && is_mail(&self.head) {
            return Ok(&EML);
        }
        match known {
            Some(other) if !other.starts_with("text/") => return Err(other.to_owned()),
            _ if !self.is_text() => return Err("application/octet-stream".to_owned()),
            _ => {}
        }
        if let Some(markup) = markup(&self.head) {
            return Err(markup.to_owned());
        }
        // What the library knows of text and the list above doesn't.
        if let Some(other) = known.filter(|known| !known.starts_with("text/plain")) {
            return Err(other.to_owned());
        }
        Ok([&CSV, &MARKDOWN].into_iter().find(|text| text.extensions.contains(&extension)).unwrap_or(&TEXT))
    }
}

/// What a browser would take a text for that it runs. The beginnings are those of the MIME Sniffing standard, and some.
fn markup(head: &[u8]) -> Option<&'static str> {
    const PAGES: [&str; 21] = [
        "<!doctype",
        "<html",
        "<head",
        "<script",
        "<iframe",
        "<h1",
        "<div",
        "<font",
        "<table",
        "<a",
        "<style",
        "<title",
        "<b",
        "<body",
        "<br",
        "<p",
        "<!--",
        "<img",
        "<link",
        "<meta",
        "<form",
    ];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let opens = |tag: &str| {
        let after = text.strip_prefix(tag).map(|rest| rest.chars().next().unwrap_or(' '));
        after.is_some_and(|after| tag == "<!--" || !after.is_alphanumeric())
    };
    if opens("<svg") || (text.starts_with("<?xml") && text.contains("<svg")) {
        Some("image/svg+xml")
    } else if PAGES.iter().any(|tag| opens(tag)) {
        Some("text/html")
    } else if text.starts_with("<?") {
        Some("text/xml")
    } else if text.starts_with("#!") {
        Some("text/x-shellscript")
    } else {
        None
    }
}

/// Whether a file begins as mail does: with lines of `Name: value`, one of which every mail has.
fn is_mail(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut known = false;
    for line in text.lines().take_while(|line| !line.is_empty()).take(40) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known |= matches!(name.as_str(), "from" | "date" | "received" | "return-path" | "mime-version" | "message-id");
    }
    known
}

/// A file's name fit to be kept: without a path, without what a file system or a header can't hold, and not too long.
#[must_use]
pub fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |c: char| {
        // Marks that turn the direction of writing can make `exe.pdf` of `fdp.exe`.
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let clean: String = last
        .chars()
        .filter(|c| !hidden(*c))
        .map(|c| if matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*') { '_' } else { c })
        .collect();
    let clean = clean.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    let (stem, extension) = split(clean);
    let room = NAME_MAX - if extension.is_empty() { 0 } else { extension.chars().count() + 1 };
    let stem: String = stem.chars().take(room).collect();
    match (stem.trim(), extension) {
        ("", "") => "fil".to_owned(),
        (stem, "") => stem.to_owned(),
        (stem, extension) => format!("{stem}.{extension}"),
    }
}

/// A name's parts: before its last full stop and after it, where what stands after it can be an ending.
pub fn split(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && (1..=10).contains(&end.len()) && !end.contains(' ') => (stem, end),
        _ => (name, ""),
    }
}

/// The name of a file of a type: with the type's ending where it has none.
///
/// # Errors
/// `FileName` when it ends as files of another type do.
pub fn named(name: &str, kept: &Type) -> Result<String, ErrorCode> {
    let (stem, extension) = split(name);
    let lower = extension.to_lowercase();
    if extension.is_empty() {
        let first = kept.extensions.first().copied().unwrap_or_default();
        Ok(file_name(&format!("{stem}.{first}")))
    } else if kept.extensions.contains(&lower.as_str()) {
        Ok(name.to_owned())
    } else {
        Err(ErrorCode::FileName { found: kept.media_type.to_owned(), given: lower })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(bytes: &[u8], extension: &str) -> Result<&'static str, String> {
        let mut watch = Watch::default();
        // In small pieces, so that characters are cut in two.
        bytes.chunks(3).for_each(|piece| watch.see(piece));
        watch.simple_type(extension).map(|kept| kept.media_type)
    }

    #[test]
    fn pages_offer_what_is_kept() {
        assert_eq!(EXTENSIONS, domain::evidence::FILE_ENDINGS);
    }

    #[test]
    fn the_content_decides() {
        assert_eq!(judged(b"%PDF-1.7\n\xff\xfe", "pdf").unwrap(), "application/pdf");
        assert_eq!(judged(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "pdf").unwrap(), "image/png");
        assert_eq!(judged("Rad ett, åäö\nRad två\n".as_bytes(), "txt").unwrap(), "text/plain");
        assert_eq!(judged("a;b\r\n1;ö".as_bytes(), "csv").unwrap(), "text/csv");
        assert_eq!(judged(b"From: a@example.se\r\nDate: x\r\n\r\nHej \xe5", "eml").unwrap(), "message/rfc822");
    }

    #[test]
    fn what_can_run_is_refused() {
        let page = "<html><body>x";
        let refused: [(&[u8], &str); 14] = [
            (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable"),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "application/octet-stream"),
            (page.as_bytes(), "text/html"),
            (b"\xef\xbb\xbf  <!DOCTYPE html>", "text/html"),
            (b"<!-- x --><script>", "text/html"),
            (b"<svg xmlns='x'>", "image/svg+xml"),
            (b"<?xml version='1.0'?><svg>", "image/svg+xml"),
            (b"<?xml version='1.0'?><a/>", "text/xml"),
            (b"<?php phpinfo();", "text/xml"),
            (b"#!/bin/sh\nrm", "text/x-shellscript"),
            (b"text\0more", "application/octet-stream"),
            (b"latin \xe5\xe4\xf6 text", "application/octet-stream"),
            (b"halv bokstav \xc3", "application/octet-stream"),
            (b"From nowhere", "text/plain"),
        ];
        for (bytes, found) in refused {
            let told = judged(bytes, "eml").map_or_else(|found| found, str::to_owned);
            assert_eq!(told, found, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_name_that_says_something_else_is_refused() {
        assert_eq!(named("rapport.pdf", &PDF).unwrap(), "rapport.pdf");
        assert_eq!(named("Bild.JPEG", &JPEG).unwrap(), "Bild.JPEG");
        assert_eq!(named("rapport", &PDF).unwrap(), "rapport.pdf");
        for (name, kept) in [("rapport.pdf", &PNG), ("städa.bat", &TEXT), ("sida.html", &TEXT), ("bild.svg", &TEXT)] {
            assert!(matches!(named(name, kept), Err(ErrorCode::FileName { .. })), "{name}");
        }
    }

    #[test]
    fn names_are_made_harmless() {
        for (given, kept) in [
            ("C:\\Users\\x\\Protokoll 2026-02-12.pdf", "Protokoll 2026-02-12.pdf"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
            ("..", "fil"),
            ("", "fil"),
            (".htaccess", "htaccess"),
            ("rapport\u{202e}fdp.exe", "rapportfdp.exe"),
            ("å \"citat\".txt", "å _citat_.txt"),
        ] {
            assert_eq!(file_name(given), kept);
        }
        let long = file_name(&format!("{}.pdf", "å".repeat(300)));
        assert!(long.chars().count() == 200 && long.ends_with("å.pdf"));
    }
}
