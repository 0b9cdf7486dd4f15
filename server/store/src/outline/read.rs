//! Reading the outline: whole, and then what the journal tells of since.

use super::line::LineRow;
use super::{KINDS, Outline, Shared};
use crate::db::{Bind, Db};
use crate::disposal::{self, GoneRow};
use crate::error::{Result, StoreError};
use crate::journal::{int, stretch};
use crate::record::record_id;
use crate::scan::Scan;
use domain::{Key, Kind};
use std::collections::{HashMap, HashSet};
use surrealdb::types::{RecordId, SurrealValue};

/// Entries that are caught up with one by one; after more, everything is read again.
const FEW: u64 = 2000;

/// What an entry is about.
#[derive(SurrealValue)]
struct Told {
    seq: i64,
    kind: String,
    key: String,
}

/// Records, and the end of the journal in the same transaction.
#[derive(SurrealValue)]
struct Caught {
    seq: i64,
    root: String,
    lines: Vec<LineRow>,
}

const CAUGHT: &str = "{
    LET $head = (SELECT seq, root FROM ONLY head:main);
    LET $lines = (SELECT id, key, rev, ordinal, tie, closed, marked, state, category, owner, area, sub_area, framework,
        band, number, cell, date, due, start, reported, title, text, links FROM $ids);
    RETURN [{ seq: $head.seq ?? 0, root: $head.root ?? '', lines: $lines }];
}";

const LINES: &str = "SELECT id, key, rev, ordinal, tie, closed, marked, state, category, owner, area, sub_area, \
     framework, band, number, cell, date, due, start, reported, title, text, links FROM $range";

/// Brings the outline to a position of the journal, or a later one.
pub(super) async fn catch_up(shared: &Shared, db: &Db, position: u64) -> Result<()> {
    let mut from = shared.now().seq;
    if position - from > FEW {
        from = whole(shared, db, position).await?;
    }
    let mut changed: HashSet<(Kind, Key)> = HashSet::new();
    let mut known = from;
    loop {
        // What changed while it was read is read again, until nothing did: only then does it belong to one position.
        known = told_after(db, known, &mut changed).await?;
        if changed.iter().any(|(kind, _)| matches!(kind, Kind::Settings | Kind::Disposal)) && from > 0 {
            // A new scale draws every risk anew, and a disposal takes lines out.
            changed.clear();
            from = whole(shared, db, known).await?;
            known = from;
            continue;
        }
        let registers = changed.iter().filter(|(kind, _)| KINDS.contains(kind));
        let ids: Vec<RecordId> = registers.map(|(kind, key)| record_id(*kind, key.as_str())).collect();
        let caught = db.ask(CAUGHT, Bind::new().with("ids", ids)).await?.first::<Caught>(0)?;
        let caught = caught.ok_or_else(|| StoreError::Damaged("the journal's head".to_owned()))?;
        if caught.seq > int(known) {
            continue;
        }
        let gone = all_gone(db, changed.iter().any(|(kind, _)| *kind == Kind::Disposal)).await?;
        let mut failed = None;
        shared.change(|outline| {
            failed = caught.lines.into_iter().find_map(|row| outline.put(row).err());
            outline.take_out(&gone);
            if failed.is_none() {
                (outline.seq, outline.root) = (known, caught.root);
            }
        });
        return failed.map_or(Ok(()), Err);
    }
}

/// What has been disposed of, where that is asked for. Its rows may still be there while they are being removed.
async fn all_gone(db: &Db, asked: bool) -> Result<HashMap<(Kind, Key), GoneRow>> {
    if asked { disposal::all_gone(db).await } else { Ok(HashMap::new()) }
}

/// Adds what the entries after a position are about, and answers with the last entry's position.
async fn told_after(db: &Db, after: u64, changed: &mut HashSet<(Kind, Key)>) -> Result<u64> {
    let told: Vec<Told> = db
        .ask("SELECT seq, kind, key FROM $range", Bind::new().with("range", stretch(after + 1, None)))
        .await?
        .rows(0)?;
    let mut last = after;
    for entry in told {
        let damaged = || StoreError::Damaged(format!("journal entry {}", entry.seq));
        last = last.max(u64::try_from(entry.seq).map_err(|_| damaged())?);
        let kind = Kind::from_code(&entry.kind).ok_or_else(damaged)?;
        changed.insert((kind, Key::parse(&entry.key).map_err(|_| damaged())?));
    }
    Ok(last)
}

/// Reads every line. Answers with the position from which changes must be looked for: what is written meanwhile may or may
/// not be among what was read.
async fn whole(shared: &Shared, db: &Db, position: u64) -> Result<u64> {
    let mut outline = Outline::default();
    for kind in KINDS {
        let mut scan = Scan::of(db, kind, LINES).await?;
        loop {
            let rows: Vec<LineRow> = scan.next().await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                outline.put(row)?;
            }
        }
    }
    outline.take_out(&all_gone(db, true).await?);
    // Not yet at any position: readers of the position it had before may go on with it meanwhile.
    outline.seq = shared.now().seq;
    shared.change(|old| *old = outline);
    Ok(position)
}
