//! What is followed up, with plain forms as browsers send them: nothing typed is lost, sources that differ both stand, and an
//! assignment's steps are taken in their order by those who may.

use crate::browser::{Answer, Browser};
use crate::running::{Running, run};
use store::ids;

async fn give(browser: &mut Browser, action: &str, (kind, key): (&str, &str), fields: &[(&str, &str)]) -> Answer {
    let id = ids::fresh();
    let (page, next) = match kind {
        "indicator" => ("/indikatorer/IND-01", "/indikatorer/:key"),
        "assignment" => ("/uppdrag/UPD-01", "/uppdrag/:key"),
        "analysis" => ("/riskanalyser/ANA-01", "/riskanalyser/:key"),
        _ => ("/rekommendationer/REK-01", "/rekommendationer/:key"),
    };
    let mut pairs = vec![
        ("action", action),
        ("kind", kind),
        ("key", key),
        ("command_id", id.as_str()),
        ("page", page),
        ("next", next),
    ];
    let named: Vec<(String, &str)> = fields.iter().map(|(name, value)| (format!("fields[{name}]"), *value)).collect();
    pairs.extend(named.iter().map(|(name, value)| (name.as_str(), *value)));
    browser.post("/api/submit", &pairs).await
}

const IND: (&str, &str) = ("indicator", "IND-01");
const UPD: (&str, &str) = ("assignment", "UPD-01");

#[test]
fn sources_that_differ_are_shown_side_by_side() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let text = [
            ("period", "period mars 2024"),
            ("value_kind", "outcome"),
            ("number", "84"),
            ("qualifier", "strax över"),
            ("value_source", "Rapport 4.1.1.1"),
        ];
        let answer = give(&mut browser, "report", IND, &text).await;
        assert_eq!((answer.status, answer.location().split('?').next()), (303, Some("/indikatorer/IND-01")));
        let table =
            [("period", "2024-Q1"), ("value_kind", "outcome"), ("number", "80"), ("value_source", "Rapport 2.1.1")];
        assert_eq!(give(&mut browser, "report", IND, &table).await.status, 303);
        let page = browser.get("/indikatorer/IND-01").await.body;
        for said in ["Källorna skiljer sig", "strax över 84", "Rapport 4.1.1.1", "Rapport 2.1.1", "chart--series"] {
            assert!(page.contains(said), "{said}");
        }
        let list = browser.get("/indikatorer?kallor=differ").await.body;
        assert!(list.contains("IND-01") && list.contains("80 / strax över 84"));
        assert!(!browser.get("/indikatorer?kallor=agree").await.body.contains("IND-01"));
        // A risk tells of what follows it.
        assert!(browser.get("/risker/RSK-01").await.body.contains("/indikatorer/IND-01"));
    });
}

#[test]
fn what_was_typed_comes_back_with_what_is_wrong() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let typed = [
            ("period", "våren 2024"),
            ("value_kind", "outcome"),
            ("number", "84 %"),
            ("value_source", "Rapport 4.1.1.1"),
            ("doubt", "Kolumnen framgår inte"),
        ];
        let mut answer = give(&mut browser, "report", IND, &typed).await;
        if answer.status == 303 {
            answer = browser.get(answer.location()).await;
        }
        for kept in ["våren 2024", "84 %", "Rapport 4.1.1.1", "Kolumnen framgår inte", "inte ett tal", "inte en period"]
        {
            assert!(answer.body.contains(kept), "{kept}");
        }
    });
}

#[test]
fn the_steps_of_an_assignment_are_taken_in_order_by_those_who_may() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let (mut keeper, mut office) = (site.signed_in("samordnare").await, site.signed_in("sekreterare").await);
        let minutes =
            [("organ", "Nämnden"), ("date", "2026-11-23"), ("paragraph", "47"), ("registration", "DEMO-2026-1")];
        let page = office.get("/uppdrag/UPD-01").await.body;
        assert!(!page.contains("value=\"approve\""), "nothing to approve yet");
        assert_eq!(give(&mut keeper, "report_back", UPD, &[("registration", "DEMO-2026-0")]).await.status, 303);
        assert_eq!(give(&mut keeper, "approve", UPD, &minutes).await.status, 403);
        assert!(office.get("/uppdrag/UPD-01").await.body.contains("value=\"approve\""));
        let approved = give(&mut office, "approve", UPD, &minutes).await;
        assert!(approved.location().starts_with("/uppdrag/UPD-01?klart=approve"), "{}", approved.location());
        assert_eq!(give(&mut office, "inform", UPD, &[]).await.status, 303);
        let page = keeper.get("/uppdrag/UPD-01").await.body;
        assert!(
            page.contains("Nämnden 2026-11-23 § 47, DEMO-2026-1") && page.contains("Stadsledningskontoret informerat")
        );
        assert!(!page.contains("value=\"report_back\""), "nothing is left to do");
    });
}

#[test]
fn a_recommendation_tells_according_to_whom_it_is_taken_care_of() {
    run(async {
        let site = Running::start().await;
        site.add_records().await;
        let mut browser = site.signed_in("samordnare").await;
        let judged = [
            ("handled", "handled"),
            ("judged_by", "Förvaltningen"),
            ("judged", "2026-06-30"),
            ("about", "tidigare rekommendationer"),
        ];
        assert_eq!(give(&mut browser, "judge", ("recommendation", "REK-01"), &judged).await.status, 303);
        let page = browser.get("/rekommendationer/REK-01").await.body;
        assert!(page.contains("Stadsrevisionen har inte bekräftat det"));
        assert!(page.contains("Bedömningen gäller: tidigare rekommendationer"));
        let done = [("started", "2026-03-01"), ("done", "2026-05-20"), ("conclusion", "Två risker att följa.")];
        assert_eq!(give(&mut browser, "report", ("analysis", "ANA-01"), &done).await.status, 303);
        assert!(browser.get("/riskanalyser/ANA-01").await.body.contains("Två risker att följa."));
        assert!(browser.get("/uppdrag/UPD-01").await.body.contains("/riskanalyser/ANA-01"));
    });
}
