//! Looking into containers: what an Office or OpenDocument package holds, and whether an OLE file is a mail.

use super::content::{DOCX, MSG, ODP, ODS, ODT, PPTX, Type, XLSX};
use crate::error::Result;
use bytes::Bytes;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};

/// Most bytes of a package's list of contents that are read.
const DIRECTORY_MAX: u64 = 4 << 20;
/// Length of what ends a package, without its comment, and of the longest comment.
const END: u64 = 22;
const COMMENT_MAX: u64 = 65_535;

/// Whether a file begins as a ZIP package does.
pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Whether a file begins as an OLE container does.
pub fn is_ole(head: &[u8]) -> bool {
    head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// What a ZIP package is; what stands in `Err` is the type of one that isn't kept.
///
/// The list of contents at the end decides, not what entries happen to stand first: programs that open the file go by
/// that list too.
pub async fn zip_type(
    objects: &dyn ObjectStore,
    at: &Path,
    size: u64,
    head: &[u8],
) -> Result<std::result::Result<&'static Type, String>> {
    let from = size.saturating_sub(END + COMMENT_MAX);
    let tail = read(objects, at, from, size).await?;
    let Some((start, length)) = directory_at(&tail, size) else { return Ok(Err("application/zip".to_owned())) };
    let directory = read(objects, at, start, start + length).await?;
    Ok(named_type(&names(&directory), head))
}

/// What an OLE file is. Mail is kept; old Office documents are not, since any of them may hold macros, and neither are
/// encrypted ones, which nobody could judge.
pub async fn ole_type(
    objects: &dyn ObjectStore,
    at: &Path,
    size: u64,
    head: &[u8],
) -> Result<std::result::Result<&'static Type, String>> {
    const MAIL: [u8; 16] = [0x0b, 0x0d, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];
    let other = Ok(Err("application/x-ole-storage".to_owned()));
    let (Some(shift), Some(sector)) = (number(head, 30, 2), number(head, 48, 4)) else { return other };
    if !matches!(shift, 9 | 12) {
        return other;
    }
    // The first entry of the directory is the root, which carries the id of the program the file is for.
    let root = (sector + 1) << shift;
    if root + 128 > size {
        return other;
    }
    let entry = read(objects, at, root, root + 128).await?;
    if entry.get(80..96) == Some(MAIL.as_slice()) { Ok(Ok(&MSG)) } else { other }
}

async fn read(objects: &dyn ObjectStore, at: &Path, from: u64, to: u64) -> Result<Bytes> {
    if from >= to { Ok(Bytes::new()) } else { Ok(objects.get_range(at, from..to).await?) }
}

/// A number of `length` bytes, the least first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at + length)?;
    Some(bytes.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// Where the list of contents lies, and its length: read from the file's last bytes.
fn directory_at(tail: &[u8], size: u64) -> Option<(u64, u64)> {
    let last = tail.len().checked_sub(usize::try_from(END).ok()?)?;
    let end = (0..=last).rev().find(|&at| {
        let rest = (tail.len() - at) as u64 - END;
        tail[at..].starts_with(b"PK\x05\x06") && number(tail, at + 20, 2) == Some(rest)
    })?;
    let (length, start) = (number(tail, end + 12, 4)?, number(tail, end + 16, 4)?);
    (length <= DIRECTORY_MAX && start.checked_add(length)? <= size).then_some((start, length))
}

/// The names of what a package holds.
fn names(directory: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while directory.get(at..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")) {
        let length = |offset| number(directory, at + offset, 2).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
        let (name, extra, comment) = (length(28), length(30), length(32));
        let Some(bytes) = directory.get(at + 46..at + 46 + name) else { break };
        names.push(String::from_utf8_lossy(bytes).into_owned());
        at += 46 + name + extra + comment;
    }
    names
}

fn named_type(names: &[String], head: &[u8]) -> std::result::Result<&'static Type, String> {
    let holds = |name: &str| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let macros = names.iter().any(|name| {
        let name = name.to_ascii_lowercase();
        name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/")
    });
    let found = if holds("[Content_Types].xml") {
        [("word/document.xml", &DOCX), ("xl/workbook.xml", &XLSX), ("ppt/presentation.xml", &PPTX)]
            .into_iter()
            .find_map(|(part, kept)| holds(part).then_some(kept))
    } else {
        // An OpenDocument file begins with its own media type, neither packed nor with anything between.
        let declared = head.get(30..38) == Some(b"mimetype") && number(head, 8, 2) == Some(0);
        let given = head.get(38..).unwrap_or_default();
        [&ODT, &ODS, &ODP].into_iter().find(|kept| {
            let rest = given.strip_prefix(kept.media_type.as_bytes());
            declared && holds("content.xml") && rest.is_some_and(|rest| rest.starts_with(b"PK"))
        })
    };
    match found {
        Some(_) if macros => Err("application/vnd.ms-office.vbaProject".to_owned()),
        Some(kept) => Ok(kept),
        None => Err("application/zip".to_owned()),
    }
}
