//! Keys: the secret one that signs, and the public ones that tell whose a signature is.

use crate::{Checkpoint, ProofError, Replaced};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::SigningKey;
use signed_note::{Note, NoteError, Signer, StandardSigner, StandardVerifier, Verifier, VerifierList};
use std::collections::BTreeSet;

/// What every secret key begins with.
const SECRET: &str = "PRIVATE+KEY+";
/// The sign of Ed25519 before a key's bytes.
const ED25519: u8 = 1;

/// Whether something can be a journal's name: not empty, no spaces, no plus sign.
#[must_use]
pub fn name_is_valid(name: &str) -> bool {
    signed_note::is_key_name_valid(name) && name.len() <= 200 && !name.chars().any(char::is_control)
}

/// A key that signs. It is never shown or logged.
pub struct SecretKey {
    signer: StandardSigner,
    public: String,
}

impl SecretKey {
    /// A new key's text, to be kept in a file: of a journal's name and 32 random bytes that nobody else knows.
    ///
    /// # Errors
    /// `Key` when the name can't be one.
    pub fn make(name: &str, seed: &[u8; 32]) -> Result<String, ProofError> {
        if !name_is_valid(name) {
            return Err(ProofError::Key);
        }
        let key = SigningKey::from_bytes(seed);
        let id = signed_note::key_id(name, &marked(key.verifying_key().as_bytes()));
        Ok(format!("{SECRET}{name}+{id:08x}+{}", BASE64_STANDARD.encode(marked(seed))))
    }

    /// Reads a key as it is kept in its file.
    ///
    /// # Errors
    /// `Key` when it is none.
    pub fn read(text: &str) -> Result<Self, ProofError> {
        let text = text.trim();
        let signer = StandardSigner::new(text).map_err(|_| ProofError::Key)?;
        // The name and the id hold no plus sign; the key's own bytes may.
        let bytes = text.strip_prefix(SECRET).and_then(|rest| rest.splitn(3, '+').nth(2));
        let secret = bytes.and_then(|bytes| BASE64_STANDARD.decode(bytes).ok());
        let seed = secret.and_then(|bytes| bytes.get(1..)?.try_into().ok()).ok_or(ProofError::Key)?;
        let key = SigningKey::from_bytes(&seed);
        let public = signed_note::new_ed25519_verifier_key(signer.name(), &key.verifying_key());
        Ok(Self { signer, public })
    }

    /// The journal's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.signer.name()
    }

    /// The public key, to be given to everyone.
    #[must_use]
    pub fn public(&self) -> &str {
        &self.public
    }

    /// Signs a head.
    ///
    /// # Errors
    /// `Head` when it can't be signed: it is of a journal with another name.
    pub fn sign(&self, head: &Checkpoint) -> Result<String, ProofError> {
        Self::signed(head, &[self])
    }

    /// Signs a head that also says that this key takes another's place, with the other too where it is at hand.
    ///
    /// # Errors
    /// `Head` when it can't be signed: it is of a journal with another name, or the reason isn't a line of words.
    pub fn replace(&self, old: (&str, Option<&Self>), because: &str, head: Checkpoint) -> Result<String, ProofError> {
        let because = because.trim().to_owned();
        if because.is_empty() || because.chars().any(char::is_control) {
            return Err(ProofError::Head);
        }
        let replaces = Some(Replaced { old: old.0.trim().to_owned(), new: self.public.clone(), because });
        let keys: Vec<&Self> = old.1.into_iter().chain([self]).collect();
        Self::signed(&Checkpoint { replaces, ..head }, &keys)
    }

    fn signed(head: &Checkpoint, keys: &[&Self]) -> Result<String, ProofError> {
        if keys.iter().any(|key| head.origin != key.name()) {
            return Err(ProofError::Head);
        }
        let mut note = Note::new(head.text().as_bytes(), &[]).map_err(|_| ProofError::Head)?;
        for key in keys {
            note.add_sigs(&[&key.signer]).map_err(|_| ProofError::Head)?;
        }
        String::from_utf8(note.to_bytes()).map_err(|_| ProofError::Head)
    }
}

/// Public keys that are trusted.
pub struct PublicKeys {
    lines: BTreeSet<String>,
    list: VerifierList,
}

impl PublicKeys {
    /// Reads keys, one a line. Empty lines and lines after `#` say nothing.
    ///
    /// # Errors
    /// `Key` when a line is none, or there is none.
    pub fn read(text: &str) -> Result<Self, ProofError> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        // Each once, however often it stands there.
        Self::of(lines.map(str::to_owned).collect())
    }

    fn of(lines: BTreeSet<String>) -> Result<Self, ProofError> {
        let key = |line: &String| StandardVerifier::new(line).map_err(|_| ProofError::Key);
        let keys =
            lines.iter().map(|line| Ok(Box::new(key(line)?) as Box<dyn Verifier>)).collect::<Result<Vec<_>, _>>()?;
        if keys.is_empty() { Err(ProofError::Key) } else { Ok(Self { lines, list: VerifierList::new(keys) }) }
    }

    /// The same keys, and those that a trusted one has handed its place to in one of these signed heads, itself signing it.
    ///
    /// # Errors
    /// `Key` when what is named as a key is none.
    pub fn following<'a>(self, notes: impl Iterator<Item = &'a str> + Clone) -> Result<Self, ProofError> {
        let mut keys = self;
        loop {
            let handed = notes.clone().find_map(|note| {
                let Replaced { old, new, .. } = Checkpoint::in_note(note).ok()?.replaces?;
                let trusted = keys.lines.contains(&old) && !keys.lines.contains(&new);
                let word = Self::of(BTreeSet::from([old])).ok()?.open(note);
                (trusted && word.is_ok()).then_some(new)
            });
            let Some(new) = handed else { return Ok(keys) };
            keys.lines.insert(new);
            keys = Self::of(keys.lines)?;
        }
    }

    /// What a signed head says, once its signature has been found right. Signatures by others are no harm.
    ///
    /// # Errors
    /// `Head`, `UnknownKey` and `Signature`.
    pub fn open(&self, note: &str) -> Result<Checkpoint, ProofError> {
        let opened = Note::from_bytes(note.as_bytes()).map_err(|_| ProofError::Head)?;
        let head = Checkpoint::in_note(note)?;
        match opened.verify(&self.list) {
            // The name that signed is the name of what was signed.
            Ok((known, _)) if known.iter().any(|signature| signature.name() == head.origin) => Ok(head),
            Ok(_) | Err(NoteError::UnverifiedNote) => Err(ProofError::UnknownKey),
            Err(_) => Err(ProofError::Signature),
        }
    }
}

fn marked(key: &[u8; 32]) -> Vec<u8> {
    [&[ED25519], key.as_slice()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    const NAME: &str = "risk.example.se/namnden";

    fn key(seed: u8) -> SecretKey {
        SecretKey::read(&SecretKey::make(NAME, &[seed; 32]).unwrap()).unwrap()
    }

    fn head() -> Checkpoint {
        let at = DateTime::parse_from_rfc3339("2026-11-25T12:00:00Z").unwrap().to_utc();
        Checkpoint { origin: NAME.into(), size: 12, root: [3; 32], at, replaces: None }
    }

    #[test]
    fn a_head_is_known_by_its_key_and_no_byte_of_it_can_change() {
        let (mine, other) = (key(1), key(2));
        let note = mine.sign(&head()).unwrap();
        let keys = PublicKeys::read(&format!("# nyckel\n{}\n\n{}\n", other.public(), mine.public())).unwrap();
        assert_eq!(keys.open(&note), Ok(head()));
        assert_eq!(PublicKeys::read(other.public()).unwrap().open(&note), Err(ProofError::UnknownKey));
        for place in 0..note.len() {
            let mut bytes = note.clone().into_bytes();
            bytes[place] ^= 1;
            let changed = String::from_utf8(bytes).unwrap();
            assert!(keys.open(&changed).is_err(), "{changed}");
        }
    }

    #[test]
    fn every_key_that_is_made_is_read() {
        for seed in 0..=255 {
            let (secret, key) = (SecretKey::make(NAME, &[seed; 32]).unwrap(), key(seed));
            let keys = PublicKeys::read(key.public()).unwrap();
            assert_eq!(keys.open(&key.sign(&head()).unwrap()), Ok(head()), "{secret}");
        }
    }

    #[test]
    fn a_key_hands_its_place_on_only_by_its_own_signature() {
        let (old, new, last) = (key(1), key(2), key(3));
        let trusted = || PublicKeys::read(old.public()).unwrap();
        let handed = new.replace((old.public(), Some(&old)), "byte av dator", head()).unwrap();
        let again = last.replace((new.public(), Some(&new)), "byte igen", head()).unwrap();
        let signed = last.sign(&head()).unwrap();
        let keys = trusted().following([again.as_str(), handed.as_str()].into_iter()).unwrap();
        assert_eq!(keys.open(&signed), Ok(head()));
        assert_eq!(trusted().open(&signed), Err(ProofError::UnknownKey));
        let alone = new.replace((old.public(), None), "nyckeln är borta", head()).unwrap();
        let keys = trusted().following([alone.as_str()].into_iter()).unwrap();
        assert_eq!(keys.open(&new.sign(&head()).unwrap()), Err(ProofError::UnknownKey), "its own word is not enough");
        let forged = handed.replace("byte av dator", "byte av datum");
        let keys = trusted().following([forged.as_str()].into_iter()).unwrap();
        assert_eq!(keys.open(&new.sign(&head()).unwrap()), Err(ProofError::UnknownKey));
        assert_eq!(new.replace((old.public(), None), "två\nrader", head()), Err(ProofError::Head));
    }

    #[test]
    fn a_key_signs_its_own_journal_only() {
        let other = Checkpoint { origin: "annan.example.se".into(), ..head() };
        assert_eq!(key(1).sign(&other), Err(ProofError::Head));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for name in ["", "två ord", "a+b", "rad\nrad"] {
            assert_eq!(SecretKey::make(name, &[1; 32]), Err(ProofError::Key), "{name}");
        }
        let text = SecretKey::make(NAME, &[1; 32]).unwrap();
        for wrong in ["", "PRIVATE+KEY+", &text[..text.len() - 8], &text.replace(NAME, "annat"), key(1).public()] {
            assert!(SecretKey::read(wrong).is_err(), "{wrong}");
        }
        for wrong in ["", "# bara ord", "abc", &text] {
            assert!(PublicKeys::read(wrong).is_err(), "{wrong}");
        }
    }
}
