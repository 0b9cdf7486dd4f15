//! Versions, records and links against what the journal says of them.

use super::{Revision, Told, Verified};
use crate::Store;
use crate::content;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::{OPEN, int};
use crate::record::{LinkMade, RecordRow, VersionRow, link_id, record_id, row, version_id};
use crate::scan::{Scan, keys_of};
use domain::evidence::Evidence;
use domain::settings::{Scale, Settings};
use domain::{Body, Key, Kind};
use proof::merkle::sha256;
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, RecordIdKey, SurrealValue, Value};

#[derive(SurrealValue)]
struct PlacedVersion {
    id: RecordId,
    #[surreal(flatten)]
    row: VersionRow,
}

#[derive(SurrealValue)]
struct KindRecord {
    kind: String,
    record: RecordRow,
}

/// The last version of a record, with its content where that can be read.
struct Last {
    kind: Kind,
    version: VersionRow,
    body: Option<Body>,
}

/// A link as the versions make it: kind and key of where it comes from, where it leads, and from which position.
type Link = (Kind, String, String, i64);
/// Links by what they are, with the position they end at.
pub(super) type Links = HashMap<Link, i64>;

impl Store {
    /// Every revision has its version with the content the entry's hash says, current for the right part of the journal;
    /// and the record as it is now is drawn from the last of them. Answers with the links the versions make.
    pub(super) async fn verify_versions(&self, told: &Told, verified: &mut Verified) -> Result<Links> {
        let scale = self.scale_told().await?;
        let mut links = Links::new();
        let mut seen: HashSet<(Kind, String)> = HashSet::new();
        let expected = told.iter().flat_map(|((kind, key), all)| {
            (1..=u32::try_from(all.len()).unwrap_or(u32::MAX)).map(|rev| version_id(*kind, key, rev).key)
        });
        let mut expected: Vec<RecordIdKey> = expected.collect();
        expected.sort_unstable();
        let mut scan = Scan::over(&self.db, "version", "SELECT * FROM $range", expected.into_iter());
        let mut one: Vec<VersionRow> = Vec::new();
        let mut last: Vec<Last> = Vec::new();
        loop {
            let rows: Vec<PlacedVersion> = scan.next().await?;
            let end = rows.is_empty();
            for PlacedVersion { id, row } in rows {
                let known = Kind::from_code(&row.kind).zip(u32::try_from(row.rev).ok());
                if known.is_none_or(|(kind, rev)| id != version_id(kind, &row.key, rev)) {
                    verified
                        .wrong(format!("{} {} revision {}", row.kind, row.key, row.rev), "it is not where it belongs");
                    continue;
                }
                if one.first().is_some_and(|first| (&first.kind, &first.key) != (&row.kind, &row.key)) {
                    last.extend(one_record(std::mem::take(&mut one), told, &mut seen, &mut links, verified));
                }
                one.push(row);
            }
            if end {
                last.extend(one_record(std::mem::take(&mut one), told, &mut seen, &mut links, verified));
            }
            self.verify_records(&std::mem::take(&mut last), &scale, verified).await?;
            if end {
                break;
            }
        }
        let gone = self.verify_disposed(told, verified).await?;
        let rows = self.verify_no_others(told, verified).await?;
        verified.compare_gone(told, &gone, &seen, &rows);
        Ok(links)
    }

    /// The scale in force, by the last version of the settings.
    async fn scale_told(&self) -> Result<Scale> {
        const TEXT: &str =
            "SELECT * OMIT id FROM version WHERE kind = 'settings' AND key = $key ORDER BY rev DESC LIMIT 1";
        let last = self.db.ask(TEXT, Bind::new().with("key", Settings::KEY)).await?.first::<VersionRow>(0)?;
        match last.and_then(|version| content::parse(&version.body).ok()) {
            Some(Body::Settings(settings)) => Ok(settings.scale),
            _ => Ok(Settings::default().scale),
        }
    }

    /// Records as they are now, compared with what the domain draws from their last version.
    async fn verify_records(&self, last: &[Last], scale: &Scale, verified: &mut Verified) -> Result<()> {
        if last.is_empty() {
            return Ok(());
        }
        let ids: Vec<RecordId> = last.iter().map(|one| record_id(one.kind, &one.version.key)).collect();
        let text = "SELECT record::tb(id) AS kind, $this AS record FROM $ids";
        let rows: Vec<KindRecord> = self.db.ask(text, Bind::new().with("ids", ids)).await?.rows(0)?;
        let mut stored: HashMap<(String, String), RecordRow> =
            rows.into_iter().map(|row| ((row.kind, row.record.key.clone()), row.record)).collect();
        for Last { kind, version, body } in last {
            verified.records += 1;
            let place = format!("{} {}", kind.code(), version.key);
            let Some(stored) = stored.remove(&(kind.code().to_owned(), version.key.clone())) else {
                verified.wrong(place, "it is missing");
                continue;
            };
            if drawn(version, body.as_ref(), scale).as_ref() != Some(&stored) {
                verified.wrong(place, "it is not what the journal says");
            }
        }
        Ok(())
    }

    /// There are no records the journal knows nothing of. Answers with those there are.
    async fn verify_no_others(&self, told: &Told, verified: &mut Verified) -> Result<HashSet<(Kind, String)>> {
        let mut rows = HashSet::new();
        for &kind in Kind::ALL {
            let keys: Vec<String> = self.db.ask(keys_of(kind), Bind::new()).await?.rows(0)?;
            let mut seen = HashSet::new();
            for key in keys {
                if !told.contains_key(&(kind, key.clone())) || !seen.insert(key.clone()) {
                    verified.wrong(format!("{} {key}", kind.code()), "the journal knows nothing of it");
                }
            }
            rows.extend(seen.into_iter().map(|key| (kind, key)));
        }
        Ok(rows)
    }

    /// The links are those the versions make, for as long as they make them.
    pub(super) async fn verify_links(&self, mut expected: Links, verified: &mut Verified) -> Result<()> {
        let mut ids: Vec<RecordIdKey> = expected.keys().map(|(_, from, to, seq)| link_id(from, to, *seq).key).collect();
        ids.sort_unstable();
        let mut scan = Scan::over(&self.db, "link", "SELECT * FROM $range", ids.into_iter());
        loop {
            let rows: Vec<LinkMade> = scan.next().await?;
            if rows.is_empty() {
                break;
            }
            for LinkMade { id, row: link } in rows {
                let kind = Kind::from_code(&link.from_kind);
                let ends = kind.and_then(|kind| {
                    expected.remove(&(kind, link.from_key.clone(), link.to_key.clone(), link.from_seq))
                });
                let placed = id == link_id(&link.from_key, &link.to_key, link.from_seq);
                if ends != Some(link.to_seq) || !placed {
                    verified
                        .wrong(format!("link {} → {}", link.from_key, link.to_key), "it is not what the records say");
                }
            }
        }
        for (_, from, to, _) in expected.keys() {
            verified.wrong(format!("link {from} → {to}"), "it is missing");
        }
        Ok(())
    }
}

/// Compares the versions of one record with its entries, and answers with the last.
fn one_record(
    versions: Vec<VersionRow>,
    told: &Told,
    seen: &mut HashSet<(Kind, String)>,
    links: &mut Links,
    verified: &mut Verified,
) -> Option<Last> {
    let first = versions.first()?;
    let kind = Kind::from_code(&first.kind)?;
    let place = format!("{} {}", kind.code(), first.key);
    let name = (kind, first.key.clone());
    let nothing: Vec<Revision> = Vec::new();
    let revisions = told.get(&name).unwrap_or(&nothing);
    if versions.len() != revisions.len() {
        verified.wrong(&place, "it has not as many versions as entries");
    }
    let mut open: HashMap<String, i64> = HashMap::new();
    let mut latest = None;
    for (n, (version, told)) in versions.iter().zip(revisions).enumerate() {
        verified.versions += 1;
        let next = revisions.get(n + 1).map_or(OPEN, |next| int(next.seq));
        let place = format!("{place} revision {}", version.rev);
        if sha256(version.body.as_bytes()) != told.hash {
            verified.wrong(&place, "its content is not what was written");
        }
        if version.from_seq != int(told.seq) || version.to_seq != next {
            verified.wrong(&place, "it is not current for the part of the journal it was");
        }
        let Ok(body) = content::parse(&version.body) else {
            verified.wrong(&place, "its content can't be read");
            continue;
        };
        if body.owner() != &*told.owner {
            verified.wrong(format!("journal {}", told.seq), "its owner is not that of the record");
        }
        relink(&name, &body.links(), int(told.seq), &mut open, links);
        if let Body::Evidence(Evidence { file: Some(file), .. }) = &body {
            verified.files.entry(file.sha256.clone()).or_insert_with(|| (name.1.clone(), file.size));
        }
        latest = Some((version.rev, body));
    }
    seen.insert(name.clone());
    for (to, from_seq) in open {
        links.insert((kind, name.1.clone(), to, from_seq), OPEN);
    }
    let version = versions.into_iter().next_back()?;
    let body = latest.filter(|(rev, _)| *rev == version.rev).map(|(_, body)| body);
    Some(Last { kind, version, body })
}

/// Ends and makes links so that the open ones are those a version holds.
fn relink(name: &(Kind, String), held: &[Key], seq: i64, open: &mut HashMap<String, i64>, links: &mut Links) {
    open.retain(|to, from_seq| {
        let stays = held.iter().any(|key| key.as_str() == to);
        if !stays {
            links.insert((name.0, name.1.clone(), to.clone(), *from_seq), seq);
        }
        stays
    });
    for key in held {
        open.entry(key.to_string()).or_insert(seq);
    }
}

/// The row of a record as its last version makes it.
fn drawn(version: &VersionRow, body: Option<&Body>, scale: &Scale) -> Option<RecordRow> {
    let key = Key::parse(&version.key).ok()?;
    let (rev, seq) = (u32::try_from(version.rev).ok()?, u64::try_from(version.from_seq).ok()?);
    row(&key, rev, seq, (body?, version.body.clone()), scale).ok()
}
