//! Lists as they are now come from the database, lists of an earlier day are reckoned in memory: both must say the same.

use crate::register::{
    OTHER, OWN, Register, analysis, assignment, city_matter, control, deliverable, evidence, goal, indicator, marked,
    measure, project, recommendation, risk, service,
};
use domain::register::{Facet, Options, Sort};
use domain::{Action, Draft, Kind, ListQuery, Moment, Register as Lists};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const WORDS: [&str; 8] =
    ["Åtgärder", "behörigheten", "Östra", "ärendena", "driftstopp", "säkerhetskopior", "zon", "rutinens"];
const ASKED: [&str; 7] = ["", "åtgärd", "behörighet", "ÄRENDE", "kopior", "östra, zon", "rutin driftstopp"];

/// A record in few numbers.
#[derive(Debug, Clone, Copy)]
struct Seed(u8, u8, u8, u8);

impl Seed {
    fn title(self) -> String {
        let word = |n: u8| WORDS[usize::from(n) % WORDS.len()];
        format!("{} {}", word(self.0), word(self.1))
    }
    fn day(self, year: u16) -> String {
        format!("{year}-{:02}-{:02}", 1 + self.2 % 9, 1 + self.3 % 28)
    }
    fn owner(self) -> &'static str {
        if self.3.is_multiple_of(2) { OWN } else { OTHER }
    }
}

async fn fill(register: &Register, seeds: &[Seed]) {
    let coordinator = register.as_coordinator();
    register.load_framework("nis2").await;
    register.load_framework("csl").await;
    for (made, seed) in seeds.iter().enumerate() {
        let (title, owner) = (seed.title(), seed.owner());
        let mark = |draft: Draft, fields: &[&str]| if seed.2 % 5 == 0 { marked(draft, fields) } else { draft };
        let draft = risk(&title)
            .with("owner", owner)
            .with("category", if seed.0 % 2 == 0 { "Drift" } else { "Personal" })
            .with("area", if seed.1 % 2 == 0 { "technical" } else { "administrative" })
            .with("current_likelihood", (1 + seed.2 % 4).to_string())
            .with("current_consequence", (1 + seed.3 % 4).to_string())
            .with("current_date", seed.day(2025))
            .with("next_review", seed.day(2027 - u16::from(seed.0 % 2)));
        let key = coordinator.create_risk(mark(draft, &["cause"])).await;
        if seed.0 % 4 == 0 {
            coordinator.close(&key, "hanterad").await;
        }
        let mut draft = measure(&title).with("owner", owner).with("end", seed.day(2026 + u16::from(seed.1 % 2)));
        if seed.2 % 3 == 0 {
            draft.set("risks", key.as_str());
            draft.set("requirements", "NIS2-1");
        }
        // Each may wait for the one before it, which never leads around.
        if seed.0 % 2 == 0 && made > 0 {
            draft.set("depends_on", format!("ATG-{made:02}"));
        }
        let key = coordinator.create_measure(mark(draft, &["purpose"])).await;
        let delivered_by = key.clone();
        let percent = [0, 40, 100][usize::from(seed.2) % 3];
        coordinator.does(Action::Report, &key, Draft::default().with("percent", percent.to_string())).await;
        if seed.1 % 4 == 0 {
            coordinator.close(&key, "utgår").await;
        }
        let mut draft = deliverable(&title).with("owner", owner).with("measures", delivered_by.as_str());
        if seed.0 % 3 > 0 {
            draft =
                draft.with("decided_by", "Nämnden").with("decided", seed.day(2025)).with("next_review", seed.day(2026));
        }
        if seed.0 % 3 == 2 {
            draft.set("introduced", "2026-10-01");
        }
        let key = coordinator.create_deliverable(mark(draft, &["reference"])).await;
        if seed.3 % 5 == 0 {
            coordinator.close(&key, "upphävd").await;
        }
        let shown = key;
        let key = coordinator.create_control(mark(control(&title).with("owner", owner), &["result"])).await;
        if seed.1 % 2 == 0 {
            let draft =
                Draft::default().with("result", "minor").with("observation", "brist").with("date", seed.day(2026));
            coordinator.does(Action::Test, &key, draft).await;
        }
        let draft = evidence(&title)
            .with("owner", owner)
            .with("effective", seed.day(2025))
            .with("measures", if seed.2 % 2 == 0 { delivered_by.as_str() } else { "" })
            .with("deliverables", if seed.2 % 4 == 1 { shown.as_str() } else { "" })
            .with("valid_until", if seed.0 % 3 == 0 { String::new() } else { seed.day(2026) });
        coordinator.create_evidence(mark(draft, &["title"])).await;
        let draft = mark(indicator(&title).with("owner", owner).with("frequency", "yearly"), &["values"]);
        let key = coordinator.create(Kind::Indicator, draft).await;
        for (source, number) in [("Text", 80 + seed.0 % 2), ("Tabell", 80 + seed.1 % 2)] {
            let value = Draft::default().with("period", if seed.3 % 2 == 0 { "2024" } else { "2025-H1" });
            let value = value.with("value_kind", "outcome").with("number", number.to_string());
            coordinator.does(Action::Report, &key, value.with("value_source", source)).await;
        }
        let key = coordinator.create(Kind::Assignment, assignment(&title).with("owner", owner)).await;
        if seed.1 % 2 == 0 {
            coordinator.does(Action::ReportBack, &key, Draft::default()).await;
        }
        coordinator.create(Kind::Recommendation, recommendation(&title).with("owner", owner)).await;
        coordinator.create(Kind::Analysis, analysis(&title).with("owner", owner)).await;
        let key = coordinator.create(Kind::Goal, mark(goal(&title).with("owner", owner), &["comment"])).await;
        let period = if seed.3 % 2 == 0 { "2026-02" } else { "2026-05" };
        let said = Draft::default().with("period", period).with("comment", "pågår");
        coordinator.does(Action::Report, &key, said).await;
        let key = coordinator.create(Kind::Project, mark(project(&title).with("owner", owner), &["causes"])).await;
        if seed.2 % 2 == 0 {
            let status = Draft::default().with("period", period).with("cost", "yellow").with("cost_cause", "dröjer");
            coordinator.does(Action::Report, &key, status).await;
        }
        let state = if seed.0 % 2 == 0 { "open" } else { "dialogue" };
        let matter = city_matter(&title).with("owner", owner).with("state", state);
        coordinator.create(Kind::CityMatter, mark(matter, &["question"])).await;
        let service = service(&title).with("owner", owner).with("criticality", "high");
        coordinator.create(Kind::Service, mark(service, &["used_by"])).await;
    }
}

/// Every value of every filter alone, and every search, in every order.
fn queries(lists: Lists) -> Vec<ListQuery> {
    let mut narrowed = vec![ListQuery::new(lists)];
    for filter in lists.filters() {
        let values: Vec<String> = match filter.options {
            Options::Codes(_, codes) => codes.iter().map(|code| (*code).to_owned()).collect(),
            Options::Categories => vec!["Drift".into(), "Personal".into()],
            Options::Functions => vec![OWN.into(), OTHER.into()],
            Options::Frameworks => vec!["nis2".into(), "csl".into()],
            Options::Bands => (1..=4).map(|n| n.to_string()).collect(),
            Options::Hidden => vec!["34".into(), "11".into()],
        };
        for value in values {
            let mut query = ListQuery::new(lists);
            query.filters.insert(filter.param.to_owned(), value);
            if filter.on != Facet::State && lists.filters()[0].on == Facet::State {
                query.filters.insert(lists.filters()[0].param.to_owned(), "all".to_owned());
            }
            narrowed.push(query);
        }
    }
    for text in ASKED.into_iter().skip(1) {
        narrowed.push(ListQuery { text: text.to_owned(), ..ListQuery::new(lists) });
    }
    let mut queries = Vec::new();
    for query in narrowed {
        for &sort in Sort::ALL {
            for falling in [false, true] {
                queries.push(ListQuery { sort, falling, all_columns: true, size: 200, ..query.clone() });
            }
        }
    }
    queries
}

#[test]
fn now_and_then_agree_on_every_filter_search_and_order() {
    let seed = any::<(u8, u8, u8, u8)>().prop_map(|(a, b, c, d)| Seed(a, b, c, d));
    let strategy = proptest::collection::vec(seed, 4..10);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    TestRunner::new(Config { cases: 2, max_shrink_iters: 0, ..Config::default() })
        .run(&strategy, |seeds| {
            runtime.block_on(async {
                let register = Register::in_memory().await;
                fill(&register, &seeds).await;
                // A day later nothing has been written, so yesterday evening is now; only overdue counts from the day.
                for who in [register.as_coordinator(), register.as_owner(), register.as_member()] {
                    register.at_time("2026-11-23T22:00:00Z");
                    let now = who.sees().await;
                    register.at_time("2026-11-24T12:00:00Z");
                    let then = who.saw("2026-11-23").await;
                    for &lists in Lists::ALL.iter().filter(|lists| lists.kind().is_some()) {
                        let whole = who.actor.role == domain::access::Role::Coordinator;
                        let orders = queries(lists).into_iter();
                        for query in orders.filter(|query| whole || query.sort == Sort::Number) {
                            let past = ListQuery { moment: Moment::On(then.day()), ..query.clone() };
                            let (one, other) = (now.list(&query).await.unwrap(), then.list(&past).await.unwrap());
                            let of = |listing: &domain::listing::Listing| {
                                (listing.rows.clone(), listing.total, listing.whole)
                            };
                            assert_eq!(of(&one), of(&other), "{query:?}");
                            assert_eq!(now.chunk(&query, 0).await.unwrap(), one.rows);
                            assert_eq!(then.chunk(&past, 0).await.unwrap(), one.rows);
                        }
                    }
                    let matrix = now.matrix(&ListQuery::new(Lists::Risks)).await.unwrap();
                    let past = then.matrix(&ListQuery::new(Lists::Risks)).await.unwrap();
                    assert_eq!(matrix.rows, past.rows);
                }
            });
            Ok(())
        })
        .unwrap();
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repeats() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    for n in 0..23 {
        coordinator.create_risk(risk(&format!("Risk {}", n % 3))).await;
    }
    let view = coordinator.sees().await;
    for &sort in Sort::ALL {
        for falling in [false, true] {
            let mut keys = Vec::new();
            for page in 1..=5 {
                let query = ListQuery { sort, falling, page, size: 5, ..ListQuery::new(Lists::Risks) };
                let listing = view.list(&query).await.unwrap();
                assert_eq!(listing.total, 23);
                keys.extend(listing.rows.into_iter().map(|row| row.key));
            }
            keys.sort();
            keys.dedup();
            assert_eq!(keys.len(), 23, "{sort:?} {falling}");
        }
    }
}
