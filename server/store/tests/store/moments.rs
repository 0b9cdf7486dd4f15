//! The register at an earlier day is what it was seen to be then.

use crate::register::{Register, control, evidence, measure, risk};
use domain::{Action, Draft, Kind, ListQuery, Moment, Register as Lists};
use serde_json::{Value, json};
use store::View;

/// Everything a view tells, but for what is about the journal's end rather than the moment.
async fn everything(view: &View<'_>) -> Value {
    let mut told = Vec::new();
    for &lists in Lists::ALL {
        let Some(kind) = lists.kind() else { continue };
        let query = ListQuery { all_columns: true, ..ListQuery::new(lists) };
        let listing = view.list(&query).await.unwrap();
        for row in &listing.rows {
            let mut detail = view.detail(kind, &row.key).await.unwrap();
            detail.neighbours = (None, None);
            told.push(json!(detail));
        }
        told.push(json!([listing.rows, listing.total, listing.whole]));
    }
    told.push(json!(view.matrix(&ListQuery::new(Lists::Risks)).await.unwrap()));
    told.push(json!(view.frameworks().await.unwrap()));
    told.push(json!(view.coverage("").await.unwrap()));
    told.push(json!(view.evidence_list(&Default::default()).await.unwrap()));
    told.push(json!(view.programme().await.unwrap()));
    told.push(json!(view.overview().await.unwrap()));
    told.push(json!(view.search("avbrott").await.unwrap()));
    told.push(json!(view.entries(&Default::default(), 100).await.unwrap()));
    let mut told = json!(told);
    forget_moment(&mut told);
    told
}

/// A matrix repeats the query it answers, and with it the moment.
fn forget_moment(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("moment");
            fields.values_mut().for_each(forget_moment);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_moment),
        _ => {}
    }
}

#[tokio::test]
async fn an_earlier_day_is_what_was_seen_that_evening() {
    let register = Register::in_memory().await;
    register.at_time("2026-03-02T08:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let first = coordinator.create_risk(risk("Avbrott i drift").with("requirements", "NIS2-1")).await;
    let done = coordinator.create_measure(measure("Reservkraft").with("risks", "RSK-01")).await;
    let check = coordinator.create_control(control("Provkörning").with("measures", "ATG-01")).await;
    let shown = coordinator.create_evidence(evidence("Protokoll").with("requirements", "NIS2-1, NIS2-2")).await;
    let then = everything(&coordinator.sees().await).await;
    for (day, n) in [("2026-04-01T08:00:00Z", 1), ("2026-05-04T08:00:00Z", 2)] {
        register.at_time(day);
        coordinator.create_risk(risk(&format!("Avbrott {n}"))).await;
        coordinator.does(Action::Report, &done, Draft::default().with("percent", (n * 50).to_string())).await;
        coordinator
            .does(Action::Test, &check, Draft::default().with("result", "minor").with("observation", "brist"))
            .await;
        coordinator.update(&shown, evidence("Nytt protokoll").with("requirements", format!("NIS2-{}", n + 1))).await;
    }
    let draft = Draft::default().with("level", "partly").with("reason", "saknar prov");
    coordinator.done(Action::Judge, Kind::Requirement, Some("NIS2-1"), None, draft).await;
    coordinator.close(&first, "hanterad").await;
    assert_eq!(everything(&coordinator.saw("2026-03-02").await).await, then);
    assert_ne!(everything(&coordinator.saw("2026-04-01").await).await, then);
    assert_eq!(coordinator.saw("2026-03-01").await.position, 0);
    let before = coordinator.saw("2026-03-01").await.list(&ListQuery::new(Lists::Risks)).await.unwrap();
    assert_eq!((before.total, before.whole), (0, 0));
    assert_eq!(coordinator.saw("2026-03-01").await.moment, Moment::On("2026-03-01".parse().unwrap()));
}

#[tokio::test]
async fn a_day_ends_at_swedish_midnight() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    register.at_time("2026-03-02T22:59:59.999Z");
    coordinator.create_risk(risk("Före midnatt")).await;
    register.at_time("2026-03-02T23:00:00Z");
    coordinator.create_risk(risk("Efter midnatt")).await;
    assert_eq!(coordinator.saw("2026-03-02").await.position, 1);
    assert_eq!(coordinator.saw("2026-03-03").await.position, 2);
}
