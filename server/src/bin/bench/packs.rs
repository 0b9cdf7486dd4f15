//! What is proved to others: verification, proofs, and an evidence pack, beside reading and hashing the same bytes.

use crate::imports::memory;
use crate::pages::coordinator;
use crate::report::Report;
use crate::work::median;
use crate::{Failure, http};
use bytes::Bytes;
use domain::{Action, Command, Draft, Key, Kind};
use futures::stream;
use server::downloads::Making;
use sha2::{Digest, Sha256};
use std::hint::black_box;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use store::{Clock, FileStore, Store, ids};
use tokio::runtime::Handle;

/// Files in the pack, and the bytes of each.
const FILES: u32 = 40;
const BYTES: usize = 10 << 20;
/// How often the bytes of three files are repeated in a gigabyte.
const REPEATED: usize = 32;
/// Entries that are proved.
const PROVED: u64 = 10_000;
/// Bytes of an entry's canonical JSON, about.
const ENTRY: usize = 400;

/// Measures on the city: verification, proofs and the longest evidence list.
///
/// # Errors
/// When anything isn't what it should be.
pub async fn city(store: &Store, at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    let begun = Instant::now();
    let verified = store.verify().await?;
    let took = begun.elapsed();
    if let Some(finding) = verified.findings.first() {
        return Err(format!("{}: {}", finding.place, finding.what).into());
    }
    let bytes = vec![7_u8; ENTRY];
    let begun = Instant::now();
    for _ in 0..verified.entries {
        black_box(Sha256::digest(black_box(&bytes)));
    }
    let raw = begun.elapsed();
    report.add("the city verified", &mut [took], ("its entries hashed, nothing else", raw), 0.0);
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    report.note("entries verified a second, thousands", verified.entries as f64 / took.as_secs_f64() / 1000.0, 0.0);

    let mut times = Vec::new();
    let mut made = Vec::new();
    for _ in 0..3 {
        let begun = Instant::now();
        let tree = store.tree(verified.entries).await?;
        let read = begun.elapsed();
        let step = (verified.entries / PROVED).max(1);
        for index in (0..verified.entries).step_by(usize::try_from(step)?).take(usize::try_from(PROVED)?) {
            black_box(tree.inclusion(index).ok_or("no proof")?);
        }
        times.push(begun.elapsed());
        made.push(begun.elapsed() - read);
    }
    report.add("inclusion proofs for 10,000 entries", &mut times, ("the tree in memory", median(&mut made)), 1000.0);

    let path = "/export/evidens.xlsx?ramverk=nis2";
    let answer = http::ask(at, "GET", path, cookie, "").await?;
    if answer.status != 200 {
        return Err(format!("{path} answered {}", answer.status).into());
    }
    report.add("evidence list of a framework, XLSX", &mut [answer.total], ("itself", answer.total), 5000.0);
    Ok(())
}

/// Measures a pack of many large files.
///
/// # Errors
/// When it can't be made, or isn't whole.
pub async fn large(report: &mut Report) -> Result<(), Failure> {
    let folder = PathBuf::from("target/bench/pack-files");
    let files = FileStore::open(&folder.display().to_string())?;
    let store = Store::open("mem://", Clock::Machine).await?;
    let key = fill(&store, &files).await?;
    let mut raw = Vec::new();
    for _ in 0..3 {
        let begun = Instant::now();
        hashed(&folder)?;
        raw.push(begun.elapsed());
    }
    let (mut times, mut firsts) = (Vec::new(), Vec::new());
    std::fs::write("/proc/self/clear_refs", "5")?;
    let before = memory("VmRSS:")?;
    for _ in 0..3 {
        let first = Arc::new(OnceLock::new());
        let making = Making {
            store: store.clone(),
            files: files.clone(),
            actor: coordinator(),
            lang: app::i18n::Lang::Sv,
            key: key.clone(),
        };
        let (sink, handle) = (Sink { begun: Instant::now(), first: Arc::clone(&first), bytes: 0 }, Handle::current());
        let begun = Instant::now();
        tokio::task::spawn_blocking(move || making.write(&handle, sink).map_err(|error| error.to_string())).await??;
        times.push(begun.elapsed());
        firsts.push(*first.get().ok_or("nothing was written")?);
    }
    let peak = memory("VmHWM:")? - before;
    report.add(
        "evidence pack of 400 MB in 40 files",
        &mut times,
        ("the same files read and hashed", median(&mut raw)),
        0.0,
    );
    let middle = median(&mut firsts);
    report.add("evidence pack, first byte", &mut firsts, ("itself", middle), 200.0);
    report.note("evidence pack, MB at most", peak, 150.0);
    store.close().await;
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Measures a large file taken in, beside writing it and hashing it.
///
/// # Errors
/// When it isn't kept as it was.
pub async fn upload(report: &mut Report) -> Result<(), Failure> {
    let folder = PathBuf::from("target/bench/upload");
    let files = FileStore::open(&folder.display().to_string())?.with_max(u64::MAX);
    let pieces: Vec<Bytes> = content(0).into_iter().chain(content(1)).chain(content(2)).collect();
    let whole = || pieces.iter().chain(std::iter::repeat_n(&pieces[1..], REPEATED).flatten());
    let begun = Instant::now();
    let (mut file, mut hash) = (std::fs::File::create(folder.join("raw"))?, Sha256::new());
    for piece in whole() {
        hash.update(piece);
        file.write_all(piece)?;
    }
    file.sync_all()?;
    let (sum, raw) = (hex::encode(hash.finalize()), begun.elapsed());
    std::fs::remove_file(folder.join("raw"))?;
    let begun = Instant::now();
    let all: Vec<Bytes> = whole().cloned().collect();
    let kept = files.keep("stor.pdf", stream::iter(all.into_iter().map(Ok::<_, io::Error>))).await?;
    let took = begun.elapsed();
    if kept.sha256 != sum {
        return Err("what was kept is not what was sent".into());
    }
    report.add("upload of a file of a gigabyte", &mut [took], ("the same bytes hashed and written to disk", raw), 0.0);
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Counts what is written, and remembers when the first of it came.
struct Sink {
    begun: Instant,
    first: Arc<OnceLock<Duration>>,
    bytes: usize,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.first.get_or_init(|| self.begun.elapsed());
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A register with evidence for one requirement, each piece with a file, and a pack of it all.
async fn fill(store: &Store, files: &FileStore) -> Result<Key, Failure> {
    let done = async |action: Action, kind: Kind, key: &str, draft: Draft| {
        let key = Key::parse(key).ok();
        let command = Command { id: ids::fresh(), action, kind, key, rev: None, draft, reason: String::new() };
        let actor = if action == Action::Load { domain::Actor::system() } else { coordinator() };
        store.commit(&actor, &command).await.map(|receipt| receipt.key)
    };
    let framework =
        Draft::default().with("short", "NIS2").with("title", "NIS2").with("version", "1").with("place", "1");
    done(Action::Load, Kind::Framework, "nis2", framework).await?;
    let requirement = Draft::default()
        .with("framework", "nis2")
        .with("number", "art. 1")
        .with("place", "10")
        .with("title", "Krav")
        .with("assessable", "on");
    done(Action::Load, Kind::Requirement, "NIS2-1", requirement).await?;
    let owner = domain::settings::Settings::default().functions.first().cloned().ok_or("no function")?;
    for number in 0..FILES {
        let evidence = Draft::default()
            .with("title", format!("Evidens {number}"))
            .with("kind", "report")
            .with("effective", "2025-03-01")
            .with("owner", owner.as_str())
            .with("requirements", "NIS2-1");
        let key = done(Action::Create, Kind::Evidence, "", evidence).await?;
        let pieces = content(number).into_iter().map(Ok::<_, io::Error>);
        let kept = files.keep(&format!("evidens-{number}.pdf"), stream::iter(pieces)).await?;
        done(Action::Attach, Kind::Evidence, key.as_str(), kept.draft()).await?;
    }
    Ok(done(Action::Create, Kind::Pack, "", Draft::default()).await?)
}

/// A file's content: a PDF's beginning, and then what can't be pressed together.
fn content(number: u32) -> Vec<Bytes> {
    let mut state = u64::from(number) + 0x9e37_79b9_7f4a_7c15;
    let mut pieces = vec![Bytes::from_static(b"%PDF-1.7\n")];
    for _ in 0..BYTES >> 20 {
        let mut piece = Vec::with_capacity(1 << 20);
        while piece.len() < 1 << 20 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            piece.extend_from_slice(&state.to_le_bytes());
        }
        pieces.push(piece.into());
    }
    pieces
}

/// Reads every file under a folder and hashes it.
fn hashed(folder: &Path) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            hashed(&path)?;
            continue;
        }
        let (mut file, mut digest) = (std::fs::File::open(path)?, Sha256::new());
        loop {
            let read = file.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            digest.update(buffer.get(..read).unwrap_or_default());
        }
        black_box(digest.finalize());
    }
    Ok(())
}
