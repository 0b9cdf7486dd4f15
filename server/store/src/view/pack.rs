//! Evidence packs: which there are, what one holds for who looks, and the journal entries that go with it.

use super::View;
use crate::Store;
use crate::db::Bind;
use crate::disposal::GoneRow;
use crate::error::{Result, StoreError};
use crate::journal::{EntryRow, canonical, int};
use crate::record::{BodyRow, version_id};
use domain::evidence::FileRef;
use domain::evidence_list::{EvidenceLine, EvidenceStatus};
use domain::pack::{Lacking, Pack, PackList, PackPage, PackRow};
use domain::{Actor, AppError, Body, Grant, Key, Kind, Moment};
use std::collections::{BTreeMap, HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// What a pack holds, before its journal entries and the bytes of its files.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The evidence list.
    pub lines: Vec<EvidenceLine>,
    /// Files that go with it, by the evidence they belong to.
    pub files: BTreeMap<Key, FileRef>,
    /// The records it is about, each with its revision at the moment: requirements and evidence.
    pub records: Vec<(Kind, Key, u32)>,
}

/// A journal entry that can be proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Its place in the journal, counted from 1.
    pub seq: u64,
    /// Its canonical JSON.
    pub entry: String,
    /// The content its hash is of; none when it has been disposed of.
    pub body: Option<String>,
    /// The disposal its record went by.
    pub disposed: Option<Key>,
}

/// Entries about some records, in the journal's order.
#[derive(Debug, Clone, Default)]
pub struct Entries {
    /// Those the actor may see whole.
    pub proven: Vec<Proven>,
    /// How many there are besides.
    pub withheld: u64,
}

#[derive(SurrealValue)]
struct Version {
    key: String,
    rev: i64,
    from_seq: i64,
    body: String,
}

impl Store {
    /// A pack there is at a moment, and the register as it is seen from the pack: at its own place of the journal, whatever was
    /// written the same day.
    ///
    /// # Errors
    /// `NotFound` when there is no such pack, or the actor may not know of it.
    pub async fn view_of_pack<'a>(&'a self, actor: &'a Actor, moment: Moment, key: &Key) -> Result<(Pack, View<'a>)> {
        let pack = match self.view(actor, moment).await?.record(Kind::Pack, key.as_str()).await?.body {
            Body::Pack(pack) => pack,
            _ => return Err(AppError::NotFound.into()),
        };
        let view = self.view_at(actor, Moment::On(pack.day), Some(pack.position)).await?;
        Ok((pack, view))
    }
}

impl View<'_> {
    /// The packs the actor may know of, the newest first, with what a new one can be of.
    ///
    /// # Errors
    /// `Forbidden` when the actor takes no packs out.
    pub async fn packs(&self) -> Result<PackList> {
        if self.grant(Kind::Pack) == Grant::No {
            return Err(AppError::Forbidden.into());
        }
        let mut packs: Vec<PackRow> = self.all(Kind::Pack).await?.into_iter().filter_map(row).collect();
        packs.reverse();
        Ok(PackList { packs, frameworks: self.framework_names().await?, settings: self.settings.clone() })
    }

    /// What a pack holds: of [`Store::view_of_pack`].
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn packed(&self, pack: &Pack) -> Result<Packed> {
        // Nothing of what was chosen was there on that day: that is what the pack then says.
        let lines = match self.evidence_list(&pack.selection).await {
            Err(StoreError::App(AppError::NotFound)) => Vec::new(),
            lines => lines?,
        };
        let mut files = BTreeMap::new();
        let (mut requirements, mut evidence) = (HashSet::new(), HashSet::new());
        for line in &lines {
            requirements.insert(line.requirement.clone());
            if let Some(listed) = &line.evidence {
                evidence.insert(listed.key.clone());
                if let Some(file) = &listed.file {
                    files.insert(listed.key.clone(), file.clone());
                }
            }
        }
        let mut records = Vec::new();
        for (kind, keys) in [(Kind::Requirement, requirements), (Kind::Evidence, evidence)] {
            let known = self.all(kind).await?.into_iter().filter(|record| keys.contains(&record.key));
            records.extend(known.map(|record| (kind, record.key, record.rev)));
        }
        Ok(Packed { lines, files, records })
    }

    /// A pack's page.
    ///
    /// # Errors
    /// As for [`View::packed`].
    pub async fn pack_page(&self, key: &Key, pack: Pack) -> Result<PackPage> {
        let Packed { lines, files, records } = self.packed(&pack).await?;
        let lacking = |status: EvidenceStatus| {
            lines.iter().filter(move |line| line.status() == status).map(|line| Lacking {
                requirement: line.requirement.clone(),
                cited: format!("{} {}", line.framework, line.number),
                title: line.title.clone(),
                evidence: line.evidence.as_ref().map(|one| (one.key.clone(), one.valid_until)),
            })
        };
        let signed = self.store.signed_from(pack.position).await?;
        Ok(PackPage {
            lines: lines.len() as u64,
            requirements: records.iter().filter(|(kind, ..)| *kind == Kind::Requirement).count() as u64,
            missing: lacking(EvidenceStatus::Missing).collect(),
            expired: lacking(EvidenceStatus::Expired).collect(),
            files: files.len() as u64,
            bytes: files.values().map(|file| file.size).sum(),
            signed: signed.map(|(head, _)| head.size),
            frameworks: self.framework_names().await?,
            row: PackRow { key: key.clone(), pack },
        })
    }

    /// The entries that made some records what they are at the view's place of the journal. Those whose content or reason a
    /// marking keeps from the actor, then or now, are only counted.
    ///
    /// # Errors
    /// `Damaged` when a version or an entry is missing.
    pub async fn proven(&self, records: &[(Kind, Key, u32)]) -> Result<Entries> {
        let versions = records
            .iter()
            .flat_map(|(kind, key, rev)| (1..=*rev).map(|rev| version_id(*kind, key.as_str(), rev)))
            .collect::<Vec<RecordId>>();
        let mut expected = versions.len();
        let bind = Bind::new().with("ids", versions);
        let versions: Vec<Version> =
            self.store.db.ask("SELECT key, rev, from_seq, body FROM $ids", bind).await?.rows(0)?;
        if versions.len() != expected {
            // Disposed of between the two questions: told of with the others that are gone.
            let gone = self.store.gone_of(records.iter().map(|(kind, key, _)| (*kind, key))).await?;
            let left = records.iter().filter(|(kind, key, _)| !gone.contains_key(&(*kind, key.clone())));
            expected = left.map(|(.., rev)| *rev as usize).sum();
        }
        let ids = versions.iter().map(|version| RecordId::new("journal", version.from_seq)).collect::<Vec<RecordId>>();
        let bind = Bind::new().with("ids", ids);
        let rows: Vec<EntryRow> = self.store.db.ask("SELECT * OMIT id FROM $ids", bind).await?.rows(0)?;
        if versions.len() != expected || rows.len() != expected {
            return Err(StoreError::Damaged("a version or its entry is missing".to_owned()));
        }
        let mut entries: HashMap<i64, EntryRow> = rows.into_iter().map(|row| (row.seq, row)).collect();
        let mut told = Entries::default();
        for version in versions.into_iter().filter(|version| version.from_seq <= int(self.position)) {
            let Some(row) = entries.remove(&version.from_seq) else { continue };
            let record = BodyRow { key: version.key, rev: version.rev, body: version.body.clone() }.record()?;
            if self.withholds(&record.key, &record.body) {
                told.withheld += 1;
                continue;
            }
            let entry = row.entry()?;
            told.proven.push(Proven {
                seq: entry.seq,
                entry: canonical(&entry)?,
                body: Some(version.body),
                disposed: None,
            });
        }
        told.proven.sort_by_key(|proven| proven.seq);
        Ok(told)
    }

    /// The entries of evidence that was in the register at the view's place of the journal and has been disposed of since,
    /// without their content. Which requirements it belonged to is gone with it, so it is all of them. Those about evidence
    /// that was marked are only counted for those without clearance.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn disposed_entries(&self) -> Result<Entries> {
        const GONE: &str = "SELECT * OMIT id FROM disposed WHERE kind = 'evidence'";
        const TEXT: &str = "SELECT * OMIT id FROM journal WITH INDEX journal_item \
             WHERE kind = 'evidence' AND key IN $keys AND seq <= $seq";
        let mut told = Entries::default();
        let gone: Vec<GoneRow> = self.store.db.ask(GONE, Bind::new()).await?.rows(0)?;
        if gone.is_empty() || self.grant(Kind::Evidence) != Grant::Yes {
            return Ok(told);
        }
        let gone: HashMap<String, GoneRow> = gone.into_iter().map(|row| (row.key.clone(), row)).collect();
        let keys: Vec<String> = gone.keys().cloned().collect();
        let bind = Bind::new().with("keys", keys).with("seq", int(self.position));
        for row in self.store.db.ask(TEXT, bind).await?.rows::<EntryRow>(0)? {
            let Some(by) = gone.get(&row.key) else { continue };
            if by.marked && !self.actor.cleared(&row.owner) {
                told.withheld += 1;
                continue;
            }
            let (entry, by) = (row.entry()?, Key::parse(&by.disposal).ok());
            told.proven.push(Proven { seq: entry.seq, entry: canonical(&entry)?, body: None, disposed: by });
        }
        told.proven.sort_by_key(|proven| proven.seq);
        Ok(told)
    }

    /// Whether some of a version is kept from the actor, or anything that was said when it was written may be.
    fn withholds(&self, key: &Key, body: &Body) -> bool {
        let today = self.marking_today(body.kind(), key);
        let marked = body.secrecy().is_some() || today.is_some();
        let cleared = self.actor.cleared(body.owner()) && today.is_none_or(|owner| self.actor.cleared(owner));
        !self.sees(body) || marked && !cleared
    }
}

fn row(record: crate::record::Record) -> Option<PackRow> {
    match record.body {
        Body::Pack(pack) => Some(PackRow { key: record.key, pack }),
        _ => None,
    }
}
