//! The schema: numbered migrations, each applied once and remembered by the SHA-256 of its text.

use crate::db::{Bind, Db};
use crate::error::{Result, StoreError};
use crate::redraw::redraw;
use proof::merkle::sha256;
use surrealdb::types::SurrealValue;

/// A migration's name and text. A released one never changes; a change is a new one.
struct Migration {
    name: &'static str,
    text: &'static str,
}

macro_rules! migration {
    ($name:literal) => {
        Migration { name: $name, text: include_str!(concat!("../schema/", $name, ".surql")) }
    };
}

const MIGRATIONS: &[Migration] = &[
    migration!("journal"),
    migration!("session"),
    migration!("settings"),
    migration!("account"),
    migration!("framework"),
    migration!("requirement"),
    migration!("programme"),
    migration!("risk"),
    migration!("measure"),
    migration!("control"),
    migration!("evidence"),
    migration!("picture"),
    migration!("content"),
    migration!("review"),
    migration!("remark"),
    migration!("baseline"),
    migration!("comment"),
    migration!("deliverable"),
    migration!("saved_view"),
    migration!("standing"),
    migration!("reminder"),
    migration!("signed_head"),
    migration!("pack"),
    migration!("disclosure"),
    migration!("evidence_life"),
    migration!("disposal"),
    migration!("evidence_file"),
    migration!("verified_disposals"),
    migration!("deviation"),
    migration!("incident"),
    migration!("followup"),
    migration!("portfolio"),
    migration!("report"),
    migration!("marked_due"),
];

/// The last migration that changes what is drawn from a record's content.
const DRAWS: &str = "marked_due";

#[derive(Debug, Clone, SurrealValue)]
struct Applied {
    number: i64,
    name: String,
    checksum: String,
}

const TABLE: &str = "
DEFINE TABLE IF NOT EXISTS migration SCHEMAFULL PERMISSIONS NONE;
DEFINE FIELD IF NOT EXISTS number ON migration TYPE int;
DEFINE FIELD IF NOT EXISTS name ON migration TYPE string;
DEFINE FIELD IF NOT EXISTS checksum ON migration TYPE string;";

/// A migration as a backup names it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Known {
    name: String,
    checksum: String,
}

/// The migrations this program knows.
pub(crate) fn known() -> Vec<Known> {
    let known = |migration: &Migration| Known { name: migration.name.to_owned(), checksum: checksum(migration.text) };
    MIGRATIONS.iter().map(known).collect()
}

/// Refuses a database in which a restore was broken off.
///
/// # Errors
/// `Schema` with what to do about it.
pub async fn check_whole(db: &Db) -> Result<()> {
    let begun: Vec<bool> = db.ask("SELECT VALUE begun FROM restore:main", Bind::new()).await?.rows(0)?;
    if begun.is_empty() {
        return Ok(());
    }
    Err(StoreError::Schema(
        "A restore into this database was broken off, so it is not whole. Remove the database and restore again."
            .to_owned(),
    ))
}

/// Brings the schema up to date, and the rows that were there with it.
///
/// # Errors
/// `Schema` when the database was made by a newer program, or a migration it has applied is not the one known here.
pub async fn migrate(db: &Db) -> Result<()> {
    db.ask(TABLE, Bind::new()).await?;
    let applied = check(db).await?;
    for (number, migration) in MIGRATIONS.iter().enumerate().skip(applied) {
        let number = i64::try_from(number).unwrap_or(i64::MAX);
        tracing::info!(number, name = migration.name, "applying migration");
        let row = Applied { number, name: migration.name.to_owned(), checksum: checksum(migration.text) };
        // In one transaction, so that a migration that was cut off has not begun.
        let text = format!("BEGIN; {} CREATE migration CONTENT $row RETURN NONE; COMMIT;", migration.text);
        db.ask(&text, Bind::new().with("row", row)).await?;
    }
    let draws = MIGRATIONS.iter().position(|migration| migration.name == DRAWS).unwrap_or(0);
    redraw(db, i64::try_from(draws).unwrap_or(i64::MAX)).await
}

/// Compares the applied migrations with the ones known here.
///
/// # Errors
/// `Schema`, as for [`migrate`].
async fn check(db: &Db) -> Result<usize> {
    let applied: Vec<Applied> =
        db.ask("SELECT number, name, checksum FROM migration ORDER BY number", Bind::new()).await?.rows(0)?;
    if applied.len() > MIGRATIONS.len() {
        return Err(StoreError::Schema(format!(
            "The database has {} migrations and this program knows {}: it was made by a newer version. \
             Start that version, or restore a backup made by this one. Nothing was changed.",
            applied.len(),
            MIGRATIONS.len()
        )));
    }
    for (row, known) in applied.iter().zip(MIGRATIONS) {
        if row.name != known.name || row.checksum != checksum(known.text) {
            return Err(StoreError::Schema(format!(
                "Migration {} ({}) in the database is not the one this program knows: the schema has been altered. \
                 Restore a backup into an empty database. Nothing was changed.",
                row.number, row.name
            )));
        }
    }
    Ok(applied.len())
}

/// Whether every migration has been applied.
///
/// # Errors
/// When the database can't be asked, or its schema is not this program's.
pub async fn is_current(db: &Db) -> Result<bool> {
    Ok(check(db).await? == MIGRATIONS.len())
}

fn checksum(text: &str) -> String {
    hex::encode(sha256(text.as_bytes()))
}
