//! What stands around a record before a command about it is decided. Only what the command's rule asks for is read, so
//! that the commands people give most, to a measure that isn't done, cost nothing more.

use crate::Store;
use crate::commit::Before;
use crate::db::Bind;
use crate::error::Result;
use crate::journal::OPEN;
use crate::record::{BodyRow, record_id};
use domain::command::Around;
use domain::{Action, Body, Command, Draft, Key, Kind};
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// A link, from what waits or delivers.
#[derive(SurrealValue)]
struct Waits {
    from_key: String,
    to_key: String,
}

/// Whether a draft says that a measure is done: a spreadsheet writes percent with its sign.
fn finishes(draft: &Draft) -> bool {
    draft.get("percent").trim_end_matches(['%', ' ', '\u{a0}']).parse() == Ok(100)
}

impl Store {
    /// What the rules are told of what stands around the record; nothing for commands that ask for nothing.
    pub(crate) async fn around(&self, command: &Command, before: &Before) -> Result<Around> {
        let (Kind::Measure, Some(key)) = (command.kind, &command.key) else { return Ok(Around::default()) };
        match command.action {
            Action::Report | Action::Set if finishes(&command.draft) => {
                Ok(Around { undecided: self.undecided(key).await?, ..Around::default() })
            }
            Action::Create | Action::Update | Action::Link => {
                let known = before.record.as_ref().map(|record| record.body.links()).unwrap_or_default();
                let field = if command.action == Action::Link { "to" } else { "depends_on" };
                let given = command
                    .draft
                    .get(field)
                    .split([',', ';', ' ', '\n', '\t'])
                    .filter_map(|part| Key::parse(part).ok());
                // What it depended on already has been looked at; only what is new can close a circle.
                let new = given.filter(|to| to.kind() == Kind::Measure && !known.contains(to)).collect();
                Ok(Around { depends: self.depends(new).await?, ..Around::default() })
            }
            _ => Ok(Around::default()),
        }
    }

    /// The deliverables of a measure that aren't decided, in the order of their numbers.
    async fn undecided(&self, measure: &Key) -> Result<Vec<Key>> {
        const TEXT: &str = "SELECT from_key, to_key FROM link \
             WHERE to_key = $key AND from_kind = 'deliverable' AND to_seq = $open";
        let bind = Bind::new().with("key", measure.as_str()).with("open", OPEN);
        let links: Vec<Waits> = self.db.ask(TEXT, bind).await?.rows(0)?;
        Ok(self.not_decided(links).await?.remove(measure).unwrap_or_default())
    }

    /// The same of every measure, in one question: asked for the measures of a file, the engine would look through all
    /// of their keys for every link.
    pub(crate) async fn all_undecided(&self) -> Result<HashMap<Key, Vec<Key>>> {
        const TEXT: &str = "SELECT from_key, to_key FROM link WHERE from_kind = 'deliverable' AND to_seq = $open";
        let links: Vec<Waits> = self.db.ask(TEXT, Bind::new().with("open", OPEN)).await?.rows(0)?;
        self.not_decided(links).await
    }

    /// Those of the deliverables at the links' beginnings that aren't decided, by what they lead to.
    async fn not_decided(&self, links: Vec<Waits>) -> Result<HashMap<Key, Vec<Key>>> {
        if links.is_empty() {
            return Ok(HashMap::new());
        }
        let ids: Vec<RecordId> = links.iter().map(|link| record_id(Kind::Deliverable, &link.from_key)).collect();
        let bind = Bind::new().with("ids", ids);
        let rows: Vec<BodyRow> = self.db.ask("SELECT key, rev, body FROM $ids", bind).await?.rows(0)?;
        let mut open = HashSet::new();
        for row in rows {
            let record = row.record()?;
            if let Body::Deliverable(deliverable) = record.body
                && deliverable.closed.is_none()
                && deliverable.decided.is_none()
            {
                open.insert(record.key);
            }
        }
        let mut undecided: HashMap<Key, Vec<Key>> = HashMap::new();
        for link in links {
            let (Ok(from), Ok(to)) = (Key::parse(&link.from_key), Key::parse(&link.to_key)) else { continue };
            if open.contains(&from) {
                undecided.entry(to).or_default().push(from);
            }
        }
        for keys in undecided.values_mut() {
            keys.sort_by_key(|key| (key.number(), key.clone()));
        }
        Ok(undecided)
    }

    /// What every measure depends on.
    pub(crate) async fn dependencies(&self) -> Result<HashMap<Key, Vec<Key>>> {
        const TEXT: &str = "SELECT from_key, to_key FROM link WHERE from_kind = 'measure' AND to_seq = $open";
        let links: Vec<Waits> = self.db.ask(TEXT, Bind::new().with("open", OPEN)).await?.rows(0)?;
        let mut depends: HashMap<Key, Vec<Key>> = HashMap::new();
        for link in links {
            let (Ok(from), Ok(to)) = (Key::parse(&link.from_key), Key::parse(&link.to_key)) else { continue };
            if to.kind() == Kind::Measure {
                depends.entry(from).or_default().push(to);
            }
        }
        Ok(depends)
    }

    /// What measures depend on, as far as they can be reached from these, a step at a time.
    async fn depends(&self, from: Vec<Key>) -> Result<HashMap<Key, Vec<Key>>> {
        const TEXT: &str = "SELECT from_key, to_key FROM link \
             WHERE from_kind = 'measure' AND from_key IN $keys AND to_seq = $open";
        let mut seen: HashSet<Key> = from.iter().cloned().collect();
        let (mut step, mut depends) = (from, HashMap::<Key, Vec<Key>>::new());
        while !step.is_empty() {
            let keys: Vec<String> = step.iter().map(Key::to_string).collect();
            let bind = Bind::new().with("keys", keys).with("open", OPEN);
            let links: Vec<Waits> = self.db.ask(TEXT, bind).await?.rows(0)?;
            step = Vec::new();
            for link in links {
                let (Ok(from), Ok(to)) = (Key::parse(&link.from_key), Key::parse(&link.to_key)) else { continue };
                if to.kind() != Kind::Measure {
                    continue;
                }
                if seen.insert(to.clone()) {
                    step.push(to.clone());
                }
                depends.entry(from).or_default().push(to);
            }
        }
        Ok(depends)
    }
}
