//! Rows drawn anew. What lists filter and sort by is drawn from a record's content when it is written, so what a migration
//! adds to it is missing in the rows that were there. They are drawn once more before anything is read.

use crate::content;
use crate::db::{Bind, Db};
use crate::error::{Result, StoreError};
use crate::record::{BodyRow, RecordRow, record_id, row};
use crate::scan::Scan;
use domain::settings::{Scale, Settings};
use domain::{Body, Key, Kind};
use surrealdb::types::{RecordId, SurrealValue};

/// What a row is drawn from.
#[derive(SurrealValue)]
struct Stored {
    id: RecordId,
    key: String,
    rev: i64,
    seq: i64,
    body: String,
}

#[derive(SurrealValue)]
struct Redrawn {
    id: RecordId,
    row: RecordRow,
}

const STORED: &str = "SELECT id, key, rev, seq, body FROM $range";

/// Draws every row anew, unless they were by the migration with this number or a later one. One that is cut off begins
/// again; content and revisions stay as they are, so that it hides nothing.
///
/// # Errors
/// When the database can't be asked, or a content can't be read.
pub(crate) async fn redraw(db: &Db, number: i64) -> Result<()> {
    let drawn: Vec<i64> = db.ask("SELECT VALUE number FROM drawn:main", Bind::new()).await?.rows(0)?;
    if drawn.first().is_some_and(|drawn| *drawn >= number) {
        return Ok(());
    }
    let scale = scale(db).await?;
    for kind in Kind::ALL {
        let mut scan = Scan::of(db, *kind, STORED).await?;
        loop {
            let rows: Vec<Stored> = scan.next().await?;
            if rows.is_empty() {
                break;
            }
            let rows = rows.into_iter().map(|stored| anew(stored, &scale)).collect::<Result<Vec<Redrawn>>>()?;
            let bind = Bind::new().with("rows", rows);
            db.ask("FOR $one IN $rows { UPDATE $one.id CONTENT $one.row RETURN NONE }", bind).await?;
        }
    }
    db.ask("UPSERT drawn:main SET number = $number RETURN NONE", Bind::new().with("number", number)).await?;
    Ok(())
}

fn anew(stored: Stored, scale: &Scale) -> Result<Redrawn> {
    let damaged = || StoreError::Damaged(format!("record {}", stored.key));
    let key = Key::parse(&stored.key).map_err(|_| damaged())?;
    let body = content::parse(&stored.body).map_err(|_| damaged())?;
    let (rev, seq) = (u32::try_from(stored.rev), u64::try_from(stored.seq));
    let (rev, seq) = (rev.map_err(|_| damaged())?, seq.map_err(|_| damaged())?);
    Ok(Redrawn { id: stored.id, row: row(&key, rev, seq, (&body, stored.body), scale)? })
}

/// The scale in force.
async fn scale(db: &Db) -> Result<Scale> {
    let bind = Bind::new().with("settings", record_id(Kind::Settings, Settings::KEY));
    let stored = db.ask("SELECT key, rev, body FROM $settings", bind).await?.first::<BodyRow>(0)?;
    Ok(match stored.map(BodyRow::record).transpose()?.map(|record| record.body) {
        Some(Body::Settings(settings)) => settings.scale,
        _ => Settings::default().scale,
    })
}
