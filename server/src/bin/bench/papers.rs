//! The papers a board is given: a report in each of its forms, and the board pack of a whole city.

use crate::report::Report;
use crate::work::{Plain, median};
use crate::{Failure, http, pages};
use app::i18n::Lang;
use chrono::{DateTime, Datelike, NaiveDate};
use domain::period::Period;
use domain::report::{Chapter, Content, Form, Statement};
use domain::{Action, Actor, Command, Draft, Key, Kind, ListQuery, Moment, Register};
use export::document::{ReportDocument, Stage, report, report_markdown, report_word};
use export::pack::{Keep, Pack};
use server::downloads::In;
use std::io::{Cursor, Read, Write};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use store::{CHUNK, Store};

/// Statements in a report of a city: every chapter full.
const STATEMENTS: usize = 500;
/// How often each is measured.
const TURNS: usize = 5;
/// The most a report may take as PDF and as DOCX, and the board pack, in milliseconds.
const PDF: f64 = 4000.0;
const DOCX: f64 = 1000.0;
/// The most the register may take to read for a report.
const PREFILL: f64 = 500.0;

/// Measures them.
///
/// # Errors
/// When one of them can't be made.
pub async fn measure(store: &Store, at: SocketAddr, cookie: &str, figures: &mut Report) -> Result<(), Failure> {
    forms(figures)?;
    board_pack(store, at, cookie, figures).await
}

/// A full report as PDF, DOCX and Markdown.
fn forms(figures: &mut Report) -> Result<(), Failure> {
    let full = full();
    // The same words as paragraphs and nothing else.
    let texts: Vec<&str> = full.statements.iter().map(|one| one.text.as_str()).collect();
    let plain = Content {
        statements: vec![said(Chapter::Information, Form::Paragraph, 0, &texts.join("\n\n"))],
        ..full.clone()
    };
    let words = In(Lang::Sv);
    let mut limit = timed(|| report(&document(&plain), &words))?.0;
    let (mut times, made) = timed(|| report(&document(&full), &words))?;
    figures.note(&format!("report of {STATEMENTS} statements as PDF, KiB"), kib(&made), 0.0);
    let limit = ("the same words typeset as plain paragraphs", median(&mut limit));
    figures.add(&format!("report of {STATEMENTS} statements as PDF"), &mut times, limit, PDF);

    let (mut times, made) = timed(|| report_word(&document(&full), &words))?;
    let parts = unpacked(&made)?;
    let mut limit = timed(|| packed(&parts))?.0;
    let limit = ("the same bytes packed", median(&mut limit));
    figures.add(&format!("report of {STATEMENTS} statements as DOCX"), &mut times, limit, DOCX);

    let (mut times, made) = timed(|| Ok::<_, Failure>(report_markdown(&document(&full), &words)))?;
    let mut limit = timed(|| Ok::<_, Failure>(made.clone()))?.0;
    let limit = ("the same bytes copied", median(&mut limit));
    figures.add(&format!("report of {STATEMENTS} statements as Markdown"), &mut times, limit, 0.0);
    Ok(())
}

/// Everything a city's board is told, over HTTP.
async fn board_pack(store: &Store, at: SocketAddr, cookie: &str, figures: &mut Report) -> Result<(), Failure> {
    let (plain, mut reads, mut times, mut size) = (Plain::start().await?, Vec::new(), Vec::new(), 0);
    let actor = pages::coordinator();
    for _ in 0..TURNS {
        let begun = Instant::now();
        store.view(&actor, Moment::Now).await?.briefing().await?;
        reads.push(begun.elapsed());
        let answer = http::ask(at, "GET", server::downloads::briefing::PATH, cookie, "").await?;
        if answer.status != 200 {
            return Err(format!("the board pack answered {}", answer.status).into());
        }
        size = answer.bytes;
        times.push(answer.total);
    }
    let limit = median(&mut reads) + plain.served(size).await?;
    figures.add(
        "board pack of the city as PDF",
        &mut times,
        ("the store's read and the same bytes from memory", limit),
        PDF,
    );
    Ok(())
}

/// What a report says when it is begun: the register read for it, as it is and as it was in March.
///
/// It writes, so it is given a store that is thrown away.
///
/// # Errors
/// When a command is refused or the register can't be read.
pub async fn prefilled(store: &Store, figures: &mut Report) -> Result<(), Failure> {
    let actor = pages::coordinator();
    let today = store.clock().today();
    let act = async |action, kind, key: Option<Key>, draft| {
        let (id, reason) = (store::ids::fresh(), String::new());
        store.commit(&actor, &Command { id, action, kind, key, rev: None, draft, reason }).await
    };
    for (through, name) in [("year", "today"), ("march", "in March")] {
        let asked = Draft::default()
            .with("through", through)
            .with("year", today.year().to_string())
            .with("template", "Nämnder och bolag");
        let report = act(Action::Create, Kind::Report, None, asked).await?.key;
        let (mut times, mut day) = (Vec::new(), today);
        for n in 0..TURNS {
            // Something has just been written, so that nothing of it is kept.
            let note = Draft::default().with("percent", "10").with("note", format!("Avstämning {through} {n}."));
            act(Action::Report, Kind::Measure, Some(Key::numbered("ATG", 7)), note).await?;
            let begun = Instant::now();
            day = store.view(&actor, Moment::Now).await?.report(&report).await?.reading_day;
            times.push(begun.elapsed());
        }
        let moment = if day < today { Moment::On(day) } else { Moment::Now };
        let limit = ("the same registers read, row by row", registers(store, &actor, moment).await?);
        figures.add(&format!("a report's text read from the register {name}"), &mut times, limit, PREFILL);
    }
    Ok(())
}

/// How long the registers that a report tells of take to read.
async fn registers(store: &Store, actor: &Actor, moment: Moment) -> Result<Duration, Failure> {
    let begun = Instant::now();
    let view = store.view(actor, moment).await?;
    for register in
        [Register::Risks, Register::Measures, Register::Controls, Register::Requirements, Register::Deviations]
    {
        let query = ListQuery { moment, ..ListQuery::new(register) };
        let mut read = 0;
        loop {
            let rows = view.chunk(&query, read).await?.len();
            read += u32::try_from(rows)?;
            if rows < CHUNK as usize {
                break;
            }
        }
    }
    Ok(begun.elapsed())
}

/// Does it a few times. Answers with the times, and what was made last.
fn timed<T, E: Into<Failure>>(work: impl Fn() -> Result<T, E>) -> Result<(Vec<Duration>, T), Failure> {
    let mut times = Vec::with_capacity(TURNS);
    loop {
        let begun = Instant::now();
        let made = work().map_err(Into::into)?;
        times.push(begun.elapsed());
        if times.len() == TURNS {
            return Ok((times, made));
        }
    }
}

/// The parts of a package, by name.
fn unpacked(package: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut zip = zip::ZipArchive::new(Cursor::new(package))?;
    let mut parts = Vec::new();
    for place in 0..zip.len() {
        let mut file = zip.by_index(place)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        parts.push((format!("part-{place}"), bytes));
    }
    Ok(parts)
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn kib(bytes: &[u8]) -> f64 {
    bytes.len() as f64 / 1024.0
}

fn packed(parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Failure> {
    let mut pack = Pack::start(Vec::new(), NaiveDate::default());
    for (name, bytes) in parts {
        let mut part = pack.part(name, Keep::Packed)?;
        part.write_all(bytes)?;
        part.end();
    }
    Ok(pack.finish()?)
}

fn document(content: &Content) -> ReportDocument<'_> {
    ReportDocument {
        content,
        stage: Stage::Draft,
        organisation: "Staden",
        period: "Period mars 2024",
        created: DateTime::UNIX_EPOCH,
        sealed: None,
    }
}

/// A report with every chapter full.
fn full() -> Content {
    let statement = |n: usize| {
        let chapter = Chapter::ALL[n * Chapter::ALL.len() / STATEMENTS];
        let form = Form::ALL[n % Form::ALL.len()];
        said(
            chapter,
            form,
            n,
            "Åtgärder pågår och är planerade med mål att etablera ett systematiskt arbete. Nya processer tas fram och befintliga uppdateras, och roller ses över och får nya mandat.",
        )
    };
    Content {
        report: Key::numbered("RAP", 1),
        version: 1,
        title: "Delårsrapport mars 2024".to_owned(),
        period: Period::Through(2024, 3),
        board: "Nämnden".to_owned(),
        template: "Nämnder och bolag".to_owned(),
        registration: "BENCH-0001".to_owned(),
        day: NaiveDate::default(),
        position: 1,
        statements: (0..STATEMENTS).map(statement).collect(),
    }
}

fn said(chapter: Chapter, form: Form, n: usize, text: &str) -> Statement {
    Statement {
        id: format!("own.{n}"),
        chapter,
        group: format!("Grupp {}", n / 20),
        subject: format!("Ämne {n}"),
        form,
        columns: (form == Form::Row).then(|| ("Uppdrag".to_owned(), "Kommentar".to_owned())),
        text: text.to_owned(),
        facts: Vec::new(),
        classified: false,
    }
}
