//! The size of a city, for measuring by hand: `cargo test --release --test store -- --ignored --nocapture city`.

use crate::register::{OTHER, OWN, Register, control, evidence, measure, risk};
use domain::register::Sort;
use domain::{Action, Command, Draft, Kind, ListQuery, Moment, Register as Lists};
use std::time::{Duration, Instant};
use store::{Clock, Store};

/// A middle and a high value of some runs, in milliseconds.
fn told(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)].as_secs_f64() * 1000.0;
    println!("{name:<40} p50 {:>8.2} ms   p95 {:>8.2} ms", at(50), at(95));
}

macro_rules! timed {
    ($name:expr, $runs:expr, $what:expr) => {{
        let mut times = Vec::new();
        for _ in 0..$runs {
            let begun = Instant::now();
            $what;
            times.push(begun.elapsed());
        }
        told($name, times);
    }};
}

const WORDS: [&str; 12] = [
    "Bortfall",
    "behörigheter",
    "säkerhetskopior",
    "leverantör",
    "avtal",
    "ärenden",
    "åtkomst",
    "övning",
    "krisledning",
    "nätverk",
    "loggning",
    "arkiv",
];

fn title(n: u32) -> String {
    let word = |n: u32| WORDS[n as usize % WORDS.len()];
    format!("{} {} {} {n}", word(n), word(n / 12), word(n * 7 + n / 144))
}

async fn fill(register: &Register, size: u32) {
    let actor = register.as_coordinator().actor;
    store::catalogue::load(&register.store).await.unwrap();
    let requirements = ["NIS2-21.2.a", "NIS2-21.2.b", "NIS2-21.2.c", "NIS2-21.2.d", "NIS2-21.2.i", "CSL-2-3"];
    let owner = |n: u32| if n.is_multiple_of(7) { OWN } else { OTHER };
    for (kind, count) in
        [(Kind::Risk, size), (Kind::Measure, size * 2), (Kind::Control, size / 2), (Kind::Evidence, size * 5)]
    {
        let begun = Instant::now();
        for n in 1..=count {
            let requirement = requirements[n as usize % requirements.len()];
            let draft = match kind {
                Kind::Risk => risk(&title(n))
                    .with("current_likelihood", (1 + n % 4).to_string())
                    .with("current_consequence", (1 + n / 4 % 4).to_string())
                    .with("next_review", format!("2027-{:02}-{:02}", 1 + n % 12, 1 + n % 28)),
                Kind::Measure => measure(&title(n))
                    .with("risks", format!("RSK-{:02}", 1 + n % size))
                    .with("end", format!("2026-{:02}-{:02}", 1 + n % 12, 1 + n % 28)),
                Kind::Control => control(&title(n)).with("measures", format!("ATG-{:02}", 1 + n % size)),
                _ => evidence(&title(n)).with("measures", format!("ATG-{:02}", 1 + n % size)),
            };
            let draft: Draft = draft.with("owner", owner(n)).with("requirements", requirement);
            let id = format!("{}-{n}", kind.code());
            let (action, reason) = (Action::Create, String::new());
            let command = Command { id, action, kind, key: None, rev: None, draft, reason };
            register.store.commit(&actor, &command).await.unwrap();
        }
        println!("{count} {}: {:?}", kind.code(), begun.elapsed() / count);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "takes minutes; for measuring"]
async fn city() {
    let size = std::env::var("SIZE").ok().and_then(|size| size.parse().ok()).unwrap_or(10_000);
    let place = std::path::PathBuf::from(format!("/tmp/riskbild-city-{size}"));
    let url = format!("surrealkv://{}", place.display());
    let clock = Clock::fixed("2026-11-23T12:00:00Z".parse().unwrap());
    let register = Register::over(Store::open(&url, clock.clone()).await.unwrap(), clock);
    if register.store.is_empty().await.unwrap() {
        fill(&register, size).await;
    }
    register.at_time("2026-11-24T12:00:00Z");
    let coordinator = register.as_coordinator();
    let owner = register.as_owner();
    timed!("view", 20, coordinator.sees().await);
    for (who, name) in [(&coordinator, "coordinator"), (&owner, "owner")] {
        let view = who.sees().await;
        for &lists in [Lists::Risks, Lists::Measures, Lists::Evidence].iter() {
            for &sort in Sort::ALL {
                let query = ListQuery { sort, ..ListQuery::new(lists) };
                timed!(
                    &format!("{name} list {} by {}", lists.code(), sort.code()),
                    10,
                    view.list(&query).await.unwrap()
                );
            }
            let all = || ListQuery::new(lists);
            let filtered = |param: &str, value: &str| {
                let mut query = all();
                query.filters.insert(param.to_owned(), value.to_owned());
                query
            };
            for (param, value) in [("status", "all"), ("status", "overdue"), ("ansvarig", OWN)] {
                let query = filtered(param, value);
                timed!(&format!("{name} list {} {param}={value}", lists.code()), 10, view.list(&query).await.unwrap());
            }
            if lists == Lists::Measures {
                let query = filtered("flagga", "evidence_missing");
                timed!(&format!("{name} list atgarder flagga"), 10, view.list(&query).await.unwrap());
            }
            let deep = ListQuery { page: 150, ..all() };
            timed!(&format!("{name} list {} page 150", lists.code()), 10, view.list(&deep).await.unwrap());
            let text = ListQuery { text: "behörighet nätverket".into(), ..all() };
            timed!(&format!("{name} list {} search", lists.code()), 10, view.list(&text).await.unwrap());
        }
        timed!(&format!("{name} matrix"), 10, view.matrix(&ListQuery::new(Lists::Risks)).await.unwrap());
        let key = "RSK-07".to_owned().try_into().unwrap();
        timed!(&format!("{name} detail"), 10, view.detail(Kind::Risk, &key).await.unwrap());
        timed!(&format!("{name} search"), 10, view.search("säkerhetskopior 77").await.unwrap());
        timed!(&format!("{name} coverage"), 5, view.coverage("nis2").await.unwrap());
        timed!(&format!("{name} frameworks"), 5, view.frameworks().await.unwrap());
        timed!(&format!("{name} overview"), 5, view.overview().await.unwrap());
        timed!(&format!("{name} programme"), 5, view.programme().await.unwrap());
        timed!(&format!("{name} journal"), 10, view.journal(&Default::default()).await.unwrap());
    }
    let view = coordinator.saw("2026-11-23").await;
    let query = ListQuery { moment: Moment::On(view.day()), ..ListQuery::new(Lists::Risks) };
    timed!("yesterday list", 5, view.list(&query).await.unwrap());
    timed!("export chunk 9", 5, coordinator.sees().await.chunk(&ListQuery::new(Lists::Risks), 9000).await.unwrap());
    let risk_key = "RSK-07".to_owned().try_into().unwrap();
    let mut n = 0;
    timed!("commit", 20, {
        n += 1;
        coordinator.update(&risk_key, risk(&format!("Ny {n} {:?}", Instant::now()))).await
    });
    timed!("verify", 1, assert_eq!(register.store.verify().await.unwrap().findings, []));
    let mut file = Vec::new();
    timed!("backup", 1, register.store.backup(&mut file).await.unwrap());
    println!("{} MB", file.len() / 1_000_000);
    let other = Register::in_memory().await;
    timed!("restore in memory", 1, other.store.restore(std::io::Cursor::new(&file)).await.unwrap());
    register.store.close().await;
}
