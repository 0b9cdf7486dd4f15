//! Which closed records a disposal takes, and why it leaves the others.
//!
//! Three things hold a record back, whatever its age:
//!
//! - **It stands in something sealed.** The content of a risk picture that was laid before the board, and a decided plan, hold
//!   their own copy of what they say of a risk, a measure or a control, and are kept: they are the board's decisions. Their
//!   seals are verified by that copy alone, but a disposal that left the same text standing there would not be one, and the
//!   picture would be compared with a record that is gone. So the record stays as long as they do.
//! - **It was answered for or asked about in a revision.** What was said there stands under the revision.
//! - **An open record points at it.** Nothing that is in use may come to point at what is gone; take the link away, or close
//!   what points, and it can go.

use super::Scope;
use crate::key::Key;
use crate::picture::{Content, Remark, Review};
use crate::programme::baseline::Baseline;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A closed record, as far as a disposal asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its key.
    pub key: Key,
    /// Its title, as who looks may see it.
    pub title: String,
    /// When it was closed.
    pub closed: NaiveDate,
    /// Whether it has or had a secrecy marking.
    pub marked: bool,
    /// The comments on it: they are about it and go with it.
    pub comments: Vec<Key>,
    /// How many files go with it.
    pub files: u32,
    /// What holds it back.
    pub holds: Vec<Hold>,
}

/// Something that holds a record back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "hold", content = "key", rename_all = "snake_case")]
pub enum Hold {
    /// It stands in the sealed content of this risk picture.
    Picture(Key),
    /// It stands in this decided plan.
    Plan(Key),
    /// It was answered for or asked about in the revision of this picture.
    Revision(Key),
    /// This open record points at it.
    Open(Key),
}

impl Hold {
    /// Its code; the interface has a sentence for each.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Picture(_) => "picture",
            Self::Plan(_) => "plan",
            Self::Revision(_) => "revision",
            Self::Open(_) => "open",
        }
    }

    /// The record that holds.
    #[must_use]
    pub const fn key(&self) -> &Key {
        match self {
            Self::Picture(key) | Self::Plan(key) | Self::Revision(key) | Self::Open(key) => key,
        }
    }
}

/// What a disposal takes and what it leaves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// What goes, by number.
    pub goes: Vec<Candidate>,
    /// What is old enough and stays, by number, each with what holds it back.
    pub held: Vec<Candidate>,
}

impl Selection {
    /// Tells this selection from another, so that what is carried out is what was shown: how many records, and FNV-1a over
    /// their keys and comments. It guards against surprise, not against anyone.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let keys = self.goes.iter().flat_map(|one| std::iter::once(&one.key).chain(&one.comments));
        let bytes = keys.flat_map(|key| key.as_str().bytes().chain(std::iter::once(b'\n')));
        let hash =
            bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        format!("{}-{hash:016x}", self.goes.len())
    }

    /// How many files go.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.goes.iter().map(|one| u64::from(one.files)).sum()
    }

    /// How many comments go.
    #[must_use]
    pub fn comments(&self) -> usize {
        self.goes.iter().map(|one| one.comments.len()).sum()
    }
}

/// What a scope takes of the closed records of its kind.
#[must_use]
pub fn select(scope: Scope, candidates: &[Candidate]) -> Selection {
    let inside = |one: &&Candidate| one.key.kind() == scope.kind.kind() && one.closed < scope.before;
    let mut found: Vec<Candidate> = candidates.iter().filter(inside).cloned().collect();
    found.sort_by_key(|one| (one.key.number(), one.key.clone()));
    for one in &mut found {
        one.holds.sort();
        one.holds.dedup();
    }
    let (goes, held) = found.into_iter().partition(|one| one.holds.is_empty());
    Selection { goes, held }
}

/// The records that a sealed content says something of.
#[must_use]
pub fn in_content(content: &Content) -> BTreeSet<Key> {
    let mut keys: BTreeSet<Key> = BTreeSet::new();
    for item in &content.items {
        keys.insert(item.key.clone());
        keys.extend(item.measures.iter().chain(&item.controls).cloned());
        keys.extend(item.answer.iter().flat_map(|answer| &answer.measures).cloned());
    }
    keys.extend(content.closed.iter().map(|ended| ended.key.clone()));
    keys.extend(content.measures.iter().map(|measure| measure.key.clone()));
    for control in &content.controls {
        keys.insert(control.key.clone());
        keys.extend(control.remedies.iter().cloned());
    }
    keys
}

/// The records that a decided plan says something of.
#[must_use]
pub fn in_plan(plan: &Baseline) -> BTreeSet<Key> {
    plan.measures.iter().map(|planned| planned.key.clone()).collect()
}

/// The records that an answer in a revision is about.
#[must_use]
pub fn in_review(review: &Review) -> BTreeSet<Key> {
    std::iter::once(&review.risk).chain(&review.answer.measures).cloned().collect()
}

/// The record that a remark is about.
#[must_use]
pub fn in_remark(remark: &Remark) -> BTreeSet<Key> {
    remark.risk.iter().cloned().collect()
}
