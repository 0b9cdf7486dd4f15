//! The report that the register started from: entered as demo content, the register makes a report with the same chapters and
//! the same facts.

use domain::picture::Outcome;
use domain::query::{ListQuery, decode};
use domain::report::{Chapter, Content, Statement};
use domain::{Actor, Body, Key, Kind, Moment, Register, Role};
use serde::Deserialize;
use std::collections::BTreeSet;
use store::{Clock, Store, View, demo};

const LINES: &str = include_str!("../seed/mars-2024.json");

#[derive(Deserialize)]
struct Seed {
    lines: Vec<Line>,
}

/// A line of the report.
#[derive(Debug, Deserialize)]
struct Line {
    /// The chapter, as a code.
    chapter: String,
    /// The heading it stands under with others.
    group: String,
    /// What it is about, word for word.
    subject: String,
    /// Words of what it is about, where the demo says it shorter.
    #[serde(default)]
    subject_holds: Vec<String>,
    /// What it says.
    says: Vec<String>,
    /// The records it rests on.
    rests_on: Vec<String>,
}

impl Line {
    fn is(&self, statement: &Statement) -> bool {
        let subject = self.subject.is_empty() || self.subject == statement.subject;
        let rests = |key: &String| {
            statement
                .facts
                .iter()
                .any(|fact| fact.value == *key || fact.address.split(['/', '?']).any(|part| part == key))
        };
        statement.chapter.code() == self.chapter
            && statement.group == self.group
            && subject
            && self.subject_holds.iter().all(|word| statement.subject.contains(word.as_str()))
            && self.says.iter().all(|words| statement.text.contains(words.as_str()))
            && self.rests_on.iter().all(rests)
    }
}

fn reader() -> Actor {
    Actor { role: Role::Coordinator, ..Actor::system() }
}

/// The report of March 2024 as the board decided on it.
async fn decided(view: &View<'_>) -> Content {
    let key = Key::parse("RAP-01").unwrap();
    let Body::Report(report) = view.body(Kind::Report, &key).await.unwrap() else { panic!("RAP-01 is no report") };
    let decision = report.decisions.last().unwrap();
    assert_eq!((decision.outcome, report.title().as_str()), (Outcome::Approve, "Delårsrapport mars 2024"));
    let content = decision.content.clone().unwrap();
    let Body::ReportContent(content) = view.body(Kind::ReportContent, &content).await.unwrap() else {
        panic!("what was decided has no content")
    };
    *content
}

#[tokio::test]
async fn the_report_of_march_2024_agrees_with_the_one_it_all_started_from_line_by_line() {
    let store = Store::open("mem://", Clock::Machine).await.unwrap();
    demo::load(&store).await.unwrap();
    let actor = reader();
    let view = store.view(&actor, Moment::Now).await.unwrap();
    let content = decided(&view).await;
    assert_eq!((content.board.as_str(), content.template.as_str()), ("Nämnden för Intraservice", "Nämnder och bolag"));
    // The chapters stand in the report's order, and each has something to say.
    let chapters: Vec<Chapter> = content.statements.iter().map(|one| one.chapter).collect();
    assert!(chapters.is_sorted());
    assert_eq!(chapters.into_iter().collect::<BTreeSet<_>>(), Chapter::ALL.iter().copied().collect());

    let seed: Seed = serde_json::from_str(LINES).unwrap();
    let mut missing: Vec<String> = Vec::new();
    for line in &seed.lines {
        if !content.statements.iter().any(|statement| line.is(statement)) {
            let near =
                content.statements.iter().filter(|one| one.chapter.code() == line.chapter && one.group == line.group);
            let near = near.filter(|one| line.subject.is_empty() || one.subject == line.subject);
            missing
                .push(format!("{line:?}\n    of {:?}", near.map(|one| (&one.subject, &one.text)).collect::<Vec<_>>()));
        }
    }
    assert!(missing.is_empty(), "{} of {}:\n{}", missing.len(), seed.lines.len(), missing.join("\n"));
    // What the report has of each chapter stands in its order: each line after the one before it, where both are the register's.
    for chapter in Chapter::ALL {
        let places: Vec<usize> = seed
            .lines
            .iter()
            .filter(|line| line.chapter == chapter.code())
            .filter_map(|line| content.statements.iter().position(|one| line.is(one) && !one.id.starts_with("own.")))
            .collect();
        assert!(places.is_sorted(), "{chapter:?}: {places:?}");
    }
}

#[tokio::test]
async fn the_law_that_was_coming_then_is_in_force_now_and_the_figures_that_differ_both_stand() {
    let store = Store::open("mem://", Clock::Machine).await.unwrap();
    demo::load(&store).await.unwrap();
    let actor = reader();
    let view = store.view(&actor, Moment::Now).await.unwrap();
    let content = decided(&view).await;
    assert!(content.of(Chapter::Information).any(|one| one.text.contains("kommande cybersäkerhetslagen")));
    let year = Key::parse("RAP-03").unwrap();
    let Body::Report(later) = view.body(Kind::Report, &year).await.unwrap() else { panic!("RAP-03 is no report") };
    assert!(later.taken.iter().any(|one| one.statement.text.contains("trädde i kraft 2026-01-15")));
    let sla = Key::parse("IND-01").unwrap();
    let Body::Indicator(sla) = view.body(Kind::Indicator, &sla).await.unwrap() else {
        panic!("IND-01 is no indicator")
    };
    let numbers: BTreeSet<String> =
        sla.values.iter().filter_map(|one| Some(one.number.as_ref()?.to_string())).collect();
    assert!(["75", "80", "84", "85"].iter().all(|number| numbers.contains(*number)), "{numbers:?}");
    // The audit's word is on earlier recommendations, and the report doesn't say more than that.
    let audit =
        content.of(Chapter::Deviations).find(|one| one.facts.iter().any(|fact| fact.address.contains("REK-01")));
    assert!(audit.unwrap().text.contains("Bedömningen avser tidigare rekommendationer"));
}

/// The number that a fact's words say; none where it is no number of records.
fn counted(value: &str) -> Option<u64> {
    const WORDS: [&str; 13] =
        ["inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    let value = value.to_lowercase().replace('\u{a0}', "");
    let alike = match value.as_str() {
        "ingen" | "inget" => "inga",
        "ett" => "en",
        other => other,
    };
    let word = WORDS.iter().position(|word| *word == alike).and_then(|place| u64::try_from(place).ok());
    word.or_else(|| value.parse().ok())
}

#[tokio::test]
async fn every_number_leads_to_a_list_of_just_what_it_counts() {
    let store = Store::open("mem://", Clock::Machine).await.unwrap();
    demo::load(&store).await.unwrap();
    let actor = reader();
    let view = store.view(&actor, Moment::Now).await.unwrap();
    let today = Clock::Machine.today();
    let mut told = 0;
    let mut wrong = Vec::new();
    for report in ["RAP-01", "RAP-02", "RAP-03", "RAP-05"] {
        let page = view.report(&Key::parse(report).unwrap()).await.unwrap();
        for statement in page.standings.iter().filter_map(|standing| standing.now.as_ref()) {
            for fact in &statement.facts {
                let (path, query) = fact.address.split_once('?').unwrap_or((&fact.address, ""));
                let pairs = decode(query);
                let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                let register = Register::from_code(path.trim_start_matches('/'));
                // None leads to where they would be.
                let (Some(register), Some(count @ 1..)) = (register, counted(&fact.value)) else { continue };
                let query = ListQuery::parse(register, pairs, today).unwrap();
                let then = store.view(&actor, query.moment).await.unwrap();
                let listed = then.list(&query).await.unwrap().total;
                told += 1;
                if listed != count {
                    wrong.push(format!(
                        "{report} {}: {} {} leads to {listed} at {}",
                        statement.id, fact.name, fact.value, fact.address
                    ));
                }
            }
        }
    }
    assert!(told > 20, "only {told} numbers");
    assert!(wrong.is_empty(), "{} of {told}:\n{}", wrong.len(), wrong.join("\n"));
}
