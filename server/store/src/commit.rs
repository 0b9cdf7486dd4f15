//! The one way in: access, the domain's rule, and then record, version, links, entry and head in one transaction.

mod stored;

use crate::Store;
use crate::clock::stamp;
use crate::db::Bind;
use crate::disposal::{GoneRow, Leaving, gone_id};
use crate::error::Result;
use crate::heads::decides;
use crate::journal::{EntryRow, Head, HeadRow, OPEN, int, leaf_of};
use crate::record::{
    BodyRow, LinkMade, LinkRow, Record, RecordRow, VersionRow, body_hash, content_text, link_id, record_id, row,
    version_id,
};

use domain::command::{Applied, Rules};
use domain::error::{ErrorCode, FieldError};
use domain::history::Entry;
use domain::settings::{Scale, Settings};
use domain::{Action, Actor, AppError, Body, Command, Key, Kind, Subject};
use std::time::Duration;
use surrealdb::types::{RecordId, SurrealValue};

/// Most attempts at a transaction that keeps being overtaken.
const ATTEMPTS: u32 = 8;

/// What a command did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The record.
    pub key: Key,
    /// Its revision now.
    pub rev: u32,
    /// The entry's place in the journal.
    pub seq: u64,
    /// True when a command with this id had been carried out before; nothing was written this time.
    pub repeated: bool,
}

/// The transaction. It stops when the journal has moved on since the record was read, so that what is written was
/// decided on what is stored; and when the record is not at the revision it was read at.
const TRANSACTION: &str = "{
    LET $at = (SELECT VALUE seq FROM ONLY head:main) ?? 0;
    IF $at != $expected { THROW 'head-moved' };
    LET $stored = (SELECT VALUE rev FROM ONLY $record) ?? 0;
    IF $stored != $rev_before { THROW 'head-moved' };
    UPSERT $record CONTENT $row RETURN NONE;
    IF $rev_before > 0 {
        LET $ended = (UPDATE $version_before SET to_seq = $seq RETURN VALUE rev);
        IF count($ended) != 1 { THROW 'version missing' };
    };
    CREATE $version CONTENT $version_row RETURN NONE;
    IF count($links_ended) > 0 {
        LET $closed = (UPDATE $links_ended SET to_seq = $seq RETURN VALUE to_seq);
        IF count($closed) != count($links_ended) { THROW 'link missing' };
    };
    IF count($links_made) > 0 { INSERT INTO link $links_made RETURN NONE };
    FOR $drawn IN $bands { UPDATE $drawn.ids SET band = $drawn.band RETURN NONE };
    IF count($gone) > 0 { INSERT INTO disposed $gone RETURN NONE };
    FOR $file IN $gone_files { UPSERT $file.id CONTENT $file.row RETURN NONE };
    FOR $one IN $removed { DELETE $one RETURN NONE };
    FOR $made IN $sealed {
        CREATE $made.record CONTENT $made.row RETURN NONE;
        CREATE $made.version CONTENT $made.version_row RETURN NONE;
        CREATE $made.entry CONTENT $made.entry_row RETURN NONE;
    };
    CREATE $entry CONTENT $entry_row RETURN NONE;
    UPSERT head:main CONTENT $head RETURN NONE;
    RETURN $seq;
}";

/// Risks that fall in a band.
#[derive(Debug, Clone, SurrealValue)]
pub(crate) struct Drawn {
    band: i64,
    ids: Vec<RecordId>,
}

/// Everything that is written of one record.
#[derive(Debug, Clone, SurrealValue)]
struct Made {
    record: RecordId,
    row: RecordRow,
    version: RecordId,
    version_row: VersionRow,
    entry: RecordId,
    entry_row: EntryRow,
}

/// Who does something, when, by which command: what every entry of one command has in common.
struct Deed<'a> {
    actor: &'a Actor,
    now: &'a str,
    command_id: &'a str,
    scale: &'a Scale,
}

impl Deed<'_> {
    /// Draws what is to be written of a record, and puts its entry at the end of the journal.
    fn make(&self, head: &mut Head, what: (Action, &Key, u32, &str), body: &Body) -> Result<Made> {
        let (action, key, rev, reason) = what;
        let (kind, seq) = (body.kind(), head.seq + 1);
        let row = row(key, rev, seq, (body, content_text(body)?), self.scale)?;
        let entry = Entry {
            seq,
            at: self.now.to_owned().max(head.at.clone()),
            actor: self.actor.username.clone(),
            name: self.actor.name.clone(),
            role: self.actor.role.code().to_owned(),
            command_id: self.command_id.to_owned(),
            action,
            kind,
            key: key.clone(),
            rev,
            reason: reason.to_owned(),
            body_hash: body_hash(&row.body),
        };
        head.frontier.push(leaf_of(&entry)?);
        head.seq = seq;
        head.at.clone_from(&entry.at);
        let version_row = VersionRow {
            kind: kind.code().to_owned(),
            key: key.to_string(),
            rev: rev.into(),
            from_seq: int(seq),
            to_seq: OPEN,
            body: row.body.clone(),
        };
        Ok(Made {
            record: record_id(kind, key.as_str()),
            row,
            version: version_id(kind, key.as_str(), rev),
            version_row,
            entry: RecordId::new("journal", int(seq)),
            entry_row: EntryRow::new(&entry, body.owner())?,
        })
    }
}

/// What is read before a command is decided.
pub(crate) struct Before {
    pub head: Head,
    pub settings: Settings,
    pub record: Option<Record>,
    links: Vec<LinkRow>,
}

impl Store {
    /// Carries out a command: checks access, applies the rule, and writes.
    ///
    /// # Errors
    /// `Forbidden`, `NotFound`, `Invalid`; `Conflict` with both versions when the record has been changed since the
    /// revision the command was decided on; `Unavailable` when the database can't be reached. In every case nothing was
    /// written.
    pub async fn commit(&self, actor: &Actor, command: &Command) -> Result<Receipt> {
        check_id(&command.id)?;
        let subject = Subject::Command(command.action, command.kind);
        if !actor.may(subject) || command.action.fields(command.kind).is_none() {
            return Err(AppError::Forbidden.into());
        }
        // One writer at a time within the process; writers in other processes are held off by the head's position.
        let _turn = self.writing.lock().await;
        let mut attempt = 0;
        loop {
            match self.try_commit(actor, command).await {
                Err(error) if error.conflicted() && attempt < ATTEMPTS => {
                    attempt += 1;
                    let jitter = u64::from(attempt) * 3 + command.id.bytes().map(u64::from).sum::<u64>() % 7;
                    tokio::time::sleep(Duration::from_millis(jitter)).await;
                }
                Err(error) if error.conflicted() => return Err(AppError::Unavailable.into()),
                Err(error) if error.repeated() => return self.earlier(command).await?.ok_or(error),
                answer => {
                    if answer.is_ok() && command.action == Action::Dispose {
                        self.after_disposal().await;
                    }
                    if answer.is_ok() && decides(command.action, command.kind) {
                        self.want_signed_head();
                    }
                    return answer;
                }
            }
        }
    }

    async fn try_commit(&self, actor: &Actor, command: &Command) -> Result<Receipt> {
        let before = match self.before(command).await? {
            Ok(before) => before,
            Err(receipt) => return Ok(receipt),
        };
        let subject = Subject::Command(command.action, command.kind);
        if let Some(record) = &before.record {
            if !actor.may_on(subject, record.body.owner()) {
                return Err(AppError::Forbidden.into());
            }
            self.check_stored(command, record).await?;
        } else if command.key.is_some() && command.rev.is_some() {
            return Err(AppError::NotFound.into());
        }
        let now = self.clock.now();
        let matter = self.matter(actor, command, &before).await?;
        let around = self.around(command, &before).await?;
        let (settings, today) = (&before.settings, self.clock.today());
        let rules = Rules { settings, today, now, by: &actor.name, matter: &matter, around: &around };
        let Applied { body, sealed } = command
            .apply(before.record.as_ref().map(|record| &record.body), &rules)
            .map_err(|errors| AppError::Invalid { errors })?;
        if !actor.may_on(subject, body.owner()) {
            return Err(AppError::field("owner", ErrorCode::NotNow).into());
        }
        self.check_links(before.record.as_ref().map(|record| &record.body), &body).await?;
        if let Some(record) = &before.record
            && record.body == body
        {
            // Nothing changed, so there is nothing to write and nothing to remember.
            return Ok(Receipt { key: record.key.clone(), rev: record.rev, seq: before.head.seq, repeated: true });
        }
        self.write(actor, command, before, Applied { body, sealed }, stamp(now)).await
    }

    async fn write(
        &self,
        actor: &Actor,
        command: &Command,
        before: Before,
        applied: Applied,
        now: String,
    ) -> Result<Receipt> {
        let Before { mut head, settings, record, links } = before;
        let Applied { mut body, sealed } = applied;
        let expected = int(head.seq);
        let key = key_of(command, record.as_ref(), &body, &mut head)?;
        let scale = match &body {
            Body::Settings(settings) => settings.scale.clone(),
            _ => settings.scale.clone(),
        };
        // What is frozen comes before the record that names it, and its hash is that record's seal.
        let mut frozen = Vec::new();
        if let Some((content_key, content)) = sealed {
            let id = format!("{}-0", command.id);
            let deed = Deed { actor, now: &now, command_id: &id, scale: &scale };
            let made = deed.make(&mut head, (Action::Seal, &content_key, 1, ""), &content.into())?;
            match &mut body {
                Body::Picture(picture) => picture.seal(&content_key, &made.entry_row.body_hash),
                Body::Report(report) => report.seal(&content_key, &made.entry_row.body_hash),
                _ => {}
            }
            frozen.push(made);
        }
        let rev_before = record.as_ref().map_or(0, |record| record.rev);
        let rev = rev_before + 1;
        let deed = Deed { actor, now: &now, command_id: &command.id, scale: &scale };
        let made = deed.make(&mut head, (command.action, &key, rev, command.journal_reason()), &body)?;
        let seq = head.seq;
        // A new scale draws the risks' bands anew. The head's position holds off risks that are written meanwhile.
        let bands = match &body {
            Body::Settings(new) if new.scale != settings.scale => self.bands(&new.scale).await?,
            _ => Vec::new(),
        };
        let links = link_changes(&links, command.kind, &key, &body, seq);
        let Leaving { gone, files, removed } = match &body {
            Body::Disposal(disposal) if command.action == Action::Dispose => self.leaving(&key, disposal).await?,
            _ => Leaving::default(),
        };
        let bind = Bind::new()
            .with("expected", expected)
            .with("seq", int(seq))
            .with("record", made.record)
            .with("rev_before", i64::from(rev_before))
            .with("row", made.row)
            .with("version_before", version_id(command.kind, key.as_str(), rev_before))
            .with("version", made.version)
            .with("version_row", made.version_row)
            .with("links_ended", links.0)
            .with("links_made", links.1)
            .with("bands", bands)
            .with("gone", gone)
            .with("gone_files", files)
            .with("removed", removed)
            .with("sealed", frozen)
            .with("entry", made.entry)
            .with("entry_row", made.entry_row)
            .with("head", head.row());
        self.db.ask(TRANSACTION, bind).await?;
        Ok(Receipt { key, rev, seq, repeated: false })
    }

    /// Reads what a command is decided on, in one question; the receipt of a command that was carried out before.
    async fn before(&self, command: &Command) -> Result<std::result::Result<Before, Receipt>> {
        const TEXT: &str = "SELECT * OMIT id FROM head:main; \
             SELECT key, rev, body FROM $settings; \
             SELECT key, rev, body FROM $record; \
             SELECT * OMIT id FROM journal WHERE command_id = $id LIMIT 1; \
             SELECT from_kind, from_key, to_key, from_seq, to_seq FROM link \
             WHERE from_kind = $kind AND from_key = $key AND to_seq = $open; \
             SELECT * OMIT id FROM $gone;";
        let key = command.record_key();
        let key = key.as_ref().map_or("", Key::as_str);
        let bind = Bind::new()
            .with("settings", record_id(Kind::Settings, Settings::KEY))
            .with("record", record_id(command.kind, key))
            .with("id", command.id.as_str())
            .with("kind", command.kind.code())
            .with("key", key)
            .with("open", OPEN)
            .with("gone", gone_id(command.kind, key));
        let mut answer = self.db.ask(TEXT, bind).await?;
        if let Some(receipt) = receipt(command, answer.first::<EntryRow>(3)?)? {
            return Ok(Err(receipt));
        }
        let head = Head::read(answer.first::<HeadRow>(0)?)?;
        let settings = match answer.first::<BodyRow>(1)?.map(BodyRow::record).transpose()?.map(|record| record.body) {
            Some(Body::Settings(settings)) => settings,
            _ => Settings::default(),
        };
        let record = answer.first::<BodyRow>(2)?.map(BodyRow::record).transpose()?;
        // A key is never given twice, also when what had it is gone.
        let gone = answer.first::<GoneRow>(5)?;
        if let Some(gone) = gone.as_ref().filter(|_| !command.action.creates()) {
            return Err(gone.error().into());
        }
        if command.action.creates() && (record.is_some() || gone.is_some()) {
            return Err(AppError::field("key", ErrorCode::Taken).into());
        }
        let makes = command.action.creates()
            || matches!(command.action, Action::Load | Action::Review)
            || command.kind == Kind::Settings;
        if record.is_none() && !makes {
            return Err(AppError::NotFound.into());
        }
        Ok(Ok(Before { head, settings, record, links: answer.rows(4)? }))
    }

    /// The receipt of a command that was carried out before.
    async fn earlier(&self, command: &Command) -> Result<Option<Receipt>> {
        const TEXT: &str = "SELECT * OMIT id FROM journal WHERE command_id = $id LIMIT 1";
        let mut answer = self.db.ask(TEXT, Bind::new().with("id", command.id.as_str())).await?;
        receipt(command, answer.first::<EntryRow>(0)?)
    }

    /// Every link that is new must lead to a record that exists.
    async fn check_links(&self, before: Option<&Body>, after: &Body) -> Result<()> {
        // What the settings name isn't a link of theirs, and must be there all the same.
        let named = |body: &Body| match body {
            Body::Settings(settings) => settings.recorded_evidence(),
            body => body.links(),
        };
        let known = before.map(named).unwrap_or_default();
        let made: Vec<Key> = named(after).into_iter().filter(|key| !known.contains(key)).collect();
        if made.is_empty() || matches!(after, Body::Requirement(_)) {
            // A catalogue's cross-references may be loaded before what they refer to.
            return Ok(());
        }
        let ids: Vec<RecordId> = made.iter().map(|key| record_id(key.kind(), key.as_str())).collect();
        let found: Vec<String> =
            self.db.ask("SELECT VALUE key FROM $ids", Bind::new().with("ids", ids)).await?.rows(0)?;
        let mut after = after.clone();
        let mut field = |key: &Key| match &mut after {
            Body::Settings(_) => "evidence",
            body => body.links_mut(key.kind()).map_or("", |(field, _)| field),
        };
        let errors: Vec<FieldError> = made
            .iter()
            .filter(|key| !found.iter().any(|known| known == key.as_str()))
            .map(|key| FieldError::new(field(key), ErrorCode::UnknownKey { given: key.to_string() }))
            .collect();
        if errors.is_empty() { Ok(()) } else { Err(AppError::Invalid { errors }.into()) }
    }

    /// The last entry about a record.
    pub(crate) async fn last_entry(&self, kind: Kind, key: &Key) -> Result<Option<Entry>> {
        const TEXT: &str = "SELECT * OMIT id FROM journal WHERE kind = $kind AND key = $key ORDER BY seq DESC LIMIT 1";
        let bind = Bind::new().with("kind", kind.code()).with("key", key.as_str());
        self.db.ask(TEXT, bind).await?.first::<EntryRow>(0)?.map(|row| row.entry()).transpose()
    }

    /// The band each risk falls in on a scale. Bands are derived, so no journal entry tells of them.
    pub(crate) async fn bands(&self, scale: &Scale) -> Result<Vec<Drawn>> {
        const TEXT: &str = "SELECT key, rev, body FROM risk";
        let rows: Vec<BodyRow> = self.db.ask(TEXT, Bind::new()).await?.rows(0)?;
        let mut bands: Vec<Drawn> = Vec::new();
        for stored in rows {
            let record = stored.record()?;
            let band = record.body.facets(&record.key, scale).band;
            let id = record_id(Kind::Risk, record.key.as_str());
            match bands.iter_mut().find(|drawn| drawn.band == band) {
                Some(drawn) => drawn.ids.push(id),
                None => bands.push(Drawn { band, ids: vec![id] }),
            }
        }
        Ok(bands)
    }
}

/// The key of the record a command is about: its own, the one that follows from what it is, or the next number. Numbers the
/// register gives are never given twice.
fn key_of(command: &Command, record: Option<&Record>, body: &Body, head: &mut Head) -> Result<Key> {
    if let Some(record) = record {
        return Ok(record.key.clone());
    }
    let unknown = |key: &Key| AppError::field("key", ErrorCode::UnknownKey { given: key.to_string() });
    let own = body.own_key();
    if let (Some(own), Some(given)) = (&own, &command.key)
        && own != given
    {
        return Err(unknown(given).into());
    }
    let key = match (own.or_else(|| command.key.clone()), command.kind.prefix()) {
        (Some(key), _) => key,
        (None, Some(prefix)) => Key::numbered(prefix, head.next_number(prefix)),
        (None, None) => return Err(AppError::field("key", ErrorCode::Required).into()),
    };
    if let Some(prefix) = command.kind.prefix() {
        let number = key.number().filter(|number| Key::numbered(prefix, *number) == key);
        head.given(prefix, number.ok_or_else(|| unknown(&key))?);
    }
    Ok(key)
}

/// The receipt of a command whose entry was found.
fn receipt(command: &Command, row: Option<EntryRow>) -> Result<Option<Receipt>> {
    let Some(entry) = row.map(|row| row.entry()).transpose()? else { return Ok(None) };
    if (entry.action, entry.kind) != (command.action, command.kind) {
        return Err(AppError::field("command_id", ErrorCode::Taken).into());
    }
    Ok(Some(Receipt { key: entry.key, rev: entry.rev, seq: entry.seq, repeated: true }))
}

/// The links to end and the links to make so that they are what the content says.
fn link_changes(stored: &[LinkRow], kind: Kind, key: &Key, body: &Body, seq: u64) -> (Vec<RecordId>, Vec<LinkMade>) {
    let wanted = body.links();
    let ended = stored
        .iter()
        .filter(|link| !wanted.iter().any(|to| to.as_str() == link.to_key))
        .map(|link| link_id(&link.from_key, &link.to_key, link.from_seq))
        .collect();
    let made = wanted
        .iter()
        .filter(|to| !stored.iter().any(|link| link.to_key == to.as_str()))
        .map(|to| LinkMade {
            id: link_id(key.as_str(), to.as_str(), int(seq)),
            row: LinkRow {
                from_kind: kind.code().to_owned(),
                from_key: key.to_string(),
                to_key: to.to_string(),
                from_seq: int(seq),
                to_seq: OPEN,
            },
        })
        .collect();
    (ended, made)
}

/// A command's id is part of what the journal proves, so it is held to a plain form.
fn check_id(id: &str) -> Result<(), AppError> {
    let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if plain && (1..=64).contains(&id.len()) { Ok(()) } else { Err(AppError::field("command_id", ErrorCode::Required)) }
}
