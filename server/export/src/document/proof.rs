//! What a document proves: where in the journal it stands, and the SHA-256 of what was sealed.

use crate::document::labels::Labels;
use crate::document::shown::Fact;
use crate::document::{Attachment, text};
use domain::Key;
use domain::picture::{Content, Decision, Preparation};
use serde::Serialize;

/// The proof page.
#[derive(Debug, Serialize)]
pub struct Proof {
    /// Each content that was sealed, under its heading.
    pub seals: Vec<Seal>,
    /// Whether the content is inside the document.
    pub attached: String,
    /// How to check it.
    pub verify: String,
}

/// A sealed content.
#[derive(Debug, Serialize)]
pub struct Seal {
    /// What it is.
    pub heading: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

impl Proof {
    pub fn of(
        content: &Content,
        preparation: &Preparation,
        decision: Option<&Decision>,
        sealed: Option<Attachment<'_>>,
        labels: &Labels,
    ) -> Self {
        let position = |at: u64| Fact::new(labels.get("journal_position"), text::number(at));
        let key = |key: &Key| Fact::new(labels.get("content_key"), key);
        let proposed = Seal {
            heading: labels.get("proof_proposed").to_owned(),
            facts: vec![
                key(&preparation.content),
                Fact::new(labels.get("proposal_version"), preparation.version),
                Fact::new(labels.get("register_day"), content.day),
                position(content.position),
            ],
            sha256: preparation.sha256.clone(),
        };
        let decided = decision.and_then(|decision| {
            let facts = vec![
                key(decision.content.as_ref()?),
                Fact::new(labels.get("date"), decision.date),
                position(decision.position),
            ];
            let heading = labels.get("proof_decided").to_owned();
            Some(Seal { heading, facts, sha256: decision.sha256.clone() })
        });
        let mut seals: Vec<Seal> =
            std::iter::once(proposed).chain(decided).filter(|seal| !seal.sha256.is_empty()).collect();
        if let Some(file) = sealed {
            for seal in seals.iter_mut().filter(|seal| seal.sha256 == file.sha256) {
                seal.facts.push(Fact::new(labels.get("attached_file"), file.name));
            }
        }
        Self { seals, attached: attached(sealed, labels), verify: labels.get("proof_verify").to_owned() }
    }
}

/// Whether the sealed content is inside the document.
pub fn attached(sealed: Option<Attachment<'_>>, labels: &Labels) -> String {
    match sealed {
        Some(file) => labels.fill("proof_attached", &[("file", &file.name)]),
        None => labels.get("proof_not_attached").to_owned(),
    }
}
