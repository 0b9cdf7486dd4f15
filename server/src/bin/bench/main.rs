//! `make bench`: how fast the register is at the size of a city, each figure beside the limit of the same work.
//!
//! The city is made once and kept under `target/bench`. Everything runs on the embedded engine on disk and is asked over
//! loopback HTTP by a client in the same process, so the figures hold the client's work too.

#![allow(clippy::print_stdout, reason = "the report is for people")]
#![recursion_limit = "512"]

mod board;
mod browser;
mod cells;
mod city;
mod http;
mod imports;
mod packs;
mod pages;
mod papers;
mod report;
mod work;

use report::Report;
use server::site::{Site, SiteSettings};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use store::{Clock, Store};
use tokio::io::BufReader;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Anything that stops the run.
pub type Failure = Box<dyn std::error::Error>;

/// The account that asks.
const USER: &str = "bench";
/// Its password.
const PASSWORD: &str = "ett långt lösenord";

fn main() -> Result<(), Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(10 * 1024 * 1024)
        .build()?
        .block_on(run())
}

async fn run() -> Result<(), Failure> {
    let folder = PathBuf::from("target/bench");
    std::fs::create_dir_all(&folder)?;
    let database = folder.join(format!("city-{}", city::VERSION));
    prepare(&folder, &database).await?;
    let url = format!("surrealkv://{}", database.display());
    let (wanted, mut report) = (Wanted::asked(), Report::default());
    println!("\n{}", report::heading());
    if wanted.one("start") {
        start(&url, &mut report).await?;
    }
    let opened = Store::open(&url, Clock::Machine).await?;
    let serving = Serving::start(&opened).await?;
    let at = serving.at;
    let cookie = signing_in(at, &mut report).await?;
    if wanted.one("pages") {
        pages::measure(&opened, at, &cookie, &mut report).await?;
    }
    if wanted.one("earlier") {
        pages::earlier(at, &cookie, opened.clock().today(), &mut report).await?;
    }
    if wanted.one("exports") {
        work::exports(&opened, at, &cookie, &mut report).await?;
    }
    if wanted.one("edits") {
        work::edits(&opened, &mut report).await?;
    }
    if wanted.one("cells") {
        cells::measure(&opened, at, &cookie, &mut report).await?;
    }
    if wanted.one("browser") {
        browser::measure(at, &cookie, &mut report).await?;
    }
    if wanted.one("imports") {
        imports::measure(&opened, &mut report).await?;
    }
    if wanted.one("packs") {
        packs::city(&opened, at, &cookie, &mut report).await?;
        packs::large(&mut report).await?;
        packs::upload(&mut report).await?;
    }
    if wanted.one("papers") {
        papers::measure(&opened, at, &cookie, &mut report).await?;
    }
    work::sizes(&mut report)?;
    if wanted.one("forecast") {
        work::forecast(&mut report);
    }
    serving.stop().await?;
    opened.close().await;
    if wanted.one("board") {
        board::measure(&database, board::Part::Pictures, &mut report).await?;
    }
    if wanted.one("reports") {
        board::measure(&database, board::Part::Reports, &mut report).await?;
    }
    if wanted.all() {
        let file = folder.join("report.json");
        std::fs::write(&file, serde_json::to_string_pretty(&report)?)?;
        println!("\nwritten to {}", file.display());
    }
    Ok(())
}

/// The parts that are asked for; all where none is named.
struct Wanted(Vec<String>);

impl Wanted {
    fn asked() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    fn all(&self) -> bool {
        self.0.is_empty()
    }

    fn one(&self, name: &str) -> bool {
        self.all() || self.0.iter().any(|asked| asked == name)
    }
}

/// The register being served over loopback.
struct Serving {
    at: SocketAddr,
    stop: oneshot::Sender<()>,
    served: JoinHandle<std::io::Result<()>>,
}

impl Serving {
    async fn start(store: &Store) -> Result<Self, Failure> {
        let site = Site::new(store.clone(), SiteSettings::local("target/bench/files"))?;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let at = listener.local_addr()?;
        let (stop, told) = oneshot::channel::<()>();
        let served = tokio::spawn(async move {
            let told = async {
                let _ = told.await;
            };
            server::serve::run(listener, &site, told).await
        });
        Ok(Self { at, stop, served })
    }

    async fn stop(self) -> Result<(), Failure> {
        // Whoever has stopped already need not be told.
        let _ = self.stop.send(());
        Ok(self.served.await??)
    }
}

/// Makes the city, unless an earlier run left it whole.
async fn prepare(folder: &Path, database: &Path) -> Result<(), Failure> {
    let done = folder.join(format!("city-{}.whole", city::VERSION));
    if done.exists() {
        return Ok(());
    }
    let begun = Instant::now();
    let backup = folder.join("city.backup");
    println!("writing a city of {} entries …", city::ENTRIES);
    city::write(&backup).await?;
    println!("written in {:.1?}; restoring it …", begun.elapsed());
    if database.exists() {
        std::fs::remove_dir_all(database)?;
    }
    let store = Store::open(&format!("surrealkv://{}", database.display()), Clock::Machine).await?;
    let restored = store.restore(BufReader::new(tokio::fs::File::open(&backup).await?)).await?;
    account(&store).await?;
    store.close().await;
    std::fs::remove_file(&backup)?;
    std::fs::write(&done, &restored.root)?;
    println!("restored and verified, {} entries, after {:.1?}", restored.entries, begun.elapsed());
    Ok(())
}

/// The account the client signs in with.
async fn account(store: &Store) -> Result<(), Failure> {
    let draft = domain::Draft::default().with("name", "Säkerhetssamordnare").with("role", "coordinator");
    let command = domain::Command {
        id: "bench-account".to_owned(),
        action: domain::Action::Create,
        kind: domain::Kind::Account,
        key: Some(domain::Key::parse(USER)?),
        rev: None,
        draft,
        reason: String::new(),
    };
    store.commit(&domain::Actor::system(), &command).await?;
    store.set_password(USER, &server::passwords::hash(PASSWORD)?).await?;
    Ok(())
}

/// Time from starting the program until it says it is ready, with all that data.
async fn start(url: &str, report: &mut Report) -> Result<(), Failure> {
    let program = std::env::current_exe()?.with_file_name("riskbild");
    if !program.exists() {
        println!("(start not measured: {} is not built)", program.display());
        return Ok(());
    }
    let mut times = Vec::new();
    for _ in 0..5 {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let begun = Instant::now();
        let mut child = Command::new(&program)
            .args(["serve", "--listen", &port.to_string(), "--database", url, "--files", "target/bench/files"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        loop {
            if let Ok(answer) = http::ask(port, "GET", "/readyz", "", "").await
                && answer.status == 200
            {
                break;
            }
            if begun.elapsed() > Duration::from_secs(60) {
                child.kill()?;
                return Err("the program did not get ready within a minute".into());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        times.push(begun.elapsed());
        // Asked to stop, so that the database is closed before it is opened again.
        Command::new("kill").arg(child.id().to_string()).status()?;
        child.wait()?;
    }
    let begun = Instant::now();
    Command::new(&program).arg("--version").stdout(Stdio::null()).status()?;
    report.add("ready after start", &mut times, ("the program starting at all", begun.elapsed()), 1000.0);
    Ok(())
}

/// Signs in, again and again, beside the hash alone.
async fn signing_in(at: SocketAddr, report: &mut Report) -> Result<String, Failure> {
    let hash = server::passwords::hash(PASSWORD)?;
    let mut alone = Vec::new();
    for _ in 0..10 {
        let (begun, hash) = (Instant::now(), hash.clone());
        tokio::task::spawn_blocking(move || server::passwords::verify(PASSWORD, &hash)).await?;
        alone.push(begun.elapsed());
    }
    let (mut times, mut cookie) = (Vec::new(), String::new());
    for _ in 0..10 {
        let (time, given) = sign_in(at).await?;
        times.push(time);
        cookie = given;
    }
    report.add("sign-in", &mut times, ("the hash alone", work::median(&mut alone)), 0.0);
    Ok(cookie)
}

/// Signs in once. Answers with how long it took and the cookie.
async fn sign_in(at: SocketAddr) -> Result<(Duration, String), Failure> {
    let body = format!("anvandarnamn={USER}&losenord={}&till=%2F", domain::query::encode(PASSWORD));
    let answer = http::ask(at, "POST", "/logga-in", "", &body).await?;
    if answer.status != 303 {
        return Err(format!("sign-in answered {}", answer.status).into());
    }
    let cookies = answer.head.lines().filter_map(|line| line.strip_prefix("set-cookie: "));
    let cookie = cookies.filter_map(|value| value.split(';').next()).collect::<Vec<_>>().join("; ");
    Ok((answer.total, cookie))
}
