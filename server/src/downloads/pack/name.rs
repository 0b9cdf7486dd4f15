//! What the files of a pack are called: the evidence's id and the file's own name in plain letters.

use crate::downloads::name::plain as nearest;
use domain::Key;
use domain::evidence::{FILE_ENDINGS, FileRef};

/// Most letters of the file's own name that are kept: paths are short on some machines.
const LETTERS: usize = 40;

/// Where a file lies in a pack: `files/EVD-07-aterlasningsprotokoll.pdf`. No two are alike, since no two pieces of evidence
/// have the same id; nothing in it can lead out of the folder or mean anything to a command line.
pub fn path(evidence: &Key, file: &FileRef) -> String {
    let (stem, ending) = file.name.rsplit_once('.').unwrap_or((&file.name, ""));
    let ending = ending.to_lowercase();
    let ending = if FILE_ENDINGS.contains(&ending.as_str()) { ending.as_str() } else { "bin" };
    let mut plain = String::new();
    for letter in stem.to_lowercase().chars() {
        match nearest(letter) {
            letter if letter.is_ascii_alphanumeric() => plain.push(letter),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
        if plain.len() >= LETTERS {
            break;
        }
    }
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() { format!("files/{evidence}.{ending}") } else { format!("files/{evidence}-{plain}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> String {
        let file = FileRef { sha256: String::new(), name: name.into(), size: 1, media_type: String::new() };
        path(&Key::numbered("EVD", 7), &file)
    }

    #[test]
    fn a_file_is_called_by_its_evidence_and_plain_letters() {
        assert_eq!(
            named("Återläsnings\u{ad}protokoll, Q3 (slutlig).PDF"),
            "files/EVD-07-aterlasnings-protokoll-q3-slutlig.pdf"
        );
        assert_eq!(named("../../etc/passwd"), "files/EVD-07.bin");
        assert_eq!(named("CON.exe"), "files/EVD-07-con.bin");
        assert_eq!(named("…"), "files/EVD-07.bin");
        assert_eq!(named(&"a".repeat(300)).len(), "files/EVD-07-.bin".len() + LETTERS);
    }
}
