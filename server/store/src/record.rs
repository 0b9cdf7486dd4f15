//! Records as they are stored: the content as canonical JSON, beside what lists filter and sort by.

use crate::content;
use crate::error::{Result, StoreError};
use crate::ids::secret;
use crate::journal::{canonical, int};
use crate::words::indexed;
use domain::settings::Scale;
use domain::{Body, Key, Kind, Register};
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use proof::merkle::sha256;
use serde::Serialize;
use std::ops::Bound;
use std::sync::LazyLock;
use surrealdb::types::{RecordId, RecordIdKey, RecordIdKeyRange, SurrealValue, Value};

/// A record of a register's own table.
#[derive(Debug, Clone, PartialEq, SurrealValue)]
pub(crate) struct RecordRow {
    pub key: String,
    pub rev: i64,
    pub seq: i64,
    pub ordinal: i64,
    /// Breaks ties so that they fall by rising number in the register's own default order.
    pub tie: i64,
    pub closed: bool,
    /// Whether it has a secrecy marking.
    pub marked: bool,
    pub state: String,
    pub category: String,
    pub owner: String,
    pub area: String,
    pub sub_area: String,
    pub framework: String,
    pub band: i64,
    pub number: i64,
    pub cell: i64,
    pub date: String,
    pub due: String,
    pub start: String,
    pub reported: String,
    pub title: String,
    pub text: String,
    /// The records it points at: what coverage is reckoned from without reading the content.
    pub links: Vec<String>,
    /// SHA-256 of the file it has now; empty where there is none.
    pub file: String,
    pub body: String,
}

/// One version of a record.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct VersionRow {
    pub kind: String,
    pub key: String,
    pub rev: i64,
    pub from_seq: i64,
    pub to_seq: i64,
    pub body: String,
}

/// A record's content where that is all that is asked for.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct BodyRow {
    pub key: String,
    pub rev: i64,
    pub body: String,
}

/// A link.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct LinkRow {
    pub from_kind: String,
    pub from_key: String,
    pub to_key: String,
    pub from_seq: i64,
    pub to_seq: i64,
}

/// A link to be made, under its id.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct LinkMade {
    pub id: RecordId,
    #[surreal(flatten)]
    pub row: LinkRow,
}

/// A record in hand.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub key: Key,
    pub rev: u32,
    pub body: Body,
}

impl BodyRow {
    pub(crate) fn record(self) -> Result<Record> {
        let damaged = |what: &str| StoreError::Damaged(format!("{what} of {}", self.key));
        Ok(Record {
            key: Key::parse(&self.key).map_err(|_| damaged("key"))?,
            rev: u32::try_from(self.rev).map_err(|_| damaged("revision"))?,
            body: content::parse(&self.body).map_err(|_| damaged("content"))?,
        })
    }
}

/// A content with a secret of its own.
#[derive(Serialize)]
struct Salted<'a> {
    #[serde(flatten)]
    body: &'a Body,
    nonce: String,
}

/// A content as it is stored: canonical JSON, with a secret that nobody can guess. Its hash is known to more people than it is,
/// and without the secret one who knows all of it but a word could try words until the hash fits.
pub(crate) fn content_text(body: &Body) -> Result<String> {
    canonical(&Salted { body, nonce: secret() })
}

/// The row of a record: its content as it is stored, and what the domain draws from it.
pub(crate) fn row(key: &Key, rev: u32, seq: u64, (body, text): (&Body, String), scale: &Scale) -> Result<RecordRow> {
    let facets = body.facets(key, scale);
    let ordinal = match body {
        Body::Requirement(requirement) => requirement.place,
        Body::Framework(framework) => framework.place,
        _ => key.number().unwrap_or(0),
    };
    let file = match body {
        Body::Evidence(evidence) => evidence.file.as_ref().map(|file| file.sha256.clone()),
        _ => None,
    };
    Ok(RecordRow {
        key: key.to_string(),
        rev: rev.into(),
        seq: int(seq),
        ordinal: ordinal.into(),
        tie: tie(body.kind(), ordinal),
        closed: facets.closed,
        marked: body.secrecy().is_some(),
        state: facets.state,
        category: facets.category,
        owner: facets.owner,
        area: facets.area,
        sub_area: facets.sub_area,
        framework: facets.framework,
        band: facets.band,
        number: facets.number,
        cell: facets.cell,
        date: facets.date,
        due: facets.due,
        start: facets.start,
        reported: facets.reported,
        title: sort_key(&facets.title),
        text: indexed(&facets.text),
        links: body.links().iter().map(Key::to_string).collect(),
        file: file.unwrap_or_default(),
        body: text,
    })
}

fn tie(kind: Kind, ordinal: u32) -> i64 {
    let falling = Register::of(kind).is_some_and(|register| register.default_sort().1);
    if falling { -i64::from(ordinal) } else { i64::from(ordinal) }
}

/// SHA-256 of a stored content, in hexadecimal.
pub(crate) fn body_hash(body: &str) -> String {
    hex::encode(sha256(body.as_bytes()))
}

/// The id of a record in its register's table.
pub(crate) fn record_id(kind: Kind, key: &str) -> RecordId {
    RecordId::new(kind.code(), key)
}

/// The id of a version.
pub(crate) fn version_id(kind: Kind, key: &str, rev: u32) -> RecordId {
    RecordId::new("version", format!("{}/{key}/{rev:08}", kind.code()))
}

/// Every version of a record: their ids are next to each other.
pub(crate) fn versions_of(kind: Kind, key: &str) -> RecordId {
    let place = |end: &str| RecordIdKey::String(format!("{}/{key}{end}", kind.code()));
    // `0` follows `/`, so that one key's versions are told from those of a key that begins with it.
    let range = RecordIdKeyRange { start: Bound::Included(place("/")), end: Bound::Excluded(place("0")) };
    RecordId { table: "version".into(), key: RecordIdKey::Range(Box::new(range)) }
}

/// The id of a link made at a position.
pub(crate) fn link_id(from: &str, to: &str, seq: i64) -> RecordId {
    RecordId::new("link", format!("{from}>{to}@{seq}"))
}

/// Text that sorts by bytes as its original sorts in Swedish: å, ä and ö after z. Both of the database's own orders put
/// them elsewhere.
pub(crate) fn sort_key(text: &str) -> String {
    static SWEDISH: LazyLock<Option<CollatorBorrowed<'static>>> =
        LazyLock::new(|| Collator::try_new(locale!("sv").into(), CollatorOptions::default()).ok());
    let mut bytes: Vec<u8> = Vec::new();
    match SWEDISH.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, &mut bytes);
        }
        None => bytes.extend_from_slice(text.as_bytes()),
    }
    bytes.truncate(120);
    hex::encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_content_has_another_hash_each_time_and_is_read_as_what_it_is() {
        let body = Body::Settings(domain::settings::Settings::default());
        let (one, other) = (content_text(&body).unwrap(), content_text(&body).unwrap());
        assert_ne!(body_hash(&one), body_hash(&other));
        assert_eq!(content::parse(&one).unwrap(), body);
        assert_eq!(serde_json::from_str::<Body>(&one).unwrap(), body);
        let value: serde_json::Value = serde_json::from_str(&one).unwrap();
        assert_eq!((&value["kind"], value["nonce"].as_str().map(str::len)), (&"settings".into(), Some(32)));
        assert_eq!(canonical(&value).unwrap(), one);
    }

    #[test]
    fn swedish_order() {
        let mut words = ["Östra", "ärende", "Zebra", "åtgärd", "Avbrott", "avtal"];
        words.sort_by_key(|word| sort_key(word));
        assert_eq!(words, ["Avbrott", "avtal", "Zebra", "åtgärd", "ärende", "Östra"]);
    }
}
