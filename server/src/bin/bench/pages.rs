//! Pages over HTTP, each beside the store's read alone plus the same bytes served from memory.

use crate::report::Report;
use crate::{Failure, http, work};
use domain::history::JournalQuery;
use domain::{Actor, Key, Kind, ListQuery, Moment, Register, Role};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use store::Store;

/// Requests of each page.
const TURNS: usize = 60;

/// The read a page rests on.
enum Read {
    List(Register),
    Matrix,
    Coverage,
    Detail(Kind, &'static str),
    Search(&'static str),
    Overview,
    Programme,
    Team,
    Journal,
}

const PAGES: &[(&str, &str, Read, f64)] = &[
    ("risks, first page", "/risker", Read::List(Register::Risks), 25.0),
    ("risks, page 100", "/risker?sida=100", Read::List(Register::Risks), 25.0),
    ("risks, by title", "/risker?sort=titel", Read::List(Register::Risks), 25.0),
    (
        "risks, overdue of one function",
        "/risker?status=overdue&ansvarig=Funktion+07",
        Read::List(Register::Risks),
        25.0,
    ),
    ("risks, category and band", "/risker?kategori=Kategori+03&niva=3", Read::List(Register::Risks), 25.0),
    ("measures, first page", "/atgarder", Read::List(Register::Measures), 25.0),
    ("measures, late in a sub-area", "/atgarder?status=overdue&delomrade=it", Read::List(Register::Measures), 25.0),
    ("measures, with a flag", "/atgarder?flagga=evidence_missing", Read::List(Register::Measures), 25.0),
    ("deliverables, first page", "/leverabler", Read::List(Register::Deliverables), 25.0),
    ("functions", "/funktioner", Read::Team, 25.0),
    ("measures as a grid, 200 rows", "/atgarder?antal=200", Read::List(Register::Measures), 40.0),
    ("controls, first page", "/kontroller", Read::List(Register::Controls), 25.0),
    ("evidence, first page", "/evidens", Read::List(Register::Evidence), 25.0),
    ("risk matrix", "/riskmatris", Read::Matrix, 25.0),
    ("coverage, NIS2", "/krav?ramverk=nis2", Read::Coverage, 25.0),
    ("risk", "/risker/RSK-5001", Read::Detail(Kind::Risk, "RSK-5001"), 25.0),
    ("measure", "/atgarder/ATG-10001", Read::Detail(Kind::Measure, "ATG-10001"), 25.0),
    ("control", "/kontroller/KTR-2500", Read::Detail(Kind::Control, "KTR-2500"), 25.0),
    ("evidence", "/evidens/EVD-25000", Read::Detail(Kind::Evidence, "EVD-25000"), 25.0),
    ("requirement", "/krav/NIS2-21.2.d", Read::Detail(Kind::Requirement, "NIS2-21.2.d"), 25.0),
    ("search, page", "/sok?q=beh%C3%B6righet", Read::Search("behörighet"), 0.0),
    ("overview", "/", Read::Overview, 0.0),
    ("programme", "/program", Read::Programme, 0.0),
    ("roadmap", "/program/fardplan", Read::Programme, 0.0),
    ("journal", "/journal", Read::Journal, 0.0),
];

/// Measures every page.
///
/// # Errors
/// When a page doesn't answer 200.
pub async fn measure(store: &Store, at: SocketAddr, cookie: &str, report: &mut Report) -> Result<(), Failure> {
    let bytes = work::Plain::start().await?;
    for (name, path, read, aim) in PAGES {
        let (mut times, mut size) = (Vec::new(), 0);
        for turn in 0..TURNS {
            let answer = http::ask(at, "GET", path, cookie, "").await?;
            if answer.status != 200 {
                return Err(format!("{path} answered {}", answer.status).into());
            }
            size = answer.bytes;
            // The first ones warm the caches that a running register has warm.
            if turn >= 5 {
                times.push(answer.total);
            }
        }
        let mut reads = Vec::new();
        for _ in 0..20 {
            reads.push(timed(store, path, read).await?);
        }
        let limit = work::median(&mut reads) + bytes.served(size).await?;
        report.add(name, &mut times, ("the store's read and the same bytes from memory", limit), *aim);
        if let Read::Search(_) = read {
            let middle = work::median(&mut reads);
            report.add("search, the store alone", &mut reads, ("itself", middle), 15.0);
        }
    }
    Ok(())
}

/// Pages as of a day a year back, each beside the same page now.
const EARLIER: [(&str, &str); 6] = [
    ("risks", "/risker"),
    ("measures, with their flags", "/atgarder"),
    ("evidence", "/evidens"),
    ("risk matrix", "/riskmatris"),
    ("coverage, NIS2", "/krav?ramverk=nis2"),
    ("a risk", "/risker/RSK-5001"),
];

/// Measures pages of an earlier day: the first time that day is asked for, and then.
///
/// # Errors
/// When a page doesn't answer 200.
pub async fn earlier(
    at: SocketAddr,
    cookie: &str,
    today: chrono::NaiveDate,
    report: &mut Report,
) -> Result<(), Failure> {
    let day = today - chrono::Days::new(365);
    for (name, path) in EARLIER {
        let then = format!("{path}{}per={day}", if path.contains('?') { '&' } else { '?' });
        let (mut first, mut now, mut past) = (Vec::new(), Vec::new(), Vec::new());
        for turn in 0..TURNS / 2 {
            for (path, times) in [(path, &mut now), (then.as_str(), if turn == 0 { &mut first } else { &mut past })] {
                let answer = http::ask(at, "GET", path, cookie, "").await?;
                if answer.status != 200 {
                    return Err(format!("{path} answered {}", answer.status).into());
                }
                times.push(answer.total);
            }
        }
        let limit = work::median(&mut now);
        let aim = limit.as_secs_f64() * 2000.0;
        report.add(&format!("{name}, a year back, first"), &mut first, ("the same page now", limit), 0.0);
        report.add(&format!("{name}, a year back"), &mut past, ("the same page now", limit), aim);
    }
    Ok(())
}

async fn timed(store: &Store, path: &str, read: &Read) -> Result<Duration, Failure> {
    let actor = coordinator();
    let begun = Instant::now();
    let view = store.view(&actor, Moment::Now).await?;
    match read {
        Read::List(register) => {
            view.list(&query(*register, path, view.today)?).await?;
        }
        Read::Matrix => {
            view.matrix(&ListQuery::new(Register::Risks)).await?;
        }
        Read::Coverage => {
            view.coverage("nis2").await?;
        }
        Read::Detail(kind, key) => {
            view.detail(*kind, &Key::parse(key)?).await?;
        }
        Read::Search(text) => {
            view.search(text).await?;
        }
        Read::Overview => {
            view.overview().await?;
        }
        Read::Programme => {
            view.programme().await?;
        }
        Read::Team => {
            view.team().await?;
        }
        Read::Journal => {
            view.journal(&JournalQuery::default()).await?;
        }
    }
    Ok(begun.elapsed())
}

/// The query of a list page's address.
fn query(register: Register, path: &str, today: chrono::NaiveDate) -> Result<ListQuery, Failure> {
    let text = path.split_once('?').map_or("", |(_, query)| query).replace('+', " ");
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    ListQuery::parse(register, pairs, today).map_err(|errors| format!("{errors:?}").into())
}

/// Who asks.
#[must_use]
pub fn coordinator() -> Actor {
    Actor {
        username: "bench".to_owned(),
        name: "Säkerhetssamordnare".to_owned(),
        role: Role::Coordinator,
        ..Actor::system()
    }
}
