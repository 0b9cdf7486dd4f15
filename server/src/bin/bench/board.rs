//! Risk pictures at the size of a city: freezing every open risk, and the board's page of two thousand changes.
//!
//! It writes, so it works on a copy of the city that is thrown away.

use crate::report::Report;
use crate::{Failure, Serving, http, pages, papers, sign_in, work};
use domain::picture::page::Show;
use domain::{Action, Actor, Cell, Command, Draft, Key, Kind, ListQuery, Moment, Register, Role};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{CHUNK, Clock, Rows, Store};

/// Risks that change between the two pictures.
const CHANGES: usize = 2000;
/// Requests of each page.
const TURNS: usize = 30;

/// A part of the work on a copy.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// Risk pictures.
    Pictures,
    /// The register read for a report.
    Reports,
}

/// A part of the board's work, measured on a copy of the city.
///
/// # Errors
/// When a command is refused or a page doesn't answer 200.
pub async fn measure(city: &Path, part: Part, report: &mut Report) -> Result<(), Failure> {
    let copy = city.with_file_name("board");
    if copy.exists() {
        std::fs::remove_dir_all(&copy)?;
    }
    copied(city, &copy)?;
    let store = Store::open(&format!("surrealkv://{}", copy.display()), Clock::Machine).await?;
    let serving = Serving::start(&store).await?;
    let cookie = sign_in(serving.at).await?.1;
    let done = match part {
        Part::Pictures => play(&store, serving.at, &cookie, report).await,
        Part::Reports => papers::prefilled(&store, report).await,
    };
    serving.stop().await?;
    store.close().await;
    std::fs::remove_dir_all(&copy)?;
    done
}

/// Three pictures: one category alone, then every risk, then two thousand of them changed.
async fn play(store: &Store, at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    let board = Board { store, coordinator: pages::coordinator(), secretary: secretary() };
    let risks = open_risks(store).await?;
    let category = risks.first().map(|(_, category)| category.clone()).unwrap_or_default();
    let few: Vec<Key> = risks.iter().filter(|risk| risk.1 == category).map(|risk| risk.0.clone()).collect();
    let all: Vec<Key> = risks.iter().map(|risk| risk.0.clone()).collect();

    let first = board.begin(&category).await?;
    board.answer(&first, &few).await?;
    board.prepare(&first).await?;
    board.decide(&first, 1).await?;
    for (name, file) in [("revision", "revidering"), ("annex", "riskbild")] {
        for form in ["pdf", "xlsx"] {
            let path = format!("/export/{file}.{form}?riskbild={first}");
            let name = format!("{name} of {} risks as {}", few.len(), form.to_uppercase());
            let aim = if form == "pdf" { 1000.0 } else { 0.0 };
            page((at, cookie), &name, &path, 10, board.read(&first, Show::All).await?, aim, report).await?;
        }
    }

    let second = board.begin("").await?;
    let known: std::collections::HashSet<&Key> = few.iter().collect();
    let new: Vec<Key> = all.iter().filter(|key| !known.contains(key)).cloned().collect();
    board.answer(&second, &new).await?;
    let sealed = board.prepare(&second).await?;
    let bytes = store.view(&board.coordinator, Moment::Now).await?.papers(&second).await?.sealed;
    let limit = work::synced(bytes.map_or(0, |(bytes, _)| bytes.len()))?;
    report.add(
        &format!("sealing {} risks", all.len()),
        &mut [sealed],
        ("the sealed bytes written and synced", limit),
        2000.0,
    );
    board.decide(&second, 2).await?;

    let third = board.begin("").await?;
    board.change(&all[..CHANGES.min(all.len())]).await?;
    let draft = format!("/revideringar/{third}");
    board.first(&third, "a draft of 2,000 changes, reckoned after an edit", report).await?;
    let read = board.read(&third, Show::All).await?;
    page((at, cookie), "board page of a draft, 2,000 changes", &draft, TURNS, read, 250.0, report).await?;
    board.answer(&third, &all[..CHANGES.min(all.len())]).await?;
    board.prepare(&third).await?;
    board.first(&third, "a proposal of 2,000 changes, reckoned after an edit", report).await?;
    let read = board.read(&third, Show::All).await?;
    page((at, cookie), "board page before the board, 2,000 changes", &draft, TURNS, read, 250.0, report).await?;
    let read = board.read(&third, Show::Changes).await?;
    page((at, cookie), "meeting mode of 100 items", &format!("{draft}/mote"), TURNS, read, 500.0, report).await?;
    Ok(())
}

/// A page or file over HTTP, beside the store's read alone and the same bytes from memory.
async fn page(
    (at, cookie): (SocketAddr, &str),
    name: &str,
    path: &str,
    turns: usize,
    read: Duration,
    aim: f64,
    report: &mut Report,
) -> Result<(), Failure> {
    let (plain, mut times, mut size) = (work::Plain::start().await?, Vec::new(), 0);
    for _ in 0..turns {
        let answer = http::ask(at, "GET", path, cookie, "").await?;
        if answer.status != 200 {
            return Err(format!("{path} answered {}", answer.status).into());
        }
        size = answer.bytes;
        times.push(answer.total);
    }
    let limit = read + plain.served(size).await?;
    report.add(name, &mut times, ("the store's read and the same bytes from memory", limit), aim);
    Ok(())
}

/// Those who work with the pictures.
struct Board<'a> {
    store: &'a Store,
    coordinator: Actor,
    secretary: Actor,
}

impl Board<'_> {
    async fn act(
        &self,
        by: &Actor,
        action: Action,
        kind: Kind,
        key: Option<&Key>,
        draft: Draft,
    ) -> Result<Key, Failure> {
        let (id, reason) = (store::ids::fresh(), String::new());
        let command = Command { id, action, kind, key: key.cloned(), rev: None, draft, reason };
        Ok(self.store.commit(by, &command).await?.key)
    }

    async fn begin(&self, category: &str) -> Result<Key, Failure> {
        let draft = Draft::default().with("year", "2026").with("categories", category);
        self.act(&self.coordinator, Action::Create, Kind::Picture, None, draft).await
    }

    /// A reason for each risk.
    async fn answer(&self, picture: &Key, risks: &[Key]) -> Result<(), Failure> {
        for risk in risks {
            let draft = Draft::default()
                .with("picture", picture.as_str())
                .with("risk", risk.as_str())
                .with("reason", "Prövad tillsammans med riskägaren inför nämndens beslut.");
            self.act(&self.coordinator, Action::Review, Kind::Review, None, draft).await?;
        }
        Ok(())
    }

    /// Another value for each risk.
    async fn change(&self, risks: &[Key]) -> Result<(), Failure> {
        for (n, risk) in risks.iter().enumerate() {
            let step = |n: usize| (n % 4 + 1).to_string();
            let draft = Draft::default()
                .with("current_likelihood", step(n))
                .with("current_consequence", step(n / 4))
                .with("current_rationale", format!("Bedömd på nytt inför aprilrevideringen, nummer {n}."));
            self.act(&self.coordinator, Action::Assess, Kind::Risk, Some(risk), draft).await?;
        }
        Ok(())
    }

    /// Freezes the proposal. Answers with the time it took.
    async fn prepare(&self, picture: &Key) -> Result<Duration, Failure> {
        let draft = Draft::default()
            .with("heading", "Reviderad riskbild")
            .with("registration", "BENCH-0001")
            .with("handler", self.coordinator.name.as_str())
            .with("proposal", "Nämnden fastställer riskbilden.")
            .with("summary", "Riskbilden har prövats.");
        let begun = Instant::now();
        self.act(&self.coordinator, Action::Prepare, Kind::Picture, Some(picture), draft).await?;
        Ok(begun.elapsed())
    }

    async fn decide(&self, picture: &Key, paragraph: u8) -> Result<(), Failure> {
        let draft = Draft::default()
            .with("version", "1")
            .with("outcome", "adopt")
            .with("organ", "Nämnden")
            .with("date", self.store.clock().today().to_string())
            .with("paragraph", paragraph.to_string())
            .with("registration", "BENCH-0001")
            .with("text", "Nämnden fastställer riskbilden.");
        self.act(&self.secretary, Action::Decide, Kind::Picture, Some(picture), draft).await?;
        Ok(())
    }

    /// How long a revision takes to reckon when something has just been written, so that nothing of it is kept.
    async fn first(&self, picture: &Key, name: &str, report: &mut Report) -> Result<(), Failure> {
        let mut times = Vec::new();
        for n in 0..5_u32 {
            let note = Draft::default().with("percent", "10").with("note", format!("Avstämning {n}."));
            self.act(&self.coordinator, Action::Report, Kind::Measure, Some(&Key::numbered("ATG", 7)), note).await?;
            let begun = Instant::now();
            let view = self.store.view(&self.coordinator, Moment::Now).await?;
            view.revision(picture, Rows { show: Show::All, page: 1 }).await?;
            times.push(begun.elapsed());
        }
        let middle = work::median(&mut times);
        report.add(name, &mut times, ("itself", middle), 0.0);
        Ok(())
    }

    /// The middle time of the store's own read of a revision.
    async fn read(&self, picture: &Key, show: Show) -> Result<Duration, Failure> {
        let mut times = Vec::new();
        for _ in 0..10 {
            let begun = Instant::now();
            let view = self.store.view(&self.coordinator, Moment::Now).await?;
            view.revision(picture, Rows { show, page: 1 }).await?;
            times.push(begun.elapsed());
        }
        Ok(work::median(&mut times))
    }
}

fn secretary() -> Actor {
    Actor {
        username: "bench".to_owned(),
        name: "Nämndsekreterare".to_owned(),
        role: Role::Secretary,
        ..Actor::system()
    }
}

/// Every open risk, with its category.
async fn open_risks(store: &Store) -> Result<Vec<(Key, String)>, Failure> {
    let actor = pages::coordinator();
    let view = store.view(&actor, Moment::Now).await?;
    let query = ListQuery { all_columns: true, ..ListQuery::new(Register::Risks) };
    let place = query.columns().iter().position(|column| *column == "category").ok_or("no such column")?;
    let mut risks = Vec::new();
    loop {
        let rows = view.chunk(&query, u32::try_from(risks.len())?).await?;
        let last = rows.len() < CHUNK as usize;
        risks.extend(rows.into_iter().map(|row| {
            let category = match row.cells.get(place) {
                Some(Cell::Text(text)) => text.clone(),
                _ => String::new(),
            };
            (row.key, category)
        }));
        if last {
            return Ok(risks);
        }
    }
}

/// Copies a folder with what is in it.
fn copied(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copied(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
