//! Coverage tells what there is, what is missing and what nothing shows, now and for an earlier day, and never what is marked.

use crate::register::{Register, control, evidence, marked, measure, risk};
use domain::coverage::Basis;
use domain::coverage::gap::Gap;
use domain::requirement::judgements::Beside;
use domain::{Action, Draft, Key, Kind, ListQuery, Register as Lists};
use serde_json::json;
use store::View;

fn judged(level: &str, reason: &str, date: &str) -> Draft {
    Draft::default().with("level", level).with("reason", reason).with("date", date)
}

async fn gaps(view: &View<'_>) -> Vec<(Gap, u64)> {
    view.coverage("nis2").await.unwrap().gaps()
}

async fn beside(view: &View<'_>, key: &str) -> Beside {
    let key = Key::parse(key).unwrap();
    view.detail(Kind::Requirement, &key).await.unwrap().requirement.unwrap()
}

#[tokio::test]
async fn what_nothing_shows_is_told_until_evidence_holds_and_again_when_it_has_gone_out() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-02T08:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let check = coordinator.create_control(control("Provkörning").with("requirements", "NIS2-1")).await;
    coordinator.create_evidence(evidence("Beslut").with("requirements", "NIS2-1")).await;
    let judge = judged("fully", "", "2026-02-02");
    coordinator.done(Action::Judge, Kind::Requirement, Some("NIS2-1"), None, judge).await;
    let row = async |view: View<'_>| view.coverage("nis2").await.unwrap().rows.into_iter().next().unwrap();
    let first = row(coordinator.sees().await).await;
    assert_eq!((first.tally.controls_untested, first.tally.controls_not_evidenced, first.basis), (1, 0, Basis::Met));

    register.at_time("2026-02-10T08:00:00Z");
    coordinator.does(Action::Test, &check, Draft::default().with("result", "clean")).await;
    let bare = row(coordinator.sees().await).await;
    assert_eq!((bare.tally.controls_not_evidenced, bare.basis), (1, Basis::Partly));
    assert!(bare.control_results[0].not_evidenced);
    assert_eq!(gaps(&coordinator.sees().await).await, [(Gap::Missing, 2), (Gap::NotEvidenced, 1)]);

    register.at_time("2026-03-02T08:00:00Z");
    let shows = evidence("Protokoll").with("controls", check.as_str()).with("valid_until", "2026-04-15");
    coordinator.create_evidence(shows.with("requirements", "NIS2-2")).await;
    assert_eq!(row(coordinator.sees().await).await.basis, Basis::Met);
    register.at_time("2026-03-20T08:00:00Z");
    assert_eq!(gaps(&coordinator.sees().await).await, [(Gap::Missing, 1), (Gap::Expiring, 1)]);
    register.at_time("2026-04-16T08:00:00Z");
    let last = [(Gap::Missing, 2), (Gap::Expired, 1), (Gap::NotEvidenced, 1)];
    assert_eq!(gaps(&coordinator.sees().await).await, last);
    // And the same for the days behind, whatever was written since.
    assert_eq!(gaps(&coordinator.saw("2026-03-20").await).await, [(Gap::Missing, 1), (Gap::Expiring, 1)]);
    assert_eq!(gaps(&coordinator.saw("2026-02-10").await).await, [(Gap::Missing, 2), (Gap::NotEvidenced, 1)]);
    register.at_time("2027-02-03T08:00:00Z");
    assert!(gaps(&coordinator.sees().await).await.contains(&(Gap::OldJudgement, 1)));
    let shares = coordinator.sees().await.frameworks().await.unwrap()[0].shares;
    assert_eq!((shares.missing, shares.partly, shares.met, shares.not_applicable), (2, 1, 0, 0));
}

#[tokio::test]
async fn what_a_replaced_or_withdrawn_document_showed_has_not_gone_out() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-02T08:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let old = coordinator.create_evidence(evidence("Utdrag").with("requirements", "NIS2-1")).await;
    coordinator.create_evidence(evidence("Nytt utdrag").with("requirements", "NIS2-1")).await;
    coordinator.close(&old, "ersatt").await;
    register.at_time("2026-02-03T08:00:00Z");
    for view in [coordinator.sees().await, coordinator.saw("2026-02-02").await] {
        let tally = view.coverage("nis2").await.unwrap().rows[0].tally;
        assert_eq!((tally.evidence, tally.evidence_expired), (1, 0));
    }
}

/// A register whose only control, with a marked result, showed this.
async fn with_marked_result(result: &str) -> Register {
    let register = Register::in_memory().await;
    register.at_time("2026-02-12T08:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let hidden = marked(control("Genomgång").with("requirements", "NIS2-1"), &["result", "observation"]);
    let check = coordinator.create_control(hidden).await;
    let shown = evidence("Protokoll").with("requirements", "NIS2-1");
    coordinator.create_evidence(shown).await;
    let test = Draft::default().with("result", result).with("observation", "Det som sågs");
    coordinator.does(Action::Test, &check, test).await;
    let judge = judged("fully", "", "2026-02-12");
    coordinator.done(Action::Judge, Kind::Requirement, Some("NIS2-1"), None, judge).await;
    register.at_time("2026-02-14T08:00:00Z");
    register
}

#[tokio::test]
async fn neither_a_count_nor_a_basis_tells_the_uncleared_what_a_marked_result_was() {
    let registers = [with_marked_result("clean").await, with_marked_result("not_done").await];
    for then in [false, true] {
        let mut told = Vec::new();
        for register in &registers {
            let mut said = Vec::new();
            for who in [register.as_member(), register.as_auditor(&[]), register.as_other_owner()] {
                let view = if then { who.saw("2026-02-13").await } else { who.sees().await };
                let coverage = view.coverage("nis2").await.unwrap();
                assert_eq!(coverage.rows[0].tally.controls_deviating, 0);
                said.push(json!(coverage));
                said.push(json!(view.frameworks().await.unwrap()));
                let mut told = beside(&view, "NIS2-1").await;
                told.judgements.clear();
                said.push(json!(told));
                for status in ["overdue", "soon", "unfinished", "all"] {
                    let mut query = ListQuery { moment: view.moment, ..ListQuery::new(Lists::Controls) };
                    query.filters.insert("status".to_owned(), status.to_owned());
                    said.push(json!(view.list(&query).await.unwrap()));
                }
            }
            told.push(said);
        }
        assert_eq!(told[0], told[1], "{then}");
    }
    let cleared = registers[1].as_coordinator();
    for view in [cleared.sees().await, cleared.saw("2026-02-13").await] {
        let row = view.coverage("nis2").await.unwrap().rows.into_iter().next().unwrap();
        assert_eq!((row.tally.controls_deviating, row.tally.controls_unseen, row.basis), (1, 0, Basis::Partly));
    }
}

#[tokio::test]
async fn what_asks_the_same_is_told_both_ways_with_its_own_basis() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-02T08:00:00Z");
    register.load_framework("nis2").await;
    register.load_framework("csl").await;
    let related = Draft::default()
        .with("framework", "nis2")
        .with("number", "art. 1")
        .with("place", "10")
        .with("title", "Krav 1 i nis2")
        .with("assessable", "on")
        .with("related", "CSL-1");
    register.as_system().done(Action::Load, Kind::Requirement, Some("NIS2-1"), None, related).await;
    let coordinator = register.as_coordinator();
    coordinator.create_evidence(evidence("Protokoll").with("requirements", "CSL-1")).await;
    coordinator.create_measure(measure("Rutin").with("requirements", "NIS2-1")).await;
    coordinator.create_risk(risk("Avbrott").with("requirements", "NIS2-1")).await;
    register.at_time("2026-02-03T08:00:00Z");
    for view in [coordinator.sees().await, coordinator.saw("2026-02-02").await] {
        let nis2 = beside(&view, "NIS2-1").await;
        assert_eq!((nis2.basis, nis2.tally.measures), (Basis::Missing, 1), "what shows the other doesn't show it");
        let told: Vec<_> = nis2.related.iter().map(|one| (one.key.as_str(), one.basis, one.tally.evidence)).collect();
        assert_eq!(told, [("CSL-1", Basis::Partly, 1)]);
        let csl = beside(&view, "CSL-1").await;
        let told: Vec<_> = csl.related.iter().map(|one| (one.cited.as_str(), one.basis)).collect();
        assert_eq!(told, [("nis2 art. 1", Basis::Missing)]);
        assert_eq!(beside(&view, "CSL-2").await.related, []);
        let row = view.coverage("nis2").await.unwrap().rows.into_iter().next().unwrap();
        assert_eq!(row.risks, [Key::parse("RSK-01").unwrap()]);
    }
    let auditor = register.as_auditor(&["csl"]);
    assert_eq!(beside(&auditor.sees().await, "CSL-1").await.related, [], "of a framework that isn't theirs");
}

#[tokio::test]
async fn a_requirement_tells_how_it_has_been_judged_now_and_then() {
    let register = Register::in_memory().await;
    register.at_time("2026-02-02T08:00:00Z");
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    for (at, level, reason) in [
        ("2026-03-02T08:00:00Z", "not_met", "Ingen rutin."),
        ("2026-05-04T08:00:00Z", "partly", "Rutinen är beslutad."),
        ("2026-06-01T08:00:00Z", "partly", "Rutinen är beslutad och införd."),
    ] {
        register.at_time(at);
        let draft = judged(level, reason, "");
        coordinator.done(Action::Judge, Kind::Requirement, Some("NIS2-1"), None, draft).await;
    }
    let told = async |view: View<'_>| -> Vec<(String, &'static str, &'static str, String)> {
        let judgements = beside(&view, "NIS2-1").await.judgements.into_iter();
        let told =
            judgements.map(|one| (one.date.unwrap().to_string(), one.before.code(), one.after.code(), one.reason));
        told.collect()
    };
    let line = |day: &str, before, after, reason: &str| (day.to_owned(), before, after, reason.to_owned());
    let first = line("2026-03-02", "not_judged", "not_met", "Ingen rutin.");
    let second = line("2026-05-04", "not_met", "partly", "Rutinen är beslutad.");
    let third = line("2026-06-01", "partly", "partly", "Rutinen är beslutad och införd.");
    assert_eq!(told(coordinator.sees().await).await, [third, second.clone(), first.clone()]);
    assert_eq!(told(coordinator.saw("2026-05-31").await).await, [second, first]);
    assert_eq!(told(coordinator.saw("2026-03-01").await).await, []);
}
