//! The journal as people read it, and its time.

use crate::register::{OTHER, OWN, Register, risk};
use domain::history::JournalQuery;
use domain::{Action, AppError, Draft, Kind};

#[tokio::test]
async fn time_never_runs_back_when_the_clock_does() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Ett")).await;
    register.at_time("2026-11-20T12:00:00Z");
    coordinator.create_risk(risk("Två")).await;
    let entries = coordinator.sees().await.entries(&JournalQuery::default(), 10).await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.at.as_str()).collect::<Vec<_>>(), ["2026-11-23 13:00"; 2]);
    assert_eq!(register.findings().await, [""; 0]);
}

#[tokio::test]
async fn the_journal_is_filtered_and_leafed_through() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    for n in 0..60 {
        coordinator.create_risk(risk(&format!("Risk {n}"))).await;
    }
    register.at_time("2026-11-25T12:00:00Z");
    register.as_owner().update(&"RSK-03".to_owned().try_into().unwrap(), risk("Omskriven")).await;
    let view = coordinator.sees().await;
    let first = view.journal(&JournalQuery::default()).await.unwrap();
    assert_eq!((first.entries.len(), first.next, first.length), (50, Some(12), 61));
    let rest = view.journal(&JournalQuery { before: first.next, ..JournalQuery::default() }).await.unwrap();
    assert_eq!((rest.entries.len(), rest.next, rest.entries[0].seq), (11, None, 11));
    let seqs = |query: JournalQuery| {
        let view = &view;
        async move { view.entries(&query, 100).await.unwrap().iter().map(|entry| entry.seq).collect::<Vec<_>>() }
    };
    let all = JournalQuery::default;
    assert_eq!(seqs(JournalQuery { key: "RSK-03".to_owned().try_into().ok(), ..all() }).await, [61, 3]);
    assert_eq!(seqs(JournalQuery { kind: Some(Kind::Risk), action: Some(Action::Update), ..all() }).await, [61]);
    assert_eq!(seqs(JournalQuery { actor: "agare".into(), ..all() }).await, [61]);
    assert_eq!(seqs(JournalQuery { from: "2026-11-24".parse().ok(), ..all() }).await, [61]);
    assert_eq!(seqs(JournalQuery { to: "2026-11-23".parse().ok(), ..all() }).await.len(), 60);
}

#[tokio::test]
async fn an_owner_reads_of_its_own_and_a_member_nothing() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    coordinator.create_risk(risk("Egen").with("owner", OWN)).await;
    coordinator.create_risk(risk("Annans").with("owner", OTHER)).await;
    let owner = register.as_owner();
    let entries = owner.sees().await.entries(&JournalQuery::default(), 10).await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["RSK-01"]);
    let member = register.as_member();
    let answer = member.sees().await.journal(&JournalQuery::default()).await;
    assert!(matches!(answer, Err(store::StoreError::App(AppError::Forbidden))));
}

#[tokio::test]
async fn a_history_tells_what_changed_and_why() {
    let register = Register::in_memory().await;
    let coordinator = register.as_coordinator();
    let key = coordinator.create_risk(risk("Bortfall")).await;
    let draft = Draft::default()
        .with("current_likelihood", "2")
        .with("current_consequence", "4")
        .with("current_rationale", "Reservkraft på plats");
    coordinator.does(Action::Assess, &key, draft).await;
    coordinator.close(&key, "hanterad").await;
    let detail = coordinator.sees().await.detail(Kind::Risk, &key).await.unwrap();
    assert_eq!(detail.history.iter().map(|change| change.rev).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(detail.history[0].reason, "hanterad");
    let score = detail.history[1].fields.iter().find(|field| field.field == "score").unwrap();
    assert_eq!((score.before.as_str(), score.after.as_str()), ("12", "8"));
}
