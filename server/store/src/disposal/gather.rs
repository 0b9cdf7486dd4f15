//! What a disposal is decided from: the closed records of a kind, each with what goes with it and what holds it back.

use crate::Store;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::OPEN;
use crate::record::{BodyRow, Record, record_id};
use crate::view::whole_table;
use domain::disposal::Scope;
use domain::disposal::select::{Candidate, Hold, in_content, in_plan, in_remark, in_review};
use domain::{Body, Key, Kind};
use std::collections::{BTreeSet, HashMap};
use surrealdb::types::{RecordId, SurrealValue};

/// Records whose versions are read at a time.
const PIECE: usize = 200;

/// A closed record with what a disposal asks of it.
pub(crate) struct Gathered {
    pub record: Record,
    pub candidate: Candidate,
}

#[derive(SurrealValue)]
struct Commented {
    key: String,
    category: String,
}

#[derive(SurrealValue)]
struct Points {
    from_kind: String,
    from_key: String,
    to_key: String,
}

impl Store {
    /// The records a scope is about, those that something holds back among them.
    pub(crate) async fn gathered(&self, scope: Scope) -> Result<Vec<Gathered>> {
        let kind = scope.kind.kind();
        let text = format!("{} WHERE closed = true", whole_table(kind));
        let rows: Vec<BodyRow> = self.db.ask(&text, Bind::new()).await?.rows(0)?;
        let mut gathered = Vec::new();
        for row in rows {
            let record = row.record()?;
            let Some(closed) = record.body.closed().map(|closed| closed.date) else { continue };
            if closed < scope.before {
                let (key, title) = (record.key.clone(), record.body.title());
                let (comments, holds) = (Vec::new(), Vec::new());
                let candidate = Candidate { key, title, closed, marked: false, comments, files: 0, holds };
                gathered.push(Gathered { record, candidate });
            }
        }
        let places: HashMap<Key, usize> =
            gathered.iter().enumerate().map(|(place, one)| (one.record.key.clone(), place)).collect();
        if places.is_empty() {
            return Ok(gathered);
        }
        let keys: Vec<Key> = places.keys().cloned().collect();
        for some in keys.chunks(PIECE) {
            self.gather_versions(kind, some, &places, &mut gathered).await?;
            self.gather_comments(some, &places, &mut gathered).await?;
            self.gather_links(some, &places, &mut gathered).await?;
        }
        self.gather_sealed(kind, &places, &mut gathered).await?;
        Ok(gathered)
    }

    async fn gather_versions(
        &self,
        kind: Kind,
        keys: &[Key],
        places: &HashMap<Key, usize>,
        gathered: &mut [Gathered],
    ) -> Result<()> {
        let mut sums: HashMap<Key, BTreeSet<String>> = HashMap::new();
        for record in self.versions_of(kind, keys).await? {
            let Some(one) = places.get(&record.key).and_then(|place| gathered.get_mut(*place)) else { continue };
            one.candidate.marked |= record.body.secrecy().is_some();
            if let Body::Evidence(evidence) = record.body {
                sums.entry(record.key).or_default().extend(evidence.file.map(|file| file.sha256));
            }
        }
        for (key, sums) in sums {
            if let Some(one) = places.get(&key).and_then(|place| gathered.get_mut(*place)) {
                one.candidate.files = u32::try_from(sums.len()).unwrap_or(u32::MAX);
            }
        }
        Ok(())
    }

    async fn gather_comments(
        &self,
        keys: &[Key],
        places: &HashMap<Key, usize>,
        gathered: &mut [Gathered],
    ) -> Result<()> {
        const TEXT: &str = "SELECT key, category, ordinal FROM comment WHERE category IN $keys";
        let texts: Vec<String> = keys.iter().map(Key::to_string).collect();
        let rows: Vec<Commented> = self.db.ask(TEXT, Bind::new().with("keys", texts)).await?.rows(0)?;
        for row in rows {
            let (Ok(key), Ok(about)) = (Key::parse(&row.key), Key::parse(&row.category)) else { continue };
            if let Some(one) = places.get(&about).and_then(|place| gathered.get_mut(*place)) {
                one.candidate.comments.push(key);
                one.candidate.comments.sort_by_key(|key| (key.number(), key.clone()));
            }
        }
        Ok(())
    }

    /// Open records that point at them.
    async fn gather_links(&self, keys: &[Key], places: &HashMap<Key, usize>, gathered: &mut [Gathered]) -> Result<()> {
        const TEXT: &str = "SELECT from_kind, from_key, to_key FROM link WHERE to_key IN $keys AND to_seq = $open";
        let texts: Vec<String> = keys.iter().map(Key::to_string).collect();
        let bind = Bind::new().with("keys", texts).with("open", OPEN);
        let links: Vec<Points> = self.db.ask(TEXT, bind).await?.rows(0)?;
        let from = |link: &Points| Some(record_id(Kind::from_code(&link.from_kind)?, &link.from_key));
        let ids: Vec<RecordId> = links.iter().filter_map(from).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let text = "SELECT VALUE key FROM $ids WHERE closed = false";
        let open: Vec<String> = self.db.ask(text, Bind::new().with("ids", ids)).await?.rows(0)?;
        let open: BTreeSet<String> = open.into_iter().collect();
        for link in links.iter().filter(|link| open.contains(&link.from_key)) {
            if let (Ok(from), Ok(to)) = (Key::parse(&link.from_key), Key::parse(&link.to_key)) {
                hold(&to, || Hold::Open(from.clone()), places, gathered);
            }
        }
        Ok(())
    }

    /// What is sealed or said in revisions.
    async fn gather_sealed(&self, kind: Kind, places: &HashMap<Key, usize>, gathered: &mut [Gathered]) -> Result<()> {
        let tables: &[Kind] = match kind {
            Kind::Risk => &[Kind::Content, Kind::Review, Kind::Remark],
            Kind::Measure => &[Kind::Content, Kind::Review, Kind::Baseline],
            Kind::Control => &[Kind::Content],
            _ => &[],
        };
        for table in tables {
            for row in self.db.ask(whole_table(*table), Bind::new()).await?.rows::<BodyRow>(0)? {
                let record = row.record()?;
                let (named, by) = match &record.body {
                    Body::Content(content) => (in_content(content), Hold::Picture(content.picture.clone())),
                    Body::Baseline(plan) => (in_plan(plan), Hold::Plan(record.key.clone())),
                    Body::Review(review) => (in_review(review), Hold::Revision(review.picture.clone())),
                    Body::Remark(remark) => (in_remark(remark), Hold::Revision(remark.picture.clone())),
                    _ => continue,
                };
                for key in &named {
                    hold(key, || by.clone(), places, gathered);
                }
            }
        }
        Ok(())
    }
}

fn hold(key: &Key, by: impl Fn() -> Hold, places: &HashMap<Key, usize>, gathered: &mut [Gathered]) {
    if let Some(one) = places.get(key).and_then(|place| gathered.get_mut(*place)) {
        let by = by();
        if !one.candidate.holds.contains(&by) {
            one.candidate.holds.push(by);
        }
    }
}
