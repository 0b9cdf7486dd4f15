//! What a secrecy marking covers reaches nobody without clearance: by no view, for no earlier day, and by no search.

use crate::register::{
    As, OWN, Register, analysis, assignment, city_matter, control, deliverable, evidence, goal, indicator, marked,
    measure, project, recommendation, risk, service,
};
use domain::history::JournalQuery;
use domain::register::{STATE_ALL, Sort};
use domain::{Action, Draft, Key, Kind, ListQuery, Register as Lists};
use serde_json::json;
use store::View;

/// A needle for each field that can be marked, and for the marking's own note.
fn needle(kind: Kind, field: &str) -> String {
    format!("nål{}{}", kind.code(), field.replace('_', ""))
}

fn needles() -> Vec<String> {
    let markable: [(Kind, &[&str]); 13] = [
        (Kind::Risk, domain::risk::Risk::MARKABLE),
        (Kind::Measure, domain::measure::Measure::MARKABLE),
        (Kind::Deliverable, domain::deliverable::Deliverable::MARKABLE),
        (Kind::Control, domain::control::Control::MARKABLE),
        (Kind::Evidence, domain::evidence::Evidence::MARKABLE),
        (Kind::Indicator, domain::indicator::Indicator::MARKABLE),
        (Kind::Assignment, domain::assignment::Assignment::MARKABLE),
        (Kind::Recommendation, domain::recommendation::Recommendation::MARKABLE),
        (Kind::Analysis, domain::analysis::Analysis::MARKABLE),
        (Kind::Goal, domain::goal::Goal::MARKABLE),
        (Kind::Project, domain::project::Project::MARKABLE),
        (Kind::CityMatter, domain::city_matter::CityMatter::MARKABLE),
        (Kind::Service, domain::service::Service::MARKABLE),
    ];
    let fields = |(kind, fields): (Kind, &[&str])| {
        // A control's result is one of a few codes and can't hold a needle; its own test is further down.
        let named = fields.iter().filter(|field| **field != "result").map(move |field| needle(kind, field));
        named.chain([needle(kind, "note_of_marking"), needle(kind, "reason")]).collect::<Vec<_>>()
    };
    markable.into_iter().flat_map(fields).collect()
}

fn drafts() -> [(Kind, Draft, &'static [&'static str]); 13] {
    let n = needle;
    [
        (
            Kind::Risk,
            risk("Risk med hemligt")
                .with("cause", n(Kind::Risk, "cause"))
                .with("event", n(Kind::Risk, "event"))
                .with("consequence", n(Kind::Risk, "consequence"))
                .with("treatment_note", n(Kind::Risk, "treatment_note"))
                .with("inherent_likelihood", "4")
                .with("inherent_consequence", "4")
                .with("inherent_rationale", n(Kind::Risk, "rationale"))
                .with("current_rationale", n(Kind::Risk, "rationale"))
                .with("requirements", "NIS2-1"),
            domain::risk::Risk::MARKABLE,
        ),
        (
            Kind::Measure,
            measure("Åtgärd med hemligt")
                .with("purpose", n(Kind::Measure, "purpose"))
                .with("risks", "RSK-01")
                .with("requirements", "NIS2-1"),
            domain::measure::Measure::MARKABLE,
        ),
        (
            Kind::Deliverable,
            deliverable("Leverabel med hemligt")
                .with("kind", "role")
                .with("responsibilities", n(Kind::Deliverable, "responsibilities"))
                .with("mandate", n(Kind::Deliverable, "mandate"))
                .with("reference", n(Kind::Deliverable, "reference"))
                .with("measures", "ATG-01"),
            domain::deliverable::Deliverable::MARKABLE,
        ),
        (
            Kind::Control,
            control("Kontroll med hemligt")
                .with("method", n(Kind::Control, "method"))
                .with("measures", "ATG-01")
                .with("requirements", "NIS2-1"),
            domain::control::Control::MARKABLE,
        ),
        (
            Kind::Evidence,
            evidence(&n(Kind::Evidence, "title"))
                .with("reference", n(Kind::Evidence, "reference"))
                .with("place", n(Kind::Evidence, "place"))
                .with("note", n(Kind::Evidence, "note"))
                .with("measures", "ATG-01")
                .with("requirements", "NIS2-1"),
            domain::evidence::Evidence::MARKABLE,
        ),
        (
            Kind::Indicator,
            indicator("Indikator med hemligt")
                .with("definition", n(Kind::Indicator, "definition"))
                .with("note", n(Kind::Indicator, "note"))
                .with("risks", "RSK-01"),
            domain::indicator::Indicator::MARKABLE,
        ),
        (
            Kind::Assignment,
            assignment("Uppdrag med hemligt").with("risks", "RSK-01"),
            domain::assignment::Assignment::MARKABLE,
        ),
        (
            Kind::Recommendation,
            recommendation("Rekommendation med hemligt")
                .with("text", n(Kind::Recommendation, "text"))
                .with("measures", "ATG-01"),
            domain::recommendation::Recommendation::MARKABLE,
        ),
        (
            Kind::Analysis,
            analysis("Analys med hemligt")
                .with("conclusion", n(Kind::Analysis, "conclusion"))
                .with("assignments", "UPD-01"),
            domain::analysis::Analysis::MARKABLE,
        ),
        (Kind::Goal, goal("Mål med hemligt").with("measures", "ATG-01"), domain::goal::Goal::MARKABLE),
        (
            Kind::Project,
            project("Projekt med hemligt").with("came_to", n(Kind::Project, "came_to")).with("risks", "RSK-01"),
            domain::project::Project::MARKABLE,
        ),
        (
            Kind::CityMatter,
            city_matter("Fråga med hemligt")
                .with("question", n(Kind::CityMatter, "question"))
                .with("came_to", n(Kind::CityMatter, "came_to"))
                .with("risks", "RSK-01"),
            domain::city_matter::CityMatter::MARKABLE,
        ),
        (
            Kind::Service,
            service("Tjänst med hemligt")
                .with("description", n(Kind::Service, "description"))
                .with("used_by", n(Kind::Service, "used_by"))
                .with("risks", "RSK-01"),
            domain::service::Service::MARKABLE,
        ),
    ]
}

/// A register where everything was open on 10 February and has been marked since 12 February.
async fn marked_register() -> Register {
    let register = Register::in_memory().await;
    register.at_time("2026-02-10T12:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    for (kind, draft, _) in drafts() {
        coordinator.done(Action::Create, kind, None, None, draft).await;
    }
    let key = |text: &str| Key::parse(text).unwrap();
    let progress = needle(Kind::Measure, "progress");
    let report = Draft::default().with("percent", "40").with("note", &*progress).with("next_step", &*progress);
    coordinator.does(Action::Report, &key("ATG-01"), report).await;
    let test = Draft::default().with("result", "major").with("observation", needle(Kind::Control, "observation"));
    coordinator.does(Action::Test, &key("KTR-01"), test).await;
    let file = Draft::default()
        .with("sha256", "ab".repeat(32))
        .with("name", format!("{}.pdf", needle(Kind::Evidence, "file")))
        .with("size", "10")
        .with("media_type", "application/pdf");
    coordinator.does(Action::Attach, &key("EVD-01"), file).await;
    let value = Draft::default()
        .with("period", "2025")
        .with("value_kind", "outcome")
        .with("number", "84")
        .with("value_source", needle(Kind::Indicator, "values"));
    coordinator.does(Action::Report, &key("IND-01"), value).await;
    let standing = Draft::default().with("work", "ongoing").with("comment", needle(Kind::Assignment, "comment"));
    coordinator.does(Action::Report, &key("UPD-01"), standing).await;
    let said = Draft::default().with("comment", needle(Kind::Goal, "comment"));
    coordinator.does(Action::Report, &key("MAL-01"), said).await;
    let said = Draft::default().with("state", "dialogue").with("comment", needle(Kind::CityMatter, "comment"));
    coordinator.does(Action::Report, &key("SGF-01"), said).await;
    let causes = needle(Kind::Project, "causes");
    let red = Draft::default().with("cost", "red").with("cost_cause", &*causes).with("cost_action", &*causes);
    coordinator.does(Action::Report, &key("PRJ-01"), red).await;
    let judged = Draft::default()
        .with("handled", "partly")
        .with("judged_by", "Stadsrevisionen")
        .with("judged", "2026-02-01")
        .with("about", "Tidigare rekommendationer")
        .with("note", needle(Kind::Recommendation, "note"));
    coordinator.does(Action::Judge, &key("REK-01"), judged).await;
    register.at_time("2026-02-12T12:00:00Z");
    for (kind, draft, fields) in drafts() {
        let draft = marked(draft, fields).with("secrecy_note", needle(kind, "note_of_marking"));
        let key = Key::numbered(kind.prefix().unwrap(), 1);
        let mut command = coordinator.command(Action::Update, kind, Some(key.as_str()), None, draft);
        command.reason = needle(kind, "reason");
        coordinator.submit(&command).await.unwrap();
    }
    register.at_time("2026-02-20T12:00:00Z");
    register
}

/// What every way of looking answers, by its name.
async fn everything(view: &View<'_>) -> Vec<(String, String)> {
    let mut told: Vec<(String, serde_json::Value)> = Vec::new();
    for &lists in Lists::ALL.iter().filter(|lists| lists.kind().is_some()) {
        let kind = lists.kind().unwrap();
        for &sort in Sort::ALL {
            let mut query = ListQuery { all_columns: true, sort, moment: view.moment, ..ListQuery::new(lists) };
            if lists != Lists::Requirements {
                query.filters.insert("status".to_owned(), STATE_ALL.to_owned());
            }
            told.push((format!("list {lists:?}"), json!(view.list(&query).await.unwrap())));
            told.push((format!("chunk {lists:?}"), json!(view.chunk(&query, 0).await.unwrap())));
        }
        let key = Key::parse(if kind == Kind::Requirement { "NIS2-1" } else { "" })
            .unwrap_or_else(|_| Key::numbered(kind.prefix().unwrap_or("x"), 1));
        if let Ok(detail) = view.detail(kind, &key).await {
            told.push((format!("detail {kind:?}"), json!(detail)));
            told.push((format!("draft {kind:?}"), json!(view.draft(kind, &key).await.unwrap())));
            told.push((format!("body {kind:?}"), json!(view.body(kind, &key).await.unwrap())));
            told.push((format!("history {kind:?}"), json!(view.history(kind, &key, 50).await.unwrap())));
        }
    }
    told.push(("matrix".into(), json!(view.matrix(&ListQuery::new(Lists::Risks)).await.unwrap())));
    told.push(("coverage".into(), json!(view.coverage("nis2").await.unwrap())));
    told.push(("frameworks".into(), json!(view.frameworks().await.unwrap())));
    told.push(("framework_list".into(), json!(view.framework_list().await.unwrap())));
    told.push(("programme".into(), json!(view.programme().await.unwrap())));
    told.push(("overview".into(), json!(view.overview().await.unwrap())));
    told.push(("evidence_list".into(), json!(view.evidence_list(&Default::default()).await.unwrap())));
    told.push(("search hemligt".into(), json!(view.search("hemligt").await.unwrap())));
    told.push(("search EVD-01".into(), json!(view.search("EVD-01").await.unwrap())));
    if let Ok(page) = view.journal(&JournalQuery::default()).await {
        told.push(("journal".into(), json!(page)));
        told.push(("entries".into(), json!(view.entries(&JournalQuery::default(), 100).await.unwrap())));
    }
    if let Ok(accounts) = view.accounts().await {
        told.push(("accounts".into(), json!(accounts)));
    }
    told.into_iter().map(|(name, value)| (name, value.to_string())).collect()
}

fn uncleared(register: &Register) -> Vec<As<'_>> {
    vec![
        register.as_member(),
        register.as_secretary(),
        register.as_auditor(&[]),
        register.as_admin(),
        register.as_other_owner(),
    ]
}

#[tokio::test]
async fn the_uncleared_are_told_nothing_of_what_is_marked_now_or_for_an_earlier_day() {
    let register = marked_register().await;
    let needles = needles();
    for who in uncleared(&register) {
        for view in [who.sees().await, who.saw("2026-02-10").await, who.saw("2026-02-13").await] {
            for (name, told) in everything(&view).await {
                for needle in &needles {
                    assert!(!told.contains(needle.as_str()), "{:?} {:?} {name}: {needle}", who.actor.role, view.moment);
                }
            }
            for needle in &needles {
                let found = view.search(needle).await.unwrap();
                assert!(found.is_empty(), "{:?} {:?}: searching {needle} finds {found:?}", who.actor.role, view.moment);
            }
        }
    }
}

#[tokio::test]
async fn the_cleared_see_all_of_it() {
    let register = marked_register().await;
    for who in [register.as_coordinator(), register.as_owner()] {
        for view in [who.sees().await, who.saw("2026-02-13").await] {
            let told = everything(&view).await.into_iter().map(|(_, told)| told).collect::<String>();
            for needle in needles() {
                assert!(told.contains(&needle), "{:?} {:?}: {needle}", who.actor.role, view.moment);
            }
        }
    }
}

#[tokio::test]
async fn a_search_finds_no_marked_text_even_for_the_cleared_so_the_index_never_holds_it() {
    let register = marked_register().await;
    let coordinator = register.as_coordinator();
    for needle in needles() {
        assert!(coordinator.sees().await.search(&needle).await.unwrap().is_empty(), "{needle}");
    }
}

#[tokio::test]
async fn a_marked_result_can_neither_be_read_nor_filtered_out() {
    let register = marked_register().await;
    register.as_coordinator().create_control(control("Öppen kontroll").with("requirements", "NIS2-1")).await;
    for who in uncleared(&register) {
        for view in [who.sees().await, who.saw("2026-02-10").await, who.saw("2026-02-13").await] {
            let mut query = ListQuery { moment: view.moment, ..ListQuery::new(Lists::Controls) };
            query.filters.insert("resultat".to_owned(), "major".to_owned());
            assert_eq!(view.list(&query).await.unwrap().total, 0, "{:?} {:?}", who.actor.role, view.moment);
            for (name, told) in everything(&view).await {
                // The filter's own choices are not what was found.
                assert!(
                    !told.contains("\"major\"") && !told.contains("\"controls_deviating\":1"),
                    "{:?} {name}: {told}",
                    who.actor.role
                );
            }
        }
    }
}

#[tokio::test]
async fn who_owned_it_before_it_was_marked_is_told_no_more_than_others() {
    let register = marked_register().await;
    let coordinator = register.as_coordinator();
    let (_, draft, fields) = drafts().into_iter().next().unwrap();
    let moved = marked(draft, fields).with("owner", crate::register::OTHER);
    coordinator.update(&Key::parse("RSK-01").unwrap(), moved).await;
    register.at_time("2026-02-25T12:00:00Z");
    let before = register.as_owner();
    assert_eq!(before.actor.functions, [OWN]);
    for day in ["2026-02-10", "2026-02-13"] {
        let view = before.saw(day).await;
        for (name, told) in everything(&view).await {
            assert!(!told.contains("nålrisk"), "{day} {name}: {told}");
        }
    }
}
