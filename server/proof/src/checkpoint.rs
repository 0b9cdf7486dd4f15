//! What is signed.

use crate::ProofError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};

/// The words before what stands on the lines that C2SP leaves to the journal.
const AT: &str = "at ";
const REPLACES: &str = "replaces ";
const WITH: &str = "with ";
const BECAUSE: &str = "because ";

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
    /// Set where it also says that the journal's key was replaced.
    pub replaces: Option<Replaced>,
}

/// That the journal's heads are signed with another key from here on. It is a head's own words, so that whoever holds heads holds
/// it too. Signed with both keys, it needs no one's word; when the old one is lost, with the new one alone, and then whoever
/// trusted the old one has to ask the journal's owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The public key that signed until now.
    pub old: String,
    /// The public key that signs from now on.
    pub new: String,
    /// Why, in a line.
    pub because: String,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let replaced = self
            .replaces
            .as_ref()
            .map(|Replaced { old, new, because }| format!("{REPLACES}{old}\n{WITH}{new}\n{BECAUSE}{because}\n"));
        let root = BASE64_STANDARD.encode(self.root);
        format!("{}\n{}\n{root}\n{AT}{at}\n{}", self.origin, self.size, replaced.unwrap_or_default())
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
        let mut said = |word: &str| lines.next().and_then(|line| line.strip_prefix(word)).map(str::to_owned);
        let replaces = said(REPLACES).map(|old| (old, said(WITH), said(BECAUSE)));
        let replaces = match replaces {
            None => None,
            Some((old, Some(new), Some(because))) => Some(Replaced { old, new, because }),
            Some(_) => return Err(ProofError::Head),
        };
        let found = Self {
            origin: origin.to_owned(),
            size: size.parse().map_err(|_| ProofError::Head)?,
            root: root.ok_or(ProofError::Head)?,
            at: at.ok_or(ProofError::Head)?.to_utc(),
            replaces,
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
        let head =
            Checkpoint { origin: "risk.example.se/namnden".into(), size: 474, root: [7; 32], at, replaces: None };
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
        let replaces = Replaced { old: "a+1+b".into(), new: "a+2+c".into(), because: "nyckeln är borta".into() };
        let replacing = Checkpoint { replaces: Some(replaces), ..Checkpoint::read(&text).unwrap() };
        assert_eq!(Checkpoint::read(&replacing.text()), Ok(replacing.clone()));
        for word in [REPLACES, WITH, BECAUSE] {
            assert_eq!(Checkpoint::read(&replacing.text().replace(word, "")), Err(ProofError::Head), "{word}");
        }
    }
}
