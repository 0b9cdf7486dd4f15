//! What is followed up: figures whose sources differ, assignments that end in order, and whose word a recommendation rests on.

use crate::register::{OWN, Register, analysis, assignment, evidence, indicator, measure, recommendation, risk};
use domain::disposal::WORD;
use domain::error::{ErrorCode, FieldError};
use domain::indicator::{Sources, ValueKind};
use domain::recommendation::RecommendationState;
use domain::{Action, AppError, Body, Cell, Draft, Key, Kind, ListQuery, Register as Lists};
use store::View;

fn value(period: &str, number: &str, source: &str) -> Draft {
    Draft::default()
        .with("period", period)
        .with("value_kind", "outcome")
        .with("number", number)
        .with("value_source", source)
}

async fn body(view: &View<'_>, key: &Key) -> Body {
    view.body(key.kind(), key).await.unwrap()
}

/// The cells of a record's row, by column.
async fn cell(view: &View<'_>, lists: Lists, column: &str) -> Vec<Cell> {
    let query = ListQuery { all_columns: true, moment: view.moment, ..ListQuery::new(lists) };
    let place = query.columns().iter().position(|name| *name == column).unwrap();
    view.list(&query).await.unwrap().rows.into_iter().map(|row| row.cells[place].clone()).collect()
}

#[tokio::test]
async fn figures_are_kept_as_they_were_said_now_and_for_an_earlier_day() {
    for register in Register::everywhere().await {
        let coordinator = register.as_coordinator();
        let key = coordinator.create(Kind::Indicator, indicator("SLA")).await;
        assert_eq!(key.as_str(), "IND-01");
        let text = value("Q1 2024", "84,0", "Text").with("qualifier", "strax över");
        coordinator.does(Action::Report, &key, text).await;
        register.at_time("2026-11-25T12:00:00Z");
        coordinator.does(Action::Report, &key, value("period mars 2024", "80", "Tabell")).await;
        let (now, then) = (coordinator.sees().await, coordinator.saw("2026-11-23").await);
        let Body::Indicator(indicator) = body(&now, &key).await else { panic!("no indicator") };
        assert_eq!(indicator.sources(), Sources::Differ);
        assert_eq!(indicator.last_said(ValueKind::Outcome), "80 / strax över 84,0");
        assert_eq!(cell(&now, Lists::Indicators, "sources").await, [Cell::code("sources", "differ")]);
        assert_eq!(cell(&then, Lists::Indicators, "latest").await, [Cell::Text("strax över 84,0".into())]);
        assert_eq!(cell(&then, Lists::Indicators, "sources").await, [Cell::code("sources", "agree")]);
        let history = now.history(Kind::Indicator, &key, 10).await.unwrap();
        assert_eq!(history[0].fields.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), ["values"]);
        assert_eq!(register.findings().await, [""; 0]);
    }
}

#[tokio::test]
async fn an_assignment_ends_in_order_and_by_the_right_hands() {
    let register = Register::in_memory().await;
    let (coordinator, secretary, owner) = (register.as_coordinator(), register.as_secretary(), register.as_owner());
    let key = coordinator.create(Kind::Assignment, assignment("Dataskydd")).await;
    let minutes = Draft::default()
        .with("organ", "Nämnden")
        .with("date", "2026-11-23")
        .with("paragraph", "47")
        .with("registration", "dnr 1");
    let tries = async |who: &crate::register::As<'_>, action, draft: Draft| {
        who.tries(action, Kind::Assignment, Some(key.as_str()), None, draft).await.map(|receipt| receipt.rev)
    };
    let not_now = || AppError::Invalid { errors: vec![FieldError::new("action", ErrorCode::NotNow)] };
    assert_eq!(tries(&secretary, Action::Approve, minutes.clone()).await, Err(not_now()));
    assert_eq!(tries(&owner, Action::ReportBack, Draft::default()).await, Ok(2));
    assert_eq!(tries(&coordinator, Action::Approve, minutes.clone()).await, Err(AppError::Forbidden));
    assert_eq!(tries(&coordinator, Action::Inform, Draft::default()).await, Err(not_now()));
    assert_eq!(tries(&secretary, Action::Approve, minutes.clone()).await, Ok(3));
    assert_eq!(tries(&owner, Action::Inform, Draft::default()).await, Err(AppError::Forbidden));
    assert_eq!(tries(&secretary, Action::Correct, minutes.with("paragraph", "48")).await, Ok(4));
    assert_eq!(tries(&coordinator, Action::Inform, Draft::default()).await, Ok(5));
    let view = coordinator.sees().await;
    assert_eq!(cell(&view, Lists::Assignments, "state").await, [Cell::code("state", "informed")]);
    let Body::Assignment(ended) = body(&view, &key).await else { panic!("no assignment") };
    assert_eq!(ended.approved.unwrap().paragraph, 48);
}

#[tokio::test]
async fn two_who_tell_how_it_stands_get_both_versions() {
    let register = Register::in_memory().await;
    let (coordinator, owner) = (register.as_coordinator(), register.as_owner());
    let key = coordinator.create(Kind::Assignment, assignment("Dataskydd")).await;
    let told = |comment: &str| Draft::default().with("work", "ongoing").with("comment", comment);
    let first = coordinator.tries(Action::Report, Kind::Assignment, Some(key.as_str()), Some(1), told("Pågår.")).await;
    assert_eq!(first.map(|receipt| receipt.rev), Ok(2));
    let second = owner.tries(Action::Report, Kind::Assignment, Some(key.as_str()), Some(1), told("Står still.")).await;
    let Err(AppError::Conflict(conflict)) = second else { panic!("{second:?}") };
    assert_eq!((conflict.yours, conflict.theirs), (told("Står still."), told("Pågår.")));
}

#[tokio::test]
async fn whose_word_it_is_decides_where_a_recommendation_stands() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let measure = coordinator.create_measure(measure("Rutin")).await;
    let shown = coordinator.create_evidence(evidence("Protokoll")).await;
    let draft = recommendation("Ordning").with("measures", measure.as_str()).with("evidence", shown.as_str());
    let key = coordinator.create(Kind::Recommendation, draft).await;
    for (by, state) in
        [("Förvaltningen", RecommendationState::Claimed), ("Stadsrevisionen", RecommendationState::Confirmed)]
    {
        let judged = Draft::default()
            .with("handled", "handled")
            .with("judged_by", by)
            .with("judged", "2026-06-30")
            .with("about", "Tidigare rekommendationer");
        coordinator.does(Action::Judge, &key, judged).await;
        let view = coordinator.sees().await;
        let Body::Recommendation(given) = body(&view, &key).await else { panic!("no recommendation") };
        assert_eq!(given.state(), state, "{by}");
        let mut query = ListQuery::new(Lists::Recommendations);
        query.filters.insert("status".to_owned(), state.code().to_owned());
        assert_eq!(view.list(&query).await.unwrap().total, 1, "{by}");
    }
    let owner = register.as_owner();
    let judged = owner.tries(Action::Judge, Kind::Recommendation, Some(key.as_str()), None, Draft::default()).await;
    assert_eq!(judged, Err(AppError::Forbidden), "who takes care of it doesn't judge it");
}

#[tokio::test]
async fn links_are_shown_from_both_sides() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let risk = coordinator.create_risk(risk("Bortfall")).await;
    let given = coordinator.create(Kind::Assignment, assignment("Dataskydd").with("risks", risk.as_str())).await;
    let draft = analysis("Organisering").with("risks", risk.as_str()).with("assignments", given.as_str());
    let looked = coordinator.create(Kind::Analysis, draft).await;
    let figure = coordinator.create(Kind::Indicator, indicator("SLA").with("risks", risk.as_str())).await;
    let view = coordinator.sees().await;
    let linked = async |key: &Key| {
        let detail = view.detail(key.kind(), key).await.unwrap();
        let mut keys: Vec<String> =
            detail.links.into_iter().flat_map(|rows| rows.rows).map(|row| row.key.to_string()).collect();
        keys.sort();
        keys
    };
    assert_eq!(linked(&risk).await, ["ANA-01", "IND-01", "UPD-01"]);
    assert_eq!(linked(&given).await, ["ANA-01", "RSK-01"]);
    assert_eq!(linked(&looked).await, ["RSK-01", "UPD-01"]);
    assert_eq!(linked(&figure).await, ["RSK-01"]);
    let unknown = indicator("Annan").with("risks", "RSK-99");
    let refused = coordinator.tries(Action::Create, Kind::Indicator, None, None, unknown).await;
    assert!(matches!(refused, Err(AppError::Invalid { .. })), "{refused:?}");
    assert_eq!(register.as_owner().actor.functions, [OWN]);
    assert_eq!(register.as_other_owner().sees().await.list(&ListQuery::new(Lists::Analyses)).await.unwrap().total, 0);
}

#[tokio::test]
async fn what_was_closed_can_be_disposed_of_by_a_decision() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-15T12:00:00Z");
    let (coordinator, secretary) = (register.as_coordinator(), register.as_secretary());
    let key = coordinator.create(Kind::Indicator, indicator("SLA")).await;
    coordinator.does(Action::Report, &key, value("2025", "84", "Text")).await;
    coordinator.close(&key, "följs inte längre").await;
    register.at_time("2026-11-23T12:00:00Z");
    let decision = Draft::default()
        .with("title", "Inaktuella indikatorer")
        .with("kind", "indicator")
        .with("before", "2026-06-01")
        .with("provision", "Dokumenthanteringsplanen 4.2")
        .with("organ", "Nämnden")
        .with("date", "2026-10-01")
        .with("paragraph", "12")
        .with("registration", "SN 2026/12");
    let disposal = secretary.create(Kind::Disposal, decision).await;
    let selection = coordinator.sees().await.disposal(&disposal).await.unwrap().selection.unwrap();
    let sent = Draft::default().with("confirm", WORD).with("seen", selection.fingerprint());
    coordinator.does(Action::Dispose, &disposal, sent).await;
    let gone = coordinator.sees().await.body(Kind::Indicator, &key).await;
    assert!(matches!(gone, Err(store::StoreError::App(AppError::Disposed { .. }))), "{gone:?}");
    assert_eq!(register.findings().await, [""; 0]);
}
