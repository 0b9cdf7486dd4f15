//! A workbook's package, looked through before anything in it is understood.

use crate::{Result, UNPACKED_MAX, refused};
use domain::import::Fault;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most parts of a package.
const PARTS_MAX: usize = 5_000;
/// Bytes of a part that are looked at, besides being counted.
const LOOKED_AT: usize = 256 << 10;
/// Least bytes that a shared text takes in its part.
const SHORTEST_TEXT: u64 = 5;

/// Whether a container is an Office document behind a password. Names in it are written in 16 bits a letter.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

/// Looks through a package: that it is a workbook, that it can't run anything, and that it is not larger than is read when
/// it is unpacked. What its parts say of their size is a first answer, and unpacking each to nowhere is the second.
///
/// # Errors
/// What is wrong with it.
pub fn check(bytes: &[u8]) -> Result<()> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused(Fault::Damaged))?;
    if package.len() > PARTS_MAX {
        return Err(refused(Fault::Unpacked));
    }
    let mut names = Vec::new();
    let mut said = 0_u64;
    for at in 0..package.len() {
        let part = package.by_index_raw(at).map_err(|_| refused(Fault::Damaged))?;
        names.push(part.name().map_err(|_| refused(Fault::Damaged))?.to_ascii_lowercase());
        said = said.saturating_add(part.size());
    }
    if names.iter().any(|name| name.ends_with("vbaproject.bin") || name.contains("/macrosheets/")) {
        return Err(refused(Fault::Macros));
    }
    let workbook = names.iter().any(|name| name == "xl/workbook.xml");
    if !workbook || package.has_duplicate_names() {
        return Err(refused(if workbook { Fault::Damaged } else { Fault::NotATable }));
    }
    if said > UNPACKED_MAX {
        return Err(refused(Fault::Unpacked));
    }
    let mut left = UNPACKED_MAX;
    for (at, name) in names.iter().enumerate() {
        let part = package.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => refused(Fault::Encrypted),
            _ => refused(Fault::Damaged),
        })?;
        let (size, begins) = unpacked(part, left)?;
        left -= size;
        if name == "[content_types].xml" && holds(&begins, "macroEnabled") {
            return Err(refused(Fault::Macros));
        }
        // Room is made for as many texts as the part says that it holds, before any has been read.
        if name.ends_with("sharedstrings.xml") && said_texts(&begins).is_some_and(|n| n > size / SHORTEST_TEXT) {
            return Err(refused(Fault::Damaged));
        }
    }
    Ok(())
}

/// The size of a part when it is unpacked, and how it begins.
fn unpacked(mut part: impl Read, most: u64) -> Result<(u64, Vec<u8>)> {
    let (mut size, mut begins) = (0_u64, Vec::new());
    let mut piece = vec![0; 64 << 10];
    loop {
        let read = part.read(&mut piece).map_err(|_| refused(Fault::Damaged))?;
        if read == 0 {
            return Ok((size, begins));
        }
        size += read as u64;
        if size > most {
            return Err(refused(Fault::Unpacked));
        }
        let room = LOOKED_AT.saturating_sub(begins.len()).min(read);
        begins.extend_from_slice(&piece[..room]);
    }
}

fn holds(bytes: &[u8], word: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(word)
}

/// How many texts a part of shared texts says that it holds; a number too large to be one counts as all there are.
fn said_texts(begins: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(begins);
    let (_, rest) = text.split_once("uniqueCount")?;
    let digits: String = rest.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Some(digits.parse().unwrap_or(u64::MAX))
}
