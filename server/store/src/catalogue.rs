//! The catalogues: frameworks and their requirements, from data files in this program into the register.
//!
//! They go in through the same door as everything else, as the register's own commands. The framework itself goes in
//! last, so that a load that was broken off is finished at the next start.

use crate::Store;
use crate::db::Bind;
use crate::error::{Result, StoreError};
use crate::record::BodyRow;
use domain::{Action, Actor, Body, Command, Draft, Key, Kind};
use serde::Deserialize;
use std::collections::HashMap;

const FILES: &[(&str, &str)] = &[
    ("nis2", include_str!("../../catalogues/nis2.json")),
    ("csl", include_str!("../../catalogues/csl.json")),
    ("eu-2024-2690", include_str!("../../catalogues/eu-2024-2690.json")),
    ("iso27001", include_str!("../../catalogues/iso27001.json")),
    ("arkiv-osl", include_str!("../../catalogues/arkiv-osl.json")),
    ("dataskydd", include_str!("../../catalogues/dataskydd.json")),
];

#[derive(Debug, Deserialize)]
struct Catalogue {
    key: Key,
    framework: Draft,
    requirements: Vec<Listed>,
}

#[derive(Debug, Deserialize)]
struct Listed {
    key: Key,
    draft: Draft,
}

impl Catalogue {
    fn version(&self) -> u32 {
        self.framework.get("version").parse().unwrap_or(0)
    }

    /// Its commands, the framework's own last.
    fn commands(self) -> Vec<Command> {
        let (framework, version) = (self.key.clone(), self.version());
        let command = |kind, listed: Listed| Command {
            id: command_id(&framework, version, &listed.key),
            action: Action::Load,
            kind,
            key: Some(listed.key),
            rev: None,
            draft: listed.draft,
            reason: String::new(),
        };
        let mut commands: Vec<Command> =
            self.requirements.into_iter().map(|listed| command(Kind::Requirement, listed)).collect();
        commands.push(command(Kind::Framework, Listed { key: self.key, draft: self.framework }));
        commands
    }
}

/// The id of the command that loads a record in a version of its catalogue, so that a second load writes nothing. An id
/// holds only letters, digits and hyphens, and keys hold dots as well.
fn command_id(framework: &Key, version: u32, key: &Key) -> String {
    let id = format!("load-{framework}-{version}-{key}");
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn read() -> Result<Vec<Catalogue>> {
    let parse = |(name, text): &(&str, &str)| {
        serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("catalogue {name}: {error}")))
    };
    FILES.iter().map(parse).collect()
}

/// Loads every catalogue whose version is newer than the one stored. Answers with the number of entries written.
///
/// # Errors
/// `Invalid` when a catalogue doesn't follow the rules of its form; otherwise as for [`Store::commit`].
pub async fn load(store: &Store) -> Result<u64> {
    let stored: Vec<BodyRow> = store.db.ask("SELECT key, rev, body FROM framework", Bind::new()).await?.rows(0)?;
    let mut versions = HashMap::new();
    for row in stored {
        let record = row.record()?;
        if let Body::Framework(framework) = record.body {
            versions.insert(record.key, framework.version);
        }
    }
    let system = Actor::system();
    let mut written = 0;
    for catalogue in read()? {
        if versions.get(&catalogue.key).is_some_and(|stored| catalogue.version() <= *stored) {
            continue;
        }
        tracing::info!(framework = %catalogue.key, version = catalogue.version(), "loading catalogue");
        for command in catalogue.commands() {
            let receipt = store.commit(&system, &command).await?;
            written += u64::from(!receipt.repeated);
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_record_of_every_catalogue_has_a_command_id_of_its_own() {
        let mut ids = HashSet::new();
        for command in read().unwrap().into_iter().flat_map(Catalogue::commands) {
            assert!(command.id.len() <= 64, "{} is too long", command.id);
            assert!(ids.insert(command.id.clone()), "{} twice", command.id);
        }
        assert!(ids.contains("load-nis2-1-NIS2-21-2-d"), "{ids:?}");
    }

    #[test]
    fn a_catalogue_names_its_own_framework_and_can_be_told_from_the_registers_own_keys() {
        for catalogue in read().unwrap() {
            assert!(catalogue.version() > 0);
            for listed in &catalogue.requirements {
                assert_eq!(listed.draft.get("framework"), catalogue.key.as_str());
                assert_eq!(listed.key.kind(), Kind::Requirement, "{}", listed.key);
            }
        }
    }
}
