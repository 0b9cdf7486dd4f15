//! What is gone, against the disposals that say so: content is missing only where one tells of it, and where one does it is.

use super::{Told, Verified};
use crate::Store;
use crate::content;
use crate::db::Bind;
use crate::disposal::{GoneMade, GoneRow, gone, gone_id};
use crate::error::Result;
use crate::record::VersionRow;
use crate::scan::Scan;
use domain::{Body, Key, Kind};
use proof::merkle::sha256;
use std::collections::{HashMap, HashSet};
use surrealdb::types::RecordIdKey;

/// A record that a disposal says is gone.
pub(super) struct Gone {
    row: GoneRow,
    /// Place of the disposal's entry.
    seq: i64,
}

/// Everything that disposals say is gone, by kind and key.
pub(super) type AllGone = HashMap<(Kind, String), Gone>;

impl Store {
    /// What the disposals say is gone, as far as each is what its own entry says; compared with what the register keeps of it.
    pub(super) async fn verify_disposed(&self, told: &Told, verified: &mut Verified) -> Result<AllGone> {
        const TEXT: &str = "SELECT * OMIT id FROM version WHERE kind = 'disposal'";
        let mut all = AllGone::new();
        for version in self.db.ask(TEXT, Bind::new()).await?.rows::<VersionRow>(0)? {
            let revisions = told.get(&(Kind::Disposal, version.key.clone()));
            let place = usize::try_from(version.rev - 1).ok();
            let entry = revisions.zip(place).and_then(|(revisions, place)| revisions.get(place));
            // A disposal that is not what was written is found by itself, and covers nothing.
            if entry.is_none_or(|entry| entry.hash != sha256(version.body.as_bytes())) {
                continue;
            }
            let body = content::parse(&version.body);
            let (Ok(Body::Disposal(disposal)), Ok(key)) = (body, Key::parse(&version.key)) else { continue };
            for GoneMade { row, .. } in gone(&key, &disposal, false) {
                let Ok((kind, gone)) = row.name() else { continue };
                all.entry((kind, gone.to_string())).or_insert(Gone { row, seq: version.from_seq });
            }
        }
        self.verify_kept_of(&mut all, verified).await?;
        Ok(all)
    }

    async fn verify_kept_of(&self, all: &mut AllGone, verified: &mut Verified) -> Result<()> {
        let mut kept = HashSet::new();
        let mut expected: Vec<RecordIdKey> = all.keys().map(|(kind, key)| gone_id(*kind, key).key).collect();
        expected.sort_unstable();
        let mut scan = Scan::over(&self.db, "disposed", "SELECT * FROM $range", expected.into_iter());
        loop {
            let rows: Vec<GoneMade> = scan.next().await?;
            if rows.is_empty() {
                break;
            }
            for GoneMade { id, row } in rows {
                let place = format!("disposed {} {}", row.kind, row.key);
                let name = row.name().map(|(kind, key)| (kind, key.to_string()));
                let Some((name, said)) = name.ok().and_then(|name| Some((name.clone(), all.get_mut(&name)?))) else {
                    verified.wrong(place, "no disposal tells of it");
                    continue;
                };
                let expected = GoneRow { pending: row.pending, ..said.row.clone() };
                if expected != row || id != gone_id(name.0, &name.1) {
                    verified.wrong(place, "it is not what its disposal says");
                }
                said.row.pending = row.pending;
                kept.insert(name);
            }
        }
        for (kind, key) in all.keys().filter(|name| !kept.contains(*name)) {
            verified.wrong(format!("disposed {} {key}", kind.code()), "it is missing");
        }
        Ok(())
    }
}

impl Verified {
    /// Holds what is there and what isn't against the disposals. `seen` are the records that have versions, `rows` those that
    /// have a row of their own.
    pub(super) fn compare_gone(
        &mut self,
        told: &Told,
        all: &AllGone,
        seen: &HashSet<(Kind, String)>,
        rows: &HashSet<(Kind, String)>,
    ) {
        for (name, revisions) in told {
            let place = || format!("{} {}", name.0.code(), name.1);
            let Some(gone) = all.get(name) else {
                if !seen.contains(name) {
                    self.wrong(place(), "its versions are missing");
                }
                continue;
            };
            let seq = u64::try_from(gone.seq).unwrap_or(0);
            if revisions.iter().any(|revision| revision.seq > seq) {
                self.wrong(place(), "it was written after it had been disposed of");
            }
            if !gone.row.pending && (seen.contains(name) || rows.contains(name)) {
                self.wrong(place(), "it has been disposed of and is still there");
            }
            *self.disposed.entry(gone.row.disposal.clone()).or_insert(0) += 1;
        }
        for (kind, key) in all.keys().filter(|name| !told.contains_key(*name)) {
            self.wrong(format!("disposed {} {key}", kind.code()), "the journal knows nothing of it");
        }
    }
}
