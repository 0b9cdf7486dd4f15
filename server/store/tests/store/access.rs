//! What each role may see.

use crate::register::{OTHER, OWN, Register, control, deliverable, evidence, measure, risk};
use domain::{AppError, Draft, Kind, ListQuery, Register as Lists};
use store::StoreError;

#[tokio::test]
async fn an_owner_sees_its_own_and_knows_of_nothing_else() {
    let register = Register::in_memory().await;
    register.load_framework("nis2").await;
    let coordinator = register.as_coordinator();
    let to = |draft: Draft, owner: &str| draft.with("owner", owner).with("requirements", "NIS2-1");
    for owner in [OWN, OTHER] {
        coordinator.create_risk(to(risk(&format!("Risk hos {owner}")), owner)).await;
        coordinator.create_measure(to(measure(&format!("Åtgärd hos {owner}")), owner).with("risks", "RSK-01")).await;
        let made = deliverable(&format!("Leverabel hos {owner}")).with("owner", owner).with("measures", "ATG-01");
        coordinator.create_deliverable(made).await;
        coordinator.create_control(to(control(&format!("Kontroll hos {owner}")), owner)).await;
        coordinator.create_evidence(to(evidence(&format!("Evidens hos {owner}")), owner)).await;
    }
    let owner = register.as_owner();
    for moment in ["now", "then"] {
        if moment == "then" {
            register.at_time("2026-11-25T12:00:00Z");
        }
        let view = if moment == "now" { owner.sees().await } else { owner.saw("2026-11-23").await };
        for lists in [Lists::Risks, Lists::Measures, Lists::Deliverables, Lists::Controls, Lists::Evidence] {
            let query = ListQuery { all_columns: true, moment: view.moment, ..ListQuery::new(lists) };
            let listing = view.list(&query).await.unwrap();
            assert_eq!((listing.rows.len(), listing.total, listing.whole), (1, 1, 1), "{moment} {lists:?}");
            assert_eq!(view.chunk(&query, 0).await.unwrap(), listing.rows);
            let kind = lists.kind().unwrap();
            let theirs = domain::Key::numbered(kind.prefix().unwrap(), 2);
            assert!(matches!(view.detail(kind, &theirs).await, Err(StoreError::App(AppError::NotFound))));
            assert!(view.history(kind, &theirs, 9).await.is_err(), "{kind:?}");
            assert!(view.draft(kind, &theirs).await.is_err() && view.body(kind, &theirs).await.is_err());
        }
        let told = [
            serde_json::to_string(&view.search("hos").await.unwrap()).unwrap(),
            serde_json::to_string(&view.coverage("nis2").await.unwrap()).unwrap(),
            serde_json::to_string(&view.evidence_list(&Default::default()).await.unwrap()).unwrap(),
            serde_json::to_string(&view.overview().await.unwrap()).unwrap(),
            serde_json::to_string(&view.programme().await.unwrap()).unwrap(),
            serde_json::to_string(&view.team().await.unwrap()).unwrap(),
            serde_json::to_string(&view.matrix(&ListQuery::new(Lists::Risks)).await.unwrap()).unwrap(),
            serde_json::to_string(
                &view.detail(Kind::Requirement, &"NIS2-1".to_owned().try_into().unwrap()).await.unwrap(),
            )
            .unwrap(),
            serde_json::to_string(&view.detail(Kind::Measure, &"ATG-01".to_owned().try_into().unwrap()).await.unwrap())
                .unwrap(),
            serde_json::to_string(&view.detail(Kind::Risk, &"RSK-01".to_owned().try_into().unwrap()).await.unwrap())
                .unwrap(),
        ];
        for text in told {
            assert!(!text.contains(OTHER) || text.contains("functions"), "{moment}: {text}");
            for key in ["RSK-02", "ATG-02", "LEV-02", "KTR-02", "EVD-02"] {
                assert!(!text.contains(key), "{moment}: {key} in {text}");
            }
        }
    }
}

#[tokio::test]
async fn an_auditor_sees_its_frameworks() {
    let register = Register::in_memory().await;
    register.load_framework("nis2").await;
    register.load_framework("csl").await;
    register.as_coordinator().create_evidence(evidence("Protokoll").with("requirements", "NIS2-1, CSL-1")).await;
    let auditor = register.as_auditor(&["csl"]);
    register.at_time("2026-11-25T12:00:00Z");
    for view in [auditor.sees().await, auditor.saw("2026-11-23").await] {
        let query = ListQuery { moment: view.moment, ..ListQuery::new(Lists::Requirements) };
        let listing = view.list(&query).await.unwrap();
        assert_eq!((listing.total, listing.whole), (3, 3));
        let hidden = "NIS2-1".to_owned().try_into().unwrap();
        assert!(matches!(view.detail(Kind::Requirement, &hidden).await, Err(StoreError::App(AppError::NotFound))));
        assert!(view.coverage("nis2").await.is_err());
        assert_eq!(view.coverage("").await.unwrap().framework_key, "csl");
        assert_eq!(view.framework_list().await.unwrap().len(), 1);
        assert_eq!(view.frameworks().await.unwrap().len(), 1);
        let lines = view.evidence_list(&Default::default()).await.unwrap();
        assert!(lines.iter().all(|line| line.framework == "csl"));
        let found = serde_json::to_string(&view.search("säkerhetskopior").await.unwrap()).unwrap();
        assert!(found.contains("CSL-1") && !found.contains("Krav 1 i nis2"), "{found}");
    }
    let everyone = register.as_auditor(&[]);
    assert_eq!(everyone.sees().await.framework_list().await.unwrap().len(), 2);
}

#[tokio::test]
async fn accounts_are_the_administrators_business() {
    let register = Register::in_memory().await;
    let draft = Draft::default().with("name", "Revisor").with("role", "auditor");
    register.as_admin().done(domain::Action::Create, Kind::Account, Some("revisor"), None, draft).await;
    assert_eq!(register.as_admin().sees().await.accounts().await.unwrap().len(), 1);
    for other in [register.as_coordinator(), register.as_member(), register.as_auditor(&[])] {
        let view = other.sees().await;
        assert!(matches!(view.accounts().await, Err(StoreError::App(AppError::Forbidden))));
        if let Ok(entries) = view.entries(&Default::default(), 10).await {
            assert!(entries.is_empty());
        }
    }
    let credential = register.store.credential("revisor").await.unwrap().unwrap();
    assert_eq!((credential.hash.as_str(), credential.epoch), ("", 0));
    assert_eq!(register.store.set_password("revisor", "hash").await.unwrap(), 1);
    assert_eq!(register.store.sign_out_everywhere("revisor").await.unwrap(), 2);
    let credential = register.store.credential("revisor").await.unwrap().unwrap();
    assert_eq!((credential.hash.as_str(), credential.epoch), ("hash", 2));
    assert!(register.store.credential("ingen").await.unwrap().is_none());
}

#[tokio::test]
async fn sessions_end() {
    let register = Register::in_memory().await;
    let now = register.clock.now().timestamp();
    let session = store::StoredSession { data: "{}".into(), expires: now + 60 };
    register.store.keep_session("s1", session).await.unwrap();
    assert!(register.store.session("s1").await.unwrap().is_some());
    register.at_time("2026-11-23T13:00:00Z");
    assert!(register.store.session("s1").await.unwrap().is_none());
    register.store.drop_ended_sessions().await.unwrap();
    register.at_time("2026-11-23T12:00:00Z");
    assert!(register.store.session("s1").await.unwrap().is_none());
}
