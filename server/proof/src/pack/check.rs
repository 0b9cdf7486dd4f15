//! The check of an evidence pack, from its bytes alone.

use super::{ENTRIES, EntryLine, FORMAT, FileState, HEAD, MANIFEST, Manifest, SUMS};
use crate::merkle::{Hash, of_hex, sha256};
use crate::{Checkpoint, PublicKeys, Root, included};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most bytes of the parts that are read whole.
const WHOLE: u64 = 256 << 20;
/// Most bytes of one line: an entry with its content and proof.
const LINE: u64 = 64 << 20;

/// Why a pack can't be checked at all.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Not a whole ZIP file.
    #[error("this is not a whole pack: it is no ZIP file, or it was cut off on its way")]
    Cut,
    /// A part that every pack has isn't there, or can't be read.
    #[error("this is not a pack that can be checked: {0} is missing or not what it should be")]
    Part(&'static str),
    /// It can't be read.
    #[error("it can't be read: {0}")]
    Read(#[from] io::Error),
}

/// What is known of a head's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signature {
    /// By one of the keys that were given.
    Right(Checkpoint),
    /// There is one, and no keys were given to hold it against.
    Unchecked(Checkpoint),
    /// The journal's head was never signed.
    None,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What the pack says of itself.
    pub manifest: Manifest,
    /// Files whose sums were reckoned.
    pub members: u64,
    /// Entries proved to be in the head.
    pub entries: u64,
    /// Of them with content that is what the entry says.
    pub bodies: u64,
    /// Of them about records that have been disposed of, whose content is gone.
    pub disposed: u64,
    /// Evidence files that an entry in the pack vouches for.
    pub vouched: u64,
    /// Its head's signature.
    pub signature: Signature,
    /// Everything that is wrong.
    pub findings: Vec<String>,
}

/// What is read of an entry.
#[derive(Deserialize)]
struct Entry {
    seq: u64,
    body_hash: String,
}

/// Checks a pack. Without keys it is told who the head says it is by, and no more.
///
/// # Errors
/// When it isn't a pack. What is wrong in one stands in the answer.
pub fn check<R: Read + Seek>(pack: R, keys: Option<&PublicKeys>) -> Result<Checked, PackError> {
    let mut zip = ZipArchive::new(pack).map_err(|_| PackError::Cut)?;
    let manifest: Manifest =
        serde_json::from_slice(&whole(&mut zip, MANIFEST)?).map_err(|_| PackError::Part(MANIFEST))?;
    if manifest.format != FORMAT {
        return Err(PackError::Part(MANIFEST));
    }
    let root = root(&manifest).ok_or(PackError::Part(MANIFEST))?;
    let mut checked = Checked {
        signature: Signature::None,
        members: 0,
        entries: 0,
        bodies: 0,
        disposed: 0,
        vouched: 0,
        findings: Vec::new(),
        manifest,
    };
    let found = checked.sums(&mut zip)?;
    if checked.manifest.head.signed {
        let note = String::from_utf8(whole(&mut zip, HEAD)?).map_err(|_| PackError::Part(HEAD))?;
        checked.signature(&note, &root, keys);
    }
    let vouching = checked.entries(&mut zip, &root)?;
    checked.files(&found, &vouching);
    Ok(checked)
}

impl Checked {
    fn wrong(&mut self, what: String) {
        self.findings.push(what);
    }

    /// Every file is named once in the sums and is what they say. Answers with what each is.
    fn sums<R: Read + Seek>(&mut self, zip: &mut ZipArchive<R>) -> Result<BTreeMap<String, String>, PackError> {
        let text = String::from_utf8(whole(zip, SUMS)?).map_err(|_| PackError::Part(SUMS))?;
        let mut told: BTreeMap<&str, &str> = BTreeMap::new();
        for line in text.lines() {
            let (sum, name) = line.split_once("  ").ok_or(PackError::Part(SUMS))?;
            if told.insert(name, sum).is_some() {
                self.wrong(format!("{name} stands twice in {SUMS}"));
            }
        }
        let mut found = BTreeMap::new();
        for place in 0..zip.len() {
            let mut member = zip.by_index(place).map_err(unreadable)?;
            let Ok(name) = member.name().map(Cow::into_owned) else {
                self.wrong("a file has a name that can't be read".to_owned());
                continue;
            };
            if name == SUMS {
                continue;
            }
            let mut digest = Sha256::new();
            if io::copy(&mut member, &mut Into(&mut digest)).is_err() {
                self.wrong(format!("{name} can't be unpacked"));
                continue;
            }
            let sum = hex::encode(digest.finalize());
            match told.remove(name.as_str()) {
                Some(right) if right == sum => self.members += 1,
                Some(_) => self.wrong(format!("{name} was changed after the pack was made")),
                None => self.wrong(format!("{name} was added after the pack was made")),
            }
            found.insert(name, sum);
        }
        for name in told.into_keys() {
            self.wrong(format!("{name} was taken out after the pack was made"));
        }
        Ok(found)
    }

    /// The head is the one the manifest says, and signed by a known key.
    fn signature(&mut self, note: &str, root: &Root, keys: Option<&PublicKeys>) {
        let head = match keys {
            Some(keys) => keys.open(note).map(Signature::Right),
            None => Checkpoint::in_note(note).map(Signature::Unchecked),
        };
        match head {
            Ok(signature) => {
                if let Signature::Right(head) | Signature::Unchecked(head) = &signature
                    && (head.size, head.root) != (root.size, root.hash)
                {
                    self.wrong(format!("{HEAD} is not the head that {MANIFEST} says"));
                }
                self.signature = signature;
            }
            Err(error) => self.wrong(format!("{HEAD}: {error}")),
        }
    }

    /// Every entry is in the head, and every content is what its entry says. Answers with the SHA-256 sums that the contents
    /// hold: what they vouch for.
    fn entries<R: Read + Seek>(
        &mut self,
        zip: &mut ZipArchive<R>,
        root: &Root,
    ) -> Result<BTreeSet<(String, String)>, PackError> {
        let mut lines = BufReader::new(zip.by_name(ENTRIES).map_err(|_| PackError::Part(ENTRIES))?);
        let (mut vouching, mut line, mut told) = (BTreeSet::new(), Vec::new(), 0);
        loop {
            line.clear();
            if (&mut lines).take(LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            told += 1;
            match self.entry(&line, root) {
                Ok(files) => vouching.extend(files),
                Err(what) => self.wrong(format!("{ENTRIES} line {told}: {what}")),
            }
        }
        if self.disposed != self.manifest.disposed {
            self.wrong(format!("{ENTRIES} has another number of disposed entries than {MANIFEST}"));
        }
        if told != self.manifest.entries {
            self.wrong(format!("{ENTRIES} has {told} lines and {MANIFEST} says {}", self.manifest.entries));
        }
        Ok(vouching)
    }

    fn entry(&mut self, line: &[u8], root: &Root) -> Result<Option<(String, String)>, &'static str> {
        let line: EntryLine = serde_json::from_slice(line).map_err(|_| "it can't be read")?;
        let entry: Entry = serde_json::from_str(&line.entry).map_err(|_| "its entry can't be read")?;
        let proof: Option<Vec<Hash>> = line.proof.iter().map(|text| of_hex(text)).collect();
        let proof = proof.ok_or("its proof can't be read")?;
        if entry.seq != line.index + 1 || !included(line.entry.as_bytes(), line.index, &proof, root) {
            return Err("the entry is not in the journal that the head is of");
        }
        self.entries += 1;
        let Some(body) = &line.body else {
            self.disposed += u64::from(line.disposed.is_some());
            return Ok(None);
        };
        if line.disposed.is_some() {
            return Err("it has been disposed of, and its content is there");
        }
        if hex::encode(sha256(body.as_bytes())) != entry.body_hash {
            return Err("the content is not what the entry says");
        }
        self.bodies += 1;
        Ok(file(&line.entry, body))
    }

    /// Every file is what the register says, and in the pack when it is said to be.
    fn files(&mut self, found: &BTreeMap<String, String>, vouching: &BTreeSet<(String, String)>) {
        for line in self.manifest.files.clone() {
            let there = found.get(&line.path);
            let right = there.is_some_and(|sum| *sum == line.sha256);
            match line.state {
                FileState::Whole if right => {}
                FileState::Whole => self.wrong(format!("{} is not the file of {}", line.path, line.evidence)),
                FileState::Damaged => self.wrong(format!(
                    "the file of {} was not what the register says when the pack was made",
                    line.evidence
                )),
                FileState::Missing => {
                    self.wrong(format!("the file of {} was missing when the pack was made", line.evidence));
                }
            }
            if right && vouching.contains(&(line.evidence, line.sha256)) {
                self.vouched += 1;
            }
        }
    }
}

/// The evidence and the sum of its file, when a content has one.
fn file(entry: &str, body: &str) -> Option<(String, String)> {
    let entry: serde_json::Value = serde_json::from_str(entry).ok()?;
    let body: serde_json::Value = serde_json::from_str(body).ok()?;
    let sum = body.pointer("/content/file/sha256")?.as_str()?;
    Some((entry.get("key")?.as_str()?.to_owned(), sum.to_owned()))
}

fn root(manifest: &Manifest) -> Option<Root> {
    Some(Root { size: manifest.head.size, hash: of_hex(&manifest.head.root)? })
}

fn whole<R: Read + Seek>(zip: &mut ZipArchive<R>, name: &'static str) -> Result<Vec<u8>, PackError> {
    let member = zip.by_name(name).map_err(|_| PackError::Part(name))?;
    let mut bytes = Vec::new();
    let read = member.take(WHOLE).read_to_end(&mut bytes).map_err(|_| PackError::Part(name))?;
    if read as u64 == WHOLE { Err(PackError::Part(name)) } else { Ok(bytes) }
}

fn unreadable(error: ZipError) -> PackError {
    match error {
        ZipError::Io(error) => PackError::Read(error),
        _ => PackError::Cut,
    }
}

/// A hash as something to write to.
struct Into<'a>(&'a mut Sha256);

impl io::Write for Into<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
