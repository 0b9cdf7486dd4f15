//! Evidence packs: which there are, what one holds for who looks, and the journal entries that go with it.

use super::View;
use crate::Store;
use crate::db::Bind;
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
    /// The content its hash is of.
    pub body: String,
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
        let expected = versions.len();
        let bind = Bind::new().with("ids", versions);
        let versions: Vec<Version> =
            self.store.db.ask("SELECT key, rev, from_seq, body FROM $ids", bind).await?.rows(0)?;
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
            told.proven.push(Proven { seq: entry.seq, entry: canonical(&entry)?, body: version.body });
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

    /// The frameworks the actor may see: key and short name.
    async fn framework_names(&self) -> Result<Vec<(String, String)>> {
        Ok(self.framework_list().await?.into_iter().map(|(key, framework)| (key, framework.short)).collect())
    }
}

fn row(record: crate::record::Record) -> Option<PackRow> {
    match record.body {
        Body::Pack(pack) => Some(PackRow { key: record.key, pack }),
        _ => None,
    }
}
