//! What is signed.

use crate::ProofError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};

/// The word before the moment, on the line that C2SP leaves to the journal.
const AT: &str = "at ";

/// A journal's name, length and root hash, and when that was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The journal's name, the same as its key's: a URL without its scheme.
    pub origin: String,
    /// Entries in the journal.
    pub size: u64,
    /// Root hash of the RFC 6962 Merkle tree of their canonical JSON.
    pub root: [u8; 32],
    /// When it was signed, to the second.
    pub at: DateTime<Utc>,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        format!("{}\n{}\n{}\n{AT}{at}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root))
    }

    /// Reads such a text.
    ///
    /// # Errors
    /// `Head` when it is none.
    pub fn read(text: &str) -> Result<Self, ProofError> {
        let mut lines = text.strip_suffix('\n').ok_or(ProofError::Head)?.split('\n');
        let mut next = || lines.next().ok_or(ProofError::Head);
        let (origin, size, root, at) = (next()?, next()?, next()?, next()?);
        let root = BASE64_STANDARD.decode(root).ok().and_then(|bytes| bytes.try_into().ok());
        let at = at.strip_prefix(AT).and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        let found = Self {
            origin: origin.to_owned(),
            size: size.parse().map_err(|_| ProofError::Head)?,
            root: root.ok_or(ProofError::Head)?,
            at: at.ok_or(ProofError::Head)?.to_utc(),
        };
        // One text for one head: no spare digits, no other forms of a moment, nothing after it.
        if found.text() == text { Ok(found) } else { Err(ProofError::Head) }
    }

    /// What a note says, whoever signed it.
    ///
    /// # Errors
    /// `Head` when it is no signed note of a checkpoint.
    pub fn in_note(note: &str) -> Result<Self, ProofError> {
        let note = signed_note::Note::from_bytes(note.as_bytes()).map_err(|_| ProofError::Head)?;
        Self::read(std::str::from_utf8(note.text()).map_err(|_| ProofError::Head)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_four_lines_and_only_in_one_way() {
        let at = DateTime::parse_from_rfc3339("2026-11-25T12:00:00Z").unwrap().to_utc();
        let head = Checkpoint { origin: "risk.example.se/namnden".into(), size: 474, root: [7; 32], at };
        let text = head.text();
        assert_eq!(
            text,
            "risk.example.se/namnden\n474\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\nat 2026-11-25T12:00:00Z\n"
        );
        assert_eq!(Checkpoint::read(&text), Ok(head));
        for wrong in [
            text.replace("474", "0474"),
            text.replace("474", "-1"),
            text.replace("BwcH", "Bw"),
            text.replace("at 2026-11-25T12:00:00Z", "at 2026-11-25T13:00:00+01:00"),
            text.replace("at ", ""),
            format!("{text}more\n"),
            text.trim_end().to_owned(),
            String::new(),
        ] {
            assert_eq!(Checkpoint::read(&wrong), Err(ProofError::Head), "{wrong}");
        }
    }
}
