//! The secrecy markings there are today.

use crate::Store;
use crate::db::{Bind, Counted};
use crate::error::Result;
use crate::journal::canonical;
use crate::outline::KINDS;
use crate::record::{BodyRow, record_id};
use domain::secrecy::SecrecyMarking;
use domain::{Key, Kind};
use proof::merkle::{Hash, sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use surrealdb::types::RecordId;

/// A marking a record has today, and who owns it today.
pub(super) struct Marked {
    pub marking: SecrecyMarking,
    pub owner: String,
}

/// Every marking there is today.
#[derive(Default)]
pub(super) struct Markings {
    of: HashMap<(Kind, Key), Marked>,
    /// What tells them from others, and from before a disposal.
    pub hash: Hash,
}

impl Markings {
    pub fn of(&self, kind: Kind, key: &Key) -> Option<&Marked> {
        self.of.get(&(kind, key.clone()))
    }
}

impl Store {
    /// The records that have a secrecy marking now, at a length of the journal.
    pub(crate) async fn marked(&self, length: u64) -> Result<HashSet<(Kind, Key)>> {
        let outline = self.outline.at(&self.db, length).await?;
        let marked = |kind| outline.of(kind).filter(|(_, line)| line.marked).map(move |(key, _)| (kind, key.clone()));
        Ok(KINDS.into_iter().flat_map(marked).collect())
    }

    /// Every secrecy marking there is now, at a length of the journal.
    pub(super) async fn markings(&self, length: u64) -> Result<Arc<Markings>> {
        if let Some(known) = self.kept.markings.found(&length) {
            return Ok(known);
        }
        let marked = self.marked(length).await?;
        let ids: Vec<RecordId> = marked.iter().map(|(kind, key)| record_id(*kind, key.as_str())).collect();
        // What has been disposed of since is in no outline either.
        let disposed = self.db.ask("SELECT count() FROM disposed GROUP ALL", Bind::new()).await?.first::<Counted>(0)?;
        let (mut of, mut told) = (HashMap::new(), vec![disposed.map_or(0, |disposed| disposed.count).to_string()]);
        if !ids.is_empty() {
            let bind = Bind::new().with("ids", ids);
            for row in self.db.ask("SELECT key, rev, body FROM $ids", bind).await?.rows::<BodyRow>(0)? {
                let record = row.record()?;
                if let Some(marking) = record.body.secrecy() {
                    let name = (record.body.kind(), record.key.clone());
                    told.push(canonical(&(name.0.code(), name.1.as_str(), marking))?);
                    of.insert(name, Marked { marking: marking.clone(), owner: record.body.owner().to_owned() });
                }
            }
        }
        told.sort_unstable();
        Ok(self.kept.markings.keep(length, Markings { of, hash: sha256(told.join("\n").as_bytes()) }))
    }

    /// Every marking a risk has now, at a length of the journal.
    pub(crate) async fn risk_markings(&self, length: u64) -> Result<BTreeMap<Key, SecrecyMarking>> {
        let markings = self.markings(length).await?;
        let risks = markings.of.iter().filter(|((kind, _), _)| *kind == Kind::Risk);
        Ok(risks.map(|((_, key), marked)| (key.clone(), marked.marking.clone())).collect())
    }
}
