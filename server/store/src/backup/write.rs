//! The second reading of a backup: records, versions and links are drawn from the journal and written, the head last.

use super::check::{Lines, Revisions, check};
use super::{BackedUp, CredentialLine, HeadLine, Header, Left, Line, PIECE};
use crate::Store;
use crate::content;
use crate::db::Bind;
use crate::disposal::{GoneMade, gone};
use crate::error::{Result, StoreError};
use crate::journal::{EntryRow, Head, OPEN, int, leaf_of};
use crate::record::{LinkMade, LinkRow, RecordRow, VersionRow, link_id, record_id, row, version_id};
use domain::settings::{Scale, Settings};
use domain::{Body, Kind};
use std::collections::HashMap;
use std::io::SeekFrom;
use surrealdb::types::{RecordId, SurrealValue, Value};
use tokio::io::{AsyncBufRead, AsyncSeek, AsyncSeekExt, BufReader};

/// One piece of the journal with everything drawn from it, in one transaction.
const TRANSACTION: &str = "{
    INSERT INTO journal $entries RETURN NONE;
    IF count($versions) > 0 { INSERT INTO version $versions RETURN NONE };
    FOR $ended IN $versions_ended { UPDATE $ended.id SET to_seq = $ended.seq RETURN NONE };
    FOR $record IN $records { UPSERT $record.id CONTENT $record.row RETURN NONE };
    IF count($links) > 0 { INSERT INTO link $links RETURN NONE };
    FOR $ended IN $links_ended { UPDATE $ended.id SET to_seq = $ended.seq RETURN NONE };
    IF count($gone) > 0 { INSERT INTO disposed $gone RETURN NONE };
}";

#[derive(SurrealValue)]
struct Ended {
    id: RecordId,
    seq: i64,
}

#[derive(SurrealValue)]
struct RecordMade {
    id: RecordId,
    row: RecordRow,
}

#[derive(SurrealValue)]
struct EntryMade {
    id: RecordId,
    #[surreal(flatten)]
    row: EntryRow,
}

/// What has been drawn but not yet written.
#[derive(Default)]
struct Piece {
    entries: Vec<EntryMade>,
    versions: Vec<(RecordId, VersionRow)>,
    versions_ended: Vec<Ended>,
    records: Vec<RecordMade>,
    links: Vec<LinkMade>,
    links_ended: Vec<Ended>,
    gone: Vec<GoneMade>,
}

/// The journal as far as it has been read. Open links are kept by their record, so memory grows with the links there are
/// and not with the journal.
struct Replay {
    head: Head,
    scale: Scale,
    /// Each record's last revision: only that is written as what is current.
    last: Revisions,
    links: HashMap<(Kind, String), Vec<(String, i64)>>,
    piece: Piece,
}

impl Store {
    /// Restores a backup into an empty database, verifies it, and compares the journal's root hash with the file's.
    ///
    /// # Errors
    /// `NotEmpty` when anything has been written before; `Backup` with the line when the file is not whole. In both cases
    /// nothing was written. Where writing itself breaks off, what was written is taken out again.
    pub async fn restore<R: AsyncBufRead + AsyncSeek + Unpin>(&self, mut reader: R) -> Result<BackedUp> {
        let _turn = self.writing.lock().await;
        if !self.is_empty().await? {
            return Err(StoreError::NotEmpty);
        }
        let (told, last) = check(&mut reader).await?;
        reader.seek(SeekFrom::Start(0)).await?;
        self.db.ask("UPSERT restore:main SET begun = true RETURN NONE", Bind::new()).await?;
        let written = match self.replay(&mut reader, last).await {
            Ok(()) => self.proved(&told).await,
            Err(error) => Err(error),
        };
        if written.is_err() {
            self.wipe().await?;
        }
        self.db.ask("DELETE restore:main RETURN NONE", Bind::new()).await?;
        written.map(|()| told)
    }

    async fn replay<R: AsyncBufRead + Unpin>(&self, reader: R, last: Revisions) -> Result<()> {
        let mut lines = Lines::new(BufReader::new(reader));
        let header: Header = lines.next().await?;
        let links = HashMap::new();
        let scale = Settings::default().scale;
        let mut replay = Replay { head: Head::default(), scale, last, links, piece: Piece::default() };
        for _ in 0..header.entries {
            let line: Line = lines.next().await?;
            replay.head_on(&line)?;
            if let Some(content) = &line.body {
                let body = content::parse(content).map_err(|error| lines.wrong(&error.to_string()))?;
                replay.take(&line, content, &body)?;
                match &body {
                    Body::Settings(settings) => replay.scale = settings.scale.clone(),
                    Body::Disposal(disposal) => replay.piece.gone.extend(gone(&line.entry.key, disposal, false)),
                    _ => {}
                }
            }
            if replay.piece.entries.len() >= PIECE {
                self.write_piece(std::mem::take(&mut replay.piece)).await?;
            }
        }
        self.write_piece(std::mem::take(&mut replay.piece)).await?;
        for _ in 0..header.credentials {
            let credential: CredentialLine = lines.next().await?;
            let id = RecordId::new("credential", credential.username.as_str());
            let bind = Bind::new().with("id", id).with("content", credential);
            self.db.ask("UPSERT $id CONTENT $content RETURN NONE", bind).await?;
        }
        for _ in 0..header.heads {
            let HeadLine { note } = lines.next().await?;
            self.keep_signed_head(&note).await?;
        }
        // Rows were drawn on the scale of their own time; what is current is drawn on the last.
        let bind = Bind::new().with("bands", self.bands(&replay.scale).await?);
        self.db.ask("FOR $drawn IN $bands { UPDATE $drawn.ids SET band = $drawn.band RETURN NONE }", bind).await?;
        if header.entries > 0 {
            let bind = Bind::new().with("head", replay.head.row());
            self.db.ask("UPSERT head:main CONTENT $head RETURN NONE", bind).await?;
        }
        Ok(())
    }

    async fn write_piece(&self, piece: Piece) -> Result<()> {
        if piece.entries.is_empty() {
            return Ok(());
        }
        let versions: Vec<VersionMade> = piece.versions.into_iter().map(|(id, row)| VersionMade { id, row }).collect();
        let bind = Bind::new()
            .with("entries", piece.entries)
            .with("versions", versions)
            .with("versions_ended", piece.versions_ended)
            .with("records", piece.records)
            .with("links", piece.links)
            .with("links_ended", piece.links_ended)
            .with("gone", piece.gone);
        self.db.ask(TRANSACTION, bind).await.map(|_| ())
    }

    /// Verifies what was written, and that it is what the file holds.
    async fn proved(&self, told: &BackedUp) -> Result<()> {
        let verified = self.verify().await?;
        if let Some(finding) = verified.findings.first() {
            return Err(StoreError::Backup(format!("after writing, {}: {}", finding.place, finding.what)));
        }
        if (verified.entries, &verified.root) != (told.entries, &told.root) {
            return Err(StoreError::Backup("after writing, the journal's root hash is another".to_owned()));
        }
        Ok(())
    }

    /// Takes out everything a restore wrote.
    async fn wipe(&self) -> Result<()> {
        let records = Kind::ALL.iter().map(|kind| kind.code());
        let tables = ["head", "journal", "version", "link", "credential", "signed_head", "disposed", "disposed_file"]
            .into_iter()
            .chain(records);
        let text: String = tables.map(|table| format!("DELETE {table} RETURN NONE;")).collect();
        self.db.ask(&text, Bind::new()).await.map(|_| ())
    }
}

#[derive(SurrealValue)]
struct VersionMade {
    id: RecordId,
    #[surreal(flatten)]
    row: VersionRow,
}

impl Replay {
    /// Moves the head on by an entry. Of one whose record has been disposed of there is nothing more.
    fn head_on(&mut self, line: &Line) -> Result<()> {
        let entry = &line.entry;
        self.head.frontier.push(leaf_of(entry)?);
        (self.head.seq, self.head.at) = (entry.seq, entry.at.clone());
        if let (Some(prefix), Some(number)) = (entry.kind.prefix(), entry.key.number()) {
            self.head.given(prefix, number);
        }
        if let Some(Left { owner, .. }) = &line.disposed {
            let id = RecordId::new("journal", int(entry.seq));
            self.piece.entries.push(EntryMade { id, row: EntryRow::new(entry, owner)? });
        }
        Ok(())
    }

    fn take(&mut self, line: &Line, content: &str, body: &Body) -> Result<()> {
        let (entry, seq) = (&line.entry, int(line.entry.seq));
        let (kind, key) = (entry.kind, entry.key.as_str());
        let name = (kind, key.to_owned());
        let last = self.last.get(&entry.key).is_some_and(|last| last.contains(&(kind, entry.rev)));
        let drawn = || row(&entry.key, entry.rev, entry.seq, (body, content.to_owned()), &self.scale);
        let row_now = last.then(drawn).transpose()?;
        let piece = &mut self.piece;
        let id = RecordId::new("journal", seq);
        piece.entries.push(EntryMade { id, row: EntryRow::new(entry, body.owner())? });
        if let Some(before) = entry.rev.checked_sub(1).filter(|before| *before > 0) {
            let id = version_id(kind, key, before);
            match piece.versions.iter_mut().rev().find(|(known, _)| *known == id) {
                Some((_, version)) => version.to_seq = seq,
                None => piece.versions_ended.push(Ended { id, seq }),
            }
        }
        let version = VersionRow {
            kind: kind.code().to_owned(),
            key: key.to_owned(),
            rev: entry.rev.into(),
            from_seq: seq,
            to_seq: OPEN,
            body: content.to_owned(),
        };
        piece.versions.push((version_id(kind, key, entry.rev), version));
        piece.records.extend(row_now.map(|row| RecordMade { id: record_id(kind, key), row }));
        self.relink(&name, body, seq);
        Ok(())
    }

    fn relink(&mut self, name: &(Kind, String), body: &Body, seq: i64) {
        let held = body.links();
        let open = self.links.entry(name.clone()).or_default();
        let piece = &mut self.piece;
        open.retain(|(to, from_seq)| {
            let stays = held.iter().any(|key| key.as_str() == to);
            if !stays {
                let id = link_id(&name.1, to, *from_seq);
                match piece.links.iter_mut().find(|link| link.id == id) {
                    Some(link) => link.row.to_seq = seq,
                    None => piece.links_ended.push(Ended { id, seq }),
                }
            }
            stays
        });
        for key in held {
            if !open.iter().any(|(to, _)| to == key.as_str()) {
                open.push((key.to_string(), seq));
                let row = LinkRow {
                    from_kind: name.0.code().to_owned(),
                    from_key: name.1.clone(),
                    to_key: key.to_string(),
                    from_seq: seq,
                    to_seq: OPEN,
                };
                piece.links.push(LinkMade { id: link_id(&name.1, key.as_str(), seq), row });
            }
        }
        if open.is_empty() {
            self.links.remove(name);
        }
    }
}
