//! Making a pack, piece by piece, on a thread that may block.

use super::lists::About;
use super::name;
use crate::downloads::words::In;
use app::i18n::{Lang, number, t};
use app::pack::finding;
use app::pack::manifest::{self, Linked, TAIL};
use bytes::Bytes;
use domain::evidence::FileRef;
use domain::evidence_list::{EvidenceLine, EvidenceStatus};
use domain::pack::Pack;
use domain::{Actor, AppError, Cell, Key, Kind, Moment};
use export::document::{self, EvidenceDocument};
use export::pack::{Keep, Pack as File};
use export::{Export, Format, evidence_list};
use futures::StreamExt;
use leptos::prelude::{Owner, provide_context};
use proof::Tree;
use proof::pack::{ENTRIES, EntryLine, FORMAT, FileLine, FileState, HEAD, Head, MANIFEST, Manifest, VERIFIER};
use std::collections::BTreeMap;
use std::io::{self, Write};
use store::{Entries, FileStore, Packed, Store, StoreError, View};
use tokio::runtime::Handle;

/// Versions of records that are read at a time.
const VERSIONS: u32 = 500;
/// Rows of the page that are drawn at a time.
const ROWS: usize = 200;

/// A pack to be made, and for whom.
pub struct Making {
    /// The register.
    pub store: Store,
    /// Where its files are.
    pub files: FileStore,
    /// For whom.
    pub actor: Actor,
    /// In which language.
    pub lang: Lang,
    /// Which.
    pub key: Key,
}

/// A file of the register, as it was found.
pub struct Found {
    /// Where it is in the pack; empty when it isn't.
    pub path: String,
    /// How it was.
    pub state: FileState,
}

/// Why a pack broke off.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The register could not be read.
    #[error("the register could not be read: {0:?}")]
    Read(AppError),
    /// A file could not be read to its end.
    #[error("a file could not be read: {0}")]
    File(StoreError),
    /// It could not be written.
    #[error("{0}")]
    Written(#[from] export::Error),
    /// It could not be sent.
    #[error("{0}")]
    Sent(#[from] io::Error),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self::Read(error.into())
    }
}

/// What is counted while the entries are written.
#[derive(Default)]
struct Counted {
    entries: u64,
    withheld: u64,
    disposed: u64,
}

impl Making {
    /// Writes the pack. Answers with the journal entries in it.
    ///
    /// # Errors
    /// Why it broke off.
    pub fn write<W: Write + Send>(&self, wait: &Handle, out: W) -> Result<u64, Broken> {
        let (pack, view) = wait.block_on(self.store.view_of_pack(&self.actor, Moment::Now, &self.key))?;
        let mut file = File::start(out, pack.day);
        file.text("VERIFY.md", &format!("{}\n", t!(self.lang, "pack.verify")))?;
        file.text("verify.py", VERIFIER)?;
        // Whoever waits sees that it has begun.
        file.flush()?;
        let frameworks = wait.block_on(view.framework_list())?;
        let frameworks: Vec<(String, String)> = frameworks.into_iter().map(|(key, one)| (key, one.short)).collect();
        let Packed { lines, files, records } = wait.block_on(view.packed(&pack))?;
        let about = About { pack: &pack, view: &view, frameworks: &frameworks, lang: self.lang };
        let (told, found) = self.files(wait, &mut file, &files)?;
        self.lists(&mut file, &about, &lines, &found)?;
        let (head, counted) = self.journal(wait, &mut file, &view, &pack, &records)?;
        self.page(&mut file, &about, &lines, &files, &found, &counted)?;
        let manifest = self.manifest(&about, &lines, told, head, &counted);
        let manifest = serde_json::to_string_pretty(&manifest).map_err(export::Error::from)?;
        file.text(MANIFEST, &(manifest + "\n"))?;
        file.finish()?;
        Ok(counted.entries)
    }

    /// The evidence files, each as it is found.
    fn files<W: Write>(
        &self,
        wait: &Handle,
        pack: &mut File<W>,
        files: &BTreeMap<Key, FileRef>,
    ) -> Result<(Vec<FileLine>, BTreeMap<Key, Found>), Broken> {
        let (mut told, mut found) = (Vec::new(), BTreeMap::new());
        for (evidence, file) in files {
            let place = name::path(evidence, file);
            let (path, state) = match wait.block_on(self.files.read(&file.sha256)) {
                Ok((size, bytes)) => {
                    let sum = copy(wait, pack, &place, size, bytes)?;
                    let state = if sum == file.sha256 { FileState::Whole } else { FileState::Damaged };
                    (place, state)
                }
                Err(StoreError::App(AppError::NotFound)) => (String::new(), FileState::Missing),
                Err(error) => return Err(Broken::File(error)),
            };
            if state != FileState::Whole {
                tracing::error!(%evidence, ?state, "a file of the register is not what the register says");
            }
            told.push(FileLine {
                path: path.clone(),
                evidence: evidence.to_string(),
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                size: file.size,
                state,
            });
            found.insert(evidence.clone(), Found { path, state });
        }
        Ok((told, found))
    }

    /// The evidence list in its forms, and what is missing.
    fn lists<W: Write + Send>(
        &self,
        pack: &mut File<W>,
        about: &About<'_>,
        lines: &[EvidenceLine],
        found: &BTreeMap<Key, Found>,
    ) -> Result<(), Broken> {
        for (name, format, keep) in [
            ("evidence.csv", Format::Csv, Keep::Packed),
            // Pressed together by itself.
            ("evidence.xlsx", Format::Xlsx, Keep::AsIs(0)),
        ] {
            let part = pack.part(name, keep)?;
            let mut list = Export::start(format, about.sheet(lines.len()), In(self.lang), part)?;
            evidence_list::write(&mut list, lines)?;
            list.finish()?.end();
        }
        let mut list =
            Export::start(Format::Csv, about.missing_sheet(), In(self.lang), pack.part("missing.csv", Keep::Packed)?)?;
        about.missing(lines, found).iter().try_for_each(|row| list.row(row))?;
        list.finish()?.end();
        if lines.len() > EvidenceDocument::MAX {
            let max = number(self.lang, EvidenceDocument::MAX);
            pack.text("evidence-pdf.txt", &(t!(self.lang, "pack.pdf_too_long", max = max) + "\n"))?;
            return Ok(());
        }
        let title = about.title();
        let finding = self.finding(lines);
        let evidence = EvidenceDocument {
            head: document::Head {
                language: self.lang.code(),
                organisation: &about.view.settings.organisation,
                finding: &finding,
                created: about.created(),
            },
            title: &title,
            board: &about.view.settings.board,
            day: about.pack.day,
            position: about.pack.position,
            lines,
        };
        let bytes = document::evidence(&evidence, &In(self.lang))?;
        let mut part = pack.part("evidence.pdf", Keep::AsIs(bytes.len() as u64))?;
        part.write_all(&bytes)?;
        part.end();
        Ok(())
    }

    /// The journal entries with their proofs, and the head that they lead to.
    fn journal<W: Write>(
        &self,
        wait: &Handle,
        pack: &mut File<W>,
        view: &View<'_>,
        of: &Pack,
        records: &[(Kind, Key, u32)],
    ) -> Result<(Head, Counted), Broken> {
        let (tree, signed) = wait.block_on(self.store.proof_tree(of.position))?;
        let mut counted = Counted::default();
        let mut part = pack.part(ENTRIES, Keep::Packed)?;
        let mut left = records;
        while !left.is_empty() {
            let (mut taken, mut versions) = (0, 0);
            while let Some((.., rev)) = left.get(taken)
                && (taken == 0 || versions + rev <= VERSIONS)
            {
                (taken, versions) = (taken + 1, versions + rev);
            }
            let (piece, rest) = left.split_at(taken);
            left = rest;
            write_entries(&mut part, &tree, wait.block_on(view.proven(piece))?, &mut counted)?;
        }
        write_entries(&mut part, &tree, wait.block_on(view.disposed_entries())?, &mut counted)?;
        part.end();
        if let Some(note) = &signed.note {
            pack.text(HEAD, note)?;
        }
        let (size, root) = (signed.root.size, hex::encode(signed.root.hash));
        Ok((Head { size, root, signed: signed.note.is_some() }, counted))
    }

    /// The page to read.
    fn page<W: Write>(
        &self,
        pack: &mut File<W>,
        about: &About<'_>,
        lines: &[EvidenceLine],
        files: &BTreeMap<Key, FileRef>,
        found: &BTreeMap<Key, Found>,
        counted: &Counted,
    ) -> Result<(), Broken> {
        let lang = self.lang;
        let words = |cell: Cell| match cell {
            Cell::Number(n) => number(lang, n),
            Cell::Date(day) => day.to_string(),
            Cell::Code(group, code) => app::i18n::code_label(lang, &group, &code).to_owned(),
            Cell::Text(text) => text,
            _ => String::new(),
        };
        let mut facts: Vec<(String, String)> =
            about.facts(lines.len()).into_iter().map(|(_, label, value)| (label.to_owned(), words(value))).collect();
        facts.push((t!(lang, "report.files").to_owned(), number(lang, files.len())));
        facts.push((t!(lang, "pack.entries").to_owned(), number(lang, counted.entries)));
        if counted.disposed > 0 {
            facts.push((t!(lang, "pack.disposed").to_owned(), number(lang, counted.disposed)));
        }
        if counted.withheld > 0 {
            facts.push((t!(lang, "pack.withheld").to_owned(), number(lang, counted.withheld)));
        }
        let linked: BTreeMap<Key, Linked> = found
            .iter()
            .map(|(evidence, found)| {
                let path = (!found.path.is_empty()).then(|| found.path.clone());
                let fault = about.fault(found.state).map(str::to_owned);
                (evidence.clone(), Linked { path, fault })
            })
            .collect();
        let (title, finding) = (about.title(), self.finding(lines));
        let above = &about.view.settings.board;
        let drawn = |draw: &dyn Fn() -> String| {
            Owner::new().with(|| {
                provide_context(lang);
                draw()
            })
        };
        let mut part = pack.part("manifest.html", Keep::Packed)?;
        let page = manifest::About { title: &title, finding: &finding, above, facts };
        part.write_all(drawn(&|| manifest::head(lang, &page)).as_bytes())?;
        for some in lines.chunks(ROWS) {
            part.write_all(drawn(&|| manifest::rows(lang, some, &linked)).as_bytes())?;
        }
        part.write_all(TAIL.as_bytes())?;
        part.end();
        Ok(())
    }

    /// What it comes to: how many requirements lack evidence.
    fn finding(&self, lines: &[EvidenceLine]) -> String {
        let requirements = lines.chunk_by(|one, next| one.requirement == next.requirement).count();
        let missing = lines.iter().filter(|line| line.status() == EvidenceStatus::Missing).count();
        finding(self.lang, requirements as u64, missing as u64)
    }

    fn manifest(
        &self,
        about: &About<'_>,
        lines: &[EvidenceLine],
        files: Vec<FileLine>,
        head: Head,
        counted: &Counted,
    ) -> Manifest {
        let (pack, settings) = (about.pack, &about.view.settings);
        let with = |status: EvidenceStatus| lines.iter().filter(|line| line.status() == status).count() as u64;
        Manifest {
            format: FORMAT.to_owned(),
            language: self.lang.code().to_owned(),
            organisation: settings.organisation.clone(),
            board: settings.board.clone(),
            frameworks: pack.selection.frameworks.clone(),
            requirements: pack.selection.requirements.iter().map(ToString::to_string).collect(),
            from: pack.selection.from.map(|day| day.to_string()),
            to: pack.selection.to.map(|day| day.to_string()),
            day: pack.day.to_string(),
            position: pack.position,
            head,
            lines: lines.len() as u64,
            missing: with(EvidenceStatus::Missing),
            expired: with(EvidenceStatus::Expired),
            files,
            entries: counted.entries,
            withheld: counted.withheld,
            disposed: counted.disposed,
        }
    }
}

/// Writes entries, each with its proof.
fn write_entries(out: &mut impl Write, tree: &Tree, told: Entries, counted: &mut Counted) -> Result<(), Broken> {
    counted.withheld += told.withheld;
    counted.entries += told.proven.len() as u64;
    for proven in told.proven {
        let index = proven.seq - 1;
        let proof = tree.inclusion(index).unwrap_or_default().iter().map(hex::encode).collect();
        let disposed = proven.disposed.map(|key| key.to_string());
        counted.disposed += u64::from(disposed.is_some());
        let line = EntryLine { index, entry: proven.entry, body: proven.body, disposed, proof };
        serde_json::to_writer(&mut *out, &line).map_err(export::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Copies a file into the pack. Answers with the SHA-256 of what was found.
fn copy<W: Write>(
    wait: &Handle,
    pack: &mut File<W>,
    place: &str,
    size: u64,
    mut bytes: impl futures::Stream<Item = Result<Bytes, StoreError>> + Unpin,
) -> Result<String, Broken> {
    let mut part = pack.part(place, Keep::AsIs(size))?;
    while let Some(piece) = wait.block_on(bytes.next()) {
        part.write_all(&piece.map_err(Broken::File)?)?;
    }
    Ok(part.end())
}
